"""The head of the document as text: what must stand there and how (NĐ 30/2020, PLI-II.1-5)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.document.facts import Span
from drafter.document.layout import MOTTO
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
_SCANNED_NUMBER = re.compile(r"(?m)^\W*[Ss][o06ôó]\s*[:;.]?\s*\S{0,6}\s*/\s*[A-ZĐ]{2}")
_YEAR_NUMBER = re.compile(r"Số:\s*\d*\s*/(?:19|20)\d\d/")
_DATE_LINE = re.compile(
    r"(?m)(?P<place>[^\n,]{2,45}?)(?P<comma>,?)\s*ngày\s*(?P<day>\d{1,2}|[.…_ ]*)\s*tháng\s*"
    r"(?P<month>\d{1,2}|[.…_ ]*)\s*năm\s*(?P<year>\d{4}|[.…_ ]*)(?P<dot>\.?)[ \t]*$"
)
_TYPES = frozenset(
    [
        "NQ",
        "QĐ",
        "CT",
        "QC",
        "QyĐ",
        "TC",
        "TB",
        "HD",
        "CTr",
        "KH",
        "PA",
        "ĐA",
        "DA",
        "BC",
        "BB",
        "TTr",
        "HĐ",
        "CĐ",
        "BTT",
        "GUQ",
        "GM",
        "GGT",
        "GNP",
        "PG",
        "PC",
        "PB",
        "BGN",
    ]
)
_CODE_OF = {"KẾ HOẠCH": "KH", "CHỈ THỊ": "CT", "QUYẾT ĐỊNH": "QĐ", "THÔNG BÁO": "TB",
            "CHƯƠNG TRÌNH": "CTr", "HƯỚNG DẪN": "HD"}  # fmt: skip
_OUR_TYPES = frozenset({"KẾ HOẠCH", "CHỈ THỊ"})
KNOWN_TYPES = _OUR_TYPES | {
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
    # Without diacritics: scanned heads lose them first.
    return bool(
        re.search(r"(?m)^\W*(?:uy ban nhan dan|ubnd|so |hoi dong|phong |truong |ban )", bare(head))
    )


def _right_column_lost(case: Case) -> bool:
    """Both lines of the right column are absent in a text that is not a Word file of ours."""
    if case.context.draft or case.document.source.format in ("docx", "doc"):
        return False
    head = head_of(case).of(case.clean)
    return not (_NATIONAL_LIKE.search(head) or _MOTTO_LIKE.search(head))


def missing(case: Case, what: str, advice: str, *, lost: bool = False) -> Flaw:
    """The flaw of a part that is absent; info where it was probably lost on the way here."""
    if lost or lost_letterhead(case):
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
        yield missing(case, "Quốc hiệu", "ghi CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM ở đầu trang.",
                       lost=_right_column_lost(case))  # fmt: skip


@PARTS.rule(
    "HD-04", Severity.ERROR, "PLI-II.1b", "Có Tiêu ngữ, viết đúng dấu gạch nối và khoảng cách"
)
def motto(case: Case) -> Iterator[Flaw]:
    """Tiêu ngữ present and exact: hyphens with a blank each side."""
    head = head_of(case)
    like = _MOTTO_LIKE.search(case.text, 0, head.end)
    if like is None:
        lost = _right_column_lost(case)
        yield missing(case, "Tiêu ngữ", f"ghi {MOTTO} dưới Quốc hiệu.", lost=lost)
    elif like.group() != MOTTO:
        yield Flaw("Tiêu ngữ viết chưa đúng chữ hoa, dấu gạch nối hoặc khoảng cách.",
                   Span(*like.span()), f"Ghi: {MOTTO}.", MOTTO)  # fmt: skip


@PARTS.rule("CQ-01", Severity.ERROR, "PLI-II.2b", "Có tên cơ quan ban hành ở đầu văn bản")
def issuer(case: Case) -> Iterator[Flaw]:
    """The issuer is printed in the head."""
    if not _issuer_printed(case):
        yield missing(
            case, "tên cơ quan ban hành ở đầu văn bản", "ghi ỦY BAN NHÂN DÂN và tên đơn vị."
        )


@HEAD.rule(
    "CQ-02", Severity.WARNING, "PLI-II.2a", "Tên cơ quan ban hành viết đầy đủ, không viết tắt UBND"
)
def issuer_in_full(case: Case) -> Iterator[Flaw]:
    """UBND XÃ … as issuer of its own plan."""
    found = re.compile(r"(?m)^\s*UBND (?:XÃ|PHƯỜNG|ĐẶC KHU|THỊ TRẤN)\b").search(
        case.clean, 0, head_of(case).end
    )
    if found and not re.match(r"[^\n]*\n\s*PHÒNG ", case.clean[found.start() :]):
        yield Flaw("Tên cơ quan ban hành viết tắt “UBND”.", Span(*found.span()),
                   "Viết đầy đủ ỦY BAN NHÂN DÂN.")  # fmt: skip


@HEAD.rule(
    "CQ-03", Severity.WARNING, "PLI-II.2", "Trên tên Ủy ban nhân dân không ghi cơ quan chủ quản"
)
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
    if number_line(case) is None and not _SCANNED_NUMBER.search(case.clean, 0, head_of(case).end):
        yield missing(case, "số, ký hiệu văn bản", "ghi “Số:      /KH-UBND”.")


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


@HEAD.rule(
    "SO-06", Severity.WARNING, "PLI-II.3b", "Ký hiệu cơ quan phải khớp cơ quan ban hành (UBND)"
)
def code_of_body(case: Case) -> Iterator[Flaw]:
    """UBND document with the code of another body."""
    line = number_line(case)
    found = _NUMBER.search(line["line"]) if line else None
    issuer = fold(case.document.header.issuer or "")
    if (
        line
        and found
        and issuer.startswith(("ủy ban nhân dân", "ubnd"))
        and found["body"] != "UBND"
    ):
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
