"""How many hamlets "100% thôn" are, where the official said it."""

from __future__ import annotations

import re

from drafter.document.brief import Slot
from drafter.document.facts import FactKind, Ground, GroundKind

from .keys import fill
from .scene import Scene


def with_count(text: str, scene: Scene) -> str:
    """ "100% khu phố" as "100% khu phố (68/68)": the level above does not know the number."""
    hamlets = scene.brief.hamlets
    if hamlets is None or hamlets.count is None:
        return text
    ground = Ground(
        GroundKind.USER,
        f"lượt {scene.brief.turn_of(Slot.HAMLETS) or 1}",
        f"{hamlets.count} {hamlets.noun}",
    )
    whole = re.compile(rf"(\S+) (?:số |các )?{re.escape(hamlets.noun)}\b(?! \()")
    for found in whole.finditer(text):
        if fill(found[1], scene.table)[0] == "100%":
            key = scene.table.add(FactKind.NUMBER, f"{hamlets.count}/{hamlets.count}", ground)
            return f"{text[: found.end()]} ({key}){text[found.end() :]}"
    return text
