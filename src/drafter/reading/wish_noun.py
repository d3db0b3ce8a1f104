"""The wish as a noun, and the places and words that its readers cut out of a message."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from drafter.reading.wish_words import ITEM, LABEL


class Act(StrEnum):
    """What is to be done."""

    DROP = "bo"
    SHORTEN = "rut-gon"
    ADD = "them"
    SAY = "them-cau"  # a sentence in the official's own words
    REPLACE = "thay"
    REWORD = "sua-lai"  # a place in words typed whole
    MOVE = "chuyen"
    SWAP = "dao"
    JOIN = "gop-tach"
    RECIPIENT = "them-noi-nhan"
    NO_RECIPIENT = "bo-noi-nhan"
    BASIS = "them-can-cu"
    NO_BASIS = "bo-can-cu"
    DATE = "doi-ngay"
    FILL = "dien"
    UNIT = "don-vi-tinh"
    TITLE = "tieu-de"
    FORMAT = "the-thuc"
    NUMBER = "so-ngay-ky"
    NO_THEME = "bo-chu-de"
    STYLE = "van-phong"
    TOO_LONG = "dai-qua"
    TOO_SHORT = "ngan-qua"
    REWRITE = "viet-lai"
    WRONG_UNIT = "sai-don-vi"
    UNDO = "hoan-tac"
    BACK = "ve-ban"
    COMPARE = "so-sanh"
    VERSIONS = "cac-ban"


@dataclass(frozen=True, slots=True)
class Wish:
    """One wish. ``item`` is what is named ("muc", "cau" …, plain), ``place`` its label as typed.

    ``words`` name a topic or hold a text, ``new`` what comes instead or where it goes.
    """

    act: Act
    item: str = ""
    place: str = ""
    words: str = ""
    new: str = ""

    @property
    def item_words(self) -> str:
        """What is named, with diacritics."""
        return _ITEMS.get(self.item, "mục")


_ITEMS = {
    "phan": "phần",
    "chuong": "chương",
    "diem": "điểm",
    "khoan": "khoản",
    "doan": "đoạn",
    "cau": "câu",
    "y": "ý",
}


def after(text: str, face: str, pattern: str) -> str:
    """The words behind the first match of ``pattern``."""
    found = re.search(pattern, face)
    return text[found.end() :].strip(' :,.“”"-') if found else ""


def cut(text: str, found: re.Match[str], group: str) -> str:
    """The words of a group of a match on the plain face, as typed."""
    return text[slice(*found.span(group))].strip(' .,;:“”"')


_ONE = re.compile(
    rf"(?:{ITEM}\s+(?:so |thu )?(?P<named>{LABEL})|(?:,|va|voi)\s*(?P<bare>[ivx]+(?:\.\w+)*|\d+(?:\.\w+)*)|^(?P<alone>{LABEL}))\b"
)


def label_of(place: str) -> str:
    """ "muc 2.4" → "2.4"; "diem b muc 1 phan iv" → "iv.1.b"; two places are joined by a blank."""
    parts = [next(filter(None, found.groups())).strip(".)") for found in _ONE.finditer(place)]
    kinds = [_rank(part) for part in parts]
    if len(parts) > 1 and len(set(kinds)) == len(kinds):
        return ".".join(part for _, part in sorted(zip(kinds, parts, strict=True)))
    return " ".join(parts)


def _rank(label: str) -> int:
    return 0 if re.match(r"[ivx]+(?:\.|$)", label) else 1 if label[0].isdigit() else 2
