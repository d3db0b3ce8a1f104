"""One fault in a good file is caught by the rule that names it."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from tests.broken_files import (
    BODY,
    HEADER,
    Fault,
    before,
    broken,
    good,
    inside,
    narrow,
    rule_of,
    style,
    swap,
)
from tests.factories import annex, launch_document, shapes

from drafter.checking.format import check_format
from drafter.document.model import LaunchDocument, Signature
from drafter.rendering import to_docx

B_ON = r'<w:b w:val="1"/>'
B_OFF = r'<w:b w:val="0"/>'
I_ON = r'<w:i w:val="1"/>'
I_OFF = r'<w:i w:val="0"/>'
EMPTY = '<w:p><w:pPr><w:pStyle w:val="NoiDung"/></w:pPr></w:p>'
GONE = '<w:p><w:pPr><w:pStyle w:val="CuoiPhan"/></w:pPr></w:p>'
SIGNS = '<w:p><w:pPr><w:pStyle w:val="CoQuanChuQuan"/></w:pPr><w:r><w:t>________</w:t></w:r></w:p>'
PARENT = (
    '<w:p><w:pPr><w:pStyle w:val="CoQuanChuQuan"/></w:pPr>'
    "<w:r><w:t>UBND TỈNH LẠNG SƠN</w:t></w:r></w:p>"
)
THEME = '<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/>'
RUN_FONTS = r"<w:rFonts [^>]*/>"
FOOTER_REFERENCE = '<w:footerReference w:type="default" r:id="rId10"/><w:type w:val="nextPage"/>'

FAULTS: list[tuple[str, str, Fault]] = [
    ("PG-01", "khổ Letter", swap(BODY, 'w:w="11906" w:h="16838"', 'w:w="12240" w:h="15840"')),
    ("PG-02", "trang ngang", swap(BODY, 'w:w="11906" w:h="16838"', 'w:w="16838" w:h="11906"')),
    ("PG-03", "lề trái 25 mm", swap(BODY, 'w:left="1701"', 'w:left="1417"')),
    ("PG-03", "lề dưới 15 mm", swap(BODY, 'w:bottom="1134"', 'w:bottom="850"')),
    ("PG-05", "không số trang", swap(HEADER, " PAGE ", " DATE ")),
    ("PG-06", "số trang bên phải", style("Header", 'w:jc w:val="center"', 'w:jc w:val="right"')),
    ("PG-06", "số trang cỡ 11", style("Header", 'w:sz w:val="28"', 'w:sz w:val="22"')),
    ("PG-06", "số La Mã", swap(BODY, 'w:fmt="decimal"', 'w:fmt="upperRoman"')),
    ("PG-07", "trang đầu có số", swap(BODY, "<w:titlePg/>", "")),
    ("PG-09", "số trang ở chân", swap(BODY, '<w:type w:val="nextPage"/>', FOOTER_REFERENCE)),
    ("FN-01", "phông theo chủ đề", inside("Sở Nội vụ", RUN_FONTS, THEME)),
    ("FN-01", "Arial ở một chỗ", inside("Trưởng phòng", 'cs="Times New Roman"', 'cs="Arial"')),
    ("FN-02", "màu xanh", style("Heading1", 'w:color w:val="000000"', 'w:color w:val="2F5496"')),
    ("FN-03", "gạch chân", inside("Độc lập", "</w:rPr>", '<w:u w:val="single"/></w:rPr>')),
    ("FN-04", "chữ tổ hợp", swap(BODY, "Vạn", unicodedata.normalize("NFD", "Vạn"), count=9)),
    ("FN-05", ".VnTime", inside("Sở Nội vụ", r'w:ascii="Times New Roman"', 'w:ascii=".VnTime"')),
    ("HD-01", "sai Quốc hiệu", swap(BODY, "XÃ HỘI CHỦ NGHĨA", "XÃ HỘI CHÙ NGHĨA")),
    ("HD-02", "Quốc hiệu không đậm", style("QuocHieu", B_ON, B_OFF)),
    ("HD-02", "Quốc hiệu cỡ 14", style("QuocHieu", 'w:sz w:val="26"', 'w:sz w:val="28"')),
    ("HD-04", "gạch dài", swap(BODY, "Độc lập - Tự do", "Độc lập – Tự do")),
    ("HD-05", "Tiêu ngữ nghiêng", style("TieuNgu", I_OFF, I_ON)),
    ("HD-06", "mất đường kẻ", rule_of(BODY, 1, GONE)),
    ("HD-06", "đường kẻ ngắn", narrow(1, 300)),
    ("HD-07", "dòng trống", before("Độc lập", EMPTY)),
    ("CQ-01", "cơ quan không đậm", style("CoQuanBanHanh", B_ON, B_OFF)),
    ("CQ-02", "viết tắt UBND", inside("ỦY BAN NHÂN DÂN", "ỦY BAN NHÂN DÂN", "UBND")),
    ("CQ-03", "có chủ quản", before("ỦY BAN NHÂN DÂN", PARENT)),
    ("CQ-05", "mất đường kẻ", rule_of(BODY, 0, GONE)),
    ("CQ-05", "đường kẻ ngắn", narrow(0, 200)),
    ("CQ-06", "khác địa danh", inside("Vạn Linh, ngày", "Vạn Linh", "Vạn Thủy")),
    ("ND-10", "dấu tròn gõ tay", swap(BODY, ">- </w:t>", ">• </w:t>")),
    ("KY-06", "chức vụ chữ thường", swap(BODY, ">CHỦ TỊCH<", ">Chủ tịch<")),
    ("KY-07", "họ tên in hoa", swap(BODY, "Hoàng Văn Thắng", "HOÀNG VĂN THẮNG")),
    ("SO-01", "mất dòng số", inside("/KH-UBND", r"Số: +/KH-UBND", "")),
    ("SO-02", "cách quanh gạch", swap(BODY, "/KH-UBND", "/KH - UBND")),
    ("SO-03", "thiếu số 0", swap(BODY, "Số:        /KH", "Số: 5/KH")),
    ("SO-04", "sai tên loại", swap(BODY, "/KH-UBND", "/CT-UBND")),
    ("SO-05", "mã lạ", swap(BODY, "/KH-UBND", "/PĐ-UBND")),
    ("SO-06", "mã cơ quan lạ", swap(BODY, "/KH-UBND", "/KH-VHXH")),
    ("SO-07", "có năm", swap(BODY, "Số:        /KH-UBND", "Số: 05/2027/KH-UBND")),
    ("SO-09", "số in nghiêng", style("SoKyHieu", I_OFF, I_ON)),
    ("DD-01", "mất ngày tháng", inside("Vạn Linh, ngày", ", ngày.*năm 2027", "")),
    ("DD-03", "tháng 1", inside("Vạn Linh, ngày", "tháng +năm", "tháng 1 năm")),
    ("DD-04", "tháng 03", inside("Vạn Linh, ngày", "tháng +năm", "tháng 03 năm")),
    ("DD-05", "ngày 31/4", inside("Vạn Linh, ngày", "ngày +tháng +năm", "ngày 31 tháng 4 năm")),
    ("DD-06", "ngày không nghiêng", style("DiaDanhThoiGian", I_ON, I_OFF)),
    ("DD-08", "dấu chấm cuối", inside("Vạn Linh, ngày", "năm 2027", "năm 2027.")),
    ("TL-01", "không tên loại", inside(">KẾ HOẠCH<", "KẾ HOẠCH", "KẾ SÁCH")),
    ("TL-02", "tên loại cỡ 16", style("TenLoai", 'w:sz w:val="28"', 'w:sz w:val="32"')),
    ("TL-03", "trích yếu nghiêng", style("TrichYeu", I_OFF, I_ON)),
    ("CQ-05", "gạch bằng ký tự", rule_of(BODY, 0, SIGNS)),
    ("TL-04", "gạch bằng ký tự", rule_of(BODY, 2, SIGNS)),
    ("TL-04", "mất đường kẻ", rule_of(BODY, 2, GONE)),
    ("TL-04", "đường kẻ ngắn", narrow(2, 700)),
    ("TL-05", "V/v", swap(BODY, ">Phát động phong trào", ">V/v phát động phong trào")),
    ("TL-06", "dấu chấm", inside(">Phát động phong trào", "năm 2027", "năm 2027.")),
    ("TL-07", "lặp tên loại", swap(BODY, ">Phát động phong", ">Kế hoạch phát động phong")),
    ("CC-02", "căn cứ đứng", style("CanCu", I_ON, I_OFF)),
    ("CC-03", "hết bằng phẩy", swap(BODY, "15 tháng 6 năm 2022;", "15 tháng 6 năm 2022,")),
    ("ND-01", "canh trái", style("NoiDung", 'w:jc w:val="both"', 'w:jc w:val="left"')),
    ("ND-01", "cỡ 12", style("NoiDung", 'w:sz w:val="28"', 'w:sz w:val="24"')),
    ("ND-02", "thụt 1,5 cm", style("NoiDung", 'w:firstLine="720"', 'w:firstLine="850"')),
    ("ND-02", "hai cỡ thụt", style("Heading2", 'w:firstLine="720"', 'w:firstLine="567"')),
    ("ND-03", "cách đoạn 3 pt", style("NoiDung", 'w:before="120"', 'w:before="60"')),
    ("ND-04", "giãn 2 dòng", style("NoiDung", 'w:line="240"', 'w:line="480"')),
    ("ND-05", "hai cỡ chữ", style("Heading2", 'w:sz w:val="28"', 'w:sz w:val="26"')),
    ("ND-06", "dòng trống", before("Tổ hòa giải", EMPTY)),
    ("ND-07", "thiếu ./.", swap(BODY, "thực hiện./.", "thực hiện.")),
    ("ND-09", "Markdown", swap(BODY, "Thu ngân sách", "**Thu ngân sách**")),
    ("NB-01", "nhảy số", swap(BODY, ">IV. TỔ CHỨC", ">V. TỔ CHỨC")),
    ("NB-03", "mục không hoa", swap(BODY, "II. CHỈ TIÊU THI ĐUA", "II. Chỉ tiêu thi đua")),
    ("NB-04", "khoản không đậm", style("Heading2", B_ON, B_OFF)),
    ("NB-05", "nhảy chữ", swap(BODY, ">b) <", ">c) <")),
    ("NB-06", "thiếu cách", swap(BODY, ">2. Về xã hội", ">2.Về xã hội")),
    ("KY-01", "thiếu họ tên", swap(BODY, ">Hoàng Văn Thắng<", "> <")),
    ("KY-02", "T/M", swap(BODY, "TM. ỦY BAN", "T/M ỦY BAN")),
    ("KY-03", "không TM.", inside("TM. ỦY BAN", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
    ("KY-06", "chức vụ không đậm", style("QuyenHanChucVu", B_ON, B_OFF)),
    ("KY-07", "học vị", swap(BODY, ">Hoàng Văn Thắng", ">TS. Hoàng Văn Thắng")),
    ("KY-11", "chức lạ", inside(">CHỦ TỊCH<", "CHỦ TỊCH", "CHỦ TỊCH PHỤ TRÁCH")),
    ("NN-01", "mất nhãn", inside("Nơi nhận:", "Nơi nhận:", " ")),
    ("NN-02", "nhãn cỡ 14", style("NoiNhanNhan", 'w:sz w:val="24"', 'w:sz w:val="28"')),
    ("NN-03", "danh sách cỡ 13", style("NoiNhan", 'w:sz w:val="22"', 'w:sz w:val="26"')),
    ("NN-04", "Lưu VPTK", swap(BODY, "- Lưu: VT, VHXH.", "- Lưu: VPTK.")),
    ("NN-04", "thiếu đơn vị", swap(BODY, "- Lưu: VT, VHXH.", "- Lưu: VT.")),
    ("NN-05", "như trên", swap(BODY, "- Sở Nội vụ (để báo cáo);", "- Như trên;")),
]  # fmt: skip


def found(data: bytes) -> dict[str, str]:
    return {f.rule: f.message for f in check_format(data).findings}


@pytest.mark.parametrize(("rule", "name", "fault"), FAULTS, ids=[f"{r} {n}" for r, n, _ in FAULTS])
def test_a_single_fault_is_named_by_its_rule(rule: str, name: str, fault: Fault) -> None:
    """The rule of the fault speaks, and no other: the message leads to the right place."""
    told = set(found(broken(good(), fault)))

    # On a wider page the line under the title is too short as well.
    assert told - ({"TL-04"} if name == "trang ngang" else set()) == {rule}


@pytest.mark.parametrize("name", shapes())
def test_a_good_file_has_no_finding(name: str) -> None:
    """Our own files hold every rule that the file itself shows, in all shapes."""
    assert found(good(name)) == {}


def _annexed(**changes: object) -> LaunchDocument:
    return replace(shapes()["phụ lục"], **changes)  # type: ignore[arg-type]


ANNEX_FAULTS: list[tuple[str, LaunchDocument, Fault]] = [
    ("PL-03", _annexed(), style("PhuLuc", 'w:sz w:val="28"', 'w:sz w:val="32"')),
    ("PL-03", _annexed(), style("KemTheo", I_ON, I_OFF)),
    ("PL-04", _annexed(), swap(BODY, 'w:start="1"', "", count=2)),
    (
        "PL-02",
        _annexed(annexes=(annex(3), annex(3))),
        swap(BODY, ">Phụ lục II<", ">Phụ lục 2<"),
    ),
    ("PL-01", _annexed(), swap(BODY, "(Có Phụ lục kèm theo)", "(Có bảng sau)")),
]


@pytest.mark.parametrize(("rule", "document", "fault"), ANNEX_FAULTS)
def test_a_fault_of_an_annex_is_named(rule: str, document: LaunchDocument, fault: Fault) -> None:
    """Label, title, note, numbering and the pointer in the body."""
    assert rule in found(broken(to_docx(document), fault))


@pytest.mark.parametrize(
    ("rule", "lines"),
    [
        ("KY-03", ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        ("KY-04", ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "CHÁNH VĂN PHÒNG")),
        ("KY-05", ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG")),
    ],
)
def test_signing_rules(rule: str, lines: tuple[str, ...]) -> None:
    """Who signs for whom (Điều 13, PLI-II.7b)."""
    document = launch_document(signature=Signature(lines, "Hoàng Văn Thắng"))

    assert rule in found(to_docx(document))


def test_a_parent_in_bold_is_named() -> None:
    """The superior body is not bold (PLI-II.2b)."""
    fault = style("CoQuanChuQuan", B_OFF, B_ON)

    assert "CQ-04" in found(broken(good("có chủ quản"), fault))


def test_placeholders_matter_only_in_a_final_file() -> None:
    """A draft may have places to fill in; a file ready to be signed may not."""
    draft = check_format(good())
    final = check_format(good(), final=True)

    assert "ND-08" in draft.not_evaluated
    assert [f.rule for f in final.findings] == ["ND-08"]
    assert "ND-08" in final.evaluated


def test_rules_of_the_page_are_never_passed_unseen() -> None:
    """Without a rendered page those rules are listed as not evaluated."""
    report = check_format(good())

    assert set(report.not_evaluated) >= {"PG-08", "HD-03", "KY-08", "KY-10"}
    assert not set(report.evaluated) & set(report.not_evaluated)
