"""Rules that an office has switched off: never in silence, and never those of law and figures.

A rule of the families law and number still runs when it is off; what it finds is told as info.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from .finding import Category, Finding, Severity

SWITCHED_OFF = "TAT-01"
"""Id of the one finding that tells what is off. It cannot be switched off."""

_NEVER_SILENT = frozenset({Category.LAW, Category.NUMBER})


@dataclass(frozen=True, slots=True)
class Switch:
    """A rule that the office does not want, why and since when, as the office wrote it."""

    rule: str
    reason: str = ""
    since: date | None = None

    @property
    def words(self) -> str:
        """Reason and day in words: "biểu của tỉnh, từ 01/12/2026"."""
        day = f"từ {self.since:%d/%m/%Y}" if self.since else ""
        return ", ".join(filter(None, (self.reason or "không ghi lý do", day)))


def without(findings: Iterable[Finding], switches: Iterable[Switch]) -> Iterator[Finding]:
    """``findings`` without those of rules that are off; of law and figures they stay as info."""
    off = {switch.rule for switch in switches}
    for finding in findings:
        if finding.rule not in off:
            yield finding
        elif finding.category in _NEVER_SILENT:
            message = f"{finding.message} (quy tắc {finding.rule} đang tắt)"
            yield replace(finding, severity=Severity.INFO, message=message, fix=None)


def told(switches: Iterable[Switch]) -> list[Finding]:
    """The one line on what is off; nothing where everything is on."""
    rows = list(switches)
    if not rows:
        return []
    named = "; ".join(f"{switch.rule} ({switch.words})" for switch in rows)
    return [
        Finding(
            SWITCHED_OFF,
            Category.STRUCTURE,
            Severity.INFO,
            f"Đã tắt {len(rows)} quy tắc: {named}.",
            "Bật lại bằng cách xóa dòng của quy tắc trong tệp rules.yaml của đơn vị.",
            clause="Lựa chọn của đơn vị",
        )
    ]
