"""Target sheets: every figure from its own row and column, every doubt said aloud."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import Workbook

from drafter.document.facts import Bound, Group
from drafter.document.reading import Table, TargetList
from drafter.reading.files import read_targets_bytes
from drafter.reading.sheet import targets_from
from drafter.reading.sheetcolumns import find_columns

SCENARIOS = {
    "01_chau_quang_2024": "targets.txt",
    "06_thien_cam_2027": "targets.docx",
    "08_phan_ngoc_hien_2027": "targets.csv",
}


def from_csv(*lines: str) -> TargetList:
    return read_targets_bytes("\n".join(lines).encode(), "chi tieu.csv")


def figures(found: TargetList) -> list[tuple[str, str, str | None]]:
    return [
        (t.indicator, t.quantity.written, t.quantity.unit)
        for t in found.targets
        if t.quantity is not None
    ]


def codes(found: TargetList) -> list[str]:
    return [w.code for w in found.warnings]


def truth_rows(text: str) -> list[tuple[str, str, str]]:
    """Indicator, unit and planned figure of a clean table, without the marks of a part."""
    rows = []
    for cells in csv.reader(io.StringIO(text), delimiter="\t"):
        if len(cells) >= 5 and cells[4]:
            name = cells[1].removeprefix("trong đó:").lstrip("- ")
            rows.append((name, cells[4], cells[2]))
    return rows


@pytest.mark.parametrize("name", ["06_thien_cam_2027", "08_phan_ngoc_hien_2027"])
def test_every_row_of_a_scenario_gives_its_figure(name: str, shared: Any) -> None:
    folder = shared / "scenarios" / name
    found = read_targets_bytes((folder / SCENARIOS[name]).read_bytes(), SCENARIOS[name])
    truth = (folder / "_truth" / "targets.tsv").read_text(encoding="utf-8")
    expected = [(i, f, u or None) for i, f, u in truth_rows(truth)]
    assert figures(found) == expected


@pytest.mark.parametrize(
    ("name", "sum_words", "unit_words"),
    [
        ("01_chau_quang_2024", "412 + 268 + 345 + 110 = 1.135 ha, khác tổng 1.145 ha", "3,2"),
        ("06_thien_cam_2027", "33,0 + 23,5 + 6,5 = 63,0 tỷ đồng, khác tổng 64,0", "7,5"),
        ("08_phan_ngoc_hien_2027", "13.700 + 110 + 1.160 = 14.970 ha, khác tổng 14.950", "12,5"),
    ],
)
def test_the_planted_faults_of_a_scenario_are_told(
    name: str, sum_words: str, unit_words: str, shared: Any
) -> None:
    """Each sheet holds one sum that does not add up and one figure without a unit; no more."""
    data = (shared / "scenarios" / name / SCENARIOS[name]).read_bytes()
    found = read_targets_bytes(data, SCENARIOS[name])
    assert sorted(codes(found)) == ["missing-unit", "sum"]
    messages = {w.code: w.message for w in found.warnings}
    assert sum_words in messages["sum"]
    assert unit_words in messages["missing-unit"]


def test_columns_set_with_blanks_are_read_by_place(shared: Any) -> None:
    """ "trđ/ng/năm 38,4": the unit fills its column, one blank parts it from the figure."""
    data = (shared / "scenarios" / "01_chau_quang_2024" / "targets.txt").read_bytes()
    found = {t.indicator: t for t in read_targets_bytes(data, "targets.txt").targets}
    assert len(found) == 28
    income = found["Thu nhập bình quân đầu người"]
    assert income.quantity is not None
    assert income.last_year is not None
    assert (income.quantity.written, income.quantity.unit) == ("41,5", "trđ/ng/năm")
    assert income.last_year.written == "38,4"
    assert income.text == "Thu nhập bình quân đầu người: 41,5 trđ/ng/năm"
    assert found["Rau màu các loại"].parent == "Tổng diện tích gieo trồng"
    assert found["Tổng đàn lợn"].parent is None


@pytest.mark.parametrize(
    ("labels", "plan"),
    [
        ("STT;Chỉ tiêu;ĐVT;TH 2026;KH 2027;Ghi chú", 4),
        ("TT;Nội dung chỉ tiêu;KH năm 2027;Đơn vị tính;Ước TH năm 2026;Phụ trách", 2),
        ("Chỉ tiêu chủ yếu;Đơn vị;Thực hiện năm trước;Kế hoạch năm;So sánh (%);Ghi chú", 3),
        ("TT;Chỉ tiêu;Đơn vị tính;KH 2026;TH 2026;KH 2027", 5),
        ("Số TT;Tên chỉ tiêu;ĐVT;Kết quả 2026;Mục tiêu phấn đấu 2027;Tỷ lệ KH/TH", 4),
        ("STT;Chỉ tiêu;Đơn vị;2025;2026;2027", 5),
        ("TT;Chỉ tiêu;ĐVT;Chỉ tiêu giao năm 2027;Đơn vị thực hiện;Ghi chú", 3),
    ],
)
def test_columns_are_known_by_the_usual_variants_of_their_names(labels: str, plan: int) -> None:
    """The planned figure is taken from the column of the plan year, whatever the order."""
    columns = find_columns([labels.split(";"), ["1", "x", "ha", "1", "2", "3"]])
    assert columns is not None
    assert columns.plan is not None
    assert columns.plan.place == plan


@pytest.mark.parametrize(
    ("indicator", "cell", "bound"),
    [
        ("Giảm vụ phạm pháp hình sự", "5", Bound.DECREASE),
        ("Hộ nghèo đa chiều giảm (trở lên)", "1,0", Bound.DECREASE),
        ("Tỷ lệ hộ nghèo cuối năm còn (chuẩn 2027 - 2030)", "1,10", Bound.LE),
        ("Tỷ lệ hộ nghèo giảm xuống còn dưới", "2", Bound.TO_BELOW),
        ("Tỷ lệ gia đình văn hóa", "90", Bound.EQ),
        ("Tỷ lệ gia đình văn hóa", "≥ 90", Bound.GE),
        ("Tỷ lệ gia đình văn hóa", "trên 90", Bound.GT),
        ("Tỷ lệ gia đình văn hóa", "từ 90 trở lên", Bound.GE),
        ("Tỷ suất sinh con thứ ba", "dưới 5", Bound.LT),
        ("Tốc độ tăng giá trị sản xuất", "4 - 4,5", Bound.RANGE),
        ("Duy trì trường chuẩn quốc gia", "02", Bound.MAINTAIN),
        ("Tàu cá duy trì kết nối giám sát hành trình", "100", Bound.EQ),
        ("Khu dân cư kiểu mẫu tăng thêm", "03", Bound.INCREASE),
    ],
)
def test_the_bound_comes_from_the_words_of_row_and_cell(
    indicator: str, cell: str, bound: Bound
) -> None:
    found = from_csv("TT;Chỉ tiêu;ĐVT;KH 2027", f"1;{indicator};%;{cell}")
    assert [t.quantity.bound for t in found.targets if t.quantity] == [bound]


@pytest.mark.parametrize(
    ("cell", "value", "out_of", "written"),
    [
        ("1.145", "1145", None, "1.145"),
        ("64,0", "64.0", None, "64,0"),
        ("84,770", "84.770", None, "84,770"),
        ("3.130,5", "3130.5", None, "3.130,5"),
        ("0.8", "0.8", None, "0.8"),
        ("02", "2", None, "02"),
        ("9/12", "9", "12", "9/12"),
        ("203.700.000", "203700000", None, "203.700.000"),
    ],
)
def test_figures_are_read_in_vietnamese_notation_and_kept_as_printed(
    cell: str, value: str, out_of: str | None, written: str
) -> None:
    found = from_csv("TT;Chỉ tiêu;ĐVT;KH 2027", f"1;Chỉ số thử;tỷ đồng;{cell}")
    quantity = found.targets[0].quantity
    assert quantity is not None
    assert quantity.value == Decimal(value)
    assert quantity.out_of == (Decimal(out_of) if out_of else None)
    assert quantity.written == written


def test_a_missing_unit_is_never_filled_in() -> None:
    """Not even where the indicator makes it plain."""
    found = from_csv("TT;Chỉ tiêu;ĐVT;KH 2027", "1;Đường bê tông;;3,2", "2;Trồng rừng;ha;65")
    assert figures(found) == [("Đường bê tông", "3,2", None), ("Trồng rừng", "65", "ha")]
    assert codes(found) == ["missing-unit"]


def test_parts_after_trong_do_that_name_only_some_are_no_mistake() -> None:
    found = from_csv(
        "TT;Chỉ tiêu;ĐVT;TH 2026;KH 2027",
        "1;Tổng sản lượng;tấn;1.000;1.100",
        ";Trong đó: - Tôm;tấn;300;320",
        ";- Cua;tấn;200;210",
    )
    assert [t.parent for t in found.targets] == [None, "Tổng sản lượng", "Tổng sản lượng"]
    assert found.warnings == ()


def test_rows_below_a_line_trong_do_are_parts_until_the_next_number() -> None:
    found = from_csv(
        "TT;Chỉ tiêu;ĐVT;KH 2027",
        "1;Tổng đàn;con;300",
        ";Trong đó:;;",
        ";Đàn trâu;con;100",
        ";Đàn bò;con;200",
        "2;Đàn lợn;con;50",
    )
    assert [t.parent for t in found.targets] == [None, "Tổng đàn", "Tổng đàn", None]
    assert found.warnings == ()


def test_a_mixed_group_is_parted_by_the_nature_of_the_indicator() -> None:
    found = from_csv(
        "TT;Chỉ tiêu;ĐVT;KH 2027",
        "C;MÔI TRƯỜNG, QUỐC PHÒNG - AN NINH;;",
        "1;Hộ dùng nước sạch;%;88",
        "2;Giao quân;%;100",
    )
    assert [t.group for t in found.targets] == [Group.ENVIRONMENT, Group.SECURITY]


def test_two_planned_columns_that_differ_are_told_with_both_figures() -> None:
    """The commune's own figure is taken; what the province assigned is named beside it."""
    found = from_csv(
        "TT;Chỉ tiêu;ĐVT;KH tỉnh giao 2027;KH xã phấn đấu 2027",
        "1;Sản phẩm OCOP;sản phẩm;3;2",
        "2;Trồng rừng;ha;65;65",
    )
    assert figures(found) == [("Sản phẩm OCOP", "2", "sản phẩm"), ("Trồng rừng", "65", "ha")]
    assert codes(found) == ["two-plan-columns"]
    assert "2 và 3" in found.warnings[0].message


