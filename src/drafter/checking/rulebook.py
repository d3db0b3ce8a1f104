"""All rules, in the order of their families, and how they are applied to a case."""

from __future__ import annotations

from . import closing, dateline, letterhead, structure, telling
from .against import AGAINST
from .capitals import CAPITALS
from .case import Case
from .finding import Category, Finding, Severity
from .identity import IDENTITY
from .lastyear import LAST_YEAR
from .law import LAW
from .misspelling import SPELLING
from .numbering import NUMBERING
from .rule import Rule
from .sentences import SENTENCES
from .sums import SUMS
from .time import TIME
from .wording import WORDING

FAMILIES = (
    letterhead.PARTS,
    letterhead.HEAD,
    dateline.PARTS,
    dateline.LINES,
    structure.PARTS,
    NUMBERING,
    closing.CLOSING,
    closing.SIGNING,
    LAW,
    AGAINST,
    SUMS,
    LAST_YEAR,
    IDENTITY,
    TIME,
    SPELLING,
    WORDING,
    SENTENCES,
    CAPITALS,
    telling.TELLING,
    telling.TELLING_TIME,
    telling.TELLING_TARGETS,
)

RULES: tuple[Rule, ...] = tuple(rule for family in FAMILIES for rule in family.rules)


def apply(case: Case) -> list[Finding]:
    """The findings of every rule that is switched on, and a note for each that is not."""
    off = case.context.switched_off
    found = [finding for rule in RULES if rule.id not in off for finding in rule.findings(case)]
    return [*found, *(_note(rule) for rule in RULES if rule.id in off)]


def _note(rule: Rule) -> Finding:
    return Finding(
        rule.id,
        Category(rule.category),
        Severity.INFO,
        f"Quy tắc {rule.id} đang tắt theo lựa chọn của đơn vị: {rule.what}.",
        clause=rule.clause,
    )
