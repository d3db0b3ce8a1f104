"""Targets: comparator, value and unit of each form, and the traps that are none."""

from __future__ import annotations

from decimal import Decimal

import pytest

from drafter.document.facts import Bound, Group
from drafter.reading import find_targets, read_text

ROWS = [
    ("đàn dê đạt từ 2.500 con trở lên", Bound.GE, "2500", "con"),
    ("Diện tích sen trên 38 ha", Bound.GT, "38", "ha"),
    ("Phấn đấu trồng 80 ha cây gai xanh các loại trở lên", Bound.GE, "80", "ha"),
    ("tỷ lệ hộ dùng nước sạch đạt 98 %", Bound.EQ, "98", "%"),
    ("Tối thiểu 80% doanh nghiệp trên địa bàn", Bound.GE, "80", "%"),
    ("tỷ lệ thất nghiệp không quá 2,5%", Bound.LE, "2.5", "%"),
    ("dưới 50% rác thải phải chôn lấp", Bound.LT, "50", "%"),
    ("Hồ sơ đúng hạn không thấp hơn 98%", Bound.GE, "98", "%"),
    ("Thu ngân sách trên địa bàn 203.700.000đ", Bound.EQ, "203700000", "đồng"),
    ("Tổng thu ngân sách: 805 triệu đồng", Bound.EQ, "805", "triệu đồng"),
    ("Thu nhập bình quân: 50 triệu đồng/người/năm", Bound.EQ, "50", "triệu đồng/người/năm"),
    ("Kim ngạch xuất khẩu đạt khoảng 8,95 tỷ USD", Bound.EQ, "8.95", "tỷ USD"),
    ("Xây dựng thêm 01 xã đạt chuẩn", Bound.INCREASE, "1", "xã"),
    ("Duy trì 03 trường đạt chuẩn", Bound.MAINTAIN, "3", "trường"),
    ("Giảm tỷ lệ hộ nghèo từ 2 % trở lên", Bound.DECREASE, "2", "%"),
    ("tỷ lệ hộ nghèo giảm còn dưới 0,9%", Bound.TO_BELOW, "0.9", "%"),
    ("làm mới 2,5km đường ngõ xóm", Bound.EQ, "2.5", "km"),
    ("tỷ lệ hộ nghèo giảm 1,2 điểm phần trăm", Bound.DECREASE, "1.2", "điểm %"),
    ("Xây dựng 6/6 tổ dân phố kiểu mẫu", Bound.EQ, "6", "tổ dân phố"),
    ("đến năm 2030 đạt 1.700 ha", Bound.EQ, "1700", "ha"),
    ("dân số từ 15 tuổi trở lên biết bơi đạt trên 70%", Bound.GT, "70", "%"),
]


@pytest.mark.parametrize(("text", "bound", "value", "unit"), ROWS)
def test_forms(text: str, bound: Bound, value: str, unit: str) -> None:
    """Comparators before, behind and on both sides of the number; units in one form."""
    (target,) = find_targets(text)
    amount = target.quantity
    assert amount is not None
    assert (amount.bound, amount.value, amount.unit) == (bound, Decimal(value), unit)
    assert target.text == text


@pytest.mark.parametrize(
    "text",
    [
        "Phường có đơn thư vượt cấp trừ 05 điểm/vụ",
        "Từ 88 - 90% cộng 02 điểm",
        "đứng thứ 04/34 tỉnh, thành phố",
        "phải có ít nhất 80% tổng số Ủy viên Hội đồng tham dự",
        "danh hiệu chỉ trình khi đạt từ 80% số phiếu trở lên",
        "tỷ lệ không quá 10% tập thể, 5% cá nhân",
        "Diện tích tự nhiên từ 5,5 km2 trở xuống",
        "tiếp tục 03 Chương trình mục tiêu quốc gia",
        "560 tỷ đồng, ước đạt 81,16% kế hoạch",
        "kỷ niệm 75 năm ngày truyền thống",
    ],
)
def test_traps(text: str) -> None:
    """Scores, ranks, quorums, quotas, thresholds and results of the past are no targets."""
    assert find_targets(text) == ()


def test_a_range_keeps_both_ends() -> None:
    (target,) = find_targets("tỷ lệ lao động qua đào tạo 78 - 80%")
    assert target.quantity
    assert (target.quantity.bound, target.quantity.value, target.quantity.upper) == (
        Bound.RANGE,
        Decimal(78),
        Decimal(80),
    )


