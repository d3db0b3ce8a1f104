"""What is true on a given day: law, units and bodies of government, movements, terms, indicators.

``load`` reads ``kb/register`` and ``kb/vocabulary``; each part is read when first asked for.
Nothing here knows today's date: the day is always an argument.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .bodies import Bodies
    from .calendar import Calendar
    from .indicators import Indicators
    from .instruments import Instruments
    from .movements import Movements
    from .units import Units


@dataclass(frozen=True)
class Register:
    """The whole register. ``own`` is the office's file of rows, merged over, never written."""

    kb: Path
    own: Path | None = None
    cache: Path | None = None

    @cached_property
    def instruments(self) -> Instruments:
        """Laws, decrees, directives; raises ``BadValue`` when a file breaks its schema."""
        from .loading import load_instruments

        return load_instruments(self.kb, self.own, self.cache)

    @cached_property
    def units(self) -> Units:
        """Communes, districts and provinces, before and after 01/7/2025."""
        from .units import Units

        return Units.open(self.kb / "register" / "personal_names.yaml", self.cache)

    @cached_property
    def bodies(self) -> Bodies:
        """Bodies of government and who is responsible for what."""
        from .bodies import load_bodies

        return load_bodies(self.kb / "register" / "bodies.yaml", self.cache)

    @cached_property
    def movements(self) -> Movements:
        """Emulation movements."""
        from .movements import load_movements

        return load_movements(self.kb / "register" / "movements.yaml", self.own, self.cache)

    @cached_property
    def calendar(self) -> Calendar:
        """Anniversaries, terms and plan periods."""
        from .calendar import load_calendar

        return load_calendar(self.kb / "register", self.own, self.cache)

    @cached_property
    def indicators(self) -> Indicators:
        """The vocabulary of indicators."""
        from .indicators import load_indicators

        return load_indicators(self.kb / "vocabulary" / "indicators.yaml", self.cache)


def load(kb: Path, own: Path | None = None, cache: Path | None = None) -> Register:
    """The register in ``kb``, with the rows of the office's ``own`` file merged over.

    ``cache`` is a directory for compiled copies; without it files are read as they are.
    Parts are read lazily; a broken file raises ``BadValue`` when its part is first asked for.
    """
    return Register(kb, own, cache)


__all__ = ["Register", "load"]
