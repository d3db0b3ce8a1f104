"""The office's own template: it goes first, and what it breaks is told."""

from __future__ import annotations

import io

import docx
import pytest
from tests.broken_files import BODY, Fault, broken, good, style, swap
from tests.factories import launch_document

from drafter.checking.format import check_format
from drafter.checking.format_template import check_template
from drafter.errors import UnreadableFile
from drafter.reading.docx_format import read_format
from drafter.rendering import read_template, reread, to_docx


def restyled(*faults: Fault) -> bytes:
    """A file of ours as an office might have restyled it."""
    data = good("xã")
    for fault in faults:
        data = broken(data, fault)
    return data


def test_our_own_file_as_template_changes_nothing_that_shows() -> None:
    """Taking over our own styles gives the same form and no finding."""
    template = read_template(good("xã"))

    assert check_template(template) == []
    assert "Nội dung văn bản" in template.found


def test_the_look_of_the_template_goes_first() -> None:
    """Sizes, indents and margins within the decree are the office's choice."""
    template = read_template(
        restyled(
            style("NoiDung", 'w:sz w:val="28"', 'w:sz w:val="26"'),
            style("NoiDung", 'w:firstLine="720"', 'w:firstLine="567"'),
            swap(BODY, 'w:left="1701"', 'w:left="1985"'),
        )
    )
    form = read_format(to_docx(launch_document(), template=template))
    body = next(p for p in form.paragraphs if p.text.startswith("Thu ngân sách"))

    assert (body.runs[0].size, round(body.first_line, 1)) == (13.0, 10.0)
    assert round(form.sections[0].margins["left"]) == 35


def test_the_text_stays_the_same() -> None:
    """A template has no say in what the document says."""
    document = launch_document()
    template = read_template(restyled(style("TieuNgu", 'w:val="28"', 'w:val="26"')))

    assert reread(to_docx(document, template=template), document) == []


@pytest.mark.parametrize(
    ("rule", "fault"),
    [
        ("ND-01", style("NoiDung", 'w:sz w:val="28"', 'w:sz w:val="24"')),
        ("CC-02", style("CanCu", 'w:i w:val="1"', 'w:i w:val="0"')),
        ("TL-02", style("TenLoai", 'w:b w:val="1"', 'w:b w:val="0"')),
        ("FN-02", style("Heading1", 'w:color w:val="000000"', 'w:color w:val="2F5496"')),
        ("PG-03", swap(BODY, 'w:left="1701"', 'w:left="1134"')),
    ],
)
def test_what_a_template_breaks_is_told(rule: str, fault: Fault) -> None:
    """The office learns it before the first file goes out, with the clause."""
    findings = check_template(read_template(restyled(fault)))

    assert [f.rule for f in findings] == [rule]
    assert findings[0].clause


def test_the_typeface_is_not_a_choice() -> None:
    """A template in another font still prints Times New Roman (PLI-I.4)."""
    font = style("NoiDung", 'w:ascii="Times New Roman"', 'w:ascii="Arial"')

    assert check_template(read_template(restyled(font))) == []


def test_a_file_without_our_styles_gives_its_margins_only() -> None:
    """The blue headings of any Word file are no template of ours."""
    buffer = io.BytesIO()
    docx.Document().save(buffer)

    template = read_template(buffer.getvalue())

    assert template.found == ()
    told = {f.rule for f in check_format(to_docx(launch_document(), template=template)).findings}
    assert told == {"PG-03"}


@pytest.mark.parametrize("data", [b"", b"PK\x05\x06" + b"\0" * 18, b"van ban"])
def test_what_is_no_word_file_is_refused(data: bytes) -> None:
    """One clear sentence for the official."""
    with pytest.raises(UnreadableFile) as caught:
        read_template(data)

    assert "Tệp mẫu" in caught.value.advice
