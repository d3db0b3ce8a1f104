"""The title of a cited document: where it begins after the issuer, and where it ends."""

from __future__ import annotations

import re
from dataclasses import dataclass

from drafter.document.facts import Span

from .issuers import KIND_WORD, ORGAN


@dataclass(frozen=True, slots=True)
class Title:
    """``words`` is the title without "về (việc)" and outer quotes; ``end`` ends the citation."""

    words: Span
    end: int


_ABOUT = re.compile(
    r"\s*,?\s*(?:(?:về việc|về|Về việc|Về|VỀ VIỆC|VỀ|[vV]/[vV])(?=[\s“\"])\s*:?\s*)"
)
_VERB = re.compile(
    r"\s*,?\s*(?=(?:triển khai|thực hiện|quy định|hướng dẫn|phê duyệt|ban hành|sửa đổi|công bố|"
    r"quy định chi tiết|tổ chức phong trào|tổ chức thực hiện|bãi bỏ|công nhận|thí điểm)\s)"
)
_LAUNCH = re.compile(r"\s*,?\s*(?=[Pp]hong trào\s+(?:thi đua|“))")
_QUOTED = re.compile(r"\s*,?\s*(?=[“\"])")
_QUOTE_LIMIT = 600
_LIMIT = 420

_END = re.compile(
    r"[;\n”]|[.:!?](?=[\s”\"]|/|$)"
    rf"|,?\s+(?:và|cùng|hoặc|,)\s+(?={KIND_WORD}\s+(?:số\s|của\s|\d+\s?[/-]|liên tịch|Đại hội))"
    rf"|,\s+(?={KIND_WORD}\s)"
    rf"|,\s+(?=(?:và\s+)?(?:các\s+)?{ORGAN}\s)"
    r"|,?\s+(?=(?:gắn với|gắn kết|trong đó|nhằm|đồng thời|phấn đấu|góp phần|nhất là|đặc biệt|"
    r"như sau|bằng|"
    r"đúng (?:tiến độ|quy định)|bảo đảm đúng|đã được|đã đề ra|đề ra|được giao|do (?:Thủ tướng|"
    r"Chủ tịch|UBND|Ủy ban))\b)"
    r"|,\s+(?=(?:căn cứ|theo|yêu cầu|để|đến nay|qua đó|từ đó|tập trung|tiếp tục|tổ chức|"
    r"chủ động|hướng|"
    r"thực hiện tốt|nâng cao nhận thức|xây dựng kế hoạch)\b)"
    r"|\s*\)(?=[\s.,;]|$)"
)
_YEAR = re.compile(r"(?:năm|giai đoạn|nhiệm kỳ|tầm nhìn|-)\s*(?:\d{4}\s*-\s*)?(?:19|20)\d\d\b\)?")
_AFTER_YEAR = re.compile(
    r"\s*(?:,\s*(?:định hướng|tầm nhìn|giai đoạn|và|quốc phòng|xây dựng Đảng|bảo đảm|đảm bảo|"
    r"dự toán|trên địa bàn|của)"
    r"|và (?!kêu gọi|yêu cầu|các văn bản)|của|trên|theo|cho|tại|ở|đối với|-|\(|”|\"|[;.,:\n]|"
    r"đến|tầm nhìn|định hướng|như sau|trong|do)"
)


def read_title(text: str, at: int, kind: str) -> Title | None:
    """The title that begins at ``at`` in a clean text, or ``None`` when none begins there."""
    about = _ABOUT.match(text, at)
    start = about.end() if about else _start_without_about(text, at, kind)
    if start is None or start >= len(text):
        return None
    if text[start] in '“"':
        return _quoted(text, start)
    if text[start] in "\n;.,)":
        return None
    end = _end(text, start)
    return Title(Span(start, end), end) if end > start else None


def _start_without_about(text: str, at: int, kind: str) -> int | None:
    if quoted := _QUOTED.match(text, at):
        return quoted.end()
    if verb := _VERB.match(text, at):
        return verb.end()
    if kind in ("Phát động", "Kế hoạch") and (launch := _LAUNCH.match(text, at)):
        return launch.end()
    return None


def _quoted(text: str, start: int) -> Title:
    """A title in quotes; without a closing one it ends as an open title does."""
    closing = "”" if text[start] == "“" else '"'
    stop = min(len(text), start + _QUOTE_LIMIT)
    feed = text.find("\n", start, stop)
    stop = feed if feed >= 0 else stop
    close = text.find(closing, start + 1, stop)
    other = text.find("“", start + 1, stop)
    if close >= 0 and (other < 0 or close < other or _nested(text, start, close)):
        return Title(Span(start + 1, close), close + 1)
    end = _end(text, start + 1)
    return Title(Span(start + 1, end), end)


def _nested(text: str, start: int, close: int) -> bool:
    """Whether an inner quote is closed before the outer one would be."""
    return text.count("“", start, close) == 1


def _end(text: str, start: int) -> int:
    limit = min(len(text), start + _LIMIT)
    depth_open = None
    at = start
    end = limit
    while found := _END.search(text, at, limit):
        if found.group().strip() == ")" and "(" in text[start : found.start()]:
            at = found.end()
            continue
        if found.group() == "”" and "“" in text[start : found.start()]:
            end = found.end()
            break
        if _goes_on(text, start, found):
            at = found.end() + 1
            continue
        end = found.start()
        break
    quote = _QUOTE_START.search(text, start, end)
    if quote:
        inner = _quoted(text, quote.start())
        if inner.words.end < inner.end:  # it is closed: the title ends with it
            return inner.end
        depth_open = inner.end
    return _stop_after_year(text, start, max(end, depth_open or 0) if quote else end)


def _goes_on(text: str, start: int, found: re.Match[str]) -> bool:
    """Whether "thực hiện Nghị quyết A, Nghị quyết B" is a list of one kind inside a title."""
    kind = re.compile(KIND_WORD).match(text, found.end())
    if kind is None or "," not in found.group() or kind.group() not in text[start : found.start()]:
        return False
    return re.compile(r"\s+(?:số\s|\d|của\s)").match(text, kind.end()) is None


_QUOTE_START = re.compile(r"“")


def _stop_after_year(text: str, start: int, end: int) -> int:
    """After "… năm 2025" a title goes on only with words that continue a title."""
    for year in _YEAR.finditer(text, start, end):
        if year.end() < end and not _AFTER_YEAR.match(text, year.end(), end + 1):
            return year.end()
    while end > start and text[end - 1] in " ,":
        end -= 1
    return end
