"""Units of government as a plan speaks of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

TWO_TIER_FROM = date(2025, 7, 1)
"""Day from which communes stand directly under the province (Luật 72/2025/QH15)."""


class Level(StrEnum):
    """Levels and kinds of unit; the value is the word printed before the name, folded."""

    COMMUNE = "xa"
    WARD = "phuong"
    TOWNLET = "thi-tran"  # until 30/6/2025
    SPECIAL_ZONE = "dac-khu"
    DISTRICT = "huyen"  # huyện, quận, thị xã, thành phố thuộc tỉnh; until 30/6/2025
    PROVINCE = "tinh"
    DEPARTMENT = "so"
    CENTRAL = "trung-uong"

    @property
    def grassroots(self) -> bool:
        """Whether this is the commune level, for which drafter writes."""
        return self in _GRASSROOTS

    @property
    def word(self) -> str:
        """The Vietnamese word for the level, lower case."""
        return _WORDS[self]


_GRASSROOTS = frozenset({Level.COMMUNE, Level.WARD, Level.TOWNLET, Level.SPECIAL_ZONE})
_WORDS = {
    Level.COMMUNE: "xã",
    Level.WARD: "phường",
    Level.TOWNLET: "thị trấn",
    Level.SPECIAL_ZONE: "đặc khu",
    Level.DISTRICT: "huyện",
    Level.PROVINCE: "tỉnh",
    Level.DEPARTMENT: "sở",
    Level.CENTRAL: "trung ương",
}


def two_tier(on: date) -> bool:
    """Whether the two-tier government (province, commune) applies on that day."""
    return on >= TWO_TIER_FROM


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of government at commune level, as it stands on a given day.

    ``name`` is the proper name alone ("Vạn Linh"); ``district`` and ``province`` carry their
    word ("huyện Chi Lăng", "tỉnh Lạng Sơn"). ``district`` is ``None`` under the two-tier
    government. ``personal_name`` marks names of persons, events or numbers, whose place line
    keeps the word ("Xã Phan Ngọc Hiển", NĐ 30/2020, PLI-II.4a). ``code`` is the official
    code when known. ``formerly`` lists units merged into this one.
    """

    name: str
    level: Level
    province: str
    district: str | None = None
    code: str | None = None
    personal_name: bool = False
    formerly: tuple[str, ...] = ()

    @property
    def full(self) -> str:
        """Name with its word, as in running text: ``xã Vạn Linh``."""
        return f"{self.level.word} {self.name}"

    @property
    def parent(self) -> str:
        """Full name of the unit directly above: the district if any, else the province."""
        return self.district or self.province

    @property
    def place(self) -> str:
        """Place name of the date line (PLI-II.4a)."""
        keeps_word = self.personal_name or self.name[:1].isdigit()
        full = self.full
        return full[0].upper() + full[1:] if keeps_word else self.name

    def described(self) -> str:
        """Name with everything above it, for questions: ``xã Vạn Linh, huyện …, tỉnh …``."""
        return ", ".join(part for part in (self.full, self.district, self.province) if part)
