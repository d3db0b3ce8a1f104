"""A written draft edited by message: each edit changes what it names and nothing else."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from drafter.desk import Desk
from drafter.document.model import LaunchDocument
from drafter.drafting.conversation import Stage
from drafter.drafting.edits_document import Act, Edit, read_edit, undoes
from drafter.rendering import to_text
from drafter.settings import load_settings

SHEET = "Thu ngân sách trên địa bàn: 12,5 tỷ đồng\nTỷ lệ người dân tham gia bảo hiểm y tế: 95%\n"

MESSAGES: list[tuple[str, Edit | None]] = [
    ("bỏ mục 2.4", Edit(Act.DROP, "II.4")),
    ("Bỏ mục III.4 giúp chị", Edit(Act.DROP, "III.4")),
    ("xóa điểm b mục 1 phần IV", Edit(Act.DROP, "IV.1.b")),
    ("bỏ điểm đ mục IV.1", Edit(Act.DROP, "IV.1.đ")),
    ("rút gọn phần III", Edit(Act.SHORTEN, "III")),
    ("thêm nội dung về chuyển đổi số", Edit(Act.ADD, words="chuyển đổi số")),
    ("viết trang trọng hơn", Edit(Act.STYLE)),
    ("giống năm ngoái hơn", Edit(Act.STYLE)),
    ("mục tiêu BHYT 96%", None),
    ("thêm mục tiêu BHYT 96%", None),
    ("bỏ chỉ tiêu OCOP", None),
    ("bỏ qua, soạn luôn", None),
    ("vì sao có số này?", None),
    ("Đổi chủ đề thành “Đoàn kết, sáng tạo”.", None),
]


@pytest.mark.parametrize(("text", "expected"), MESSAGES, ids=[m for m, _ in MESSAGES])
def test_an_edit_is_read_from_the_message(text: str, expected: Edit | None) -> None:
    """Parts are named as people name them; what is no edit of the text is left alone."""
    assert read_edit(text) == expected


def test_only_an_edit_of_the_text_is_taken_back_by_version() -> None:
    """ "Hoàn tác" after a change of the brief is the conversation's own undo."""
    assert undoes("hoàn tác", "Bỏ mục III.2")
    assert not undoes("hoàn tác", "Đổi chỉ tiêu")


class Talk:
    """A desk with one written draft."""

    def __init__(self, home: Path) -> None:
        self.desk = Desk(load_settings(home=home, model=None), today=lambda: date(2026, 12, 15))
        self.id = self.desk.start()
        upload = [("chi-tieu.txt", SHEET.encode())]
        self.desk.say(self.id, "Soạn kế hoạch năm 2027 cho xã Đại Lãnh, tỉnh Khánh Hòa.", upload)
        self.desk.say(self.id, "Soạn luôn.")
        list(self.desk.draft(self.id))

    @property
    def document(self) -> LaunchDocument:
        document = self.desk.state(self.id).document
        assert document is not None
        return document

    def say(self, text: str) -> tuple[list[str], list[str]]:
        """Lines that the message took out and put in."""
        before = to_text(self.document).splitlines()
        self.desk.say(self.id, text)
        after = to_text(self.document).splitlines()
        return [x for x in before if x not in after], [x for x in after if x not in before]


@pytest.fixture
def talk(tmp_path: Path) -> Talk:
    return Talk(tmp_path)


def test_a_theme_and_a_figure_go_straight_into_the_draft(talk: Talk) -> None:
    """One line changes, its ground is the message, a version is kept, and undo puts it back."""
    out, put = talk.say("Đổi chủ đề thành “Đoàn kết, sáng tạo, bứt phá”.")
    assert (len(out), len(put)) == (1, 1)
    assert "“Đoàn kết, sáng tạo, bứt phá”" in put[0]
    out, put = talk.say("Mục tiêu BHYT 96,5%")
    assert all("95%" in line for line in out)
    assert all("96,5%" in line for line in put)
    assert put
    uses = [u for u in talk.document.ledger() if "96,5%" in u.text]
    assert {u.ground.kind.value for u in uses} == {"user"}
    assert talk.desk.state(talk.id).conversation.stage is Stage.DRAFTED
    assert len(talk.desk.versions(talk.id)) == 3
    _, put = talk.say("hoàn tác")
    assert all("95%" in line for line in put)


def test_spans_stay_true_after_a_figure_changed_its_length(talk: Talk) -> None:
    """Every use of the ledger still covers its own words."""
    talk.say("Mục tiêu BHYT 96,55%")
    for _, paragraph in talk.document.paragraphs():
        for use in paragraph.uses:
            assert use.span.of(paragraph.text) == use.text


def test_an_item_dropped_closes_the_numbers_and_comes_back(talk: Talk) -> None:
    """The other items keep their words; "hoàn tác" brings the item back."""
    before = to_text(talk.document)
    count = len(talk.document.sections[2].children)
    talk.say("bỏ mục III.2")
    labels = [c.label for c in talk.document.sections[2].children]
    assert labels == [str(n) for n in range(1, count)]
    talk.say("hoàn tác")
    assert to_text(talk.document) == before


def test_a_topic_is_added_and_a_part_shortened(talk: Talk) -> None:
    """An added topic is a new item; a shortened part keeps every item and loses words."""
    _, put = talk.say("thêm nội dung về an toàn giao thông")
    assert any("giao thông" in line for line in put)
    items = [c.label for c in talk.document.sections[2].children]
    out, put = talk.say("rút gọn phần III")
    assert (bool(out), put) == (True, [])
    assert [c.label for c in talk.document.sections[2].children] == items


def test_what_needs_a_model_is_said_in_one_sentence(talk: Talk) -> None:
    """Style is not guessed at; the draft stays as it is."""
    before = to_text(talk.document)
    reply = talk.desk.say(talk.id, "viết trang trọng hơn")
    assert "mô hình" in reply.say[0]
    assert to_text(talk.document) == before


def test_targets_and_whole_parts_are_not_dropped_by_number(talk: Talk) -> None:
    """A required part and the official's targets are not lost by a slip of the tongue."""
    before = to_text(talk.document)
    for text in ("bỏ phần II", "bỏ mục II.2", "rút gọn phần II", "bỏ mục III.99"):
        assert talk.desk.say(talk.id, text).say
        assert to_text(talk.document) == before
