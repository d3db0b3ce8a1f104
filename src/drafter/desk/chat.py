"""The chat: drafts that are kept, turn by turn and version by version."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from drafter.document.brief import Brief
from drafter.document.facts import Use
from drafter.document.model import LaunchDocument
from drafter.document.profile import UnitProfile
from drafter.document.reading import ReadDocument, TargetList
from drafter.document.unit import Unit
from drafter.errors import BadValue, LibraryError

from .doors import Doors

if TYPE_CHECKING:
    from drafter.checking.finding import Finding
    from drafter.drafting.conversation import Conversation, Reply, ShelfItem, TableRow
    from drafter.library import Hit, ShelfDocument
    from drafter.records import DraftRecord
    from drafter.records.glance import Mark

Progress = Callable[[str, int, int], None]
"""Told what is being read, how many pages are done, of how many."""

OWNER = "may-nay"
"""Owner of drafts made on this machine without a log-in."""


@dataclass(frozen=True, slots=True)
class DraftSummary:
    """A line in the list of drafts."""

    id: str
    title: str
    status: str
    updated: datetime


@dataclass(frozen=True, slots=True)
class DraftState:
    """Everything a page shows of one draft."""

    id: str
    conversation: Conversation
    document: LaunchDocument | None
    findings: tuple[Finding, ...]
    status: str
    trace: dict[str, Any]


class Chat(Doors):
    """The verbs of a conversation. Everything is saved before it is shown."""

    def start(self) -> str:
        """Open a new draft and greet; returns its id."""
        from drafter.drafting.conversation import begin
        from drafter.records import DraftRecord

        reply = begin(self._today())
        at = self._now()
        record = DraftRecord(self._new_id(), OWNER, at, at, title="Dự thảo mới")
        self._save(record, reply.conversation)
        return record.id

    def say(
        self,
        draft_id: str,
        text: str,
        uploads: Sequence[tuple[str, bytes]] = (),
        *,
        progress: Progress | None = None,
    ) -> Reply:
        """Take one message with its files; everything is saved before the reply is returned.

        ``progress`` is told, in the calling thread, how far the reading of a long file has come.
        """
        from drafter.drafting.conversation import Upload, take_turn

        with self._held(draft_id):
            record = self.records.draft(draft_id)
            for name, data in uploads:
                self.records.add_upload(draft_id, name, data, "given", at=self._now())
            files = [Upload(name, data) for name, data in uploads]
            tools = ConversationTools(self, self._uses(draft_id), progress)
            reply = take_turn(self._conversation(record), text, files, tools)
            self._save(record, reply.conversation)
        return reply

    def edit_targets(self, draft_id: str, rows: Sequence[TableRow]) -> Reply:
        """Take the table of targets as the official left it on the page."""
        from drafter.drafting.conversation import edit_table

        with self._held(draft_id):
            record = self.records.draft(draft_id)
            reply = edit_table(self._conversation(record), rows)
            self._save(record, reply.conversation)
        return reply

    def state(self, draft_id: str) -> DraftState:
        """Everything the page shows of a draft."""
        mark = self.records.mark(draft_id)
        return self._recall.get(("state", draft_id, mark), lambda: self._read_state(draft_id, mark))

    def _read_state(self, draft_id: str, mark: Mark) -> DraftState:
        from drafter.checking.finding import Finding

        record = self.records.draft(draft_id)
        question = ("newest", draft_id, mark.edition)
        last = self._recall.get(question, lambda: self.records.newest(draft_id))
        return DraftState(
            id=draft_id,
            conversation=self._conversation(record),
            document=last.document if last else None,
            findings=last.findings_as(Finding) if last else (),
            status=str(record.status),
            trace=json.loads(last.trace) if last else {},
        )

    def drafts(self) -> list[DraftSummary]:
        """All drafts, last changed first."""
        return [
            DraftSummary(r.id, r.title, str(r.status), r.updated) for r in self.records.headlines()
        ]

    def docx(self, draft_id: str) -> bytes:
        """The clean Word file of the last version, in the look of the office's own template."""
        unit = self._conversation(self.records.draft(draft_id)).brief.unit
        return self._file_of(self._document(draft_id), self.template(unit) if unit else None)

    def template(self, unit: Unit) -> bytes | None:
        """The Word template kept for a unit."""
        kept = self.records.profile(unit)
        return self.records.upload_bytes(kept.template) if kept and kept.template else None

    def html(self, draft_id: str) -> str:
        """The last version as A4 pages for the screen, with the source of every fact."""
        question = ("html", draft_id, self.records.mark(draft_id).edition)
        return self._recall.get(question, lambda: self._html(draft_id))

    def _html(self, draft_id: str) -> str:
        from drafter.checking.open_ends import AT_ITS_WORDS
        from drafter.rendering import to_html

        # The page has a list of what is only for attention; on the sheet stands what is open there.
        found = self.state(draft_id).findings
        marked = [f for f in found if f.severity != "info" or f.rule in AT_ITS_WORDS]
        return to_html(self._document(draft_id), findings=marked)

    def similar(self, draft_id: str) -> list[Hit]:
        """Past documents like the one being drafted."""
        self.library.build()
        return list(self.library.similar(self._conversation(self.records.draft(draft_id)).brief))

    def model_word(self) -> str:
        """In a few words, whether a language model has a hand in it."""
        if self.settings.model:
            return f"Có dùng trí tuệ nhân tạo ({self.settings.model}) để trau chuốt lời văn."
        return "Soạn theo mẫu có sẵn, không dùng trí tuệ nhân tạo."

    def model_line(self) -> str:
        """One line on the language model: which one, or none and how to set one."""
        if self.settings.model:
            return f"Đang dùng mô hình ngôn ngữ {self.settings.model} để trau chuốt lời văn."
        return (
            "Chưa đặt mô hình ngôn ngữ: dự thảo được soạn theo mẫu. Muốn dùng mô hình, đặt "
            "DRAFTER_MODEL trong tệp .env (ví dụ ollama:qwen3) rồi mở lại chương trình."
        )

    def _uses(self, draft_id: str) -> Sequence[Use]:
        document = self.state(draft_id).document
        return document.ledger() if document else ()

    def _document(self, draft_id: str) -> LaunchDocument:
        document = self.state(draft_id).document
        if document is None:
            raise BadValue(
                f"draft {draft_id} has no version",
                advice="Dự thảo này chưa được soạn; xin trả lời các câu hỏi rồi bấm Soạn dự thảo.",
            )
        return document

    def _conversation(self, record: DraftRecord) -> Conversation:
        from drafter.drafting.conversation import Conversation
        from drafter.records.codec import decode

        return decode(Conversation, record.state)

    def _save(self, record: DraftRecord, conversation: Conversation) -> None:
        from drafter.records.codec import encode

        brief = conversation.brief
        self.records.save_draft(
            dataclasses.replace(
                record,
                updated=self._now(),
                title=_title(brief) or record.title,
                brief=brief,
                state=encode(conversation),
            )
        )


