"""A request of the level above in the commune's own words: kb/requests and last year's paper."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from scenes import SceneMaker

from drafter.document.model import SectionKind
from drafter.drafting.steps import filled_words
from drafter.reading import read_text
from drafter.writing.clause_schema import RequestRow
from drafter.writing.clauses import load_clauses
from drafter.writing.last_year import kept_words
from drafter.writing.requests import Requests
from drafter.writing.task import SectionTask
from drafter.writing.template import TemplateWriter

KB = Path(__file__).parents[2] / "kb"


def row(says: str, *work: str, id: str = "mot") -> RequestRow:
    return RequestRow.model_validate({"id": id, "topic": "du-lich", "says": says, "work": work})


def test_a_request_is_known_by_whole_words_and_by_all_of_a_pair() -> None:
    """ "rác" does not fire on "rách"; "a + b" wants both."""
    found = Requests([row("niêm yết giá; vỉa hè + cây xanh", "Nhắc hộ bán đúng giá")])
    fired = {
        "Niêm yết  giá dịch vụ": True,
        "niêm yết danh sách": False,
        "giữ vỉa hè": False,
        "cây xanh trên vỉa hè": True,
        "vỉa hèm, cây xanh": False,
    }
    assert {text: bool(found.of(text)) for text in fired} == fired


def test_the_row_with_most_of_its_words_in_the_clause_comes_first() -> None:
    """Several rows may fire: the one that names most of the clause is asked first."""
    one = row("bãi tắm", "Dọn bãi tắm", id="a")
    both = row("bãi tắm; cứu hộ", "Dọn bãi tắm, trực cứu hộ", id="b")
    assert [r.id for r in Requests([one, both]).of("chỉnh trang bãi tắm, trực cứu hộ")] == [
        "b",
        "a",
    ]


@pytest.mark.parametrize("work", ["Trồng 50 cây", "Làm theo “Quyết thắng”", "Giao {body:cong-an}"])
def test_a_row_states_no_fact(work: str) -> None:
    """Figures, names of movements and bodies do not come from the table."""
    with pytest.raises(ValueError, match="mot"):
        row("trồng cây", work)


def test_the_table_is_large_and_right() -> None:
    """Every row follows its schema; a topic that does not exist would be an error."""
    clauses = load_clauses(KB)
    rows = {row.id: row for row in clauses.requests.rows}
    assert len(rows) >= 300
    assert [r.id for r in rows.values() if not clauses.topic(r.topic)] == []
    long = [w for r in rows.values() for w in r.work if not 8 <= len(w.split()) <= 40]
    assert long == []


LAST_YEAR = """ỦY BAN NHÂN DÂN
XÃ BÃI NGANG
Số: 11/KH-UBND
Bãi Ngang, ngày 23 tháng 01 năm 2026
KẾ HOẠCH
Tổ chức phong trào thi đua năm 2026
I. NỘI DUNG THI ĐUA
1. Thi đua giữ lễ hội cầu ngư, hò chèo cạn, dân ca ví, giặm.
2. Thi đua làm sạch bãi Kỳ La: ki ốt sắp hàng ngăn nắp, tổ cứu hộ trực đủ ca.
3. Thi đua tổ chức ngày bầu cử an toàn, đúng luật ở các thôn.
4. Thi đua trồng 300 cây phi lao ven bãi biển Kỳ La của xã.
"""
_HEAD = "KẾ HOẠCH\nPhong trào thi đua năm 2027\nIII. NỘI DUNG THI ĐUA\n"


def items(make_scene: SceneMaker, text: str, previous: str = "") -> list[str]:
    """The items of the contents in plain words, the line on who is in charge left off."""
    former = read_text(previous, "nam-truoc.txt") if previous else None
    scene = make_scene(directive=_HEAD + text, previous=former)
    found = TemplateWriter(scene).write(SectionTask(SectionKind.CONTENTS, "III", "", scene.brief))
    return [
        " ".join(filled_words(p.text, scene.table) for p in s.paragraphs[:-1])
        for s in found.section.children
    ]


def test_a_general_clause_gives_way_to_the_work_it_asks_for(make_scene: SceneMaker) -> None:
    """ "Bảo đảm cứu hộ, niêm yết giá" becomes who does what; its key words stay."""
    (item,) = items(make_scene, "1. Thi đua phát triển du lịch. Niêm yết giá dịch vụ.")
    assert "iêm yết giá" in item
    assert "cửa hàng" in item
    assert "Niêm yết giá dịch vụ." not in item


def test_a_clause_with_a_day_stays_and_work_stands_behind_it(make_scene: SceneMaker) -> None:
    """A figure, a day or a name of the level above is never lost for nicer words."""
    (item,) = items(
        make_scene, "1. Thi đua du lịch. Niêm yết giá dịch vụ xong trước ngày 30/4/2027."
    )
    assert "trước ngày 30/4/2027" in item


def test_an_item_that_names_only_gets_one_work_whatever_its_length(make_scene: SceneMaker) -> None:
    """A long item of names and figures would repeat the province word for word otherwise."""
    names = "; ".join(
        f"hoàn thành 1{n} km đường liên thôn ở các thôn ven đê và đầu cầu số {n}" for n in range(9)
    )
    (text,) = items(make_scene, f"1. Thi đua làm đường. Giải ngân 100% vốn đầu tư công; {names}.")
    assert "100%" in text
    assert re.search(r"100%[^;.]*(?::|\.) [^.;]*(?:hồ sơ|công trình|nghiệm thu|mặt bằng)", text)


def test_work_is_said_once(make_scene: SceneMaker) -> None:
    """Two items that ask for the same get the same sentence once."""
    text = " ".join(
        items(make_scene, "1. Thi đua du lịch. Niêm yết giá.\n2. Thi đua ở chợ. Niêm yết giá.")
    )
    assert text.count("cửa hàng") == 1


def test_words_of_last_year_take_the_place_of_the_province_s(make_scene: SceneMaker) -> None:
    """The commune keeps its own festivals, not the province's list of them."""
    (item,) = items(
        make_scene, "1. Thi đua văn hóa. Bảo tồn dân ca ví, giặm, ca trù, lễ hội cầu ngư.",
        previous=LAST_YEAR,
    )  # fmt: skip
    assert "iữ lễ hội cầu ngư, hò chèo cạn, dân ca ví, giặm" in item
    assert "ca trù" not in item


