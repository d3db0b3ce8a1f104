"""A change of a few words on one printed line, and where that line stands among paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate

from .facts import Span


@dataclass(frozen=True, slots=True)
class LineEdit:
    """``span`` of ``line`` becomes ``new``. ``nth`` equal lines stand before this one."""

    line: str
    nth: int
    span: Span
    new: str

    @property
    def old(self) -> str:
        """The words that are replaced."""
        return self.span.of(self.line)

    def trimmed(self) -> LineEdit:
        """The same change without what both wordings have at their ends."""
        old, new, start, end = self.old, self.new, self.span.start, self.span.end
        while old and new and old[0] == new[0]:
            old, new, start = old[1:], new[1:], start + 1
        while old and new and old[-1] == new[-1]:
            old, new, end = old[:-1], new[:-1], end - 1
        return LineEdit(self.line, self.nth, Span(start, end), new)

    def pieces(self) -> Iterator[LineEdit]:
        """The same change word by word: words that stay are in none of the pieces."""
        old, new = (re.findall(r"\s+|\S+", words) for words in (self.old, self.new))
        starts = [*accumulate((len(word) for word in old), initial=self.span.start)]
        for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if kind != "equal":
                span = Span(starts[a], starts[b])
                yield LineEdit(self.line, self.nth, span, "".join(new[c:d])).trimmed()


def line_edit(text: str, span: Span, new: str) -> LineEdit | None:
    """The change of ``span`` of ``text`` as one of its line; ``None`` where it is not one line."""
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.start)
    end = len(text) if end < 0 else end
    if span.end > end:
        return None
    line = text[start:end]
    before = text[:start].split("\n")[:-1]
    return LineEdit(line, before.count(line), Span(span.start - start, span.end - start), new)


def locate(edit: LineEdit, paragraphs: Sequence[str]) -> tuple[int, int] | None:
    """Paragraph and offset in it where ``edit`` begins.

    A printed line is a paragraph with its label before it, or one line of a paragraph. Short
    pieces of a line (cells of a table) count only where there is exactly one; what is not
    certain is ``None``.
    """
    whole: list[tuple[int, int]] = []
    pieces: list[tuple[int, int]] = []
    for at, text in enumerate(paragraphs):
        offset = _offset(edit, text)
        if offset is not None:
            long = 2 * len(text) >= len(edit.line)
            (whole if long else pieces).append((at, offset))
    if whole:
        return whole[edit.nth] if edit.nth < len(whole) else None
    return pieces[0] if len(pieces) == 1 and not edit.nth else None


def _offset(edit: LineEdit, text: str) -> int | None:
    """Where ``edit`` begins in ``text``, if the line and the text are one."""
    if not text:
        return None
    if (inside := text.find(edit.line)) >= 0:
        return inside + edit.span.start
    at = edit.line.rfind(text)
    while at >= 0:
        if at <= edit.span.start and edit.span.end <= at + len(text):
            return edit.span.start - at
        at = edit.line.rfind(text, 0, at + len(text) - 1)
    return None
