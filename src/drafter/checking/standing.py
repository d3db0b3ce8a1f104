"""Which classes of commune a commune belongs to, by what was said and what was listed.

A directive gives some figures by class: phường, xã ven biển, xã khu vực III, xã chưa đạt chuẩn.
Nothing is guessed: a class that neither the unit's level, nor the directive's own list, nor the
official decides stays open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from drafter.document.brief import Brief
from drafter.document.reading import ReadDocument
from drafter.document.unit import Level, Unit
from drafter.reading.vietnamese import bare, fold, legible

_LEVELS = {
    "phường": Level.WARD,
    "xã": Level.COMMUNE,
    "thị trấn": Level.TOWNLET,
    "đặc khu": Level.SPECIAL_ZONE,
}
_KIND = r"(?:xã|phường|thị trấn|đặc khu)"
_QUALITY = (
    r"(?:(?:chưa|đã|đang)\s+(?:đạt chuẩn|đạt|hoàn thành|về đích|được công nhận)"
    r"(?:\s+(?:chuẩn\s+)?nông thôn mới(?:\s+(?:nâng cao|kiểu mẫu))?)?"
    r"|(?:thuộc\s+)?khu vực\s+(?:iii|ii|i|[123])\b|còn lại|khác|ven biển|bãi ngang|nội đồng|"
    r"đồng bằng|miền núi|vùng cao|vùng sâu|biên giới|hải đảo|trung du|trung tâm|loại\s+(?:iii|ii|i|[123])\b|"
    r"đặc biệt khó khăn|nông thôn mới(?:\s+(?:nâng cao|kiểu mẫu))?|vùng [^\W\d_]+(?: [^\W\d_]+)?)"
)
_CLASS = re.compile(
    rf"(?:^|(?P<intro>đối với|mỗi|từng|tất cả|các|cấp|riêng|tại|ở)\s+(?:các\s+)?)"
    rf"(?P<kinds>{_KIND}(?:\s*(?:,|và|hoặc|/)\s*{_KIND})*)(?!\s+(?:hội|viên|luận))\b"
    rf"(?:\s+(?P<quality>{_QUALITY}))?"
)
_GROUP = r"(?:nhóm|vùng|loại|khu vực|cụm|khối)\s+(?:số\s+)?(?:\d{1,2}|[ivx]{1,4}|[a-d])\b"
_LIST = re.compile(
    rf"(?P<class>(?:(?:các )?(?:xã|phường|đặc khu)[^.;:\n\d]{{2,40}}?|{_GROUP}(?:\s*\([^)\n]{{1,40}}\))?))"
    r"\s*(?:,\s*)?(?:gồm có|bao gồm|gồm|là|:)(?: các| \d+)?(?: xã| phường)*\s*:?\s*"
    r"(?P<names>[^.;\n]{5,1500})",
    re.IGNORECASE,
)
_GROUP_HEAD = re.compile(r"nhom|loai|khu vuc|\bvung\b|\bcum\b")
_GROUP_CELL = re.compile(r"(?:nhóm|loại|khu vực|vùng|cụm)?\s*(\d{1,2}|[ivx]{1,4}|[a-d])", re.I)
_NOT = re.compile(r"(?:không|chưa) (?:phải|thuộc|là)(?: là| xã)?\s*$")
_OPPOSITES = (
    (r"chưa (?:đạt chuẩn|hoàn thành|về đích)", r"(?:đã|đang) (?:đạt chuẩn|hoàn thành|về đích)"),
)
_REST = re.compile(r"còn lại|khác\b|các trường hợp khác")
_ZONE = re.compile(r"khu vực (iii|ii|i|3|2|1)\b")


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of the commune's classes. ``said`` is folded, without known abbreviations."""

    unit: Unit
    said: str
    lists: tuple[tuple[str, str], ...]

    def holds(self, label: str) -> bool | None:
        """Whether the commune is of the class ``label``; ``None`` where nothing decides it."""
        name = _plain(label)
        level = _level(name)
        if level is not None and level is not self.unit.level:
            return False
        quality = _quality(name)
        if not quality:
            return True if level is not None else None
        if _REST.search(quality):
            return None
        return self._quality_holds(quality)

    def _quality_holds(self, quality: str) -> bool | None:
        listed = [words for words, names in self.lists if _lists_name(names, self.unit.name)]
        if any(_alike(words, quality) for words in listed):
            return True
        zone = _ZONE.search(quality)
        if zone and (own := _ZONE.search(self.said)):
            return _zone(own[1]) == _zone(zone[1])
        for mine, other in _OPPOSITES:
            for yes, no in ((mine, other), (other, mine)):
                if re.search(yes, quality):
                    return _decided(bool(re.search(yes, self.said)), bool(re.search(no, self.said)))
        found = re.search(rf"\b{re.escape(quality)}\b", self.said)
        if found is not None:
            return not _NOT.search(self.said[: found.start()])
        # Listed in a class of the same kind, it is not of this one.
        kind = quality.split()[0]
        return False if any(_quality(words).startswith(kind) for words in listed) else None


