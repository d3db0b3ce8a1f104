"""From checked rows to instruments, the office's own rows merged over those of the house."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from drafter.document.model import DocumentKind

from .basis import BasisSlot, BasisTable, Place, UsualBasis
from .instrument import Instrument
from .instruments import Instruments
from .schema import BasisRow, CongressRow, InstrumentRow, SlotRow, read_yaml, rows


def load_instruments(kb: Path, own: Path | None = None, cache: Path | None = None) -> Instruments:
    """Instruments, usual bases and congresses from ``kb/register`` and the office's file."""
    folder = kb / "register"
    merged = {row.id: row for row in _instruments(folder / "instruments.yaml", cache)}
    if own is not None and own.is_file():
        merged |= {row.id: row for row in _instruments(own, cache, key="instruments", own=True)}
    terms = folder / "terms.yaml"
    congresses = rows(read_yaml(terms, cache), "congresses", CongressRow, terms)
    table = _basis(folder / "basis.yaml", cache)
    return Instruments(merged.values(), table, (row.closed for row in congresses))


def _instruments(
    path: Path, cache: Path | None, *, key: str = "rows", own: bool = False
) -> list[Instrument]:
    content = read_yaml(path, cache)
    checked = day_checked(content)
    return [
        Instrument(
            **{name: getattr(row, name) for name in InstrumentRow.model_fields},
            checked=checked,
            own=own,
        )
        for row in rows(content, key, InstrumentRow, path)
    ]


def day_checked(content: dict[str, Any]) -> date | None:
    """The day on which the file was last checked."""
    value = content.get("checked")
    return value if isinstance(value, date) else date.fromisoformat(value) if value else None


def _basis(path: Path, cache: Path | None) -> BasisTable:
    content = read_yaml(path, cache)
    usual = tuple(
        UsualBasis(
            row.instrument,
            tuple(Place(place) for place in row.places),
            row.needed,
            row.why,
            tuple(DocumentKind(kind) for kind in row.kinds),
            row.plan_years,
        )
        for row in rows(content, "rows", BasisRow, path)
    )
    slots = tuple(
        BasisSlot(r.id, r.what, r.example, tuple(Place(p) for p in r.places), r.since, r.until)
        for r in rows(content, "slots", SlotRow, path)
    )
    return BasisTable(usual, slots)
