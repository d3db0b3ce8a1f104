"""Syllables as terms of the search.

Two forms of a syllable: with its marks, where the tone stands behind the letters so that
"hoà" and "hòa" are one term, and bare, for people who type without marks. A document number
("19/CT-TTg") is also one term of its own.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable

from drafter.reading.vietnamese import bare as without_marks
from drafter.reading.vietnamese import legible

_TONES = {"\u0300": "1", "\u0301": "2", "\u0303": "3", "\u0309": "4", "\u0323": "5"}
_SYLLABLE = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\d+(?:/\d{4})?/[^\W\d_][\w&-]*(?:/[^\W\d_]\w*)?|\d+-[^\W\d_]\w*/[^\W\d_]\w*")
_SHORT_Y = re.compile(r"[bcdđghklmnprstvx]+y")  # "kỹ" and "kĩ" are one word, "quy" is not meant

_marked: dict[str, str] = {}
_bare: dict[str, str] = {}


def marked(syllable: str) -> str:
    """Letters with their quality, then the tone: ``hoà`` and ``hòa`` give ``hoa1``."""
    known = _marked.get(syllable)
    if known is None:
        known = _marked[syllable] = _mark(syllable)
    return known


def bare(syllable: str) -> str:
    """Letters alone: ``đường`` gives ``duong``."""
    known = _bare.get(syllable)
    if known is None:
        known = _bare[syllable] = _i_for_y(without_marks(syllable))
    return known


_SHIFTING = ("oa", "oe", "uy")  # "hoà" or "hòa": two habits of placing the tone


def tone_variants(syllable: str) -> set[str]:
    """The ways a syllable may be written: ``hòa`` gives ``hòa`` and ``hoà``."""
    apart = unicodedata.normalize("NFD", syllable)
    tone = next((char for char in apart if char in _TONES), "")
    plain = unicodedata.normalize("NFC", apart.replace(tone, "")) if tone else syllable
    if not tone or not plain.endswith(_SHIFTING):
        return {syllable}
    forms = (plain[:-1] + tone + plain[-1], plain + tone)
    return {unicodedata.normalize("NFC", form) for form in forms}


def has_marks(text: str) -> bool:
    """Whether any letter carries a Vietnamese mark."""
    apart = unicodedata.normalize("NFD", text.lower())
    return "đ" in apart or any(unicodedata.combining(c) for c in apart)


def syllables(text: str) -> list[str]:
    """The syllables and figures of ``text`` in order, lower case, NFC, slipped tones put right."""
    return _SYLLABLE.findall(legible(unicodedata.normalize("NFC", text)).lower())


def numbers(text: str) -> list[str]:
    """Document numbers in ``text``, bare and lower case: ``152/2025/nd-cp``."""
    lower = unicodedata.normalize("NFC", text).lower()
    return [without_marks(found) for found in _NUMBER.findall(lower)]


def terms(text: str, *, with_marks: bool) -> list[str]:
    """Syllables, pairs of neighbours and document numbers, each as often as it stands."""
    form = marked if with_marks else bare
    singles = [form(s) for s in syllables(text)]
    return [*singles, *pairs(singles), *numbers(text)]


def pairs(singles: list[str]) -> Iterable[str]:
    """Neighbouring terms joined: most Vietnamese words have two syllables."""
    return (f"{a}_{b}" for a, b in itertools.pairwise(singles))


def _mark(syllable: str) -> str:
    plain, tone = [], ""
    for char in unicodedata.normalize("NFD", syllable):
        if char in _TONES:
            tone = _TONES[char]
        else:
            plain.append(char)
    return _i_for_y(unicodedata.normalize("NFC", "".join(plain))) + tone


def _i_for_y(plain: str) -> str:
    return plain[:-1] + "i" if _SHORT_Y.fullmatch(plain) else plain
