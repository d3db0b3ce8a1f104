"""The words of the template writer: topics, stock clauses and forms of kb/.

``load_clauses(kb)`` reads them once; everything it offers is deterministic: which variant of
a clause a commune gets depends on its name alone, so a second run writes the same plan and
two communes do not get twins.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from pydantic import ValidationError

from drafter.document.facts import Span
from drafter.document.model import DocumentKind
from drafter.document.unit import Level

from .clause_schema import (
    ClauseFile,
    ClauseRow,
    FacetRow,
    FormRow,
    Recipient,
    RecipientsFile,
    RequestFile,
    RequestRow,
    TopicRow,
    UnfitRow,
    VocabularyFile,
    WorkFile,
    WorkRow,
)
from .lexicon import PhraseIndex, words_of
from .requests import Requests

_HEADING_WEIGHT = 2
_REPEATS = 2
_PLAN_YEARS = ("nam-dau", "nam-hai", "nam-giua", "nam-tu", "nam-cuoi")
_FIRST_PLAN_YEAR = 2021


class TopicScore(NamedTuple):
    """A topic and how strongly a text speaks of it."""

    topic: str
    score: int


@dataclass(frozen=True, slots=True)
class Unfit:
    """Words of a text that are not a commune's business, why, and what is instead."""

    words: str
    reason: str
    instead: str
    span: Span


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause chosen for one commune, slots still open.

    ``with_movement`` is a sentence to add behind ``text`` when ``movements`` all run.
    """

    id: str
    section: str
    topic: str | None
    role: str | None
    tag: str | None
    text: str
    movements: tuple[str, ...] = ()
    with_movement: str = ""


class Clauses:
    """Topics, clauses and forms; see the methods for the questions one may ask."""

    def __init__(
        self,
        vocabulary: VocabularyFile,
        rows: tuple[ClauseRow, ...],
        forms: tuple[FormRow, ...],
        recipients: tuple[Recipient, ...] = (),
        works: tuple[WorkRow, ...] = (),
        requests: tuple[RequestRow, ...] = (),
    ) -> None:
        self.topics: tuple[TopicRow, ...] = vocabulary.topics
        self.facet_rows: tuple[FacetRow, ...] = vocabulary.facets
        self.rows = rows
        self._forms = {form.kind: form for form in forms}
        self._recipients = recipients
        self._works = {indicator: row for row in works for indicator in row.indicators}
        self.requests = Requests(requests)
        self._order = {topic.id: at for at, topic in enumerate(self.topics)}

    def topic(self, topic_id: str) -> TopicRow:
        """The topic with that id; ``KeyError`` if there is none."""
        return self.topics[self._order[topic_id]]

    def work(self, indicator_id: str) -> WorkRow | None:
        """What a commune does to reach that indicator; ``None`` where nothing is on the shelf."""
        return self._works.get(indicator_id)

    def variant(self, row: WorkRow | RequestRow, seed: str) -> str:
        """The wording of ``row`` that the commune ``seed`` gets, slots open."""
        key = row.id if isinstance(row, RequestRow) else row.indicators[0]
        return _choose(row.work, seed, key)

    def heading(self, topic_id: str, seed: str) -> str:
        """The variant of the item heading that the commune ``seed`` gets."""
        return _choose(self.topic(topic_id).headings, seed, topic_id)

    @cached_property
    def _keywords(self) -> PhraseIndex[tuple[str, int]]:
        return PhraseIndex(
            (phrase, (topic.id, weight))
            for topic in self.topics
            for phrase, weight in map(_weighted, topic.keywords)
        )

    def classify(self, text: str) -> tuple[TopicScore, ...]:
        """Topics of ``text``, strongest first; empty when no known word stands in it.

        Words are counted by weight, each at most twice; the heading (up to the first full
        stop, colon or line end) counts double.
        """
        heading_end = _heading_end(text)
        seen: Counter[tuple[str, str]] = Counter()
        scores: Counter[str] = Counter()
        for hit in self._keywords.scan(text):
            factor = _HEADING_WEIGHT if hit.span.start < heading_end else 1
            for topic_id, weight in hit.payloads:
                mark = (topic_id, hit.span.of(text).lower())
                seen[mark] += 1
                if seen[mark] <= _REPEATS:
                    scores[topic_id] += weight * factor
        ranked = sorted(scores.items(), key=lambda pair: (-pair[1], self._order[pair[0]]))
        return tuple(TopicScore(*pair) for pair in ranked)

    @cached_property
    def _unfit(self) -> PhraseIndex[UnfitRow | None]:
        entries: list[tuple[str, UnfitRow | None]] = []
        for topic in self.topics:
            for row in topic.not_at_commune:
                entries += [(phrase, row) for phrase in row.words]
                entries += [(phrase, None) for phrase in row.exceptions]
        return PhraseIndex(entries)

    def not_at_commune(self, text: str, facets: frozenset[str] | None = None) -> tuple[Unfit, ...]:
        """Words of ``text`` that a commune does not act on, in order of place.

        Entries that depend on the place (sea, border) are judged only when ``facets``, the
        facets of this commune, are given.
        """
        found = []
        for hit in self._unfit.scan(text):
            for row in hit.payloads:
                if row is not None and _applies(row, facets):
                    words = hit.span.of(text)
                    found.append(Unfit(words, row.reason, row.instead, hit.span))
                    break
        return tuple(found)

    @cached_property
    def _facet_words(self) -> PhraseIndex[str]:
        return PhraseIndex((word, row.id) for row in self.facet_rows for word in row.words)

    def facets(self, texts: Iterable[str], year: int | None = None) -> frozenset[str]:
        """Facets that words in ``texts`` show (brief, targets, last year), and of ``year``."""
        found = {
            facet
            for text in texts
            for hit in self._facet_words.scan(text)
            for facet in hit.payloads
        }
        return frozenset(found | ({year_facet(year)} if year is not None else set()))

    def pick(
        self,
        section: str,
        topic: str | None = None,
        *,
        level: Level,
        on: date,
        facets: Iterable[str] = (),
        seed: str,
        role: str | None = None,
        tag: str | None = None,
    ) -> tuple[Clause, ...]:
        """Clauses that are right for the place and the day, one variant each.

        For the contents the most local clause comes first, then the one that says the heart
        of the topic (the first in the file), then other local ones, then the rest in an order
        of the commune's own; elsewhere the order is that of the files.
        """
        has = frozenset(facets)
        rows = [
            row
            for row in self.rows
            if row.section == section
            and (topic is None or row.topic == topic)
            and (role is None or row.role == role)
            and (tag is None or row.tag == tag)
            and right_here(row, level, on, has)
        ]
        if section == "noi-dung":
            rows = _ranked(rows, seed)
        return tuple(_clause(row, seed) for row in rows)

    def drawn(self, found: Iterable[Clause], seed: str) -> tuple[Clause, ...]:
        """``found`` in an order of the commune's own."""
        return tuple(sorted(found, key=lambda clause: _draw(seed, clause.id)))

    def fresh(self, found: Iterable[Clause], said: str) -> tuple[Clause, ...]:
        """``found`` with the clauses first that repeat least of ``said``; ties keep their order."""
        known = _pairs(said)
        return tuple(sorted(found, key=lambda clause: _share(_pairs(clause.text), known)))

    def form(self, kind: DocumentKind) -> FormRow:
        """The form of that kind of document."""
        return self._forms[kind]

    def recipients(self, kind: DocumentKind, level: Level, on: date) -> tuple[Recipient, ...]:
        """Lines of "Nơi nhận" right for level and day, slots open; all kinds share them."""
        return tuple(
            line
            for line in self._recipients
            if level in line.levels and _in_time(line.start, line.until, on)
        )


