"""Scans and photographs: right figures or a doubt, never a confident wrong one."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pytest
from PIL import Image
from reading_samples import drawn_page, drawn_table, saved

from drafter.errors import UnreadableFile
from drafter.reading import ocr
from drafter.reading.cells import figure_text
from drafter.reading.formats import raw_from_bytes
from drafter.reading.grid import find_grids
from drafter.reading.ocr import Seen
from drafter.reading.picture import cleaned, straightened
from drafter.reading.scanrepair import HeadingCount, mend_words

ROWS = [
    ["TT", "Chỉ tiêu", "ĐVT", "Phường", "Xã"],
    ["1", "Tỷ lệ bảo hiểm y tế", "%", "96,5", "95,0"],
    ["2", "Hộ nghèo giảm", "%", "0,3", "0,9"],
    ["3", "Diện tích lúa", "ha", "1.145", "14.950"],
]
WIDTHS = [80, 420, 120, 150, 150]


def blank(width: int = 600, height: int = 400) -> np.ndarray[Any, np.dtype[np.uint8]]:
    return np.full((height, width), 255, dtype=np.uint8)


def test_ruled_lines_make_a_grid_with_its_merged_cells() -> None:
    """Where a line is missing between two cells they are one."""
    page = blank()
    for y in (50, 120, 190):
        page[y : y + 2, 50:452] = 0
    for x in (50, 250, 450):
        page[50:192, x : x + 2] = 0
    page[52:120, 250:252] = 255  # the two cells of the first row are one
    (grid,) = find_grids(page, 150)
    assert [(b.row, b.column, b.rows, b.columns) for b in grid.boxes] == [
        (0, 0, 1, 2),
        (1, 0, 1, 1),
        (1, 1, 1, 1),
    ]


def test_a_line_under_a_heading_or_a_frame_is_no_table() -> None:
    page = blank()
    page[50:52, 100:300] = 0
    for y in (120, 300):
        page[y : y + 2, 50:552] = 0
    for x in (50, 550):
        page[120:302, x : x + 2] = 0
    assert find_grids(page, 150) == []


def test_a_red_stamp_and_grey_paper_fade() -> None:
    """Print stays dark, coloured ink and the ground become white."""
    page = np.full((300, 300, 3), 205, dtype=np.uint8)
    page[100:140, 50:250] = 30
    page[180:220, 50:250] = (230, 60, 60)
    result = np.asarray(cleaned(Image.fromarray(page)))
    assert result[120, 150] < 60
    assert result[200, 150] > 200
    assert result[20, 20] > 200


def test_a_slanted_page_is_put_straight() -> None:
    page = blank(800, 600)
    for y in range(80, 560, 40):
        page[y : y + 6, 60:740] = 0
    slanted = Image.fromarray(page).rotate(1.6, fillcolor=255)
    rows = np.asarray(straightened(slanted)).astype(int).sum(axis=1)
    before = np.asarray(slanted).astype(int).sum(axis=1)
    assert np.abs(np.diff(rows)).max() > 2 * np.abs(np.diff(before)).max()


@pytest.mark.parametrize(
    ("seen", "figure"),
    [
        ("0.8", "0,8"),
        ("95,0,", "95,0"),
        ("1.145", "1.145"),
        ("96.5%", "96,5%"),
        ("14.950", "14.950"),
        ("__0,3", "0,3"),
        ("-", "-"),
        ("", ""),
    ],
)
def test_a_decimal_point_in_a_scanned_figure_is_a_comma_badly_seen(seen: str, figure: str) -> None:
    """A point before one or two last figures cannot part thousands."""
    words = [Seen(seen, 0, 0, 1, 1, 90.0, (1, 1, 1))] if seen else []
    assert figure_text(words) == figure


@pytest.mark.parametrize(
    ("seen", "mended"),
    [
        ("bảo hiếm y tế", "bảo hiểm y tế"),
        ("sửa đối, bố sung", "sửa đổi, bổ sung"),
        ("Tố quốc", "Tổ quốc"),
        ("ĐẠI BIẾU", "ĐẠI BIỂU"),
        ("đối với các xã", "đối với các xã"),
        ("ông Nguyễn Đối", "ông Nguyễn Đối"),
        ("phổ biến kiến thức", "phổ biến kiến thức"),
        ("PHO CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    ],
)
def test_hook_and_acute_are_mended_only_in_known_words(seen: str, mended: str) -> None:
    """Names and words that are right with the acute stay as seen."""
    assert mend_words(seen) == mended


def test_roman_numerals_of_headings_follow_the_count() -> None:
    count = HeadingCount()
    seen = ["L MỤC ĐÍCH, YÊU CẦU", "II. CHỦ ĐỀ", "II. NỘI DUNG", "1V. MỨC PHẤN ĐẤU", "1. Mục một"]
    assert [count.mended(line) for line in seen] == [
        "I. MỤC ĐÍCH, YÊU CẦU",
        "II. CHỦ ĐỀ",
        "III. NỘI DUNG",
        "IV. MỨC PHẤN ĐẤU",
        "1. Mục một",
    ]


def test_without_tesseract_a_picture_is_refused_with_advice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("drafter.reading.ocr.languages", frozenset)
    with pytest.raises(UnreadableFile) as error:
        raw_from_bytes(saved(blank_picture()), "anh.png")
    assert ".docx" in error.value.advice
    assert ocr.FIGURES


def blank_picture() -> Image.Image:
    return Image.new("RGB", (400, 500), "skyblue")


@pytest.mark.ocr
def test_a_photograph_without_text_is_refused(needs_tesseract: Any) -> None:
    with pytest.raises(UnreadableFile) as error:
        raw_from_bytes(saved(blank_picture(), "JPEG"), "anh.jpg")
    assert "không có chữ" in error.value.advice


@pytest.mark.ocr
def test_every_figure_of_a_scanned_table_is_right(needs_tesseract: Any) -> None:
    """The table of a scan is a table, its figures in their cells; OCR is always told."""
    page = drawn_page(["Ủy ban nhân dân tỉnh giao chỉ tiêu cho các xã, phường năm 2027 như sau:"])
    drawn_table(page, ROWS, 260, WIDTHS)
    raw = raw_from_bytes(saved(page.convert("RGB"), "PDF"), "quet.pdf")
    assert raw.source.format == "scan"
    assert [w.code for w in raw.source.warnings] == ["ocr"]
    (table,) = raw.tables
    assert [row[3:] for row in table.rows[1:]] == [tuple(r[3:]) for r in ROWS[1:]]
    assert [row[2] for row in table.rows[1:]] == ["%", "%", "ha"]
    assert "năm 2027" in raw.text.split("\n")[0]


@pytest.mark.ocr
def test_a_page_lying_on_its_side_is_turned(needs_tesseract: Any) -> None:
    if "osd" not in ocr.languages():
        pytest.skip("tesseract has no data for orientation (osd)")
    lines = [
        "Kế hoạch phát động phong trào thi đua yêu nước năm 2027",
        "Thi đua lao động sản xuất, giữ gìn an ninh trật tự thôn xóm",
        "Tỷ lệ hộ gia đình đạt danh hiệu gia đình văn hóa từ 90% trở lên",
    ] * 6
    page = drawn_page(lines).rotate(90, expand=True)
    raw = raw_from_bytes(saved(page), "anh.png")
    assert "danh hiệu gia đình văn hóa" in raw.text


@pytest.mark.ocr
def test_the_scan_of_a_scenario_gives_every_figure_of_its_table(
    shared: Any, needs_tesseract: Any
) -> None:
    """A figure that was not read alike three times is marked, none is silently wrong."""
    folder = shared / "scenarios" / "08_phan_ngoc_hien_2027"
    seen: list[tuple[int, int]] = []
    raw = raw_from_bytes(
        one_page((folder / "directive.pdf").read_bytes(), 1),
        "directive.pdf",
        progress=lambda done, total, what: seen.append((done, total)),
    )
    truth = (folder / "_truth" / "directive.txt").read_text(encoding="utf-8")
    expected = [line.split("\t") for line in truth.split("\n") if line.count("\t") == 5]
    (table,) = raw.tables
    assert [list(row[3:]) for row in table.rows[1:]] == [row[3:] for row in expected[1:]]
    assert seen[-1] == (1, 1)


def one_page(data: bytes, number: int) -> bytes:
    import pypdfium2

    single = pypdfium2.PdfDocument.new()
    single.import_pages(pypdfium2.PdfDocument(data), [number])
    buffer = io.BytesIO()
    single.save(buffer)
    return buffer.getvalue()
