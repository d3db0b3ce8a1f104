"""Automatic list numbers of a Word file, made visible.

Word keeps "1.", "a)", "-" of a list outside the text. ``Numbering.label`` counts along as
the paragraphs are read and gives the label as it is printed (ECMA-376 Part 1, 17.9).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .ooxml import W

if TYPE_CHECKING:
    from lxml.etree import _Element

_PLACE = re.compile(r"%([1-9])")
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Level:
    form: str = "decimal"
    pattern: str = ""
    start: int = 1
    restart: int | None = None  # deepest level (1-based) whose use restarts this one
    legal: bool = False  # all numbers of the label in arabic figures


class Numbering:
    """Counters of all lists of one document."""

    def __init__(self, root: _Element | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._abstract: dict[str, str] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._counts: dict[str, dict[int, int]] = {}
        if root is not None:
            self._read(root)

    def _read(self, root: _Element) -> None:
        for abstract in root.iter(f"{W}abstractNum"):
            key = abstract.get(f"{W}abstractNumId", "")
            self._levels[key] = {
                int(level.get(f"{W}ilvl", "0")): _level(level) for level in abstract.iter(f"{W}lvl")
            }
        for num in root.iter(f"{W}num"):
            number = num.get(f"{W}numId", "")
            self._abstract[number] = _value(num, "abstractNumId")
            for override in num.iter(f"{W}lvlOverride"):
                start = _value(override, "startOverride")
                if start.isdigit():
                    self._starts[number, int(override.get(f"{W}ilvl", "0"))] = int(start)

    def label(self, number: str, depth: int) -> str:
        """The label of the next paragraph of list ``number`` at ``depth`` (from 0)."""
        abstract = self._abstract.get(number)
        levels = self._levels.get(abstract or "", {})
        if abstract is None or depth not in levels:
            return ""
        level = levels[depth]
        if level.form == "bullet":
            return level.pattern if level.pattern in "-+*–•" and level.pattern else "-"
        if level.form == "none":
            return ""
        counts = self._count(number, abstract, depth, levels)
        return _PLACE.sub(lambda m: _shown(int(m[1]) - 1, counts, levels, level), level.pattern)

    def _count(
        self, number: str, abstract: str, depth: int, levels: dict[int, _Level]
    ) -> dict[int, int]:
        # Lists over one abstract definition go on counting, unless a start is set anew.
        fresh = (number, depth) in self._starts
        counts = self._counts.setdefault(abstract, {})
        start = self._starts.pop((number, depth), levels[depth].start)
        counts[depth] = start if fresh else counts.get(depth, start - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or 0 < depth + 1 <= restart:
                del counts[deeper]
        return counts


def _level(level: _Element) -> _Level:
    start, restart = _value(level, "start"), _value(level, "lvlRestart")
    return _Level(
        form=_value(level, "numFmt") or "decimal",
        pattern=_value(level, "lvlText"),
        start=int(start) if start.isdigit() else 1,
        restart=int(restart) if restart.isdigit() else None,
        legal=level.find(f"{W}isLgl") is not None,
    )


def _value(parent: _Element, name: str) -> str:
    child = parent.find(f"{W}{name}")
    return "" if child is None else str(child.get(f"{W}val", ""))


def _shown(depth: int, counts: dict[int, int], levels: dict[int, _Level], of: _Level) -> str:
    level = levels.get(depth, _Level())
    form = "decimal" if of.legal else level.form
    return numeral(counts.get(depth, level.start), form)


def numeral(number: int, form: str) -> str:
    """``number`` in a Word number format ("upperRoman", "lowerLetter", …)."""
    if form in ("upperRoman", "lowerRoman"):
        text = _roman(number)
        return text if form == "upperRoman" else text.lower()
    if form in ("upperLetter", "lowerLetter") and number > 0:
        letter = chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if form == "upperLetter" else letter.lower()
    return f"{number:02d}" if form == "decimalZero" else str(number)


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        text += letters * count
    return text
