"""What a draft leaves open that its office knows: told at its words, and only of our own drafts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.checking.plans import DAY, UNIT, Ask, plan

from drafter.document.brief import Brief, Statement
from drafter.document.facts import Target
from drafter.reading import read_targets_bytes, read_text

_DIRECTIVE = """ỦY BAN NHÂN DÂN
TỈNH LẠNG SƠN
Số: 15/KH-UBND
KẾ HOẠCH
Phong trào thi đua năm 2027
I. NỘI DUNG
1. Khôi phục vùng cam, mở rộng vùng nguyên liệu mía; cán bộ cam kết nêu gương; tổ chức lễ hội Cầu Bông an toàn.
2. Hộ kinh doanh dùng hóa đơn điện tử khởi tạo từ máy tính tiền; hài lòng tại Trung tâm Phục vụ hành chính công từ 95% trở lên.
"""


def brief(said: str = "", sheet: str = "") -> dict[str, Any]:
    """The context of a draft of ours: its brief, its sheet, the paper of the level above."""
    targets: tuple[Target, ...] = (
        read_targets_bytes(sheet.encode(), "a.txt").targets if sheet else ()
    )
    statements = (Statement(said, 1),) if said else ()
    directive = read_text(_DIRECTIVE, "chi-thi.txt")
    own = Brief(
        as_of=DAY, unit=UNIT, year=2027, statements=statements, directive=directive, targets=targets
    )
    return {"brief": own, "directive": directive, "targets": targets}


def with_contents(text: str) -> str:
    return plan().replace("Thi đua làm đường thôn, giữ vệ sinh;", f"{text} Thi đua làm đường thôn;")


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("Xây dựng 03 mô hình “Dân vận khéo”.", ["03 mô hình"]),
        ("Có 2 công trình chào mừng đại hội.", ["2 công trình"]),
        ("Hoàn thành thêm 01 tiêu chí nông thôn mới.", ["01 tiêu chí nông thôn mới"]),
        ("Xây dựng 03 mô hình; chọn thêm 02 mô hình.", ["03 mô hình"]),  # each kind once
        ("Xây 2 công trình: nhà văn hóa thôn Nà Tậu, cầu Khuổi Luông.", []),
        ("Có 2 công trình chào mừng: chọn việc thiết thực, ghi rõ nơi làm.", ["2 công trình"]),
        ("Xây dựng 01 mô hình “Thôn sạch ma túy” ở Nà Tậu.", []),
        ("Phát động 01 đợt thi đua chuyên đề [tên đợt].", []),
        ("Giảm tai nạn trên cả 03 tiêu chí.", []),
        ("Trồng 48 mô hình vườn.", []),  # a list of so many stands elsewhere
    ],
)  # fmt: skip
def test_counted_things_without_a_name_are_asked_for(
    ask: Ask, text: str, quotes: list[str]
) -> None:
    """The office knows which three models; the plan should say so, or by when they register."""
    assert [f.quote for f in ask(with_contents(text), "DM-01", **brief())] == quotes


def test_what_the_sheet_names_is_not_asked_for(ask: Ask) -> None:
    """ "(ba khía, tôm khô)" stands in the remark of the row, and so in the table of the plan."""
    given = brief(sheet="Sản phẩm OCOP mới: 02 sản phẩm")
    named = tuple(replace(t, note="ba khía, tôm khô") for t in given["targets"])
    text = with_contents("Có 02 sản phẩm OCOP mới.")
    assert [f.quote for f in ask(text, "DM-01", **given)] == ["02 sản phẩm OCOP"]
    assert ask(text, "DM-01", **{**given, "targets": named}) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Các đơn vị gửi kết quả kịp các kỳ báo cáo.", 1),
        ("Gửi kết quả theo ngày được thông báo, trước hạn báo cáo cấp trên (ngày 10/6/2027).", 1),
        ("Ký giao ước ngay sau khi có Kế hoạch.", 1),
        ("Các đơn vị gửi kết quả trước ngày 01/6/2027.", 0),
    ],
)
def test_work_without_a_day_of_the_office_is_told(ask: Ask, text: str, told: int) -> None:
    """The day of the level above is no day for the bodies of the commune."""
    assert len(ask(with_contents(text), "DM-02", **brief())) == told


def test_a_report_before_its_round_ends_is_told(ask: Ask) -> None:
    """Due on 10 June, while the first round runs to the end of the month."""
    rounds = "Đợt 1 đến ngày 30/6/2027.\nĐợt 2 đến ngày 31/12/2027.\nBáo cáo 6 tháng: báo cáo trước ngày {}."
    (told,) = ask(with_contents(rounds.format("10/6/2027")), "DM-03", **brief())
    assert "10/06/2027" in told.message
    assert "30/06/2027" in told.message
    assert ask(with_contents(rounds.format("05/7/2027")), "DM-03", **brief()) == []


def test_what_no_paper_of_the_commune_names_is_asked_at_its_words(ask: Ask) -> None:
    """Its sheet speaks of sugar cane, so only the rest is asked; "cam kết" is no orange."""
    text = with_contents(
        "Khôi phục vùng cam, mở rộng vùng nguyên liệu mía, cam kết; tổ chức lễ hội Cầu Bông."
    )
    asked = [f.quote for f in ask(text, "DM-04", **brief(sheet="Diện tích mía: 345 ha"))]
    assert asked == ["vùng cam", "lễ hội Cầu Bông"]
    said = "Xã có vùng cam, mía và lễ hội Cầu Bông."
    assert ask(text, "DM-04", **brief(said)) == []


def test_what_the_level_above_does_not_name_is_the_office_s_own(ask: Ask) -> None:
    """A matter that the commune itself wrote in is not doubted."""
    assert ask(with_contents("Mở rộng vùng trồng hồi."), "DM-04", **brief()) == []


@pytest.mark.parametrize(
    ("sheet", "told"),
    [
        ("Giảm tai nạn giao thông: 8%", True),
        ("Giảm tai nạn giao thông so với năm 2026: 8%", False),
        ("Hộ nghèo giảm: 1,0%", False),
    ],
)
def test_a_decrease_without_its_base_is_told(ask: Ask, sheet: str, told: bool) -> None:
    """Eight per cent of which year, of cases or of victims."""
    assert bool(ask(plan(f"1. {sheet}."), "DM-05", **brief(sheet=sheet))) is told


@pytest.mark.parametrize(
    ("sheet", "words"),
    [
        ("Hộ kinh doanh dùng hóa đơn điện tử: 92%", "khởi tạo từ máy tính tiền"),
        ("Hộ kinh doanh dùng hóa đơn điện tử từ máy tính tiền: 92%", ""),
    ],
)
def test_a_figure_counted_otherwise_than_above_is_told(ask: Ask, sheet: str, words: str) -> None:
    """Any e-invoice is not one from a cash register: the office says whether it means the same."""
    told = ask(plan(f"1. {sheet}."), "DM-06", **brief(sheet=sheet))
    assert [words in f.message for f in told] == ([True] if words else [])


def test_a_paper_from_elsewhere_is_not_asked_what_its_office_has_settled(ask: Ask) -> None:
    """Without the brief nobody can tell what was left open on purpose."""
    text = with_contents("Xây dựng 03 mô hình. Gửi kết quả kịp các kỳ báo cáo.")
    assert [f for f in ask(text) if f.rule.startswith("DM-")] == []


@pytest.mark.parametrize(("on", "told"), [(date(2027, 1, 20), True), (date(2025, 9, 1), False)])
def test_an_amendment_in_force_is_told_beside_its_law(ask: Ask, on: date, told: bool) -> None:
    """The law of 2022 may still be cited; the office decides whether to cite what changed it."""
    text = plan(
        "1. Thực hiện Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022; bảo hiểm y tế đạt 96%."
    )
    found = ask(text, "VL-07", on=on, year=on.year)
    assert bool(found) is told
    assert all("chưa xác minh" in f.message for f in found)
