"""Figures that cannot be right by themselves: sums, units, shares, ranges, doubles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from drafter.document.facts import Span, Target
from drafter.reading.vietnamese import fold, parse_number

from .against import floors_of, own_targets, span_of
from .case import Case
from .figures import measure, plain_unit, printed, shown
from .finding import Category, Severity
from .pairing import best_match, subject
from .rule import Family, Flaw

SUMS = Family(Category.TARGET)

_MONEY_OR_COUNT = re.compile(r"%|điểm")
_INSIDE = re.compile(
    r"(?P<total>\d[\d.]*(?:,\d+)?)\s*(?P<unit>%|[^\W\d_]+)?\s*,?\s*"
    r"(?P<open>\(|[,;:]?\s*(?:trong đó|gồm|bao gồm)\s*:?)\s*(?P<parts>[^()\n.]*?(?:\.\d[^()\n.]*?)*)(?:\)|\.(?=\s|$)|$)",
    re.MULTILINE,
)
_NUMBER = re.compile(
    r"(?<![\d.,/])(\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?)(?![\d/])\s*(%|[^\W\d_]+)?"
)


@dataclass(frozen=True, slots=True)
class Whole:
    """A target with the parts that were printed under it."""

    target: Target
    parts: tuple[Target, ...]


def wholes(targets: tuple[Target, ...]) -> Iterator[Whole]:
    """Targets that have parts with figures."""
    for target in targets:
        parts = tuple(
            t
            for t in targets
            if t.parent
            and t is not target
            and fold(t.parent).strip() == fold(target.indicator).strip()
        )
        if parts and target.quantity is not None:
            yield Whole(target, parts)


@SUMS.rule(
    "CT-03", Severity.WARNING, "Nhất quán",
    "Tổng các phần phải bằng số của toàn bộ",
)  # fmt: skip
def wrong_sum(case: Case) -> Iterator[Flaw]:
    """Parts of one unit that do not add up to their whole; both numbers are told."""
    told: set[str] = set()
    for whole in wholes(own_targets(case)):
        flaw = _sum_flaw(case, whole)
        if flaw is not None:
            told.add(whole.target.quantity.written if whole.target.quantity else "")
            yield flaw
    if not case.context.targets:
        yield from _sums_in_text(case, told)


def _sum_flaw(case: Case, whole: Whole) -> Flaw | None:
    total = _measured(whole.target)
    parts = [_measured(p) for p in whole.parts]
    if total is None or len(parts) < 2 or any(p is None for p in parts):
        return None
    if _MONEY_OR_COUNT.search(total.unit) or any(p and p.unit != total.unit for p in parts):
        return None
    values = [p.value for p in parts if p is not None]
    found = sum(values, Decimal(0))
    if found == total.value or not _meant_to_add_up(whole, found, total.value):
        return None
    names = " + ".join(p.quantity.written for p in whole.parts if p.quantity)
    quantity = whole.target.quantity
    assert quantity is not None
    scale = quantity.value / total.value if total.value and quantity.value else Decimal(1)
    places = max(_decimals(t) for t in (whole.target, *whole.parts))
    listed = "; ".join(
        f"{_short(p.indicator)} {p.quantity.written}" for p in whole.parts if p.quantity
    )
    return Flaw(
        f"{whole.target.indicator}: {names} = {_places(found * scale, places)} {quantity.unit or ''}, "
        f"khác tổng {shown(quantity)} ({listed}).",
        span_of(case, whole.target),
        "Đối chiếu biểu gốc; dự thảo giữ nguyên số của đơn vị.",
        quote=whole.target.text,
    )


def _meant_to_add_up(whole: Whole, found: Decimal, total: Decimal) -> bool:
    """Whether the parts are all of the whole; "trong đó" may name only some of them."""
    if found > total:
        return True
    last = whole.target.last_year
    before = [p.last_year.value if p.last_year else None for p in whole.parts]
    added = sum((v for v in before if v is not None), Decimal(0))
    if last and None not in before and added == last.value:
        return True
    return found * 10 >= total * 9


def _sums_in_text(case: Case, told: set[str]) -> Iterator[Flaw]:
    """ "1.763 con (đàn trâu 300 con, đàn bò 1.463 con)" inside one paragraph."""
    for found in _INSIDE.finditer(case.clean, case.body.start, case.body.end):
        total = parse_number(found["total"])
        unit = fold(found["unit"] or "")
        parts = [
            (value, text) for text, u in _NUMBER.findall(found["parts"])
            if fold(u) == unit and (value := parse_number(text)) is not None
        ]  # fmt: skip
        if total is None or not unit or unit == "%" or len(parts) < 2 or found["total"] in told:
            continue
        added = sum((value for value, _ in parts), Decimal(0))
        if added == total or (added < total and added * 10 < total * 9):
            continue
        names = " + ".join(text for _, text in parts)
        yield Flaw(
            f"Các phần cộng lại {names} = {printed(added)} {unit}, khác tổng {found['total']} {unit}.",
            Span(*found.span()),
            "Đối chiếu số liệu gốc.",
        )


@SUMS.rule("CT-04", Severity.WARNING, "Nhất quán", "Số liệu phải có đơn vị tính")
def no_unit(case: Case) -> Iterator[Flaw]:
    """Figures of the office's list, or of the text, without a unit; never filled in by us."""
    told: set[str] = set()
    for target in (*case.context.targets, *case.document.targets):
        quantity = target.quantity
        if quantity is None or quantity.value is None or quantity.unit or quantity.out_of:
            continue
        if target in case.document.targets and not _really_bare(case, target):
            continue
        if quantity.written in told:
            continue
        told.add(quantity.written)
        yield Flaw(
            f"{target.indicator}: {quantity.written} không có đơn vị tính.",
            span_of(case, target),
            f"Ghi rõ đơn vị tính{_unit_above(case, target)}; dự thảo không tự điền đơn vị.",
            quote=target.text,
        )

    yield from _unit_lost(case)


