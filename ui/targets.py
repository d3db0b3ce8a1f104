"""The commune's targets in a table to edit; what was not touched stays word for word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from drafter.desk import DraftState
from drafter.drafting.conversation import TableRow
from ui import door, look

if TYPE_CHECKING:
    from drafter.document.facts import Quantity, Target

NAME, UNIT, BEFORE, NOW, PLACE = "Chỉ tiêu", "Đơn vị", "Năm trước", "Năm nay", "#"
Row = dict[str, Any]


def show(state: DraftState) -> None:
    """The table with a button to keep its changes."""
    targets = state.conversation.brief.targets
    if not targets:
        look.say("Chưa có chỉ tiêu. Gửi biểu chỉ tiêu trong khung chat, hoặc điền bảng này.")
    table = [row_of(target, place) for place, target in enumerate(targets)] or [_EMPTY]
    edited: list[Row] = st.data_editor(
        table,
        num_rows="dynamic",
        hide_index=True,
        width="stretch",
        height=470,
        disabled=[BEFORE],
        key=f"targets-{state.id}-{state.conversation.number}",
        column_config={
            PLACE: None,
            NAME: st.column_config.TextColumn(NAME, width=290, required=True),
            UNIT: st.column_config.TextColumn(UNIT, width=90),
            BEFORE: st.column_config.TextColumn(BEFORE, width=95),
            NOW: st.column_config.TextColumn(NOW, width=95),
        },
    )
    if st.button("Lưu bảng chỉ tiêu", type="primary", disabled=edited == table):
        door.desk().edit_targets(state.id, rows_of(edited))
        st.rerun()


_EMPTY: Row = {NAME: "", UNIT: "", BEFORE: "", NOW: "", PLACE: None}


def row_of(target: Target, place: int) -> Row:
    """One line of the table; an open figure is an empty cell."""
    unit = next((q.unit for q in (target.quantity, target.last_year) if q and q.unit), "")
    return {
        NAME: f"- {target.indicator}" if target.parent else target.indicator,
        UNIT: unit,
        BEFORE: figure(target.last_year),
        NOW: figure(target.quantity),
        PLACE: place,
    }


def figure(quantity: Quantity | None) -> str:
    """The digits as printed."""
    return quantity.written if quantity else ""


def rows_of(table: list[Row]) -> list[TableRow]:
    """The table as the desk takes it; a new line has no place."""
    return [
        TableRow(
            str(row.get(NAME) or ""),
            str(row.get(UNIT) or ""),
            str(row.get(NOW) or ""),
            int(place) if (place := row.get(PLACE)) is not None else None,
        )
        for row in table
    ]
