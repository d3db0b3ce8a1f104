"""Changing a few words of a draft of ours: every other word, span and ground stays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from drafter.document.edit import LineEdit, locate
from drafter.document.facts import Span, Use
from drafter.document.model import LaunchDocument, Paragraph, Section
from drafter.rendering import to_text

from .finding import Finding
from .fixing import line_edits

Change = tuple[Span, str]


def with_fixes(document: LaunchDocument, findings: Sequence[Finding]) -> LaunchDocument:
    """``document`` with the fixes of ``findings`` (of `check_draft`) inside its paragraphs.

    A fix that touches a grounded fact is left out: those words are the source's.
    """
    from drafter.reading import read_text

    return amended(document, line_edits(read_text(to_text(document)).text, findings))


def amended(document: LaunchDocument, edits: Iterable[LineEdit]) -> LaunchDocument:
    """``document`` with ``edits`` where they are found in one paragraph and touch no fact."""
    paragraphs = [paragraph for _, paragraph in document.paragraphs()]
    texts = [_line(p.text) for p in paragraphs]
    changes: dict[int, list[Change]] = defaultdict(list)
    for edit in edits:
        if (found := locate(edit, texts)) is not None:
            at, start = found
            changes[at].append((Span(start, start + len(edit.old)), edit.new))
    if not changes:
        return document
    number = iter(range(len(paragraphs)))  # the same order as ``paragraphs()``
    return _mapped(document, lambda p: changed(p, changes.get(next(number), ())))


def changed(paragraph: Paragraph, changes: Iterable[Change]) -> Paragraph:
    """``paragraph`` with ``changes``; the uses keep their words and move with the text."""
    text, uses = paragraph.text, paragraph.uses
    for span, new in sorted(changes, reverse=True):
        if any(_touches(span, use) for use in uses):
            continue
        text = text[: span.start] + new + text[span.end :]
        step = len(new) - (span.end - span.start)
        uses = tuple(_moved(use, step) if use.span.start >= span.end else use for use in uses)
    return replace(paragraph, text=text, uses=uses)


def _touches(span: Span, use: Use) -> bool:
    inside = use.span.start < span.start < use.span.end  # words put into the middle of a fact
    return use.span.overlaps(span) or inside


def _moved(use: Use, step: int) -> Use:
    return replace(use, span=Span(use.span.start + step, use.span.end + step))


def _line(text: str) -> str:
    """The paragraph as it is read back; one that reads otherwise cannot be placed."""
    return text if " ".join(text.split()) == text else ""


def _mapped(document: LaunchDocument, change: Callable[[Paragraph], Paragraph]) -> LaunchDocument:
    basis = tuple(map(change, document.basis))
    opening = tuple(map(change, document.opening))
    sections = tuple(_section(section, change) for section in document.sections)
    closing = tuple(map(change, document.closing))
    return replace(document, basis=basis, opening=opening, sections=sections, closing=closing)


def _section(section: Section, change: Callable[[Paragraph], Paragraph]) -> Section:
    paragraphs = tuple(map(change, section.paragraphs))
    children = tuple(_section(child, change) for child in section.children)
    return replace(section, paragraphs=paragraphs, children=children)
