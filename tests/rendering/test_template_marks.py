"""An office's own page: what it prints stays, our text stands where its marks were."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from typing import Any

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from tests.factories import annex, launch_document
from tests.schema_order import package_faults

from drafter.checking.format import check_format
from drafter.checking.format_template import check_template
from drafter.checking.outgoing import faults_of_file
from drafter.document.model import LaunchDocument
from drafter.rendering import read_template, reread, sample_template, to_docx, to_review_docx

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d494844520000000100000001080600000"
    "01f15c4890000000d49444154789c6360f8cf500f0003030100b4c9b1a20000000049454e44ae426082"
)


def page(*, foot: str = "Địa chỉ: thôn Trung tâm", skip: str = "", extra: str = "") -> bytes:
    """A page as an office makes one in Word: typed letterhead, marks, a table for the end."""
    made: Any = docx.Document()
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = section.right_margin = Mm(20)
    section.left_margin = Mm(30)
    head = made.add_table(rows=2, cols=2)
    _fill(head.cell(0, 0), ["{{Cơ quan ban hành}}"])
    _fill(head.cell(0, 1), ["{{Quốc hiệu}}"])
    _fill(head.cell(1, 0), ["{{Số ký hiệu}}"], size=13)
    _fill(head.cell(1, 1), ["{{dia_danh_thoi_gian}}"], size=13, italic=True)
    _line(made, "{{TÊN LOẠI}}", bold=True, centre=True)
    _line(made, "{{Trích yếu}}", bold=True, centre=True)
    _line(made, "{{Nội dung}}")
    end = made.add_table(rows=1, cols=2)
    _fill(end.cell(0, 0), ["{{Nơi nhận}}"])
    _fill(end.cell(0, 1), ["{{Quyền hạn chức vụ}}"])
    end.cell(0, 1).add_paragraph("{{Họ tên}}")
    _style(end.cell(0, 1).paragraphs[-1], bold=True, size=14, italic=False, centre=True)
    end.cell(0, 1).paragraphs[-1].paragraph_format.space_before = Mm(28)
    for text in (foot, extra):
        if text:
            made.add_paragraph(text)
    made.paragraphs[-1].add_run().add_picture(io.BytesIO(PIXEL), width=Mm(5))
    for paragraph in list(made.element.iter(qn("w:p"))):
        if skip and skip in "".join(t.text or "" for t in paragraph.iter(qn("w:t"))):
            for run in list(paragraph.iter(qn("w:r"))):
                paragraph.remove(run)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def _fill(cell: Any, texts: list[str], size: float = 13, italic: bool = False) -> None:
    cell.paragraphs[0].text = texts[0]
    _style(cell.paragraphs[0], bold=False, size=size, italic=italic, centre=True)


def _line(made: Any, text: str, *, bold: bool = False, centre: bool = False) -> None:
    _style(made.add_paragraph(text), bold=bold, size=14, italic=False, centre=centre)


def _style(paragraph: Any, *, bold: bool, size: float, italic: bool, centre: bool) -> None:
    if centre:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(0)
    for run in paragraph.runs:
        run.font.bold, run.font.size, run.font.italic = bold, Pt(size), italic


def texts(data: bytes) -> list[str]:
    """Every line of the file that holds text."""
    opened: Any = docx.Document(io.BytesIO(data))
    lines = (
        "".join(t.text or "" for t in p.iter(qn("w:t"))) for p in opened.element.iter(qn("w:p"))
    )
    return [" ".join(line.split()) for line in lines if line.strip()]


def gaps(data: bytes) -> list[list[str]]:
    """Gaps and indents set on the paragraphs themselves: lines drawn, letterhead, signature."""
    body = parts(data)["word/document.xml"].decode()
    paragraphs = re.findall(r"<w:pPr>.*?</w:pPr>", body)
    return [re.findall(r'w:(?:before|left|right|firstLine)="\d+"', p) for p in paragraphs]


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("document", [launch_document(), launch_document(annexes=(annex(3),))])
def test_the_text_stands_where_the_marks_were(document: LaunchDocument) -> None:
    """Every line of the document, the office's own lines, no mark left; nothing to repair."""
    template = read_template(page())
    data = to_docx(document, template=template)
    lines = texts(data)

    assert not any("{{" in line for line in lines)
    assert "Địa chỉ: thôn Trung tâm" in lines
    assert "Số: /KH-UBND" in lines
    assert "- Lưu: VT, VHXH." in lines
    assert "Hoàng Văn Thắng" in lines
    assert package_faults(data) == []
    assert [f for f in faults_of_file(data, document, template=template) if "dòng" in f] == []


def test_pictures_come_along_and_other_typefaces_do_not() -> None:
    """What stands around the marks is the office's; the typeface is the decree's (PLI-I.4)."""
    files = parts(to_docx(launch_document(), template=read_template(page())))
    xml = b"".join(data for name, data in files.items() if name.endswith(".xml")).decode()

    assert [name for name in files if name.endswith(".png")]
    assert not re.search(r"(ascii|hAnsi|eastAsia|cs)Theme", xml)
    assert set(re.findall(r'w:ascii="([^"]+)"', xml)) == {"Times New Roman"}


def test_the_signature_is_never_split_nor_alone() -> None:
    """The office's own table of the signature is kept whole, the last lines with it."""
    body = parts(to_docx(launch_document(), template=read_template(page())))["word/document.xml"]
    before, _, end = body.decode().rpartition("<w:tbl>")

    assert "<w:cantSplit" in end
    assert "<w:keepNext/>" in before.rpartition("<w:p>")[2]


