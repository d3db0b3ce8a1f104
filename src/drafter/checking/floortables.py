"""What a table of the directive assigns: the commune's own row, or the column of its class."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from drafter.document.brief import Floor
from drafter.document.facts import Bound, Quantity, Target
from drafter.document.reading import ReadDocument, Table
from drafter.reading.vietnamese import bare, fold, legible, parse_number

from .sections import section_path
from .standing import Standing

_FIGURE = re.compile(
    r"(?:≥|>=|>|≤|<=|<|từ|trên)?\s*(?P<number>\d[\d.,]*)\s*(?P<unit>%)?(?:\s*trở lên)?"
)
_FOOTNOTE_MARK = re.compile(r"(?:\*+|[¹²³⁴]|\s*\(\d\))$")
_OUT_OF = re.compile(r"(\d{1,3})\s*/\s*(\d{1,3})")
_UNIT_IN_HEAD = re.compile(r"\(\s*([^()]{1,40})\s*\)")
_UNIT_HEAD = re.compile(r"^(?:dvt|don vi tinh|don vi|dv tinh|d\.v\.t)\W*$")
_NAME_HEAD = re.compile(r"chi tieu|noi dung|tieu chi|muc tieu")
_COUNT_HEAD = re.compile(r"^(?:s?tt|so tt|so thu tu|#)\W*$")
_NOT_A_FIGURE_HEAD = re.compile(
    r"^(?:ghi chu|gc|co quan|don vi chu tri|nam 20\d\d|th(?:uc hien)?\s*20\d\d)"
)
_KIND = re.compile(r"^(?:(?:ubnd|uy ban nhan dan)\s+)?(?:(xa|phuong|dac khu|thi tran)\s+)?(.+)$")
_UNIT_WORD = re.compile(
    r"%|‰|đồng|usd|ha|km|m2|m3|tấn|tạ|kg|con|người|hộ|khu|xã|thôn|ấp|bản|trường|lượt|vụ|sản phẩm|"
    r"tiêu chí|doanh nghiệp|mô hình|căn|nhà|điểm|lao động|dn|htx|lần|giường|bác sĩ|cái|chiếc|cây",
    re.IGNORECASE,
)
_CLASS_HEAD = re.compile(
    r"\b(?:xã|phường|đặc khu)\b|\b(?:nhóm|loại|vùng|khu vực)\s+(?:\d|[ivx]+\b|[a-d]\b)"
)
_PAST = re.compile(r"\b(?:th|thuc hien|uoc|ket qua)\b(?!.*\b(?:kh|ke hoach|giao)\b)")
_LE = re.compile(r"\bcòn\b|không quá|tối đa|suy dinh dưỡng|dưới")
_DROP = re.compile(r"\bgiảm\b(?! thiểu)")


@dataclass(frozen=True, slots=True)
class _Head:
    """The header of a table: its labels by column, and the first row of data."""

    labels: tuple[str, ...]
    first: int


def table_floors(directive: ReadDocument, standing: Standing) -> Iterator[Floor]:
    """Floors of all tables of ``directive``, the commune's own rows before class columns."""
    for table in directive.tables:
        head = _head(table)
        if head is not None:
            yield from _own_rows(directive, table, head, standing)
    for table in directive.tables:
        head = _head(table)
        if head is not None:
            yield from _columns(directive, table, head, standing)


def _head(table: Table) -> _Head | None:
    """Labels of the columns: every row above the first with a figure in its later cells."""
    for at, row in enumerate(table.rows[:8]):
        if at and sum(_figure(cell) is not None for cell in row[1:]) >= 1 and not _counting(row):
            head = [r for r in table.rows[:at] if not _counting(r) and len(set(r)) > 1]
            width = max(len(r) for r in table.rows)
            labels = tuple(
                " ".join(dict.fromkeys(r[c].strip() for r in head if c < len(r) and r[c].strip()))
                for c in range(width)
            )
            return _Head(labels, at) if any(labels) else None
    return None


def _counting(row: tuple[str, ...]) -> bool:
    """A row that only counts the columns: (1) (2) (3)."""
    cells = [re.sub(r"[()\s]", "", cell) for cell in row if cell.strip()]
    numbers = [c for c in cells if c.isdigit()]
    return (
        len(numbers) >= 3
        and len(numbers) >= len(cells) - 2
        and [int(n) for n in numbers]
        == list(range(int(numbers[0]), int(numbers[0]) + len(numbers)))
    )


def _names_unit(cell: str, standing: Standing) -> bool:
    """Whether ``cell`` is the commune's name, by itself or with its word."""
    plain = re.sub(r"\s+", " ", bare(legible(cell))).strip(" .*-")
    found = _KIND.match(plain)
    if found is None or re.sub(r"\s*\(.*\)$", "", found[2]) != bare(standing.unit.name):
        return False
    return found[1] is None or found[1] == bare(standing.unit.level.word)


def _own_rows(
    directive: ReadDocument, table: Table, head: _Head, standing: Standing
) -> Iterator[Floor]:
    for number, row in enumerate(table.rows[head.first :], head.first):
        named = next((c for c, cell in enumerate(row[:4]) if _names_unit(cell, standing)), None)
        if named is None:
            continue
        ref = _ref(directive, table, row, number)
        for column in range(named + 1, len(row)):
            label = head.labels[column] if column < len(head.labels) else ""
            floor = _floor(label, "", row[column], ref, own_row=True)
            if floor is not None:
                yield floor


