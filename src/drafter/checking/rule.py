"""What a rule is: a number, a reason, and a function that finds its flaws in a case."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from drafter.document.facts import Span

from .case import Case
from .finding import Category, Finding, Fix, Severity


@dataclass(frozen=True, slots=True)
class Flaw:
    """One place where a rule is broken. ``severity`` only where it differs from the rule's."""

    message: str
    span: Span | None = None
    advice: str = ""
    replacement: str | None = None
    severity: Severity | None = None
    quote: str = ""


Check = Callable[[Case], Iterable[Flaw]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule. ``what`` is one Vietnamese line for ``docs/rules.md``; ``clause`` its source."""

    id: str
    category: Category
    severity: Severity
    clause: str
    what: str
    check: Check

    def findings(self, case: Case) -> Iterator[Finding]:
        """The flaws of ``case`` under this rule, as findings with place and quote."""
        for flaw in self.check(case):
            yield Finding(
                rule=self.id,
                category=self.category,
                severity=flaw.severity or self.severity,
                message=flaw.message,
                advice=flaw.advice,
                quote=flaw.quote or (case.quote(flaw.span) if flaw.span else ""),
                where=case.place(flaw.span),
                fix=_fix(flaw),
                clause=self.clause,
            )


@dataclass(slots=True)
class Family:
    """The rules of one category, in the order in which they were written down."""

    category: Category
    rules: list[Rule] = field(default_factory=list)

    def rule(self, id: str, severity: Severity, clause: str, what: str) -> Callable[[Check], Check]:
        """Enter the decorated function as the check of a new rule of this family."""

        def enter(check: Check) -> Check:
            self.rules.append(Rule(id, self.category, severity, clause, what, check))
            return check

        return enter


def _fix(flaw: Flaw) -> Fix | None:
    if flaw.replacement is None or flaw.span is None:
        return None
    return Fix(flaw.span, flaw.replacement)
