"""``ReadDocument`` → the JSON of ``drafter read``."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from drafter.document.facts import Bound, Citation, Target
from drafter.document.reading import Anniversary, Header, Period, ReadDocument, Source


def to_json(document: ReadDocument) -> dict[str, Any]:
    """The read document with the keys and values that the command line documents."""
    directive = document.directive
    return {
        "source": _source(document.source),
        "header": _header(document.header),
        "directive": _reference(directive) if directive else None,
        "sections": [
            {"label": s.label, "title": " ".join(s.title.split())[:80].rstrip(), "depth": s.depth}
            for s in document.sections
        ],
        "citations": [_citation(c) for c in document.citations],
        "targets": [_target(t) for t in document.targets],
        "movements": [m.name for m in document.movements],
        "anniversaries": [_anniversary(a) for a in document.anniversaries],
        "time": _time(document.time),
        "recipients": list(document.recipients),
        "bodies": [b.name for b in document.bodies],
    }


def _line(text: str) -> str:
    return " ".join(text.split())


def _source(source: Source) -> dict[str, Any]:
    return {
        "file": source.file,
        "format": source.format,
        "pages": source.pages,
        "characters": source.characters,
        "warnings": [{"code": w.code, "message": w.message} for w in source.warnings],
    }


def _header(header: Header) -> dict[str, Any]:
    names = (
        "issuer", "parent", "level", "number", "code", "place", "date", "doc_type", "title", "year",
        "theme", "signer_authority", "signer_role", "signer_name", "motto_present",
        "national_name_present",
    )  # fmt: skip
    out: dict[str, Any] = {name: getattr(header, name) for name in names}
    out["level"] = header.level.value if header.level else None
    day = header.date
    out["date"] = {"day": day.day, "month": day.month, "year": day.year}
    return out


def _reference(citation: Citation) -> dict[str, Any]:
    return {
        "kind": citation.kind,
        "number": citation.number,
        "date": citation.issued_on.isoformat() if citation.issued_on else None,
        "issuer": citation.issuer,
        "title": citation.title,
    }


def _citation(citation: Citation) -> dict[str, Any]:
    out = {"text": _line(citation.text), **_reference(citation)}
    out |= {
        "numbered": citation.numbered,
        "scope": citation.scope.value,
        "article": citation.article,
    }
    return out | _place(citation)


def _place(noted: Citation | Target) -> dict[str, Any]:
    span = noted.span
    return {"start": span.start if span else None, "end": span.end if span else None}


def number(value: Decimal | None) -> int | float | None:
    """A JSON number: whole when it is whole."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _target(target: Target) -> dict[str, Any]:
    amount = target.quantity
    value: Any = number(amount.value) if amount else None
    if amount and amount.upper is not None:
        value = [value, number(amount.upper)]
    return {
        "text": _line(target.text),
        "indicator": target.indicator,
        "comparator": amount.bound.value if amount and amount.bound else None,
        "value": value,
        "unit": amount.unit if amount else None,
        "qualifier": target.qualifier,
        "group": target.group.value,
        "parent": target.parent,
        "year": target.year,
        "bound": Bound.GE.value if amount and amount.floor else None,
        "doubtful": bool(amount and amount.doubtful),
        **_place(target),
    }


def _anniversary(anniversary: Anniversary) -> dict[str, Any]:
    years = re.search(r"\((\d{4})\s*[-–]\s*(\d{4})\)", anniversary.text)
    start = anniversary.start.isoformat() if anniversary.start else years[1] if years else None
    end = anniversary.end.isoformat() if anniversary.end else years[2] if years else None
    return {
        "text": _line(anniversary.text),
        "years": anniversary.years,
        "event": anniversary.event,
        "from": start,
        "to": end,
        "arithmetic_ok": anniversary.arithmetic_ok,
    }


def _time(period: Period) -> dict[str, Any]:
    return {
        "from": period.starts_on.isoformat() if period.starts_on else period.start,
        "to": period.ends_on.isoformat() if period.ends_on else period.end,
    }
