"""What does not agree within a target sheet: told to the official, never put right."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from drafter.document.facts import Quantity, Target
from drafter.document.reading import Warning_

from .cellfigures import printed
from .sheetrows import Row

Pair = tuple[Row, Target]


def check_rows(pairs: Sequence[Pair], rows: Sequence[Row]) -> list[Warning_]:
    """Warnings on missing units, ambiguous figures and sums."""
    found: list[Warning_] = []
    for row, target in pairs:
        found += _unit_warnings(row, target)
    by_number = {row.number: target for row, target in pairs}
    for place, whole in enumerate(rows):
        parts = [r for r in rows if r.parent == place]
        found += _sum_warnings(whole, parts, by_number)
    return found


def _unit_warnings(row: Row, target: Target) -> list[Warning_]:
    quantity = target.quantity
    if quantity is None or quantity.value is None:
        return []
    found = []
    if quantity.unit is None:
        message = (
            f"{_capital(row.label)}: {quantity.written} không có đơn vị tính; "
            "đề nghị ghi rõ đơn vị."
        )
        found.append(Warning_("missing-unit", message))
    if row.doubtful:
        message = (
            f"{_capital(row.label)}: số {quantity.written} do máy nhận dạng từ bản quét, "
            "chưa chắc chắn; đề nghị đối chiếu với bản gốc."
        )
        found.append(Warning_("doubtful-figure", message))
    elif quantity.doubtful:
        message = (
            f"{_capital(row.label)}: {quantity.written} đọc là số thập phân; "
            "nếu dấu phẩy ngăn hàng nghìn, đề nghị viết bằng dấu chấm."
        )
        found.append(Warning_("ambiguous-figure", message))
    return found


def _sum_warnings(whole: Row, parts: list[Row], read: dict[int, Target]) -> list[Warning_]:
    total = _value(read.get(whole.number))
    unit = _unit(read.get(whole.number))
    alike = [r for r in parts if r.number in read and _unit(read[r.number]) == unit]
    values = [_value(read[r.number]) for r in alike]
    if total is None or len(alike) < 2 or "%" in unit or None in values:
        return []
    known = [value for value in values if value is not None]
    if sum(known) == total or not _meant_to_add_up(whole, alike, read, sum(known), total):
        return []
    return [_sum_warning(whole, [read[r.number] for r in alike], sum(known, Decimal(0)), read)]


def _sum_warning(
    whole: Row, parts: list[Target], total: Decimal, read: dict[int, Target]
) -> Warning_:
    written = tuple(_written(part) for part in parts)
    target = read[whole.number]
    unit = f" {target.quantity.unit}" if target.quantity and target.quantity.unit else ""
    return Warning_(
        "sum",
        f"{_capital(whole.label)}: {' + '.join(written)} = {printed(total, written)}{unit}, "
        f"khác tổng {_written(target)}{unit} ghi trong biểu; đề nghị kiểm tra lại.",
    )


def _meant_to_add_up(
    whole: Row, parts: list[Row], read: dict[int, Target], found: Decimal | int, total: Decimal
) -> bool:
    """Whether the parts are all of the whole: more than it, or they added up last year.

    A list after "trong đó" may name some parts only; then less than the whole is no mistake.
    """
    if found > total:
        return True
    before = [_last(read[r.number]) for r in parts]
    whole_before = _last(read[whole.number])
    known = [value for value in before if value is not None]
    if len(known) == len(before) and sum(known) == whole_before:
        return True
    return found * 10 >= total * 9


def _value(target: Target | None) -> Decimal | None:
    if target is None or target.quantity is None or target.quantity.out_of is not None:
        return None
    return target.quantity.value


def _last(target: Target) -> Decimal | None:
    return target.last_year.value if target.last_year else None


def _unit(target: Target | None) -> str:
    quantity: Quantity | None = target.quantity if target else None
    return (quantity.unit or "").lower() if quantity else ""


def _written(target: Target) -> str:
    return target.quantity.written if target.quantity else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
