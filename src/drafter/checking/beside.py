"""Each target of the office beside what the level above assigns, for the table on the page."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

from drafter.document.brief import Floor
from drafter.document.facts import Target
from drafter.document.reading import Header, ReadDocument, Source

from .against import weaker
from .case import Case
from .context import CheckContext
from .pairing import best_match

_NOTHING = ReadDocument("", Source("", ""), Header())


@dataclass(frozen=True, slots=True)
class Beside:
    """A target with its floor, if one is assigned; ``warning`` says when it is weaker."""

    target: Target
    floor: Floor | None = None
    warning: str = ""


def beside(targets: Sequence[Target], context: CheckContext) -> tuple[list[Beside], list[Floor]]:
    """Every target in order with its floor, and the floors that no target takes up."""
    register = context.register
    of: dict[int, Floor] = {}
    free: list[Floor] = []
    for floor in context.floors:
        match = best_match(floor.target, targets, register)
        place = next((i for i, target in enumerate(targets) if target is match), None)
        if place is None:
            free.append(floor)
        else:
            of.setdefault(place, floor)
    return [_held(target, of.get(i), context) for i, target in enumerate(targets)], free


def _held(target: Target, floor: Floor | None, context: CheckContext) -> Beside:
    if floor is None or target.quantity is None:
        return Beside(target, floor)
    pair = dataclasses.replace(context, targets=(target,), floors=(floor,))
    flaw = next(iter(weaker(Case(_NOTHING, pair))), None)
    return Beside(target, floor, flaw.message if flaw else "")
