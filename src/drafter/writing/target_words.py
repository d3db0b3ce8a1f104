"""A target in words: as one clause, what it measures, and the row it rests on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from drafter.checking.figures import is_unwanted
from drafter.document.brief import Slot
from drafter.document.facts import Ground, GroundKind, Quantity, Target
from drafter.reading.vietnamese import fold

from .scene import Scene

_UNIT_MISSING = "[đơn vị tính]"


def wholes(targets: Sequence[Target]) -> list[tuple[Target, list[Target]]]:
    """Targets with their parts, in printed order."""
    out: list[tuple[Target, list[Target]]] = []
    for target in targets:
        if target.parent and out and _same_whole(target.parent, out[-1][0]):
            out[-1][1].append(target)
        else:
            out.append((target, []))
    return out


def _same_whole(parent: str, whole: Target) -> bool:
    return parent.strip().lower() == whole.indicator.strip().lower()


def own_ground(target: Target, scene: Scene) -> Ground:
    """Ground of an own target: the sheet or turn it came in, and its row."""
    turn = scene.brief.turn_of(Slot.TARGETS) or 1
    ref = scene.brief.targets_source or f"lượt {turn}"
    where = f"{ref}, dòng {target.row}" if target.row else ref
    return Ground(GroundKind.TARGETS, where, target.text)


_COMMON = frozenset(
    [
        "tỷ",
        "lệ",
        "số",
        "trên",
        "địa",
        "bàn",
        "tổng",
        "các",
        "được",
        "có",
        "đạt",
        "mới",
        "người",
        "hộ",
        "dân",
    ]
)


_HAMLET = re.compile(r"\btổ dân phố\b|\bkhu phố\b|\b(?:thôn|xóm|bản|ấp|khối|buôn|làng)\b")


def speaks_of(words: str, target: Target) -> bool:
    """Whether the folded ``words`` name what ``target`` measures."""
    pairs = _pairs(target)
    telling = [pair for pair in pairs if pair not in _VAGUE]
    spoken = _plain(words)
    if not telling:
        return bool(pairs) and all(pair in spoken for pair in pairs)
    return any(pair in spoken for pair in telling)


def ends_with_name(words: str, name: str, most_behind: int) -> bool:
    """Whether the folded ``words`` have every word of ``name`` in its order, deny nothing, and go
    on behind it with no other matter and ``most_behind`` words at most."""
    own = [word for word in re.findall(r"\w+", fold(name)) if word not in _COMMON | _UNIT_TELLS]
    rest = iter(re.finditer(r"\w+", words))
    found = [next((m.end() for m in rest if m[0] == word), -1) for word in own]
    if len(own) < _FEWEST or -1 in found or _DENIES.search(words):
        return False
    behind = words[found[-1] :]
    return not re.search(r"[,:]", behind) and len(behind.split()) <= most_behind


_FEWEST = 3  # words of a name: "văn hóa" alone may be a house
_UNIT_TELLS = frozenset(["diện", "tích"])
_DENIES = re.compile(r"\b(?:không|chưa|chống|ngăn)\b")


def share_of(words: str, target: Target) -> float:
    """Share of the pairs of words of ``target`` that stand in the folded ``words``."""
    pairs, spoken = _pairs(target), _plain(words)
    # "khai thác thủy sản": what comes first tells more.
    weights = {pair: 1 / (at + 1) for at, pair in enumerate(pairs) if pair not in _VAGUE}
    return sum(w for pair, w in weights.items() if pair in spoken) / (sum(weights.values()) or 1)


def _pairs(target: Target) -> tuple[str, ...]:
    own = _plain(re.sub(r"\([^)]*\)", " ", fold(target.indicator))).split()
    return tuple(f"{a} {b}" for a, b in pairwise(own))


def _plain(folded: str) -> str:
    words = re.findall(r"\w+", _HAMLET.sub(" ", folded))
    return " ".join(word for word in words if word not in _COMMON)


# Words of many indicators: "hồ sơ OCOP" does not speak of "hồ sơ trực tuyến".
_VAGUE = frozenset(
    """5 tuổi|6 tuổi|hồ sơ|sản phẩm|sản lượng|diện tích|gia đình|xây dựng|công trình|toàn trình|đăng ký|thực hiện|
    chuẩn quốc|quốc gia|nhân dân|lao động|kinh doanh|giải quyết|sinh hoạt|sử dụng|tổ chức|
    mô hình|y tế|sức khỏe|định kỳ|duy trì""".replace("\n    ", "").split("|")
)


def target_words(target: Target) -> str:
    """A target as one clause: name, bound, figure and unit as the official gave them.

    Only the colon of a table row gives way to the verb that an office would write.
    """
    given = _dotted(target.text.rstrip(" .;"), target.quantity)
    if target.quantity is None or target.quantity.value is None:
        return given
    name, colon, figure = given.rpartition(": ")
    if not colon and target.quantity.unit:
        return given
    if not colon:
        name, figure = target.indicator.rstrip(" :"), ""
    figure = _spelled(figure, target.quantity) if figure else quantity_words(target.quantity)
    return f"{name.rstrip(' :')}{_joint(name)}{figure}"


def _dotted(words: str, quantity: Quantity | None) -> str:
    """``words`` with the thousands of its figure parted: a cell of a sheet holds 1310 alone."""
    written = quantity.written if quantity and quantity.unit != "%" else ""
    if not (written.isdigit() and len(written) > 3) or 1900 <= int(written) <= 2100:
        return words
    return re.sub(
        rf"(?<![\d.,/]){written}(?![\d.,/])", f"{int(written):,}".replace(",", "."), words
    )


def _spelled(figure: str, quantity: Quantity) -> str:
    if quantity.unit is None:
        return f"{figure} {_UNIT_MISSING}"
    long = _SPELLED.get(quantity.unit.strip().lower())
    return figure.replace(quantity.unit, long) if long else figure


def _joint(name: str) -> str:
    """What stands between the name of an indicator and its figure."""
    if _TAKES_FIGURE.search(name):
        return " "
    reaches = _REACHES.match(name) and not _HOLDS_VERB.search(name) and not is_unwanted(name)
    return " đạt " if reaches else ": "


_TAKES_FIGURE = re.compile(
    r"^Giảm (?!hộ\b|số\b)|\b(?:giảm|còn|tăng|đạt|dưới|trên|tăng thêm|giảm còn)$", re.IGNORECASE
)
_REACHES = re.compile(
    r"Tỷ lệ|Tổng (?:diện tích|sản lượng|đàn|thu)|Sản lượng|Diện tích|Thu nhập|Thu ngân sách|Doanh thu|"
    r"Giá trị|Giao quân"
)
_HOLDS_VERB = re.compile(r"\b(?:đạt|giảm|còn|tăng|không)\b|\(")


def quantity_words(quantity: Quantity) -> str:
    """Figure and unit as printed; a unit that was left blank becomes a visible placeholder."""
    written = quantity.written or (str(quantity.value) if quantity.value is not None else "")
    written = _dotted(written, quantity)
    if quantity.unit is None:
        return f"{written} {_UNIT_MISSING}"
    unit = _SPELLED.get(quantity.unit.strip().lower(), quantity.unit.strip())
    return f"{written}{unit}" if unit.startswith("%") else f"{written} {unit}"


_SPELLED = {
    "trđ/ng/năm": "triệu đồng/người/năm",
    "trđ/người/năm": "triệu đồng/người/năm",
    "tr.đồng": "triệu đồng",
    "trđ": "triệu đồng",
    "tỷ đ": "tỷ đồng",
}
