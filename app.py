"""The chat in the browser: ``drafter serve`` or ``streamlit run app.py``."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from ui import chat, door, draft, law, look, pages, profile, sidebar

from drafter.errors import DrafterError


def compose() -> None:
    """The chat with the draft beside it."""
    sidebar.show()
    draft_id = door.open_draft()
    state = None
    if draft_id is not None:
        try:
            state = door.desk().state(draft_id)
        except DrafterError as error:
            look.box("error", error.advice)
            door.show_draft(None)
    job = door.jobs().of(state.id) if state else None
    if state and job is None and state.conversation.stage.value == "drafting":
        job = door.start_job(state.id)  # the program was stopped while it was drafting
    left, right = st.columns([5, 7], gap="medium")
    with left:
        chat.show(state)
    with right:
        draft.show(state, job)


def main() -> None:
    """Pages, style and the one desk of this process."""
    st.set_page_config(
        "Soạn văn bản thi đua",
        page_icon=str(Path(__file__).with_name("ui") / "icon.svg"),  # a name would be fetched
        layout="wide",
        initial_sidebar_state=240,
    )
    look.dress()
    page = st.navigation(
        [
            st.Page(compose, title="Soạn văn bản", icon=":material/edit_document:", default=True),
            st.Page(pages.check, title="Kiểm tra văn bản", icon=":material/fact_check:"),
            st.Page(pages.shelf, title="Kho văn bản", icon=":material/folder_open:"),
            st.Page(law.law, title="Căn cứ pháp lý", icon=":material/gavel:"),
            st.Page(profile.profile, title="Hồ sơ đơn vị", icon=":material/badge:"),
            st.Page(pages.guide, title="Trợ giúp", icon=":material/help:"),
        ]
    )
    look.size()
    try:
        door.desk()
        page.run()
    except DrafterError as error:
        look.box("error", error.advice)


main()
