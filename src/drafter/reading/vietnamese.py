"""Vietnamese as it is typed, scanned and extracted: letters, numbers, dates.

Everything here keeps a promise about length: ``normalise`` makes the text that all spans
count in; ``legible``, ``fold`` and ``bare`` give back a text of the same length, so that a
pattern found in them stands at the same place in the text as written.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal, InvalidOperation

UPPER = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
"""Capital letters, for use inside a character class."""
LOWER = UPPER.lower()
"""Small letters, for use inside a character class."""

LETTERS = "abcdđeghiklmnopqrstuvxy"
"""The alphabet of lettered items (NĐ 30/2020: a, b, c, d, đ, e, g …)."""

# Cyrillic letters that print like ours stand in for them in numbers of instruments.
_STANDINS = str.maketrans("ÐðƉɖАВЕКМНОРСТХУаеорсух", "ĐđĐđABEKMHOPCTXYaeopcyx")
_INVISIBLE = re.compile(
    "[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad\x00-\x08\x0e-\x1b\x7f]"
)
_HEADING_MARK = re.compile(r"(?m)^\s*#{1,6}\s*")


def normalise(text: str) -> str:
    """NFC text without Markdown marks and invisible characters; white space is kept.

    ``Ð`` (eth) becomes ``Đ``, a Cyrillic ``С`` a ``C``. Broken diacritics, misspellings and page numbers stay:
    nothing is repaired here.
    """
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).translate(_STANDINS)
    text = _HEADING_MARK.sub("", text) if "#" in text else text
    return text.replace("*", "")


_SAME_SIGN = {
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2015": "-",
    "\u2212": "-", "\u2044": "/", "\u2215": "/", "\u00a0": " ", "\uff05": "%",
    "„": "“", "‟": "“", "«": "“", "»": "”",
}  # fmt: skip
_OTHER_SIGN = re.compile("[" + "".join(_SAME_SIGN) + "]")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_VOWELS = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
_TONED_CONSONANTS = "".join(
    c
    for base in "bcdđghklmnpqrstvxBCDĐGHKLMNPQRSTVX"
    for mark in _TONES
    if len(c := unicodedata.normalize("NFC", base + mark)) == 1
)
_DEBRIS = re.compile(f"[{_TONES}{_TONED_CONSONANTS}]")
_LONE_TONE = re.compile(f"[{_TONES}]")
_STRAY_TONE = re.compile(f"([{_VOWELS}])([^\\W\\d_{_VOWELS}]{{0,2}})([{_TONES}])")
_STRAY_ON_LETTER = re.compile(
    f"([{_VOWELS}])([^\\W\\d_{_VOWELS}]?)([{_TONED_CONSONANTS}])(?!\\w\\w)"
)


def _give_back(match: re.Match[str]) -> str:
    vowel, between, mark = match.groups()
    return unicodedata.normalize("NFC", vowel + mark) + between + " "


def _give_back_from_letter(match: re.Match[str]) -> str:
    vowel, between, toned = match.groups()
    base, mark = unicodedata.normalize("NFD", toned)[0], unicodedata.normalize("NFD", toned)[1:]
    return unicodedata.normalize("NFC", vowel + mark) + between + base


def legible(text: str) -> str:
    """``text`` made easy to match, character for character: same length, same places.

    Dashes, slashes and quotes get one form each; a tone mark that slipped to the next
    consonant ("Luâṭ", "Hơp̣") goes back to its vowel.
    """
    text = _OTHER_SIGN.sub(lambda m: _SAME_SIGN[m.group()], text)
    if _DEBRIS.search(text):
        text = _STRAY_ON_LETTER.sub(_give_back_from_letter, text)
        text = _STRAY_TONE.sub(_give_back, text)
        text = _LONE_TONE.sub(" ", text)
    return text


_OLD_STYLE = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa", "oè": "òe", "oé": "óe", "oẻ": "ỏe",
    "oẽ": "õe", "oẹ": "ọe", "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip
_OLD_STYLE_AT = re.compile(r"(o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])(?![^\W\d_])")


def fold(text: str) -> str:
    """Lower case with tone marks in one style: ``HOÀ``, ``Hoà`` and ``hòa`` become ``hòa``.

    The result has the length of ``text`` when ``text`` is NFC Vietnamese.
    """
    return _OLD_STYLE_AT.sub(lambda m: _OLD_STYLE[m.group()], _lower(text))


def _lower(text: str) -> str:
    lower = text.lower()
    # A few foreign capitals grow when lowered; they are left as they are.
    return lower if len(lower) == len(text) else "".join(_lower_one(c) for c in text)


def _lower_one(char: str) -> str:
    lower = char.lower()
    return lower if len(lower) == 1 else char


def _bare_one(char: str) -> str:
    base = unicodedata.normalize("NFD", char)[0]
    return {"đ": "d", "Đ": "D"}.get(base, base)


_BARE = {ord(c): _bare_one(c) for c in map(chr, range(0xC0, 0x1F00)) if c.isalpha()}


def bare(text: str) -> str:
    """``text`` in lower case without diacritics, character for character."""
    return _lower(text).translate(_BARE)


_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_COMMA = re.compile(r"\d+(?:,\d+)?")
_POINT = re.compile(r"\d+\.\d+")


def parse_number(text: str) -> Decimal | None:
    """The number as Vietnamese writes it, or ``None``.

    Dots group thousands, a comma starts the decimals (``3.130,5``); three digits after a
    comma are still decimals (``84,770``); ``0.8`` is taken as 0,8 since it cannot be grouped.
    """
    digits = text.strip()
    if _GROUPED.fullmatch(digits) and not digits.startswith("0"):
        digits = digits.replace(".", "").replace(",", ".")
    elif _COMMA.fullmatch(digits):
        digits = digits.replace(",", ".")
    elif not _POINT.fullmatch(digits):
        return None
    try:
        return Decimal(digits)
    except InvalidOperation:
        return None


def ambiguous_number(text: str) -> bool:
    """Whether a person might read the digits another way: ``84,770`` or ``1.5``."""
    return bool(re.fullmatch(r"[1-9]\d{0,2},\d{3}|[1-9]\d*\.\d{1,2}", text.strip()))


DAY = (
    r"(?P<day>\d{1,2})\s*(?:[/.-]|tháng)\s*(?P<month>\d{1,2})\s*(?:[/.-]|,?\s*năm)\s*"
    r"(?P<year>(?:19|20)\d{2}|1[0-8]\d{2})(?!\d)"
)
"""Pattern of a full date: 07/4/2014, 01-9-2016, 14 tháng 6 năm 2025."""
_DAY = re.compile(DAY)


def parse_date(text: str) -> date | None:
    """The first full date in ``text`` that exists in the calendar, or ``None``."""
    for found in _DAY.finditer(legible(text)):
        if day := date_of(found):
            return day
    return None


def date_of(found: re.Match[str]) -> date | None:
    """The calendar day of a match of :data:`DAY`, ``None`` when there is no such day."""
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except (ValueError, TypeError):
        return None


_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def roman(number: int) -> str:
    """``4`` → ``IV``, for 1 to 89 as section labels need."""
    if not 1 <= number <= 89:
        raise ValueError(f"no section label for {number}")
    out = "L" if number >= 50 else ""
    number -= 50 if number >= 50 else 0
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        out += sign * count
    return "XL" + out[4:] if out.startswith("XXXX") else out


_ROMAN_VALUES = {roman(n): n for n in range(1, 50)}


def from_roman(text: str) -> int | None:
    """``IV`` → ``4``; ``None`` when it is not a Roman numeral below 50."""
    return _ROMAN_VALUES.get(text.upper())
