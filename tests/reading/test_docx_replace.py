"""A Word file mended in place: the words change, the look and every other part do not."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx
from docx.shared import Pt, RGBColor

from drafter.document.edit import LineEdit, line_edit
from drafter.document.facts import Span
from drafter.reading import read_bytes
from drafter.reading.docx_replace import with_edits


def made() -> bytes:
    """Runs of many looks, a table, a line twice, a text with a break."""
    file: Any = docx.Document()
    paragraph = file.add_paragraph("1. ")
    paragraph.add_run("Phân").bold = True
    run = paragraph.add_run(" đấu  đạt ")
    run.font.size = Pt(14)
    paragraph.add_run("96,5%").italic = True
    paragraph.add_run(" số dân.")
    for _ in range(2):
        file.add_paragraph("Vận động người dan tham gia bảo hiểm y tế.")
    table = file.add_table(2, 2)
    for at, text in enumerate(("Nội dung công việc", "Đơn vị", "Sử lý rác thải", "Thôn")):
        cell = table.cell(at // 2, at % 2)
        cell.text = ""
        cell.paragraphs[0].add_run(text).font.color.rgb = RGBColor(0x11, 0x22, 0x33)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def edited(data: bytes, *changes: tuple[str, str, int]) -> bytes:
    """``data`` with the n-th ``old`` of the text as it is read made ``new``."""
    text = read_bytes(data, "x.docx").text
    edits: list[LineEdit] = []
    for old, new, nth in changes:
        at = -1
        for _ in range(nth + 1):
            at = text.index(old, at + 1)
        edit = line_edit(text, Span(at, at + len(old)), new)
        assert edit is not None
        edits += edit.pieces()
    return with_edits(data, edits)


def looks(data: bytes) -> list[tuple[str, Any, Any, Any]]:
    file: Any = docx.Document(io.BytesIO(data))
    runs = file.paragraphs[0].runs
    return [(r.text, r.bold, r.font.size, r.italic) for r in runs]


def test_the_look_of_every_run_stays() -> None:
    """A word over two runs keeps both looks; the double blank of the author stays too."""
    after = looks(edited(made(), ("Phân đấu đạt", "Phấn đấu được", 0)))
    assert after == [
        ("1. ", None, None, None),
        ("Phấn", True, None, None),
        (" đấu  được ", None, Pt(14), None),
        ("96,5%", None, None, True),
        (" số dân.", None, None, None),
    ]


def test_several_changes_on_one_line() -> None:
    data = edited(made(), ("Phân", "Phấn", 0), ("số dân", "dân số", 0), ("đạt", "đạt được", 0))
    assert "".join(text for text, *_ in looks(data)) == "1. Phấn đấu  đạt được 96,5% dân số."


def test_the_second_of_two_equal_lines() -> None:
    text = read_bytes(edited(made(), ("dan", "dân", 1)), "x.docx").text
    assert text.count("người dan") == 1
    assert text.index("người dan") < text.index("người dân")


def test_a_cell_of_a_table_keeps_its_colour() -> None:
    file: Any = docx.Document(io.BytesIO(edited(made(), ("Sử lý", "Xử lý", 0))))
    (run,) = [r for r in file.tables[0].cell(1, 0).paragraphs[0].runs if r.text]
    assert (run.text, run.font.color.rgb) == ("Xử lý rác thải", RGBColor(0x11, 0x22, 0x33))


def test_every_other_part_keeps_its_bytes() -> None:
    before, after = made(), edited(made(), ("dan", "dân", 0))
    with zipfile.ZipFile(io.BytesIO(before)) as a, zipfile.ZipFile(io.BytesIO(after)) as b:
        assert a.namelist() == b.namelist()
        same = [n for n in a.namelist() if a.read(n) == b.read(n)]
        assert set(a.namelist()) - set(same) == {"word/document.xml"}


def test_what_cannot_be_placed_is_left() -> None:
    """An edit of a line that the file does not have gives the same bytes back."""
    data = made()
    assert with_edits(data, [LineEdit("không có dòng này", 0, Span(0, 5), "x")]) == data


def test_a_signed_file_is_not_touched() -> None:
    """Changing it would break the signature."""
    out = io.BytesIO(made())
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("_xmlsignatures/sig1.xml", "<x/>")
    data = out.getvalue()
    assert edited(data, ("dan", "dân", 0)) == data
