"""What stands on the shelf: documents with their facts, and the passages made from them.

A passage is a section or an item, never cut inside a sentence. Its id is the document's id and
its running number, so that its neighbours are the numbers before and after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any

from drafter.document.facts import Span
from drafter.document.model import DocumentKind, SectionKind
from drafter.document.reading import ReadDocument, SectionMark
from drafter.document.unit import Level

from .words import bare, syllables

LONGEST = 1200
"""Characters of a passage; a longer section is divided where a sentence ends."""

HEADING = 110
"""A title up to this length is a heading; a longer one is the item's own sentence."""

_SENTENCE_END = re.compile(r"(?<=[.;!?…])\s+(?=[^\W\d_a-z]|[\d“\"(+•*–-])|\n+")
_KINDS = {
    "ke hoach": DocumentKind.PLAN,
    "chi thi": DocumentKind.DIRECTIVE,
    "phat dong": DocumentKind.LAUNCH,
}
_SECTION_KINDS = (
    (SectionKind.ORGANISATION, ("to chuc thuc hien", "trach nhiem thuc hien", "phan cong")),
    (SectionKind.TIME, ("thoi gian", "thoi han")),
    (SectionKind.PURPOSE, ("muc dich", "yeu cau", "muc tieu tong quat", "muc tieu chung")),
    (SectionKind.TARGETS, ("chi tieu", "muc tieu")),
    (SectionKind.THEME, ("chu de", "khau hieu")),
    (SectionKind.REWARDS, ("khen thuong", "binh xet")),
    (SectionKind.SOLUTIONS, ("giai phap",)),
    (SectionKind.CONTENTS, ("noi dung", "nhiem vu")),
)


@dataclass(frozen=True, slots=True)
class ShelfDocument:
    """A document on the shelf. ``digest`` is the sha256 of its bytes; ``origin`` where it came
    from ("kb" or "file"), ``source`` its file name. ``doubts`` are facts to be confirmed."""

    id: str
    digest: str
    source: str
    origin: str = "file"
    title: str | None = None
    issuer: str | None = None
    level: Level | None = None
    unit: str | None = None  # proper name alone, as far as it can be read from the issuer
    district: str | None = None
    province: str | None = None
    place: str | None = None
    kind: DocumentKind | None = None
    number: str | None = None
    year: int | None = None
    theme: str | None = None
    format: str = ""
    doubts: tuple[str, ...] = ()

    @property
    def facts(self) -> str:
        """The facts as one line of text, as the search reads them."""
        kind = self.kind.printed.lower() if self.kind else None
        year = f"năm {self.year}" if self.year else None
        parts = (
            kind, self.title, self.issuer, self.district, self.province, self.place,
            self.number, year, self.theme,
        )  # fmt: skip
        return ". ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Passage:
    """A searchable piece. ``context`` is the path of headings above it, ``section`` its labels."""

    document: str
    number: int
    text: str
    section: str = ""
    context: str = ""
    kind: SectionKind = SectionKind.OTHER
    topics: tuple[str, ...] = ()
    span: Span | None = None

    @property
    def id(self) -> str:
        """Document and running number: ``ab12cd34#7``."""
        return f"{self.document}#{self.number}"


def described(read: ReadDocument, digest: str) -> ShelfDocument:
    """The facts of a read document as the shelf keeps them, with what needs confirming."""
    header = read.header
    facts = ShelfDocument(
        id=digest[:16],
        digest=digest,
        source=read.source.file,
        title=header.title,
        issuer=header.issuer,
        level=header.level,
        unit=proper_name(header.issuer),
        district=_superior(header.parent, ("huyen", "quan", "thi xa", "thanh pho")),
        province=_superior(header.parent, ("tinh",)) or _superior(header.issuer, ("tinh",)),
        place=header.place,
        kind=kind_of(header.doc_type),
        number=_number(header.number, header.code),
        year=header.year or header.date.year,
        theme=header.theme,
        format=read.source.format,
    )
    wanted = {"cơ quan ban hành": facts.issuer, "năm": facts.year, "trích yếu": facts.title}
    missing = tuple(f"Chưa đọc được {name}" for name, value in wanted.items() if not value)
    return replace(facts, doubts=(*missing, *(w.message for w in read.source.warnings)))


CONFIRMED = ("title", "issuer", "unit", "district", "province", "place", "number", "theme")
"""Facts that are words; ``year``, ``level`` and ``kind`` may be confirmed too."""


