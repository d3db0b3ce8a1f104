"""The parts of a launch document: what has to be said, by whom, until when."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from drafter.document.facts import Group, Span
from drafter.document.reading import SectionMark
from drafter.document.unit import Level
from drafter.reading.vietnamese import bare, fold

from .case import Case
from .finding import Category, Severity
from .genre import is_commune, is_launch
from .rule import Family, Flaw

PARTS = Family(Category.STRUCTURE)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the genre: its name, the words of its heading, what may say it in the text."""

    id: str
    name: str
    heading: re.Pattern[str]
    said: re.Pattern[str] | None
    severity: Severity


_PARTS = (
    Part("muc-dich", "mục đích, yêu cầu", re.compile(r"muc dich|yeu cau|y nghia"),
         re.compile(r"\b(?:nhằm|để) (?:phát huy|động viên|khơi dậy|tạo|cổ vũ|thực hiện)|mục đích"),
         Severity.WARNING),
    Part("chi-tieu", "mục tiêu, chỉ tiêu", re.compile(r"chi tieu|muc tieu"),
         re.compile(r"chỉ tiêu (?:chủ yếu|cụ thể|thi đua)"), Severity.WARNING),
    Part("noi-dung", "nội dung thi đua", re.compile(r"noi dung|nhiem vu trong tam|nhiem vu,? giai phap"),
         re.compile(r"nội dung thi đua|thi đua"), Severity.ERROR),
    Part("thoi-gian", "thời gian thi đua", re.compile(r"thoi gian|cac dot thi dua|tien do"),
         re.compile(r"thời gian (?:thi đua|phát động|thực hiện)|từ ngày (?:phát động|ban hành|ký)"),
         Severity.WARNING),
    Part("khen-thuong", "khen thưởng", re.compile(r"khen thuong|bieu duong"),
         re.compile(r"khen thưởng"), Severity.WARNING),
    Part("to-chuc", "tổ chức thực hiện", re.compile(r"to chuc thuc hien|phan cong|trach nhiem thuc hien"),
         None, Severity.ERROR),
)  # fmt: skip
_ORDER = ("muc-dich", "chi-tieu", "noi-dung", "to-chuc")


@PARTS.rule(
    "BC-01",
    Severity.WARNING,
    "Thể loại",
    "Có đủ các phần: mục đích, chỉ tiêu, nội dung, thời gian, khen thưởng, tổ chức thực hiện",
)
def parts_present(case: Case) -> Iterator[Flaw]:
    """Parts that neither a heading nor the text holds."""
    if not is_launch(case):
        return
    text = case.folded[case.body_start : case.tail_start]
    kind = fold(case.document.header.doc_type or "")
    headings = [m for m in case.document.sections if m.title.isupper() or len(m.title) <= 70]
    for part in _PARTS:
        if any(part.heading.search(bare(m.title)) for m in headings):
            continue
        if part.id == "thoi-gian" and case.document.time.end:
            continue
        if part.id == "chi-tieu" and (_ANNOUNCED.search(text) or _many_figures(case)):
            continue  # with figures it is there; announced without figures is told by BC-06
        if part.said is None or not part.said.search(text):
            launch = part.id == "muc-dich" and kind != "kế hoạch"  # said in its opening sentence
            yield Flaw(f"Không có phần {part.name}.", None, f"Bổ sung phần {part.name}.",
                       severity=Severity.INFO if launch else part.severity)  # fmt: skip


_ANNOUNCED = re.compile(r"(?:mục tiêu, )?chỉ tiêu[^.;\n]{0,40}(?:như sau|cụ thể|sau đây)")


def _many_figures(case: Case) -> bool:
    return sum(t.quantity is not None for t in case.document.targets) > 3


@PARTS.rule(
    "BC-02",
    Severity.WARNING,
    "Thể loại",
    "Các phần theo thứ tự: mục đích, chỉ tiêu, nội dung, tổ chức thực hiện",
)
def parts_in_order(case: Case) -> Iterator[Flaw]:
    """Top headings out of the usual order."""
    places: list[tuple[int, SectionMark]] = []
    for mark in case.document.sections:
        if mark.depth != 1:
            continue
        title = bare(mark.title[:80])
        rank = next(
            (_ORDER.index(p.id) for p in _PARTS if p.id in _ORDER and p.heading.search(title)), None
        )
        if rank is not None:
            places.append((rank, mark))
    for (before, _), (rank, mark) in itertools.pairwise(places):
        if rank < before:
            yield Flaw(
                f"Phần “{mark.title[:60]}” đứng sau phần lẽ ra ở dưới nó.",
                Span(mark.span.start, min(mark.span.end, mark.span.start + 80)),
                "Xếp lại: mục đích, chỉ tiêu, nội dung, thời gian, tổ chức thực hiện.",
            )


