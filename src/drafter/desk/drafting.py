"""Writing a draft: the whole, one part again, and stopping half-way without losing a part."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from drafter.document.brief import Brief
from drafter.document.model import LaunchDocument, Section, SectionKind

from .chat import Chat

if TYPE_CHECKING:
    from drafter.checking.finding import Finding
    from drafter.drafting.steps import Draft, Progress, Tools
    from drafter.writing.keys import FactTable
    from drafter.writing.task import SectionDraft, SectionTask, SectionWriter
    from drafter.writing.template import TemplateWriter

Written = dict[SectionKind, "SectionDraft"]


class Drafting(Chat):
    """The verbs that write."""

    def draft(self, draft_id: str) -> Iterator[Progress]:
        """Write the draft, step by step; the version is saved before the last step is shown.

        Parts written before a stop are taken up again when the brief is still the same.
        """
        from drafter.drafting.steps import draft

        brief = self._conversation(self.records.draft(draft_id)).brief
        steps = draft(brief, self._resuming(draft_id, brief))
        while True:
            try:
                step = next(steps)
            except StopIteration as stop:
                made: Draft = stop.value
                break
            if step.stage != "done":
                yield step
        self._keep_draft(draft_id, brief, made)
        yield step

    def stop(self, draft_id: str) -> None:
        """Drafting was stopped: the conversation is open again. Nothing when it is not drafting."""
        from drafter.drafting.conversation import Stage, stopped

        with self._held(draft_id):
            record = self.records.draft(draft_id)
            conversation = self._conversation(record)
            if conversation.stage is Stage.DRAFTING:
                self._save(record, stopped(conversation))

    def redraft_part(self, draft_id: str, part: str) -> Iterator[Progress]:
        """Write one part again (its label or kind) and keep the others; a new version, checked.

        A part that the draft does not have is said to be missing in the talk. After ``STYLE`` the
        part is a wish, and the words of the whole are made better by the model.
        """
        from drafter.drafting.dialogue import STYLE
        from drafter.drafting.steps import redraft, restyle

        document = self._document(draft_id)
        brief = self._conversation(self.records.draft(draft_id)).brief
        if part.startswith(STYLE):
            steps = restyle(brief, document, part.removeprefix(STYLE), self.tools)
            note, did = "Sửa lời văn", "Đã sửa lời văn; số liệu, căn cứ giữ nguyên."
        else:
            found = _part(document, part)
            if found is None:
                self._note(draft_id, f"Dự thảo không có phần {part}; anh/chị xem lại số của phần.")
                return
            steps = redraft(brief, document, found.label, self.tools)
            note = f"Soạn lại phần {found.label}"
            did = f"Đã soạn lại phần {found.label}, các phần khác giữ nguyên."
        while True:
            try:
                yield next(steps)
            except StopIteration as stop:
                new, findings, notes = stop.value
                break
        if new == document:
            self._note(draft_id, _UNCHANGED, *notes)
            return
        self._keep_redraft(draft_id, new, findings, note, notes)
        self._note(draft_id, f"{did} Bản trước vẫn còn trong mục “Các bản”.", *notes)

    def _keep_redraft(
        self,
        draft_id: str,
        document: LaunchDocument,
        findings: tuple[Finding, ...],
        note: str,
        notes: tuple[str, ...],
    ) -> None:
        from drafter.drafting.conversation import changed_from

        trace = self.state(draft_id).trace
        trace = {**trace, "notes": [*trace.get("notes", []), *notes]}
        with self._held(draft_id):
            record = self.records.draft(draft_id)
            back = self.records.editions(draft_id)[-1].number
            self.records.add_version(
                draft_id, document, findings, note, trace=_json(trace), at=self._now()
            )
            self._save(record, changed_from(self._conversation(record), back))

    def _keep_draft(self, draft_id: str, brief: Brief, made: Draft) -> None:
        from drafter.drafting.conversation import changed_from, drafted
        from drafter.drafting.trace import trace_json
        from drafter.records import Status

        with self._held(draft_id):
            record = self.records.draft(draft_id)
            kept = self.records.versions(draft_id)
            self.records.add_version(
                draft_id,
                made.document,
                made.findings,
                trace=_json(trace_json(made)),
                at=self._now(),
            )
            changed = dataclasses.replace(record, status=Status.DRAFTED)
            talk = drafted(self._conversation(record), brief)
            self._save(changed, changed_from(talk, kept[-1].number) if kept else talk)
        self._halves.pop(draft_id, None)

    def _note(self, draft_id: str, *lines: str) -> None:
        from drafter.drafting.conversation import answered

        with self._held(draft_id):
            record = self.records.draft(draft_id)
            self._save(record, answered(self._conversation(record), "\n\n".join(lines)))

    @cached_property
    def _halves(self) -> dict[str, tuple[Brief, Written]]:
        """Parts written so far of drafts that are not finished, in this process only."""
        return {}

    def _resuming(self, draft_id: str, brief: Brief) -> Tools:
        """The tools of drafting with a writer that remembers what it has written."""
        tools = self.tools
        known, written = self._halves.get(draft_id, (None, {}))
        if known != brief:
            written = {}
        self._halves[draft_id] = (brief, written)

        def join(template: TemplateWriter, table: FactTable) -> SectionWriter:
            return _Remembering(tools.join(template, table), template, written)

        return dataclasses.replace(tools, join=join)


class _Remembering:
    """A writer that gives back a section it has written before."""

    def __init__(self, writer: SectionWriter, template: TemplateWriter, written: Written) -> None:
        self._writer, self._template, self._written = writer, template, written

    def write(self, task: SectionTask) -> SectionDraft:
        self._template.write(task)  # what this part names is not named again in the next
        if task.kind not in self._written:
            self._written[task.kind] = self._writer.write(task)
        return self._written[task.kind]


_UNCHANGED = (
    "Soạn lại ra đúng như cũ vì thông tin không đổi, nên tôi không tạo bản mới. Muốn khác đi thì nhắn thêm "
    "thông tin, hoặc sửa từng chỗ: “bỏ …”, “thêm vào …”, thay “…” bằng “…”."
)


def _part(document: LaunchDocument, part: str) -> Section | None:
    same = (s for s in document.sections if part in (s.label, s.kind.value))
    return next(same, None)


def _json(trace: object) -> str:
    return json.dumps(trace, ensure_ascii=False)
