"""Which documents of the level above the text carries out."""

from __future__ import annotations

import re

from drafter.document.facts import Citation, Scope
from drafter.document.unit import Level

from .citations import identity
from .issuers import rank_of

_CARRIED_OUT = frozenset(
    {
        "chỉ thị",
        "kế hoạch",
        "phát động",
        "hướng dẫn",
        "công văn",
        "chương trình",
        "quyết định",
        "kết luận",
    }
)
_RANK = {
    Level.CENTRAL: 0, Level.PROVINCE: 1, Level.DEPARTMENT: 2, Level.DISTRICT: 3,
    Level.COMMUNE: 4, Level.WARD: 4, Level.TOWNLET: 4, Level.SPECIAL_ZONE: 4,
}  # fmt: skip


def find_directives(
    text: str, citations: tuple[Citation, ...], level: Level | None, start: int, end: int
) -> tuple[Citation, ...]:
    """Launch documents of superior bodies cited in the opening ``text[start:end]``.

    Ordered from the highest body to the immediate superior; laws, resolutions and documents
    of the issuer's own level are the basis, not a directive.
    """
    own = _RANK.get(level, 5) if level else 5
    chosen: list[tuple[int, bool, int, Citation]] = []
    seen = set()
    for order, citation in enumerate(citations):
        if not _candidate(citation, citations, start, end):
            continue
        rank = _rank(citation)
        key = identity(citation)
        if rank is not None and rank < own and key not in seen:
            seen.add(key)
            chosen.append((rank, _governs(citation), order, citation))
    return tuple(c for *_, c in sorted(chosen, key=lambda item: item[:3]))


def _governs(citation: Citation) -> bool:
    """Whether the people's committee or its chairman issued it: among equals it comes last."""
    return bool(re.search(r"UBND|[ỦU][ỷy] ban nhân dân|Uỷ ban nhân dân", citation.issuer or ""))


def _candidate(citation: Citation, citations: tuple[Citation, ...], start: int, end: int) -> bool:
    span = citation.span
    if span is None or not start <= span.start < end or citation.scope is not Scope.SPECIFIC:
        return False
    if citation.kind.lower() not in _CARRIED_OUT or not (citation.number or citation.issuer):
        return False
    return not any(c.span and c.span != span and c.span.covers(span) for c in citations)


def _rank(citation: Citation) -> int | None:
    if citation.issuer and (rank := rank_of(citation.issuer)) is not None:
        return rank
    code = citation.number or ""
    if re.search(r"/TW|TTg|-CP$|-B[A-ZĐ]+$", code):
        return 0
    return 1 if code.endswith("/TU") else None
