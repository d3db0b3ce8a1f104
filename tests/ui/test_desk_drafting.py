"""The desk writes: one part again, stopping half-way, a directive of the shelf, two texts compared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from drafter.desk import Change, Desk
from drafter.desk.comparing import compare
from drafter.drafting.conversation import Action, Stage
from drafter.errors import BadValue
from drafter.reading.message_act import find_part_again
from drafter.reading.message_words import plain
from drafter.settings import load_settings

TODAY = date(2026, 12, 15)
DIRECTIVE = """ỦY BAN NHÂN DÂN
TỈNH KHÁNH HÒA
Số: 9915/KH-UBND
Khánh Hòa, ngày 05 tháng 12 năm 2026
KẾ HOẠCH
Phát động phong trào thi đua năm 2027
I. MỤC ĐÍCH
Tạo khí thế thi đua sôi nổi trong toàn tỉnh.
II. NỘI DUNG
1. Thi đua phát triển kinh tế biển, giảm nghèo bền vững.
2. Thi đua xây dựng nông thôn mới, đô thị văn minh.
III. TỔ CHỨC THỰC HIỆN
UBND các xã, phường phát động thi đua trước ngày 31/01/2027.
"""


def written(home: Path, **options: Any) -> tuple[Desk, str]:
    desk = Desk(load_settings(home=home, model=None), today=lambda: TODAY, **options)
    draft_id = desk.start()
    desk.say(draft_id, "Soạn kế hoạch năm 2027 cho xã Đại Lãnh, tỉnh Khánh Hòa. Soạn luôn.")
    list(desk.draft(draft_id))
    return desk, draft_id


@pytest.fixture(scope="module")
def home(ready_home: Callable[[], Path]) -> Path:
    """One folder for all desks: the shelf is made ready once."""
    return ready_home()


@pytest.fixture(scope="module")
def made(home: Path) -> tuple[Desk, str]:
    return written(home)


def headings(desk: Desk, draft_id: str) -> dict[str, Any]:
    document = desk.state(draft_id).document
    assert document is not None
    return {section.label: section for section in document.sections}


def test_one_part_again(made: tuple[Desk, str]) -> None:
    """Part III told in the chat is written afresh; a hand edit elsewhere stays; a new version."""
    desk, draft_id = made
    first = headings(desk, draft_id)
    texts = {s.path: s.text for s in desk.editable(draft_id)}
    one = next(path for path in texts if path.split(".")[0] == "I")
    three = next(path for path in texts if path.split(".")[0] == "III")
    desk.edit_section(draft_id, one, "Câu của anh Ba.")
    desk.edit_section(draft_id, three, "Câu sẽ mất.")
    reply = desk.say(draft_id, "soạn lại phần III giúp em")
    assert (reply.action, reply.part) == (Action.REDRAFT_PART, "III")
    steps = list(desk.redraft_part(draft_id, reply.part))
    now = headings(desk, draft_id)
    assert [step.section for step in steps if step.stage == "write"] == ["III"]
    assert now["III"] == first["III"]
    assert "Câu của anh Ba." in [s.text for s in desk.editable(draft_id)]
    assert {k: v for k, v in now.items() if k not in ("I", "III")} == {
        k: v for k, v in first.items() if k not in ("I", "III")
    }
    assert desk.versions(draft_id)[0].note == "Soạn lại phần III"
    assert "các phần khác giữ nguyên" in desk.state(draft_id).conversation.turns[-1].text


def test_a_part_that_is_not_there(made: tuple[Desk, str]) -> None:
    desk, draft_id = made
    before = len(desk.versions(draft_id))
    assert list(desk.redraft_part(draft_id, "IX")) == []
    assert "không có phần IX" in desk.state(draft_id).conversation.turns[-1].text
    assert len(desk.versions(draft_id)) == before


@pytest.mark.parametrize(
    ("typed", "part"),
    [
        ("soạn lại phần III", "III"),
        ("Viết lại mục 3 giúp chị", "III"),
        ("soan lai phan giai phap", "giai-phap"),
        ("soạn lại phần mục đích, yêu cầu", "muc-dich"),
        ("làm lại phần thứ 2", "II"),
        ("soạn lại", None),
        ("soạn lại kế hoạch năm 2027", None),
        ("soạn lại mục tiêu BHYT 96%", None),
    ],
)
def test_which_part_a_message_means(typed: str, part: str | None) -> None:
    assert find_part_again(plain(typed)) == part


def test_no_draft_no_part(home: Path) -> None:
    """Nothing is written again before something is written."""
    desk = Desk(load_settings(home=home, model=None), today=lambda: TODAY)
    draft_id = desk.start()
    reply = desk.say(draft_id, "soạn lại phần II")
    assert reply.action is Action.NONE
    assert "Chưa có dự thảo" in reply.say[0]


@dataclass
class Counting:
    """A model that cannot write, so that the template does, and counts how often it was asked."""

    asked: int = 0

    def invoke(self, prompt: str) -> Any:
        del prompt
        self.asked += 1
        return "không phải JSON"


def test_stop_and_go_on(home: Path) -> None:
    """A stopped draft opens the talk again; going on asks for no part that is written."""
    chat = Counting()
    desk = Desk(load_settings(home=home, model=None), today=lambda: TODAY, chat=chat)
    draft_id = desk.start()
    desk.say(draft_id, "Soạn kế hoạch năm 2027 cho xã Đại Lãnh, tỉnh Khánh Hòa. Soạn luôn.")
    for step in desk.draft(draft_id):
        if step.section == "II":
            break
    half = chat.asked
    desk.stop(draft_id)
    state = desk.state(draft_id)
    assert half > 0
    assert (state.conversation.stage, state.document) == (Stage.READY, None)
    assert state.conversation.asked is not None
    assert state.conversation.asked.choices == ("Soạn tiếp",)
    assert desk.say(draft_id, "Soạn tiếp").action is Action.DRAFT
    list(desk.draft(draft_id))
    resumed = chat.asked
    other = written(home, chat=(whole := Counting()))
    assert resumed == whole.asked
    assert desk.state(draft_id).document == other[0].state(other[1]).document


def test_a_told_fact_starts_the_parts_afresh(home: Path) -> None:
    """What was written before a new fact is not kept."""
    chat = Counting()
    desk = Desk(load_settings(home=home, model=None), today=lambda: TODAY, chat=chat)
    draft_id = desk.start()
    desk.say(draft_id, "Soạn kế hoạch năm 2027 cho xã Đại Lãnh, tỉnh Khánh Hòa. Soạn luôn.")
    next(step for step in desk.draft(draft_id) if step.section == "II")
    desk.stop(draft_id)
    desk.say(draft_id, "Chủ đề là “Đoàn kết, sáng tạo”.")
    half = chat.asked
    desk.say(draft_id, "Bắt đầu soạn")
    list(desk.draft(draft_id))
    whole = Counting()
    written(home, chat=whole)
    assert chat.asked - half == whole.asked


def test_a_directive_of_the_shelf(home: Path) -> None:
    """The province's plan of the year is offered by number and taken whole with a click."""
    desk = Desk(load_settings(home=home, model=None), today=lambda: TODAY)
    desk.ingest_bytes("tinh.txt", DIRECTIVE.encode())
    draft_id = desk.start()
    reply = desk.say(draft_id, "Soạn kế hoạch năm 2027 cho xã Đại Lãnh, tỉnh Khánh Hòa")
    assert reply.ask is not None
    offered = reply.ask.choices[0]
    assert "9915/KH-UBND" in offered
    reply = desk.say(draft_id, offered)
    directive = reply.conversation.brief.directive
    assert directive is not None
    assert "kinh tế biển" in directive.text
    assert "9915/KH-UBND" in reply.say[0]


