"""Cuts a sentence into the smallest clauses that hold an indicator and its figure."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace

from drafter.document.facts import Bound, Span

from .figures import Figure, read_bound
from .vietnamese import LOWER, UPPER


@dataclass(frozen=True, slots=True)
class Clause:
    """A figure with the words that belong to it; places count in the clean text."""

    span: Span
    figure: Figure
    bound: Bound
    floor: bool
    segment: Span  # the words between the semicolons around it
    inside: bool = False  # in a parenthesis: a part of the whole before it
    part: bool = False  # after "trong đó": a part as well
    bare: bool = False  # no word of its own: shares the words of the clause before
    caption: str | None = None  # words before a colon that hold for several clauses


_HARD = re.compile(rf"[;\n]|[.!?](?=\s+[{UPPER}“\"-]|\s*$|\s*/\.)")
_EFFORT = re.compile(r"(?<=\s)(?=[Pp]h[âấ]n đ[âấ]u\s)")
_LEAD = re.compile(
    r"[\s,;:.)\-]*(?:(?:và|trong đó|riêng|gồm|bao gồm|đồng thời|trong đó có)(?!["
    + LOWER
    + r"]):?\s*)*"
)
_PART = re.compile(r"(?:trong đó|riêng|gồm|bao gồm)\b")
_HEAD = re.compile(
    r"\s*(?:và\s+)?(?:tỷ lệ|tỉ lệ|tổng|số|diện tích|sản lượng|năng suất|thu nhập|"
    r"thu ngân sách|doanh thu|giá trị|kim ngạch|"
    r"tốc độ|mức|chỉ số|tỷ suất|kết nối|giải ngân|giao quân|đưa|đón|lấp đầy|huy động|"
    r"hoàn thành|trồng|xây dựng|thành lập|"
    r"thu hút|bảo đảm|đảm bảo|nâng|giảm|tăng|duy trì|giữ|mỗi|từng|có|phấn đấu|thêm|hỗ trợ|"
    r"giải quyết|tạo|đào tạo|vận động|"
    r"làm mới|mở|cấp|phát triển|quy mô|hộ|gia đình|thôn|đàn|cây|trong đó|riêng|bàn giao|"
    r"lắp đặt|tiêm|khám|phủ|cứng hóa)(?!\w)"
)
_COMPARING = (
    r"(?:ít nhất|tối thiểu|tối đa|từ|trên|dưới|đạt|khoảng|không quá|không dưới|là|còn|"
    r"được|và|hơn|gần|lên)"
)
_ONLY_COMPARING = re.compile(rf"\s*(?:{_COMPARING}\s*)*")
_TRAILING = re.compile(rf"(?:\s+{_COMPARING}(?:\s+(?:có|là))?)+\s*$")
_SOFT = re.compile(
    r",(?!\s+(?:xử lý|vận chuyển|tái chế)(?!\w))|[;:]|\)|\s(?:nhằm|để|gắn với|qua đó|trong đó|"
    r"góp phần|theo cơ chế|bằng các|trước ngày)(?!\w)"
    r"|\s+và\s+(?=\d|tỷ lệ|giảm|tăng|có\s+\d|phấn đấu)"
)
_SHORT_OBJECT = re.compile(r"\s+(?:các |số )?\w+(?:\s\w+)?")
_LEVEL_BEFORE = re.compile(r"(?:xã|phường|thị trấn|thôn|xóm|bản|ấp|khóm)$")
_LEVEL_AFTER = re.compile(
    r"\s+(?:xã|phường|thị trấn|đặc khu|bản|tổ dân phố|xóm|khóm|thôn|ấp|buôn)(?!\w)"
)
_CAPTION_WORDS = re.compile(rf"(?:{_COMPARING}|thêm|mới|\s)")
_ALTERNATIVE = re.compile(r"\s(?:hoặc|hay)\s+(?:có\s+|ít nhất\s+)?$")


def read_clauses(clean: str, sentence: Span, figures: list[Figure]) -> list[Clause]:
    """One clause for each figure of the sentence, in printed order."""
    return _Cutter(clean, sentence, figures).cut() if figures else []


class _Cutter:
    """Walks through the figures from left to right and remembers where the last clause ended."""

    def __init__(self, clean: str, sentence: Span, figures: list[Figure]) -> None:
        self.clean, self.sentence = clean, sentence
        self.figures = _joined(clean, figures)
        self.starts = [f.start for f in self.figures]
        stops = list(_HARD.finditer(clean, sentence.start, sentence.end))
        self.segment_starts = [sentence.start, *(m.end() for m in stops)]
        self.segment_ends = [*(m.start() for m in stops), sentence.end]
        self.last_end = sentence.start
        self.caption: str | None = None

    def cut(self) -> list[Clause]:
        return [self._clause(i) for i in range(len(self.figures))]

    def _clause(self, i: int) -> Clause:
        figure = self.figures[i]
        segment = self._segment(figure)
        opened = self._opened(figure)
        start = max(segment.start, self.last_end, opened)
        start = self._first_word(start, figure)
        start, part = self._past_lead(start, figure)
        stop = self._stop(i, segment)
        before = self.clean[start : figure.start]
        bound, floor, reach = read_bound(before, figure, self.clean[figure.end : stop])
        leading = len(before.strip()) < 14
        end = self._end(figure, stop, reach, leading and figure.unit == "%" and not reach)
        self.last_end = end
        only = _ONLY_COMPARING.fullmatch(before) is not None
        return Clause(
            Span(start, end), figure, bound, floor, segment, opened >= 0, part, only, self.caption
        )

    def _segment(self, figure: Figure) -> Span:
        i = bisect_right(self.segment_starts, figure.start) - 1
        return Span(self.segment_starts[i], max(self.segment_ends[i], figure.end))

    def _opened(self, figure: Figure) -> int:
        """Just behind the parenthesis that is open at the figure, or -1."""
        opened = self.clean.rfind("(", self.sentence.start, figure.start)
        return opened + 1 if opened >= 0 and self.clean.rfind(")", opened, figure.start) < 0 else -1

    def _first_word(self, start: int, figure: Figure) -> int:
        """The first word of the clause: behind captions, commas and "phấn đấu" of others."""
        start = self._behind_caption(start, figure)
        efforts = [m.start() for m in _EFFORT.finditer(self.clean, start, figure.start)]
        start = efforts[-1] if efforts else start
        return self._behind_comma(start, figure)

    def _behind_comma(self, start: int, figure: Figure) -> int:
        """Behind the last comma after which a clause of its own begins."""
        commas = [m.end() for m in re.compile(r",\s").finditer(self.clean, start, figure.start)]
        for at in reversed(commas):
            if self._in_quotes(start, at):
                continue
            rest = self.clean[at : figure.start]
            if _ONLY_COMPARING.fullmatch(rest) or _HEAD.match(rest):
                return at
        return start

    def _in_quotes(self, start: int, at: int) -> bool:
        words = self.clean[start:at]
        return (
            words.count("“") > words.count("”")
            or words.count('"') % 2 == 1
            or words.count("(") > words.count(")")
        )

    def _behind_caption(self, start: int, figure: Figure) -> int:
        """Words before a colon ("Giá trị sản xuất …: nông nghiệp đạt") are a caption."""
        colon = self.clean.rfind(":", start, figure.start)
        if colon < 0:
            return start
        between = _CAPTION_WORDS.sub("", self.clean[colon + 1 : figure.start])
        if not between:  # "Thu nhập bình quân: 50": the colon stands for "đạt"
            earlier = self.clean.rfind(":", start, colon)
            if earlier < 0:
                return start
            colon = earlier
        if _PART.search(self.clean, start, colon):
            return start
        self.caption = self.clean[start:colon].strip(" ,;-.")
        crop = re.match(r"(?:[Cc]ây|[Cc]on|[Đđ]àn)\s", self.caption)
        return start if crop else colon + 1

    def _past_lead(self, start: int, figure: Figure) -> tuple[int, bool]:
        lead = _LEAD.match(self.clean, start, figure.start)
        end = lead.end() if lead else start
        return end, bool(_PART.search(self.clean, start, end))

    def _stop(self, i: int, segment: Span) -> int:
        """No word behind this place belongs to the figure: the words of the next one begin."""
        if i + 1 == len(self.figures) or self.figures[i + 1].start >= segment.end:
            return segment.end
        following = self.figures[i + 1].start
        figure_end = self.figures[i].end
        own = _TRAILING.search(self.clean, figure_end, following)
        return own.start() if own else following

    def _end(self, figure: Figure, stop: int, reach: int, thing_follows: bool) -> int:
        at = figure.end
        while soft := _SOFT.search(self.clean, at, stop):
            opened = self.clean.find("(", at, soft.start() + 1)
            closed = self.clean.find(")", opened, self.sentence.end) if opened >= 0 else -1
            if (
                0 <= opened < soft.start()
                and closed >= 0
                and not self._figure_between(opened, closed)
            ):
                at = closed + 1
                continue
            short = thing_follows and _SHORT_OBJECT.fullmatch(self.clean, figure.end, soft.start())
            if soft.group() == "," and (short or self._enumerates(figure, soft)):
                at = soft.end()
                continue
            stop = soft.start()
            break
        opened = self.clean.find("(", at, stop)
        if opened >= 0 and self._figure_between(
            opened, self.clean.find(")", opened, self.sentence.end)
        ):
            stop = opened
        if joint := re.compile(r"\svà\s").search(
            self.clean, figure.end, stop if self._more(figure, stop) else figure.end
        ):
            stop = joint.start()
        end = max(stop, figure.end + reach)
        while end > figure.end and self.clean[end - 1] in " ,;:.(-/“":
            end -= 1
        return end

    def _enumerates(self, figure: Figure, comma: re.Match[str]) -> bool:
        """In "80% số trạm y tế xã, phường" the comma stands between words of one level."""
        before = _LEVEL_BEFORE.search(self.clean, figure.end, comma.start())
        return before is not None and _LEVEL_AFTER.match(self.clean, comma.end()) is not None

    def _more(self, figure: Figure, stop: int) -> bool:
        """Whether the words up to ``stop`` run on into the next figure."""
        i = bisect_right(self.starts, figure.end)
        return i < len(self.starts) and self.starts[i] - stop < 12

    def _figure_between(self, opened: int, closed: int) -> bool:
        i = bisect_right(self.starts, opened)
        return i < len(self.starts) and self.starts[i] < (closed if closed >= 0 else opened + 60)


def _joined(clean: str, figures: list[Figure]) -> list[Figure]:
    """A choice ("01 mô hình … hoặc 01 công trình") is one figure with a choice of units."""
    out: list[Figure] = []
    for figure in figures:
        before = out[-1] if out else None
        between = clean[before.end : figure.start] if before else ""
        if before and _ALTERNATIVE.search(between) and not re.search(r"[;.:]\s", between):
            unit = (
                before.unit if before.unit == figure.unit else f"{before.unit} hoặc {figure.unit}"
            )
            out[-1] = replace(before, unit=unit)
        else:
            out.append(figure)
    return out
