"""Comments and tracked changes as Word writes them: numbered, signed, dated."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal
from xml.sax.saxutils import escape

from . import printed
from .word_xml import DECLARATION, FONTS, NAMESPACES, attribute

Kind = Literal["ins", "del"]


class Pen:
    """Who writes, when (ISO 8601, UTC), and with what running number."""

    def __init__(self, author: str, moment: str) -> None:
        self._signed = f"w:author={attribute(author)} w:date={attribute(moment)}"
        self._author = author
        self._number = 0
        self._comments: list[str] = []

    def _next(self) -> int:
        self._number += 1
        return self._number

    def added(self, runs: str) -> str:
        """``runs`` as an insertion."""
        return f'<w:ins w:id="{self._next()}" {self._signed}>{runs}</w:ins>' if runs else ""

    def removed(self, text: str) -> str:
        """``text`` as a deletion."""
        if not text:
            return ""
        gone = (
            f"<w:r><w:rPr>{FONTS}</w:rPr>"
            f'<w:delText xml:space="preserve">{escape(text)}</w:delText></w:r>'
        )
        return f'<w:del w:id="{self._next()}" {self._signed}>{gone}</w:del>'

    def mark(self, kind: Kind) -> str:
        """The mark of an added or removed paragraph."""
        return f"<w:rPr>{self.row_mark(kind)}</w:rPr>"

    def row_mark(self, kind: Kind) -> str:
        """The mark of an added or removed row of a table."""
        return f'<w:{kind} w:id="{self._next()}" {self._signed}/>'

    def comment(self, sentences: Iterable[str]) -> tuple[str, str]:
        """What opens and closes the stretch that a comment of ``sentences`` stands on."""
        number = len(self._comments)
        told = "".join(
            f'<w:p><w:r><w:rPr>{FONTS}<w:sz w:val="20"/></w:rPr>'
            f'<w:t xml:space="preserve">{escape(printed.clean(s))}</w:t></w:r></w:p>'
            for s in sentences
        )
        initials = "".join(word[0] for word in self._author.split())[:4].upper()
        self._comments.append(
            f'<w:comment w:id="{number}" {self._signed} w:initials={attribute(initials)}>'
            f"{told}</w:comment>"
        )
        return (
            f'<w:commentRangeStart w:id="{number}"/>',
            f'<w:commentRangeEnd w:id="{number}"/><w:r><w:commentReference w:id="{number}"/></w:r>',
        )

    def comments_xml(self) -> str:
        """``word/comments.xml``."""
        return f"{DECLARATION}<w:comments {NAMESPACES}>{''.join(self._comments)}</w:comments>"
