"""References to instruments, as printed: every mention, nested ones too.

Forms found (each a row of ``tests/reading/test_citations.py``):

- state numbers ``152/2025/NĐ-CP``, ``19/CT-TTg``, ``0200/KH-UBND``, ``39/2014/TTLT-BCT-BTC``,
  ``58/2024/QH15``, ``973/2020/UBTVQH14``, ``66.7/2025/NQ-CP``, ``8935/BNV-CTTN&BĐG``;
- Party numbers ``34-CT/TW``, ``01-HD/BTCTU``; crossed ones ``27/NQ-TW`` as they stand;
- with and without "số", the kind or the date, in capitals, with blanks and OCR damage inside;
- laws by name with a number, a date, a year or nothing; "Luật này" as unresolved;
- resolutions of congresses and bodies without a number, plans by title, classes of documents.

Number, date, issuer and title hold only what is printed at that place.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, replace
from datetime import date

from drafter.document.facts import Citation, Identity, Scope, Span

from .issuers import KIND_WORD, issuer_end, split_issuers
from .layout import words_of
from .named import find_named
from .titles import Title, read_title
from .vietnamese import DAY, UPPER, bare, date_of, fold, legible

_TYPES = (
    "QĐi|NĐ|ND|TTLT|TTr|TTR|TT|QĐ|QD|NQLT|NQ|CTr|CTR|CT|KH|PĐ|PD|BC|TB|HD|QC|ĐA|DA|CĐ|"
    "VBHN|PA|KL|QyĐ|CV|GM|TTg|L|PL"
)
_C = rf"[{UPPER}]"
_CODE = rf"{_C}(?:{_C}|[a-zđ&](?=[{UPPER}a-zđ&\-\d]|\b)){{1,12}}\d{{0,2}}"
_NUMBER = re.compile(
    rf"(?<![\w/.,-])(?P<n>[\dSOlI]?\d{{0,4}}\d(?:\.\d{{1,2}})?[a-zđ]?)"
    rf"(?:"
    rf"\s?/\s?(?P<year>(?:19|20)\d\d)\s?/\s?(?P<qh>(?:QH|UBTVQH)\s?\d{{1,2}})"
    rf"|\s?/\s?(?P<year2>(?:19|"
    rf"20)\d\d)\s?/?\s?(?P<normative>(?:{_TYPES})\s?-\s?{_CODE}(?:\s?-\s?{_CODE}){{0,3}})"
    rf"|\s?-\s?(?P<party>(?:{_TYPES})\s?[/-]\s?{_CODE}(?:-{_CODE})?)"
    rf"|\s?/\s?(?P<admin>{_CODE}\s?[-/]\s?{_CODE}(?:\s?-\s?{_CODE}){{0,2}}(?:\.{_C}+)?)"
    rf"|\s?-\s?(?P<cut>(?:NQ|CT|KL|CTr|QĐ|CV|HD|KH))(?P<slash>/)?(?![\w/-])"
    rf")"
)
_KINDS = {
    "bo luat": "Bộ luật", "luat": "Luật", "phap lenh": "Pháp lệnh", "lenh": "Lệnh",
    "nghi quyet lien tich": "Nghị quyết liên tịch", "nghi quyet": "Nghị quyết",
    "nghi dinh": "Nghị định", "quyet dinh": "Quyết định",
    "thong tu lien tich": "Thông tư liên tịch", "thong tu": "Thông tư", "chi thi": "Chỉ thị",
    "ket luan": "Kết luận", "quy dinh": "Quy định", "quy che": "Quy chế",
    "huong dan": "Hướng dẫn", "thong bao": "Thông báo", "thong tri": "Thông tri",
    "ke hoach": "Kế hoạch", "chuong trinh hanh dong": "Chương trình hành động",
    "chuong trinh": "Chương trình", "cong van": "Công văn", "cong dien": "Công điện",
    "bao cao tham tra": "Báo cáo thẩm tra", "bao cao": "Báo cáo", "to trinh": "Tờ trình",
    "de an": "Đề án", "du an": "Dự án", "phuong an": "Phương án", "phat dong": "Phát động",
    "van ban hop nhat": "Văn bản hợp nhất", "van ban": "Văn bản",
    "thoa thuan": "Thỏa thuận", "giay moi": "Giấy mời", "loi keu goi": "Lời kêu gọi",
}  # fmt: skip
_KIND_BEFORE = re.compile(
    r"(?<![a-z])("
    + "|".join(sorted((k.replace(" ", r"\s+") for k in _KINDS), key=len, reverse=True))
    + r")[\s,]*(?:(?:s[o60]|s|no)\b\s*[:.]?)?\s*$"
)
_LAW_BEFORE = re.compile(
    rf"(?<!\w)(Bộ luật|Luật|Pháp lệnh)\s+[{UPPER}][^;:.\n“”\"\d]{{2,90}}?\s+số\s*:?\s*$"
)
_KIND_OF_TYPE = {
    "NĐ": "Nghị định", "ND": "Nghị định", "TT": "Thông tư", "TTLT": "Thông tư liên tịch",
    "QĐ": "Quyết định", "QD": "Quyết định", "QĐi": "Quy định",
    "NQ": "Nghị quyết", "CT": "Chỉ thị", "KH": "Kế hoạch",
    "PĐ": "Phát động", "PD": "Phát động", "BC": "Báo cáo", "TTr": "Tờ trình",
    "TB": "Thông báo", "HD": "Hướng dẫn", "CTr": "Chương trình", "KL": "Kết luận",
    "ĐA": "Đề án", "CĐ": "Công điện", "VBHN": "Văn bản hợp nhất", "PA": "Phương án",
    "QC": "Quy chế",
}  # fmt: skip
_LONE_QUYET = re.compile(r"(?<![a-z])quyet\s+so\s*$")
_DATE_AFTER = re.compile(
    r"\s*,?\s*(?:(?:ra\s+|ky\s+|ban hanh\s+)?ng[a-z]y\s*,?\s*|,\s*(?=\d{1,2}/\d))"
    + DAY.replace("tháng", "th[ao]ng").replace("năm", "nam"),
)
_YEAR_AFTER = re.compile(r"\s*,?\s*năm\s+((?:19|20)\d\d)\b(?!\s*-)")
_BROKEN_DATE = re.compile(
    r"\s*,?\s*ngày[\s.…/]*(?:\d{0,2})[\s.…]*tháng[\s.…]*\d{0,2}[\s.…]*năm\s+(?:19|20)\d\d"
)
_OF = re.compile(r"\s*,?\s*của\s+(?:liên (?:bộ|ngành|tịch)\s*:?\s*)?")
_ARTICLE = re.compile(
    r"((?:[Đđ]iểm\s+[a-zđ]\s*,?\s*)?(?:[Kk]hoản\s+\d+[a-zđ]?\s*,?\s*)?(?:Điều|"
    r"điều)\s+\d+[a-zđ]?)\s*,?\s*(?:của\s+)?$"
)


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A numbered citation while it is being read; places count in the clean text."""

    start: int
    kind: str
    number: Span
    issued_on: date | None
    issuer: Span | None
    title: Title | None
    end: int


