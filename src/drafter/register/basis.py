"""The basis of a plan: what it should rest on, in the official wording, on a given day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from drafter.document.model import DocumentKind
from drafter.document.unit import Level

from .instrument import UNVERIFIED, Instrument, after, printed_day
from .verdicts import VerdictKind, ended_on, state, sunset_on

if TYPE_CHECKING:
    from .instruments import Instruments


class Place(StrEnum):
    """Where a basis may stand. The genre hardly uses the first (``Căn cứ``)."""

    BASIS = "can-cu"
    OPENING = "mo-dau"
    CONTENTS = "noi-dung"


_LEADS = {Place.BASIS: "Căn cứ", Place.OPENING: "Thực hiện", Place.CONTENTS: "Tiếp tục thực hiện"}


@dataclass(frozen=True, slots=True)
class UsualBasis:
    """A row of ``basis.yaml``: an instrument usually cited, where, and why."""

    instrument: str
    places: tuple[Place, ...]
    needed: bool
    why: str
    kinds: tuple[DocumentKind, ...] = ()
    plan_years: tuple[int, int] | None = None

    def serves(self, kind: DocumentKind, plan_year: int) -> bool:
        """Whether it is usual for that kind of document and that plan year."""
        first, last = self.plan_years or (plan_year, plan_year)
        return (not self.kinds or kind in self.kinds) and first <= plan_year <= last


@dataclass(frozen=True, slots=True)
class BasisSlot:
    """A basis that only the office knows; asked for, never made up."""

    id: str
    what: str
    example: str
    places: tuple[Place, ...]
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class BasisTable:
    """The rows of ``basis.yaml`` in the order in which a plan cites them."""

    usual: tuple[UsualBasis, ...] = ()
    slots: tuple[BasisSlot, ...] = ()


@dataclass(frozen=True, slots=True)
class BasisEntry:
    """One instrument to rest on.

    ``sunset`` is set when it ends before the plan year does: "hết hiệu lực từ 01/3/2027
    (Điều 60)". ``needed`` entries belong in every plan of that day, the rest are offered.
    """

    instrument: Instrument
    places: tuple[Place, ...]
    needed: bool
    why: str
    sunset: str | None = None

    @property
    def clause(self) -> str:
        """Wording without title: ``Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022``."""
        return self.instrument.clause(long_date=True)

    @property
    def full(self) -> str:
        """Wording with title, as the first mention has it (PLI-II.6b)."""
        return self.instrument.clause(title=True, long_date=True)

    @property
    def confirmed(self) -> bool:
        """Whether the register row is confirmed; if not, say "chưa xác minh"."""
        return self.instrument.confirmed

    def wording(self, place: Place, *, title: bool = True) -> str:
        """The clause with the word that introduces it there, without final mark."""
        dated = self.instrument.clause(title=title, long_date=place is Place.BASIS)
        return f"{_LEADS[place]} {dated}"


@dataclass(frozen=True, slots=True)
class DeadBasis:
    """A usual basis that must not be cited on that day; ``since`` is the first such day."""

    instrument: Instrument
    kind: VerdictKind
    why: str
    since: date | None = None
    replacement: Instrument | None = None


@dataclass(frozen=True, slots=True)
class Basis:
    """``entries`` in citing order, ``dead`` (expired, or not yet born), ``slots`` to ask for."""

    entries: tuple[BasisEntry, ...] = ()
    dead: tuple[DeadBasis, ...] = ()
    slots: tuple[BasisSlot, ...] = ()

    def at(self, place: Place) -> tuple[BasisEntry, ...]:
        """The entries that may stand there, in order."""
        return tuple(entry for entry in self.entries if place in entry.places)


def basis(
    register: Instruments,
    table: BasisTable,
    kind: DocumentKind,
    level: Level,
    on: date,
    plan_year: int,
) -> Basis:
    """The usual bases split by the day into those to cite and those that are dead."""
    entries: list[BasisEntry] = []
    dead: list[DeadBasis] = []
    for usual in table.usual:
        row = register.get(usual.instrument)
        if row is None or not usual.serves(kind, plan_year):
            continue
        life = state(register, row, on, plan_year)
        if life.kind in {VerdictKind.IN_FORCE, VerdictKind.EXPIRES_IN_PLAN_YEAR}:
            entries.append(_entry(register, row, usual, on, plan_year))
        else:
            since = _since(register, row, life.kind)
            dead.append(DeadBasis(row, life.kind, life.why, since, life.replacement))
    slots = tuple(s for s in table.slots if level.grassroots and _open(s, on))
    return Basis(tuple(entries), tuple(dead), slots)


def _entry(
    register: Instruments, row: Instrument, usual: UsualBasis, on: date, plan_year: int
) -> BasisEntry:
    ended = sunset_on(register, row, on, plan_year)
    sunset = None
    if ended is not None:
        clause = f" ({row.ends_by})" if row.ends_by else ""
        doubt = f" - {UNVERIFIED}" if "effective_to" in row.unverified else ""
        sunset = (
            f"hết hiệu lực từ {after(ended)}{clause}{doubt}"
            if row.effective_to
            else f"hết giai đoạn áp dụng sau ngày {printed_day(ended)}"
        )
    return BasisEntry(row, usual.places, usual.needed, usual.why, sunset)


def _since(register: Instruments, row: Instrument, kind: VerdictKind) -> date | None:
    if kind is VerdictKind.NOT_YET:
        return row.effective_from or row.signed
    ended = ended_on(register, row)
    return date.fromordinal(ended.toordinal() + 1) if ended else None


def _open(slot: BasisSlot, on: date) -> bool:
    return (slot.since is None or slot.since <= on) and (slot.until is None or on <= slot.until)
