"""Capital letters (Phụ lục II NĐ 30/2020)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.document.facts import Span
from drafter.reading.vietnamese import LOWER

from .case import Case
from .finding import Category, Severity
from .rule import Family, Flaw

CAPITALS = Family(Category.WORDING)

_PEOPLE = re.compile(
    r"(?<!ban )(?<!đồng )(?<!án )(?<!sát )(?<!đội )(?<!an )(?<!trang )(?<!tranh )(?<!sĩ )"
    r"(?<!giáo )\bnhân dân\b"
)
_BODIES = (
    (
        re.compile(
            r"(?<![\w“])(?:ủy|uỷ) ban nhân dân|(?:Ủy|Uỷ) Ban [Nn]hân [Dd]ân|(?:Ủy|Uỷ) ban Nhân dân"
        ),
        "Ủy ban nhân dân",
    ),
    (re.compile(r"(?<![\w“])hội đồng nhân dân|Hội Đồng [Nn]hân [Dd]ân|Hội đồng Nhân dân"), "Hội đồng nhân dân"),
    (re.compile(r"mặt trận tổ quốc|Mặt Trận Tổ Quốc|Mặt trận tổ quốc"), "Mặt trận Tổ quốc"),
    (re.compile(r"UBMT [Tt]ổ quốc"), "Ủy ban MTTQ Việt Nam"),
    (re.compile(r"Hội đồng thi đua\s*-\s*khen thưởng|hội đồng thi đua\s*-\s*khen thưởng"), "Hội đồng Thi đua - Khen thưởng"),
)  # fmt: skip


@CAPITALS.rule("VH-01", Severity.WARNING, "PLII-V.1", "Viết hoa Nhân dân, Nhà nước")
def people(case: Case) -> Iterator[Flaw]:
    """Standalone "nhân dân"; told once with the number of places."""
    found = list(case.search(_PEOPLE, Span(case.body_start, case.annex_start)))
    found = [
        s for s in found if not case.inside_citation(s) and case.text[s.end : s.end + 4] != " tệ"
    ]
    if found:
        more = f" ({len(found)} chỗ)" if len(found) > 1 else ""
        yield Flaw(f"“nhân dân” là danh từ riêng phải viết hoa: “Nhân dân”{more}.", found[0],
                   "Viết Nhân dân.", "Nhân dân", Severity.WARNING if len(found) > 1 else Severity.INFO)  # fmt: skip


@CAPITALS.rule("VH-02", Severity.WARNING, "PLII-IV.1", "Viết hoa đúng tên cơ quan, tổ chức")
def bodies(case: Case) -> Iterator[Flaw]:
    """Capitals of the names of bodies."""
    for pattern, right in _BODIES:
        for span in case.search(pattern, Span(case.body_start, case.annex_start)):
            if case.inside_citation(span) and case.text[span.start].islower():
                continue
            yield Flaw(f"“{case.quote(span)}” viết hoa chưa đúng.", span, f"Viết {right}.", right)


_DOC_WORDS = re.compile(
    r"(?<![\w“])(?P<kind>luật|nghị định|nghị quyết|quyết định|chỉ thị|thông tư|công văn|kế hoạch|hướng dẫn|kết luận) (?=số:? ?\d)"
)


@CAPITALS.rule(
    "VH-07",
    Severity.WARNING,
    "PLII-V.6",
    "Viết hoa tên loại khi nêu văn bản cụ thể: Nghị định số …",
)
def kinds_of_documents(case: Case) -> Iterator[Flaw]:
    """ "nghị định số 152"."""
    for found in _DOC_WORDS.finditer(case.clean, case.body_start, case.annex_start):
        kind = found["kind"]
        span = Span(found.start("kind"), found.end("kind"))
        right = kind[0].upper() + kind[1:]
        yield Flaw(f"“{kind} số …” phải viết hoa: “{right} số …”.", span, f"Viết {right}.", right)


_PARTS_UPPER = re.compile(r"(?<=[a-zà-ỹđ,] )(?P<word>Khoản|Điểm) (?=\d|[a-zđ]\b)")
_ARTICLE_LOWER = re.compile(r"(?<!\w)điều (?=\d+[a-z]? (?:của )?(?:Luật|Nghị định|Thông tư))")


@CAPITALS.rule(
    "VH-06", Severity.WARNING, "PLII-V.7", "Viết hoa Điều, viết thường khoản, điểm khi viện dẫn"
)
def parts_of_documents(case: Case) -> Iterator[Flaw]:
    """Khoản 2 Điều 60 → khoản 2 Điều 60."""
    where = Span(case.body_start, case.annex_start)
    for found in _PARTS_UPPER.finditer(case.clean, where.start, where.end):
        span = Span(found.start("word"), found.end("word"))
        yield Flaw(
            f"“{found['word']}” trong câu viết thường.",
            span,
            f"Viết {found['word'].lower()}.",
            found["word"].lower(),
        )
    for span in case.search(_ARTICLE_LOWER, where):
        yield Flaw("“điều” khi viện dẫn phải viết hoa.", span, "Viết Điều.", "Điều ")


_LOWER_START = re.compile(
    rf"(?m)^(?:[-+•]\s*|\d{{1,2}}\.\s+|[a-zđ]\)\s+|[IVX]+\.\s+)(?P<first>[{LOWER}])"
)
_AFTER_STOP = re.compile(rf"(?<=[{LOWER}]{{2}}\. )(?P<first>[{LOWER}])(?=[{LOWER}])")


@CAPITALS.rule("VH-15", Severity.WARNING, "PLII-I", "Viết hoa chữ đầu câu, đầu dòng")
def sentence_starts(case: Case) -> Iterator[Flaw]:
    """Items and sentences that start with a small letter."""
    for pattern in (_LOWER_START, _AFTER_STOP):
        for found in pattern.finditer(case.clean, case.body_start, case.tail_start):
            if re.search(r"(?:TP|Tr|tr|v\.v|GS|TS)\. $", case.clean[: found.start("first")][-6:]):
                continue
            span = Span(found.start("first"), min(len(case.text), found.start("first") + 30))
            yield Flaw(
                f"Đầu câu, đầu dòng viết thường: “{case.quote(span)}”.", span, "Viết hoa chữ đầu."
            )
