"""Rules judged on the rendered page; they need LibreOffice."""

from __future__ import annotations

import re

import pytest
from tests.broken_files import BODY, Fault, broken, good, inside, style, swap
from tests.factories import shapes

from drafter.checking.format import check_format
from drafter.rendering import page_pictures, to_docx, to_pdf

pytestmark = [
    pytest.mark.office,
    pytest.mark.usefixtures("needs_office"),
]

BREAK = "<w:pageBreakBefore/>"


def pushed(text: str, properties: str) -> Fault:
    """Adds ``properties`` to the paragraph that holds ``text``."""
    return inside(text, "</w:pPr>", f"{properties}</w:pPr>")


FAULTS: list[tuple[str, str, Fault]] = [
    ("HD-03", "Quốc hiệu ngắt dòng", pushed("CỘNG HÒA", '<w:ind w:left="900"/>')),
    ("PG-08", "bắt đầu từ 5", swap(BODY, 'w:start="1"', 'w:start="5"')),
    ("KY-08", "họ tên lệch", pushed("Hoàng Văn", '<w:ind w:left="1200"/>')),
    ("NN-02", "nhãn thấp hơn", inside("Nơi nhận:", 'w:before="240"', 'w:before="900"')),
    ("DD-06", "ngày thấp hơn số", pushed("/KH-UBND<", '<w:spacing w:after="500"/>')),
    ("KY-09", "sát chức vụ", style("HoTenNguoiKy", r'w:before="\d+"', 'w:before="200"')),
    ("KY-10", "chỉ có phần ký", inside("Nơi nhận:", "/>", "/>" + BREAK)),
]


@pytest.mark.parametrize(("rule", "name", "fault"), FAULTS, ids=[f"{r} {n}" for r, n, _ in FAULTS])
def test_a_fault_of_the_page_is_named(rule: str, name: str, fault: Fault) -> None:
    """What only the printed page shows is seen there."""
    data = broken(good(), fault)

    told = {f.rule for f in check_format(data, pdf=to_pdf(data)).findings}

    assert rule in told


@pytest.mark.parametrize("name", ["xã", "phường tên người", "trích yếu ba dòng", "hai phụ lục"])
def test_our_pages_hold_every_rule(name: str) -> None:
    """Nothing is found on the rendered pages of our own files, and nothing is left out."""
    data = to_docx(shapes()[name])

    report = check_format(data, pdf=to_pdf(data))

    assert report.findings == ()
    assert report.not_evaluated == ("ND-08",)


def test_pages_become_pictures() -> None:
    """One PNG for every page, of the size of A4 at the resolution asked for."""
    pdf = to_pdf(good("xã"))
    assert pdf is not None

    pictures = page_pictures(pdf, dpi=72)

    assert len(pictures) == len(re.findall(rb"/Type\s*/Page\b", pdf)) == 2
    assert {p[:8] for p in pictures} == {b"\x89PNG\r\n\x1a\n"}
    width = int.from_bytes(pictures[0][16:20], "big")
    assert width in (595, 596)


def test_a_program_that_does_not_answer_gives_no_pdf() -> None:
    """A hung or missing program is told by ``None`` within the time given."""
    never_rendered = broken(good("xã"), swap(BODY, "Hoàng Văn Thắng", "Hoàng Văn Tháng"))

    assert to_pdf(never_rendered, program="/nonexistent/soffice") is None
    assert to_pdf(never_rendered, seconds=0.01) is None


def test_the_same_version_is_rendered_once() -> None:
    """Looking again at a version needs no program at all."""
    first = to_pdf(good("xã"))

    assert first is not None
    assert to_pdf(good("xã"), program="/nonexistent/soffice") == first