def test_a_sheet_of_another_year_is_told() -> None:
    data = "TT;Chỉ tiêu;ĐVT;KH 2026\n1;Trồng rừng;ha;65".encode()
    assert codes(read_targets_bytes(data, "a.csv", year=2026)) == []
    found = read_targets_bytes(data, "a.csv", year=2027)
    assert codes(found) == ["other-year"]
    assert "2026" in found.warnings[0].message


def test_title_and_column_of_different_years_are_told() -> None:
    found = from_csv("BIỂU CHỈ TIÊU NĂM 2027;;;", "TT;Chỉ tiêu;ĐVT;KH 2026", "1;Lúa;ha;65")
    assert codes(found) == ["other-year"]


def test_a_target_in_words_has_no_quantity() -> None:
    found = from_csv("TT;Chỉ tiêu;ĐVT;KH 2027", "1;Đảng bộ;;Hoàn thành tốt", "2;Lúa;ha;65")
    assert found.targets[0].quantity is None
    assert found.targets[0].qualifier == "Hoàn thành tốt"
    assert found.warnings == ()


def test_a_row_without_a_planned_figure_is_told() -> None:
    found = from_csv("TT;Chỉ tiêu;ĐVT;TH 2026;KH 2027", "1;Lúa;ha;60;", "2;Ngô;ha;60;65")
    assert [t.indicator for t in found.targets] == ["Ngô"]
    assert codes(found) == ["row-not-understood"]
    assert "Lúa" in found.warnings[0].message


