"""The promise of the house: no figure, reference, date, name or place without a known source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from drafter.document.facts import FactKind, GroundKind, Span
from drafter.document.layout import PLACEHOLDER_PATTERN
from drafter.document.model import LaunchDocument, Paragraph
from drafter.reading.vietnamese import LOWER, UPPER

from .case import Case
from .finding import Category, Finding, Place, Severity
from .switches import without


@dataclass(frozen=True, slots=True)
class GroundRule:
    """A rule on the account of facts of a draft; `RULES` of the text do not see that account."""

    id: str
    what: str
    clause: str = "Nguyên tắc của phần mềm"


GROUND_RULES = (
    GroundRule("NUM-01", "Mỗi con số, ngày, số văn bản trong dự thảo phải có nguồn"),
    GroundRule("NUM-02", "Mỗi tên phong trào, tên trong ngoặc kép phải có nguồn"),
    GroundRule("NUM-03", "Mỗi địa danh trong dự thảo phải có nguồn"),
    GroundRule("NUM-04", "Số liệu, viện dẫn của năm trước chỉ được dùng khi người dùng xác nhận"),
    GroundRule("NUM-05", "Sổ nguồn phải khớp với chữ trong dự thảo"),
)
_DIGITS = re.compile(r"\d(?:[\d.,/]*\d)?(?:\s?%)?")
_QUOTED = re.compile(r"“([^”]{3,160})”")
_PLACE = re.compile(
    rf"\b(?:[Xx]ã|[Pp]hường|[Tt]hị trấn|[Hh]uyện|[Tt]ỉnh|[Tt]hành phố|[Đđ]ặc khu)\s+"
    rf"(?!Ủy|Hội|Đảng|Đoàn|Mặt|Nông)([{UPPER}][{LOWER}]+(?:\s[{UPPER}][{LOWER}]+)*)"
)
_PLACEHOLDER = re.compile(PLACEHOLDER_PATTERN)
_FACTS_OF_A_YEAR = frozenset({FactKind.TARGET, FactKind.CITATION, FactKind.DATE})


def ungrounded(document: LaunchDocument, case: Case) -> Iterator[Finding]:
    """Facts of the body that no use accounts for, and accounts that do not hold."""
    for at, (path, paragraph) in enumerate(document.paragraphs(), 1):
        found = _of_paragraph(paragraph, Place(path, at))
        yield from without(found, case.context.switched_off)


def _of_paragraph(paragraph: Paragraph, where: Place) -> Iterator[Finding]:
    covered = [use.span for use in paragraph.uses]
    covered += [Span(*m.span()) for m in _PLACEHOLDER.finditer(paragraph.text)]
    for rule, pattern, what in (
        ("NUM-01", _DIGITS, "Con số"),
        ("NUM-02", _QUOTED, "Tên trong ngoặc kép"),
        ("NUM-03", _PLACE, "Địa danh"),
    ):
        for found in pattern.finditer(paragraph.text):
            span = Span(*found.span())
            if not any(c.covers(span) or _inner(pattern, found, c) for c in covered):
                yield _finding(
                    rule, Severity.ERROR, where, found.group(), paragraph.text,
                    f"{what} “{found.group()}” trong dự thảo không có nguồn.",
                    "Xóa, hoặc cho biết nguồn.",
                )  # fmt: skip
    yield from _accounts(paragraph, where)


def _inner(pattern: re.Pattern[str], found: re.Match[str], covered: Span) -> bool:
    """A quoted or named thing is accounted for when the name alone is."""
    return pattern is not _DIGITS and covered.covers(Span(*found.span(1)))


def _accounts(paragraph: Paragraph, where: Place) -> Iterator[Finding]:
    for use in paragraph.uses:
        if use.span.of(paragraph.text) != use.text or not use.ground.ref:
            yield _finding(
                "NUM-05", Severity.ERROR, where, use.text, paragraph.text,
                f"Nguồn của “{use.text}” không khớp với chữ trong dự thảo.", "Soạn lại đoạn này.",
            )  # fmt: skip
        last_year = use.ground.kind is GroundKind.LAST_YEAR
        if last_year and use.kind in _FACTS_OF_A_YEAR and "[" not in use.text:
            yield _finding(
                "NUM-04", Severity.WARNING, where, use.text, paragraph.text,
                f"“{use.text}” lấy từ văn bản năm trước, chưa được xác nhận cho năm nay.",
                "Xác nhận hoặc sửa.",
            )  # fmt: skip


def _finding(
    rule: str, severity: Severity, where: Place, quote: str, text: str, message: str, advice: str
) -> Finding:
    around = text if len(text) <= 160 else f"{text[:160]}…"
    return Finding(
        rule, Category.NUMBER, severity, message, advice, quote or around, where,
        clause="Nguyên tắc của phần mềm",
    )  # fmt: skip
