"""Indicators by the many names that tables, directives and officials use."""

from __future__ import annotations

import pytest

from drafter.register import Register

NAMES = [
    ("Tỷ lệ dân số tham gia BHYT", "bhyt"),
    ("BHYT toàn dân", "bhyt"),
    ("ty le nguoi dan tham gia bao hiem y te", "bhyt"),
    ("Phấn đấu tỷ lệ người dân tham gia bảo hiểm y tế đạt 90% trở lên", "bhyt"),
    ("Giảm tỷ lệ nghèo đa chiều từ 2 % trở lên", "ngheo-giam"),
    ("Giảm tỷ lệ hộ nghèo cuối năm 2023 còn dưới 0.8-1%", "ngheo-con"),
    ("Hộ nghèo cuối năm còn (chuẩn 2027 - 2030)", "ngheo-con"),
    ("Tỷ lệ hộ cận nghèo", "can-ngheo"),
    ("Hộ dùng nước sạch tập trung", "nuoc-sach-tt"),
    ("Tỷ lệ hộ dùng nước sạch đạt 75%", "nuoc-sach"),
    ("Tỷ lệ hộ sử dụng nước hợp vệ sinh", "nuoc-hvs"),
    ("Số xã đạt chuẩn nông thôn mới nâng cao", "ntm-xa-nc"),
    ("phấn đấu đạt 02 tiêu chí nông thôn mới nâng cao trở lên", "ntm-nc-tieu-chi"),
    ("Số tiêu chí nông thôn mới hoàn thành thêm", "ntm-tieu-chi"),
    ("Khu dân cư NTM kiểu mẫu tăng thêm", "ntm-kdc"),
    ("Ấp văn hóa", "thon-vh"),
    ("Tỷ lệ thôn có nhà văn hoá đạt chuẩn", "nha-vh"),
    ("Sản lượng nuôi trồng thủy sản", "nuoi-trong-ts"),
    ("Diện tích nuôi trồng thủy sản", "dt-nuoi-ts"),
    ("Tổng sản lượng thủy sản", "sl-thuy-san"),
    ("Tổng đàn trâu, bò", "dan-trau-bo"),
    ("đàn trâu 300 con", "dan-trau"),
    ("Hài lòng tại Trung tâm PVHCC", "hai-long"),
    ("Kinh tế", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "id"), NAMES)
def test_an_indicator_by_its_names(register: Register, text: str, id: str | None) -> None:
    """Names, rows of tables and whole sentences; near names are kept apart."""
    found = register.indicators.find(text)

    assert (found.id if found else None) == id


def test_every_name_leads_back(register: Register) -> None:
    """The canonical name of each indicator finds that indicator."""
    lost = [i.id for i in register.indicators if register.indicators.find(i.name) is not i]

    assert lost == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Tham gia BHYT", "Tỷ lệ tham gia bảo hiểm y tế", True),
        ("Thu NSNN trên địa bàn (tỷ đồng)", "Thu ngân sách trên địa bàn", True),
        ("SP OCOP mới", "Sản phẩm OCOP mới", True),
        ("Thu nhập BQ (triệu đồng/ người/năm)", "Thu nhập bình quân đầu người", True),
        ("DN mới", "Số doanh nghiệp thành lập mới", True),
        ("Mức giảm tỷ lệ hộ nghèo", "Tỷ lệ hộ nghèo còn", False),
        ("Chỉ tiêu riêng của xã", "chỉ tiêu riêng của xã", True),
        ("Chỉ tiêu riêng của xã", "Chỉ tiêu khác", False),
    ],
)
def test_same_indicator(register: Register, one: str, other: str, same: bool) -> None:
    """A directive's column and a commune's row meet; what is unknown meets only itself."""
    assert register.indicators.same(one, other) is same


@pytest.mark.parametrize(
    ("id", "direction", "better"),
    [("bhyt", "up", True), ("ngheo-con", "down", False), ("dt-lua", "none", None)],
)
def test_which_way_is_better(
    register: Register, id: str, direction: str, better: bool | None
) -> None:
    """More insured is better, more poor is worse, more rice land is neither."""
    indicator = register.indicators.get(id)

    assert indicator is not None
    assert (indicator.direction, indicator.better(96, than=95)) == (direction, better)


def test_the_vocabulary_is_large_enough(register: Register) -> None:
    """At least eighty indicators, ids once each."""
    ids = [i.id for i in register.indicators]

    assert len(ids) >= 80
    assert len(ids) == len(set(ids))