def test_plain_lines_are_targets_too() -> None:
    text = (
        "CHỈ TIÊU NĂM 2027\nVĂN HÓA - XÃ HỘI\n- Tỷ lệ BHYT đạt 96%\n"
        "- Giảm hộ nghèo từ 0,5% trở lên\n- Trồng mới 65 ha rừng\n"
    )
    found = read_targets_bytes(text.encode(), "chi tieu.txt")
    assert [(t.quantity.written, t.quantity.unit, t.year) for t in found.targets if t.quantity] == [
        ("96", "%", 2027),
        ("0,5", "%", 2027),
        ("65", "ha rừng", 2027),
    ]
    assert found.targets[0].text == "Tỷ lệ BHYT đạt 96%"
    assert found.targets[0].group is Group.SOCIETY


@pytest.mark.parametrize(
    ("line", "indicator", "written"),
    [
        (
            "Trẻ dưới 5 tuổi suy dinh dưỡng nhẹ cân: 12,8%",
            "Trẻ dưới 5 tuổi suy dinh dưỡng nhẹ cân",
            "12,8",
        ),
        ("Huy động trẻ 5 tuổi ra lớp đạt 100%", "Huy động trẻ 5 tuổi ra lớp", "100"),
        ("Ruộng ô thửa lớn từ 2 ha: 140 ha", "Ruộng ô thửa lớn từ 2 ha", "140"),
        ("Tuổi thọ bình quân: 74 tuổi", "Tuổi thọ bình quân", "74"),
        ("Tuổi thọ bình quân đạt 74 tuổi", "Tuổi thọ bình quân", "74"),
        ("BHYT đạt 96% (năm 2026: 95%)", "BHYT", "96"),
        ("Trồng mới 50 ha rừng, trong đó rừng gỗ lớn: 20 ha", "Trồng mới", "50"),
    ],
)
def test_a_number_in_the_name_of_a_target_is_not_its_figure(
    line: str, indicator: str, written: str
) -> None:
    """Whom a target counts, and from which size on, is no amount to reach."""
    (target,) = read_targets_bytes(line.encode(), "chi tieu.txt").targets
    assert target.quantity is not None
    assert (target.indicator, target.quantity.written) == (indicator, written)


