"""Changing a few words of a Word file in place: every run keeps its look, every part its bytes."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from drafter.document.edit import LineEdit, locate

from .ooxml import Package, W, parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_STRICT = b"purl.oclc.org/ooxml"
_SIGNED = "_xmlsignatures/"
_BLANKS = {f"{W}tab", f"{W}ptab", f"{W}br", f"{W}cr"}
_GONE = {f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr"}


@dataclass(frozen=True, slots=True)
class _Letter:
    """A printed character and where it is kept; a break or tab is kept nowhere."""

    letter: str
    node: _Element | None
    at: int


def with_edits(data: bytes, edits: Iterable[LineEdit]) -> bytes:
    """The Word file ``data`` with ``edits`` of its printed lines, as `read_bytes` gives them.

    The new words take the look of the first character they replace. An edit whose place is not
    certain is left out; a signed file, or one in the strict dialect, comes back as it was.
    Raises `UnreadableFile`.
    """
    package = Package(data)
    main = package.main_part()
    raw = package.read(main) or b""
    if _STRICT in raw or any(name.startswith(_SIGNED) for name in package.names):
        return data
    root = parse_xml(raw)
    if not _change(root, list(edits)):
        return data
    return _repacked(data, main, root)


def _change(root: _Element, edits: Sequence[LineEdit]) -> bool:
    """Put ``edits`` into the tree; whether any was."""
    paragraphs = [_squeezed(_letters(p)) for p in root.iter(f"{W}p")]
    texts = [_text(letters) for letters in paragraphs]
    placed = [(found, edit) for edit in edits if (found := locate(edit, texts)) is not None]
    done = False
    for (at, start), edit in sorted(placed, key=lambda pair: pair[0], reverse=True):
        done |= _write(paragraphs[at], start, len(edit.old), edit.new)
    return done


def _letters(node: _Element) -> Iterator[_Letter]:
    """The printed characters of a paragraph; text boxes are paragraphs of their own."""
    for child in node:
        if not isinstance(child.tag, str) or child.tag in _GONE:
            continue
        if child.tag == f"{W}t":
            for at, letter in enumerate(child.text or ""):
                yield _Letter(letter, child, at)
        elif child.tag in _BLANKS:
            yield _Letter(" ", None, 0)
        elif child.tag != f"{W}txbxContent":
            yield from _letters(child)


def _squeezed(letters: Iterable[_Letter]) -> list[_Letter]:
    """One blank for every run of white space, none at the ends: as lines are read."""
    out: list[_Letter] = []
    for one in letters:
        if not one.letter.isspace():
            out.append(one)
        elif out and out[-1].letter != " ":
            out.append(_Letter(" ", one.node, one.at))
    if out and out[-1].letter == " ":
        out.pop()
    return out


def _text(letters: Sequence[_Letter]) -> str:
    """The paragraph as text; empty where characters are composed and places would not hold."""
    text = "".join(one.letter for one in letters)
    return text if unicodedata.is_normalized("NFC", text) else ""


def _write(letters: Sequence[_Letter], start: int, length: int, new: str) -> bool:
    gone = [one for one in letters[start : start + length] if one.node is not None]
    if len(gone) < length:
        return False
    if gone:
        anchor, place = gone[0].node, gone[0].at
        for one in reversed(gone):
            _cut(one.node, one.at)
    else:  # words put in between: they take the look of what stands before
        before = letters[start - 1] if start else letters[0]
        anchor, place = before.node, before.at + (1 if start else 0)
    if anchor is None:
        return False
    text = anchor.text or ""
    anchor.text = text[:place] + new + text[place:]
    anchor.set(_SPACE, "preserve")
    return True


def _cut(node: _Element | None, at: int) -> None:
    if node is not None:
        text = node.text or ""
        node.text = text[:at] + text[at + 1 :]
        node.set(_SPACE, "preserve")


def _repacked(data: bytes, main: str, root: _Element) -> bytes:
    from lxml import etree

    changed = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            held = changed if entry.filename == main else old.read(entry)
            new.writestr(entry, held, compress_type=entry.compress_type)
    return out.getvalue()
