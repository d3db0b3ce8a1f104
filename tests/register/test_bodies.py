"""Bodies of government on a day: before and after 01/7/2025."""

from __future__ import annotations

from datetime import date

import pytest

from drafter.document.unit import Level
from drafter.register import Register

BEFORE = date(2024, 1, 24)
AFTER = date(2027, 1, 12)

NAMES = [
    ("van-phong", Level.COMMUNE, BEFORE, "Công chức Văn phòng - Thống kê"),
    ("van-phong", Level.COMMUNE, AFTER, "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân"),
    ("van-hoa-xa-hoi", Level.TOWNLET, BEFORE, "Công chức Văn hóa - Xã hội"),
    ("van-hoa-xa-hoi", Level.WARD, AFTER, "Phòng Văn hóa - Xã hội"),
    ("kinh-te", Level.COMMUNE, AFTER, "Phòng Kinh tế"),
    ("kinh-te", Level.SPECIAL_ZONE, AFTER, "Phòng Kinh tế"),
    ("kinh-te", Level.WARD, AFTER, "Phòng Kinh tế, Hạ tầng và Đô thị"),
    ("hanh-chinh-cong", Level.COMMUNE, BEFORE, None),
    ("hanh-chinh-cong", Level.COMMUNE, AFTER, "Trung tâm Phục vụ hành chính công"),
    ("tai-chinh", Level.COMMUNE, AFTER, None),
    ("cong-an", Level.WARD, AFTER, "Công an phường"),
    ("quan-su", Level.SPECIAL_ZONE, AFTER, "Ban Chỉ huy Quân sự đặc khu"),
]


@pytest.mark.parametrize(("role", "level", "on", "name"), NAMES)
def test_a_role_has_its_name_of_the_day(
    register: Register, role: str, level: Level, on: date, name: str | None
) -> None:
    """The same role is a clerk before 01/7/2025 and an office after."""
    body = register.bodies.role(role, level, on)

    assert (body.name if body else None) == name


@pytest.mark.parametrize(
    ("on", "role", "sure"), [(BEFORE, "van-phong", True), (AFTER, "van-hoa-xa-hoi", False)]
)
def test_one_standing_body(register: Register, on: date, role: str, sure: bool) -> None:
    """Who keeps the emulation council's business; today's is usual, not confirmed."""
    standing = register.bodies.standing(Level.COMMUNE, on)

    assert standing is not None
    assert (standing.id, standing.standing_sure) == (role, sure)


def test_every_field_has_somebody(register: Register) -> None:
    """No indicator of the vocabulary is left without a body that answers for it."""
    topics = {i.topic for i in register.indicators if "xa" in i.levels}
    loose = {
        (topic, on.year)
        for on in (BEFORE, AFTER)
        for topic in topics - {"dang", "khac"}
        if not register.bodies.responsible(topic, Level.COMMUNE, on)
    }

    assert loose == set()


@pytest.mark.parametrize(
    ("text", "on", "superiors"),
    [
        (
            "xã Châu Quang, Nghệ An", BEFORE,
            ["Ủy ban nhân dân huyện Quỳ Hợp", "Phòng Nội vụ huyện Quỳ Hợp"],
        ),
        (
            "xã Thiên Cầm, Hà Tĩnh", AFTER,
            ["Ủy ban nhân dân tỉnh Hà Tĩnh", "Sở Nội vụ tỉnh Hà Tĩnh"],
        ),
    ],
)  # fmt: skip
def test_reports_go_to_the_level_above(
    register: Register, text: str, on: date, superiors: list[str]
) -> None:
    """The district until 30/6/2025, the province from 01/7/2025."""
    unit = register.units.find(text, on)[0]

    assert [body.name for body in register.bodies.superiors(unit, on)] == superiors


def test_recipients_of_the_day(register: Register) -> None:
    """ "Nơi nhận" begins with who is above and ends with the archive."""
    unit = register.units.find("Thiên Cầm, Hà Tĩnh", AFTER)[0]
    lines = [line.text for line in register.bodies.recipients(unit, AFTER)]

    assert lines[:2] == ["Ủy ban nhân dân tỉnh (để báo cáo)", "Sở Nội vụ (để báo cáo)"]
    assert lines[-1] == "Lưu: VT"
    assert not any("huyện" in line for line in lines)


WORDS = [
    ("UBND huyện Quỳ Hợp", AFTER, "ubnd-huyen"),
    ("Uỷ ban nhân dân huyện", AFTER, "ubnd-huyen"),
    ("Thường trực Huyện ủy", AFTER, "ubnd-huyen"),
    ("Hội đồng Thi đua - Khen thưởng huyện", AFTER, "ubnd-huyen"),
    ("UBND thành phố Nha Trang", AFTER, "tp-thuoc-tinh"),
    ("Phòng Nội vụ huyện", AFTER, "phong-noi-vu"),
    ("các phòng, ban cấp huyện", AFTER, "cap-huyen"),
    ("UBND các xã, thị trấn", AFTER, "thi-tran"),
    ("Công chức Văn phòng – Thống kê", AFTER, "vp-tk"),
    ("Công chức Tài chính - Kế toán", AFTER, "cong-chuc-xa"),
    ("Trung tâm Phục vụ hành chính công xã", BEFORE, "pvhcc"),
    ("Phòng Văn hóa - Xã hội", BEFORE, "vhxh"),
    ("Văn phòng HĐND và UBND xã", BEFORE, "van-phong-hdnd"),
    ("chính quyền địa phương 02 cấp", BEFORE, "hai-cap"),
]


@pytest.mark.parametrize(("text", "on", "id"), WORDS)
def test_a_body_that_is_not_there_is_found(
    register: Register, text: str, on: date, id: str
) -> None:
    """Names of bodies of the other time, with what there is instead."""
    found = [a for a in register.bodies.abolished(on) if a.pattern.search(text)]

    assert id in [a.id for a in found]
    assert all(a.message for a in found)


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("UBND huyện Quỳ Hợp", BEFORE),
        ("UBND thành phố Hà Nội", AFTER),
        ("UBND thành phố Hồ Chí Minh", AFTER),
        ("thị trấn Thiên Cầm (cũ)", AFTER),
        ("Trung tâm Phục vụ hành chính công tỉnh", BEFORE),
        ("Văn phòng HĐND và UBND huyện", BEFORE),
        ("Phòng Văn hóa - Xã hội", AFTER),
        ("Đảng ủy xã", AFTER),
    ],
)
def test_what_exists_is_left_alone(register: Register, text: str, on: date) -> None:
    """No false alarm on names that are right on the day."""
    assert [a.id for a in register.bodies.abolished(on) if a.pattern.search(text)] == []
