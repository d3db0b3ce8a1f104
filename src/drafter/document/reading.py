"""A document as we read it: what a careful clerk takes from somebody else's text.

``ReadDocument.text`` is the text as written: NFC, Markdown marks dropped, every run of white
space one character - a line feed where a paragraph ends, else a blank - and nothing repaired.
``understood`` is its twin of the same length: broken tone marks mended, running page numbers
inside sentences blanked. All spans count characters in both.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from .facts import Citation, Span, Target
from .unit import Level


@dataclass(frozen=True, slots=True)
class Warning_:  # noqa: N801 - "Warning" is a builtin
    """Something the reader did not take at face value: hidden text, lost pages, weak OCR."""

    code: str
    message: str  # Vietnamese, for the official


@dataclass(frozen=True, slots=True)
class Table:
    """A table in reading order; ``rows`` are cells as text, merged cells repeated."""

    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    doubtful: frozenset[tuple[int, int]] = frozenset()  # (row, column) of uncertain OCR
    at: int | None = None  # offset in ReadDocument.text where the table stands


@dataclass(frozen=True, slots=True)
class Source:
    """The container a document came in."""

    file: str
    format: str  # txt, md, html, docx, doc, pdf, scan, image, xlsx, csv, text
    pages: int | None = None
    characters: int = 0
    warnings: tuple[Warning_, ...] = ()
    digest: str = ""  # sha256 of the bytes, hexadecimal


@dataclass(frozen=True, slots=True)
class RawText:
    """What a file format gives before understanding: lines as laid out, and tables.

    Conventions of ``text``, the same for every format:

    - NFC, lines parted by one line feed, no blanks at the ends of a line. In docx, doc, pdf,
      scan, image, html, xlsx and csv a line is a whole paragraph (wrapped lines are joined,
      page numbers left out); in txt and md lines are as laid out, wrapped or not.
    - Letterhead and signature tables are plain lines, left cell before right cell. Every
      other table stands in ``tables`` as rows of cells (merged cells repeated) and in
      ``text`` as one line a row, cells joined by ``" | "`` (a cell merged over columns
      printed once, one merged over rows only in its first row; empty cells keep their bar).
      ``Table.at`` is the offset of its first row in ``text``.
    - A footnote is a line of its own, ``"[1] …"``, after the paragraph that refers to it; the
      mark inside the running text is left out.
    - ``doubtful`` are spans of ``text`` that OCR was unsure of.
    """

    text: str
    source: Source
    tables: tuple[Table, ...] = ()
    doubtful: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class TargetList:
    """A target sheet as read: its targets in printed order, doubts, and the tables it held.

    ``warnings`` are in Vietnamese and name the row and the figures: a row not understood, a
    figure without a unit, parts that do not add up to the whole, two columns of planned
    figures, a sheet of another year.
    """

    targets: tuple[Target, ...]
    warnings: tuple[Warning_, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date as printed; blank parts are ``None``."""

    day: int | None = None
    month: int | None = None
    year: int | None = None

    @property
    def exact(self) -> date | None:
        """The calendar day, when all parts are printed and it exists."""
        if self.day is None or self.month is None or self.year is None:
            return None
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Header:
    """Letterhead, title and signature of a read document; unknown parts are ``None``."""

    issuer: str | None = None
    parent: str | None = None
    level: Level | None = None
    number: str | None = None
    code: str | None = None
    place: str | None = None
    date: PrintedDate = PrintedDate()
    doc_type: str | None = None
    title: str | None = None
    year: int | None = None
    theme: str | None = None
    signer_authority: str | None = None
    signer_role: str | None = None
    signer_name: str | None = None
    motto_present: bool = False
    national_name_present: bool = False


@dataclass(frozen=True, slots=True)
class SectionMark:
    """A numbered heading or item. ``depth`` is logical, ``label`` as printed ("1.1", "a)").

    ``span`` covers label and heading line; ``body`` reaches to the next mark. ``title`` is
    the text after the label, whole.
    """

    label: str
    title: str
    depth: int
    span: Span
    body: Span


@dataclass(frozen=True, slots=True)
class Movement:
    """A movement named in the text, without its quotation marks."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Anniversary:
    """ "75 năm Ngày …": ``arithmetic_ok`` is ``None`` unless both dates are printed."""

    text: str
    years: int
    event: str
    span: Span
    start: date | None = None
    end: date | None = None
    arithmetic_ok: bool | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """Time of the movement, as printed; open ends are ``None``."""

    start: str | None = None
    end: str | None = None
    ends_on: date | None = None
    starts_on: date | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation that is given a task, with the sentence that gives it."""

    name: str
    task: str
    span: Span


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """Everything read from one document. See the module docstring for ``text`` and spans."""

    text: str
    source: Source
    header: Header = Header()
    directives: tuple[Citation, ...] = ()  # documents of the level above it carries out
    sections: tuple[SectionMark, ...] = ()
    citations: tuple[Citation, ...] = ()
    targets: tuple[Target, ...] = ()
    movements: tuple[Movement, ...] = ()
    anniversaries: tuple[Anniversary, ...] = ()
    time: Period = Period()
    recipients: tuple[str, ...] = ()
    bodies: tuple[Body, ...] = ()
    tables: tuple[Table, ...] = ()
    doubtful: tuple[Span, ...] = field(default=())
    understood: str = ""

    @property
    def directive(self) -> Citation | None:
        """The document of the immediate superior that is carried out: the numbered one."""
        numbered = [c for c in self.directives if c.numbered]
        named = numbered or list(self.directives)
        return named[-1] if named else None
