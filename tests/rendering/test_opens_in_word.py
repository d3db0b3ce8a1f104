"""Word opens our files without repair: order, references, pairs, numbers used once."""

from __future__ import annotations

import re

import pytest
from tests.broken_files import BODY, STYLES, Fault, broken, swap
from tests.factories import launch_document, shapes
from tests.schema_order import package_faults

from drafter.rendering import to_docx, to_review_docx

SHAPES = shapes()
TYPES, RELATIONS = "[Content_Types].xml", "word/_rels/document.xml.rels"
SETTINGS = "word/settings.xml"


@pytest.mark.parametrize("name", SHAPES)
def test_nothing_to_repair(name: str) -> None:
    """The clean file and the reviewer's copy of every shape."""
    new, old = SHAPES[name], SHAPES["hai phụ lục"]

    assert package_faults(to_docx(new)) == []
    assert package_faults(to_review_docx(new, earlier=old)) == []


def pattern(old: str, new: str) -> Fault:
    """Changes every place of the body that ``old`` describes."""

    def fault(files: dict[str, str]) -> None:
        files[BODY] = re.sub(old, new, files[BODY])

    return fault


FAULTS: list[tuple[str, Fault]] = [
    ("pPr: ", swap(BODY, '<w:pStyle w:val="TenLoai"/>', '<w:jc/><w:pStyle w:val="TenLoai"/>')),
    ("style twice", swap(STYLES, 'w:styleId="TieuNgu"', 'w:styleId="QuocHieu"')),
    ("no style", swap(BODY, '<w:pStyle w:val="TenLoai"/>', '<w:pStyle w:val="Khac"/>')),
    ("settings: ", swap(SETTINGS, "<w:decimalSymbol", '<w:zoom w:percent="90"/><w:decimalSymbol')),
    ("compatibility", swap(SETTINGS, 'w:val="15"', 'w:val="12"')),
    ("without a type", swap(TYPES, 'PartName="/word/styles.xml"', 'PartName="/word/style.xml"')),
    ("no word/header9.xml", swap(RELATIONS, "header1.xml", "header9.xml")),
    ("rId10 unknown", swap(RELATIONS, 'Id="rId10"', 'Id="rId99"')),
    ("rId11 twice", swap(RELATIONS, 'Id="rId10"', 'Id="rId11"')),
    ("change 9 twice", pattern(r'<w:(ins|del) w:id="\d+"', r'<w:\1 w:id="9"')),
    ("unsigned", swap(BODY, 'w:author="Bản rà soát"', 'w:author=""')),
    ("other kind", swap(BODY, "w:delText", "w:t", 2)),
    ("a place", swap(BODY, '<w:commentRangeEnd w:id="0"/>', "")),
    ("turned", pattern(r"(<w:commentRangeStart[^>]*>)(.*?)(<w:commentRangeEnd[^>]*>)", r"\3\2\1")),
    ("grid", swap(BODY, "<w:gridCol ", '<w:gridCol w:w="10"/><w:gridCol ')),
]


@pytest.mark.parametrize(("told", "fault"), FAULTS, ids=[t for t, _ in FAULTS])
def test_a_fault_of_the_package_is_seen(told: str, fault: Fault) -> None:
    """The check itself can fail: each kind of damage is named."""
    data = to_review_docx(launch_document(), earlier=SHAPES["sáu trang"])

    assert any(told in fault_ for fault_ in package_faults(broken(data, fault)))
