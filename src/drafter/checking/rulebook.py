"""All rules, in the order of their families, and how they are applied to a case."""

from __future__ import annotations

from . import closing, dateline, letterhead, structure, telling
from .against import AGAINST
from .capitals import CAPITALS
from .case import Case
from .finding import Finding
from .identity import IDENTITY
from .lastyear import LAST_YEAR
from .law import LAW
from .misspelling import SPELLING
from .numbering import NUMBERING
from .open_ends import OPEN_DAYS, OPEN_ENDS, OPEN_MEASURES
from .rule import Rule
from .sentences import SENTENCES
from .sums import SUMS
from .switches import without
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
    OPEN_ENDS,
    OPEN_DAYS,
    OPEN_MEASURES,
)

RULES: tuple[Rule, ...] = tuple(rule for family in FAMILIES for rule in family.rules)


def apply(case: Case) -> list[Finding]:
    """The findings of every rule; those of rules that are off as `switches.without` has it."""
    found = [finding for rule in RULES for finding in rule.findings(case)]
    return list(without(found, case.context.switched_off))
