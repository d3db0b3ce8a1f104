"""The commune's targets in a table to edit; saved as a message, so it can be undone."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import streamlit as st

from drafter.desk import DraftState
from ui import door, look

if TYPE_CHECKING:
    from drafter.document.facts import Quantity, Target

NAME, UNIT, BEFORE, NOW = "Chỉ tiêu", "Đơn vị", "Năm trước", "Năm nay"
FILE = "bảng chỉ tiêu trên trang.csv"
_GROUPS = {
    "kinh-te": "Kinh tế",
    "xa-hoi": "Văn hóa - xã hội",
    "nong-thon-moi": "Nông thôn mới",
    "moi-truong": "Môi trường",
    "quoc-phong-an-ninh": "Quốc phòng - an ninh",
    "khac": "Chỉ tiêu khác",
}
_ROMAN = ("I", "II", "III", "IV", "V", "VI")


def show(state: DraftState) -> None:
    """The table with a button to keep its changes."""
    targets = state.conversation.brief.targets
    if not targets:
        look.say("Chưa có chỉ tiêu. Gửi biểu chỉ tiêu trong khung chat, hoặc điền bảng này.")
    table = [row_of(target) for target in targets] or [dict.fromkeys((NAME, UNIT, BEFORE, NOW), "")]
    edited = st.data_editor(
        table,
        num_rows="dynamic",
        hide_index=True,
        width="stretch",
        height=470,
        key=f"targets-{state.id}-{state.conversation.number}",
        column_config={
            NAME: st.column_config.TextColumn(NAME, width=290, required=True),
            UNIT: st.column_config.TextColumn(UNIT, width=90),
            BEFORE: st.column_config.TextColumn(BEFORE, width=95),
            NOW: st.column_config.TextColumn(NOW, width=95),
        },
    )
    if st.button("Lưu bảng chỉ tiêu", type="primary", disabled=edited == table):
        groups = [_GROUPS.get(str(target.group), "Chỉ tiêu khác") for target in targets]
        door.send("", [(FILE, as_csv(edited, groups))])
        st.rerun()


def row_of(target: Target) -> dict[str, str]:
    """One line of the table; an open figure is an empty cell."""
    unit = next((q.unit for q in (target.quantity, target.last_year) if q and q.unit), "")
    return {
        NAME: f"- {target.indicator}" if target.parent else target.indicator,
        UNIT: unit,
        BEFORE: figure(target.last_year),
        NOW: figure(target.quantity),
    }


def figure(quantity: Quantity | None) -> str:
    """The digits as printed."""
    return quantity.written if quantity else ""


def as_csv(table: list[dict[str, Any]], groups: list[str]) -> bytes:
    """The table as a target sheet, with a line for each group; empty lines are left out."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(["STT", NAME, "Đơn vị tính", "Thực hiện năm trước", "Kế hoạch năm nay"])
    number, last, heads = 0, "", iter(_ROMAN)
    for place, row in enumerate(table):
        name = str(row.get(NAME) or "").strip()
        if not name:
            continue
        group = groups[place] if place < len(groups) else last
        if group and group != last:
            writer.writerow([next(heads, ""), group, "", "", ""])
            last = group
        number += not name.startswith("-")
        label = "" if name.startswith("-") else str(number)
        writer.writerow([label, name, *(row.get(key) or "" for key in (UNIT, BEFORE, NOW))])
    return out.getvalue().encode("utf-8-sig")
