"""Tables found by their ruled lines on the picture of a page, straightened beforehand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_DARK = 150  # grey level below which a pixel is ink
_FAINT = 200  # grey level below which a worn line may be
_DARKENED = 0.75  # part of its way that a line between two cells darkens
_SHORTEST_MM = 5.0  # the shortest line that can rule a table
_MOST_LINES = 400
_MOST_CELLS = 2_000
_TOUCH_MM = 1.2  # lines that come this near meet


@dataclass(frozen=True, slots=True)
class Box:
    """One cell: its edges on the page, its first row and column, how many it covers."""

    left: float
    top: float
    right: float
    bottom: float
    row: int
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class RuledGrid:
    """A ruled table: its edges and its cells, in reading order."""

    left: float
    top: float
    right: float
    bottom: float
    rows: int
    columns: int
    boxes: tuple[Box, ...]

    def scaled(self, factor: float) -> RuledGrid:
        """The same table in another unit of length."""
        boxes = tuple(
            Box(
                b.left * factor, b.top * factor, b.right * factor, b.bottom * factor,
                b.row, b.column, b.rows, b.columns,
            )
            for b in self.boxes
        )  # fmt: skip
        return RuledGrid(
            self.left * factor, self.top * factor, self.right * factor, self.bottom * factor,
            self.rows, self.columns, boxes,
        )  # fmt: skip

    def covers(self, x: float, y: float) -> bool:
        """Whether a point lies inside the table."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def repeated(self, texts: dict[Box, str]) -> list[list[str]]:
        """Rows of equal width, the text of a merged cell in each place it covers."""
        table = [[""] * self.columns for _ in range(self.rows)]
        for box in self.boxes:
            for row in range(box.row, box.row + box.rows):
                for column in range(box.column, box.column + box.columns):
                    table[row][column] = texts.get(box, "")
        return table

    def printed(self, texts: dict[Box, str]) -> list[list[str]]:
        """Rows with each merged cell once, in its first place."""
        table: list[list[str]] = [[] for _ in range(self.rows)]
        for box in sorted(self.boxes, key=lambda b: (b.row, b.column)):
            for row in range(box.row, box.row + box.rows):
                table[row].append(texts.get(box, "") if row == box.row else "")
        return table


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line: its place across, and where it begins and ends along."""

    place: float
    start: float
    end: float


def find_grids(grey: NDArray[np.uint8], dpi: float) -> list[RuledGrid]:
    """The ruled tables of a page with at least two rows and two columns, from the top."""
    ink = grey < _DARK
    shortest = max(8, int(_SHORTEST_MM / 25.4 * dpi))
    touch = max(2.0, _TOUCH_MM / 25.4 * dpi)
    across = strokes(ink, shortest, touch)
    down = strokes(ink.T, shortest, touch)
    if max(len(across), len(down)) > _MOST_LINES:  # a picture, not a ruled page
        return []
    grids = [_grid(grey, h, v, touch) for h, v in _connected(across, down, touch)]
    return sorted((g for g in grids if g is not None), key=lambda g: g.top)


def strokes(ink: NDArray[np.bool_], shortest: int, touch: float) -> list[Stroke]:
    """Horizontal lines of at least ``shortest`` pixels; a line may drift by a few rows."""
    long = _runs(ink, shortest)
    filled = [bool(row.any()) for row in long]
    found: list[Stroke] = []
    row = 0
    while row < len(filled):
        if not filled[row]:
            row += 1
            continue
        end = row
        while end < len(filled) and filled[end] and end - row < touch * 3:
            end += 1
        covered: NDArray[np.bool_] = np.logical_or.reduce(long[row:end], axis=0)
        found += _segments(covered, (row + end - 1) / 2, touch)
        row = end
    return [s for s in found if s.end - s.start >= shortest]


def _runs(ink: NDArray[np.bool_], length: int) -> NDArray[np.bool_]:
    """Pixels inside a horizontal run of at least ``length`` dark pixels."""
    height, width = ink.shape
    if width < length:
        return np.zeros_like(ink)
    counts = np.zeros((height, width + 1), dtype=np.int32)
    np.cumsum(ink, axis=1, out=counts[:, 1:])
    full = (counts[:, length:] - counts[:, :-length]) == length  # a run starts here
    marks = np.zeros((height, width + 1), dtype=np.int16)
    marks[:, : full.shape[1]] += full
    marks[:, length : length + full.shape[1]] -= full
    inside: NDArray[np.bool_] = np.cumsum(marks[:, :width], axis=1) > 0
    return inside


def _segments(covered: NDArray[np.bool_], place: float, touch: float) -> list[Stroke]:
    edges = np.flatnonzero(np.diff(np.concatenate(([0], covered.view(np.int8), [0]))))
    pieces = [
        Stroke(place, float(a), float(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)
    ]
    joined: list[Stroke] = []
    for piece in pieces:
        if joined and piece.start - joined[-1].end <= touch * 2:
            joined[-1] = Stroke(place, joined[-1].start, piece.end)
        else:
            joined.append(piece)
    return joined


def _connected(
    across: list[Stroke], down: list[Stroke], touch: float
) -> list[tuple[list[Stroke], list[Stroke]]]:
    """Groups of lines that meet each other."""
    parent = list(range(len(across) + len(down)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, h in enumerate(across):
        for j, v in enumerate(down):
            if _meet(h, v, touch):
                parent[root(i)] = root(len(across) + j)
    groups: dict[int, tuple[list[Stroke], list[Stroke]]] = {}
    for i, h in enumerate(across):
        groups.setdefault(root(i), ([], []))[0].append(h)
    for j, v in enumerate(down):
        groups.setdefault(root(len(across) + j), ([], []))[1].append(v)
    return list(groups.values())


def _meet(h: Stroke, v: Stroke, touch: float) -> bool:
    return (
        h.start - touch <= v.place <= h.end + touch and v.start - touch <= h.place <= v.end + touch
    )


def _grid(
    grey: NDArray[np.uint8], across: list[Stroke], down: list[Stroke], touch: float
) -> RuledGrid | None:
    xs = _clusters([v.place for v in down], touch)
    ys = _clusters([h.place for h in across], touch)
    if len(xs) < 3 or len(ys) < 3 or len(xs) * len(ys) > _MOST_CELLS:
        return None
    boxes = tuple(_boxes(xs, ys, _Edges(grey, touch)))
    return RuledGrid(xs[0], ys[0], xs[-1], ys[-1], len(ys) - 1, len(xs) - 1, boxes)


class _Edges:
    """Whether there is a line between two cells: looked up on the picture, not in strokes.

    A thin or worn line comes in pieces; it still darkens most of its way.
    """

    def __init__(self, grey: NDArray[np.uint8], touch: float) -> None:
        self._faint = grey < _FAINT
        self._reach = max(2, round(touch / 2))

    def ruled(self, place: float, start: float, end: float, *, across: bool) -> bool:
        """Whether most of the way from ``start`` to ``end`` is dark at ``place``."""
        low, high = max(0, round(place) - self._reach), round(place) + self._reach + 1
        begin, stop = round(start) + self._reach, round(end) - self._reach
        if stop <= begin:
            return True
        page = self._faint if across else self._faint.T
        way = page[low:high, begin:stop].any(axis=0)
        return bool(way.mean() > _DARKENED) if way.size else True


def _clusters(places: list[float], touch: float) -> list[float]:
    groups: list[list[float]] = []
    for place in sorted(places):
        if groups and place - groups[-1][-1] <= 2 * touch:
            groups[-1].append(place)
        else:
            groups.append([place])
    return [sum(g) / len(g) for g in groups]


def _boxes(xs: list[float], ys: list[float], edges: _Edges) -> list[Box]:
    """Cells: neighbours without a line between them are one merged cell."""
    taken: set[tuple[int, int]] = set()
    boxes: list[Box] = []
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            if (row, column) in taken:
                continue
            right, below = column + 1, row + 1
            while right < len(xs) - 1 and not edges.ruled(
                xs[right], ys[row], ys[row + 1], across=False
            ):
                right += 1
            while below < len(ys) - 1 and not edges.ruled(
                ys[below], xs[column], xs[right], across=True
            ):
                below += 1
            taken |= {(r, c) for r in range(row, below) for c in range(column, right)}
            boxes.append(
                Box(
                    xs[column], ys[row], xs[right], ys[below],
                    row, column, below - row, right - column,
                )
            )  # fmt: skip
    return boxes
