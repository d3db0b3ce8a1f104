"""The reviewer's hand: sources in comments, every change against an earlier text tracked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Protocol

from drafter.document.facts import Use
from drafter.document.layout import Part
from drafter.document.model import Annex

from . import printed
from .changes import Edit, Pair, edits, pair_lines
from .earlier import Earlier, EarlierAnnex
from .grounds import source_words
from .hand import Entry, Hand, TableRow, row_of, shape_of
from .pen import Kind, Pen
from .target_rows import CELL_BAR, SPANS, Row
from .word_lines import Fit, runs
from .word_tables import annex_table
from .word_text import Line
from .word_xml import PLAIN, Shape, paragraph, run

Remarks = Callable[[Use], Iterable[str]]
"""Further sentences on a use: validity of a reference, change from last year."""

_ADVICE = {"error": "Cần sửa", "warning": "Cần xem lại", "info": "Lưu ý"}


class Told(Protocol):
    """What is shown of a finding; ``checking.finding.Finding`` has it."""

    @property
    def severity(self) -> str:
        """error, warning or info."""

    @property
    def message(self) -> str:
        """What is the matter, in Vietnamese."""

    @property
    def quote(self) -> str:
        """The words it is about; may be empty."""


@dataclass(frozen=True, slots=True)
class _Written:
    """A paragraph of a component: runs, form, whether it was added or removed."""

    part: Part
    runs: str
    shape: Shape
    change: Kind | None = None


class ReviewHand(Hand):
    """Writes the later text with its changes; accepting all gives it, rejecting the earlier."""

    def __init__(
        self,
        pen: Pen,
        earlier: Earlier | None,
        remarks: Remarks | None,
        findings: Iterable[Told],
        general: Sequence[Told] = (),
    ) -> None:
        self._pen, self._remarks = pen, remarks
        self._earlier = earlier
        self._findings, self._general = list(findings), general

    # components

    def entry(self, entry: Entry) -> str:
        """A component of one line, its words compared."""
        known = self._known(entry.part)
        return self._entry(entry, " ".join(known) if known is not None else None)

    def entries(self, part: Part, entries: Sequence[Entry], *, ends_cell: bool = False) -> str:
        """A component of several lines, its lines paired first."""
        known = self._known(part)
        texts = [printed.clean(entry.text) for entry in entries]
        pairs = _pairs(list(known) if known is not None else None, texts)
        written = [self._of_pair(pair, part, entries) for pair in pairs]
        return "".join(self._paragraphs(written, ends_cell=ends_cell))

    def body(self, lines: list[Line], kept: int) -> list[str | TableRow]:
        """The body with its sources and changes."""
        earlier = list(self._earlier.body) if self._earlier else None
        pairs = _pairs(earlier, [line.whole for line in lines])
        first = next((i for i, pair in enumerate(pairs) if pair.later == kept), len(pairs))
        written: list[str | TableRow] = []
        for i, pair in enumerate(pairs):
            line = None if pair.later is None else lines[pair.later]
            if line is not None and line.row is not None:
                written.append(self._body_row(pair.earlier, line.row))
                continue
            among_rows = bool(written) and isinstance(written[-1], TableRow)
            if line is None and (among_rows or _is_row(pair.earlier)):
                written.append(self._gone_row(pair.earlier or ""))
                continue
            kept = i >= first
            shape = Shape(keep_next=kept)
            if pair.later is not None:
                shape = shape_of(lines, pair.later, kept=kept)
            of_line = self._of_line(pair, line, Part.BODY, shape)
            written += self._paragraphs([of_line], ends_cell=False)
        return written

    def _body_row(self, earlier: str | None, row: Row) -> TableRow:
        """A row of the body: added, or with changed words in its cells."""
        texts = [printed.clean(cell.text) for cell in row.cells]
        if earlier is None:
            added = [self._pen.added(runs(text)) for text in texts]
            marks = tuple(self._pen.mark("ins") for _ in added)
            return replace(row_of(row, added), mark=self._pen.row_mark("ins"), marks=marks)
        was = earlier.split(CELL_BAR)
        if len(was) != len(texts):  # a line of running text that became a row
            was = [earlier if at == min(1, len(texts) - 1) else "" for at in range(len(texts))]
        written = []
        for before, text, cell in zip(was, texts, row.cells, strict=True):
            line = Line(Part.CELL, "", text, cell.uses)
            written.append("".join(self._runs(line, edits(before, text))))
        told = len(texts) - 2 if len(texts) > 2 else 0  # the figure, or the line as a whole
        uses = [use for cell in row.cells for use in cell.uses]
        written[told] = self._on_findings(printed.clean(row.said), written[told], uses)
        return row_of(row, written)

    def _gone_row(self, earlier: str) -> TableRow:
        """A row, or a line, that is no longer among the rows."""
        cells = tuple(earlier.split(CELL_BAR))
        spans = SPANS.get(len(cells)) or SPANS[1]
        cells = cells if len(spans) == len(cells) else (earlier,)
        row = self._whole_row(tuple(map(self._pen.removed, cells)), "del", head=False)
        return replace(row, spans=spans)

    def _known(self, part: Part) -> tuple[str, ...] | None:
        return self._earlier.parts.get(part) if self._earlier else None

    def _entry(self, entry: Entry, old: str | None) -> str:
        text = printed.clean(entry.text)
        same = old is None or old.split() == text.split()  # blanks to fill in may be narrower
        line = Line(entry.part, "", text)
        changes = edits(text if same or old is None else old, text)
        if entry.part is Part.SIGNER and not same:  # another person, not other words
            changes = [Edit(0, len(text), True, old or "")]
        runs = "".join(self._runs(line, changes, entry.fit))
        runs = self._on_findings(text, runs)
        if entry.part is Part.TITLE and self._general:
            opening, closing = self._pen.comment(map(_told, self._general))
            runs = f"{opening}{runs}{closing}"
        return paragraph(entry.part, runs, entry.shape)

    def _of_pair(self, pair: Pair, part: Part, entries: Sequence[Entry]) -> _Written:
        if pair.later is None:
            return self._of_line(pair, None, part, PLAIN)
        entry = entries[pair.later]
        line = Line(entry.part, "", printed.clean(entry.text))
        return self._of_line(pair, line, entry.part, entry.shape, entry.fit)

    def _of_line(
        self, pair: Pair, line: Line | None, part: Part, shape: Shape, fit: Fit | None = None
    ) -> _Written:
        if line is None:
            return _Written(part, self._pen.removed(pair.earlier or ""), shape, "del")
        whole = line.whole
        added = pair.earlier is None
        changes = [Edit(0, len(whole), True)] if added else edits(pair.earlier or "", whole)
        runs = self._on_findings(whole, "".join(self._runs(line, changes, fit)), line.uses)
        return _Written(line.part, runs, shape, "ins" if added else None)

    def _paragraphs(self, written: list[_Written], *, ends_cell: bool) -> Iterator[str]:
        """Paragraphs with their marks.

        The mark of the last paragraph of a cell can be neither added nor removed: after the
        last unchanged one each mark therefore says what the next paragraph is.
        """
        changes = [each.change for each in written]
        if ends_cell and changes and changes[-1] is not None:
            same = max((i for i, change in enumerate(changes) if change is None), default=0)
            changes = [*changes[:same], *changes[same + 1 :], None]
        for each, change in zip(written, changes, strict=True):
            mark = self._pen.mark(change) if change else ""
            yield paragraph(each.part, each.runs, replace(each.shape, mark=mark))

    # annexes

    def annex_entries(self, index: int, entries: Sequence[Entry]) -> str:
        """The lines above a table; all added where the annex is new."""
        before = self._annex(index)
        if self._earlier is None or self._earlier.annexes is None:
            return super().annex_entries(index, entries)
        if before is not None:
            pairs = zip(entries, before.lines, strict=True)
            return "".join(self._entry(entry, old) for entry, old in pairs)
        written = [self._of_pair(Pair(None, i), e.part, entries) for i, e in enumerate(entries)]
        return "".join(self._paragraphs(written, ends_cell=False))

    def annex_rule(self, index: int, shape: Shape) -> str:
        """The line above a table; added where the annex is new."""
        known = self._earlier is not None and self._earlier.annexes is not None
        if known and self._annex(index) is None:
            shape = replace(shape, mark=self._pen.mark("ins"))
        return super().annex_rule(index, shape)

    def _annex(self, index: int) -> EarlierAnnex | None:
        annexes = self._earlier.annexes if self._earlier else None
        return annexes[index] if annexes and index < len(annexes) else None

    def rows(self, index: int, annex: Annex) -> Iterator[TableRow]:
        """Rows added, removed, or with changed words in their cells."""
        if self._earlier is None or self._earlier.annexes is None:
            yield from super().rows(index, annex)
            return
        before = self._annex(index)
        later = [tuple(map(printed.clean, row)) for row in (annex.header, *annex.rows)]
        old = _table(before.annex) if before and _alike(before.annex, annex) else []
        for pair in _row_pairs(old, later):
            yield self._row(pair, old, later)

    def _row(
        self, pair: tuple[int | None, int | None], old: list[Cells], later: list[Cells]
    ) -> TableRow:
        was, now = pair
        if now is None:
            gone = old[was or 0]
            return self._whole_row(tuple(map(self._pen.removed, gone)), "del", head=was == 0)
        cells = later[now]
        if was is None:
            added = tuple(self._pen.added(run(cell)) for cell in cells)
            return self._whole_row(added, "ins", head=now == 0)
        runs = (
            "".join(self._runs(Line(Part.CELL, "", text), edits(before, text)))
            for before, text in zip(old[was], cells, strict=True)
        )
        return TableRow(tuple(runs), head=now == 0)

    def _whole_row(self, cells: Cells, kind: Kind, *, head: bool) -> TableRow:
        marks = tuple(self._pen.mark(kind) for _ in cells)
        return TableRow(cells, head, self._pen.row_mark(kind), marks)

    def below_table(self, index: int, annex: Annex, width: float) -> str:
        """A table whose columns changed stands whole below the new one, removed."""
        before = self._annex(index)
        if before is None or _alike(before.annex, annex):
            return ""
        between = paragraph(Part.END, "", Shape(mark=self._pen.mark("ins")))
        return between + self._removed_table(before.annex, width)

    def below_all(self, annexes: int, width: float) -> str:
        """Annexes that are no longer there, removed."""
        known = (self._earlier.annexes if self._earlier else None) or ()
        parts = (Part.ANNEX_LABEL, Part.ANNEX_TITLE, Part.ANNEX_NOTE)
        xml = []
        for before in known[annexes:]:
            for i, (part, text) in enumerate(zip(parts, before.lines, strict=True)):
                shape = Shape(page_break=i == 0, mark=self._pen.mark("del"))
                xml.append(paragraph(part, self._pen.removed(text), shape))
            xml.append(self._removed_table(before.annex, width))
        return "".join(xml)

    def _removed_table(self, annex: Annex, width: float) -> str:
        rows = (
            self._whole_row(tuple(map(self._pen.removed, texts)), "del", head=at == 0)
            for at, texts in enumerate(_table(annex))
        )
        return annex_table(annex, rows, width)

    # runs

    def _runs(self, line: Line, changes: list[Edit], fit: Fit | None = None) -> Iterator[str]:
        """The line cut where a fact or a change begins or ends."""
        size, condensed = (fit.size, fit.condensed) if fit else (None, 0.0)
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
                text, marked = piece.text[at - start : stop - start], piece.placeholder
                shown = run(text, highlight=marked, size=size, condensed=condensed)
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

    def _on_findings(self, whole: str, runs: str, uses: Iterable[Use] = ()) -> str:
        """``runs`` under the comments of the findings whose quotation the line holds."""
        for finding in list(self._findings):
            quote = printed.clean(finding.quote).strip()
            if quote and printed.speaks_of(quote, whole, uses):
                self._findings.remove(finding)
                opening, closing = self._pen.comment([_told(finding)])
                runs = f"{opening}{runs}{closing}"
        return runs


def _told(finding: Told) -> str:
    return f"{_ADVICE.get(str(finding.severity), 'Lưu ý')}: {finding.message}"


Cells = tuple[str, ...]


def _is_row(earlier: str | None) -> bool:
    return earlier is not None and CELL_BAR in earlier and earlier.count(CELL_BAR) + 1 in SPANS


def _pairs(earlier: list[str] | None, later: list[str]) -> list[Pair]:
    if earlier is None:
        return [Pair(text, i) for i, text in enumerate(later)]
    return list(pair_lines(earlier, later))


def _table(annex: Annex) -> list[Cells]:
    return [tuple(map(printed.clean, row)) for row in (annex.header, *annex.rows)]


def _alike(one: Annex, other: Annex) -> bool:
    """Whether rows of the two can be compared cell by cell."""
    widths = {len(row) for annex in (one, other) for row in (annex.header, *annex.rows)}
    return len(widths) == 1


def _row_pairs(old: list[Cells], later: list[Cells]) -> Iterator[tuple[int | None, int | None]]:
    """Numbers of the earlier and the later row of each pair, in the order of both."""
    at = 0
    for pair in pair_lines(["\t".join(row) for row in old], ["\t".join(row) for row in later]):
        was = None
        if pair.earlier is not None:
            was, at = at, at + 1
        yield was, pair.later
