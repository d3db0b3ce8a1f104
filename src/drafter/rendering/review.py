"""The reviewer's copy: the clean text with its sources in comments and its changes tracked.

Every fact carries a Word comment that says where it comes from; against an earlier version
the additions and deletions are real tracked changes. Accepting all gives the clean text,
rejecting all the earlier one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from drafter.document.model import LaunchDocument

from . import printed
from .earlier import Earlier, earlier_of
from .pen import Pen
from .review_hand import Remarks, ReviewHand, Told
from .template import Template
from .word import Body, packed, properties
from .word_parts import ExtraPart
from .word_text import body_lines

_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_COMMENTS_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"


def to_review_docx(
    document: LaunchDocument,
    *,
    earlier: LaunchDocument | Earlier | Sequence[str] | None = None,
    remarks: Remarks | None = None,
    findings: Iterable[Told] = (),
    reviewer: str = "Bản rà soát",
    stamp: datetime | None = None,
    template: Template | None = None,
) -> bytes:
    """``document`` as a .docx for review.

    ``earlier`` is an earlier version, what is known of an earlier text, or the lines of the body
    of last year's document; without it nothing is tracked. ``remarks`` gives further sentences
    for a use; ``findings`` become comments on the first line that holds their quotation, errors
    and warnings on no words of the text together one on the title.
    ``reviewer`` signs comments and changes, ``stamp`` is their time (UTC; by default the first
    day of the document's year). ``template`` is the office's own.
    """
    moment = stamp or datetime(document.letterhead.year, 1, 1)
    pen = Pen(reviewer, moment.strftime("%Y-%m-%dT%H:%M:%SZ"))
    placed, general = _sorted_out(document, findings)
    hand = ReviewHand(pen, _known(earlier), remarks, placed, general)
    body = Body(document, template.margins if template else None, hand)
    about = properties(document, stamp)
    # What the hand notes down is known when the text is written.
    comments = ExtraPart("comments.xml", _COMMENTS_TYPE, _COMMENTS_RELATION, pen.comments_xml)
    return packed(body, about, template, extra=(comments,), tracking=earlier is not None)


def _known(earlier: LaunchDocument | Earlier | Sequence[str] | None) -> Earlier | None:
    if earlier is None or isinstance(earlier, Earlier):
        return earlier
    if isinstance(earlier, LaunchDocument):
        return earlier_of(earlier)
    return Earlier(tuple(printed.clean(text) for text in earlier if text.strip()))


def _sorted_out(
    document: LaunchDocument, findings: Iterable[Told]
) -> tuple[list[Told], list[Told]]:
    """Findings about a line of ``document``, or about the row of a target in it; what is left."""
    told = list(findings)
    whole = earlier_of(document)
    lines = [*whole.body, *(line for lines in whole.parts.values() for line in lines)]
    lines += [printed.clean(line.text) for line in body_lines(document) if line.row]
    lines += [line for annex in whole.annexes or () for line in annex.lines]
    uses = document.ledger()
    placed = [
        f for f in told
        if (quote := _quoted(f)) and any(printed.speaks_of(quote, line, uses) for line in lines)
    ]  # fmt: skip
    rest = [f for f in told if f not in placed and str(f.severity) in ("error", "warning")]
    return placed, rest


def _quoted(finding: Told) -> str:
    return printed.clean(finding.quote).strip()
