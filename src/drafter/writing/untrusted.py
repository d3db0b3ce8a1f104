"""Papers are data: what in them is written like a key or like an order to the program.

A key typed into a paper would be filled with another fact, and an order would be carried down
as an item of the plan. Both are made harmless before a writer sees them. Texts keep their
length, so that every span still fits.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from typing import Any

from drafter.document.brief import Brief
from drafter.document.facts import Span
from drafter.document.reading import ReadDocument, SectionMark
from drafter.reading.message_act import gives_orders
from drafter.reading.message_words import plain

_KEY = re.compile(r"\[\[([a-z]+\d+)\]\]")
_SENTENCE = re.compile(r"[^\n.;!?]+(?:[.;!?]+(?!\s|$)[^\n.;!?]+)*[.;!?]*")


def disarmed(brief: Brief) -> Brief:
    """``brief`` with keys and orders in its papers and words blanked."""
    directive = without_orders(brief.directive) if brief.directive else None
    previous = without_orders(brief.previous) if brief.previous else None
    if directive is not brief.directive or previous is not brief.previous:
        brief = brief.with_update(directive=directive, previous=previous)
    if "[[" not in repr(brief):
        return brief
    harmless: Brief = _keyless(brief)
    return harmless


def orders_in(document: ReadDocument) -> tuple[str, ...]:
    """Sentences of a paper that tell the program to break its rules, as written."""
    return tuple(span.of(document.text).strip() for span in _orders(document.text))


def without_orders(document: ReadDocument) -> ReadDocument:
    """``document`` with such sentences blanked and headings left empty by that taken out."""
    spans = list(_orders(document.text))
    if not spans:
        return document
    understood = _blanked(document.understood or document.text, spans)
    marks = tuple(
        dataclasses.replace(mark, title="" if gives_orders(plain(mark.title)) else mark.title)
        for mark in document.sections
        if not _emptied(mark, understood, spans)
    )
    text = _blanked(document.text, spans)
    return dataclasses.replace(document, text=text, understood=understood, sections=marks)


def _orders(text: str) -> Iterator[Span]:
    for sentence in _SENTENCE.finditer(text):
        if gives_orders(plain(sentence.group())):
            yield Span(*sentence.span())


def _blanked(text: str, spans: list[Span]) -> str:
    for span in spans:
        text = f"{text[: span.start]}{' ' * (span.end - span.start)}{text[span.end :]}"
    return text


def _emptied(mark: SectionMark, text: str, spans: list[Span]) -> bool:
    whole = Span(mark.span.start, max(mark.span.end, mark.body.end))
    left = whole.of(text).removeprefix(mark.label).strip(" .)\n")
    return not left and any(whole.overlaps(span) for span in spans)


def _keyless(value: Any) -> Any:
    """``value`` with blanks for every ``[[t1]]`` in any string of it."""
    if isinstance(value, str):
        # A subclass (an enumeration) is no text of a paper.
        return _KEY.sub(lambda m: " " * len(m[0]), value) if type(value) is str else value
    if isinstance(value, tuple):
        return tuple(_keyless(item) for item in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        old = {f.name: getattr(value, f.name) for f in dataclasses.fields(value) if f.init}
        new = {name: _keyless(part) for name, part in old.items()}
        changed = {name: part for name, part in new.items() if part != old[name]}
        return dataclasses.replace(value, **changed) if changed else value
    return value
