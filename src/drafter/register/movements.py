"""Emulation movements: official name, who launched it, and whether a plan may still name it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from .folding import fold, plain_words, words
from .instrument import UNVERIFIED, printed_day
from .schema import MovementRow, read_yaml, rows


@dataclass(frozen=True, slots=True)
class EmulationMovement:
    """A movement. ``since`` and ``until`` bound its period, inclusive; ``None`` is open.

    ``printed`` is the wording to use when not the quoted name; ``instrument`` the id of the
    launching document; ``national`` the movement of which this is a province's version.
    """

    id: str
    name: str
    owner: str
    printed: str | None = None
    aliases: tuple[str, ...] = ()
    period: str | None = None
    launched: date | None = None
    since: date | None = None
    until: date | None = None
    instrument: str | None = None
    national: str | None = None
    province: str | None = None
    topics: tuple[str, ...] = ()
    offered: bool = True
    confidence: str = "partial"
    unverified: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    notes: str | None = None

    @property
    def confirmed(self) -> bool:
        """Whether the name was seen in a source in so many words."""
        return self.confidence == "confirmed"

    @property
    def quoted(self) -> str:
        """How running text names it: ``Phong trào thi đua “Quyết thắng”``."""
        if self.printed:
            return self.printed
        period = f" {self.period}" if self.period else ""
        return f"Phong trào thi đua “{self.name}”{period}"

    def runs_in(self, year: int) -> bool:
        """Whether it runs on some day of ``year`` and so may be named in a plan of it."""
        begun = self.since is None or self.since.year <= year
        return begun and (self.until is None or self.until >= date(year, 1, 1))

    def why(self, year: int) -> str:
        """One Vietnamese sentence: whether a plan of ``year`` may name it."""
        if self.runs_in(year):
            text = f"Phong trào “{self.name}” đang được thực hiện trong năm {year}"
        elif self.until is not None and self.until.year < year:
            text = f"Phong trào “{self.name}” đã kết thúc ngày {printed_day(self.until)}"
        else:
            text = f"Phong trào “{self.name}” đến {printed_day(self.since)} mới phát động"
        doubt = "" if self.confirmed else f" ({UNVERIFIED})"
        return f"{text}{doubt}."


class Movements:
    """The movements of the register."""

    def __init__(self, movements: Iterable[EmulationMovement]) -> None:
        self._all = tuple({m.id: m for m in movements}.values())
        self._by_name: dict[str, EmulationMovement] = {}
        for movement in self._all:
            for name in (movement.name, *movement.aliases):
                self._by_name.setdefault(_key(name), movement)

    def __iter__(self) -> Iterator[EmulationMovement]:
        return iter(self._all)

    def get(self, id: str) -> EmulationMovement | None:
        """The movement of that id."""
        return next((m for m in self._all if m.id == id), None)

    def running(self, year: int, province: str | None = None) -> tuple[EmulationMovement, ...]:
        """Movements a plan of ``year`` may name by itself: national, and of ``province``.

        Those in doubt about being offered ("offered: false") are left out.
        """
        place = _place(province)
        return tuple(
            m
            for m in self._all
            if m.offered and m.runs_in(year) and (m.province is None or _place(m.province) == place)
        )

    def named(self, text: str) -> EmulationMovement | None:
        """The movement meant by ``text``, a quoted name or a phrase that holds one."""
        key = _key(text)
        exact = self._by_name.get(key)
        if exact is not None:
            return exact
        held = [name for name in self._by_name if f" {name} " in f" {key} " and len(name) > 12]
        return self._by_name[max(held, key=len)] if held else None

    def find(self, name: str) -> EmulationMovement | None:
        """Same as ``named``."""
        return self.named(name)

    def misspelt(self, text: str) -> str | None:
        """The official name, when ``text`` has its words but prints them otherwise.

        A lost dash or diacritic counts; case, kind of dash, a period of years and a name cut
        short do not.
        """
        movement = self._by_name.get(_key(text))
        if movement is None or _key(movement.name) != _key(text):
            return None
        return movement.name if _spelling(movement.name) != _spelling(text) else None


def load_movements(path: Path, own: Path | None = None, cache: Path | None = None) -> Movements:
    """The movements in ``path`` with the office's own rows merged over."""
    found = {row.id: row for row in rows(read_yaml(path, cache), "rows", MovementRow, path)}
    if own is not None and own.is_file():
        more = rows(read_yaml(own, cache), "movements", MovementRow, own)
        found |= {row.id: row for row in more}
    fields = EmulationMovement.__dataclass_fields__
    return Movements(
        EmulationMovement(**{name: getattr(row, name) for name in fields}) for row in found.values()
    )


_LEAD = re.compile(r"^(?:phong trào|đợt) (?:thi đua )?")
_PERIOD = re.compile(r"\s*\(?,? ?giai đoạn \d{4}\s*[-–]\s*\d{4}\)?$", re.IGNORECASE)


def _key(name: str) -> str:
    folded = words(name)
    folded = re.sub(r" giai đoạn \d{4} \d{4}$", "", folded)
    return plain_words(re.sub(r"^(?:phong trào|đợt) (?:thi đua )?", "", folded))


def _spelling(name: str) -> str:
    plain = _PERIOD.sub("", fold(name.replace("*", ""))).strip(" “”\"'")
    return _LEAD.sub("", plain).strip(" “”\"'")


def _place(province: str | None) -> str:
    return plain_words(re.sub(r"^(tỉnh|thành phố)\s+", "", (province or "").lower()))
