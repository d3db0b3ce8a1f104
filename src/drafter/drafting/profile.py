"""What the office kept from an earlier year, offered where this year's brief is still empty."""

from __future__ import annotations

from typing import Any

from drafter.document.brief import Brief, Slot
from drafter.document.profile import UnitProfile
from drafter.drafting import questions as q

FIELDS = {
    Slot.SIGNER: "signer",
    Slot.DRAFTER_UNIT: "drafter_unit",
    Slot.HAMLETS: "hamlets",
}
"""Slots a profile may fill, with the field that brief and profile hold them in."""


def with_profile(brief: Brief, profile: UnitProfile | None) -> Brief:
    """``brief`` with its empty slots filled from the profile of its unit.

    What was told, or answered with "chưa có", stays; what came from the profile of another
    unit is taken out first.
    """
    changes: dict[str, Any] = {FIELDS[slot]: None for slot in brief.from_profile}
    brief = brief.with_update(from_profile=frozenset(), **changes)
    if profile is None:
        return brief
    kept = {
        slot: value
        for slot, field in FIELDS.items()
        if (value := getattr(profile, field)) is not None
        and getattr(brief, field) is None
        and slot not in brief.unknown
    }
    filled = {FIELDS[slot]: value for slot, value in kept.items()}
    return brief.with_update(from_profile=frozenset(kept), **filled)


def said_of_profile(brief: Brief) -> str:
    """One sentence on what was taken from the profile; empty when nothing was."""
    known = dict(q.summary(brief.with_update(from_profile=frozenset())).known)
    names = [q.NAMES[slot] for slot in FIELDS if slot in brief.from_profile]
    if not names:
        return ""
    values = "; ".join(f"{name}: {known[q.capital(name)]}" for name in names)
    return f"Lấy theo hồ sơ đơn vị đã lưu: {values}. Nếu đã thay đổi, anh/chị nhắn lại."