@PARTS.rule("BC-03", Severity.ERROR, "Thể loại", "Phần, mục không để trống nội dung")
def empty_section(case: Case) -> Iterator[Flaw]:
    """A heading with nothing below it."""
    marks = case.document.sections
    for at, mark in enumerate(marks):
        below = at + 1 < len(marks) and marks[at + 1].depth > mark.depth
        short = len(mark.title) < 70 and not mark.title.rstrip().endswith((".", ";"))
        heading = mark.title.isupper() or (
            mark.depth == 1 and short and not re.search(r"\d", mark.title)
        )
        if heading and not below and mark.body.start >= mark.body.end:
            yield Flaw(f"Mục “{mark.label} {mark.title[:60]}” không có nội dung.", mark.span,
                       "Viết nội dung hoặc bỏ mục.")  # fmt: skip


@PARTS.rule(
    "BC-04", Severity.WARNING, "Thể loại", "Nêu văn bản phát động của cấp trên, có số và ngày"
)
def directive_named(case: Case) -> Iterator[Flaw]:
    """The document of the level above: absent, or without number and date."""
    if case.document.header.level in (None, Level.PROVINCE, Level.CENTRAL) or not is_launch(case):
        return
    found = case.document.directives
    if not found:
        if _names_given_directive(case):
            return
        yield Flaw(
            "Không có căn cứ là văn bản phát động, chỉ đạo của cấp trên.", None,
            "Ghi số, ngày, cơ quan ban hành văn bản của cấp trên mà kế hoạch này thực hiện.",
        )  # fmt: skip
    for citation in found:
        if citation.number is None:
            yield Flaw(
                f"“{citation.text[:90]}” được viện dẫn mà không có số, ký hiệu và ngày.",
                citation.span, "Ghi đủ số, ký hiệu, ngày ban hành của văn bản cấp trên.",
                severity=Severity.ERROR,
            )  # fmt: skip


def _names_given_directive(case: Case) -> bool:
    if _BLANK_DIRECTIVE.search(case.text):
        return True  # ND-08 tells what is to be filled in
    given = case.context.directive.header.number if case.context.directive else None
    return bool(given and any((c.number or "").startswith(given) for c in case.document.citations))


_BLANK_DIRECTIVE = re.compile(r"Thực hiện (?:[^.;\n]{0,40} số )?\[số")


@PARTS.rule(
    "BC-05", Severity.ERROR, "Văn bản cấp trên", "Văn bản cấp trên được viện dẫn đúng số, đúng ngày"
)
def directive_right(case: Case) -> Iterator[Flaw]:
    """Number and date of the directive as it is at hand."""
    given = case.context.directive
    if given is None or not given.header.number:
        return
    number = given.header.number.split("/")[0].lstrip("0")
    code = (given.header.code or "").upper()
    same = [
        c for c in case.document.citations
        if c.number and c.number.split("/")[0].lstrip("0") == number and code in c.number.upper()
    ]  # fmt: skip
    if not same:
        kind = (given.header.doc_type or "văn bản").capitalize()
        yield Flaw(
            f"Không viện dẫn {kind} số {given.header.number}/{code} của cấp trên.".replace(f"/{code}/{code}", f"/{code}"),
            None, "Nêu văn bản cấp trên ở phần mở đầu.", severity=Severity.WARNING,
        )  # fmt: skip
    day = given.header.date.exact
    for citation in same:
        if day and citation.issued_on and citation.issued_on != day:
            if citation.issuer and given.header.issuer and "nhân dân xã" in fold(citation.issuer):
                continue
            yield Flaw(
                f"Văn bản cấp trên số {citation.number} ban hành ngày {day:%d/%m/%Y}, ở đây ghi "
                f"{citation.issued_on:%d/%m/%Y}.",
                citation.span, f"Ghi ngày {day:%d/%m/%Y}.",
            )  # fmt: skip


@PARTS.rule(
    "BC-06",
    Severity.WARNING,
    "Thể loại",
    "Đã nêu chỉ tiêu thì phải có chỉ tiêu bằng số; mục tiêu quốc phòng, an ninh có chỉ tiêu kèm theo",
)
def targets_present(case: Case) -> Iterator[Flaw]:
    """Announced targets that are absent; no target for security."""
    figures = [t for t in case.document.targets if t.quantity and t.quantity.value is not None]
    announced = _ANNOUNCED.search(case.folded)
    if announced and not figures:
        yield Flaw(
            "Văn bản nói có mục tiêu, chỉ tiêu cụ thể nhưng không có chỉ tiêu định lượng nào.",
            Span(*announced.span()), "Bổ sung chỉ tiêu bằng số.",
        )  # fmt: skip
    if len(figures) < 5 or any(t.group is Group.SECURITY for t in case.document.targets):
        return
    if re.search(r"quốc phòng|an ninh", fold(case.document.header.title or "")):
        yield Flaw(
            "Tiêu đề nêu quốc phòng, an ninh nhưng không có chỉ tiêu nào về quốc phòng, an ninh, trật tự.",
            None, "Bổ sung chỉ tiêu giao quân, phạm pháp hình sự, tai nạn giao thông…",
        )  # fmt: skip


