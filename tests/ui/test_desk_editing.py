"""The desk behind the page: a draft is kept, edited, brought back, and never overwritten."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from drafter.desk import Desk
from drafter.drafting.conversation import Stage
from drafter.errors import BadValue, UnreadableFile
from drafter.settings import load_settings


@pytest.fixture(scope="module")
def home(ready_home: Callable[[], Path]) -> Path:
    return ready_home()


@pytest.fixture(scope="module")
def written(home: Path) -> tuple[Desk, str]:
    desk = Desk(load_settings(home=home, model=None), today=lambda: date(2026, 12, 15))
    draft_id = desk.start()
    desk.say(draft_id, "Soạn kế hoạch năm 2027 cho xã Đại Lãnh, tỉnh Khánh Hòa")
    desk.say(draft_id, "Soạn luôn, chỗ thiếu để trống")
    assert desk.state(draft_id).conversation.stage is Stage.DRAFTING
    assert [step.stage for step in desk.draft(draft_id)][-1] == "done"
    return desk, draft_id


def test_a_restart_finds_everything(written: tuple[Desk, str], home: Path) -> None:
    """A second desk over the same folder shows the same state."""
    desk, draft_id = written
    again = Desk(load_settings(home=home, model=None))
    assert again.state(draft_id) == desk.state(draft_id)
    assert again.state(draft_id).conversation.stage is Stage.DRAFTED
    assert [draft.id for draft in again.drafts()] == [draft_id]


def test_edit_and_restore(written: tuple[Desk, str]) -> None:
    """An edit is a new version, checked again; the first one can be brought back."""
    desk, draft_id = written
    first = desk.state(draft_id).document
    section = desk.editable(draft_id)[0]
    typed = section.text + "\nMỗi thôn đăng ký 01 công trình trước ngày 31/3/2027."
    desk.edit_section(draft_id, section.path, typed)
    state = desk.state(draft_id)
    assert state.document is not None
    assert [f.rule for f in state.findings if f.rule.startswith("NUM")] == []
    assert "31/3/2027" in " ".join(use.text for use in state.document.ledger())
    assert desk.docx(draft_id)[:2] == b"PK"
    assert desk.review(draft_id)[:2] == b"PK"
    desk.restore(draft_id, 1)
    assert desk.state(draft_id).document == first
    assert [v.number for v in desk.versions(draft_id)] == [3, 2, 1]
    assert desk.versions(draft_id)[0].note == "Khôi phục bản 1"


def test_an_unknown_version_is_said_so(written: tuple[Desk, str]) -> None:
    desk, draft_id = written
    with pytest.raises(BadValue) as told:
        desk.restore(draft_id, 99)
    assert "99" in told.value.advice


def test_one_slow_draft_holds_up_no_other(
    written: tuple[Desk, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """While a long scan is being read for one draft, another one answers."""
    desk, _ = written
    slow, quick = desk.start(), desk.start()
    gate, reading = threading.Event(), threading.Event()

    def read(data: bytes, name: str, *, progress: object = None) -> None:
        reading.set()
        gate.wait(10)
        raise UnreadableFile("slow", advice="Tệp hỏng.")

    monkeypatch.setattr("drafter.reading.read_bytes", read)
    thread = threading.Thread(target=desk.say, args=(slow, "", [("a.pdf", b"x")]))
    thread.start()
    assert reading.wait(10)
    assert "xã Đại Lãnh" in desk.say(quick, "xã Đại Lãnh, tỉnh Khánh Hòa").say[0]
    gate.set()
    thread.join(10)
    assert "Tệp hỏng." in desk.state(slow).conversation.turns[-1].text