def test_places_of_last_year_join_the_item_of_their_topic(make_scene: SceneMaker) -> None:
    """A named beach of the office's own paper is no foreign place; occasions do not come back."""
    (item,) = items(
        make_scene, "1. Thi đua phát triển du lịch. Thúc đẩy du lịch biển.", previous=LAST_YEAR
    )
    assert "Tiếp tục làm sạch bãi Kỳ La: ki ốt sắp hàng ngăn nắp, tổ cứu hộ trực đủ ca." in item
    assert "bầu cử" not in item
    assert "300" not in item


def test_places_of_a_neighbour_s_paper_stay_out(make_scene: SceneMaker) -> None:
    """A paper of another commune lends its manner, never its places."""
    (item,) = items(
        make_scene, "1. Thi đua phát triển du lịch. Thúc đẩy du lịch biển.",
        previous=LAST_YEAR.replace("BÃI NGANG", "KỲ XUÂN"),
    )  # fmt: skip
    assert "Kỳ La" not in item


def test_what_was_kept_of_last_year_is_told(make_scene: SceneMaker) -> None:
    """The official confirms that it is still done."""
    scene = make_scene(
        directive=_HEAD + "1. Thi đua văn hóa. Bảo tồn dân ca ví, giặm, lễ hội cầu ngư.",
        previous=read_text(LAST_YEAR, "nam-truoc.txt"),
    )
    writer = TemplateWriter(scene)
    section = writer.write(SectionTask(SectionKind.CONTENTS, "III", "", scene.brief)).section
    (note,) = kept_words(p for _, s in section.walk() for p in s.paragraphs)
    assert "hò chèo cạn" in note


def test_a_heading_drops_what_does_not_pass_here(make_scene: SceneMaker) -> None:
    """No "giải phóng mặt bằng" in a heading when the project does not cross the commune."""
    scene = make_scene(
        directive=_HEAD + "1. Thi đua xây dựng hạ tầng, giải phóng mặt bằng\n"
        "a) Giải phóng mặt bằng tuyến đường sắt tốc độ cao.\nb) Làm đường giao thông nông thôn.",
        said=("Đường sắt tốc độ cao không qua địa bàn xã.",),
    )
    found = TemplateWriter(scene).write(SectionTask(SectionKind.CONTENTS, "III", "", scene.brief))
    assert [s.heading for s in found.section.children] == ["Thi đua xây dựng hạ tầng"]


def contents_of(make_scene: SceneMaker, item: str) -> str:
    """The contents for a directive of one item."""
    head = "KẾ HOẠCH\nPhong trào thi đua năm 2027\nIII. NỘI DUNG THI ĐUA\n"
    scene = make_scene(directive=head + item)
    section = (
        TemplateWriter(scene)
        .write(SectionTask(SectionKind.CONTENTS, "III", "", scene.brief))
        .section
    )
    return " ".join(
        filled_words(p.text, scene.table) for s in section.children for p in s.paragraphs
    )


def test_a_name_alone_gets_its_work(make_scene: SceneMaker) -> None:
    """ "Học tập và làm theo …" is no work before somebody chooses what to do."""
    text = contents_of(
        make_scene,
        "1. Thi đua xây dựng Đảng. Đẩy mạnh học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh.",
    )
    assert text.count("phong cách Hồ Chí Minh") == 1
    assert re.search(r"chi bộ|cán bộ, đảng viên", text, re.IGNORECASE)


def test_behind_a_clause_its_long_name_is_not_said_again(make_scene: SceneMaker) -> None:
    """The conclusion that is cited keeps the clause; its work does not repeat the name."""
    text = contents_of(
        make_scene,
        "1. Thi đua xây dựng Đảng. Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh theo "
        "Kết luận số 01-KL/TW ngày 18/5/2021 của Bộ Chính trị.",
    )
    assert text.count("tư tưởng, đạo đức, phong cách") == 1
    assert "01-KL/TW" in text
    assert re.search(r"chi bộ|cán bộ, đảng viên", text, re.IGNORECASE)
