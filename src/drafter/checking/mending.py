"""Applying safe fixes: one rule at a time, checked again, taken back if anything got worse."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from drafter.document.reading import ReadDocument
from drafter.reading import read_text

from . import check
from .context import CheckContext
from .finding import Finding, Fix, Severity


@dataclass(frozen=True, slots=True)
class Mended:
    """The mended text, the findings that were fixed, and those whose fix was taken back."""

    text: str
    fixed: tuple[Finding, ...] = ()
    taken_back: tuple[Finding, ...] = ()


def mend(document: ReadDocument, context: CheckContext, rules: Iterable[str] = ()) -> Mended:
    """``document`` with the safe fixes of ``rules`` (default: of every rule) applied.

    After the fixes of each rule the text is read and checked again; if a finding of error or
    warning is new, the fixes of that rule are taken back.
    """
    text, findings = document.text, check(document, context)
    wanted = list(dict.fromkeys(rules)) or list(dict.fromkeys(f.rule for f in findings if f.fix))
    fixed: list[Finding] = []
    back: list[Finding] = []
    for rule in wanted:
        of_rule = [f for f in findings if f.rule == rule and f.fix is not None]
        tried = apply_fixes(text, [f.fix for f in of_rule if f.fix])
        after = check(read_text(tried), context)
        if _worse(findings, after):
            back += of_rule
            continue
        fixed += of_rule
        text, findings = tried, after
    return Mended(text, tuple(fixed), tuple(back))


def apply_fixes(text: str, fixes: Iterable[Fix]) -> str:
    """``text`` with ``fixes`` put in, the last one first; of two that overlap one is left out."""
    before = len(text) + 1
    for fix in sorted(fixes, key=lambda f: f.span, reverse=True):
        if fix.span.end <= before:
            text = text[: fix.span.start] + fix.replacement + text[fix.span.end :]
            before = fix.span.start
    return text


def _worse(before: list[Finding], after: list[Finding]) -> bool:
    return bool(_grave(after) - _grave(before))


def _grave(findings: list[Finding]) -> Counter[str]:
    """Errors and warnings by rule: places move when words change, their number must not grow."""
    return Counter(f.rule for f in findings if f.severity is not Severity.INFO)
