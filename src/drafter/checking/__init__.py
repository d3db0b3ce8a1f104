"""Checking: a document held against its context, before anybody signs it. Pure; no model.

Every rule is a row of ``rulebook.RULES``. Findings quote the exact words and say what to do;
a rule can be switched off by an office, and that is shown as a finding too.
"""

from __future__ import annotations

from dataclasses import replace

from drafter.document.model import LaunchDocument
from drafter.document.reading import ReadDocument
from drafter.reading import read_text

from .case import Case
from .context import CheckContext, resolved
from .finding import Category, Finding, Fix, Place, Severity
from .floors import assigned_floors
from .grounds import ungrounded
from .rulebook import RULES, apply
from .switches import Switch, told

_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


def check(document: ReadDocument, context: CheckContext) -> list[Finding]:
    """Findings for any launch document, ours or another's, the gravest first.

    What a text lost on its way here (the letterhead) is told as info, not as an error.
    """
    found = apply(Case(document, resolved(context, document)))
    return _ordered([*found, *told(context.switched_off)])


def check_draft(document: LaunchDocument, context: CheckContext) -> list[Finding]:
    """Findings for a draft of ours: its text, the ground of every fact, what to tell.

    Adds to `check` that every number, reference, date, movement and place of the body has a
    ground. Blanks and placeholders are what is left to fill in, not errors.
    """
    from drafter.rendering.text import to_text

    context = replace(context, draft=True)
    read = read_text(to_text(document), "dự thảo")
    case = Case(read, resolved(context, read))
    return _ordered([*apply(case), *ungrounded(document, case), *told(context.switched_off)])


def _ordered(findings: list[Finding]) -> list[Finding]:
    unique = {(f.rule, f.message, f.where.span): f for f in findings}
    return sorted(
        unique.values(),
        key=lambda f: (_ORDER[f.severity], f.where.span.start if f.where.span else -1),
    )


__all__ = [
    "RULES",
    "Category",
    "CheckContext",
    "Finding",
    "Fix",
    "Place",
    "Severity",
    "Switch",
    "assigned_floors",
    "check",
    "check_draft",
]
