"""Words as data: misspellings, compounds and wording that was right for a time only."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from drafter.reading.vietnamese import UPPER, bare, fold


@dataclass(frozen=True, slots=True)
class Stale:
    """Wording that is right from ``since`` to ``until`` only."""

    words: re.Pattern[str]
    since: date | None
    until: date | None
    why: str

    def wrong_on(self, on: date) -> bool:
        """Whether the wording does not fit a document of that day."""
        early = self.since is not None and on < self.since
        return early or (self.until is not None and on > self.until)


@dataclass(frozen=True, slots=True)
class Slip:
    """A misspelling: the pattern of the wrong words, and the right ones.

    ``right`` may use groups of the pattern. ``sure`` slips are errors, the others warnings.
    """

    wrong: re.Pattern[str]
    right: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Spelling:
    """``slips`` one by one and in one pattern; ``compounds`` of two syllables, folded, and by
    their letters without marks."""

    slips: tuple[Slip, ...]
    any_slip: re.Pattern[str]
    compounds: frozenset[str]
    unmarked: Mapping[str, str]


@lru_cache(maxsize=8)
def stale_words(kb: Path) -> tuple[Stale, ...]:
    """The rows of ``kb/vocabulary/stale.yaml``."""
    content: Any = _yaml(kb / "vocabulary" / "stale.yaml")
    return tuple(
        Stale(re.compile(row["words"]), row.get("from"), row.get("until"), row["why"])
        for row in content
    )


@lru_cache(maxsize=8)
def local_matter(kb: Path) -> re.Pattern[str]:
    """What one commune has and its neighbour has not, by ``kb/vocabulary/local_matters.yaml``.

    Group ``produce`` is what is grown or kept.
    """
    content: Any = _yaml(kb / "vocabulary" / "local_matters.yaml")
    produce, ways = "|".join(content["produce"]), "|".join(content["ways"])
    return re.compile(
        rf"(?:vùng(?: nguyên liệu| chuyên canh| trồng)?|cây|trồng|nuôi) (?P<produce>{produce})\b"
        rf"|(?i:lễ hội) [{UPPER}]\w+(?: [{UPPER}]\w+)*|\b(?:{ways})\b"
    )


@lru_cache(maxsize=8)
def spelling(kb: Path) -> Spelling:
    """The rows of ``kb/vocabulary/spelling.yaml``."""
    content: Any = _yaml(kb / "vocabulary" / "spelling.yaml")
    slips = tuple(
        Slip(re.compile(row["wrong"]), row["right"], row.get("sure", True))
        for row in content["slips"]
    )
    compounds = frozenset(fold(c) for line in content["compounds"] for c in line.split(", "))
    any_slip = re.compile(rf"(?<!\w)(?:{'|'.join(s.wrong.pattern for s in slips)})(?!\w)")
    return Spelling(
        slips, any_slip, compounds, {bare(c): c for c in sorted(compounds, reverse=True)}
    )


def _yaml(path: Path) -> Any:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    with path.open(encoding="utf-8") as stream:
        return yaml.load(stream, Loader=loader)
