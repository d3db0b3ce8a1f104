"""What the official said and gave: used where it fits, told back else, never changed in meaning."""

from __future__ import annotations

import pytest
from factories import launch_document
from scenes import SceneMaker

from drafter.document.brief import Slot
from drafter.document.facts import GroundKind
from drafter.document.model import SectionKind
from drafter.drafting.steps import filled_words
from drafter.reading import read_targets_bytes
from drafter.settings import ROOT
from drafter.writing import opening
from drafter.writing.part_frame import anniversaries
from drafter.writing.purposes import own_purposes
from drafter.writing.target_words import target_words
from drafter.writing.task import SectionTask
from drafter.writing.template import TemplateWriter
from drafter.writing.told import told_back
from drafter.writing.wording import load_wording

LINES: list[tuple[str, str]] = [
    # a bound or a verb before the figure is part of the target
    ("Tỷ lệ hộ nghèo đa chiều giảm: 1,8%", "Tỷ lệ hộ nghèo đa chiều giảm 1,8%"),
    ("Tỷ lệ hộ nghèo đa chiều còn: 0,35%", "Tỷ lệ hộ nghèo đa chiều còn 0,35%"),
    ("Tỷ lệ lao động qua đào tạo: 63%", "Tỷ lệ lao động qua đào tạo đạt 63%"),
    ("BHYT: từ 95% trở lên", "BHYT: từ 95% trở lên"),
    ("Giảm phạm pháp hình sự: 6%", "Giảm phạm pháp hình sự 6%"),
    ("Giao quân: 100%", "Giao quân đạt 100%"),
    (
        "Số hộ kinh doanh chuyển lên doanh nghiệp: 12 hộ",
        "Số hộ kinh doanh chuyển lên doanh nghiệp: 12 hộ",
    ),
    ("Bê tông hóa đường xóm: 3,2", "Bê tông hóa đường xóm: 3,2 [đơn vị tính]"),
    ("Thu nhập bình quân: 41,5 trđ/ng/năm", "Thu nhập bình quân đạt 41,5 triệu đồng/người/năm"),
]


@pytest.mark.parametrize(("line", "expected"), LINES, ids=[line for line, _ in LINES])
def test_a_target_keeps_its_bound(line: str, expected: str) -> None:
    """ "Giảm 1,8%" is not "1,8%"; only the colon of a table gives way to a verb."""
    (target,) = read_targets_bytes(line.encode(), "chi-tieu.txt").targets
    assert target_words(target) == expected


def section(make_scene: SceneMaker, kind: SectionKind, *said: str) -> str:
    scene = make_scene(said)
    task = SectionTask(kind, "", "", scene.brief)
    found = TemplateWriter(scene).write(task).section
    texts = [p.text for _, part in found.walk() for p in part.paragraphs]
    return "\n".join(filled_words(text, scene.table) for text in texts)


def test_work_told_by_the_official_stands_under_its_topic(make_scene: SceneMaker) -> None:
    """The sentence keeps its day and loses its lead."""
    text = section(
        make_scene,
        SectionKind.CONTENTS,
        "Trong năm tập trung làm đường liên thôn, xong trước 30/9/2027.",
    )
    assert "Tập trung làm đường liên thôn, xong trước 30/9/2027." in text


def test_a_review_told_by_the_official_stands_with_the_time(make_scene: SceneMaker) -> None:
    """Dates of the movement itself go where a reader looks for them."""
    text = section(make_scene, SectionKind.TIME, "Sơ kết phong trào trước ngày 05/7/2027.")
    assert "Sơ kết phong trào trước ngày 05/7/2027." in text


MENDED: list[tuple[str, str]] = [
    ("chuyển đổi số1, cải cách", "chuyển đổi số, cải cách"),
    ("trồng 5 ha rau ở m2 đất", "trồng 5 ha rau ở m2 đất"),
    ("do tỉnh phát động phát động", "do tỉnh phát động"),
    ("trên địa bàn” giai đoạn", "trên địa bàn giai đoạn"),
    ("phong trào “Quyết thắng", "phong trào Quyết thắng"),
    ("phong trào “Quyết thắng”", "phong trào “Quyết thắng”"),
    ("phân đấu triển khai", "phấn đấu triển khai"),
]


@pytest.mark.parametrize(("text", "expected"), MENDED, ids=[t for t, _ in MENDED])
def test_slips_of_the_source_are_not_carried_over(text: str, expected: str) -> None:
    """Footnote marks, doubled words, lone quotation marks and sure misspellings."""
    assert load_wording(ROOT / "kb").mended(text) == expected


def test_a_resolution_that_does_not_exist_is_no_basis(make_scene: SceneMaker) -> None:
    """No hole waits for it, the bases end as they should, and the official is told."""
    scene = make_scene(absent=frozenset({Slot.RESOLUTION}))
    lines = [filled_words(p.text, scene.table) for p in opening.basis(scene)]
    assert not any("NQ-HĐND" in line for line in lines)
    assert lines[-1].endswith(".")
    assert all(line.endswith(";") for line in lines[:-1])
    (note,) = told_back(scene.brief, launch_document(), ())
    assert "chưa có nghị quyết" in note
    waiting = make_scene(unknown=frozenset({Slot.RESOLUTION}))
    last = filled_words(opening.basis(waiting)[-1].text, waiting.table)
    assert "Nghị quyết số [số]/NQ-HĐND" in last


def test_celebrations_stand_in_the_order_of_their_days(make_scene: SceneMaker) -> None:
    """The directive names them in another order."""
    scene = make_scene(
        directive="KẾ HOẠCH\nPhong trào thi đua năm 2027\nI. MỤC ĐÍCH\nLập thành tích chào mừng kỷ niệm "
        "80 năm Ngày Thương binh - Liệt sĩ (27/7/1947 - 27/7/2027), kỷ niệm 97 năm Ngày thành lập Đảng "
        "(03/02/1930 - 03/02/2027)."
    )
    days = [words for words, _ in anniversaries(scene)]
    assert [("03/02" in day, "27/7" in day) for day in days] == [(True, False), (False, True)]


def test_what_the_level_above_reproaches_is_asked_for(make_scene: SceneMaker) -> None:
    """Faults of last year named in its opening become a demand; what is only little does not."""
    scene = make_scene(
        directive="KẾ HOẠCH\nPhong trào thi đua năm 2027\nNăm 2026 phong trào có tiến bộ, song vẫn còn nơi đăng ký "
        "cho xong, họp bình xét qua loa, người lao động được khen còn ít.\nI. NỘI DUNG\n1. Thi đua làm đường."
    )
    (asked,) = own_purposes(scene, "yeu-cau")
    assert asked.text == "Không đăng ký cho xong, không họp bình xét qua loa."
    assert asked.grounds[0].kind is GroundKind.DIRECTIVE
    assert own_purposes(scene, "muc-dich") == []


def test_a_reproach_of_the_movement_itself_is_not_turned_round(make_scene: SceneMaker) -> None:
    """ "Không phong trào chạy theo thành tích" says nothing: only what somebody does is denied."""
    scene = make_scene(
        directive="KẾ HOẠCH\nPhong trào thi đua năm 2027\nNăm 2026 vẫn còn tình trạng phong trào chạy theo "
        "thành tích, việc khen dồn vào cuối năm.\nI. NỘI DUNG\n1. Thi đua làm đường."
    )
    assert own_purposes(scene, "yeu-cau") == []
