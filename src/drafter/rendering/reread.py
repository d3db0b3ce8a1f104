"""Opens a written file again and compares it with the document it was made from.

The file is opened by another library than the one that wrote it, so that a fault of the writer
cannot hide itself.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any

from drafter.document.model import LaunchDocument

from .text import foot_lines, head_lines
from .word import properties
from .word_text import body_lines

_SHOWN = 80  # characters of a line quoted in a message


def reread(
    docx: bytes, document: LaunchDocument, *, fixed: Sequence[str] | None = None
) -> list[str]:
    """The differences between the file ``docx`` and ``document``, in Vietnamese.

    Empty when every printed line is there, in order, with nothing added. White space is not
    compared: the file has wider blanks where something is to be filled in by hand. ``fixed``
    are the lines an office's own page prints by itself, where the file is on one: they may be
    there, or hold what the document says, and the order is compared for the body alone.
    """
    try:
        found, title, author = _open(docx)
    except Exception as error:
        # Any failure to open is one answer: the file must not leave the house.
        return [f"Tệp vừa ghi không mở lại được ({type(error).__name__}); đề nghị xuất lại tệp."]
    expected = [text for line in _printed(document) if (text := _squash(line))]
    wanted = properties(document, None)
    if fixed is None:
        differences = list(_compare(expected, found))
    else:
        body = [text for line in _body(document) if (text := _squash(line))]
        differences = list(_compare_framed(expected, found, [_squash(f) for f in fixed], body))
    for name, here, there in (("Tiêu đề", title, wanted.title), ("Tác giả", author, wanted.author)):
        if _squash(here) != _squash(there):
            differences.append(f"{name} ghi trong tệp là “{here}”, không phải “{there}”.")
    return differences


def _printed(document: LaunchDocument) -> Iterator[str]:
    """What the file prints: a line, or the cells of a row one by one."""
    yield from head_lines(document)
    yield from _body(document)
    yield from (cell for line in foot_lines(document) for cell in line.split("\t"))


def _body(document: LaunchDocument) -> Iterator[str]:
    for line in body_lines(document):
        yield from (cell.text for cell in line.row.cells) if line.row else (line.whole,)


def _squash(text: str) -> str:
    return " ".join(text.split())


def _open(docx: bytes) -> tuple[list[str], str, str]:
    import docx as library

    opened: Any = library.Document(io.BytesIO(docx))
    core = opened.core_properties
    texts = [text for part in _texts(opened) if (text := _squash(part))]
    return texts, core.title or "", core.author or ""


def _texts(container: Any) -> Iterator[str]:
    """Text of every paragraph, cells row by row, in printed order."""
    for block in container.iter_inner_content():
        if hasattr(block, "rows"):
            seen: set[Any] = set()  # a merged cell comes once for each place it covers
            for cell in (cell for row in block.rows for cell in row.cells):
                if cell._tc not in seen:
                    seen.add(cell._tc)
                    yield from _texts(cell)
        else:
            yield block.text


def _compare(expected: list[str], found: list[str]) -> Iterator[str]:
    # Headings are compared as printed; letter case is part of the form (PLI-V).
    matcher = SequenceMatcher(None, expected, found, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            continue
        missing, added = expected[a:b], found[c:d]
        for before, after in zip(missing, added, strict=False):
            yield f"Trong tệp ghi “{_short(after)}”, bản soạn là “{_short(before)}”."
        for text in missing[len(added) :]:
            yield f"Tệp thiếu dòng “{_short(text)}”."
        for text in added[len(missing) :]:
            yield f"Tệp thừa dòng “{_short(text)}”."


def _compare_framed(
    expected: list[str], found: list[str], fixed: list[str], body: list[str]
) -> Iterator[str]:
    at = next((i for i, line in enumerate(found) if body and line == body[0]), 0)
    yield from _compare(body, found[at : at + len(body)])
    printed_by_itself = " ".join(fixed)
    missing = Counter(expected) - Counter(found)
    for text in missing.elements():
        held = text in printed_by_itself or any(text in line for line in found)
        if text not in body and not held:
            yield f"Tệp thiếu dòng “{_short(text)}”."
    for text in (Counter(found) - Counter(expected)).elements():
        if text not in body and not any(own in text for own in fixed):
            yield f"Tệp thừa dòng “{_short(text)}”."


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
