"""The desk behind the table of targets: what is assigned, warnings as typed, the spreadsheet."""

from __future__ import annotations

import dataclasses
from datetime import date
from decimal import Decimal

import pytest

from drafter.desk import Desk
from drafter.document.facts import Bound, Quantity, Target
from drafter.drafting.conversation import TableRow
from drafter.reading import read_targets_bytes
from drafter.rendering.target_sheet import TargetRow, to_xlsx
from drafter.settings import load_settings

DIRECTIVE = """ỦY BAN NHÂN DÂN
TỈNH KHÁNH HÒA
Số: 9915/KH-UBND
Khánh Hòa, ngày 05 tháng 12 năm 2026
KẾ HOẠCH
Phát động phong trào thi đua năm 2027
I. MỤC ĐÍCH
Tạo khí thế thi đua sôi nổi trong toàn tỉnh.
II. CHỈ TIÊU
1. Tỷ lệ dân số tham gia bảo hiểm y tế cấp xã đạt từ 95% trở lên.
"""
SHEET = (
    "STT;Chỉ tiêu;Đơn vị tính;Thực hiện 2026;Kế hoạch 2027\n"
    "1;Thu nhập bình quân đầu người;triệu đồng;58,5;63\n"
    "2;Tỷ lệ dân số tham gia bảo hiểm y tế;%;92,6;93,5\n"
)


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Desk, str]:
    home = tmp_path_factory.mktemp("home")
    desk = Desk(load_settings(home=home, model=None), today=lambda: date(2026, 12, 15))
    draft_id = desk.start()
    desk.say(draft_id, "Soạn kế hoạch năm 2027 cho xã Đại Lãnh, tỉnh Khánh Hòa")
    files = [("tinh.txt", DIRECTIVE.encode()), ("chi-tieu.csv", SHEET.encode())]
    desk.say(draft_id, "", files)
    return desk, draft_id


def test_each_target_beside_what_is_assigned(asked: tuple[Desk, str]) -> None:
    """The province's floor stands beside the commune's figure, with a warning when it is under."""
    desk, draft_id = asked
    income, insurance = desk.target_board(draft_id).lines
    assert (income.assigned, income.warning) == ("", "")
    assert insurance.assigned == "95%"
    assert "93,5%" in insurance.warning
    assert "95%" in insurance.warning


def test_a_warning_as_typed_saves_nothing(asked: tuple[Desk, str]) -> None:
    desk, draft_id = asked
    name = "Tỷ lệ dân số tham gia bảo hiểm y tế"
    rows = [TableRow(name, "%", figure, 1) for figure in ("94,9", "95", "97,2")]
    board = desk.target_board(draft_id, rows[:1]), desk.target_board(draft_id, rows[1:2])
    assert [bool(b.lines[0].warning) for b in board] == [True, False]
    assert [b.quantity.written for b in _targets(desk, draft_id) if b.quantity] == ["63", "93,5"]


def test_the_spreadsheet_goes_out_and_comes_back(asked: tuple[Desk, str]) -> None:
    """What is exported, imported again, is the same list; the floors are no targets."""
    desk, draft_id = asked
    data = desk.targets_xlsx(draft_id)
    back = read_targets_bytes(data, "chi-tieu.xlsx").targets
    assert [_figures(t) for t in back] == [_figures(t) for t in _targets(desk, draft_id)]


def test_every_way_to_write_a_figure_survives() -> None:
    """Plain figures become numbers of the sheet; bounds, fractions and words stay as written."""
    quantities = [
        Quantity(Decimal("1300"), "triệu đồng", written="1.300"),
        Quantity(Decimal("36.20"), "%", written="36,20"),
        Quantity(Decimal(9), "thôn", out_of=Decimal(12), written="9/12"),
        Quantity(Decimal(95), "%", Bound.GE, written="từ 95 trở lên"),
    ]
    targets = [Target(f"Chỉ tiêu {n}", f"Chỉ tiêu thứ {n}", q) for n, q in enumerate(quantities)]
    data = to_xlsx([TargetRow(t, "90%") for t in targets], unit="xã Đại Lãnh", year=2027)
    back = read_targets_bytes(data, "x.xlsx").targets
    assert [t.indicator for t in back] == [t.indicator for t in targets]
    values = [(t.quantity.value, t.quantity.out_of) for t in back if t.quantity]
    assert values == [(q.value, q.out_of) for q in quantities]


def _targets(desk: Desk, draft_id: str) -> tuple[Target, ...]:
    return desk.state(draft_id).conversation.brief.targets


def _figures(target: Target) -> tuple[object, ...]:
    now, before = target.quantity, target.last_year
    return (
        target.indicator,
        now and (now.value, now.unit, now.written),
        before and (before.value, before.unit),
    )


def test_last_years_plan_goes_out_and_comes_back() -> None:
    """The column stands only where it is known, and is read as what it is."""
    plan, done, now = (Quantity(Decimal(n), "%", written=str(n)) for n in (93, 94, 95))
    target = Target("BHYT", "Tỷ lệ bảo hiểm y tế", now, last_year=done, last_plan=plan)
    data = to_xlsx([TargetRow(target, "96%")], unit="xã Đại Lãnh", year=2027)
    [back] = read_targets_bytes(data, "x.xlsx").targets
    assert [q and q.value for q in (back.last_plan, back.last_year, back.quantity)] == [93, 94, 95]
    bare = to_xlsx([TargetRow(dataclasses.replace(target, last_plan=None))], unit="xã", year=2027)
    assert read_targets_bytes(bare, "x.xlsx").targets[0].last_plan is None
