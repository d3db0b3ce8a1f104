"""Keys for comparing names inside the register, over the folding of the reading room."""

from __future__ import annotations

import re
import unicodedata

from drafter.reading import vietnamese

_DASHES = str.maketrans("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-------")
_NOISE = re.compile(r"[^\w\s]", re.UNICODE)


def fold(text: str) -> str:
    """Lower case, NFC, one blank between words, one form of dash, tone marks in one style."""
    composed = unicodedata.normalize("NFC", text).translate(_DASHES)
    return " ".join(vietnamese.fold(composed).split())


def bare(text: str) -> str:
    """``fold`` without any diacritics; ``đ`` becomes ``d``."""
    return vietnamese.bare(fold(text))


def words(text: str) -> str:
    """``fold`` with every mark of punctuation read as a blank: a key for titles and names."""
    return " ".join(_NOISE.sub(" ", fold(text)).split())


def plain_words(text: str) -> str:
    """``words`` without diacritics."""
    return vietnamese.bare(words(text))
