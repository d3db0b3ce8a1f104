"""Word files (.docx, .docm, .dotx): text and tables in the order of the page.

Read from the XML itself, because what counts here is what python-docx leaves aside: text
boxes, footnotes, tracked changes (taken as accepted), automatic list numbers, content
controls, and text that cannot be seen, which is left out and reported. Macros are never
looked at, linked files never fetched.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from drafter.document.reading import RawText

from . import legacy
from .composing import Composer, tidy
from .limits import Progress, silent, unreadable
from .numbering import Numbering
from .ooxml import Package, W
from .wordlook import Look
from .wordtable import is_layout, layout_lines, read_grid

if TYPE_CHECKING:
    from lxml.etree import _Element

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_TEXT_BOX = f"{W}txbxContent"
_GONE = {f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText", f"{W}pPr", f"{W}rPr"}
_QUOTE = 80
_MAX_DEPTH = 60  # nesting of elements walked into; real files stay below 20


@dataclass(slots=True)
class Story:
    """What one paragraph holds: pieces of text with their font, notes, text boxes."""

    pieces: list[tuple[str, str]] = field(default_factory=list)  # font, text
    notes: list[str] = field(default_factory=list)
    boxes: list[_Element] = field(default_factory=list)

    def text(self) -> tuple[str, set[str]]:
        """The text in Unicode, and the names of the old encodings it was repaired from."""
        text, used = "", set[str]()
        for encoding, group in groupby(self.pieces, key=lambda p: legacy.of_font(p[0])):
            run = legacy.decode_runs(encoding, list(group))
            if encoding and any(not c.isascii() for c in run):
                used.add(encoding)
            text += run
        return text, used


class WordReader:
    """Walks one Word file and fills a ``Composer``."""

    def __init__(self, data: bytes) -> None:
        package = Package(data)
        main = package.main_part()
        root = package.xml(main)
        body = None if root is None else root.find(f"{W}body")
        if body is None:
            raise unreadable(
                "no document part in the Word container",
                "Tệp này không phải văn bản Word; đề nghị mở bằng Word rồi lưu lại thành .docx.",
            )
        self.body = body
        folder = main.rpartition("/")[0]
        self._look = Look(package.xml(f"{folder}/styles.xml"))
        self._numbering = Numbering(package.xml(f"{folder}/numbering.xml"))
        self._notes = _notes(package, folder)
        self._note_count = 0
        self._carried = Story()  # a paragraph whose end mark was deleted joins the next one
        self.hidden: list[str] = []
        self.encodings: set[str] = set()

    def blocks(self, parent: _Element, depth: int = 0) -> Iterator[_Element]:
        """Paragraphs and tables of ``parent`` in order, through content controls."""
        for child in parent:
            if child.tag in (f"{W}p", f"{W}tbl"):
                yield child
            elif depth < _MAX_DEPTH and _holds_blocks(child.tag):
                yield from self.blocks(child, depth + 1)

    def read(self, parent: _Element, out: Composer) -> None:
        """Add everything below ``parent`` to ``out``."""
        for block in self.blocks(parent):
            if block.tag == f"{W}p":
                lines, notes = self.paragraph(block)
                for line in lines + notes:
                    out.line(line)
            else:
                self._table(block, out)

    def _table(self, table: _Element, out: Composer) -> None:
        grid = read_grid(table, self._cell)
        if is_layout(grid):
            for line in layout_lines(grid):
                out.line(line)
        else:
            out.table(grid.repeated(), grid.printed())
        for line in grid.notes:
            out.line(line)

    def _cell(self, cell: _Element, on_dark: bool) -> tuple[list[str], list[str]]:
        """Lines of a cell, and the footnotes that stand below its table."""
        lines: list[str] = []
        notes: list[str] = []
        for block in self.blocks(cell):
            if block.tag == f"{W}p":
                found, below = self.paragraph(block, on_dark)
                lines += found
                notes += below
            else:
                inner = read_grid(block, self._cell)
                lines += [" ".join(row) for row in inner.printed()]
                notes += inner.notes
        return lines, notes

    def paragraph(self, paragraph: _Element, on_dark: bool = False) -> tuple[list[str], list[str]]:
        """Lines of a paragraph with its list number and text boxes, and its footnotes."""
        story, self._carried = self._carried, Story()
        self._collect(paragraph, paragraph, story, on_dark, 0)
        if paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None:
            self._carried = story
            return [], []
        text, encodings = story.text()
        self.encodings |= encodings
        label = self._label(paragraph) if text.strip() else ""
        lines = _split_lines(f"{label} {text}" if label else text)
        for box in story.boxes:
            inner = Composer()
            self.read(box, inner)
            lines += inner.lines
        return lines, [self._note(key) for key in story.notes if key in self._notes]

    def _collect(
        self, node: _Element, paragraph: _Element, story: Story, on_dark: bool, depth: int
    ) -> None:
        for child in node:
            if not isinstance(child.tag, str) or child.tag in _GONE or depth > _MAX_DEPTH:
                continue
            if child.tag == f"{_FALLBACK}Fallback" and node.find(f"{_FALLBACK}Choice") is not None:
                continue
            if child.tag == f"{W}r":
                self._run(child, paragraph, story, on_dark, depth)
            elif child.tag == _TEXT_BOX:
                story.boxes.append(child)
            else:
                self._collect(child, paragraph, story, on_dark, depth + 1)

    def _run(
        self, run: _Element, paragraph: _Element, story: Story, on_dark: bool, depth: int
    ) -> None:
        text = "".join(_shown(child) for child in run)
        if text.strip() and self._look.hidden(run, paragraph, on_dark):
            self.hidden.append(text.strip())
        elif text:
            story.pieces.append((self._look.font(run, paragraph), text))
        for child in run:
            if child.tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                story.notes.append(f"{child.tag}{child.get(f'{W}id')}")
            elif child.tag != f"{W}rPr" and len(child):
                self._collect(child, paragraph, story, on_dark, depth + 1)

    def _label(self, paragraph: _Element) -> str:
        places = [paragraph.find(f"{W}pPr/{W}numPr")]
        places += [
            style.find(f"{W}pPr/{W}numPr")
            for style in self._look.chain(self._look.paragraph_style(paragraph))
        ]
        number, depth = None, None
        for place in (p for p in places if p is not None):
            number = number if number is not None else _val(place, "numId")
            depth = depth if depth is not None else _val(place, "ilvl")
        if number in (None, "0"):
            return ""
        return self._numbering.label(number or "", int(depth) if depth and depth.isdigit() else 0)

    def _note(self, key: str) -> str:
        self._note_count += 1
        inner = Composer()
        self.read(self._notes[key], inner)
        return f"[{self._note_count}] {' '.join(inner.lines)}"


def read_docx(data: bytes, name: str, progress: Progress = silent) -> RawText:
    """A Word file as text. Raises ``UnreadableFile``."""
    reader = WordReader(data)
    out = Composer()
    reader.read(reader.body, out)
    progress(1, 1, "Đọc tệp Word")
    if reader.hidden:
        quote = tidy(" … ".join(reader.hidden))[:_QUOTE]
        out.warn(
            "hidden-text",
            f"Tệp có chữ ẩn (màu trắng, cỡ rất nhỏ hoặc bị ẩn), không đưa vào nội dung: “{quote}”.",
        )
    for encoding in sorted(reader.encodings):
        out.warn("legacy-encoding", legacy.notice(encoding))
    return out.raw(data, name, "docx")


def _holds_blocks(tag: object) -> bool:
    """Whether an element of the body is a wrapper: content control, tracked insertion."""
    return isinstance(tag, str) and tag.startswith(W) and tag not in _GONE and tag[-2:] != "Pr"


def _shown(node: _Element) -> str:
    """The text one child of a run prints."""
    if node.tag == f"{W}t":
        return node.text or ""
    if node.tag in (f"{W}tab", f"{W}ptab"):
        return "\t"
    if node.tag in (f"{W}br", f"{W}cr"):
        return "\n"
    if node.tag in (f"{W}noBreakHyphen", f"{W}softHyphen"):
        return "-" if node.tag == f"{W}noBreakHyphen" else ""
    return ""


def _split_lines(text: str) -> list[str]:
    """Lines of a paragraph at its hard breaks; a break inside a sentence is a blank."""
    lines: list[str] = []
    for part in map(tidy, text.split("\n")):
        if not part or not part.strip("_ "):
            continue  # the line drawn under a letterhead
        if lines and part[0].islower() and lines[-1][-1] not in ".;:":
            lines[-1] += f" {part}"
        else:
            lines.append(part)
    return lines


def _val(parent: _Element, name: str) -> str | None:
    child = parent.find(f"{W}{name}")
    return None if child is None else child.get(f"{W}val")


def _notes(package: Package, folder: str) -> dict[str, _Element]:
    """Foot- and endnotes by reference tag and id; separators are left out."""
    notes: dict[str, _Element] = {}
    for kind in ("footnote", "endnote"):
        root = package.xml(f"{folder}/{kind}s.xml")
        if root is None:
            continue
        for note in root.iter(f"{W}{kind}"):
            if note.get(f"{W}type") in (None, "normal"):
                notes[f"{W}{kind}Reference{note.get(f'{W}id')}"] = note
    return notes
