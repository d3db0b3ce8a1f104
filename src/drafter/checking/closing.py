"""The end of the document: recipients and signature, and who got a task (PLI-II.7, PLI-II.9)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.document.facts import Span
from drafter.document.reading import Body
from drafter.document.unit import Level
from drafter.reading.vietnamese import LOWER, UPPER, bare, fold

from .case import Case
from .finding import Category, Severity
from .genre import is_commune, is_launch, is_party
from .rule import Family, Flaw

CLOSING = Family(Category.STRUCTURE)
SIGNING = Family(Category.FORMAT)

_ARCHIVE = re.compile(r"(?m)^\W{0,4}Lưu\b(?P<rest>[^\n]*)$")
_AUTHORITY = re.compile(
    r"(?<!["
    + UPPER
    + r"])(?P<mark>T/M|TM\s?\.?|K/T|KT\s?\.?|T/L|TL\s?\.?|TUQ\s?\.?|Q\s?\.)\s*(?P<rest>["
    + UPPER
    + r"]["
    + UPPER
    + r" ,-]+)"
)
_POST = re.compile(r"(?m)^\W*((?:PHÓ |QUYỀN )?CHỦ TỊCH|(?:PHÓ )?GIÁM ĐỐC)\b")
_DEGREE = re.compile(
    r"\b(?:TS|ThS|PGS|GS|BS|KS|CN|NGƯT|NSƯT|Ths|Tiến sĩ|Thạc sĩ|Kỹ sư)\.?\s+[" + UPPER + "]"
)
_NAME = re.compile(rf"[{UPPER}][{LOWER}]*(?: [{UPPER}][{LOWER}]*){{1,4}}")


def tail_of(case: Case) -> Span:
    """From "Nơi nhận" to the annexes or the end."""
    return Span(min(case.tail_start, case.annex_start), case.annex_start)


@CLOSING.rule("NN-01", Severity.ERROR, "Đ8.2i", "Có “Nơi nhận:”")
def recipients_present(case: Case) -> Iterator[Flaw]:
    """The label of the recipients."""
    if case.tail_start == len(case.text):
        yield Flaw("Thiếu “Nơi nhận:”.", None, "Ghi nơi nhận.")
    elif not case.document.recipients:
        yield Flaw("“Nơi nhận” không có tên nơi nhận nào.", Span(case.tail_start, case.tail_start + 8),
                   "Ghi các nơi nhận.")  # fmt: skip


@SIGNING.rule(
    "NN-04", Severity.WARNING, "PLI-II.9d", "Dòng cuối của nơi nhận: “- Lưu: VT, <đơn vị soạn>.”"
)
def archive_line(case: Case) -> Iterator[Flaw]:
    """Form of the archive line."""
    tail = tail_of(case)
    if tail.start >= tail.end:
        return
    line = _ARCHIVE.search(case.clean, tail.start, tail.end)
    if line is None:
        yield Flaw("Nơi nhận không có dòng “- Lưu: VT, …”.", Span(tail.start, tail.start + 8),
                   "Thêm “- Lưu: VT, …”.")  # fmt: skip
        return
    span, rest = Span(*line.span()), line["rest"].strip()
    if not rest.startswith(":"):
        yield Flaw("Dòng Lưu thiếu dấu hai chấm.", span, "Ghi “Lưu: VT, …”.")
    elif not re.match(r":\s*VT\b", rest):
        yield Flaw("Dòng Lưu không ghi VT (văn thư).", span, "Ghi “Lưu: VT, …”.")
    if re.fullmatch(r":\s*VT\W*", rest):
        yield Flaw("Dòng Lưu chưa ghi đơn vị soạn thảo.", span, "Ghi “Lưu: VT, <đơn vị soạn>.”",
                   severity=Severity.INFO)  # fmt: skip
    if rest and not rest.endswith("."):
        yield Flaw(
            "Dòng Lưu không kết thúc bằng dấu chấm.", span, "Thêm dấu chấm.", severity=Severity.INFO
        )


@SIGNING.rule(
    "NN-03",
    Severity.INFO,
    "PLI-II.9d",
    "Mỗi nơi nhận kết thúc bằng dấu chấm phẩy, nơi nhận cuối bằng dấu chấm",
)
def recipient_marks(case: Case) -> Iterator[Flaw]:
    """Marks at the end of recipient lines."""
    tail = tail_of(case)
    lines = list(
        re.compile(r"(?m)^\s*-\s*(?P<name>[^\n]+?)\s*$").finditer(case.clean, tail.start, tail.end)
    )
    wrong = [m for m in lines[:-1] if not m["name"].endswith(";")]
    if wrong:
        shown = case.quote(Span(*wrong[0].span("name")))
        yield Flaw(f"Dòng nơi nhận “{shown}” không kết thúc bằng dấu chấm phẩy ({len(wrong)} dòng).",
                   Span(*wrong[0].span("name")), "Thêm dấu chấm phẩy.")  # fmt: skip


@SIGNING.rule(
    "NN-05", Severity.ERROR, "PLI-II.9b", "Kế hoạch, chỉ thị không có “Kính gửi”, “Như trên”"
)
def no_address(case: Case) -> Iterator[Flaw]:
    """Kính gửi, Như trên."""
    for span in case.search(re.compile(r"(?m)^\W*Kính gửi|^\W*Như trên\b")):
        yield Flaw(
            f"“{case.quote(span)}” không dùng trong văn bản có tên loại.", span, "Bỏ dòng này."
        )


@CLOSING.rule("KY-01", Severity.ERROR, "Đ8.2g", "Khối ký đủ quyền hạn, chức vụ, họ tên")
def signature(case: Case) -> Iterator[Flaw]:
    """Authority and post, then the name."""
    header = case.document.header
    tail = case.clean[case.tail_start :] or case.clean[-400:]
    if not header.signer_role and not _POST.search(tail):
        yield Flaw("Thiếu chức vụ của người ký.", None, "Ghi CHỦ TỊCH hoặc PHÓ CHỦ TỊCH.")
    if not header.signer_name and "[" not in tail:
        yield Flaw("Thiếu họ tên người ký.", None, "Ghi họ và tên người ký.")


@SIGNING.rule(
    "KY-02",
    Severity.ERROR,
    "PLI-II.7b",
    "Quyền hạn ghi TM., KT., TL., TUQ., Q.; không ghi T/M, K/T",
)
def authority_mark(case: Case) -> Iterator[Flaw]:
    """Marks of Party documents, marks without a dot."""
    if is_party(case):
        return
    tail = tail_of(case)
    for found in _AUTHORITY.finditer(case.clean, tail.start, tail.end):
        mark = found["mark"].strip()
        if "/" in mark or not mark.endswith("."):
            right = re.sub(r"\W", "", mark) + "."
            yield Flaw(
                f"“{mark}” không đúng cách ghi quyền hạn ký.",
                Span(*found.span("mark")),
                f"Ghi {right}",
            )


@SIGNING.rule(
    "KY-03",
    Severity.ERROR,
    "PLI-II.7b, Đ13.2",
    "Kế hoạch của Ủy ban nhân dân ký TM. ỦY BAN NHÂN DÂN",
)
def collective(case: Case) -> Iterator[Flaw]:
    """TM. on a plan of a people's committee; TL., TUQ. are doubtful."""
    tail = case.clean[tail_of(case).start : tail_of(case).end]
    kind = fold(case.document.header.doc_type or "")
    if not is_commune(case) or kind == "chỉ thị" or not _POST.search(tail):
        return
    if re.search(r"\bT(?:L|UQ)\.", tail):
        yield Flaw("Kế hoạch của Ủy ban nhân dân ký thừa lệnh, thừa ủy quyền là không phù hợp.", None,
                   "Ký TM. ỦY BAN NHÂN DÂN.", severity=Severity.WARNING)  # fmt: skip
    elif not re.search(r"t/?m\s?\.?\s*uy ban nhan dan", bare(tail)):
        two_lines = "KT." in tail
        yield Flaw("Khối ký không có “TM. ỦY BAN NHÂN DÂN”.", None, "Ghi TM. ỦY BAN NHÂN DÂN ở trên chức vụ.",
                   severity=Severity.INFO if two_lines else None)  # fmt: skip


