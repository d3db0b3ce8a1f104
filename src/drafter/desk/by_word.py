"""A written draft changed or asked about by message: piece by piece, each change a version."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from drafter.document.model import LaunchDocument
from drafter.errors import BadValue

from .comparing import compare, in_words, lines_of
from .targets import Targeting

if TYPE_CHECKING:
    from drafter.checking.finding import Finding
    from drafter.drafting.conversation import Conversation, Reply
    from drafter.drafting.edits_document import Edited
    from drafter.drafting.written import Written
    from drafter.reading.wish import Wish

    from .chat import DraftState, Progress

_KEPT = "Bản trước vẫn còn ở mục “Các bản”; muốn bỏ lần sửa này thì nhắn “hoàn tác”."


class ByWord(Targeting):
    """The verb ``say`` for a draft that is written."""

    def say(
        self,
        draft_id: str,
        text: str,
        uploads: Sequence[tuple[str, bytes]] = (),
        *,
        progress: Progress | None = None,
    ) -> Reply:
        """Take one message; what it says of the written draft is done at once and kept.

        Several wishes of one message are taken one after the other.
        """
        from drafter.drafting.conversation import Stage

        before = self.state(draft_id)
        if before.document is None or before.conversation.stage is Stage.DRAFTING or not text:
            return super().say(draft_id, text, uploads, progress=progress)
        if uploads:
            reply = super().say(draft_id, text, uploads, progress=progress)
            return self._put_in(draft_id, before, reply)
        replies = [self._take(draft_id, part) for part in _parts(before.conversation, text)]
        said = tuple(line for reply in replies for line in reply.say)
        acting = next((r for r in reversed(replies) if r.action.value != "none"), replies[-1])
        return dataclasses.replace(acting, conversation=replies[-1].conversation, say=said)

    def restore(self, draft_id: str, number: int) -> None:
        """Make an earlier version the newest one. Raises `BadValue` for an unknown number."""
        note = f"Khôi phục bản {number}"
        document, findings, trace = self._version(draft_id, number)
        self._keep(draft_id, document, findings, trace, note)

    # --- one wish -----------------------------------------------------------------------------

    def _take(self, draft_id: str, text: str) -> Reply:
        from drafter.drafting.answers import answer
        from drafter.drafting.by_word import carried_out, nothing_done
        from drafter.reading.wish import read_wish

        state = self.state(draft_id)
        draft = self._written(draft_id, state)
        wish = read_wish(text) if not _is_order(text) else None
        if wish is not None:
            done = self._history(draft_id, text, wish, draft)
            if done is not None:
                return done
            edit = carried_out(wish, draft) if wish.act.value not in _HISTORY else None
            if edit is not None:
                return self._done(draft_id, text, edit, state)
        if not _is_command(text, state):
            if (said := answer(text, draft)) is not None:
                return self._answered(draft_id, text, said)
            if _is_unread(text, state):
                return self._answered(draft_id, text, nothing_done(text))
        reply = super().say(draft_id, text)
        if reply.action.value == "check":
            return dataclasses.replace(reply, say=(*reply.say[:-1], _counted(draft)))
        return self._put_in(draft_id, state, reply)

    def _written(self, draft_id: str, state: DraftState) -> Written:
        from drafter.drafting.written import Written

        assert state.document is not None
        versions = tuple((v.number, v.note or "soạn") for v in self.records.versions(draft_id))
        return Written(
            state.document,
            state.findings,
            state.conversation.brief,
            self.tools,
            state.conversation.number + 1,
            versions,
            self.settings.model is not None or self._chat is not None,
        )

    def _done(self, draft_id: str, text: str, edit: Edited, state: DraftState) -> Reply:
        """A change kept as a version and shown, or the reason why there is none."""
        from drafter.drafting.steps import recheck

        if edit.document is None:
            return self._answered(draft_id, text, edit.say, edit.choices)
        assert state.document is not None
        findings = recheck(state.conversation.brief, edit.document, self.tools)
        said = "\n".join(
            filter(None, (edit.say, _shown(state.document, edit.document),
                          _news(state.findings, findings), _KEPT))
        )  # fmt: skip
        self._keep(draft_id, edit.document, findings, state.trace, edit.note, text, said)
        return self._reply(draft_id, said)

    def _answered(self, draft_id: str, text: str, said: str, choices: tuple[str, ...] = ()) -> Reply:
        from drafter.drafting.conversation import noted, offering

        with self._held(draft_id):
            record = self.records.draft(draft_id)
            talk = offering(noted(self._conversation(record), text, said), said, choices)
            self._save(record, talk)
        return self._reply(draft_id, said)

    def _reply(self, draft_id: str, said: str) -> Reply:
        from drafter.drafting.conversation import Reply

        talk = self.state(draft_id).conversation
        asked = talk.asked if talk.asked and talk.asked.choices and talk.asked.text == said else None
        return Reply(talk, (said,), asked)

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
            said = f"{said} Dự thảo trở lại như bản {change.back}.\n{_shown(draft.document, document)}"
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
        document, findings, trace = self._version(draft_id, number)
        said = f"Đã trở lại bản {number}.\n{_shown(draft.document, document)}\n{_KEPT}"
        self._keep(draft_id, document, findings, trace, f"Khôi phục bản {number}", text, said)
        return self._reply(draft_id, said)

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
        shown = _shown(document, draft.document) or "Hai bản giống nhau."
        return self._answered(draft_id, text, f"So với bản {number}:\n{shown}")

    def _version(
        self, draft_id: str, number: int
    ) -> tuple[LaunchDocument, tuple[Finding, ...], dict[str, Any]]:
        from drafter.checking.finding import Finding

        found = [v for v in self.records.versions(draft_id) if v.number == number]
        if not found:
            raise BadValue(f"no version {number}", advice=f"Không có bản số {number}.")
        old = found[0]
        return old.document, old.findings_as(Finding), json.loads(old.trace)

    # --- the brief ------------------------------------------------------------------------------

    def _put_in(self, draft_id: str, before: DraftState, reply: Reply) -> Reply:
        """What a message changed in the brief goes straight into the draft, where it can."""
        from drafter.drafting.conversation import Stage, edited, settled
        from drafter.drafting.edits_brief import FIELDS, changed_fields, with_brief
        from drafter.drafting.steps import by_template, recheck

        after, old = reply.conversation, before.conversation
        fields = changed_fields(old.brief, after.brief)
        waiting = old.stage is not Stage.DRAFTED
        if before.document is None or not fields or not fields <= FIELDS or waiting:
            return reply
        document = with_brief(
            before.document, old.brief, after.brief, lambda b: by_template(b, self.tools)
        )
        if document is None or (fields == {"statements"} and _far(before.document, document)):
            return reply
        findings = recheck(after.brief, document, self.tools)
        said = "\n".join(
            filter(None, ("Đã sửa ngay trong dự thảo, các phần khác giữ nguyên.",
                          _shown(before.document, document), _news(before.findings, findings)))
        )  # fmt: skip
        with self._held(draft_id):
            record = self.records.draft(draft_id)
            back = self.records.versions(draft_id)[-1].number
            talk = edited(self._conversation(record), None, said, back, joined=True)
            talk = dataclasses.replace(talk, turns=_one_answer(talk), stage=Stage.DRAFTED)
            self._add(draft_id, document, findings, before.trace, _note(fields))
            self._save(record, settled(talk))
        lines = tuple(line for line in reply.say if line not in _STALE)
        return dataclasses.replace(
            reply, conversation=self.state(draft_id).conversation, say=(*lines, said), ask=None
        )

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
            back = self.records.versions(draft_id)[-1].number
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


_HISTORY = frozenset({"hoan-tac", "ve-ban", "so-sanh", "cac-ban"})
_NAMES = {
    "theme": "chủ đề",
    "targets": "chỉ tiêu",
    "signer": "người ký",
    "resolution": "nghị quyết",
    "drafter_unit": "đơn vị tham mưu",
    "hamlets": "số thôn, xóm",
    "statements": "thông tin",
    "unknown": "thông tin",
}
_STALE: frozenset[str] = frozenset()


def _note(fields: frozenset[str]) -> str:
    return "Đổi " + ", ".join(dict.fromkeys(_NAMES[f] for f in _NAMES if f in fields))


def _one_answer(talk: Conversation) -> Any:
    """The two answers to one message joined, without the question that is settled."""
    *rest, first, second = talk.turns
    told = first.text.split("\n\n")[0]
    return (*rest, dataclasses.replace(first, text=f"{told}\n\n{second.text}"))


def _far(before: LaunchDocument, after: LaunchDocument) -> bool:
    """Whether a told fact would change more of the draft than a line or two."""
    return sum(1 for line in compare(lines_of(before), lines_of(after)) if line.change != "same") > 3


def _shown(before: LaunchDocument, after: LaunchDocument) -> str:
    return in_words(compare(_all_lines(before), _all_lines(after)))


def _all_lines(document: LaunchDocument) -> list[str]:
    foot = [*document.recipients, *document.signature.lines, document.signature.name or ""]
    return [*lines_of(document), *(line for line in foot if line)]


def _news(before: Sequence[Finding], after: Sequence[Finding]) -> str:
    """What the check newly says, and how many points are settled."""
    was, now = ([f for f in found if f.severity != "info"] for found in (before, after))
    old = {(f.rule, f.message) for f in was}
    new = [f for f in now if (f.rule, f.message) not in old]
    lines = [f"Lưu ý khi kiểm tra lại: {f.message}" for f in new[:2]]
    if len(new) > 2:
        lines.append(f"Còn {len(new) - 2} lưu ý mới ở mục “Kiểm tra”.")
    if len(now) < len(was):
        lines.append(f"Kiểm tra lại: bớt {len(was) - len(now)} điểm cần xem.")
    return "\n".join(lines)


def _counted(draft: Written) -> str:
    from drafter.drafting.answers import counted

    return counted(draft)


# --- reading a message --------------------------------------------------------------------------


def _parts(talk: Conversation, text: str) -> tuple[str, ...]:
    """The wishes of a message in an order that keeps the labels right: taking out comes last."""
    from drafter.reading.wish import Act, read_wish
    from drafter.reading.wish_words import pieces

    text = _picked(talk, text)
    if _is_order(text):
        return (text,)
    parts = pieces(text)
    moving = {Act.DROP, Act.MOVE, Act.SWAP}
    late = [p for p in parts if (wish := read_wish(p)) is not None and wish.act in moving]
    if len(late) > 1 and all(re.search(r"\d", p) for p in late):
        late.reverse()
    return (*(p for p in parts if p not in late), *late)


def _picked(talk: Conversation, text: str) -> str:
    """A choice that was clicked, or named by its number, as the message it stands for."""
    from drafter.drafting.questions import GO_ON, REDRAFT, START
    from drafter.reading.message_words import plain

    choices = talk.asked.choices if talk.asked else ()
    if not choices or set(choices) & {REDRAFT, START, GO_ON}:
        return text
    face = plain(text).strip(" .!")
    chosen = [c for c in choices if plain(c) == face]
    if not chosen and (number := re.match(r"^(?:so|cai|cho|dong|chon)?\s*(?:thu )?(\d)\s*[.)]?$", face)):
        chosen = list(choices[int(number[1]) - 1 : int(number[1])])
    if not chosen and len(face) > 2:
        inside = [c for c in choices if re.search(rf"\b{re.escape(face)}\b", plain(c))]
        chosen = inside if len(inside) == 1 else []
    # The words in brackets only tell choices apart.
    return re.sub(r" \([^()]*\)$", "", chosen[0]) if chosen else text


def _is_order(text: str) -> bool:
    from drafter.reading.message_act import gives_orders
    from drafter.reading.message_words import plain

    return gives_orders(plain(text))


def _is_command(text: str, state: DraftState) -> bool:
    """Whether the talk itself knows what to do: download, check, draft again, thanks."""
    from drafter.reading.message import read_message
    from drafter.reading.message_act import Command

    message = read_message(text, state.conversation.brief.as_of)
    left_to_answers = {None, Command.WHY, Command.SUMMARY, Command.UNDO}
    return message.command not in left_to_answers or message.chitchat or bool(message.orders)


def _is_unread(text: str, state: DraftState) -> bool:
    """An order or a question in which the talk would find nothing but words to keep."""
    from drafter.drafting.edits import matching
    from drafter.reading.message import read_message
    from drafter.reading.wish_words import asks, orders

    brief = state.conversation.brief
    message = read_message(text, brief.as_of)
    done = message.facts or message.edits or message.drops or message.command or message.yes
    if done or message.no or message.chitchat or message.unknown or message.theme_from_directive:
        return False
    if any(len(matching(brief.targets, e.indicator)) == 1 for e in message.maybe_edits):
        return False
    return asks(text) or orders(text)
