"""What the office wants: the brief of one draft, filled by the conversation slot by slot."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from .facts import Citation, Span, Target
from .model import DocumentKind
from .reading import ReadDocument
from .unit import Unit


class Slot(StrEnum):
    """What a brief may hold. The order is the order in which questions depend on each other."""

    UNIT = "unit"
    YEAR = "year"
    KIND = "kind"
    DIRECTIVE = "directive"
    TARGETS = "targets"
    PREVIOUS = "previous"
    THEME = "theme"
    SIGNER = "signer"
    RESOLUTION = "resolution"
    DRAFTER_UNIT = "drafter_unit"
    HAMLETS = "hamlets"


PROFILE = "hồ sơ đơn vị"
"""Where a value comes from that the office kept from an earlier year, as a ground says it."""

REQUIRED = (Slot.UNIT, Slot.YEAR, Slot.DIRECTIVE, Slot.TARGETS)
"""Slots that are asked for; each may be answered with "chưa có"."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence the official typed that states a fact; ``turn`` counts from 1."""

    text: str
    turn: int


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs. ``lines`` are the lines of authority and post when the official gave them."""

    name: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hamlets:
    """How many thôn, xóm, bản, ấp, tổ dân phố the commune has, in the office's own words.

    ``noun`` is the collective word to print ("xóm, bản"); ``count`` is ``None`` when unknown.
    """

    noun: str
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Floor:
    """A figure the level above assigns to the commune: a minimum to meet, never its target.

    ``given`` is the value in the directive's unit; ``quote`` the words, ``ref`` the place.
    ``own_row`` tells a figure for this commune by name from one for a class of communes.
    """

    target: Target
    ref: str
    quote: str
    own_row: bool = False
    given: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Brief:
    """Everything known about the plan to write.

    ``unknown`` lists slots the official answered with "chưa có/chưa biết": they are not asked
    again and become visible placeholders; ``absent`` those of which there is nothing yet, so
    that no placeholder waits for them. ``told`` keeps, per slot, the turn that filled it;
    ``from_profile`` the slots whose value was not told but kept from an earlier year.
    ``as_of`` is the day of drafting: law, bodies and units are those of that day.
    """

    as_of: date
    unit: Unit | None = None
    year: int | None = None
    kind: DocumentKind = DocumentKind.PLAN
    directive: ReadDocument | None = None
    targets: tuple[Target, ...] = ()
    targets_source: str | None = None
    previous: ReadDocument | None = None
    theme: str | None = None
    signer: Signer | None = None
    resolution: Citation | None = None
    drafter_unit: str | None = None
    hamlets: Hamlets | None = None
    statements: tuple[Statement, ...] = ()
    unknown: frozenset[Slot] = frozenset()
    absent: frozenset[Slot] = frozenset()
    told: tuple[tuple[Slot, int], ...] = ()
    from_profile: frozenset[Slot] = frozenset()

    def missing(self) -> tuple[Slot, ...]:
        """Required slots that are neither filled nor declared unknown, in asking order."""
        filled = {
            Slot.UNIT: self.unit is not None,
            Slot.YEAR: self.year is not None,
            Slot.DIRECTIVE: self.directive is not None,
            Slot.TARGETS: bool(self.targets),
        }
        return tuple(s for s in REQUIRED if not filled[s] and s not in self.unknown)

    def with_update(self, **changes: Any) -> Brief:
        """A copy with ``changes`` applied; an unknown field name is a ``TypeError``."""
        return dataclasses.replace(self, **changes)

    def turn_of(self, slot: Slot) -> int | None:
        """The turn in which the official last filled ``slot``."""
        return next((turn for s, turn in reversed(self.told) if s is slot), None)

    def told_where(self, slot: Slot) -> str:
        """Where the office gave the value of ``slot``, as a ground of kind USER names it."""
        if slot in self.from_profile:
            return PROFILE
        return f"lượt {self.turn_of(slot) or 1}"


@dataclass(frozen=True, slots=True)
class DirectiveItem:
    """One item of the directive's contents, as the unit of carrying down.

    ``ref`` is its label path ("III.1.b"), ``span`` its place in the directive's text.
    ``shared`` tells that the heading stands above several items.
    """

    ref: str
    heading: str
    text: str
    span: Span
    shared: bool = False
