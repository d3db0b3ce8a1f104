"""Chỗ cần bổ sung: every gap of the draft in its line, filled in on the spot."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from drafter.desk import DraftState
from drafter.errors import DrafterError
from ui import door, look

if TYPE_CHECKING:
    from drafter.drafting.gaps import Gap

_BEFORE, _AFTER = 90, 60
"""Characters shown of a line before and after its gap."""


def number(state: DraftState) -> int:
    """How many gaps the newest version has."""
    return len(door.desk().gaps(state.id)) if state.document else 0


def show(state: DraftState) -> None:
    """A form with a line for each gap; what stays blank stays marked in the draft."""
    gaps = door.desk().gaps(state.id)
    told = f"filled-{state.id}"
    if told in st.session_state:
        look.box("ok", st.session_state.pop(told))
    if not gaps:
        return
    with st.expander(f"Chỗ cần bổ sung ({len(gaps)})", expanded=True, icon=":material/checklist:"):
        look.say("Có thông tin nào điền thông tin đó; ô để trống giữ nguyên dấu vàng.", "small")
        version = len(door.desk().versions(state.id))
        with st.form(f"gaps-{state.id}-{version}", border=False):
            typed = {
                gap.number: _field(gap, f"gap-{state.id}-{version}-{gap.number}") for gap in gaps
            }
            sent = st.form_submit_button("Điền vào dự thảo", type="primary")
    if sent:
        _fill(state, {n: text for n, (gap, text) in typed.items() if text.strip() != gap.start})


def _field(gap: Gap, key: str) -> tuple[Gap, str]:
    line, box = st.columns([6, 5], vertical_alignment="center")
    before = gap.before if len(gap.before) <= _BEFORE else "…" + gap.before[-_BEFORE:]
    after = gap.after if len(gap.after) <= _AFTER else gap.after[:_AFTER] + "…"
    line.html(
        f'<div class="gap"><span class="where">☐ {escape(gap.where)}</span><br>{escape(before)} '
        f"<mark>{escape(gap.asked)}</mark>{escape(after)}</div>"
    )
    label = f"{gap.where}: {gap.before} {gap.asked}"
    hint = "" if gap.start else gap.asked
    kind = box.text_area if gap.start else box.text_input
    shown = look.label(label)
    text = kind(shown, gap.start, key=key, placeholder=hint, label_visibility="collapsed")
    return gap, text


def _fill(state: DraftState, values: dict[int, str]) -> None:
    try:
        filled = door.desk().fill(state.id, values)
    except DrafterError as error:
        look.box("error", error.advice)
        return
    if filled:
        st.session_state[f"filled-{state.id}"] = f"Đã điền {filled} chỗ và kiểm tra lại."
        st.rerun()
