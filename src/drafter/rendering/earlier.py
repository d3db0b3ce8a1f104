"""What a document said before, component by component, for the tracked changes of a copy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from drafter.document.layout import Part
from drafter.document.model import Annex, LaunchDocument

from . import printed
from .word import annex_entries
from .word_text import body_lines


@dataclass(frozen=True, slots=True)
class EarlierAnnex:
    """An annex as it was: the lines above its table, and the annex itself."""

    lines: tuple[str, ...]
    annex: Annex


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier text: lines of the body, further components, annexes.

    A component that is absent from ``parts``, or annexes that are ``None``, are not known: of
    them nothing is tracked. The components are those outside the body: issuer (with the body
    above it), number, place and date, kind, title, recipients, authority, signer.
    """

    body: tuple[str, ...]
    parts: Mapping[Part, tuple[str, ...]] = field(default_factory=dict)
    annexes: tuple[EarlierAnnex, ...] | None = None


def earlier_of(document: LaunchDocument) -> Earlier:
    """Everything of an earlier version."""
    head = document.letterhead
    parent = (head.parent,) if head.parent else ()
    parts = {
        Part.ISSUER: tuple(printed.clean(line) for line in (*parent, *head.issuer)),
        Part.NUMBER: (printed.number_line(head),),
        Part.PLACE_DATE: (printed.place_date_line(head),),
        Part.KIND: (document.kind.printed,),
        Part.TITLE: (printed.clean(document.title),),
        Part.RECIPIENT: tuple(printed.recipient_lines(document)),
        Part.AUTHORITY: printed.signature_lines(document),
        Part.SIGNER: (printed.signer_name(document),),
    }
    annexes = tuple(
        EarlierAnnex(tuple(e.text for e in annex_entries(document, i)), annex)
        for i, annex in enumerate(document.annexes)
    )
    return Earlier(tuple(line.whole for line in body_lines(document)), parts, annexes)
