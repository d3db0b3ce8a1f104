"""One's own drafts: what is still open in them, the next year's, one thrown away."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from drafter.document.brief import Signer
from drafter.errors import BadValue

from .fixing import Fixing

if TYPE_CHECKING:
    from drafter.document.brief import Brief
    from drafter.document.model import LaunchDocument
    from drafter.document.unit import Unit
    from drafter.drafting.gaps import Gap

_LAST_QUARTER = 10
"""From October on an office writes the plan of the coming year."""


class Mine(Fixing):
    """The verbs of an official's own drafts."""

    def gaps(self, draft_id: str) -> Sequence[Gap]:
        """What the newest version still lacks, in printed order."""
        from drafter.drafting.gaps import gaps

        question = ("gaps", draft_id, self.records.mark(draft_id).edition)
        return self._recall.get(question, lambda: gaps(self._document(draft_id)))

    def fill(self, draft_id: str, values: Mapping[int, str]) -> int:
        """Put what was typed into the gaps of those numbers: one new version, checked.

        How many were filled. A signer's name is kept for a later drafting too.
        """
        from drafter.drafting.gaps import SIGNER, filled_in
        from drafter.drafting.steps import recheck

        told = {number: text for number, text in values.items() if text.strip()}
        state = self.state(draft_id)
        document = filled_in(self._document(draft_id), told)
        if not told or document == state.document:
            return 0
        brief = state.conversation.brief
        if SIGNER in told:
            brief = self._signed_by(draft_id, document)
        findings = recheck(brief, document, self.tools)
        self._keep(draft_id, document, findings, state.trace, f"Điền {len(told)} chỗ trống")
        return len(told)

    def _signed_by(self, draft_id: str, document: LaunchDocument) -> Brief:
        with self._held(draft_id):
            record = self.records.draft(draft_id)
            conversation = self._conversation(record)
            signer = Signer(document.signature.name or "", document.signature.lines)
            brief = conversation.brief.with_update(signer=signer)
            self._save(record, dataclasses.replace(conversation, brief=brief))
        return brief

    def undo(self, draft_id: str) -> int | None:
        """Bring back the version before the newest; its number, or ``None`` when there is none."""
        kept = self.records.editions(draft_id)
        if len(kept) < 2:
            return None
        self.restore(draft_id, kept[-2].number)
        return kept[-2].number

    def next_year(self, draft_id: str) -> str:
        """A new draft for the year after, with this one as last year's paper; its id."""
        brief = self.state(draft_id).conversation.brief
        if brief.unit is None or brief.year is None:
            raise BadValue(
                f"draft {draft_id} has no unit or year",
                advice="Dự thảo này chưa có tên đơn vị hoặc năm nên chưa soạn tiếp được cho năm sau.",
            )
        order = f"{brief.unit.described()}, năm {brief.year + 1}"
        name = f"{brief.kind.value}-{brief.year}.docx"
        papers = [(name, self.docx(draft_id))] if self.state(draft_id).document else []
        new = self.start()
        self.say(new, order, papers)
        return new

    def delete(self, draft_id: str) -> None:
        """Throw a draft away with its files and versions; the audit keeps that it was done."""
        with self._held(draft_id):
            self.records.delete_draft(draft_id, at=self._now())

    def orders(self) -> list[str]:
        """What this office will most likely ask for: the plan of the coming year, by unit."""
        today = self._today()
        year = today.year + (today.month >= _LAST_QUARTER)
        units = dict.fromkeys(unit.described() for unit in self._known_units())
        return [f"Soạn kế hoạch thi đua năm {year} cho {unit}" for unit in list(units)[:3]]

    def _known_units(self) -> list[Unit]:
        units = [profile.unit for profile in self.records.profiles()]
        for draft in self.records.headlines()[:3]:
            unit = self.state(draft.id).conversation.brief.unit
            if unit is not None:
                units.append(unit)
        return units
