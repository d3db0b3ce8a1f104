"""What a year has come to, in a sheet for a drive in its middle."""

from __future__ import annotations

from drafter.reading import read_targets_bytes

_SHEET = (
    "STT,Chỉ tiêu,Đơn vị tính,Thực hiện 6 tháng,Kế hoạch năm 2025\n"
    '1,Thu ngân sách trên địa bàn,tỷ đồng,"48,3",112\n'
    "2,Công trình chào mừng,công trình,,2\n"
)


def test_six_months_are_read_beside_the_plan_and_are_no_last_year() -> None:
    """The figure to reach stays the plan; the column of six months is told with its period."""
    budget, works = read_targets_bytes(_SHEET.encode(), "bieu.csv").targets

    assert budget.quantity is not None
    assert budget.so_far is not None
    assert (budget.quantity.written, budget.so_far.written) == ("112", "48,3")
    assert budget.so_far.unit == "tỷ đồng"
    assert budget.so_far_in == "6 tháng"
    assert budget.last_year is None
    assert works.so_far is None


def test_last_years_result_is_not_this_years_progress() -> None:
    """A column of the year before stays what it was."""
    (target,) = read_targets_bytes(
        "Chỉ tiêu,ĐVT,Thực hiện 2026,KH 2027\nHộ nghèo,%,2,1\n".encode(), "bieu.csv"
    ).targets
    assert target.so_far is None
    assert target.last_year is not None
