"""Hồ sơ đơn vị: what the office keeps about itself for next year."""

from __future__ import annotations

import dataclasses

import streamlit as st

from drafter.document.brief import Hamlets, Signer
from drafter.document.profile import UnitProfile
from drafter.document.unit import Unit
from drafter.errors import DrafterError
from ui import door, look


def profile() -> None:
    """Choose the unit, then its facts in one form."""
    st.title("Hồ sơ đơn vị")
    look.say(
        "Ghi một lần, năm sau dùng lại: người ký, nơi nhận, đơn vị tham mưu, mẫu Word của đơn vị. "
        "Để trống mục nào thì mục đó không dùng.",
        "small",
    )
    try:
        kept = _chosen()
        if kept is not None:
            _form(kept)
        _sample()
    except DrafterError as error:
        look.box("error", error.advice)


def _chosen() -> UnitProfile | None:
    known = {one.unit.described(): one for one in door.desk().profiles()}
    if known:
        name = st.selectbox("Đơn vị", [*known, _OTHER])
        if name in known:
            return known[name]
    typed = st.text_input("Tên xã, phường, đặc khu", placeholder="xã Thiên Cầm, tỉnh Hà Tĩnh")
    if not typed:
        return None
    found = {unit.described(): unit for unit in door.desk().units(typed)}
    if not found:
        look.say(f"Không tìm thấy “{typed}”; anh/chị ghi đủ tên xã và tên tỉnh.")
        return None
    name = st.radio("Chọn đơn vị", list(found)) if len(found) > 1 else next(iter(found))
    return known.get(name) or _of_drafts(found[name])


_OTHER = "Đơn vị khác…"


def _of_drafts(unit: Unit) -> UnitProfile:
    """A new profile, with what the newest draft of the unit knows already."""
    desk = door.desk()
    for draft in desk.drafts()[:10]:
        brief = desk.state(draft.id).conversation.brief
        if brief.unit == unit:
            look.say(f"Đã điền sẵn từ dự thảo “{draft.title}”; anh/chị xem lại rồi lưu.", "small")
            return desk.profile_from(draft.id)
    return UnitProfile(unit)


def _form(kept: UnitProfile) -> None:
    with st.form("profile"):
        st.subheader(look.label(kept.unit.described()))
        left, right = st.columns(2)
        signer = left.text_input("Người ký", kept.signer.name if kept.signer else "")
        lines = right.text_input(
            "Quyền hạn, chức vụ (ngăn bằng dấu /)",
            " / ".join(kept.signer.lines) if kept.signer else "",
            placeholder="TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH",
        )
        drafter = left.text_input("Đơn vị tham mưu", kept.drafter_unit or "")
        place = right.text_input("Địa danh ghi trước ngày, tháng", kept.place or "")
        noun = left.text_input(
            "Gọi thôn, xóm là gì",
            kept.hamlets.noun if kept.hamlets else "",
            placeholder="thôn, tổ dân phố",
        )
        count = right.number_input(
            "Có bao nhiêu", 0, 300, (kept.hamlets.count or 0) if kept.hamlets else 0
        )
        recipients = st.text_area(
            "Nơi nhận thường dùng (mỗi dòng một nơi)", "\n".join(kept.recipients), height=140
        )
        template = st.file_uploader("Mẫu Word của đơn vị (không bắt buộc)", type=["docx"])
        if kept.template:
            look.say("Đang giữ một mẫu Word; chọn tệp khác để thay.", "small")
        if st.form_submit_button("Lưu hồ sơ", type="primary"):
            told = dataclasses.replace(
                kept,
                signer=Signer(signer.strip(), split(lines)) if signer.strip() else None,
                drafter_unit=drafter.strip() or None,
                place=place.strip() or None,
                hamlets=Hamlets(noun.strip(), int(count) or None) if noun.strip() else None,
                recipients=tuple(filter(None, map(str.strip, recipients.splitlines()))),
            )
            door.desk().save_profile(told, template.getvalue() if template else None)
            look.box("ok", "Đã lưu. Lần soạn tới, chương trình dùng các thông tin này.")
            doubts = door.desk().check_template(template.getvalue()) if template else []
            if doubts:
                look.box("warning", "Mẫu Word còn chỗ nên sửa:", *(d.message for d in doubts))


def _sample() -> None:
    look.say(
        "Muốn có mẫu Word riêng: tải tệp dưới đây, sửa cỡ chữ, lề, thêm địa chỉ cơ quan trong "
        "Word, giữ nguyên các chỗ {{…}}, rồi chọn ở ô Mẫu Word của đơn vị.",
        "small",
    )
    st.download_button(
        "Tải tệp mẫu để sửa (.docx)",
        door.desk().sample_template(),
        "tep-mau.docx",
        on_click="ignore",
    )


def split(lines: str) -> tuple[str, ...]:
    """Lines of authority and post from one typed line."""
    return tuple(filter(None, (part.strip() for part in lines.split("/"))))
