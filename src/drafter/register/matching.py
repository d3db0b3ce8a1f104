"""Which instrument a citation means, and what it prints otherwise: one candidate or none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from drafter.document.facts import Citation

from .folding import fold, plain_words, words
from .instrument import Instrument, issuer_key, name_key, number_key, printed_day

if TYPE_CHECKING:
    from .instruments import Instruments

NOT_FOUND = (
    "không có trong danh mục văn bản đã biết nên chưa xác minh được, cần đối chiếu bản chính"
)


@dataclass(frozen=True, slots=True)
class Match:
    """The instrument meant, if exactly one; how the print differs; remarks; why none."""

    instrument: Instrument | None
    differences: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    why: str = ""


def find(register: Instruments, citation: Citation, on: date) -> Match:
    """Match ``citation`` with the register for a document of day ``on``."""
    from .naming import find_named
    from .verdicts import article_number

    match = find_numbered(register, citation, on) if citation.number else None
    if match is None or (match.instrument is None and _law_kind(citation)):
        named = find_named(register, citation, on)
        match = named if match is None or named.instrument else match
    row = match.instrument
    article = article_number(citation.article)
    if row is None or article is None or row.articles is None or article <= row.articles:
        return match
    wrong = f"{row.name} chỉ có {row.articles} điều, không có Điều {article}"
    return Match(row, (*match.differences, wrong), match.notes)


def _law_kind(citation: Citation) -> bool:
    return fold(citation.kind) in {"luật", "bộ luật", "pháp lệnh"}


def find_numbered(register: Instruments, citation: Citation, on: date) -> Match:
    """Match by number, then by day, issuer and title."""
    number = citation.number or ""
    rows = register.numbered(number)
    if not rows:
        return Match(None, why=f"văn bản số {number} {NOT_FOUND}{_odd_year(citation)}")
    dated = [row for row in rows if citation.issued_on and row.signed == citation.issued_on]
    if dated:
        return _same_day(dated, citation)
    if citation.issued_on:
        return _other_day(register, rows, citation)
    return _undated(rows, citation, on)


def _same_day(rows: list[Instrument], citation: Citation) -> Match:
    fitting = [row for row in rows if same_issuer(citation.issuer, row) is not False]
    row = (fitting or rows)[0]
    if not _pinned(row, citation):
        return Match(None, why=_look_alike(rows, citation))
    return _compare(row, citation)


def _pinned(row: Instrument, citation: Citation) -> bool:
    """Whether number and day suffice, or, for a local body, its place or the title is given.

    Thousands of communes number their papers alike: "27/NQ-HĐND" of a day may be another's.
    """
    if not local(row):
        return True
    if same_issuer(citation.issuer, row) is False:
        return False
    said, known = issuer_key(citation.issuer), issuer_key(row.issuer)
    placed = bool(said and known and len(_headless(said)) >= len(_headless(known)))
    titled = bool(citation.title) and "title" not in row.unverified
    return placed or (titled and title_fits(citation, row))


def _other_day(register: Instruments, rows: tuple[Instrument, ...], citation: Citation) -> Match:
    """The day printed is none of the register's: a slip of the pen, or another document."""
    for row in sorted(rows, key=lambda r: r.use == "trap"):
        if row.signed is None:
            return _compare(row, citation, "ngày ban hành trong sổ chưa xác minh")
        if _slip(register, row, citation):
            wrong = (
                f"ngày ban hành khác: văn bản ghi {printed_day(citation.issued_on)}, "
                f"đúng là {printed_day(row.signed)}"
            )
            compared = _compare(row, citation)
            return Match(row, (wrong, *compared.differences), compared.notes)
    return Match(None, why=_look_alike(rows, citation))


def _slip(register: Instruments, row: Instrument, citation: Citation) -> bool:
    """Whether the citation means ``row`` with a wrong day.

    A number is used once a year by a state body, once a term by a Party body, once for ever
    when it carries the year: within that circle another day is an error, outside it another
    document - unless the title is the same or one part of the day alone is wrong.
    """
    day, other = citation.issued_on, row.signed
    if day is None or other is None or same_issuer(citation.issuer, row) is False:
        return False
    if not _pinned(row, citation):
        return False
    if number_year(row):
        return True
    if title_fits(citation, row) and citation.title:
        return True
    circle = (
        register.term_of(day) == register.term_of(other) if party(row) else day.year == other.year
    )
    return circle or (not local(row) and (day.day, day.month) == (other.day, other.month))


def _undated(rows: tuple[Instrument, ...], citation: Citation, on: date) -> Match:
    fitting = [r for r in rows if same_issuer(citation.issuer, r) is not False]
    if citation.title:
        fitting = [r for r in fitting if title_fits(citation, r)] or fitting
    if not fitting and any(not local(r) for r in rows):
        fitting = list(rows)
    born = [r for r in fitting if r.signed is None or r.signed <= on] or fitting
    chosen = [r for r in born if r.use != "trap"] or born
    if len(chosen) != 1:
        return Match(None, why=_look_alike(tuple(chosen) or rows, citation))
    row = chosen[0]
    if not _pinned(row, citation):
        return Match(None, why=_look_alike(rows, citation))
    others = [r for r in rows if r is not row]
    also = ", ".join(printed_day(r.signed) or "năm khác" for r in others)
    note = f"số này còn là số của văn bản ngày {also} nên cần ghi rõ ngày" if others else ""
    return _compare(row, citation, note)


