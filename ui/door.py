"""The way to the desk: one for the process; which draft is open stands in the address."""

from __future__ import annotations

import gc
import importlib
import sys
import threading
from collections.abc import Callable

import streamlit as st

from drafter.desk import Desk
from drafter.settings import load_settings
from ui import look
from ui.jobs import Job, Jobs


@st.cache_resource(show_spinner=False)
def desk() -> Desk:
    """The desk of this process. Raises ``BadValue`` when a setting is wrong."""
    office = Desk(load_settings())
    # A thread that drafts gives way ten times as often: each look into the database hands the
    # interpreter over, and a click would wait its whole turn to get it back.
    sys.setswitchinterval(0.0005)
    # In the background: the first page does not wait for the vectors of the shelf.
    threading.Thread(target=_warm, args=(office,), daemon=True).start()
    return office


def _warm(office: Desk) -> None:
    """Open what everybody needs, and take it out of the sight of the garbage collector.

    Streamlit collects garbage after every click; with the register and the libraries in sight
    that alone takes a tenth of a second.
    """
    office.warm()
    importlib.import_module("pandas")  # the table of targets is made with it
    importlib.import_module("pyarrow")
    gc.collect()
    gc.freeze()


@st.cache_resource(show_spinner=False)
def jobs() -> Jobs:
    """The drafting jobs of this process; a model is waited for, so that several may wait at once."""
    return Jobs() if desk().settings.model else Jobs(at_once=1)


def open_draft() -> str | None:
    """Id of the draft in the address (``?d=…``), if any."""
    return st.query_params.get("d")


def show_draft(draft_id: str | None) -> None:
    """Put a draft, or none, into the address."""
    if draft_id is None:
        st.query_params.pop("d", None)
    else:
        st.query_params["d"] = draft_id


def go(page: str, draft_id: str | None = None) -> None:
    """Open a page by its name in ``MENU``, with a draft in its address or without."""
    query = {"d": draft_id} if draft_id else {}
    st.switch_page(st.session_state[MENU][page], query_params={**query, **look.kept_in_address()})


MENU = "menu"
"""Where the session keeps its pages by name."""

Progress = Callable[[str, int, int], None]


def send(
    text: str, files: list[tuple[str, bytes]] | None = None, progress: Progress | None = None
) -> None:
    """Send a message of the open draft to the desk and start drafting when it says so."""
    draft_id = open_draft()
    if draft_id is None:
        draft_id = desk().start()
        show_draft(draft_id)
    reply = desk().say(draft_id, text, files or [], progress=progress)
    if reply.action.value == "draft":
        start_job(draft_id)
    if reply.action.value == "redraft-part":
        start_part(draft_id, reply.part)
    if reply.action.value == "check":
        look_at("check")


def look_at(view: str | None) -> None:
    """Show this part of the draft next; ``None`` leaves the choice to the page."""
    st.session_state["view"] = view
    st.session_state["turned"] = st.session_state.get("turned", 0) + 1


def start_job(draft_id: str) -> Job:
    """Draft in the background."""
    look_at("draft")
    office = desk()
    return jobs().start(draft_id, lambda: office.draft(draft_id))


def start_part(draft_id: str, part: str) -> Job:
    """Write one part again in the background."""
    look_at("draft")
    office = desk()
    return jobs().start(draft_id, lambda: office.redraft_part(draft_id, part))


def stop_job(draft_id: str) -> None:
    """Stop drafting; what was written is kept and the talk is open again."""
    jobs().stop(draft_id)
    desk().stop(draft_id)
