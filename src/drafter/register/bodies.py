"""Bodies of government at a level on a day: who does what, who is above, who must be named."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from drafter.document.unit import Level, Unit

from .schema import AbolishedRow, BodyRow, DatedRow, RecipientRow, read_yaml, rows


@dataclass(frozen=True, slots=True)
class BodyRole:
    """A body or post with its printed name on a day at a level.

    ``id`` stays the same over time: "van-phong" is the clerk of before 01/7/2025 and the
    office of after. ``topics`` are the fields it answers for. ``standing`` marks the standing
    body of the emulation council; ``standing_sure`` whether that is confirmed or only usual.
    """

    id: str
    name: str
    short: str
    topics: tuple[str, ...] = ()
    standing: bool = False
    standing_sure: bool = True
    confirmed: bool = False
    sources: tuple[str, ...] = ()
    notes: str | None = None


@dataclass(frozen=True, slots=True)
class Recipient:
    """A line of "Nơi nhận": role id and the words printed."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Abolished:
    """Words for what does not exist on a day, the reason, and what there is instead."""

    id: str
    pattern: re.Pattern[str]
    message: str
    replacement: str


class Bodies:
    """The bodies of the register."""

    def __init__(
        self,
        roles: Iterable[BodyRow],
        superiors: Iterable[BodyRow],
        recipients: Iterable[RecipientRow],
        abolished: Iterable[AbolishedRow],
    ) -> None:
        self._roles, self._superiors = tuple(roles), tuple(superiors)
        self._recipients, self._abolished = tuple(recipients), tuple(abolished)
        self._compiled = {row.id: _compile(row) for row in self._abolished}

    def at(self, level: Level, on: date) -> tuple[BodyRole, ...]:
        """The bodies of a commune of that level on that day, in the order of a plan."""
        found = (r for r in self._roles if _holds(r, on) and (not r.levels or level in r.levels))
        return tuple(_role(row, level) for row in found)

    def role(self, id: str, level: Level, on: date) -> BodyRole | None:
        """The body of that role, if there is one on that day."""
        return next((role for role in self.at(level, on) if role.id == id), None)

    def standing(self, level: Level, on: date) -> BodyRole | None:
        """The standing body of the commune's emulation council."""
        return next((role for role in self.at(level, on) if role.standing), None)

    def responsible(self, topic: str, level: Level, on: date) -> tuple[BodyRole, ...]:
        """The bodies that answer for ``topic``, the first one first."""
        return tuple(role for role in self.at(level, on) if topic in role.topics)

    def superiors(self, unit: Unit, on: date) -> tuple[BodyRole, ...]:
        """Who gets the commune's reports: the level above, then its home-affairs body."""
        found = [_role(r, unit.level) for r in self._superiors if _holds(r, on)]
        return tuple(
            replace(role, name=_fill(role.name, unit), short=_fill(role.short, unit))
            for role in found
        )

    def recipients(self, unit: Unit, on: date) -> tuple[Recipient, ...]:
        """Lines of "Nơi nhận" for a plan of ``unit``, without dash and end mark."""
        return tuple(
            Recipient(row.id, _fill(row.name, unit)) for row in self._recipients if _holds(row, on)
        )

    def abolished(self, on: date) -> tuple[Abolished, ...]:
        """Names that must not appear in a document of that day, history excepted.

        The caller leaves alone what stands inside a citation or looks back.
        """
        return tuple(self._compiled[row.id] for row in self._abolished if _holds(row, on))


def load_bodies(path: Path, cache: Path | None = None) -> Bodies:
    """The bodies in ``path``; raises ``BadValue`` when the file breaks its schema."""
    content = read_yaml(path, cache)
    return Bodies(
        rows(content, "roles", BodyRow, path),
        rows(content, "superiors", BodyRow, path),
        rows(content, "recipients", RecipientRow, path),
        rows(content, "abolished", AbolishedRow, path),
    )


def _holds(row: DatedRow, on: date) -> bool:
    return (row.since is None or row.since <= on) and (row.until is None or on <= row.until)


def _role(row: BodyRow, level: Level) -> BodyRole:
    name = row.name.replace("{level}", level.word)
    return BodyRole(
        id=row.id,
        name=name,
        short=(row.short or row.name).replace("{level}", level.word),
        topics=row.topics,
        standing=row.standing,
        standing_sure=row.standing and row.standing_confidence == "confirmed",
        confirmed=row.confidence == "confirmed",
        sources=row.sources,
        notes=row.notes,
    )


def _fill(text: str, unit: Unit) -> str:
    district = unit.district or ""
    return text.format(
        level=unit.level.word,
        unit=unit.full,
        district=district or "huyện",
        district_word=_word(district) or "huyện",
        province=unit.province,
        province_word=_word(unit.province),
    ).strip()


def _word(name: str) -> str:
    for word in ("thành phố", "thị xã", "huyện", "quận", "tỉnh"):
        if name.startswith(word):
            return word
    return ""


def _compile(row: AbolishedRow) -> Abolished:
    flags = re.NOFLAG if row.case else re.IGNORECASE
    return Abolished(row.id, re.compile(row.pattern, flags), row.message, row.replacement)
