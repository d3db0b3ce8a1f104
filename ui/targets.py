"""The commune's targets in a table to edit, beside last year and what is assigned."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import streamlit as st

from drafter.desk import DraftState, TargetBoard, TargetLine
from drafter.drafting.conversation import TableRow
from drafter.errors import DrafterError
from ui import door, look

if TYPE_CHECKING:
    from drafter.document.facts import Quantity, Target

NAME, UNIT, PLANNED, BEFORE, GIVEN, NOW, NOTE, PLACE = (
    "Chỉ tiêu",
    "ĐVT",
    "KH trước",
    "Năm trước",
    "Cấp trên giao",
    "Năm nay",
    "Lưu ý",
    "#",
)
_SPARE = 3
"""Empty lines at the end, to add targets."""
_BELOW = "⚠ Thấp hơn"
_OPEN = "Chưa có số"
Row = dict[str, Any]


def show(state: DraftState) -> None:
    """The table with its warnings, the file in and out, and the chart."""
    targets = state.conversation.brief.targets
    if not targets:
        look.say("Chưa có chỉ tiêu. Gửi biểu chỉ tiêu trong khung chat, hoặc điền bảng này.")
    key = f"targets-{state.id}-{state.conversation.number}"
    saved = table_of(door.desk().target_board(state.id))
    pending = with_edits(saved, st.session_state.get(key))
    board = door.desk().target_board(state.id, rows_of(pending))
    planned = any(line.target.last_plan for line in board.lines)
    edited: list[Row] = st.data_editor(
        noted(saved, pending, board),
        num_rows="fixed",  # a notice beside a line may change while the line is edited
        hide_index=True,
        width="stretch",
        height=min(470, 40 + 35 * len(saved)),
        disabled=[PLANNED, BEFORE, GIVEN, NOTE],
        key=key,
        column_config={
            PLACE: None,
            NAME: st.column_config.TextColumn(NAME, width=150 if planned else 198),
            PLANNED: _figures(PLANNED, 70, "Kế hoạch năm trước") if planned else None,
            UNIT: st.column_config.TextColumn(UNIT, width=64 if planned else 78),
            BEFORE: _figures(BEFORE, 82, "Thực hiện năm trước"),
            GIVEN: _figures(GIVEN, 103, "Mức cấp trên giao năm nay"),
            NOW: _figures(NOW, 94, "Kế hoạch năm nay của đơn vị"),
            NOTE: st.column_config.TextColumn(NOTE, width=86 if planned else 95),
        },
    )
    changed = typed(edited) != typed(saved)
    left, right = st.columns([1, 2], vertical_alignment="center")
    with left:
        if st.button("Lưu bảng chỉ tiêu", type="primary", disabled=not changed):
            door.desk().edit_targets(state.id, rows_of(edited))
            st.rerun()
    with right:
        hint = "Có thay đổi chưa lưu. " if changed else ""
        look.say(f"{hint}Thêm chỉ tiêu: điền dòng trống. Bỏ chỉ tiêu: xóa tên của nó.", "small")
    _warnings(board)
    _files(state)
    _chart(board)


def _figures(name: str, width: int, told: str) -> Any:
    return st.column_config.TextColumn(name, width=width, help=told, alignment="right")


def _warnings(board: TargetBoard) -> None:
    for line in board.lines:
        if line.warning:
            look.box("warning", line.warning)
    if board.missing:
        look.box("warning", "Cấp trên giao, biểu của xã chưa có", *board.missing)


def _files(state: DraftState) -> None:
    out, into = st.columns(2)
    with out:
        if state.conversation.brief.targets:
            st.download_button(
                "Xuất Excel (.xlsx)",
                lambda: door.desk().targets_xlsx(state.id),
                file_name=f"chi-tieu-{state.conversation.brief.year or ''}.xlsx",
                mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                icon=":material/download:",
                on_click="ignore",
                width="stretch",
            )
    with into, st.popover("Nhập từ Excel", icon=":material/upload:", width="stretch"):
        look.say("Biểu mới thay toàn bộ bảng trên; nhắn “hoàn tác” để lấy lại bảng cũ.", "small")
        file = st.file_uploader(
            "Tệp Excel hoặc CSV", type=["xlsx", "csv"], key=f"sheet-{state.conversation.number}"
        )
        if file is not None and st.button("Dùng biểu này", type="primary"):
            try:
                door.send("", [(file.name, file.getvalue())])
            except DrafterError as error:
                look.box("error", error.advice)
                return
            door.look_at("targets")
            st.rerun()


def _chart(board: TargetBoard) -> None:
    shown = [line for line in board.lines if _comparable(line.target)]
    if shown:
        with st.expander("Biểu đồ: năm nay so với năm trước"):
            st.html(chart(shown))


def _comparable(target: Target) -> bool:
    now, before = target.quantity, target.last_year
    return bool(now and before and now.value is not None and before.value is not None)


def chart(lines: list[TargetLine]) -> str:
    """Two bars a target, each pair on its own scale; drawn by the page itself."""
    rows = []
    for line in lines:
        now, before = line.target.quantity, line.target.last_year
        assert now is not None
        assert before is not None
        top = max(abs(float(q.value or 0)) for q in (now, before)) or 1.0
        given = f" · cấp trên giao {escape(line.assigned)}" if line.assigned else ""
        rows.append(
            f'<div class="pair"><p>{escape(line.target.indicator)}'
            f'<span class="unit"> ({escape(now.unit or before.unit or "")}{given})</span></p>'
            f"{_bar('before', 'Năm trước', before, top)}{_bar('now', 'Năm nay', now, top)}</div>"
        )
    return f'<div class="chart">{"".join(rows)}</div>'


def _bar(kind: str, name: str, quantity: Quantity, top: float) -> str:
    width = 100 * abs(float(quantity.value or 0)) / top
    return (
        f'<div class="bar"><span class="barname">{name}</span><span class="track">'
        f'<span class="{kind}" style="width:{width:.1f}%"></span></span>'
        f'<span class="barvalue">{escape(quantity.written)}</span></div>'
    )


def table_of(board: TargetBoard) -> list[Row]:
    """The lines of the table with empty ones to fill in at the end."""
    rows = [row_of(line.target, i, line) for i, line in enumerate(board.lines)]
    return rows + [dict(_EMPTY) for _ in range(_SPARE)]


_EMPTY: Row = {
    NAME: "", UNIT: "", PLANNED: "", BEFORE: "", GIVEN: "", NOW: "", NOTE: "", PLACE: None
}  # fmt: skip


def row_of(target: Target, place: int, line: TargetLine | None = None) -> Row:
    """One line of the table; an open figure is an empty cell."""
    unit = next((q.unit for q in (target.quantity, target.last_year) if q and q.unit), "")
    return {
        NAME: f"- {target.indicator}" if target.parent else target.indicator,
        UNIT: unit or "",
        PLANNED: figure(target.last_plan),
        BEFORE: figure(target.last_year),
        GIVEN: _given(line, unit or "") if line else "",
        NOW: figure(target.quantity),
        NOTE: _note(line) if line else "",
        PLACE: place,
    }


def _given(line: TargetLine, unit: str) -> str:
    """What is assigned; its unit only where it is not that of the line."""
    bare = line.assigned.removesuffix(unit).strip() if unit else line.assigned
    return bare if bare[-1:].isdigit() else line.assigned


def _note(line: TargetLine) -> str:
    if line.warning:
        return _BELOW
    quantity = line.target.quantity
    return "" if quantity and quantity.written else _OPEN


def with_edits(table: list[Row], state: Any) -> list[Row]:
    """The table with what is typed and not saved yet, as the editor keeps it."""
    edits = (state or {}).get("edited_rows", {})
    return [{**row, **edits.get(i, {})} for i, row in enumerate(table)]


def noted(saved: list[Row], pending: list[Row], board: TargetBoard) -> list[Row]:
    """The saved table with the notices and floors of what is typed now."""
    lines = iter(board.lines)
    out = []
    for row, now in zip(saved, pending, strict=True):
        line = next(lines, None) if named(now) else None
        given = _given(line, str(now.get(UNIT) or "")) if line else ""
        fresh = {NOTE: _note(line) if line else "", GIVEN: given}
        out.append({**row, **fresh})
    return out


def named(row: Row) -> bool:
    """Whether the line holds a target."""
    return bool(str(row.get(NAME) or "").strip(" -"))


def typed(table: list[Row]) -> list[tuple[str, ...]]:
    """What the official can change, to see whether it was changed."""
    return [tuple(str(row.get(key) or "") for key in (NAME, UNIT, NOW)) for row in table]


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
