"""The chat: what was said, answers to click, one place to type and to give files."""

from __future__ import annotations

import streamlit as st

from drafter.desk import DraftState
from drafter.errors import DrafterError
from ui import door, look

FILES = ["docx", "doc", "pdf", "txt", "md", "html", "xlsx", "csv", "jpg", "jpeg", "png", "tif"]
_WELCOME = (
    "Chào anh/chị, tôi giúp soạn kế hoạch phát động phong trào thi đua hằng năm của xã, phường, "
    "đặc khu.\n\nAnh/chị soạn cho đơn vị nào, năm nào? Ví dụ nhắn: “xã Thiên Cầm, tỉnh Hà Tĩnh, "
    "năm 2027”.\n\nCó chỉ thị của cấp trên, biểu chỉ tiêu hay văn bản năm trước thì bấm dấu + ở ô "
    "dưới để gửi cùng luôn."
)


def show(state: DraftState | None) -> None:
    """The talk of a draft, or the welcome when none is open yet."""
    with st.container(height=560, key="talk", border=True, autoscroll=True):
        if state is None:
            _message("assistant", _WELCOME)
        else:
            for turn in state.conversation.turns:
                _message(turn.who, turn.text, turn.files)
        _choices(state)
    _entry()
    look.say(door.desk().model_word(), "small")


def _message(who: str, text: str, files: tuple[str, ...] = ()) -> None:
    own = who == "official"
    face = ":material/person:" if own else ":material/edit_note:"
    with st.chat_message("user" if own else "assistant", avatar=face):
        if text:
            look.say(text)
        if files:
            look.say("Tệp: " + ", ".join(files), "files")


def _choices(state: DraftState | None) -> None:
    asked = state.conversation.asked if state else None
    choices = asked.choices if asked else () if state else door.desk().orders()
    if not choices:
        return
    number = state.conversation.number if state else 0
    with st.container(horizontal=True, key="choices"):
        for place, choice in enumerate(choices):
            first = choice in ("Bắt đầu soạn", "Soạn lại")
            if st.button(
                look.label(choice),
                key=f"choice-{number}-{place}",
                type="primary" if first else "secondary",
            ):
                _send(choice, [])


def _entry() -> None:
    given = st.chat_input(
        "Nhắn tin, hoặc bấm + để gửi tệp…",
        accept_file="multiple",
        file_type=FILES,
        key="entry",
    )
    if given is None or isinstance(given, str):
        return
    _send(given.text or "", [(file.name, file.getvalue()) for file in given.files])


def _send(text: str, files: list[tuple[str, bytes]]) -> None:
    with st.container(key="reading"), st.spinner("Đang đọc tệp…" if files else "Đang trả lời…"):
        try:
            door.send(text, files, _pages_read() if files else None)
        except DrafterError as error:
            look.box("error", error.advice)
            return
    st.rerun()


def _pages_read() -> door.Progress:
    """A bar that fills page by page; it comes up only for a file of several pages."""
    place = st.empty()

    def tell(what: str, done: int, total: int) -> None:
        if total > 1:
            place.progress(min(1.0, done / total), f"{look.label(what)}: trang {done}/{total}")

    return tell
