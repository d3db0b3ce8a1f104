"""The office's targets as a spreadsheet that reads back as the same list."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from drafter.document.facts import Bound, Quantity, Target

if TYPE_CHECKING:
    from openpyxl.cell import Cell, MergedCell

    AnyCell = Cell | MergedCell

_WIDTHS = (6, 52, 16, 16, 18, 16, 16)
_HEAD_ROW = 3


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A line of the sheet: the target, and what the level above assigns, as printed."""

    target: Target
    assigned: str = ""


def to_xlsx(rows: Sequence[TargetRow], *, unit: str, year: int) -> bytes:
    """The sheet "Chỉ tiêu" with a title line; figures are numbers where they are plain ones."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Chỉ tiêu"
    sheet.cell(1, 1, f"BIỂU CHỈ TIÊU THI ĐUA NĂM {year} - {unit.upper()}").font = Font(bold=True)
    thin = Side(style="thin", color="999999")
    planned = any(row.target.last_plan for row in rows)
    names = _head(year, planned=planned)
    for column, name in enumerate(names, 1):
        head = sheet.cell(_HEAD_ROW, column, name)
        head.font = Font(bold=True)
        head.fill = PatternFill("solid", fgColor="E4EBF3")
    for number, row in enumerate(rows, 1):
        _put(sheet[_HEAD_ROW + number], number, row)
    for column, width in enumerate(_WIDTHS):
        sheet.column_dimensions["ABCDEFG"[column]].width = width
    for line in sheet.iter_rows(min_row=_HEAD_ROW, max_col=len(names)):
        for cell in line:
            cell.border = Border(thin, thin, thin, thin)
            cell.alignment = Alignment(wrap_text=True, vertical="center")
    sheet.freeze_panes = f"A{_HEAD_ROW + 1}"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _head(year: int, *, planned: bool) -> tuple[str, ...]:
    """Names that tell our reader, and a colleague, which planned figure is the commune's own.

    Last year's plan comes last, and only where it is known.
    """
    names = (
        "STT",
        "Chỉ tiêu",
        "Đơn vị tính",
        f"Thực hiện năm {year - 1}",
        f"Cấp trên giao năm {year}",
        f"Kế hoạch của địa phương năm {year}",
    )
    return (*names, f"Kế hoạch năm {year - 1}") if planned else names


def _put(cells: tuple[AnyCell, ...], number: int, row: TargetRow) -> None:
    target = row.target
    quantities = (target.quantity, target.last_year)
    name = f"- {target.indicator}" if target.parent else target.indicator
    cells[0].value = target.row or number
    cells[1].value = name
    cells[2].value = next((q.unit for q in quantities if q and q.unit), "")
    cells[4].value = row.assigned
    _figure(cells[3], target.last_year)
    _figure(cells[5], target.quantity)
    if len(cells) > len(_WIDTHS) - 1:
        _figure(cells[6], target.last_plan)


def _figure(cell: AnyCell, quantity: Quantity | None) -> None:
    """A number that Excel can add up; words ("từ 95 trở lên", "9/12") stay words."""
    if quantity is None:
        return
    plain = quantity.value is not None and quantity.out_of is None and quantity.upper is None
    if not plain or quantity.bound not in (None, Bound.EQ) or not quantity.written:
        cell.value = quantity.written
        return
    assert quantity.value is not None
    cell.value = float(quantity.value)
    cell.number_format = _format(quantity.value)


def _format(value: Decimal) -> str:
    exponent = value.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return "#,##0" + ("." + "0" * places if places else "")