@SIGNING.rule("KY-04", Severity.ERROR, "PLI-II.7b", "Sau “KT. CHỦ TỊCH” là chức vụ PHÓ CHỦ TỊCH")
def deputy(case: Case) -> Iterator[Flaw]:
    """KT. is followed by the deputy's post; a deputy does not sign without KT."""
    tail = tail_of(case)
    kt = re.compile(r"KT\.[^\n]*").search(case.clean, tail.start, tail.end)
    post = re.compile(r"(?m)^\W*PHÓ (?:CHỦ TỊCH|GIÁM ĐỐC)").search(case.clean, tail.start, tail.end)
    if kt and not post:
        yield Flaw("Có “KT.” nhưng không có chức vụ của cấp phó ký.", Span(*kt.span()),
                   "Ghi PHÓ CHỦ TỊCH dưới KT. CHỦ TỊCH.")  # fmt: skip
    if post and not kt:
        yield Flaw(
            "Cấp phó ký nhưng không ghi “KT. CHỦ TỊCH”.", Span(*post.span()), "Thêm KT. CHỦ TỊCH."
        )


@SIGNING.rule(
    "KY-07",
    Severity.ERROR,
    "PLI-II.7c",
    "Trước họ tên người ký không ghi học hàm, học vị; họ tên viết hoa đúng",
)
def signer_name(case: Case) -> Iterator[Flaw]:
    """No degrees; every syllable with a capital."""
    tail = tail_of(case)
    for span in case.search(_DEGREE, tail):
        yield Flaw(
            "Không ghi học hàm, học vị, danh hiệu trước họ tên người ký.", span, "Bỏ học vị."
        )
    name = case.document.header.signer_name
    if name and not _NAME.fullmatch(name) and "[" not in name:
        at = case.text.rfind(name)
        yield Flaw(f"Họ tên người ký “{name}” viết hoa chưa đúng.", Span(at, at + len(name)) if at >= 0 else None,
                   "Viết hoa chữ cái đầu mỗi âm tiết.")  # fmt: skip


