"""Reading a typed address: ``xã Vạn Linh, huyện Chi Lăng, tỉnh Lạng Sơn``, ``Van Linh Lang Son``.

The words of level are dropped from the right (province, district, commune); without commas
every way of cutting the words that names a known province or district is tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import lru_cache

from drafter.document.unit import Level

from .folding import bare, fold

_COMMUNE = {
    "xã": Level.COMMUNE,
    "x": Level.COMMUNE,
    "phường": Level.WARD,
    "p": Level.WARD,
    "thị trấn": Level.TOWNLET,
    "tt": Level.TOWNLET,
    "đặc khu": Level.SPECIAL_ZONE,
    "dk": Level.SPECIAL_ZONE,
    "huyện": Level.DISTRICT,  # an island district without communes, until 30/6/2025
}
_DISTRICT = ("huyện", "quận", "thị xã", "thành phố", "h", "q", "tx", "tp")
_PROVINCE = ("tỉnh", "thành phố", "t", "tp")
_WORDS = (*_COMMUNE, *_DISTRICT, *_PROVINCE)
_PLAIN_WORDS = {bare(word): word for word in _WORDS}
_LONG = sorted({bare(word) for word in _WORDS if len(word) > 2}, key=len, reverse=True)
_CUT = re.compile(rf"(?<!^)\s+(?=(?:{'|'.join(_LONG)})\s)")
_ALIASES = (
    (re.compile(r"\b(?:tp ?hcm|hcm|sai gon|tp sg)\b"), "ho chi minh"),
    (re.compile(r"\bhn\b"), "ha noi"),
    (re.compile(r"\bbr ?vt\b"), "ba ria vung tau"),
    (re.compile(r"\btth\b|\bthua thien hue\b"), "hue"),
)
_OFFICE = re.compile(r"^(?:ubnd|ủy ban nhân dân|uy ban nhan dan|đảng ủy|hđnd)\s+")
_I_OR_Y = re.compile(r"\b([hklmstv]|qu)y\b")
_PRINTED = ("thị trấn", "thị xã", "thành phố", "đặc khu", "phường", "huyện", "quận", "tỉnh", "xã")
_SMALL = re.compile(r"[^\w\s]+", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Key:
    """A name without its word of level, folded and plain, and that word as written."""

    word: str
    name: str
    plain: str


@dataclass(frozen=True, slots=True)
class Query:
    """One reading of a typed address; names without diacritics except ``name``.

    ``marked`` says that the address was typed with diacritics.
    """

    name: str
    plain: str
    level: Level | None = None
    district: str | None = None
    province: str | None = None
    marked: bool = False


@lru_cache(maxsize=32_768)
def key_of(text: str) -> Key:
    """Key of a printed name such as ``Huyện Chi Lăng``."""
    folded = " ".join(_SMALL.sub(" ", fold(text)).split())
    for word in _PRINTED:
        if folded.startswith(f"{word} "):
            rest = folded[len(word) + 1 :]
            return Key(word, rest, _plain(rest))
    return Key("", folded, _plain(folded))


def _plain(text: str) -> str:
    """Without diacritics, ``y`` as ``i`` ("Mỹ", "Mĩ"), numbers without leading zeros."""
    plain = re.sub(r"\b0+(?=\d)", "", bare(text))
    return _I_OR_Y.sub(r"\1i", plain)


def _province(text: str) -> str:
    for pattern, name in _ALIASES:
        text = pattern.sub(name, text)
    return text


def read_query(
    text: str, provinces: AbstractSet[str], districts: AbstractSet[str]
) -> Iterator[Query]:
    """Readings of ``text``, the most specific first.

    ``provinces`` and ``districts`` are all known names without word and diacritics.
    """
    parts = _parts(text)
    if not parts:
        return
    whole = " ".join(parts)
    marked = bare(whole) != whole
    seen: set[Query] = set()
    for query in _readings(parts, provinces, districts):
        found = replace(query, marked=marked)
        if found not in seen:
            seen.add(found)
            yield found


def _readings(
    parts: list[str], provinces: AbstractSet[str], districts: AbstractSet[str]
) -> Iterator[Query]:
    if len(parts) > 1:
        yield from _by_parts(parts, provinces, districts)
    words = " ".join(parts).split()
    yield from _by_words(words, provinces, districts)
    yield _commune(" ".join(words))


def _parts(text: str) -> list[str]:
    """The address cut at commas and before written words of level."""
    folded = _OFFICE.sub("", fold(text[:300]))
    rough = [part for part in re.split(r"[,;\n]|\s-\s", folded) if part.strip()]
    found: list[str] = []
    for part in rough:
        spoken = re.sub(r"\b(tp|tx|tt|p|x|h|q|t)\.\s*", r"\1 ", part)
        clean = _province(" ".join(_SMALL.sub(" ", spoken).split()))
        found += _cut(clean)
    return found


def _cut(part: str) -> list[str]:
    plain = bare(part)
    edges = [match.end() for match in _CUT.finditer(plain)]
    if len(plain) != len(part):
        return [part]
    pieces = [part[a:b].strip() for a, b in zip([0, *edges], [*edges, len(part)], strict=True)]
    return [piece for piece in pieces if piece]


def _by_parts(
    parts: list[str], provinces: AbstractSet[str], districts: AbstractSet[str]
) -> list[Query]:
    """Commune first, then what names its district and province, in any order."""
    commune, *above = parts
    district = province = None
    for part in above:
        word, plain = _strip(part, (*_DISTRICT, *_PROVINCE))
        if word in _DISTRICT[:3] or (plain not in provinces and plain in districts):
            district = district or plain
        elif plain in provinces and (province is None or word == "tỉnh"):
            district = district or (province if province in districts else None)
            province = plain
        elif plain in districts:
            district = district or plain
        else:
            province = province or plain
    first = _commune(commune, district, province)
    found = [first]
    if district is None and province is not None and province in districts:
        found.append(_commune(commune, province, None))
    return found


def _by_words(
    words: list[str], provinces: AbstractSet[str], districts: AbstractSet[str]
) -> list[Query]:
    """Every cut of unseparated words that ends in a known province or district."""
    found: list[Query] = []
    for cut in range(1, len(words)):
        _, last = _strip(" ".join(words[cut:]), (*_DISTRICT, *_PROVINCE))
        if last in provinces:
            found += _within(words[:cut], last, districts)
            found.append(_commune(" ".join(words[:cut]), None, last))
        if last in districts:
            found.append(_commune(" ".join(words[:cut]), last, None))
    return found


def _within(words: list[str], province: str, districts: AbstractSet[str]) -> list[Query]:
    found = []
    for cut in range(1, len(words)):
        _, middle = _strip(" ".join(words[cut:]), _DISTRICT)
        if middle in districts:
            found.append(_commune(" ".join(words[:cut]), middle, province))
    return found


def _strip(part: str, words: tuple[str, ...]) -> tuple[str, str]:
    """The word of level (with diacritics, "" if none) and the plain name after it."""
    plain = bare(part)
    for word in sorted(words, key=len, reverse=True):
        for form in {word, bare(word)}:
            if plain.startswith(f"{bare(form)} "):
                return word, _plain(plain[len(bare(form)) + 1 :])
    return "", _plain(plain)


def _commune(part: str, district: str | None = None, province: str | None = None) -> Query:
    plain = bare(part)
    for word in sorted(_COMMUNE, key=len, reverse=True):
        if plain.startswith(f"{bare(word)} ") and len(plain) > len(word) + 1:
            rest = part[len(word) + 1 :].strip()
            return Query(rest, _plain(rest), _COMMUNE[word], district, province)
    return Query(part, _plain(part), None, district, province)
