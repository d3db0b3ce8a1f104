"""The head of the document as text: what must stand there and how (NĐ 30/2020, PLI-II.1-5)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.document.facts import Span
from drafter.document.layout import MOTTO
from drafter.document.unit import Level
from drafter.reading.vietnamese import bare, fold

from .case import Case
from .finding import Category, Severity
from .rule import Family, Flaw

PARTS = Family(Category.STRUCTURE)
HEAD = Family(Category.FORMAT)

_NATIONAL = re.compile(r"CỘNG\s+H[ÒO][AÀ]\s+XÃ\s+HỘI\s+CHỦ\s+NGHĨA\s+VIỆT\s+NAM")
_NATIONAL_LIKE = re.compile(r"(?im)^.*c[ộô]ng\s+h\S+\s+x[ãa]\s+h\S+i\s+ch\S+\s+ngh\S+.*$")
_MOTTO = re.compile(r"Độc lập\s*-\s*Tự do\s*-\s*Hạnh phúc")
_MOTTO_LIKE = re.compile(r"(?i)[đd][ộo]c\s+l[ậa]p\W+t[ựu]\s+do\W+h[ạa]nh\s+ph[úu]c")
_NUMBER_LINE = re.compile(r"(?m)^[ \t]*(?P<line>Số\s*:(?:[ \t]*\n(?=\s*/))?[^\n]*)$")
_NUMBER = re.compile(
    r"Số:\s*(?P<number>\d+)?(?P<gap>\s*)/(?P<gap2>\s*)(?P<type>[A-ZĐ][A-Za-zĐđ]{0,3})(?P<dash>\s*-\s*)"
    r"(?P<body>[A-ZĐ0-9&.]+(?:-[A-ZĐ0-9&.]+)*)"
)
_YEAR_NUMBER = re.compile(r"Số:\s*\d*\s*/(?:19|20)\d\d/")
_DATE_LINE = re.compile(
    r"(?m)(?P<place>[^\n,]{2,45}?)(?P<comma>,?)\s*ngày\s*(?P<day>\d{1,2}|[.…_ ]*)\s*tháng\s*"
    r"(?P<month>\d{1,2}|[.…_ ]*)\s*năm\s*(?P<year>\d{4}|[.…_ ]*)(?P<dot>\.?)[ \t]*$"
)
_TYPES = frozenset(
    "NQ QĐ CT QC QyĐ TC TB HD CTr KH PA ĐA DA BC BB TTr HĐ CĐ BTT GUQ GM GGT GNP PG PC PB BGN".split()
)
_CODE_OF = {"KẾ HOẠCH": "KH", "CHỈ THỊ": "CT", "QUYẾT ĐỊNH": "QĐ", "THÔNG BÁO": "TB",
            "CHƯƠNG TRÌNH": "CTr", "HƯỚNG DẪN": "HD"}  # fmt: skip
_OUR_TYPES = frozenset({"KẾ HOẠCH", "CHỈ THỊ"})
_KNOWN_TYPES = _OUR_TYPES | {
    "QUYẾT ĐỊNH", "THÔNG BÁO", "HƯỚNG DẪN", "CHƯƠNG TRÌNH", "BÁO CÁO", "NGHỊ QUYẾT", "TỜ TRÌNH",
    "ĐỀ ÁN", "QUY ĐỊNH", "QUY CHẾ", "PHƯƠNG ÁN", "CÔNG ĐIỆN", "DỰ ÁN", "CÔNG VĂN",
}  # fmt: skip


def head_of(case: Case) -> Span:
    """From the first line to the type of the document, at most 1.500 characters."""

    def find() -> Span:
        kind = case.document.header.doc_type
        at = case.text.find(kind) if kind else -1
        return Span(0, at if 0 <= at < 1500 else min(len(case.text), 700))

    return case.once("head", find)


def number_line(case: Case) -> re.Match[str] | None:
    """The line with the number, if printed in the head."""
    return _NUMBER_LINE.search(case.clean, 0, head_of(case).end + 200)


def date_line(case: Case) -> re.Match[str] | None:
    """The line with place and date, if printed in the head."""
    return _DATE_LINE.search(case.clean, 0, head_of(case).end + 200)


def lost_letterhead(case: Case) -> bool:
    """Whether the head was probably lost on the way here: none of its names is in the text."""
    if case.context.draft or case.document.source.format in ("docx", "doc"):
        return False
    head = head_of(case).of(case.clean)
    return not (_NATIONAL_LIKE.search(head) or _MOTTO_LIKE.search(head) or _issuer_printed(case))


def _issuer_printed(case: Case) -> bool:
    head = head_of(case).of(case.clean)
    return bool(re.search(r"(?m)^\W*(?:ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|UBND|SỞ |HỘI ĐỒNG)", head))


def _missing(case: Case, what: str, advice: str) -> Flaw:
    if lost_letterhead(case):
        return Flaw(
            f"Thiếu {what} (có thể mất khi trích xuất).",
            None, f"Kiểm tra trên bản gốc: {advice}", severity=Severity.INFO,
        )  # fmt: skip
    return Flaw(f"Thiếu {what}.", None, advice)


@PARTS.rule("HD-01", Severity.ERROR, "PLI-II.1a", "Có Quốc hiệu, viết đúng và đủ")
def national_name(case: Case) -> Iterator[Flaw]:
    """Quốc hiệu present and exact."""
    head = head_of(case)
    if _NATIONAL.search(case.clean, 0, head.end):
        return
    like = _NATIONAL_LIKE.search(case.clean, 0, head.end)
    if like:
        yield Flaw("Quốc hiệu viết chưa đúng.", Span(*like.span()),
                   "Ghi: CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM.")  # fmt: skip
    else:
        yield _missing(case, "Quốc hiệu", "ghi CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM ở đầu trang.")


@PARTS.rule("HD-04", Severity.ERROR, "PLI-II.1b", "Có Tiêu ngữ, viết đúng dấu gạch nối và khoảng cách")
def motto(case: Case) -> Iterator[Flaw]:
    """Tiêu ngữ present and exact: hyphens with a blank each side."""
    head = head_of(case)
    like = _MOTTO_LIKE.search(case.text, 0, head.end)
    if like is None:
        yield _missing(case, "Tiêu ngữ", f"ghi {MOTTO} dưới Quốc hiệu.")
    elif like.group() != MOTTO:
        yield Flaw("Tiêu ngữ viết chưa đúng chữ hoa, dấu gạch nối hoặc khoảng cách.",
                   Span(*like.span()), f"Ghi: {MOTTO}.", MOTTO)  # fmt: skip


@PARTS.rule("CQ-01", Severity.ERROR, "PLI-II.2b", "Có tên cơ quan ban hành ở đầu văn bản")
def issuer(case: Case) -> Iterator[Flaw]:
    """The issuer is printed in the head."""
    if not _issuer_printed(case):
        yield _missing(case, "tên cơ quan ban hành ở đầu văn bản", "ghi ỦY BAN NHÂN DÂN và tên đơn vị.")


@HEAD.rule("CQ-02", Severity.WARNING, "PLI-II.2a", "Tên cơ quan ban hành viết đầy đủ, không viết tắt UBND")
def issuer_in_full(case: Case) -> Iterator[Flaw]:
    """UBND XÃ … as issuer of its own plan."""
    found = re.compile(r"(?m)^\s*UBND (?:XÃ|PHƯỜNG|ĐẶC KHU|THỊ TRẤN)\b").search(
        case.clean, 0, head_of(case).end
    )
    if found and not re.match(r"[^\n]*\n\s*PHÒNG ", case.clean[found.start() :]):
        yield Flaw("Tên cơ quan ban hành viết tắt “UBND”.", Span(*found.span()),
                   "Viết đầy đủ ỦY BAN NHÂN DÂN.")  # fmt: skip


@HEAD.rule("CQ-03", Severity.WARNING, "PLI-II.2", "Trên tên Ủy ban nhân dân không ghi cơ quan chủ quản")
def no_parent(case: Case) -> Iterator[Flaw]:
    """UBND TỈNH … above a UBND XÃ."""
    head = head_of(case)
    found = re.compile(
        r"(?:UBND|ỦY BAN NHÂN DÂN)\s+(?:TỈNH|HUYỆN|THÀNH PHỐ|THỊ XÃ|QUẬN)[^\n]*\n+\s*"
        r"(?:ỦY BAN NHÂN DÂN|UBND)\b"
    ).search(case.clean, 0, head.end)
    if found:
        yield Flaw("Ủy ban nhân dân không ghi cơ quan chủ quản ở dòng trên.", Span(*found.span()),
                   "Bỏ dòng tên Ủy ban nhân dân cấp trên.")  # fmt: skip


@PARTS.rule("SO-01", Severity.ERROR, "PLI-II.3", "Có dòng số, ký hiệu")
def number_present(case: Case) -> Iterator[Flaw]:
    """A line that starts "Số:"."""
    if number_line(case) is None:
        yield _missing(case, "số, ký hiệu văn bản", "ghi “Số:      /KH-UBND”.")


@HEAD.rule("SO-02", Severity.ERROR, "PLI-II.3c", "Số, ký hiệu đúng mẫu: Số: 05/KH-UBND")
def number_form(case: Case) -> Iterator[Flaw]:
    """Form of number and code; blanks, missing zero, year inside."""
    line = number_line(case)
    if line is None:
        return
    span = Span(*line.span("line"))
    if _YEAR_NUMBER.search(line["line"]):
        yield Flaw("Số, ký hiệu văn bản hành chính không ghi năm ở giữa.", span,
                   "Bỏ năm: Số: 05/KH-UBND.")  # fmt: skip
        return
    found = _NUMBER.search(line["line"])
    if found is None:
        yield Flaw(f"“{case.quote(span)}” không đúng mẫu số, ký hiệu.", span,
                   "Ghi theo mẫu Số: 05/KH-UBND.")  # fmt: skip
        return
    if found["number"] is None:
        yield Flaw("Số văn bản để trống; số được cấp sau khi ký (Điều 15).", span,
                   "Văn thư ghi số khi ban hành.", severity=Severity.INFO)  # fmt: skip
    elif found["gap"] or found["gap2"] or found["dash"] != "-":
        right = f"Số: {found['number']}/{found['type']}-{found['body']}"
        yield Flaw("Thừa khoảng trắng quanh dấu “/” hoặc “-” trong số, ký hiệu.", span,
                   f"Ghi {right}.", right, Severity.WARNING)  # fmt: skip
    elif len(found["number"]) == 1:
        yield Flaw("Số nhỏ hơn 10 phải có số 0 ở trước.", span, f"Ghi 0{found['number']}.")


@HEAD.rule("SO-04", Severity.ERROR, "PLIII-I", "Ký hiệu phải đúng với tên loại văn bản")
def code_agrees(case: Case) -> Iterator[Flaw]:
    """KẾ HOẠCH with KH, CHỈ THỊ with CT."""
    line = number_line(case)
    found = _NUMBER.search(line["line"]) if line else None
    kind = (case.document.header.doc_type or "").upper()
    if line is None or found is None:
        return
    span = Span(*line.span("line"))
    expected = _CODE_OF.get(kind)
    launch = kind == "PHÁT ĐỘNG" and found["type"] not in ("PĐ", "PD")
    if launch or (expected and found["type"] != expected):
        expected = expected or "PĐ"
        yield Flaw(f"Ký hiệu “{found['type']}” không khớp tên loại {kind} ({expected}).", span,
                   f"Sửa ký hiệu thành {expected}.")  # fmt: skip
    elif found["type"] not in _TYPES:
        local = kind == "PHÁT ĐỘNG" and found["type"] == "PĐ"  # told with the type, TL-01
        yield Flaw(f"“{found['type']}” không có trong bảng chữ viết tắt tên loại văn bản.", span,
                   "Dùng Kế hoạch (KH) hoặc Chỉ thị (CT).",
                   severity=Severity.INFO if local else Severity.WARNING)  # fmt: skip


@HEAD.rule("SO-06", Severity.WARNING, "PLI-II.3b", "Ký hiệu cơ quan phải khớp cơ quan ban hành (UBND)")
def code_of_body(case: Case) -> Iterator[Flaw]:
    """UBND document with the code of another body."""
    line = number_line(case)
    found = _NUMBER.search(line["line"]) if line else None
    issuer = fold(case.document.header.issuer or "")
    if line and found and issuer.startswith(("ủy ban nhân dân", "ubnd")) and found["body"] != "UBND":
        yield Flaw(f"Ký hiệu cơ quan “{found['body']}” không khớp cơ quan ban hành (UBND).",
                   Span(*line.span("line")), "Ghi UBND.")  # fmt: skip


@HEAD.rule("SO-08", Severity.ERROR, "Đ15.2", "Dự thảo chưa ký thì số và ngày phải để trống")
def number_blank(case: Case) -> Iterator[Flaw]:
    """A number or a day in a draft of ours."""
    if not case.context.draft:
        return
    line = number_line(case)
    found = _NUMBER.search(line["line"]) if line else None
    if line and found and found["number"]:
        yield Flaw("Dự thảo đã ghi số văn bản trong khi số chỉ được cấp sau khi ký.",
                   Span(*line.span("line")), "Để trống số.")  # fmt: skip


@PARTS.rule("DD-01", Severity.ERROR, "PLI-II.4", "Có địa danh và ngày, tháng, năm ban hành")
def place_date(case: Case) -> Iterator[Flaw]:
    """The line "<địa danh>, ngày … tháng … năm …"."""
    if date_line(case) is None:
        yield _missing(case, "địa danh, ngày tháng năm ban hành", "ghi “Tên xã, ngày … tháng … năm …”.")


@HEAD.rule("DD-03", Severity.ERROR, "PLI-II.4b", "Ngày dưới 10 và tháng 1, 2 phải có số 0 ở trước; ngày phải có thật")
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
    from datetime import date

    try:
        date(int(year) if year.strip().isdigit() else 2024, int(month), int(day))
    except ValueError:
        return False
    return True


@HEAD.rule("DD-02", Severity.WARNING, "PLI-II.4a", "Địa danh là tên xã; tên người, tên số thì giữ cả chữ xã, phường")
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


@HEAD.rule("DD-08", Severity.WARNING, "PLI-II.4c", "Sau địa danh có dấu phẩy, cuối dòng không có dấu chấm")
def date_marks(case: Case) -> Iterator[Flaw]:
    """Comma after the place, no final stop."""
    line = date_line(case)
    if line is None:
        return
    if not line["comma"]:
        yield Flaw("Thiếu dấu phẩy sau địa danh.", Span(*line.span()), "Thêm dấu phẩy.")
    if line["dot"]:
        yield Flaw("Thừa dấu chấm cuối dòng địa danh, ngày tháng.", Span(*line.span()), "Bỏ dấu chấm.")


@PARTS.rule("TL-01", Severity.ERROR, "Đ7, Đ8.2đ", "Có tên loại văn bản thuộc 29 loại của Điều 7")
def kind_of_document(case: Case) -> Iterator[Flaw]:
    """Type present; PHÁT ĐỘNG is a local habit."""
    kind = (case.document.header.doc_type or "").upper().strip()
    if not kind:
        yield Flaw("Không thấy tên loại văn bản (KẾ HOẠCH, CHỈ THỊ).", None, "Ghi tên loại văn bản.")
    elif kind not in _KNOWN_TYPES:
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


@HEAD.rule("TL-05", Severity.ERROR, "PLI-II.5b", "Văn bản có tên loại không ghi V/v")
def v_v(case: Case) -> Iterator[Flaw]:
    """V/v in a document with a type."""
    for span in case.search(re.compile(r"(?m)^\s*V/v\b"), Span(0, case.body_start or 1500)):
        if case.document.header.doc_type:
            yield Flaw("“V/v” chỉ dùng cho công văn.", span, "Ghi “Về việc …” hoặc bỏ.")


@HEAD.rule("TL-06", Severity.INFO, "Lối viết", "Trích yếu ngắn gọn, không có dấu chấm cuối, không có dấu chấm phẩy")
def title_form(case: Case) -> Iterator[Flaw]:
    """Full stop or semicolon in the title."""
    words = (case.document.header.title or "").strip()
    at = case.text.find(words[:30]) if words else -1
    span = Span(at, at + min(len(words), 30)) if at >= 0 else None
    if words.endswith("."):
        yield Flaw("Trích yếu không kết thúc bằng dấu chấm.", span, "Bỏ dấu chấm.")
    if ";" in words:
        yield Flaw("Trích yếu dùng dấu chấm phẩy.", span, "Dùng dấu phẩy.", quote=words)


def is_commune(case: Case) -> bool:
    """Whether the document is one of the commune level."""
    level: Level | None = case.context.unit.level if case.context.unit else case.document.header.level
    return level is not None and level.grassroots
