"""How near a document is to the one that asks, and why, in words for the official."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from drafter.document.brief import Brief
from drafter.document.model import DocumentKind
from drafter.document.unit import Level, Unit
from drafter.errors import BadValue

from .sources import ShelfDocument
from .words import bare, marked, syllables

SAME_UNIT = 0.75
PREDECESSOR = 0.60
SAME_DISTRICT = 0.15
SAME_PROVINCE = 0.15
SAME_LEVEL = 0.10
SAME_KIND = 0.06
YEAR = 0.25
"""What each nearness adds to a score, as a share of it; measured in evals/test_search.py."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks: names as ``proper`` makes them, level, year and kind; each may be unknown."""

    name: str = ""
    formerly: frozenset[str] = frozenset()
    district: str = ""
    province: str = ""
    level: Level | None = None
    year: int | None = None
    kind: DocumentKind | None = None

    @classmethod
    def of(
        cls,
        unit: Unit | str | None,
        year: int | None = None,
        kind: DocumentKind | str | None = None,
    ) -> Asker:
        """Who asks, for a unit or its name ("xã Vạn Linh, huyện Chi Lăng, tỉnh Lạng Sơn")."""
        try:
            wanted = DocumentKind(kind) if kind else None
        except ValueError as wrong:
            known = ", ".join(DocumentKind)
            advice = f"Không có loại văn bản “{kind}”. Hãy dùng một trong: {known}."
            raise BadValue(f"no document kind {kind!r}", advice=advice) from wrong
        if not isinstance(unit, Unit):
            return cls(**_spoken(unit or ""), year=year, kind=wanted)
        return cls(
            proper(unit.name),
            frozenset(proper(former) for former in unit.formerly) - {""},
            proper(unit.district),
            proper(unit.province),
            unit.level,
            year,
            wanted,
        )


@dataclass(frozen=True, slots=True)
class Nearness:
    """``share`` to add to a score, and the reasons for it."""

    share: float
    reasons: tuple[str, ...]


def nearness(asker: Asker, document: ShelfDocument) -> Nearness:
    """How near ``document`` is to ``asker``."""
    parts = (_unit(asker, document), _year(asker, document), _form(asker, document))
    share = sum(add for add, _ in parts)
    place, year, form = (reason for _, reason in parts)
    own = place not in ("", "cùng huyện", "cùng tỉnh")
    said = [(place, year), (form,)] if own else [(place, form), (year,)]
    joined = (", ".join(word for word in words if word) for words in said)
    return Nearness(share, tuple(reason for reason in joined if reason))


def _unit(asker: Asker, document: ShelfDocument) -> tuple[float, str]:
    same_province = bool(asker.province) and proper(document.province) == asker.province
    place = SAME_PROVINCE if same_province else 0.0
    elsewhere = asker.province and document.province and not same_province
    name = proper(document.unit)
    if name and not elsewhere and _commune(asker, document):
        if name == asker.name:
            return SAME_UNIT, "cùng đơn vị"
        if name in asker.formerly:
            return PREDECESSOR, f"đơn vị cũ đã nhập vào ({document.unit})"
    if not elsewhere and _same_district(asker, document):
        return SAME_DISTRICT + place, "cùng huyện"
    return place, "cùng tỉnh" if same_province else ""


def _same_district(asker: Asker, document: ShelfDocument) -> bool:
    """Whether the document is of the asker's district or of a unit in it."""
    of_it = document.unit if document.level is Level.DISTRICT else document.district
    return bool(asker.district) and proper(of_it) == asker.district


def _commune(asker: Asker, document: ShelfDocument) -> bool:
    """Whether names may be compared: a commune and a district can bear the same name."""
    return document.level is None or asker.level is None or document.level.grassroots


def _year(asker: Asker, document: ShelfDocument) -> tuple[float, str]:
    if asker.year is None or document.year is None:
        return 0.0, ""
    apart = asker.year - document.year
    if apart == 1:
        return YEAR, "năm trước"
    if apart == 0:
        return 0.6 * YEAR, "cùng năm"
    # Older ones fade; a later one can only lend its wording.
    return YEAR * (1.2 / apart if apart > 0 else 0.3), f"năm {document.year}"


def _form(asker: Asker, document: ShelfDocument) -> tuple[float, str]:
    same_level = asker.level is not None and _rank(document.level) == _rank(asker.level)
    same_kind = asker.kind is not None and document.kind is asker.kind
    add = SAME_LEVEL * same_level + SAME_KIND * same_kind
    reasons = ["cùng cấp"] * same_level + ["cùng loại văn bản"] * same_kind
    return add, ", ".join(reasons)


def _rank(level: Level | None) -> str | None:
    if level is None:
        return None
    return "commune" if level.grassroots else level.value


def _spoken(text: str) -> dict[str, Any]:
    """The parts of a unit's name as an official writes it, divided by commas."""
    first, *above = [part.strip() for part in text.split(",")]
    word = " ".join(bare(part) for part in syllables(first)[:2])
    levels = (level for level in Level if level.grassroots and word.startswith(_WORD[level]))
    found: dict[str, Any] = {"name": proper(first), "level": next(levels, None)}
    for part in above:
        lower = bare(next(iter(syllables(part)), ""))
        found["province" if part is above[-1] and lower != "huyen" else "district"] = proper(part)
    return found


_WORD = {
    Level.COMMUNE: "xa",
    Level.WARD: "phuong",
    Level.TOWNLET: "thi tran",
    Level.SPECIAL_ZONE: "dac khu",
}


def fitting_directives(
    documents: Iterable[ShelfDocument], brief: Brief
) -> tuple[ShelfDocument, ...]:
    """Documents of the brief's year from the levels above its unit, the nearest level first."""
    if brief.unit is None or brief.year is None:
        return ()
    asker = Asker.of(brief.unit)
    fit = [
        document
        for document in documents
        if document.origin == "file" and document.year == brief.year and _above(asker, document)
    ]
    return tuple(sorted(fit, key=lambda document: document.level is not Level.DISTRICT))


def _above(asker: Asker, document: ShelfDocument) -> bool:
    if document.level is Level.DISTRICT:
        return bool(asker.district) and proper(document.unit) == asker.district
    return document.level is Level.PROVINCE and asker.province in (
        proper(document.unit),
        proper(document.province),
    )


@lru_cache(maxsize=50_000)
def proper(text: str | None) -> str:
    """A proper name without the word before it, comparable: ``tỉnh Lạng Sơn`` → ``Lạng Sơn``."""
    parts = syllables(text or "")
    return " ".join(marked(part) for part in parts[_prefix(parts) :])


_PREFIXES = (
    ("ủy", "ban", "nhân", "dân"),
    ("ubnd",),
    ("thị", "trấn"),
    ("thị", "xã"),
    ("đặc", "khu"),
    ("thành", "phố"),
    ("xã",),
    ("phường",),
    ("huyện",),
    ("quận",),
    ("tỉnh",),
)


def _prefix(parts: list[str]) -> int:
    start = 0
    for prefix in _PREFIXES:
        if tuple(parts[start : start + len(prefix)]) == prefix:
            start += len(prefix)
    return start
