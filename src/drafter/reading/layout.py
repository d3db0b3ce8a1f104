"""Lines as laid out → paragraphs: where a line break ends a paragraph and where it does not.

Text taken from a PDF is broken in the middle of sentences, with blank lines between, page
numbers and footnotes in the way. Every character stays, in order; only the white space
changes: a line feed where a paragraph ends, one blank everywhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from drafter.document.facts import Span

from .vietnamese import LETTERS, LOWER, UPPER, legible, normalise

KINDS_IN_CAPITALS = (
    "KẾ HOẠCH", "CHỈ THỊ", "PHÁT ĐỘNG", "QUYẾT ĐỊNH", "THÔNG BÁO", "HƯỚNG DẪN", "CHƯƠNG TRÌNH",
    "CHƯƠNG TRÌNH HÀNH ĐỘNG", "BÁO CÁO", "NGHỊ QUYẾT", "TỜ TRÌNH", "KẾT LUẬN", "ĐỀ ÁN",
    "QUY ĐỊNH", "QUY CHẾ", "LỜI KÊU GỌI", "THƯ KÊU GỌI", "PHƯƠNG ÁN", "CÔNG ĐIỆN", "GIAO ƯỚC THI "
        "ĐUA",
    "KẾ HOẠCH PHÁT ĐỘNG", "PHÁT ĐỘNG THI ĐUA", "THÔNG TRI", "DỰ ÁN",
)  # fmt: skip
"""Names of document types as they stand alone on a line (Điều 7 NĐ 30/2020, and habits)."""

LABEL = re.compile(
    rf"(?P<roman>[IVXL]{{1,6}})\s*(?:[.)/]|\s-)\s*(?=[“\"(]?[{UPPER}])"
    rf"|(?P<capital>[A-HĐ])\s?[./)]\s+(?=[{UPPER}]{{2}})"
    rf"|(?P<decimal>\d{{1,2}}(?:\.\d{{1,2}}){{1,3}})\s?(?:[.)]\s*|\s+)(?=[“\"(\[]?[{UPPER}{LOWER}])"
    rf"|(?P<arabic>\d{{1,2}})\s?(?:[.)]\s*|/\s+|"
    rf"-\s+(?=[{UPPER}]))(?=[“\"(\[]?[{UPPER}{LOWER}]|\d+%)"
    rf"|(?P<letter>[{LETTERS}])\s?(?:[.)]\s*|/\s+)(?=[“\"(\[\d]?[{UPPER}{LOWER}\d])"
    rf"|(?P<bracket>\(\d{{1,2}}\))\s*(?=[“\"]?[{UPPER}])"
    rf"|(?P<article>(?:Điều|Phần|Chương|Mục)\s+(?:\d{{1,2}}|[IVXL]{{1,5}}|"
    rf"thứ\s+[{LOWER}]+))\s*[.:]\s*"
)
"""Label at the start of a numbered or lettered heading or item."""
BULLET = re.compile(r"[-+•▪●◦·]\s*(?=\S)")

_PAGE = re.compile(r"[-\s]*(\d{1,3})[-\s]*")
_RULE = re.compile(r"[_\-=~.*\s]{3,}|~")
_FOOTNOTE = re.compile(rf"\d{{1,2}}\s+[{UPPER}][{LOWER}]+\s")
_SIGNATURE = re.compile(r"(?:TM|T/M|KT|TL|TUQ|Q)\.\s*[" + UPPER + "]")
_NATIONAL = re.compile(r"CỘNG H[OÒ][AÀ] XÃ HỘI|Độc lập\s*-\s*Tự do|ĐẢNG CỘNG SẢN VIỆT NAM")
_COLUMN_GAP = re.compile(r"\t+|\s{4,}")
_ENDS = (".", "!", "?", "./.", "…")


@dataclass(frozen=True, slots=True)
class Layout:
    """The text that spans count in, its easy-to-match twin, and what stands in the way.

    ``clean`` has the length of ``text``; page numbers inside sentences are blanks there.
    """

    text: str
    clean: str


@dataclass(frozen=True, slots=True)
class _Page:
    """What is known of the whole page while its lines are joined."""

    width: int  # length of a full line; 0 when each line is a paragraph
    gap: int  # blank lines that usually stand between two lines
    head_end: int  # index of the line with the document type
    tail_start: int  # index of the line "Nơi nhận"


def lay_out(raw: str, *, flowing: bool = False) -> Layout:
    """Join the lines of ``raw`` into paragraphs; ``flowing`` when a line is a paragraph."""
    lines, gaps = _printed_lines(raw)
    page_numbers = _page_numbers(lines)
    content = [i for i in range(len(lines)) if i not in page_numbers]
    easy = [legible(line).strip() for line in lines]
    page = _survey([easy[i] for i in content], content, flowing, gaps)
    breaks = _breaks(easy, content, page, gaps)
    return _assemble(lines, page_numbers, breaks, page)


def _printed_lines(raw: str) -> tuple[list[str], list[int]]:
    """The lines that print something, and how many blank lines stand before each."""
    lines: list[str] = []
    gaps: list[int] = []
    blank = 0
    for line in re.split(r"\r\n|[\n\r\x0b\x85\u2028\u2029]", normalise(raw)):
        if line.strip():
            lines.append(line)
            gaps.append(blank)
            blank = 0
        else:
            blank += 1
    return lines, gaps


def _page_numbers(lines: list[str]) -> set[int]:
    """Indices of lines that only hold the running page number, counting up from the second page."""
    found: set[int] = set()
    expected = {1, 2}
    for i, line in enumerate(lines):
        if 0 < i < len(lines) - 1 and (match := _PAGE.fullmatch(line)):
            number = int(match[1])
            if number in expected and "\t" not in line.strip():
                found.add(i)
                expected = {number + 1}
    return found


def _survey(easy: list[str], content: list[int], flowing: bool, gaps: list[int]) -> _Page:
    lengths = sorted(len(line) for line in easy)
    longest = lengths[-1] if lengths else 0
    usual = lengths[len(lengths) * 9 // 10] if lengths else 0
    wrapped = not flowing and usual >= 40 and longest <= 200
    head = next((i for i, line in enumerate(easy[:30]) if is_kind_line(line)), -1)
    tail = next(
        (i for i, line in enumerate(easy) if re.match(r"N[ơƠ][iI] nhận|NƠI NHẬN", line)), None
    )
    ordered = sorted(gaps)
    return _Page(
        width=usual if wrapped else 0,
        gap=ordered[len(ordered) // 2] if ordered else 0,
        head_end=content[head] if head >= 0 else -1,
        tail_start=content[tail] if tail is not None else 1 << 60,
    )


def is_kind_line(line: str) -> bool:
    """Whether the line is the name of a document type alone, also when spaced out."""
    stripped = line.strip(" .:-_")
    if stripped in KINDS_IN_CAPITALS:
        return True
    letters = re.sub(r"\s", "", stripped)
    return (
        " " in stripped
        and letters in _SOLID
        and re.fullmatch(r"(?:\S ?){6,}", stripped) is not None
    )


_SOLID = frozenset(kind.replace(" ", "") for kind in KINDS_IN_CAPITALS)


def _breaks(easy: list[str], content: list[int], page: _Page, gaps: list[int]) -> dict[int, bool]:
    """For each content line but the last: whether a paragraph ends after it."""
    out: dict[int, bool] = {}
    for here, after in pairwise(content):
        in_block = after <= page.head_end or here >= page.tail_start or here == page.head_end
        far = (
            after - here == 1
            and gaps[after] > page.gap + bool(page.gap)
            and not easy[after][:1].islower()
        )
        out[here] = far or _ends_after(
            easy[here], easy[after], page, in_block or after == page.tail_start
        )
    return out


def _ends_after(line: str, following: str, page: _Page, in_block: bool) -> bool:
    if in_block or _stands_alone(line) or _stands_alone(following):
        return True
    if _runs_on(line, following):
        return False
    full = bool(page.width) and len(line) >= 0.72 * page.width
    ended = line.endswith(_ENDS)
    if starts_item(following, after_full_line=full and not ended and not line.endswith((";", ":"))):
        return True
    if ended or (page.width and _FOOTNOTE.match(following) and not full):
        return True
    first = following[:1]
    if first.isalpha() and first.islower():
        return False
    if line.endswith((",", "-", "(", "/")):
        return False
    if line.endswith(";") or line.endswith(("sau:", "đây:", "là:")):
        return True
    if line.endswith(":"):
        return not full or not page.width
    if first.isdigit() and page.width:
        return not full
    return not full or _capitals(line) != _capitals(following)


def _runs_on(line: str, following: str) -> bool:
    """A dash that belongs to the sentence: "kinh tế / - xã hội", "2021 / - 2025"."""
    if line.endswith("kinh tế") and following.startswith("- xã hội"):
        return True
    return line[-1:].isdigit() and re.match(r"-\s*\d", following) is not None


def _stands_alone(line: str) -> bool:
    """Lines that never belong to a running sentence: rules, signatures, table rows."""
    if _RULE.fullmatch(line) or "\t" in line or _SIGNATURE.match(line) or _NATIONAL.search(line):
        return True
    return is_kind_line(line)


def _capitals(line: str) -> bool:
    letters = [c for c in line if c.isalpha()]
    return bool(letters) and sum(c.isupper() for c in letters) > 0.8 * len(letters)


def starts_item(line: str, *, after_full_line: bool = False) -> bool:
    """Whether ``line`` begins a numbered, lettered or dashed item.

    After a full line without end a dash or number may belong to the sentence
    ("kinh tế / - xã hội", "2019 / - 2025"): then only a capital after it counts.
    """
    if bullet := BULLET.match(line):
        rest = line[bullet.end() :]
        return not after_full_line or rest[:1].isupper() or rest[:1] in '“"'
    label = LABEL.match(line)
    if label is None:
        return False
    rest = line[label.end() :].lstrip('“"([')
    return not after_full_line or rest[:1].isupper()


def _assemble(
    lines: list[str], page_numbers: set[int], breaks: dict[int, bool], page: _Page
) -> Layout:
    parts: list[str] = []
    hidden: list[Span] = []  # page numbers in the middle of a sentence
    pending = ""
    broke = True
    at = 0
    for i, line in enumerate(lines):
        if i in page_numbers:
            written = " ".join(line.split())
            if not broke:
                hidden.append(Span(at + len(pending), at + len(pending) + len(written)))
        else:
            written = _squeeze(line, i, page)
            broke = breaks.get(i, True)
        parts += (pending, written)
        at += len(pending) + len(written)
        pending = "\n" if broke else " "
    text = "".join(parts)
    return Layout(text, _blanked(legible(text), hidden))


def _blanked(clean: str, hidden: list[Span]) -> str:
    parts: list[str] = []
    at = 0
    for span in hidden:
        parts += (clean[at : span.start], " " * (span.end - span.start))
        at = span.end
    return "".join((*parts, clean[at:]))


def _squeeze(line: str, i: int, page: _Page) -> str:
    """One blank for each run of white space; columns of head and foot become lines."""
    if i <= page.head_end or i >= page.tail_start:
        line = _COLUMN_GAP.sub("\n", line.strip())
        return "\n".join(" ".join(part.split()) for part in line.split("\n") if part.strip())
    return " ".join(line.split())


def words_of(text: str, clean: str, span: Span) -> str:
    """The words of ``span`` on one line, without a page number that stands between them."""
    pairs = zip(span.of(text), span.of(clean), strict=True)
    return " ".join("".join(t for t, c in pairs if c != " " or not t.isdigit()).split())


def paragraphs(text: str) -> list[Span]:
    """The spans of the paragraphs of a laid-out text."""
    out: list[Span] = []
    at = 0
    for line in text.split("\n"):
        if line.strip():
            out.append(Span(at, at + len(line)))
        at += len(line) + 1
    return out


def moved(raw: str, text: str, offsets: Iterable[int]) -> list[int]:
    """Offsets of ``raw`` as offsets of the laid-out ``text``, by counting printed characters."""
    places = [i for i, c in enumerate(text) if not c.isspace()]
    out: dict[int, int] = {}
    seen = done = 0
    wanted = list(offsets)
    for offset in sorted(set(wanted)):
        seen += sum(not c.isspace() for c in normalise(raw[done:offset]))
        done = offset
        out[offset] = places[seen] if seen < len(places) else len(text)
    return [out[o] for o in wanted]
