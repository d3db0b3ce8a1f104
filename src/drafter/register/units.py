"""Units of government: which commune is meant, and what became of it on 01/7/2025.

A name is asked in any spelling and answered with candidates: several when it is ambiguous,
none when it is unknown. The official chooses; nothing here guesses.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from drafter.document.unit import Level, Unit, two_tier

from .folding import fold
from .gazetteer import Gazetteer, Map, Place, read_gazetteer
from .instrument import printed_day
from .placenames import Query, key_of, read_query
from .schema import read_yaml


@dataclass(frozen=True, slots=True)
class Answer:
    """A candidate, and the unit of before 01/7/2025 through which it was reached."""

    unit: Unit
    old: Unit | None = None


class Units:
    """The communes of before and after 01/7/2025 and the way from one to the other."""

    def __init__(self, gazetteer: Gazetteer, personal_names: Iterable[str] = ()) -> None:
        self._old, self._new, self._became = gazetteer
        self._personal = frozenset(fold(name) for name in personal_names)
        self._provinces = frozenset((*self._old.provinces, *self._new.provinces))
        self._districts = frozenset(self._old.districts)
        self._merged: dict[int, list[int]] = defaultdict(list)
        self._now_in: dict[str, str] = {}
        for before, heirs in enumerate(self._became):
            for index in heirs:
                self._merged[index].append(before)
                country = self._old.places[before].province_plain
                self._now_in.setdefault(country, self._new.places[index].province)

    @classmethod
    def open(cls, personal_names: Path | None = None, cache: Path | None = None) -> Units:
        """The units of the package; ``personal_names`` lists names of persons and events."""
        names = read_yaml(personal_names, cache).get("names", ()) if personal_names else ()
        return cls(read_gazetteer(cache), names)

    def find(self, text: str, on: date) -> tuple[Unit, ...]:
        """Candidates for ``text`` on that day, by any spelling.

        From 01/7/2025 an old name gives its successors, ``formerly`` filled.
        """
        return tuple(answer.unit for answer in self._answers(text, on))

    def describe(self, text: str, on: date) -> str:
        """What the official should be told about ``text``: merged, ambiguous or unknown."""
        answers = self._answers(text, on)
        if not answers:
            return (
                f"Không tìm thấy đơn vị “{text.strip()}” vào ngày {printed_day(on)}; "
                "hãy ghi rõ tên xã và tên tỉnh."
            )
        names = "; ".join(answer.unit.described() for answer in answers[:6])
        old = answers[0].old
        if old is not None and len(answers) == 1:
            return f"Từ 01/7/2025, {old.described()} thuộc {names}."
        if old is not None and len({answer.old for answer in answers}) == 1:
            return f"Từ 01/7/2025, {old.described()} được chia vào: {names}; hãy chọn một."
        return names if len(answers) == 1 else f"Có {len(answers)} đơn vị cùng tên: {names}."

    def successors(self, unit: Unit) -> tuple[Unit, ...]:
        """The units of today that took over ``unit``; itself when it is of today."""
        if unit.district is None and (place := _same(self._new, unit)):
            return (self._today(place),)
        before = _same(self._old, unit)
        heirs = self._became[before.at] if before else ()
        return tuple(self._today(self._new.places[index]) for index in heirs)

    def predecessors(self, unit: Unit) -> tuple[Unit, ...]:
        """The units of before 01/7/2025, with district, that went into a unit of today."""
        place = _same(self._new, unit) if unit.district is None else None
        before = self._merged.get(place.at, ()) if place else ()
        return tuple(self._before(self._old.places[index]) for index in before)

    def provinces(self, on: date) -> tuple[str, ...]:
        """Printed names of the provinces of that day, in alphabetical order."""
        return tuple(sorted(self._map(on).provinces.values()))

    def province(self, name: str, on: date) -> str | None:
        """The province of that day for a name of then or before ("Ninh Thuận" → Khánh Hòa)."""
        plain = key_of(name).plain
        if not two_tier(on):
            return self._old.provinces.get(plain)
        return self._new.provinces.get(plain) or self._now_in.get(plain)

    def all(self, on: date) -> tuple[Unit, ...]:
        """Every commune of that day."""
        make = self._today if two_tier(on) else self._before
        return tuple(make(place) for place in self._map(on).places)

    def _map(self, on: date) -> Map:
        return self._new if two_tier(on) else self._old

    def _unit(self, place: Place, formerly: tuple[str, ...] = ()) -> Unit:
        return Unit(
            name=place.name,
            level=Level(place.level),
            province=place.province,
            district=place.district,
            code=place.code,
            personal_name=place.folded in self._personal,
            formerly=formerly,
        )

    def _before(self, place: Place) -> Unit:
        return self._unit(place)

    def _today(self, place: Place) -> Unit:
        old = (self._old.places[index] for index in self._merged.get(place.at, ()))
        return self._unit(place, tuple(f"{Level(p.level).word} {p.name}" for p in old))

    def _answers(self, text: str, on: date) -> list[Answer]:
        queries = _Readings(read_query(text, self._provinces, self._districts))
        if not two_tier(on):
            return [Answer(self._before(place)) for place in _first(self._old, queries)]
        for strict in (True, False):
            for query in queries:
                answers = self._asked(query, strict)
                if answers:
                    return answers
        return self._half_old(queries)

    def _asked(self, query: Query, strict: bool) -> list[Answer]:
        """Answers to one reading: a name of today, else one of before and its heirs.

        A district, a townlet or a province that is no more says that the address is old.
        """
        gone = query.province is not None and query.province not in self._new.provinces
        if query.district is None and query.level is not Level.TOWNLET and not gone:
            direct = _hits(self._new, query, strict)
            if direct:
                return [Answer(self._today(place)) for place in direct]
        return self._heirs(_hits(self._old, query, strict))

    def _heirs(self, places: Iterable[Place]) -> list[Answer]:
        found: dict[int, Answer] = {}
        for place in places:
            for index in self._became[place.at]:
                heir = self._today(self._new.places[index])
                found.setdefault(index, Answer(heir, self._before(place)))
        return list(found.values())

    def _half_old(self, queries: Iterable[Query]) -> list[Answer]:
        """A name of today with a district or a province of before it.

        The district must be one of which the commune was made.
        """
        for query in queries:
            country = query.province
            if country is not None and country not in self._new.provinces:
                country = key_of(self._now_in.get(country, country)).plain
            asked = replace(query, district=None, province=country)
            found = [
                place
                for place in _hits(self._new, asked, False)
                if query.district is None or query.district in self._districts_of(place)
            ]
            if found:
                return [Answer(self._today(place)) for place in found]
        return []

    def _districts_of(self, place: Place) -> set[str | None]:
        return {self._old.places[i].district_plain for i in self._merged.get(place.at, ())}


class _Readings:
    """Readings made one by one as they are asked for, and kept for the next round."""

    def __init__(self, source: Iterator[Query]) -> None:
        self._source = source
        self._kept: list[Query] = []

    def __iter__(self) -> Iterator[Query]:
        yield from self._kept
        for query in self._source:
            self._kept.append(query)
            yield query


def _first(where: Map, queries: Iterable[Query]) -> list[Place]:
    for strict in (True, False):
        for query in queries:
            found = _hits(where, query, strict)
            if found:
                return found
    return []


def _hits(where: Map, query: Query, strict: bool) -> list[Place]:
    """Places that fit: above them as named, the level too when ``strict``.

    Diacritics decide when typed: ``Mỹ Tho`` is not ``Mỹ Thọ``; if nothing fits with them,
    they are taken for slips.
    """
    found = [place for place in where.by_plain.get(query.plain, ()) if _above(place, query)]
    if strict and query.level is not None:
        found = [place for place in found if place.level == query.level]
    exact = [place for place in found if place.folded == query.name]
    return exact if exact and query.marked else found


def _above(place: Place, query: Query) -> bool:
    return query.province in (None, place.province_plain) and query.district in (
        None,
        place.district_plain,
    )


def _same(where: Map, unit: Unit) -> Place | None:
    for place in where.by_plain.get(key_of(unit.full).plain, ()):
        mine = (place.name, place.level, place.province, place.district)
        if mine == (unit.name, unit.level.value, unit.province, unit.district):
            return place
    return None
