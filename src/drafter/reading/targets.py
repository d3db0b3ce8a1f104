"""Targets (chỉ tiêu): an indicator with the figure to reach, the smallest clause of both.

Forms found (rows of ``tests/reading/test_targets.py``): comparators before the number, after
it and both; ranges; n/n; sums in parentheses; several per line; change against level; the
year before or after; targets for a class of communes ("đối với các xã", "mỗi xã … ít nhất 01
mô hình"). Not found: ages, ranks, years, quorums, award quotas, results of the past.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafter.document.facts import Bound, Quantity, Span, Target
from drafter.document.reading import SectionMark

from .clauses import Clause, read_clauses
from .figures import find_figures, quantity
from .groups import group_of
from .indicators import HEAD, criteria_name, indicator_of, part_name
from .layout import BULLET, LABEL, paragraphs
from .places import Place, Places
from .structure import find_sections
from .vietnamese import UPPER, legible

_EFFORT = r"[Pp]h[âấ]n đ[âấ]u"
_PAST_LISTED = re.compile(
    r"ước đạt|ước thực hiện|cùng kỳ năm|năm trước đạt|đã đạt được|kết quả (?:đạt được|năm)|"
    r"năm qua|thời gian qua",
    re.IGNORECASE,
)
_PAST = re.compile(
    _PAST_LISTED.pattern
    + r"|(?<!\w)(?:đã (?:hoàn thành|đạt(?! chuẩn)|có|thực hiện|xây dựng|giảm|tổ chức|thu)|"
    r"so với cùng kỳ|đạt được (?:những|kết quả)|"
    r"tính đến|so cùng kỳ|hiện có|hiện nay|toàn (?:xã|huyện|tỉnh|phường) có|"
    r"so với năm trước)(?!\w)",
    re.IGNORECASE,
)
_RULE = re.compile(
    r"(?:cộng|trừ|tính thêm|được tính|chấm)\s+(?:\S+\s+)?\d|tổng số (?:thành viên|ủy viên|"
    r"phiếu)|số phiếu|Ủy viên Hội đồng|biểu quyết|"
    r"thang điểm|mức chi|tiền thưởng|mức thưởng|không quá \d+\s*%\s+(?:tập thể|cá nhân|"
    r"tổng số)|lương cơ sở|"
    r"(?:đề nghị|trình)[^;.]{0,30} không quá|ô thửa|có (?:giá trị|tổng mức đầu tư|vốn) từ|"
    r"phông chữ|cỡ chữ|quy mô dân số|diện tích tự nhiên|"
    r"xếp loại",
    re.IGNORECASE,
)
_STRONG = re.compile(
    r"(?<!\w)(?:phấn đấu|phân đấu|đạt|ít nhất|tối thiểu|trở lên|trở xuống|không quá|"
    r"không thấp hơn|không dưới|hoàn thành|giảm|tăng|"
    r"thêm|duy trì|giữ|mỗi|từng|giao quân|giải ngân|đón|đưa|thành lập mới|thu hút|làm mới|"
    r"trồng|xây dựng|hỗ trợ|nuôi|mở|kết nạp|tạo|giải quyết|lắp|sửa chữa|cứng hóa|đào tạo|"
    r"vận động|huy động|bê tông hóa|nâng cấp)(?!\w)|%",
    re.IGNORECASE,
)
_COMPARISON = re.compile(
    r"bình quân|cả nước|năm \d{4}|so với|tương đương|bằng chữ|quy mô|chuẩn|tỉnh giao|"
    r"huyện giao|cấp trên giao"
)
_CLASS = re.compile(
    r"(?:các )?(?:xã|phường|thôn|bản|ấp|xóm|đơn vị|trường|thị trấn|đối với)\b", re.IGNORECASE
)
_REPORT_OF = re.compile(r"\W*(?:Trong )?[Nn]ăm (20\d\d),")
_KEEP = re.compile(r"(?<!\w)(?:[Dd]uy trì|[Gg]iữ vững)(?!\w)")
_CRITERIA = re.compile(
    r"(?<!\w)(?:[Dd]uy trì|[Gg]iữ vững)\s+(?:\S+\s+){0,3}?(?:tiêu chí|bộ tiêu chí|Bộ tiêu chí|"
    r"chương trình mục tiêu)"
)


def find_targets(
    text: str, sections: Sequence[SectionMark] | None = None, start: int = 0,
    *, clean: str | None = None, year: int | None = None, skip: Sequence[Span] = (),
) -> tuple[Target, ...]:  # fmt: skip
    """The targets of a laid-out text, in printed order.

    Plain text without ``sections`` is read as a list of targets. ``start`` is the end of the
    title, ``clean`` the easy-to-match twin of ``text``, ``year`` the year of the plan,
    ``skip`` are spans that are read otherwise (table rows).
    """
    clean = legible(text) if clean is None else clean
    marks = tuple(find_sections(text, start) if sections is None else sections)
    places = Places(marks, listed=sections is None and not marks)
    tail = re.search(r"(?m)^(?:N[ơƠ][iI] nhận|NƠI NHẬN)", clean)
    end = tail.start() if tail else len(text)
    rows = {span.start for span in skip}
    out: list[Target] = []
    for paragraph in paragraphs(text):
        if start <= paragraph.start < end and paragraph.start not in rows:
            out += _Paragraph(text, clean, places.at(paragraph.start), year).read(paragraph)
    return tuple(out)


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """Reads one paragraph that stands at a known place."""

    text: str
    clean: str
    place: Place
    year: int | None

    def read(self, paragraph: Span) -> list[Target]:
        if self.clean.count(" | ", paragraph.start, paragraph.end) > 1:
            return []  # a row of a table: its cells are in ReadDocument.tables
        at, marked = paragraph.start, False
        for mark in (LABEL, BULLET):
            if found := mark.match(self.clean, at, paragraph.end):
                at, marked = found.end(), True
        out: list[Target] = []
        for sentence in _sentences(self.clean, at, paragraph.end):
            clauses = read_clauses(
                self.clean, sentence, list(find_figures(self.clean, sentence.start, sentence.end))
            )
            found_here = self._counted(clauses, sentence)
            out += found_here
            out += self._without_figure(sentence, marked, found_here, bool(clauses))
        return sorted(out, key=lambda t: t.span or Span(0, 0))

    def _counted(self, clauses: list[Clause], sentence: Span) -> list[Target]:
        out: list[Target] = []
        state = _List()
        for clause in clauses:
            if self._counts(clause, sentence, state):
                target = self._target(clause, state)
                out.append(target)
                state.note(clause, target)
        return out

    def _counts(self, clause: Clause, sentence: Span, state: _List) -> bool:
        """Whether the figure is a target and not a rule, a threshold, a quota or the past."""
        figure, words = clause.figure, clause.span.of(self.clean)
        near = self.clean[
            max(sentence.start, figure.start - 70) : min(sentence.end, figure.end + 50)
        ]
        if _RULE.search(near) or (figure.unit == "lần" and state.last) or self.place.rules:
            return False
        if clause.inside and not self._is_part(clause, state):
            return False
        if self._past(clause, sentence):
            return False
        if self.place.listed:
            return True
        if not self.place.body or self.place.organisation:
            return bool(
                re.search(_EFFORT + (r"|ít nhất|tối thiểu" if self.place.body else ""), words)
            )
        return bool(_STRONG.search(words)) or state.last is not None

    def _is_part(self, clause: Clause, state: _List) -> bool:
        """In a parenthesis only parts of the whole count: same unit, not a comparison."""
        opened = self.clean.rfind("(", 0, clause.figure.start)
        if _COMPARISON.search(self.clean, opened, clause.figure.start):
            return False
        whole = state.whole
        return (
            whole is not None
            and whole.quantity is not None
            and whole.quantity.unit == clause.figure.unit
        )

    def _past(self, clause: Clause, sentence: Span) -> bool:
        figure, words = clause.figure, clause.segment
        near = (max(words.start, figure.start - 300), min(words.end, figure.end + 200))
        segment = self.clean[slice(*near)]
        if re.search(_EFFORT, segment):
            return False
        if (_PAST_LISTED if self.place.listed else _PAST).search(segment):
            return True
        told = _REPORT_OF.match(self.clean, sentence.start, sentence.end)
        return bool(told and self.year and int(told[1]) < self.year)

    def _target(self, clause: Clause, state: _List) -> Target:
        figure, span = clause.figure, clause.span
        before, after = self.clean[span.start : figure.start], self.clean[figure.end : span.end]
        bound, floor = state.shared(clause)
        caption, qualifier, heading = _caption(clause.caption)
        previous = state.last.indicator if state.last else None
        indicator = previous if clause.bare and state.shares(clause) and previous else None
        indicator = indicator or indicator_of(before, after, figure, bound, caption, previous)
        if (clause.inside or clause.part or state.parts_go_on(clause)) and state.whole:
            indicator = part_name(indicator, state.whole.indicator)
        written = " ".join(self.text[figure.start : figure.number_end].split()).rstrip("% ")
        group = group_of(
            f"{span.of(self.clean)} {indicator} {qualifier or ''}",
            "\n".join((self.place.headings, heading)),
        )
        return Target(
            text=span.of(self.text),
            indicator=indicator,
            quantity=quantity(figure, bound, floor, written),
            group=group,
            parent=self._parent(clause, bound, before, after, caption, state),
            qualifier=_qualifier(clause, span.of(self.clean), qualifier),
            year=_year(span.of(self.clean)),
            span=span,
        )

    def _parent(
        self,
        clause: Clause,
        bound: Bound,
        before: str,
        after: str,
        caption: str | None,
        state: _List,
    ) -> str | None:
        if (clause.inside or clause.part or state.parts_go_on(clause)) and state.whole:
            return state.whole.indicator
        change = re.fullmatch(
            r"\s*(?:tăng|giảm)(?:\s+(?:thêm|trên|từ|khoảng|ít nhất|tối thiểu))*\s*", before
        )
        if (
            change
            and state.last
            and not re.match(r"\s*[^\W\d]", re.sub(r"\s*(?:trở lên|so với.*)", "", after))
        ):
            return state.last.indicator
        return None if caption and re.match(r"(?:[Cc]ây|[Cc]on)\s", caption) else caption

    def _without_figure(
        self, sentence: Span, marked: bool, found: list[Target], figured: bool
    ) -> Iterator[Target]:
        """Items of a list of targets that print no figure, and criteria to be kept."""
        if self.place.organisation or self.place.rules:
            return
        for span in _parts(self.clean, sentence):
            words = span.of(self.clean)
            taken = any(t.span and t.span.overlaps(span) for t in found)
            kept = _CRITERIA.match(words) or (self.place.listed and _KEEP.match(words))
            if kept and not taken and len(words) > 12:
                yield self._quality(span, Bound.MAINTAIN)
        words = sentence.of(self.clean).strip(" .;,")
        alone = (
            marked and self.place.listed and not found and not figured and not _KEEP.search(words)
        )
        if (
            alone
            and 20 < len(words) < 110
            and not re.search(r"\d", words)
            and not _is_heading(words)
        ):
            yield self._quality(
                Span(sentence.start, sentence.start + len(sentence.of(self.clean).rstrip(" .;,"))),
                None,
            )

    def _quality(self, span: Span, bound: Bound | None) -> Target:
        words = " ".join(span.of(self.clean).split())
        return Target(
            text=span.of(self.text),
            indicator=criteria_name(words),
            quantity=Quantity(None, bound=bound) if bound else None,
            group=group_of(words, self.place.headings),
            span=span,
        )


class _List:
    """What later clauses of a sentence share with earlier ones."""

    def __init__(self) -> None:
        self.last: Target | None = None
        self.whole: Target | None = None  # the total that a parenthesis or "trong đó" splits up
        self.last_segment: Span | None = None
        self._bound: Bound | None = None
        self._in_parts = False

    def note(self, clause: Clause, target: Target) -> None:
        same = clause.segment == self.last_segment
        self._in_parts = clause.part or clause.inside or (self._in_parts and same)
        if not self._in_parts:
            self.whole = target
        if not clause.bare or not same:
            changes = (Bound.INCREASE, Bound.DECREASE, Bound.MAINTAIN)
            bound = target.quantity.bound if target.quantity else None
            self._bound = bound if bound in changes else None
        self.last, self.last_segment = target, clause.segment

    def shares(self, clause: Clause) -> bool:
        """The second of "giảm từ 3% … xã A, từ 1,5% … xã B" has the words of the first."""
        rate = clause.figure.unit in ("%", "điểm %")
        return (
            clause.bare
            and rate
            and self._same_unit(clause)
            and clause.span.start < clause.figure.start
        )

    def _same_unit(self, clause: Clause) -> bool:
        amount = self.last.quantity if self.last else None
        return amount is not None and amount.unit == clause.figure.unit

    def shared(self, clause: Clause) -> tuple[Bound, bool]:
        """Bound and floor; a clause without words takes the verb of the one before."""
        rate = clause.figure.unit in ("%", "điểm %", "‰")
        other = clause.segment != self.last_segment and not self._same_unit(clause)
        if not clause.bare or self._bound is None or other or (rate and not self.shares(clause)):
            return clause.bound, clause.floor
        if rate:
            return self._bound, clause.bound in (Bound.GE, Bound.GT)
        return (
            (self._bound, clause.floor)
            if clause.bound is Bound.EQ
            else (clause.bound, clause.floor)
        )

    def parts_go_on(self, clause: Clause) -> bool:
        """After "trong đó: đàn trâu …, đàn lợn …" the list of parts lasts to the semicolon."""
        if not self._in_parts or self.last_segment != clause.segment or clause.inside:
            return False
        return bool(
            self.whole and self.whole.quantity and self.whole.quantity.unit == clause.figure.unit
        )


def _sentences(clean: str, start: int, end: int) -> list[Span]:
    out, at = [], start
    for stop in re.compile(rf"[.!?]\s+(?=[{UPPER}“\"])").finditer(clean, start, end):
        out.append(Span(at, stop.start() + 1))
        at = stop.end()
    while end - at > _LONGEST:  # no sentence: damage; cut so that the cost stays linear
        cut = clean.find(" ", at + _LONGEST, end)
        cut = cut if cut >= 0 else end
        out.append(Span(at, cut))
        at = cut
    if at < end:
        out.append(Span(at, end))
    return out


_LONGEST = 2000


def _parts(clean: str, sentence: Span) -> Iterator[Span]:
    """The parts of a sentence between semicolons and before "và phấn đấu", trimmed."""
    cuts = re.compile(r";|\svà\s(?=phấn đấu)|,\s(?=duy trì)").finditer(
        clean, sentence.start, sentence.end
    )
    at = sentence.start
    for stop in [*(m.start() for m in cuts), sentence.end]:
        lead = re.compile(r"[\s,;]*(?:và\s+)?").match(clean, at, stop)
        start = lead.end() if lead else at
        end = start + len(clean[start:stop].rstrip(" ,;:."))
        if end > start:
            yield Span(start, end)
        at = stop


def _caption(caption: str | None) -> tuple[str | None, str | None, str]:
    """A caption as parent, as qualifier, or as a heading that only tells the group."""
    if not caption:
        return None, None, ""
    if HEAD.match(caption) or re.match(r"(?:[Cc]ây|[Cc]on)\s", caption):
        return caption, None, ""
    return (None, caption, "") if _CLASS.match(caption) else (None, None, caption)


def _qualifier(clause: Clause, words: str, named: str | None) -> str | None:
    parts = [named] if named else []
    if clause.figure.out_of is not None:
        parts.append(clause.figure.written.replace(" ", ""))
    for pattern in _QUALIFIERS:
        if found := re.search(pattern, words):
            parts.append(" ".join(found.group().strip("()").split()))
    return "; ".join(parts) or None


_QUALIFIERS = (
    r"đối với [^;.,()]{3,60}",
    r"(?:[Mm]ỗi|[Tt]ừng) (?:xã|phường|thôn|bản|ấp|xóm|tổ dân phố|đơn vị|chi hội|"
    r"trường)(?:, (?:xã|phường|thị trấn|đặc khu|bản|xóm))*",
    r"\((?!OCOP)[^()\d]{3,80}\)",
    r"(?:cuối|đến|đến cuối|vào|trong)\s+năm\s+\d{4}|đến\s+\d{1,2}/\d{1,2}/\d{4}|"
    r"(?<=[Pp]hấn đấu )năm \d{4}",
)


def _year(words: str) -> int | None:
    found = re.search(r"(?<!so với )(?:năm\s+|/)(20\d\d)\b", words)
    return int(found[1]) if found else None


def _is_heading(words: str) -> bool:
    start = re.match(r"(?:Các )?[Cc]hỉ tiêu|[Vv]ề |Mục tiêu|Nhiệm vụ|Chủ đề", words)
    return bool(start) or words.endswith(":") or words.isupper()
