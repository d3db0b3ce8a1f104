"""Citations without a number: laws by name, congress resolutions, plans by title, classes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator

from drafter.document.facts import Citation, Scope, Span

from .issuers import ORGAN, issuer_end, split_issuers
from .titles import read_title
from .vietnamese import DAY, LOWER, UPPER, date_of

_LAW = re.compile(rf"(?<!\w)(?P<kind>Bộ luật|Luật|Pháp lệnh)\s+(?=(?:[{UPPER}]|sửa đổi|này\b))")
_LAW_STOP = re.compile(
    r"\svà\s+(?=các|những|Nghị|Luật|Thông|văn bản|Quyết|Chỉ)|"
    r"[;:.\n(“”\"]|,(?!\s+(?:[Kk]hen thưởng|công chức|chống|tố cáo|chữa|giáo dục|sử dụng|"
    r"bổ sung|bảo vệ|"
    r"quản lý|người lao động|[Gg]iao thông))"
    r"|\s(?:ngày|năm|số(?=\s*:?\s*\d)|các|"
    r"những|được|đã|có|trong|cho|đến|để|là|theo|với|trên|"
    r"quy định|về|nhằm|gắn|vào|tới|thì|do|khi|nêu|hiện hành|mới|tại|này|phù hợp|\()(?!\w)"
)
_LAW_DATE = re.compile(r"\s*,?\s*ngày\s+" + DAY)
_LAW_YEAR = re.compile(r"\s+năm\s+((?:19|20)\d\d)\b")

_PLACE = (
    r"(?:\s+(?:tỉnh|huyện|xã|phường|thành phố|thị xã|thị trấn|quận|đặc khu|các cấp|"
    rf"cấp trên|khối|cơ quan|Công an|Quân sự)\b)?(?:\s+(?!Nhiệm kỳ)[{UPPER}][{LOWER}]*)*"
)
_CONGRESS = re.compile(
    rf"(?<!\w)Nghị\s+quyết\s+(?:của\s+)?(?P<issuer>Đại\s+hội(?:\s+(?:đại\s+biểu|toàn\s+quốc|"
    rf"Đảng\s+toàn\s+quốc))*"
    rf"(?:\s+(?:Đảng\s+bộ|đảng\s+bộ|Đảng|đảng|Chi bộ)(?:\s+bộ)?{_PLACE})?"
    rf"(?:,?\s+(?:lần\s+thứ\s+)?[IVXL]+(?![{UPPER}{LOWER}]))?(?:\s+(?:của\s+)?Đảng(?:\s+"
    rf"(?:bộ{_PLACE}|toàn quốc|các cấp))?(?![{LOWER}]))?"
    rf"(?:,?\s+(?:lần\s+thứ\s+)[IVXL]+)?)"
    rf"(?P<title>,?\s+(?:\(?[Nn]hiệm\s+kỳ\s+\d{{4}}\s*-\s*\d{{4}}\)?))?"
)
_UNNUMBERED = re.compile(
    rf"(?<!\w)(?P<many>[Cc]ác\s+)?(?P<kind>[Nn]ghị quyết|Chỉ thị|Kế hoạch|Quyết định|Kết luận|"
    rf"Chương trình hành động|"
    rf"Chương trình công tác|Hướng dẫn|Thông báo|Quy định|Đề án|"
    rf"Công văn)\s+(?P<of>của\s+)?(?={ORGAN}\s|cấp trên|cấp ủy)"
)
_CENTRAL = re.compile(
    r"(?<!\w)(?P<many>[Cc]ác\s+)?Nghị quyết\s+(?:Hội nghị\s+)?(?:lần thứ\s+\S+\s+(?:của"
    r"\s+)?)?(?:Ban Chấp hành\s+)?Trung ương(?:\s+(?:Đảng|"
    r"\d{1,2}))*(?:\s*,?\s*(?:\(\s*)?[Kk]h[óo][aá]\s+[IVX]+\)?)?"
)
_PLAN = re.compile(
    r"(?<!\w)(?P<kind>Kế hoạch|kế hoạch)\s+(?=(?P<body>phát triển|thực hiện|hành động|"
    r"triển khai|nhà nước|"
    r"\d{1,2}\s+năm\s+\(?(?:giai đoạn\s+)?\d{4}|và chương trình công tác))"
)
_CLASS = re.compile(
    r"(?<!\w)[Cc]ác\s+(?:văn bản|Nghị định|Thông tư)(?:,\s*(?:quy định|"
    r"hướng dẫn))?(?:\s+(?:sửa đổi, bổ sung|quy định chi tiết|của\s+\w+)\s*,?)*"
    r"(?:\s*(?:và\s+)?(?:quy định chi tiết\s*,?\s*(?:và\s+)?)?hướng dẫn)(?:\s+(?:thi hành|"
    r"thực hiện))?(?:\s+Luật)?"
)
_RULES = re.compile(
    r"(?<!\w)(?P<kind>Quy chế|Quy định)\s+(?=(?:hoạt động|thi đua|làm việc|phối hợp|"
    r"về\s+thi đua|công tác|tổ chức)\b)"
)
_RULES_END = re.compile(
    rf"[;:.\n“”]|,\s+(?=Quy chế|phù hợp|bảo đảm|đảm bảo)|\s(?:đảm bảo|bảo đảm|theo|và (?!Nhân|"
    rf"Đào)|phù hợp|trên|để|được|đã|nhằm|tại)(?![{LOWER}])"
)
_TO_ISSUE = re.compile(
    r"(?:xây dựng|ban hành|hoàn thiện|soạn thảo|sửa đổi|bổ sung|rà soát)(?:\s+\S+){0,4}\s*$"
)
_SELF = re.compile(r"\s*(?:này|trên|nêu trên)\b")
_THIS = re.compile(r"(?<!\w)(?P<kind>Bộ luật|Luật|Nghị định|Thông tư|Pháp lệnh)\s+này\b")

Reader = Callable[[str, str], Iterator[Citation]]


def find_named(text: str, clean: str, taken: list[Span]) -> list[Citation]:
    """Unnumbered citations of ``text`` that do not begin where one of ``taken`` begins."""
    starts = sorted(span.start for span in taken)
    found: dict[int, Citation] = {}
    readers: tuple[Reader, ...] = (
        _laws,
        _these,
        _congresses,
        _central,
        _issued,
        _plans,
        _classes,
        _rules,
    )
    for reader in readers:
        for citation in reader(text, clean):
            start = citation.span.start if citation.span else 0
            at = bisect_left(starts, start)
            if start not in found and not (at < len(starts) and starts[at] == start):
                found[start] = citation
    return _drop_covered(list(found.values()))


def _drop_covered(found: list[Citation]) -> list[Citation]:
    """A class ("các nghị quyết …") swallows the singular that begins one word later."""
    classes = {c.span.start + 4 for c in found if c.span and c.text[:4].lower() == "các "}
    return [c for c in found if not (c.span and c.span.start in classes)]


def _make(
    text: str, start: int, end: int, kind: str, *, issuer: Span | None = None,
    title: Span | None = None, scope: Scope = Scope.SPECIFIC,
) -> Citation:  # fmt: skip
    span = Span(start, end)
    return Citation(
        text=span.of(text),
        kind=kind,
        issuer=split_issuers(_words(text, issuer)) if issuer else None,
        title=_words(text, title) if title else None,
        span=span,
        scope=scope,
    )


def _words(text: str, span: Span) -> str:
    return " ".join(span.of(text).split()).strip(' “”"')


def _laws(text: str, clean: str) -> Iterator[Citation]:
    for law in _LAW.finditer(clean):
        if _SELF.match(clean, law.end()) or clean.startswith("sư", law.end()):
            continue
        found = _LAW_STOP.search(clean, law.end(), law.end() + 120)
        end = found.start() if found else min(len(clean), law.end() + 40)
        end -= len(clean[law.end() : end]) - len(
            re.sub(r"\s+(?:và|hoặc)?\s*$", "", clean[law.end() : end])
        )
        if end <= law.end():
            continue
        cited = _make(text, law.start(), end, law["kind"], title=Span(law.end(), end))
        amended = clean.startswith("điều của ", max(0, law.start() - 9))
        yield cited if amended else _dated(text, clean, cited, law)


def _dated(text: str, clean: str, cited: Citation, law: re.Match[str]) -> Citation:
    """The day or the year that identifies a law cited by name."""
    end = cited.span.end if cited.span else 0
    if day := _LAW_DATE.match(clean, end):
        span = Span(law.start(), day.end())
        return Citation(
            span.of(text), cited.kind, issued_on=date_of(day), title=cited.title, span=span
        )
    if year := _LAW_YEAR.match(clean, end):
        return _make(text, law.start(), year.end(), cited.kind, title=Span(law.end(), year.end()))
    return cited


def _these(text: str, clean: str) -> Iterator[Citation]:
    for this in _THIS.finditer(clean):
        yield _make(text, this.start(), this.end(), this["kind"], scope=Scope.GENERIC)


def _congresses(text: str, clean: str) -> Iterator[Citation]:
    for found in _CONGRESS.finditer(clean):
        end = found.end("title") if found["title"] else found.end("issuer")
        title = None
        if found["title"]:
            lead = len(found["title"]) - len(found["title"].lstrip(" ,("))
            title = Span(found.start("title") + lead, end - (found["title"].endswith(")")))
        generic = "các cấp" in found["issuer"]
        yield _make(
            text, found.start(), end, "Nghị quyết", issuer=Span(*found.span("issuer")), title=title,
            scope=Scope.GENERIC if generic else Scope.SPECIFIC,
        )  # fmt: skip


def _central(text: str, clean: str) -> Iterator[Citation]:
    for found in _CENTRAL.finditer(clean):
        if not found["many"]:
            yield _make(text, found.start(), found.end(), "Nghị quyết")


def _issued(text: str, clean: str) -> Iterator[Citation]:
    for found in _UNNUMBERED.finditer(clean):
        many = bool(found["many"])
        kind = found["kind"][0].upper() + found["kind"][1:]
        if (found["kind"][0].islower() and not many) or not (found["of"] or kind == "Nghị quyết"):
            continue
        if clean.startswith("Đại hội", found.end()) and not many:
            continue
        if clean[max(0, found.start() - 16) : found.start()].endswith(
            ("đây là ", "ây là nội dung ")
        ):
            continue  # "Trên đây là Kế hoạch của …": the document speaks of itself
        stop = issuer_end(clean, found.end())
        if stop == found.end():
            continue
        title = read_title(clean, stop, kind)
        end = title.end if title else stop
        yield _make(
            text, found.start(), end, kind, issuer=Span(found.end(), stop),
            title=title.words if title else None, scope=Scope.GENERIC if many else Scope.SPECIFIC,
        )  # fmt: skip


def _plans(text: str, clean: str) -> Iterator[Citation]:
    for found in _PLAN.finditer(clean):
        generic = found["body"] in ("nhà nước", "và chương trình công tác")
        small = found["kind"][0] == "k"
        if generic:
            wider = re.compile(r"nhà nước|và chương trình công tác(?: năm \d{4})?").match(
                clean, found.end()
            )
            yield _make(
                text,
                found.start(),
                wider.end() if wider else found.end(),
                "Kế hoạch",
                scope=Scope.GENERIC,
            )
            continue
        if clean.startswith("từ ", found.end() + len(found["body"]) + 1):
            continue  # "Kế hoạch thực hiện từ ngày …" is a sentence about this plan
        if small and clean[: found.start()].endswith("về "):
            continue
        if small and not re.match(
            r"\d{1,2}\s+năm|phát triển kinh tế\s*-\s*xã hội\s+(?:\d|năm|giai)",
            clean[found.end() : found.end() + 60],
        ):
            continue
        yield from _plan(text, clean, found)


_PLAN_TERM = re.compile(
    r"\d{1,2}\s+năm\s*(?:\(\s*(?:giai đoạn\s*)?\d{4}\s*-\s*\d{4}\s*\)|"
    r"(?:giai đoạn\s+)?\d{4}\s*-\s*\d{4})"
)


def _plan(text: str, clean: str, found: re.Match[str]) -> Iterator[Citation]:
    from .titles import Title, _end  # the title begins with the word itself

    end = _end(clean, found.end())
    if term := _PLAN_TERM.search(clean, found.end(), end):
        end = term.end()
    if end <= found.end():
        return
    title = Title(Span(found.end(), end), end)
    of = re.compile(r"\s+của\s+").search(clean, found.end(), end + 6)
    issuer = None
    if of and (stop := issuer_end(clean, of.end())) > of.end():
        issuer, title = Span(of.end(), stop), Title(Span(found.end(), of.start()), of.start())
    yield _make(text, found.start(), title.end, "Kế hoạch", issuer=issuer, title=title.words)


def _classes(text: str, clean: str) -> Iterator[Citation]:
    for found in _CLASS.finditer(clean):
        yield _make(text, found.start(), found.end(), "Văn bản hướng dẫn", scope=Scope.GENERIC)


def _rules(text: str, clean: str) -> Iterator[Citation]:
    for found in _RULES.finditer(clean):
        stop = _RULES_END.search(clean, found.end(), found.end() + 120)
        end = stop.start() if stop else min(len(clean), found.end() + 40)
        before = clean[max(0, found.start() - 160) : found.start()]
        clause = re.split(r"[;.\n]", before)[-1]
        new = bool(
            re.search(
                r"\b(?:xây dựng|ban hành|hoàn thiện|soạn thảo|hoàn chỉnh|sửa đổi|bổ sung)\b", clause
            )
        )
        yield _make(
            text, found.start(), end, found["kind"], title=Span(found.end(), end),
            scope=Scope.TO_ISSUE if new else Scope.SPECIFIC,
        )  # fmt: skip
