"""Targets in a table: what an official sees, and what comes back out of the file."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import Any

import docx
import pytest
from tests.factories import launch_document, with_table
from tests.tracked import both_ways, settled

from drafter.checking.finding import Category, Finding, Severity
from drafter.document.facts import FactKind, Ground, GroundKind, Span, Use
from drafter.document.layout import TEXT_WIDTH
from drafter.document.model import Paragraph
from drafter.reading import read_bytes
from drafter.rendering import to_docx, to_html, to_review_docx, to_text
from drafter.rendering.target_rows import Cell, Row, table_rows
from drafter.rendering.word_tables import target_columns


def rows_of(text: str) -> list[tuple[str, ...]]:
    """The cells between number and follower of a line printed as rows."""
    section = replace(
        with_table().sections[1], children=(), paragraphs=(Paragraph(text, label="-"),)
    )
    return [tuple(c.text for c in row.cells[1:-1]) for row in table_rows(section, 2027)][1:]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Sản lượng lúa đạt 7.260 tấn.", [("Sản lượng lúa", "tấn", "7.260")]),
        ("Trường đạt chuẩn: 10/11 trường.", [("Trường đạt chuẩn", "trường", "10/11")]),
        ("Hộ nghèo còn (chuẩn mới): 1,10%.", [("Hộ nghèo còn (chuẩn mới)", "%", "1,10")]),
        ("Hộ nghèo giảm 1,0 điểm %.", [("Hộ nghèo giảm", "điểm %", "1,0")]),
        ("Bảo hiểm y tế đạt từ 95% trở lên.", [("Bảo hiểm y tế", "%", "từ 95 trở lên")]),
        ("Tỷ lệ hộ nghèo dưới 1,5%.", [("Tỷ lệ hộ nghèo", "%", "dưới 1,5")]),
        ("Ô thửa lớn từ 2 ha: 140 ha.", [("Ô thửa lớn từ 2 ha", "ha", "140")]),
        ("Thu nhập 70 - 75 triệu đồng.", [("Thu nhập", "triệu đồng", "70 - 75")]),
        (
            "Cầu, đường: 12,5 [đơn vị tính] (có 3 cầu).",
            [("Cầu, đường (có 3 cầu)", "[đơn vị tính]", "12,5")],
        ),
        (
            "Tổng thu đạt 64 tỷ đồng; trong đó: đất: 33 tỷ đồng; thuế: 31 tỷ đồng.",
            [
                ("Tổng thu", "tỷ đồng", "64"),
                ("- đất", "tỷ đồng", "33"),
                ("- thuế", "tỷ đồng", "31"),
            ],
        ),
        # No figure at its end: the line stands whole, a year is no figure.
        ("Hoàn thành quy hoạch trong năm 2027.", [("Hoàn thành quy hoạch trong năm 2027",)]),
        ("Hộ nghèo: [chờ xác nhận: 5%].", [("Hộ nghèo: [chờ xác nhận: 5%]",)]),
    ],
)
def test_a_line_is_cut_into_name_unit_and_figure(text: str, rows: list[tuple[str, ...]]) -> None:
    """No word of a name, no bound of a figure is lost on the way into the columns."""
    assert rows_of(text) == rows


def test_a_figure_rests_on_what_its_own_stretch_rests_on() -> None:
    """A part that is worded like the head of its line keeps its own source, not the line's."""
    text = "Thu từ đất: 33; trong đó: đất: 33."
    uses = tuple(
        Use("33", FactKind.TARGET, Ground(GroundKind.TARGETS, row), Span(at, at + 2))
        for row, at in (("dòng 1", text.index("33")), ("dòng 2", text.rindex("33")))
    )
    section = replace(
        with_table().sections[1],
        children=(),
        paragraphs=(Paragraph(text, uses=uses, label="-"),),
    )
    _, whole, part = table_rows(section, 2027)
    assert [use.ground.ref for use in whole.cells[3].uses] == ["dòng 1"]
    assert [use.ground.ref for use in part.cells[3].uses] == ["dòng 2"]


def table_of(data: bytes) -> list[list[str]]:
    """The rows of the table of targets, a merged cell once for each place."""
    document: Any = docx.Document(io.BytesIO(data))
    found = next(t for t in document.tables if t.rows[0].cells[0].text == "TT")
    return [[cell.text for cell in row.cells] for row in found.rows]


def test_the_file_has_a_row_for_each_target_with_who_follows_it() -> None:
    """The chairman checks a target in its row: unit, figure, body."""
    table = table_of(to_docx(with_table()))

    assert table[0] == ["TT", "Chỉ tiêu", "Đơn vị tính", "Năm 2027", "Theo dõi"]
    assert set(table[1]) == {"a) Về kinh tế"}
    assert table[2] == ["1", "Diện tích gieo cấy", "ha", "420", "Phòng Kinh tế"]
    assert table[3] == ["", "- vụ đông xuân", "ha", "230", "Phòng Kinh tế"]
    insured = ["3", "Người dân tham gia bảo hiểm y tế", "%", "95,5", "Phòng Văn hóa - Xã hội"]
    assert insured in table
    assert table[-1][1] == "Trường học giữ vững danh hiệu tiên tiến"


