"""The section tree: labels as printed, depth by logic."""

from __future__ import annotations

import pytest

from drafter.reading.structure import find_sections


def tree(text: str) -> list[tuple[str, int]]:
    return [(s.label, s.depth) for s in find_sections(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I. MỤC ĐÍCH\n1. Một\n2. Hai\nII. NỘI DUNG\n1. Ba",
         [("I", 1), ("1", 2), ("2", 2), ("II", 1), ("1", 2)]),
        ("1. Mục tiêu\n1.1. Chung\n1.2. Cụ thể\na) Kinh tế\nb) Xã hội\n2. Nội dung\n2.1. Một",
         [("1", 1), ("1.1", 2), ("1.2", 2), ("a)", 3), ("b)", 3), ("2", 1), ("2.1", 2)]),
        ("A. NGUYÊN TẮC\n1/ Một\nB. THANG ĐIỂM\n1/ Hai", [("A", 1), ("1", 2), ("B", 1), ("1", 2)]),
        ("I - MỤC TIÊU\n1) Về lúa\n2) Về chè\nII - BIỆN PHÁP",
         [("I", 1), ("1", 2), ("2", 2), ("II", 1)]),
        ("1- Đổi mới nội dung\n2- Lãnh đạo tốt", [("1", 1), ("2", 1)]),
        ("I. MỘT\n1. Việc\n2. Việc\n5. Việc\n5. Việc\n6. Việc",
         [("I", 1), ("1", 2), ("2", 2), ("5", 2), ("5", 2), ("6", 2)]),
        ("d) Bốn\nđ) Năm\ne) Sáu", [("d)", 1), ("đ)", 1), ("e)", 1)]),
        ("1.Tổng sản lượng\n2.Thu nhập", [("1", 1), ("2", 1)]),
    ],
)  # fmt: skip
def test_depth_follows_the_numbering(text: str, expected: list[tuple[str, int]]) -> None:
    """Roman, arabic, decimal, lettered; repeated numbers stay beside each other."""
    assert tree(text) == expected


def test_roman_numerals_that_start_again_are_below() -> None:
    """The inner I-II belong to II.1; the part on organisation is outermost again."""
    text = (
        "I. MỤC ĐÍCH\nII. NỘI DUNG\n1. Chỉ tiêu như sau:\nI. KINH TẾ\n1. Lúa\nII. XÃ HỘI\n1. Y tế\n"
        "III. TỔ CHỨC THỰC HIỆN"
    )
    assert tree(text) == [
        ("I", 1), ("II", 1), ("1", 2), ("I", 3), ("1", 4), ("II", 3), ("1", 4), ("III", 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["1.200 ha lúa", "2.500 con trở lên", "31/12/2024", "19/CT-TTg", "2021. Năm", "- Một"]
)
def test_numbers_at_the_start_of_a_line_are_no_labels(text: str) -> None:
    assert find_sections(text) == ()


def test_body_reaches_to_the_next_mark() -> None:
    text = "I. MỤC ĐÍCH\nLàm tốt.\nLàm nhanh.\nII. YÊU CẦU\nLàm đủ.\nNơi nhận:\n- Các thôn;"
    first, last = find_sections(text)
    assert first.span.of(text) == "I. MỤC ĐÍCH"
    assert first.body.of(text) == "Làm tốt.\nLàm nhanh."
    assert last.body.of(text) == "Làm đủ."
    assert (first.title, last.title) == ("MỤC ĐÍCH", "YÊU CẦU")
