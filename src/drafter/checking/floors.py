"""What the level above assigns to this commune: figures it has to meet, never its own targets."""

from __future__ import annotations

from collections.abc import Iterable

from drafter.document.brief import Brief, Floor
from drafter.document.reading import ReadDocument
from drafter.register import Register

from .floortables import table_floors
from .floortext import open_floors, sentence_floors
from .pairing import same_indicator
from .standing import standing


def assigned_floors(directive: ReadDocument, brief: Brief, register: Register) -> tuple[Floor, ...]:
    """Every figure of ``directive`` that holds for the commune of ``brief``.

    The commune's own row of a table comes first, then the column of its class, then sentences
    addressed to communes; where two speak of one indicator the more particular one stands.
    Figures of other communes, of other classes and of the level above itself are left out.
    """
    if brief.unit is None:
        return ()
    known = standing(brief, brief.unit, directive)
    tables = list(table_floors(directive, known))
    return _particular([*tables, *sentence_floors(directive, known)], register)


def undecided_floors(
    directive: ReadDocument, brief: Brief, register: Register
) -> tuple[Floor, ...]:
    """Figures of the text for a class of communes that nothing says this one is or is not of."""
    if brief.unit is None:
        return ()
    known = standing(brief, brief.unit, directive)
    return _particular(open_floors(directive, known), register)


def _particular(floors: Iterable[Floor], register: Register) -> tuple[Floor, ...]:
    kept: list[Floor] = []
    for floor in sorted(floors, key=lambda f: not f.own_row):
        if not any(same_indicator(floor.target, other.target, register) for other in kept):
            kept.append(floor)
    return tuple(kept)
