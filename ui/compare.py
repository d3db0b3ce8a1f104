"""So sánh: two versions, or a version and last year's paper, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from drafter.desk import Change, Compared, DraftState, Piece
from drafter.errors import DrafterError
from ui import door, look

LAST_YEAR = "Văn bản năm trước"
_NAMES = {
    Change.CHANGED: "Sửa",
    Change.ADDED: "Thêm",
    Change.REMOVED: "Bỏ",
    Change.SAME: "",
}


def show(state: DraftState) -> None:
    """Choose what to hold against what; restore the earlier one."""
    versions = {version.number: version for version in door.desk().versions(state.id)}
    newest = max(versions)
    others: list[int | None] = [n for n in versions if n != newest]
    if state.conversation.brief.previous is not None:
        others.append(None)
    if not others:
        look.say(
            "Chưa có gì để so sánh: dự thảo mới có một bản và chưa có văn bản năm trước.\n"
            "Sửa một mục, soạn lại một phần hoặc gửi văn bản năm trước thì so sánh được ở đây."
        )
        return

    def named(number: int | None) -> str:
        if number is None:
            return LAST_YEAR
        version = versions[number]
        return f"Bản {number} · {version.at:%d/%m %H:%M} · {version.note}"

    left, right = st.columns([5, 3], vertical_alignment="bottom")
    with left:
        earlier = st.selectbox(
            f"So bản {newest} (mới nhất) với",
            others,
            format_func=named,
            key=f"compare-{state.id}-{newest}",
        )
    with right:
        whole = st.toggle("Cả đoạn không đổi", key=f"whole-{state.id}")
    try:
        rows = door.desk().compare(state.id, earlier, newest)
    except DrafterError as error:
        look.box("error", error.advice)
        return
    if earlier is not None and st.button(
        f"Khôi phục bản {earlier}", icon=":material/history:", key=f"back-{earlier}"
    ):
        door.desk().restore(state.id, earlier)
        st.rerun()
    look.say(told(rows), "small")
    names = named(earlier).split(" · ")[0], f"Bản {newest}"
    if earlier is not None:
        st.html(table(rows, *names, whole=whole))
        return
    # A plan is written anew each year: what was kept and dropped first, then all that is new.
    new = [row for row in rows if row.change is Change.ADDED]
    old = [row for row in rows if row.change is not Change.ADDED]
    old.sort(key=lambda row: row.change is Change.REMOVED)
    st.html(table(old, *names, whole=whole))
    with st.expander(f"Nội dung mới của năm nay ({len(new)} đoạn)"):
        st.html(table(new, *names, whole=whole))


def told(rows: Sequence[Compared]) -> str:
    """How many lines were changed, added, removed, left."""
    count = {change: sum(row.change is change for row in rows) for change in Change}
    if count[Change.SAME] == len(rows):
        return "Hai bản giống nhau."
    return (
        f"Sửa {count[Change.CHANGED]} đoạn, thêm {count[Change.ADDED]}, bỏ "
        f"{count[Change.REMOVED]}, giữ nguyên {count[Change.SAME]}."
    )


def table(rows: Sequence[Compared], before: str, after: str, *, whole: bool) -> str:
    """The lines in two columns; what was taken out and what was added is marked."""
    shown = [row for row in rows if whole or row.change is not Change.SAME]
    body = "".join(
        f'<tr class="{row.change.value}"><td class="what">{_NAMES[row.change]}</td>'
        f"<td>{_side(row.before, 'del')}</td><td>{_side(row.after, 'ins')}</td></tr>"
        for row in shown
    )
    head = f'<th class="what"></th><th>{escape(before)}</th><th>{escape(after)}</th>'
    return (
        f'<div class="scroll"><table class="rows wrap compare"><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _side(pieces: Sequence[Piece], tag: str) -> str:
    return "".join(
        f"<{tag}>{escape(piece.text)}</{tag}>" if piece.marked else escape(piece.text)
        for piece in pieces
    )