_VAGUE_TARGET = re.compile(
    r"(?m)^[^\n]*\btheo (?:chỉ tiêu )?(?:chỉ tiêu|kế hoạch|kh)(?: kh| kế hoạch)? được giao[^\n]*$"
)


@PARTS.rule(
    "BC-07",
    Severity.WARNING,
    "Thể loại",
    "Chỉ tiêu phải có con số, không viện tới kế hoạch không nêu tên",
)
def vague_target(case: Case) -> Iterator[Flaw]:
    """ "theo chỉ tiêu KH được giao" as an item of the target list."""
    for found in _VAGUE_TARGET.finditer(case.folded, case.body.start, case.body.end):
        span = Span(*found.span())
        near = [t for t in case.document.targets if t.span and abs(t.span.start - span.start) < 300]
        if (
            len(span.of(case.text)) < 160
            and len(near) >= 2
            and not re.search(r"\d{2,}", found.group())
        ):
            yield Flaw("Chỉ tiêu không có con số, viện tới kế hoạch không nêu tên.", span,
                       "Ghi con số cụ thể.")  # fmt: skip


_LEVELS_BELOW = re.compile(r"từng cấp, từng ngành|các cấp, các ngành(?! từ)|từng ngành, địa phương")


@PARTS.rule(
    "BC-08",
    Severity.WARNING,
    "Thể loại",
    "Có đoạn thông báo chủ đề thi đua khi cấp trên đặt chủ đề",
)
def theme_carried(case: Case) -> Iterator[Flaw]:
    """The theme of the directive (or of the brief) is in the text, word for word."""
    context = case.context
    brief_theme = context.brief.theme if context.brief else None
    theme = brief_theme or (context.directive.header.theme if context.directive else None)
    if theme is None:
        if not case.document.header.theme and is_commune(case):
            yield Flaw("Không có chủ đề thi đua.", None, "Bổ sung nếu cấp trên đã đặt chủ đề.",
                       severity=Severity.INFO)  # fmt: skip
        return
    if _letters(theme) in _letters(case.text):
        return
    own = case.document.header.theme
    if own is None:
        yield Flaw(f"Không nêu chủ đề thi đua “{theme}”.", None, "Ghi chủ đề của năm.")
    elif not brief_theme:
        at = case.text.find(own[:20])
        yield Flaw(
            f"Chủ đề “{own}” khác chủ đề của cấp trên “{theme}”.",
            Span(at, at + len(own)) if at >= 0 else None, "Xác nhận chủ đề.",
        )  # fmt: skip


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", fold(text))


_DEADLINE = re.compile(
    r"(?:trước|chậm nhất|hạn|xong|đến)[^.\n;]{0,25}\d{1,2}(?:/\d{1,2}|\s*tháng\s*\d)|hằng (?:tháng|quý)|định kỳ",
    re.I,
)


@PARTS.rule(
    "BC-09", Severity.WARNING, "Thể loại", "Có chế độ báo cáo, sơ kết, tổng kết kèm thời hạn"
)
def reporting(case: Case) -> Iterator[Flaw]:
    """Reports or reviews with a deadline in a plan of the commune."""
    if not is_commune(case):
        return
    text = case.clean[case.body_start : case.tail_start]
    said = re.search(r"báo cáo|sơ kết|tổng kết", fold(text))
    if said is None:
        yield Flaw("Không có chế độ báo cáo, sơ kết, tổng kết.", None, "Bổ sung thời hạn báo cáo.")
    elif not any(
        _DEADLINE.search(text, max(0, m.start() - 160), min(len(text), m.end() + 200))
        for m in re.finditer(r"[Bb]áo cáo|[Ss]ơ kết|[Tt]ổng kết", text)
    ):
        yield Flaw("Có yêu cầu báo cáo, sơ kết, tổng kết nhưng không ghi thời hạn.", None,
                   "Ghi ngày báo cáo, sơ kết, tổng kết.", severity=Severity.INFO)  # fmt: skip


@PARTS.rule("BC-10", Severity.INFO, "Thể loại", "Có lời kêu gọi hưởng ứng phong trào (phát động)")
def appeal(case: Case) -> Iterator[Flaw]:
    """An appeal in a PHÁT ĐỘNG."""
    kind = fold(case.document.header.doc_type or "")
    if kind == "phát động" and not re.search(r"kêu gọi|yêu cầu[^.\n]{0,80}hưởng ứng", case.folded):
        yield Flaw("Không có lời kêu gọi của người đứng đầu.", None, "Bổ sung lời kêu gọi.")