def _unit_above(case: Case, target: Target) -> str:
    """The unit in which the level above counts the same thing, for the office to confirm."""
    for floor in floors_of(case):
        given = floor.target.quantity
        if given is None or not given.unit:
            continue
        if best_match(floor.target, (target,), case.context.register) is not None:
            return f" (cấp trên tính bằng {given.unit}, giao {shown(given)})"
    return ""


def _unit_lost(case: Case) -> Iterator[Flaw]:
    """Figures whose unit the office's list gives and the text leaves out."""
    for target in case.context.targets:
        quantity = target.quantity
        if quantity is None or not quantity.written or not quantity.unit:
            continue
        name = fold(target.indicator).strip(" :-")
        at = case.folded.find(name, case.body.start, case.body.end)
        if at < 0:
            continue
        bare = re.compile(
            rf"[\s:]{{1,3}}(?:đạt )?{re.escape(quantity.written)}(?=\s*(?:[;)]|\.\s|\.?$))", re.M
        )
        found = bare.match(case.clean, at + len(name))
        if found:
            yield Flaw(
                f"{target.indicator}: {quantity.written} không có đơn vị tính (biểu của đơn vị ghi "
                f"{quantity.unit}).",
                Span(at, found.end()), f"Ghi {shown(quantity)}.",
            )  # fmt: skip


def _really_bare(case: Case, target: Target) -> bool:
    """The figure ends its clause: nothing follows that could be its unit."""
    assert target.quantity is not None
    if target.span is None:
        return False
    at = case.text.rfind(target.quantity.written, target.span.start, target.span.end + 1)
    if at < 0 or not target.quantity.written:
        return False
    after = case.clean[at + len(target.quantity.written) : at + len(target.quantity.written) + 12]
    return re.match(r"\s*(?:[;,.)]|\n|$)", after) is not None