def test_a_directive_of_another_year_is_not_offered(home: Path) -> None:
    desk = Desk(load_settings(home=home, model=None), today=lambda: TODAY)
    desk.ingest_bytes("tinh.txt", DIRECTIVE.encode())
    reply = desk.say(desk.start(), "Soạn kế hoạch năm 2026 cho xã Đại Lãnh, tỉnh Khánh Hòa")
    assert reply.ask is not None
    assert reply.ask.choices == ("Chưa có",)


def test_two_texts_line_by_line() -> None:
    rows = compare(
        ["I. MỤC ĐÍCH", "Tỷ lệ BHYT đạt 93% dân số.", "Câu cũ hẳn đi."],
        ["I. MỤC ĐÍCH", "Tỷ lệ BHYT đạt 95% dân số.", "Mỗi thôn một việc mới."],
    )
    told = [(r.change, [p.text for p in (*r.before, *r.after) if p.marked]) for r in rows]
    assert told == [
        (Change.SAME, []),
        (Change.CHANGED, ["93%", "95%"]),
        (Change.ADDED, ["Mỗi thôn một việc mới."]),
        (Change.REMOVED, ["Câu cũ hẳn đi."]),
    ]


def test_versions_compared(made: tuple[Desk, str]) -> None:
    """The edited sentence stands alone among the marked ones; no paper of last year is said so."""
    desk, draft_id = made
    desk.restore(draft_id, 1)
    path = desk.editable(draft_id)[0].path
    before = desk.editable(draft_id)[0].text
    desk.edit_section(draft_id, path, before + "\nThêm một câu.")
    newest = desk.versions(draft_id)[0].number
    rows = [r for r in desk.compare(draft_id, 1, newest) if r.change is not Change.SAME]
    assert [(r.change, r.after[0].text) for r in rows] == [(Change.ADDED, "Thêm một câu.")]
    with pytest.raises(BadValue, match="last year"):
        desk.compare(draft_id, None, newest)


def test_each_part_is_told_in_words_when_it_is_written(home: Path) -> None:
    """What the page shows while the rest is written is what stands in the draft, no keys."""
    desk = Desk(load_settings(home=home, model=None), today=lambda: TODAY)
    draft_id = desk.start()
    desk.say(draft_id, "Soạn kế hoạch năm 2027 cho xã Đại Lãnh, tỉnh Khánh Hòa. Soạn luôn.")
    told = [step.written for step in desk.draft(draft_id) if step.written is not None]
    document = desk.state(draft_id).document
    assert document is not None
    assert [part.label for part in told] == [section.label for section in document.sections]
    texts = [p.text for part in told for _, s in part.walk() for p in s.paragraphs]
    assert [text for text in texts if "[[" in text] == []