def find_citations(text: str, clean: str | None = None) -> tuple[Citation, ...]:
    """Every reference to an instrument in ``text``, in printed order.

    The text is read as it stands; ``span`` and ``text`` quote it exactly.
    """
    clean = legible(text) if clean is None else clean
    plain = bare(clean)
    numbered = _share_titles(list(_numbered(clean, plain)), clean)
    found = [_citation(text, clean, item) for item in numbered]
    taken = [c.span for c in found if c.span]
    found += find_named(text, clean, taken)
    return tuple(sorted((_with_article(c, clean) for c in found), key=_place))


def identity(citation: Citation) -> Identity:
    """What makes two mentions the same instrument: kind, number, day and issuer, folded."""
    number = re.sub(r"\s", "", citation.number) if citation.number else None
    return Identity(
        kind=fold(citation.kind),
        number=re.sub(r"^0+(?=\d)", "", number) if number else None,
        issued_on=citation.issued_on,
        issuer=fold(citation.issuer) if citation.issuer else None,
    )


def _place(citation: Citation) -> tuple[int, int]:
    return (citation.span.start, -citation.span.end) if citation.span else (0, 0)


def _numbered(clean: str, plain: str) -> list[_Numbered]:
    out = []
    for match in _NUMBER.finditer(clean):
        if head := _head(clean, plain, match):
            out.append(_read_on(clean, plain, head, match))
    return out


def _head(clean: str, plain: str, match: re.Match[str]) -> tuple[int, str] | None:
    """Where the citation begins and its kind, from the words before the number."""
    window = max(clean.rfind("\n", 0, match.start()) + 1, match.start() - 110)
    before = _KIND_BEFORE.search(plain, window, match.start())
    if before:
        return before.start(), _KINDS[re.sub(r"\s+", " ", before[1])]
    damaged = _damaged_kind(plain, window, match)
    if damaged is not None:
        return damaged, _kind_of(match)
    if law := _LAW_BEFORE.search(clean, window, match.start()):
        return law.start(), law[1]
    if lone := _LONE_QUYET.search(plain, window, match.start()):
        return lone.start(), _kind_of(match)  # "Nghị" or "định" was lost
    if not _plausible(match):
        return None
    so = re.search(r"(?:^|[\s(,;])((?:[Ss]ố|SỐ)\s*:?\s*)$", clean[window : match.start()])
    if so and window + so.start(1) == window and ":" in so[1]:
        return None  # "Số: 05/KH-UBND" on a line of its own is a letterhead, not a citation
    return (window + so.start(1) if so else match.start()), _kind_of(match)