@PARTS.rule("ND-07", Severity.WARNING, "PLIII", "Nội dung kết thúc bằng dấu “./.”")
def ending(case: Case) -> Iterator[Flaw]:
    """The body ends with "./."."""
    body = case.clean[case.body_start : case.tail_start].rstrip()
    if body and not re.search(r"\./\.\W{0,3}$", body):
        last = case.paragraph_at(case.body_start + len(body) - 1)
        end = case.body_start + len(body)
        start = max(last.start, end - 60)
        yield Flaw("Nội dung không kết thúc bằng dấu “./.”.", Span(start, end), "Thêm “./.”.",
                   re.sub(r"[.;,]?$", "./.", case.text[start:end]))  # fmt: skip


@PARTS.rule("ND-11", Severity.ERROR, "PLIII", "Dấu “./.” chỉ đặt ở cuối nội dung")
def ending_once(case: Case) -> Iterator[Flaw]:
    """ "./." in the middle of the body, left over from another document."""
    found = list(case.search(re.compile(r"\./\."), Span(case.body_start, case.tail_start)))
    for span in found[:-1]:
        wide = Span(max(case.body_start, span.start - 40), span.end)
        yield Flaw(
            f"Dấu “./.” đặt giữa văn bản: “{case.quote(wide)}”.", span, "Thay bằng dấu chấm.", "."
        )


@PARTS.rule(
    "BC-14",
    Severity.WARNING,
    "Nhất quán",
    "Tên phong trào trong trích yếu và chủ đề trong nội dung phải là một",
)
def theme_as_title(case: Case) -> Iterator[Flaw]:
    """A theme that nearly is the name in the title, with a word lost or added."""
    named = re.search(r"“([^”]{12,})", case.document.header.title or "")
    theme = case.document.header.theme
    if named is None or not theme:
        return
    first, second = re.findall(r"\w+", fold(named[1])), re.findall(r"\w+", fold(theme))
    if first != second and SequenceMatcher(None, first, second).ratio() > 0.8:
        at = case.text.find(theme)
        yield Flaw(
            f"Chủ đề “{theme}” khác tên phong trào ở trích yếu “{named[1]}”.",
            Span(at, at + len(theme)) if at >= 0 else None, "Ghi thống nhất.",
        )  # fmt: skip


_FOOTNOTE = re.compile(
    r"(?<=[^\W\d_A-Z])(?<!Điều)(?<!điều)(?<!khoản)(?<!mục)(?<!điểm)(?<!số)\s\d{1,2} "
    r"(?=(?:Theo|Xem|Căn cứ|Nguồn|Ghi chú)\b|(?:Nghị quyết|Quyết định|Kế hoạch|Chỉ thị) số)"
)


@PARTS.rule("BC-13", Severity.WARNING, "Trình bày", "Chú thích không chen vào giữa câu")
def footnote_inside(case: Case) -> Iterator[Flaw]:
    """A footnote that extraction (or copying) left in the middle of a sentence."""
    for span in case.search(_FOOTNOTE, case.body):
        wide = Span(max(0, span.start - 20), min(len(case.text), span.end + 40))
        yield Flaw(
            f"Nội dung chú thích chen giữa câu: “{case.quote(wide)}”.",
            wide,
            "Đưa chú thích ra ngoài câu.",
        )


@PARTS.rule(
    "PL-01",
    Severity.ERROR,
    "PLI-III.1a",
    "Có phụ lục thì trong văn bản phải dẫn đến phụ lục, và ngược lại",
)
def annex(case: Case) -> Iterator[Flaw]:
    """Annex present if and only if the body points to it."""
    points = re.search(
        r"phụ lục(?: [ivx\d]+)? (?:kèm theo|này)|(?:theo|tại|xem) phụ lục|kèm theo phụ lục|biểu (?:kèm theo|đính kèm)",
        case.folded[case.body_start : case.tail_start],
    )
    present = case.annex_start < len(case.text) or bool(
        case.document.tables and any((t.at or 0) > case.tail_start for t in case.document.tables)
    )
    if points and not present and not case.document.tables:
        yield Flaw("Văn bản dẫn đến phụ lục nhưng không có phụ lục kèm theo.",
                   Span(case.body_start + points.start(), case.body_start + points.end()),
                   "Kèm phụ lục hoặc bỏ câu dẫn.", severity=Severity.WARNING)  # fmt: skip
    if present and not re.search(
        r"phụ lục|biểu|kèm theo", case.folded[case.body_start : case.tail_start]
    ):
        yield Flaw(
            "Có phụ lục nhưng trong văn bản không dẫn đến.", None, "Thêm câu dẫn đến phụ lục."
        )
