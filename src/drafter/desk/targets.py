"""The commune's targets on the page: beside what is assigned, out as a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from drafter.document.brief import Brief, Floor
from drafter.document.facts import Target

from .drafting import Drafting

if TYPE_CHECKING:
    from drafter.drafting.conversation import TableRow


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A target with what the level above assigns ("95%"), from where, and a warning if weaker."""

    target: Target
    assigned: str = ""
    source: str = ""
    warning: str = ""


@dataclass(frozen=True, slots=True)
class TargetBoard:
    """The lines in order, and what is assigned but not taken up, in words."""

    lines: tuple[TargetLine, ...]
    missing: tuple[str, ...] = ()


class Targeting(Drafting):
    """The verbs of the targets' table."""

    def target_board(self, draft_id: str, rows: Sequence[TableRow] | None = None) -> TargetBoard:
        """The targets of a draft, or as the page's table has them now; nothing is saved."""
        from drafter.drafting.edits import from_table

        brief = self.state(draft_id).conversation.brief
        if rows is not None:
            return self._board(brief, from_table(brief.targets, rows, 0))
        question = ("board", draft_id, self.records.mark(draft_id))
        return self._recall.get(question, lambda: self._board(brief, brief.targets))

    def targets_xlsx(self, draft_id: str) -> bytes:
        """The saved targets as a spreadsheet."""
        from drafter.rendering.target_sheet import TargetRow, to_xlsx

        brief = self._conversation(self.records.draft(draft_id)).brief
        board = self._board(brief, brief.targets)
        return to_xlsx(
            [TargetRow(line.target, line.assigned) for line in board.lines],
            unit=brief.unit.full if brief.unit else "xã",
            year=brief.year or brief.as_of.year,
        )

    def _board(self, brief: Brief, targets: Sequence[Target]) -> TargetBoard:
        from drafter.checking import CheckContext
        from drafter.checking.beside import beside

        context = CheckContext(
            register=self.register,
            on=brief.as_of,
            unit=brief.unit,
            year=brief.year,
            directive=brief.directive,
            floors=self._floors_of(brief),
            brief=brief,
        )
        held, free = beside(targets, context)
        lines = [
            TargetLine(
                one.target,
                _words(one.floor) if one.floor else "",
                _source(one.floor) if one.floor else "",
                one.warning,
            )
            for one in held
        ]
        named = (f"{f.target.indicator}: {_words(f)} ({_source(f)})" for f in free if f.own_row)
        return TargetBoard(tuple(lines), tuple(named))

    def _floors_of(self, brief: Brief) -> tuple[Floor, ...]:
        """What is assigned; worked out once for a directive and a unit."""
        from drafter.checking import assigned_floors

        if brief.directive is None:
            return ()
        directive = brief.directive
        question = ("floors", directive.text, brief.unit)
        return self._recall.get(question, lambda: assigned_floors(directive, brief, self.register))


def _words(floor: Floor) -> str:
    from drafter.checking.figures import shown

    return shown(floor.target.quantity) if floor.target.quantity else floor.quote


def _source(floor: Floor) -> str:
    return floor.ref or floor.quote
