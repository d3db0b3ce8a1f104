"""The .docx file as a file: parts, order of elements, properties, what Word and people see."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from datetime import datetime
from typing import Any
from xml.etree import ElementTree

import docx
import pytest
from tests.factories import launch_document, letterhead, shapes
from tests.schema_order import misplaced

from drafter.document.model import Paragraph
from drafter.rendering import to_docx

SHAPES = shapes()


def parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


@pytest.mark.parametrize("name", SHAPES)
def test_every_part_is_well_formed_and_ordered(name: str) -> None:
    """Word repairs or refuses a file whose elements stand in the wrong order."""
    for part, text in parts(to_docx(SHAPES[name])).items():
        assert misplaced(ElementTree.fromstring(text)) == [], part


def test_every_relationship_has_its_part_and_type() -> None:
    """Nothing is pointed at that is not in the package, nothing is there without a type."""
    files = parts(to_docx(launch_document()))
    targets = re.findall(r'Target="([^"]+)"', files["word/_rels/document.xml.rels"])
    typed = re.findall(r'PartName="/([^"]+)"', files["[Content_Types].xml"])
    used = set(re.findall(r'r:id="([^"]+)"', files["word/document.xml"]))
    known = set(re.findall(r'Id="([^"]+)"', files["word/_rels/document.xml.rels"]))

    assert {f"word/{target}" for target in targets} <= set(files)
    assert {n for n in files if not n.endswith(".rels")} - {"[Content_Types].xml"} == set(typed)
    assert used <= known


def test_every_style_used_is_defined_and_named() -> None:
    """An official who edits keeps the form: each paragraph has a style with a Vietnamese name."""
    files = parts(to_docx(SHAPES["hai phụ lục"]))
    used = set(re.findall(r'<w:pStyle w:val="([^"]+)"', files["word/document.xml"]))
    defined = dict(
        re.findall(r'w:styleId="([^"]+)"><w:name w:val="([^"]+)"', files["word/styles.xml"])
    )

    assert used <= set(defined)
    assert {"Quốc hiệu", "Trích yếu nội dung", "Nội dung văn bản", "Phụ lục"} <= set(
        defined.values()
    )


def test_equal_documents_give_equal_bytes() -> None:
    """The same document is the same file; the time in it is an argument, never the clock."""
    stamp = datetime(2026, 12, 1, 8, 30)
    first, again = to_docx(launch_document()), to_docx(launch_document())
    stamped = parts(to_docx(launch_document(), stamp=stamp))["docProps/core.xml"]

    assert first == again
    assert "2026-12-01T08:30:00Z" in stamped
    assert "2027-01-01T00:00:00Z" in parts(first)["docProps/core.xml"]


def test_the_file_says_who_and_what_it_is() -> None:
    """Title, author and language as an office expects them in the properties."""
    core: Any = docx.Document(io.BytesIO(to_docx(launch_document()))).core_properties

    assert core.title == f"Kế hoạch {launch_document().title}"
    assert core.author == "Ủy ban nhân dân xã Vạn Linh"
    assert core.language == "vi-VN"


@pytest.mark.parametrize(
    ("lines", "place", "author"),
    [
        (("ỦY BAN NHÂN DÂN", "PHƯỜNG 1"), "Phường 1", "Ủy ban nhân dân Phường 1"),
        (("ỦY BAN NHÂN DÂN", "ĐẶC KHU PHÚ QUỐC"), "Phú Quốc", "Ủy ban nhân dân đặc khu Phú Quốc"),
        (("ỦY BAN NHÂN DÂN", "XÃ ĐẮK HÀ"), "Đắk Hà", "Ủy ban nhân dân xã Đắk Hà"),
    ],
)
def test_the_author_is_the_issuer_in_words(lines: tuple[str, ...], place: str, author: str) -> None:
    """Capitals come back as running text writes them (Phụ lục II, III.1)."""
    document = launch_document(letterhead=letterhead(*lines, place=place))
    core: Any = docx.Document(io.BytesIO(to_docx(document))).core_properties

    assert core.author == author


def test_no_theme_and_no_other_font() -> None:
    """Times New Roman on all four slots; nothing that Word could resolve to another font."""
    files = parts(to_docx(SHAPES["hai phụ lục"]))
    everything = "".join(files.values())
    fonts = "".join(re.findall(r"<w:rFonts [^>]*>", everything))
    slots = re.findall(r'w:(?:ascii|hAnsi|eastAsia|cs)="([^"]+)"', fonts)

    assert set(slots) == {"Times New Roman"}
    assert "Theme=" not in everything
    assert not any("theme" in name for name in files)


def test_text_is_composed_and_printable() -> None:
    """Decomposed letters are joined; characters XML cannot hold are dropped, not fatal."""
    odd = unicodedata.normalize("NFD", "Vận động") + "\x0b nhân\x00 dân <&> ./."
    data = to_docx(launch_document(closing=(Paragraph(odd),)))
    text = parts(data)["word/document.xml"]

    assert "Vận động  nhân dân &lt;&amp;&gt; ./." in text or "Vận động nhân dân" in text
    assert unicodedata.is_normalized("NFC", text)


def test_placeholders_are_yellow_and_nothing_else_is() -> None:
    """What has to be filled in is seen at once."""
    text = parts(to_docx(launch_document()))["word/document.xml"]
    marked = re.findall(
        r'<w:highlight w:val="yellow"/></w:rPr><w:t xml:space="preserve">([^<]*)<', text
    )

    assert marked == ["[số sản phẩm do Phòng Kinh tế xác nhận]"]


def test_the_signature_never_stands_alone() -> None:
    """The last paragraph stays with the signature, whose row is never split."""
    text = parts(to_docx(launch_document()))["word/document.xml"]
    before, _, table = text.rpartition("<w:tbl>")
    last = before.rpartition("<w:p>")[2]

    assert "<w:keepNext/>" in last
    assert "<w:cantSplit/>" in table