def _columns(
    directive: ReadDocument, table: Table, head: _Head, standing: Standing
) -> Iterator[Floor]:
    name = next((c for c, t in enumerate(head.labels) if _NAME_HEAD.search(bare(t))), None)
    if name is None:
        return
    unit = next((c for c, t in enumerate(head.labels) if _UNIT_HEAD.match(bare(t))), None)
    own = [c for c, t in enumerate(head.labels) if c > name and _names_unit(t, standing)]
    column = own[0] if own else _class_column(head, name, unit, standing)
    if column is None:
        return
    for number, row in enumerate(table.rows[head.first :], head.first):
        if column >= len(row) or name >= len(row):
            continue
        printed = row[unit] if unit is not None and unit < len(row) else ""
        ref = _ref(directive, table, row, number)
        floor = _floor(
            row[name], printed, row[column], f"{ref}, cột {head.labels[column]}", own_row=bool(own)
        )
        if floor is not None:
            yield floor


def _class_column(head: _Head, name: int, unit: int | None, standing: Standing) -> int | None:
    """The column of the commune's class; ``None`` where it is not decided."""
    offered = [
        c
        for c, t in enumerate(head.labels)
        if c > name and c != unit and _CLASS_HEAD.search(fold(t))
    ]
    answers = {c: standing.holds(head.labels[c]) for c in offered}
    sure = [c for c, answer in answers.items() if answer]
    if len(sure) == 1:
        return sure[0]
    open_ = [c for c, answer in answers.items() if answer is None]
    rest = [c for c in open_ if re.search(r"còn lại|khác", fold(head.labels[c]))]
    return rest[0] if not sure and len(rest) == 1 and len(open_) == 1 else None


def _floor(label: str, unit: str, cell: str, ref: str, *, own_row: bool) -> Floor | None:
    figure = _figure(cell)
    name = " ".join(label.split())
    if figure is None or not name or _NOT_A_FIGURE_HEAD.match(bare(name)):
        return None
    if _COUNT_HEAD.match(bare(name)) or _PAST.search(bare(name)):
        return None
    value, percent, out_of = figure
    inside = _UNIT_IN_HEAD.search(name)
    if inside and _UNIT_WORD.search(inside[1]):
        unit = unit or re.sub(r"\s*/\s*", "/", inside[1])
        name = f"{name[: inside.start()]} {name[inside.end() :]}".strip()
    unit = unit.strip() or percent or _counted(name)
    bound = _bound(name)
    quantity = Quantity(
        value,
        unit or None,
        bound,
        written=_FOOTNOTE_MARK.sub("", cell.strip()).rstrip("%").strip(),
        out_of=out_of,
        floor=bound is Bound.DECREASE,
    )
    target = Target(f"{name}: {cell.strip()}", _indicator(name), quantity)
    quote = f"{name}: {cell.strip()}" + (f" {unit}" if unit and unit not in cell else "")
    return Floor(target, ref, quote, own_row, value)


def _figure(cell: str) -> tuple[Decimal, str, Decimal | None] | None:
    """Value, percent sign and the whole of a fraction; marks of footnotes are passed over."""
    text = _FOOTNOTE_MARK.sub("", cell.strip())
    found = _FIGURE.fullmatch(text)
    value = parse_number(found["number"]) if found else None
    if found and value is not None:
        return value, found["unit"] or "", None
    parts = _OUT_OF.fullmatch(text)
    if parts is None:
        return None
    part, whole = parse_number(parts[1]), parse_number(parts[2])
    return (part, "", whole) if part is not None and whole else None


def _bound(name: str) -> Bound:
    text = fold(name)
    if _LE.search(text):
        return Bound.LE
    return Bound.DECREASE if _DROP.search(text) else Bound.GE


_COUNTED = (("sản phẩm", r"ocop|\bsp\b|sản phẩm"), ("doanh nghiệp", r"\bdn\b|doanh nghiệp"))


def _counted(name: str) -> str:
    """The thing that is counted, where the name of the column says it."""
    text = fold(name)
    return next((unit for unit, words in _COUNTED if re.search(words, text)), "")


def _indicator(name: str) -> str:
    return re.sub(r"\s*\((?:trở lên|trở xuống)\)\s*$", "", name).strip()


def _ref(directive: ReadDocument, table: Table, row: tuple[str, ...], number: int) -> str:
    label = row[0].strip(" .")
    line = f"dòng {label}" if re.fullmatch(r"[\dIVXa-zđ.]{1,6}", label) else f"dòng {number}"
    return f"{_where(directive, table)}, {line}"


def _where(directive: ReadDocument, table: Table) -> str:
    at = table.at
    if at is None:
        at = next((i for r in table.rows if r and (i := directive.text.find(r[-1])) > 0), 0)
    tail = [m.start() for m in re.finditer(r"(?m)^\W{0,3}Nơi nhận", directive.text)]
    if (tail and at > tail[-1]) or re.match(r"phụ lục|biểu", fold(table.caption)):
        annex = re.findall(r"(?mi)^\s*phụ lục(?:\s+(?:số\s+)?(\d+|[IVX]+))?\b", directive.text[:at])
        return f"Phụ lục {annex[-1]}".strip() if annex else "Phụ lục"
    path = section_path(directive, at)
    return f"mục {path}" if path else "biểu chỉ tiêu"
