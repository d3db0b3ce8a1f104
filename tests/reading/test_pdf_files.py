"""PDF files: words by their places, tables by their lines, nothing a reader cannot see."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from reading_samples import line, pdf, ruled

from drafter.reading.formats import raw_from_bytes


def lines_of(*pages: list[str]) -> list[str]:
    raw = raw_from_bytes(pdf(*("\n".join(page) for page in pages)), "vb.pdf")
    return raw.text.split("\n")


def test_wrapped_lines_are_joined_and_paragraphs_kept_apart() -> None:
    """A full line goes on; a short line, an indent or a label begins anew."""
    full = "Toi la mot dong chu day trang giay tu le trai sang den le phai cua"
    assert lines_of(
        [
            line(100, 700, full),
            line(70, 684, "van ban nay va ket thuc."),
            line(100, 668, "1. Muc thu nhat."),
            line(100, 652, "2. Muc thu hai."),
        ]
    ) == [f"{full} van ban nay va ket thuc.", "1. Muc thu nhat.", "2. Muc thu hai."]


def test_a_letterhead_is_read_left_part_then_right_part() -> None:
    assert lines_of(
        [
            line(90, 780, "UBND TINH"),
            line(300, 780, "CONG HOA XA HOI CHU NGHIA VIET NAM"),
            line(95, 764, "XA HOA BAN"),
            line(340, 764, "Doc lap - Tu do - Hanh phuc"),
            line(240, 700, "Mot dong o giua trang, vuot qua ranh gioi hai cot"),
        ]
    ) == [
        "UBND TINH",
        "XA HOA BAN",
        "CONG HOA XA HOI CHU NGHIA VIET NAM",
        "Doc lap - Tu do - Hanh phuc",
        "Mot dong o giua trang, vuot qua ranh gioi hai cot",
    ]


def test_page_numbers_are_left_out_and_paragraphs_go_on_over_the_page() -> None:
    full = "Toi la mot dong chu day trang giay tu le trai sang den le phai cua"
    assert lines_of(
        [line(70, 700, full), line(70, 684, full)],
        [line(290, 800, "2"), line(70, 700, "trang sau.")],
        [line(290, 800, "3"), line(100, 700, "Doan cuoi.")],
    ) == [f"{full} {full} trang sau.", "Doan cuoi."]


@pytest.mark.parametrize("colour", ["1 g", "3 Tr"], ids=["white", "invisible"])
def test_text_that_does_not_show_is_left_out_and_reported(colour: str) -> None:
    page = "\n".join([line(70, 700, "Giao quan dat 100%."), line(70, 650, "An di nhe", 12, colour)])
    raw = raw_from_bytes(pdf(page), "vb.pdf")
    assert raw.text == "Giao quan dat 100%."
    assert [w.code for w in raw.source.warnings] == ["hidden-text"]


def test_a_ruled_table_is_read_cell_by_cell() -> None:
    """Figures stay in their column even where a cell is empty or holds two lines."""
    page = [
        line(70, 760, "Bieu chi tieu"),
        ruled([70, 110, 300, 380, 460], [640, 670, 700, 740]),
        line(75, 715, "TT"),
        line(115, 722, "Chi tieu"),
        line(115, 708, "chu yeu"),
        line(305, 715, "DVT"),
        line(385, 715, "KH 2027"),
        line(75, 680, "1"),
        line(115, 680, "Trong rung"),
        line(305, 680, "ha"),
        line(385, 680, "65"),
        line(75, 650, "2"),
        line(115, 650, "Duong"),
        line(385, 650, "3,2"),
        line(70, 600, "Sau bang"),
    ]
    raw = raw_from_bytes(pdf("\n".join(page)), "vb.pdf")
    assert raw.tables[0].rows == (
        ("TT", "Chi tieu chu yeu", "DVT", "KH 2027"),
        ("1", "Trong rung", "ha", "65"),
        ("2", "Duong", "", "3,2"),
    )
    assert raw.text.split("\n") == [
        "Bieu chi tieu",
        "TT | Chi tieu chu yeu | DVT | KH 2027",
        "1 | Trong rung | ha | 65",
        "2 | Duong | | 3,2",
        "Sau bang",
    ]


def test_a_footnote_stands_after_its_paragraph() -> None:
    """The raised figure is no part of the number before it."""
    assert lines_of(
        [
            line(70, 700, "Thuc hien Ke hoach nam 2027"),
            line(226, 704, "1", 7),
            line(70, 668, "1. Doan sau cua van ban nay co nhieu chu hon."),
            line(70, 100, "1", 6),
            line(76, 96, "Ke hoach so 51/KH-UBND ngay 25/02/2027", 9),
        ]
    )[:2] == [
        "Thuc hien Ke hoach nam 2027",
        "[1] Ke hoach so 51/KH-UBND ngay 25/02/2027",
    ]


def test_a_number_or_word_broken_at_the_line_end_is_whole() -> None:
    full = "Can cu Nghi quyet cua Hoi dong nhan dan tinh, so 214/NQ-"
    assert lines_of(
        [
            line(70, 716, "Toi la mot dong chu day trang giay tu le trai sang phai"),
            line(70, 700, full),
            line(70, 684, "HDND ngay 11/12/2026."),
        ]
    )[-1].endswith("so 214/NQ-HDND ngay 11/12/2026.")


@pytest.mark.office
def test_a_word_file_printed_to_pdf_reads_the_same(
    shared: Path, tmp_path: Path, needs_office: Any
) -> None:
    """Letters of a fallback font lie out of order in the file; the places put them right."""
    folder = shared / "scenarios" / "06_thien_cam_2027"
    program = shutil.which("soffice") or shutil.which("libreoffice") or ""
    subprocess.run(
        [
            program, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
            "--convert-to", "pdf", "--outdir", str(tmp_path), str(folder / "directive.docx"),
        ],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    raw = raw_from_bytes((tmp_path / "directive.pdf").read_bytes(), "directive.pdf")
    truth = (folder / "_truth" / "directive.txt").read_text(encoding="utf-8")
    expected = truth.replace("~", " ").replace("đồng/ người", "đồng/người").split()
    assert raw.text.replace(" | ", " ").split() == expected
    assert [len(t.rows) for t in raw.tables] == [15]
