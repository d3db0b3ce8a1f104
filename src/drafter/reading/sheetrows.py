"""Rows of a target sheet: what each is, and which is a part of which."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from drafter.document.facts import Group

from .cellfigures import is_blank, parse_figure
from .limits import MAX_INDICATOR
from .sheetcolumns import Column, Columns
from .sheetgroups import heading_groups, names_group

_GROUP_INDEX = re.compile(r"[IVXLC]+|[A-ZĐ]")
_LEVELS = (
    (1, re.compile(r"\d+")),
    (2, re.compile(r"\d+[a-zđ]|\d+\.\d+|[a-zđ]")),
    (3, re.compile(r"\d+\.\d+\.\d+|\d+\.\d+\.?[a-zđ]|\d+[a-zđ]\.?\d+")),
)
_LABEL = re.compile(r"(?P<index>[IVXLC]+|[A-ZĐ]|\d+(?:\.\d+)*[a-zđ]?|[a-zđ])[.)](?!\d)\s+")
_AMONG = re.compile(r"(?:trong đó|bao gồm|gồm|chia ra)\s*(?::|,|(?=\s*$)|(?=\s*[-+•]))\s*", re.I)
_DASH = re.compile(r"([-–—•*+]+)\s*")
_FORMULA = re.compile(r"[=@]|[+\-][A-Z]{2,}\(")  # what a spreadsheet would run
_DITTO = re.compile(r"(nt|như trên|\"|''|″|”|-nt-)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator of a sheet. ``among`` marks a part introduced by "trong đó"."""

    number: int  # row of the sheet, from 1
    index: str
    indicator: str
    unit: str
    plan: str
    last_year: str
    note: str
    rival: str
    level: int
    heading: str = ""
    headed: frozenset[Group] = frozenset()
    among: bool = False
    parent: int | None = None  # place of the whole in the list of rows
    last_plan: str = ""
    so_far: str = ""
    doubtful: bool = False  # the scan of the planned figure was not read surely

    @property
    def label(self) -> str:
        """How a warning names the row."""
        place = f"dòng {self.index} " if self.index else ""
        return f"{place}“{self.indicator}”"


def _over_all(cells: Sequence[str]) -> bool:
    """Whether one cell is merged over a row of three or more, without a figure: a heading."""
    texts = {cell.strip() for cell in cells}
    text = next(iter(texts))
    return len(cells) > _FEWEST_MERGED and len(texts) == 1 and not any(c.isdigit() for c in text)


_FEWEST_MERGED = 2


class RowReader:
    """Reads the rows of one table in order, keeping the group and the whole they stand under."""

    def __init__(
        self, columns: Columns, doubtful: frozenset[tuple[int, int]] = frozenset()
    ) -> None:
        self._columns = columns
        self._doubtful = doubtful
        self._heading = ""
        self._headed: frozenset[Group] = frozenset()
        self._level = 0  # of the last row with a number
        self._among = False  # rows without a number or dash are parts too
        self._unit = ""
        self.rows: list[Row] = []
        self.unread: list[tuple[int, str]] = []

    def read(self, number: int, cells: Sequence[str]) -> None:
        """Take in one row of cells; ``number`` is its place in the sheet, from 1."""
        row = self._row(number, cells)
        if row is None:
            return
        if self._is_group(row, cells):
            self._heading, self._level, self._among = row.indicator, 0, False
            self._headed = heading_groups(row.indicator)
            return
        row = self._placed(row)
        if row is not None:
            plan = self._columns.plan
            weak = plan is not None and (number - 1, plan.place) in self._doubtful
            self.rows.append(replace(row, parent=self._parent(row), doubtful=weak))

    def _row(self, number: int, cells: Sequence[str]) -> Row | None:
        def cell(place: int | None) -> str:
            return cells[place].strip() if place is not None and place < len(cells) else ""

        def figure(column: Column | None) -> str:
            text = "" if column is None else cell(column.place)
            return "" if text == indicator else text  # a heading merged over the whole row

        c = self._columns
        index, indicator = cell(c.index).rstrip(".)"), cell(c.indicator)
        if index == indicator and parse_figure(index) is None:
            index = ""
        if not index and (label := _LABEL.match(indicator)):
            index, indicator = label["index"], indicator[label.end() :]
        if not indicator or len(indicator) > MAX_INDICATOR or _FORMULA.match(indicator):
            self._note_unread(number, cells)
            return None
        unit = cell(c.unit)
        return Row(
            number, index, indicator, "" if unit == indicator else unit, figure(c.plan),
            figure(c.last_year), cell(c.note) if cell(c.note) != indicator else "",
            figure(c.rival), 0, last_plan=figure(c.last_plan), so_far=figure(c.so_far),
        )  # fmt: skip

    def _note_unread(self, number: int, cells: Sequence[str]) -> None:
        if any(parse_figure(cell) or len(cell) > MAX_INDICATOR for cell in cells):
            self.unread.append((number, " ".join(filter(None, cells))))

    def _is_group(self, row: Row, cells: Sequence[str]) -> bool:
        if _over_all(cells):
            return True
        if _GROUP_INDEX.fullmatch(row.index) and names_group(row.indicator):
            # A scan may have torn the heading over its columns; figures it has none.
            return not any(c.isdigit() for c in row.plan + row.last_year)
        if not (is_blank(row.plan) and is_blank(row.last_year)) or row.unit:
            return False
        if _GROUP_INDEX.fullmatch(row.index):
            return True
        alone = len({cell for cell in cells if cell and cell != row.index}) == 1
        return not row.index and alone and (row.indicator.isupper() or names_group(row.indicator))

    def _placed(self, row: Row) -> Row | None:
        """The row with its level and its indicator without the marks of a part."""
        level = _index_level(row.index)
        if level is not None:
            self._level, self._among = level, False
        indicator = row.indicator
        opening = _AMONG.match(indicator)
        if opening:
            indicator = indicator[opening.end() :]
            if not indicator:  # a row "Trong đó:" of its own
                self._among = True
                return None
        dash = _DASH.match(indicator) or _DASH.fullmatch(row.index)
        if dash and dash.string == indicator:
            indicator = indicator[dash.end() :]
        if again := _AMONG.match(indicator):
            opening, indicator = again, indicator[again.end() :] or indicator
        self._among = self._among or (opening is not None and dash is None and level is None)
        part = self._part_level(level, dash, opening is not None)
        unit = row.unit
        if _DITTO.fullmatch(unit):
            unit = self._unit
        self._unit = unit or self._unit
        return replace(
            row, indicator=indicator.strip(), unit=unit, level=part, among=opening is not None,
            index="" if _DASH.fullmatch(row.index) else row.index,
            heading=self._heading, headed=self._headed,
        )  # fmt: skip

    def _part_level(self, level: int | None, dash: re.Match[str] | None, opened: bool) -> int:
        if level is not None:
            return level
        base = max(self._level, 1)
        if dash is not None:
            below = 2 if dash[1].startswith("+") else 1
            return self._level + below if self._level else below
        return base + 1 if opened or self._among else base

    def _parent(self, row: Row) -> int | None:
        for place in range(len(self.rows) - 1, -1, -1):
            above = self.rows[place]
            if above.heading != row.heading or above.headed != row.headed:
                return None
            if above.level < row.level:
                return place
        return None


def _index_level(index: str) -> int | None:
    """Level of a row number: 0 for I or A with a figure of its own, 1 for 1, 2 for 1a and a."""
    if _GROUP_INDEX.fullmatch(index):
        return 0
    for level, pattern in _LEVELS:
        if pattern.fullmatch(index):
            return level
    return None
