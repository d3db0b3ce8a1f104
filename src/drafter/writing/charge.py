"""Which body is in charge of which field on a day, in keys."""

from __future__ import annotations

from collections.abc import Iterable

from drafter.document.facts import Ground, GroundKind, Target

from .phrase import Unfilled, phrase
from .scene import Scene

GROUND = Ground(GroundKind.FORM, "phân công theo lĩnh vực")
"""Who does what is our proposal by field, not a fact of a source."""

_MONEY = frozenset({"ngan-sach", "dau-tu-cong"})
_INCOME = "tang-truong-thu-nhap"
_SLOTS = {
    "hamlets": ("{hamlets}",),
    "bien-phong": ("Đồn Biên phòng trên địa bàn",),
    "truong-hoc": ("các trường học trên địa bàn",),
    "hanh-chinh-cong": ("{body:hanh-chinh-cong}", "{body:mot-cua}"),
}


def role_of(topic: str, scene: Scene) -> str:
    """The role of the body in charge of a topic on the day of drafting."""
    if not scene.two_tier and topic in _MONEY:
        return "tai-chinh"  # the accountant of a commune, until 30/6/2025
    if not scene.two_tier and topic == "giam-ngheo":
        return "van-hoa-xa-hoi"  # poverty went to the economic body with the two tiers
    return scene.clauses.topic(topic).role


def bodies_of(roles: Iterable[str], scene: Scene) -> list[str]:
    """The bodies of ``roles`` in keys, those that exist at this level on this day."""
    found = []
    for role in dict.fromkeys(roles):
        for slot in _SLOTS.get(role, (f"{{body:{role}}}",)):
            try:
                found.append(phrase(slot, scene))
                break
            except Unfilled:
                continue
    return found


def follower(target: Target, scene: Scene) -> str:
    """The body that follows ``target``, in keys; empty where nobody can be told."""
    known = scene.register.indicators.find(target.indicator)
    row = scene.clauses.work(known.id) if known else None
    ranked = scene.clauses.classify(target.indicator)
    topic = row.topic if row else ranked[0].topic if ranked else ""
    if not topic:
        return ""
    role = row.follows if row and row.follows else role_of(topic, scene)
    if not scene.two_tier and topic == _INCOME:
        role = "van-phong"  # with the statistics of a commune, until 30/6/2025
    # Nobody outside the committee follows a target for it.
    return next(iter(bodies_of(("van-phong" if role == "mat-tran" else role,), scene)), "")
