"""How near a document is to the one that asks, and why, in words for the official."""

from __future__ import annotations

from dataclasses import dataclass, field

from drafter.document.model import DocumentKind
from drafter.document.unit import Level, Unit

from .sources import ShelfDocument
from .words import marked, syllables

SAME_UNIT = 0.60
PREDECESSOR = 0.45
SAME_PROVINCE = 0.15
SAME_LEVEL = 0.10
SAME_KIND = 0.06
YEAR = 0.10
"""What each nearness adds to a score, as a share of it; measured in evals/test_search.py."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks: a unit, a year, a kind; each may be unknown."""

    unit: Unit | str | None = None
    year: int | None = None
    kind: DocumentKind | None = None
    names: frozenset[str] = field(init=False)
    formerly: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        unit = self.unit
        full, before = (
            ((unit.name,), unit.formerly) if isinstance(unit, Unit) else ((unit or "",), ())
        )
        object.__setattr__(self, "names", frozenset(_name(n) for n in full) - {""})
        object.__setattr__(self, "formerly", frozenset(_name(n) for n in before) - {""})

    @property
    def province(self) -> str | None:
        """The province's folded name, when known."""
        return _name(self.unit.province) if isinstance(self.unit, Unit) else None

    @property
    def level(self) -> Level | None:
        """The level, when known."""
        return self.unit.level if isinstance(self.unit, Unit) else None


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
    own = place not in ("", "cùng tỉnh")
    said = [(place, year), (form,)] if own else [(place, form), (year,)]
    joined = (", ".join(word for word in words if word) for words in said)
    return Nearness(share, tuple(reason for reason in joined if reason))


def _unit(asker: Asker, document: ShelfDocument) -> tuple[float, str]:
    same_province = asker.province is not None and _name(document.province) == asker.province
    place = SAME_PROVINCE if same_province else 0.0
    elsewhere = asker.province and document.province and not same_province
    name = _name(document.unit)
    if name and not elsewhere and _commune(asker, document):
        if name in asker.names:
            return SAME_UNIT + place, "cùng đơn vị"
        if name in asker.formerly:
            return PREDECESSOR + place, f"đơn vị cũ đã nhập vào ({document.unit})"
    return place, "cùng tỉnh" if same_province else ""


def _commune(asker: Asker, document: ShelfDocument) -> bool:
    """Whether names may be compared: a commune and a district can bear the same name."""
    return document.level is None or asker.level is None or document.level.grassroots


def _year(asker: Asker, document: ShelfDocument) -> tuple[float, str]:
    if asker.year is None or document.year is None:
        return 0.0, ""
    apart = asker.year - document.year
    add = YEAR / (1 + max(0, abs(apart) - 1))
    if apart == 0:
        return add, "cùng năm"
    if apart == 1:
        return add, "năm trước"
    return add, f"năm {document.year}"


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


def _name(text: str | None) -> str:
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
