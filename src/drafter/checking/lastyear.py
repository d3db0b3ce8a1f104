"""Targets beside last year's: worse, or changed beyond what is usual."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from .against import own_targets, span_of
from .case import Case
from .figures import is_drop, lower_is_better, measure, shown
from .finding import Category, Severity
from .rule import Family, Flaw
from .yearly import last_year_of

LAST_YEAR = Family(Category.TARGET)

_JUMP = Decimal("0.5")


@LAST_YEAR.rule(
    "CT-10", Severity.INFO, "So với năm trước",
    "Chỉ tiêu kém hơn hoặc thay đổi bất thường so với năm trước cần được xem lại",
)  # fmt: skip
def against_last_year(case: Case) -> Iterator[Flaw]:
    """Worse than last year, or a jump of more than half."""
    for target in own_targets(case):
        now, last = target.quantity, last_year_of(target, case.context)
        if now is None or last is None:
            continue
        here, before = measure(now), measure(last)
        if here is None or before is None or (last.unit and here.unit != before.unit):
            continue
        worse = here.value > before.value if lower_is_better(target) else here.value < before.value
        jump = before.value and abs(here.value - before.value) / abs(before.value) > _JUMP
        if not worse and not (jump and before.value >= 10):
            continue
        word = "kém hơn" if worse else "thay đổi nhiều so với"
        extra = " (mức giảm)" if is_drop(target) else ""
        yield Flaw(
            f"{target.indicator}{extra}: kế hoạch {shown(now)} {word} năm trước {shown(last)}.",
            span_of(case, target), "Xem lại nếu không phải chủ ý.", quote=target.text,
        )  # fmt: skip
