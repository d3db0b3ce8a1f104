"""Căn cứ pháp lý: the state of references on a day, what a plan rests on, the register itself."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from ui import door, look

if TYPE_CHECKING:
    from drafter.register.instrument import Instrument

_VERDICTS = {
    "in-force": ("ok", "Còn hiệu lực"),
    "expired": ("error", "Hết hiệu lực"),
    "not-yet": ("error", "Chưa có hiệu lực"),
    "expires-in-plan-year": ("warning", "Hết hiệu lực trong năm kế hoạch"),
    "mismatch": ("error", "Số, ngày hoặc tên không khớp"),
    "unknown": ("warning", "Chưa có trong sổ tra cứu"),
}


def law() -> None:
    """Căn cứ pháp lý."""
    st.title("Căn cứ pháp lý")
    left, right = st.columns(2)
    day = left.date_input("Tính đến ngày", "today", format="DD/MM/YYYY")
    year = int(right.number_input("Năm kế hoạch", 2015, 2035, date.today().year + 1))
    if not isinstance(day, date):
        return
    cited, basis, register = st.tabs(["Tra viện dẫn", "Căn cứ của kế hoạch", "Tìm trong sổ"])
    with cited:
        _verdicts(day, year)
    with basis:
        _basis(day, year)
    with register:
        _search()


def _verdicts(day: date, year: int) -> None:
    text = st.text_area(
        "Dán đoạn có viện dẫn",
        placeholder="Nghị định số 152/2025/NĐ-CP ngày 14/6/2025 của Chính phủ",
    )
    if not text:
        return
    verdicts = door.desk().law(text, day, year)
    if not verdicts:
        look.say("Không thấy viện dẫn văn bản nào trong đoạn này.")
    for verdict in verdicts:
        kind, words = _VERDICTS[str(verdict.kind)]
        instead = verdict.replacement
        advice = f"Nên dùng: {instead.name}" if instead else ""
        source = _source(verdict.instrument) if verdict.instrument else ""
        look.box(kind, f"{words}: {verdict.citation.text}", verdict.why, advice, source)


def _basis(day: date, year: int) -> None:
    found = door.desk().basis(day, year)
    look.say("Kế hoạch phát động thi đua cấp xã soạn vào ngày này nên căn cứ:", "small")
    for entry in found.entries:
        head = entry.full if entry.needed else f"{entry.full} (có thể nêu)"
        ends = f"Lưu ý: {entry.sunset}." if entry.sunset else ""
        doubtful = entry.sunset or not entry.confirmed
        look.box("warning" if doubtful else "ok", head, entry.why, ends, _source(entry.instrument))
    for dead in found.dead:
        look.box("error", f"Không dùng: {dead.instrument.name}", dead.why)


def _search() -> None:
    words = st.text_input("Số, ký hiệu hoặc từ trong tên văn bản", placeholder="thi đua 2026")
    if not words:
        return
    hits = door.desk().instruments(words)
    if not hits:
        look.say("Sổ chưa có văn bản nào khớp.")
    for hit in hits:
        look.box("info", hit.name, hit.title, _life(hit), _source(hit))


def _life(row: Instrument) -> str:
    parts = [
        f"hiệu lực từ {row.effective_from:%d/%m/%Y}" if row.effective_from else "",
        f"đến hết {row.effective_to:%d/%m/%Y}" if row.effective_to else "",
        f"dùng đến {row.relevant_until:%d/%m/%Y}" if row.relevant_until else "",
    ]
    return ", ".join(part for part in parts if part).capitalize()


def _source(row: Instrument) -> str:
    sure = "" if row.confirmed else "Chưa xác minh đủ. "
    checked = f", kiểm tra ngày {row.checked:%d/%m/%Y}" if row.checked else ""
    return f"{sure}Nguồn: {row.sources[0]}{checked}." if row.sources else sure.strip()
