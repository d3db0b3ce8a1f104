"""Days inside the commune: by when its bodies report, so that the report upward is in time.

The level above names the day by which the commune reports; the day of the commune's own bodies is
worked out from it, is told to the official as a proposal, and can be changed like any other word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from drafter.document.facts import FactKind, Ground, GroundKind
from drafter.document.model import LaunchDocument

from .directive import duties, whole
from .scene import Scene, tidy

EARLIER = 10
"""Days before the level above wants its report: time to put the figures together."""
_PROPOSED = f"{EARLIER} ngày trước hạn của cấp trên"
_DUE = re.compile(r"báo cáo[^.;]{0,60}?trước ngày (\d{1,2})/(\d{1,2})/(\d{4})", re.IGNORECASE)
_SATURDAY = 5
_LAST_SHORT_MONTH = 2  # months 1 and 2 take a leading zero (PLI-II.4b)


def with_own_days(text: str, scene: Scene) -> str:
    """Stock wording ("kịp các kỳ báo cáo") with the commune's own days, in keys.

    Where the directive names no day the wording stays as it is.
    """
    if _OPEN.search(text) is None:
        return text
    days = list(dict.fromkeys(_own_days(scene)))
    if not days:
        return text
    text = _EVERY.sub(lambda _: f"trước {' và '.join(days)}", text)
    return _LAST.sub(lambda m: f"{'T' if m[0][0] == 'T' else 't'}rước {days[-1]}", text)


_EVERY = re.compile(r"kịp (?:các kỳ|thời hạn) báo cáo(?! cuối)")
_LAST = re.compile(r"(?:[Tt]rước|kịp) (?:kỳ|thời hạn) báo cáo(?: cuối)?")
_OPEN = re.compile(rf"{_EVERY.pattern}|{_LAST.pattern}")


def days_told(document: LaunchDocument) -> Iterator[str]:
    """One note to the official on the days that were worked out."""
    found = (use for use in document.ledger() if use.ground.ref.startswith(_PROPOSED))
    days = sorted({use.text for use in found}, key=_in_time)
    if days:
        yield (
            f"Hạn gửi kết quả trong đơn vị ({', '.join(days)}) do dự thảo đề xuất, sớm hơn hạn của cấp trên "
            f"{EARLIER} ngày; xin giữ hoặc sửa."
        )


def _in_time(words: str) -> list[str]:
    return [part.zfill(2) for part in reversed(words.removeprefix("ngày ").split("/"))]


def _own_days(scene: Scene) -> Iterator[str]:
    directive = scene.brief.directive
    for item in duties(directive) if directive else ():
        for due in _DUE.finditer(tidy(whole(item))):
            day = _own_day(*map(int, due.groups()))
            if day is None or day.year != scene.year or day <= scene.on:
                continue
            ground = Ground(
                GroundKind.COMPUTED, f"{_PROPOSED} ({'/'.join(due.groups())})", item.text[:240]
            )
            yield scene.table.add(FactKind.DATE, f"ngày {_printed(day)}", ground)


def _own_day(day: int, month: int, year: int) -> date | None:
    """A working day before the day of the level above; ``None`` for a day that does not exist."""
    try:
        own = date(year, month, day) - timedelta(days=EARLIER)
    except ValueError:
        return None
    return own - timedelta(days=max(0, own.weekday() - _SATURDAY + 1))


def _printed(day: date) -> str:
    month = f"{day.month:02d}" if day.month <= _LAST_SHORT_MONTH else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"
