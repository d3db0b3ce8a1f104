"""Folding of names for comparison inside the register."""

from __future__ import annotations

import re
import unicodedata

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_OLD_STYLE = re.compile(rf"(?<!q)(o|u)(?:(?<=o)(a|e)|(?<=u)(y))([{_TONES}])(?![a-z\u0300-\u036f])")
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_NOISE = re.compile(r"[^\w\s]", re.UNICODE)


def fold(text: str) -> str:
    """Lower case, NFC, one blank between words, tone mark placed as in ``hòa``."""
    decomposed = unicodedata.normalize("NFD", text).lower()
    moved = _OLD_STYLE.sub(_move_tone, decomposed)
    return " ".join(_DASHES.sub("-", unicodedata.normalize("NFC", moved)).split())


def _move_tone(match: re.Match[str]) -> str:
    first, low, high, tone = match.groups()
    return f"{first}{tone}{low or high}"


def bare(text: str) -> str:
    """``fold`` without any diacritics; ``đ`` becomes ``d``."""
    decomposed = unicodedata.normalize("NFD", fold(text))
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return plain.replace("đ", "d")


def words(text: str) -> str:
    """``fold`` with every mark of punctuation read as a blank: a key for titles and names."""
    return " ".join(_NOISE.sub(" ", fold(text)).split())


def plain_words(text: str) -> str:
    """``words`` without diacritics."""
    return bare(words(text))
