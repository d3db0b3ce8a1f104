"""The format of a .docx held against Nghị định 30/2020.

Most rules read the file itself; some can only be judged on the rendered page. Where no page
is given those are listed as not evaluated, which is never the same as passed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from drafter.document.form_rules import FORM_RULES
from drafter.reading.docx_format import read_format

from .finding import Finding, Severity
from .format_body import check_body
from .format_fault import Sheet
from .format_foot import check_foot
from .format_head import check_head
from .format_page import check_pages
from .format_parts import find_parts
from .format_sheet import check_sheet
from .switches import Switch, without

_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


@dataclass(frozen=True, slots=True)
class FormatReport:
    """Findings, worst first, and the ids of the rules that were and were not evaluated."""

    findings: tuple[Finding, ...]
    evaluated: tuple[str, ...]
    not_evaluated: tuple[str, ...]


def check_format(docx: bytes, *, pdf: bytes | None = None, final: bool = False) -> FormatReport:
    """Holds ``docx`` against the format rules (``document/form_rules.py``).

    ``pdf`` is the same file rendered (``rendering.to_pdf``); ``None`` where that cannot be
    done. ``final`` asks for a file ready to be signed, without a placeholder. Raises
    ``UnreadableFile`` for bytes that are no .docx.
    """
    from drafter.reading.page_layout import page_layout

    document = read_format(docx)
    pages = page_layout(pdf) if pdf else None
    sheet = Sheet(document, find_parts(document), len(pages) if pages else None, final)
    found = [*check_sheet(sheet), *check_head(sheet), *check_body(sheet), *check_foot(sheet)]
    if pages:
        told = {finding.rule for finding in found}
        found += [f for f in check_pages(sheet, pages) if f.rule not in told]
    left_out = {rule.id for rule in FORM_RULES.values() if rule.page and not pages}
    if not final:
        left_out.add("ND-08")
    return FormatReport(
        findings=tuple(sorted(found, key=lambda f: _ORDER[f.severity])),
        evaluated=tuple(i for i in FORM_RULES if i not in left_out),
        not_evaluated=tuple(i for i in FORM_RULES if i in left_out),
    )


def joined(
    findings: list[Finding], report: FormatReport, switched_off: Iterable[Switch] = ()
) -> list[Finding]:
    """``findings`` of the text and those of the file, a rule told by the text not told twice."""
    told = {finding.rule for finding in findings}
    fresh = (f for f in report.findings if f.rule not in told)
    both = [*findings, *without(fresh, switched_off)]
    return sorted(both, key=lambda f: _ORDER[f.severity])