def test_a_change_that_is_itself_a_floor() -> None:
    (target,) = find_targets("phạm pháp hình sự giảm ít nhất 5% so với năm trước liền kề")
    assert target.quantity
    assert target.quantity.bound is Bound.DECREASE
    assert target.quantity.floor


def test_parts_of_a_sum_name_their_whole() -> None:
    whole, *parts = find_targets("Diện tích 50,5 ha (vụ Đông 20 ha, vụ Xuân 30,5 ha)")
    assert [p.parent for p in parts] == [whole.indicator] * 2
    values = [p.quantity.value for p in parts if p.quantity and p.quantity.value]
    assert whole.quantity
    assert sum(values) == whole.quantity.value


def test_a_parenthesis_that_compares_is_no_part() -> None:
    assert len(find_targets("tăng 18,3% (bình quân cả nước tăng 16,2%)")) == 1


def test_change_against_level() -> None:
    level, change = find_targets("Tổng kim ngạch xuất khẩu đạt 1,15 tỷ USD, tăng 12%")
    assert change.parent == level.indicator
    assert change.quantity
    assert change.quantity.bound is Bound.INCREASE


def test_a_bare_count_takes_the_verb_of_the_one_before() -> None:
    first, second = find_targets("Có thêm 02 xã đạt chuẩn, 01 xã đạt chuẩn nâng cao")
    assert [t.quantity.bound for t in (first, second) if t.quantity] == [Bound.INCREASE] * 2


def test_one_indicator_for_two_classes_of_communes() -> None:
    """Floors of the level above: the second clause has the words of the first."""
    first, second = find_targets(
        "Tỷ lệ hộ nghèo giảm từ 3% trở lên đối với xã khu vực III, từ 1,5% trở lên đối với các "
        "xã còn lại"
    )
    assert first.indicator == second.indicator
    assert second.quantity
    assert second.quantity.bound is Bound.DECREASE
    assert second.quantity.floor
    assert (first.qualifier, second.qualifier) == (
        "đối với xã khu vực III",
        "đối với các xã còn lại",
    )


def test_a_floor_for_each_commune() -> None:
    (target,) = find_targets("mỗi xã, phường chọn ít nhất 01 mô hình điểm")
    assert target.qualifier == "mỗi xã, phường"
    assert target.indicator == "Số mô hình điểm"


def test_a_choice_is_one_target() -> None:
    (target,) = find_targets("ít nhất 01 tuyến đường hoa hoặc 01 công trình thắp sáng")
    assert target.quantity
    assert target.quantity.unit == "tuyến hoặc công trình"


def test_ambiguous_digits_are_marked() -> None:
    (target,) = find_targets("thu ngân sách đạt 84,770 tỷ đồng")
    assert target.quantity
    assert target.quantity.doubtful


def test_a_target_without_a_figure() -> None:
    (target,) = find_targets("Duy trì các tiêu chí xây dựng nông thôn mới")
    assert target.quantity
    assert target.quantity.bound is Bound.MAINTAIN
    assert target.quantity.value is None


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("tỷ lệ che phủ rừng 62%", Group.ENVIRONMENT),
        ("giao quân đạt 100%", Group.SECURITY),
        ("thêm 02 tiêu chí nông thôn mới", Group.RURAL),
        ("tỷ lệ hộ nghèo còn 3%", Group.SOCIETY),
        ("sản lượng chè 1.575 tấn", Group.ECONOMY),
        ("ít nhất 01 mô hình điểm", Group.OTHER),
    ],
)
def test_groups_by_nature(text: str, group: Group) -> None:
    assert find_targets(text)[0].group is group


REPORT = """KẾ HOẠCH
Phát động thi đua năm 2024

Năm 2023, thu ngân sách của xã đạt 6,8 tỷ đồng; 93,4% dân số có thẻ bảo hiểm y tế.

I. KẾT QUẢ NĂM 2023
Toàn xã trồng 40 ha rừng, hộ nghèo giảm 2%.

II. NỘI DUNG THI ĐUA
1. Phấn đấu trồng 45 ha rừng.

III. KHEN THƯỞNG
Số đề nghị không quá 15% tổng số tập thể.
"""


def test_results_of_the_past_and_quotas_are_no_targets() -> None:
    """In a whole document the headings tell plan from report."""
    assert [t.text for t in read_text(REPORT).targets] == ["Phấn đấu trồng 45 ha rừng"]


def test_rows_of_tables_are_left_to_the_table() -> None:
    """In the text a row stands with bars; its figures are read from the cells."""
    assert find_targets("1 | Đàn bò 300 con | con | 280 con | 300 con") == ()