def test_a_line_keeps_the_look_of_its_mark() -> None:
    """The office set place and date in 13 point italics."""
    data = parts(to_docx(launch_document(), template=read_template(page())))
    paragraph = next(
        p for p in data["word/document.xml"].decode().split("<w:p>") if "Vạn Linh, ngày" in p
    )

    assert '<w:sz w:val="26"/>' in paragraph
    assert "<w:i/>" in paragraph


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (page(skip="{{Nơi nhận}}"), "chưa có chỗ cho “Nơi nhận”"),
        (page(extra="{{Số kí hiệu văn bản}}"), "không hiểu: “{{Số kí hiệu văn bản}}”"),
    ],
)
def test_marks_that_are_wrong_are_told(made: bytes, told: str) -> None:
    """A component without a place and a mark that means nothing are errors of the template."""
    findings = check_template(read_template(made))

    assert [f.severity for f in findings if told in f.message] == ["error"]


def test_what_the_page_breaks_is_told() -> None:
    """The rule that the page breaks, with its clause, before the first file goes out."""
    opened: Any = docx.Document(io.BytesIO(page()))
    kind = next(p for p in opened.paragraphs if "TÊN LOẠI" in p.text)
    kind.runs[0].font.italic = True
    opened.sections[0].left_margin = Mm(25)
    buffer = io.BytesIO()
    opened.save(buffer)

    assert {f.rule for f in check_template(read_template(buffer.getvalue()))} == {"TL-02", "PG-03"}


def test_a_letterhead_the_office_typed_counts() -> None:
    """Names typed on the page are there already; only what the document adds is printed."""
    opened: Any = docx.Document(io.BytesIO(page()))
    left, right = opened.tables[0].rows[0].cells
    for cell, lines in (
        (left, ("ỦY BAN NHÂN DÂN", "XÃ VẠN LINH")),
        (right, ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")),
    ):
        cell.paragraphs[0].text = lines[0]
        cell.add_paragraph(lines[1])
        for paragraph in cell.paragraphs:
            _style(paragraph, bold=True, size=13, italic=False, centre=True)
    buffer = io.BytesIO()
    opened.save(buffer)
    template = read_template(buffer.getvalue())
    data = to_docx(launch_document(), template=template)

    assert texts(data).count("XÃ VẠN LINH") == 1
    assert (
        reread(data, launch_document(), fixed=template.frame.fixed if template.frame else ()) == []
    )
    assert {f.rule for f in check_template(template)} == {"HD-06", "CQ-05"}


@pytest.mark.parametrize("lost", ["II. CHỈ TIÊU THI ĐUA", "- Lưu: VT, VHXH.", "Hoàng Văn Thắng"])
def test_a_line_lost_on_the_page_stops_the_file(lost: str) -> None:
    """The file is opened again and compared, on the office's page too."""
    template = read_template(page())
    files = parts(to_docx(launch_document(), template=template))
    assert lost.encode() in files["word/document.xml"]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data.replace(lost.encode(), "Khác".encode()))

    faults = faults_of_file(buffer.getvalue(), launch_document(), template=template)

    assert any(lost in fault for fault in faults)


def test_content_controls_and_bookmarks_are_marks_too() -> None:
    """Word's own means: a control with the tag, a bookmark of the name."""
    opened: Any = docx.Document(io.BytesIO(page()))
    body = next(p for p in opened.paragraphs if "Nội dung" in p.text)
    control = OxmlElement("w:sdt")
    properties, tag, content = (OxmlElement(n) for n in ("w:sdtPr", "w:tag", "w:sdtContent"))
    tag.set(qn("w:val"), "noi_dung")
    properties.append(tag)
    body._p.addprevious(control)
    control.extend([properties, content])
    content.append(body._p)
    body.runs[0].text = "Bấm vào đây"
    kind = next(p for p in opened.paragraphs if "TÊN LOẠI" in p.text)
    start = OxmlElement("w:bookmarkStart")
    start.set(qn("w:id"), "7")
    start.set(qn("w:name"), "ten_loai")
    kind.runs[0].text = "VĂN BẢN"
    kind._p.insert(1, start)
    buffer = io.BytesIO()
    opened.save(buffer)
    lines = texts(to_docx(launch_document(), template=read_template(buffer.getvalue())))

    assert "KẾ HOẠCH" in lines
    assert "II. CHỈ TIÊU THI ĐUA" in lines
    assert not {"VĂN BẢN", "Bấm vào đây"} & set(lines)


def test_the_reviewers_copy_is_on_the_same_page() -> None:
    """Comments and changes stand in the office's page too, and nothing needs repair."""
    new = launch_document()
    old = replace(new, title="Phong trào thi đua năm 2026", recipients=new.recipients[1:])
    data = to_review_docx(new, earlier=old, template=read_template(page()))

    assert package_faults(data) == []
    assert "Địa chỉ: thôn Trung tâm" in texts(data)
    assert "<w:delText" in parts(data)["word/document.xml"].decode()


def test_the_sample_prints_what_our_own_page_prints() -> None:
    """An office that changes nothing in the sample gets the same lines in the same form."""
    document = launch_document(annexes=(annex(3),))
    template = read_template(sample_template())
    data = to_docx(document, template=template)

    assert check_template(template) == []
    assert texts(data) == texts(to_docx(document))
    assert gaps(data) == gaps(to_docx(document))
    assert package_faults(sample_template()) == []


def test_a_file_without_marks_gives_no_page() -> None:
    """Styles and margins are taken; the page is ours."""
    assert read_template(to_docx(launch_document())).frame is None


def test_the_page_holds_the_form() -> None:
    """A page made well breaks no rule."""
    data = to_docx(launch_document(), template=read_template(page()))

    assert {f.rule for f in check_format(data).findings} == set()
