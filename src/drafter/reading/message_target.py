"""Targets in a message: one figure changed, one dropped, a whole list pasted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from drafter.document.brief import Slot
from drafter.reading.message_words import plain
from drafter.reading.wish_words import trimmed


class Pasted(StrEnum):
    """What kind of text was pasted into the message."""

    DOCUMENT = "document"
    TARGETS = "targets"


@dataclass(frozen=True, slots=True)
class TargetEdit:
    """A change to one target: words of the indicator, figure and unit as typed.

    ``add``: the official asked for a new target; ``change``: for another figure of a known one.
    """

    indicator: str
    value: str
    unit: str | None
    text: str
    add: bool = False
    change: bool = False


_EDIT = re.compile(
    r"\b(?:muc tieu|chi tieu|them|sua|doi|cap nhat|dat lai|nang|ha|tang(?=.* len\b)"
    r"|giam(?=.* xuong\b)|dieu chinh)\b[\s:]*(?:chi tieu |muc tieu |lai )*"
    r"(?P<indicator>[^\d:=]{2,90}?)(?:\s*(?:la|:|=|thanh|len|xuong|con|phan dau|dat|giam|tang|nang|ha|de|lay|ghi|chi"
    r"|tu [\d.,]+\s*%? (?:len|thanh|xuong)))*\s*"
    r"(?P<value>\d+(?:[.,]\d+)*(?:\s*/\s*\d+)?)\s*(?P<unit>%|[^\d\W][\w/ ]{0,30})?[.!\s]*$"
)
_NOT_AN_EDIT = re.compile(
    r"\b(?:nghi quyet|ngay|thang|truoc|chu tich|ke hoach)\b\s*(?:so)?\s*\d"
    r"|\d{1,2}/\d{1,2}/\d{4}"
    # A day, a place of the document, a question: no figure to reach.
    r"|\b(?:thoi han|han|ngay|tieu de|nguoi ky|ky niem)\b"
    r"|\b(?:phan|muc|chuong|khoan)\s+(?:so )?(?:[ivx]+\b|\d)"
    r"|\b(?:vi sao|tai sao|sao|bao nhieu|o dau|dau ra|nao)\b|\?\s*$"
)


def find_edit(text: str, face: str) -> TargetEdit | None:
    """One target with its new figure: "mục tiêu BHYT 96%", "sửa thu ngân sách thành 1.300".

    "Thêm chỉ tiêu …" adds one.
    """
    text, face = _plainly(text)
    if _NOT_AN_EDIT.search(face):
        return None
    if added := _ADDED.match(face):
        return _added(added, text)
    found = _EDIT.search(_without_year(face))
    if found is None:
        return None
    verb = face[: found.start("indicator")]
    if (
        found.start()
        and not re.search(r"chi tieu|muc tieu|them", verb)
        and _BARE.match(_without_year(face))
    ):
        # "BHYT tăng lên 97": what is changed stands before the verb.
        bare = _BARE.match(_without_year(face))
        assert bare is not None
        return _edit(bare, text, change=True)
    return _edit(found, text, add="them" in verb, change=_CHANGES.search(verb) is not None)


_CHANGES = re.compile(r"\b(?:sua|doi|cap nhat|dat lai|nang|ha|dieu chinh)\b")
_ADDED = re.compile(
    r"^(?:them|bo sung)(?: cho)? (?:mot )?(?:chi tieu|muc tieu)\s*:?\s*(?P<before>[^\d:=]{0,60}?)\s*"
    r"(?P<value>\d+(?:[.,]\d+)*)\s*(?P<unit>%|[^\d\W]+)\s+(?P<rest>[^\d]{3,60})$"
)


def _plainly(text: str) -> tuple[str, str]:
    """The message without courtesies before and behind, and its plain face."""
    bare = re.sub(r"\s+cho (?:đúng|bằng|đủ|khớp|dung|bang|du|khop)\b.*$", "", trimmed(text))
    return bare, plain(bare)


def _added(found: re.Match[str], text: str) -> TargetEdit:
    """ "Thêm chỉ tiêu: 03 mô hình dân vận khéo": what is counted stands behind the figure.

    The unit keeps its first word, or the first two of "mô hình", "công trình" and the like.
    """
    before, rest = (text[slice(*found.span(part))].strip() for part in ("before", "rest"))
    unit = text[slice(*found.span("unit"))]
    words = f"{unit} {rest}"
    if two := _TWO_SYLLABLES.match(plain(words)):
        unit = words[: two.end()]
    name = f"{before} {words}".strip()
    value = text[slice(*found.span("value"))]
    return TargetEdit(name[:1].upper() + name[1:], value, unit, text[found.start("before") :], True)


_TWO_SYLLABLES = re.compile(
    r"(?:mo hinh|cong trinh|san pham|tieu chi|ho so|lao dong|dong ho|dien hinh|ca nhan|tap the|tuyen duong|cau lac bo)\b"
)


def _edit(
    found: re.Match[str], text: str, *, add: bool = False, change: bool = False
) -> TargetEdit:
    words = text[slice(*found.span("indicator"))]
    words = re.sub(r"\s+", " ", re.sub(r"năm \d{4}", " ", words)).strip(" ,")
    unit = text[slice(*found.span("unit"))].strip(" .!") if found.group("unit") else None
    whole = text[found.start("indicator") :].rstrip(" .!")
    return TargetEdit(words, text[slice(*found.span("value"))].strip(), unit, whole, add, change)


_BARE = re.compile(
    r"^(?:so |con so )?(?P<indicator>[^\d:=.;]{3,60}?)(?:\s*(?:la|:|=|,|dat|giam|tang|nang|ha|len|xuong|con|phan dau|de"
    r"|lay|ghi|thanh|chi|van|giu nguyen|giu|sai roi|sai|nham|phai|sua|doi)(?![^\W\d]))*\s*"
    r"(?P<value>\d+(?:[.,]\d+)*(?:\s*/\s*\d+)?)\s*(?P<unit>%|[^\d\W][\w/ ]{0,24})?[.!\s]*$"
)


def find_bare_edit(text: str, face: str) -> TargetEdit | None:
    """ "BHYT 96%", "hộ nghèo giảm 2%": an edit only if it names one known target."""
    text, face = _plainly(text)
    found = _BARE.match(_without_year(face))
    if found is None or _NOT_AN_EDIT.search(face):
        return None
    return _edit(found, text)


_DROP = re.compile(
    r"^(?:bo|xoa|loai|cat|luoc)(?: bot| di| luon| cai)* (?:chi tieu|muc tieu)\s+(?P<name>.+)"
)


def find_drop(text: str, face: str) -> str | None:
    """The indicator to take off the list: "bỏ chỉ tiêu OCOP"."""
    text, face = _plainly(text)
    found = _DROP.match(face)
    return text[slice(*found.span("name"))].strip(" .!") if found else None


def _without_year(face: str) -> str:
    """Blanks for "năm 2027", so that the year is not taken for the figure."""
    return re.sub(r"\bnam \d{4}\b", lambda year: " " * len(year.group()), face)


_FIGURE_LINE = re.compile(
    r"\d\s*(?:%|ha|tan|trieu|ty|ho|con|km|nguoi|tieu chi|truong|san pham|dong|lao dong|mo hinh"
    r"|thon|ban|xom|ap|ldong|ho so|/\d)"
    r"|[\t;|].*\d"
)
_DOCUMENT_MARK = re.compile(
    r"cong hoa xa hoi|^\s*(?:chi thi|ke hoach|phat dong)\s*$|noi nhan|^\s*(?:i|ii|iii"
    r"|iv)\s*[.)]|^\s*dieu 1\b"
    r"|\bcan cu (?:luat|nghi dinh|chi thi|ke hoach)|\bthuc hien (?:chi thi|ke hoach) so",
    re.MULTILINE,
)


def pasted_kind(face: str, asked: Slot | None = None) -> Pasted | None:
    """Whether a message is pasted text: a document, a list of targets, or neither."""
    lines = [line for line in face.split("\n") if line.strip()]
    figures = sum(1 for line in lines if _FIGURE_LINE.search(line))
    marks = len(_DOCUMENT_MARK.findall(face))
    if (len(face) > 500 and marks >= 2) or len(face) > 1500:
        return Pasted.TARGETS if marks < 2 and figures * 2 > len(lines) > 5 else Pasted.DOCUMENT
    wanted = 2 if asked is Slot.TARGETS else 3
    if figures >= wanted and figures * 2 >= len(lines):
        return Pasted.TARGETS
    if asked is Slot.DIRECTIVE and len(face) > 400:
        return Pasted.DOCUMENT
    return None
