"""How a .docx is formatted in effect: fonts, sizes, alignment, margins, numbers, lines.

What a paragraph looks like is the sum of document defaults, a chain of styles, the theme and
its own settings. This module adds them up; it judges nothing. Lengths in millimetres, sizes
and gaps in points.
"""

from __future__ import annotations

from dataclasses import dataclass, field

SLOTS = ("ascii", "hAnsi", "eastAsia", "cs")


@dataclass(frozen=True, slots=True)
class RunForm:
    """A run of text and how it shows. ``fonts`` are by slot, in the order of ``SLOTS``."""

    text: str
    fonts: tuple[str, str, str, str]
    size: float
    bold: bool = False
    italic: bool = False
    underline: bool = False
    caps: bool = False
    color: str = "auto"
    highlight: str = ""

    @property
    def visible(self) -> bool:
        """Whether it prints anything."""
        return bool(self.text.strip())


@dataclass(frozen=True, slots=True)
class Place:
    """The cell a paragraph stands in: running numbers of table, row and column."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class ParagraphForm:
    """A paragraph and how it shows.

    ``spacing`` is the line spacing as a multiple, ``exact`` the one in points where it is
    fixed; ``rule`` the length of a line drawn on an edge of the paragraph or as a shape in it;
    ``width`` the room between margins, page or cell; ``bullet`` the mark of an automatic list.
    """

    text: str
    runs: tuple[RunForm, ...]
    style: str
    align: str = "left"
    first_line: float = 0.0
    left: float = 0.0
    right: float = 0.0
    before: float = 0.0
    after: float = 0.0
    spacing: float = 1.0
    exact: float | None = None
    width: float = 0.0
    rule: float | None = None
    cell: Place | None = None
    section: int = 0
    tabs: int = 0
    bullet: str = ""
    numbered: bool = False

    @property
    def visible(self) -> tuple[RunForm, ...]:
        """The runs that print something."""
        return tuple(run for run in self.runs if run.visible)

    @property
    def empty(self) -> bool:
        """Whether nothing is printed but, perhaps, a line."""
        return not self.text.strip()


@dataclass(frozen=True, slots=True)
class HeaderForm:
    """A header or footer: its paragraphs, and the one that holds the page number field."""

    paragraphs: tuple[ParagraphForm, ...] = ()
    number: ParagraphForm | None = None
    number_format: str = ""

    @property
    def blank(self) -> bool:
        """Whether it prints nothing at all."""
        return self.number is None and all(p.empty for p in self.paragraphs)


@dataclass(frozen=True, slots=True)
class SectionForm:
    """A section: paper, margins by side, headers and footers by kind (default, first, even)."""

    width: float
    height: float
    landscape: bool
    margins: dict[str, float]
    title_page: bool
    headers: dict[str, HeaderForm] = field(default_factory=dict)
    footers: dict[str, HeaderForm] = field(default_factory=dict)
    start: int | None = None
    number_format: str = "decimal"


@dataclass(frozen=True, slots=True)
class FormattedDocument:
    """A whole .docx: its paragraphs in printed order and its sections."""

    paragraphs: tuple[ParagraphForm, ...]
    sections: tuple[SectionForm, ...]
    title: str = ""
    author: str = ""


def read_format(data: bytes) -> FormattedDocument:
    """The effective formatting of a .docx; ``UnreadableFile`` where it is none."""
    from .docx_walk import walk

    return walk(data)
