"""Kho văn bản: what is there, search with reasons, add, confirm the facts, replace, remove."""

from __future__ import annotations

from typing import Any

import streamlit as st

from drafter.errors import DrafterError
from ui import door, look
from ui.chat import FILES
from ui.draft import show_hits

_KINDS = {"ke-hoach": "Kế hoạch", "chi-thi": "Chỉ thị", "phat-dong": "Phát động"}
_ANY = "Tất cả"
_MOST = 20


def shelf() -> None:
    """Search on top; below it what is on the shelf, and what can be done to it."""
    st.title("Kho văn bản")
    try:
        if _searched():
            return
        _add()
        _listed(door.desk().library_list())
    except DrafterError as error:
        look.box("error", error.advice)


def _searched() -> bool:
    words, kind, year = st.columns([6, 2, 2])
    query = words.text_input("Tìm trong kho", placeholder="giao ước thi đua ở thôn, bản")
    kinds = {_ANY: None, **{name: key for key, name in _KINDS.items()}}
    wanted = kinds[kind.selectbox("Loại", list(kinds))]
    asked = year.text_input("Năm", placeholder=_ANY, max_chars=4)
    if not query:
        return False
    number = int(asked) if asked.isdigit() else None
    show_hits(door.desk().search(query, kind=wanted, year=number, k=_MOST, only=True))
    return True


def _add() -> None:
    files = st.file_uploader("Thêm văn bản vào kho", type=FILES, accept_multiple_files=True)
    for file in files or []:
        kept = f"shelf-{file.file_id}"
        if kept in st.session_state:
            continue
        with st.spinner(f"Đang đưa vào kho: {look.label(file.name)}"):
            try:
                taken = door.desk().ingest_bytes(file.name, file.getvalue())
            except DrafterError as error:
                look.box("error", f"“{file.name}”: {error.advice}")
                continue
        st.session_state[kept] = True
        look.box("ok", *_to_confirm(file.name, taken))


def _to_confirm(name: str, taken: dict[str, Any]) -> list[str]:
    """What became of a file, with what is in doubt, for the official to look at."""
    document = taken.get("document") or {}
    if taken.get("known"):
        return [f"Kho đã có văn bản này: “{document.get('title') or document.get('source')}”."]
    told = [f"Đã đưa “{name}” vào kho. Xin xác nhận thông tin ở danh sách dưới đây."]
    told += [f"Cần xem lại: {doubt}." for doubt in document.get("doubts", ())]
    if taken.get("version_of"):
        told.append("Kho có một văn bản cùng số, năm, cơ quan nhưng nội dung khác; giữ cả hai.")
    return told


def _listed(documents: list[dict[str, Any]]) -> None:
    own = [row for row in documents if row["origin"] == "file"]
    theirs = [row for row in documents if row["origin"] != "file"]
    st.subheader(f"Của đơn vị ({len(own)})")
    if not own:
        look.say(
            "Thêm kế hoạch các năm trước, chỉ thị của cấp trên để tìm và soạn nhanh hơn.", "small"
        )
    for row in reversed(own):
        _own(row)
    st.subheader(f"Đi kèm chương trình ({len(theirs)})")
    keys = ("title", "issuer", "year")
    table = [
        (*(str(row.get(key) or "") for key in keys), _KINDS.get(str(row["kind"]), ""))
        for row in theirs
    ]
    look.rows(("Văn bản", "Cơ quan", "Năm", "Loại"), table)


def _own(row: dict[str, Any]) -> None:
    with st.container(border=True, key=f"own-{row['id']}"):
        name, more = st.columns([8, 2], vertical_alignment="center")
        with name:
            look.say(row["title"] or row["source"])
            about = (_KINDS.get(str(row["kind"]), ""), row["number"], row["issuer"], row["year"])
            look.say(" · ".join(str(part) for part in about if part), "small")
            if row["doubts"]:
                look.box("warning", "Cần xác nhận", *row["doubts"][:3])
        with more, st.popover("Khác", width="stretch"):
            _replace(row)
            if st.button("Bỏ khỏi kho", key=f"out-{row['id']}", icon=":material/delete:"):
                door.desk().library_act("remove", row["id"])
                st.rerun()
        label = "Xác nhận thông tin" if row["doubts"] else "Sửa thông tin"
        with st.expander(label, icon=":material/rule:"):
            _facts(row)


def _facts(row: dict[str, Any]) -> None:
    with st.form(f"facts-{row['id']}", border=False):
        title = st.text_input("Trích yếu", row["title"] or "")
        issuer = st.text_input("Cơ quan ban hành", row["issuer"] or "")
        left, middle, right = st.columns(3)
        number = left.text_input("Số, ký hiệu", row["number"] or "")
        year = middle.number_input("Năm", 2000, 2040, row["year"], format="%d")
        kinds = list(_KINDS)
        known = kinds.index(row["kind"]) if row["kind"] in kinds else None
        kind = right.selectbox("Loại", kinds, known, format_func=lambda key: _KINDS[key])
        if st.form_submit_button("Đúng, lưu lại", type="primary"):
            door.desk().confirm_document(
                row["id"],
                title=title.strip() or None,
                number=number.strip() or None,
                issuer=issuer.strip() or None,
                year=int(year) if year else None,
                kind=kind,
            )
            st.rerun()


def _replace(row: dict[str, Any]) -> None:
    file = st.file_uploader("Thay bằng tệp khác", type=FILES, key=f"other-{row['id']}")
    if file is not None and st.button("Thay tệp này", key=f"swap-{row['id']}", type="primary"):
        try:
            with st.spinner("Đang đọc tệp…"):
                door.desk().replace_document(row["id"], file.name, file.getvalue())
        except DrafterError as error:
            look.box("error", error.advice)
            return
        st.rerun()