def standing(brief: Brief, unit: Unit, directive: ReadDocument) -> Standing:
    """The standing of ``unit`` by the official's statements and the directive's lists."""
    said = " . ".join([*(_plain(s.text) for s in brief.statements), *_groups(unit, directive)])
    text = legible(directive.text)
    lists = tuple((_plain(m["class"]), m["names"]) for m in _LIST.finditer(text))
    return Standing(unit, said, lists)


def _groups(unit: Unit, directive: ReadDocument) -> Iterator[str]:
    """Groups that a table gives the commune in its own row: "nhóm 2"."""
    for table in directive.tables:
        heads = [
            {c for c, cell in enumerate(row) if _GROUP_HEAD.search(bare(cell)) and len(cell) < 30}
            for row in table.rows[:3]
        ]
        columns = set().union(*heads)
        for row in table.rows:
            if not any(_lists_name(cell, unit.name) for cell in row[:4]):
                continue
            for column in columns:
                cell = row[column].strip() if column < len(row) else ""
                found = _GROUP_CELL.fullmatch(cell)
                if found:
                    yield f"nhóm {found[1].lower()} . loại {found[1].lower()} . {_plain(cell)}"


@dataclass(frozen=True, slots=True)
class Address:
    """Who a clause speaks to: the kinds of unit, and the quality that narrows them."""

    kinds: tuple[str, ...]
    quality: str

    def holds(self, standing: Standing) -> bool | None:
        """Whether the commune is meant; ``None`` where the quality is undecided."""
        answers = [standing.holds(f"{kind} {self.quality}".strip()) for kind in self.kinds]
        if True in answers:
            return True
        return None if None in answers else False


def addresses_in(text: str) -> tuple[Address, ...]:
    """Classes a clause names: "xã khu vực III", "mỗi xã, phường", "cấp xã"."""
    out = []
    for found in _CLASS.finditer(_plain(text).strip()):
        kinds = tuple(re.findall(_KIND, found["kinds"]))
        if found["intro"] == "cấp":  # the level, not the kind: "cấp xã" is every commune
            kinds = tuple(_LEVELS)
        out.append(Address(kinds, found["quality"] or ""))
    return tuple(out)


def _plain(text: str) -> str:
    text = re.sub(r"\s+", " ", fold(legible(text)))
    text = re.sub(r"\bntm\b", "nông thôn mới", text)
    return re.sub(r"\bkv\b", "khu vực", text)


def _level(name: str) -> Level | None:
    found = re.search(r"\b(xã|phường|thị trấn|đặc khu)\b", name)
    return _LEVELS[found[1]] if found else None


def _quality(name: str) -> str:
    rest = re.sub(r"\b(?:đối với|cấp|các|những|mỗi|từng|xã|phường|thị trấn|đặc khu)\b", " ", name)
    return re.sub(r"\s+", " ", rest).strip(" :,-()")


def _alike(a: str, b: str) -> bool:
    """Whether one class is named inside the other, word for word: not "nhóm i" in "nhóm ii"."""
    a, b = _quality(a), _quality(b)
    return bool(a and b) and any(
        re.search(rf"(?<!\w){re.escape(x)}(?!\w)", y) for x, y in ((a, b), (b, a))
    )


def _lists_name(names: str, name: str) -> bool:
    wanted = bare(name)
    return any(
        re.sub(r"^(?:xa|phuong|dac khu|cac xa)\s+", "", bare(part).strip()) == wanted
        for part in re.split(r"[,;]|\bvà\b", names)
    )


def _decided(yes: bool, no: bool) -> bool | None:
    return True if yes else (False if no else None)


def _zone(text: str) -> str:
    return {"1": "i", "2": "ii", "3": "iii"}.get(text, text)
