"""Where lines of the file break, how long the drawn lines are, what stays with the signature."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from tests.factories import annex, launch_document, letterhead
from tests.rendering.test_word_file import parts

from drafter.document.layout import SHORT_LINE, TEXT_WIDTH
from drafter.document.model import LaunchDocument, Paragraph
from drafter.rendering import to_docx
from drafter.rendering.measure import balanced, break_lines, width_mm

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

TITLES = (
    "Phát động phong trào thi đua yêu nước năm 2027",
    "Tổ chức phong trào thi đua yêu nước năm 2027 trên địa bàn xã Vạn Linh",
    "Phát động phong trào thi đua thực hiện nhiệm vụ kinh tế - xã hội năm 2027",
    "Phát động phong trào thi đua thực hiện thắng lợi nhiệm vụ phát triển kinh tế - xã hội, bảo"
    " đảm quốc phòng, an ninh năm 2027",
    "Phát động phong trào thi đua thực hiện thắng lợi nhiệm vụ phát triển kinh tế - xã hội năm"
    " 2027 trên địa bàn đặc khu Phú Quý, lập thành tích chào mừng Đại hội Thi đua yêu nước",
)


@pytest.mark.parametrize("title", TITLES)
def test_a_title_breaks_well_in_a_wider_font_too(title: str) -> None:
    """Where Times New Roman is absent a substitute is a little wider; no word is left alone."""
    column, lines = balanced(title, 14, TEXT_WIDTH, bold=True)

    assert column <= TEXT_WIDTH
    assert break_lines(title, 14, column, bold=True) == lines
    wider = break_lines(title, 14, column / 1.04, bold=True)
    widths = [width_mm(line, 14, bold=True) for line in wider]
    assert len(wider) == len(lines)
    assert widths[-1] > max(widths) / 2


def drawn(document: LaunchDocument) -> list[float]:
    """Lengths of the drawn lines of the letterhead and the title, in mm."""
    text = parts(to_docx(document))["word/document.xml"]
    found = re.findall(r'<w:pBdr>.*?<w:ind w:left="(\d+)" w:right="(\d+)"', text)
    columns = (62.0, 98.0, TEXT_WIDTH)
    return [
        column - (int(a) + int(b)) * 25.4 / 1440
        for column, (a, b) in zip(columns, found, strict=False)
    ]


@pytest.mark.parametrize("name", ["VẠN LINH", "BÌNH MINH", "THIÊN CẦM", "PHAN NGỌC HIỂN"])
def test_the_line_under_the_issuer_is_clear_of_both_ends(name: str) -> None:
    """A third to a half of the longest line and of the last, whatever the font (PLI-II.2b)."""
    issuer = ("ỦY BAN NHÂN DÂN", f"XÃ {name}")
    length = drawn(launch_document(letterhead=letterhead(*issuer, place=name.title())))[0]
    shares = [length / width_mm(line, 13, bold=True) for line in issuer]

    assert [SHORT_LINE.low * 1.015 < s < SHORT_LINE.high / 1.015 for s in shares] == [True, True]


@pytest.mark.parametrize(
    ("issuer", "place"),
    [
        ("PHƯỜNG TRẦN HƯNG ĐẠO", "Phường Trần Hưng Đạo"),
        ("PHƯỜNG PHAN ĐÌNH PHÙNG", "Phường Phan Đình Phùng"),
        ("PHƯỜNG TRƯỜNG LONG HÒA", "Trường Long Hòa"),
        ("PHƯỜNG HOÀI NHƠN ĐÔNG", "Hoài Nhơn Đông"),
        ("PHƯỜNG VĂN MIẾU - QUỐC TỬ GIÁM", "Văn Miếu - Quốc Tử Giám"),
    ],
)
def test_the_longest_names_stand_on_one_line(issuer: str, place: str) -> None:
    """Within the bands of size, letters moved together by no more than 0.6 pt."""
    document = launch_document(letterhead=letterhead("ỦY BAN NHÂN DÂN", issuer, place=place))
    head = ElementTree.fromstring(parts(to_docx(document))["word/document.xml"]).find(f".//{W}tbl")
    assert head is not None
    runs = {t.text or "": run for run in head.iter(f"{W}r") for t in run.iter(f"{W}t")}

    for text, column, bold in (
        (issuer, 62, True),
        (next(t for t in runs if place in t), 98, False),
    ):
        size = runs[text].find(f"{W}rPr/{W}sz")
        closer = runs[text].find(f"{W}rPr/{W}spacing")
        points = 13 if size is None else int(size.get(f"{W}val", "")) / 2
        gap = 0 if closer is None else int(closer.get(f"{W}val", "")) / 20
        wide = width_mm(text, points, bold=bold, italic=not bold) + gap * len(text) * 25.4 / 72
        assert points in ((12, 13) if bold else (13, 14))
        assert -0.6 <= gap <= 0
        assert wide < column or " - " in issuer
        assert "\u00a0" not in text


def test_the_reference_of_an_annex_parts_before_the_body() -> None:
    """ "của Ủy | ban nhân dân" is not parted; across a wide page it stands on one line."""
    sides = []
    for wide in (False, True):
        document = launch_document(annexes=(annex(2, wide=wide),))
        text = parts(to_docx(document))["word/document.xml"]
        note = next(p for p in text.split("<w:p>") if "(Kèm theo" in p)
        sides.append([int(side) for side in re.findall(r'<w:ind w:left="(\d+)"', note)])
    (upright,), across = sides
    column = TEXT_WIDTH - 2 * upright * 25.4 / 1440
    before = "(Kèm theo Kế hoạch số        /KH-UBND ngày      tháng      năm 2027"

    assert width_mm(before, 14, italic=True) < column < width_mm(f"{before} của", 14, italic=True)
    assert across == []


def kept(document: LaunchDocument) -> int:
    """How many paragraphs in a row before the signature stay with what follows."""
    before = parts(to_docx(document))["word/document.xml"].rpartition("<w:tbl>")[0]
    count = 0
    for paragraph in reversed(before.split("<w:p>")):
        if "<w:keepNext/>" not in paragraph:
            break
        count += 1
    return count


def test_two_lines_go_over_with_the_signature() -> None:
    """A last paragraph of one line takes the one before with it (KY-10)."""
    long = launch_document().closing
    short = (Paragraph("Các thôn báo cáo hằng quý."), Paragraph("Trên đây là Kế hoạch./."))

    assert [kept(launch_document(closing=closing)) for closing in (long, short)] == [1, 2]