def load_clauses(kb: Path) -> Clauses:
    """Read topics.yaml and indicator_work.yaml of kb/vocabulary, and kb/clauses, requests, forms.

    Raises ``ValueError`` naming the file when one does not follow its schema.
    """
    vocabulary = _validated(VocabularyFile, kb / "vocabulary" / "topics.yaml")
    rows = tuple(
        row
        for path in sorted((kb / "clauses").glob("*.yaml"))
        for row in _validated(ClauseFile, path).clauses
    )
    forms = tuple(_validated(FormRow, kb / "forms" / f"{kind.value}.yaml") for kind in DocumentKind)
    lines = _validated(RecipientsFile, kb / "forms" / "recipients.yaml").recipients
    works = _validated(WorkFile, kb / "vocabulary" / "indicator_work.yaml").works
    requests = tuple(
        row
        for path in sorted((kb / "requests").glob("*.yaml"))
        for row in _validated(RequestFile, path).requests
    )
    if len({row.id for row in requests}) < len(requests):
        raise ValueError("requests: an id stands twice")
    return Clauses(vocabulary, rows, forms, lines, works, requests)


def year_facet(year: int) -> str:
    """Which year of its five-year plan (2021-2025, 2026-2030, …) ``year`` is."""
    return _PLAN_YEARS[(year - _FIRST_PLAN_YEAR) % len(_PLAN_YEARS)]


