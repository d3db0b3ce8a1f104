"""Indicators: which one a phrase means, in what units it is counted, and which way is better."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from drafter.document.facts import Group

from .folding import bare, plain_words, words
from .schema import IndicatorRow, Row, read_yaml, rows

_CAPITALS = re.compile(r"\b[A-ZĐ]{2,}\b")


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator. ``direction`` "up": more is better; "down": less is; "none": neither.

    ``units`` are usual ones, the first the commonest; ``levels`` the levels at which it is
    assigned ("xa", "huyen", "tinh"); ``topic`` leads to the body that answers for it.
    """

    id: str
    name: str
    group: Group
    synonyms: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    direction: str = "none"
    levels: tuple[str, ...] = ("xa", "huyen", "tinh")
    topic: str = "khac"

    def better(self, value: float, than: float) -> bool | None:
        """Whether ``value`` is better; ``None`` when the indicator has no direction."""
        if self.direction == "none":
            return None
        return value > than if self.direction == "up" else value < than


@dataclass(frozen=True, slots=True)
class _Name:
    """One name of an indicator as the words that must follow each other, gaps allowed."""

    words: tuple[str, ...]
    needed: frozenset[str]
    indicator: Indicator


class AbbreviationRow(Row):
    """An abbreviation of office language (``abbreviations.yaml``)."""

    short: str
    long: str


class Indicators:
    """The vocabulary of indicators."""

    def spelled(self, text: str) -> str:
        """``text`` with abbreviations in capitals written out: "BHYT" is "bảo hiểm y tế"."""
        return _CAPITALS.sub(lambda m: self._long.get(m[0], m[0]), text)

    def __init__(
        self, indicators: Iterable[Indicator], abbreviations: Mapping[str, str] | None = None
    ) -> None:
        self._all = tuple(indicators)
        self._short = {words(s): words(long) for s, long in (abbreviations or {}).items()}
        self._long = {s: long for s, long in (abbreviations or {}).items() if s.isupper()}
        named = ((self._spelt(n), i) for i in self._all for n in (i.name, *i.synonyms))
        self._names = _longest_first(named)
        self._without = {
            i.id: frozenset(form for p in i.without for form in (words(p), plain_words(p)))
            for i in self._all
        }
        self._answers: dict[str, Indicator | None] = {}

    @cached_property
    def _plain(self) -> list[_Name]:
        """The names without diacritics, for those who type none."""
        return _longest_first((bare(" ".join(n.words)), n.indicator) for n in self._names)

    def __iter__(self) -> Iterator[Indicator]:
        return iter(self._all)

    def get(self, id: str) -> Indicator | None:
        """The indicator of that id."""
        return next((i for i in self._all if i.id == id), None)

    def find(self, text: str) -> Indicator | None:
        """The indicator that ``text`` names: a name, a row of a table or a whole sentence.

        The longest name whose words stand in ``text`` in order wins; two different indicators
        with names of equal length and tightness are not told apart, and nothing is answered.
        """
        if text not in self._answers:
            if len(self._answers) > _MOST_ANSWERS:
                self._answers.clear()
            self._answers[text] = self._find(text)
        return self._answers[text]

    def _find(self, text: str) -> Indicator | None:
        spelt = self._spelt(text)
        found = self._standing(spelt)
        if found is not None:
            return found
        mended = self._mended(spelt)
        return self._standing(mended) if mended else None

    def _mended(self, spelt: str) -> str | None:
        """``spelt`` with one misread word mended, where one name of three words or more asks it.

        Scans give "bảo hiểm vy tế"; a word that differs by one letter is taken for the name's.
        """
        said = spelt.split()
        standing = set(said)
        for name in self._names:
            lacking = name.needed - standing
            if len(name.words) < _MENDED_NAME or len(lacking) != 1:
                continue
            (word,) = lacking
            near = [s for s in said if s not in name.needed and _one_letter_apart(s, word)]
            if len(near) == 1:
                mended = [word if s == near[0] else s for s in said]
                if _gap(name.words, mended) is not None:
                    return " ".join(mended)
        return None

    def _standing(self, spelt: str) -> Indicator | None:
        said = spelt.split()
        standing = set(said)
        best: list[tuple[int, int, Indicator]] = []
        for name in self._names if bare(spelt) != spelt else self._plain:
            if best and len(name.words) < -best[0][0]:
                break
            if not name.needed <= standing:
                continue
            gap = _gap(name.words, said)
            if gap is None or self._barred(name.indicator, spelt):
                continue
            best.append((-len(name.words), gap, name.indicator))
        if not best:
            return None
        first = min(best, key=lambda item: item[:2])
        rivals = {item[2].id for item in best if item[:2] == first[:2]}
        return first[2] if len(rivals) == 1 else None

    def same(self, one: str, other: str) -> bool:
        """Whether two phrases mean one indicator; unknown ones must have the same words."""
        first, second = self.find(one), self.find(other)
        if first is not None and second is not None:
            return first.id == second.id
        return first is second and self._spelt(one) == self._spelt(other)

    def key_words(self, text: str) -> str:
        """Folded words of ``text`` with the abbreviations of offices spelt out."""
        return self._spelt(text)

    def _barred(self, indicator: Indicator, spelt: str) -> bool:
        return any(f" {phrase} " in f" {spelt} " for phrase in self._without[indicator.id])

    def _spelt(self, text: str) -> str:
        """Folded words with abbreviations spelt out and figures dropped."""
        key = words(re.sub(r"\d+(?:[.,]\d+)*\s*%?", _keep_small, text))
        return " ".join(self._short.get(word, word) for word in key.split())


_MOST_ANSWERS = 10_000
_MENDED_NAME = 3  # words a name must have before a misread one is mended


def _longest_first(named: Iterable[tuple[str, Indicator]]) -> list[_Name]:
    names = [_Name(tuple(n.split()), frozenset(n.split()), i) for n, i in named]
    return sorted(names, key=lambda name: len(name.words), reverse=True)


_SMALL = {"1", "3", "5", "01", "03", "05"}


def _keep_small(match: re.Match[str]) -> str:
    """Figures that belong to names stay ("trẻ 5 tuổi", "1 ha"), values go."""
    figure = match[0].strip()
    return f" {figure.lstrip('0')} " if figure in _SMALL else " "


def _one_letter_apart(one: str, other: str) -> bool:
    """Whether two words differ by one letter put in, left out or exchanged."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    shorter, longer = sorted((one, other), key=len)
    for at, letter in enumerate(shorter):
        if letter != longer[at]:
            rest = shorter[at + 1 :] if len(shorter) == len(longer) else shorter[at:]
            return rest == longer[at + 1 :]
    return len(longer) > len(shorter)


def _gap(name: tuple[str, ...], said: list[str]) -> int | None:
    """Words between the first and the last word of ``name`` in ``said`` that are not its own.

    ``None`` when the words do not all stand there in order, or lie far apart.
    """
    place, first = -1, -1
    for word in name:
        try:
            place = said.index(word, place + 1)
        except ValueError:
            return None
        first = place if first < 0 else first
    gap = place - first + 1 - len(name)
    return gap if gap <= max(3, len(name)) else None


def load_indicators(path: Path, cache: Path | None = None) -> Indicators:
    """The indicators in ``path``, with the abbreviations in the file beside it."""
    beside = path.with_name("abbreviations.yaml")
    short = rows(read_yaml(beside, cache), "rows", AbbreviationRow, beside)
    found = rows(read_yaml(path, cache), "rows", IndicatorRow, path)
    return Indicators(
        (Indicator(**row.model_dump()) for row in found), {row.short: row.long for row in short}
    )
