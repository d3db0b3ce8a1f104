"""Applying safe fixes: one rule at a time, checked again, taken back if anything got worse."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from drafter.document.edit import LineEdit, line_edit
from drafter.document.reading import ReadDocument
from drafter.reading import read_text

from . import check as check_document
from .context import CheckContext
from .finding import Finding, Fix, Severity

T = TypeVar("T")
Check = Callable[[T], Sequence[Finding]]
Put = Callable[[T, Sequence[Finding]], T]


@dataclass(frozen=True, slots=True)
class FixReport(Generic[T]):
    """What came out, the findings that were fixed, those whose fix was not kept.

    ``content`` is a text, a draft or the bytes of a file; ``findings`` are those of the last
    check.
    """

    content: T
    applied: tuple[Finding, ...] = ()
    taken_back: tuple[Finding, ...] = ()
    findings: tuple[Finding, ...] = ()


def settle(
    content: T, findings: Sequence[Finding], check: Check[T], put: Put[T], rules: Iterable[str] = ()
) -> FixReport[T]:
    """``content`` with the fixes of ``findings`` put in, those of ``rules`` where some are named.

    After the fixes of each rule the content is checked again. If an error or warning is new, or
    the rule still finds as much, the fixes of the rule are tried one by one, and those that
    bring nothing good are taken back.
    """
    ids = list(dict.fromkeys(f.rule for f in findings if f.fix))
    named = set(rules)
    applied: list[Finding] = []
    back: list[Finding] = []
    for rule in (id for id in ids if not named or id in named):
        batch = _fixable(findings, rule)
        tried = put(content, batch)
        after = check(tried)
        if batch and _better(findings, after, rule):
            content, findings = tried, after
            applied += batch
        elif len(batch) > 1:
            content, findings = _one_by_one(content, findings, check, put, rule, applied, back)
        else:
            back += batch
    return FixReport(content, tuple(applied), tuple(back), tuple(findings))


def _one_by_one(
    content: T,
    findings: Sequence[Finding],
    check: Check[T],
    put: Put[T],
    rule: str,
    applied: list[Finding],
    back: list[Finding],
) -> tuple[T, Sequence[Finding]]:
    passed = 0  # fixes of this rule that were taken back stand before the next one
    while passed < len(batch := _fixable(findings, rule)):
        one = batch[passed]
        tried = put(content, [one])
        after = check(tried)
        if _better(findings, after, rule):
            content, findings = tried, after
            applied.append(one)
        else:
            back.append(one)
            passed += 1
    return content, findings


def fixed_text(
    document: ReadDocument,
    findings: Sequence[Finding],
    check: Callable[[ReadDocument], Sequence[Finding]],
) -> FixReport[str]:
    """The text of ``document`` with the safe fixes of the rules in ``findings``.

    The text is read anew before the first fix: what a file knew beyond its text must not look
    like a loss.
    """
    text = read_text(document.text).text
    rules = {f.rule for f in findings if f.fix}
    if not rules:
        return FixReport(text, findings=tuple(findings))

    def look(words: str) -> Sequence[Finding]:
        return check(read_text(words))

    return settle(text, look(text), look, _put_in_text, rules)


def mend(
    document: ReadDocument, context: CheckContext, rules: Iterable[str] = ()
) -> FixReport[str]:
    """``document`` with the safe fixes of ``rules`` (default: of every rule) applied."""
    named = set(rules)
    found = [f for f in check_document(document, context) if not named or f.rule in named]
    return fixed_text(document, found, lambda read: check_document(read, context))


def apply_fixes(text: str, fixes: Iterable[Fix]) -> str:
    """``text`` with ``fixes`` put in, the last one first; of two that overlap one is left out."""
    before = len(text) + 1
    for fix in sorted(fixes, key=lambda f: f.span, reverse=True):
        if fix.span.end <= before:
            text = text[: fix.span.start] + fix.replacement + text[fix.span.end :]
            before = fix.span.start
    return text


def line_edits(text: str, findings: Iterable[Finding]) -> Iterator[LineEdit]:
    """The fixes of ``findings`` as changes of lines of ``text``, no two of them overlapping."""
    end = 0
    for fix in sorted((f.fix for f in findings if f.fix), key=lambda fix: fix.span):
        edit = line_edit(text, fix.span, fix.replacement)
        if edit is not None and fix.span.start >= end:
            end = fix.span.end
            yield from edit.pieces()


def _put_in_text(text: str, findings: Sequence[Finding]) -> str:
    return apply_fixes(text, [f.fix for f in findings if f.fix])


def _fixable(findings: Iterable[Finding], rule: str) -> list[Finding]:
    """The findings of ``rule`` that have a fix, in the order of the text."""
    placed = [(f.fix.span, f) for f in findings if f.rule == rule and f.fix is not None]
    return [finding for _, finding in sorted(placed, key=lambda pair: pair[0])]


def _better(before: Sequence[Finding], after: Sequence[Finding], rule: str) -> bool:
    """Less of ``rule``, and of nothing grave more: places move, numbers tell."""
    fewer = sum(f.rule == rule for f in after) < sum(f.rule == rule for f in before)
    return fewer and not _grave(after) - _grave(before)


def _grave(findings: Iterable[Finding]) -> Counter[tuple[str, Severity]]:
    return Counter((f.rule, f.severity) for f in findings if f.severity is not Severity.INFO)
