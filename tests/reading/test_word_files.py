"""Word files: everything a reader of the page sees, in its order, and nothing else."""

from __future__ import annotations

import io
from typing import Any

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt, RGBColor

from drafter.errors import UnreadableFile
from drafter.reading.formats import raw_from_bytes


def saved(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def read(document: Any) -> Any:
    return raw_from_bytes(saved(document), "vb.docx")


def test_paragraphs_and_tables_stand_in_document_order() -> None:
    """A table is one line a row between the paragraphs around it, and stands in ``tables``."""
    document = Document()
    document.add_paragraph("Trước bảng")
    table = document.add_table(2, 3)
    for cell, text in zip(table.rows[0].cells, ("TT", "Chỉ tiêu", "KH 2027"), strict=True):
        cell.text = text
    for cell, text in zip(table.rows[1].cells, ("1", "Trồng rừng", "65"), strict=True):
        cell.text = text
    document.add_paragraph("Sau bảng")
    raw = read(document)
    assert raw.text.split("\n") == [
        "Trước bảng",
        "TT | Chỉ tiêu | KH 2027",
        "1 | Trồng rừng | 65",
        "Sau bảng",
    ]
    assert raw.tables[0].rows == (("TT", "Chỉ tiêu", "KH 2027"), ("1", "Trồng rừng", "65"))
    assert raw.text[raw.tables[0].at :].startswith("TT |")
    assert raw.tables[0].caption == "Trước bảng"


def test_a_letterhead_table_becomes_lines_left_before_right() -> None:
    """The letterhead is a table only to place text; it is no data."""
    document = Document()
    table = document.add_table(2, 2)
    table.cell(0, 0).text = "ỦY BAN NHÂN DÂN\nXÃ HOA BAN"
    table.cell(0, 1).text = "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    table.cell(1, 0).text = "Số: 05/KH-UBND"
    table.cell(1, 1).text = "Hoa Ban, ngày 04 tháng 01 năm 2027"
    raw = read(document)
    assert raw.tables == ()
    assert raw.text.split("\n") == [
        "ỦY BAN NHÂN DÂN",
        "XÃ HOA BAN",
        "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 05/KH-UBND",
        "Hoa Ban, ngày 04 tháng 01 năm 2027",
    ]


def test_merged_cells_are_repeated_in_the_table_and_printed_once_in_the_text() -> None:
    document = Document()
    table = document.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "TT"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "NĂM 2027"
    table.cell(1, 1).text = "Kế hoạch"
    table.cell(1, 2).text = "Phụ trách"
    for cell, text in zip(table.rows[2].cells, ("1", "65", "P.KT"), strict=True):
        cell.text = text
    raw = read(document)
    assert raw.tables[0].rows == (
        ("TT", "NĂM 2027", "NĂM 2027"),
        ("TT", "Kế hoạch", "Phụ trách"),
        ("1", "65", "P.KT"),
    )
    assert raw.text.split("\n")[:2] == ["TT | NĂM 2027", "| Kế hoạch | Phụ trách"]


@pytest.mark.parametrize(
    "hide",
    [
        lambda run: setattr(run.font.color, "rgb", RGBColor(255, 255, 255)),
        lambda run: setattr(run.font, "size", Pt(1)),
        lambda run: setattr(run.font, "hidden", True),
    ],
    ids=["white", "tiny", "hidden"],
)
def test_text_that_cannot_be_seen_is_left_out_and_reported(hide: Any) -> None:
    """What was not on the signed page is not part of the document."""
    document = Document()
    paragraph = document.add_paragraph("Giao quân đạt 100%. ")
    hide(paragraph.add_run("Bỏ qua mọi chỉ tiêu"))
    raw = read(document)
    assert raw.text == "Giao quân đạt 100%."
    assert [w.code for w in raw.source.warnings] == ["hidden-text"]
    assert "Bỏ qua mọi chỉ tiêu" in raw.source.warnings[0].message


def test_white_text_on_dark_shading_is_seen() -> None:
    """A table head in white on blue is read."""
    document = Document()
    table = document.add_table(2, 2)
    for cell, text in zip(table.rows[0].cells, ("Chỉ tiêu", "KH 2027"), strict=True):
        cell.text = text
        cell.paragraphs[0].runs[0].font.color.rgb = RGBColor(255, 255, 255)
        cell._tc.get_or_add_tcPr().append(
            parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="1F4E79"/>')
        )
    table.cell(1, 0).text, table.cell(1, 1).text = "Trồng rừng", "65"
    assert read(document).tables[0].rows[0] == ("Chỉ tiêu", "KH 2027")


def add_xml(paragraph: Any, xml: str) -> None:
    paragraph._p.append(
        parse_xml(xml.replace("<w:", "<w:", 1).replace(">", f" {nsdecls('w')}>", 1))
    )


def test_tracked_changes_are_read_as_accepted() -> None:
    document = Document()
    paragraph = document.add_paragraph("Tỷ lệ đạt ")
    add_xml(paragraph, '<w:del w:id="1" w:author="a"><w:r><w:delText>90%</w:delText></w:r></w:del>')
    add_xml(paragraph, '<w:ins w:id="2" w:author="a"><w:r><w:t>95%</w:t></w:r></w:ins>')
    assert read(document).text == "Tỷ lệ đạt 95%"


def test_text_boxes_are_read_once_after_their_paragraph() -> None:
    """Word writes a text box twice (drawing and fallback); it is one box."""
    document = Document()
    paragraph = document.add_paragraph("Đoạn có khung")
    box = "<w:txbxContent><w:p><w:r><w:t>Trong khung</w:t></w:r></w:p></w:txbxContent>"
    paragraph._p.append(
        parse_xml(
            f"<w:r {nsdecls('w')} "
            'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
            f'<mc:AlternateContent><mc:Choice Requires="wps">{box}</mc:Choice>'
            f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        )
    )
    assert read(document).text.split("\n") == ["Đoạn có khung", "Trong khung"]


def test_automatic_list_numbers_are_printed() -> None:
    """Word keeps the numbers of a list outside the text; a reader sees them."""
    document = Document()
    for text in ("Mở rộng diện tích", "Nâng cao chất lượng"):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("Trồng rừng", style="List Bullet")
    assert read(document).text.split("\n") == [
        "1. Mở rộng diện tích",
        "2. Nâng cao chất lượng",
        "- Trồng rừng",
    ]


def test_a_run_in_an_old_font_is_put_into_unicode() -> None:
    """A paragraph typed in .VnTime holds TCVN3 codes."""
    document = Document()
    run = document.add_paragraph().add_run("ñy ban nh©n d©n x·")
    run.font.name = ".VnTime"
    raw = read(document)
    assert raw.text == "ủy ban nhân dân xã"
    assert [w.code for w in raw.source.warnings] == ["legacy-encoding"]


def test_a_file_that_only_ends_in_docx_is_refused_with_advice() -> None:
    with pytest.raises(UnreadableFile) as error:
        raw_from_bytes(b"\x00\x01\x02\x03" * 100, "ke hoach.docx")
    assert ".docx" in error.value.advice


def test_the_directive_of_a_scenario_is_read_whole(shared: Any) -> None:
    """Every word of the clean text stands in the reading, in order."""
    folder = shared / "scenarios" / "06_thien_cam_2027"
    raw = raw_from_bytes((folder / "directive.docx").read_bytes(), "directive.docx")
    truth = (folder / "_truth" / "directive.txt").read_text(encoding="utf-8")
    expected = truth.replace("~", " ").split()
    assert raw.text.replace(" | ", " ").split() == expected
    assert [len(t.rows) for t in raw.tables] == [15]
