"""A template to start from: our page, with a mark in the place of every component."""

from __future__ import annotations

from datetime import datetime

from drafter.document.layout import (
    LETTERHEAD_COLUMNS,
    MARGINS,
    TEXT_WIDTH,
    Part,
)

from .frame import MARKS
from .word import section_end
from .word_head import nation
from .word_lines import styled
from .word_parts import Package, Properties, pack
from .word_xml import Shape, cell, row, table, twips


def sample_template() -> bytes:
    """A .docx with all marks, in the styles an office may restyle in Word."""
    sides = {m.side: twips(m.chosen) for m in MARGINS}
    body = [
        _letterhead(),
        _mark(Part.KIND, "tenloai"),
        _mark(Part.TITLE, "trichyeu"),
        _mark(Part.BODY, "noidung"),
        _foot(),
        *section_end(sides, last=True),
    ]
    return pack(Package("".join(body), Properties("Tệp mẫu", "drafter", datetime(2026, 1, 1))))


def _mark(part: Part, key: str, shape: Shape | None = None) -> str:
    return styled(part, f"{{{{{MARKS[key]}}}}}", shape)


def _letterhead() -> str:
    left, right = (twips(width) for width in LETTERHEAD_COLUMNS)
    apart = Shape(before=6)
    names = cell(left, _mark(Part.ISSUER, "coquanbanhanh")) + cell(
        right, nation(LETTERHEAD_COLUMNS[1])
    )
    dated = cell(left, _mark(Part.NUMBER, "sokyhieu", apart), align="bottom")
    dated += cell(right, _mark(Part.PLACE_DATE, "diadanhthoigian", apart), align="bottom")
    return table((left, right), row(names) + row(dated))


def _foot() -> str:
    half = twips(TEXT_WIDTH / 2)
    apart = Shape(before=12)
    signed = _mark(Part.AUTHORITY, "quyenhanchucvu", apart) + _mark(Part.SIGNER, "hoten")
    cells = cell(half, _mark(Part.RECIPIENT, "noinhan", apart)) + cell(half, signed)
    return table((half, half), row(cells))
