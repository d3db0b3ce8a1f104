"""What changed between two texts: lines paired, then words compared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORD = re.compile(r"\s+|[^\s]+")
_ALIKE = 0.5  # two lines are one line changed when at least so much of them is the same


@dataclass(frozen=True, slots=True)
class Pair:
    """An earlier and a later line; one is ``None`` where a line was added or taken out.

    ``later`` is the running number of the later line.
    """

    earlier: str | None
    later: int | None


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of the later line ``[start, end)``; before it ``removed`` was taken out."""

    start: int
    end: int
    added: bool
    removed: str = ""


def pair_lines(earlier: Sequence[str], later: Sequence[str]) -> Iterator[Pair]:
    """Every earlier and later line once, in the order of both."""
    matcher = SequenceMatcher(None, earlier, later, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            yield from (Pair(earlier[a + i], c + i) for i in range(b - a))
        else:
            yield from _pair_changed(earlier[a:b], later[c:d], c)


def _pair_changed(earlier: Sequence[str], later: Sequence[str], first: int) -> Iterator[Pair]:
    """Pairs a changed stretch: each later line takes the first earlier line that is like it."""
    taken = 0
    for index, line in enumerate(later):
        match = next((i for i in range(taken, len(earlier)) if _alike(earlier[i], line)), None)
        if match is None:
            yield Pair(None, first + index)
            continue
        yield from (Pair(text, None) for text in earlier[taken:match])
        yield Pair(earlier[match], first + index)
        taken = match + 1
    yield from (Pair(text, None) for text in earlier[taken:])


def _alike(one: str, other: str) -> bool:
    matcher = SequenceMatcher(None, one.split(), other.split(), autojunk=False)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def edits(earlier: str, later: str) -> list[Edit]:
    """How ``later`` came from ``earlier``, word by word; the stretches cover ``later``."""
    old, new = _WORD.findall(earlier), _WORD.findall(later)
    ends = [0]
    for word in new:
        ends.append(ends[-1] + len(word))
    found = []
    for same, a, b, c, d in _stretches(old, new):
        removed = "" if same else "".join(old[a:b])
        found.append(Edit(ends[c], ends[d], not same and d > c, removed))
    return found


def _stretches(old: list[str], new: list[str]) -> Iterator[tuple[bool, int, int, int, int]]:
    """Stretches of ``old`` and ``new``, the same or not; words changed in a row are one.

    Without that every blank between two changed words would stand alone and the change would
    read word for word.
    """
    changed: tuple[int, int, int, int] | None = None
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for at, (kind, a, b, c, d) in enumerate(codes):
        blank = b - a == 1 and old[a].isspace()
        if kind == "equal" and not (blank and changed and at + 1 < len(codes)):
            if changed:
                yield False, *changed
            changed = None
            yield True, a, b, c, d
        else:
            changed = (changed[0], b, changed[2], d) if changed else (a, b, c, d)
    if changed:
        yield False, *changed