def _title(brief: Brief) -> str:
    if brief.unit is None:
        return ""
    year = f" năm {brief.year}" if brief.year else ""
    return f"{brief.kind.printed.capitalize()} thi đua{year} - {brief.unit.full}"


class ConversationTools:
    """What a conversation may ask of the rooms below; `Tools` of ``drafting/dialogue.py``."""

    def __init__(
        self, desk: Doors, uses: Sequence[Use] = (), progress: Progress | None = None
    ) -> None:
        self._desk = desk
        self._uses = tuple(uses)
        self._progress = progress

    def find_units(self, phrase: str, on: date) -> Sequence[Unit]:
        """Communes of that day that a phrase may mean."""
        return self._desk.register.units.find(phrase, on)

    def successors(self, unit: Unit, on: date) -> Sequence[Unit]:
        """Communes that a former commune became."""
        return self._desk.register.units.successors(unit)

    def read_upload(self, name: str, data: bytes) -> ReadDocument:
        """Read a file."""
        from drafter.reading import read_bytes

        return read_bytes(data, name, progress=self._watch(name))

    def read_targets(self, name: str, data: bytes) -> TargetList:
        """Read a list of targets."""
        from drafter.reading import read_targets_bytes

        return read_targets_bytes(data, name, progress=self._watch(name))

    def _watch(self, name: str) -> Callable[[int, int, str], None] | None:
        progress = self._progress
        if progress is None:
            return None
        return lambda done, total, what: progress(f"{what}: {name}", done, total)

    def shelf(self, brief: Brief) -> Sequence[ShelfItem]:
        """Directives of the shelf that fit the brief and can be read whole, the nearest first."""
        from drafter.drafting.conversation import ShelfItem

        try:
            found = self._desk.library.directives(brief)
        except LibraryError:  # a shelf in trouble is no reason not to ask for the file
            return ()
        return [ShelfItem(document.id, _shelf_title(document)) for document in found]

    def open_shelf(self, item: str) -> ReadDocument:
        """Read a document of the shelf whole. Raises `BadValue` when only its facts are kept."""
        return self._desk.library.document(item)

    def profile(self, unit: Unit) -> UnitProfile | None:
        """What the office kept of this unit from an earlier year."""
        return self._desk.records.profile(unit)

    def uses(self) -> Sequence[Use]:
        """Grounded facts of the current draft."""
        return self._uses


def _shelf_title(document: ShelfDocument) -> str:
    """What tells one directive from another on a button: kind, number, issuer, year."""
    kind = document.kind.printed.capitalize() if document.kind else "Văn bản"
    number = f" số {document.number}" if document.number else ""
    issuer = f" của {document.issuer}" if document.issuer else ""
    return f"{kind}{number}{issuer} năm {document.year} (trong kho)"
