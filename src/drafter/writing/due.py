"""The days by which the level above wants its reports: what others in the commune work towards.

Which day the commune's own bodies report on is the office's to say: the text leaves it to the body
that puts the report together, and the checks ask for it (DM-02).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.document.facts import FactKind, Ground, GroundKind

from .directive import duties, whole
from .scene import Scene, tidy

_DUE = re.compile(r"báo cáo[^.;]{0,60}?trước (ngày \d{1,2}/\d{1,2}/(\d{4}))", re.IGNORECASE)


def with_report_days(text: str, scene: Scene) -> str:
    """Stock wording ("kịp các kỳ báo cáo") with the days of the level above, in keys.

    Where the directive names no day the wording stays as it is.
    """
    if _OPEN.search(text) is None:
        return text
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


def _days_above(scene: Scene) -> Iterator[str]:
    directive = scene.brief.directive
    for item in duties(directive) if directive else ():
        for due in _DUE.finditer(tidy(whole(item))):
            if due[2] == str(scene.year):
                ground = Ground(GroundKind.DIRECTIVE, f"mục {item.ref}", item.text[:240])
                yield scene.table.add(FactKind.DATE, due[1], ground)
