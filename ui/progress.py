"""Drafting as it goes: what is written so far, how long still, a button to stop."""

from __future__ import annotations

import time
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from ui import door, look

if TYPE_CHECKING:
    from drafter.document.model import Section


@st.fragment(run_every=0.6)
def show(draft_id: str) -> None:
    """The running job of a draft; the whole page is drawn again when it has ended."""
    job = door.jobs().of(draft_id)
    if job is None or not job.running:
        st.rerun()
        return
    st.subheader("Đang soạn dự thảo")
    last = job.steps[-1].text if job.steps else "Đang chuẩn bị…"
    st.progress(job.share, text=look.label(last))
    told, stop = st.columns([3, 1.3], vertical_alignment="center")
    with told:
        look.say(timing(time.monotonic() - job.started, job.seconds_left), "small")
    if stop.button("Dừng soạn", icon=":material/stop_circle:", key="stop", width="stretch"):
        door.stop_job(draft_id)
        st.rerun()
    look.say("Dừng lại thì phần đã viết vẫn giữ; lúc nào soạn tiếp cũng được.", "small")
    written = [step.written for step in job.steps if step.written is not None]
    if written:
        with st.container(height=430, key="written", border=True, autoscroll=True):
            st.html("".join(part(section) for section in written))


def part(section: Section) -> str:
    """A finished part as plain paragraphs, headings in bold."""
    heading = f"{section.label}. {section.heading}".strip(". ")
    lines = [f'<p class="part">{escape(heading)}</p>'] if heading else []
    lines += [f"<p>{escape(f'{p.label} {p.text}'.strip())}</p>" for p in section.paragraphs]
    return "".join([*lines, *(part(child) for child in section.children)])


def timing(passed: float, left: float | None) -> str:
    """How long it has taken and may still take, in one line."""
    if left is None:
        return f"Đã {words(passed)}; thời gian còn lại tính được khi xong phần đầu."
    rest = f"còn khoảng {words(left)}" if left > 0 else "sắp xong"
    return f"Đã {words(passed)}, {rest}."


def words(seconds: float) -> str:
    """A stretch of time as one says it: "20 giây", "3 phút"."""
    if seconds < 55:
        return f"{max(5, round(seconds / 5) * 5)} giây"
    return f"{max(1, round(seconds / 60))} phút"
