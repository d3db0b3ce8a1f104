"""Words as typed: folding that keeps every place, sentences, numbers in words.

What an official types may lack diacritics and capitals. Patterns therefore run on the plain
face of a text, which has exactly as many characters as the text: a match in the one is a span
in the other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from drafter.document.facts import Span

_ABBREVIATED = re.compile(r"(?:^|[\s,(])(?:tp|p|x|h|t|tx|tt|q|ts|ths|gs|d/c|kt|tm|vd)\.$")
_SENTENCE_END = re.compile(r"[.!?…]+(?=\s+|$)|\n")


def typed(text: str) -> str:
    """The text in NFC, with blanks and line ends made even; nothing else is touched."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = text.replace("\u00a0", " ").replace("\u200b", "").replace("\ufeff", "")
    return text.strip()


def plain(text: str) -> str:
    """Lower case without diacritics, character for character (``Đ`` is ``d``)."""
    return text.translate(_PLAIN)


class _Letters(dict[int, str]):
    """Code point to plain letter, worked out once for each that comes."""

    def __missing__(self, code: int) -> str:
        self[code] = plain = _plain_letter(chr(code))
        return plain


_PLAIN = _Letters()


def _plain_letter(letter: str) -> str:
    if letter in "đĐðÐ":
        return "d"
    base = unicodedata.normalize("NFD", letter)[0].lower()
    return base if len(base) == 1 else letter


def sentences(text: str) -> Iterator[Span]:
    """Sentences of a message: ended by a line end or a full stop that is no abbreviation."""
    start, face = 0, plain(text)
    for end in _SENTENCE_END.finditer(face):
        if end.group() == "." and _ABBREVIATED.search(face[start : end.end()]):
            continue
        yield from _trimmed(text, start, end.end())
        start = end.end()
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start] in " \t\n-–•+*":
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        yield Span(start, end)


_DIGITS = {
    "khong": 0, "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "lam": 5,
    "sau": 6, "bay": 7, "tam": 8, "chin": 9,
}  # fmt: skip
_SCALES = {"nghin": 1000, "ngan": 1000, "tram": 100, "muoi": 10}
_FILLERS = frozenset({"linh", "le"})


def number_in_words(words: str) -> int | None:
    """A whole number below 10,000 in plain Vietnamese words, or ``None``.

    Reads "hai nghin khong tram hai muoi bay", the short "hai nghin khong tram hai bay",
    "muoi hai", "hai bon". A word that is not a number gives ``None``.
    """
    total, digit, run = 0, None, 0
    for word in words.split():
        if word in _FILLERS:
            continue
        if word in _SCALES:
            total += (1 if digit is None else digit) * _SCALES[word]
            digit, run = None, 0
        elif word in _DIGITS:
            digit = (digit or 0) * 10 + _DIGITS[word]
            run += 1
        else:
            return None
        if run > 2:
            return None
    return total + (digit or 0) if words.strip() else None


NUMBER_WORD = "(?:" + "|".join((*_DIGITS, *_SCALES, *_FILLERS)) + ")"
"""Pattern of one number word, on the plain face."""
