"""The pages beside the chat: check a file, the shelf, help."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

from drafter.errors import DrafterError
from ui import door, findings, look
from ui.chat import FILES
from ui.draft import show_hits


def check() -> None:
    """Kiểm tra văn bản: any file, not only our own."""
    st.title("Kiểm tra văn bản")
    look.say("Thả một kế hoạch, chỉ thị phát động thi đua bất kỳ để kiểm tra.", "small")
    file = st.file_uploader("Tệp cần kiểm tra", type=FILES)
    day = st.date_input(
        "Tính theo ngày (để trống: theo ngày của văn bản, không có thì hôm nay)",
        None,
        format="DD/MM/YYYY",
    )
    if file is None:
        return
    with st.spinner("Đang đọc và kiểm tra…"):
        try:
            found = door.desk().check_bytes(
                file.name, file.getvalue(), as_of=day if isinstance(day, date) else None
            )
        except DrafterError as error:
            look.box("error", error.advice)
            return
    if file.name.lower().endswith(".docx") and any(finding.fix for finding in found):
        _mend(file.name, file.getvalue(), day if isinstance(day, date) else None)
    findings.show(found)


def _mend(name: str, data: bytes, day: date | None) -> None:
    """A mended copy to take away; the file that was given stays as it is."""
    if not st.button("Sửa tự động", icon=":material/healing:"):
        return
    try:
        report = door.desk().fix_bytes(name, data, as_of=day)
    except DrafterError as error:
        look.box("error", error.advice)
        return
    look.box("ok", *findings.mended(report))
    st.download_button(
        "Tải bản đã sửa (.docx)",
        report.content,
        file_name=f"{name[:-5]}-da-sua.docx",
        mime=look.WORD,
        on_click="ignore",
    )


def shelf() -> None:
    """Kho văn bản: what is there, search with reasons, add."""
    st.title("Kho văn bản")
    query = st.text_input("Tìm trong kho", placeholder="giao ước thi đua ở thôn, bản")
    try:
        if query:
            show_hits(door.desk().search(query))
            return
        _add()
        documents = door.desk().library_list()
    except DrafterError as error:
        look.box("error", error.advice)
        return
    st.subheader(f"Có {len(documents)} văn bản")
    keys = ("title", "issuer", "year")
    table = [
        (*(str(document.get(key) or "") for key in keys), _KINDS.get(str(document["kind"]), ""))
        for document in documents
    ]
    look.rows(("Văn bản", "Cơ quan", "Năm", "Loại"), table)


_KINDS = {"ke-hoach": "Kế hoạch", "chi-thi": "Chỉ thị", "phat-dong": "Phát động"}


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
        look.box("ok", f"Đã đưa “{file.name}” vào kho.", *_to_confirm(taken))


def _to_confirm(taken: dict[str, Any]) -> list[str]:
    """What was read of the document, with what is in doubt, for the official to look at."""
    document = taken.get("document") or {}
    if taken.get("known"):
        return [f"Kho đã có văn bản này: “{document.get('title') or document.get('source')}”."]
    keys = {"title": "Trích yếu", "issuer": "Cơ quan", "number": "Số", "year": "Năm"}
    facts = [f"{name}: {document[key]}" for key, name in keys.items() if document.get(key)]
    read = [f"Đã đọc được. {'; '.join(facts)}."] if facts else []
    doubts = [f"Cần xem lại: {doubt}." for doubt in document.get("doubts", ())]
    if taken.get("version_of"):
        doubts.append("Kho có một văn bản cùng số, năm, cơ quan nhưng nội dung khác; giữ cả hai.")
    return [*read, *doubts]


def guide() -> None:
    """Trợ giúp."""
    st.title("Trợ giúp")
    st.html(
        "<h2>Nhắn thế nào</h2><ul class='steps'>"
        "<li>Nhắn nhiều thông tin trong một tin: “Soạn kế hoạch năm 2027 cho xã Thiên Cầm, tỉnh "
        "Hà Tĩnh. Người ký: Chủ tịch …”.</li>"
        "<li>Chưa có thì nhắn “chưa có”: chỗ đó để trống và đánh dấu vàng trong dự thảo.</li>"
        "<li>Sửa: “à nhầm, năm 2027”, “mục tiêu BHYT 96%”. Bỏ thay đổi vừa rồi: “hoàn tác”.</li>"
        "<li>Hỏi nguồn: “vì sao có số 93,5%?”.</li>"
        "<li>Soạn như vào một ngày khác: “ngày soạn 12/01/2027”.</li></ul>"
        "<h2>Dự thảo dựa vào đâu</h2><p class='lead'>Số liệu lấy từ biểu chỉ tiêu, văn bản của "
        "cấp trên và tin nhắn của anh/chị. Căn cứ pháp lý lấy từ sổ tra cứu, tính theo ngày soạn. "
        "Văn bản năm trước chỉ để học cách trình bày; số liệu cũ không tự vào dự thảo.</p>"
        "<h2>Dữ liệu ở đâu</h2><p class='lead'>Mọi thứ nằm trên máy này; trang không gửi gì ra "
        "ngoài. Nếu quản trị đặt mô hình ngôn ngữ trên mạng, nội dung soạn sẽ gửi tới đó.</p>"
    )
    look.say(door.desk().model_line(), "small")
