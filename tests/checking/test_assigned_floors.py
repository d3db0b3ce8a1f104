"""What the level above assigns to a commune: its own row, its class, never another's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from drafter.checking import CheckContext, Finding, assigned_floors, check
from drafter.document.brief import Brief, Statement
from drafter.document.facts import Bound, Quantity, Target
from drafter.document.reading import ReadDocument, Table
from drafter.document.unit import Level, Unit
from drafter.reading import read_text
from drafter.register import Register

_HA_TINH = Unit("Thiên Cầm", Level.COMMUNE, "tỉnh Hà Tĩnh")
_ROWS = Table(
    (
        ("TT", "Xã, phường", "Thu NSNN trên địa bàn (tỷ đồng)", "Hộ nghèo còn (%)", "SP OCOP mới"),
        ("1", "Phường Vũng Áng", "152,7", "0,90", "1"),
        ("7", "Xã Thiên Cầm", "62,5", "1,15", "3"),
        ("8", "Xã Yên Hòa", "41,8", "1,40", "-"),
    ),
    caption="Phụ lục",
)
_CLASSES = Table(
    (
        ("TT", "Chỉ tiêu", "ĐVT", "Phường", "Xã ven biển", "Xã nội đồng"),
        ("1", "Tỷ lệ tham gia bảo hiểm y tế", "%", "96,5", "95,0", "95,5"),
        ("8", "Ấp, khóm văn hóa", "%", "95,0", "88,0", "90,0"),
    )
)


def _directive(body: str, *tables: Table) -> ReadDocument:
    text = f"KẾ HOẠCH\nPhong trào thi đua năm 2027\nI. NỘI DUNG\n{body}\nNơi nhận:\n- Lưu: VT."
    return replace(read_text(text), tables=tables)


def _floors(
    register: Register, body: str = "Thi đua.", *tables: Table, unit: Unit = _HA_TINH, say: str = ""
) -> dict[str, str]:
    brief = Brief(date(2027, 1, 12), unit=unit, year=2027, statements=(Statement(say, 1),))
    found = assigned_floors(_directive(body, *tables), brief, register)
    return {f.target.indicator: f.target.quantity.written for f in found if f.target.quantity}


def test_only_the_row_that_names_the_commune_counts(register: Register) -> None:
    assert _floors(register, "Thi đua.", _ROWS) == {
        "Thu NSNN trên địa bàn": "62,5",
        "Hộ nghèo còn": "1,15",
        "SP OCOP mới": "3",
    }


def test_a_ward_of_the_same_name_is_another_unit(register: Register) -> None:
    ward = Unit("Yên Hòa", Level.WARD, "tỉnh Hà Tĩnh")
    assert _floors(register, "Thi đua.", _ROWS, unit=ward) == {}


def test_a_dash_assigns_nothing(register: Register) -> None:
    commune = Unit("Yên Hòa", Level.COMMUNE, "tỉnh Hà Tĩnh")
    assert "SP OCOP mới" not in _floors(register, "Thi đua.", _ROWS, unit=commune)


@pytest.mark.parametrize(
    ("level", "body", "say", "expected"),
    [
        (Level.WARD, "Thi đua.", "", {"96,5", "95,0"}),
        (Level.COMMUNE, "Thi đua.", "Xã là xã ven biển.", {"95,0", "88,0"}),
        (Level.COMMUNE, "Xã ven biển gồm: Đất Mũi, Thiên Cầm, Tân Ân.", "", {"95,0", "88,0"}),
        (Level.COMMUNE, "Thi đua.", "", set()),
    ],
    ids=["by level", "by what was said", "by the list", "undecided"],
)
def test_the_column_of_the_class(
    register: Register, level: Level, body: str, say: str, expected: set[str]
) -> None:
    unit = Unit("Thiên Cầm", level, "tỉnh Cà Mau")
    assert set(_floors(register, body, _CLASSES, unit=unit, say=say).values()) == expected


_GROUPS = Table(
    (
        ("TT", "Xã, phường", "Nhóm"),
        ("1", "Xã Yên Hòa", "I"),
        ("2", "Xã Thiên Cầm", "II"),
    )
)
_BY_GROUP = Table(
    (
        ("TT", "Chỉ tiêu", "Đơn vị tính", "Nhóm I", "Nhóm II"),
        ("1", "Tỷ lệ tham gia bảo hiểm y tế", "%", "97,0", "95,5*"),
        ("2", "Thôn văn hóa", "thôn", "9/10", "8/10"),
    )
)


@pytest.mark.parametrize(
    ("body", "tables"),
    [
        ("Thi đua.", (_GROUPS, _BY_GROUP)),
        ("Nhóm I gồm: Yên Hòa, Lộc Hà; Nhóm II gồm: Cẩm Lạc, Thiên Cầm.", (_BY_GROUP,)),
    ],
    ids=["by the table of groups", "by the list of groups"],
)
def test_the_column_of_the_group(register: Register, body: str, tables: tuple[Table, ...]) -> None:
    assert list(_floors(register, body, *tables).values()) == ["95,5", "8/10"]


def test_last_years_column_assigns_nothing(register: Register) -> None:
    table = Table(
        (
            ("TT", "Xã", "Thu ngân sách (tỷ đồng)", "Thu ngân sách (tỷ đồng)"),
            ("TT", "Xã", "Thực hiện 2026", "Kế hoạch 2027"),
            ("1", "Thiên Cầm", "58,0", "62,5"),
        )
    )
    assert list(_floors(register, "Thi đua.", table).values()) == ["62,5"]


@pytest.mark.parametrize(
    ("sentence", "say", "expected"),
    [
        ("Tỷ lệ gia đình văn hóa từ 94% trở lên, thôn văn hóa từ 97% trở lên.", "", ["94", "97"]),
        ("Tỷ lệ hồ sơ trực tuyến cấp xã từ 85% trở lên.", "", ["85"]),
        ("Mỗi xã, phường có ít nhất 03 mô hình “Dân vận khéo”.", "", ["03"]),
        ("100% người dân khám sức khỏe định kỳ ít nhất 01 lần trong năm.", "", ["100"]),
        ("Phấn đấu GRDP tăng từ 10,2% trở lên; thu ngân sách 21.500 tỷ đồng.", "", []),
        ("Tỷ lệ che phủ rừng toàn tỉnh 57%; thu hút 15 dự án FDI.", "", []),
        ("Xã chưa đạt chuẩn nông thôn mới: tăng ít nhất 02 tiêu chí; xã đã đạt chuẩn: hoàn thành "
         "ít nhất 03 tiêu chí nâng cao.", "Xã chưa đạt chuẩn nông thôn mới.", ["02"]),
        ("Xã chưa đạt chuẩn nông thôn mới: tăng ít nhất 02 tiêu chí; xã đã đạt chuẩn: hoàn thành "
         "ít nhất 03 tiêu chí nâng cao.", "", []),
        ("Tỷ lệ hộ nghèo giảm từ 3% trở lên đối với xã khu vực III, từ 1,5% trở lên đối với các xã "
         "còn lại.", "Xã khu vực III.", ["3"]),
    ],
)  # fmt: skip
def test_sentences_addressed_to_communes(
    register: Register, sentence: str, say: str, expected: list[str]
) -> None:
    assert list(_floors(register, sentence, say=say).values()) == expected


def _target(indicator: str, written: str, unit: str, **more: Any) -> Target:
    value = Decimal(str(more.pop("value")))
    return Target(
        f"{indicator}: {written}",
        indicator,
        Quantity(value, unit, Bound.EQ, written=written, **more),
    )


def _against(
    register: Register, target: Target, *tables: Table, body: str = "Thi đua."
) -> list[str]:
    brief = Brief(
        date(2027, 1, 12), unit=_HA_TINH, year=2027, statements=(Statement("Xã ven biển.", 1),)
    )
    directive = _directive(body, *tables)
    context = CheckContext(
        register, brief.as_of, _HA_TINH, 2027, directive, (target,),
        assigned_floors(directive, brief, register),
    )  # fmt: skip
    return [f.message for f in check(read_text("KẾ HOẠCH\nThi đua"), context) if f.rule == "CT-01"]


def test_a_lower_share_of_the_poor_is_better(register: Register) -> None:
    better = _target("Hộ nghèo cuối năm còn", "1,10", "%", value="1.10")
    worse = _target("Hộ nghèo cuối năm còn", "1,30", "%", value="1.30")
    assert _against(register, better, _ROWS) == []
    (message,) = _against(register, worse, _ROWS)
    assert "1,30%" in message
    assert "1,15%" in message


def test_a_fraction_is_worked_out(register: Register) -> None:
    hamlets = _target("Ấp văn hóa", "21/24", "ấp", value=21, out_of=Decimal(24))
    (message,) = _against(register, hamlets, _CLASSES)
    assert "21/24 ấp = 87,5%" in message
    assert "88,0%" in message
    assert "cần ít nhất 22/24" in message


def test_units_are_brought_together(register: Register) -> None:
    enough = _target("Thu ngân sách trên địa bàn", "63.000", "triệu đồng", value=63000)
    short = _target("Thu ngân sách trên địa bàn", "62.000", "triệu đồng", value=62000)
    assert _against(register, enough, _ROWS) == []
    assert len(_against(register, short, _ROWS)) == 1


def _poverty_alone(register: Register, text: str) -> list[Finding]:
    """CT-02 for a unit whose sheet has one of the three targets it was assigned."""
    target = _target("Hộ nghèo cuối năm còn", "1,10", "%", value="1.10")
    brief = Brief(date(2027, 1, 12), unit=_HA_TINH, year=2027)
    directive = _directive("Thi đua.", _ROWS)
    context = CheckContext(
        register, brief.as_of, _HA_TINH, 2027, directive, (target,),
        assigned_floors(directive, brief, register),
    )  # fmt: skip
    found = check(read_text(f"KẾ HOẠCH\n{text}"), context)
    return [finding for finding in found if finding.rule == "CT-02"]


def test_assigned_by_name_but_absent_is_told(register: Register) -> None:
    told = [f.message for f in _poverty_alone(register, "Thi đua")]
    assert len(told) == 2
    assert any("3 sản phẩm" in message and "OCOP" in message for message in told)


def test_assigned_but_absent_is_told_where_the_text_speaks_of_it(register: Register) -> None:
    """The official sees at the sentence on OCOP that the level above wants three of them."""
    said = "Thi đua\n1. Giữ chất lượng sản phẩm OCOP của làng nghề; làm đường."
    quotes = [f.quote for f in _poverty_alone(register, said)]
    assert "sản phẩm OCOP của làng nghề" in quotes


def _told(
    register: Register,
    rule: str,
    body: str,
    *targets: Target,
    text: str = "Thi đua.",
    say: str = "",
) -> list[str]:
    brief = Brief(date(2027, 1, 12), unit=_HA_TINH, year=2027, statements=(Statement(say, 1),))
    directive = _directive(body)
    context = CheckContext(
        register, brief.as_of, _HA_TINH, 2027, directive, targets,
        assigned_floors(directive, brief, register), brief=brief,
    )  # fmt: skip
    return [f.message for f in check(read_text(f"KẾ HOẠCH\n{text}"), context) if f.rule == rule]


def test_a_drop_is_held_against_the_amount_of_a_decrease(register: Register) -> None:
    """ "Hộ nghèo giảm từ 3% trở lên" and "mức giảm tỷ lệ hộ nghèo" are one indicator."""
    body = "1. Tỷ lệ hộ nghèo đa chiều giảm từ 3% trở lên ở các xã."
    short = _target("Mức giảm tỷ lệ hộ nghèo đa chiều", "2,5", "%", value="2.5")
    enough = _target("Mức giảm tỷ lệ hộ nghèo đa chiều", "3,4", "%", value="3.4")
    assert len(_told(register, "CT-01", body, short)) == 1
    assert _told(register, "CT-01", body, enough) == []


_BY_CLASS = "1. Thi đua xây dựng nông thôn mới. Mỗi xã chưa đạt chuẩn thêm ít nhất 02 tiêu chí."
_CRITERIA = ("Tiêu chí nông thôn mới hoàn thành thêm", "01", "tiêu chí")


def test_a_sentence_for_a_class_asks_which_class(register: Register) -> None:
    """Both numbers are told even where nobody said whether the commune is of the class."""
    (message,) = _told(register, "CT-14", _BY_CLASS, _target(*_CRITERIA, value=1))
    assert "ít nhất 02 tiêu chí" in message
    assert "01 tiêu chí" in message
    assert "Chưa rõ" in message


def test_a_class_that_was_said_is_not_asked(register: Register) -> None:
    target = _target(*_CRITERIA, value=1)
    said = "Xã chưa đạt chuẩn nông thôn mới."
    assert _told(register, "CT-14", _BY_CLASS, target, say=said) == []
    assert len(_told(register, "CT-01", _BY_CLASS, target, say=said)) == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Giao quân đạt 100%.", 1),
        ("Giải quyết hồ sơ đúng và trước hạn từ 98% trở lên.", 0),
    ],
    ids=["nothing on it", "in the text"],
)
def test_what_is_asked_of_all_communes_is_spoken_of(
    register: Register, text: str, told: int
) -> None:
    """An indicator that the commune leaves out altogether is told, not added."""
    body = "1. Hồ sơ ở cấp xã giải quyết đúng và trước hạn từ 98% trở lên."
    target = _target("Giao quân", "100", "%", value=100)
    assert len(_told(register, "CT-16", body, target, text=text)) == told


@pytest.mark.parametrize(("due", "told"), [("05/12/2027", 1), ("05/01/2028", 0)])
def test_a_report_due_before_the_end_is_told(register: Register, due: str, told: int) -> None:
    """The figures are closed for the report, not for the last day of the movement."""
    body = (
        f"1. Giữ sạch bãi biển.\nII. THỜI GIAN\nTừ ngày ban hành đến hết ngày 31/12/2027.\n"
        f"III. TỔ CHỨC THỰC HIỆN\n1. UBND các xã báo cáo năm trước ngày {due}."
    )
    assert len(_told(register, "TG-11", body)) == told
