"""Drafting as it goes: which part, how long still, a button to stop."""

from __future__ import annotations

import streamlit as st

from ui import door, look


@st.fragment(run_every=0.6)
def show(draft_id: str) -> None:
    """The running job of a draft; the whole page is drawn again when it has ended."""
    job = door.jobs().of(draft_id)
    if job is None or not job.running:
        st.rerun()
        return
    st.subheader("Đang soạn dự thảo")
    last = job.steps[-1].text if job.steps else "Đang chuẩn bị…"
    left = job.seconds_left
    tail = f" Còn khoảng {words(left)}." if left else ""
    st.progress(job.share, text=look.label(last + tail))
    look.say("\n".join(step.text for step in job.steps[:-1]), "small")
    if st.button("Dừng soạn", icon=":material/stop_circle:", key="stop"):
        door.stop_job(draft_id)
        st.rerun()
    look.say("Dừng lại thì phần đã viết vẫn giữ; lúc nào soạn tiếp cũng được.", "small")


def words(seconds: float) -> str:
    """A stretch of time as one says it: "20 giây", "3 phút"."""
    if seconds < 55:
        return f"{max(5, round(seconds / 5) * 5)} giây"
    return f"{max(1, round(seconds / 60))} phút"
