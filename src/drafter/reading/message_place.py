"""Which commune, which year, which kind of document an official names in a sentence.

Only words that stand in the sentence count. ``firm`` tells a word that asks for this value
("kế hoạch năm 2027", "xã Vạn Linh, tỉnh Lạng Sơn" as an answer) from one that merely mentions
it ("đường đi qua xã Đất Mũi", "năm 2026 xã đạt 19 tiêu chí").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from drafter.document.brief import Hamlets
from drafter.document.facts import Span
from drafter.document.model import DocumentKind
from drafter.reading.message_words import NUMBER_WORD, number_in_words, plain

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Said(Generic[T]):
    """A value an official gave and where its words stand; ``firm`` when it was asked for."""

    value: T
    span: Span
    firm: bool = True


_CORRECTION = re.compile(
    r"\b(?:nham|sai roi|dinh chinh|sua lai|xin sua|chinh lai|y toi la|y em la|y minh la|moi dung"
    r"|khong phai|(?:doi|chuyen) (?:\w+ )?(?:lai|thanh|sang)|chinh xac la|chu khong phai)\b"
)
_REQUEST = re.compile(
    r"\b(?:soan|viet|lam|lap|xay dung|du thao|ban hanh|giup|can|muon|tao|chuan bi)\b"
    r".{0,40}\b(?:ke hoach|kh|chi thi|phat dong|thi dua|van ban|du thao)\b"
)


def corrects(face: str) -> bool:
    """Whether a plain sentence takes back something said before ("à nhầm, năm 2027")."""
    return _CORRECTION.search(face) is not None


def requests(face: str) -> bool:
    """Whether a plain sentence asks for a document to be made."""
    return _REQUEST.search(face) is not None


# --- the unit -------------------------------------------------------------------------------

_LEVEL = r"(?:xa|phuong|thi tran|dac khu|x\.|p\.|tt\.)"
_ABOVE = r"(?:huyen|quan|thi xa|thanh pho|tinh|tp\.?|tx\.?|h\.|t\.|q\.)"
_AFTER_LEVEL = re.compile(rf"(?<![\w/]){_LEVEL}\s+(?=\w)")
_NOT_A_NAME = frozenset(
    {
        *("co", "la", "khu", "ven", "toi", "minh", "chi", "em", "nay", "cua", "chua", "duoc"),
        *("theo", "cho", "gom", "vung", "nong", "khong", "thi", "se", "can"),
    }
)
_STOP = re.compile(
    r"\s+(?:nam|co|la|cho|de|theo|nhe|nha|a|voi|va|thi|trong|cua|da|se|chua|nay|ke hoach|chi thi"
    r"|phat dong|giup|soan|ky|moi|toi|em|minh|chi|anh)(?=\s|$|[,.;:!?])"
)


def find_unit(text: str, face: str) -> Said[str] | None:
    """The first phrase that names a commune, with what stands above it.

    Forms: "xã Vạn Linh, huyện Chi Lăng, tỉnh Lạng Sơn" · "UBND xã Đại Lãnh, Khánh Hòa" ·
    "phường 12" · "P. Ba Đình" · "phuong ba dinh ha noi" (no capitals: up to a stop word).
    """
    lower = text == text.lower()
    for level in _AFTER_LEVEL.finditer(face):
        end = _lower_name(face, level.end()) if lower else _capital_name(text, level.end())
        if end is None or _counts(level, face):
            continue
        end = _above(text, face, end, lower)
        return Said(text[level.start() : end], Span(level.start(), end), _firm(face, level, end))
    return None


def _counts(level: re.Match[str], face: str) -> bool:
    """ "Xã 12 thôn": only wards have numbers for a name."""
    return face[level.end()].isdigit() and not level.group().startswith(("phuong", "p."))


_LEVEL_WORDS = frozenset({"năm", "huyện", "tỉnh", "quận", "tp", "nam"})


def _capital_name(text: str, start: int) -> int | None:
    """End of the capitalised (or numbered) words from ``start``; ``None`` when there is none."""
    end = None
    for word in re.compile(r"[^\s,.;:!?()“”\"]+").finditer(text, start):
        joined = not text[end or start : word.start()].strip(" -")
        if not joined or not (word.group()[0].isupper() or word.group()[0].isdigit()):
            break
        if re.fullmatch(r"20\d\d", word.group()):  # ", 2027" is the year of the plan
            break
        if end is not None and word.group()[0].isdigit():
            return word.end() if _NUMBERED.match(plain(text), word.start()) else end
        if end is not None and word.group().lower() in _LEVEL_WORDS:
            break
        end = word.end()
    return end


_NUMBERED = re.compile(r"\d{1,2}(?![\d./])(?=\s*(?:$|[,.;\n]|-|nam\b))")  # "xã Sơn Kim 1"


def _lower_name(face: str, start: int) -> int | None:
    first = re.compile(r"\w+").match(face, start)
    if first is None or first.group() in _NOT_A_NAME:
        return None
    stop = _STOP.search(face, start)
    # "ha tinh nam 2027": a word of level has a name behind it, so this "tinh" ends a name.
    mark = re.compile(r"[,.;:!?\n]|\s" + _ABOVE + r"\s(?!nam\s+\d)").search(face, start)
    ends = [m.start() for m in (stop, mark) if m] + [len(face)]
    return min(ends)


_NEXT_ABOVE = re.compile(rf"\s*[,\-–]?\s*{_ABOVE}\s+(?=\w)")
_NEXT_BARE = re.compile(r"\s*,\s*(?=\w)")


def _above(text: str, face: str, end: int, lower: bool) -> int:
    """Extend a unit phrase over ", huyện Chi Lăng, tỉnh Lạng Sơn" or ", Khánh Hòa"."""
    for _ in range(3):
        step = _NEXT_ABOVE.match(face, end) or (_NEXT_BARE.match(face, end))
        if step is None:
            return end
        if re.compile(r"nam\b").match(face, step.end()):
            return end
        more = _lower_name(face, step.end()) if lower else _capital_name(text, step.end())
        if more is None or requests(face[step.end() : more]):
            return end
        if lower and not _NEXT_ABOVE.match(face, end) and len(face[step.end() : more].split()) > 4:
            return end
        end = more
    return end


def _firm(face: str, level: re.Match[str], end: int) -> bool:
    """Asked for: a request, a correction, or hardly anything else in the sentence."""
    rest = face[: level.start()] + " " + face[end:]
    rest = re.sub(
        r"\b(?:ubnd|uy ban nhan dan|toi o|o|thuoc|don vi|la|nam \d{4}|a|nhe|chao"
        r"|ke hoach|chi thi|phat dong|phong trao|thi dua|cua|cho)\b",
        " ",
        rest,
    )
    few = len(re.findall(r"\w+", _YEAR_WORDS.sub(" ", rest))) <= 3
    return few or requests(face) or corrects(face)


# --- the year -------------------------------------------------------------------------------

_YEAR = re.compile(r"(?<![\d/.,\-–(])(?<!nam )\bnam[:\s]+(\d{4})\b(?!\s*[-–/]\s*\d)(?!/)")
_YEAR_BARE = re.compile(r"\b(?:ke hoach|kh|thi dua|phat dong|chi thi)\s+(\d{4})(?![\d/])")
_YEAR_CHANGED = re.compile(r"\bnam (?:ke hoach )?(?:thanh|la|sang)\s+(\d{4})\b")
_YEAR_ALONE = re.compile(r"^\D{0,18}?(?<![\d/])(\d{4})(?![\d/])\D{0,12}$")
_YEAR_TAIL = re.compile(r"(?<![-–])(?:^|,\s*|\s)(20\d\d)[.!\s]*$")
_YEAR_WORDS = re.compile(rf"\bnam\s+((?:{NUMBER_WORD}\s+)?(?:nghin|ngan)(?:\s+{NUMBER_WORD})+)\b")
_YEAR_NEXT = re.compile(r"\b(?:nam|sang nam) (toi|sau|moi)\b|\bsang nam\b(?! \d)")
_YEAR_THIS = re.compile(r"\bnam nay\b")
_DATED = re.compile(r"ngay\s+\d{1,2}|thang\s+\d{1,2}|\d{1,2}/\d{1,2}|/\d{4}|nghi quyet|\bso\s+\d")


def find_year(face: str, today: date, *, answering: bool = False) -> Said[int] | None:
    """The plan year a plain sentence gives; in a correction the last one counts.

    Forms: "năm 2027" · "2027" alone · "hai nghìn không trăm hai bảy" after "năm" · "năm tới",
    "sang năm" (the year after ``today``) · "năm nay". ``answering``: the year was asked for.
    """
    found = sorted(_years(face, today, answering), key=lambda said: said.span)
    if not found:
        return None
    said = found[-1] if corrects(face) else next((s for s in found if s.firm), found[0])
    return Said(said.value, said.span, said.firm or corrects(face))


def _years(face: str, today: date, answering: bool) -> Iterator[Said[int]]:
    firm = _year_is_asked_for(_YEAR_WORDS.sub("nam 2000", face)) or answering
    for year in _YEAR.finditer(face):
        yield Said(int(year.group(1)), Span(*year.span()), firm)
    for pattern in (_YEAR_BARE, _YEAR_CHANGED):
        for year in pattern.finditer(face):
            yield Said(int(year.group(1)), Span(*year.span(1)), firm)
    tail = _YEAR_TAIL.search(face) if answering and not _DATED.search(face) else None
    if tail and not _YEAR.search(face):
        yield Said(int(tail.group(1)), Span(*tail.span(1)))
    if alone := _YEAR_ALONE.match(face):
        yield Said(int(alone.group(1)), Span(*alone.span(1)))
    for words in _YEAR_WORDS.finditer(face):
        if value := number_in_words(words.group(1)):
            yield Said(value, Span(*words.span()), firm)
    for word, value in ((_YEAR_NEXT, today.year + 1), (_YEAR_THIS, today.year)):
        for said in word.finditer(face):
            yield Said(value, Span(*said.span()), firm)


def _year_is_asked_for(face: str) -> bool:
    if corrects(face):
        return True
    if _DATED.search(face):
        return False
    return requests(face) or len(face.split()) <= 5


_AS_OF = re.compile(
    r"\b(?:ngay soan|ngay lap|ngay tinh|tinh den ngay|tinh tai ngay|thoi diem soan"
    r"|hom nay la(?: ngay)?"
    r"|soan (?:vao )?ngay)(?: thao| van ban)?[\s:la]{0,6}(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})"
)


def find_as_of(face: str) -> Said[date] | None:
    """The day of drafting, when the official sets it: "ngày soạn 24/01/2024"."""
    found = _AS_OF.search(face)
    if found is None:
        return None
    day, month, year = (int(part) for part in found.groups())
    try:
        return Said(date(year, month, day), Span(*found.span()))
    except ValueError:
        return None


# --- the kind -------------------------------------------------------------------------------

_MAKE = (
    r"(?:soan|viet|lam|lap|du thao|ban hanh|xay dung|tao|can|muon|loai|dang|the loai"
    r"|doi sang|doi thanh|chuyen sang|chuyen thanh|doi qua|chuyen qua)"
)
_KIND = re.compile(
    rf"\b{_MAKE}\b[\s:]*(?:\w+\s+){{0,4}}?(?:van ban |ban |la )?(ke hoach|kh|chi thi|phat dong)\b"
)
_KIND_ALONE = re.compile(
    r"^(?:mot |ban |van ban )?(ke hoach|kh|chi thi|phat dong)(?: phat dong.*)?[.!]?$"
)
_KINDS = {
    "ke hoach": DocumentKind.PLAN,
    "kh": DocumentKind.PLAN,
    "chi thi": DocumentKind.DIRECTIVE,
    "phat dong": DocumentKind.LAUNCH,
}


def find_kind(face: str) -> Said[DocumentKind] | None:
    """The kind of document asked for ("soạn kế hoạch …", "loại: chỉ thị", "phát động" alone)."""
    found = _KIND.search(face) or _KIND_ALONE.match(face)
    if found is None or re.search(r"\bchua\b|\b(?:theo|cua|lay)\s+$", face[: found.start(1)]):
        return None
    return Said(_KINDS[found.group(1)], Span(*found.span(1)))


# --- hamlets --------------------------------------------------------------------------------

_HAMLET = (
    r"(?:thon|xom|ban|ap|to dan pho|khu pho|buon|khom|lang|bon|plei|khu dan cu|khoi pho"
    r"|khoi)"
)
_HAMLETS = re.compile(
    rf"(?<![\d/])(\d{{1,3}}|(?:{NUMBER_WORD}\s)*{NUMBER_WORD})\s+"
    rf"({_HAMLET}(?:(?:\s*(?:,|va|-|/)\s*|\s+){_HAMLET})*)\b"
    rf"(?!\s+(?:dat|van hoa|duoc|hoan|tang|giam))"
)
_HAS = re.compile(
    r"\b(?:co|gom|hien co|tong so|toan xa|toan phuong|so thon|so ap|so xom)\b[^.;]{0,24}$"
)


def find_hamlets(text: str, face: str, *, answering: bool = False) -> Said[Hamlets] | None:
    """How many hamlets the commune has: "Xã có 12 xóm, bản", "24 ấp" as the whole answer."""
    counted = list(_HAMLETS.finditer(face))
    if not counted:
        return None
    start, end = counted[0].start(), counted[-1].end()
    alone = len(face.split()) - len(face[start:end].split()) <= 2
    if not (alone or answering or _HAS.search(face[:start])):
        return None
    nouns = ", ".join(dict.fromkeys(text[slice(*found.span(2))] for found in counted))
    # Of "9 thôn và 2 tổ dân phố" the sum is nobody's word: the nouns stand without a number.
    count = _count(counted[0].group(1)) if len(counted) == 1 else None
    return Said(Hamlets(nouns, count), Span(start, end))


def _count(number: str) -> int | None:
    return int(number) if number.isdigit() else number_in_words(number)