@SIGNING.rule(
    "KY-11",
    Severity.WARNING,
    "PLI-II.7c",
    "Không ghi chức danh không chính thức (THƯỜNG TRỰC, PHỤ TRÁCH)",
)
def unofficial_post(case: Case) -> Iterator[Flaw]:
    """PHÓ CHỦ TỊCH THƯỜNG TRỰC."""
    for span in case.search(re.compile(r"CHỦ TỊCH (?:THƯỜNG TRỰC|PHỤ TRÁCH)"), tail_of(case)):
        yield Flaw("Chức danh không chính thức trong khối ký.", span, "Ghi PHÓ CHỦ TỊCH.")


@SIGNING.rule("KY-12", Severity.ERROR, "Người dùng", "Người ký phải là người được cho biết")
def given_signer(case: Case) -> Iterator[Flaw]:
    """The name of the brief, if there is one."""
    brief, name = case.context.brief, case.document.header.signer_name
    given = brief.signer.name if brief and brief.signer else None
    if given and name and fold(given) != fold(name) and "[" not in name:
        at = case.text.rfind(name)
        yield Flaw(f"Người ký “{name}” khác người được cho biết ({given}).",
                   Span(at, at + len(name)) if at >= 0 else None, f"Ghi {given}.")  # fmt: skip


_HAMLETS = r"(?:thôn|xóm|bản|ấp|khóm|tổ dân phố|khối phố|khu phố|khu dân cư|buôn|làng)"
_MASS = (
    (
        "Ủy ban Mặt trận Tổ quốc và các đoàn thể",
        r"mặt trận|mttq|ubmt|đoàn thể|tổ chức chính trị - xã hội",
    ),
    (
        "các thôn, tổ dân phố",
        rf"\b(?:các|từng|trưởng|ban quản lý|\d+) (?:\d+ )?{_HAMLETS}|\b{_HAMLETS}, {_HAMLETS}|"
        r"đơn vị thôn",
    ),
)


