"""What is left of a year, for the note of a drive in its middle."""

from __future__ import annotations

from decimal import Decimal

from drafter.document.facts import Bound, Quantity, Target
from drafter.drafting.sheet_above import left_to_do


def quantity(value: str, unit: str, bound: Bound = Bound.EQ) -> Quantity:
    return Quantity(Decimal(value), unit, bound, written=value.replace(".", ","))


def test_what_is_left_is_counted_only_where_it_is_a_difference() -> None:
    """Same unit, a figure to reach: 112 less 48,3; a decrease or another unit gives no remainder."""
    base = Target("x", "Thu ngân sách", quantity("112", "tỷ đồng"), so_far_in="6 tháng")

    def left(plan: Quantity, done: Quantity) -> str:
        return left_to_do(Target(base.text, base.indicator, plan, so_far=done, so_far_in="6 tháng"))

    assert left(quantity("112", "tỷ đồng"), quantity("48.3", "tỷ đồng")).endswith(
        "còn 63,7 tỷ đồng."
    )
    assert left(quantity("96.5", "%"), quantity("95", "%")).endswith("còn 1,5 điểm %.")
    assert left(quantity("8", "%", Bound.DECREASE), quantity("4", "%")) == ""
    assert left(quantity("112", "tỷ đồng"), quantity("48", "%")) == ""
    assert left_to_do(base) == ""
    assert "còn" not in left(quantity("10", "nhà"), quantity("11", "nhà"))
