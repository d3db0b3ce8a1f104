"""What the program knows, as JSON: the shapes of ``docs/cli.md``."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from drafter.checking.finding import Finding, Severity

if TYPE_CHECKING:  # shapes only: a command that checks a file loads no writer and no shelf
    from drafter.document.brief import Brief
    from drafter.document.facts import Ground, Target, Use
    from drafter.document.model import Paragraph, Section
    from drafter.document.unit import Unit
    from drafter.library import Hit
    from drafter.register.verdicts import Verdict

    from .steps import Draft


def trace_json(draft: Draft) -> dict[str, Any]:
    """The whole trace of a draft: brief, sections, ledger, findings, what became of each item."""
    return {
        "brief": brief_json(draft.brief),
        "missing": [slot.value for slot in draft.brief.missing()],
        "sections": [s for section in draft.document.sections for s in _sections(section, "")],
        "opening": [_paragraph(p) for p in (*draft.document.basis, *draft.document.opening)],
        "closing": [_paragraph(p) for p in draft.document.closing],
        "ledger": [use_json(use) for use in draft.document.ledger()],
        "directive_items": [
            {
                "ref": one.item.ref,
                "heading": one.item.heading,
                "action": one.action,
                "clauses": [
                    {"quote": f.quote, "action": f.action, "text": f.text, "reason": f.reason}
                    for f in one.fates
                ],
            }
            for one in draft.carried
        ],
        "findings": [finding_json(f) for f in draft.findings],
        "written_by": list(draft.written_by),
        "notes": list(draft.notes),
        "timings": {name: round(seconds, 4) for name, seconds in draft.timings},
    }


def brief_json(brief: Brief) -> dict[str, Any]:
    """The brief, with documents named rather than repeated."""
    return {
        "unit": brief.unit.described() if brief.unit else None,
        "year": brief.year,
        "kind": brief.kind.value,
        "as_of": brief.as_of.isoformat(),
        "directive": brief.directive.source.file if brief.directive else None,
        "previous": brief.previous.source.file if brief.previous else None,
        "theme": brief.theme,
        "signer": {"name": brief.signer.name, "lines": list(brief.signer.lines)}
        if brief.signer
        else None,
        "resolution": brief.resolution.text if brief.resolution else None,
        "drafter_unit": brief.drafter_unit,
        "hamlets": {"noun": brief.hamlets.noun, "count": brief.hamlets.count}
        if brief.hamlets
        else None,
        "targets": [target_json(t) for t in brief.targets],
        "statements": [{"text": s.text, "turn": s.turn} for s in brief.statements],
        "unknown": sorted(slot.value for slot in brief.unknown),
    }


def target_json(target: Target) -> dict[str, Any]:
    """A target of the official's list."""
    quantity = target.quantity
    return {
        "text": target.text,
        "indicator": target.indicator,
        "value": number_json(quantity.value) if quantity else None,
        "unit": quantity.unit if quantity else None,
        "group": target.group.value,
        "parent": target.parent,
        "last_year": number_json(target.last_year.value) if target.last_year else None,
    }


def number_json(value: Decimal | None) -> float | int | None:
    """A figure as a JSON number."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def ground_json(ground: Ground) -> dict[str, str]:
    """A ground with its three parts."""
    return {"kind": ground.kind.value, "ref": ground.ref, "quote": ground.quote}


def use_json(use: Use) -> dict[str, Any]:
    """One line of the ledger."""
    return {"text": use.text, "kind": use.kind.value, "ground": ground_json(use.ground)}


def finding_json(finding: Finding) -> dict[str, Any]:
    """A finding as on the command line."""
    where = finding.where
    span = where.span
    return {
        "rule": finding.rule,
        "category": finding.category.value,
        "severity": finding.severity.value,
        "message": finding.message,
        "advice": finding.advice,
        "quote": finding.quote,
        "where": {
            "section": where.section,
            "paragraph": where.paragraph,
            "start": span.start if span else None,
            "end": span.end if span else None,
        },
        "fix": finding.fix.replacement if finding.fix else None,
    }


def counts(findings: Sequence[Finding]) -> dict[str, int]:
    """Number of findings by severity."""
    return {s.value: sum(f.severity is s for f in findings) for s in Severity}


def hit_json(hit: Hit) -> dict[str, Any]:
    """A passage found in the library."""
    return {
        "id": hit.id,
        "source": hit.source,
        "title": hit.title,
        "issuer": hit.issuer,
        "year": hit.year,
        "kind": hit.kind,
        "score": round(hit.score, 4),
        "reasons": list(hit.reasons),
        "text": hit.text,
    }


def verdict_json(verdict: Verdict) -> dict[str, Any]:
    """The state of a reference on a day."""
    return {
        "text": verdict.citation.text,
        "verdict": verdict.kind.value,
        "instrument": verdict.instrument.name if verdict.instrument else None,
        "replacement": verdict.replacement.name if verdict.replacement else None,
        "why": verdict.why,
    }


def unit_json(unit: Unit, successors: Sequence[Unit]) -> dict[str, Any]:
    """A candidate for a name."""
    return {
        "name": unit.full,
        "level": unit.level.value,
        "province": unit.province,
        "parent": unit.parent,
        "from": list(unit.formerly),
        "into": [u.described() for u in successors],
    }


def _sections(section: Section, above: str) -> list[dict[str, Any]]:
    path = f"{above}.{section.label}" if above else section.label
    here = {
        "label": path,
        "heading": section.heading,
        "paragraphs": [_paragraph(p) for p in section.paragraphs],
    }
    return [here, *(s for child in section.children for s in _sections(child, path))]


def _paragraph(paragraph: Paragraph) -> dict[str, Any]:
    told: dict[str, Any] = {
        "text": paragraph.text,
        "grounds": [ground_json(ground) for ground in paragraph.grounds],
    }
    if paragraph.followed_by:
        told["followed_by"] = paragraph.followed_by
    return told
