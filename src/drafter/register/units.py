"""Units of government: which commune is meant, and what became of it on 01/7/2025.

The door of the package ``vietnamadminunits`` (MIT): its data files are read directly, once,
at first use; its parser is not imported. A name is asked in any spelling and answered with
candidates: several when it is ambiguous, none when it is unknown.
"""

from __future__ import annotations

import importlib.util
import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from drafter.document.unit import TWO_TIER_FROM, Level, Unit, two_tier

from .folding import fold
from .placenames import Query, key_of, read_query
from .schema import read_yaml

_LEVELS = {
    "xã": Level.COMMUNE,
    "phường": Level.WARD,
    "thị trấn": Level.TOWNLET,
    "đặc khu": Level.SPECIAL_ZONE,
    "huyện": Level.DISTRICT,
}


@dataclass(frozen=True, slots=True)
class Place:
    """A commune of one of the two maps with the keys under which it is found."""

    id: str
    unit: Unit
    name: str  # folded proper name
    plain: str  # the same without diacritics
    district: str | None
    province: str


@dataclass(slots=True)
class Map:
    """All communes of one time, by name without diacritics."""

    places: dict[str, Place] = field(default_factory=dict)
    by_plain: dict[str, list[Place]] = field(default_factory=lambda: defaultdict(list))
    provinces: dict[str, str] = field(default_factory=dict)  # plain name -> printed
    districts: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, place: Place) -> None:
        """Index ``place``."""
        self.places[place.id] = place
        self.by_plain[place.plain].append(place)
        self.provinces[key_of(place.province).plain] = place.province
        if place.district:
            self.districts[key_of(place.district).plain].add(place.district)


class Units:
    """The communes of before and after 01/7/2025 and the way from one to the other."""

    def __init__(self, old: Map, new: Map, became: dict[str, tuple[str, ...]]) -> None:
        self._old, self._new, self._became = old, new, became
        self._merged: dict[str, list[str]] = defaultdict(list)
        for before, after in became.items():
            for id in after:
                self._merged[id].append(before)
        self._province_of = _provinces(old, new, became)

    @classmethod
    def open(cls, personal_names: Path | None = None, cache: Path | None = None) -> Units:
        """Read the package's data; ``personal_names`` marks units named after persons."""
        names = _personal(personal_names, cache)
        return cls(*_read(names))

    def find(self, text: str, on: date) -> tuple[Unit, ...]:
        """Candidates for ``text`` on that day, by any spelling; see the module docstring.

        From 01/7/2025 an old name gives its successors, ``formerly`` filled.
        """
        return tuple(unit for unit, _ in self._answers(text, on))

    def describe(self, text: str, on: date) -> str:
        """What the official should be told about ``text``: merged, ambiguous or unknown."""
        answers = self._answers(text, on)
        day = f"{on:%d/%m/%Y}"
        if not answers:
            return f"Không tìm thấy đơn vị “{text.strip()}” vào ngày {day}; hãy ghi rõ xã, tỉnh."
        moved = [(unit, old) for unit, old in answers if old is not None]
        if moved and len(answers) == 1:
            unit, old = moved[0]
            return f"Từ 01/7/2025, {old.unit.described()} thuộc {unit.described()}."
        names = "; ".join(unit.described() for unit, _ in answers[:6])
        if moved:
            old = moved[0][1]
            return f"Từ 01/7/2025, {old.unit.described()} có thể thuộc: {names}. Hãy chọn một."
        return names if len(answers) == 1 else f"Có {len(answers)} đơn vị trùng tên: {names}."

    def successors(self, unit: Unit) -> tuple[Unit, ...]:
        """The units of today that took over an old ``unit``; itself when it is of today."""
        place = _same(self._old, unit) if unit.district or unit.level is Level.TOWNLET else None
        if place is None:
            return (unit,) if _same(self._new, unit) else ()
        return tuple(self._unit(id) for id in self._became.get(place.id, ()))

    def predecessors(self, unit: Unit) -> tuple[Unit, ...]:
        """The old units, with district, of which a unit of today was made."""
        place = _same(self._new, unit)
        ids = self._merged.get(place.id, ()) if place else ()
        return tuple(self._old.places[id].unit for id in ids)

    def provinces(self, on: date) -> tuple[str, ...]:
        """Printed names of the provinces of that day, in alphabetical order."""
        return tuple(sorted(self._map(on).provinces.values()))

    def province(self, name: str, on: date) -> str | None:
        """The province of that day for a name of then or before ("Ninh Thuận" → Khánh Hòa)."""
        plain = key_of(name).plain
        if not two_tier(on):
            return self._old.provinces.get(plain)
        return self._new.provinces.get(plain) or self._province_of.get(plain)

    def all(self, on: date) -> tuple[Unit, ...]:
        """Every commune of that day."""
        if two_tier(on):
            return tuple(self._unit(id) for id in self._new.places)
        return tuple(place.unit for place in self._old.places.values())

    def _map(self, on: date) -> Map:
        return self._new if two_tier(on) else self._old

    def _unit(self, id: str) -> Unit:
        unit = self._new.places[id].unit
        before = tuple(self._old.places[old].unit.full for old in self._merged.get(id, ()))
        return replace(unit, formerly=before)

    def _answers(self, text: str, on: date) -> list[tuple[Unit, Place | None]]:
        queries = read_query(text, self._old, self._new)
        if not two_tier(on):
            places = _first(self._old, queries)
            return [(place.unit, None) for place in places]
        return _unique(self._today(queries))

    def _today(self, queries: list[Query]) -> list[tuple[Unit, Place | None]]:
        """Answers on the new map: as named today, else through the old map."""
        for strict in (True, False):
            for query in queries:
                old_address = query.district is not None or query.level is Level.TOWNLET
                old_address |= query.province is not None and self._renamed(query.province)
                direct = [] if old_address else _hits(self._new, query, strict)
                if direct:
                    return [(self._unit(place.id), None) for place in direct]
                heirs = self._heirs(_hits(self._old, query, strict))
                if heirs:
                    return heirs
        for query in queries:
            today = replace(query, district=None, province=self._now(query.province))
            direct = _hits(self._new, today, False)
            if direct:
                return [(self._unit(place.id), None) for place in direct]
        return []

    def _renamed(self, province: str) -> bool:
        return province not in self._new.provinces

    def _now(self, province: str | None) -> str | None:
        if province is None or not self._renamed(province):
            return province
        printed = self._province_of.get(province)
        return key_of(printed).plain if printed else province

    def _heirs(self, places: Iterable[Place]) -> list[tuple[Unit, Place | None]]:
        return [(self._unit(id), old) for old in places for id in self._became.get(old.id, ())]


