"""A draft after it was written: versions, going back, a section edited by hand."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from drafter.document.model import LaunchDocument
from drafter.errors import BadValue

from .comparing import Compared, compare, lines_of
from .targets import Targeting

if TYPE_CHECKING:
    from drafter.checking.finding import Finding
    from drafter.document.sheet import ReviewSheet
    from drafter.drafting.conversation import Reply

    from .chat import DraftState, Progress


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


class Editing(Targeting):
    """Nothing is overwritten: each change is a new version, checked again."""

    def say(
        self,
        draft_id: str,
        text: str,
        uploads: Sequence[tuple[str, bytes]] = (),
        *,
        progress: Progress | None = None,
    ) -> Reply:
        """Take one message; one that edits the written draft makes a new version of it."""
        said = None if uploads else self._edited_by_word(draft_id, text)
        if said is None:
            before = self.state(draft_id)
            return self._put_in(
                draft_id, before, super().say(draft_id, text, uploads, progress=progress)
            )
        from drafter.drafting.conversation import Reply

        return Reply(self.state(draft_id).conversation, (said,))

    def _put_in(self, draft_id: str, before: DraftState, reply: Reply) -> Reply:
        """A theme or a figure changed after drafting goes straight into the draft."""
        from drafter.drafting.conversation import Reply, Stage
        from drafter.drafting.edits_brief import FIELDS, with_brief
        from drafter.drafting.steps import recheck

        after, old = reply.conversation, before.conversation
        # What this message changed, or what it took back.
        longer, shorter = sorted((after.changes, old.changes), key=len, reverse=True)
        fields = {f for change in longer[len(shorter) :] for f in change.fields}
        told = fields and fields <= FIELDS and old.stage is Stage.DRAFTED
        if before.document is None or not told:
            return reply
        document = with_brief(before.document, old.brief, after.brief)
        if document is None:
            return reply
        with self._held(draft_id):
            record = self.records.draft(draft_id)
            settled = dataclasses.replace(after, stage=Stage.DRAFTED, asked=None)
            self._save(record, settled)
        findings = recheck(after.brief, document, self.tools)
        what = "chủ đề" if "theme" in fields else "chỉ tiêu"
        self._keep(draft_id, document, findings, before.trace, f"Đổi {what}")
        said = "Đã đổi ngay trong dự thảo và kiểm tra lại; các phần khác giữ nguyên."
        return Reply(self.state(draft_id).conversation, (*reply.say, said))

    def _edited_by_word(self, draft_id: str, text: str) -> str | None:
        """What was done to the draft that was written, or ``None`` when it was not asked for."""
        from drafter.drafting.conversation import Stage, noted
        from drafter.drafting.edits_document import apply, read_edit, undoes
        from drafter.drafting.steps import recheck, scene_of

        state = self.state(draft_id)
        if state.document is None or state.conversation.stage is not Stage.DRAFTED:
            return None
        kept = self.records.editions(draft_id)
        if undoes(text, kept[-1].note or "") and len(kept) > 1:
            self.restore(draft_id, kept[-2].number)
            return "Đã hoàn tác: dự thảo trở lại như trước lần sửa vừa rồi."
        edit = read_edit(text)
        if edit is None:
            return None
        brief = state.conversation.brief
        done = apply(state.document, edit, scene_of(brief, self.tools))
        if done.document is None:
            with self._held(draft_id):
                record = self.records.draft(draft_id)
                self._save(record, noted(self._conversation(record), text, done.say))
            return done.say
        findings = recheck(brief, done.document, self.tools)
        self._keep(draft_id, done.document, findings, state.trace, done.note)
        return f"{done.say} Bản trước vẫn còn trong mục “Các bản”; muốn bỏ thì nhắn “hoàn tác”."

    def versions(self, draft_id: str) -> list[Version]:
        """All versions of a draft, the newest first."""
        kept = self.records.editions(draft_id)
        return [Version(v.number, v.at, v.note or "Soạn tự động") for v in reversed(kept)]

    def restore(self, draft_id: str, number: int) -> None:
        """Make an earlier version the newest one. Raises `BadValue` for an unknown number."""
        from drafter.checking.finding import Finding

        found = [v for v in self.records.versions(draft_id) if v.number == number]
        if not found:
            raise BadValue(f"no version {number}", advice=f"Không có bản số {number}.")
        old = found[0]
        note = f"Khôi phục bản {number}"
        trace = json.loads(old.trace)
        self._keep(draft_id, old.document, old.findings_as(Finding), trace, note)

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

        return self._recall.get(("editable", draft_id, self.records.mark(draft_id)), work_out)

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

    def sheet_html(self, draft_id: str) -> str:
        """The reviewer's sheet for the screen."""
        from drafter.rendering import to_sheet_html

        question = ("sheet", draft_id, self.records.mark(draft_id))
        return self._recall.get(question, lambda: to_sheet_html(self.sheet(draft_id)))

    def notice(self, draft_id: str) -> str:
        """Who wrote the newest version, machine or hand, and the law that asks to say so."""
        question = ("notice", draft_id, self.records.mark(draft_id))
        return self._recall.get(question, lambda: self.sheet(draft_id).ai_notice)

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

    def _keep(
        self,
        draft_id: str,
        document: LaunchDocument,
        findings: Sequence[Finding],
        trace: dict[str, Any],
        note: str,
    ) -> None:
        from drafter.drafting.conversation import noted

        with self._held(draft_id):
            record = self.records.draft(draft_id)
            self.records.add_version(
                draft_id,
                document,
                tuple(findings),
                note,
                trace=json.dumps(trace, ensure_ascii=False),
                at=self._now(),
            )
            self._save(
                record,
                noted(self._conversation(record), f"{note}.", "Đã lưu thành bản mới và kiểm tra."),
            )
