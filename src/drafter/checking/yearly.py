"""A target beside last year's figure: what changed, and whether it is a step back."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from drafter.document.facts import Quantity, Target

from .context import CheckContext
from .figures import lower_is_better, measure, plain_unit, printed, shown
from .pairing import best_match, same_indicator
from .telling import by_new_standard


@dataclass(frozen=True, slots=True)
class Change:
    """``before`` as written; ``words`` is "+1,5 điểm %", "+7,4%", "giữ nguyên" or a reason."""

    before: str
    words: str = ""
    worse: bool = False


def last_year_of(target: Target, context: CheckContext) -> Quantity | None:
    """Last year's figure of ``target``: printed beside it, else the one in last year's paper."""
    if target.last_year is not None and target.last_year.value is not None:
        return target.last_year
    if context.previous is None:
        return None
    offered = context.previous.targets
    same = [t.quantity for t in offered if same_indicator(t, target, context.register)]
    bound = target.quantity.bound if target.quantity else None
    if len(same) == 1 and same[0] is not None and same[0].bound == bound:
        return same[0]
    return None


def row_of(target: Target, context: CheckContext) -> Target | None:
    """The row of the office's own sheet that ``target`` was taken from."""
    for row in context.targets:
        if row.text == target.text:
            return row
    return best_match(target, context.targets, context.register)


def change_of(target: Target, context: CheckContext) -> Change | None:
    """How ``target`` stands to last year; ``None`` where last year's figure is not known."""
    before = last_year_of(target, context)
    told = shown(before) if before else ""
    if by_new_standard(target):
        return Change(told, "khác chuẩn")
    if before is None:
        return None
    now = target.quantity
    if now is None or now.out_of != before.out_of or now.upper or before.upper:
        return Change(told)
    a, b = measure(now), measure(before)
    if a is None or b is None or (a.unit and b.unit and a.unit != b.unit):
        return Change(told)
    fewer = lower_is_better(target)  # never so for the amount of a decrease
    worse = a.value > b.value if fewer else a.value < b.value
    return Change(told, _words(a.value, b.value, now), worse)


def _words(now: Decimal, before: Decimal, quantity: Quantity) -> str:
    step = now - before
    if not step:
        return "giữ nguyên"
    sign = "+" if step > 0 else ""
    if plain_unit(quantity.unit) == "%":
        return f"{sign}{printed(step)} điểm %"
    if quantity.out_of or not before:
        return f"{sign}{printed(step)}"
    return f"{sign}{printed(step * 100 / before, 1)}%"