_TWO_WORDS = re.compile(r"(?<![a-z])([a-z]+\s+[a-z]+)[\s,]*(?:s[o60]|s|no)\b\s*[:.]?\s*$")


def _damaged_kind(plain: str, window: int, match: re.Match[str]) -> int | None:
    """Where a kind damaged by OCR begins ("Quyk dinh s6 472/QD-…"), judged by the code."""
    words = _TWO_WORDS.search(plain, window, match.start())
    if words is None or match["qh"]:
        return None
    likeness = difflib.SequenceMatcher(None, words[1], bare(_kind_of(match))).ratio()
    return words.start() if likeness > 0.75 else None


def _plausible(match: re.Match[str]) -> bool:
    """Without a word of kind only a number with a known type counts."""
    if match["cut"] or not match["n"][0].isdigit():
        return False
    return bool(match["qh"] or match["normative"] or match["party"]) or bool(
        match["admin"]
        and (
            _type(match["admin"]) in _KIND_OF_TYPE or re.match(r"[A-ZĐ]{3,}[a-z]?-", match["admin"])
        )
    )


def _type(code: str) -> str:
    return re.split(r"\s?[-/]\s?", code)[0]


def _kind_of(match: re.Match[str]) -> str:
    if match["qh"]:
        return "Văn bản"
    code = match["normative"] or match["party"] or match["admin"] or ""
    return _KIND_OF_TYPE.get(_type(code), "Công văn")


def _read_on(clean: str, plain: str, head: tuple[int, str], match: re.Match[str]) -> _Numbered:
    """What follows the number: date, issuer, title, in that order, each optional."""
    start, kind = head
    issued_on, end = _date(clean, plain, match.end())
    issuer = None
    if of := _OF.match(clean, end):
        stop = issuer_end(clean, of.end())
        if stop > of.end():
            issuer, end = Span(of.end(), stop), stop
            if issued_on is None:
                issued_on, end = _date(clean, plain, end)
    title = read_title(clean, end, kind)
    number = Span(match.start(), match.end())
    return _Numbered(start, kind, number, issued_on, issuer, title, title.end if title else end)


def _date(clean: str, plain: str, at: int) -> tuple[date | None, int]:
    if found := _DATE_AFTER.match(plain, at):
        return date_of(found), found.end()
    if broken := _BROKEN_DATE.match(clean, at):
        return None, broken.end()
    if year := _YEAR_AFTER.match(clean, at):
        return None, year.end()
    return None, at


_TOGETHER = re.compile(r"\s*(?:và|,|;)\s*(?:các\s+)?")


def _share_titles(items: list[_Numbered], clean: str) -> list[_Numbered]:
    """In "A và B về T" A takes the title of B; joined by ";" only two Party directives do."""
    out = list(items)
    for i in range(len(items) - 2, -1, -1):
        here, after = out[i], out[i + 1]
        if here.title or not after.title or here.kind != after.kind:
            continue
        between = _TOGETHER.fullmatch(clean[here.end : after.start])
        party = all(
            re.match(r"\d+\s?-", clean[s.number.start : s.number.end]) for s in (here, after)
        )
        if between and ("và" in between.group() or party):
            out[i] = replace(here, title=replace(after.title, end=here.end))
    return out


def _citation(text: str, clean: str, item: _Numbered) -> Citation:
    span = Span(item.start, item.end)
    return Citation(
        text=span.of(text),
        kind=item.kind,
        number=_printed_number(item.number.of(text)),
        issued_on=item.issued_on,
        issuer=split_issuers(words_of(text, clean, item.issuer)) if item.issuer else None,
        title=_title(text, clean, item),
        span=span,
        scope=Scope.SPECIFIC,
    )


def _title(text: str, clean: str, item: _Numbered) -> str | None:
    """The title after the issuer; for a law the name before its number."""
    if item.title:
        return words_of(text, clean, item.title.words)
    name = re.match(rf"{item.kind}\s+(.+?)\s+số\s*:?\s*$", text[item.start : item.number.start])
    return " ".join(name[1].split()) if name else None


def _printed_number(written: str) -> str:
    return re.sub(r"\s+", "", legible(written))


def _with_article(citation: Citation, clean: str) -> Citation:
    if citation.span is None:
        return citation
    before = _ARTICLE.search(clean, max(0, citation.span.start - 40), citation.span.start)
    return replace(citation, article=before[1].strip(" ,")) if before else citation


__all__ = ["KIND_WORD", "find_citations", "identity"]
