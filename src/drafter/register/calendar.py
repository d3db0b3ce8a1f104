"""Anniversaries, terms of office and plan periods: what the year is the how-manieth of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from .folding import plain_words
from .instrument import printed_day
from .schema import AnniversaryRow, TermRow, read_yaml, rows


@dataclass(frozen=True, slots=True)
class BaseDate:
    """The day an event happened; ``month`` and ``day`` are ``None`` when only the year counts."""

    id: str
    event: str
    year: int
    month: int | None = None
    day: int | None = None
    aliases: tuple[str, ...] = ()
    provinces: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    major: bool = False
    sources: tuple[str, ...] = ()

    @property
    def exact(self) -> date | None:
        """The calendar day, when known."""
        return date(self.year, self.month, self.day) if self.month and self.day else None


@dataclass(frozen=True, slots=True)
class AnniversaryOf:
    """An anniversary in a year. ``round`` is 2 for tens, 1 for fives, 0 otherwise."""

    base: BaseDate
    year: int

    @property
    def years(self) -> int:
        """How many years it is."""
        return self.year - self.base.year

    @property
    def round(self) -> int:
        """2 for a multiple of ten, 1 for a multiple of five, else 0."""
        return 2 if self.years % 10 == 0 else 1 if self.years % 5 == 0 else 0

    @property
    def printed(self) -> str:
        """``80 năm Ngày Thương binh - Liệt sĩ (27/7/1947 - 27/7/2027)``."""
        start = self.base.exact
        if start is None:
            return f"{self.years} năm {self.base.event} ({self.base.year} - {self.year})"
        end = date(self.year, start.month, start.day)
        span = f"({printed_day(start)} - {printed_day(end)})"
        return f"{self.years} năm {self.base.event} {span}"


@dataclass(frozen=True, slots=True)
class Term:
    """A term or period; ``what`` is congress, local-party, five-year, council or assembly."""

    id: str
    what: str
    label: str
    printed: str
    since: date
    until: date
    first_year: int
    last_year: int
    stale: tuple[str, ...] = ()
    confidence: str = "partial"
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stale:
    """Wording of a period that is over: pattern, reason, wording that fits instead."""

    pattern: re.Pattern[str]
    message: str
    replacement: str


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms and periods of a day, and the wordings that are stale on it."""

    congress: Term | None
    local_party: Term | None
    five_year: Term | None
    council: Term | None
    stale: tuple[Stale, ...]


@dataclass(frozen=True, slots=True)
class YearOrdinal:
    """ "năm thứ hai thực hiện …": ordinal from 1, the term, the sentence part."""

    ordinal: int
    term: Term
    text: str


