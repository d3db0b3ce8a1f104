"""The words of the search as data: abbreviations, words that mean the same, topics."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from drafter.errors import LibraryError

from .words import bare, has_marks, marked, pairs, syllables
from .yaml_file import read_yaml

ABBREVIATION_WEIGHT = 1.0
SYNONYM_WEIGHT = 0.7
EVERYDAY_WEIGHT = 0.6
"""What a brought-in word counts beside one that was typed; measured in evals/test_search.py."""


class _Everyday(BaseModel):
    model_config = ConfigDict(extra="forbid")

    say: list[str]
    mean: list[str]


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    abbreviations: dict[str, str]
    talk: list[str] = Field(default_factory=list)
    talk_bare: list[str] = Field(default_factory=list)
    synonyms: list[list[str]] = Field(default_factory=list)
    everyday: list[_Everyday] = Field(default_factory=list)
    topics: dict[str, list[str]] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words to look for and what they count; what was typed counts 1."""

    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class _Words:
    """A phrase as sequence of terms, in both forms."""

    text: str
    marked: str
    bare: str


_Meaning = tuple[_Words, list[_Words]]
"""Words, and those that say the same."""


class Vocabulary:
    """Widens queries and names topics. Sequences of syllables are compared, never substrings."""

    def __init__(self, file: _File) -> None:
        self._short = {_key(k, True): v for k, v in file.abbreviations.items()}
        self._short_bare = {_key(k, False): v for k, v in file.abbreviations.items()}
        self._long = [(_words(v), k) for k, v in file.abbreviations.items()]
        self._written_short = [([long], [_words(short)]) for long, short in self._long]
        self._same = [[_words(word) for word in line] for line in file.synonyms]
        self._talk = {marked(word) for word in file.talk}
        self._talk_bare = set(file.talk_bare)
        self._everyday = [
            ([_words(word) for word in line.say], [_words(word) for word in line.mean])
            for line in file.everyday
        ]
        self._asked: tuple[tuple[str, bool], list[_Meaning]] = (("", True), [])
        self._topics = [(name, [_words(c) for c in cues]) for name, cues in file.topics.items()]
        # Cues by their first syllable: a text is asked only for those that may stand in it.
        self._cues: dict[str, list[tuple[str, int]]] = {}
        for place, (_, cues) in enumerate(self._topics):
            for cue in cues:
                self._cues.setdefault(cue.marked.split()[0], []).append((cue.marked, place))

    @classmethod
    def load(cls, path: Path) -> Vocabulary:
        """The vocabulary in ``path``; without the file it is empty."""
        if not path.exists():
            return cls(_File(abbreviations={}))
        try:
            return cls(_File.model_validate(read_yaml(path)))
        except (ValidationError, yaml.YAMLError, OSError) as wrong:
            raise LibraryError(
                f"{path.name}: {wrong}",
                advice=f"Tệp từ vựng {path.name} không đúng định dạng. Hãy cài lại chương trình.",
            ) from wrong

    @property
    def alike(self) -> list[list[str]]:
        """Lines of words that mean the same."""
        everyday = [[word.text for word in (*say, *mean)] for say, mean in self._everyday]
        return [*([word.text for word in same] for same in self._same), *everyday]

    def widened(self, query: str, *, with_marks: bool) -> list[Phrase]:
        """The query, abbreviations spelled out or shortened, and words that mean the same."""
        full = self.spelled_out(query, with_marks=with_marks)
        line = _line(full, with_marks)
        typed = [Phrase(query, 1.0)]
        spelled = [Phrase(full, ABBREVIATION_WEIGHT)] if full != query else []
        shortened = [
            Phrase(short, ABBREVIATION_WEIGHT)
            for long, short in self._long
            if _stands(long, line, with_marks)
        ]
        meant = self._office_words(_line(query, with_marks), with_marks)
        return [*typed, *spelled, *shortened, *self._synonyms(line, with_marks), *meant]

    def content(self, query: str, *, with_marks: bool) -> list[str]:
        """The terms of a query that say what is asked: syllables and pairs of neighbours.

        Words of asking are left out, abbreviations stand spelled out.
        """
        form = marked if with_marks else bare
        talk = self._talk if with_marks else self._talk_bare
        asked = [form(s) for s in syllables(self.spelled_out(query, with_marks=with_marks))]
        singles = [term for term in asked if term not in talk]
        both = (pair for pair in pairs(asked) if not talk.intersection(pair.split("_")))
        return [*singles, *both]

    def spelled_out(self, query: str, *, with_marks: bool) -> str:
        """The query with every abbreviation in full."""
        return " ".join(self._in_full(word, with_marks) for word in query.split())

    def meant(self, query: str, text: str, *, with_marks: bool) -> set[str]:
        """Terms of the query that the text says in other words: shortened, or a synonym."""
        line = _line(text, with_marks)
        said = [
            word
            for word, others in self._meanings(query, with_marks)
            if any(_stands(other, line, with_marks) for other in others)
        ]
        singles = [(w.marked if with_marks else w.bare).split() for w in said]
        return {term for words in singles for term in (*words, *pairs(words))}

    def _meanings(self, query: str, with_marks: bool) -> list[_Meaning]:
        """Words of the query with those that say the same.

        The last answer is kept: the passages of one search are held against one query.
        """
        before, meanings = self._asked
        if before == (query, with_marks):
            return meanings
        asked = _line(self.spelled_out(query, with_marks=with_marks), with_marks)
        pairs_of = [
            *((same, same) for same in self._same),
            *self._everyday,
            *self._written_short,
        ]
        meanings = [
            (word, others)
            for words, others in pairs_of
            for word in words
            if _stands(word, asked, with_marks)
        ]
        self._asked = ((query, with_marks), meanings)
        return meanings

    def topics(self, text: str) -> tuple[str, ...]:
        """Names of the topics whose cues stand in ``text``, most cues first."""
        line = _line(text, True)
        counted = Counter(
            topic
            for word in set(line.split())
            for cue, topic in self._cues.get(word, ())
            if cue in line
        )
        found = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
        return tuple(self._topics[topic][0] for topic, _ in found)

    def query_topics(self, query: str) -> tuple[str, ...]:
        """Topics of a query, which may lack marks and use abbreviations."""
        with_marks = has_marks(query)
        line = _line(self.spelled_out(query, with_marks=with_marks), with_marks)
        return tuple(
            name
            for name, cues in self._topics
            if any(_stands(cue, line, with_marks) for cue in cues)
        )

    def _in_full(self, word: str, with_marks: bool) -> str:
        """A word with its abbreviations in full; "kt-xh" is one, "19/CT-TTg" holds two."""
        table = self._short if with_marks else self._short_bare
        whole = table.get(_key(word, with_marks))
        if whole:
            return whole
        parts = syllables(word)
        if not any(_key(part, with_marks) in table for part in parts):
            return word
        return " ".join(table.get(_key(part, with_marks), part) for part in parts)

    def _synonyms(self, line: str, with_marks: bool) -> list[Phrase]:
        return [
            Phrase(word.text, SYNONYM_WEIGHT)
            for same in self._same
            if any(_stands(word, line, with_marks) for word in same)
            for word in same
            if not _stands(word, line, with_marks)
        ]

    def _office_words(self, line: str, with_marks: bool) -> list[Phrase]:
        """What everyday words mean; for what was typed, not for what an abbreviation hides."""
        return [
            Phrase(word.text, EVERYDAY_WEIGHT)
            for say, mean in self._everyday
            if any(_stands(word, line, with_marks) for word in say)
            for word in mean
        ]


def _key(word: str, with_marks: bool) -> str:
    form = marked if with_marks else bare
    return "-".join(form(part) for part in syllables(word))


def _line(text: str, with_marks: bool) -> str:
    """Terms between blanks, so that a sequence can be found as a substring."""
    form = marked if with_marks else bare
    return " " + " ".join(form(s) for s in syllables(text)) + " "


def _words(text: str) -> _Words:
    return _Words(text, _line(text, True), _line(text, False))


def _stands(words: _Words, line: str, with_marks: bool) -> bool:
    return (words.marked if with_marks else words.bare) in line
