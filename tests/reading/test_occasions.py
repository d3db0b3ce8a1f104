"""Movements, anniversaries and the time of the movement."""

from __future__ import annotations

from datetime import date

import pytest

from drafter.reading.occasions import find_anniversaries, find_movements, find_period


def names(text: str) -> list[str]:
    return [m.name for m in find_movements(text)]


def test_movements_in_a_list_of_quotes() -> None:
    """Each quoted name after "phong trào"; a theme or a slogan is none."""
    text = (
        "với chủ đề “Kỷ cương”, thực hiện phong trào: “Sáng ngõ xanh nhà”, “Mái ấm biên cương” và "
        "phong trào thi đua “Quyết thắng”; theo phương châm “Nhà nước và Nhân dân cùng làm”; "
        "phong trào “Sáng ngõ xanh nhà”"
    )
    assert names(text) == ["Sáng ngõ xanh nhà", "Mái ấm biên cương", "Quyết thắng"]


def test_a_quote_that_is_never_closed_ends_where_the_next_opens() -> None:
    assert names("phong trào “Đường hoa nông thôn; “Cổng trường an toàn”, còn lại") == [
        "Đường hoa nông thôn",
        "Cổng trường an toàn",
    ]


@pytest.mark.parametrize(
    ("text", "years", "start", "end", "fits"),
    [
        ("kỷ niệm 75 năm Ngày Thương binh (27/7/1947 - 27/7/2022)", 75, date(1947, 7, 27),
         date(2022, 7, 27), True),
        ("kỷ niệm 75 năm Ngày Thương binh (27/7/1947 - 27/7/2023)", 75, date(1947, 7, 27),
         date(2023, 7, 27), False),
        ("kỷ niệm 60 năm thành lập xã (1963 - 2023)", 60, None, None, True),
        ("kỷ niệm 60 năm thành lập xã (1963 - 2022)", 60, None, None, False),
        ("chào mừng 95 năm Ngày thành lập Đảng", 95, None, None, None),
    ],
)  # fmt: skip
def test_arithmetic(
    text: str, years: int, start: date | None, end: date | None, fits: bool | None
) -> None:
    """Told only when both dates are printed."""
    (found,) = find_anniversaries(text)
    assert (found.years, found.start, found.end, found.arithmetic_ok) == (years, start, end, fits)
    assert found.text == text


def test_terms_of_years_are_no_anniversaries() -> None:
    assert (
        find_anniversaries("Kế hoạch 5 năm (2021 - 2025), trong 03 năm qua, nhiệm kỳ 5 năm") == ()
    )


@pytest.mark.parametrize(
    ("text", "start", "starts_on", "ends_on"),
    [
        ("3. Thời gian\nTừ ngày phát động đến hết ngày 31 tháng 12 năm 2024.", "ngày phát động",
         None, date(2024, 12, 31)),
        ("Thời gian: từ ngày 05/01/2027 đến ngày 30/11/2027.", "ngày 05/01/2027",
         date(2027, 1, 5), date(2027, 11, 30)),
        ("Đợt 1 (từ ngày ban hành Kế hoạch đến 30/6/2027). Đợt 2 (từ 01/7/2027 đến 31/12/2027)",
         "ngày ban hành", None, date(2027, 12, 31)),
        ("Thời gian thi đua từ ngày ký đến hết tháng 11 năm 2026", "ngày ký", None,
         date(2026, 11, 30)),
    ],
)  # fmt: skip
def test_time(text: str, start: str, starts_on: date | None, ends_on: date) -> None:
    """Phases are taken together: the first beginning, the last end."""
    period = find_period(text)
    assert (period.start, period.starts_on, period.ends_on) == (start, starts_on, ends_on)


def test_other_spans_of_time_are_not_the_movement() -> None:
    assert find_period("Trực lễ từ ngày 28/4/2026 đến ngày 02/5/2026.").ends_on is None
