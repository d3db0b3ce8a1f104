"""Movements, anniversaries with their arithmetic, and the time of the movement."""

from __future__ import annotations

import re
from datetime import date

from drafter.document.facts import Span
from drafter.document.reading import Anniversary, Movement, Period

from .layout import words_of
from .vietnamese import DAY, LOWER, UPPER, bare, date_of, fold, legible

_CALLED = re.compile(
    r"[Pp]hong\s+trào(?:\s+(?:thi\s+đua|yêu\s+nước|đặc\s+biệt|trọng\s+tâm|chuyên\s+đề|"
    r"cao\s+điểm))*\s*:?\s*$"
)
_LISTED = re.compile(r"[,;]?\s*(?:và\s+)?(?:[Pp]hong\s+trào(?:\s+thi\s+đua)?\s*:?\s*)?")
_QUOTE = re.compile(r"[“\"”]")
_WELL_KNOWN = frozenset(
    {
        "quyết thắng",
        "cả nước chung sức xây dựng nông thôn mới",
        "vì an ninh tổ quốc",
        "bình dân học vụ số",
        "toàn dân đoàn kết xây dựng đời sống văn hóa",
        "vì người nghèo - không để ai bị bỏ lại phía sau",
        "toàn dân bảo vệ an ninh tổ quốc",
        "cả nước thi đua đổi mới sáng tạo và chuyển đổi số",
        "cán bộ, công chức, viên chức thi đua thực hiện văn hóa công sở",
        "cả nước thi đua xây dựng xã hội học tập, đẩy mạnh học tập suốt đời",
    }
)
_HALF = re.compile(r"[Pp]hong\s+trào\s+thi\s+đua\s+đặc\s+biệt\s+(?P<name>[^“”\"\n;.]{20,200})”")


def find_movements(text: str, clean: str | None = None) -> tuple[Movement, ...]:
    """Names of movements in quotes (also when one quote is missing), unique, in order."""
    clean = legible(text) if clean is None else clean
    found = [*_quoted(text, clean)]
    for half in _HALF.finditer(clean):
        found.append(_movement(text, clean, *half.span("name")))
    out: dict[str, Movement] = {}
    for movement in sorted(found, key=lambda m: m.span):
        out.setdefault(fold(movement.name), movement)
    return tuple(out.values())


def _movement(text: str, clean: str, start: int, end: int) -> Movement:
    return Movement(words_of(text, clean, Span(start, end)).strip(" .,;"), Span(start, end))


def _quoted(text: str, clean: str) -> list[Movement]:
    out: list[Movement] = []
    last_end = -1
    for start, end, after in _quotes(clean):
        called = _CALLED.search(clean, max(0, start - 60), start - 1)
        follows = last_end >= 0 and _follows(clean, last_end, start - 1)
        known = fold(" ".join(clean[start:end].split())) in _WELL_KNOWN
        if (called or follows or known) and end - start >= 5:
            out.append(_movement(text, clean, start, end))
            last_end = after
        else:
            last_end = -1
    return out


def _follows(clean: str, end: int, start: int) -> bool:
    between = clean[end:start]
    return len(between) < 60 and _LISTED.fullmatch(between) is not None


def _quotes(clean: str) -> list[tuple[int, int, int]]:
    """``(start, end, after)`` of quoted words; an unclosed quote ends where the next opens."""
    out = []
    marks = list(_QUOTE.finditer(clean))
    i = 0
    while i < len(marks):
        opening = marks[i]
        if opening.group() == "”":
            i += 1
            continue
        close = marks[i + 1] if i + 1 < len(marks) else None
        feed = clean.find("\n", opening.end())
        feed = feed if feed >= 0 else len(clean)
        if close is None or close.start() > feed:
            out.append((opening.end(), feed, feed))
            i += 1
        elif close.group() == "“":
            stop = close.start()
            while stop > opening.end() and clean[stop - 1] in " ;,\n":
                stop -= 1
            out.append((opening.end(), stop, stop))
            i += 1
        else:
            out.append((opening.end(), close.start(), close.end()))
            i += 2
    return out


