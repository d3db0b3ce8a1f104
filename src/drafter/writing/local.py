"""Details of the place: its beach, crafts, feasts and models, as its own papers name them.

They are offered to a model as keys, to be used or not. What last year's document tells is not
known to hold still: the official is asked to confirm what was used of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.document.brief import Brief
from drafter.document.facts import Fact, FactKind, Ground, GroundKind
from drafter.document.model import SectionKind
from drafter.reading.vietnamese import fold

from .directive import items_of
from .guard import find_naked
from .keys import FactTable

_MOST = 10
_MOST_WORDS = 7
_HEADS = re.compile(
    r"\b(?:bãi (?:biển|tắm|rạn|bồi|triều)|bãi(?= [A-ZĐ])|làng nghề|nghề(?! nghiệp)|lễ hội|hội (?:làng|đua|vật)|chợ|"
    r"sông|suối|hồ(?! sơ)|đầm|núi|đèo|đền(?! ơn| bù)|chùa|miếu|đình làng|di tích|mô hình|đặc sản|"
    r"sản phẩm|tổ (?:cứu hộ|tự quản|hợp tác|liên gia|đoàn kết|hội)|câu lạc bộ|hợp tác xã|cánh đồng|"
    r"nước mắm|ruốc|dân ca|hò|hát|cao tốc|bến(?! bãi)|cảng|đường(?= [A-ZĐ]))(?=\s)",
)
# Where a name ends: the verb or the small word behind it.
_END = re.compile(
    r"\s+(?:theo|để|và|của|trong|ở|tại|trên|với|có|được|đạt|gắn|từ|cho|trực|sắp xếp|hoạt động|mỗi|đến|đi|đoạn|an toàn|"
    r"không|hằng|hàng|trước|sau|phải|nhằm|khi|về|ngăn nắp|ít nhất|trở|hiệu quả|này|đó|mới|tốt)\b"
)
_STOP = re.compile(r"[,;.:()“”\"\n–|]| - (?![A-ZĐ])")
_UNIT = re.compile(
    r"\b(?:xã|phường|thị trấn|huyện|tỉnh|thành phố|đặc khu|ông|bà|đồng chí|anh|chị)\b", re.I
)


def local_details(brief: Brief, table: FactTable, said: str) -> tuple[Fact, ...]:
    """Details as facts in ``table``, those first that the official told; none that ``said`` holds."""
    known, found = fold(said), list[Fact]()
    for text, ground in _papers(brief):
        for name in _names(text):
            folded = fold(name)
            if folded in known or any(folded in fold(f.text) for f in found):
                continue
            key = table.add(FactKind.NAME, name, ground)
            found.append(table[key.strip("[]")])
    return tuple(found[:_MOST])


def to_confirm(path: str, used: Iterator[Fact]) -> str:
    """What the official is asked about details of last year in an item; empty without any."""
    old = [fact.text for fact in used if fact.ground.kind is GroundKind.LAST_YEAR]
    if not old:
        return ""
    return f"Mục {path} dùng chi tiết của năm trước: {', '.join(old)}; xin xác nhận còn đúng."


def _papers(brief: Brief) -> Iterator[tuple[str, Ground]]:
    for statement in brief.statements:
        yield statement.text, Ground(GroundKind.USER, f"lượt {statement.turn}", statement.text)
    for target in brief.targets:
        if target.note:
            where = f"{brief.targets_source or 'chỉ tiêu'}, ghi chú dòng {target.row or ''}".strip()
            yield target.note, Ground(GroundKind.TARGETS, where, target.note)
    previous, unit = brief.previous, brief.unit
    if (
        previous is None
        or unit is None
        or fold(unit.name) not in fold(previous.header.issuer or "")
    ):
        return  # another unit's paper tells nothing of this place
    for item in items_of(previous, SectionKind.CONTENTS):
        text = item.text if item.text.startswith(item.heading) else f"{item.heading}. {item.text}"
        yield text, Ground(GroundKind.LAST_YEAR, f"mục {item.ref}", item.text[:240])


def _names(text: str) -> Iterator[str]:
    """ "bãi biển Thiên Cầm", "lễ hội cầu ngư": a noun of the place and what stands behind it."""
    last = 0
    for head in _HEADS.finditer(text):
        if head.start() < last:
            continue  # "dân ca" within "câu lạc bộ dân ca Thái"
        rest = _STOP.split(text[head.end() :], maxsplit=1)[0]
        rest = _END.split(rest, maxsplit=1)[0]
        name = " ".join(f"{head[0]}{rest}".split())
        words = name.split()
        if len(head[0].split()) < len(words) <= _MOST_WORDS and _harmless(name):
            last = head.start() + len(name)
            yield name


def _harmless(name: str) -> bool:
    return not (re.search(r"\d", name) or _UNIT.search(name) or find_naked(name))
