"""Opening a written file again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.factories import launch_document, shapes

from drafter.document.model import LaunchDocument, Paragraph
from drafter.rendering import reread, to_docx

SHAPES = shapes()


@pytest.mark.parametrize("name", SHAPES)
def test_a_written_file_says_what_the_document_says(name: str) -> None:
    """Every line is there, in order, with nothing added, in all shapes."""
    assert reread(to_docx(SHAPES[name]), SHAPES[name]) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"closing": ()}, "Tệp thừa dòng “Trên đây là Kế hoạch"),
        ({"closing": (Paragraph("Đề nghị thực hiện./."),)}, "bản soạn là “Đề nghị thực hiện./.”"),
        ({"recipients": ("Sở Nội vụ", "Lưu: VT, VHXH")}, "Tệp thừa dòng"),
        ({"title": "Phát động thi đua năm 2027"}, "Tiêu đề ghi trong tệp là"),
        (
            {"basis": (Paragraph("Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022."),)},
            "Tệp thiếu dòng “Căn cứ Luật",
        ),
    ],
)
def test_a_difference_is_told(change: dict[str, object], told: str) -> None:
    """What is missing, added or other in the file is named with its words."""
    other: LaunchDocument = replace(launch_document(), **change)  # type: ignore[arg-type]

    differences = reread(to_docx(launch_document()), other)

    assert any(told in line for line in differences), differences


def test_a_damaged_file_is_told() -> None:
    """A file cut short gives one clear sentence, not an exception."""
    data = to_docx(launch_document())

    differences = reread(data[: len(data) // 2], launch_document())

    assert len(differences) == 1
    assert "không mở lại được" in differences[0]
