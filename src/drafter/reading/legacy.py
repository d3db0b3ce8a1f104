"""Vietnamese text from before Unicode: TCVN3 (ABC fonts), VNI, and code page 1258.

TCVN3 and VNI are fonts that draw Vietnamese letters in the places of Latin-1, so a converted
file reads "ñy ban nh©n d©n" or "UÛY BAN NHAÂN DAÂN". Tables after TCVN 5712:1993 (VN3) and the VNI
for Windows character set. Which one a text is in is decided by how many of its words are
possible Vietnamese syllables, never by a single letter.
"""

from __future__ import annotations

import contextlib
import re
import unicodedata

TCVN3, VNI, CP1258, DOUBLE_UTF8 = "tcvn3", "vni", "cp1258", "utf-8-twice"

_NAMES = {
    TCVN3: "TCVN3 (ABC)",
    VNI: "VNI",
    CP1258: "CP1258",
    DOUBLE_UTF8: "UTF-8 bị chuyển mã hai lần",
}

_TCVN3 = str.maketrans(
    "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\u00adõö÷øùúûüýþ¡¢§£¤¥¦",
    "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂĐÊÔƠƯ",
)

_TONES = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_ROUND = {"â": "\u0302", "á": "\u0302\u0301", "à": "\u0302\u0300", "å": "\u0302\u0309"}
_ROUND |= {"ã": "\u0302\u0303", "ä": "\u0302\u0323"}
_BREVE = {"ê": "\u0306", "é": "\u0306\u0301", "è": "\u0306\u0300", "ú": "\u0306\u0309"}
_BREVE |= {"ü": "\u0306\u0303", "ë": "\u0306\u0323"}
_VNI_MARKS = {
    "a": _TONES | _ROUND | _BREVE,
    "e": _TONES | _ROUND,
    "o": _TONES | _ROUND,
    "u": _TONES,
    "y": _TONES,
    "ô": _TONES,
    "ö": _TONES,
}
_VNI_SINGLE = {"ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ñ": "đ"}


def _vni_table() -> dict[str, str]:
    table: dict[str, str] = {}
    for letter, marks in _VNI_MARKS.items():
        for mark, combining in marks.items():
            written = _VNI_SINGLE.get(letter, letter) + combining
            letters = unicodedata.normalize("NFC", written)
            table[letter + mark] = letters
            table[(letter + mark).upper()] = letters.upper()
            table[letter.upper() + mark] = letters.upper()
    for code, letter in _VNI_SINGLE.items():
        table[code], table[code.upper()] = letter, letter.upper()
    return table


_VNI = _vni_table()
_VNI_CODES = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))

_TONE_MARKS = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))
_SYLLABLE = re.compile(
    r"(?:b|ch?|d|đ|gh?|gi|h|kh?|l|m|ngh?|nh?|ph?|qu|r|s|th?|tr|v|x)?"
    r"(?:a[iouy]?|ă|â[uy]?|eo?|êu?|i|iêu?|i[au]|oa[iyo]?|oă|oeo?|oo|oi?|ôi?|ơi?|ua|uây?|uê|ui|"
    r"uôi?|uơ|uy[aêu]?|u|ưa|ưi|ươ[iu]?|ưu?|yêu?|y)"
    r"(?:ch?|m|ngh?|nh?|p|t)?"
)
_WORD = re.compile(r"[^\s\d!-/:-@\[-`{-~“”‘’…–—•]+")
_MIN_WORDS = 3


def from_tcvn3(text: str) -> str:
    """Unicode for text whose letters stand in the places of TCVN3 (VN3)."""
    return text.translate(_TCVN3)


def from_vni(text: str) -> str:
    """Unicode for text whose letters stand in the places of VNI for Windows."""
    return _VNI_CODES.sub(lambda m: _VNI[m[0]], text)


def of_font(font: str) -> str:
    """The old encoding a font name stands for, empty for a Unicode font."""
    name = font.lower()
    if name.startswith(".vn"):
        return TCVN3
    return VNI if name.startswith("vni-") or name.startswith("vni ") else ""


def decode_runs(encoding: str, runs: list[tuple[str, str]]) -> str:
    """Unicode for neighbouring runs (font, text) of one encoding; ".VnTimeH" is capitals."""
    if encoding == VNI:
        return from_vni("".join(text for _, text in runs))
    if encoding == TCVN3:
        return "".join(
            from_tcvn3(text).upper() if font.endswith("H") else from_tcvn3(text)
            for font, text in runs
        )
    return "".join(text for _, text in runs)


def plausible(text: str) -> tuple[float, int]:
    """Share of words with letters beyond ASCII that are Vietnamese syllables, and their number."""
    words = [w for w in _WORD.findall(unicodedata.normalize("NFC", text)) if not w.isascii()]
    return (sum(map(_is_syllable, words)) / len(words) if words else 0.0), len(words)


def _is_syllable(word: str) -> bool:
    letters = unicodedata.normalize("NFD", word.lower())
    bare = unicodedata.normalize("NFC", letters.translate(_TONE_MARKS))
    tones = sum(letters.count(chr(mark)) for mark in _TONE_MARKS)
    # A Roman numeral or a hyphenated name never comes here: those are ASCII or split.
    return tones <= 1 and _SYLLABLE.fullmatch(bare) is not None


def repaired(text: str) -> tuple[str, str]:
    """``text`` in Unicode and the old encoding it was in, or ``text`` itself and ""."""
    best, words = plausible(text)
    if best > 0.6 or words < _MIN_WORDS:
        return text, ""
    chosen, encoding = text, ""
    for name, candidate in _candidates(text):
        score, count = plausible(candidate)
        if count >= _MIN_WORDS and score > max(best + 0.2, 0.7):
            best, chosen, encoding = score, candidate, name
    return chosen, encoding


def _candidates(text: str) -> list[tuple[str, str]]:
    found = [(TCVN3, from_tcvn3(text)), (VNI, from_vni(text))]
    with contextlib.suppress(UnicodeError):
        found.append((DOUBLE_UTF8, text.encode("cp1252").decode("utf-8")))
    return found


def decode_8bit(data: bytes) -> tuple[str, str]:
    """Bytes that are not UTF-8 as text, with the name of the encoding that fits best.

    The name is empty when nothing fits; the text is then read as Latin-1.
    """
    latin = data.decode("cp1252", errors="replace").replace("\ufffd", "\u00ad")
    options = [(TCVN3, from_tcvn3(latin)), (VNI, from_vni(latin))]
    viet = unicodedata.normalize("NFC", data.decode("cp1258", errors="replace"))
    options.append((CP1258, viet))
    scored = [(plausible(text)[0], -i, name, text) for i, (name, text) in enumerate(options)]
    score, _, name, text = max(scored)
    return (text, name) if score > 0.5 else (latin, "")


def notice(encoding: str) -> str:
    """The Vietnamese warning for a text that was converted."""
    return (
        f"Văn bản dùng bảng mã cũ {_NAMES[encoding]}, đã chuyển sang Unicode; "
        "đề nghị đối chiếu lại với bản gốc."
    )
