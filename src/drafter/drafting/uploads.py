"""What an uploaded or pasted text is, told by its content: directive, last year's, targets.

What a file says is data. Its role is decided by letterhead, level and tables; the slot that
was asked for and the file's name only break ties.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath

from drafter.document.brief import Brief, Slot
from drafter.document.reading import ReadDocument
from drafter.document.unit import Level
from drafter.reading.message_words import plain
from drafter.writing.untrusted import orders_in


@dataclass(frozen=True, slots=True)
class Upload:
    """A file given in the chat."""

    name: str
    data: bytes


class Role(StrEnum):
    """What an upload is for."""

    DIRECTIVE = "directive"
    PREVIOUS = "previous"
    TARGETS = "targets"
    UNSURE = "unsure"


_SHEETS = frozenset({".xlsx", ".xls", ".ods", ".csv", ".tsv"})
_TARGET_TITLE = re.compile(
    r"\b(?:bieu|bang|danh muc|he thong|tong hop)\s+(?:\w+\s+){0,3}?(?:chi tieu|muc tieu)\b"
    r"|\bcac chi tieu\b.{0,40}\bnam \d{4}\b|\bchi tieu ke hoach nam \d{4}\b"
    r"|\bchi tieu\b.{0,24}\b(?:dvt|don vi)\b"
)
_LAUNCH_TYPES = (
    "ke hoach",
    "chi thi",
    "phat dong",
    "cong van",
    "thong bao",
    "huong dan",
    "nghi quyet",
)
_NAME_HINTS: tuple[tuple[Role, str], ...] = (
    (Role.TARGETS, r"chi.?tieu|target|muc.?tieu|bieu"),
    (Role.PREVIOUS, r"nam.?truoc|nam.?ngoai|previous|\bcu\b"),
    (Role.DIRECTIVE, r"chi.?thi|directive|cap.?tren|tinh|huyen"),
)


def is_sheet(name: str) -> bool:
    """Whether the file is a spreadsheet, which can only be a list of targets."""
    return PurePath(name).suffix.lower() in _SHEETS


def role_of(document: ReadDocument, brief: Brief, asked: Slot | None) -> Role:
    """The role of a read document.

    A list headed "Biểu chỉ tiêu" is targets; a document of the commune level is last year's;
    one of a level above is the directive; else the asked slot, then the file's name decide.
    """
    if _looks_like_targets(document):
        return Role.TARGETS
    level = _level(document)
    if level is not None:
        return Role.PREVIOUS if level.grassroots else Role.DIRECTIVE
    if document.header.issuer and brief.unit and _names(brief.unit.full, document.header.issuer):
        return Role.PREVIOUS
    return _hinted(document, asked)


def _looks_like_targets(document: ReadDocument) -> bool:
    doc_type = plain(document.header.doc_type or "")
    head = plain(document.text[:400])
    if any(kind in doc_type for kind in _LAUNCH_TYPES):
        return False
    if _TARGET_TITLE.search(head):
        return True
    columns = (plain(cell) for table in document.tables for row in table.rows[:3] for cell in row)
    return not document.sections and any("chi tieu" in cell for cell in columns)


def _level(document: ReadDocument) -> Level | None:
    """Level of the issuing body; from its name when the reader left it open."""
    if document.header.level is not None:
        return document.header.level
    issuer = plain(document.header.issuer or "")
    for level in (Level.COMMUNE, Level.WARD, Level.TOWNLET, Level.SPECIAL_ZONE):
        if re.search(rf"\b{plain(level.word)}\b", issuer):
            return level
    if re.search(r"\b(?:huyen|quan|thi xa)\b", issuer):
        return Level.DISTRICT
    return Level.PROVINCE if re.search(r"\b(?:tinh|thanh pho)\b", issuer) else None


def _hinted(document: ReadDocument, asked: Slot | None) -> Role:
    if document.header.doc_type and asked is Slot.DIRECTIVE:
        return Role.DIRECTIVE
    name = plain(document.source.file)
    for role, pattern in _NAME_HINTS:
        if re.search(pattern, name):
            return role
    if asked is Slot.TARGETS and document.targets:
        return Role.TARGETS
    if asked is Slot.DIRECTIVE and len(document.text) > 400:
        return Role.DIRECTIVE
    return Role.UNSURE


def _names(unit: str, issuer: str) -> bool:
    return plain(unit) in plain(issuer)


def remarks(document: ReadDocument, role: Role, brief: Brief) -> tuple[str, ...]:
    """What the official should know about a file that was put in a slot."""
    said = [warning.message for warning in document.source.warnings]
    said += [
        f"Trong văn bản có câu viết như mệnh lệnh cho phần mềm, tôi bỏ qua: “{order[:120]}”."
        for order in orders_in(document)[:3]
    ]
    year = document.header.year or document.header.date.year
    unit, issuer = brief.unit, document.header.issuer or ""
    if role is Role.DIRECTIVE:
        if brief.year and year and year != brief.year:
            said.append(f"Lưu ý: văn bản này ghi năm {year}, khác năm {brief.year} đang soạn.")
        if unit and issuer and not _is_above(document, brief):
            said.append(f"Lưu ý: văn bản này của {issuer}, không phải của {unit.parent}.")
    if role is Role.PREVIOUS:
        if unit and issuer and not _names(unit.name, issuer):
            said.append(f"Lưu ý: văn bản này của {issuer}; chỉ dùng để tham khảo cách trình bày.")
        elif brief.year and year and year >= brief.year:
            said.append(f"Lưu ý: văn bản này ghi năm {year}, không phải của năm trước.")
    return tuple(said)


def _is_above(document: ReadDocument, brief: Brief) -> bool:
    header, unit = document.header, brief.unit
    if unit is None or header.level is Level.CENTRAL:
        return True
    where = plain(" ".join(filter(None, (header.issuer, header.parent, header.place))))
    above = [plain(a).split(" ", 1)[-1] for a in (unit.district, unit.province) if a]
    above = [name.removeprefix("pho ") for name in above]
    return any(name in where for name in above)
