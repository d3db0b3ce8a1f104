"""The draft beside the chat: pages, targets, findings, sources, similar documents."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import streamlit as st

from drafter.desk import DraftState
from drafter.errors import DrafterError
from ui import carried, compare, door, editing, facts, findings, look, progress, targets, todo
from ui.jobs import Job

if TYPE_CHECKING:
    from drafter.document.facts import Ground
    from drafter.library import Hit

_SOURCES = {
    "directive": "Văn bản của cấp trên",
    "user": "Anh/chị đã nhắn",
    "targets": "Biểu chỉ tiêu của xã",
    "last-year": "Văn bản năm trước (để so sánh)",
    "register": "Sổ tra cứu của chương trình",
    "computed": "Tính từ số liệu có nguồn",
    "form": "Mẫu câu của chương trình",
}
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_OF_PART = re.compile(r"Mục ([IVX]+) (.+)", re.DOTALL)
_GUARD = (
    '<meta http-equiv="Content-Security-Policy" '
    "content=\"default-src 'none'; style-src 'unsafe-inline'\">"
)


def show(state: DraftState | None, job: Job | None) -> None:
    """The right side of the page."""
    if state is None:
        _welcome()
        return
    if job is not None and job.running:
        progress.show(state.id)
        return
    if job is not None and job.error:
        look.box("error", job.error)
        if st.button("Soạn lại", type="primary"):
            door.start_job(state.id)
            st.rerun()
    view = _choose_view(state)
    shown = {
        "facts": facts.show,
        "draft": _pages,
        "targets": targets.show,
        "check": _check,
        "sources": _sources,
        "carried": carried.show,
        "compare": compare.show,
        "similar": _similar,
    }
    shown[view](state)


def _welcome() -> None:
    st.html(
        '<h1>Soạn văn bản phát động thi đua</h1><p class="lead">Mọi con số và căn cứ trong dự thảo '
        "đều có nguồn; chỗ nào chưa có thông tin sẽ để trống và đánh dấu vàng.</p>"
        '<ol class="steps"><li>Cho biết đơn vị và năm.</li>'
        "<li>Gửi chỉ thị hoặc kế hoạch của cấp trên (Word, PDF, ảnh quét), biểu chỉ tiêu, văn bản "
        "năm trước. Thứ gì chưa có thì nhắn “chưa có”.</li>"
        "<li>Xem lại thông tin rồi bấm “Bắt đầu soạn”.</li>"
        "<li>Đọc dự thảo, xử lý các điểm được nhắc, tải tệp Word.</li></ol>"
    )
    st.subheader("Việc khác")
    _way("drafts", "Mở dự thảo đã làm, hoặc soạn cho năm sau từ dự thảo năm nay")
    _way("check", "Kiểm tra một văn bản người khác soạn")
    _way("guide", "Xem hướng dẫn")


def _way(page: str, words: str) -> None:
    st.page_link(st.session_state[door.MENU][page], label=words)


def _choose_view(state: DraftState) -> str:
    names = {"facts": "Thông tin", "targets": "Chỉ tiêu", "similar": "Tương tự"}
    if state.document is not None:
        told = findings.count(state.findings)
        names = {
            "draft": "Dự thảo",
            "check": f"Kiểm tra · {told}" if told else "Kiểm tra",
            "sources": "Nguồn",
            "carried": "Đối chiếu",
            "compare": "So sánh",
            **names,
        }
    wanted = st.session_state.get("view")
    first = wanted if wanted in names else next(iter(names))
    turned = st.session_state.get("turned", 0)
    chosen = st.segmented_control(
        "Xem",
        list(names),
        format_func=lambda key: names[key],
        default=first,
        # A new key when the page itself turns to another view, else the old choice stays.
        key=f"view-{state.id}-{len(names)}-{turned}",
        label_visibility="collapsed",
    )
    return chosen or first


def _pages(state: DraftState) -> None:
    assert state.document is not None
    _download(state)
    editing.show(state)
    with st.container(key="paper"):
        st.iframe(guarded(door.desk().html(state.id)), height=760)
    look.say(door.desk().notice(state.id), "notice")


def guarded(page: str) -> str:
    """The page with a policy that lets it run no script and fetch nothing."""
    before, head, after = page.partition("<head>")
    if not head:
        raise ValueError("the preview has no head to guard")
    return f"{before}{head}{_GUARD}{after}"


def _download(state: DraftState) -> None:
    left, right, more = st.columns([4, 8, 3.2], gap="small", vertical_alignment="center")
    with left:
        st.download_button(
            "Tải về (.docx)",
            lambda: door.desk().docx(state.id),
            file_name=f"{look.file_name(state.conversation.brief)}.docx",
            mime=look.WORD,
            type="primary",
            icon=":material/download:",
            on_click="ignore",
        )
    gaps = todo.number(state)
    with right:
        note = f"Còn {gaps} chỗ cần bổ sung. " if gaps else ""
        look.say(f"{note}Văn bản do máy soạn, xin đọc lại trước khi trình ký.", "small")
    if gaps and more.button("Điền ngay", icon=":material/checklist:", key=f"todo-{state.id}"):
        door.look_at("check")
        st.rerun()


def _check(state: DraftState) -> None:
    if notes := joined(state.trace.get("notes", [])):
        look.box("info", "Cách soạn", *notes)
    todo.show(state)
    _mend(state)
    findings.show(state.findings, lambda rule: _mend_now(state, (rule,)))
    if st.toggle("Xem phiếu rà soát (một trang cho người ký)", key=f"sheet-{state.id}"):
        with st.container(key="sheet"):
            st.iframe(guarded(door.desk().sheet_html(state.id)), height=760)


def _mend(state: DraftState) -> None:
    """One click for what can be fixed safely, one to take it back; what was done is told once."""
    told = f"mended-{state.id}"
    if told in st.session_state:
        look.box("ok", *st.session_state[told])
        if st.button("Hoàn tác lần sửa này", icon=":material/undo:", key=f"unmend-{state.id}"):
            door.desk().undo(state.id)
            del st.session_state[told]
            st.rerun()
    number = sum(1 for finding in state.findings if finding.fix)
    if number and st.button(f"Sửa tự động ({number})", icon=":material/healing:"):
        _mend_now(state, ())


def _mend_now(state: DraftState, rules: tuple[str, ...]) -> None:
    told = f"mended-{state.id}"
    try:
        report = door.desk().fix(state.id, rules)
    except DrafterError as error:
        look.box("error", error.advice)
        return
    st.session_state[told] = findings.mended(report)
    st.rerun()


def joined(notes: list[str]) -> list[str]:
    """Notes on several parts for one reason in one line: "Mục I, II: được soạn theo mẫu…"."""
    labels: dict[str, list[str]] = {}
    for note in dict.fromkeys(notes):
        found = _OF_PART.match(note)
        place, rest = (found[1], found[2]) if found else ("", note)
        labels.setdefault(rest, []).append(place)
    return [
        f"Mục {', '.join(places)} {rest}" if all(places) else rest
        for rest, places in labels.items()
    ]


def _sources(state: DraftState) -> None:
    """Nguồn của từng số liệu, căn cứ."""
    assert state.document is not None
    st.subheader("Nguồn của từng số liệu, căn cứ")
    seen: dict[tuple[str, ...], None] = {}
    for path, paragraph in state.document.paragraphs():
        for use in paragraph.uses:
            where = f"Mục {path}" if path else "Mở đầu"
            seen.setdefault((use.text, source(use.ground, use.text), where))
    look.rows(("Nội dung", "Nguồn", "Ở đâu"), list(seen))


def source(ground: Ground, text: str) -> str:
    """Where something comes from; our own ids and a quote of the same words are left out."""
    ref = "" if _ID.fullmatch(ground.ref) else ground.ref
    quote = f"“{ground.quote}”" if ground.quote and ground.quote != text else ""
    return ": ".join(filter(None, (", ".join(filter(None, (_SOURCES[ground.kind], ref))), quote)))


def _similar(state: DraftState) -> None:
    brief = state.conversation.brief
    if brief.unit is None or brief.year is None:
        look.say("Khi biết đơn vị và năm, tôi tìm văn bản tương tự trong kho.")
        return
    kept = f"similar-{state.id}-{brief.unit.described()}-{brief.year}"
    if kept not in st.session_state:
        with st.spinner("Đang tìm trong kho văn bản…"):
            try:
                st.session_state[kept] = door.desk().similar(state.id)
            except DrafterError as error:
                look.box("error", error.advice)
                return
    show_hits(st.session_state[kept])


def show_hits(hits: list[Hit]) -> None:
    """Passages of past documents with the reasons; form to learn from, never evidence."""
    if not hits:
        look.say("Trong kho chưa có văn bản nào tương tự.")
    for hit in hits:
        head = " · ".join(str(part) for part in (hit.title, hit.issuer, hit.year) if part)
        text = hit.text if len(hit.text) <= 360 else hit.text[:357] + "…"
        look.box("info", head, "Vì sao: " + "; ".join(hit.reasons) if hit.reasons else "", text)