def _first(where: Map, queries: list[Query]) -> list[Place]:
    for strict in (True, False):
        for query in queries:
            found = _hits(where, query, strict)
            if found:
                return found
    return []


def _hits(where: Map, query: Query, strict: bool) -> list[Place]:
    """Places that fit: above them as named, the level too when ``strict``.

    Diacritics decide when typed: ``Hòa Bình`` is not ``Hóa Bình``; if nothing fits with them,
    they are taken for slips.
    """
    found = [place for place in where.by_plain.get(query.plain, ()) if _above(place, query)]
    if strict:
        found = [p for p in found if query.level is None or p.unit.level is query.level]
    exact = [place for place in found if place.name == query.name]
    return exact if exact and query.marked else found


def _above(place: Place, query: Query) -> bool:
    if query.province is not None and key_of(place.province).plain != query.province:
        return False
    if query.district is None:
        return True
    return place.district is not None and key_of(place.district).plain == query.district


def _unique(
    answers: list[tuple[Unit, Place | None]],
) -> list[tuple[Unit, Place | None]]:
    seen: dict[str, tuple[Unit, Place | None]] = {}
    for unit, old in answers:
        seen.setdefault(unit.described(), (unit, old))
    return list(seen.values())


def _same(where: Map, unit: Unit) -> Place | None:
    for place in where.by_plain.get(key_of(unit.full).plain, ()):
        mine = (place.unit.name, place.unit.level, place.unit.province, place.unit.district)
        if mine == (unit.name, unit.level, unit.province, unit.district):
            return place
    return None


def _provinces(old: Map, new: Map, became: dict[str, tuple[str, ...]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for before, after in became.items():
        plain = key_of(old.places[before].province).plain
        if plain not in found and after:
            found[plain] = new.places[after[0]].province
    return found


def _personal(path: Path | None, cache: Path | None) -> frozenset[str]:
    if path is None or not path.is_file():
        return frozenset()
    return frozenset(fold(name) for name in read_yaml(path, cache).get("names", ()))


def _read(names: frozenset[str]) -> tuple[Map, Map, dict[str, tuple[str, ...]]]:
    """Both maps and the conversion, from the data files of the package."""
    found = importlib.util.find_spec("vietnamadminunits")
    if found is None or not found.submodule_search_locations:
        raise ModuleNotFoundError("vietnamadminunits is not installed")
    folder = Path(found.submodule_search_locations[0]) / "data"
    old, new = Map(), Map()
    database = sqlite3.connect(f"file:{folder / 'dataset.db'}?mode=ro&immutable=1", uri=True)
    try:
        for row in database.execute(_NEW):
            new.add(_place(f"{row[2]}_{row[3]}", row[0], None, row[1], row[4], names))
        for row in database.execute(_OLD):
            id = f"{row[3]}_{row[4]}_{row[5] or ''}"
            old.add(_place(id, row[0], row[1], row[2], row[6], names))
    finally:
        database.close()
    converter = json.loads((folder / "converter_2025.json").read_bytes())
    return old, new, _conversion(converter)


_NEW = "SELECT province, ward, provinceKey, wardKey, wardCode FROM admin_units"
_OLD = (
    "SELECT province, district, ward, provinceKey, districtKey, wardKey, wardCode "
    "FROM admin_units_legacy"
)


def _place(
    id: str,
    province: str,
    district: str | None,
    ward: str | None,
    code: str | None,
    names: frozenset[str],
) -> Place:
    """An island district without communes stands for itself."""
    printed = ward or district or ""
    key = key_of(printed)
    name = printed[len(key.word) :].strip()
    unit = Unit(
        name=name,
        level=_LEVELS[key.word],
        province=_lower_word(province),
        district=_lower_word(district) if district and ward else None,
        code=code,
        personal_name=fold(name) in names,
    )
    return Place(id, unit, key.name, key.plain, unit.district, unit.province)


def _lower_word(name: str) -> str:
    return name[:1].lower() + name[1:]


def _conversion(data: dict[str, dict[str, dict[str, list[object]]]]) -> dict[str, tuple[str, ...]]:
    became: dict[str, list[str]] = defaultdict(list)
    for province, wards in data["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for ward, befores in wards.items():
            for before in befores:
                became[str(before)].append(f"{province}_{ward}")
    for province, divided in data["DICT_PROVINCE_WARD_DIVIDED"].items():
        for before, parts in divided.items():
            for part in parts:
                if isinstance(part, dict):
                    became[before].append(f"{province}_{part['newWardKey']}")
    return {before: tuple(dict.fromkeys(after)) for before, after in became.items()}


NEW_MAP_FROM = TWO_TIER_FROM
"""First day of the map of 34 provinces and 3,321 communes."""
