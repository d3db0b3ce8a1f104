"""A document as plain text: one paragraph a line."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.document.layout import MOTTO, NATIONAL_NAME, RECIPIENTS_LABEL
from drafter.document.model import Annex, LaunchDocument, Paragraph, Section

from . import printed


def to_text(document: LaunchDocument) -> str:
    """``document`` as text, NFC, one paragraph a line, in the order in which it is read.

    The letterhead comes as issuer, national name, motto, number, place and date; a number or
    day not given yet stays blank. What comes out can be read back by ``reading.read_text``.
    """
    return "\n".join(lines(document)) + "\n"


def lines(document: LaunchDocument) -> Iterator[str]:
    """Every printed line of ``document``; cells of an annex row are joined by a tab."""
    yield from head_lines(document)
    for paragraph in (*document.basis, *document.opening):
        yield _line(paragraph)
    for section in document.sections:
        yield from _section(section, 1)
    for paragraph in document.closing:
        yield _line(paragraph)
    yield from foot_lines(document)


def foot_lines(document: LaunchDocument) -> Iterator[str]:
    """What is printed below the body: recipients, signature, annexes."""
    yield RECIPIENTS_LABEL
    yield from printed.recipient_lines(document)
    yield from printed.signature_lines(document)
    yield printed.signer_name(document)
    for index, annex in enumerate(document.annexes):
        yield from _annex(document, annex, index)


def head_lines(document: LaunchDocument) -> Iterator[str]:
    """What is printed above the body: letterhead, type, title."""
    head = document.letterhead
    if head.parent:
        yield printed.clean(head.parent)
    yield from (printed.clean(line) for line in head.issuer)
    yield from (NATIONAL_NAME, MOTTO)
    # One blank: a wide gap inside a line reads as a gap between two columns.
    yield " ".join(printed.number_line(head).split())
    yield printed.place_date_line(head)
    yield document.kind.printed
    yield printed.clean(document.title)


def _line(paragraph: Paragraph, label: str = "") -> str:
    text = printed.clean(paragraph.text)
    if who := printed.clean(paragraph.followed_by):
        bare = text.rstrip(" .")
        text = f"{bare} (theo dõi: {who}){text[len(bare) :]}"
    return label + printed.paragraph_label(paragraph) + text


def _section(section: Section, depth: int) -> Iterator[str]:
    label, rest = "", section.paragraphs
    if section.heading:
        yield printed.heading_line(section, depth)
    elif section.label:
        label = f"{printed.printed_label(section.label)} "
    if label and rest:
        yield _line(rest[0], label)
        rest = rest[1:]
    yield from (_line(paragraph) for paragraph in rest)
    for child in section.children:
        yield from _section(child, depth + 1)


def _annex(document: LaunchDocument, annex: Annex, index: int) -> Iterator[str]:
    yield printed.annex_label(annex, index, len(document.annexes))
    yield printed.clean(annex.title).upper()
    yield printed.annex_note(document)
    for row in (annex.header, *annex.rows):
        yield "\t".join(printed.clean(cell) for cell in row)