def _look_alike(rows: tuple[Instrument, ...] | list[Instrument], citation: Citation) -> str:
    known = "; ".join(f"{r.name} của {r.issuer_in_text}" for r in rows[:4])
    day = f" ngày {printed_day(citation.issued_on)}" if citation.issued_on else ""
    lead = f"văn bản số {citation.number}{day} chưa xác minh được"
    return f"{lead}; cùng số trong sổ có {known}{_odd_year(citation)}"


def _odd_year(citation: Citation) -> str:
    year = year_in(citation.number or "")
    if citation.issued_on and year and year != citation.issued_on.year:
        return f"; năm trong số hiệu ({year}) khác năm ban hành ({citation.issued_on.year})"
    return ""


def _compare(row: Instrument, citation: Citation, note: str = "") -> Match:
    differences = [*_number_form(row, citation), *_kind(row, citation)]
    if same_issuer(citation.issuer, row) is False:
        differences.append(
            f"cơ quan ban hành khác: văn bản ghi {citation.issuer}, đúng là {row.issuer_in_text}"
        )
    if citation.title and not title_fits(citation, row):
        differences.append(f"trích yếu khác: trong sổ là “{row.title}”")
    return Match(row, tuple(differences), (note,) if note else ())


def _kind(row: Instrument, citation: Citation) -> list[str]:
    if fold(citation.kind) in {"", "văn bản", fold(row.kind)}:
        return []
    if {fold(citation.kind), fold(row.kind)} <= {"luật", "bộ luật"}:
        return []
    return [f"loại văn bản khác: văn bản ghi {citation.kind}, đúng là {row.kind}"]


def _number_form(row: Instrument, citation: Citation) -> list[str]:
    """Crossed separators: the Party writes ``34-CT/TW``, the State ``19/CT-TTg``."""
    printed = re.sub(r"\s+", "", citation.number or "").replace("–", "-").replace("—", "-")
    wanted = row.number or ""
    if [c for c in printed if c in "-/"] == [c for c in wanted if c in "-/"]:
        return []
    if len(number_key(printed)) < len(number_key(wanted)):
        return []
    return [f"ký hiệu viết sai: văn bản ghi {citation.number}, đúng là {row.number}"]


def year_in(number: str) -> int:
    """The year inside a number (``152/2025/NĐ-CP``), else 0."""
    found = re.search(r"/\s*((?:19|20)\d\d)\s*/", number + "/")
    return int(found[1]) if found else 0


def number_year(row: Instrument) -> int:
    """The year inside the row's number, else 0."""
    return year_in(row.number or "")


_CENTRAL = re.compile(r"(?:tw|hntw|bcdtw|vptw|ttg|cp|vpcp|vpqh|qh\d*|(?:nq)?ubtvqh\d*|b[a-z]{2,})$")


def local(row: Instrument) -> bool:
    """Whether the number belongs to one of many bodies: provinces, districts, departments."""
    return not _CENTRAL.match(number_key(row.number)[-1]) if row.number else False


def party(row: Instrument) -> bool:
    """Whether the number is of the Party's system (``N-LOẠI/CƠQUAN``)."""
    return bool(re.match(r"\d+\s*-", row.number or ""))


def same_issuer(printed: str | None, row: Instrument) -> bool | None:
    """Whether ``printed`` means the row's issuer; ``None`` when nothing is printed.

    A chairman and his committee, a minister and his ministry count as one; a name may be cut
    at its end ("UBND tỉnh") but not changed.
    """
    said, known = issuer_key(printed), issuer_key(row.issuer)
    if not said or not known:
        return None
    if said == "trung ương" or (party(row) and said in {"đảng", "trung ương đảng"}):
        return None
    said, known = _headless(said), _headless(known)
    shorter, longer = sorted((said, known), key=len)
    return longer == shorter or longer.startswith(f"{shorter} ")


def _headless(key: str) -> str:
    return re.sub(r"^(?:chủ tịch|bộ trưởng|giám đốc|ban thường vụ|thường vụ) (?=\w+ \w+)", "", key)


_VARIANTS = (("hàng năm", "hằng năm"), ("đảm bảo", "bảo đảm"), ("về việc", "về"))
_EMPTY = frozenset(
    ("và", "của", "các", "tại", "trên", "địa", "bàn", "về", "việc", "số", "ngày", "năm", "theo")
)


def title_fits(citation: Citation, row: Instrument) -> bool:
    """Whether the printed title may be the row's: shortened yes, changed no.

    A title the register itself only paraphrases is never held against a citation.
    """
    if not citation.title or "title" in row.unverified:
        return True
    if row.is_law:
        said, known = plain_words(name_key(citation.title)), plain_words(name_key(row.title))
        return said == known or said.startswith(f"{known} ngay ")
    said, known = _title(citation.title), _title(row.title)
    if not said or said in known:
        return True
    if known in said:
        return not [w for w in said[: said.index(known)].split() if w not in _EMPTY]
    spoken = [word for word in said.split() if word not in _EMPTY]
    shared = [word for word in spoken if word in set(known.split())]
    return len(shared) >= 0.8 * len(spoken)


def _title(text: str) -> str:
    key = words(text)
    for variant, standard in _VARIANTS:
        key = key.replace(variant, standard)
    key = re.sub(r"\b0(\d)\b", r"\1", key)
    return re.sub(r"^(?:về|luật|nghị quyết) ", "", key)
