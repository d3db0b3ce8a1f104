"""What became of each thing the level above asks: brought down, adapted, left out and why."""

from __future__ import annotations

from collections import Counter
from typing import Any

import streamlit as st

from drafter.desk import DraftState
from ui import look

_WORDS = {
    "taken": "Đưa vào",
    "adapted": "Sửa cho hợp cấp xã",
    "elsewhere": "Đã có ở mục khác",
    "left-out": "Không đưa vào",
}


def show(state: DraftState) -> None:
    """A table, clause by clause, in the order of the directive."""
    items: list[dict[str, Any]] = state.trace.get("directive_items", [])
    if not items:
        look.say("Chưa có văn bản của cấp trên để đối chiếu.")
        return
    st.subheader("Từng nội dung của cấp trên đi đâu")
    told = Counter(str(clause["action"]) for item in items for clause in item["clauses"])
    counts = [f"{_WORDS.get(a, a).lower()}: {n}" for a, n in told.most_common()]
    look.say("Số ý " + "; ".join(counts) + ".", "small")
    look.rows(
        ("Văn bản của cấp trên", "Xử lý", "Trong dự thảo, hoặc lý do"),
        [row for item in items for row in _rows(item)],
        wrap=True,
    )


def _rows(item: dict[str, Any]) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for clause in item["clauses"]:
        same = clause["text"] == clause["quote"]
        text = "Như văn bản của cấp trên" if same else clause["text"]
        reason = clause["reason"]
        result = "\n".join(filter(None, (text, reason)))
        action = _WORDS.get(clause["action"], clause["action"])
        rows.append((f"{item['ref']}. {clause['quote']}", action, result))
    return rows
