"""The reviewer's sheet: one A4 page that says first whether the draft may be signed."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date

import pytest
from docx import Document
from tests.schema_order import package_faults

from drafter.document.sheet import (
    BasisLine,
    FindingLine,
    FloorLine,
    LeftOut,
    ReviewSheet,
    TargetLine,
)
from drafter.rendering import to_pdf, to_sheet_docx, to_sheet_html
from drafter.rendering.pdf import office_program
from drafter.rendering.sheet_parts import HEIGHT, fitted

FULL = ReviewSheet(
    title="Kế hoạch phát động phong trào thi đua năm 2027",
    issuer="Ủy ban nhân dân xã Vạn Linh",
    on=date(2027, 1, 15),
    ready=False,
    reasons=("còn 2 lỗi phải sửa", "còn 40 chỗ để trống phải bổ sung"),
    decisions=("12 chỉ tiêu dưới mức cấp trên giao",),
    ai_notice="Dự thảo do phần mềm hỗ trợ soạn (soạn theo mẫu).",
    basis=tuple(BasisLine(f"Nghị định số {n}/2025/NĐ-CP", "có hiệu lực", True) for n in range(30)),
    targets=tuple(
        TargetLine(f"Chỉ tiêu thứ {n}", f"{n} ha", "7 ha", "+1%", n == 55, f"bieu.xlsx, dòng {n}")
        for n in range(60)
    ),
    floors=tuple(FloorLine(f"Mức giao {n}", "3", "4", "mục II của Chỉ thị 1") for n in range(12)),
    placeholders=tuple(f"[chỗ trống {n}] (mục II.{n})" for n in range(40)),
    findings=(
        FindingLine("VL-01", "error", "Nghị định đã hết hiệu lực.", "Thay.", 2),
        *(
            FindingLine("CT-03", "warning", f"Tổng các phần không khớp, lần {n}.")
            for n in range(30)
        ),
    ),
    left_out=tuple(LeftOut(f"III.{n}", "GRDP tăng 10%", "của tỉnh") for n in range(25)),
)
READY = replace(
    FULL, ready=True, reasons=(), decisions=(), basis=(), targets=(), floors=(), placeholders=(),
    findings=(), left_out=(),
)  # fmt: skip


def words(data: bytes) -> str:
    """All text of the file, tables too."""
    parts = Document(io.BytesIO(data)).element.body.iter()
    return "\n".join(e.text for e in parts if e.tag.endswith("}t") and e.text)


@pytest.mark.parametrize(
    ("sheet", "first"),
    [
        (FULL, "CHƯA SẴN SÀNG TRÌNH KÝ"),
        (replace(READY, decisions=("1 cảnh báo",)), "CÓ ĐIỂM LÃNH ĐẠO CẦN QUYẾT ĐỊNH"),
        (READY, "SẴN SÀNG TRÌNH KÝ"),
    ],
)
def test_the_verdict_stands_first(sheet: ReviewSheet, first: str) -> None:
    """Ready or not is said before any list, with the reasons."""
    for text in (words(to_sheet_docx(sheet)), to_sheet_html(sheet)):
        assert first in text
        assert all(reason in text for reason in sheet.reasons)
        assert text.index(first) < text.index("1. Chỉ tiêu dưới mức")
    assert ("CHƯA" in words(to_sheet_docx(sheet))) is (not sheet.ready)


def test_long_lists_are_cut_to_one_page_and_counted() -> None:
    """The estimate keeps to the page; what is left out is counted to the last row."""
    parts = fitted(FULL)
    assert sum(part.height() for part in parts) < HEIGHT
    for part in parts:
        assert len(part.kept) + part.left == len(part.rows)
    text = words(to_sheet_docx(FULL))
    told = [int(n) for n in re.findall(r"và (\d+) mục nữa", text)]
    assert told == [part.left for part in parts if part.left]
    assert "còn 2 lỗi" in text
    assert "Nghị định đã hết hiệu lực. (2 chỗ)" in text


def test_a_step_back_is_kept_when_room_is_short() -> None:
    """A target worse than last year stays though it stands far down the list."""
    assert "Chỉ tiêu thứ 55" in words(to_sheet_docx(FULL))
    assert "Chỉ tiêu thứ 54" not in words(to_sheet_docx(FULL))


def test_the_screen_hides_nothing() -> None:
    """On the screen the rest of a list opens; no script, nothing fetched, text escaped."""
    page = to_sheet_html(replace(FULL, title="Kế hoạch <b>&</b>"))
    for n in range(60):
        assert f"Chỉ tiêu thứ {n}<" in page
    assert "<script" not in page
    assert "http" not in page
    assert "&lt;b&gt;&amp;&lt;/b&gt;" in page


def test_empty_parts_say_so() -> None:
    """A part without rows is told in words, not left away."""
    text = words(to_sheet_docx(READY))
    for said in ("Không còn.", "Không phát hiện vấn đề nào.", "Dự thảo chưa viện dẫn"):
        assert said in text


def test_the_same_sheet_gives_the_same_bytes() -> None:
    assert to_sheet_docx(FULL) == to_sheet_docx(FULL)


@pytest.mark.office
@pytest.mark.skipif(office_program() is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("sheet", [FULL, READY])
def test_it_prints_on_one_page(sheet: ReviewSheet) -> None:
    """However much there is to say."""
    import pypdfium2

    made = to_pdf(to_sheet_docx(sheet))
    assert made is not None
    pdf = pypdfium2.PdfDocument(made)
    assert len(pdf) == 1
    pdf.close()


@pytest.mark.parametrize("sheet", [FULL, READY], ids=["đầy", "sẵn sàng"])
def test_nothing_in_the_sheet_needs_repair(sheet: ReviewSheet) -> None:
    """Word opens the sheet without repair."""
    assert package_faults(to_sheet_docx(sheet)) == []
