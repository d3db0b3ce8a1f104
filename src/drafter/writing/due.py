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

_DUE = re.compile(
    r"báo cáo(?! danh sách| đăng ký| kế hoạch)[^.;]{0,60}?trước (?P<said>ngày (\d{1,2})/(\d{1,2})/(\d{4}))",
    re.IGNORECASE,
)


def with_report_days(text: str, scene: Scene) -> str:
    """Stock wording ("kịp các kỳ báo cáo") with the days told, else those of the level above, in keys.

    Where nobody names a day the wording stays as it is.
    """
    if scene.brief.directive is None or _OPEN.search(text) is None:
        return text
    above, told = list(dict.fromkeys(_days_above(scene))), _days_told(scene)
    if told:
        text = _EVERY.sub(lambda _: f"trước {_listed(told)}", text)
    elif above:
        every = f"theo ngày được thông báo, trước hạn báo cáo cấp trên ({_listed(above)})"
        text = _EVERY.sub(lambda _: every, text)
    if len(told) > 1:  # the first of several is that of the half year
        last = f"rước {told[-1]}"
    elif above:
        last = f"rước hạn báo cáo cấp trên ({above[-1]})"
    else:
        return text
    return _LAST.sub(lambda m: f"{'T' if m[0][0] == 'T' else 't'}{last}", text)


_EVERY = re.compile(r"kịp (?:các kỳ|thời hạn) báo cáo(?! cuối)")
_LAST = re.compile(r"(?:[Tt]rước|kịp) (?:kỳ|thời hạn) báo cáo(?: cuối)?")
_OPEN = re.compile(rf"{_EVERY.pattern}|{_LAST.pattern}")


def _listed(days: list[str]) -> str:
    """ "a, b và c"."""
    return " và ".join([", ".join(days[:-1]), days[-1]]) if len(days) > 1 else days[0]


_OF_BODIES = re.compile(
    r"^(?:(?:các|từng|mỗi) (?:đơn vị|cơ quan|phòng|ban|bộ phận|trường|ngành)|"
    r"(?:các |từng |mỗi )?(?:thôn|xóm|bản|ấp|khóm|khu phố|tổ dân phố))\b[^.;]{0,60}?\b(?:gửi|nộp|báo)\b"
    r"[^.;]{0,40}?\b(?:kết quả|số liệu|báo cáo|cáo)\b",
    re.IGNORECASE,
)
_UPWARD = re.compile(
    r"\b(?:Sở|cấp trên|(?:UBND|Ủy ban nhân dân) (?:tỉnh|thành phố|huyện)|Phòng Nội vụ)\b"
)
_A_DAY = re.compile(r"(?:ngày )?(\d{1,2}/\d{1,2}(?:/\d{4})?)")
_BEFORE = re.compile(rf"trước {_A_DAY.pattern}(?:(?:,| và) {_A_DAY.pattern})*", re.IGNORECASE)


def sets_own_days(statement: Statement) -> bool:
    """Whether the official tells by when the commune's own bodies report, and nothing else."""
    text = statement.text
    days = _BEFORE.findall(text)
    return len(days) == 1 and bool(_OF_BODIES.search(text)) and _UPWARD.search(text) is None


def _days_told(scene: Scene) -> list[str]:
    for statement in filter(sets_own_days, scene.brief.statements):
        before = _BEFORE.search(statement.text)
        ground = Ground(GroundKind.USER, f"lượt {statement.turn}", statement.text)
        days = _A_DAY.findall(before[0]) if before else ()
        return [scene.table.add(FactKind.DATE, f"ngày {day}", ground) for day in days]
    return []


def _days_above(scene: Scene) -> Iterator[str]:
    """In the order of the calendar; the last report may be due in the January that follows."""
    directive = scene.brief.directive
    found: list[tuple[tuple[int, int, int], str, Ground]] = []
    for item in duties(directive) if directive else ():
        ground = Ground(GroundKind.DIRECTIVE, f"mục {item.ref}", item.text[:240])
        for due in _DUE.finditer(tidy(whole(item))):
            day, month, year = (int(due[at]) for at in (2, 3, 4))
            if year in (scene.year, scene.year + 1):
                found.append(((year, month, day), due["said"], ground))
    for _, said, ground in sorted(found, key=lambda one: one[0]):
        yield scene.table.add(FactKind.DATE, said, ground)