_LEAD = r"(?:(?:[Ll]ễ|[Nn]gày)\s+)?[Kk]ỷ\s+niệm(?:\s+lần\s+thứ)?\s+|[Cc]hào\s+mừng\s+"
_LEAD_BEFORE = re.compile(f"(?:{_LEAD})$")
_YEARS = re.compile(r"(?<![\d.,/])(?:\d{2,4}|[1-9])\s+năm\s+(?=\w)")
_ANNIVERSARY = re.compile(
    rf"(?P<lead>{_LEAD})?"
    r"(?<![\d.,/])(?P<years>\d{2,4}|[1-9])\s+năm\s+(?P<event>(?:"
    r"[Nn]gày|[Cc]hiến\s+thắng|thành\s+lập|tái\s+lập|hình\s+thành|khởi\s+nghĩa|[Gg]iải\s+phóng|"
    r"Cách\s+mạng|Quốc\s+khánh|truyền\s+thống|"
    rf"thực\s+hiện\s+Di\s+chúc|xây\s+dựng\s+và\s+phát\s+triển|[{UPPER}][{LOWER}]+)"
    rf"[^;.\n()“”:]{{0,160}}?)(?P<stop>\s*\((?P<dates>[^()]{{4,40}})\)|(?=[,;.\n:”]|\s+\(|"
    rf"\s+và\s+(?:[Kk]ỷ niệm|Ngày|\d|chào|hướng|các)|"
    r"\s+(?:đảm bảo|bảo đảm|gắn|nhằm|trên|trong|tại|với|là|để|thiết thực|bằng|do|được|theo|"
    r"năm \d{4})\s|$))"
)
_DATES = re.compile(
    rf"{DAY}\s*-\s*(?P<day2>\d{{1,2}})\s*[/.-]\s*(?P<month2>\d{{1,2}})\s*[/.-]\s*"
    rf"(?P<year2>\d{{4}})|(?P<y1>\d{{4}})\s*-\s*(?P<y2>\d{{4}})"
)
_LIST_LEAD = re.compile(r"(?:[Kk]ỷ\s+niệm|chào\s+mừng|hướng tới|lập thành tích|đợt)")


def find_anniversaries(text: str, clean: str | None = None) -> tuple[Anniversary, ...]:
    """Every mention of "N năm Ngày …", with its arithmetic when both dates are printed."""
    clean = legible(text) if clean is None else clean
    out: list[Anniversary] = []
    for years in _YEARS.finditer(clean):
        lead = _LEAD_BEFORE.search(clean, max(0, years.start() - 40), years.start())
        found = _ANNIVERSARY.match(clean, lead.start() if lead else years.start())
        if found is None:
            continue
        dated = found["dates"] and _DATES.search(found["dates"])
        if not (found["lead"] or dated or _in_list(clean, found, out)):
            continue
        out.append(_anniversary(text, found, dated or None))
    return tuple(out)


def _in_list(clean: str, found: re.Match[str], out: list[Anniversary]) -> bool:
    """Without its own "kỷ niệm" it must follow another one, or such a word in its sentence."""
    if out and found.start() - out[-1].span.end < 12:
        return True
    strong = re.match(r"Ngày|Chiến\s+thắng|Quốc\s+khánh|[Tt]hành\s+lập", found["event"])
    sentence = clean[max(clean.rfind("\n", 0, found.start()), found.start() - 300) : found.start()]
    return bool(strong or _LIST_LEAD.search(re.split(r"[.;]\s", sentence)[-1]))


def _anniversary(text: str, found: re.Match[str], dated: re.Match[str] | None) -> Anniversary:
    end = found.end() if dated else found.end("event")
    start, finish, fits = _arithmetic(dated, int(found["years"]))
    event = " ".join(text[found.start("event") : found.end("event")].split())
    return Anniversary(
        text=text[found.start() : end],
        years=int(found["years"]),
        event=event,
        span=Span(found.start(), end),
        start=start,
        end=finish,
        arithmetic_ok=fits,
    )


