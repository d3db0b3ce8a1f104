"""Joins the readers: raw text in, a read document out. No input or output of its own."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from drafter.document.facts import Span, Target
from drafter.document.reading import Header, RawText, ReadDocument, SectionMark, Source, Table

from .citations import find_citations
from .directives import find_directives
from .header import (
    find_kind,
    find_theme,
    issuer_in_body,
    level_of,
    parent_in_body,
    read_header,
    title_end,
)
from .layout import lay_out, moved
from .occasions import find_anniversaries, find_movements, find_period
from .people import find_bodies, find_recipients
from .plan_tables import table_targets
from .signature import read_signature
from .structure import find_sections
from .targets import find_targets

_FLOWING = frozenset({"docx", "doc", "html", "md", "xlsx", "csv"})


def read_text(text: str, name: str = "văn bản dán") -> ReadDocument:
    """Read pasted text; it never raises, whatever the text is."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return understand(RawText(text, Source(name, "text", characters=len(text), digest=digest)))


def understand(raw: RawText) -> ReadDocument:
    """Everything a careful clerk takes from ``raw``; spans count in the result's ``text``."""
    page = lay_out(raw.text, flowing=raw.source.format in _FLOWING)
    text, clean = page.text, page.clean
    kind_at = find_kind(text, clean)
    body_start = title_end(clean, kind_at[1]) if kind_at else 0
    sections = find_sections(text, body_start, clean)
    head_end = kind_at[0] if kind_at else 0
    citations = tuple(c for c in find_citations(text, clean) if c.span and c.span.start >= head_end)
    opening_end = sections[0].span.start if sections else min(len(text), body_start + 4000)
    header = _header(text, clean, kind_at, body_start, opening_end)
    directives = find_directives(text, citations, header.level, body_start, opening_end)
    if header.parent is None:
        header = replace(
            header,
            parent=parent_in_body(header.level, directives[-1] if directives else None, text),
        )
    doubtful = _moved_spans(raw, text)
    tables = _moved_tables(raw, text)
    rows = tuple(table_targets(text, tables, header))
    lines = find_targets(text, sections, body_start, clean=clean, year=header.year)
    # What a row says, the contents say again with the work: "…; cả năm sản lượng đạt …".
    figures = {_figure(target) for target in rows}
    targets = (*(t for t in lines if _figure(t) not in figures), *rows)
    return ReadDocument(
        text=text,
        source=raw.source,
        header=header,
        directives=directives,
        sections=sections,
        citations=citations,
        targets=_marked(tuple(sorted(targets, key=_place)), doubtful),
        movements=find_movements(text, clean),
        anniversaries=find_anniversaries(text, clean),
        time=find_period(text, clean),
        recipients=find_recipients(text, clean),
        bodies=find_bodies(text, sections, clean),
        tables=tables,
        doubtful=doubtful,
        understood=clean,
    )


def _figure(target: Target) -> tuple[str, str]:
    quantity = target.quantity
    return (quantity.written, quantity.unit or "") if quantity else (target.text, "")


def _place(target: Target) -> int:
    return target.span.start if target.span else 0


def _header(
    text: str, clean: str, kind_at: tuple[int, int] | None, body_start: int, opening_end: int
) -> Header:
    header = read_header(text, clean, kind_at, body_start)
    signature = read_signature(text, clean)
    issuer = header.issuer or issuer_in_body(text, clean, body_start, opening_end)
    return replace(
        header,
        issuer=issuer,
        level=header.level or level_of(issuer),
        theme=find_theme(text, clean),
        signer_authority=signature.authority,
        signer_role=signature.role,
        signer_name=signature.name,
    )


def _moved_spans(raw: RawText, text: str) -> tuple[Span, ...]:
    edges = [edge for span in raw.doubtful for edge in (span.start, max(span.start, span.end - 1))]
    places = moved(raw.text, text, edges) if edges else []
    return tuple(
        Span(a, min(max(a, b) + 1, len(text)))
        for a, b in zip(places[::2], places[1::2], strict=True)
    )


def _moved_tables(raw: RawText, text: str) -> tuple[Table, ...]:
    known = [t.at for t in raw.tables if t.at is not None]
    places = dict(zip(known, moved(raw.text, text, known), strict=True)) if known else {}
    return tuple(replace(t, at=places[t.at]) if t.at is not None else t for t in raw.tables)


def _marked(targets: tuple[Target, ...], doubtful: tuple[Span, ...]) -> tuple[Target, ...]:
    """Figures under a doubtful OCR span are marked: a person has to confirm them."""
    if not doubtful:
        return targets
    return tuple(
        replace(t, quantity=replace(t.quantity, doubtful=True))
        if t.quantity and t.span and any(t.span.overlaps(d) for d in doubtful)
        else t
        for t in targets
    )


__all__ = ["SectionMark", "read_text", "understand"]
