"""One clause of the directive, carried down to the commune - or left out, with the reason.

The unit of work is a clause: what stands between full stops and semicolons. A clause that does
not fit is first trimmed (a list may hold one thing that is the province's and three that are
the commune's), and left out only when nothing of it stays. Figures of the level above never
become the commune's: they are its floors, and the checker tells the official so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from drafter.document.facts import Ground, Target
from drafter.reading import find_citations
from drafter.reading.vietnamese import UPPER, fold, legible

from .scene import Scene, tidy

Action = Literal["taken", "adapted", "elsewhere", "merged", "left-out"]


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of one clause: ``text`` is its new wording (empty when it does not stand).

    ``work`` is what the commune does for it, on ``topic``; it stands behind ``text``, or in its
    place when both are the same. ``ground`` is what the new words rest on.
    """

    quote: str
    action: Action
    text: str = ""
    reason: str = ""
    work: str = ""
    topic: str = ""
    ground: Ground | None = None


_PROPER = re.compile(
    rf"[{UPPER}][^\W\d_]+(?:(?: - | – | )[{UPPER}][^\W\d_]+)+|(?<=đảo )[{UPPER}][^\W\d_]+"
)
_UNIT_NAME = re.compile(
    rf"\b(?:xã|phường|thị trấn|đặc khu|huyện|quận|thị xã)(?: [{UPPER}][^\W\d_]+)+(?: \d+)?"
)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_PARENTHESES = re.compile(r"\s*\([^()]*\)")
_COMMON_NAMES = re.compile(
    r"^(?:Luật|Nghị|Quyết|Chỉ|Kết|Kế|Phong|Bộ|Ủy|Hội|Mặt|Đảng|Nhà|Nhân|Chủ|Đoàn|Ngày|Lễ|Tết)\b|Trung tâm|OCOP|"
    r"Đồn Biên|Biên phòng|Cảnh sát|Hải quân|Quân đội|Bộ đội|"
    r"Hồ Chí Minh|Việt Nam|Tổ quốc|Trung ương|Thương binh|Liệt sĩ|Quốc khánh|Quốc phòng|"
    r"Tây Nam|Đông Nam|Đông Bắc|Tây Bắc|Biển Đông|"
    r"Chương trình|Nguyên đán|Điện Biên Phủ|Tháng Tám|Cách mạng"
)
_FESTIVAL = re.compile(r"(?:lễ hội|lễ|hội)\s+$", re.IGNORECASE)
_UPPER_BODIES = re.compile(
    r"(?<!theo hướng dẫn của )\b(?:Sở [A-ZĐ]|Ban Quản lý Khu|các sở|(?:Phòng|Trung tâm|Công an|Ban Chỉ huy Quân sự)"
    r"[^,;.]{0,60}\bhuyện\b)"
)
_UNITS = (
    r"%|ha|km2?|m2|tấn|(?:nghìn |triệu |tỷ )?(?:đồng(?:/người/năm|/năm)?|USD|lượt(?: khách)?)|"
    r"nghìn|triệu|tỷ"
)
_LEAD = r"(?:đạt|đón|khoảng|gần|trên|ít nhất|tối thiểu|từ|hơn|mới)"
_FIGURE = re.compile(r"(?<![\w/“])\d+(?:[.,]\d+)*(?:\s*[-–]\s*\d+(?:[.,]\d+)*)?")
_MEASURE = re.compile(
    rf"(?:[:,]?\s*(?:{_LEAD}\s+)*)(?<![\w/])\d+(?:[.,]\d+)*(?:\s*[-–]\s*\d+(?:[.,]\d+)*)?\s*(?:{_UNITS})"
    r"(?!\w)(?:\s+trở lên)?",
    re.IGNORECASE,
)
_COUNT = re.compile(
    rf"(?:{_LEAD}\s+)*(?<![\w/])\d+(?:[.,]\d+)*\s+(?!năm\b)(?=[^\W\d])", re.IGNORECASE
)
_DATE = re.compile(
    r"\d+ năm\b|ngày \d{1,2}(?:/\d{1,2}(?:/\d{4})?)?(?![\d/])|\d{1,2}/\d{1,2}(?:/\d{4})?(?!\d)|năm \d{4}|"
    r"\d{4}\s*[-–]\s*\d{4}|tháng \d+"
)
# What is left of "giữ tỷ lệ che phủ rừng và cây phân tán của tỉnh 25,5%" asks for nothing.
_STUMP = re.compile(
    r"^(?:phấn đấu |giữ |nâng |tăng |giảm |duy trì |giữ vững )*(?:tỷ lệ|chỉ số)\b[^\d]*$",
    re.IGNORECASE,
)
_FEWEST_WORDS = 3
_DANGLING = re.compile(
    r"(?:\b(?:đạt|tăng|giảm|còn|từ|trên|thêm|là|ở|trong|của|về|với|và|có|đến|giữ tỷ lệ|tỷ lệ)\s*)$",
    re.IGNORECASE,
)
_NOT_HERE = re.compile(
    r"^\s*(?:xã|phường|địa bàn)?\s*(?P<what>.{4,60}?)\s+không (?:qua|đi qua|thuộc|nằm|có (?:ở|trên|tại))",
    re.IGNORECASE,
)
_NONE_HERE = re.compile(
    r"(?:xã|phường|đặc khu) (?:chúng tôi |mình )?không có (?P<what>[^.;,]{3,60})", re.IGNORECASE
)


