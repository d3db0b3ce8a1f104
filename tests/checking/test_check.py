"""The checker as a whole: any text gets an answer; a rule can be switched off, visibly."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from tests.checking.plans import Ask, plan

from drafter.checking import RULES, CheckContext, Severity, Switch, check
from drafter.checking.describe import rules_page
from drafter.reading import read_text
from drafter.register import Register


@pytest.mark.parametrize("text", ["", "x", "\n\n", "Nơi nhận:", "I.\nII.\n1.", "“" * 50, "%" * 99])
def test_any_text_gets_an_answer(text: str, register: Register) -> None:
    findings = check(read_text(text), CheckContext(register, None))
    assert all(finding.message for finding in findings)


def test_a_right_plan_gets_no_error_and_only_the_sunset(ask: Ask) -> None:
    told = [f for f in ask(plan()) if f.severity is not Severity.INFO]
    assert [f.rule for f in told if f.severity is Severity.ERROR] == []


def test_a_rule_can_be_switched_off_and_that_is_shown(ask: Ask) -> None:
    text = plan().replace("Nơi nhận:", "Gửi:")
    assert [f.severity for f in ask(text, "NN-01")] == [Severity.ERROR]
    switches = (Switch("NN-01", "mẫu của tỉnh", date(2026, 12, 1)),)
    assert ask(text, "NN-01", switched_off=switches) == []
    (note,) = ask(text, "TAT-01", switched_off=switches)
    assert note.severity is Severity.INFO
    assert note.message == "Đã tắt 1 quy tắc: NN-01 (mẫu của tỉnh, từ 01/12/2026)."


def test_law_and_figures_are_never_silent(ask: Ask) -> None:
    """A rule of law that is off still tells what it finds, as info; no error, no silence."""
    text = plan("1. Thực hiện Nghị định số 98/2023/NĐ-CP ngày 31/12/2023 của Chính phủ.")
    assert [f.severity for f in ask(text, "VL-01")] == [Severity.ERROR]
    (told,) = ask(text, "VL-01", switched_off=(Switch("VL-01"),))
    assert told.severity is Severity.INFO
    assert "đang tắt" in told.message


def test_nothing_is_said_where_every_rule_is_on(ask: Ask) -> None:
    assert ask(plan(), "TAT-01") == []


def test_findings_come_gravest_first_and_quote_their_place(ask: Ask) -> None:
    found = ask(plan("1. Tỷ lệ người dân tham gia bảo hiểm y tế đạt 196%, kịp thời sử lý."))
    order = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
    assert [order[f.severity] for f in found] == sorted(order[f.severity] for f in found)
    slip = next(f for f in found if f.rule == "CH-01")
    assert (slip.quote, slip.where.section, slip.fix and slip.fix.replacement) == (
        "sử lý", "II.1", "xử lý",
    )  # fmt: skip


def test_a_fix_replaces_exactly_its_place(ask: Ask) -> None:
    text = read_text(plan("1. Kịp thời sử lý vi phạm.")).text
    fix = next(f.fix for f in ask(text, "CH-01") if f.fix)
    mended = text[: fix.span.start] + fix.replacement + text[fix.span.end :]
    assert mended == text.replace("sử lý", "xử lý")


def test_what_extraction_lost_is_not_an_error(ask: Ask) -> None:
    body = plan().split("KẾ HOẠCH\n", 1)[1]
    lost = ask("KẾ HOẠCH\n" + body)
    heads = {"HD-01", "HD-04", "CQ-01", "SO-01", "DD-01"}
    assert {f.severity for f in lost if f.rule in heads} == {Severity.INFO}
    partly = ask(plan().replace("Số: 11/KH-UBND\n", ""), "SO-01")
    assert [f.severity for f in partly] == [Severity.ERROR]


def test_every_rule_says_what_it_asks_and_where_from() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert all(rule.what and rule.clause for rule in RULES)


def test_the_page_of_rules_is_up_to_date() -> None:
    written = Path(__file__).parents[2] / "docs" / "rules.md"
    assert written.read_text(encoding="utf-8") == rules_page()


def test_checking_loads_nothing_heavy() -> None:
    script = (
        "import sys, drafter.checking; from drafter.reading import read_text;"
        "heavy = {'torch', 'chromadb', 'streamlit', 'langchain', 'sentence_transformers',"
        " 'sqlalchemy', 'docx'} & set(sys.modules); assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
