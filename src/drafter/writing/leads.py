"""Who answers for an item of the contents: the body in charge and those beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafter.document.model import Paragraph

from .charge import GROUND, bodies_of, role_of
from .clauses import way_of
from .entries import Entry
from .room import is_full
from .scene import Scene

_MOST_BESIDE = 3
_MANY_FIELDS = 3  # a body with more of them is in charge of what the others are not
_FEW_BESIDE = 1  # a plan without a directive has more items, and eight pages like any other
_LAST = {"mat-tran": 1, "hamlets": 2}  # after the bodies of the office
_POLITICAL = "chinh-tri"
_ARMS = frozenset({"quan-su", "cong-an"})
_ORDER = "an-ninh"
_SEA = frozenset({"thuy-san", "quoc-phong", "an-ninh"})
_BESIDE = (
    "{}, phối hợp với {} thực hiện.",
    "{}; {} phối hợp thực hiện.",
    "{} và theo dõi kết quả; {} cùng thực hiện.",
)
"""Ways to say it: each commune keeps to one."""


def lead_paragraph(entry: Entry, scene: Scene) -> Paragraph | None:
    """Who is in charge of an item, of each field of it; ``None`` where nobody can be told."""
    topics = _topics(entry, scene)
    if not topics:
        return None
    main = scene.clauses.topic(topics[0])
    if main.group == _POLITICAL:
        return Paragraph(_political(scene), (GROUND,))
    fields = _fields(topics, scene)
    leading = {role_of(t, scene) for t in topics}
    words = entry.words(scene.table)
    joined = (role for role in _joined(topics, scene) if role not in leading)
    others = [role for role in joined if _has_part(role, words)]
    if "bien" in scene.facets and not _SEA.isdisjoint(topics):
        others.insert(0, "bien-phong")
    few = scene.brief.directive is None or is_full(scene)
    most = _few_beside(topics, scene) if few else _MOST_BESIDE
    beside = bodies_of(sorted(others[:most], key=lambda role: _LAST.get(role, 0)), scene)
    text = _said(fields, ", ".join(beside), scene)
    return Paragraph(text, (GROUND,)) if text else None


# What an item speaks of where these bodies have a part in it; the others may always have one.
_PARTS = {
    "cong-an": re.compile(
        r"an ninh|trật tự|an toàn|vi phạm|tội phạm|cháy|giao thông|lấn chiếm|mặt bằng|"
        r"cư trú|định danh|lừa đảo|ma túy|cam kết",
        re.IGNORECASE,
    ),
    "quan-su": re.compile(
        r"dân quân|quân sự|giao quân|tuần tra|rừng|bão|lũ|thiên tai", re.IGNORECASE
    ),
    "truong-hoc": re.compile(
        r"trường học|nhà trường|các trường|từng trường|trường đạt|trường lớp|học sinh|giáo viên|trẻ (?:em|\d|ra lớp)",
        re.IGNORECASE,
    ),
    "hanh-chinh-cong": re.compile(r"hồ sơ|thủ tục|trực tuyến|đăng ký", re.IGNORECASE),
}


def _has_part(role: str, words: str) -> bool:
    return role not in _PARTS or _PARTS[role].search(words) is not None


_OF_THEIR_OWN = frozenset({"y-te", "truong-hoc"})
"""Roles whose own work a topic is: the health station, the schools."""


def _joined(topics: list[str], scene: Scene) -> list[str]:
    """Who works along: those of the first topic, before them who a further topic is the work of."""
    own = [
        role
        for topic in topics
        for role in scene.clauses.topic(topic).joined[:1]
        if role in _OF_THEIR_OWN
    ]
    return list(dict.fromkeys([*own, *scene.clauses.topic(topics[0]).joined]))


def _few_beside(topics: list[str], scene: Scene) -> int:
    own = {role for role in _joined(topics, scene) if role in _OF_THEIR_OWN}
    return max(_FEW_BESIDE, len(own))


def _topics(entry: Entry, scene: Scene) -> list[str]:
    """The fields of an item: those of its points, else those that its heading names."""
    found = [t for t in dict.fromkeys(entry.topics) if t]
    ranked = scene.clauses.classify(entry.heading)
    named = [s.topic for s in ranked if s.score * 2 > ranked[0].score][:2]
    if len(found) < 2:
        found = [*found, *named]
    if found and role_of(found[0], scene) in _ARMS:  # defence and order often share an item
        spoken = scene.clauses.classify(entry.words(scene.table))[:4]
        found += [s.topic for s in spoken if role_of(s.topic, scene) in _ARMS]
        found = list({role_of(t, scene): t for t in reversed(found)}.values())[::-1]
        found = [_ORDER if role_of(t, scene) == "cong-an" else t for t in found]
    groups = {t: scene.clauses.topic(t).group for t in found}
    plain = [t for t in dict.fromkeys(found) if groups[t] != _POLITICAL]
    return plain or list(dict.fromkeys(found))


def _fields(topics: Iterable[str], scene: Scene) -> dict[str, list[str]]:
    """Body in keys: the fields it is in charge of, in order."""
    out: dict[str, list[str]] = {}
    for topic in topics:
        for body in bodies_of((role_of(topic, scene),), scene):
            out.setdefault(body, []).append(scene.clauses.topic(topic).short)
    return out


def _said(fields: dict[str, list[str]], beside: str, scene: Scene) -> str:
    if not fields:
        return ""
    if len(fields) == 1:
        (body,) = fields
        way = _BESIDE[way_of(scene.seed, "phan-cong", len(_BESIDE))]
        return _begun(way.format(f"{body} chủ trì", beside) if beside else f"{body} chủ trì.")
    rest = next((body for body, names in fields.items() if len(names) > _MANY_FIELDS), "")
    parts = [
        f"{body} chủ trì về {', '.join(names)}" for body, names in fields.items() if body != rest
    ]
    parts += [f"{rest} chủ trì các nội dung còn lại"] if rest else []
    return _begun("; ".join([*parts, *([f"{beside} phối hợp"] if beside else [])]) + ".")


def _political(scene: Scene) -> str:
    office, front = bodies_of(("van-phong", "mat-tran"), scene)
    if not scene.two_tier:  # a commune's Party committee had no offices of its own
        return _begun(f"{office} chủ trì tham mưu, phối hợp với {front} và các đoàn thể thực hiện.")
    party = f"các cơ quan của Đảng ủy {scene.the_unit}"
    return _begun(f"{office} chủ trì tham mưu, phối hợp với {party}, {front} thực hiện.")


def _begun(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
