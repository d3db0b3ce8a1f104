"""The note to the drafter: what to do next, in the order of doing it, nothing shortened."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from drafter.document.sheet import (
    BasisLine,
    FindingLine,
    FloorLine,
    LeftOut,
    ReviewSheet,
    TargetLine,
)
from drafter.drafting.cover_note import cover_note

SHEET = ReviewSheet(
    title="Kế hoạch phát động",
    issuer="Ủy ban nhân dân xã Bãi Ngang",
    on=date(2027, 1, 12),
    ready=False,
    reasons=(),
    decisions=(),
    ai_notice="Dự thảo do phần mềm hỗ trợ soạn.",
    basis=(BasisLine("Nghị định số 152/2025/NĐ-CP", "hết hiệu lực từ 01/3/2027", None),),
    targets=(TargetLine("Hộ nghèo", "1,1%"),),
    floors=(
        FloorLine(
            "Thu nhập",
            "73 triệu đồng",
            "74 triệu đồng",
            "Phụ lục, dòng 7",
            gap="1 triệu đồng",
            stands=("II.2.a", "III.1"),
        ),
        FloorLine("Doanh nghiệp mới", "", "16 doanh nghiệp", "Phụ lục, dòng 7"),
    ),
    met=(FloorLine("Thu ngân sách", "64,0 tỷ đồng", "62,5 tỷ đồng", "Phụ lục, dòng 7"),),
    placeholders=("7,5 [đơn vị tính] (mục II.2)",),
    findings=(
        FindingLine("CT-03", "warning", "33 + 23 = 56, khác tổng 64.", "Đối chiếu biểu gốc."),
        FindingLine("CT-01", "warning", "Thu nhập thấp hơn mức giao.", "Quyết định.", told=True),
        FindingLine(
            "VL-04",
            "warning",
            "Nghị định số 152/2025/NĐ-CP hết hiệu lực.",
            "Theo dõi văn bản thay thế.",
        ),
    ),
    left_out=(
        LeftOut("III.1", "GRDP tăng 10%", "Chỉ tiêu của tỉnh."),
        LeftOut("III.2", "thu hút FDI", "Chỉ tiêu của tỉnh."),
    ),
)


def test_both_numbers_of_a_weak_target_come_first() -> None:
    """What the chairman decides stands at the head, a missing one too."""
    lines = cover_note(SHEET, ()).splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith("A. CẦN LÃNH ĐẠO QUYẾT ĐỊNH"))
    assert lines[at + 1 : at + 3] == [
        "1. Thu nhập: đơn vị đăng ký 73 triệu đồng; cấp trên giao 74 triệu đồng (Phụ lục, dòng 7); "
        "còn kém 1 triệu đồng. Đang ghi ở mục II.2.a, III.1.",
        "2. Doanh nghiệp mới: biểu của đơn vị chưa có; cấp trên giao 16 doanh nghiệp (Phụ lục, dòng 7).",
    ]


def test_law_of_last_year_that_has_ended_is_told_with_why() -> None:
    """An official who misses a familiar reference sees why it is gone."""
    gone = BasisLine("Nghị định số 98/2023/NĐ-CP", "hết hiệu lực từ 30/6/2025", False)
    text = cover_note(replace(SHEET, dropped=(gone,)), ())
    assert "Không dùng lại căn cứ của năm trước: Nghị định số 98/2023/NĐ-CP: hết hiệu lực" in text


def test_what_is_left_to_do_stands_before_what_is_met() -> None:
    """A drive in the middle of a year starts from where the sheet says the year is."""
    left = "Thu ngân sách: 6 tháng 48,3 tỷ đồng, kế hoạch 112 tỷ đồng; còn 63,7 tỷ đồng."
    text = cover_note(replace(SHEET, progress=(left,)), ())
    assert text.index("VIỆC CÒN LẠI") < text.index(left) < text.index("ĐÃ ĐỐI CHIẾU")


def test_each_thing_is_told_once() -> None:
    """A weak target is not among the things to verify; a decree stands in one line with its advice."""
    text = cover_note(SHEET, ())
    assert text.count("Thu nhập") == 1
    assert text.count("152/2025/NĐ-CP") == 1
    assert "hết hiệu lực từ 01/3/2027. Theo dõi văn bản thay thế." in text


def test_reasons_are_told_once_for_all_they_hold_for() -> None:
    """Clauses left out for the same reason share a line."""
    assert "1. “GRDP tăng 10%”, “thu hút FDI”: chỉ tiêu của tỉnh." in cover_note(SHEET, ())


def test_a_part_with_nothing_to_say_is_not_there() -> None:
    """A draft without floors starts with what is to be verified, as part A."""
    text = cover_note(replace(SHEET, floors=(), met=()), ("Xin xem lại.",))
    assert "A. SỐ LIỆU, NỘI DUNG PHẢI KIỂM LẠI" in text
    assert "ĐẠT" not in text
    assert "1. Xin xem lại." in text


def test_the_demand_of_the_level_above_is_told_once() -> None:
    """How a lower figure is to be explained, in the directive's words."""
    demand = FindingLine(
        "CT-01", "warning", "x", "giữ và giải trình (cấp trên yêu cầu: “bằng văn bản”).", told=True
    )
    text = cover_note(replace(SHEET, findings=(demand, demand)), ())
    assert text.count("Cấp trên yêu cầu: “bằng văn bản”.") == 1


def test_what_is_worse_than_last_year_is_told_in_the_note() -> None:
    """A step back stands in the table of the sheet; who reads only the note must see it too."""
    worse = TargetLine("Giảm phạm pháp hình sự", "5%", "6%", "-1", worse=True)
    better = TargetLine("Gia đình văn hóa", "91%", "90%", "+1")
    text = cover_note(replace(SHEET, targets=(worse, better)), ())
    assert "Kém hơn năm trước (số năm trước trong ngoặc): Giảm phạm pháp hình sự 5% (6%)." in text
    assert "Gia đình văn hóa" not in text


def test_what_is_open_at_several_places_is_one_line() -> None:
    """Three things without a name share what is said of them, and the advice."""
    open_ = tuple(
        FindingLine("DM-01", "info", f"{what}: chưa nêu tên.", "Ghi tên.")
        for what in ("01 mô hình", "02 công trình")
    )
    text = cover_note(replace(SHEET, findings=open_), ())
    assert "01 mô hình, 02 công trình: chưa nêu tên. Ghi tên.\n" in text
    assert text.count("chưa nêu tên") == 1


def test_a_reference_that_nobody_knows_is_told_once() -> None:
    """What the check says of its number stands behind its name, not in a line of its own."""
    line = BasisLine("Quyết định số 51/2025/QĐ-TTg", "cấp trên nêu; đối chiếu bản chính", None)
    said = FindingLine("VL-06", "info", "Văn bản số 51/2025/QĐ-TTg chưa xác minh.", "Đối chiếu.")
    text = cover_note(replace(SHEET, basis=(line,), findings=(said,)), ())
    assert text.count("51/2025/QĐ-TTg") == 1
    assert "51/2025/QĐ-TTg: cấp trên nêu; đối chiếu bản chính.\n" in text
