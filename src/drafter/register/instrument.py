"""One instrument, its official wording, and the keys under which it is found."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

from drafter.document.facts import Identity

from .folding import bare, fold, words

UNVERIFIED = "chưa xác minh"
"""What is said of everything that no person has confirmed."""

LAWS = frozenset({"luật", "bộ luật", "pháp lệnh"})
"""Kinds cited by name and date, without number and issuer (NĐ 30/2020, PLI-II.6a)."""


@dataclass(frozen=True, slots=True)
class Instrument:
    """One instrument. ``effective_to`` and ``relevant_until`` are the last day, inclusive.

    ``relevant_*`` bound documents that are never repealed but serve a period (Party, directives,
    movements). ``details`` names the instrument this one gives detail to; it dies with it.
    ``unverified`` lists fields that no source printed in so many words.
    """

    id: str
    kind: str
    number: str | None
    issuer: str
    title: str
    signed: date | None = None
    effective_from: date | None = None
    effective_to: date | None = None
    ends_by: str | None = None
    relevant_from: date | None = None
    relevant_until: date | None = None
    replaces: tuple[str, ...] = ()
    replaced_by: tuple[str, ...] = ()
    amends: tuple[str, ...] = ()
    amended_by: tuple[str, ...] = ()
    details: str | None = None
    articles: int | None = None
    topic: str = "khac"
    scope: str | None = None
    use: str = "may-cite"
    confidence: str = "partial"
    unverified: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    notes: str | None = None
    issuer_printed: str | None = None
    checked: date | None = None
    own: bool = False

    @property
    def confirmed(self) -> bool:
        """Whether number (or name), date and title were seen in a source."""
        return self.confidence == "confirmed"

    @property
    def is_law(self) -> bool:
        """Whether it is cited by name and date alone."""
        return fold(self.kind) in LAWS

    @property
    def identity(self) -> Identity:
        """The four things that make it this instrument."""
        number = "/".join(number_key(self.number)) if self.number else None
        return Identity(fold(self.kind), number, self.signed, issuer_key(self.issuer))

    @property
    def name(self) -> str:
        """Short name for messages: kind, number and day; a law by name and day."""
        if not self.is_law and not self.number:
            return self.title
        head = self.title if self.is_law else f"{self.kind} số {self.number}"
        return f"{head} ngày {printed_day(self.signed)}" if self.signed else head

    @property
    def issuer_in_text(self) -> str:
        """Issuer as running text prints it: ``Bộ trưởng Bộ Nội vụ``, ``Bộ Chính trị``."""
        if self.issuer_printed:
            return self.issuer_printed
        issuer = re.sub(r"\s*\(khóa [^)]*\)", "", self.issuer)
        return f"Bộ trưởng {issuer}" if self.kind == "Thông tư" else issuer

    def clause(self, *, title: bool = False, long_date: bool = False) -> str:
        """Official wording (NĐ 30/2020, PLI-II.6a), without final mark.

        Laws: name and date. Congress resolutions and others without number: their name.
        The rest: kind, number, date, issuer and, with ``title``, the trích yếu - unless
        the register only paraphrases it.
        """
        day = printed_day(self.signed, long=long_date or self.is_law) if self.signed else None
        if self.is_law:
            return f"{self.title} ngày {day}" if day else self.title
        if not self.number:
            return self.title
        known = title and "title" not in self.unverified
        parts = [f"{self.kind} số {self.number}", f"ngày {day}" if day else ""]
        parts += [f"của {self.issuer_in_text}", lower_first(self.title) if known else ""]
        return " ".join(part for part in parts if part)


def number_key(number: str) -> tuple[str, ...]:
    """Parts of a number without regard to its marks: ``34/CT-TW`` and ``34-CT/TW`` are one.

    Blanks and leading zeros go; ``Đ`` and ``D`` are one letter.
    """
    parts = [part for part in re.split(r"[-/–—]", bare(re.sub(r"\s+", "", number))) if part]
    return tuple(part.lstrip("0") or "0" if part.isdigit() else part for part in parts)


def name_key(name: str) -> str:
    """Name of a law without its kind, day and year: the key of ``named``."""
    key = words(name)
    key = re.sub(r"\b(?:số )?\d+ \d{4} (?:qh|ubtvqh)\d+\b", " ", key)
    key = re.sub(r"\bngày \d.*$|\bnăm (?:19|20)\d\d$", " ", " ".join(key.split())).strip()
    key = re.sub(r"\btđkt\b", "thi đua khen thưởng", key)
    key = re.sub(r"\btccqđp\b|\btổ chức cqđp\b", "tổ chức chính quyền địa phương", key)
    return re.sub(r"^(?:bộ luật|luật|pháp lệnh) ", "", key)


def issuer_key(issuer: str | None) -> str | None:
    """Folded issuer, abbreviations spelled out, term of office dropped."""
    if not issuer:
        return None
    key = words(re.sub(r"\(?\bkh[oó][aá]\b\s+[IVXLC]+\)?", "", fold_keep_case(issuer)))
    for short, long in _ISSUERS:
        key = re.sub(rf"\b{short}\b", long, key)
    return key


_ISSUERS = (
    ("ubnd", "ủy ban nhân dân"),
    ("hđnd", "hội đồng nhân dân"),
    ("tđkt", "thi đua khen thưởng"),
    ("btv", "ban thường vụ"),
    ("bct", "bộ chính trị"),
    ("tw", "trung ương"),
    ("ttg", "thủ tướng chính phủ"),
    ("bch", "ban chấp hành"),
)


def fold_keep_case(text: str) -> str:
    """NFC with the tone mark in its modern place and the case kept."""
    return unicodedata.normalize("NFC", text).replace("khoá", "khóa").replace("Khoá", "Khóa")


def printed_day(day: date | None, *, long: bool = False) -> str:
    """``07/4/2014`` or ``07 tháng 4 năm 2014``: zero before days < 10 and months 1, 2."""
    if day is None:
        return ""
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    pattern = "{:02} tháng {} năm {}" if long else "{:02}/{}/{}"
    return pattern.format(day.day, month, day.year)


def after(day: date) -> str:
    """Printed first day after ``day``."""
    return printed_day(day + timedelta(days=1))


def lower_first(text: str) -> str:
    """``text`` for use inside a sentence: first letter small unless a name follows."""
    if re.match(r"(Nghị quyết Đại hội|Phong trào|Đợt|Luật|Nghị định)", text):
        return f"về {text}"
    return text[:1].lower() + text[1:]
