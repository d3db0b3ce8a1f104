"""The reviewer's sheet: what a signer wants to know of a draft, on one page.

Made in ``drafting/sheet.py``, printed in ``rendering/``. All words are in Vietnamese, ready to
be shown; nothing here is shortened.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class BasisLine:
    """A reference of the draft. ``alive`` is ``None`` where nobody here can tell.

    ``says`` is the short word on its life: "còn hiệu lực", "hết hiệu lực từ 01/3/2027".
    """

    text: str
    says: str
    alive: bool | None
    source: str = ""


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A target beside last year's figure.

    ``change`` is "+1,5 điểm %", "+12,3%" or why there is none; ``worse`` marks a step back.
    ``now`` is empty where the figure is still to be given.
    """

    indicator: str
    now: str
    last_year: str = ""
    change: str = ""
    worse: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class FloorLine:
    """What the level above assigns and what the commune has; ``own`` empty: not taken up.

    ``gap`` is how much is missing, ``stands`` the places of the draft that print the figure.
    """

    indicator: str
    own: str
    assigned: str
    place: str
    gap: str = ""
    stands: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FindingLine:
    """What the check still says. ``severity`` is error, warning or info; ``times`` how often.

    ``told`` marks what another part of the sheet already shows.
    """

    rule: str
    severity: str
    message: str
    advice: str = ""
    times: int = 1
    told: bool = False


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A clause of the directive that the draft does not carry, and why."""

    ref: str
    quote: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReviewSheet:
    """The whole sheet. ``ready`` is whether the draft may be laid before the signer.

    ``reasons`` say why not, ``decisions`` what the signer has to decide; ``on`` is the day whose
    law was applied, ``version`` the number of the version that was looked at. ``met`` are
    the assigned figures that the commune's own reach, ``sources`` what each item rests on,
    ``dropped`` references of last year's paper that no longer hold and were not used again,
    ``progress`` what is left to do where the office's sheet says what the year has come to.
    """

    title: str
    issuer: str
    on: date
    ready: bool
    reasons: tuple[str, ...]
    decisions: tuple[str, ...]
    ai_notice: str
    basis: tuple[BasisLine, ...] = ()
    targets: tuple[TargetLine, ...] = ()
    floors: tuple[FloorLine, ...] = ()
    met: tuple[FloorLine, ...] = ()
    placeholders: tuple[str, ...] = ()
    findings: tuple[FindingLine, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    sources: tuple[str, ...] = ()
    dropped: tuple[BasisLine, ...] = ()
    progress: tuple[str, ...] = ()
    switched_off: tuple[str, ...] = ()
    version: int | None = None

    @property
    def counts(self) -> Counter[str]:
        """How many findings there are of each severity."""
        told: Counter[str] = Counter()
        for line in self.findings:
            told[line.severity] += line.times
        return told

    @property
    def verdict(self) -> str:
        """The one line that is read first."""
        if not self.ready:
            return "CHƯA SẴN SÀNG TRÌNH KÝ"
        if self.decisions:
            return "SẴN SÀNG TRÌNH KÝ, CÓ ĐIỂM LÃNH ĐẠO CẦN QUYẾT ĐỊNH"
        return "SẴN SÀNG TRÌNH KÝ"
