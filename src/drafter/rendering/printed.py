"""The fixed lines of a document as they are printed, for every format alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from drafter.document.facts import FactKind, Use
from drafter.document.layout import (
    ANNEX_WORD,
    BLANK_DAY,
    BLANK_NUMBER,
    PLACEHOLDER_PATTERN,
    SIGNER_PLACEHOLDER,
    Part,
)
from drafter.document.model import Annex, LaunchDocument, Letterhead, Paragraph, Section

_PLACEHOLDER = re.compile(PLACEHOLDER_PATTERN)
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ROMAN = re.compile(r"[IVXLC]+")
_BODY_WORDS = {
    "ỦY BAN NHÂN DÂN": "Ủy ban nhân dân",
    "HỘI ĐỒNG NHÂN DÂN": "Hội đồng nhân dân",
}
_UNIT_WORDS = ("ĐẶC KHU", "PHƯỜNG", "XÃ", "THỊ TRẤN")
_ROMAN_NUMBERS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def clean(text: str) -> str:
    """``text`` as it goes into a file: NFC, one line, no character XML cannot hold.

    Leaves every printable character in its place, so that spans still hold for NFC text.
    """
    flat = _FORBIDDEN.sub("", unicodedata.normalize("NFC", text))
    return re.sub(r"[\r\n\t\v\f]", " ", flat)


def number_line(letterhead: Letterhead) -> str:
    """``Số: 05/KH-UBND``, or with a blank where the number is not given yet (PLI-II.3)."""
    number = letterhead.number
    shown = f" {clean(number).strip().zfill(2)}" if number else BLANK_NUMBER
    return f"Số:{shown}/{clean(letterhead.code)}"


def day_words(letterhead: Letterhead, blank: str = BLANK_DAY) -> str:
    """``ngày 05 tháng 3 năm 2027``; zero before days below 10 and months 1, 2 (PLI-II.4b)."""
    day = blank if letterhead.day is None else f" {letterhead.day:02d} "
    month = blank
    if letterhead.month is not None:
        month = f" {letterhead.month:02d} " if letterhead.month < 3 else f" {letterhead.month} "
    return f"ngày{day}tháng{month}năm {letterhead.year}"


def place_date_line(letterhead: Letterhead, blank: str = BLANK_DAY) -> str:
    """``Vạn Linh, ngày … tháng … năm 2027`` (PLI-II.4); ``blank`` where a part is not given."""
    return f"{clean(letterhead.place)}, {day_words(letterhead, blank)}"


def issuer_words(letterhead: Letterhead) -> str:
    """The issuer as in running text: ``Ủy ban nhân dân xã Vạn Linh``."""
    return " ".join(_in_words(clean(line), clean(letterhead.place)) for line in letterhead.issuer)


def _in_words(line: str, place: str) -> str:
    if line in _BODY_WORDS:
        return _BODY_WORDS[line]
    for word in _UNIT_WORDS:
        if line.startswith(f"{word} "):
            name = line[len(word) + 1 :]
            return place if place.upper() == line else f"{word.lower()} {_proper(name, place)}"
    return _proper(line, place)


def _proper(name: str, place: str) -> str:
    """Name in upper case given back its own capitals, those of ``place`` where it is there."""
    at = place.upper().rfind(name)
    if at >= 0:
        return place[at : at + len(name)]
    return " ".join(word.capitalize() for word in name.split(" "))


def kind_words(document: LaunchDocument) -> str:
    """``Kế hoạch``: the type as in running text."""
    return document.kind.printed.capitalize()


def printed_label(label: str) -> str:
    """The label with its mark: ``I.``, ``1.1.``, ``a)``, ``-`` (PLI-II.6đ)."""
    label = clean(label).strip()
    if not label or label[-1] in ".)-+:":
        return label
    if len(label) == 1 and label.isalpha() and label.islower():
        return f"{label})"
    return f"{label}."


def heading_part(label: str, depth: int) -> Part:
    """The component a heading is, by its label; without a label by its depth."""
    bare = clean(label).strip().rstrip(".)")
    if _ROMAN.fullmatch(bare):
        return Part.ROMAN
    if bare.isdigit():
        return Part.ARABIC
    if re.fullmatch(r"\d+(\.\d+)+", bare):
        return Part.DECIMAL
    if bare:
        return Part.LETTER
    return (Part.ROMAN, Part.ARABIC)[min(depth, 2) - 1]


def heading_line(section: Section, depth: int) -> str:
    """Label and heading on one line; Roman ones in capitals (PLI-V)."""
    heading = clean(section.heading).strip()
    if heading_part(section.label, depth) is Part.ROMAN:
        heading = heading.upper()
    return f"{printed_label(section.label)} {heading}".strip()


def paragraph_label(paragraph: Paragraph) -> str:
    """What stands before the text, with its blank; empty for plain text."""
    label = printed_label(paragraph.label)
    return f"{label} " if label else ""


def recipient_lines(document: LaunchDocument) -> list[str]:
    """``- Như …;`` for every recipient, the last with a full stop (PLI-II.9d)."""
    return listed(document.recipients)


def listed(recipients: Iterable[str]) -> list[str]:
    """Names of recipients as the lines that are printed of them."""
    bare = [clean(r).strip().lstrip("-–").strip().rstrip(";.") for r in recipients]
    return [f"- {name}{'.' if i == len(bare) - 1 else ';'}" for i, name in enumerate(bare)]


def signature_lines(document: LaunchDocument) -> tuple[str, ...]:
    """Lines of authority and post, in capitals."""
    return tuple(clean(line).upper() for line in document.signature.lines)


def signer_name(document: LaunchDocument) -> str:
    """The name, or the placeholder that stands for it."""
    return clean(document.signature.name or SIGNER_PLACEHOLDER)


def annex_label(annex: Annex, index: int, total: int) -> str:
    """``Phụ lục``, or ``Phụ lục II`` where there are two or more (PLI-III.1a)."""
    label = clean(annex.label).strip()
    if label.lower().startswith(ANNEX_WORD.lower()):
        return label if not label.isupper() else ANNEX_WORD + label[len(ANNEX_WORD) :]
    if not label and total > 1:
        label = _ROMAN_NUMBERS[index] if index < len(_ROMAN_NUMBERS) else str(index + 1)
    return f"{ANNEX_WORD} {label}".strip()


def annex_note(document: LaunchDocument) -> str:
    """``(Kèm theo Kế hoạch số … của …)`` (PLI-III.1c)."""
    head = document.letterhead
    number = number_line(head).removeprefix("Số:").strip(" ")
    blank = BLANK_NUMBER if head.number is None else " "
    return (
        f"(Kèm theo {kind_words(document)} số{blank}{number} {day_words(head)} "
        f"của {issuer_words(head)})"
    )


def speaks_of(quote: str, text: str, uses: Iterable[Use]) -> bool:
    """Whether a quotation is about ``text``: its own words, or the row a target of it came from.

    A finding on a figure quotes the office's sheet, and the text says it with a verb or spelt out.
    """
    return quote in text or any(
        use.kind is FactKind.TARGET and quote == clean(use.ground.quote).strip() for use in uses
    )


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a paragraph that is one thing: plain text, a placeholder or a use."""

    text: str
    placeholder: bool = False
    use: Use | None = None


def segments(text: str, uses: tuple[Use, ...] = ()) -> list[Segment]:
    """``text`` cut where placeholders and uses begin and end.

    Spans of ``uses`` count characters of ``text``; a use that overlaps an earlier one is left
    out. Joined, the segments are ``clean(text)``.
    """
    marks = [(m.start(), m.end(), None) for m in _PLACEHOLDER.finditer(text)]
    free = [
        (use.span.start, use.span.end, use)
        for use in uses
        if use.span.start < use.span.end <= len(text)
    ]
    found: list[Segment] = []
    at = 0
    for start, end, use in sorted([*free, *marks], key=lambda m: (m[0], -m[1], m[2] is None)):
        if start < at:
            continue
        if start > at:
            found.append(Segment(clean(text[at:start])))
        words = text[start:end]
        missing = use.kind is FactKind.PLACEHOLDER if use else True
        found.append(Segment(clean(words), missing or bool(_PLACEHOLDER.search(words)), use))
        at = end
    if at < len(text) or not found:
        found.append(Segment(clean(text[at:])))
    return found
