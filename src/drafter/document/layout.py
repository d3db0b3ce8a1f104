"""The form of an administrative document as data: Nghị định 30/2020/NĐ-CP, with clauses.

Clauses: ``PLI-II.5b`` is Phụ lục I, Phần I, Mục II, khoản 5 điểm b; ``PLI-V`` the table of
sizes; ``Đ8.2`` Điều 8 khoản 2. Where the decree leaves a band, ``Band`` holds it and the chosen
value is the one we print. Sizes in points, lengths in millimetres, ratios without unit.
The rules that a file is held to are in ``rules.py`` beside this module.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

FONT = "Times New Roman"  # PLI-I.4
LANGUAGE = "vi-VN"
NATIONAL_NAME = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"  # PLI-II.1a
NATIONAL_NAME_FORMS = (NATIONAL_NAME, "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM")  # decree prints both
MOTTO = "Độc lập - Tự do - Hạnh phúc"  # PLI-II.1b: hyphen with a space each side
RECIPIENTS_LABEL = "Nơi nhận:"  # PLI-II.9d
ANNEX_WORD = "Phụ lục"  # PLI-III.1a
ENDING = "./."  # mẫu of Phụ lục III
SIGNER_PLACEHOLDER = "[họ và tên người ký]"
PLACEHOLDER_PATTERN = r"\[[^\[\]\n]{2,}\]"
BLANK_NUMBER = " " * 8  # the number is given after signing, Điều 15
BLANK_DAY = " " * 6


@dataclass(frozen=True, slots=True)
class Band:
    """A closed interval; ``holds`` allows ``tolerance`` on both sides."""

    low: float
    high: float

    def holds(self, value: float, tolerance: float = 0.0) -> bool:
        """Whether ``value`` lies in the band, give or take ``tolerance``."""
        return self.low - tolerance <= value <= self.high + tolerance


@dataclass(frozen=True, slots=True)
class Margin:
    """One margin: its side as WordprocessingML names it, the band and the value we print."""

    side: str
    vietnamese: str
    band: Band
    chosen: float


PAGE_WIDTH = 210.0  # PLI-I.1
PAGE_HEIGHT = 297.0
MARGINS = (  # PLI-I.3
    Margin("top", "lề trên", Band(20, 25), 20),
    Margin("bottom", "lề dưới", Band(20, 25), 20),
    Margin("left", "lề trái", Band(30, 35), 30),
    Margin("right", "lề phải", Band(15, 20), 20),
)
TEXT_WIDTH = 160.0
HEADER_DISTANCE = 10.0  # as in the decree's own mẫu file
LETTERHEAD_COLUMNS = (62.0, 98.0)  # Quốc hiệu at 13 pt needs 95.6 mm: no side padding
INDENTS = (10.0, 12.7)  # PLI-II.6e: two values, not a range
INDENT = 12.7
PARAGRAPH_GAP = 6.0  # points, at least: PLI-II.6e
LINE_SPACING = Band(1.0, 1.5)  # PLI-II.6e
LINE_SPACING_CHOSEN = 1.0
SIGNATURE_SPACE = 28.0  # millimetres between post and name; not set by the decree
MOTTO_LINE = Band(0.90, 1.08)  # length of the line to the length of the text, PLI-II.1b
SHORT_LINE = Band(1 / 3, 1 / 2)  # under issuer (PLI-II.2b) and title (PLI-II.5b)
SHORT_LINE_CHOSEN = 0.42


class Part(StrEnum):
    """Components of the document; the value is the id of their Word style."""

    NATIONAL_NAME = "QuocHieu"
    MOTTO = "TieuNgu"
    PARENT = "CoQuanChuQuan"
    ISSUER = "CoQuanBanHanh"
    NUMBER = "SoKyHieu"
    PLACE_DATE = "DiaDanhThoiGian"
    KIND = "TenLoai"
    TITLE = "TrichYeu"
    RULE = "DuongKe"
    BASIS = "CanCu"
    BODY = "NoiDung"
    ROMAN = "Heading1"
    ARABIC = "Heading2"
    DECIMAL = "Heading3"
    LETTER = "Heading4"
    AUTHORITY = "QuyenHanChucVu"
    SIGNER = "HoTenNguoiKy"
    RECIPIENTS_LABEL = "NoiNhanNhan"
    RECIPIENT = "NoiNhan"
    ANNEX_LABEL = "PhuLuc"
    ANNEX_TITLE = "TenPhuLuc"
    ANNEX_NOTE = "KemTheo"
    CELL = "OBang"
    CELL_HEAD = "DauBang"
    PAGE_NUMBER = "Header"
    END = "CuoiPhan"


class Align(StrEnum):
    """Alignment; the value is the one of WordprocessingML."""

    LEFT = "left"
    CENTER = "center"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class PartForm:
    """How a component is printed.

    ``sizes`` is the decree's band, ``size`` ours; ``before`` in points; ``indent`` whether the
    first line is indented; ``name`` the name an official sees in Word's list of styles.
    """

    part: Part
    name: str
    size: float
    sizes: Band
    clause: str
    bold: bool = False
    italic: bool = False
    align: Align = Align.CENTER
    before: float = 0.0
    indent: bool = False
    body: bool = False
    keep_next: bool = False
    outline: int | None = None


_LARGE = Band(13, 14)
_SMALL = Band(12, 13)

FORMS: dict[Part, PartForm] = {
    form.part: form
    for form in (
        PartForm(Part.NATIONAL_NAME, "Quốc hiệu", 13, _SMALL, "PLI-II.1a", bold=True),
        PartForm(Part.MOTTO, "Tiêu ngữ", 14, _LARGE, "PLI-II.1b", bold=True),
        PartForm(Part.PARENT, "Cơ quan chủ quản", 13, _SMALL, "PLI-II.2b"),
        PartForm(Part.ISSUER, "Cơ quan ban hành", 13, _SMALL, "PLI-II.2b", bold=True),
        PartForm(Part.NUMBER, "Số, ký hiệu", 13, Band(13, 13), "PLI-II.3c"),
        PartForm(Part.PLACE_DATE, "Địa danh, thời gian", 14, _LARGE, "PLI-II.4c", italic=True),
        PartForm(
            Part.KIND,
            "Tên loại văn bản",
            14,
            _LARGE,
            "PLI-II.5b",
            bold=True,
            before=14,
            keep_next=True,
        ),
        PartForm(
            Part.TITLE, "Trích yếu nội dung", 14, _LARGE, "PLI-II.5b", bold=True, keep_next=True
        ),
        PartForm(Part.RULE, "Đường kẻ", 2, Band(1, 14), "PLI-II.1b"),
        PartForm(
            Part.BASIS,
            "Căn cứ ban hành",
            14,
            _LARGE,
            "PLI-II.6a",
            italic=True,
            align=Align.BOTH,
            before=6,
            indent=True,
            body=True,
        ),
        PartForm(
            Part.BODY,
            "Nội dung văn bản",
            14,
            _LARGE,
            "PLI-II.6e",
            align=Align.BOTH,
            before=6,
            indent=True,
            body=True,
        ),
        PartForm(
            Part.ROMAN,
            "heading 1",
            14,
            _LARGE,
            "PLI-V",
            bold=True,
            align=Align.BOTH,
            before=6,
            indent=True,
            body=True,
            keep_next=True,
            outline=0,
        ),
        PartForm(
            Part.ARABIC,
            "heading 2",
            14,
            _LARGE,
            "PLI-II.6đ",
            bold=True,
            align=Align.BOTH,
            before=6,
            indent=True,
            body=True,
            keep_next=True,
            outline=1,
        ),
        PartForm(
            Part.DECIMAL,
            "heading 3",
            14,
            _LARGE,
            "PLI-II.6c",
            bold=True,
            align=Align.BOTH,
            before=6,
            indent=True,
            body=True,
            keep_next=True,
            outline=2,
        ),
        PartForm(
            Part.LETTER,
            "heading 4",
            14,
            _LARGE,
            "PLI-II.6đ",
            align=Align.BOTH,
            before=6,
            indent=True,
            body=True,
            keep_next=True,
            outline=3,
        ),
        PartForm(Part.AUTHORITY, "Quyền hạn, chức vụ", 14, _LARGE, "PLI-II.7đ", bold=True),
        PartForm(Part.SIGNER, "Họ tên người ký", 14, _LARGE, "PLI-II.7đ", bold=True),
        PartForm(
            Part.RECIPIENTS_LABEL,
            "Nơi nhận (nhãn)",
            12,
            Band(12, 12),
            "PLI-II.9d",
            bold=True,
            italic=True,
            align=Align.LEFT,
        ),
        PartForm(Part.RECIPIENT, "Nơi nhận", 11, Band(11, 11), "PLI-II.9d", align=Align.LEFT),
        PartForm(
            Part.ANNEX_LABEL, "Phụ lục", 14, Band(14, 14), "PLI-III.1b", bold=True, keep_next=True
        ),
        PartForm(
            Part.ANNEX_TITLE, "Tên phụ lục", 14, _LARGE, "PLI-III.1b", bold=True, keep_next=True
        ),
        PartForm(
            Part.ANNEX_NOTE, "Kèm theo", 14, _LARGE, "PLI-III.1c", italic=True, keep_next=True
        ),
        PartForm(Part.CELL, "Ô bảng", 13, _LARGE, "PLI-V", align=Align.LEFT, before=2),
        PartForm(Part.CELL_HEAD, "Đầu bảng", 13, _LARGE, "PLI-V", bold=True, before=2),
        PartForm(Part.PAGE_NUMBER, "header", 14, _LARGE, "PLI-I.7"),
        PartForm(Part.END, "Cuối phần", 1, Band(1, 14), "", align=Align.LEFT),
    )
}
