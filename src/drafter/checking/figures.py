"""Comparing figures: the same measure, the better of two, and how a figure is printed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from drafter.document.facts import Bound, Quantity, Target
from drafter.reading.vietnamese import fold

_SCALES = (
    ("nghìn tỷ", Decimal(10**12)),
    ("tỷ", Decimal(10**9)),
    ("triệu", Decimal(10**6)),
    ("nghìn", Decimal(10**3)),
    ("ngàn", Decimal(10**3)),
)
_SHORT = (
    (r"\btr\.?\s?đ(?:ồng)?\b|\btrđ\b|\btr\.?\s?đồng\b", "triệu đồng"),
    (r"\bng(?=/|$)", "người"),
    (r"\btỉ\b", "tỷ"),
    (r"(?<=\d)đ\b|\bđ\b", "đồng"),
    (r"điểm phần trăm|điểm %|phần trăm|% chỉ tiêu|% kế hoạch|% dân số|% số hộ|% hộ", "%"),
    (r"\bhéc ?ta\b", "ha"),
    (r"\bkilômét\b|\bki-lô-mét\b", "km"),
)
_LOWER_IS_BETTER = re.compile(
    r"suy dinh dưỡng|sinh con thứ|tảo hôn|bỏ học|thất nghiệp|tai nạn|tàu cá vi phạm|"
    r"\bcòn\b.{0,25}$|\bcòn (?:lại|dưới|không quá)|(?:hộ|tỷ lệ) (?:cận )?nghèo(?!.*\bgiảm\b)"
)
_DROP = re.compile(r"(?:mức )?giảm(?! thiểu| nhẹ)")
_LOW = frozenset({Bound.LE, Bound.LT, Bound.TO_BELOW})


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure in its smallest unit: 12,8 tỷ đồng is 12.800.000.000 đồng."""

    value: Decimal
    unit: str


def measure(quantity: Quantity) -> Measure | None:
    """``quantity`` with scale words worked into the value; ``None`` without a value."""
    if quantity.value is None:
        return None
    unit = plain_unit(quantity.unit)
    value = quantity.value
    for word, factor in _SCALES:
        if unit.startswith(word + " ") or unit == word:
            return Measure(value * factor, unit[len(word) :].strip())
    return Measure(value, unit)


def plain_unit(unit: str | None) -> str:
    """The unit in one spelling, without what follows the first stroke."""
    text = fold(unit or "").strip(" .;")
    for pattern, put in _SHORT:
        text = re.sub(pattern, put, text)
    return re.sub(r"\s+", " ", text.split("/")[0]).strip()


def as_percent(quantity: Quantity) -> Decimal | None:
    """The share in percent, of a percentage or of "21/24"."""
    if quantity.value is None:
        return None
    if quantity.out_of:
        return quantity.value * 100 / quantity.out_of
    return quantity.value if plain_unit(quantity.unit) == "%" else None


def is_drop(target: Target) -> bool:
    """Whether the figure is the amount of a decrease ("giảm 3,4%"), not a level."""
    bound = target.quantity.bound if target.quantity else None
    if bound is Bound.DECREASE:
        return True
    name = fold(target.indicator)
    return bound not in _LOW and bool(_DROP.search(name)) and not re.search(r"\bcòn\b", name)


def lower_is_better(target: Target) -> bool:
    """Whether a smaller figure is the more ambitious one."""
    if is_drop(target):
        return False
    if target.quantity and target.quantity.bound in _LOW:
        return True
    return bool(_LOWER_IS_BETTER.search(fold(target.indicator)))


_TURNED = frozenset({Bound.DECREASE, Bound.INCREASE, Bound.LE, Bound.LT, Bound.TO_BELOW})


def is_unwanted(indicator: str) -> bool:
    """Whether an indicator counts what nobody strives to reach: a plan says "còn 3,5%", not "đạt".

    Crimes are unwanted, the share of crimes that are solved is not.
    """
    words = fold(indicator)
    return bool(_UNWANTED.search(words)) and _DONE_ABOUT_IT.search(words) is None


_UNWANTED = re.compile(
    r"phạm pháp|tội phạm|tai nạn|vụ cháy|vi phạm|nghèo|suy dinh dưỡng|thất nghiệp"
)
_DONE_ABOUT_IT = re.compile(
    r"được|điều tra|khám phá|phát hiện|giải quyết|xử lý|phòng|chống|hỗ trợ|tiếp cận|thoát|không"
)


def left_of(target: Target) -> Decimal | None:
    """What is left of a target of which a part is done; ``None`` where that cannot be told.

    What is left of "giảm 8%" is no difference, and nobody strives for the crimes that are left.
    """
    if lower_is_better(target) or is_unwanted(target.indicator):
        return None
    done, plan = target.so_far, target.quantity
    if done is None or plan is None or done.value is None or plan.value is None:
        return None
    if plan.out_of or plain_unit(done.unit) != plain_unit(plan.unit) or plan.bound in _TURNED:
        return None
    return plan.value - done.value


def printed(value: Decimal, places: int | None = None) -> str:
    """``value`` in Vietnamese notation: dots group thousands, a comma starts the decimals."""
    if places is not None:
        value = round(value, places)
    text = f"{value.normalize():f}" if value else "0"
    whole, _, part = text.partition(".")
    sign, whole = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    grouped = f"{int(whole):,}".replace(",", ".")
    return sign + grouped + (f",{part}" if part else "")


def shown(quantity: Quantity) -> str:
    """Figure and unit as written: "73 triệu đồng/người/năm", "94,6%", "21/24 ấp"."""
    written = quantity.written or (printed(quantity.value) if quantity.value is not None else "")
    unit = (quantity.unit or "").strip()
    if not unit:
        return written
    return f"{written}{unit}" if unit.startswith("%") else f"{written} {unit}"
