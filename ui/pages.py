"""The pages beside the chat: check a file, help."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import streamlit as st

from drafter.errors import DrafterError
from ui import door, findings, look
from ui.chat import FILES

if TYPE_CHECKING:
    from drafter.checking.finding import Finding


def check() -> None:
    """Kiểm tra văn bản: any file, not only our own; safe fixes into a copy, step by step."""
    st.title("Kiểm tra văn bản")
    look.say("Thả một kế hoạch, chỉ thị phát động thi đua do bất kỳ ai soạn để kiểm tra.", "small")
    given, dated = st.columns([3, 2])
    file = given.file_uploader("Tệp cần kiểm tra", type=FILES)
    day = dated.date_input("Tính theo ngày", None, format="DD/MM/YYYY")
    with dated:
        look.say("Để trống: theo ngày của văn bản, không có thì hôm nay.", "small")
    if file is None:
        return
    on = day if isinstance(day, date) else None
    steps = _steps(file.file_id, file.getvalue())
    found = _found(file.name, steps, on)
    if found is None:
        return
    if file.name.lower().endswith(".docx"):
        _mend(file.name, steps, found, on)
        findings.show(found, lambda rule: _fix(file.name, steps, on, (rule,)))
    else:
        findings.show(found)


def _steps(file_id: str, data: bytes) -> list[dict[str, Any]]:
    """The file as it was given, then after each fixing; another file starts anew."""
    kept: tuple[str, list[dict[str, Any]]] | None = st.session_state.get(_KEPT)
    if kept is None or kept[0] != file_id:
        kept = st.session_state[_KEPT] = (file_id, [{"data": data, "told": []}])
    return kept[1]


_KEPT = "checked-file"


def _found(name: str, steps: list[dict[str, Any]], day: date | None) -> list[Finding] | None:
    known: dict[date | None, list[Finding]] = steps[-1].setdefault("found", {})
    if day not in known:
        with st.spinner("Đang đọc và kiểm tra…"):
            try:
                known[day] = door.desk().check_bytes(name, steps[-1]["data"], as_of=day)
            except DrafterError as error:
                look.box("error", error.advice)
                return None
    return known[day]


def _mend(name: str, steps: list[dict[str, Any]], found: list[Finding], day: date | None) -> None:
    """Fix all that is safe, take a fixing back, take the copy away."""
    number = sum(1 for finding in found if finding.fix)
    if steps[-1]["told"]:
        look.box("ok", *steps[-1]["told"])
    all_, back, take = st.columns(3)
    if number and all_.button(
        f"Sửa tự động ({number})", icon=":material/healing:", type="primary", width="stretch"
    ):
        _fix(name, steps, day, ())
    if len(steps) == 1:
        return
    if back.button("Hoàn tác lần sửa này", icon=":material/undo:", width="stretch"):
        steps.pop()
        st.rerun()
    take.download_button(
        "Tải bản đã sửa (.docx)",
        steps[-1]["data"],
        file_name=f"{name[:-5]}-da-sua.docx",
        mime=look.WORD,
        icon=":material/download:",
        on_click="ignore",
        width="stretch",
    )


def _fix(name: str, steps: list[dict[str, Any]], day: date | None, rules: tuple[str, ...]) -> None:
    try:
        report = door.desk().fix_bytes(name, steps[-1]["data"], rules, as_of=day)
    except DrafterError as error:
        look.box("error", error.advice)
        return
    if report.applied:
        steps.append({"data": report.content, "told": findings.mended(report)})
    else:
        steps[-1]["told"] = findings.mended(report)
    st.rerun()


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
        "<h2>Sau khi soạn</h2><ul class='steps'>"
        "<li>Mục “Kiểm tra” liệt kê từng chỗ còn trống: điền ngay tại đó, chương trình kiểm tra "
        "lại.</li>"
        "<li>Di chuột hoặc chạm vào chỗ gạch chân để xem con số, căn cứ lấy từ đâu.</li>"
        "<li>Mỗi lần sửa là một bản mới; mục “Các bản” lấy lại bản cũ lúc nào cũng được.</li>"
        "<li>Năm sau: trang “Dự thảo của tôi”, bấm “Soạn cho năm sau”.</li></ul>"
        "<h2>Dự thảo dựa vào đâu</h2><p class='lead'>Số liệu lấy từ biểu chỉ tiêu, văn bản của "
        "cấp trên và tin nhắn của anh/chị. Căn cứ pháp lý lấy từ sổ tra cứu, tính theo ngày soạn. "
        "Văn bản năm trước chỉ để học cách trình bày; số liệu cũ không tự vào dự thảo.</p>"
        "<h2>Dữ liệu ở đâu</h2><p class='lead'>Mọi thứ nằm trên máy này; trang không gửi gì ra "
        "ngoài. Nếu quản trị đặt mô hình ngôn ngữ trên mạng, nội dung soạn sẽ gửi tới đó. Lấy dữ "
        "liệu về hoặc xóa: trang “Dự thảo của tôi”.</p>"
        "<h2>Bàn phím, cỡ chữ</h2><p class='lead'>Phím Tab đi tới chỗ tiếp theo, Enter để bấm; chỗ "
        "đang chọn có viền xanh. Chữ nhỏ thì bật “Chữ lớn” ở cột bên trái.</p>"
    )
    look.say(door.desk().model_line(), "small")
