"""The checker as a whole: any text gets an answer; a rule can be switched off, visibly."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from drafter.checking import RULES, CheckContext, Severity, check
from drafter.reading import read_text
from drafter.register import Register, load

KB = Path(__file__).parents[2] / "kb"


@pytest.fixture(scope="module")
def register() -> Register:
    return load(KB)


@pytest.mark.parametrize("text", ["", "x", "\n\n", "Nơi nhận:", "I.\nII.\n1.", "“" * 50])
def test_any_text_gets_an_answer(text: str, register: Register) -> None:
    findings = check(read_text(text), CheckContext(register, None))
    assert all(finding.message for finding in findings)


def test_a_rule_can_be_switched_off_and_that_is_shown(register: Register) -> None:
    document = read_text("KẾ HOẠCH\nPhát động thi đua năm 2026\nNội dung")
    on = check(document, CheckContext(register, date(2026, 1, 15)))
    off = check(
        document, CheckContext(register, date(2026, 1, 15), switched_off=frozenset({"NN-01"}))
    )
    assert any(f.rule == "NN-01" and f.severity is Severity.ERROR for f in on)
    assert [f.severity for f in off if f.rule == "NN-01"] == [Severity.INFO]
    assert "tắt" in next(f.message for f in off if f.rule == "NN-01")


def test_every_rule_says_what_it_asks_and_where_from() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert all(rule.what and rule.clause for rule in RULES)
