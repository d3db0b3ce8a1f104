"""Each target of the office beside what the level above assigns: for the page and the sheet."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

from drafter.document.brief import Floor
from drafter.document.facts import Target
from drafter.document.reading import Header, ReadDocument, Source

from .against import (
    assigned_words,
    name_of,
    needed_words,
    own_words,
    pairs,
    place_of,
    untaken,
    weaker,
    weaker_than,
)
from .case import Case
from .context import CheckContext
from .figures import plain_unit, printed
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


@dataclass(frozen=True, slots=True)
class Comparison:
    """A floor beside the commune's own target; ``own`` is empty where it has none.

    ``gap`` is how much is missing ("2,5 điểm %"), empty where the two have no common measure.
    """

    indicator: str
    own: str
    assigned: str
    place: str
    gap: str = ""


def shortfalls(document: ReadDocument, context: CheckContext) -> tuple[Comparison, ...]:
    """What CT-01 and CT-02 find, with both numbers: for the one who decides."""
    case = Case(document, context)
    found = [
        Comparison(target.indicator, own_words(target), assigned_words(floor) + needed_words(floor, target),
                  place_of(case, floor), _gap(floor, target))
        for floor, target in pairs(case)
        if weaker_than(floor, target)
    ]  # fmt: skip
    for floor in untaken(case):
        found.append(
            Comparison(name_of(case, floor), "", assigned_words(floor), place_of(case, floor))
        )
    return tuple(found)


def _gap(floor: Floor, target: Target) -> str:
    given, own = floor.target.quantity, target.quantity
    if given is None or own is None or plain_unit(given.unit) != plain_unit(own.unit):
        return ""
    if given.value is None or own.value is None or given.out_of or own.out_of:
        return ""
    unit = (own.unit or "").strip()
    missing = printed(abs(given.value - own.value))
    return f"{missing} {'điểm %' if unit == '%' else unit}".strip()


def met(document: ReadDocument, context: CheckContext) -> tuple[Comparison, ...]:
    """Targets that were set against a floor and reach it, with both numbers."""
    case = Case(document, context)
    return tuple(
        Comparison(
            target.indicator, own_words(target), assigned_words(floor), place_of(case, floor)
        )
        for floor, target in pairs(case)
        if weaker_than(floor, target) is False and target.quantity and target.quantity.unit
    )
