"""Who signs, who drafts, which resolution: what an official says of people and papers."""

from __future__ import annotations

import re
from datetime import date

from drafter.document.brief import Signer
from drafter.document.facts import Citation, Span
from drafter.reading.message_place import Said
from drafter.reading.wish_words import trimmed

CHAIR = ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
DEPUTY = ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
ACTING = ("TM. ỦY BAN NHÂN DÂN", "Q. CHỦ TỊCH")

_POST = re.compile(
    r"\b(?P<post>(?:pho|quyen|q\.)?\s*chu tich(?: thuong truc)?|pct)\b(?P<of>\s+(?:ubnd"
    r"|uy ban nhan dan)(?:\s+(?:xa"
    r"|phuong|dac khu|thi tran))?)?"
)
_BETWEEN = re.compile(
    r"[\s:,\-–]*(?:(?:moi|la|ten|hien nay|ky|ong|ba|dong chi|d/c|dc|chi|anh)\b[.\s:]*)*"
)
_SIGN = re.compile(r"\b(?:nguoi ky|ky ten|ky thay|ky|nguoi ky van ban)\b")
_LABEL = re.compile(r"^\W*(?:nguoi ky|ky ten|ky)\s*(?:la|:|-)\s*")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_AFTER_NAME = frozenset({"ky", "thay", "la", "se", "moi", "va", "nhe", "a"})


def find_signer(text: str, face: str) -> Said[Signer] | None:
    """Who signs: post and name, or a name behind "Người ký:".

    Forms: "Người ký: Chủ tịch Lương Thị Hoài" · "Ký: Phó Chủ tịch Hà Thị Mai Liên ký thay Chủ
    tịch" · "Chủ tịch mới: Tạ Hồng Đào" · "Chủ tịch UBND xã là ông Nguyễn Văn An" · "người ký:
    Trần Thị B". ``firm`` when signing is spoken of.
    """
    speaks = _SIGN.search(face) is not None
    for post in _POST.finditer(face):
        start = _BETWEEN.match(face, post.end()).end()  # type: ignore[union-attr]
        lines = _lines(post.group("post"), face)
        if name := _name(text, face, start, lower=speaks):
            return Said(Signer(name[0], lines), Span(post.start(), name[1]), speaks)
        if speaks and (before := _name_before(text, post.start())):
            return Said(Signer(before[0], lines), Span(before[1], post.end()))
    if label := _LABEL.match(face):
        start = _BETWEEN.match(face, label.end()).end()  # type: ignore[union-attr]
        if name := _name(text, face, start, lower=True):
            return Said(Signer(name[0]), Span(label.start(), name[1]))
    return None


def _lines(post: str, face: str) -> tuple[str, ...]:
    if post.lstrip().startswith("p") or "ky thay" in face:
        return DEPUTY
    return CHAIR if post.lstrip().startswith("chu") else ACTING


def _name(text: str, face: str, start: int, *, lower: bool) -> tuple[str, int] | None:
    """Two to five words of a person's name from ``start``, and where they end."""
    words: list[re.Match[str]] = []
    if _POST.match(face, start):  # "ký thay Chủ tịch là Phó Chủ tịch …": another post, no name
        return None
    for word in _WORD.finditer(text, start):
        gap = text[words[-1].end() if words else start : word.start()]
        if gap.strip() or len(words) == 5:
            break
        if face[word.start() : word.end()] in _AFTER_NAME and word.group()[0].islower():
            break
        if not word.group()[0].isupper() and not (lower and text[start:] == text[start:].lower()):
            break
        words.append(word)
    if not 2 <= len(words) <= 5:
        return None
    name = text[start : words[-1].end()]
    if name == name.lower():
        name = name.title()
    return name, words[-1].end()


_BEFORE = re.compile(r"((?:[^\W\d_]+[ ]){1,4}[^\W\d_]+)\s*[,\-–(]\s*$")


def _name_before(text: str, end: int) -> tuple[str, int] | None:
    """The name in "bà Lê Thị Hoa - Chủ tịch", and where it begins."""
    found = _BEFORE.search(text[:end])
    if found is None:
        return None
    words = found.group(1).split(" ")
    while words and not words[0][0].isupper():
        words.pop(0)
    capital = [word for word in words if word[0].isupper()]
    if len(words) < 2 or capital != words:
        return None
    return " ".join(words), found.end(1) - len(" ".join(words))


_RESOLUTION = re.compile(
    r"\bnghi quyet\b[^.\n]*?(?P<number>\d+[a-z]?\s*/\s*(?:\d{4}\s*/\s*)?nq\s*-\s*hdnd)"
)
_NUMBER_FIRST = re.compile(r"(?P<number>\d+[a-z]?\s*/\s*(?:\d{4}\s*/\s*)?nq\s*-\s*hdnd)")
_SHORT = re.compile(
    r"\b(?:nghi quyet|nq)(?: so)? (?P<number>\d{1,3})(?![\d/])(?=.*\b(?:hdnd|hoi dong nhan dan)\b)"
    r"|^nq(?: so)? (?P<alone>\d{1,3})(?= ngay \d)"
)
_DAY = re.compile(
    r"(?:\s+cua\s+(?:hdnd|hoi dong nhan dan)(?:\s+\w+){0,5}?)?[\s,(]*"
    r"(?:ban hanh\s+)?(?:ngay\s+)?(\d{1,2})\s*(?:/|-|\.|\s*thang\s+)\s*(\d{1,2})"
    r"\s*(?:/|-|\.|\s*nam\s+)\s*(\d{4})"
)
_ABOVE = re.compile(
    r"\bhdnd\s+(?:tinh|huyen|thanh pho|quan|thi xa|tp)\b|hoi dong nhan dan (?:tinh|huyen)"
)
_ISSUER = re.compile(r"\b(?:hdnd|hoi dong nhan dan)\s+(?:xa|phuong|thi tran|dac khu)\b")
_TITLE = re.compile(r"\b(ve\s+[^:;.\n]+?)(?=\s*(?::|;|\.|,?\s*so\b|$))")


