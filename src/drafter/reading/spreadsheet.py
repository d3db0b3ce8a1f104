"""Spreadsheets (.xlsx, .csv): each sheet a table, numbers as the screen shows them."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from drafter.document.reading import RawText

from . import legacy
from .composing import Composer, tidy
from .limits import MAX_COLUMNS, MAX_ROWS, Progress, silent, unreadable
from .ooxml import Package, damaged
from .plain import decode

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

_DELIMITERS = ";\t,|"
_DECIMALS = re.compile(r"0\.(0+)")


def read_csv(data: bytes, name: str, progress: Progress = silent) -> RawText:
    """A file of separated values; the separator that gives the most even rows is taken."""
    text, encoding = decode(data)
    out = Composer()
    if encoding:
        out.warn("legacy-encoding", legacy.notice(encoding))
    rows = [[tidy(cell) for cell in row] for row in _csv_rows(text)]
    rows = [row for row in rows if any(row)]
    if not rows:
        raise unreadable("no cells", "Tệp không có dữ liệu; đề nghị kiểm tra lại tệp gốc.")
    _add_sheet(out, rows)
    progress(1, 1, "Đọc bảng tính")
    return out.raw(data, name, "csv")


def _csv_rows(text: str) -> Iterator[list[str]]:
    delimiter = delimiter_of(text)
    reader = csv.reader(io.StringIO(text.replace("\x00", "")), delimiter=delimiter)
    try:
        for number, row in enumerate(reader):
            if number >= MAX_ROWS:
                return
            yield row[:MAX_COLUMNS]
    except csv.Error as error:
        raise damaged("CSV", error) from error


def delimiter_of(text: str) -> str:
    """The separator of a file of values: the one that parts most lines in the same way.

    A comma is also the decimal mark, so it is taken only when no other separator will do.
    """
    lines = [line for line in text.splitlines()[:50] if line.strip()]

    def evenness(mark: str) -> int:
        counts = [line.count(mark) for line in lines if mark in line]
        return max((counts.count(c) for c in set(counts)), default=0)

    best = max(_DELIMITERS, key=lambda m: (evenness(m) * 2 >= len(lines), -_DELIMITERS.index(m)))
    return best if evenness(best) else ","


def _add_sheet(out: Composer, rows: list[list[str]]) -> None:
    """Lines of one cell before the first real row are title lines, the rest is the table."""
    width = max(len(row) for row in rows)
    start = 0
    while start < len(rows) and sum(map(bool, rows[start])) == 1 and width > 1:
        out.line(" ".join(filter(None, rows[start])))
        start += 1
    even = [row + [""] * (width - len(row)) for row in rows[start:]]
    if even:
        out.table(even)


def read_xlsx(data: bytes, name: str, progress: Progress = silent) -> RawText:
    """An Excel workbook: visible sheets, rows and columns; merged cells repeated.

    Values that formulas had when the file was saved are taken; formulas are not computed,
    links to other files not followed. Raises ``UnreadableFile``.
    """
    Package(data)  # refuses zip bombs before openpyxl inflates anything
    out = Composer()
    sheets = _sheets(data)
    for done, sheet in enumerate(sheets, 1):
        if sheet.sheet_state != "visible":
            out.warn("hidden-text", f"Trang tính ẩn “{sheet.title}” không được đọc.")
            continue
        rows = _rows(sheet, out)
        if rows:
            _add_sheet(out, rows)
        progress(done, len(sheets), "Đọc bảng tính")
    if not out.lines:
        raise unreadable("no cells", "Bảng tính không có dữ liệu; đề nghị kiểm tra lại tệp gốc.")
    return out.raw(data, name, "xlsx", pages=len(sheets))


def _sheets(data: bytes) -> list[Worksheet]:
    import warnings

    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # extensions openpyxl does not keep; we only read
            book = load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, OSError, SyntaxError) as error:
        raise damaged("Excel", error) from error
    except Exception as error:  # openpyxl lets errors of its own and of lxml through
        raise damaged("Excel", error) from error
    return list(book.worksheets)


def _rows(sheet: Worksheet, out: Composer) -> list[list[str]]:
    merged = _merged(sheet)
    hidden = {c for c, d in sheet.column_dimensions.items() if d.hidden}
    rows: list[list[str]] = []
    for cells in sheet.iter_rows(
        max_row=min(sheet.max_row, MAX_ROWS), max_col=min(sheet.max_column, MAX_COLUMNS)
    ):
        number = (cells[0].row or 0) if cells else 0
        shown = [c for c in cells if getattr(c, "column_letter", "") not in hidden]
        texts = [
            merged.get((number, c.column or 0)) or shown_value(c.value, c.number_format)
            for c in shown
        ]
        if not any(texts):
            continue
        if sheet.row_dimensions[number].hidden:
            out.warn("hidden-text", f"Trang “{sheet.title}” có dòng ẩn, không được đọc.")
            continue
        rows.append([tidy(text) for text in texts])
    if hidden:
        out.warn("hidden-text", f"Trang “{sheet.title}” có cột ẩn, không được đọc.")
    if sheet.max_row > MAX_ROWS:
        out.warn("too-long", f"Bảng tính dài, chỉ đọc {MAX_ROWS} dòng đầu.")
    return rows


def _merged(sheet: Worksheet) -> dict[tuple[int, int], str]:
    """The text of each merged range for every place it covers."""
    texts: dict[tuple[int, int], str] = {}
    for area in sheet.merged_cells.ranges:
        if area.size["rows"] * area.size["columns"] > MAX_ROWS:
            continue
        first: Cell | Any = sheet.cell(area.min_row, area.min_col)
        text = shown_value(first.value, first.number_format)
        for row in range(area.min_row, area.max_row + 1):
            for column in range(area.min_col, area.max_col + 1):
                texts[row, column] = text
    return texts


def shown_value(value: object, number_format: str) -> str:
    """A cell's value as a Vietnamese Excel shows it: 1.145 for 1145 with ``#,##0``."""
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        return _shown_other(value)
    number_format = number_format or "General"
    percent = "%" in number_format
    number = Decimal(repr(value)) * (100 if percent else 1)
    decimals = _DECIMALS.search(number_format)
    if decimals:
        text = f"{number:,.{len(decimals[1])}f}"
    elif number == number.to_integral_value() or number_format.split(";")[0] in ("0", "#,##0"):
        text = f"{number:,.0f}"
    else:
        text = f"{number.normalize():,f}"
    grouped = "," in number_format or "#" in number_format
    text = text if grouped else text.replace(",", "")
    return text.translate(str.maketrans(",.", ".,")) + ("%" if percent else "")


def _shown_other(value: object) -> str:
    import datetime

    if isinstance(value, datetime.datetime):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, bool):
        return "x" if value else ""
    return str(value)
