"""The last look at a file before it leaves the house."""

from __future__ import annotations

import pytest
from tests.broken_files import BODY, broken, good, style, swap
from tests.factories import shapes

from drafter.checking.finding import Category, Finding, Severity
from drafter.checking.format import check_format, joined
from drafter.checking.outgoing import faults_of_file


@pytest.mark.parametrize("name", shapes())
def test_our_files_may_go(name: str) -> None:
    """What we write is what was drafted and holds the form."""
    assert faults_of_file(good(name), shapes()[name]) == []


def test_a_changed_word_stops_the_file() -> None:
    """One figure that differs from the draft is enough, and is quoted."""
    data = broken(good("xã"), swap(BODY, "12,5 tỷ", "15,2 tỷ"))

    faults = faults_of_file(data, shapes()["xã"])

    assert len(faults) == 1
    assert "15,2 tỷ" in faults[0]
    assert "12,5 tỷ" in faults[0]


def test_an_error_of_form_stops_the_file_and_a_remark_does_not() -> None:
    """Errors count; a missing unit in the last recipient is only a warning."""
    error = broken(good("xã"), style("NoiDung", 'w:jc w:val="both"', 'w:jc w:val="left"'))
    warning = broken(good("xã"), style("Heading2", 'w:sz w:val="28"', 'w:sz w:val="26"'))

    assert [text.split(":")[0] for text in faults_of_file(error, shapes()["xã"])] == ["Nội dung"]
    assert faults_of_file(warning, shapes()["xã"]) == []


def test_a_rule_is_told_once() -> None:
    """Where text and file say the same, the text has the word; worst come first."""
    report = check_format(broken(good("xã"), swap(BODY, "/KH-UBND", "/CT-UBND")))
    text = Finding("SO-04", Category.FORMAT, Severity.ERROR, "Ký hiệu chưa hợp với tên loại.")
    remark = Finding("TX-9", Category.WORDING, Severity.INFO, "Nên viết gọn hơn.")

    both = joined([remark, text], report)

    assert [f.message for f in both] == [text.message, remark.message]
