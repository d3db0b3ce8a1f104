"""Target sheets: a table, or plain lines, becomes a ``TargetList``.

Nothing is filled in: a unit the sheet leaves blank stays ``None``, a sum that does not add
up stays as printed, and each is a warning that names the row and the figures.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from drafter.document.facts import Bound, Quantity, Target
from drafter.document.reading import Table, TargetList, Warning_

from .cellfigures import Figure, is_blank, parse_figure
from .sheetchecks import Pair, check_rows
from .sheetcolumns import Columns, find_columns, guess_columns
from .sheetgroups import group_of
from .sheetlines import find_line_targets
from .sheetrows import Row, RowReader

_YEAR = re.compile(r"\bnăm\s+(20\d\d)", re.IGNORECASE)
_DECREASE = re.compile(
    r"(?<!chương trình )(?<!quốc gia )(?<!công tác )(?<!bền vững )\bgiảm\b(?! thiểu| tải)", re.I
)
_LEFT = re.compile(r"\bcòn(?: lại| ở mức)?\s*(?:\([^)]*\))?\s*$|\bcòn không quá", re.IGNORECASE)
_LEFT_BELOW = re.compile(r"\b(?:còn|xuống) dưới\b|giảm\b.*\b(?:xuống )?còn\s*$", re.IGNORECASE)
_INCREASE = re.compile(r"\btăng (?:thêm|so)|\bmức tăng\b", re.IGNORECASE)
_MAINTAIN = re.compile(r"^duy trì\b|\(duy trì\)", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\(([^()]{1,40})\)\s*$")
_UNIT_WORDS = re.compile(
    r"(%|‰|ha|tấn|tạ|kg|km|m|m2|m3|con|người|hộ|xã|thôn|bản|ấp|khu|nhà|trường|lượt|vụ|tàu|cây|"
    r"(?:(?:nghìn|triệu|tỷ|trđ|tr)\s?)+(?:đồng|đ|usd|lượt|người)?|điểm %|sản phẩm|tiêu chí|"
    r"doanh nghiệp|hợp tác xã|mô hình|công trình|căn|lao động)(?:\s*/.*)?",
    re.IGNORECASE,
)
_WRONG_PLAN = "Biểu không có cột kế hoạch (KH, Kế hoạch năm); đề nghị ghi rõ cột chỉ tiêu cần đạt."


@dataclass(slots=True)
class _Sheet:
    """What has been read so far."""

    targets: list[Target] = field(default_factory=list)
    warnings: list[Warning_] = field(default_factory=list)

    def warn(self, code: str, message: str) -> None:
        warning = Warning_(code, message)
        if warning not in self.warnings:
            self.warnings.append(warning)


def targets_from(
    tables: Sequence[Table], lines: Sequence[str], year: int | None = None
) -> TargetList:
    """The targets of a sheet.

    ``tables`` are tried first; where none is a target sheet, the plain ``lines`` are read
    ("- Tỷ lệ BHYT đạt 96%"). ``lines`` also give the year in the title. ``year`` is the year
    of the plan, to warn of a sheet of another year.
    """
    sheet = _Sheet()
    titled = _title_year(lines)
    for table in tables:
        columns = find_columns(table.rows)
        if columns is not None:
            _read_table(sheet, table, columns, titled)
    if not sheet.targets:
        sheet.targets += find_line_targets(lines, titled)
    if not sheet.targets:
        for table in tables:
            guessed = guess_columns(table.rows)
            if guessed is not None:
                _read_table(sheet, table, guessed, titled)
    _check_year(sheet, year)
    if not sheet.targets:
        sheet.warn("no-targets", "Không tìm thấy chỉ tiêu nào trong tệp; đề nghị kiểm tra lại.")
    return TargetList(tuple(sheet.targets), tuple(sheet.warnings), tuple(tables))


def _title_year(lines: Sequence[str]) -> int | None:
    """The year in the title: the first line that names one and speaks of targets."""
    for line in lines[:20]:
        found = _YEAR.search(line)
        if found and re.search(r"chỉ tiêu|kế hoạch|biểu|thi đua", line, re.IGNORECASE):
            return int(found[1])
    return None


def _check_year(sheet: _Sheet, year: int | None) -> None:
    years = {target.year for target in sheet.targets if target.year}
    if year is not None and years and year not in years:
        printed = ", ".join(str(y) for y in sorted(years))
        sheet.warn(
            "other-year",
            f"Biểu chỉ tiêu ghi năm {printed}, không phải năm {year}; đề nghị kiểm tra lại tệp.",
        )


def _read_table(sheet: _Sheet, table: Table, columns: Columns, titled: int | None) -> None:
    if columns.plan is None:
        sheet.warn("no-plan-column", _WRONG_PLAN)
        return
    if not columns.headed:
        sheet.warn(
            "no-header",
            "Biểu không có dòng tiêu đề cột; cột số cuối cùng được hiểu là kế hoạch năm, "
            "đề nghị kiểm tra lại.",
        )
    reader = RowReader(columns, table.doubtful)
    for number, cells in enumerate(table.rows[columns.first :], columns.first + 1):
        reader.read(number, cells)
    year = columns.plan.year or titled
    _check_title(sheet, columns, titled)
    pairs = [
        (row, _with_progress(target, row, columns)) for row, target in _pairs(sheet, reader, year)
    ]
    sheet.targets += [target for _, target in pairs]
    sheet.warnings += check_rows(pairs, reader.rows)
    for number, text in reader.unread:
        sheet.warn("row-not-understood", f"Không hiểu dòng {number} của biểu: “{text[:80]}”.")
    _compare_rivals(sheet, columns, reader.rows)


def _check_title(sheet: _Sheet, columns: Columns, titled: int | None) -> None:
    planned = columns.plan.year if columns.plan else None
    if titled and planned and titled != planned:
        sheet.warn(
            "other-year",
            f"Tiêu đề biểu ghi năm {titled} nhưng cột kế hoạch ghi năm {planned}; "
            "đề nghị kiểm tra lại.",
        )


def _compare_rivals(sheet: _Sheet, columns: Columns, rows: list[Row]) -> None:
    if columns.rival is None or columns.plan is None:
        return
    differing = [r for r in rows if r.rival and r.plan and r.rival != r.plan]
    if differing:
        examples = "; ".join(f"{r.label}: {r.plan} và {r.rival}" for r in differing[:3])
        sheet.warn(
            "two-plan-columns",
            f"Biểu có hai cột kế hoạch “{columns.plan.label}” và “{columns.rival.label}” khác "
            f"nhau ({examples}); đã lấy cột “{columns.plan.label}”, đề nghị xác nhận.",
        )


def _pairs(sheet: _Sheet, reader: RowReader, year: int | None) -> list[Pair]:
    wholes = {row.parent for row in reader.rows if row.parent is not None}
    pairs: list[Pair] = []
    for place, row in enumerate(reader.rows):
        if is_blank(row.plan):
            if place not in wholes:
                sheet.warn("row-not-understood", f"{_upper(row.label)} không có số kế hoạch.")
            continue
        parent = reader.rows[row.parent].indicator if row.parent is not None else None
        pairs.append((row, _target(sheet, row, parent, year)))
    return pairs


_PERIOD = re.compile(
    r"(?:\d{1,2}|ba|sáu|chín) tháng(?: đầu năm)?|quý [IV\d]+|đến (?:ngày|tháng) [\d/]+", re.I
)


def _with_progress(target: Target, row: Row, columns: Columns) -> Target:
    """``target`` with what this year has come to, and until when."""
    done, period = (
        _past(row, row.so_far),
        _PERIOD.search(columns.so_far.label if columns.so_far else ""),
    )
    if done is None or period is None:
        return target
    return replace(target, so_far=done, so_far_in=period[0].lower())


def _target(sheet: _Sheet, row: Row, parent: str | None, year: int | None) -> Target:
    figure = parse_figure(row.plan)
    quantity = _quantity(row, figure)
    if figure is None and any(c.isdigit() for c in row.plan):
        sheet.warn("row-not-understood", f"{_upper(row.label)}: không hiểu số liệu “{row.plan}”.")
    return Target(
        text=_clause(row, quantity),
        indicator=row.indicator,
        quantity=quantity,
        group=group_of(row.indicator, row.headed),
        parent=parent,
        qualifier=_qualifier(row, figure),
        year=year,
        last_year=_past(row, row.last_year),
        row=row.index or None,
        note=row.note or None,
        last_plan=_past(row, row.last_plan),
        heading=row.heading,
    )


def _past(row: Row, text: str) -> Quantity | None:
    figure = parse_figure(text)
    if figure is None:
        return None
    return replace(figure.quantity, unit=figure.quantity.unit or _unit(row))


def _qualifier(row: Row, figure: Figure | None) -> str | None:
    return row.plan if figure is None else figure.remark or None


def _quantity(row: Row, figure: Figure | None) -> Quantity | None:
    if figure is None:
        return None
    quantity = figure.quantity
    bound = quantity.bound if figure.bounded else _bound(row.indicator)
    if quantity.bound is Bound.RANGE and bound is Bound.EQ:
        bound = Bound.RANGE
    floor = quantity.floor or (
        bound in (Bound.DECREASE, Bound.INCREASE) and "trở lên" in row.indicator.lower()
    )
    return replace(
        quantity,
        unit=quantity.unit or _unit(row),
        bound=bound,
        floor=floor,
        doubtful=quantity.doubtful or row.doubtful,
    )


def _unit(row: Row) -> str | None:
    """The printed unit: its column, else brackets at the end of the indicator."""
    if row.unit and not is_blank(row.unit) and not row.unit.startswith("["):  # "[đơn vị tính]"
        return row.unit
    brackets = _IN_BRACKETS.search(row.indicator)
    if brackets and _UNIT_WORDS.fullmatch(brackets[1].strip()):
        return brackets[1].strip()
    return None


def _bound(indicator: str) -> Bound:
    """The bound that the words of an indicator give its figure."""
    for pattern, bound in (
        (_LEFT_BELOW, Bound.TO_BELOW),
        (_LEFT, Bound.LE),
        (_MAINTAIN, Bound.MAINTAIN),
        (_DECREASE, Bound.DECREASE),
        (_INCREASE, Bound.INCREASE),
    ):
        if pattern.search(indicator):
            return bound
    return Bound.EQ


def _clause(row: Row, quantity: Quantity | None) -> str:
    """The row as a clause: "indicator: figure unit", the figure exactly as printed."""
    unit = (quantity.unit or "") if quantity else ""
    if not unit or unit in row.plan:
        return f"{row.indicator}: {row.plan}"
    return f"{row.indicator}: {row.plan}{'' if unit.startswith('%') else ' '}{unit}"


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
