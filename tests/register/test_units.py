"""Communes by any spelling, on the map of the day, and what became of the old ones."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest

from drafter.document.unit import Level
from drafter.register import Register
from drafter.register.folding import bare
from drafter.register.units import Units

BEFORE = date(2023, 2, 1)
AFTER = date(2027, 1, 12)


@pytest.fixture(scope="session")
def units(register: Register) -> Units:
    return register.units


SPELLINGS = [
    ("Van Linh, Lang Son", BEFORE, "xã Vạn Linh, huyện Chi Lăng, tỉnh Lạng Sơn"),
    ("Van Linh Lang Son", AFTER, "xã Vạn Linh, tỉnh Lạng Sơn"),
    ("xã Vạn Linh, huyện Chi Lăng, tỉnh Lạng Sơn", AFTER, "xã Vạn Linh, tỉnh Lạng Sơn"),
    ("UBND xã Vạn Linh, huyện Chi Lăng", BEFORE, "xã Vạn Linh, huyện Chi Lăng, tỉnh Lạng Sơn"),
    ("xã Đại Lãnh, Khánh Hòa", BEFORE, "xã Đại Lãnh, huyện Vạn Ninh, tỉnh Khánh Hòa"),
    ("xã Đại Lãnh, Khánh Hoà", AFTER, "xã Đại Lãnh, tỉnh Khánh Hòa"),
    (
        "xa chau quang huyen quy hop tinh nghe an",
        BEFORE,
        "xã Châu Quang, huyện Quỳ Hợp, tỉnh Nghệ An",
    ),
    ("X. Châu Quang, H. Quỳ Hợp, T. Nghệ An", BEFORE, "xã Châu Quang, huyện Quỳ Hợp, tỉnh Nghệ An"),
    ("P. Bến Thành, Q.1, TP.HCM", BEFORE, "phường Bến Thành, quận 1, thành phố Hồ Chí Minh"),
    ("phường 01, quận 3, TP. Hồ Chí Minh", BEFORE, "phường 1, quận 3, thành phố Hồ Chí Minh"),
    ("Thiên Cầm, Hà Tĩnh", AFTER, "xã Thiên Cầm, tỉnh Hà Tĩnh"),
    ("xã Phan Ngọc Hiển, tỉnh Cà Mau", AFTER, "xã Phan Ngọc Hiển, tỉnh Cà Mau"),
    ("đặc khu Lý Sơn", AFTER, "đặc khu Lý Sơn, tỉnh Quảng Ngãi"),
    ("Mĩ Thọ, Phù Mỹ, Bình Định", BEFORE, "xã Mỹ Thọ, huyện Phù Mỹ, tỉnh Bình Định"),
]


@pytest.mark.parametrize(("text", "on", "described"), SPELLINGS)
def test_one_commune_by_any_spelling(units: Units, text: str, on: date, described: str) -> None:
    """With or without diacritics, words of level, commas, district or province."""
    assert [unit.described() for unit in units.find(text, on)] == [described]


def test_an_ambiguous_name_has_several_candidates(units: Units) -> None:
    """There were 21 communes called Hòa Bình: asked, never guessed."""
    assert len(units.find("Hòa Bình", BEFORE)) == 21


@pytest.mark.parametrize("text", ["", "xã", "xã Không Có Thật", "???", "2027", "Vạn Linh, Cà Mau"])
def test_what_does_not_exist_is_not_found(units: Units, text: str) -> None:
    """No commune of that name there: nothing, not something near."""
    assert units.find(text, AFTER) == ()


def test_diacritics_decide_when_typed(units: Units) -> None:
    """Phường Mỹ Tho and xã Mỹ Thọ differ by one mark."""
    exact = [u.full for u in units.find("Mỹ Tho, Đồng Tháp", AFTER)]

    assert exact == ["phường Mỹ Tho"]
    assert len(units.find("My Tho, Dong Thap", AFTER)) == 2


OLD_NAMES = [
    ("thị trấn Thiên Cầm", "xã Thiên Cầm, tỉnh Hà Tĩnh"),
    ("xã Cẩm Nhượng, Hà Tĩnh", "xã Thiên Cầm, tỉnh Hà Tĩnh"),
    ("xã Đức Lạng, huyện Đức Thọ", "xã Đức Đồng, tỉnh Hà Tĩnh"),
    ("Châu Quang, Nghệ An", "xã Quỳ Hợp, tỉnh Nghệ An"),
    ("thị trấn Rạch Gốc, huyện Ngọc Hiển, Cà Mau", "xã Phan Ngọc Hiển, tỉnh Cà Mau"),
    ("thị trấn Phước Dân, Ninh Thuận", "xã Ninh Phước, tỉnh Khánh Hòa"),
    ("xã Vạn Thạnh, huyện Vạn Ninh", "xã Đại Lãnh, tỉnh Khánh Hòa"),
    ("xã Nga Thanh, huyện Nga Sơn, tỉnh Thanh Hóa", "xã Nga Sơn, tỉnh Thanh Hóa"),
]


@pytest.mark.parametrize(("text", "described"), OLD_NAMES)
def test_an_old_name_leads_to_its_successor(units: Units, text: str, described: str) -> None:
    """Asked on a day after 01/7/2025, an old name gives the unit it went into."""
    found = units.find(text, AFTER)

    assert [unit.described() for unit in found] == [described]
    assert bare(text).split(",")[0].removeprefix("xa ") in bare(" ".join(found[0].formerly))


def test_a_name_of_today_with_a_district_of_before(units: Units) -> None:
    """Officials go on writing the old district; it must be one the commune was made of."""
    found = units.find("xã Phan Ngọc Hiển, huyện Ngọc Hiển", AFTER)

    assert [unit.full for unit in found] == ["xã Phan Ngọc Hiển"]
    assert units.find("xã Phan Ngọc Hiển, huyện Chi Lăng", AFTER) == ()


def test_the_move_is_said(units: Units) -> None:
    """The official reads what became of the old commune."""
    assert units.describe("thị trấn Thiên Cầm", AFTER) == (
        "Từ 01/7/2025, thị trấn Thiên Cầm, huyện Cẩm Xuyên, tỉnh Hà Tĩnh thuộc "
        "xã Thiên Cầm, tỉnh Hà Tĩnh."
    )


def test_a_divided_commune_is_a_question(units: Units) -> None:
    """An old commune split between new ones has them all as successors."""
    divided = next(u for u in units.all(BEFORE) if len(units.successors(u)) > 1)
    found = units.find(divided.described(), AFTER)

    assert set(found) == set(units.successors(divided))
    assert "hãy chọn một" in units.describe(divided.described(), AFTER)


def test_the_map_of_today_is_whole(units: Units) -> None:
    """34 provinces, 3,321 communes, each with its predecessors."""
    today = units.all(AFTER)

    assert (len(units.provinces(AFTER)), len(today)) == (34, 3321)
    assert [u.full for u in today if not units.predecessors(u)] == []
    assert {u.level for u in today} == {Level.COMMUNE, Level.WARD, Level.SPECIAL_ZONE}
    assert {u.district for u in today} == {None}


def test_every_commune_of_today_is_found_by_its_full_name(units: Units) -> None:
    """Name, level and province are enough; a sample, without diacritics as well."""
    sample = random.Random(20250701).sample(units.all(AFTER), 150)
    lost = [
        unit.described()
        for unit in sample
        if unit not in units.find(unit.described(), AFTER)
        or unit not in units.find(bare(unit.described()), AFTER)
    ]

    assert lost == []


def test_old_communes_resolve_to_their_successors(units: Units) -> None:
    """A sample of 300 old names with district: the right new unit, or the right question."""
    sample = random.Random(2025).sample(units.all(BEFORE), 300)
    wrong = [
        unit.described()
        for unit in sample
        if set(units.find(unit.described(), AFTER)) != set(units.successors(unit))
    ]

    assert wrong == []


@pytest.mark.parametrize(
    ("name", "on", "province"),
    [
        ("Ninh Thuận", AFTER, "tỉnh Khánh Hòa"),
        ("tỉnh Bình Dương", AFTER, "thành phố Hồ Chí Minh"),
        ("Ninh Thuận", BEFORE, "tỉnh Ninh Thuận"),
        ("Lang Son", AFTER, "tỉnh Lạng Sơn"),
        ("Atlantis", AFTER, None),
    ],
)
def test_provinces_of_the_day(units: Units, name: str, on: date, province: str | None) -> None:
    """The province that a name of then or before means on a day."""
    assert units.province(name, on) == province


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("xã Phan Ngọc Hiển, Cà Mau", "Xã Phan Ngọc Hiển"),
        ("phường Điện Biên Phủ", "Phường Điện Biên Phủ"),
        ("xã Thiên Cầm", "Thiên Cầm"),
    ],
)
def test_a_person_s_name_keeps_its_word(units: Units, text: str, place: str) -> None:
    """The place line of a unit named after a person or event (PLI-II.4a)."""
    assert units.find(text, AFTER)[0].place == place


def test_a_cached_list_answers_the_same(kb: Path, tmp_path: Path, units: Units) -> None:
    """The compiled copy is only faster."""
    names = kb / "register" / "personal_names.yaml"
    Units.open(names, tmp_path)
    again = Units.open(names, tmp_path)

    assert list(tmp_path.glob("communes-*.json"))
    assert again.find("Đức Lạng", AFTER) == units.find("Đức Lạng", AFTER)
