"""The reviewer's copy: the clean text with its sources in comments and its changes tracked.

Every fact carries a Word comment that says where it comes from; against an earlier version
the additions and deletions are real tracked changes. Accepting all gives the clean text,
rejecting all the earlier one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import accumulate
from typing import Protocol
from xml.sax.saxutils import escape

from drafter.document.facts import Use
from drafter.document.layout import Part
from drafter.document.model import LaunchDocument

from . import printed
from .changes import Edit, Pair, edits, pair_lines
from .grounds import source_words
from .word import Body, Line, body_lines, first_kept, properties
from .word_parts import ExtraPart, Package, pack
from .word_xml import DECLARATION, FONTS, NAMESPACES, Shape, attribute, paragraph, run

Remarks = Callable[[Use], Iterable[str]]
"""Further sentences on a use: validity of a reference, change from last year."""

_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_COMMENTS_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_ADVICE = {"error": "Cần sửa", "warning": "Cần xem lại", "info": "Lưu ý"}


class _Told(Protocol):
    """What is shown of a finding; ``checking.finding.Finding`` has it."""

    @property
    def severity(self) -> str: ...
    @property
    def message(self) -> str: ...
    @property
    def quote(self) -> str: ...


def to_review_docx(
    document: LaunchDocument,
    *,
    earlier: LaunchDocument | Sequence[str] | None = None,
    remarks: Remarks | None = None,
    findings: Iterable[_Told] = (),
    reviewer: str = "Bản rà soát",
    stamp: datetime | None = None,
) -> bytes:
    """``document`` as a .docx for review.

    ``earlier`` is an earlier version, or the lines of the body of last year's document; without
    it nothing is tracked. ``remarks`` gives further sentences for a use; ``findings`` become
    comments on the first line that holds their quotation. ``reviewer`` signs comments and
    changes, ``stamp`` is their time (UTC; by default the first day of the document's year).
    """
    moment = stamp or datetime(document.letterhead.year, 1, 1)
    pen = _Pen(reviewer, moment.strftime("%Y-%m-%dT%H:%M:%SZ"))
    body = _ReviewBody(document, pen, _lines_of(earlier), remarks, list(findings))
    text = body.xml()
    comments = ExtraPart("comments.xml", _COMMENTS_TYPE, _COMMENTS_RELATION, pen.comments_xml())
    return pack(
        Package(text, properties(document, stamp), (comments,), tracking=earlier is not None)
    )


def _lines_of(earlier: LaunchDocument | Sequence[str] | None) -> list[str] | None:
    if earlier is None:
        return None
    if isinstance(earlier, LaunchDocument):
        return [_whole(line) for line in body_lines(earlier)]
    return [printed.clean(text) for text in earlier if text.strip()]


def _whole(line: Line) -> str:
    """The line as its runs print it."""
    pieces = printed.segments(line.text, line.uses)
    return line.label + "".join(piece.text for piece in pieces)


class _Pen:
    """Who writes, when, and with what running number."""

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

    def mark(self, kind: str) -> str:
        """The mark of an added (``ins``) or removed (``del``) paragraph."""
        return f'<w:rPr><w:{kind} w:id="{self._next()}" {self._signed}/></w:rPr>'

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


class _ReviewBody(Body):
    def __init__(
        self,
        document: LaunchDocument,
        pen: _Pen,
        earlier: list[str] | None,
        remarks: Remarks | None,
        findings: list[_Told],
    ) -> None:
        super().__init__(document)
        self._pen, self._earlier = pen, earlier
        self._remarks = remarks
        self._findings = findings

    def text(self) -> list[str]:
        lines = list(body_lines(self.document))
        pairs = self._pairs(lines)
        first = first_kept(lines, self.width)
        kept = next((i for i, pair in enumerate(pairs) if pair.later == first), len(pairs))
        return [self._paragraph(pair, lines, keep=i >= kept) for i, pair in enumerate(pairs)]

    def _pairs(self, lines: list[Line]) -> list[Pair]:
        if self._earlier is None:
            return [Pair(_whole(line), i) for i, line in enumerate(lines)]
        return list(pair_lines(self._earlier, [_whole(line) for line in lines]))

    def _paragraph(self, pair: Pair, lines: list[Line], *, keep: bool) -> str:
        if pair.later is None:
            gone = Shape(keep_next=keep, mark=self._pen.mark("del"))
            return paragraph(Part.BODY, self._pen.removed(pair.earlier or ""), gone)
        line = lines[pair.later]
        whole = _whole(line)
        if pair.earlier is None:
            changes = [Edit(0, len(whole), True)]
            shape = Shape(keep_next=keep, mark=self._pen.mark("ins"))
        else:
            changes, shape = edits(pair.earlier, whole), Shape(keep_next=keep)
        runs = "".join(self._runs(line, changes))
        return paragraph(line.part, self._on_findings(whole, runs), shape)

    def _runs(self, line: Line, changes: list[Edit]) -> Iterator[str]:
        """The line cut where a fact or a change begins or ends."""
        pieces = [printed.Segment(line.label), *printed.segments(line.text, line.uses)]
        left = [piece for piece in pieces if piece.text]
        ends = list(accumulate(len(piece.text) for piece in left))
        number = 0
        opened = ""
        for change in changes:
            yield self._pen.removed(change.removed)
            at = change.start
            while at < change.end:
                piece, end = left[number], ends[number]
                start = end - len(piece.text)
                if at == start:
                    opening, opened = self._comment(piece)
                    yield opening
                stop = min(end, change.end)
                shown = run(piece.text[at - start : stop - start], highlight=piece.placeholder)
                yield self._pen.added(shown) if change.added else shown
                if stop == end:
                    yield opened
                    number += 1
                at = stop

    def _comment(self, piece: printed.Segment) -> tuple[str, str]:
        """What opens and closes the comment on a use; nothing for plain text."""
        if piece.use is None:
            return "", ""
        further = list(self._remarks(piece.use)) if self._remarks else []
        return self._pen.comment([f"Nguồn: {source_words(piece.use)}", *further])

    def _on_findings(self, whole: str, runs: str) -> str:
        """``runs`` under the comments of the findings whose quotation the line holds."""
        for finding in list(self._findings):
            quote = printed.clean(finding.quote).strip()
            if quote and quote in whole:
                self._findings.remove(finding)
                kind = _ADVICE.get(str(finding.severity), "Lưu ý")
                opening, closing = self._pen.comment([f"{kind}: {finding.message}"])
                runs = f"{opening}{runs}{closing}"
        return runs
