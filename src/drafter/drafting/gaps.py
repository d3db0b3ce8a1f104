"""What a written draft still lacks, place by place, and filling it in.

A gap is a placeholder in the text, or the name below the signature. What the official types
stands in its place with the official as its source; the rest of the line keeps its sources.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from drafter.document.facts import FactKind, Use
from drafter.document.model import LaunchDocument, Paragraph, Section

from .revise import as_by_hand

SIGNER = -1
"""Number of the gap of the signer's name; the others count from 0 in printed order."""


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing to fill in. ``before`` and ``after`` are the words around it, ``start`` what to
    begin from when only a part of it is open ("Nghị quyết số [số]/NQ-HĐND …")."""

    number: int
    where: str
    before: str
    asked: str
    after: str
    start: str = ""


def gaps(document: LaunchDocument) -> tuple[Gap, ...]:
    """Every gap in printed order."""
    found = [
        _gap(number, path, paragraph, use)
        for number, (path, paragraph, use) in enumerate(_open(document))
    ]
    if document.signature.name is None:
        post = document.signature.lines[-1] if document.signature.lines else ""
        found.append(Gap(SIGNER, "Chữ ký", post, "họ và tên người ký", ""))
    return tuple(found)


def filled_in(document: LaunchDocument, values: Mapping[int, str]) -> LaunchDocument:
    """The document with ``values`` in the place of the gaps of those numbers; blank ones stay."""
    told = {number: " ".join(text.split()) for number, text in values.items() if text.strip()}
    numbers = iter(range(len(list(_open(document)))))

    def change(paragraph: Paragraph) -> Paragraph:
        here = [(next(numbers), use) for use in paragraph.uses if _is_gap(use)]
        text = paragraph.text
        for number, use in reversed(here):
            if number in told:
                text = text[: use.span.start] + told[number] + text[use.span.end :]
        return paragraph if text == paragraph.text else as_by_hand(paragraph, text)

    changed = _each(document, change)
    if SIGNER in told:
        signature = dataclasses.replace(document.signature, name=told[SIGNER])
        changed = dataclasses.replace(changed, signature=signature)
    return changed


def _is_gap(use: Use) -> bool:
    return use.kind == FactKind.PLACEHOLDER


def _open(document: LaunchDocument) -> Iterator[tuple[str, Paragraph, Use]]:
    for path, paragraph in document.paragraphs():
        yield from ((path, paragraph, use) for use in paragraph.uses if _is_gap(use))


def _gap(number: int, path: str, paragraph: Paragraph, use: Use) -> Gap:
    whole = use.text.startswith("[") and use.text.endswith("]") and use.text.count("[") == 1
    return Gap(
        number,
        f"Mục {path}" if path else "Mở đầu",
        paragraph.text[: use.span.start],
        use.text.strip("[]") if whole else use.text,
        paragraph.text[use.span.end :],
        "" if whole else use.text,
    )


def _each(document: LaunchDocument, change: Callable[[Paragraph], Paragraph]) -> LaunchDocument:
    """Every paragraph changed, in the order of ``LaunchDocument.paragraphs``."""

    def all_of(paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
        return tuple(change(paragraph) for paragraph in paragraphs)

    def below(section: Section) -> Section:
        paragraphs = all_of(section.paragraphs)
        children = tuple(below(child) for child in section.children)
        return dataclasses.replace(section, paragraphs=paragraphs, children=children)

    basis, opening = all_of(document.basis), all_of(document.opening)
    sections = tuple(below(section) for section in document.sections)
    return dataclasses.replace(
        document, basis=basis, opening=opening, sections=sections, closing=all_of(document.closing)
    )
