"""What in a draft has a source: references, dates, figures and names against the given papers.

Pure functions that know nothing of how a draft was made, so that any tool's draft can be put
through them. A source is what the office gave (directive, targets, chat) and the register of
law; last year's document is form and no source. Words of the writer are never a source.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .job_scoring import Measure

_REFERENCE = re.compile(
    r"\d+(?:/\d{4})?/[A-ZĐ][A-Za-zĐđ]{1,5}\d*-[A-ZĐ][A-Za-zĐđ]+\d*|\d+/\d{4}/QH\d+|\d+-[A-ZĐ]{2,4}/[A-ZĐ]{2,4}"
)
_DATE = re.compile(
    r"(\d{1,2})\s*/\s*(\d{1,2})\s*/\s*(\d{4})|ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})"
)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_SHORT_DATE = re.compile(r"(?<![\d/])\d{1,2}/\d{1,2}(?![\d/])|tháng \d{1,2}(?:/\d{4})?|quý [IVX]+")
_LABEL = re.compile(r"(?m)^\s*(?:\(?\d{1,2}(?:\.\d{1,2})*[.)]|[a-zđ]\)|[IVX]+\.)\s")
_PERIOD = re.compile(
    r"(?:năm|nhiệm kỳ|giai đoạn) (?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)\d\d)?|(?:19|20)\d\d\s*[-–]\s*(?:19|20)\d\d"
)
_YEARS_SINCE = re.compile(r"(\d+) năm (?:Ngày|Cách mạng|Chiến thắng|Quốc khánh|Toàn quốc)")
_FIGURE = re.compile(r"(?<![\w/.,-])\d+(?:[.,]\d+)*(?![\w/-]*\d)")
_QUOTED = re.compile(r"“([^”]{6,160})”")
_NAME = r"[A-ZĐÀ-Ỹ][a-zđà-ỹ]+(?: [A-ZĐÀ-Ỹ][a-zđà-ỹ]+){1,4}"
_PERSON = re.compile(rf"(?:\b[Ôô]ng|\b[Bb]à|\b[Đđ]ồng chí|CHỦ TỊCH\n+)\s*({_NAME})")


@dataclass(frozen=True, slots=True)
class Sources:
    """What the office gave and what is known: papers and register as texts, the numbers of
    instruments in force, the days of known events, the year of the plan."""

    papers: tuple[str, ...]
    register: str
    in_force: frozenset[str]
    events: frozenset[date]
    year: int

    @property
    def given(self) -> str:
        """All given words as one."""
        return "\n".join(self.papers)


def sourced(text: str, sources: Sources) -> list[Measure]:
    """How much of what a draft states has a source, by kind of fact."""
    text = unicodedata.normalize("NFC", text)
    return [
        _measure("references with a source", _references(text, sources)),
        _measure("dates with a source", _dates(text, sources)),
        _measure("figures with a source", _figures(text, sources)),
        _measure("names with a source", _names(text, sources)),
    ]


def _measure(name: str, rows: Iterable[tuple[bool, str]]) -> Measure:
    verdicts = {what: ok for ok, what in rows}  # the same fact twice is one fact
    missing = tuple(what for what, ok in verdicts.items() if not ok)
    return Measure(name, len(verdicts) - len(missing), len(verdicts), missing)


def _references(text: str, sources: Sources) -> Iterator[tuple[bool, str]]:
    given = set(_REFERENCE.findall(sources.given)) | sources.in_force
    for found in _REFERENCE.findall(text):
        yield found in given, found


def _dates(text: str, sources: Sources) -> Iterator[tuple[bool, str]]:
    known = set(_days(sources.given)) | set(_days(sources.register))
    # The end of the year of the plan is the calendar's, not the writer's.
    known |= {date(sources.year, 12, 31), date(sources.year, 1, 1)}
    # An event's day, and its anniversary in the year of the plan.
    known |= sources.events | {_day(sources.year, e.month, e.day) for e in sources.events}
    for day in _days(text):
        yield day in known, f"{day:%d/%m/%Y}"


def _days(text: str) -> Iterator[date]:
    for found in _DATE.finditer(text):
        d, m, y = [int(p) for p in found.groups() if p]
        if 1 <= m <= 12 and 1 <= d <= 31 and y > 1800:
            yield _day(y, m, d)
    for found in _ISO.finditer(text):
        y, m, d = (int(p) for p in found.groups())
        yield _day(y, m, d)


def _day(y: int, m: int, d: int) -> date:
    try:
        return date(y, m, d)
    except ValueError:
        return date.min


_ROW_NUMBER = re.compile(r"^\s*\d+ \| ")  # the first cell of a table only counts its rows
_LEFT = re.compile(r"\(sau [^()]{3,20} còn (?P<left>\d[\d.,]*)")


def _is_left(number: str, given: str) -> bool:
    """Whether a figure is what one given row leaves to do: its plan less what is done."""
    for row in given.splitlines():
        values = [Decimal(n) for n in _numbers(row)]
        if any(_plain(f"{a - b:f}".replace(".", ",")) == number for a in values for b in values):
            return True
    return False


def _figures(text: str, sources: Sources) -> Iterator[tuple[bool, str]]:
    known = set(_numbers(sources.given))
    said = {_plain(found["left"].rstrip(".,")) for found in _LEFT.finditer(text)}
    known |= {number for number in said if _is_left(number, sources.given)}
    bare = _without_other_facts(text, {sources.year - e.year for e in sources.events})
    for line in (_ROW_NUMBER.sub("", whole) for whole in bare.splitlines()):
        for found in _FIGURE.finditer(line):
            number = _plain(found.group())
            near = line[max(0, found.start() - 30) : found.end() + 20].strip()
            yield number in known, f"{found.group()} ({near})"


def _without_other_facts(text: str, ages: set[int]) -> str:
    text = _YEARS_SINCE.sub(lambda m: " " if int(m[1]) in ages else m[0], text)
    for pattern in (_REFERENCE, _DATE, _PERIOD, _SHORT_DATE, _QUOTED):
        text = pattern.sub(" ", text)
    return _LABEL.sub(" ", text)


def _numbers(text: str) -> Iterator[str]:
    return (_plain(found) for found in _FIGURE.findall(text))


def _plain(number: str) -> str:
    """One form of a figure: no leading zeros, no grouping points, a decimal point."""
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", number):
        number = number.replace(".", "")
    whole, _, part = number.replace(",", ".").partition(".")
    return f"{whole.lstrip('0') or '0'}.{part.rstrip('0')}".rstrip(".")


def _names(text: str, sources: Sources) -> Iterator[tuple[bool, str]]:
    known = _folded(f"{sources.given}\n{sources.register}")
    for found in [*_QUOTED.findall(text), *_PERSON.findall(text)]:
        yield _folded(found) in known, found


def _folded(text: str) -> str:
    text = unicodedata.normalize("NFC", text).lower().replace("–", "-")
    return " ".join(re.sub(r"\s*-\s*", " - ", text).split())
