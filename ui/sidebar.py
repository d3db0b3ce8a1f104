"""The list of drafts."""

from __future__ import annotations

import streamlit as st

from ui import door, look


def show() -> None:
    """Drafts of this machine, the last changed first; the open one is marked."""
    with st.sidebar:
        if st.button("Soạn văn bản mới", icon=":material/add:", width="stretch", key="new"):
            door.show_draft(None)
            door.look_at(None)
            st.rerun()
        drafts = door.desk().drafts()
        if drafts:
            st.html('<div class="small">Dự thảo của tôi</div>')
        for draft in drafts[:30]:
            now = draft.id == door.open_draft()
            if st.button(
                look.label(f"{draft.title} · {draft.updated:%d/%m %H:%M}"),
                key=f"open-{draft.id}",
                type="secondary" if now else "tertiary",
                width="stretch",
            ):
                door.show_draft(draft.id)
                door.look_at(None)
                st.rerun()
