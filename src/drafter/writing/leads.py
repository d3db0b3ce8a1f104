"""Who answers for an item of the contents: the body in charge and those beside it."""

from __future__ import annotations

from collections.abc import Iterable

from drafter.document.facts import Ground, GroundKind
from drafter.document.model import Paragraph

from .clauses import way_of
from .entries import Entry
from .phrase import Unfilled, phrase
from .scene import Scene

_GROUND = Ground(GroundKind.FORM, "phân công theo lĩnh vực")
_MOST_BESIDE = 3
_FEW_BESIDE = 1  # a plan without a directive has more items, and eight pages like any other
_LAST = {"mat-tran": 1, "hamlets": 2}  # after the bodies of the office
_SOCIETY, _POLITICAL = "xa-hoi", "chinh-tri"
_BESIDE = (
    "{}, phối hợp với {} thực hiện.",
    "{}; {} phối hợp thực hiện.",
    "{} và theo dõi kết quả; {} cùng thực hiện.",
)
"""Ways to say it: each commune keeps to one."""
_ARMS = ("quan-su", "cong-an")
_SLOTS = {
    "hamlets": ("{hamlets}",),
    "truong-hoc": ("các trường học trên địa bàn",),
    "hanh-chinh-cong": ("{body:hanh-chinh-cong}", "{body:mot-cua}"),
}


def lead_paragraph(entry: Entry, scene: Scene) -> Paragraph | None:
    """Who is in charge of an item; ``None`` where nobody can be told."""
    text = _lead(entry, scene)
    return Paragraph(text, (_GROUND,)) if text else None


def _lead(entry: Entry, scene: Scene) -> str:
    topics = [t for t in dict.fromkeys((entry.topic, *entry.topics)) if t]
    if not topics:
        return ""
    main = scene.clauses.topic(topics[0])
    roles = list(dict.fromkeys(scene.clauses.topic(t).role for t in topics))
    if main.group == _POLITICAL:
        return _political(scene)
    first = _headed(entry, scene) or (main.role,)
    if main.group == _SOCIETY and len(roles) > 1:
        first = ("van-hoa-xa-hoi",)
    elif main.role in _ARMS:
        first = tuple(arm for arm in _ARMS if arm in {*roles, *_spoken(entry, scene)})
    heads = _bodies(first, scene)
    others = [role for role in dict.fromkeys((*roles, *main.joined)) if role not in first]
    most = _MOST_BESIDE if scene.brief.directive else _FEW_BESIDE
    beside = _bodies(sorted(others[:most], key=lambda role: _LAST.get(role, 0)), scene)
    if not heads:
        return ""
    leads = f"{', '.join(heads)} chủ trì"
    if len(heads) > 1:
        leads += " theo lĩnh vực phụ trách"
    text = _BESIDE[way_of(scene.seed, "phan-cong", len(_BESIDE))].format(leads, ", ".join(beside))
    return _begun(text if beside else f"{leads}.")


def _headed(entry: Entry, scene: Scene) -> tuple[str, ...]:
    """The roles of what a heading names in one breath: "an ninh, trật tự, phòng chống thiên tai"."""
    ranked = scene.clauses.classify(entry.heading)
    named = [s for s in ranked if s.score * 2 > ranked[0].score][:2]
    return tuple(dict.fromkeys(scene.clauses.topic(s.topic).role for s in named))


def _spoken(entry: Entry, scene: Scene) -> list[str]:
    scores = scene.clauses.classify(entry.words(scene.table))[:4]
    return [scene.clauses.topic(score.topic).role for score in scores]


def _political(scene: Scene) -> str:
    office, front = _bodies(("van-phong", "mat-tran"), scene)
    party = f"các cơ quan của Đảng ủy {scene.the_unit}"
    return _begun(f"{office} tham mưu, phối hợp với {party}, {front} thực hiện.")


def _begun(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _bodies(roles: Iterable[str], scene: Scene) -> list[str]:
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
