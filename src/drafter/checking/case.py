"""The document under check, prepared once for all rules."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeVar, cast

from drafter.document.facts import Citation, Span
from drafter.document.layout import PLACEHOLDER_PATTERN
from drafter.document.reading import ReadDocument, SectionMark
from drafter.reading.vietnamese import fold, legible

from .context import CheckContext
from .finding import Place
from .sections import section_path
from .vocabulary import Spelling, Stale, spelling, stale_words

_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+(?=[^\s\d%])|\n")
_PLACEHOLDER = re.compile(PLACEHOLDER_PATTERN)
_TAIL = re.compile(r"(?m)^\W{0,3}(?:Nơi nhận|NƠI NHẬN)")
_ANNEX = re.compile(r"(?m)^\W{0,3}(?:PHỤ LỤC|Phụ lục)\b[^\n.;,]{0,12}$")
_LONGEST_QUOTE = 160

T = TypeVar("T")


@dataclass(frozen=True)
class Case:
    """A document with the context it is checked in. All spans count in ``document.text``.

    ``clean`` and ``folded`` are ``text`` with like signs unified and in lower case, character
    for character.
    """

    document: ReadDocument
    context: CheckContext
    _memo: dict[str, object] = field(default_factory=dict, repr=False)

    def once(self, name: str, find: Callable[[], T]) -> T:
        """The result of ``find``, worked out the first time ``name`` is asked for."""
        if name not in self._memo:
            self._memo[name] = find()
        return cast(T, self._memo[name])

    @property
    def text(self) -> str:
        """The text as written."""
        return self.document.text

    @cached_property
    def clean(self) -> str:
        """The text with one form of dash, quote and slash."""
        return legible(self.document.text)

    @cached_property
    def folded(self) -> str:
        """``clean`` in lower case with one tone-mark style."""
        return fold(self.clean)

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """The paragraphs that hold anything."""
        return tuple(
            Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", self.text) if m[0].strip()
        )

    @cached_property
    def body(self) -> Span:
        """From after the title to the recipients."""
        return Span(self.body_start, max(self.body_start, self.tail_start))

    @cached_property
    def body_start(self) -> int:
        """Where the body begins: after the title, or at the start."""
        title = self.document.header.title
        if not title:
            return 0
        head = re.sub(r"\s+", r"\\s+", re.escape(" ".join(title.split())).replace(r"\ ", " "))
        found = re.search(head, self.text[:4000])
        return found.end() if found else 0

    @cached_property
    def tail_start(self) -> int:
        """Where the recipients begin, or the end of the text."""
        found = list(_TAIL.finditer(self.text))
        return found[-1].start() if found else len(self.text)

    @cached_property
    def annex_start(self) -> int:
        """Where the annexes begin, or the end of the text."""
        found = _ANNEX.search(self.text, self.tail_start)
        return found.start() if found else len(self.text)

    @cached_property
    def _starts(self) -> list[int]:
        return [p.start for p in self.paragraphs]

    def paragraph_at(self, at: int) -> Span:
        """The paragraph that holds offset ``at``."""
        index = bisect_right(self._starts, at) - 1
        return self.paragraphs[index] if index >= 0 else Span(0, 0)

    def sentence_at(self, at: int) -> Span:
        """The sentence (up to ";" too) of its paragraph that holds offset ``at``."""
        whole = self.paragraph_at(at)
        start = whole.start
        for end in _SENTENCE_END.finditer(self.text, whole.start, whole.end):
            if end.start() > at:
                return Span(start, end.start())
            start = end.end()
        return Span(start, max(start, whole.end))

    def place(self, span: Span | None) -> Place:
        """Section path and running number of the paragraph of ``span``."""
        if span is None:
            return Place()
        index = bisect_right(self._starts, span.start) - 1
        return Place(self.section_at(span.start), max(index, 0) + 1, span)

    def section_at(self, at: int) -> str:
        """Label path of the section that holds offset ``at`` ("II.1.a"), or ""."""
        return section_path(self.document, at) if at < self.tail_start else ""

    def quote(self, span: Span) -> str:
        """The words at ``span``; a long stretch is cut."""
        words = " ".join(span.of(self.text).split())
        return words if len(words) <= _LONGEST_QUOTE else f"{words[:_LONGEST_QUOTE]}…"

    @cached_property
    def placeholders(self) -> tuple[Span, ...]:
        """Visible placeholders: "[đơn vị tính]"."""
        return tuple(Span(*m.span()) for m in _PLACEHOLDER.finditer(self.text))

    def inside_citation(self, span: Span) -> Citation | None:
        """The reference whose words cover ``span``, if any."""
        for citation in self.document.citations:
            if citation.span and citation.span.covers(span):
                return citation
        return None

    def search(self, pattern: re.Pattern[str], where: Span | None = None) -> Iterator[Span]:
        """Places of ``pattern`` in the clean text of ``where`` (default: everything)."""
        where = where or Span(0, len(self.text))
        for found in pattern.finditer(self.clean, where.start, where.end):
            yield Span(*found.span())

    def stale_words(self, on: date) -> tuple[Stale, ...]:
        """Wording that does not fit a document of that day."""
        return tuple(s for s in stale_words(self.context.register.kb) if s.wrong_on(on))

    @property
    def spelling(self) -> Spelling:
        """The words of administrative Vietnamese."""
        return spelling(self.context.register.kb)

    def content_of(self, mark: SectionMark) -> Span:
        """From the heading of ``mark`` to the next mark of the same or a higher depth."""
        later = [
            s
            for s in self.document.sections
            if s.span.start > mark.span.start and s.depth <= mark.depth
        ]
        end = later[0].span.start if later else max(self.tail_start, mark.span.end)
        return Span(mark.span.start, end)
