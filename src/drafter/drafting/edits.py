"""Targets changed by word of mouth: one figure edited, last year's list taken over."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from drafter.document.facts import Quantity, Target
from drafter.drafting.questions import capital
from drafter.reading.message_target import TargetEdit
from drafter.reading.message_words import plain

Face = Callable[[str], str]
_SPELLED = {
    "bhyt": "bảo hiểm y tế",
    "bhxh": "bảo hiểm xã hội",
    "bhtn": "bảo hiểm thất nghiệp",
    "ntm": "nông thôn mới",
    "tnbq": "thu nhập bình quân",
    "gtsx": "giá trị sản xuất",
    "tthc": "thủ tục hành chính",
    "dtts": "dân tộc thiểu số",
}
_EMPTY = frozenset(
    {
        *("ty", "le", "so", "muc", "tong", "cua", "cac", "ve", "duoc", "dat", "chi", "tieu"),
        *("tham", "gia", "%"),
    }
)


def matching(targets: tuple[Target, ...], words: str) -> tuple[int, ...]:
    """Places of the targets whose indicator has all the words that carry meaning.

    Words typed with diacritics are compared with diacritics: "đàn" is not "dân".
    """
    face: Face = plain if words.lower() == plain(words) else str.lower
    wanted = _meaning(words, face)
    if not wanted:
        return ()
    whole = [_meaning(f"{t.indicator} {t.parent or ''}", face) for t in targets]
    own = [_meaning(t.indicator, face) for t in targets]
    for fits in (
        [i for i, meaning in enumerate(own) if wanted == meaning],
        [i for i, meaning in enumerate(own) if wanted <= meaning],
        [i for i, meaning in enumerate(whole) if wanted <= meaning],
    ):
        if fits:
            return tuple(fits)
    return ()


def nearest(targets: Sequence[Target], words: str, most: int = 3) -> list[str]:
    """Names of the targets that share words of meaning with ``words``, most shared first."""
    wanted = _meaning(words, plain)
    shared = [(len(wanted & _meaning(t.indicator, plain)), t.indicator) for t in targets]
    ranked = sorted((pair for pair in shared if pair[0]), key=lambda pair: -pair[0])
    return [name for _, name in ranked[:most]]


def _meaning(words: str, face: Face) -> frozenset[str]:
    typed = re.findall(r"[\w%]+", words.lower())
    spelled = " ".join(_SPELLED.get(plain(word), word) for word in typed)
    return frozenset(face(w) for w in spelled.split() if plain(w) not in _EMPTY)


def with_edit(target: Target, edit: TargetEdit, turn: int) -> Target:
    """The target with the figure the official typed; indicator and bound stay."""
    old = target.quantity
    value, out_of = _figures(edit.value)
    known = (old.unit if old else None) or (target.last_year.unit if target.last_year else None)
    unit = _same_unit(edit.unit, known)
    written = grouped(edit.value)
    quantity = Quantity(value, unit, old.bound if old else None, out_of=out_of, written=written)
    if old and old.written and target.text.count(old.written) == 1 and unit == old.unit:
        text = target.text.replace(old.written, written)
    else:
        text = f"{target.indicator}: {with_unit(written, unit)}"
    return dataclasses.replace(
        target, text=text, quantity=quantity, note=f"theo tin nhắn thứ {turn}"
    )


def _same_unit(said: str | None, known: str | None) -> str | None:
    """The unit of the list when the official typed it short: "ty" for "tỷ đồng"."""
    if not said or not known:
        return said or known
    short, whole = (re.sub(r"[^\w%]+", " ", plain(unit)).strip() for unit in (said, known))
    return known if f"{whole} ".startswith(f"{short} ") else said


def grouped(written: str) -> str:
    """A figure as offices write it: 2500 is 2.500."""
    return (
        f"{int(written):,}".replace(",", ".") if re.fullmatch(r"[1-9]\d{3,}", written) else written
    )


def new_target(edit: TargetEdit, turn: int) -> Target:
    """A target that only the message gives."""
    value, out_of = _figures(edit.value)
    written = grouped(edit.value)
    quantity = Quantity(value, edit.unit, out_of=out_of, written=written)
    name = capital(edit.indicator)
    text = f"{name}: {with_unit(written, edit.unit)}"
    return Target(text, name, quantity, note=f"theo tin nhắn thứ {turn}")


def with_unit(value: str, unit: str | None) -> str:
    """Figure and unit as printed: "96%", "1.300 triệu đồng"."""
    return f"{value}{'' if unit == '%' else ' '}{unit}" if unit else value


def _figures(written: str) -> tuple[Decimal | None, Decimal | None]:
    parts = [decimal(part) for part in written.split("/")]
    return parts[0], parts[1] if len(parts) > 1 else None


def decimal(written: str) -> Decimal | None:
    """A Vietnamese figure: the comma is decimal, a point before three digits groups."""
    digits = written.strip().replace(" ", "")
    if "," in digits or re.fullmatch(r"\d{1,3}(?:\.\d{3})+", digits):
        digits = digits.replace(".", "").replace(",", ".")
    try:
        return Decimal(digits)
    except InvalidOperation:
        return None


def taken_over(targets: tuple[Target, ...]) -> tuple[Target, ...]:
    """Last year's list to fill in: its figures move to ``last_year``, this year's stay open.

    A target without a figure is carried as it stands.
    """
    return tuple(_carried(target) for target in targets)


def _carried(target: Target) -> Target:
    if target.quantity is None or target.quantity.value is None:
        return dataclasses.replace(target, quantity=None, span=None, year=None)
    return dataclasses.replace(
        target,
        text=target.indicator,
        quantity=None,
        last_year=target.quantity,
        span=None,
        year=None,
    )


@dataclass(frozen=True, slots=True)
class TableRow:
    """A line of the table on the page, as typed; ``place`` is that of the target it shows."""

    name: str
    unit: str = ""
    now: str = ""
    place: int | None = None


def from_table(
    targets: tuple[Target, ...], rows: Sequence[TableRow], turn: int
) -> tuple[Target, ...]:
    """The targets as the table has them: untouched ones stay what they were, word for word."""
    out: list[Target] = []
    for row in rows:
        name = row.name.strip(" -")
        if not name:
            continue
        known = row.place is not None and 0 <= row.place < len(targets)
        old = targets[row.place] if known and row.place is not None else Target(name, name)
        out.append(_with_row(old, dataclasses.replace(row, name=name), turn))
    return tuple(out)


def _with_row(old: Target, row: TableRow, turn: int) -> Target:
    now, unit = row.now.strip(), row.unit.strip()
    if name_changed := row.name != old.indicator:
        old = dataclasses.replace(old, indicator=row.name, text=row.name)
    was = old.quantity.written if old.quantity else ""
    had = next((q.unit for q in (old.quantity, old.last_year) if q and q.unit), "")
    if (now, unit) == (was, had or ""):
        if name_changed and now:
            return dataclasses.replace(old, text=f"{row.name}: {with_unit(now, unit or None)}")
        return old
    if not now:
        return dataclasses.replace(old, quantity=None, text=row.name)
    edit = TargetEdit(row.name, now, unit or None, f"{row.name}: {with_unit(now, unit or None)}")
    return with_edit(old, edit, turn)
