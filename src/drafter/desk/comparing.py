"""Two texts side by side: which lines were changed, added or taken out, and which words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from drafter.document.model import LaunchDocument
from drafter.rendering.changes import edits, pair_lines


class Change(StrEnum):
    """What became of a line."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a line; ``marked`` when the other side does not have them."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Compared:
    """One line: ``before`` and ``after`` in pieces; a side that has no such line is empty."""

    change: Change
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


def compare(earlier: Sequence[str], later: Sequence[str]) -> list[Compared]:
    """Every line of both texts once, in the order of both."""
    return [
        _compared(pair.earlier, None if pair.later is None else later[pair.later])
        for pair in pair_lines(earlier, later)
    ]


def lines_of(document: LaunchDocument) -> list[str]:
    """Title, headings and paragraphs as they are printed, one a line."""
    lines = [document.title]
    lines += [_line(p.label, p.text) for p in (*document.basis, *document.opening)]
    for _, section in document.walk():
        lines.append(f"{section.label}. {section.heading}".strip(". "))
        lines += [_line(p.label, p.text) for p in section.paragraphs]
    lines += [_line(p.label, p.text) for p in document.closing]
    return [line for line in lines if line]


def _line(label: str, text: str) -> str:
    return f"{label} {text}".strip()


def _compared(before: str | None, after: str | None) -> Compared:
    if before is None or after is None:
        change = Change.ADDED if before is None else Change.REMOVED
        return Compared(change, _whole(before), _whole(after))
    if before == after:
        return Compared(Change.SAME, (Piece(before),), (Piece(after),))
    later = ((after[e.start : e.end], e.added) for e in edits(before, after))
    earlier = ((before[e.start : e.end], e.added) for e in edits(after, before))
    return Compared(Change.CHANGED, tuple(_joined(earlier)), tuple(_joined(later)))


def _whole(text: str | None) -> tuple[Piece, ...]:
    return () if text is None else (Piece(text, marked=True),)


def _joined(pieces: Iterator[tuple[str, bool]]) -> Iterator[Piece]:
    return (Piece(text, marked) for text, marked in pieces if text)


_LABEL = re.compile(r"^(?:(?:[IVX]+|\d+|[a-zđ])[.)]|-)\s+")
_MOST_SHOWN = 3
_AROUND = 60


def in_words(before: Sequence[str], after: Sequence[str]) -> str:
    """What changed, for the talk: a few lines before and after; numbering alone is no change."""
    was, now = _unlabelled(before), _unlabelled(after)
    moved = {*was} & {*now}
    lines: list[str] = []
    more = 0
    for line in compare(was, now):
        if line.change is Change.SAME or _text(line.before or line.after) in moved:
            continue
        if len(lines) >= _MOST_SHOWN:
            more += 1
        elif line.change is Change.CHANGED:
            lines.append(f"- Trước: “{_around(line.before)}” → nay: “{_around(line.after)}”")
        else:
            verb = "Thêm" if line.change is Change.ADDED else "Bỏ"
            lines.append(f"- {verb}: “{_clipped(_text(line.after or line.before))}”")
    if more:
        lines.append(f"- … và {more} dòng nữa; xem mục “So sánh”.")
    return "\n".join(lines)


def _unlabelled(lines: Sequence[str]) -> list[str]:
    """Lines without their labels; a label that stands alone is no line."""
    bare = [_LABEL.sub("", line) for line in lines]
    return [line for line in bare if not re.fullmatch(r"[IVX]+|\d+|[a-zđ]", line)]


def _text(pieces: Sequence[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def _clipped(text: str) -> str:
    return text if len(text) <= 160 else f"{text[:150].rstrip()}…"


def _around(pieces: Sequence[Piece]) -> str:
    """The marked words with a little of the line around them."""
    text = _text(pieces)
    at, spans = 0, []
    for piece in pieces:
        if piece.marked and piece.text.strip():
            spans.append((at, at + len(piece.text)))
        at += len(piece.text)
    if len(text) <= 2 * _AROUND or not spans:
        return _clipped(text)
    start, end = max(0, spans[0][0] - _AROUND), min(len(text), spans[-1][1] + _AROUND)
    start = text.find(" ", start) + 1 if start else 0
    end = text.rfind(" ", start, end) if end < len(text) else end
    return f"{'…' if start else ''}{text[start:end].strip()}{'…' if end < len(text) else ''}"
