"""A profile of the unit is kept for next year, with the office's own Word template."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.broken_files import BODY, broken, good, style, swap
from tests.factories import launch_document

from drafter.desk import Desk
from drafter.document.profile import UnitProfile
from drafter.errors import BadValue, UnreadableFile
from drafter.reading import read_bytes
from drafter.reading.docx_format import read_format
from drafter.settings import load_settings


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(load_settings(home=tmp_path / "nha", database_url=None))
    yield desk
    desk.records.close()


@pytest.fixture
def draft(desk: Desk) -> str:
    """A draft of Vạn Linh for 2027 with one version."""
    key = desk.start()
    desk.say(key, "Xã Vạn Linh, tỉnh Lạng Sơn, năm 2027. Người ký: Hoàng Văn Páo")
    desk.records.add_version(key, launch_document(), at=desk._now())
    return key


def test_a_draft_leaves_a_profile_for_next_year(desk: Desk, draft: str) -> None:
    """Next year's conversation of the same commune starts with it."""
    proposed = desk.profile_from(draft)
    assert proposed.recipients == launch_document().recipients
    assert proposed.issuer == launch_document().letterhead.issuer
    saved = desk.save_profile(proposed)
    assert (desk.profile(saved.unit), desk.profiles()) == (saved, [saved])

    key = desk.start()
    brief = desk.say(key, "Xã Vạn Linh, tỉnh Lạng Sơn, năm 2028").conversation.brief
    assert brief.signer is not None
    assert brief.signer.name == "Hoàng Văn Páo"
    assert desk.state(key).conversation.brief.from_profile == brief.from_profile != frozenset()


def test_a_draft_without_a_unit_leaves_none(desk: Desk) -> None:
    with pytest.raises(BadValue):
        desk.profile_from(desk.start())


def test_files_have_the_look_of_the_offices_own_template(desk: Desk, draft: str) -> None:
    """A size and a margin that the decree leaves to the office."""
    before = read_format(desk.docx(draft))
    template = broken(
        broken(good("xã"), style("NoiDung", 'w:sz w:val="28"', 'w:sz w:val="26"')),
        swap(BODY, 'w:left="1701"', 'w:left="1985"'),
    )
    saved = desk.save_profile(desk.profile_from(draft), template)
    after = read_format(desk.docx(draft))

    assert desk.template(saved.unit) == template
    margins = [round(form.sections[0].margins["left"]) for form in (before, after)]
    assert margins == [30, 35]


def test_a_template_that_cannot_be_used_is_not_kept(desk: Desk, draft: str) -> None:
    """No Word file, or one that would make every file break the decree."""
    profile: UnitProfile = desk.profile_from(draft)
    with pytest.raises(UnreadableFile):
        desk.save_profile(profile, b"khong phai Word")
    with pytest.raises(BadValue) as caught:
        desk.save_profile(profile, broken(good("xã"), swap(BODY, 'w:left="1701"', 'w:left="567"')))
    assert "trái thể thức" in caught.value.advice
    assert desk.profile(profile.unit) is None
    assert desk.docx(draft).startswith(b"PK")


def test_a_page_of_the_offices_own_is_printed_on(desk: Desk, draft: str) -> None:
    """Its marks give way to the text, in the clean file and in the reviewer's copy."""
    sample = desk.sample_template()
    marked = broken(sample, swap(BODY, "{{Nội dung}}", "{{noi_dung}}"))
    desk.save_profile(desk.profile_from(draft), marked)

    for data in (desk.docx(draft), desk.review(draft)):
        text = read_bytes(data, "tep.docx").text
        assert "{{" not in text
        assert "II. CHỈ TIÊU THI ĐUA" in text


def test_a_page_without_a_place_for_a_component_is_refused(desk: Desk, draft: str) -> None:
    """The office is told which mark is missing."""
    lacking = broken(desk.sample_template(), swap(BODY, "{{Nơi nhận}}", "Nơi nhận:"))
    lacking = broken(lacking, swap(BODY, "{{Trích yếu}}", "{{Về việc}}"))

    with pytest.raises(BadValue) as caught:
        desk.save_profile(desk.profile_from(draft), lacking)

    for told in ("chưa có chỗ cho “Nơi nhận”", "chưa có chỗ cho “Trích yếu”", "“{{Về việc}}”"):
        assert told in caught.value.advice
