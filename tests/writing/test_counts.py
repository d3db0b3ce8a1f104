""" "100% thôn" with the number that only the commune knows."""

from __future__ import annotations

from scenes import SceneMaker

from drafter.document.brief import Hamlets, Slot
from drafter.document.facts import GroundKind
from drafter.document.model import SectionKind
from drafter.writing.keys import filled
from drafter.writing.task import SectionTask
from drafter.writing.template import TemplateWriter

_DIRECTIVE = (
    "KẾ HOẠCH\nPhong trào thi đua năm 2027\nIII. NỘI DUNG THI ĐUA\n"
    "1. Thi đua chuyển đổi số. Duy trì tổ công nghệ số cộng đồng ở 100% thôn; 95% thôn có mạng.\n"
)


def test_the_number_of_hamlets_stands_beside_all_of_them(make_scene: SceneMaker) -> None:
    """Once, with the official as its source; a share that is not all stays as it is."""
    scene = make_scene(directive=_DIRECTIVE, hamlets=Hamlets("thôn", 17), told=((Slot.HAMLETS, 2),))
    task = SectionTask(SectionKind.CONTENTS, "III", "", scene.brief)
    (item,) = TemplateWriter(scene).write(task).section.children
    points = [filled(p, scene.table) for p in item.paragraphs]
    text = " ".join(p.text for p in points)

    assert "100% thôn (17/17)" in text
    assert "95% thôn (" not in text
    grounds = [u.ground for p in points for u in p.uses if u.text == "17/17"]
    assert [(g.kind, g.ref) for g in grounds] == [(GroundKind.USER, "lượt 2")]


def test_an_unknown_number_is_not_made_up(make_scene: SceneMaker) -> None:
    """The word for hamlets alone gives no count."""
    scene = make_scene(directive=_DIRECTIVE)
    task = SectionTask(SectionKind.CONTENTS, "III", "", scene.brief)
    (item,) = TemplateWriter(scene).write(task).section.children
    assert not any("/" in filled(p, scene.table).text for p in item.paragraphs)
