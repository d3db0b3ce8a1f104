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

from ..document.facts import Bound, Group, Quantity, Span, Target
from ..document.reading import SectionMark
from .figures import Figure, find_figures, quantity, read_bound
from .groups import group_of
from .indicators import indicator_of
from .layout import BULLET, LABEL, paragraphs
from .structure import find_sections
from .vietnamese import LOWER, UPPER, bare, legible

_TARGET_HEADING = re.compile(r"chi tieu|muc phan dau")
_GROUP_HEADING = re.compile(
    r"(?:ve\s+)?(?:xay dung ntm|xay dung nong thon moi|kinh te|van hoa|xa hoi|moi truong|quoc phong|an ninh|phat trien kinh te|xay dung dang)"
)
_PAST = re.compile(
    r"(?<!\w)(?:đã (?:hoàn thành|đạt|có|thực hiện|xây dựng|giảm|tổ chức|thu)|ước đạt|ước thực hiện|kết quả (?:đạt được|năm)|so với cùng kỳ|cùng kỳ năm|đạt được (?:những|kết quả)|trong năm qua|"
    r"năm trước đạt|thực hiện năm|tính đến|hiện có|hiện nay|toàn (?:xã|huyện|tỉnh) có)(?!\w)",
    re.IGNORECASE,
)
_PAST_LISTED = re.compile(
    r"ước đạt|ước thực hiện|cùng kỳ năm|năm trước đạt|đã đạt được|kết quả (?:đạt được|năm)|(?:năm qua|thời gian qua)", re.IGNORECASE
)
_RULE = re.compile(
    r"(?:cộng|trừ|tính thêm|được tính|chấm)\s+(?:\S+\s+)?\d|tổng số (?:thành viên|ủy viên|phiếu)|số phiếu|Ủy viên Hội đồng|biểu quyết|thang điểm|mức chi|tiền thưởng|mức thưởng|"
    r"tỷ lệ không quá \d+\s*%|lương cơ sở|không quá \d+\s*%\s+(?:tập thể|cá nhân|tổng số)|đề nghị khen thưởng không quá|ô thửa|có (?:giá trị|tổng mức đầu tư|vốn) từ|trang A4|phông chữ|cỡ chữ|"
    r"hội nghị tổng kết|quy mô dân số|dân số từ|diện tích tự nhiên",
    re.IGNORECASE,
)
_TRIGGER = re.compile(
    r"(?<!\w)(?:phấn đấu|phân đấu|đạt|ít nhất|tối thiểu|trở lên|trở xuống|không quá|không vượt|không thấp hơn|không dưới|hoàn thành|giảm|tăng|thêm|còn|duy trì|giữ|bảo đảm|đảm bảo|"
    r"xây dựng|trồng|thành lập|thu hút|đưa|đón|giải ngân|huy động|vận động|giao quân|có|mỗi|100\s*%|từ|trên|dưới|mới|ở|thu)(?!\w)",
    re.IGNORECASE,
)
_STRONG = re.compile(
    r"(?<!\w)(?:phấn đấu|phân đấu|đạt|ít nhất|tối thiểu|trở lên|trở xuống|không quá|không thấp hơn|không dưới|hoàn thành|giảm|tăng|thêm|duy trì|giữ|mỗi|giao quân|giải ngân|đón|đưa|thành lập mới|thu hút|100\s*%)(?!\w)|100%",
    re.IGNORECASE,
)
_EFFORT = re.compile(r"(?<=\s)()(?=[Pp]h[âấ]n đấu\s)")
_HARD = re.compile(rf"[;\n]|[.!?](?=\s+[{UPPER}“\"-]|\s*$|\s*/\.)")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a paragraph stands: its headings, and whether a list of targets is expected."""

    headings: str
    listed: bool  # under a heading of targets
    body: bool  # under any heading
    organisation: bool = False


def find_targets(text: str, sections: Sequence[SectionMark] | None = None, start: int = 0) -> tuple[Target, ...]:
    """The targets of a laid-out text, in printed order.

    ``sections`` tells where lists of targets stand (found in ``text`` when not given);
    ``start`` is the end of the title.
    """
    clean = legible(text)
    marks = tuple(find_sections(text, start) if sections is None else sections)
    alone = not marks
    tail = re.search(r"(?m)^(?:N[ơƠ][iI] nhận|NƠI NHẬN)", clean)
    end = tail.start() if tail else len(text)
    out: list[Target] = []
    places = _places(text, marks, alone)
    for paragraph in paragraphs(text):
        if start <= paragraph.start < end:
            out += _of_paragraph(text, clean, paragraph, places(paragraph.start))
    return tuple(out)


class _Places:
    """The place of each paragraph, asked in printed order."""

    def __init__(self, text: str, marks: tuple[SectionMark, ...], alone: bool) -> None:
        self._marks, self._alone = marks, alone
        self._at = 0
        self._stack: list[SectionMark] = []
        self._listed_depth: int | None = None

    def __call__(self, offset: int) -> _Place:
        while self._at < len(self._marks) and self._marks[self._at].span.start <= offset:
            self._enter(self._marks[self._at])
            self._at += 1
        headings = "\n".join(s.title for s in self._stack)
        organised = bool(self._stack) and re.match(r"to chuc thuc hien|thoi gian|trach nhiem", bare(self._stack[0].title)) is not None
        return _Place(headings, self._listed_depth is not None or self._alone, bool(self._stack) or self._alone, organised)

    def _enter(self, mark: SectionMark) -> None:
        while self._stack and self._stack[-1].depth >= mark.depth:
            self._stack.pop()
        if self._listed_depth is not None and mark.depth <= self._listed_depth:
            self._listed_depth = None
        self._stack.append(mark)
        plain = bare(mark.title)
        heading = len(mark.title) < 90 and (_TARGET_HEADING.search(plain) or (mark.depth > 1 and _GROUP_HEADING.match(plain) and len(mark.title) < 60))
        if self._listed_depth is None and heading:
            self._listed_depth = mark.depth


def _places(text: str, marks: tuple[SectionMark, ...], alone: bool) -> _Places:
    return _Places(text, marks, alone)


def _of_paragraph(text: str, clean: str, paragraph: Span, place: _Place) -> list[Target]:
    at = paragraph.start
    marked = False
    for mark in (LABEL, BULLET):
        if found := mark.match(clean, at, paragraph.end):
            at, marked = found.end(), True
    out: list[Target] = []
    for sentence in _sentences(clean, at, paragraph.end):
        words = clean[sentence.start : sentence.end]
        figures = [f for f in find_figures(clean, sentence.start, sentence.end)]
        found_here = _Sentence(text, clean, sentence, place, figures).read() if figures else []
        out += found_here
        if place.listed or _KEPT.search(words):
            out += _without_figure(text, clean, sentence, place, marked, found_here)
    return sorted(out, key=lambda t: t.span or Span(0, 0))


def _sentences(clean: str, start: int, end: int) -> list[Span]:
    out, at = [], start
    for stop in re.compile(rf"[.!?]\s+(?=[{UPPER}“\"])").finditer(clean, start, end):
        out.append(Span(at, stop.start() + 1))
        at = stop.end()
    if at < end:
        out.append(Span(at, end))
    return out


class _Sentence:
    """One sentence with its figures, read from left to right."""

    def __init__(self, text: str, clean: str, span: Span, place: _Place, figures: list[Figure]) -> None:
        self.text, self.clean, self.span, self.place, self.figures = text, clean, span, place, figures
        self.out: list[Target] = []
        self.verb: Bound | None = None  # verb that later counts of the list share
        self.last_end = span.start
        self.whole: Target | None = None  # the total that a parenthesis splits up
        self.caption: str | None = None

    def read(self) -> list[Target]:
        skip: set[int] = set()
        for i, figure in enumerate(self.figures):
            if i in skip:
                continue
            follower = self.figures[i + 1] if i + 1 < len(self.figures) else None
            if follower and self._alternative(figure, follower):
                skip.add(i + 1)
            else:
                follower = None
            self._read(figure, follower)
        return self.out

    def _alternative(self, figure: Figure, follower: Figure) -> bool:
        """"01 mô hình … hoặc 01 công trình": one target with a choice."""
        between = self.clean[figure.end : follower.start]
        return re.search(r"\shoặc\s+(?:có\s+)?$", between) is not None and not re.search(r"[;.()]", between)

    def _read(self, figure: Figure, other: Figure | None) -> None:
        start, inside = self._clause_start(figure)
        before = self.clean[start : figure.start]
        last = other or figure
        bound, floor, reach = read_bound(before, figure, self.clean[last.end : self._stop(last)])
        end = self._clause_end(last, reach)
        clause = self.clean[start:end]
        if not self._counts(figure, before, clause, inside):
            return
        bound = self._shared(before, figure, bound)
        target = self._target(figure, other, start, end, bound, floor, inside)
        self.out.append(target)
        self.last_end = end
        if not inside:
            self.whole = target

    def _clause_start(self, figure: Figure) -> tuple[int, bool]:
        """Where the clause of a figure begins, and whether it stands in a parenthesis."""
        floor = max(self.span.start, self.last_end)
        opened = self.clean.rfind("(", floor, figure.start)
        closed = self.clean.rfind(")", floor, figure.start)
        inside = opened >= 0 and closed < opened or self._within_parenthesis(figure)
        if opened >= 0 and closed < opened and re.search(r"đạt\s*$|^\s*[^()]{3,}$", self.clean[opened + 1 : figure.start]):
            floor = max(floor, opened + 1)
        hard = [m.end() for m in _HARD.finditer(self.clean, floor, figure.start)]
        if hard:
            floor = hard[-1]
        if self.out and self.last_end >= self.span.start and floor == self.last_end:
            floor = self._after_joint(floor, figure)
        floor = self._after_caption(floor, figure)
        effort = [m.end(1) for m in _EFFORT.finditer(self.clean, floor, figure.start)]
        floor = effort[-1] if effort else floor
        lead = re.compile(r"[\s,;:.)(\-]*(?:và\s+(?=\d|tỷ lệ|giảm|tăng|có)|trong đó:?\s+|riêng\s+|gồm:?\s+)?").match(self.clean, floor, figure.start)
        return (lead.end() if lead else floor), inside

    def _within_parenthesis(self, figure: Figure) -> bool:
        opened = self.clean.rfind("(", self.span.start, figure.start)
        return opened >= 0 and self.clean.rfind(")", opened, figure.start) < 0

    def _after_joint(self, floor: int, figure: Figure) -> int:
        """After an earlier figure the next clause begins behind the comma that follows it."""
        comma = re.compile(r"[,)]\s*").search(self.clean, floor, figure.start)
        return comma.end() if comma else floor

    def _after_caption(self, floor: int, figure: Figure) -> int:
        """A caption before a colon ("Giá trị sản xuất …: nông nghiệp đạt …") is a parent."""
        colon = self.clean.rfind(":", floor, figure.start)
        if colon < 0:
            return floor
        between = self.clean[colon + 1 : figure.start]
        caption = self.clean[floor:colon].strip(" ,;-")
        if not re.search(r"[^\W\d]{2,}", re.sub(r"(?:đạt|trên|từ|khoảng|ít nhất|tối thiểu|là|còn|dưới)", "", between)):
            earlier = self.clean.rfind(":", floor, colon)
            if earlier < 0:
                return floor
            self.caption, colon = self.clean[floor:earlier].strip(" ,;-"), earlier
            return colon + 1
        self.caption = caption
        return floor if caption.lower().startswith(("cây", "con ", "chủ đề")) else colon + 1

    def _stop(self, figure: Figure) -> int:
        """No word behind this place belongs to the figure."""
        following = next((f.start for f in self.figures if f.start > figure.start), self.span.end)
        hard = _HARD.search(self.clean, figure.end, following)
        return hard.start() if hard else following

    def _clause_end(self, figure: Figure, reach: int) -> int:
        stop = self._stop(figure)
        soft = re.compile(
            r"[,:]|\)|\s\((?=[^)]*\d[^)]*(?:con|ha|tấn|%|đồng))|\s(?:nhằm|để|gắn với|qua đó|trong đó|góp phần|theo cơ chế)(?!\w)|\s+và\s+(?=\d|tỷ lệ|giảm|tăng|có\s+\d)|\s-\s"
        ).search(self.clean, figure.end, stop)
        end = soft.start() if soft else stop
        opened = self.clean.find("(", figure.end, end)
        if opened >= 0 and self.clean.find(")", opened, stop) < 0 and stop < self.span.end:
            end = opened
        end = max(end, min(figure.end + reach, stop))
        while end > figure.end and self.clean[end - 1] in " ,;:.(-/":
            end -= 1
        if self.clean.count("(", figure.end, end) > self.clean.count(")", figure.end, end):
            close = self.clean.find(")", end, self.span.end)
            end = close + 1 if 0 <= close < stop + 1 else end
        return end

    def _counts(self, figure: Figure, before: str, clause: str, inside: bool) -> bool:
        """Whether the figure is a target and not a rule, a threshold, a quota or the past."""
        if figure.unit == "lần" and self.out:
            return False
        near = self.clean[max(self.span.start, figure.start - 70) : min(self.span.end, figure.end + 50)]
        if _RULE.search(near):
            return False
        if inside and not self._parts_of_sum(figure):
            return False
        segment = self._segment(figure)
        past = _PAST_LISTED if self.place.listed else _PAST
        if past.search(segment) and not re.search(r"[Pp]h[âấ]n đấu", segment):
            return False
        if self.place.listed:
            return True
        if not self.place.body and not re.search(r"[Pp]h[âấ]n đấu", clause):
            return False
        if self.place.organisation and not re.search(r"[Pp]h[âấ]n đấu|ít nhất|tối thiểu", clause):
            return False
        return bool(_STRONG.search(clause)) or bool(self.out and _TRIGGER.search(clause)) or figure.unit == "%" or bool(self.out)

    def _segment(self, figure: Figure) -> str:
        """The words between the semicolons around a figure."""
        start = self.clean.rfind(";", self.span.start, figure.start)
        end = self.clean.find(";", figure.end, self.span.end)
        return self.clean[max(start, self.span.start) : end if end >= 0 else self.span.end]

    def _parts_of_sum(self, figure: Figure) -> bool:
        """In a parenthesis only parts of the whole count: same unit, not a comparison."""
        opened = self.clean.rfind("(", self.span.start, figure.start)
        words = self.clean[opened : figure.start]
        if re.search(r"bình quân|cả nước|năm \d{4}|so với|tương đương|bằng chữ|quy mô|chuẩn", words):
            return False
        return self.whole is None or bool(self.whole.quantity and self.whole.quantity.unit == figure.unit) or "riêng" in words

    def _shared(self, before: str, figure: Figure, bound: Bound) -> Bound:
        """"thêm 02 trường; 01 xã": a bare count takes the verb of the one before."""
        own = re.search(r"[^\W\d]{2,}", before)
        if own is None and self.verb and bound is Bound.EQ and figure.unit != "%":
            return self.verb
        if bound in (Bound.INCREASE, Bound.MAINTAIN) and figure.unit != "%":
            self.verb = bound
        elif own:
            self.verb = None
        return bound

    def _target(self, figure: Figure, other: Figure | None, start: int, end: int, bound: Bound, floor: bool, inside: bool) -> Target:
        clause, before = self.clean[start:end], self.clean[start : figure.start]
        if other:
            figure = Figure(figure.start, other.end, figure.value, None, None, f"{figure.unit} hoặc {other.unit}", figure.number_end, figure.written)
        written = " ".join(self.text[figure.start : figure.number_end].split()).rstrip("% ")
        amount = quantity(figure, bound, floor, written)
        previous = self.out[-1] if self.out else None
        indicator = indicator_of(before, self.clean[figure.end : end], figure, bound, self.caption, previous)
        parent = self._parent(figure, bound, inside, before)
        return Target(
            text=self.text[start:end],
            indicator=indicator,
            quantity=amount,
            group=group_of(f"{clause} {indicator}", self.place.headings),
            parent=parent,
            qualifier=_qualifier(clause, figure),
            year=_year(clause),
            span=Span(start, end),
        )

    def _parent(self, figure: Figure, bound: Bound, inside: bool, before: str) -> str | None:
        if inside and self.whole:
            return self.whole.indicator
        bare_change = bound in (Bound.INCREASE, Bound.DECREASE) and re.fullmatch(r"\s*(?:tăng|giảm)(?:\s+(?:trên|từ|khoảng|ít nhất))?\s*", before)
        if bare_change and self.out:
            return self.out[-1].indicator
        return self.caption


def _qualifier(clause: str, figure: Figure) -> str | None:
    parts = []
    if figure.out_of is not None:
        parts.append(f"{figure.written.replace(' ', '')}")
    for pattern in (r"đối với [^;.,()]{3,60}", r"\((?!OCOP)[^()\d]{3,80}\)", r"(?:cuối|đến|đến cuối|vào|trong)\s+năm\s+\d{4}|đến\s+\d{1,2}/\d{1,2}/\d{4}|(?<=[Pp]hấn đấu )năm \d{4}"):
        if found := re.search(pattern, clause):
            parts.append(" ".join(found.group().strip("()").split()))
    return "; ".join(parts) or None


def _year(clause: str) -> int | None:
    found = re.search(r"(?:năm\s+|/)(20\d\d)\b", clause)
    return int(found[1]) if found else None


_KEPT = re.compile(r"(?<!\w)(?:[Dd]uy trì|[Gg]iữ vững)\s+(?:\S+\s+){0,3}?(?:tiêu chí|bộ tiêu chí|Bộ tiêu chí|chương trình mục tiêu)")
_SOFT_ITEM = re.compile(r"(?<!\w)(?:[Dd]uy trì|[Gg]iữ vững)(?!\w)")


def _without_figure(text: str, clean: str, sentence: Span, place: _Place, marked: bool, found: list[Target]) -> Iterator[Target]:
    """Items of a list of targets that print no figure, and criteria to be kept."""
    at = sentence.start
    ends = [m.start() for m in re.compile(r"[;]|\svà\s(?=phấn đấu)|,\s(?=duy trì)").finditer(clean, sentence.start, sentence.end)]
    for stop in [*ends, sentence.end]:
        lead = re.compile(r"[\s,;]*(?:và\s+)?").match(clean, at, stop)
        start = lead.end() if lead else at
        end = stop
        while end > start and clean[end - 1] in " ,;:.":
            end -= 1
        words = clean[start:end]
        taken = any(t.span and t.span.start < end and start < t.span.end for t in found)
        if not taken and _SOFT_ITEM.match(words) and (place.listed or _KEPT.match(words)) and not place.organisation:
            yield _quality(text, clean, start, end, place, Bound.MAINTAIN)
        at = stop
    alone = marked and place.listed and not found and not place.organisation
    words = clean[sentence.start : sentence.end].strip(" .;")
    if alone and 20 < len(words) < 110 and not re.search(r"[Dd]uy trì|[Gg]iữ vững|\d", words) and not _heading(words):
        lead_end = sentence.start
        end = lead_end + len(clean[sentence.start : sentence.end].rstrip(" .;"))
        yield _quality(text, clean, lead_end, end, place, None)


def _heading(words: str) -> bool:
    return bool(re.match(r"(?:Các )?[Cc]hỉ tiêu|[Vv]ề |Mục tiêu|Nhiệm vụ|Chủ đề", words)) or words.endswith(":") or words.isupper()


def _quality(text: str, clean: str, start: int, end: int, place: _Place, bound: Bound | None) -> Target:
    words = clean[start:end]
    return Target(
        text=text[start:end],
        indicator=re.sub(r"^(?:[Dd]uy trì|[Gg]iữ vững)\s+(?:đạt\s+|bền vững\s+)?", "", " ".join(words.split())),
        quantity=Quantity(None, bound=bound) if bound else None,
        group=group_of(words, place.headings),
        span=Span(start, end),
    )


__all__ = ["Group", "find_targets", "LOWER"]
