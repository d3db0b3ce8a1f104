"""Dự thảo của tôi: every draft of this machine, next year's from it, one's own data, the log."""

from __future__ import annotations

import streamlit as st

from drafter.desk import DraftSummary
from drafter.errors import DrafterError
from ui import door, look

_STATUS = {"open": "Đang trao đổi", "drafted": "Đã soạn", "done": "Đã xong"}
_ACTS = {
    "draft.create": "Mở dự thảo",
    "draft.save": "Lưu trao đổi",
    "draft.delete": "Xóa dự thảo",
    "version.add": "Lưu một bản dự thảo",
    "upload.add": "Nhận tệp",
    "owner.delete": "Xóa toàn bộ dự thảo",
    "owner.export": "Lấy dữ liệu về máy",
    "records.backup": "Sao lưu",
    "records.restore": "Khôi phục từ bản sao lưu",
    "profile.save": "Lưu hồ sơ đơn vị",
    "profile.delete": "Xóa hồ sơ đơn vị",
}
_SHOWN = 200


def show() -> None:
    """The list with what one does to a draft, then one's own data and who did what."""
    st.title("Dự thảo của tôi")
    drafts = door.desk().drafts()
    if not drafts:
        look.say("Chưa có dự thảo nào. Bấm “Soạn văn bản mới” để bắt đầu.")
    words = st.text_input("Tìm theo tên", placeholder="2027, Thiên Cầm…") if len(drafts) > 8 else ""
    for draft in drafts:
        if words.casefold() in draft.title.casefold():
            _line(draft)
    _data(len(drafts))
    _log()


def _line(draft: DraftSummary) -> None:
    with st.container(border=True, key=f"line-{draft.id}"):
        name, one, two, three = st.columns([6, 1.6, 2.4, 1.4], vertical_alignment="center")
        with name:
            look.say(draft.title)
            status = _STATUS.get(draft.status, draft.status)
            look.say(
                f"{status} · sửa lần cuối {draft.updated.astimezone():%H:%M %d/%m/%Y}", "small"
            )
        if one.button("Mở", key=f"go-{draft.id}", width="stretch"):
            door.look_at(None)
            door.go("compose", draft.id)
        if two.button("Soạn cho năm sau", key=f"next-{draft.id}", width="stretch"):
            _next_year(draft.id)
        with three, st.popover("Xóa", width="stretch"):
            look.say("Xóa hẳn dự thảo này cùng các bản và tệp đã gửi? Không lấy lại được.")
            if st.button("Xóa hẳn", key=f"drop-{draft.id}", icon=":material/delete:"):
                door.desk().delete(draft.id)
                st.rerun()


def _next_year(draft_id: str) -> None:
    try:
        with st.spinner("Đang chuẩn bị…"):
            new = door.desk().next_year(draft_id)
    except DrafterError as error:
        look.box("error", error.advice)
        return
    door.look_at(None)
    door.go("compose", new)


def _data(number: int) -> None:
    st.subheader("Dữ liệu của tôi")
    look.say(
        "Mọi dự thảo, tin nhắn, tệp đã gửi nằm trên máy này. Anh/chị lấy về hoặc xóa lúc nào cũng "
        "được.",
        "small",
    )
    take, drop = st.columns(2)
    take.download_button(
        "Lấy tất cả về (.zip)",
        lambda: door.desk().take_out_mine(),
        file_name="du-thao-cua-toi.zip",
        mime="application/zip",
        icon=":material/download:",
        on_click="ignore",
        width="stretch",
        disabled=not number,
    )
    with drop, st.popover("Xóa tất cả", icon=":material/delete:", width="stretch"):
        sure = st.text_input(f"Gõ XÓA để xóa hẳn {number} dự thảo", key="sure")
        if st.button("Xóa tất cả dự thảo", disabled=sure.strip().upper() != "XÓA" or not number):
            door.desk().delete_mine()
            st.rerun()


def _log() -> None:
    if not st.toggle("Nhật ký: ai đã làm gì", key="log"):
        return
    audit = door.desk().audit()
    if audit.holds:
        look.box(
            "ok", f"Nhật ký nguyên vẹn: {len(audit.rows)} dòng nối niêm, không dòng nào bị sửa."
        )
    else:
        look.box("error", f"Nhật ký đã bị sửa từ dòng {audit.broken_at}; hãy báo người quản trị.")
    titles = {draft.id: draft.title for draft in door.desk().drafts()}
    rows = [
        (
            f"{row.at.astimezone():%d/%m/%Y %H:%M:%S}",
            row.actor,
            _ACTS.get(row.action, row.action),
            titles.get(row.subject, row.subject),
        )
        for row in reversed(audit.rows[-_SHOWN:])
    ]
    look.rows(("Lúc", "Ai", "Việc", "Dự thảo"), rows, wrap=True)
