"""The days by which the level above wants its reports: what others in the commune work towards.

Which day the commune's own bodies report on is the office's to say. Where the official told it, it
stands; else the text leaves it to be announced, and the checks ask for it (DM-02).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.document.brief import Statement
from drafter.document.facts import FactKind, Ground, GroundKind

from .directive import duties, whole
from .scene import Scene, tidy

_DUE = re.compile(r"báo cáo[^.;]{0,60}?trước (ngày \d{1,2}/\d{1,2}/(\d{4}))", re.IGNORECASE)


def with_report_days(text: str, scene: Scene) -> str:
    """Stock wording ("kịp các kỳ báo cáo") with the days told, else those of the level above, in keys.

    Where nobody names a day the wording stays as it is.
    """
    if _OPEN.search(text) is None:
        return text
    if told := _days_told(scene):
        text = _EVERY.sub(lambda _: f"trước {' và '.join(told)}", text)
        return _LAST.sub(lambda m: f"{'T' if m[0][0] == 'T' else 't'}rước {told[-1]}", text)
    days = list(dict.fromkeys(_days_above(scene)))
    if not days:
        return text
    every = f"theo ngày được thông báo, trước hạn báo cáo cấp trên ({' và '.join(days)})"
    last = f"rước hạn báo cáo cấp trên ({days[-1]})"
    text = _EVERY.sub(lambda _: every, text)
    return _LAST.sub(lambda m: f"{'T' if m[0][0] == 'T' else 't'}{last}", text)


_EVERY = re.compile(r"kịp (?:các kỳ|thời hạn) báo cáo(?! cuối)")
_LAST = re.compile(r"(?:[Tt]rước|kịp) (?:kỳ|thời hạn) báo cáo(?: cuối)?")
_OPEN = re.compile(rf"{_EVERY.pattern}|{_LAST.pattern}")


_OF_BODIES = re.compile(
    r"^(?:các |từng |mỗi )?(?:đơn vị|cơ quan|phòng|ban|bộ phận|trường|thôn|xóm|bản|ấp|khóm|khu phố|tổ dân phố)\b"
    r".{0,60}?\b(?:gửi|nộp|báo)\b.{0,40}?\b(?:kết quả|số liệu|báo cáo|cáo)\b",
    re.IGNORECASE,
)
_A_DAY = re.compile(r"(?:ngày )?(\d{1,2}/\d{1,2}(?:/\d{4})?)")
_BEFORE = re.compile(rf"trước {_A_DAY.pattern}(?:(?:,| và) {_A_DAY.pattern})*", re.IGNORECASE)


def sets_own_days(statement: Statement) -> bool:
    """Whether the official tells by when the commune's own bodies report."""
    return bool(_OF_BODIES.search(statement.text) and _BEFORE.search(statement.text))


def _days_told(scene: Scene) -> list[str]:
    for statement in filter(sets_own_days, scene.brief.statements):
        before = _BEFORE.search(statement.text)
        ground = Ground(GroundKind.USER, f"lượt {statement.turn}", statement.text)
        days = _A_DAY.findall(before[0]) if before else ()
        return [scene.table.add(FactKind.DATE, f"ngày {day}", ground) for day in days]
    return []


def _days_above(scene: Scene) -> Iterator[str]:
    directive = scene.brief.directive
    for item in duties(directive) if directive else ():
        for due in _DUE.finditer(tidy(whole(item))):
            if due[2] == str(scene.year):
                ground = Ground(GroundKind.DIRECTIVE, f"mục {item.ref}", item.text[:240])
                yield scene.table.add(FactKind.DATE, due[1], ground)
