"""An office switches rules off in a file of its own: seen in every list, never by mistake."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.checking.plans import plan

from drafter.checking.switches import Switch
from drafter.cli import main
from drafter.desk import Desk
from drafter.desk.switches import read_switches
from drafter.errors import BadValue
from drafter.settings import load_settings


def desk_with(home: Path, rules: str) -> Desk:
    (home / "rules.yaml").write_text(rules, encoding="utf-8")
    return Desk(load_settings(home=home, model=None), today=lambda: date(2026, 12, 15))


def test_both_ways_of_writing_are_read(tmp_path: Path) -> None:
    """An id alone, or with reason and day; a rule named twice counts once, the last word holds."""
    file = tmp_path / "rules.yaml"
    file.write_text(
        "off:\n- ch-01\n- {rule: NN-01, reason: mẫu tỉnh, since: 2026-12-01}\n- CH-01\n",
        encoding="utf-8",
    )
    assert read_switches(file) == (
        Switch("CH-01"),
        Switch("NN-01", "mẫu tỉnh", date(2026, 12, 1)),
    )
    assert read_switches(tmp_path / "none.yaml") == ()
    file.write_text("", encoding="utf-8")
    assert read_switches(file) == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("off: [KHÔNG-CÓ]", "KHÔNG-CÓ"),
        ("off: [CH-01", "rules.yaml"),
        ("tắt: [CH-01]", "rules.yaml"),
        ("off: [{rule: CH-01, since: hôm qua}]", "rules.yaml"),
        ("- CH-01", "rules.yaml"),
    ],
)
def test_a_file_that_is_wrong_is_said_so(text: str, told: str, tmp_path: Path) -> None:
    """A typing error neither leaves a rule on in silence nor switches another one off."""
    (tmp_path / "rules.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(BadValue) as wrong:
        read_switches(tmp_path / "rules.yaml")
    assert told in wrong.value.advice


def test_a_check_shows_what_is_off(tmp_path: Path) -> None:
    text = plan("1. Kịp thời sử lý vi phạm.").encode()
    rules = [f.rule for f in Desk(load_settings(home=tmp_path)).check_bytes("a.txt", text)]
    assert "CH-01" in rules
    assert "TAT-01" not in rules
    found = desk_with(tmp_path, "off: [CH-01]").check_bytes("a.txt", text)
    (note,) = [f for f in found if f.rule == "TAT-01"]
    assert note.message == "Đã tắt 1 quy tắc: CH-01 (không ghi lý do)."
    assert "CH-01" not in [f.rule for f in found]


def test_a_draft_and_its_sheet_show_what_is_off(tmp_path: Path) -> None:
    desk = desk_with(tmp_path, "off: [{rule: VL-04, reason: chờ văn bản thay thế}]")
    draft_id = desk.start()
    desk.say(draft_id, "Soạn kế hoạch năm 2027 cho xã Đại Lãnh, tỉnh Khánh Hòa")
    desk.say(draft_id, "Soạn luôn, chỗ thiếu để trống")
    for _ in desk.draft(draft_id):
        pass
    found = {f.rule: f for f in desk.state(draft_id).findings}
    assert found["VL-04"].severity == "info"  # law is told even when it is off
    assert "TAT-01" in found
    sheet = desk.sheet(draft_id)
    assert sheet.switched_off == ("Đã tắt 1 quy tắc: VL-04 (chờ văn bản thay thế).",)
    assert "VL-04" in desk.sheet_html(draft_id)


def test_the_command_lists_rules_with_their_state(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DRAFTER_HOME", str(tmp_path))
    (tmp_path / "rules.yaml").write_text("off: [CH-01]", encoding="utf-8")
    assert main(["check", "--rules"]) == 0
    lines = {line.split()[0]: line for line in capsys.readouterr().out.splitlines()}
    assert "TẮT" in lines["CH-01"]
    assert " bật " in lines["VL-01"]
    assert {"NUM-01", "HD-01"} <= set(lines)
    assert main(["check"]) == 2
    assert "--rules" in capsys.readouterr().err
