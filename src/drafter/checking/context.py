"""What a check is held against: the day, the unit, the year, and what else is at hand."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from drafter.document.brief import Brief, Floor
from drafter.document.facts import Target
from drafter.document.reading import Header, ReadDocument
from drafter.document.unit import Unit
from drafter.register import Register

from .switches import Switch

_UNIT_NAME = re.compile(
    r"(?:xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tỉnh)\s+(\S.*)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class CheckContext:
    """What the document is checked against.

    ``on`` is the day whose law, bodies and units hold; where it, ``unit`` or ``year`` are
    ``None`` they are worked out from the document. ``switched_off`` are the rules that the
    office does not want. ``draft`` marks a document of ours that is still to be signed.
    """

    register: Register
    on: date | None
    unit: Unit | None = None
    year: int | None = None
    directive: ReadDocument | None = None
    targets: tuple[Target, ...] = ()
    floors: tuple[Floor, ...] = ()
    previous: ReadDocument | None = None
    brief: Brief | None = None
    switched_off: tuple[Switch, ...] = ()
    draft: bool = False


def resolved(context: CheckContext, document: ReadDocument) -> CheckContext:
    """``context`` with day, unit and year taken from ``document`` where they are missing."""
    header = document.header
    year = context.year or header.year or header.date.year
    on = context.on or header.date.exact or _first_weeks(header, year)
    return replace(context, on=on, year=year, unit=context.unit or _unit_of(header))


def _first_weeks(header: Header, year: int | None) -> date | None:
    """A launch without its day is taken as of the weeks in which launches are signed."""
    printed = header.date.year or year
    if printed is None:
        return None
    month = header.date.month if header.date.month and 1 <= header.date.month <= 12 else 1
    return date(printed, month, 28)


def _unit_of(header: Header) -> Unit | None:
    if header.level is None or not header.issuer:
        return None
    name = _UNIT_NAME.search(header.issuer)
    if name is None or not header.level.grassroots:
        return None
    above = _UNIT_NAME.search(header.parent or "")
    parent = header.parent[above.start() :] if above and header.parent else ""
    district = parent if re.match(r"huyện|quận|thị xã", parent) else None
    return Unit(name[1].strip(), header.level, "" if district else parent, district)