def workbook() -> Workbook:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["BIỂU CHỈ TIÊU NĂM 2027"])
    sheet.append(["TT", "Chỉ tiêu", "ĐVT", "TH 2026", "KH 2027"])
    sheet.append(["I", "KINH TẾ"])
    sheet.append([1, "Diện tích lúa", "ha", 1132, 1145])
    sheet.append([2, "Thu ngân sách", "tỷ đồng", 58.3, 64])
    sheet.append([3, "Tỷ lệ BHYT", "%", 0.961, 0.965])
    sheet["E4"].number_format = "#,##0"
    sheet["E5"].number_format = "0.0"
    sheet["E6"].number_format = "0.0%"
    sheet.merge_cells("B3:E3")
    return book


def saved(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_a_workbook_gives_figures_as_the_screen_shows_them() -> None:
    """1145 with #,##0 is "1.145" on a Vietnamese screen; 0.965 with 0.0% is "96,5%"."""
    found = read_targets_bytes(saved(workbook()), "chi tieu.xlsx")
    assert figures(found) == [
        ("Diện tích lúa", "1.145", "ha"),
        ("Thu ngân sách", "64,0", "tỷ đồng"),
        ("Tỷ lệ BHYT", "96,5", "%"),
    ]
    assert [t.group for t in found.targets] == [Group.ECONOMY] * 3
    assert {t.year for t in found.targets} == {2027}


def test_hidden_rows_and_sheets_are_left_out_and_told() -> None:
    book = workbook()
    sheet = book.active
    assert sheet is not None
    sheet.row_dimensions[5].hidden = True
    book.create_sheet("Ẩn").sheet_state = "hidden"
    found = read_targets_bytes(saved(book), "chi tieu.xlsx")
    assert [t.indicator for t in found.targets] == ["Diện tích lúa", "Tỷ lệ BHYT"]
    assert codes(found) == ["hidden-text", "hidden-text"]


def test_a_figure_the_scan_was_unsure_of_stays_doubtful() -> None:
    """The doubt of a table cell goes with the target and is told."""
    rows = (
        ("TT", "Chỉ tiêu", "ĐVT", "KH 2027"),
        ("1", "Lúa", "ha", "412"),
        ("2", "Ngô", "ha", "9"),
    )
    found = targets_from([Table(rows, doubtful=frozenset({(2, 3)}))], [])
    assert [t.quantity.doubtful for t in found.targets if t.quantity] == [False, True]
    assert codes(found) == ["doubtful-figure"]
    assert "Ngô" in found.warnings[0].message


def test_a_group_heading_torn_over_the_columns_is_still_a_heading() -> None:
    found = from_csv(
        "TT;Chỉ tiêu;ĐVT;KH 2027", "C;MÔI TRƯỜNG, QUỐC PHÒNG - AN;;NINH", "1;Giao quân;%;100"
    )
    assert [(t.indicator, t.group) for t in found.targets] == [("Giao quân", Group.SECURITY)]


@pytest.mark.parametrize("indicator", ["=cmd|' /C calc'!A0", "+SUM(A1:A9)", "@lệnh", "x" * 500])
def test_a_formula_or_a_giant_cell_is_no_indicator(indicator: str) -> None:
    """It is told and left out; the rows beside it are read."""
    found = targets_from(
        [
            Table(
                (
                    ("TT", "Chỉ tiêu", "ĐVT", "KH 2027"),
                    ("1", indicator, "%", "91"),
                    ("2", "Giao quân", "%", "100"),
                )
            )
        ],
        [],
    )
    assert [t.indicator for t in found.targets] == ["Giao quân"]
    assert codes(found) == ["row-not-understood"]


def test_last_years_plan_and_result_are_told_apart() -> None:
    """Two figures of last year stand beside: what was planned, what was reached."""
    sheet = (
        "STT;Chỉ tiêu;Đơn vị tính;Kế hoạch 2026;Thực hiện 2026;Kế hoạch 2027\n"
        "1;Tỷ lệ dân số tham gia bảo hiểm y tế;%;93;92,6;93,5\n"
        "2;Lượt khách du lịch;nghìn lượt;;271;310\n"
    )
    found = read_targets_bytes(sheet.encode(), "chi-tieu.csv").targets
    assert [
        tuple(q.written if q else None for q in (t.last_plan, t.last_year, t.quantity))
        for t in found
    ] == [("93", "92,6", "93,5"), (None, "271", "310")]
