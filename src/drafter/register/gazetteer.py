"""The list of communes before and after 01/7/2025, and which became which.

The door of the package ``vietnamadminunits`` (MIT): its data files are read, its parser is
not imported. With a cache directory the names are folded once and kept there.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from drafter.document.unit import Level

from .placenames import key_of

SHAPE = 1
"""Version of the cached form; a change of ``Place`` counts it up."""

_LEVELS = {
    "xã": Level.COMMUNE,
    "phường": Level.WARD,
    "thị trấn": Level.TOWNLET,
    "đặc khu": Level.SPECIAL_ZONE,
    "huyện": Level.DISTRICT,  # an island district without communes stands for itself
}


class Place(NamedTuple):
    """A commune of one of the two maps; ``folded`` and ``plain`` are keys of its name."""

    at: int  # its place in the list of its map
    level: str
    name: str
    folded: str
    plain: str
    district: str | None
    district_plain: str | None
    province: str
    province_plain: str
    code: str | None


@dataclass(slots=True)
class Map:
    """All communes of one time, by name without diacritics."""

    places: list[Place] = field(default_factory=list)
    by_plain: dict[str, list[Place]] = field(default_factory=lambda: defaultdict(list))
    provinces: dict[str, str] = field(default_factory=dict)
    districts: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, places: Iterable[Place]) -> Map:
        """The map of ``places``, which are numbered from 0 in order."""
        found = cls(list(places))
        for place in found.places:
            found.by_plain[place.plain].append(place)
            found.provinces[place.province_plain] = place.province
            if place.district_plain:
                found.districts.add(place.district_plain)
        return found


class Gazetteer(NamedTuple):
    """Both maps; ``became[i]`` are the indices on the new map of the heirs of old place i."""

    old: Map
    new: Map
    became: list[list[int]]


def read_gazetteer(cache: Path | None = None) -> Gazetteer:
    """The communes of both maps. Raises ``ModuleNotFoundError`` without the package."""
    stored = _stored(cache)
    if stored is not None and stored.is_file():
        data = json.loads(stored.read_bytes())
    else:
        data = _compile()
        if stored is not None:
            stored.parent.mkdir(parents=True, exist_ok=True)
            stored.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    old, new = (Map.of(map(Place._make, data[part])) for part in ("old", "new"))
    return Gazetteer(old, new, data["became"])


def _stored(cache: Path | None) -> Path | None:
    if cache is None:
        return None
    version = importlib.metadata.version("vietnamadminunits")
    return cache / f"communes-{version}-{SHAPE}.json"


_NEW = "SELECT province, NULL, ward, wardCode, provinceKey, NULL, wardKey FROM admin_units"
_OLD = (
    "SELECT province, district, ward, wardCode, provinceKey, districtKey, wardKey "
    "FROM admin_units_legacy"
)


def _compile() -> dict[str, Any]:
    """Rows of both maps and the conversion, from the data files of the package."""
    found = importlib.util.find_spec("vietnamadminunits")
    if found is None or not found.submodule_search_locations:
        raise ModuleNotFoundError("vietnamadminunits is not installed")
    folder = Path(found.submodule_search_locations[0]) / "data"
    database = sqlite3.connect(f"file:{folder / 'dataset.db'}?mode=ro&immutable=1", uri=True)
    try:
        new_rows, old_rows = database.execute(_NEW).fetchall(), database.execute(_OLD).fetchall()
    finally:
        database.close()
    new_index = {f"{row[4]}_{row[6]}": index for index, row in enumerate(new_rows)}
    heirs = _conversion(json.loads((folder / "converter_2025.json").read_bytes()))
    became = [
        [new_index[id] for id in heirs.get(f"{row[4]}_{row[5]}_{row[6] or ''}", ())]
        for row in old_rows
    ]
    return {
        "old": [_place(index, row) for index, row in enumerate(old_rows)],
        "new": [_place(index, row) for index, row in enumerate(new_rows)],
        "became": became,
    }


def _place(index: int, row: tuple[str | None, ...]) -> Place:
    province, district, ward, code = row[:4]
    printed = ward or district or ""
    key = key_of(printed)
    above = _lower_word(district) if district and ward else None
    country = _lower_word(province or "")
    return Place(
        index,
        _LEVELS[key.word].value,
        printed[len(key.word) :].strip(),
        key.name,
        key.plain,
        above,
        key_of(above).plain if above else None,
        country,
        key_of(country).plain,
        code,
    )


def _lower_word(name: str) -> str:
    return name[:1].lower() + name[1:]


def _conversion(data: dict[str, Any]) -> dict[str, list[str]]:
    """Keys of old places to keys of the new places that hold them, wholly or in part."""
    heirs: dict[str, list[str]] = defaultdict(list)
    for province, wards in data["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for ward, befores in wards.items():
            for before in befores:
                heirs[before].append(f"{province}_{ward}")
    for province, divided in data["DICT_PROVINCE_WARD_DIVIDED"].items():
        for before, parts in divided.items():
            heirs[before] += [f"{province}_{part['newWardKey']}" for part in parts]
    return {before: list(dict.fromkeys(after)) for before, after in heirs.items()}
