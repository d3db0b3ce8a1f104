"""What the official must know before signing, beyond flaws of the text: doubts about the inputs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from drafter.document.brief import Slot
from drafter.document.facts import Target
from drafter.document.reading import ReadDocument
from drafter.reading.vietnamese import fold, legible

from .against import floors_of, own_targets, place_of, span_of, weaker_than
from .case import Case
from .figures import shown
from .finding import Category, Severity
from .floors import undecided_floors
from .pairing import best_match
from .rule import Family, Flaw
from .standing import standing

TELLING = Family(Category.NUMBER)
TELLING_TIME = Family(Category.TIME)
TELLING_TARGETS = Family(Category.TARGET)

_SCANS = frozenset({"scan", "image", "pdf-scan"})
_STANDARD = re.compile(r"chuẩn (?:mới|\d{4}|giai đoạn|nghèo)")
_CLASS_COLUMN = re.compile(
    r"\b(?:xã|phường)\s+(?:ven biển|nội đồng|miền núi|khu vực|vùng|đồng bằng)"
)


def by_new_standard(target: Target) -> bool:
    """Whether the figure is measured by a standard that last year's was not."""
    words = fold(legible(f"{target.indicator} {target.note or ''} {target.qualifier or ''}"))
    return bool(_STANDARD.search(words))


def is_scan(document: ReadDocument) -> bool:
    """Whether the figures of ``document`` were read from a picture."""
    return bool(
        document.source.format in _SCANS
        or document.doubtful
        or any("ocr" in w.code or "scan" in w.code for w in document.source.warnings)
    )


@TELLING.rule(
    "OCR-01", Severity.INFO, "Đầu vào", "Số liệu đọc từ bản quét phải đối chiếu với bản giấy"
)
def scanned(case: Case) -> Iterator[Flaw]:
    """The directive (or the document itself) came as a scan."""
    directive = case.context.directive
    if directive is not None and is_scan(directive):
        used = [f.quote for f in floors_of(case)][:8]
        listed = f" Các mức giao đã đọc: {'; '.join(used)}." if used else ""
        yield Flaw(
            f"Văn bản cấp trên là bản quét ({directive.source.file}): cần đối chiếu các số trong bảng "
            f"và trong lời văn với bản giấy.{listed}",
            None, "Đối chiếu từng số với bản giấy trước khi ký.",
        )  # fmt: skip
    if is_scan(case.document):
        yield Flaw("Văn bản được đọc từ bản quét: cần đối chiếu số liệu với bản giấy.", None,
                   "Đối chiếu với bản giấy.")  # fmt: skip


@TELLING.rule("OCR-02", Severity.INFO, "Đầu vào", "Con số đọc chưa chắc phải được xác nhận")
def doubtful_figures(case: Case) -> Iterator[Flaw]:
    """Figures that reading marked as doubtful."""
    for target in own_targets(case):
        if target.quantity is not None and target.quantity.doubtful:
            yield Flaw(f"{target.indicator}: “{target.quantity.written}” đọc chưa chắc chắn.", target.span
                       if target in case.document.targets else None, "Xác nhận con số.",
                       quote=target.text)  # fmt: skip


@TELLING_TIME.rule(
    "TG-10",
    Severity.INFO,
    "Văn bản cấp trên",
    "Báo khi thời gian thi đua không kết thúc vào ngày cuối năm",
)
def early_end(case: Case) -> Iterator[Flaw]:
    """The directive's period ends before 31 December."""
    directive, year = case.context.directive, case.context.year
    end = directive.time.ends_on if directive else None
    if end is not None and year is not None and end.year == year and end != date(year, 12, 31):
        yield Flaw(
            f"Thời gian thi đua theo văn bản cấp trên đến ngày {end:%d/%m/%Y}, không đến hết năm.",
            case.document.time.span, "Các mốc sơ kết, tổng kết phải theo thời gian này.",
        )  # fmt: skip


_REPORT_DUE = re.compile(
    r"báo cáo (?:năm|tổng kết|kết quả)[^.;]{0,60}?trước ngày (\d{1,2})/(\d{1,2})/(\d{4})"
)


@TELLING_TIME.rule(
    "TG-11",
    Severity.INFO,
    "Văn bản cấp trên",
    "Báo khi hạn báo cáo cuối đến trước ngày kết thúc thi đua",
)
def report_before_the_end(case: Case) -> Iterator[Flaw]:
    """The last report is due while the period still runs."""
    directive = case.context.directive
    end = directive.time.ends_on if directive else None
    found = list(_REPORT_DUE.finditer(directive.text)) if directive else []
    if end is None or not found:
        return
    day, month, year = map(int, found[-1].groups())
    if (year, month, day) < (end.year, end.month, end.day):
        yield Flaw(
            f"Báo cáo cuối gửi cấp trên trước ngày {day:02d}/{month:02d}/{year}, trong khi thời gian thi đua "
            f"đến ngày {end:%d/%m/%Y}.",
            None, "Chốt số liệu, bình xét kịp ngày báo cáo; phần còn lại bổ sung sau.",
        )  # fmt: skip


