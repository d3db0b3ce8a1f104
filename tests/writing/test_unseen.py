"""Matters that the level above takes for granted and no paper of the commune speaks of."""

from __future__ import annotations

from dataclasses import replace

from factories import launch_document
from scenes import SceneMaker

from drafter.document.model import Paragraph
from drafter.reading import read_targets_bytes
from drafter.writing.part_contents import carried_contents
from drafter.writing.scene import Scene
from drafter.writing.unseen import unseen_here

_DIRECTIVE = (
    "KẾ HOẠCH\nPhong trào thi đua năm 2027\nIII. NỘI DUNG THI ĐUA\n"
    "1. Thi đua phát triển nông nghiệp. Khôi phục vùng cam, mở rộng vùng nguyên liệu mía; cán bộ cam kết nêu gương.\n"
    "2. Thi đua giữ gìn văn hóa. Tổ chức lễ hội Cầu Bông an toàn.\n"
)


def asked(scene: Scene) -> list[str]:
    carried = carried_contents(scene)
    said = " ".join(fate.text or fate.quote for one in carried for fate in one.fates)
    said = f"{said} {_DIRECTIVE}"
    document = replace(launch_document(), closing=(Paragraph(said),))
    return list(unseen_here(scene.brief, document, carried, scene.wording.local_matter))


def test_what_no_paper_of_the_commune_names_is_asked_for(make_scene: SceneMaker) -> None:
    """Its sheet speaks of sugar cane, so only the rest is asked; "cam kết" is no orange."""
    own = read_targets_bytes("Diện tích mía: 345 ha".encode(), "chi-tieu.txt").targets
    (note,) = asked(make_scene(directive=_DIRECTIVE, targets=own))

    assert "“vùng cam”" in note
    assert "“lễ hội Cầu Bông”" in note
    assert "mía" not in note


def test_what_the_official_told_is_not_asked_again(make_scene: SceneMaker) -> None:
    """A sentence of the talk is a paper of the commune too."""
    said = ("Xã có vùng cam, vùng nguyên liệu mía và lễ hội Cầu Bông.",)
    assert asked(make_scene(said, directive=_DIRECTIVE)) == []
