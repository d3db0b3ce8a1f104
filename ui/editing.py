"""Editing the draft by hand, and its earlier versions."""

from __future__ import annotations

import streamlit as st

from drafter.desk import DraftState
from ui import door, look


def show(state: DraftState) -> None:
    """Four drawers above the pages."""
    with st.container(key="tools"):
        one, again, two, three = st.columns(4, gap="small")
    with one, st.popover("Sửa mục", icon=":material/edit:", width="stretch"):
        _section(state)
    with again, st.popover("Soạn lại", icon=":material/refresh:", width="stretch"):
        _again(state)
    with two, st.popover("Các bản", icon=":material/history:", width="stretch"):
        _versions(state)
    with three, st.popover("Tải khác", icon=":material/download:", width="stretch"):
        _other_files(state)


def _section(state: DraftState) -> None:
    sections = {section.path: section for section in door.desk().editable(state.id)}
    names = {path: f"{path}. {section.heading}"[:90] for path, section in sections.items()}
    path = st.selectbox("Mục", list(sections), format_func=lambda key: names[key])
    if path is None:
        return
    number = state.conversation.number
    text = st.text_area(
        "Nội dung (mỗi dòng một đoạn)",
        sections[path].text,
        height=280,
        key=f"section-{state.id}-{number}-{path}",
    )
    look.say("Con số, căn cứ mới gõ vào sẽ ghi nguồn là anh/chị.", "small")
    if st.button("Lưu mục này", type="primary", disabled=text == sections[path].text):
        door.desk().edit_section(state.id, path, text)
        st.rerun()


def _again(state: DraftState) -> None:
    assert state.document is not None
    look.say(
        "Chỉ phần được chọn viết lại theo thông tin hiện có; các phần khác giữ nguyên.", "small"
    )
    for section in state.document.sections:
        name = f"{section.label}. {section.heading.capitalize()}"[:70]
        if st.button(look.label(name), key=f"again-{state.id}-{section.label}", width="stretch"):
            door.start_part(state.id, section.label)
            st.rerun()


def _versions(state: DraftState) -> None:
    versions = door.desk().versions(state.id)
    for place, version in enumerate(versions):
        look.say(f"Bản {version.number} · {version.at:%d/%m/%Y %H:%M} · {version.note}")
        if place and st.button("Khôi phục", key=f"restore-{state.id}-{version.number}"):
            door.desk().restore(state.id, version.number)
            st.rerun()


def _other_files(state: DraftState) -> None:
    name = look.file_name(state.conversation.brief)
    st.download_button(
        "Bản rà soát (.docx)",
        lambda: door.desk().review(state.id),
        file_name=f"{name}-ra-soat.docx",
        mime=look.WORD,
        on_click="ignore",
        width="stretch",
    )
    look.say("Có ghi chú nguồn của từng số liệu; từ bản thứ hai có đánh dấu chỗ sửa.", "small")
    st.download_button(
        "Phiếu rà soát (.docx)",
        lambda: door.desk().sheet_docx(state.id),
        file_name=f"{name}-phieu.docx",
        mime=look.WORD,
        on_click="ignore",
        width="stretch",
    )
    look.say("Một trang cho người ký: còn thiếu gì, chỉ tiêu nào dưới mức giao.", "small")
    st.download_button(
        "Ghi chú cho người soạn (.txt)",
        lambda: door.desk().note(state.id).encode("utf-8-sig"),
        file_name=f"{name}-ghi-chu.txt",
        mime="text/plain",
        on_click="ignore",
        width="stretch",
    )
    look.say("Việc phải quyết, phải kiểm, phải điền, theo thứ tự làm.", "small")
    if door.desk().makes_pdf():
        st.download_button(
            "PDF",
            lambda: door.desk().pdf(state.id),
            file_name=f"{name}.pdf",
            mime="application/pdf",
            on_click="ignore",
            width="stretch",
        )
    else:
        look.say("Máy này chưa có LibreOffice nên chưa xuất được PDF.", "small")