def confirmed(document: ShelfDocument, facts: Mapping[str, str]) -> ShelfDocument:
    """The document with facts as somebody has confirmed them, and nothing in doubt.

    Empty words take a fact away. Raises `ValueError` for an impossible value and `KeyError`
    for a fact that does not exist.
    """
    read: dict[str, Any] = {}
    for name, value in facts.items():
        written = value.strip() or None
        if name == "year":
            read[name] = int(written) if written else None
        elif name == "level":
            read[name] = Level(written) if written else None
        elif name == "kind":
            read[name] = DocumentKind(written) if written else None
        elif name in CONFIRMED:
            read[name] = written
        else:
            raise KeyError(name)
    if "issuer" in read and "unit" not in read:
        read["unit"] = proper_name(read["issuer"])
    return replace(document, **read, doubts=())


def passages(read: ReadDocument, document: str) -> Iterator[Passage]:
    """The passages of a read document in printed order."""
    number = 0
    for section, context, span in _blocks(read):
        for piece in _divided(read.text, span):
            text = piece.of(read.text).strip()
            if not any(char.isalpha() for char in text):
                continue
            kind = section_kind(f"{context} {text[:HEADING]}")
            yield Passage(document, number, text, section, context, kind, span=piece)
            number += 1


def kind_of(doc_type: str | None) -> DocumentKind | None:
    """The kind a printed type names; ``None`` for any other type."""
    return _KINDS.get(" ".join(bare(s) for s in syllables(doc_type or "")))


def section_kind(heading: str) -> SectionKind:
    """What a section is for, by the words of its heading."""
    line = " ".join(bare(s) for s in syllables(heading))
    return next(
        (kind for kind, words in _SECTION_KINDS if any(word in line for word in words)),
        SectionKind.OTHER,
    )


_ISSUER = re.compile(
    r"\b(?:xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tỉnh)\s+(.+)$", re.IGNORECASE
)


def proper_name(issuer: str | None) -> str | None:
    """The unit's own name in the issuer's name: ``UBND xã Vạn Linh`` gives ``Vạn Linh``."""
    found = _ISSUER.search(issuer or "")
    return found.group(1).strip(" .,;") if found else None


def _superior(name: str | None, words: tuple[str, ...]) -> str | None:
    """``huyện Chi Lăng`` from ``UBND huyện Chi Lăng``, when it is a unit of such a word."""
    for word in (name or "").split():
        tail = (name or "")[(name or "").index(word) :]
        line = " ".join(bare(s) for s in syllables(tail))
        if line.startswith(tuple(f"{w} " for w in words)):
            return tail.strip(" .,;")
    return None


def _number(number: str | None, code: str | None) -> str | None:
    return f"{number}/{code}" if number and code else number


def _blocks(read: ReadDocument) -> Iterator[tuple[str, str, Span]]:
    """Label path, headings above and range of each part that has text of its own."""
    marks = read.sections
    opening = marks[0].span.start if marks else len(read.text)
    if opening:
        yield "", "", Span(0, opening)
    above: list[SectionMark] = []
    for mark, following in zip_longest(marks, marks[1:]):
        above = [m for m in above if m.depth < mark.depth]
        path = ".".join(m.label.strip(" .)") for m in (*above, mark))
        context = " › ".join(_heading(m) for m in above)
        span = Span(mark.span.start, max(mark.span.end, mark.body.end))
        only_heading = not Span(mark.span.end, span.end).of(read.text).strip()
        leads = following is not None and following.depth > mark.depth
        if not (only_heading and leads and len(mark.title) <= HEADING):
            yield path, context, span
        above.append(mark)


def _heading(mark: SectionMark) -> str:
    title = mark.title.strip(" :.;")
    return title if len(title) <= HEADING else title[:HEADING].rpartition(" ")[0]


def _divided(text: str, span: Span) -> Iterator[Span]:
    """``span`` in pieces of at most LONGEST characters that end where a sentence ends."""
    start = end = span.start
    for sentence_end in _ends(text, span):
        if sentence_end - start > LONGEST and end > start:
            yield Span(start, end)
            start = end
        end = sentence_end
    if end > start:
        yield Span(start, end)


def _ends(text: str, span: Span) -> Iterator[int]:
    for gap in _SENTENCE_END.finditer(text, span.start, span.end):
        yield gap.end()
    yield span.end
