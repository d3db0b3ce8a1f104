"""Safe fixes are applied and checked again; a fix that makes it worse is taken back."""

from __future__ import annotations

from tests.checking.plans import DAY, UNIT, plan

from drafter.checking import CheckContext
from drafter.checking.finding import Fix
from drafter.checking.mending import apply_fixes, mend
from drafter.document.facts import Span
from drafter.reading import read_text
from drafter.register import Register


def test_slips_are_mended_and_nothing_else_changes(register: Register) -> None:
    right = plan("1. Kịp thời xử lý vi phạm; mọi người dân hưởng ứng.")
    wrong = right.replace("xử lý", "sử lý").replace("hưởng ứng", "hương ứng")
    mended = mend(read_text(wrong), CheckContext(register, DAY, UNIT, 2027), rules=("CH-01",))
    assert mended.text == read_text(right).text
    assert len(mended.fixed) == 2
    assert mended.taken_back == ()


def test_a_fix_that_brings_a_new_fault_is_taken_back(register: Register) -> None:
    # Mending one word here makes the phrase stand twice: the words stay as they were.
    text = plan("1. Vi phạm được xử lý sử lý ngay.")
    mended = mend(read_text(text), CheckContext(register, DAY, UNIT, 2027), rules=("CH-01",))
    assert [f.rule for f in mended.taken_back] == ["CH-01"]
    assert mended.text == read_text(text).text


def test_overlapping_fixes_are_not_both_applied() -> None:
    fixes = [Fix(Span(0, 5), "A"), Fix(Span(3, 8), "B")]
    assert apply_fixes("0123456789", fixes) == "012B89"
