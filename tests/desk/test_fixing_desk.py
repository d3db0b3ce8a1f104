"""One click mends a draft as a new version, and an outside file as a new file."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from tests.checking.plans import plan

from drafter.desk import Desk
from drafter.errors import BadValue
from drafter.settings import load_settings


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    home: Path = tmp_path_factory.mktemp("home")
    return Desk(load_settings(home=home, model=None), today=lambda: date(2026, 12, 15))


def outside() -> bytes:
    """A plan of another's making with two slips, one of them in bold."""
    file: Any = docx.Document()
    text = plan("1. Kịp thời sử lý vi phạm; mọi người dân hương ứng.")
    for line in text.split("\n"):
        paragraph = file.add_paragraph()
        before, slip, after = line.partition("sử lý")
        paragraph.add_run(before)
        if slip:
            paragraph.add_run(slip).bold = True
            paragraph.add_run(after)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def test_an_outside_file_is_mended_and_keeps_its_look(desk: Desk) -> None:
    report = desk.fix_bytes("ke-hoach.docx", outside(), rules=("CH-01",))
    assert len(report.applied) == 2
    file: Any = docx.Document(io.BytesIO(report.content))
    bold = [run.text for p in file.paragraphs for run in p.runs if run.bold]
    assert bold == ["xử lý"]
    assert "hưởng ứng" in "\n".join(p.text for p in file.paragraphs)
    assert [f for f in desk.check_bytes("x.docx", report.content) if f.rule == "CH-01"] == []


def test_another_kind_of_file_is_said_so(desk: Desk) -> None:
    with pytest.raises(BadValue) as told:
        desk.fix_bytes("ke-hoach.txt", b"abc")
    assert "Word" in told.value.advice


def test_a_draft_is_mended_as_a_new_version(desk: Desk) -> None:
    """The slip that was typed by hand goes, the sources stay, the version says what was done."""
    draft_id = desk.start()
    desk.say(draft_id, "Soạn kế hoạch năm 2027 cho xã Đại Lãnh, tỉnh Khánh Hòa")
    desk.say(draft_id, "Soạn luôn, chỗ thiếu để trống")
    for _ in desk.draft(draft_id):
        pass
    section = desk.editable(draft_id)[0]
    typed = section.text + "\nKịp thời sử lý vi phạm trước ngày 31/3/2027."
    desk.edit_section(draft_id, section.path, typed)
    report = desk.fix(draft_id)
    assert "CH-01" in [f.rule for f in report.applied]
    state = desk.state(draft_id)
    assert state.document is not None
    line = next(p for _, p in state.document.paragraphs() if "31/3/2027" in p.text)
    assert line.text == "Kịp thời xử lý vi phạm trước ngày 31/3/2027."
    assert all(use.span.of(line.text) == use.text for use in line.uses)
    assert [f for f in state.findings if f.rule.startswith("NUM")] == []
    assert desk.versions(draft_id)[0].note == f"Sửa tự động {len(report.applied)} điểm"


def test_nothing_to_mend_makes_no_version(desk: Desk) -> None:
    draft_id = desk.drafts()[0].id
    before = desk.versions(draft_id)
    assert desk.fix(draft_id).applied == ()
    assert desk.versions(draft_id) == before
