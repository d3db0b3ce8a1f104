"""Numbers of headings and items: no gap, no repeat, the right signs (PLI-II.6c-đ, PLI-V)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.document.facts import Span
from drafter.document.reading import SectionMark
from drafter.reading.vietnamese import LETTERS, from_roman

from .case import Case
from .finding import Category, Severity
from .rule import Family, Flaw

NUMBERING = Family(Category.STRUCTURE)

_ROMAN = re.compile(r"[IVXL]+")


def style_of(mark: SectionMark) -> str:
    """roman, arabic, decimal, letter or other."""
    label = mark.label.strip("(). ")
    if _ROMAN.fullmatch(label):
        return "roman"
    if label.isdigit():
        return "arabic"
    if re.fullmatch(r"\d+(?:\.\d+)+", label):
        return "decimal"
    return "letter" if re.fullmatch(r"[a-zđ]", label) else "other"


def value_of(mark: SectionMark) -> int | None:
    """Running number of the label in its series."""
    label = mark.label.strip("(). ")
    style = style_of(mark)
    if style == "roman":
        return from_roman(label)
    if style in ("arabic", "decimal"):
        return int(label.split(".")[-1])
    return LETTERS.index(label) + 1 if style == "letter" and label in LETTERS else None


def series(case: Case) -> list[list[SectionMark]]:
    """Brothers in printed order: marks of one depth and style under one heading."""

    def find() -> list[list[SectionMark]]:
        out: list[list[SectionMark]] = []
        open_: dict[tuple[int, str], list[SectionMark]] = {}
        for mark in case.document.sections:
            open_ = {k: v for k, v in open_.items() if k[0] <= mark.depth}
            key = (mark.depth, style_of(mark))
            if key not in open_:
                open_[key] = []
                out.append(open_[key])
            open_[key].append(mark)
        return out

    return case.once("series", find)


@NUMBERING.rule(
    "NB-01", Severity.WARNING, "PLI-II.6c", "Số thứ tự bắt đầu từ 1, không bỏ quãng, không trùng"
)
def unbroken(case: Case) -> Iterator[Flaw]:
    """Gaps, repeats and wrong starts."""
    for brothers in series(case):
        yield from _breaks(case, brothers)


def _breaks(case: Case, brothers: list[SectionMark]) -> Iterator[Flaw]:
    expected = 1
    for at, mark in enumerate(brothers):
        value = value_of(mark)
        if value is None or style_of(mark) == "other":
            return
        if value == expected:
            expected += 1
            continue
        where = Span(mark.span.start, min(mark.span.end, mark.span.start + 80))
        if at and value == value_of(brothers[at - 1]):
            yield Flaw(f"Số thứ tự “{mark.label}” bị trùng.", where, "Đánh số lại.",
                       severity=Severity.ERROR)  # fmt: skip
        elif at == 0:
            yield Flaw(
                f"Dãy số bắt đầu từ “{mark.label}”, không phải từ đầu.", where, "Đánh số lại."
            )
        elif value > expected:
            yield Flaw(
                f"Số thứ tự nhảy đến “{mark.label}”, thiếu số ở giữa.", where, "Đánh số lại."
            )
        else:
            yield Flaw(f"Số thứ tự “{mark.label}” lặp lại hoặc sai thứ tự.", where, "Đánh số lại.",
                       severity=Severity.ERROR)  # fmt: skip
        expected = value + 1


@NUMBERING.rule(
    "NB-02",
    Severity.ERROR,
    "PLI-V(b)",
    "Bố cục lồng nhau theo thứ tự I. > 1. > a); không có số La Mã dưới số Ả Rập",
)
def nesting(case: Case) -> Iterator[Flaw]:
    """Roman numerals under Arabic ones."""
    above: dict[int, SectionMark] = {}
    for mark in case.document.sections:
        above = {d: m for d, m in above.items() if d < mark.depth}
        parent = above.get(mark.depth - 1)
        if (
            parent
            and style_of(mark) == "roman"
            and style_of(parent) in ("arabic", "letter", "decimal")
        ):
            same = next(
                (
                    m
                    for m in case.document.sections
                    if m.label == mark.label and m.depth < mark.depth
                ),
                None,
            )
            twice = f", trùng với “{same.label}. {same.title[:40]}”" if same else ""
            yield Flaw(
                f"Số La Mã “{mark.label}. {mark.title[:40]}” nằm dưới “{parent.label}”{twice}.",
                Span(mark.span.start, min(mark.span.end, mark.span.start + 80)),
                "Dùng a), b), c) hoặc đưa ra thành mục lớn.",
            )
        above[mark.depth] = mark


@NUMBERING.rule("NB-10", Severity.WARNING, "PLI-II.6c", "Một dãy số phải có từ hai điểm trở lên")
def alone(case: Case) -> Iterator[Flaw]:
    """A "1." without "2."."""
    for brothers in series(case):
        if len(brothers) == 1 and style_of(brothers[0]) in ("arabic", "roman", "decimal", "letter"):
            mark = brothers[0]
            if value_of(mark) == 1:
                yield Flaw(
                    f"Chỉ có một điểm “{mark.label}”, không có điểm tiếp theo.",
                    Span(mark.span.start, min(mark.span.end, mark.span.start + 80)),
                    "Bỏ số thứ tự hoặc tách thêm điểm.",
                    severity=None if style_of(mark) in ("roman", "arabic") else Severity.INFO,
                )


@NUMBERING.rule(
    "NB-11",
    Severity.WARNING,
    "PLI-V(b)",
    "Nội dung thi đua phải nằm trong mục “Nội dung thi đua”, không ngang hàng với mục đó",
)
def fallen_out(case: Case) -> Iterator[Flaw]:
    """ "3. Thi đua xây dựng …" beside "2. Nội dung thi đua" that has items of its own."""
    for brothers in series(case):
        inside = False
        for mark in brothers:
            title = mark.title.strip().lower()
            if title.startswith("nội dung"):
                inside = _has_children(case, mark)
            elif inside and re.match(r"thi đua (?!thực hiện$)", title):
                yield Flaw(
                    f"“{mark.label}. {mark.title[:60]}” là nội dung thi đua, phải đánh số tiếp trong mục "
                    "“Nội dung thi đua”, không ngang hàng với mục đó.",
                    Span(mark.span.start, min(mark.span.end, mark.span.start + 80)), "Đánh số lại.",
                )  # fmt: skip


def _has_children(case: Case, mark: SectionMark) -> bool:
    after = [m for m in case.document.sections if m.span.start > mark.span.start]
    return bool(after) and after[0].depth > mark.depth


_BAD_LETTER = re.compile(r"(?m)^[ \t]*(?P<letter>[fjwz])\)\s")


@NUMBERING.rule(
    "NB-05",
    Severity.ERROR,
    "PLI-II.6đ",
    "Điểm đánh theo bảng chữ cái tiếng Việt: a, b, c, d, đ, e, g…",
)
def alphabet(case: Case) -> Iterator[Flaw]:
    """f, j, w, z as letters; đ skipped is a gap of NB-01."""
    for found in _BAD_LETTER.finditer(case.clean, case.body.start, case.body.end):
        yield Flaw(f"Chữ “{found['letter']})” không có trong bảng chữ cái tiếng Việt.",
                   Span(*found.span()), "Dùng a, b, c, d, đ, e, g, h, i, k…")  # fmt: skip


_SIGN = re.compile(
    r"(?m)^[ \t]*(?:(?P<nospace>(?:[IVX]{1,5}|\d{1,2})\.(?=[^\W\d_]))|(?P<paren>(?:[IVX]{1,5}|\d{1,2})\)\s)"
    r"|(?P<dotted>[a-zđ]\.\s))"
)


@NUMBERING.rule(
    "NB-06",
    Severity.WARNING,
    "PLI-II.6đ",
    "Sau số là dấu chấm, sau chữ là dấu “)”, rồi một khoảng trắng",
)
def signs(case: Case) -> Iterator[Flaw]:
    """ "1.Tổng", "1)", "a."."""
    groups: dict[str, list[re.Match[str]]] = {}
    for found in _SIGN.finditer(case.clean, case.body.start, case.body.end):
        groups.setdefault(found.lastgroup or "", []).append(found)
    for style, found_all in groups.items():
        first = found_all[0]
        span, words = Span(*first.span()), first.group().strip()
        more = f" ({len(found_all)} chỗ)" if len(found_all) > 1 else ""
        if style == "nospace":
            yield Flaw(f"Thiếu khoảng trắng sau “{words}”{more}.", span, f"Ghi “{words} ”.",
                       first.group() + " ", Severity.INFO)  # fmt: skip
        elif style == "paren":
            yield Flaw(
                f"Sau số dùng dấu chấm, không dùng “{words}”{more}.", span, "Đổi thành dấu chấm."
            )
        else:
            yield Flaw(
                f"Sau chữ dùng dấu “)”, không dùng “{words}”{more}.", span, "Đổi thành dấu “)”."
            )


_HEADING_END = re.compile(r"(?m)^[ \t]*[IVX]{1,5}\.\s[^\n]{3,80}(?P<end>[:.])\s*$")


@NUMBERING.rule("NB-08", Severity.INFO, "Lối viết", "Tiêu đề không kết thúc bằng dấu câu")
def heading_end(case: Case) -> Iterator[Flaw]:
    """Colon or stop after a heading."""
    for found in _HEADING_END.finditer(case.clean, case.body.start, case.body.end):
        heading = found.group().strip()
        if heading.upper() == heading:
            yield Flaw(f"Tiêu đề kết thúc bằng “{found['end']}”.", Span(found.start("end"), found.end("end")),
                       "Bỏ dấu cuối tiêu đề.", "")  # fmt: skip
