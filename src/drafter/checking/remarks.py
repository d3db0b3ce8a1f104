"""What a reviewer wants to know beside the source of a fact: validity, and last year."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from drafter.document.facts import FactKind, Target, Use
from drafter.document.layout import Part
from drafter.document.reading import ReadDocument
from drafter.reading import find_citations, find_targets
from drafter.rendering import Earlier
from drafter.rendering.printed import listed

from .context import CheckContext
from .pairing import best_match

_DEPUTY = re.compile(r"(?<=\S) (?=PHÓ )")  # "KT. CHỦ TỊCH PHÓ CHỦ TỊCH" is read as one line


def remarks_of(context: CheckContext) -> Callable[[Use], list[str]]:
    """Sentences on a use of a draft, in Vietnamese, for ``rendering.to_review_docx``.

    A reference is held against the register on ``context.on``; a target is shown beside last
    year's figure, from the office's own sheet or from ``context.previous``. Nothing is said
    where nothing is known.
    """

    def remarks(use: Use) -> list[str]:
        if use.kind is FactKind.CITATION:
            return list(_validity(use, context))
        if use.kind is FactKind.TARGET:
            return list(_last_year(use, context))
        return []

    return remarks


def _validity(use: Use, context: CheckContext) -> Iterator[str]:
    if context.on is None:
        return
    for citation in find_citations(use.text)[:1]:
        verdict = context.register.instruments.verdict(citation, context.on, context.year)
        yield f"Hiệu lực: {verdict.why}"
        if verdict.replacement is not None:
            row = verdict.replacement
            number = f" số {row.number}" if row.number else ""
            yield f"Thay bằng: {row.kind}{number} của {row.issuer}."


def _last_year(use: Use, context: CheckContext) -> Iterator[str]:
    target = next(iter(find_targets(use.text)), None)
    if target is None:
        return
    before = _on_sheet(target, context) or _in_previous(target, context)
    if before:
        yield f"Năm trước: {before}."


def _on_sheet(target: Target, context: CheckContext) -> str:
    """Last year's figure printed beside this year's in the office's own sheet."""
    row = best_match(target, context.targets, context.register)
    if row is None or row.last_year is None or not row.last_year.written:
        return ""
    unit = row.last_year.unit or ""
    blank = "" if unit in ("", "%") else " "
    return f"{row.last_year.written}{blank}{unit}"


def _in_previous(target: Target, context: CheckContext) -> str:
    if context.previous is None:
        return ""
    row = best_match(target, context.previous.targets, context.register)
    return f"“{row.text.strip().rstrip('.;')}”" if row is not None else ""


def body_of(document: ReadDocument) -> list[str]:
    """The lines between title and recipients, as the earlier text of a reviewer's copy."""
    text, title = document.text, document.header.title or ""
    at = text.find(title) + len(title) if title and title in text else 0
    end = text.rfind("\nNơi nhận")
    return [line for line in text[at : end if end > at else len(text)].split("\n") if line.strip()]


def earlier_text(document: ReadDocument) -> Earlier:
    """Last year's paper as the earlier text of a reviewer's copy: what was read of it, no more.

    Number and day are left out: they are of that year and never of this one.
    """
    head = document.header
    role = _DEPUTY.split(head.signer_role or "", maxsplit=1)
    known = {
        Part.TITLE: (head.title,),
        Part.RECIPIENT: listed(document.recipients),
        Part.AUTHORITY: (head.signer_authority, *role),
        Part.SIGNER: (head.signer_name,),
    }
    parts = {part: tuple(filter(None, lines)) for part, lines in known.items()}
    return Earlier(
        tuple(body_of(document)), {part: lines for part, lines in parts.items() if lines}
    )
