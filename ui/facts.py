"""Thông tin: the summary card before drafting, and each fact of it to correct."""

from __future__ import annotations

from html import escape

import streamlit as st

from drafter.desk import DraftState
from ui import door, look

_SAID = {
    "Tên đơn vị": ("{}", "xã Thiên Cầm, tỉnh Hà Tĩnh"),
    "Năm của văn bản": ("năm {}", "2027"),
    "Chủ đề": ("Chủ đề là “{}”.", "Kỷ cương - Đổi mới - Bứt tốc"),
    "Người ký": ("Người ký: {}.", "Chủ tịch Lê Văn Ba"),
    "Nghị quyết HĐND": ("Nghị quyết HĐND xã: {}.", "33/NQ-HĐND ngày 25/12/2026"),
    "Đơn vị tham mưu": ("{} chủ trì tham mưu.", "Phòng Văn hóa - Xã hội"),
    "Số thôn, tổ dân phố": ("Xã có {}.", "12 thôn"),
    "Ngày soạn": ("Ngày soạn {}.", "12/01/2027"),
}
"""What can be typed here, as the message that it becomes, with an example."""


def show(state: DraftState) -> None:
    """What is known, what will be a placeholder, a way to correct one thing."""
    summary = state.conversation.summary
    known = "".join(f"<dt>{escape(k)}</dt><dd>{escape(v)}</dd>" for k, v in summary.known)
    gaps = " ".join(f"<mark>{escape(gap)}</mark>" for gap in summary.open)
    word = "Còn thiếu" if state.conversation.brief.missing() else "Sẽ để trống trong dự thảo"
    opened = f'<p class="open">{word}: {gaps}</p>' if gaps else ""
    st.html(f'<div class="card"><dl>{known}</dl>{opened}</div>')
    if state.conversation.brief.unit is not None:
        _correct(state)
    statements = state.conversation.brief.statements
    if statements:
        look.say("Ghi nguyên văn:\n" + "\n".join(f"- {s.text}" for s in statements), "small")


def _correct(state: DraftState) -> None:
    """One fact anew: it goes the way of a message, so that it can be undone like one."""
    key = f"correct-{state.id}-{state.conversation.number}"
    with st.form(key, border=False):
        what, value, send = st.columns([4, 6, 2.4], vertical_alignment="bottom")
        slot = what.selectbox("Bổ sung hoặc sửa", list(_SAID))
        typed = value.text_input("Nội dung", placeholder="gõ thông tin đúng, rồi bấm Lưu")
        sent = send.form_submit_button("Lưu", width="stretch")
    if sent and typed.strip() and slot is not None:
        door.send(_SAID[slot][0].format(typed.strip()))
        door.look_at("facts")
        st.rerun()