def test_the_targets_of_the_file_are_read_back_with_their_units() -> None:
    """A plan with a table is checked like one with lines: no target is lost in a cell."""
    read = read_bytes(to_docx(with_table()), "ke-hoach.docx")
    found = {t.indicator: t for t in read.targets}

    assert [found[name].quantity.unit for name in ("vụ mùa",)] == ["ha"]  # type: ignore[union-attr]
    assert found["vụ mùa"].parent == "Diện tích gieo cấy"
    insured = found["Người dân tham gia bảo hiểm y tế"]
    assert insured.quantity is not None
    assert insured.quantity.written == "95,5"
    assert insured.last_year is None  # "Theo dõi" is no column of last year's figures
    assert insured.span is not None
    assert "Phòng Văn hóa - Xã hội" in insured.span.of(read.text)
    road = found["Đường liên thôn (có 2 cống)"].quantity
    assert road is not None
    assert road.unit is None  # a blank to fill in is no unit


def test_a_changed_figure_is_tracked_in_its_cell() -> None:
    """Only the figure is struck and written; the rest of the row stays."""
    data = both_ways(with_table(figure="96"), with_table())
    xml = settled(data, accept=False)

    assert "95,5" in xml
    whole = re.search(r"<w:ins [^>]*>(.*?)</w:ins>", _document(data))
    assert whole is not None
    assert re.sub(r"<[^>]+>", "", whole[1]) == "96"


def test_rows_are_added_and_taken_out_whole() -> None:
    """Accepting gives the later table, rejecting the earlier, without an empty row."""
    more = (Paragraph("Sản phẩm OCOP mới: 02 sản phẩm.", label="-"),)
    data = both_ways(with_table(more=more), with_table())
    assert re.search(r"<w:trPr><w:cantSplit/><w:ins ", _document(data))
    data = both_ways(with_table(), with_table(more=more))
    assert re.search(r"<w:trPr><w:cantSplit/><w:del ", _document(data))


def test_lines_that_become_a_table_settle_both_ways() -> None:
    """Last year's plan had its targets in lines."""
    data = to_review_docx(with_table(), earlier=launch_document())

    assert settled(data, accept=True) == settled(to_docx(with_table()), accept=True)


def _document(data: bytes) -> str:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("word/document.xml").decode()


def test_source_and_finding_stand_on_the_figure() -> None:
    """One comment on a row for its source, one for what the checks say of its line."""
    low = Finding(
        "CT-05", Category.TARGET, Severity.WARNING, "Thấp hơn mức cấp trên giao.",
        quote="bảo hiểm y tế đạt 95,5%",
    )  # fmt: skip
    data = to_review_docx(with_table(), findings=[low])
    opened: Any = docx.Document(io.BytesIO(data))
    told = [comment.text for comment in opened.comments]

    assert any("dòng 2" in text for text in told)
    assert any("Thấp hơn mức cấp trên giao." in text for text in told)
    of_the_sheet = replace(low, quote="BHYT 95,5")  # as the office's own row has it
    told_too = to_review_docx(with_table(), findings=[of_the_sheet])
    again: Any = docx.Document(io.BytesIO(told_too))
    assert [c.text for c in again.comments] == told
    html = to_html(with_table(), findings=[of_the_sheet])
    row = html[html.index("Người dân tham gia bảo hiểm y tế") :]
    assert "Thấp hơn mức cấp trên giao." in row.split("<table")[0]


def test_plain_text_says_who_follows_a_target() -> None:
    """A line of text has no columns."""
    text = to_text(with_table())

    assert (
        "- Người dân tham gia bảo hiểm y tế đạt 95,5% (theo dõi: Phòng Văn hóa - Xã hội)." in text
    )


def test_a_long_unit_leaves_room_for_the_name() -> None:
    """A word nobody would break takes no column below nothing."""
    unit = "sản-phẩm-đạt-chuẩn-OCOP-ba-sao-trở-lên-và-tương-đương-theo-bộ-tiêu-chí-quốc-gia"
    rows = [(str(n), "Sản phẩm", unit, "02", "Phòng Kinh tế") for n in range(3)]
    widths = target_columns([Row(tuple(Cell(text) for text in row)) for row in rows], TEXT_WIDTH)

    assert sum(widths) == pytest.approx(TEXT_WIDTH)
    assert min(widths) > 0
    assert widths[1] >= 39.9


def test_who_follows_is_told_again_below_a_remark() -> None:
    """The cell of the row above ends where the preview puts a remark or a page between."""
    html = to_html(with_table())

    assert html.count('class="joined"><span>Phòng Kinh tế</span>') == 3
    assert html.count(">Phòng Kinh tế</td>") == 1


@pytest.mark.parametrize(
    ("refs", "numbers"),
    [
        (("dòng 1", "", "dòng 2"), ["1", "", "2"]),  # a row without a number has none here
        (("dòng 1", "dòng 1a", "dòng 2"), ["1", "1a", "2"]),
        (("dòng 3", "dòng 1", "dòng 2"), ["1", "2", "3"]),  # another order than the sheet's
        (("", "", ""), ["1", "2", "3"]),
    ],
)
def test_rows_have_the_numbers_of_the_office_s_sheet(
    refs: tuple[str, ...], numbers: list[str]
) -> None:
    """A resolution speaks of "chỉ tiêu số 12": it must be number 12 in the plan too."""
    lines = tuple(
        Paragraph(
            "Tổng đàn lợn: 300 con.", label="-",
            uses=(Use("300", FactKind.TARGET, Ground(GroundKind.TARGETS, f"a.xlsx, {ref}" if ref else "a.xlsx"), Span(0, 3)),),
        )
        for ref in refs
    )  # fmt: skip
    section = replace(with_table().sections[1], children=(), paragraphs=lines)
    assert [row.cells[0].text for row in table_rows(section, 2027)][1:] == numbers
