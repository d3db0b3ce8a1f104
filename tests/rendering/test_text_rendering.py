"""A document as plain text."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from tests.factories import launch_document, letterhead, shapes

from drafter.document.model import LaunchDocument, Paragraph
from drafter.rendering import to_text


def test_the_letterhead_comes_first_and_in_order() -> None:
    """Issuer, national name, motto, number, place and date, type, title: then the text."""
    lines = to_text(launch_document()).splitlines()

    assert lines[:8] == [
        "ỦY BAN NHÂN DÂN",
        "XÃ VẠN LINH",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: /KH-UBND",
        "Vạn Linh, ngày      tháng      năm 2027",
        "KẾ HOẠCH",
        launch_document().title,
    ]


@pytest.mark.parametrize(
    ("number", "day", "month", "expected"),
    [
        ("5", 5, 1, ("Số: 05/KH-UBND", "Vạn Linh, ngày 05 tháng 01 năm 2027")),
        ("12", 5, 3, ("Số: 12/KH-UBND", "Vạn Linh, ngày 05 tháng 3 năm 2027")),
        ("112", 15, 12, ("Số: 112/KH-UBND", "Vạn Linh, ngày 15 tháng 12 năm 2027")),
    ],
)
def test_number_and_date_have_their_zeros(
    number: str, day: int, month: int, expected: tuple[str, str]
) -> None:
    """A zero before numbers and days below ten and months one and two only (PLI-II.3c, 4b)."""
    head = letterhead("ỦY BAN NHÂN DÂN", "XÃ VẠN LINH", place="Vạn Linh")
    head = replace(head, number=number, day=day, month=month)

    lines = to_text(launch_document(letterhead=head)).splitlines()

    assert tuple(lines[4:6]) == expected


def test_every_word_of_the_body_is_there() -> None:
    """No paragraph of the document is lost on the way to text."""
    for name, document in shapes().items():
        text = to_text(document)
        missing = [p.text for _, p in document.paragraphs() if p.text.rstrip(".") not in text]
        assert missing == [], name


def test_labels_have_their_marks() -> None:
    """A dot after numbers, a bracket after letters, a hyphen as it is (PLI-II.6đ)."""
    lines = to_text(launch_document()).splitlines()
    body = lines[9 : lines.index("Nơi nhận:")]

    assert [line.split(" ")[0] for line in body if len(line.split(" ")[0]) < 4][:9] == [
        "I.", "1.", "2.", "II.", "1.", "Thu", "-", "2.", "-",
    ]  # fmt: skip
    assert "a) Giáo viên" in " ".join(body)
    assert body[0] == "I. MỤC ĐÍCH, YÊU CẦU"


def test_recipients_end_as_the_decree_wants() -> None:
    """Semicolons, and a full stop after the last, whatever the document carries (PLI-II.9d)."""
    document = launch_document(recipients=("- Sở Nội vụ;", "Lưu: VT, VHXH."))

    lines = to_text(document).splitlines()
    at = lines.index("Nơi nhận:")

    assert lines[at + 1 : at + 3] == ["- Sở Nội vụ;", "- Lưu: VT, VHXH."]


def test_text_is_one_normal_form() -> None:
    """Decomposed letters come out composed, and a paragraph never spans two lines."""
    text = unicodedata.normalize("NFD", "Vận động\nnhân dân") + "./."
    document: LaunchDocument = launch_document(closing=(Paragraph(text),))

    assert "Vận động nhân dân./." in to_text(document).splitlines()
