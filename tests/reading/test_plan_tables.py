"""A commune's plan whose targets stand in a table, read as somebody else's paper."""

from __future__ import annotations

from dataclasses import replace

from tests.factories import with_table

from drafter.document.model import Paragraph, Section, SectionKind
from drafter.reading import read_bytes
from drafter.rendering import to_docx


def test_names_of_groups_are_no_targets() -> None:
    """A heading merged over the table is the group of the rows below it."""
    read = read_bytes(to_docx(with_table()), "ke-hoach.docx")
    groups = {target.indicator: target.heading for target in read.targets}

    assert not any(name.startswith("Về ") for name in groups)
    assert groups["Diện tích gieo cấy"] == "Về kinh tế"
    assert groups["Người dân tham gia bảo hiểm y tế"] == "Về xã hội"


def test_what_the_contents_say_again_is_no_second_target() -> None:
    """Last year's list has each target once, though the work names its figure too."""
    document = with_table()
    again = Section(
        SectionKind.CONTENTS,
        "III",
        "Nội dung",
        (Paragraph("Vận động từng hộ; cả năm người dân tham gia bảo hiểm y tế đạt 95,5%."),),
    )
    whole = replace(document, sections=(*document.sections[:2], again))
    read = read_bytes(to_docx(whole), "ke-hoach.docx")

    assert sum(t.quantity is not None and t.quantity.written == "95,5" for t in read.targets) == 1
