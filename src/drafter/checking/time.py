"""Years, days and periods: the right year, days that exist and lie in the plan year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from drafter.document.facts import Span
from drafter.reading.vietnamese import DAY, date_of, fold

from .case import Case
from .finding import Category, Severity
from .genre import is_commune
from .letterhead import date_line
from .rule import Family, Flaw

TIME = Family(Category.TIME)

_DAY = re.compile(DAY)
_SHORT_DAY = re.compile(
    r"(?<![\d/.])(?P<day>\d{1,2})/(?P<month>\d{1,2})(?![\d/%])(?!\s*(?:thôn|xóm|bản|ấp|hộ|khu|trường|tiêu))"
)
_THIS_YEAR = re.compile(
    r"(?:thi đua(?: yêu nước)?|phong trào(?: thi đua)?|kế hoạch|nhiệm vụ|chỉ tiêu|mục tiêu|an ninh|đầu|cuối|trong|"
    r"tổng kết|sơ kết|dự toán|công tác|thi đua, khen thưởng|quốc phòng|phát động)[^.;\n“”\d]{0,25}\bnăm (?P<year>20\d\d)(?!\s*-)"
)
_DEADLINE = re.compile(
    r"(?:trước|chậm nhất|đến hết|đến|xong|hạn cuối|từ)\s+(?:là\s+)?(?:hết\s+)?(?:ngày\s+)?" + DAY
)
_PERIOD = re.compile(
    r"(?:giai đoạn|nhiệm kỳ|5 năm|năm năm)\s*(?:từ\s+)?\(?(?P<a>20\d\d)\s*-\s*(?P<b>20\d\d)"
)
_PAST = re.compile(
    r"kết quả|năm trước|năm qua|so với|thành tích (?:đã )?đạt|đã |kế thừa|tổng kết năm|thực hiện năm|phát huy",
    re.I,
)


@TIME.rule("TG-01", Severity.ERROR, "TL-08", "Năm trong trích yếu, nội dung phải là năm kế hoạch")
def wrong_year(case: Case) -> Iterator[Flaw]:
    """ "thi đua năm 2023" in a plan for 2024, outside citations and reviews."""
    year = case.context.year
    if year is None:
        return
    for found in _THIS_YEAR.finditer(case.clean, 0, case.annex_start):
        other = int(found["year"])
        span = Span(found.start("year") - 4, found.end("year"))
        if other == year or case.inside_citation(span) or _review(case, span, other, year):
            continue
        yield Flaw(
            f"“{case.quote(Span(*found.span()))}”: năm {other} không phải năm kế hoạch {year}.", span,
            f"Sửa thành năm {year} nếu đây là nội dung của kế hoạch này.",
            f"năm {year}", None if other < year else Severity.WARNING,
        )  # fmt: skip
    title_year = re.search(r"năm (20\d\d)", case.document.header.title or "")
    if title_year and int(title_year[1]) != year and case.context.year != case.document.header.year:
        yield Flaw(
            f"Trích yếu ghi năm {title_year[1]}, kế hoạch của năm {year}.", None, f"Ghi năm {year}."
        )


def _review(case: Case, span: Span, other: int, year: int) -> bool:
    """A look back at last year, or a goal of a later year, is no mistake."""
    sentence = case.sentence_at(span.start)
    words = case.clean[sentence.start : sentence.end]
    if other < year:
        return (
            bool(_PAST.search(words[: max(0, span.start - sentence.start)]))
            and abs(other - year) <= 2
        )
    return bool(
        re.search(r"đến năm|hướng tới|chuẩn bị|tầm nhìn|định hướng|năm sau|tiếp theo", words)
    )


@TIME.rule(
    "TG-02", Severity.ERROR, "DD-05", "Thời hạn phải nằm trong năm kế hoạch và sau ngày ban hành"
)
def deadlines(case: Case) -> Iterator[Flaw]:
    """Deadlines of another year, or before the day of the document."""
    year = case.context.year
    if year is None:
        return
    issued = case.document.header.date.exact or (case.context.on if case.context.draft else None)
    for found in _DEADLINE.finditer(case.clean, case.body_start, case.tail_start):
        span = Span(*found.span())
        day = date_of(found)
        if case.inside_citation(span) or _in_brackets_with_range(case, span):
            continue
        if day is None:
            yield Flaw(f"“{case.quote(span)}” không có trong lịch.", span, "Kiểm tra lại ngày.")
        elif day.year < year:
            if day.year == year - 1 and found.group().startswith("từ"):
                continue
            yield Flaw(f"Thời hạn {_said(day)} thuộc năm {day.year}, trước năm kế hoạch {year}.", span,
                       f"Sửa thành năm {year}.")  # fmt: skip
        elif day.year > year and not re.search(
            r"báo cáo|tổng kết|hồ sơ|gửi|đến năm", _around(case, span)
        ):
            yield Flaw(f"Thời hạn {_said(day)} sau năm kế hoạch {year}.", span, "Kiểm tra lại.",
                       severity=Severity.WARNING)  # fmt: skip
        elif issued and day < issued and not found.group().startswith(("từ", "đến hết")):
            yield Flaw(f"Thời hạn {_said(day)} trước ngày ban hành {_said(issued)}.", span,
                       "Sửa thời hạn cho sau ngày ban hành.")  # fmt: skip


def _around(case: Case, span: Span) -> str:
    line = case.sentence_at(span.start)
    return fold(case.clean[line.start : line.end])


def _in_brackets_with_range(case: Case, span: Span) -> bool:
    return case.clean[max(0, span.start - 1) : span.start] == "("


@TIME.rule("TG-03", Severity.ERROR, "Lịch", "Ngày, tháng phải có thật")
def real_days(case: Case) -> Iterator[Flaw]:
    """31/4, 30/02, 15/13."""
    seen: list[Span] = []
    for found in _DAY.finditer(case.clean, 0, case.annex_start):
        span = Span(*found.span())
        seen.append(span)
        if case.clean[span.end : span.end + 1] == "/" or case.inside_citation(span):
            continue
        if date_of(found) is None:
            yield Flaw(f"Ngày {case.quote(span)} không có trong lịch.", span, "Kiểm tra lại ngày.")
    for found in _SHORT_DAY.finditer(case.clean, case.body_start, case.tail_start):
        span = Span(*found.span())
        before = case.clean[max(0, span.start - 12) : span.start]
        if any(span.overlaps(s) for s in seen) or not re.search(
            r"(?:ngày|trước|đến|dịp|hết)\s+$", before
        ):
            continue
        day, month = int(found["day"]), int(found["month"])
        if not _possible(day, month):
            yield Flaw(f"Ngày {case.quote(span)} không có trong lịch.", span, "Kiểm tra lại ngày.")


def _possible(day: int, month: int) -> bool:
    try:
        date(2024, month, day)
    except ValueError:
        return False
    return True


@TIME.rule("TG-04", Severity.ERROR, "Lịch", "Số năm kỷ niệm phải khớp với ngày, năm của sự kiện")
def anniversaries(case: Case) -> Iterator[Flaw]:
    """Arithmetic of printed dates; events the register knows; the year of the celebration."""
    year = case.context.year
    calendar = case.context.register.calendar
    for one in case.document.anniversaries:
        if one.arithmetic_ok is False:
            said = calendar.check(one.years, one.start, one.end)
            wrong = said or "Số năm không khớp hai mốc thời gian."
            yield Flaw(
                f"“{_short(one.text)}”: {wrong[:1].lower()}{wrong[1:]}",
                one.span,
                "Tính lại số năm.",
            )
            continue
        if year is None:
            continue
        ends = one.end.year if one.end else year
        if one.end and ends not in (year, year - 1):
            yield Flaw(f"“{_short(one.text)}” không phải kỷ niệm của năm {year}.", one.span,
                       "Bỏ hoặc tính lại cho năm kế hoạch.")  # fmt: skip
        elif one.start is None and (
            why := calendar.check_event(one.years, re.split(r"\s+và\s+|,", one.event)[0], year)
        ):
            severity = Severity.WARNING if "(" in one.text else None
            yield Flaw(f"“{_short(one.text)}”: {why[:1].lower()}{why[1:]}", one.span, "Tính lại số năm.",
                       severity=severity)  # fmt: skip
        elif one.end and ends == year - 1 and (case.context.draft or ends < year):
            yield Flaw(f"“{_short(one.text)}” là kỷ niệm của năm {ends}, trước năm kế hoạch {year}.",
                       one.span, "Bỏ hoặc tính lại cho năm kế hoạch.", severity=Severity.WARNING)  # fmt: skip


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 90 else f"{words[:90]}…"


@TIME.rule(
    "TG-05",
    Severity.WARNING,
    "Nhiệm kỳ",
    "Không nêu nhiệm kỳ, giai đoạn, đại hội đã kết thúc như việc đang làm",
)
def ended_periods(case: Case) -> Iterator[Flaw]:
    """Terms and periods that are over on the day, outside citations."""
    on, year = case.context.on, case.context.year
    if on is None or year is None:
        return
    taken: list[Span] = []
    for stale in case.context.register.calendar.terms(on).stale:
        for span in case.search(stale.pattern, case.body):
            if not _tolerated(case, span):
                taken.append(span)
                instead = f"Dùng {stale.replacement}." if stale.replacement else "Bỏ hoặc viết lại."
                yield Flaw(
                    f"“{case.quote(span)}”: {stale.message[:1].lower()}{stale.message[1:]}.",
                    span,
                    instead,
                )
    for found in _PERIOD.finditer(case.clean, case.body.start, case.body.end):
        span = Span(*found.span())
        if int(found["b"]) < int(found["a"]):
            yield Flaw(f"“{case.quote(span)}” viết ngược năm.", span, "Viết năm trước đến năm sau.",
                       severity=Severity.ERROR)  # fmt: skip
        elif (
            int(found["b"]) < year
            and not any(span.overlaps(t) for t in taken)
            and not _tolerated(case, span)
        ):
            yield Flaw(f"“{case.quote(span)}” đã kết thúc trước năm kế hoạch {year}.", span,
                       "Bỏ hoặc thay bằng giai đoạn hiện hành.")  # fmt: skip


def _tolerated(case: Case, span: Span) -> bool:
    if case.inside_citation(span):
        return True
    sentence = case.sentence_at(span.start)
    return bool(
        re.search(
            r"tổng kết|kế thừa|kết quả|đã (?:hoàn thành|đạt)|chuyển tiếp|sau khi",
            case.clean[sentence.start : sentence.end],
        )
    )


@TIME.rule(
    "TG-06",
    Severity.ERROR,
    "Lịch",
    "Thời gian thi đua: ngày đầu trước ngày cuối, trong năm kế hoạch, khớp với cấp trên",
)
def period(case: Case) -> Iterator[Flaw]:
    """The period of the movement."""
    time, year = case.document.time, case.context.year
    if time.starts_on and time.ends_on and time.starts_on > time.ends_on:
        yield Flaw("Thời gian thi đua có ngày đầu sau ngày cuối.", time.span, "Sửa lại thời gian.")
    if time.ends_on and year and time.ends_on.year != year:
        yield Flaw(f"Thời gian thi đua kết thúc ngày {_said(time.ends_on)}, không thuộc năm kế hoạch {year}.",
                   time.span, f"Sửa thành năm {year}.")  # fmt: skip
    directive = case.context.directive
    above = directive.time.ends_on if directive else None
    if above and time.ends_on and time.ends_on != above and year and above.year == year:
        yield Flaw(
            f"Thời gian thi đua đến {_said(time.ends_on)}, văn bản cấp trên ghi đến {_said(above)}.",
            time.span, "Thống nhất với cấp trên, hoặc ghi rõ lý do.", severity=Severity.WARNING,
        )  # fmt: skip


@TIME.rule(
    "DD-05", Severity.WARNING, "PLI-II.4", "Năm ban hành là năm kế hoạch hoặc năm liền trước"
)
def year_of_issue(case: Case) -> Iterator[Flaw]:
    """The date line against the plan year."""
    line, year = date_line(case), case.context.year
    if line is None or year is None or not line["year"].strip().isdigit():
        return
    printed = int(line["year"])
    if printed not in (year, year - 1):
        yield Flaw(f"Năm ban hành {printed} không khớp năm kế hoạch {year}.", Span(*line.span()),
                   "Kiểm tra lại năm.", severity=Severity.ERROR)  # fmt: skip


@TIME.rule("TG-07", Severity.WARNING, "Lịch", "Không nêu việc đã qua, phong trào đã kết thúc")
def over(case: Case) -> Iterator[Flaw]:
    """Movements that ended, themes of the past (COVID-19), by the register and the vocabulary."""
    on, year = case.context.on, case.context.year
    if year is None:
        return
    movements = case.context.register.movements
    for named in case.document.movements:
        known = movements.named(named.name)
        if known and not known.runs_in(year) and not case.inside_citation(named.span):
            severity = None if known.confirmed else Severity.INFO
            yield Flaw(known.why(year), named.span, "Bỏ hoặc thay bằng phong trào đang thực hiện.",
                       severity=severity)  # fmt: skip
    if on is None or not is_commune(case):
        return
    for stale in case.stale_words(on):
        for span in case.search(stale.words, case.body):
            if not _tolerated(case, span):
                yield Flaw(f"“{case.quote(span)}”: {stale.why}.", span, "Bỏ nội dung này.")


@TIME.rule("TG-08", Severity.ERROR, "DD-05", "Thời hạn của văn bản năm trước không được để sót")
def last_years_deadlines(case: Case) -> Iterator[Flaw]:
    """The same day and month with last year's year as in last year's document."""
    previous, year = case.context.previous, case.context.year
    if previous is None or year is None:
        return
    old = {m.group() for m in _DAY.finditer(previous.text) if (d := date_of(m)) and d.year < year}
    cited = [c.span for c in case.document.citations if c.span]
    kept = [a.span for a in case.document.anniversaries]
    for found in _DAY.finditer(case.clean, case.body_start, case.tail_start):
        span = Span(*found.span())
        day = date_of(found)
        if found.group() not in old or any(s.covers(span) for s in (*cited, *kept)):
            continue
        if day and day.year == year - 1:
            yield Flaw(
                f"Ngày {case.quote(span)} là của văn bản năm trước.", span, "Sửa cho năm kế hoạch."
            )


@TIME.rule(
    "TG-09",
    Severity.WARNING,
    "Nhất quán",
    "Thời hạn nộp của xã không muộn hơn thời hạn cấp trên giao",
)
def later_than_asked(case: Case) -> Iterator[Flaw]:
    """The directive's own deadlines for reports are not exceeded."""
    directive, year = case.context.directive, case.context.year
    if directive is None or year is None:
        return
    for what, pattern in _REPORTS:
        asked = _report_day(directive.text, pattern, year)
        own = _report_day(case.text[case.body_start : case.tail_start], pattern, year)
        if asked and own and own > asked:
            yield Flaw(f"Thời hạn {what} {_said(own)} muộn hơn cấp trên yêu cầu ({_said(asked)}).", None,
                       f"Sửa thành trước {_said(asked)}.")  # fmt: skip


_REPORTS = (
    ("báo cáo sơ kết 6 tháng", re.compile(r"(?:báo cáo )?(?:sơ kết|6 tháng)[^.;\n]{0,40}?trước ngày " + DAY)),
    ("báo cáo tổng kết năm", re.compile(r"(?:báo cáo )?(?:tổng kết|báo cáo năm)[^.;\n]{0,40}?trước ngày " + DAY)),
)  # fmt: skip


def _report_day(text: str, pattern: re.Pattern[str], year: int) -> date | None:
    days = [d for m in pattern.finditer(text) if (d := date_of(m)) and d.year == year]
    return days[0] if len(set(days)) == 1 else None


def _said(day: date) -> str:
    return f"{day.day:02d}/{day.month}/{day.year}" if day.month > 2 else f"{day:%d/%m/%Y}"
