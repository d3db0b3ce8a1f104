"""The preview for the screen."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

from tests.factories import launch_document, shapes

from drafter.checking.finding import Category, Finding, Severity
from drafter.document.facts import FactKind, Ground, GroundKind, Span, Use
from drafter.document.model import Paragraph
from drafter.rendering import to_html

_VOID = {"meta", "hr", "br", "col"}


class _Page(HTMLParser):
    """Reads a page: visible text, marked elements, balance of tags."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text: list[str] = []
        self.uses: list[dict[str, str | None]] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in _VOID:
            self.open.append(tag)
        if "title" in dict(attrs):
            self.uses.append(dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in ("style", "title"):
            self.text.append(data)


def _read(html: str) -> _Page:
    page = _Page()
    page.feed(html)
    assert page.open == []
    return page


def test_each_use_says_where_it_comes_from() -> None:
    """Pointing at a figure shows kind, place and words of its source."""
    page = _read(to_html(launch_document()))

    assert [(u["class"], u["title"]) for u in page.uses] == [
        (
            "use from-directive",
            "Văn bản cấp trên (đoạn mở đầu): “Kế hoạch số 15/KH-UBND”",
        ),
        ("use from-targets", "Bảng chỉ tiêu của đơn vị (dòng 3): “Thu ngân sách 12,5 tỷ đồng”"),
    ]


def test_a_page_asks_nothing_of_the_network() -> None:
    """No address, no script, no picture: the page works without a line."""
    html = to_html(launch_document())

    assert re.findall(r"https?:|//|src=|@import|url\(", html) == []
    assert "script" not in _read(html).tags


def test_text_cannot_become_markup() -> None:
    """Everything that comes from a document, a source or a finding is escaped."""
    nasty = '<script>alert("x")</script> & "5"'
    use = Use(nasty, FactKind.NUMBER, Ground(GroundKind.USER, nasty, nasty), Span(0, len(nasty)))
    document = launch_document(closing=(Paragraph(nasty, uses=(use,)),), title=nasty)
    finding = Finding("X-1", Category.NUMBER, Severity.ERROR, nasty, quote="alert")

    page = _read(to_html(document, findings=[finding]))

    assert "script" not in page.tags
    assert page.uses[-1]["title"] == f"Cán bộ cung cấp ({nasty}): “{nasty}”"


def test_placeholders_are_marked() -> None:
    """What is still to be given catches the eye."""
    html = to_html(launch_document())

    assert '<mark class="placeholder">[số sản phẩm do Phòng Kinh tế xác nhận]</mark>' in html


def test_a_finding_stands_beside_its_paragraph() -> None:
    """The message is shown under the paragraph that holds the quotation, and only there."""
    finding = Finding(
        "TX-1", Category.WORDING, Severity.WARNING, "Nên nêu rõ tên thôn.", quote="bê tông"
    )

    page = to_html(launch_document(), findings=[finding])

    assert page.count("Nên nêu rõ tên thôn.") == page.count("đổ bê tông")
    assert '<aside class="warning">' in page


def test_long_documents_take_several_sheets() -> None:
    """The preview breaks into sheets, numbered from the second, about as many as the file."""
    counts = {
        name: len(re.findall(r'<section class="sheet', to_html(document)))
        for name, document in shapes().items()
        if name in ("một trang", "xã", "mười hai trang")
    }

    assert counts["một trang"] == 1
    assert counts["xã"] == 2
    assert counts["mười hai trang"] >= 11


def test_a_decree_that_ends_is_told_at_its_own_line_alone() -> None:
    """The circular that guides it names it in its title: said there again it would be noise."""
    decree = "Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ"
    basis = (
        Paragraph(f"Căn cứ {decree};"),
        Paragraph(f"Căn cứ Thông tư số 15/2025/TT-BNV hướng dẫn thi hành {decree}."),
    )
    told = Finding(
        "VL-04", Category.LAW, Severity.WARNING, "Hết hiệu lực từ 01/3/2027.", quote=decree
    )
    html = to_html(replace(launch_document(), basis=basis), findings=[told])
    assert html.count("Hết hiệu lực từ 01/3/2027.") == 1
