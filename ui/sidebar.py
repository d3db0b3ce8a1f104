"""Beside every page: a new draft, the drafts worked on last, large type."""

from __future__ import annotations

import streamlit as st

from ui import door, look

_LATEST = 4


def show() -> None:
    """The latest drafts of this machine; the open one is marked. All stand on their own page."""
    with st.sidebar:
        if st.button("Soạn văn bản mới", icon=":material/add:", width="stretch", key="new"):
            door.look_at(None)
            door.go("compose")
        look.size()
        drafts = door.desk().drafts()[:_LATEST]
        if drafts:
            st.html('<div class="small">Làm gần đây</div>')
        with st.container(key="latest", gap="small"):
            for draft in drafts:
                now = draft.id == door.open_draft()
                if st.button(
                    look.label(f"{draft.title} · {draft.updated.astimezone():%d/%m %H:%M}"),
                    key=f"open-{draft.id}",
                    type="secondary" if now else "tertiary",
                    width="stretch",
                ):
                    door.look_at(None)
                    door.go("compose", draft.id)
