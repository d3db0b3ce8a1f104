"""Facts travel by key: the table of facts of a draft, and putting the wording in.

A writer types ``[[t3]]``; only this module turns it into words. A key that is not in the
table never reaches a document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from drafter.document.facts import Fact, FactKind, Ground, Span, Use
from drafter.document.model import Paragraph, Section

KEY = re.compile(r"\[\[([a-z]+\d+)\]\]")

_PREFIX = {
    FactKind.TARGET: "t",
    FactKind.CITATION: "c",
    FactKind.MOVEMENT: "m",
    FactKind.DATE: "d",
    FactKind.UNIT: "u",
    FactKind.NUMBER: "n",
    FactKind.THEME: "h",
    FactKind.NAME: "p",
    FactKind.PLACEHOLDER: "x",
}


class UnknownKey(KeyError):
    """A text uses a key that the table of facts does not hold."""


@dataclass(slots=True)
class FactTable:
    """The facts one draft may use. The same words on the same ground share one key."""

    _facts: dict[str, Fact] = field(default_factory=dict)
    _by_words: dict[tuple[FactKind, str, Ground], str] = field(default_factory=dict)
    _counts: dict[str, int] = field(default_factory=dict)

    def add(self, kind: FactKind, text: str, ground: Ground, note: str = "") -> str:
        """Enter a fact and return its marked key, ``[[c1]]``."""
        identity = (kind, text, ground)
        key = self._by_words.get(identity)
        if key is None:
            prefix = _PREFIX[kind]
            self._counts[prefix] = self._counts.get(prefix, 0) + 1
            key = f"{prefix}{self._counts[prefix]}"
            self._facts[key] = Fact(key, kind, text, ground, note)
            self._by_words[identity] = key
        return f"[[{key}]]"

    def __getitem__(self, key: str) -> Fact:
        try:
            return self._facts[key]
        except KeyError:
            raise UnknownKey(key) from None

    def __iter__(self) -> Iterator[Fact]:
        return iter(self._facts.values())

    def __contains__(self, key: object) -> bool:
        return key in self._facts

    def used_in(self, texts: Iterable[str]) -> tuple[Fact, ...]:
        """The facts whose keys stand in ``texts``, in table order; unknown keys are left out."""
        used = {match[1] for text in texts for match in KEY.finditer(text)}
        return tuple(fact for fact in self if fact.key in used)


def unknown_keys(text: str, table: FactTable) -> tuple[str, ...]:
    """Keys in ``text`` that the table does not hold."""
    return tuple(m[1] for m in KEY.finditer(text) if m[1] not in table)


def fill(text: str, table: FactTable) -> tuple[str, tuple[Use, ...]]:
    """Put the official wording in for every key.

    Returns the finished text and one `Use` per key with its place in that text. A sentence
    that starts with a fact starts with a capital. Raises `UnknownKey`.
    """
    out: list[str] = []
    uses: list[Use] = []
    at = last = 0
    for match in KEY.finditer(text):
        fact = table[match[1]]
        before = text[last : match.start()]
        out.append(before)
        at += len(before)
        words = _capital(fact.text) if _starts_sentence("".join(out)) else fact.text
        uses.append(Use(words, fact.kind, fact.ground, Span(at, at + len(words))))
        out.append(words)
        at += len(words)
        last = match.end()
    out.append(text[last:])
    return "".join(out), tuple(uses)


def filled(paragraph: Paragraph, table: FactTable) -> Paragraph:
    """``paragraph`` with its keys put into words; grounds of the uses join its own."""
    text, uses = fill(paragraph.text, table)
    grounds = dict.fromkeys((*paragraph.grounds, *(use.ground for use in uses)))
    who = fill(paragraph.followed_by, table)[0]
    return replace(paragraph, text=text, grounds=tuple(grounds), uses=uses, followed_by=who)


def in_keys(section: Section, table: FactTable) -> Section:
    """A finished section with its facts as keys again, entered in ``table`` with their grounds."""
    return replace(
        section,
        paragraphs=tuple(replace(p, text=_keyed(p, table), uses=()) for p in section.paragraphs),
        children=tuple(in_keys(child, table) for child in section.children),
    )


def _keyed(paragraph: Paragraph, table: FactTable) -> str:
    out: list[str] = []
    last = 0
    for use in sorted(paragraph.uses, key=lambda use: use.span):
        if use.span.start >= last:
            out += (
                paragraph.text[last : use.span.start],
                table.add(use.kind, use.text, use.ground),
            )
            last = use.span.end
    return "".join((*out, paragraph.text[last:]))


def _starts_sentence(before: str) -> bool:
    stripped = before.rstrip()
    return not stripped or (stripped[-1] in ".!?" and before != stripped)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
