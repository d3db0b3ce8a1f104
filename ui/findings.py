"""What the check says, the worst first, each with what to do."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import streamlit as st

from ui import look

if TYPE_CHECKING:
    from drafter.checking.finding import Finding
    from drafter.checking.fixing import FixReport

_ARTICLE = re.compile(r"Điều|khoản|PL[IV]+|Phụ lục|NĐ")  # our own name of a rule says nothing
_SHORT = re.compile(r"\bPL([IV]+)-([IVX]+(?:\.\w+)*)")
_HEADS = {
    "error": ("Phải sửa trước khi ký", "error"),
    "warning": ("Cần anh/chị quyết định", "warning"),
    "info": ("Lưu ý", "info"),
}


def spelled_out(clause: str) -> str:
    """ "PLI-II.5b" as one reads it: "Phụ lục I Nghị định 30/2020/NĐ-CP, mục II.5b"."""
    return _SHORT.sub(r"Phụ lục \1 Nghị định 30/2020/NĐ-CP, mục \2", clause)


def count(found: Sequence[Finding]) -> str:
    """How many points want a hand, for a label; empty when there is none."""
    number = sum(1 for finding in found if finding.severity != "info")
    return str(number) if number else ""


def show(found: Sequence[Finding], mend: Callable[[str], None] | None = None) -> None:
    """All findings in groups; ``mend`` is called with the rule of one that is to be mended."""
    if not found:
        look.box("ok", "Không phát hiện lỗi nào bằng các phép kiểm tra của chương trình.")
    for severity, (head, kind) in _HEADS.items():
        group = [finding for finding in found if finding.severity == severity]
        if not group:
            continue
        st.subheader(f"{head} ({len(group)})")
        counted = Counter((tuple(_lines(f)), f.rule if f.fix else "") for f in group)
        for place, (((message, *rest), rule), times) in enumerate(counted.items()):
            again = f" ({times} chỗ)" if times > 1 else ""
            look.box(kind, message + again, *rest)
            if (
                rule
                and mend
                and st.button(
                    "Sửa điểm này", icon=":material/healing:", key=f"mend-{severity}-{place}"
                )
            ):
                mend(rule)


def mended(report: FixReport[Any]) -> list[str]:
    """What automatic fixing did, in two lines at most."""
    lines = [f"Đã sửa tự động {len(report.applied)} điểm và kiểm tra lại."]
    if report.taken_back:
        left = len(report.taken_back)
        lines.append(f"{left} điểm để nguyên vì sửa tự động không tốt hơn; xin xem từng điểm.")
    return lines


def _lines(finding: Finding) -> list[str]:
    place = f"Mục {finding.where.section}" if finding.where.section else ""
    quote = finding.quote if len(finding.quote) <= 220 else finding.quote[:217] + "…"
    where = ": ".join(filter(None, (place, f"“{quote}”" if quote else "")))
    advice = f"Nên làm: {finding.advice}" if finding.advice else ""
    fixed = f"Sửa thành: “{finding.fix.replacement}”" if finding.fix else ""
    clause = f"Căn cứ: {spelled_out(finding.clause)}" if _ARTICLE.search(finding.clause) else ""
    return [finding.message, where, advice, fixed, clause]
