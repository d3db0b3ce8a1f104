"""Items of the contents: their headings, and that nothing is said twice."""

from __future__ import annotations

import re

import pytest
from scenes import SceneMaker

from drafter.document.model import Section, SectionKind
from drafter.drafting.steps import filled_words
from drafter.reading import read_targets_bytes, read_text
from drafter.writing.repeats import added
from drafter.writing.task import SectionTask
from drafter.writing.template import TemplateWriter

_HEAD = "KẾ HOẠCH\nPhong trào thi đua năm 2027\nIII. NỘI DUNG THI ĐUA\n"

SAID = "Mở rộng đồng muối, chợ cá; giữ hội đua thuyền, hát bả trạo."
REPEATS: tuple[tuple[str, str], ...] = (
    ("Giữ hội đua thuyền.", ""),
    ("Thi đua giữ nghề đan thúng chai, hát bả trạo.", "Giữ nghề đan thúng chai."),
    ("Dạy bơi cho trẻ em trong hè.", "Dạy bơi cho trẻ em trong hè."),
)


@pytest.mark.parametrize(("sentence", "expected"), REPEATS, ids=[s for s, _ in REPEATS])
def test_last_year_adds_only_what_is_new(sentence: str, expected: str) -> None:
    """What the directive has said already is not said again in last year's words."""
    assert added(sentence, SAID) == expected


def contents(make_scene: SceneMaker, items: str, **brief: object) -> tuple[Section, ...]:
    scene = make_scene(directive=_HEAD + items, **brief)
    found = TemplateWriter(scene).write(SectionTask(SectionKind.CONTENTS, "III", "", scene.brief))
    return tuple(
        Section(s.kind, s.label, s.heading, tuple(
            type(p)(filled_words(p.text, scene.table)) for p in s.paragraphs
        ))
        for s in found.section.children
    )  # fmt: skip


def test_a_heading_ends_before_its_first_fact(make_scene: SceneMaker) -> None:
    """The election keeps its own heading; the figure of the heading is in no heading."""
    (first, *_) = contents(
        make_scene,
        "1. Thi đua phục vụ bầu cử trưởng thôn nhiệm kỳ 2027 - 2030: niêm yết danh sách cử tri.",
    )
    assert first.heading == "Thi đua phục vụ bầu cử trưởng thôn"
    assert "iêm yết danh sách cử tri" in first.paragraphs[0].text


def test_movements_behind_a_heading_start_its_text(make_scene: SceneMaker) -> None:
    """ "Thi đua giữ gìn an ninh gắn với phong trào …" has its heading and a whole sentence."""
    (first, *_) = contents(
        make_scene,
        "1. Thi đua giữ gìn an ninh, trật tự gắn với phong trào “Vì an ninh Tổ quốc”; "
        "tuần tra ban đêm.",
    )
    assert first.heading == "Thi đua giữ gìn an ninh, trật tự"
    assert first.paragraphs[0].text.startswith("Thực hiện phong trào “Vì an ninh Tổ quốc”")


def test_a_bare_deadline_says_what_to_finish(make_scene: SceneMaker) -> None:
    """The heading lends its work to a sentence that holds the day alone."""
    (first, *_) = contents(
        make_scene, "1. Thi đua xóa nhà tạm. Hoàn thành trước ngày 31/8/2027."
    )  # fmt: skip
    assert "Hoàn thành xóa nhà tạm trước ngày 31/8/2027." in first.paragraphs[0].text


def test_our_headings_follow_the_directives_manner(make_scene: SceneMaker) -> None:
    """Where its headings go without "Thi đua", ours do too."""
    items = "1. Giáo dục, y tế. Giữ trường lớp sạch.\n2. Giảm nghèo. Giúp hộ nghèo sửa nhà."
    own = read_targets_bytes("Hộ dùng nước sạch: 88%".encode(), "chi-tieu.txt").targets
    headings = [s.heading for s in contents(make_scene, items, targets=own)]
    assert len(headings) == 3  # two of the directive's and ours on the environment
    assert not [h for h in headings if h.startswith("Thi đua")]


def test_a_day_the_directive_sets_is_not_said_twice(make_scene: SceneMaker) -> None:
    """The official's "gửi Sở Nội vụ trước 20/01" is in the directive's duty already."""
    directive = (
        _HEAD + "1. Giảm nghèo. Giúp hộ nghèo sửa nhà.\nIV. TỔ CHỨC THỰC HIỆN\n"
        "1. Ủy ban nhân dân các xã, phường ban hành kế hoạch, gửi Sở Nội vụ trước ngày 20/01/2027."
    )
    assert read_text(directive).sections
    scene = make_scene(("Gửi Sở Nội vụ trước 20/01.",), directive=directive)
    task = SectionTask(SectionKind.ORGANISATION, "IV", "", scene.brief)
    section = TemplateWriter(scene).write(task).section
    texts = [filled_words(p.text, scene.table) for s in section.children for p in s.paragraphs]
    assert sum(text.count("20/01") for text in texts) == 1
    quotes = {g.quote for s in section.children for p in s.paragraphs for g in p.grounds}
    assert "Gửi Sở Nội vụ trước 20/01." in quotes


def test_more_points_than_letters_are_all_kept(make_scene: SceneMaker) -> None:
    """An item of thirty points keeps the thirtieth, with or without a letter for it."""
    points = "\n".join(f"{at}.{n}. Dọn sạch bến cá số {n}." for at in (1,) for n in range(1, 31))
    text = " ".join(
        p.text for s in contents(make_scene, f"1. Giữ sạch bến cá\n{points}") for p in s.paragraphs
    )
    assert [n for n in range(1, 31) if not re.search(rf"bến cá số {n}[.:]", text)] == []
