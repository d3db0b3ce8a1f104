"""Letters, numbers and dates as Vietnamese documents write them."""

from __future__ import annotations

import unicodedata
from datetime import date
from decimal import Decimal

import pytest

from drafter.reading.vietnamese import (
    LETTERS,
    ambiguous_number,
    bare,
    fold,
    from_roman,
    legible,
    normalise,
    parse_date,
    parse_number,
    roman,
)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1.200", "1200"),
        ("3.130,5", "3130.5"),
        ("84,770", "84.770"),
        ("203.700.000", "203700000"),
        ("0.8", "0.8"),
        ("02", "2"),
        ("108.937,00", "108937.00"),
        ("1778", "1778"),
    ],
)
def test_dots_group_and_a_comma_starts_decimals(written: str, meant: str) -> None:
    """Three digits after a comma are still decimals; a dot groups only threes."""
    assert parse_number(written) == Decimal(meant)


@pytest.mark.parametrize("written", ["", "một", "1.2.3", "12/2023", "1,2,3", "-"])
def test_what_is_no_number_is_none(written: str) -> None:
    assert parse_number(written) is None


def test_numbers_a_person_may_read_otherwise_are_marked() -> None:
    marked = {n: ambiguous_number(n) for n in ("84,770", "1.5", "84,7", "1.500", "0.8")}
    assert marked == {"84,770": True, "1.5": True, "84,7": False, "1.500": False, "0.8": False}


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("ngày 07/4/2014", date(2014, 4, 7)),
        ("ngày 01-9-2016", date(2016, 9, 1)),
        ("ngày 14 tháng 6 năm 2025", date(2025, 6, 14)),
        ("19/5/1890", date(1890, 5, 19)),
        ("ngày 31/02/2024", None),
        ("ngày   tháng   năm 2024", None),
        ("giai đoạn 2021 - 2025", None),
    ],
)
def test_dates(written: str, day: date | None) -> None:
    """A day that does not exist or is not whole is no date."""
    assert parse_date(written) == day


def test_folding_makes_both_tone_styles_one() -> None:
    assert fold("CỘNG HOÀ, hoá, thuỷ, uỷ ban, quý, toàn, hoàng") == (
        "cộng hòa, hóa, thủy, ủy ban, quý, toàn, hoàng"
    )


def test_bare_keeps_places() -> None:
    words = "Đường Trường Sơn, ỦY BAN NHÂN DÂN xã Quỳ Hợp"
    assert bare(words) == "duong truong son, uy ban nhan dan xa quy hop"
    assert len(bare(words)) == len(fold(words)) == len(words)


def test_slipped_tone_marks_go_back_without_moving_anything() -> None:
    """PDF extraction leaves the dot below on the next consonant."""
    for damaged, sound in (("Luâṭ", "Luật"), ("nhiêṃ vụ", "nhiệm vụ"), ("huyêṇ", "huyện")):
        text = unicodedata.normalize("NFC", damaged)
        assert legible(text) == sound
        assert len(legible(text)) == len(text)
    text = unicodedata.normalize("NFC", "Hơp̣ tác")
    assert legible(text).split() == ["Hợp", "tác"]
    assert len(legible(text)) == len(text)


def test_normalising_drops_marks_and_keeps_damage() -> None:
    assert normalise("## **KẾ HOẠCH**\n*UBND xã* Ð\u200bức") == "KẾ HOẠCH\nUBND xã Đức"
    assert normalise(unicodedata.normalize("NFD", "xã Vạn Linh")) == "xã Vạn Linh"


def test_labels() -> None:
    """Roman numerals both ways; the lettered items know đ."""
    assert [roman(n) for n in (1, 4, 9, 14, 40)] == ["I", "IV", "IX", "XIV", "XL"]
    assert [from_roman(s) for s in ("IV", "XII", "IIII", "ABC")] == [4, 12, None, None]
    assert LETTERS[:8] == "abcdđegh"
    with pytest.raises(ValueError, match="no section label"):
        roman(0)


def test_letters_that_only_look_like_ours_are_read_as_ours() -> None:
    """Cyrillic letters in a number, and marks that turn the direction of a line."""
    assert normalise("Chỉ thị số 41-СТ/ТW") == "Chỉ thị số 41-CT/TW"
    assert normalise("đạt \u202e543\u202c ha\u2066") == "đạt 543 ha"