def _arithmetic(
    dated: re.Match[str] | None, years: int
) -> tuple[date | None, date | None, bool | None]:
    if dated is None:
        return None, None, None
    if dated["y1"]:
        return None, None, int(dated["y2"]) - int(dated["y1"]) == years
    start = date_of(dated)
    try:
        finish = date(int(dated["year2"]), int(dated["month2"]), int(dated["day2"]))
    except ValueError:
        return start, None, False
    if start is None:
        return None, finish, False
    same_day = (start.month, start.day) == (finish.month, finish.day)
    return start, finish, same_day and finish.year - start.year == years


_FROM_TO = re.compile(
    r"[Tt]ừ\s+(?P<start>(?:khi|ngày)\s+(?:phát\s+động|ban\s+hành|ký)|"
    r"(?:ngày\s+)?\d{1,2}(?:\s*/\s*\d{1,2}(?:\s*/\s*\d{4})?|"
    r"\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?)|tháng\s+\d{1,2}(?:/|\s+năm\s+)\d{4}|"
    r"đầu\s+năm(?:\s+\d{4})?)"
    r"(?:\s+(?:thi\s+đua|phong\s+trào(?:\s+thi\s+đua)?|[Kk]ế\s+hoạch|[Cc]hỉ\s+thị|này|"
    r"năm\s+\d{4}))*"
    r"\s*(?:cho\s+)?(?:đến|tới|"
    r"-)\s+(?P<end>(?:hết\s+)?(?:ngày\s+)?\d{1,2}(?:\s*/\s*\d{1,2}\s*/\s*\d{4}|"
    r"\s+tháng\s+\d{1,2}\s+năm\s+\d{4})|hết\s+(?:tháng\s+\d{1,2}(?:/|\s+năm\s+)\d{4}|năm\s+\d{4})|"
    r"(?:ngày\s+)?\d{1,2}/\d{1,2}\b)"
)
_ABOUT_TIME = re.compile(
    r"thoi gian|dot \d|giai doan thi dua|(?:thuc hien|thi dua|phat dong|trien khai)[,:]?\s*$"
)


def find_period(text: str, clean: str | None = None) -> Period:
    """The time of the movement: first beginning to last end of the phases that are printed."""
    clean = legible(text) if clean is None else clean
    found = [m for m in _FROM_TO.finditer(clean) if _tells_time(clean, m.start())]
    if not found:
        return Period()
    first = found[0]
    near = [m for m in found if m.start() - first.start() < 1500]
    ends = [(end_of(m["end"]), m) for m in near]
    dated = [(day, m) for day, m in ends if day]
    last_day, last = max(dated, key=lambda pair: pair[0]) if dated else (None, first)
    start = " ".join(text[first.start("start") : first.end("start")].split())
    return Period(
        start=start,
        end=" ".join(text[last.start("end") : last.end("end")].split()),
        starts_on=_day(first["start"]),
        ends_on=last_day,
        span=Span(first.start(), max(first.end(), last.end())),
    )


def _tells_time(clean: str, at: int) -> bool:
    """A heading or lead "Thời gian" stands shortly before, or the launch itself is named."""
    before = bare(clean[max(0, at - 160) : at])
    return bool(_ABOUT_TIME.search(before)) or bool(
        re.match(r"[Tt]ừ\s+ngày\s+phát\s+động", clean[at : at + 40])
    )


def _day(written: str) -> date | None:
    found = re.search(DAY, written)
    return date_of(found) if found else None


def end_of(written: str) -> date | None:
    """The last day meant: a date, the end of a month or of a year."""
    if day := _day(written):
        return day
    if month := re.search(r"tháng\s+(\d{1,2})(?:/|\s+năm\s+)(\d{4})", written):
        return _month_end(int(month[2]), int(month[1]))
    if year := re.search(r"hết\s+năm\s+(\d{4})", written):
        return date(int(year[1]), 12, 31)
    return None


def _month_end(year: int, month: int) -> date | None:
    if not 1 <= month <= 12:
        return None
    following = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)
