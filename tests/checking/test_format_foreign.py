"""Files of other offices and other programs: judged, never fatal."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest

from drafter.checking.format import check_format
from drafter.errors import UnreadableFile


def saved(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def rules(data: bytes) -> set[str]:
    return {f.rule for f in check_format(data).findings}


def test_a_default_file_of_a_library_misses_the_decree_everywhere() -> None:
    """Letter paper, theme fonts, blue headings: what such a file gets wrong is told."""
    document: Any = docx.Document()
    document.add_heading("KẾ HOẠCH", 1)
    for _ in range(30):
        document.add_paragraph("Vận động nhân dân giữ vệ sinh đường làng, trồng hoa ven đường.")

    told = rules(saved(document))

    assert {"PG-01", "PG-03", "PG-05", "FN-01", "FN-02", "HD-01", "HD-04", "CQ-01"} <= told
    assert {"SO-01", "DD-01", "TL-02", "ND-01", "ND-02", "KY-01", "NN-01"} <= told


def test_an_empty_file_is_judged() -> None:
    """Nothing to read is many things missing, not an error."""
    assert {"HD-01", "TL-01", "KY-01", "NN-01"} <= rules(saved(docx.Document()))


def test_letterhead_without_a_table_is_found() -> None:
    """Older files set the letterhead in plain lines; its parts are told by their words."""
    document: Any = docx.Document()
    for text in (
        "ỦY BAN NHÂN DÂN XÃ VẠN LINH",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 05/KH-UBND",
        "Vạn Linh, ngày 05 tháng 01 năm 2027",
        "KẾ HOẠCH",
        "Phát động phong trào thi đua năm 2027",
        "Nội dung thực hiện./.",
    ):
        document.add_paragraph(text)

    told = rules(saved(document))

    assert not told & {"HD-01", "HD-04", "SO-01", "SO-02", "SO-03", "DD-01", "TL-01", "CQ-02"}
    assert {"HD-02", "HD-06", "CQ-01", "SO-09", "DD-06", "TL-02"} <= told


def test_tables_inside_tables_and_merged_cells_do_no_harm() -> None:
    """Whatever a file nests, every paragraph is looked at."""
    document: Any = docx.Document()
    table = document.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(1, 1)).text = "gộp ô"
    inner = table.cell(2, 2).add_table(1, 1)
    inner.cell(0, 0).text = "**đậm**"

    assert "ND-09" in rules(saved(document))


def test_a_heading_with_a_cleared_style_is_no_fault() -> None:
    """Direct settings win over the style; what counts is what shows."""
    document: Any = docx.Document()
    run = document.add_heading("", 1).add_run("KẾ HOẠCH")
    run.font.color.rgb = docx.shared.RGBColor(0, 0, 0)
    run.font.name = "Times New Roman"

    told = rules(saved(document))

    assert "FN-02" not in told
    assert "FN-01" in told  # the library sets two of the four slots


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"%PDF-1.7", "văn bản".encode()])
def test_bytes_that_are_no_word_file_are_refused_with_advice(data: bytes) -> None:
    """One clear Vietnamese sentence, never another error."""
    with pytest.raises(UnreadableFile) as caught:
        check_format(data)

    assert caught.value.advice.strip()
