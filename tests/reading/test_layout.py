"""Where a line break ends a paragraph: every character stays, in order."""

from __future__ import annotations

from drafter.document.facts import Span
from drafter.reading.layout import lay_out, moved, paragraphs

BROKEN = """Số: 05/KH-UBND          Mỹ Lộc, ngày 10 tháng 01 năm 2024

KẾ HOẠCH

Phát động thi đua năm 2024

Thực hiện Chỉ thị số 03/CT-UBND ngày 05/01/2024 của Chủ tịch UBND huyện

về phát động phong trào thi đua, trọng tâm là phát triển kinh tế

- xã hội giai đoạn 2021

- 2025 và giảm tỷ lệ hộ nghèo; tỷ lệ trẻ em dưới 5

2

tuổi suy dinh dưỡng thể nhẹ cân giảm còn dưới 13 % vào cuối năm nay.

1. Thi đua làm đường bê tông, mỗi thôn tự chọn một đoạn đường tự quản.

- Trồng 30 ha rừng

Nơi nhận:                         TM. ỦY BAN NHÂN DÂN

- UBND huyện;                     CHỦ TỊCH
"""


def test_broken_sentences_are_joined() -> None:
    """Lines of one sentence join over blank lines, dashes and a page number."""
    lines = lay_out(BROKEN).text.split("\n")
    assert lines[:4] == [
        "Số: 05/KH-UBND",
        "Mỹ Lộc, ngày 10 tháng 01 năm 2024",
        "KẾ HOẠCH",
        "Phát động thi đua năm 2024",
    ]
    sentence = next(line for line in lines if line.startswith("Thực hiện"))
    assert "kinh tế - xã hội giai đoạn 2021 - 2025" in sentence
    assert sentence.endswith("cuối năm nay.")


def test_items_and_columns_start_paragraphs() -> None:
    lines = lay_out(BROKEN).text.split("\n")
    assert "- Trồng 30 ha rừng" in lines
    assert lines[-4:] == ["Nơi nhận:", "TM. ỦY BAN NHÂN DÂN", "- UBND huyện;", "CHỦ TỊCH"]


def test_a_page_number_in_a_sentence_is_no_figure() -> None:
    """The number stays in the text and is blank in the twin that patterns see."""
    page = lay_out(BROKEN)
    assert "dưới 5 2 tuổi" in page.text
    assert "dưới 5   tuổi" in page.clean
    assert len(page.text) == len(page.clean)


def test_nothing_is_lost() -> None:
    assert "".join(lay_out(BROKEN).text.split()) == "".join(BROKEN.split())


def test_flowing_text_keeps_its_lines() -> None:
    """In a .docx a line is a paragraph, however short."""
    text = lay_out("Mục tiêu chung của toàn xã\nĐạt chuẩn nông thôn mới\n", flowing=True).text
    assert text == "Mục tiêu chung của toàn xã\nĐạt chuẩn nông thôn mới"


def test_places_follow_the_text() -> None:
    raw = "**Mục**   tiêu\n\n\nđạt 80 ha"
    text = lay_out(raw).text
    (at,) = moved(raw, text, [raw.index("80")])
    assert text[at : at + 2] == "80"


def test_paragraphs_cover_the_text() -> None:
    assert paragraphs("a b\nc\n\nd") == [Span(0, 3), Span(4, 5), Span(7, 8)]