def _validated(model: Any, path: Path) -> Any:
    try:
        return model.model_validate(yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader))
    except (ValidationError, yaml.YAMLError) as error:
        raise ValueError(f"{path.name}: {error}") from error


def _weighted(keyword: str) -> tuple[str, int]:
    phrase, given, weight = keyword.partition("=")
    return phrase, int(weight) if given else min(3, len(words_of(phrase)))


def _heading_end(text: str) -> int:
    ends = [at for mark in (". ", ":", "\n") if (at := text.find(mark, 4)) >= 0]
    return min(ends, default=len(text))


def _applies(row: UnfitRow, facets: frozenset[str] | None) -> bool:
    return not row.unless or (facets is not None and facets.isdisjoint(row.unless))


def right_here(row: ClauseRow | RequestRow, level: Level, on: date, facets: frozenset[str]) -> bool:
    """Whether a row is right for a place of that level and those facets, on that day."""
    return (
        level in row.levels
        and _in_time(row.start, row.until, on)
        and facets.issuperset(row.facets)
        and facets.isdisjoint(row.absent)
    )


def _ranked(rows: list[ClauseRow], seed: str) -> list[ClauseRow]:
    """Rows of each topic: a local one, the heart of the topic, other local ones, the rest."""
    hearts = {row.topic: row for row in reversed(rows) if not _locality(row)}
    ranked = sorted(rows, key=lambda row: (-_locality(row), _draw(seed, row.id)))
    most_local = {row.topic: row for row in reversed(ranked) if _locality(row)}

    def place(row: ClauseRow) -> int:
        if row is most_local.get(row.topic):
            return 0
        return 1 if row is hearts.get(row.topic) else 2

    return sorted(ranked, key=place)


def _locality(row: ClauseRow) -> int:
    """How closely a clause belongs to one kind of place: its facets, and words not for a xã."""
    return len(row.facets) + (Level.COMMUNE not in row.levels)


def _in_time(start: date | None, until: date | None, on: date) -> bool:
    return (start is None or start <= on) and (until is None or on <= until)


def _pairs(text: str) -> frozenset[tuple[str, str]]:
    words = words_of(text)
    return frozenset(pairwise(words))


def _share(pairs: frozenset[tuple[str, str]], known: frozenset[tuple[str, str]]) -> int:
    """Share of ``pairs`` in ``known`` in tenths: small differences do not change the order."""
    return 10 * len(pairs & known) // max(1, len(pairs))


def _draw(seed: str, key: str) -> int:
    digest = hashlib.blake2s(f"{seed}|{key}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big")


def way_of(seed: str, key: str, ways: int) -> int:
    """Which of so many ways the commune ``seed`` gets: always the same one."""
    return _draw(seed, key) % ways


def _choose(variants: tuple[str, ...], seed: str, key: str) -> str:
    return variants[way_of(seed, key, len(variants))]


def _clause(row: ClauseRow, seed: str) -> Clause:
    return Clause(
        id=row.id,
        section=row.section,
        topic=row.topic,
        role=row.role,
        tag=row.tag,
        text=_choose(row.variants, seed, row.id),
        movements=row.movements,
        with_movement=row.with_movement,
    )
