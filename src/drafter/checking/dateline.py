"""Place and date, type and title as text (NĐ 30/2020, PLI-II.4-5)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from drafter.document.facts import Span
from drafter.reading.vietnamese import bare, fold

from .case import Case
from .finding import Category, Severity
from .letterhead import KNOWN_TYPES, date_line, missing
from .rule import Family, Flaw

PARTS = Family(Category.STRUCTURE)
LINES = Family(Category.FORMAT)


@PARTS.rule("DD-01", Severity.ERROR, "PLI-II.4", "Có địa danh và ngày, tháng, năm ban hành")
def place_date(case: Case) -> Iterator[Flaw]:
    """The line "<địa danh>, ngày … tháng … năm …"."""
    if date_line(case) is None:
        yield missing(
            case, "địa danh, ngày tháng năm ban hành", "ghi “Tên xã, ngày … tháng … năm …”."
        )


@LINES.rule(
    "DD-03",
    Severity.ERROR,
    "PLI-II.4b",
    "Ngày dưới 10 và tháng 1, 2 phải có số 0 ở trước; ngày phải có thật",
)
def date_form(case: Case) -> Iterator[Flaw]:
    """Leading zeros, an existing day, blanks of a draft."""
    line = date_line(case)
    if line is None:
        return
    span = Span(*line.span())
    day, month = line["day"].strip(), line["month"].strip()
    if not day.isdigit() or not month.isdigit():
        missing = "Ngày, tháng" if not month.isdigit() else "Ngày"
        yield Flaw(f"{missing} ban hành để trống; ghi khi ký, ban hành (Điều 15).", span,
                   "Điền khi ban hành.", severity=Severity.INFO)  # fmt: skip
        if not day.isdigit() and not month.isdigit():
            return
    if day.isdigit() and len(day) == 1:
        yield Flaw(f"Ngày {day} thiếu số 0 ở trước.", span, f"Ghi ngày 0{day}.")
    if month in ("1", "2"):
        yield Flaw(f"Tháng {month} thiếu số 0 ở trước.", span, f"Ghi tháng 0{month}.")
    if month.isdigit() and len(month) == 2 and month.startswith("0") and month not in ("01", "02"):
        yield Flaw(f"Tháng {int(month)} không cần số 0 ở trước.", span, "", severity=Severity.INFO)
    if day.isdigit() and month.isdigit() and not _exists(day, month, line["year"]):
        yield Flaw("Ngày ban hành không có trong lịch.", span, "Kiểm tra lại ngày, tháng.")


def _exists(day: str, month: str, year: str) -> bool:
    try:
        date(int(year) if year.strip().isdigit() else 2024, int(month), int(day))
    except ValueError:
        return False
    return True


@LINES.rule(
    "DD-02",
    Severity.WARNING,
    "PLI-II.4a",
    "Địa danh là tên xã; tên người, tên số thì giữ cả chữ xã, phường",
)
def place_name(case: Case) -> Iterator[Flaw]:
    """Địa danh against the name of the unit."""
    line, unit = date_line(case), case.context.unit
    if line is None or unit is None:
        return
    place = re.split(r"\s{2,}|\t", line["place"].strip())[-1].strip()
    place = re.sub(r"^Số:.*?UBND\s*", "", place)
    span = Span(line.start("place"), line.end("place"))
    if fold(place) == fold(unit.place) or not place:
        return
    if bare(unit.name) not in bare(place):
        yield Flaw(f"Địa danh “{place}” khác tên đơn vị ban hành ({unit.full}).", span,
                   f"Ghi {unit.place}.", severity=Severity.ERROR)  # fmt: skip
    else:
        yield Flaw(f"Địa danh “{place}” nên ghi “{unit.place}”.", span, f"Ghi {unit.place}.")


@LINES.rule(
    "DD-08", Severity.WARNING, "PLI-II.4c", "Sau địa danh có dấu phẩy, cuối dòng không có dấu chấm"
)
def date_marks(case: Case) -> Iterator[Flaw]:
    """Comma after the place, no final stop."""
    line = date_line(case)
    if line is None:
        return
    if not line["comma"]:
        yield Flaw("Thiếu dấu phẩy sau địa danh.", Span(*line.span()), "Thêm dấu phẩy.")
    if line["dot"]:
        yield Flaw(
            "Thừa dấu chấm cuối dòng địa danh, ngày tháng.", Span(*line.span()), "Bỏ dấu chấm."
        )


@PARTS.rule("TL-01", Severity.ERROR, "Đ7, Đ8.2đ", "Có tên loại văn bản thuộc 29 loại của Điều 7")
def kind_of_document(case: Case) -> Iterator[Flaw]:
    """Type present; PHÁT ĐỘNG is a local habit."""
    kind = (case.document.header.doc_type or "").upper().strip()
    if not kind:
        yield Flaw(
            "Không thấy tên loại văn bản (KẾ HOẠCH, CHỈ THỊ).", None, "Ghi tên loại văn bản."
        )
    elif kind not in KNOWN_TYPES:
        at = case.text.upper().find(kind)
        yield Flaw(
            f"“{kind}” không thuộc 29 loại văn bản hành chính tại Điều 7 Nghị định 30/2020/NĐ-CP.",
            Span(at, at + len(kind)) if at >= 0 else None,
            "Nên ban hành dưới hình thức Kế hoạch (KH) hoặc Chỉ thị (CT).",
            severity=Severity.WARNING,
        )


@PARTS.rule("TL-03", Severity.ERROR, "PLI-II.5b", "Có trích yếu ngay dưới tên loại")
def title(case: Case) -> Iterator[Flaw]:
    """A title below the type."""
    header = case.document.header
    if header.doc_type and not (header.title or "").strip():
        yield Flaw("Thiếu trích yếu nội dung dưới tên loại.", None, "Ghi trích yếu.")


@LINES.rule("TL-05", Severity.ERROR, "PLI-II.5b", "Văn bản có tên loại không ghi V/v")
def v_v(case: Case) -> Iterator[Flaw]:
    """V/v in a document with a type."""
    for span in case.search(re.compile(r"(?m)^\s*V/v\b"), Span(0, case.body_start or 1500)):
        if case.document.header.doc_type:
            yield Flaw("“V/v” chỉ dùng cho công văn.", span, "Ghi “Về việc …” hoặc bỏ.")


@LINES.rule(
    "TL-06",
    Severity.INFO,
    "Lối viết",
    "Trích yếu ngắn gọn, không có dấu chấm cuối, không có dấu chấm phẩy",
)
def title_form(case: Case) -> Iterator[Flaw]:
    """Full stop or semicolon in the title."""
    words = (case.document.header.title or "").strip()
    at = case.text.find(words[:30]) if words else -1
    span = Span(at, at + min(len(words), 30)) if at >= 0 else None
    if words.endswith("."):
        yield Flaw("Trích yếu không kết thúc bằng dấu chấm.", span, "Bỏ dấu chấm.")
    if ";" in words:
        yield Flaw("Trích yếu dùng dấu chấm phẩy.", span, "Dùng dấu phẩy.", quote=words)
