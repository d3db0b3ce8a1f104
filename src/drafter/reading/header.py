"""Letterhead, title, theme and signature: the first and the last lines of a document."""

from __future__ import annotations

import re
from collections import Counter

from drafter.document.facts import Citation
from drafter.document.reading import Header, PrintedDate
from drafter.document.unit import Level

from .layout import is_kind_line
from .vietnamese import LOWER, UPPER, fold

_NATIONAL = re.compile(r"CỘNG\s+H(?:OÀ|ÒA)\s+XÃ\s+HỘI\s+CHỦ\s+NGHĨA(?:\s+VIỆT\s+NAM)?")
_MOTTO = re.compile(r"Độc\s+lập\s*-\s*Tự\s+do\s*-\s*Hạnh\s+phúc")
_PARTY_NAME = re.compile(r"ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM")
_NUMBER = re.compile(
    rf"(?m)(?:^|(?<=\s))(?:Số|SỐ|Sô|S6|So|SO)\s*:?\s*(?P<number>\d{{1,5}}[a-z]?)?[\s.…_]*[/-]\s*"
    rf"(?P<code>[{UPPER}][{UPPER}a-zđ&]*(?:\s?[-/]\s?[{UPPER}][{UPPER}a-zđ&]*)*)"
)
_DATE_LINE = re.compile(
    rf"(?P<place>(?:TP\.?\s*)?[{UPPER}][{LOWER}]*(?:[ ](?:[{UPPER}][{LOWER}]*|[0-9]+))*)\s*,\s*"
    r"ngày[\s.…_]*(?P<day>\d{1,2})?[\s.…_]*tháng[\s.…_]*(?P<month>\d{1,2})?[\s.…_]*năm["
    r"\s.…_]*(?P<year>\d{4})?"
)
_OPENING = re.compile(
    r"(?:Thực hiện|Căn cứ|Năm \d{4}|Phát huy|Để |Nhằm |Trên cơ sở|Kính gửi|Triển khai|Xét |"
    r"Theo |Hưởng ứng|"
    r"Tiếp tục|Quán triệt|Chào mừng|Trong năm|Qua |Với |Sau |Ủy ban nhân dân|UBND|Chủ tịch|"
    r"Từ |Thời gian qua|"
    r"[IVX]+\.|\d+\.|[-+•_]|Bước vào|Nhân dịp|Nhằm)"
)
_YEAR = re.compile(r"năm\s+((?:19|20)\d\d)\b")
_THEME = re.compile(r"[Cc]hủ\s+đề(?:\s+[^\s“\"”:.;]+){0,12}\s*:?\s*[“\"]")
_THEME_BARE = re.compile(
    r"(?m)[Cc]hủ\s+đề(?:\s+(?:thi\s+đua|năm\s+\d{4}|phong\s+trào|của\s+năm|"
    r"chung))*(?:\s+là)?\s*:\s*([^\n“”\"]{8,200}?)(?:\.|;|$)"
)
_LEVELS = (
    (Level.DEPARTMENT, r"^(?:sở|ban quản lý|công an tỉnh|chi cục|ban thi đua|cục)\b"),
    (Level.SPECIAL_ZONE, r"\bđặc khu\b"), (Level.TOWNLET, r"\bthị trấn\b"),
    (Level.WARD, r"\bphường\b"), (Level.COMMUNE, r"(?<!thị )\bxã\b"),
    (Level.DISTRICT, r"\b(?:huyện|quận|thị xã)\b"), (Level.PROVINCE, r"\b(?:tỉnh|thành phố)\b"),
    (Level.CENTRAL, r"\b(?:bộ|chính phủ|trung ương|thủ tướng|tổng cục)\b"),
)  # fmt: skip


def read_header(text: str, clean: str, kind_at: tuple[int, int] | None, body_start: int) -> Header:
    """Everything the letterhead and the title say; signature fields are left empty.

    ``kind_at`` is the place of the document type, ``body_start`` where the title has ended.
    """
    head_end = kind_at[0] if kind_at else min(len(clean), 600)
    number = _NUMBER.search(clean, 0, head_end)
    day = _DATE_LINE.search(clean, number.end() if number else 0, head_end) or _DATE_LINE.search(
        clean, 0, head_end
    )
    parent, issuer = _letterhead(text, clean, head_end)
    title = " ".join(text[kind_at[1] : body_start].split()) if kind_at else ""
    title = title.strip("_-= ")
    printed = _printed_date(day)
    return Header(
        issuer=issuer,
        parent=parent,
        level=level_of(issuer),
        number=number["number"] if number else None,
        code=re.sub(r"\s*([-/])\s*", r"\1", number["code"]) if number else None,
        place=" ".join(day["place"].split()) if day else None,
        date=printed,
        doc_type=" ".join(text[kind_at[0] : kind_at[1]].split()) if kind_at else None,
        title=title or None,
        year=_year(title, printed),
        motto_present=bool(_MOTTO.search(clean)),
        national_name_present=bool(_NATIONAL.search(clean)),
    )