def find_resolution(text: str, face: str, *, answering: bool = False) -> Said[Citation] | None:
    """The resolution of the commune's own council, as typed.

    Forms: "Nghị quyết HĐND xã về …: số 21/NQ-HĐND ngày 28/12/2023" · "NQ 33/NQ-HĐND ngày 25
    tháng 12 năm 2026". One of the province or the district is not the commune's own.
    """
    found = _RESOLUTION.search(face) or _NUMBER_FIRST.search(face) or _SHORT.search(face)
    if found is None or (_ABOVE.search(face) and not answering):
        return None
    group = "alone" if "alone" in found.groupdict() and found["alone"] else "number"
    number = text[slice(*found.span(group))].replace(" ", "").upper()
    day = _DAY.match(face, found.end())
    issuer = _ISSUER.search(face)
    title = _TITLE.search(face, found.start())
    marks = [m for m in (day, issuer, title) if m and m.end() > found.end()]
    end = max([found.end(), *(m.end() for m in marks)])
    citation = Citation(
        text=text[found.start() : end],
        kind="nghị quyết",
        number=number,
        issued_on=_exact(day) if day else None,
        issuer=text[issuer.start() : issuer.end()] if issuer else None,
        title=text[title.start(1) : title.end(1)] if title else None,
        span=Span(found.start(), end),
    )
    return Said(citation, Span(found.start(), end))


def _exact(day: re.Match[str]) -> date | None:
    try:
        return date(int(day.group(3)), int(day.group(2)), int(day.group(1)))
    except ValueError:
        return None


_DRAFTER = re.compile(
    r"\b(?P<who>(?:phong|van phong|cong chuc|bo phan|to chuyen vien|ban|trung tam)\s[^:;.\n]*?)"
    r"[\s,]+(?:la don vi |la co quan |se |lam )?(?:chu tri\s+)?(?:tham muu|soan thao|soan"
    r"|du thao)\b"
)
_DRAFTER_LABEL = re.compile(
    r"\b(?:don vi|co quan|bo phan|nguoi)?\s*(?:chu tri\s+)?(?:tham muu|soan thao)(?: (?:la|thanh|sang)\b"
    r"|:)\s*(?P<who>[^.;\n]+)"
)


def find_drafter_unit(text: str, face: str) -> Said[str] | None:
    """Who prepares the document: "Phòng Văn hóa - Xã hội (chủ trì) tham mưu"."""
    found = _DRAFTER.search(face) or _DRAFTER_LABEL.search(face)
    if found is None:
        return None
    who = text[found.start("who") : found.end("who")].strip(" ,")
    return Said(who, Span(*found.span()))


_THEME = re.compile(
    r"\bchu de\b(?:\s+(?:nam\s+\d{4}|thi dua|phong trao|cua nam|nam nay|nam toi|ke hoach|moi))*"
)
_QUOTED = re.compile(r"[“\"'‘«](.{4,200}?)[”\"'’»]")
_THEME_VALUE = re.compile(
    r"\s*(?:(?:lay la|lay|doi thanh|doi sang|se la|thanh|sang|la)\b\s*:?|:|=)\s*(.{4,200}?)\s*[.;]?$"
)
_THEME_INSTEAD = re.compile(r"\b(?:doi|sua|chon|dat|lay) lai (?:la|thanh)\b\s*:?\s*(.{4,200})$")
_FROM_ABOVE = re.compile(
    r"\bchu de\b.{0,24}\b(?:lay|theo|giu|nhu|dung)\b.{0,20}\b(?:chi thi|ke hoach|cap tren|huyen"
    r"|tinh|van ban)"
)


def takes_theme_from_directive(face: str) -> bool:
    """ "Chủ đề lấy nguyên theo Chỉ thị của huyện"."""
    return _FROM_ABOVE.search(face) is not None


def find_theme(text: str, face: str, *, answering: bool = False) -> Said[str] | None:
    """The theme of the year: quoted, or what follows "chủ đề là"."""
    named = _THEME.search(face)
    if takes_theme_from_directive(face) or not (named or answering):
        return None
    start = named.end() if named else 0
    value = _QUOTED.search(text, start) or (_THEME_VALUE.match(text, start) if named else None)
    if value is None and named:
        face_value = _THEME_VALUE.match(face, start) or _THEME_INSTEAD.search(face, start)
        words = trimmed(text[face_value.start(1) :]) if face_value else ""
        return Said(words.strip(" .;"), Span(named.start(), len(text))) if words else None
    if value is None:
        return None
    begin = named.start() if named else value.start()
    return Said(trimmed(value.group(1)), Span(begin, value.end()))
