"""Facts that hide in words: numbers spelt out, names of people, laws without a number, bounds.

`guard` finds what looks like a fact by its form. A model that may not write "15%" can still
write "mười lăm phần trăm", or say "không quá" before a key that meant "ít nhất". This module
compares what a model wrote with the draft it was given and names what is new.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from drafter.reading.vietnamese import LOWER, UPPER, fold

from .keys import KEY

_ONE = (
    r"(?:không|một|mốt|hai|ba|bốn|tư|năm|lăm|nhăm|sáu|bảy|bẩy|tám|chín|mười|mươi|chục|trăm|nghìn|ngàn|"
    r"triệu|tỷ|tỉ|rưỡi|linh|lẻ)"
)
_COUNTED = (
    r"(?:phần trăm|héc ?-?ta|ha|hộ|người|tấn|tạ|con|xã|trường|thôn|mô hình|công trình|km|ki ?-?lô ?-?mét|mét|"
    r"đồng|đô la|điểm|tiêu chí|sản phẩm|lượt|nhà|căn|dự án|lao động|tháng|quý|năm|ngày|tuần)"
)
_NUMBERS = re.compile(
    rf"\b(?:{_ONE}(?:\s+(?:phẩy\s+)?{_ONE})+|{_ONE}\s+{_COUNTED}|(?:tháng|quý|mồng|mùng|thứ|lần thứ)\s+"
    rf"(?:{_ONE}|giêng|chạp|nhất))\b",
    re.IGNORECASE,
)
_ROMAN = re.compile(r"\b[IVXLC]{2,}\b")
_PERSON = re.compile(rf"\b(?:ông|bà|anh|chị|đồng chí|bác)\s+[{UPPER}][{LOWER}]+")
_PROPER = re.compile(rf"[{UPPER}][{LOWER}]+(?:[ -]+[{UPPER}][{LOWER}]+)+")
_INSTRUMENT = re.compile(
    rf"\b(?:Hiến pháp|Bộ luật|Luật|Pháp lệnh|Nghị định|Nghị quyết|Thông tư|Quyết định|Chỉ thị|Kết luận|"
    rf"Công văn)\b(?: (?:số|của|về|ngày|[{UPPER}{LOWER}][{LOWER}]*))?"
)
# A movement without quotation marks: "phong trào Ngày mới rực rỡ", "phong trào sạch nhà tốt ruộng".
_MOVEMENT = re.compile(
    r"\b(?:phong trào|cuộc vận động|chiến dịch|hội thi)(?: thi đua)? (?P<name>[^\W\d_]+ [^\W\d_]+)",
    re.IGNORECASE,
)
_COMMON = (
    "thi của trong đến phải ở do để và được thực yêu này đã sẽ theo tại từ cho gắn với có là sâu rộng phát toàn quần đó "
    "các những ngay không bằng"
)
_NO_NAME = frozenset(_COMMON.split())
_QUOTES = re.compile(r"[“”\"«»„‟‘’']")
_BOUND = re.compile(
    r"ít nhất|tối thiểu|tối đa|không quá|không dưới|không thấp hơn|nhiều nhất|trên|dưới|hơn|gần|khoảng|chưa đến|"
    r"chưa tới|tăng|giảm|còn|trở lên|trở xuống|trước|sau",
    re.IGNORECASE,
)
_BEFORE, _AFTER = 22, 14


def unstated(plain: str, old: str) -> Iterator[str]:
    """Words of ``plain`` that state a fact which ``old`` does not (both without keys)."""
    known = fold(old)
    for pattern in (_NUMBERS, _ROMAN, _PERSON, _PROPER):
        for match in pattern.finditer(plain):
            if fold(match[0]) not in known:
                yield match[0]
    for match in _MOVEMENT.finditer(plain):
        name = fold(match["name"])
        if name.split()[0] not in _NO_NAME and name not in known:
            yield match[0]
    for pattern in (_INSTRUMENT, _QUOTES):
        more = Counter(pattern.findall(plain)) - Counter(pattern.findall(old))
        yield from more


def bounds(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """For each key of ``text`` in order: the key and the words of bound right beside it."""
    out = []
    for match in KEY.finditer(text):
        before = text[max(0, match.start() - _BEFORE) : match.start()].rpartition("]]")[2]
        after = text[match.end() : match.end() + _AFTER].partition("[[")[0]
        beside = [*_nearest(before), *_BOUND.findall(_clause(after))]
        out.append((match[1], tuple(word.lower() for word in beside)))
    return out


def _nearest(before: str) -> list[str]:
    """Words of bound in the clause that runs up to the key."""
    return _BOUND.findall(re.split(r"[,;.:]", before)[-1])


def _clause(after: str) -> str:
    return re.split(r"[,;.:]", after)[0]
