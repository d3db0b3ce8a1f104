"""Wording as data: mending and localising."""

from __future__ import annotations

import pytest

from drafter.settings import ROOT
from drafter.writing.wording import load_wording

WORDING = load_wording(ROOT / "kb")


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("thu gom, sử lý rác", "thu gom, xử lý rác"),
        ("Phân đấu đạt 95%", "Phấn đấu đạt 95%"),
        ("tiếp tục triển khai, khắc phục ngay", "tiếp tục triển khai, khắc phục ngay"),
        ("phấn đấu xử lý dứt điểm", "phấn đấu xử lý dứt điểm"),
    ],
)
def test_a_slip_is_mended_and_a_right_word_is_left_alone(wrong: str, right: str) -> None:
    """Only whole words are touched."""
    assert WORDING.mended(wrong) == right


def test_names_and_references_are_never_localised() -> None:
    """What stands in quotation marks or in a citation is somebody else's."""
    text = "thực hiện “Toàn tỉnh chung tay” trên địa bàn tỉnh theo Kế hoạch số 12/KH-UBND của UBND tỉnh Hà Tĩnh"
    done = WORDING.localise(text, "xã", "thôn")
    assert "“Toàn tỉnh chung tay” trên địa bàn xã" in done
    assert "UBND tỉnh Hà Tĩnh" in done


def test_a_congress_of_the_level_above_stays_its_own() -> None:
    """The twentieth congress of the province is not the commune's: a title is never localised."""
    text = "thực hiện Nghị quyết Đại hội đại biểu Đảng bộ tỉnh lần thứ XX, nhiệm kỳ 2025 - 2030"
    assert WORDING.localise(text, "xã", "thôn") == text
    older = "triển khai Nghị quyết Đại hội Đảng bộ huyện lần thứ XXIII ở các xã, thị trấn"
    assert "Đảng bộ huyện lần thứ XXIII" in WORDING.localise(older, "xã", "thôn")
