"""Versions of a draft in the talk: kept, listed, compared, gone back to, taken back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from drafter.document.model import LaunchDocument
from drafter.errors import BadValue

from .comparing import in_words, lines_of
from .targets import Targeting

if TYPE_CHECKING:
    from drafter.checking.finding import Finding
    from drafter.drafting.conversation import Reply
    from drafter.drafting.written import Written
    from drafter.reading.wish import Wish

KEPT = "Bản trước vẫn còn ở mục “Các bản”; muốn bỏ lần sửa này thì nhắn “hoàn tác”."


class History(Targeting):
    """Nothing is overwritten: each change is a version, and the last one can be taken back."""

    def restore(self, draft_id: str, number: int) -> None:
        """Make an earlier version the newest one. Raises `BadValue` for an unknown number."""
        note = f"Khôi phục bản {number}"
        self._go_back(draft_id, number, f"{note}.", "Đã lưu thành bản mới và kiểm tra.")

    # --- versions -------------------------------------------------------------------------------

    def _history(self, draft_id: str, text: str, wish: Wish, draft: Written) -> Reply | None:
        acts = {
            "hoan-tac": self._undo,
            "ve-ban": self._back,
            "so-sanh": self._compared,
            "cac-ban": self._listed,
        }
        act = acts.get(wish.act.value)
        return act(draft_id, text, wish, draft) if act else None

    def _undo(self, draft_id: str, text: str, wish: Wish, draft: Written) -> Reply:
        from drafter.drafting.conversation import noted, taken_back

        before = self._conversation(self.records.draft(draft_id))
        undone = taken_back(before)
        if undone is None:
            said = "Từ khi soạn xong chưa có lần sửa nào nên không có gì để hoàn tác."
            return self._answered(draft_id, text, said)
        talk, change = undone
        said = "Đã hoàn tác lần sửa vừa rồi."
        if change.back is not None:
            document, findings, trace = self._version(draft_id, change.back)
            note = f"Hoàn tác, trở lại bản {change.back}"
            said = (
                f"{said} Dự thảo trở lại như bản {change.back}.\n{shown(draft.document, document)}"
            )
            self._keep(draft_id, document, findings, trace, note, counted=False)
        else:
            said = f"{said} Bỏ thông tin của tin nhắn thứ {change.turn}; dự thảo giữ nguyên."
        with self._held(draft_id):
            record = self.records.draft(draft_id)
            self._save(record, noted(talk, text, said.strip()))
        return self._reply(draft_id, said.strip())

    def _back(self, draft_id: str, text: str, wish: Wish, draft: Written) -> Reply:
        numbers = [number for number, _ in draft.versions]
        if wish.words in {"truoc", "cu"}:
            return self._undo(draft_id, text, wish, draft)
        number = int(wish.words) if wish.words.isdigit() else numbers[0]
        if number not in numbers:
            return self._listed(draft_id, text, wish, draft, f"Không có bản {number}. ")
        if number == numbers[-1]:
            return self._answered(draft_id, text, f"Dự thảo đang là bản {number} rồi.")
        document = self._version(draft_id, number)[0]
        said = f"Đã trở lại bản {number}.\n{shown(draft.document, document)}\n{KEPT}"
        self._go_back(draft_id, number, text, said)
        return self._reply(draft_id, said)

    def _go_back(self, draft_id: str, number: int, did: str, said: str) -> None:
        """A version made the newest, with what was known when it was made."""
        from drafter.drafting.conversation import gone_back

        document, findings, trace = self._version(draft_id, number)
        with self._held(draft_id):
            record = self.records.draft(draft_id)
            back = self.records.versions(draft_id)[-1].number
            self._add(draft_id, document, findings, trace, f"Khôi phục bản {number}")
            self._save(record, gone_back(self._conversation(record), did, said, number, back))

    def _listed(
        self, draft_id: str, text: str, wish: Wish, draft: Written, lead: str = ""
    ) -> Reply:
        lines = "\n".join(f"- Bản {number}: {note}" for number, note in draft.versions[-8:])
        said = f"{lead}Đang có {len(draft.versions)} bản:\n{lines}\nMuốn trở lại bản nào thì nhắn, ví dụ “quay lại bản 1”."
        return self._answered(draft_id, text, said)

    def _compared(self, draft_id: str, text: str, wish: Wish, draft: Written) -> Reply:
        if wish.words:
            said = "Anh/chị mở mục “So sánh”, chọn “văn bản năm trước”: chỗ khác nhau được đánh dấu từng dòng."
            if draft.brief.previous is None:
                said = "Chưa có văn bản năm trước để so sánh; anh/chị gửi tệp đó trong khung chat."
            return self._answered(draft_id, text, said)
        if len(draft.versions) < 2:
            return self._answered(draft_id, text, "Mới có một bản nên chưa có gì để so sánh.")
        number = draft.versions[-2][0]
        document, _, _ = self._version(draft_id, number)
        changed = shown(document, draft.document) or "Hai bản giống nhau."
        return self._answered(draft_id, text, f"So với bản {number}:\n{changed}")

    def _version(
        self, draft_id: str, number: int
    ) -> tuple[LaunchDocument, tuple[Finding, ...], dict[str, Any]]:
        from drafter.checking.finding import Finding

        found = [v for v in self.records.versions(draft_id) if v.number == number]
        if not found:
            raise BadValue(f"no version {number}", advice=f"Không có bản số {number}.")
        old = found[0]
        return old.document, old.findings_as(Finding), json.loads(old.trace)

    def _answered(
        self, draft_id: str, text: str, said: str, choices: tuple[str, ...] = ()
    ) -> Reply:
        from drafter.drafting.conversation import noted, offering

        with self._held(draft_id):
            record = self.records.draft(draft_id)
            talk = offering(noted(self._conversation(record), text, said), said, choices)
            self._save(record, talk)
        return self._reply(draft_id, said)

    def _reply(self, draft_id: str, said: str) -> Reply:
        from drafter.drafting.conversation import Reply

        talk = self.state(draft_id).conversation
        asked = (
            talk.asked if talk.asked and talk.asked.choices and talk.asked.text == said else None
        )
        return Reply(talk, (said,), asked)

    # --- keeping --------------------------------------------------------------------------------

    def _keep(
        self,
        draft_id: str,
        document: LaunchDocument,
        findings: Sequence[Finding],
        trace: dict[str, Any],
        note: str,
        did: str | None = None,
        answer: str = "Đã lưu thành bản mới và kiểm tra.",
        *,
        counted: bool = True,
    ) -> None:
        """A new version; the talk tells of it, and it can be taken back when ``counted``."""
        from drafter.drafting.conversation import edited

        with self._held(draft_id):
            record = self.records.draft(draft_id)
            back = self.records.editions(draft_id)[-1].number
            self._add(draft_id, document, findings, trace, note)
            if counted:
                talk = edited(self._conversation(record), did or f"{note}.", answer, back)
                self._save(record, talk)

    def _add(
        self,
        draft_id: str,
        document: LaunchDocument,
        findings: Sequence[Finding],
        trace: dict[str, Any],
        note: str,
    ) -> None:
        self.records.add_version(
            draft_id,
            document,
            tuple(findings),
            note,
            trace=json.dumps(trace, ensure_ascii=False),
            at=self._now(),
        )


def shown(before: LaunchDocument, after: LaunchDocument) -> str:
    """What changed from one version to another, in a few lines."""
    return in_words(_all_lines(before), _all_lines(after))


def _all_lines(document: LaunchDocument) -> list[str]:
    foot = [*document.recipients, *document.signature.lines, document.signature.name or ""]
    return [*lines_of(document), *(line for line in foot if line)]
