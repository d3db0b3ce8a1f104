"""Tracked changes over the whole file: accepting gives the new document, rejecting the old."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import docx
import pytest
from tests.factories import annex, launch_document, letterhead, shapes
from tests.tracked import both_ways, settled

from drafter.checking.finding import Category, Finding, Severity
from drafter.document.layout import Part
from drafter.document.model import Annex, DocumentKind, LaunchDocument, Paragraph, Signature
from drafter.rendering import Earlier, to_review_docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SHAPES = shapes()


@pytest.mark.parametrize("name", SHAPES)
def test_the_whole_file_settles_both_ways(name: str) -> None:
    """Letterhead, title, basis, body, recipients, signature and annexes alike."""
    both_ways(SHAPES[name], SHAPES["hai phụ lục"])
    both_ways(SHAPES["hai phụ lục"], SHAPES[name])
    both_ways(SHAPES[name], SHAPES["nơi nhận dài"])


PLAIN = launch_document()
ROWS = annex(4).rows
COMPONENTS: list[tuple[str, LaunchDocument, str]] = [
    (
        "cơ quan",
        replace(PLAIN, letterhead=letterhead("ỦY BAN NHÂN DÂN", "XÃ CŨ", place="Cũ")),
        "CŨ",
    ),
    (
        "số, ngày",
        replace(PLAIN, letterhead=replace(PLAIN.letterhead, number="7", day=3, month=2)),
        "07/KH-UBND",
    ),
    ("tên loại", replace(PLAIN, kind=DocumentKind.DIRECTIVE), "CHỈ THỊ"),
    ("trích yếu", replace(PLAIN, title="Phong trào thi đua năm 2026"), "2026"),
    ("căn cứ", replace(PLAIN, basis=(Paragraph("Căn cứ Luật cũ."),)), "Căn cứ Luật cũ."),
    ("nơi nhận", replace(PLAIN, recipients=(*PLAIN.recipients, "Kho cũ")), "- Kho cũ."),
    ("quyền hạn", replace(PLAIN, signature=Signature(("Q. CHỦ TỊCH",), "Lê An")), "Q."),
    ("phụ lục", replace(PLAIN, annexes=(annex(2),)), "Phụ lục"),
]


@pytest.mark.parametrize(("name", "old", "struck"), COMPONENTS, ids=[n for n, _, _ in COMPONENTS])
def test_every_component_is_tracked(name: str, old: LaunchDocument, struck: str) -> None:
    """What was there before is struck out where it stood."""
    data = both_ways(PLAIN, old)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = ElementTree.fromstring(archive.read("word/document.xml"))

    assert any(struck in (t.text or "") for t in body.iter(f"{W}delText")), name


@pytest.mark.parametrize(
    "recipients",
    [("Lưu: VT",), ("Sở Nội vụ", "Lưu: VT"), ("Một nơi hoàn toàn khác", "Nơi thứ hai"), ()],
)
def test_the_last_recipient_may_change(recipients: tuple[str, ...]) -> None:
    """The mark of the last paragraph of a cell is no change; the ones before it carry it."""
    both_ways(replace(PLAIN, recipients=recipients), PLAIN)
    both_ways(PLAIN, replace(PLAIN, recipients=recipients))


def test_rows_of_an_annex_are_tracked() -> None:
    """A row added, a row taken out and a figure changed are three different changes."""
    before = Annex("Bảng", annex(1).header, ROWS[:3])
    changed = (*ROWS[2][:4], "99,9")
    after = Annex(
        "Bảng", annex(1).header, (ROWS[1], changed, ("9", "Chỉ tiêu mới", "ha", "1", "2"))
    )
    data = both_ways(replace(PLAIN, annexes=(after,)), replace(PLAIN, annexes=(before,)))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = ElementTree.fromstring(archive.read("word/document.xml"))
    marks = [
        e.tag.removeprefix(W) for r in body.iter(f"{W}trPr") for e in r if "id" in str(e.attrib)
    ]

    assert sorted(marks) == ["del", "ins"]


def test_nothing_of_a_new_annex_is_left_when_it_is_rejected() -> None:
    """Its lines, the line drawn above its table and its rows are all marked as added."""
    data = both_ways(replace(PLAIN, annexes=(annex(2),)), PLAIN)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = archive.read("word/document.xml").decode()
    after = body.partition("<w:sectPr>")[2].partition("<w:p>")[2]
    marked = [p for p in after.split("<w:p>") if "<w:rPr><w:ins " in p]
    ends = [p for p in after.split("<w:p>") if 'w:val="CuoiPhan"' in p]

    assert len(marked) + len(ends) == len(after.split("<w:p>"))


def test_other_columns_make_another_table() -> None:
    """A table whose columns changed is struck out whole below the new one."""
    narrow = Annex("Bảng", ("STT", "Chỉ tiêu"), (("1", "Thu ngân sách"),))
    both_ways(replace(PLAIN, annexes=(annex(3),)), replace(PLAIN, annexes=(narrow,)))


def test_what_is_not_known_of_the_earlier_text_is_not_tracked() -> None:
    """Of last year's paper the title and the recipients may be known, the number of no use."""
    known = Earlier((), {Part.TITLE: ("Phong trào thi đua năm 2026",)})
    data = to_review_docx(replace(PLAIN, annexes=(annex(2),)), earlier=known)
    rejected = settled(data, accept=False)

    assert "Phong trào thi đua năm 2026" in rejected
    assert "XÃ VẠN LINH" in rejected
    assert "Phụ lục" in rejected


def test_findings_are_told_wherever_they_belong() -> None:
    """On the title where their words stand there; those on no words of the text together there
    too; what is only for attention and on no words is left to the sheet."""
    told = [
        Finding("A", Category.STRUCTURE, Severity.ERROR, "Sai tên.", quote="an ninh năm 2027"),
        Finding("B", Category.STRUCTURE, Severity.WARNING, "Thiếu phần thời gian."),
        Finding("C", Category.STRUCTURE, Severity.WARNING, "Lạ.", quote="không có ở đâu"),
        Finding("D", Category.STRUCTURE, Severity.INFO, "Chỉ để biết."),
    ]
    opened: Any = docx.Document(io.BytesIO(to_review_docx(PLAIN, findings=told)))
    comments = [c.text for c in opened.comments if not c.text.startswith("Nguồn")]

    assert comments == [
        "Cần sửa: Sai tên.",
        "Cần xem lại: Thiếu phần thời gian.\nCần xem lại: Lạ.",
    ]
