"""Safe fixes are applied and checked again; a fix that makes it worse is taken back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tests.checking.plans import DAY, UNIT, plan
from tests.factories import grounded, launch_document

from drafter.checking import CheckContext
from drafter.checking.amending import amended
from drafter.checking.finding import Category, Finding, Fix, Severity
from drafter.checking.fixing import apply_fixes, mend, settle
from drafter.document.edit import line_edit
from drafter.document.facts import FactKind, Ground, GroundKind, Span
from drafter.document.model import LaunchDocument, Paragraph, Section, SectionKind
from drafter.reading import read_text
from drafter.register import Register
from drafter.rendering import to_text


def test_slips_are_mended_and_nothing_else_changes(register: Register) -> None:
    right = plan("1. Kịp thời xử lý vi phạm; mọi người dân hưởng ứng.")
    wrong = right.replace("xử lý", "sử lý").replace("hưởng ứng", "hương ứng")
    mended = mend(read_text(wrong), CheckContext(register, DAY, UNIT, 2027), rules=("CH-01",))
    assert mended.content == read_text(right).text
    assert len(mended.applied) == 2
    assert mended.taken_back == ()


def test_a_fix_that_brings_a_new_fault_is_taken_back(register: Register) -> None:
    # Mending one word here makes the phrase stand twice: the words stay as they were.
    text = plan("1. Vi phạm được xử lý sử lý ngay.")
    mended = mend(read_text(text), CheckContext(register, DAY, UNIT, 2027), rules=("CH-01",))
    assert [f.rule for f in mended.taken_back] == ["CH-01"]
    assert mended.content == read_text(text).text


def test_overlapping_fixes_are_not_both_applied() -> None:
    fixes = [Fix(Span(0, 5), "A"), Fix(Span(3, 8), "B")]
    assert apply_fixes("0123456789", fixes) == "012B89"


# what settles: a scripted checker tells what it sees


def found(text: str) -> list[Finding]:
    """Each "sai" has a fix "đúng"; "đúng đúng" is an error that only a fix can bring."""
    out = [
        Finding("A", Category.WORDING, Severity.WARNING, "sai", fix=Fix(Span(*m.span()), "đúng"))
        for m in re.finditer("sai", text)
    ]
    out += [
        Finding("B", Category.LAW, Severity.ERROR, "lặp") for _ in re.finditer("đúng đúng", text)
    ]
    return out


def put(text: str, findings: Sequence[Finding]) -> str:
    return apply_fixes(text, [f.fix for f in findings if f.fix])


def test_only_the_fix_that_makes_it_worse_is_taken_back() -> None:
    """Of three fixes of one rule the one that brings an error is undone, the others stay."""
    text = "sai, một; đúng sai; hai, sai"
    report = settle(text, found(text), found, put)
    assert report.content == "đúng, một; đúng sai; hai, đúng"
    assert len(report.applied) == 2
    assert len(report.taken_back) == 1
    assert [f.rule for f in report.findings] == ["A"]


def test_a_warning_that_becomes_an_error_is_worse() -> None:
    """The number of findings of a rule may stay while their gravity grows."""

    def look(text: str) -> list[Finding]:
        fixable = Finding("A", Category.WORDING, Severity.INFO, "", fix=Fix(Span(0, 1), "y"))
        grave = Severity.ERROR if text.startswith("y") else Severity.WARNING
        other = Finding("C", Category.LAW, grave, "căn cứ")
        return [other] if text.startswith("y") else [fixable, other]

    report = settle("x", look("x"), look, put)
    assert report.content == "x"
    assert len(report.taken_back) == 1


def test_a_fix_that_mends_nothing_is_not_kept() -> None:
    """A replacement after which the rule finds as much is no fix."""

    def look(text: str) -> list[Finding]:
        return [Finding("A", Category.WORDING, Severity.INFO, "", fix=Fix(Span(0, 1), "z"))]

    report = settle("abc", look("abc"), look, put)
    assert (report.content, len(report.applied), len(report.taken_back)) == ("abc", 0, 1)


def test_only_the_rules_asked_for_are_fixed() -> None:
    text = "sai"
    assert settle(text, found(text), found, put, rules=("Z",)).content == "sai"
    assert settle(text, found(text), found, put, rules=("A",)).content == "đúng"


# a draft of ours


def draft_of(text: str, fact: str) -> LaunchDocument:
    paragraph = grounded(text, fact, FactKind.TARGET, Ground(GroundKind.TARGETS, "dòng 1", fact))
    section = Section(SectionKind.TARGETS, "I", "CHỈ TIÊU", (replace(paragraph, label="-"),))
    return replace(launch_document(), sections=(section,))


def edit_of(document: LaunchDocument, old: str, new: str) -> LaunchDocument:
    text = to_text(document)
    at = text.index(old)
    edit = line_edit(text, Span(at, at + len(old)), new)
    assert edit is not None
    return amended(document, edit.pieces())


def only_paragraph(document: LaunchDocument) -> Paragraph:
    return document.sections[0].paragraphs[0]


def test_spans_move_and_grounds_stay() -> None:
    """Words before a fact change their length: the fact is still where its span says."""
    before = draft_of("Phân đấu hết năm, thu ngân sách đạt 64,0 tỷ đồng.", "64,0 tỷ đồng")
    for new in ("Phấn đấu đến", "Đạt"):
        after = only_paragraph(edit_of(before, "Phân đấu", new))
        (use,) = after.uses
        assert after.text.startswith(new)
        assert use.span.of(after.text) == use.text == "64,0 tỷ đồng"
        assert use.ground == only_paragraph(before).uses[0].ground
        assert after.label == "-"


def test_the_words_of_a_fact_are_never_touched() -> None:
    """A fix inside a grounded figure is left out: those words are the source's."""
    before = draft_of("Thu ngân sách đạt 64,0 tỷ đồng.", "64,0 tỷ đồng")
    assert edit_of(before, "64,0", "65,0") == before
    assert edit_of(before, "đạt 64", "được 64") != before  # only the word before it changes


def test_the_second_of_two_equal_lines_is_the_one_that_changes() -> None:
    line = Paragraph("Vận động người dan tham gia.", label="-")
    section = Section(SectionKind.CONTENTS, "I", "NỘI DUNG", (line, line))
    document = replace(launch_document(), sections=(section,))
    text = to_text(document)
    at = text.rindex("dan")
    edit = line_edit(text, Span(at, at + 3), "dân")
    assert edit is not None
    first, second = amended(document, [edit]).sections[0].paragraphs
    assert (first.text, second.text) == (line.text, "Vận động người dân tham gia.")
