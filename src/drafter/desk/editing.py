"""A draft after it was written: versions, going back, a section edited by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from drafter.errors import BadValue

from .by_word import ByWord
from .comparing import Compared, compare, lines_of

if TYPE_CHECKING:
    from drafter.document.sheet import ReviewSheet


@dataclass(frozen=True, slots=True)
class Version:
    """A version in the list: what it is, when it was made."""

    number: int
    at: datetime
    note: str


@dataclass(frozen=True, slots=True)
class EditableSection:
    """A section to edit: label path, heading, its own paragraphs as lines."""

    path: str
    heading: str
    text: str


class Editing(ByWord):
    """Nothing is overwritten: each change is a new version, checked again."""

    def versions(self, draft_id: str) -> list[Version]:
        """All versions of a draft, the newest first."""
        kept = self.records.editions(draft_id)
        return [Version(v.number, v.at, v.note or "Soạn tự động") for v in reversed(kept)]

    def compare(self, draft_id: str, earlier: int | None, later: int) -> list[Compared]:
        """Two versions line by line; ``None`` for ``earlier`` is last year's paper.

        Raises `BadValue` for an unknown version, or when there is no paper of last year.
        """
        question = ("compare", draft_id, self.records.mark(draft_id), earlier, later)
        return self._recall.get(question, lambda: self._compare(draft_id, earlier, later))

    def _compare(self, draft_id: str, earlier: int | None, later: int) -> list[Compared]:
        from drafter.checking.remarks import body_of

        kept = {v.number: v.document for v in self.records.versions(draft_id)}
        wrong = next((n for n in (earlier, later) if n is not None and n not in kept), None)
        if wrong is not None:
            raise BadValue(f"no version {wrong}", advice=f"Không có bản số {wrong}.")
        if earlier is not None:
            return compare(lines_of(kept[earlier]), lines_of(kept[later]))
        previous = self.state(draft_id).conversation.brief.previous
        if previous is None:
            raise BadValue(
                "no paper of last year",
                advice="Chưa có văn bản năm trước để so sánh; anh/chị gửi tệp đó trong khung chat.",
            )
        return compare(body_of(previous), lines_of(kept[later]))

    def editable(self, draft_id: str) -> list[EditableSection]:
        """Sections of the newest version that hold text of their own."""
        from drafter.drafting.revise import as_typed, sections

        def work_out() -> list[EditableSection]:
            return [
                EditableSection(path, section.heading, as_typed(section))
                for path, section in sections(self._document(draft_id))
            ]

        question = ("editable", draft_id, self.records.mark(draft_id).edition)
        return self._recall.get(question, work_out)

    def edit_section(self, draft_id: str, path: str, text: str) -> None:
        """Put what the official typed in place of a section's paragraphs, and check again."""
        from drafter.drafting.revise import with_section
        from drafter.drafting.steps import recheck

        state = self.state(draft_id)
        document = with_section(self._document(draft_id), path, text)
        findings = recheck(state.conversation.brief, document, self.tools)
        self._keep(draft_id, document, findings, state.trace, f"Sửa tay mục {path}")

    def review(self, draft_id: str) -> bytes:
        """The reviewer's Word file: sources as comments, changes since the last version marked."""
        from drafter.checking.remarks import earlier_text, remarks_of
        from drafter.drafting.steps import context_of
        from drafter.rendering import read_template, to_review_docx

        state = self.state(draft_id)
        unit = state.conversation.brief.unit
        own = self.template(unit) if unit else None
        kept = self.records.versions(draft_id)
        previous = state.conversation.brief.previous
        # Changes since the last version; of a first version, since last year's paper.
        last_year = earlier_text(previous) if previous else None
        earlier = kept[-2].document if len(kept) > 1 else last_year
        context = context_of(state.conversation.brief, self.tools)
        return to_review_docx(
            self._document(draft_id),
            earlier=earlier,
            remarks=remarks_of(context),
            findings=state.findings,
            template=read_template(own) if own else None,
        )

    def sheet(self, draft_id: str) -> ReviewSheet:
        """What a signer wants to know of the newest version, on one page."""
        from drafter.drafting.sheet import review_sheet
        from drafter.drafting.steps import context_of

        state = self.state(draft_id)
        document = self._document(draft_id)
        context = context_of(state.conversation.brief, self.tools)
        number = self.records.mark(draft_id).version
        return review_sheet(document, state.findings, state.trace, context, version=number)

    def sheet_docx(self, draft_id: str) -> bytes:
        """The reviewer's sheet as a Word file of one page."""
        from drafter.rendering import to_sheet_docx

        return to_sheet_docx(self.sheet(draft_id))

    def note(self, draft_id: str) -> str:
        """The note to the drafter of the newest version, as plain text."""
        from drafter.drafting.cover_note import cover_note

        state = self.state(draft_id)
        source = state.conversation.brief.targets_source or ""
        return cover_note(self.sheet(draft_id), state.trace.get("notes", ()), targets_file=source)

    def sheet_html(self, draft_id: str) -> str:
        """The reviewer's sheet for the screen."""
        from drafter.rendering import to_sheet_html

        question = ("sheet", draft_id, self.records.mark(draft_id))
        return self._recall.get(question, lambda: to_sheet_html(self.sheet(draft_id)))

    def notice(self, draft_id: str) -> str:
        """Who wrote the newest version, machine or hand, and the law that asks to say so."""
        from drafter.checking import CheckContext
        from drafter.drafting.sheet import ai_notice

        context = CheckContext(self.register, self.state(draft_id).conversation.brief.as_of)
        return ai_notice(self._document(draft_id), context)

    def makes_pdf(self) -> bool:
        """Whether this machine can make a PDF."""
        from drafter.rendering.pdf import office_program

        return office_program() is not None

    def pdf(self, draft_id: str) -> bytes:
        """The newest version as PDF. Raises `BadValue` where no PDF can be made."""
        from drafter.rendering import to_pdf

        made = to_pdf(self.docx(draft_id))
        if made is None:
            raise BadValue("no PDF", advice="Chưa xuất được PDF; anh/chị mở tệp Word rồi lưu PDF.")
        return made
