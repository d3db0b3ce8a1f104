"""Where a key may stand when the points of an item are put in another order.

A target carries its name with its figure ("sản lượng lúa đạt 7.260 tấn") and may go anywhere in
its item. A bare figure, a day, a reference, a name means what the words beside it say: it must
keep them, and may not come nearer to the words of another.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from drafter.document.facts import Fact, FactKind, GroundKind
from drafter.reading.vietnamese import fold

from .hearsay import bounds
from .keys import KEY, FactTable, unknown_keys

_NEAR, _AROUND = 4, 8  # content words on each side
_TOKEN = re.compile(r"\[\[[a-z]+\d+\]\]|[^\W\d_]+")
_STOPS = re.compile(r"[.;:!?]")
_SMALL = (
    "các của và cho được trong với những để là có ở đến từ theo về khi thì mà này đó ngày năm đạt mức phấn đấu trước "
    "sau trên dưới xong hoàn thành nhằm qua ra vào lên cùng cả đã sẽ do tại bằng như ít nhất tối thiểu đa trở xuống việc "
    "thi đua phong trào thực hiện hưởng ứng cũng mỗi từng"
)
_GLUE = frozenset(_SMALL.split())
_COUNTED = "ha tấn tạ kg km con hộ nhà căn xã lượt triệu tỷ nghìn đồng người tháng quý tuần giai đoạn nhiệm kỳ lần đợt"
_UNITS = frozenset(_COUNTED.split())
_STRICT = frozenset({FactKind.NUMBER, FactKind.DATE, FactKind.TARGET})


def content_words(text: str) -> list[str]:
    """Keys and words that tell something, folded, in order."""
    return [word for word in _TOKEN.findall(fold(text)) if word not in _GLUE]


def tells_itself(fact: Fact) -> bool:
    """Whether the words of a fact say by themselves what it is a figure or a day of."""
    words = [w for w in re.findall(r"[^\W\d_]+", fold(fact.text)) if w not in _UNITS | _GLUE]
    if fact.kind is FactKind.TARGET:
        return len(words) >= 2
    if fact.kind is not FactKind.DATE:
        return False
    return len(words) >= _NEAR or _is_plan_year(fact)  # an anniversary with its name


def _is_plan_year(fact: Fact) -> bool:
    return fact.ground.kind is GroundKind.USER and fact.ground.quote.endswith(fact.text)


@dataclass(frozen=True, slots=True)
class _Place:
    """One key where it stands: its nearest content words on each side, and those of its clause."""

    key: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    around: frozenset[str]
    clause: frozenset[str]
    words: str  # to quote

    def near(self, other: _Place) -> int:
        """How many of the nearest words the two places share, side by side."""
        return len(set(self.before) & set(other.before)) + len(set(self.after) & set(other.after))


def _places(points: Iterable[str]) -> Iterator[_Place]:
    for point in points:
        said: list[str] = []
        for clause in _STOPS.split(point):
            whole = content_words(clause)
            for match in KEY.finditer(clause):
                before = content_words(clause[: match.start()])
                after = content_words(clause[match.end() :].partition(",")[0])
                further = content_words(clause[match.end() :])
                if not before and not further:
                    before = said  # "thực hiện [[c1]]; [[c2]]": what the clause before it says
                near = tuple(before[: -_NEAR - 1 : -1])
                around = frozenset((*before[-_AROUND:], *further[:_AROUND]))
                yield _Place(
                    match[1], near, tuple(after[:_NEAR]), around, frozenset((*whole, *before)),
                    " ".join(clause.split()),
                )  # fmt: skip
            said = [*said, *whole]


def key_faults(
    new: Sequence[str], old: Sequence[str], table: FactTable, offered: frozenset[str]
) -> list[str]:
    """Keys lost, added, unknown, torn from their words, or under another bound."""
    text, was = " ".join(new), " ".join(old)
    out = [f"mã [[{key}]] không có trong bảng dữ kiện." for key in unknown_keys(text, table)]
    wanted, found = Counter(KEY.findall(was)), Counter(KEY.findall(text))
    out += [f"thiếu mã [[{key}]]." for key in wanted - found]
    for key, times in (found - wanted).items():
        if key in table and (key not in offered or times > 1):
            out.append(f"thừa mã [[{key}]].")
    if out:
        return out
    more = Counter(b for b in bounds(text) if b[0] not in offered) - Counter(bounds(was))
    out += [
        f"từ chỉ mức quanh mã [[{key}]] (ít nhất, không quá, tăng, giảm…) phải giữ nguyên."
        for key, _ in more
    ]
    return [*out, *_moved(new, old, table, offered), *_introduced(new, old, table)]


def _moved(
    new: Sequence[str], old: Sequence[str], table: FactTable, offered: frozenset[str]
) -> Iterator[str]:
    held = [p for p in _places(old) if not tells_itself(table[p.key])]
    now = [p for p in _places(new) if p.key not in offered and not tells_itself(table[p.key])]
    order = [p.key for p in held], [p.key for p in now]
    for key in dict.fromkeys(order[0]):
        own = [p for p in held if p.key == key]
        strict = table[key].kind in _STRICT
        rivals = [p for p in held if p.key != key and (table[p.key].kind in _STRICT) is strict]
        for place in (p for p in now if p.key == key):
            stays = any(_fits(place, was, table[key]) for was in own)
            if not stays or any(_nearer(place, own, rival, order) for rival in rivals):
                yield f"mã [[{key}]] phải đứng với đúng việc của nó: “{own[0].words}”."


def _fits(new: _Place, old: _Place, fact: Fact) -> bool:
    if fact.kind is FactKind.MOVEMENT or fact.text[:1] == "“":
        # It names itself; only what is said of it ("do Thủ tướng phát động") stays behind it.
        return not old.after or new.after[:1] == old.after[:1]
    if 2 * len(old.around & new.clause) < len(old.around):
        return False
    if fact.kind not in _STRICT:
        kept = new.before[:1] in [(w,) for w in old.before] or new.after[:1] in [
            (w,) for w in old.after
        ]
        return kept or not (old.before or old.after)
    # "02 km đường": what is counted stands right behind the figure; what a day ends, before it.
    counted = not old.after or new.after[:1] == old.after[:1]
    ended = not old.before or (
        new.before[:1] != () and new.before[0] in old.before
        and 2 * len(set(new.before) & set(old.before)) >= len(set(old.before))
    )  # fmt: skip
    return counted and ended


def _nearer(
    place: _Place, own: Sequence[_Place], rival: _Place, order: tuple[list[str], list[str]]
) -> bool:
    """Whether a key now stands among the words of another one of its kind."""
    mine, its = max(place.near(was) for was in own), place.near(rival)
    if its == mine and its:
        was, now = ([o.index(place.key) < o.index(rival.key)] for o in order)
        return was != now
    return its > mine


_AFTER_TARGET = re.compile(r"\s*(?:$|[,;.)]|(?:và|cùng|để)\b)")
_BEFORE = {
    FactKind.TARGET: re.compile(
        r"(?:(?:phấn đấu|mục tiêu|chỉ tiêu|để|bảo đảm|hoàn thành|giữ|cả năm)(?: có)?|\[\[t\d+\]\](?:,| và|, và))\s*:?\s*$",
        re.I,
    ),
    FactKind.MOVEMENT: re.compile(
        r"(?:phong trào|cuộc vận động|thi đua|hưởng ứng|thực hiện|\[\[m\d+\]\](?:,| và|, và))\s*$",
        re.I,
    ),
    FactKind.NAME: re.compile(r"(?:theo|hướng|kiểu|phương châm|danh hiệu)\s*$", re.I),
}
_ANYTHING = re.compile("")
_BEFORE_WORDS = {
    FactKind.TARGET: "“phấn đấu”, “để” hoặc một mã [[t…]] khác",
    FactKind.MOVEMENT: "“phong trào”, “thi đua” hoặc một mã [[m…]] khác",
    FactKind.NAME: "chữ đứng trước nó trong bản nháp",
}
_LAST_WORD = re.compile(r"(\S+\s*|^)$")
_BESIDE = 10  # characters of the ground draft that may stay behind a key as they were


def _introduced(new: Sequence[str], old: Sequence[str], table: FactTable) -> Iterator[str]:
    """What says all of itself needs its word of introduction, and nothing may be hung on it."""
    was = "\n".join(["", *old, ""])
    for point in new:
        for match in KEY.finditer(point):
            fact = table[match[1]]
            if not (tells_itself(fact) or fact.kind is FactKind.MOVEMENT or fact.text[:1] == "“"):
                continue
            before, rest = point[: match.start()], f"{point[match.end() :]}\n"
            last = _LAST_WORD.search(before)
            known = f"{last[0] if last else ''}{match[0]}".casefold() in was.casefold()
            if not known and not _BEFORE.get(fact.kind, _ANYTHING).search(before):
                yield f"trước mã [[{match[1]}]] phải là {_BEFORE_WORDS[fact.kind]}."
            if fact.text.isdecimal() and not known and not before.endswith("năm "):
                yield f"trước mã [[{match[1]}]] phải là “năm”."
            if fact.kind is not FactKind.TARGET:
                continue
            if not _AFTER_TARGET.match(rest) and f"{match[0]}{rest[:_BESIDE]}" not in was:
                yield f"sau mã [[{match[1]}]] phải là dấu câu: mã ấy đã nói đủ tên và mức."
