"""Spelling of administrative Vietnamese: known slips, syllables that do not exist, near misses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache

from drafter.document.facts import Span
from drafter.reading.vietnamese import LOWER, UPPER, bare, fold

from .case import Case
from .finding import Category, Severity
from .rule import Family, Flaw

SPELLING = Family(Category.WORDING)

_TOKEN = re.compile(rf"[{UPPER}{LOWER}]+")
_ONSET = "ngh|ng|nh|th|tr|ph|kh|gh|gi|ch|qu|b|c|d|đ|g|h|k|l|m|n|p|r|s|t|v|x|"
_RHYME = (
    "a|ai|ao|au|ay|am|an|ang|anh|ap|at|ac|ach|ăm|ăn|ăng|ăp|ăt|ăc|âm|ân|âng|âp|ât|âc|âu|ây|"
    "e|em|en|eng|eo|ep|et|ec|ê|êm|ên|ênh|êp|êt|êch|êu|i|ia|im|in|inh|ip|it|ich|iu|iêm|iên|iêng|iêp|iêt|iêc|iêu|"
    "o|oi|om|on|ong|op|ot|oc|oa|oai|oan|oang|oanh|oat|oac|oach|oay|oao|oam|oap|oe|oen|oet|oeo|oăn|oăng|oăt|oăc|oăm|"
    "oong|ooc|ô|ôi|ôm|ôn|ông|ôp|ôt|ôc|ơ|ơi|ơm|ơn|ơp|ơt|u|ua|ui|um|un|ung|up|ut|uc|uê|uênh|uêch|uân|uâng|uât|uây|"
    "uơ|uôi|uôm|uôn|uông|uôt|uôc|uy|uya|uych|uyn|uynh|uyt|uyu|uyên|uyêt|uyp|ư|ưa|ưi|ưm|ưn|ưng|ưt|ưc|ưu|"
    "ươi|ươm|ươn|ương|ươp|ươt|ươc|ươu|y|yêm|yên|yêng|yêt|yêu|ynh|yt|yn"
)
_SYLLABLE = re.compile(rf"(?:{_ONSET})(?:{_RHYME})")
_TONES = dict(zip("\u0300\u0301\u0303\u0309\u0323", "fsxrj", strict=True))
_STOPPED = re.compile(r"(?:p|t|c|ch)$")
_FOREIGN = frozenset(
    [
        "covid",
        "ocop",
        "online",
        "email",
        "web",
        "website",
        "internet",
        "zalo",
        "facebook",
        "fanpage",
        "video",
        "clip",
        "logo",
        "app",
        "smart",
        "wifi",
        "karaoke",
        "photo",
        "gas",
        "virus",
        "vắcxin",
        "vacxin",
        "test",
        "index",
        "fsc",
        "iuu",
        "vietgap",
        "globalgap",
        "hữu",
        "homestay",
        "logistics",
        "marketing",
        "blockchain",
        "robot",
        "camera",
        "pano",
        "apphich",
        "ki",
        "lô",
        "ki-ốt",
        "kg",
        "km",
        "ha",
        "cm",
        "mm",
        "dt",
        "kv",
        "kw",
        "kwh",
        "usd",
        "vnd",
        "vneid",
        "id",
        "qr",
        "code",
        "pci",
        "papi",
        "par",
        "sipas",
        "ddci",
        "đắk",
        "đăk",
        "krông",
        "buôn",
        "pleiku",
        "kon",
        "tum",
        "plông",
        "ea",
        "ana",
        "hleo",
        "nông",
        "bru",
        "gia",
        "xơ",
        "hmông",
        "mông",
        "êđê",
        "bana",
        "jrai",
        "giarai",
        "chăm",
        "pa",
        "cô",
        "hot",
        "top",
        "net",
        "shop",
        "pop",
        "hit",
        "set",
        "raglai",
        "raglay",
        "cơho",
        "mạ",
        "lắk",
        "lăk",
        "rai",
        "ayun",
        "oda",
        "fdi",
        "ppp",
        "grdp",
        "gdp",
        "vn",
        "hcm",
        "tphcm",
        "ubnd",
        "hđnd",
        "mttq",
        "btv",
        "tdkt",
        "tđkt",
        "pctn",
        "clb",
        "htx",
        "qldb",
        "utt",
        "nn",
        "nv",
        "bqp",
    ]
)


@SPELLING.rule("CH-01", Severity.ERROR, "Chính tả", "Không có lỗi chính tả thường gặp")
def known_slips(case: Case) -> Iterator[Flaw]:
    """Slips of ``kb/vocabulary/spelling.yaml``."""
    for found in case.spelling.any_slip.finditer(case.text, 0, case.annex_start):
        slip = next(s for s in case.spelling.slips if s.wrong.fullmatch(found.group()))
        yield Flaw(
            f"“{found.group()}” sai chính tả, đúng là “{slip.right}”.", Span(*found.span()),
            f"Sửa thành {slip.right}.", slip.right, None if slip.sure else Severity.INFO,
        )  # fmt: skip


@SPELLING.rule(
    "CH-02", Severity.WARNING, "Chính tả", "Không có âm tiết không tồn tại trong tiếng Việt"
)
def impossible_syllables(case: Case) -> Iterator[Flaw]:
    """Small-letter words that no rule of Vietnamese spelling allows."""
    told: set[str] = set()
    for found in _TOKEN.finditer(case.text, case.body_start, case.annex_start):
        word = found.group()
        if possible(word) or word in told or not _in_small_letters(word):
            continue
        token = Span(*found.span())
        if not _odd_place(case, token):
            told.add(word)
            yield Flaw(
                f"“{word}” không phải âm tiết tiếng Việt, có thể gõ sai.",
                token,
                "Kiểm tra chính tả.",
            )


def _in_small_letters(word: str) -> bool:
    return len(word) > 1 and word[1:].islower()


def _odd_place(case: Case, token: Span) -> bool:
    around = case.text[max(0, token.start - 1) : token.end + 1]
    if any(
        (c.isalpha() and not _TOKEN.match(c)) or unicodedata.combining(c)
        for c in (around[:1], around[-1:])
    ):
        return True  # a broken letter beside it, told by another rule
    if re.search(r"[@./_\d&]", around[:1] + around[-1:]) and not around.endswith((".", ",")):
        return True
    return case.text[token.start : token.end][0].isupper() and _mid_sentence(case, token.start)


def _mid_sentence(case: Case, at: int) -> bool:
    return bool(re.search(rf"[{LOWER}{UPPER},]\s$", case.text[max(0, at - 2) : at]))


@lru_cache(maxsize=8192)
def possible(word: str) -> bool:
    """Whether ``word`` is built like a Vietnamese syllable, or is a known foreign word."""
    low = fold(word)
    if low in _FOREIGN or (len(low) > 7 and low in _FOREIGN):
        return True
    tones, letters = [], []
    for char in unicodedata.normalize("NFD", low):
        tones.append(_TONES[char]) if char in _TONES else letters.append(char)
    plain = unicodedata.normalize("NFC", "".join(letters))
    if len(tones) > 1:
        return False
    match = _SYLLABLE.fullmatch(plain)
    if match is None:
        return _gi(plain) or word.isascii()  # an English word, not a slip of the hand
    return not (_STOPPED.search(plain) and (not tones or tones[0] not in "sj"))


def _gi(plain: str) -> bool:
    """gì, gìn, giêng: the i of gi is also the vowel."""
    return plain in {"gi", "gin", "giêng", "giếng", "qui", "quit", "quich", "quyt"}


@SPELLING.rule("CH-04", Severity.WARNING, "Chính tả", "Từ thường dùng viết đúng dấu, đủ chữ")
def near_misses(case: Case) -> Iterator[Flaw]:
    """Two syllables that differ from a common compound only in marks, or by one letter."""
    words = case.spelling
    tokens = list(_TOKEN.finditer(case.text, 0, case.annex_start))
    folded = [case.folded[t.start() : t.end()] for t in tokens]
    told: set[str] = set()
    for at in range(len(tokens) - 1):
        pair = f"{folded[at]} {folded[at + 1]}"
        if pair in words.compounds or pair in told:
            continue
        meant = _meant(pair, words.unmarked)
        if meant is None or _belongs_elsewhere(at, folded, words.compounds):
            continue
        span = Span(tokens[at].start(), tokens[at + 1].end())
        if " ".join(span.of(case.text).split()) != f"{tokens[at][0]} {tokens[at + 1][0]}":
            continue
        if (tokens[at][0].isupper() and len(tokens[at][0]) > 1) or words.any_slip.search(
            span.of(case.text)
        ):
            continue
        told.add(pair)
        yield Flaw(f"“{case.quote(span)}” có thể gõ sai “{meant}”.", span, f"Sửa thành {meant}.")


def _belongs_elsewhere(at: int, folded: list[str], compounds: frozenset[str]) -> bool:
    before = at > 0 and f"{folded[at - 1]} {folded[at]}" in compounds
    after = at + 2 < len(folded) and f"{folded[at + 1]} {folded[at + 2]}" in compounds
    return before or after


def _meant(pair: str, unmarked: Mapping[str, str]) -> str | None:
    """The compound with the same letters, where one syllable is right and the other has other marks."""
    same = unmarked.get(bare(pair))
    if same is None or same == pair:
        return None
    first, second = pair.split(" ")
    wanted = same.split(" ")
    return same if (first == wanted[0]) != (second == wanted[1]) else None
