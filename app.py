"""The chat in the browser: ``drafter serve`` or ``streamlit run app.py``."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from ui import chat, door, draft, drafts, law, look, pages, profile, shelf, sidebar

from drafter.errors import DrafterError


def compose() -> None:
    """The chat with the draft beside it."""
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
    left, right = st.columns([5, 8], gap="medium")
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
    menu = {
        "compose": st.Page(
            compose, title="Soạn văn bản", icon=":material/edit_document:", default=True
        ),
        "drafts": st.Page(
            drafts.show, title="Dự thảo của tôi", icon=":material/folder_shared:", url_path="drafts"
        ),
        "check": st.Page(pages.check, title="Kiểm tra văn bản", icon=":material/fact_check:"),
        "shelf": st.Page(shelf.shelf, title="Kho văn bản", icon=":material/folder_open:"),
        "law": st.Page(law.law, title="Căn cứ pháp lý", icon=":material/gavel:"),
        "profile": st.Page(profile.profile, title="Hồ sơ đơn vị", icon=":material/badge:"),
        "guide": st.Page(pages.guide, title="Trợ giúp", icon=":material/help:"),
    }
    st.session_state[door.MENU] = menu
    page = st.navigation(list(menu.values()))
    try:
        sidebar.show()
        page.run()
    except DrafterError as error:
        look.box("error", error.advice)


main()