def _printed_date(day: re.Match[str] | None) -> PrintedDate:
    if day is None:
        return PrintedDate()
    values = (int(day[part]) if day[part] else None for part in ("day", "month", "year"))
    return PrintedDate(*values)


def _year(title: str, printed: PrintedDate) -> int | None:
    years = _YEAR.findall(title)
    return int(years[-1]) if years else printed.year


def find_kind(text: str, clean: str) -> tuple[int, int] | None:
    """Where the name of the document type stands alone on a line, near the top."""
    at = 0
    for i, line in enumerate(clean.split("\n")):
        if i > 40:
            break
        if is_kind_line(line):
            return at, at + len(line.rstrip())
        if lead := _KIND_THEN_TITLE.match(line):
            return at, at + lead.end(1)
        at += len(line) + 1
    return None


_KIND_THEN_TITLE = re.compile(
    rf"((?:KẾ HOẠCH|CHỈ THỊ|PHÁT ĐỘNG|HƯỚNG DẪN|THÔNG BÁO|"
    rf"QUYẾT ĐỊNH))\s+(?=(?:[{UPPER}][{LOWER}]|[{LOWER}]))"
)


def title_end(clean: str, kind_end: int) -> int:
    """Where the title after the document type ends and the opening begins."""
    end = at = kind_end
    taken = 0
    for line in clean[kind_end : kind_end + 1500].split("\n"):
        stripped = line.strip()
        if stripped:
            ruled = not re.sub(r"[_\-=.~\s]", "", stripped)
            if ruled or (taken and (_OPENING.match(stripped) or taken >= 4 or len(stripped) > 260)):
                break
            if taken and stripped.endswith((".", ";", ":")) and len(stripped) > 120:
                break
            end, taken = at + len(line.rstrip()), taken + 1
            if _TITLE_DONE.search(stripped):
                break
        at += len(line) + 1
    return end


_TITLE_DONE = re.compile(r"năm\s+20\d\d[”\"]?\s*$")


def _letterhead(text: str, clean: str, head_end: int) -> tuple[str | None, str | None]:
    """Superior body and issuing body, from the capital lines of the left column."""
    lines = []
    for line in _NUMBER.sub("", clean[:head_end]).split("\n"):
        line = _PARTY_NAME.sub("", _MOTTO.sub("", _NATIONAL.sub("", line)))
        line = re.sub(r"[_=~*]{2,}|-{3,}", "", line).strip(" -.")
        letters = [c for c in line if c.isalpha()]
        if len(letters) >= 4 and all(c.isupper() for c in letters):
            lines.append(line)
    bodies = _bodies(lines)
    if not bodies:
        return None, None
    known = fold(text[head_end:])
    names = [_proper(body, text[head_end:], known) for body in bodies]
    issuer = names[-1]
    parent = names[-2] if len(names) > 1 else None
    place = parent and re.search(r"(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường)\s.+", parent)
    if place and not re.search(
        r"\s(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)\s", issuer
    ):
        issuer = f"{issuer} {place[0]}"
    return _spelled(parent), issuer


def _spelled(name: str | None) -> str | None:
    return (
        re.sub(
            r"^(?:UBND|Uỷ ban)\b", lambda m: "Ủy ban nhân dân" if m[0] == "UBND" else "Ủy ban", name
        )
        if name
        else None
    )


def _bodies(lines: list[str]) -> list[str]:
    """Lines of the left column joined into names: "ỦY BAN NHÂN DÂN" + "XÃ ĐỨC LẠNG"."""
    bodies: list[str] = []
    for line in lines:
        starts = re.match(
            r"(?:[ỦU][ỶYỷ]|UỶ)\s+BAN|UBND|HỘI ĐỒNG|HĐND|SỞ|BỘ|BAN|TỈNH ỦY|ĐẢNG ỦY|ĐẢNG BỘ|"
            r"HUYỆN ỦY|PHÒNG|CÔNG AN|THÀNH ỦY|CHÍNH PHỦ|THỦ TƯỚNG|VĂN PHÒNG|TRƯỜNG|CHI CỤC|CỤC",
            line,
        )
        if starts or not bodies:
            bodies.append(line)
        else:
            bodies[-1] += " " + line
    return bodies[-3:]


_SMALL = frozenset(
    [
        "nhân",
        "dân",
        "tỉnh",
        "huyện",
        "xã",
        "phường",
        "thị",
        "trấn",
        "thành",
        "phố",
        "quận",
        "đặc",
        "khu",
        "ban",
        "và",
        "hội",
        "đồng",
        "ủy",
        "bộ",
        "tịch",
    ]
)