class Calendar:
    """Base dates and terms of the register."""

    def __init__(self, dates: Iterable[BaseDate], terms: Iterable[Term]) -> None:
        self._dates, self._terms = tuple(dates), tuple(terms)
        self._named: dict[str, BaseDate] = {}
        for base in self._dates:
            for name in (base.event, *base.aliases):
                self._named.setdefault(_key(name), base)

    def anniversaries(self, year: int, province: str | None = None) -> tuple[AnniversaryOf, ...]:
        """Anniversaries of ``year``: tens first, then fives, then the rest; the great
        days of the country and the province's own before others, then by day.

        National ones, and those of ``province`` (with or without its word) when given.
        """
        place = _place(province)
        found = [
            AnniversaryOf(base, year)
            for base in self._dates
            if base.year < year
            and (not base.provinces or place in {_place(name) for name in base.provinces})
        ]
        return tuple(sorted(found, key=_order))

    def event(self, text: str) -> BaseDate | None:
        """The event that ``text`` names, if the register knows its day."""
        key = _key(text)
        if key in self._named:
            return self._named[key]
        held = [name for name in self._named if f" {name} " in f" {key} " and len(name) > 10]
        return self._named[max(held, key=len)] if held else None

    def check(self, years: int, start: date | None, end: date | None) -> str | None:
        """What is wrong with "``years`` năm … (start - end)", or ``None``.

        Nothing can be said when a day is missing.
        """
        if start is None or end is None:
            return None
        if (start.day, start.month) != (end.day, end.month):
            return f"Ngày {printed_day(start)} và ngày {printed_day(end)} không cùng ngày, tháng."
        if end.year - start.year == years:
            return None
        right = end.year - start.year
        return f"Từ {printed_day(start)} đến {printed_day(end)} là {right} năm, không phải {years}."

    def check_event(self, years: int, text: str, year: int) -> str | None:
        """What is wrong with naming "``years`` năm ``text``" in a document for ``year``."""
        base = self.event(text)
        if base is None or year - base.year == years:
            return None
        day = printed_day(base.exact) or str(base.year)
        return (
            f"{base.event} là {day}, năm {year} kỷ niệm {year - base.year} năm, "
            f"không phải {years} năm."
        )

    def terms(self, on: date) -> Terms:
        """Terms and periods that run on ``on``; wordings of ended ones are ``stale``."""
        now = {term.what: term for term in self._terms if term.since <= on <= term.until}
        stale = tuple(
            Stale(re.compile(pattern, re.IGNORECASE), _over(term), _next(now.get(term.what)))
            for term in self._terms
            if term.until < on
            for pattern in term.stale
        )
        return Terms(
            now.get("congress"),
            now.get("local-party"),
            now.get("five-year"),
            now.get("council"),
            stale,
        )

    def year_ordinals(self, year: int) -> tuple[YearOrdinal, ...]:
        """Of what ``year`` is the how-manieth, five-year plan first."""
        order = {"five-year": 0, "congress": 1, "local-party": 2, "council": 3}
        found = [term for term in self._terms if term.first_year <= year <= term.last_year]
        found.sort(key=lambda term: order.get(term.what, 9))
        return tuple(_ordinal(term, year) for term in found)


def load_calendar(folder: Path, own: Path | None = None, cache: Path | None = None) -> Calendar:
    """Anniversaries and terms in ``folder``, the office's own anniversaries added."""
    path = folder / "anniversaries.yaml"
    dates = {row.id: row for row in rows(read_yaml(path, cache), "rows", AnniversaryRow, path)}
    if own is not None and own.is_file():
        more = rows(read_yaml(own, cache), "anniversaries", AnniversaryRow, own)
        dates |= {row.id: row for row in more}
    terms = folder / "terms.yaml"
    return Calendar(
        (BaseDate(**row.model_dump()) for row in dates.values()),
        (
            Term(**row.model_dump())
            for row in rows(read_yaml(terms, cache), "terms", TermRow, terms)
        ),
    )


_ORDINALS = {1: "năm đầu", 2: "năm thứ hai", 3: "năm thứ ba", 4: "năm thứ tư", 5: "năm thứ năm"}


def _ordinal(term: Term, year: int) -> YearOrdinal:
    number = year - term.first_year + 1
    last = year == term.last_year and term.what != "council"
    word = "năm cuối" if last else _ORDINALS.get(number, f"năm thứ {number}")
    link = "của" if term.what == "council" else "thực hiện"
    return YearOrdinal(number, term, f"{word} {link} {term.printed}")


def _order(found: AnniversaryOf) -> tuple[int, bool, int, int]:
    base = found.base
    return (-found.round, not base.major, base.month or 13, base.day or 0)


def _over(term: Term) -> str:
    return f"{term.label[:1].upper()}{term.label[1:]} đã kết thúc ngày {printed_day(term.until)}"


def _next(term: Term | None) -> str:
    return term.label if term else ""


def _key(text: str) -> str:
    key = plain_words(text)
    return re.sub(r"^(?:ky niem )?(?:\d+ nam )?(?:ngay )?", "", key)


def _place(province: str | None) -> str:
    return re.sub(r"^(?:tinh|thanh pho) ", "", plain_words(province or ""))
