"""A section edited by hand: what stays keeps its source, what is new is the official's word."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator

from drafter.document.facts import FactKind, Ground, GroundKind, Span, Use
from drafter.document.model import LaunchDocument, Paragraph, Section
from drafter.writing.guard import find_naked

BY_HAND = "sửa trên trang"
"""Place of a ground that the official typed into the draft."""

_LABEL = re.compile(r"^(-|\+|[a-zđ]\)|\d+\))\s+")


def sections(document: LaunchDocument) -> Iterator[tuple[str, Section]]:
    """Sections that hold text of their own, with their label path ("II.2.a")."""

    def below(section: Section, above: str) -> Iterator[tuple[str, Section]]:
        path = f"{above}.{section.label}" if above else section.label
        if section.paragraphs:
            yield path, section
        for child in section.children:
            yield from below(child, path)

    for section in document.sections:
        yield from below(section, "")


def as_typed(section: Section) -> str:
    """The section's own paragraphs as lines to edit."""
    return "\n".join(f"{p.label} {p.text}".strip() for p in section.paragraphs)


def with_section(document: LaunchDocument, path: str, text: str) -> LaunchDocument:
    """The document with the paragraphs at ``path`` replaced by the lines of ``text``.

    A fact whose words still stand keeps its ground; a figure, reference or name that is new
    is grounded in the official who typed it.
    """

    def rewritten(section: Section, above: str) -> Section:
        here = f"{above}.{section.label}" if above else section.label
        if here == path:
            return dataclasses.replace(
                section, paragraphs=_paragraphs(section, text), written_by="user"
            )
        children = tuple(rewritten(child, here) for child in section.children)
        return dataclasses.replace(section, children=children)

    changed = tuple(rewritten(section, "") for section in document.sections)
    return dataclasses.replace(document, sections=changed)


def as_by_hand(paragraph: Paragraph, text: str) -> Paragraph:
    """The paragraph with another text: what still stands keeps its ground, the rest is typed."""
    return paragraph_by_hand(paragraph.label, text, list(paragraph.uses))


def _paragraphs(section: Section, text: str) -> tuple[Paragraph, ...]:
    same = {(p.label, p.text): p for p in section.paragraphs}
    known = [use for p in section.paragraphs for use in p.uses]
    followers = {_name(p.text): p.followed_by for p in section.paragraphs}
    out = []
    for line in filter(None, (line.strip() for line in text.split("\n"))):
        label = found.group(1) if (found := _LABEL.match(line)) else ""
        words = line[found.end() :] if found else line
        made = same.get((label, words)) or paragraph_by_hand(label, words, known)
        out.append(dataclasses.replace(made, followed_by=followers.get(_name(words), "")))
    return tuple(out)


def _name(text: str) -> str:
    """What a target measures: its words up to the figure."""
    return re.split(r"\d|:", text, maxsplit=1)[0].strip()


def paragraph_by_hand(
    label: str, text: str, known: Iterable[Use], place: str = BY_HAND
) -> Paragraph:
    """A paragraph as the official wants it: known facts keep their ground, new ones are theirs.

    ``place`` says where it was typed: on the page, or "lượt 9" of the talk.
    """
    uses: list[Use] = []
    facts = find_naked(text)
    for use in sorted(known, key=lambda use: -len(use.text)):
        for at in (found.start() for found in re.finditer(re.escape(use.text), text)):
            span = Span(at, at + len(use.text))
            taken = any(span.overlaps(other.span) for other in uses)
            # "2027" of an old fact is no source for the "2027" within "31/3/2027".
            part = any(span.overlaps(f.span) and not span.covers(f.span) for f in facts)
            if not taken and not part:
                uses.append(dataclasses.replace(use, span=span))
    by_hand = Ground(GroundKind.USER, place, text)
    for naked in facts:
        if not any(use.span.overlaps(naked.span) for use in uses):
            uses.append(Use(naked.span.of(text), FactKind(naked.kind), by_hand, naked.span))
    uses.sort(key=lambda use: use.span)
    grounds = tuple(dict.fromkeys((by_hand, *(use.ground for use in uses))))
    return Paragraph(text, grounds, tuple(uses), label)
