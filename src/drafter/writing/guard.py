"""Finding facts that stand in a text outside a key.

The gate behind the promise "no number and no legal reference without a known source": plain
code reads every sentence that a writer gives back, or that is carried over from a source,
and names each figure, reference, date, quoted name and place in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from drafter.document.facts import FactKind, Ground, Span
from drafter.reading import find_citations
from drafter.reading.vietnamese import UPPER

from .keys import KEY, FactTable


@dataclass(frozen=True, slots=True)
class Naked:
    """A fact in plain words: its kind, the words, and their place."""

    kind: FactKind
    text: str
    span: Span


_YEAR = r"(?:1[89]|20)\d\d"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_NAME = rf"[{UPPER}][^\W\d_]*(?:[ \-–]+[{UPPER}][^\W\d_]*)*"

_DATES = re.compile(
    rf"(?:ngày\s+)?{_DAY}\s+tháng\s+{_MONTH}\s+năm\s+{_YEAR}"
    rf"|{_DAY}[/.\-]{_MONTH}[/.\-]{_YEAR}"
    rf"|(?:giai đoạn|nhiệm kỳ|5 năm)\s+{_YEAR}\s*[-–]\s*{_YEAR}"
    rf"|{_YEAR}\s*[-–]\s*{_YEAR}"
    rf"|tháng\s+{_MONTH}(?:[/]|\s+năm\s+){_YEAR}"
    # "9/12 bản" is a share: a day without a year needs a word of time before it.
    rf"|(?:(?<=ngày )|(?<=trước )|(?<=đến )|(?<=hết )|(?<=dịp )|(?<=từ )|(?<=khánh )|(?<=lễ ))"
    rf"{_DAY}/{_MONTH}(?![\d/])"
    rf"|năm\s+{_YEAR}|(?<![\d.,/]){_YEAR}(?![\d.,/]*\d)",
    re.IGNORECASE,
)
_UNIT_WORDS = (
    r"%|ha|km2?|m2|m3|tấn|tạ|kg|con|hộ|nhà|căn|xã|trường|thôn|xóm|bản|ấp|tiêu chí|lượt|"
    r"(?:nghìn |triệu |tỷ )?(?:đồng(?:/người/năm|/năm|/ha)?|USD|lượt)|nghìn|triệu|tỷ|"
    r"mô hình|công trình|điển hình|sản phẩm|tập thể|cá nhân|sổ|lần|điểm|người|đợt|khu|tuyến|"
    r"doanh nghiệp|hợp tác xã|lao động|phòng học|tổ|cuộc|lớp|dự án|năm"
)
_NUMBERS = re.compile(
    rf"(?<![\w/])\d+(?:[.,]\d+)*(?:\s*/\s*\d+)?(?:\s*[-–]\s*\d+(?:[.,]\d+)*)?"
    rf"(?:\s*(?:{_UNIT_WORDS})(?!\w))?",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[“\"]([^”\"]{3,160})[”\"]")
_PLACES = re.compile(
    rf"\b(?:[Xx]ã|[Pp]hường|[Tt]hị trấn|[Tt]hị xã|[Hh]uyện|[Qq]uận|[Tt]ỉnh|[Tt]hành phố|"
    rf"[Đđ]ặc khu)\s+(?!Ủy|Hội|Đảng|Đoàn)({_NAME})"
)


def find_naked(text: str, *, known_names: Callable[[str], bool] | None = None) -> tuple[Naked, ...]:
    """Every fact in ``text`` outside a ``[[key]]``, in order, without overlaps.

    A reference wins over the dates and numbers inside it, a date over a number.
    ``known_names`` tells movements from other quoted names.
    """
    taken: list[Span] = [Span(m.start(), m.end()) for m in KEY.finditer(text)]
    found: list[Naked] = []
    for kind, spans in _kinds(text, known_names):
        for span in spans:
            if not any(span.overlaps(other) for other in taken):
                taken.append(span)
                found.append(Naked(kind, span.of(text), span))
    return tuple(sorted(found, key=lambda naked: naked.span.start))


def key_facts(
    text: str,
    table: FactTable,
    ground: Ground,
    *,
    known_names: Callable[[str], bool] | None = None,
    own: Callable[[Naked], Ground | None] | None = None,
) -> str:
    """``text`` with every fact of it entered in ``table`` and replaced by its key.

    The facts rest on ``ground``, except those for which ``own`` knows a better one (the unit's
    own name, the plan year).
    """
    out: list[str] = []
    last = 0
    for naked in find_naked(text, known_names=known_names):
        better = own(naked) if own else None
        out.append(text[last : naked.span.start])
        out.append(table.add(naked.kind, naked.text, better or ground))
        last = naked.span.end
    out.append(text[last:])
    return "".join(out)


def _kinds(
    text: str, known_names: Callable[[str], bool] | None
) -> Iterator[tuple[FactKind, Iterable[Span]]]:
    yield FactKind.CITATION, _citations(text)
    movements, names = _quoted(text, known_names)
    yield FactKind.MOVEMENT, movements
    yield FactKind.NAME, names
    yield FactKind.DATE, [Span(*m.span()) for m in _DATES.finditer(text)]
    yield FactKind.UNIT, [Span(*m.span()) for m in _PLACES.finditer(text)]
    yield FactKind.NUMBER, [_trimmed(m) for m in _NUMBERS.finditer(text)]


def _citations(text: str) -> list[Span]:
    return [
        c.span
        for c in find_citations(text)
        if c.span is not None and (c.numbered or c.issued_on is not None)
    ]


def _quoted(text: str, known: Callable[[str], bool] | None) -> tuple[list[Span], list[Span]]:
    movements: list[Span] = []
    names: list[Span] = []
    for match in _QUOTED.finditer(text):
        if KEY.search(match[0]):
            continue
        is_movement = known(match[1]) if known else _after_movement(text, match.start())
        (movements if is_movement else names).append(Span(*match.span()))
    return movements, names


def _after_movement(text: str, at: int) -> bool:
    return "phong trào" in text[max(0, at - 40) : at].lower()


def _trimmed(match: re.Match[str]) -> Span:
    return Span(match.start(), match.start() + len(match[0].rstrip(" .,")))
