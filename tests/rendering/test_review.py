"""The reviewer's copy: sources in comments, changes tracked."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import docx
import pytest
from tests.factories import launch_document, opening, sections, shapes, targets_section
from tests.schema_order import misplaced
from tests.tracked import both_ways

from drafter.checking.finding import Category, Finding, Severity
from drafter.checking.format import check_format
from drafter.document.model import LaunchDocument, Paragraph
from drafter.rendering import to_docx, to_review_docx
from drafter.rendering.pdf import to_pdf
from drafter.rendering.word_text import body_lines

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def body(data: bytes) -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        found = ElementTree.fromstring(archive.read("word/document.xml")).find(f"{W}body")
    assert found is not None
    return found


def lines(data: bytes, *, accept: bool) -> list[str]:
    """Printed lines of the body outside tables, all changes accepted or all rejected."""
    kept, dropped = ("t", "del") if accept else ("delText", "ins")
    found, carried = [], ""
    for paragraph in body(data).iterfind(f"{W}p"):
        outside = [c for c in paragraph if c.tag != f"{W}{dropped}"]
        text = "".join(
            t.text or "" for c in outside for t in c.iter() if t.tag in (f"{W}{kept}", f"{W}t")
        )
        if paragraph.find(f"{W}pPr/{W}rPr/{W}{dropped}") is not None:
            carried += text
        elif carried + text:
            found.append(carried + text)
            carried = ""
    return found


def changed() -> LaunchDocument:
    """Last year's draft: another figure, a section less, a paragraph more."""
    plain = launch_document()
    section = targets_section()
    low = replace(
        section.children[0],
        paragraphs=(Paragraph("Thu ngân sách trên địa bàn đạt 10,8 tỷ đồng trở lên."),),
    )
    older = replace(section, children=(low, *section.children[1:]))
    rest = sections()
    return replace(
        plain,
        sections=(rest[0], older, rest[3]),
        closing=(Paragraph("Đoạn này về sau bỏ hẳn."), *plain.closing),
    )


def printed_lines(document: LaunchDocument) -> list[str]:
    return [line.label + line.text for line in body_lines(document) if line.row is None]


def test_every_fact_has_a_comment_with_its_source() -> None:
    """Kind, place and words of the source, and what the caller knows beside them."""
    data = to_review_docx(
        launch_document(), remarks=lambda use: [f"Kiểm tra: {use.text}"], reviewer="Phòng VH-XH"
    )
    comments: Any = docx.Document(io.BytesIO(data)).comments

    assert [(c.author, c.text) for c in comments] == [
        (
            "Phòng VH-XH",
            "Nguồn: Văn bản cấp trên (đoạn mở đầu): “Kế hoạch số 15/KH-UBND”\n"
            "Kiểm tra: Kế hoạch số 15/KH-UBND ngày 08/01/2027",
        ),
        (
            "Phòng VH-XH",
            "Nguồn: Bảng chỉ tiêu của đơn vị (dòng 3): “Thu ngân sách 12,5 tỷ đồng”\n"
            "Kiểm tra: 12,5 tỷ đồng",
        ),
    ]


def test_a_comment_stands_on_its_words() -> None:
    """Between the marks of a comment stand the words of the fact, no more and no less."""
    whole = ElementTree.tostring(body(to_review_docx(launch_document())), encoding="unicode")
    marked = re.findall(
        r'commentRangeStart [^>]*id="(\d+)" ?/>(.*?)<\S*commentRangeEnd [^>]*id="\1"', whole
    )

    assert [re.sub(r"<[^>]+>", "", text) for _, text in marked] == [
        "Kế hoạch số 15/KH-UBND ngày 08/01/2027",
        "12,5 tỷ đồng",
    ]


def test_without_an_earlier_version_nothing_is_tracked() -> None:
    """Only comments are added; the text is that of the clean file."""
    data, clean = to_review_docx(launch_document()), to_docx(launch_document())

    assert lines(data, accept=True) == lines(data, accept=False) == lines(clean, accept=True)


def test_accepting_gives_the_new_text_and_rejecting_the_old() -> None:
    """Tracked changes are complete in both directions."""
    new, old = launch_document(), changed()
    data = to_review_docx(new, earlier=old)
    title_and_kind = 2

    assert lines(data, accept=True)[title_and_kind:] == printed_lines(new)
    assert lines(data, accept=False)[title_and_kind:] == printed_lines(old)


@pytest.mark.parametrize("name", shapes())
def test_every_shape_against_another(name: str) -> None:
    """Both directions hold for documents that have little in common."""
    both_ways(shapes()[name], shapes()["sáu trang"])


def test_a_changed_figure_is_the_only_change_of_its_line() -> None:
    """Words that stayed are not struck out and written again."""
    data = to_review_docx(launch_document(), earlier=changed())
    struck = [t.text for t in body(data).iter(f"{W}delText")]

    assert "10,8" in struck
    assert not any("Thu ngân sách" in (text or "") for text in struck)


def test_lines_of_last_year_serve_as_the_earlier_text() -> None:
    """A document that was only read can be compared too; blank lines count for nothing."""
    old = [opening()[0].text, "", "Một dòng cũ."]
    data = to_review_docx(launch_document(), earlier=old)

    assert lines(data, accept=False)[2:] == [old[0], old[2]]


@pytest.mark.parametrize("name", ["xã", "căn cứ", "hai phụ lục"])
def test_parts_of_the_copy_are_ordered(name: str) -> None:
    """Comments and tracked changes stand where the schema wants them."""
    data = to_review_docx(shapes()[name], earlier=changed())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for part in archive.namelist():
            assert misplaced(ElementTree.fromstring(archive.read(part))) == [], part


def test_the_copy_keeps_the_form() -> None:
    """Comments and changes leave no fault of form behind; paragraphs taken out do not count."""
    assert check_format(to_review_docx(launch_document(), earlier=changed())).findings == ()


def test_findings_become_comments_once() -> None:
    """A finding is told on the first line that holds its quotation."""
    finding = Finding(
        "X-1", Category.WORDING, Severity.WARNING, "Nêu rõ tên thôn.", quote="tận nhà"
    )
    data = to_review_docx(launch_document(), findings=[finding])
    comments: Any = docx.Document(io.BytesIO(data)).comments

    assert [c.text for c in comments].count("Cần xem lại: Nêu rõ tên thôn.") == 1


@pytest.mark.office
@pytest.mark.usefixtures("needs_office")
def test_an_office_program_opens_the_copy() -> None:
    """Comments and changes in the file do not keep LibreOffice from opening it."""
    assert to_pdf(to_review_docx(launch_document(), earlier=changed())) is not None
