"""Facts travel by key."""

from __future__ import annotations

import pytest

from drafter.document.facts import FactKind, Ground, GroundKind, Span
from drafter.document.model import Paragraph
from drafter.writing.keys import FactTable, UnknownKey, fill, filled, unknown_keys

SHEET = Ground(GroundKind.TARGETS, "bieu.xlsx, dòng 1", "BHYT 96%")
LAW = Ground(GroundKind.REGISTER, "luat-tdkt-2022")


def test_a_key_becomes_the_official_wording_with_its_place_and_ground() -> None:
    """Every figure of a finished text shows where it came from."""
    table = FactTable()
    key = table.add(FactKind.TARGET, "96%", SHEET)
    text, uses = fill(f"Bảo hiểm y tế đạt {key}.", table)
    assert text == "Bảo hiểm y tế đạt 96%."
    assert [(u.text, u.ground, u.span) for u in uses] == [("96%", SHEET, Span(18, 21))]
    assert uses[0].span.of(text) == "96%"


def test_a_key_that_nobody_entered_never_reaches_a_text() -> None:
    """An invented key stops the work instead of being printed."""
    table = FactTable()
    with pytest.raises(UnknownKey):
        fill("Phấn đấu đạt [[t9]].", table)
    assert unknown_keys("Phấn đấu [[t9]], [[c1]].", table) == ("t9", "c1")


def test_the_same_words_on_the_same_ground_share_a_key_and_on_another_do_not() -> None:
    """Two sources of one figure stay two facts."""
    table = FactTable()
    first = table.add(FactKind.TARGET, "96%", SHEET)
    assert table.add(FactKind.TARGET, "96%", SHEET) == first
    assert table.add(FactKind.TARGET, "96%", LAW) != first


def test_a_fact_that_opens_a_sentence_gets_a_capital() -> None:
    """ "xã Vạn Linh" at the start of a sentence is "Xã Vạn Linh"."""
    table = FactTable()
    unit = table.add(FactKind.UNIT, "xã Vạn Linh", LAW)
    assert fill(f"{unit} thi đua. {unit} về đích ở {unit}.", table)[0] == (
        "Xã Vạn Linh thi đua. Xã Vạn Linh về đích ở xã Vạn Linh."
    )


def test_a_filled_paragraph_rests_on_its_own_grounds_and_on_those_of_its_facts() -> None:
    """The paragraph's grounds come first, each once."""
    table = FactTable()
    form = Ground(GroundKind.FORM, "y-te-bhyt")
    key = table.add(FactKind.TARGET, "96%", SHEET)
    done = filled(Paragraph(f"Đạt {key}, giữ {key}.", (form,), label="-"), table)
    assert done.grounds == (form, SHEET)
    assert (done.text, done.label, len(done.uses)) == ("Đạt 96%, giữ 96%.", "-", 2)