def _proper(name: str, body: str, known: str) -> str:
    """A name in capitals as running text writes it; the document's own spelling goes first."""
    name = re.sub(
        r"^(?:UBND|[UỦ][YỶ] BAN NH[AÂ]N D[AÂ]N)\b", "ỦY BAN NHÂN DÂN", " ".join(name.split())
    )
    head, place = _split_place(name)
    head = _as_in_text(head, body, known) or _default_case(head)
    place = (_as_in_text(place, body, known) or _default_case(place, first=False)) if place else ""
    whole = f"{head} {place}".strip()
    return whole[0].upper() + whole[1:]


def _split_place(name: str) -> tuple[str, str]:
    found = re.search(
        r"\s(?=(?:TỈNH|HUYỆN|XÃ|PHƯỜNG|THỊ XÃ|THỊ TRẤN|THÀNH PHỐ|QUẬN|ĐẶC KHU)\s)", name
    )
    return (name[: found.start()], name[found.end() :]) if found else (name, "")


def _as_in_text(name: str, body: str, known: str) -> str | None:
    wanted = fold(name)
    at = known.find(wanted)
    while at >= 0:
        written = " ".join(body[at : at + len(wanted)].split())
        if not written.isupper() and len(known) == len(body):
            return re.sub(r"^(?:Uỷ|ủy|uỷ) ban", "Ủy ban", written)
        at = known.find(wanted, at + 1)
    return None


def _default_case(name: str, *, first: bool = True) -> str:
    words = []
    for i, word in enumerate(name.split()):
        small = fold(word)
        plain = small in _SMALL and not (i == 0 and first)
        words.append(small if plain else small[:1].upper() + small[1:])
    out = " ".join(words)
    return re.sub(r"^Uỷ ban", "Ủy ban", out)


def level_of(issuer: str | None) -> Level | None:
    """The level of government of a body, by the words of its name."""
    if not issuer:
        return None
    folded = fold(issuer)
    return next((level for level, pattern in _LEVELS if re.search(pattern, folded)), None)


_BODY_ISSUER = re.compile(
    rf"(?P<name>(?:[ỦU][ỷy] ban nhân dân|Uỷ ban nhân dân|UBND)\s+(?:xã|phường|thị trấn|"
    rf"đặc khu|huyện|thị xã|thành phố|quận|tỉnh)"
    rf"(?:\s+(?:[{UPPER}][{LOWER}]*|\d+))+)\s+(?=xây dựng|ban hành|phát động|tổ chức|"
    rf"triển khai|đề ra|yêu cầu)"
)


def issuer_in_body(text: str, clean: str, start: int, end: int) -> str | None:
    """The body that launches, when the letterhead does not print it."""
    found = _BODY_ISSUER.search(clean, start, end)
    if not found:
        return None
    name = " ".join(text[found.start("name") : found.end("name")].split())
    return re.sub(r"^(?:UBND|Uỷ ban nhân dân|ủy ban nhân dân)", "Ủy ban nhân dân", name)


def parent_in_body(level: Level | None, directive: Citation | None, text: str) -> str | None:
    """The superior body: the issuer of the directive when it names its place."""
    if directive and directive.issuer:
        name = re.sub(r"^(?:Phó )?Chủ tịch\s+", "", directive.issuer)
        name = re.sub(r"^UBND|^Uỷ ban nhân dân", "Ủy ban nhân dân", name)
        if re.search(
            rf"(?:tỉnh|huyện|thành phố|thị xã|quận)\s+[{UPPER}]", name
        ) and name.startswith("Ủy ban"):
            return name
    if level is Level.DISTRICT:
        provinces = Counter(
            re.findall(rf"tỉnh\s+([{UPPER}][{LOWER}]+(?:\s[{UPPER}][{LOWER}]+)+)", text)
        )
        if len(provinces) == 1:
            return f"Ủy ban nhân dân tỉnh {next(iter(provinces))}"
    return None


def find_theme(text: str, clean: str) -> str | None:
    """The theme of the year, without quotation marks."""
    if found := _THEME.search(clean):
        close = re.compile(r"[”\"]").search(clean, found.end(), found.end() + 300)
        if close:
            return " ".join(text[found.end() : close.start()].split())
    if heading := re.compile(
        r"(?mi)^[^\n]{0,8}chủ\s+đề[^\n“]{0,60}\n[^\n“\"]{0,40}[“\"]([^”\"\n]{5,250})[”\"]"
    ).search(clean):
        return " ".join(text[heading.start(1) : heading.end(1)].split())
    if bare := _THEME_BARE.search(clean):
        return " ".join(text[bare.start(1) : bare.end(1)].split())
    return None


__all__ = [
    "find_kind", "find_theme", "issuer_in_body", "level_of", "parent_in_body",
    "read_header", "title_end",
]  # fmt: skip
