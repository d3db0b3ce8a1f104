"""Finding known words and phrases in Vietnamese text, whole syllables only."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from drafter.document.facts import Span
from drafter.reading.vietnamese import UPPER, fold

_WORD = re.compile(r"\w+")


def _folded(text: str) -> str:
    return fold(unicodedata.normalize("NFC", text))


@lru_cache(maxsize=4096)
def words_of(phrase: str) -> tuple[str, ...]:
    """The syllables of a phrase, folded, without punctuation."""
    return tuple(_WORD.findall(_folded(phrase)))


_BREAK = re.compile(rf"(?<=\.)\s+(?=[{UPPER}“\[\d])")


def sentences_of(text: str) -> list[str]:
    """The sentences of a text in keys, each with its full stop."""
    return [part for part in _BREAK.split(text.strip()) if part]


_KEEPS_CAPITAL = re.compile(
    rf"Nhân dân\b|Mặt trận\b|Đảng\b|[{UPPER}]{{2}}|[{UPPER}][^\W\d_]*[ -][{UPPER}]"
)


def uncapital(text: str) -> str:
    """``text`` as it stands inside a sentence; names and abbreviations keep their capital."""
    return text if _KEEPS_CAPITAL.match(text) else f"{text[:1].lower()}{text[1:]}"


Payload = TypeVar("Payload")


@dataclass(frozen=True, slots=True)
class Hit(Generic[Payload]):
    """A phrase found in a text: all payloads filed under it, and where it stands."""

    payloads: tuple[Payload, ...]
    span: Span


class PhraseIndex(Generic[Payload]):
    """Phrases with payloads; overlapping phrases are settled leftmost, then longest."""

    def __init__(self, entries: Iterable[tuple[str, Payload]]) -> None:
        filed: dict[tuple[str, ...], list[Payload]] = {}
        for phrase, payload in entries:
            filed.setdefault(words_of(phrase), []).append(payload)
        self._filed = {words: tuple(payloads) for words, payloads in filed.items() if words}
        lengths: dict[str, set[int]] = {}
        for words in self._filed:
            lengths.setdefault(words[0], set()).add(len(words))
        self._lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}

    def scan(self, text: str) -> Iterator[Hit[Payload]]:
        """Every phrase of ``text`` in order; spans count characters of the NFC text."""
        tokens = [(m[0], m.start(), m.end()) for m in _WORD.finditer(_folded(text))]
        at = 0
        while at < len(tokens):
            length = self._longest_at(tokens, at)
            if length:
                span = Span(tokens[at][1], tokens[at + length - 1][2])
                words = tuple(token[0] for token in tokens[at : at + length])
                yield Hit(self._filed[words], span)
            at += length or 1

    def _longest_at(self, tokens: list[tuple[str, int, int]], at: int) -> int:
        for length in self._lengths.get(tokens[at][0], ()):
            words = tuple(token[0] for token in tokens[at : at + length])
            if len(words) == length and words in self._filed:
                return length
        return 0
