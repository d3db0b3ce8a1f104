"""Instruments cited by name: laws with a day or a year only, congress resolutions."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from drafter.document.facts import Citation

from .folding import fold, words
from .instrument import Instrument, name_key, printed_day
from .matching import NOT_FOUND, Match

if TYPE_CHECKING:
    from .instruments import Instruments

UNMATCHED = "chưa đối chiếu được với danh mục văn bản đã biết"
_YEAR = re.compile(r"\bnăm (?P<year>(?:19|20)\d\d)\b")
_DAY = re.compile(r"\b(\d{1,2})(?:[/-]| tháng )(\d{1,2})(?:[/-]| năm )((?:19|20)\d\d)\b")
_CONGRESS = re.compile(r"\blần thứ ([IVXLC]+)\b")


def find_named(register: Instruments, citation: Citation, on: date) -> Match:
    """Match a citation without a (known) number by its name."""
    if fold(citation.kind) in {"luật", "bộ luật", "pháp lệnh"}:
        return _law(register, citation, on)
    about = fold(f"{citation.text} {citation.issuer or ''}")
    if fold(citation.kind) in {"", "nghị quyết"} and "đại hội" in about:
        return _congress(register, citation)
    rows = register.named(citation.title or citation.text)
    if len(rows) == 1:
        return Match(rows[0])
    return Match(None, why=f"“{citation.text.strip()[:80]}” không ghi số nên {UNMATCHED}")


def _law(register: Instruments, citation: Citation, on: date) -> Match:
    rows = _of_name(register, citation)
    if not rows:
        return Match(None, why=f"{citation.text.strip()[:120]} {NOT_FOUND}")
    day, year = citation.issued_on or _day(citation.text), _year(citation)
    wrong_number = _number_difference(rows, citation)
    if day is not None:
        chosen = [row for row in rows if row.signed == day]
        return _found(chosen, wrong_number) or _wrong(
            register, rows, f"ngày {printed_day(day)}", on
        )
    if year is not None:
        chosen = [row for row in rows if row.signed and row.signed.year == year]
        return _found(chosen, wrong_number) or _wrong(register, rows, f"năm {year}", on)
    row = _living(register, rows, on)
    note = f"không ghi ngày nên hiểu là luật ngày {printed_day(row.signed)}, cần ghi rõ"
    return Match(row, wrong_number, (note,))


def _of_name(register: Instruments, citation: Citation) -> tuple[Instrument, ...]:
    for name in (citation.title, citation.text):
        rows = register.named(name) if name else ()
        laws = tuple(row for row in rows if row.is_law)
        if laws:
            return laws
    key = words(citation.text)
    hits = [row for row in register if row.is_law and f" {name_key(row.title)} " in f" {key} "]
    longest = max((len(name_key(row.title)) for row in hits), default=0)
    return tuple(row for row in hits if len(name_key(row.title)) == longest)


def _found(rows: list[Instrument], differences: tuple[str, ...]) -> Match | None:
    return Match(rows[0], differences) if rows else None


def _number_difference(rows: tuple[Instrument, ...], citation: Citation) -> tuple[str, ...]:
    if not citation.number:
        return ()
    known = ", ".join(row.number or "" for row in rows)
    return (f"số hiệu khác: văn bản ghi {citation.number}, trong sổ là {known}",)


def _wrong(register: Instruments, rows: tuple[Instrument, ...], said: str, on: date) -> Match:
    row = _living(register, rows, on)
    days = ", ".join(printed_day(r.signed) for r in rows)
    return Match(row, (f"ngày ban hành khác: văn bản ghi {said}, trong sổ là {days}",))


def _living(register: Instruments, rows: tuple[Instrument, ...], on: date) -> Instrument:
    """The law of that name in force on the day, else the latest one."""
    from .verdicts import VerdictKind, state

    alive = [r for r in rows if state(register, r, on).kind is VerdictKind.IN_FORCE]
    return max(alive or rows, key=lambda row: row.signed or date.min)


def _day(text: str) -> date | None:
    found = _DAY.search(fold(text))
    if not found:
        return None
    try:
        return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return None


def _year(citation: Citation) -> int | None:
    found = _YEAR.search(fold(f"{citation.title or ''} {citation.text}"))
    return int(found["year"]) if found else None


def _congress(register: Instruments, citation: Citation) -> Match:
    """A resolution of a Party congress, cited by its ordinal and the place of the committee."""
    said = words(f"{citation.issuer or ''} {citation.text}")
    ordinal = _CONGRESS.search(f"{citation.issuer or ''} {citation.text}")
    if ordinal is None:
        return Match(None, why="nghị quyết đại hội không ghi lần thứ mấy nên chưa xác minh được")
    for row in register:
        known = words(row.issuer)
        if row.number or not known.startswith("đại hội"):
            continue
        same = re.search(rf"\blần thứ {ordinal[1].lower()}\b", known)
        if same and _place(said) == _place(known):
            return Match(row)
    return Match(None, why=f"nghị quyết đại hội lần thứ {ordinal[1]} {NOT_FOUND}")


def _place(key: str) -> str:
    if "toàn quốc" in key:
        return "toàn quốc"
    found = re.search(r"đảng bộ (.+?) lần thứ", key)
    if found:
        return found[1]
    return "toàn quốc" if re.search(r"đại hội (?:đảng )?lần thứ \w+ (?:của )?đảng", key) else ""
