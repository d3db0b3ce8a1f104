"""The page of all rules, written by the rules themselves: ``python -m drafter.checking.describe``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass

from drafter.document.form_rules import FORM_RULES

from .finding import Category, Severity
from .grounds import GROUND_RULES
from .rulebook import RULES

_CATEGORIES = {
    Category.STRUCTURE: "Bố cục, thành phần (structure)",
    Category.FORMAT: "Thể thức (format)",
    Category.LAW: "Căn cứ pháp lý (law)",
    Category.TARGET: "Chỉ tiêu (target)",
    Category.NUMBER: "Nguồn của số liệu (number)",
    Category.IDENTITY: "Đơn vị, cơ quan, văn bản năm trước (identity)",
    Category.TIME: "Thời gian (time)",
    Category.WORDING: "Chữ viết (wording)",
}
_SEVERITIES = {
    Severity.ERROR: "lỗi",
    Severity.WARNING: "cảnh báo",
    Severity.INFO: "lưu ý",
}
_INTRO = """# Quy tắc kiểm tra

Trang này do chương trình ghi ra từ chính các quy tắc (`python -m drafter.checking.describe`);
không sửa bằng tay. “Lỗi” là không ký được; “cảnh báo” cần người quyết định; “lưu ý” để biết.
Mức ghi dưới đây là mức thường dùng, có chỗ được hạ hoặc nâng theo hoàn cảnh (ví dụ phần đầu văn
bản bị mất khi trích xuất chỉ là lưu ý). Đơn vị có thể tắt một quy tắc trong tệp
`rules.yaml` của mình; khi đó mọi kết quả ghi rõ (TAT-01), và điều quy tắc về căn cứ, số liệu
phát hiện vẫn được ghi là lưu ý.
Ký hiệu `PLI-II.5b` là Phụ lục I, Phần I, Mục II, khoản 5 điểm b Nghị định 30/2020/NĐ-CP.
"""


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule, whatever it looks at, for a list."""

    id: str
    category: Category
    severity: Severity
    what: str
    clause: str


def rules_page() -> str:
    """All rules of text and file by category, as Markdown."""
    return "\n".join([_INTRO, *(line for category in Category for line in _section(category))])


def _section(category: Category) -> Iterator[str]:
    rows = list(_rows(category))
    if not rows:
        return
    yield f"## {_CATEGORIES[category]}\n"
    yield "| Mã | Mức | Điều phải có | Căn cứ |"
    yield "|---|---|---|---|"
    yield from rows
    yield ""


def _rows(category: Category) -> Iterator[str]:
    for line in rule_lines():
        if line.category is category:
            what = line.what.replace("|", "/")
            yield f"| {line.id} | {_SEVERITIES[line.severity]} | {what} | {line.clause} |"


def rule_lines() -> Iterator[RuleLine]:
    """All rules: those of the text, of the account of facts, of the Word file."""
    for rule in RULES:
        yield RuleLine(rule.id, rule.category, rule.severity, rule.what, rule.clause)
    for ground in GROUND_RULES:
        severity = Severity.WARNING if ground.id == "NUM-04" else Severity.ERROR
        yield RuleLine(ground.id, Category.NUMBER, severity, ground.what, ground.clause)
    known = {rule.id for rule in RULES}
    for form in FORM_RULES.values():
        if form.id not in known:
            where = "tệp Word, trang in" if form.page else "tệp Word"
            what = f"{form.says} ({where})"
            yield RuleLine(form.id, Category.FORMAT, Severity(form.severity), what, form.clause)


if __name__ == "__main__":
    sys.stdout.write(rules_page())
