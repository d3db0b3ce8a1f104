"""Emulation movements: names as launched, and the years in which a plan may name them."""

from __future__ import annotations

import pytest

from drafter.register import Register

NAMED = [
    ("Cả nước chung sức xây dựng nông thôn mới", "ntm"),
    ("Vì người nghèo không để ai bị bỏ lại phía sau", "vnn"),
    ("Vi người nghèo - không để ai bị bỏ lại phía sau", "vnn"),
    ("Phong trào thi đua “Quyết thắng”", "quyet-thang"),
    ("Toàn dân đoàn kết xây dựng đời sống văn hoá", "tdddsvh"),
    ("Lạng Sơn cùng cả nước chung sức xây dựng nông thôn mới", "ntm-lang-son"),
    ("Doanh nghiệp Lạng Sơn hội nhập và phát triển", "dn-lang-son"),
    ("Bình dân học vụ số", "bdhvs"),
    ("một phong trào do xã tự đặt tên", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "id"), NAMED)
def test_a_movement_by_its_name(register: Register, text: str, id: str | None) -> None:
    """Dashes, tone style and quotation marks do not matter; an unknown name is unknown."""
    movement = register.movements.named(text)

    assert (movement.id if movement else None) == id


YEARS = [
    ("ntm", 2024, True), ("ntm", 2025, True), ("ntm", 2026, False),
    ("vhcs", 2027, False), ("vnn", 2027, False), ("nha-tam", 2026, False),
    ("xhht", 2023, True), ("xhht", 2030, True), ("xhht", 2031, False),
    ("dmst-2026", 2025, False), ("dmst-2026", 2027, True),
    ("yeu-nuoc-2026", 2027, True), ("chao-mung-dh14", 2027, False),
    ("quyet-thang", 2023, True), ("quyet-thang", 2027, True),
]  # fmt: skip


@pytest.mark.parametrize(("id", "year", "runs"), YEARS)
def test_a_movement_runs_in_its_years(register: Register, id: str, year: int, runs: bool) -> None:
    """An ended movement, or one not yet launched, is not named in a plan of that year."""
    movement = register.movements.get(id)

    assert movement is not None
    assert movement.runs_in(year) is runs
    assert ("đang được thực hiện" in movement.why(year)) is runs


def test_provincial_movements_belong_to_their_province(register: Register) -> None:
    """Lạng Sơn's movements are offered to communes of Lạng Sơn only."""
    there = {m.id for m in register.movements.running(2026, "tỉnh Lạng Sơn")}
    elsewhere = {m.id for m in register.movements.running(2026, "tỉnh Cà Mau")}

    assert there - elsewhere == {"duong-gtnt-lang-son"}


def test_a_doubtful_movement_is_not_offered(register: Register) -> None:
    """A name without a launching document is known when read, but never proposed."""
    assert register.movements.named("thi đua phát triển 2 con số") is not None
    assert "hai-con-so" not in {m.id for m in register.movements.running(2027)}


@pytest.mark.parametrize(
    ("text", "official"),
    [
        (
            "Vì người nghèo không để ai bị bỏ lại phía sau",
            "Vì người nghèo - Không để ai bị bỏ lại phía sau",
        ),
        ("Vì người nghèo – không để ai bị bỏ lại phía sau", None),
        ("Toàn dân đoàn kết xây dựng đời sống văn hoá", None),
        ("Cả nước chung sức xây dựng nông thôn mới giai đoạn 2021 - 2025", None),
        ("Phong trào thi đua “Quyết thắng”", None),
    ],
)
def test_a_name_printed_otherwise_is_noticed(
    register: Register, text: str, official: str | None
) -> None:
    """A dropped dash changes the name; case, tone style and an added period do not."""
    assert register.movements.misspelt(text) == official
