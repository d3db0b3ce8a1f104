"""Who reports works towards the days of the level above, and sets none that nobody gave."""

from __future__ import annotations

import re

import pytest
from scenes import SceneMaker

from drafter.document.facts import GroundKind
from drafter.document.model import Paragraph, SectionKind
from drafter.writing.keys import filled
from drafter.writing.scene import Scene
from drafter.writing.task import SectionTask
from drafter.writing.template import TemplateWriter

_DIRECTIVE = (
    "KẾ HOẠCH\nPhong trào thi đua năm 2027\nIII. NỘI DUNG THI ĐUA\n1. Thi đua làm đường thôn.\n"
    "IV. THỜI GIAN\n{}\nV. TỔ CHỨC THỰC HIỆN\n1. Ủy ban nhân dân các xã, phường: báo cáo 6 tháng gửi "
    "trước ngày 10/6/2027; báo cáo năm gửi trước ngày 05/12/2027.\n"
)


def part(scene: Scene, kind: SectionKind) -> list[Paragraph]:
    section = TemplateWriter(scene).write(SectionTask(kind, "VI", "", scene.brief)).section
    return [filled(p, scene.table) for _, s in section.walk() for p in s.paragraphs]


def test_bodies_report_in_time_for_the_report_upward(make_scene: SceneMaker) -> None:
    """The days are those of the level above, on its ground; the own day is left to be announced."""
    scene = make_scene(directive=_DIRECTIVE.format("Năm 2027."))
    lines = part(scene, SectionKind.ORGANISATION)
    (line,) = (p for p in lines if "Ban Chỉ huy Quân sự xã" in p.text and "Công an xã" in p.text)
    assert "trước hạn báo cáo cấp trên (ngày 10/6/2027 và ngày 05/12/2027)" in line.text
    days = [use.ground.kind for use in line.uses if "2027" in use.text]
    assert days == [GroundKind.DIRECTIVE] * 2


def test_days_that_the_official_told_stand(make_scene: SceneMaker) -> None:
    """The office's own days, on what it said, in the place of those to be announced; said once."""
    told = "Các đơn vị gửi kết quả về Phòng Văn hóa - Xã hội trước ngày 01/6/2027 và 25/11/2027."
    scene = make_scene((told,), directive=_DIRECTIVE.format("Năm 2027."))
    lines = part(scene, SectionKind.ORGANISATION)
    text = " ".join(p.text for p in lines)
    (line,) = (p for p in lines if "Ban Chỉ huy Quân sự xã" in p.text and "Công an xã" in p.text)
    assert "trước ngày 01/6/2027 và ngày 25/11/2027" in line.text
    assert "thông báo" not in line.text
    assert text.count("01/6/2027") == 1
    assert {use.ground.quote for use in line.uses if "2027" in use.text} == {told}


def test_a_day_for_the_level_above_is_no_day_of_the_bodies(make_scene: SceneMaker) -> None:
    """ "Gửi Sở Nội vụ trước 20/01" says when the commune reports, not when its bodies do."""
    scene = make_scene(
        ("Gửi Sở Nội vụ trước ngày 20/01/2027.",), directive=_DIRECTIVE.format("Năm 2027.")
    )
    text = " ".join(p.text for p in part(scene, SectionKind.ORGANISATION))
    assert "trước hạn báo cáo cấp trên" in text


@pytest.mark.parametrize(
    "told",
    [
        "Phòng Văn hóa - Xã hội gửi báo cáo về Sở Nội vụ trước ngày 20/5/2027.",
        "Các thôn ký giao ước trước ngày 10/02/2027, gửi kết quả về phòng trước ngày 01/6/2027.",
    ],
)
def test_a_day_of_another_duty_is_not_taken_for_it(make_scene: SceneMaker, told: str) -> None:
    """What one body owes upward, and a sentence of two days, say nothing sure of all bodies."""
    scene = make_scene((told,), directive=_DIRECTIVE.format("Năm 2027."))
    text = " ".join(p.text for p in part(scene, SectionKind.ORGANISATION))
    assert "trước hạn báo cáo cấp trên (ngày 10/6/2027 và ngày 05/12/2027)" in text


def test_one_day_told_is_that_of_the_next_report(make_scene: SceneMaker) -> None:
    """The estimate of the whole year is not due in June."""
    told = "Các đơn vị gửi kết quả trước ngày 01/6/2027."
    scene = make_scene((told,), directive=_DIRECTIVE.format("Năm 2027."))
    assert "01/6/2027" in " ".join(p.text for p in part(scene, SectionKind.ORGANISATION))
    assert "01/6/2027" not in " ".join(p.text for p in part(scene, SectionKind.TIME))


def test_the_last_report_is_the_latest_not_the_one_named_last(make_scene: SceneMaker) -> None:
    """It may be due in the January after the year, and stand first in the sentence."""
    letter = _DIRECTIVE.format("Năm 2027.").replace(
        "báo cáo 6 tháng gửi trước ngày 10/6/2027; báo cáo năm gửi trước ngày 05/12/2027",
        "báo cáo năm gửi trước ngày 10/01/2028; báo cáo 6 tháng gửi trước ngày 10/6/2027; "
        "báo cáo danh sách đăng ký trước ngày 15/02/2027",
    )
    scene = make_scene(directive=letter)
    organisation = " ".join(p.text for p in part(scene, SectionKind.ORGANISATION))
    assert "cấp trên (ngày 10/6/2027 và ngày 10/01/2028)" in organisation
    assert "(ngày 10/01/2028)" in " ".join(p.text for p in part(scene, SectionKind.TIME))


def test_without_a_day_above_none_is_made_up(make_scene: SceneMaker) -> None:
    """A day from nowhere would be a figure without a source."""
    lines = part(make_scene(directive=_DIRECTIVE.split("V. TỔ")[0]), SectionKind.ORGANISATION)
    assert not any(re.search(r"\d{1,2}/\d{1,2}/2027", p.text) for p in lines)


def test_what_is_judged_is_judged_when_the_movement_is_over(make_scene: SceneMaker) -> None:
    """The report goes up before the end: figures are estimates, rewards come after it."""
    (line,) = (
        p.text
        for p in part(make_scene(directive=_DIRECTIVE.format("Năm 2027.")), SectionKind.TIME)
        if "05/12/2027" in p.text
    )
    assert "ước" in line
    assert line.index("05/12/2027") < line.index("hời gian thi đua") < line.index("bình xét")


def test_the_first_part_of_the_year_is_summed_up_too(make_scene: SceneMaker) -> None:
    """Where the level above parts the year, no reward waits for December."""
    rounds = "Đợt 1 từ 01/01/2027 đến 30/6/2027; đợt 2 từ 01/7/2027 đến 31/12/2027."
    parted = [
        p.text for p in part(make_scene(directive=_DIRECTIVE.format(rounds)), SectionKind.TIME)
    ]
    whole = [
        p.text for p in part(make_scene(directive=_DIRECTIVE.format("Năm 2027.")), SectionKind.TIME)
    ]
    assert any("Kết thúc đợt đầu" in text for text in parted)
    assert not any("Kết thúc đợt đầu" in text for text in whole)
