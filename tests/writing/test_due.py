"""Days inside the commune, worked out from those of the level above."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from factories import launch_document
from scenes import SceneMaker

from drafter.document.facts import GroundKind
from drafter.document.model import SectionKind
from drafter.writing.due import days_told
from drafter.writing.keys import filled
from drafter.writing.scene import Scene
from drafter.writing.task import SectionTask
from drafter.writing.template import TemplateWriter

_DIRECTIVE = (
    "KẾ HOẠCH\nPhong trào thi đua năm 2027\nIII. NỘI DUNG THI ĐUA\n1. Thi đua làm đường thôn.\n"
    "IV. TỔ CHỨC THỰC HIỆN\n1. Ủy ban nhân dân các xã, phường: báo cáo 6 tháng gửi trước ngày {}; "
    "báo cáo năm gửi trước ngày {}.\n"
)


def organisation(scene: Scene) -> str:
    task = SectionTask(SectionKind.ORGANISATION, "VI", "", scene.brief)
    section = TemplateWriter(scene).write(task).section
    lines = [filled(p, scene.table) for s in section.children for p in s.paragraphs]
    return "\n".join(line.text for line in lines)


def test_bodies_report_before_the_commune_does(make_scene: SceneMaker) -> None:
    """Ten days earlier, so that somebody can put the figures together; never on the day itself."""
    text = organisation(make_scene(directive=_DIRECTIVE.format("10/6/2027", "05/12/2027")))
    (line,) = (
        line
        for line in text.split("\n")
        if "Ban Chỉ huy Quân sự xã" in line and "Công an xã" in line
    )
    assert "trước ngày 31/5/2027 và ngày 25/11/2027" in line
    assert "10/6/2027" not in line


@pytest.mark.parametrize(
    ("above", "own"),
    [
        ("15/6/2027", "04/6/2027"),  # ten days before is a Saturday
        ("16/6/2027", "04/6/2027"),  # a Sunday
        ("17/6/2027", "07/6/2027"),  # a Monday
        ("11/02/2027", "01/02/2027"),
    ],
)
def test_the_day_is_one_on_which_people_work(make_scene: SceneMaker, above: str, own: str) -> None:
    """Days and months are printed as Nghị định 30 has them."""
    text = organisation(make_scene(directive=_DIRECTIVE.format(above, "05/12/2027")))
    assert f"trước ngày {own} và ngày 25/11/2027" in text


def test_a_day_that_has_passed_is_not_proposed(make_scene: SceneMaker) -> None:
    """A plan of June does not ask for results by the end of May."""
    scene = make_scene(
        directive=_DIRECTIVE.format("10/6/2027", "05/12/2027"), as_of=date(2027, 6, 3)
    )
    assert "31/5" not in organisation(scene)


def test_without_a_day_above_none_is_made_up(make_scene: SceneMaker) -> None:
    """A day from nowhere would be a figure without a source."""
    text = organisation(make_scene(directive=_DIRECTIVE.split("IV.")[0]))
    assert not re.search(r"\d{1,2}/\d{1,2}/2027", text)


def test_the_official_is_told_what_was_worked_out(make_scene: SceneMaker) -> None:
    """In time order, with how it was worked out; each date rests on the day of the level above."""
    scene = make_scene(directive=_DIRECTIVE.format("10/6/2027", "05/12/2027"))
    task = SectionTask(SectionKind.ORGANISATION, "VI", "", scene.brief)
    section = TemplateWriter(scene).write(task).section
    children = tuple(
        replace(s, paragraphs=tuple(filled(p, scene.table) for p in s.paragraphs))
        for s in section.children
    )
    document = replace(launch_document(), sections=(replace(section, children=children),))
    (note,) = days_told(document)
    assert "(ngày 31/5/2027, ngày 25/11/2027)" in note
    computed = [u for u in document.ledger() if u.ground.kind is GroundKind.COMPUTED]
    assert {u.ground.ref for u in computed if "31/5" in u.text} == {
        "10 ngày trước hạn của cấp trên (10/6/2027)"
    }