_BULLET = re.compile(
    rf"[.;:]?\s*\n\s*[-–+•*]\s+(?=[{UPPER}])|^[-–+•*]\s+|(?<=[.;])\s+[-–+]\s+(?=[{UPPER}])"
)


def carry_clause(clause: str, scene: Scene) -> Fate:
    """Carry one clause down."""
    quote = clause
    clause = _official_names(scene.wording.mended(legible(tidy(clause))), scene)
    reason = _unfit(clause, scene)
    if reason:
        clause = _trimmed(clause, scene)
        if not clause or _STUMP.match(clause):
            return Fate(quote, "left-out", reason=reason)
    clause, elsewhere = _figures(clause, scene)
    if not clause:
        action: Action = "elsewhere" if elsewhere else "left-out"
        return Fate(quote, action, reason=elsewhere or "số liệu của cấp trên, không phải của xã")
    text = tidy(scene.wording.localise(clause, scene.the_unit, scene.hamlets))
    if len(text.split()) < _FEWEST_WORDS:
        if elsewhere:  # what is left of "thôn, tổ dân phố văn hóa từ 97% trở lên"
            return Fate(quote, "elsewhere", reason=elsewhere)
        return Fate(quote, "left-out", reason="chỉ còn vài chữ sau khi bỏ phần không thuộc cấp xã")
    return Fate(quote, "taken" if fold(text) == fold(tidy(quote)) else "adapted", text, reason)


def _official_names(text: str, scene: Scene) -> str:
    """``text`` with names of movements spelt as they were launched."""

    def put(match: re.Match[str]) -> str:
        right = scene.register.movements.misspelt(match[0].strip('“”"'))
        return f"“{right}”" if right else match[0]

    return _QUOTED.sub(put, text)


def clauses_of(text: str) -> list[list[str]]:
    """Sentences of ``text``, each as its clauses; marks inside quotes and brackets do not count."""
    text = _BULLET.sub(". ", text.strip())
    sentences = re.split(rf"(?<=[.!?])\s+(?=[{UPPER}“\"\d])", text)
    return [
        [c.strip(" .;") for c in _split(s.strip().rstrip("."), ";") if c.strip(" .;")]
        for s in sentences
        if s.strip(" .;")
    ]


def _unfit(text: str, scene: Scene) -> str:
    """Why ``text`` does not fit the commune, or an empty string."""
    bare = _QUOTED.sub("“”", _without_citations(text))
    unfit = scene.clauses.not_at_commune(bare, scene.place_facets)
    if unfit:
        return unfit[0].reason
    return (
        scene.wording.outdated(text, scene.on)
        or _ended_movement(text, scene)
        or _not_here(bare, scene)
        or ("việc của cơ quan cấp trên" if _UPPER_BODIES.search(bare) else "")
        or _foreign(bare, scene)
        or ("hoạt động kỷ niệm của cấp trên" if scene.wording.upper_events.search(bare) else "")
        or _abolished(bare, scene)
    )


def _without_citations(text: str) -> str:
    for citation in reversed(find_citations(text)):
        if citation.span is not None:
            text = text[: citation.span.start] + text[citation.span.end :]
    return text


def _abolished(text: str, scene: Scene) -> str:
    for rule in scene.register.bodies.abolished(scene.on):
        if rule.pattern.search(text):
            return rule.message
    return ""


def _ended_movement(text: str, scene: Scene) -> str:
    for quoted in _QUOTED.findall(text):
        movement = scene.register.movements.named(quoted.strip('“”"'))
        if movement is not None and not movement.runs_in(scene.year):
            return movement.why(scene.year)
    return ""


def _not_here(text: str, scene: Scene) -> str:
    folded = fold(text)
    for statement in scene.brief.statements:
        match = _NOT_HERE.search(statement.text) or _NONE_HERE.search(statement.text)
        if match and fold(match["what"]).strip() in folded:
            return f"xã cho biết: “{statement.text.strip(' .')}”"
    return ""


_WORKS = (
    r"\b(?:đường|tuyến|cao tốc|quốc lộ|tỉnh lộ|dự án|công trình|cảng|cầu(?! ngư))\b[^,;.]{0,30}"
)
_OF_WORKS = re.compile(_WORKS + "$", re.IGNORECASE)


def _of_last_year(name: str, before: str, scene: Scene) -> bool:
    """Whether last year's own paper names the place; a road to it, as a road.

    A place known by its uprising is no proof that the road to it crosses the commune.
    """
    if not _OF_WORKS.search(before):
        return fold(name) in scene.local_words
    return bool(re.search(_WORKS + re.escape(fold(name)), scene.local_words))