@SUMS.rule("CT-05", Severity.ERROR, "Nhất quán", "Tỷ lệ không vượt quá 100%")
def over_hundred(case: Case) -> Iterator[Flaw]:
    """Shares over 100 %; growth may be more."""
    for target in case.document.targets:
        quantity = target.quantity
        if quantity is None or quantity.value is None or plain_unit(quantity.unit) != "%":
            continue
        name = fold(f"{target.indicator} {target.text}")
        top = max(quantity.value, quantity.upper or quantity.value)
        if top > 100 and not re.search(r"tăng|vượt|so với|giá trị sản xuất|kế hoạch|dự toán", name):
            yield Flaw(
                f"{target.indicator}: {shown(quantity)} lớn hơn 100%.",
                span_of(case, target), "Kiểm tra lại số liệu.", quote=target.text,
            )  # fmt: skip


@SUMS.rule("CT-06", Severity.ERROR, "Nhất quán", "Số đạt không lớn hơn tổng số (dạng 13/12)")
def over_one(case: Case) -> Iterator[Flaw]:
    """Fractions greater than one."""
    for target in case.document.targets:
        quantity = target.quantity
        if (
            quantity
            and quantity.value is not None
            and quantity.out_of
            and quantity.value > quantity.out_of
        ):
            yield Flaw(
                f"{target.indicator}: {quantity.written} có số đạt lớn hơn tổng số.",
                span_of(case, target), "Kiểm tra lại số liệu.", quote=target.text,
            )  # fmt: skip


@SUMS.rule("CT-07", Severity.ERROR, "Nhất quán", "Khoảng số phải viết từ số nhỏ đến số lớn")
def upside_down(case: Case) -> Iterator[Flaw]:
    """Ranges that go down: "95 - 90%"."""
    for target in case.document.targets:
        quantity = target.quantity
        if (
            quantity
            and quantity.value is not None
            and quantity.upper is not None
            and quantity.value > quantity.upper
        ):
            yield Flaw(
                f"{target.indicator}: khoảng {quantity.written} viết ngược.",
                span_of(case, target), "Viết số nhỏ trước, số lớn sau.", quote=target.text,
            )  # fmt: skip


_DOUBLED = re.compile(
    r"(?i)\b(?P<first>trên|hơn|ít nhất|tối thiểu|không dưới)\s+\d[\d.,]*"
    r"\s*(?:%|[^\W\d_]+(?: [^\W\d_]+)?)?\s*(?:trở lên|trở xuống)"
    r"|\b(?:ít nhất|tối thiểu|từ)\s+(?:trên|hơn|dưới)\s+\d[\d.,]*\s*%?"
    r"|\bdưới\s+\d[\d.,]*\s*%?\s*trở lên"
)
_VAGUE_RANGE = re.compile(r"(?i)\b(?:dưới|trên|hơn)\s+\d[\d.,]*\s*%?\s*-\s*\d[\d.,]*\s*%?")
_OPEN_FROM = re.compile(
    r"(?i)\bđạt từ\s+\d[\d.]*(?:,\d+)?\s*(?:%|con|ha|tấn|triệu đồng|tỷ đồng|hộ|người|km|cây)\s*(?=[;.\n]|$)"
)


@SUMS.rule(
    "CT-08", Severity.WARNING, "Nhất quán",
    "Mức của chỉ tiêu phải rõ: không lặp từ so sánh, không “dưới” kèm khoảng, “từ” phải có “trở lên”",
)  # fmt: skip
def unclear_bound(case: Case) -> Iterator[Flaw]:
    """Comparators doubled, a bound with a range, "từ" without its end."""
    for span in case.search(_DOUBLED, case.body):
        yield Flaw(
            f"“{case.quote(span)}” lặp hoặc mâu thuẫn từ chỉ mức.",
            span, "Chỉ dùng một cách: “trên N”, hoặc “từ N trở lên”.",
        )  # fmt: skip
    for span in case.search(_VAGUE_RANGE, case.body):
        yield Flaw(
            f"“{case.quote(span)}” vừa có từ chỉ mức vừa là một khoảng, không xác định được ngưỡng.",
            span, "Chọn một ngưỡng hoặc một khoảng.", severity=Severity.ERROR,
        )  # fmt: skip
    for span in case.search(_OPEN_FROM, case.body):
        yield Flaw(
            f"“{case.quote(span)}”: “từ” thiếu “trở lên”, không rõ là mức tối thiểu hay mức đích.",
            span, "Thêm “trở lên” hoặc bỏ “từ”.",
        )  # fmt: skip


