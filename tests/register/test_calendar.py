"""Anniversaries, terms and the count of years."""

from __future__ import annotations

from datetime import date

import pytest

from drafter.register import Register

ROUND = [
    (2024, "Lạng Sơn", "70 năm Chiến thắng Điện Biên Phủ (07/5/1954 - 07/5/2024)"),
    (2024, None, "80 năm Ngày thành lập Quân đội nhân dân Việt Nam (22/12/1944 - 22/12/2024)"),
    (2024, "Lạng Sơn", "115 năm Ngày sinh đồng chí Hoàng Văn Thụ (04/11/1909 - 04/11/2024)"),
    (2027, "tỉnh Hà Tĩnh", "80 năm Ngày Thương binh - Liệt sĩ (27/7/1947 - 27/7/2027)"),
    (2027, "tỉnh Cà Mau", "30 năm Ngày tái lập tỉnh Cà Mau (01/01/1997 - 01/01/2027)"),
    (2025, None, "80 năm Cách mạng tháng Tám thành công (19/8/1945 - 19/8/2025)"),
    (2024, None, "55 năm thực hiện Di chúc của Chủ tịch Hồ Chí Minh (1969 - 2024)"),
]


@pytest.mark.parametrize(("year", "province", "printed"), ROUND)
def test_round_anniversaries(
    register: Register, year: int, province: str | None, printed: str
) -> None:
    """Tens and fives of the year, national and of the province, with both days."""
    found = [a.printed for a in register.calendar.anniversaries(year, province) if a.round]

    assert printed in found


def test_round_ones_come_first(register: Register) -> None:
    """Tens, then fives, then the rest."""
    ranks = [a.round for a in register.calendar.anniversaries(2027, "Cà Mau")]

    assert ranks == sorted(ranks, reverse=True)


def test_a_province_keeps_its_days_to_itself(register: Register) -> None:
    """The day of another province is no business of this one."""
    events = {a.base.id for a in register.calendar.anniversaries(2027, "tỉnh Hà Tĩnh")}

    assert "xo-viet" in events
    assert "ca-mau" not in events


ARITHMETIC = [
    (75, date(1948, 6, 11), date(2023, 6, 11), None),
    (90, date(1933, 6, 15), date(2023, 6, 15), None),
    (75, date(1948, 6, 11), date(2024, 6, 11), "76 năm"),
    (80, date(1947, 7, 27), date(2027, 7, 22), "không cùng ngày"),
    (80, None, date(2027, 7, 27), None),
]


@pytest.mark.parametrize(("years", "start", "end", "part"), ARITHMETIC)
def test_wrong_arithmetic_is_found(
    register: Register, years: int, start: date | None, end: date | None, part: str | None
) -> None:
    """The two days printed must be that many years apart."""
    message = register.calendar.check(years, start, end)

    assert (message is None) if part is None else (message is not None and part in message)


@pytest.mark.parametrize(
    ("years", "event", "year", "right"),
    [
        (97, "Ngày thành lập Đảng Cộng sản Việt Nam", 2027, True),
        (85, "Ngày thành lập Đảng Cộng sản Việt Nam", 2027, False),
        (75, "Ngày Chủ tịch Hồ Chí Minh ra Lời kêu gọi thi đua ái quốc", 2023, True),
        (60, "Ngày thành lập huyện Chi Lăng", 2024, True),
    ],
)
def test_the_count_of_a_known_event(
    register: Register, years: int, event: str, year: int, right: bool
) -> None:
    """A number of years that does not fit the known day; unknown events are left alone."""
    assert (register.calendar.check_event(years, event, year) is None) is right


TERMS = [
    (date(2024, 1, 24), "Đại hội XIII", "nhiệm kỳ 2020 - 2025", "nhiệm kỳ 2021 - 2026"),
    (date(2026, 1, 15), "Đại hội XIII", "nhiệm kỳ 2025 - 2030", "nhiệm kỳ 2021 - 2026"),
    (date(2027, 1, 12), "Đại hội XIV", "nhiệm kỳ 2025 - 2030", "nhiệm kỳ 2026 - 2031"),
]


@pytest.mark.parametrize(("on", "congress", "party", "council"), TERMS)
def test_the_terms_of_a_day(
    register: Register, on: date, congress: str, party: str, council: str
) -> None:
    """Which congress, which term of the Party committees and of the councils."""
    terms = register.calendar.terms(on)
    labels = [t.label if t else None for t in (terms.congress, terms.local_party, terms.council)]

    assert labels == [congress, party, council]


@pytest.mark.parametrize(
    ("text", "stale"),
    [
        ("giai đoạn 2021 - 2025", True),
        ("Đại hội đại biểu toàn quốc lần thứ XIII của Đảng", True),
        ("nhiệm kỳ 2020-2025", True),
        ("Kế hoạch 5 năm (2021 - 2025)", True),
        ("Đại hội đại biểu toàn quốc lần thứ XIV của Đảng", False),
        ("giai đoạn 2026 - 2030", False),
        ("Đại hội Đảng bộ tỉnh lần thứ XVIII", False),
    ],
)
def test_wording_of_an_ended_period_is_stale(register: Register, text: str, stale: bool) -> None:
    """In a plan for 2027 the period 2021 - 2025 is over."""
    found = [s for s in register.calendar.terms(date(2027, 1, 12)).stale if s.pattern.search(text)]

    assert bool(found) is stale


@pytest.mark.parametrize(
    ("year", "text"),
    [
        (2023, "năm thứ ba thực hiện Kế hoạch phát triển kinh tế - xã hội 5 năm 2021 - 2025"),
        (2025, "năm cuối thực hiện Kế hoạch phát triển kinh tế - xã hội 5 năm 2021 - 2025"),
        (2027, "năm thứ hai thực hiện Kế hoạch phát triển kinh tế - xã hội 5 năm 2026 - 2030"),
        (
            2027,
            "năm thứ hai thực hiện Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIV của Đảng",
        ),
    ],
)
def test_the_how_manieth_year(register: Register, year: int, text: str) -> None:
    """ "năm thứ hai thực hiện …" is counted, not copied."""
    assert text in [ordinal.text for ordinal in register.calendar.year_ordinals(year)]