@TELLING_TARGETS.rule(
    "CT-13", Severity.INFO, "Chuẩn nghèo", "Không so sánh số liệu theo hai chuẩn khác nhau"
)
def not_comparable(case: Case) -> Iterator[Flaw]:
    """Targets by a new standard have no comparison with last year."""
    told: set[tuple[object, str | None]] = set()  # a figure may stand in the work as well
    for target in own_targets(case):
        figure = (target.quantity.value, target.quantity.unit) if target.quantity else None
        if by_new_standard(target) and target.quantity is not None and figure not in told:
            told.add((target.quantity.value, target.quantity.unit))
            yield Flaw(
                f"{target.indicator}: {shown(target.quantity)} tính theo chuẩn mới, không so sánh với số "
                "năm trước theo chuẩn cũ.",
                None, "Khi đánh giá, so sánh trên cùng một chuẩn.", quote=target.text,
            )  # fmt: skip


@TELLING_TARGETS.rule(
    "CT-14",
    Severity.WARNING,
    "Văn bản cấp trên",
    "Cấp trên giao theo loại xã thì phải biết xã thuộc loại nào",
)
def open_class(case: Case) -> Iterator[Flaw]:
    """A table by class of commune whose class is undecided."""
    context = case.context
    if context.directive is None or context.unit is None or context.brief is None:
        return
    known = standing(context.brief, context.unit, context.directive)
    for table in context.directive.tables:
        labels = [cell for row in table.rows[:3] for cell in row]
        classes = list(dict.fromkeys(c for c in labels if _CLASS_COLUMN.search(fold(c))))
        if (
            classes
            and not any(known.holds(c) for c in classes)
            and None in map(known.holds, classes)
        ):
            yield Flaw(
                f"Cấp trên giao chỉ tiêu theo loại xã ({'; '.join(classes)}) nhưng chưa rõ "
                f"{context.unit.full} thuộc loại nào.",
                None, _SAY_CLASS,
            )  # fmt: skip
    yield from _open_sentences(case)


_SAY_CLASS = "Cho biết loại xã để đối chiếu mức giao."


def _open_sentences(case: Case) -> Iterator[Flaw]:
    """A sentence for a class of communes that sets more than the commune's own target."""
    context = case.context
    assert context.directive is not None
    assert context.brief is not None
    for floor in undecided_floors(context.directive, context.brief, context.register):
        given = [t for t in own_targets(case) if t.quantity is not None]
        own = best_match(floor.target, given, context.register)
        if own is None or own.quantity is None or not weaker_than(floor, own):
            continue
        yield Flaw(
            f"Cấp trên yêu cầu “{floor.quote}” ({place_of(case, floor)}); {own.indicator} của "
            f"{context.unit.level.word if context.unit else 'xã'} là {shown(own.quantity)}. Chưa rõ "
            f"{context.unit.full if context.unit else 'xã'} có thuộc loại này không.",
            span_of(case, own), f"{_SAY_CLASS[:-1]}; nếu thuộc loại này thì đơn vị quyết định nâng "
            "lên hoặc giải trình.", quote=own.text,
        )  # fmt: skip


@TELLING.rule("DV-01", Severity.INFO, "Đầu vào", "Thông tin chưa có phải được bổ sung trước khi ký")
def unanswered(case: Case) -> Iterator[Flaw]:
    """What the official left open: slots of the brief, the title of a resolution named by number."""
    brief = case.context.brief
    if brief is None:
        return
    for slot in sorted({*brief.missing(), *brief.unknown} - brief.absent):
        if words := _SLOT_WORDS.get(slot):
            yield Flaw(f"Chưa có {words}.", None, "Bổ sung khi có.")
    told = brief.resolution
    if told is not None and told.number and not told.title:
        # A basis is cited with its title (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.6.a).
        named = f"Nghị quyết số {told.number}"
        yield Flaw(f"Chưa có trích yếu của {named}.", None, "Ghi thêm ở phần căn cứ.", quote=named)


_SLOT_WORDS = {
    Slot.DIRECTIVE: "văn bản phát động của cấp trên",
    Slot.TARGETS: "biểu chỉ tiêu của đơn vị",
    Slot.SIGNER: "họ tên, chức vụ người ký",
    Slot.RESOLUTION: "số, ngày Nghị quyết của Hội đồng nhân dân cùng cấp",
    Slot.THEME: "chủ đề thi đua",
    Slot.HAMLETS: "số thôn, tổ dân phố",
}