@CLOSING.rule(
    "BC-11",
    Severity.WARNING,
    "Thể loại",
    "Phần tổ chức thực hiện giao việc cho Mặt trận, đoàn thể và các thôn, tổ dân phố",
)
def everybody_has_work(case: Case) -> Iterator[Flaw]:
    """Mặt trận is given work, and in a commune the hamlets are."""
    if not is_launch(case):
        return
    part = organisation(case)
    if part is None or case.document.header.level is Level.DEPARTMENT:
        return
    words = case.folded[part.start : part.end]
    wanted = _MASS if is_commune(case) else _MASS[:1]
    missing = [name for name, pattern in wanted if not re.search(pattern, words)]
    if missing:
        order = not is_commune(case) and fold(case.document.header.doc_type or "") == "chỉ thị"
        yield Flaw(f"Phần tổ chức thực hiện không giao việc cho {' và '.join(missing)}.",
                   Span(part.start, min(part.end, part.start + 60)), "Bổ sung nhiệm vụ cụ thể.",
                   severity=Severity.INFO if order else None)  # fmt: skip


def organisation(case: Case) -> Span | None:
    """The part "Tổ chức thực hiện", to the recipients."""
    for words in (r"^\W*tổ chức thực hiện", r"tổ chức thực hiện|phân công (?:nhiệm vụ|thực hiện)"):
        for mark in reversed(case.document.sections):
            if re.search(words, fold(mark.title[:60])):
                return Span(mark.span.start, max(mark.span.end, case.tail_start))
    return None


@CLOSING.rule("BC-12", Severity.INFO, "Thể loại", "Mỗi nhiệm vụ ghi rõ ai làm")
def no_owner(case: Case) -> Iterator[Flaw]:
    """Duties of the organisation part that start with a verb and name nobody."""
    part = organisation(case)
    if part is None:
        return
    pattern = re.compile(
        r"(?m)^[ \t]*(?:[-+]|\d+\.)\s*(?P<verb>Tổ chức|Đánh giá|Sơ kết|Tuyên truyền|Theo dõi|"
        r"Kiểm tra|Tổng hợp)\b[^\n]*$"
    )
    for found in pattern.finditer(case.clean, part.start, part.end):
        owner = r"(?i)\b(?:giao|phòng|văn phòng|công chức|ủy ban|ubnd|hội đồng|ban |đề nghị|cơ quan|các đơn vị)"
        if not re.search(owner, found.group()[:80]):
            yield Flaw("Nhiệm vụ không ghi cơ quan chủ trì.", Span(*found.span()), "Ghi rõ ai làm.")


_SHORT_NAMES = (
    (r"mặt trận|mttq|ubmt", r"mặt trận|mttq|ubmt"),
    (r"\bcông an\b", r"công an|các (?:cơ quan|đơn vị|phòng|ban|ngành)|đơn vị"),
    (r"quân sự", r"quân sự|các (?:cơ quan|đơn vị|phòng|ban|ngành)|đơn vị"),
    (r"trạm y tế", r"y tế|các (?:cơ quan|đơn vị|phòng|ban|ngành)|đơn vị"),
    (r"trường học|các trường", r"trường|các (?:cơ quan|đơn vị)|đơn vị"),
    (r"\bphòng (?:văn hóa|kinh tế)", r"phòng|các (?:cơ quan|đơn vị|ban|ngành)|đơn vị"),
    (r"trung tâm phục vụ hành chính công", r"trung tâm|các (?:cơ quan|đơn vị|phòng|ban)|đơn vị"),
    (rf"\b{_HAMLETS}\b", rf"{_HAMLETS}|tdp"),
)  # fmt: skip


@CLOSING.rule(
    "NN-06", Severity.WARNING, "Nhất quán", "Đơn vị được giao việc phải có trong nơi nhận"
)
def recipients_match(case: Case) -> Iterator[Flaw]:
    """Bodies given tasks that no recipient line covers."""
    if not is_commune(case) or not case.document.recipients:
        return
    received = fold(" ; ".join(case.document.recipients))
    absent: dict[str, Body] = {}
    for body in case.document.bodies:
        name = fold(body.name)
        for given, covered in _SHORT_NAMES:
            if re.search(given, name) and not re.search(covered, received):
                absent.setdefault(given, body)
    if absent:
        names = "; ".join(body.name for body in absent.values())
        first = next(iter(absent.values()))
        yield Flaw(f"“{names}” được giao việc nhưng không có trong nơi nhận.", first.span,
                   "Bổ sung vào nơi nhận.")  # fmt: skip
