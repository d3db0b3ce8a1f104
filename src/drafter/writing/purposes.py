"""The directive's own "Mục đích, yêu cầu", where a sentence of it fits a commune."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.against import weaker_than
from drafter.document.brief import DirectiveItem
from drafter.document.facts import Ground, GroundKind
from drafter.document.model import Paragraph, SectionKind
from drafter.document.reading import ReadDocument

from .cascade import carry, item_ground, paragraph
from .directive import items_of
from .guard import find_naked
from .scene import Scene

_MOST = 2
_LONGEST = 45
_SHORTEST = 7
_DEMANDS = re.compile(
    r"^(?:phong trào (?:thi đua )?phải|"
    r"không|nội dung|việc|phải|mỗi|gắn|bảo đảm|chỉ|công tác|các phong trào|thi đua phải|tổ chức)\b",
    re.IGNORECASE,
)
# "Chỉ tiêu không thấp hơn mức giao" is not signed over targets that are lower.
_NOT_LESS = re.compile(r"không (?:được )?thấp hơn", re.IGNORECASE)
# Said by our own words; "100% chỉ tiêu giao quân" is a demand.
_ALL_TARGETS = re.compile(
    r"hoàn thành(?: và (?:hoàn thành )?vượt(?: mức)?)? (?:toàn diện )?(?:100% )?(?:các |toàn bộ )?(?:nhiệm vụ, )?"
    r"chỉ tiêu(?= năm| kinh tế| được giao| đề ra| kế hoạch|[,.;]|$)",
    re.IGNORECASE,
)
_POINTS_AWAY = re.compile(
    r"\b(?:trên|sau|dưới) đây\b|như sau|nêu trên|Kế hoạch này|Chỉ thị này|của tỉnh|của huyện"
)


def own_purposes(scene: Scene, section: str) -> list[Paragraph]:
    """At most two sentences for "muc-dich" or "yeu-cau", carried down, each on its ground."""
    directive = scene.brief.directive
    if directive is None or section not in {"muc-dich", "yeu-cau"}:
        return []
    out: list[Paragraph] = [*_answers(directive)] if section == "yeu-cau" else []
    short = any(weaker_than(floor, own) for floor, own in scene.covered)
    for item in items_of(directive, SectionKind.PURPOSE):
        if _section_of(item) == section:
            carried = carry(item, scene)
            out += [
                paragraph(s, item_ground(item))
                for s in carried.sentences
                if _fits(s) and not _ALL_TARGETS.search(s) and not (short and _NOT_LESS.search(s))
            ]
    return out[:_MOST]


_REPROACH = re.compile(
    r"\b(?:vẫn )?còn (?:có )?(?:một số )?(?:nơi|tình trạng|hiện tượng),? (?P<faults>[^.;:]{15,220})[.;]"
)
# "Không" goes before what somebody does; before "phong trào …" it would deny the movement itself.
_DOES = re.compile(
    r"(?:phát động|ký|khen|đăng ký|tổ chức|bình (?:xét|bầu)|xét|họp|chạy theo|làm|báo cáo|tuyên truyền|"
    r"giao|buông lỏng|đánh giá|coi nhẹ|xem nhẹ|triển khai|dồn|nể nang|né tránh|đùn đẩy|trông chờ|ỷ lại|"
    r"ghi|chấm điểm|sao chép|để|kiểm tra|tổng kết)\b",
    re.IGNORECASE,
)
_ONLY_LITTLE = re.compile(r"\b(?:còn|chưa|ít|thấp|chậm|không)\b")


def _answers(directive: ReadDocument) -> Iterator[Paragraph]:
    """What the level above reproaches in its opening words, asked for here: "Không …, không …"."""
    first = directive.sections[0].span.start if directive.sections else 0
    found = _REPROACH.search(directive.understood[:first])
    if found is None:
        return
    faults = [
        words
        for part in re.split(r",\s+|\s+và\s+", " ".join(found["faults"].split()))
        if len((words := part.strip()).split()) >= _FEWEST_OF_A_FAULT
        and _DOES.match(words)
        and not _ONLY_LITTLE.search(words)
        and not find_naked(words)
    ]
    if len(faults) > 1:
        ground = Ground(GroundKind.DIRECTIVE, "phần đầu văn bản", found[0])
        yield paragraph(f"Không {', không '.join(faults)}.", ground)


_FEWEST_OF_A_FAULT = 3


def _section_of(item: DirectiveItem) -> str:
    heading = item.heading.lower()
    if "yêu cầu" in heading:
        return "yeu-cau"
    if "mục đích" in heading:
        return "muc-dich"
    return "yeu-cau" if _DEMANDS.match(item.text) else "muc-dich"


def _fits(sentence: str) -> bool:
    length = len(sentence.split())
    return _SHORTEST <= length <= _LONGEST and not _POINTS_AWAY.search(sentence)