@SUMS.rule(
    "CT-09", Severity.ERROR, "Nhất quán",
    "Một chỉ tiêu không được có hai giá trị khác nhau trong cùng văn bản",
)  # fmt: skip
def two_values(case: Case) -> Iterator[Flaw]:
    """The same indicator twice with different figures for the same year."""
    seen: list[Target] = []
    for target in case.document.targets:
        if target.quantity is None or target.quantity.value is None or target.parent:
            continue
        name = fold(target.indicator).strip()
        for other in seen:
            if fold(other.indicator).strip() == name and _contradict(other, target):
                assert other.quantity is not None
                yield Flaw(
                    f"{target.indicator} có hai giá trị khác nhau: {shown(other.quantity)} và "
                    f"{shown(target.quantity)}.",
                    span_of(case, target), "Ghi thống nhất một giá trị.", quote=target.text,
                )  # fmt: skip
                break
        seen.append(target)


def _contradict(a: Target, b: Target) -> bool:
    assert a.quantity is not None
    assert b.quantity is not None
    if len(subject(a).split()) < 3 or a.year != b.year or a.qualifier != b.qualifier:
        return False
    same_kind = plain_unit(a.quantity.unit) == plain_unit(b.quantity.unit)
    return (
        same_kind and a.quantity.bound == b.quantity.bound and a.quantity.value != b.quantity.value
    )


def _measured(target: Target) -> Measured | None:
    if target.quantity is None or target.quantity.out_of or target.quantity.upper is not None:
        return None
    found = measure(target.quantity)
    return Measured(found.value, found.unit) if found else None


@dataclass(frozen=True, slots=True)
class Measured:
    """A value in its smallest unit."""

    value: Decimal
    unit: str


def _decimals(target: Target) -> int:
    written = target.quantity.written if target.quantity else ""
    return len(written.partition(",")[2])


def _places(value: Decimal, places: int) -> str:
    """``value`` with exactly ``places`` decimals: "63,0"."""
    whole, _, part = f"{value:.{places}f}".partition(".")
    return printed(Decimal(whole)) + (f",{part}" if part else "")


def _short(indicator: str) -> str:
    return re.sub(r"^(?:trong đó\s*:?\s*)?-?\s*", "", indicator, flags=re.IGNORECASE)


_NEEDS_DIRECTION = re.compile(
    r"suy dinh dưỡng|hộ (?:cận )?nghèo|sinh con thứ|tảo hôn|bỏ học|thất nghiệp"
)
_DIRECTION = re.compile(r"giảm|còn|dưới \d|không quá|xuống|hạ|thấp hơn|≤|<|trở xuống")


@SUMS.rule(
    "CT-15",
    Severity.INFO,
    "Nhất quán",
    "Chỉ tiêu càng thấp càng tốt phải có từ chỉ hướng (giảm còn, dưới)",
)
def no_direction(case: Case) -> Iterator[Flaw]:
    """A share of malnutrition or poverty as a bare figure: ceiling, or what is?"""
    for target in case.document.targets:
        quantity = target.quantity
        words = fold(f"{target.parent or ''} {target.text}")
        if quantity is None or quantity.value is None or not _NEEDS_DIRECTION.search(words):
            continue
        if not _DIRECTION.search(re.sub(r"dưới \d+ tuổi", "", words)):
            yield Flaw(
                f"{target.indicator}: {shown(quantity)} không có từ chỉ hướng, không rõ là mức trần.",
                span_of(case, target), "Ghi “giảm còn”, “dưới”.", quote=target.text,
            )  # fmt: skip