def _elsewhere(name: str, scene: Scene) -> str:
    return f"gắn với “{name}”, chưa rõ có trên địa bàn {scene.the_unit}; nếu có, xin cho biết để đưa vào"


def _foreign(text: str, scene: Scene) -> str:
    own = fold(f"{scene.unit.described()} {' '.join(scene.unit.formerly)}")
    names = {fold(p) for p in (*scene.unit.described().split(", "), *scene.unit.formerly)}
    for match in _UNIT_NAME.finditer(text):
        if fold(match[0]) not in names and fold(match[0]) not in scene.user_words:
            return _elsewhere(match[0], scene)
    for match in _PROPER.finditer(text):
        name = match[0]
        following = text[match.end() :].split(" ")[1:2]  # "vùng cực Nam Tổ quốc"
        if _COMMON_NAMES.search(" ".join([name, *following])) or _FESTIVAL.search(
            text[: match.start()]
        ):
            continue
        known = any(fold(name) in words for words in (own, scene.user_words))
        if known or _of_last_year(name, text[: match.start()], scene):
            continue
        return _elsewhere(name, scene)
    return ""


def _trimmed(clause: str, scene: Scene) -> str:
    parts = _split(clause, ",")
    if _unfit(parts[0], scene):
        shorter = _before_and(parts[0], scene)
        if not shorter or _unfit(shorter, scene):
            return ""
        parts[0] = shorter
    kept = [parts[0]]
    for part in parts[1:]:
        if not _unfit(part, scene):
            kept.append(part)
        elif shorter := _before_and(part, scene):
            kept.append(shorter)
    trimmed = ",".join(kept).strip(" ,")
    return "" if _unfit(trimmed, scene) else trimmed


def _before_and(part: str, scene: Scene) -> str:
    head, mark, _ = part.rpartition(" và ")
    return head if mark and len(head.split()) >= 3 and not _unfit(head, scene) else ""


def _figures(clause: str, scene: Scene) -> tuple[str, str]:
    """``clause`` without the figures of the level above, and why it vanished if it did."""
    dates = _DATE.sub(" ", _PARENTHESES.sub(" ", _QUOTED.sub(" ", clause)))
    if not _FIGURE.search(dates):
        return clause, ""
    kept: list[str] = []
    gone = ""
    for part in _split(clause, ","):
        target = _own_target(part, clause, scene)
        if target is not None:
            gone = f"{scene.the_unit} có chỉ tiêu riêng về nội dung này"
            _drop_beginning(kept, target)
        elif new := _figure(part, clause, scene):
            kept.append(new)
    return ",".join(kept).strip(" ,"), gone


def _own_target(part: str, clause: str, scene: Scene) -> Target | None:
    """The commune's own target of what ``part`` sets a figure for; ``None`` without a figure."""
    plain = _DATE.sub(" ", part)
    if not _FIGURE.search(plain):
        return None
    own = scene.own_target(_FIGURE.split(plain)[0]) or scene.own_target(part)
    return own or scene.covering(part, clause)


def _drop_beginning(kept: list[str], target: Target) -> None:
    """Take away the words before the comma of "thanh toán trực tuyến phí, lệ phí từ 80%"."""
    beginning = fold(target.indicator).partition(",")[0].strip()
    if "," not in target.indicator or not kept or not fold(kept[-1]).endswith(beginning):
        return
    kept[-1] = kept[-1][: len(kept[-1]) - len(beginning)].rstrip()
    if not kept[-1]:
        kept.pop()


def _figure(part: str, clause: str, scene: Scene) -> str:
    """``part`` without a figure that is not the commune's; empty where nothing else is said."""
    if not _FIGURE.search(_DATE.sub(" ", part)):
        return part
    territory = scene.wording.whole_territory.search(part)
    if not territory and (scene.wording.for_the_commune.search(clause) or "%" in part):
        return part
    stripped = _COUNT.sub("", _MEASURE.sub("", part)).rstrip(" :,")
    bare_indicator = _MEASURE.search(part) and scene.register.indicators.find(stripped)
    if territory or bare_indicator or _DANGLING.search(stripped) or len(stripped.split()) < 3:
        return ""
    return stripped


def _split(text: str, mark: str) -> list[str]:
    """``text`` split at ``mark`` outside quotes, brackets and numbers."""
    parts: list[str] = []
    depth = last = 0
    for at, char in enumerate(text):
        if char in "“(":
            depth += 1
        elif char in "”)":
            depth = max(0, depth - 1)
        elif char == mark and depth == 0 and not _in_number(text, at):
            parts.append(text[last:at])
            last = at + 1
    parts.append(text[last:])
    return parts


def _in_number(text: str, at: int) -> bool:
    return 0 < at < len(text) - 1 and text[at - 1].isdigit() and text[at + 1].isdigit()
