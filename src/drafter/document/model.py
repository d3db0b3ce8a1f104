"""A launch document as we write it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from .facts import Ground, Use


class DocumentKind(StrEnum):
    """Kinds of launch document; the value is the one used on the command line."""

    PLAN = "ke-hoach"
    DIRECTIVE = "chi-thi"
    LAUNCH = "phat-dong"  # a local habit, not a type of Điều 7 NĐ 30/2020

    @property
    def printed(self) -> str:
        """Name of the type as the document prints it."""
        return _PRINTED[self]

    @property
    def code(self) -> str:
        """Abbreviation in the number line (PLIII-I; PĐ is a local habit)."""
        return _CODES[self]


_PRINTED = {
    DocumentKind.PLAN: "KẾ HOẠCH",
    DocumentKind.DIRECTIVE: "CHỈ THỊ",
    DocumentKind.LAUNCH: "PHÁT ĐỘNG",
}
_CODES = {DocumentKind.PLAN: "KH", DocumentKind.DIRECTIVE: "CT", DocumentKind.LAUNCH: "PĐ"}


class SectionKind(StrEnum):
    """What a section is for, independent of its heading."""

    PURPOSE = "muc-dich"
    THEME = "chu-de"
    TARGETS = "chi-tieu"
    CONTENTS = "noi-dung"
    SOLUTIONS = "giai-phap"
    REWARDS = "khen-thuong"
    TIME = "thoi-gian"
    ORGANISATION = "to-chuc"
    OTHER = "khac"


class Layout(StrEnum):
    """How the lines of a part are printed."""

    LINES = "lines"
    TABLE = "table"  # dashed lines as rows, headings below it as names of groups of rows


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The head of the document (NĐ 30/2020, PLI-II.1-4).

    ``issuer`` is in lines ("ỦY BAN NHÂN DÂN", "XÃ VẠN LINH"). ``number``, ``day`` and
    ``month`` stay ``None`` in a draft: they are given after signing (Điều 15).
    """

    issuer: tuple[str, ...]
    code: str
    place: str
    year: int
    parent: str | None = None
    number: str | None = None
    day: int | None = None
    month: int | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body.

    ``uses`` lists every number, reference, date, movement and place in ``text`` with its
    ground, in order of place; ``grounds`` says what the paragraph as a whole rests on.
    ``label`` is printed before the text ("a)", "-"), empty for plain text. ``followed_by`` is
    the body that follows a target: a column of its own where targets stand in a table.
    """

    text: str
    grounds: tuple[Ground, ...] = ()
    uses: tuple[Use, ...] = ()
    label: str = ""
    followed_by: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered part: label as printed ("I", "1", "a"), heading, text, parts below it.

    ``layout`` holds for its own lines and for those of the parts below it.
    """

    kind: SectionKind
    label: str
    heading: str
    paragraphs: tuple[Paragraph, ...] = ()
    children: tuple[Section, ...] = ()
    written_by: str = ""  # "template", "model:<name>", "user"
    layout: Layout = Layout.LINES

    def walk(self, depth: int = 1) -> Iterator[tuple[int, Section]]:
        """This section and all below it, with depth from 1, in printed order."""
        yield depth, self
        for child in self.children:
            yield from child.walk(depth + 1)


@dataclass(frozen=True, slots=True)
class Signature:
    """The signature block (Điều 13, PLI-II.7): lines of authority and post, and the name.

    ``lines`` e.g. ``("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")``; ``name`` is
    ``None`` until the official has given it.
    """

    lines: tuple[str, ...]
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Annex:
    """A phụ lục with one table: header row, then rows of equal width."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    label: str = ""
    wide: bool = False


@dataclass(frozen=True, slots=True)
class LaunchDocument:
    """A whole launch document, ready to be rendered."""

    kind: DocumentKind
    letterhead: Letterhead
    title: str
    opening: tuple[Paragraph, ...]
    sections: tuple[Section, ...]
    closing: tuple[Paragraph, ...]
    recipients: tuple[str, ...]
    signature: Signature
    annexes: tuple[Annex, ...] = ()
    basis: tuple[Paragraph, ...] = ()  # "Căn cứ" block, italic, optional (PLI-II.6c)

    def walk(self) -> Iterator[tuple[int, Section]]:
        """All sections with their depth, in printed order."""
        for section in self.sections:
            yield from section.walk()

    def paragraphs(self) -> Iterator[tuple[str, Paragraph]]:
        """Every paragraph with the label path of its section ("", "II", "III.2.a")."""
        for paragraph in (*self.basis, *self.opening):
            yield "", paragraph
        for section in self.sections:
            yield from _paragraphs(section, "")
        for paragraph in self.closing:
            yield "", paragraph

    def ledger(self) -> list[Use]:
        """Every grounded fact of the body, in printed order."""
        return [use for _, paragraph in self.paragraphs() for use in paragraph.uses]


def _paragraphs(section: Section, above: str) -> Iterator[tuple[str, Paragraph]]:
    path = f"{above}.{section.label}" if above else section.label
    for paragraph in section.paragraphs:
        yield path, paragraph
    for child in section.children:
        yield from _paragraphs(child, path)
