"""A written draft changed or asked about by message: piece by piece, each change a version."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from drafter.document.model import LaunchDocument

from .comparing import compare, lines_of
from .history import KEPT, History, shown

if TYPE_CHECKING:
    from drafter.checking.finding import Finding
    from drafter.document.brief import Brief
    from drafter.drafting.conversation import Conversation, Reply
    from drafter.drafting.edits_document import Edited
    from drafter.drafting.steps import Tools
    from drafter.drafting.written import Written
    from drafter.reading.message import Message
    from drafter.reading.wish import Wish

    from .chat import DraftState, Progress


class ByWord(History):
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

    # --- one wish -----------------------------------------------------------------------------

    def _take(self, draft_id: str, text: str) -> Reply:
        from drafter.drafting.answers import answer
        from drafter.drafting.offers import nothing_done, to_be_placed
        from drafter.reading.wish import read_wish

        state = self.state(draft_id)
        draft = self._written(draft_id, state)
        if text == _KEEP:
            return self._answered(draft_id, text, "Vâng, tôi giữ nguyên dự thảo.")
        wish = read_wish(text) if not _is_order(text) else None
        if wish is not None and (done := self._wished(draft_id, text, wish, draft)) is not None:
            return done
        if not _is_command(text, state):
            if (said := answer(text, draft)) is not None:
                return self._answered(draft_id, text, said)
            if _is_unread(text, state):
                return self._answered(draft_id, text, nothing_done(text))
            if _is_aside(text, state, self.tools):
                return self._done(draft_id, text, to_be_placed(text, draft), draft)
        reply = super().say(draft_id, text)
        if reply.action.value == "check":
            return dataclasses.replace(reply, say=(*reply.say[:-1], _counted(draft)))
        return self._put_in(draft_id, state, reply)

    def _wished(self, draft_id: str, text: str, wish: Wish, draft: Written) -> Reply | None:
        """What a wish does, or ``None`` when it is after all none about the text."""
        from drafter.drafting.by_word import carried_out

        if figure := _as_figure(wish, draft):
            return self._take(draft_id, figure)
        done = self._history(draft_id, text, wish, draft)
        if done is not None:
            return done
        edit = carried_out(wish, draft)
        return self._done(draft_id, text, edit, draft) if edit is not None else None

    def _written(self, draft_id: str, state: DraftState) -> Written:
        from drafter.drafting.written import Written

        assert state.document is not None
        versions = tuple((v.number, v.note or "soạn") for v in self.records.editions(draft_id))
        return Written(
            state.document,
            state.findings,
            state.conversation.brief,
            self.tools,
            state.conversation.number + 1,
            versions,
            self.settings.model is not None or self._chat is not None,
        )

    def _done(self, draft_id: str, text: str, edit: Edited, draft: Written) -> Reply:
        """A change kept as a version and shown, or the reason why there is none."""
        from drafter.drafting.conversation import Action
        from drafter.drafting.steps import recheck

        if edit.document is None:
            told = self._answered(draft_id, text, edit.say, edit.choices)
            if edit.part:
                return dataclasses.replace(told, action=Action.REDRAFT_PART, part=edit.part)
            return told
        findings = recheck(draft.brief, edit.document, self.tools)
        said = "\n".join(
            filter(None, (edit.say, shown(draft.document, edit.document),
                          _news(draft.findings, findings), KEPT))
        )  # fmt: skip
        trace = self.state(draft_id).trace
        self._keep(draft_id, edit.document, findings, trace, edit.note, text, said)
        return self._reply(draft_id, said)

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
        same = document == before.document
        did = _UNUSED[fields == {"statements"}] if same else _PUT_IN
        changes, news = shown(before.document, document), _news(before.findings, findings)
        said = "\n".join(filter(None, (did, changes, news)))
        with self._held(draft_id):
            record = self.records.draft(draft_id)
            back = self.records.editions(draft_id)[-1].number
            talk = edited(self._conversation(record), None, said, back, joined=True)
            talk = dataclasses.replace(talk, turns=_one_answer(talk), stage=Stage.DRAFTED)
            self._add(draft_id, document, findings, before.trace, _note(fields))
            self._save(record, settled(talk))
        talk = self.state(draft_id).conversation
        return dataclasses.replace(reply, conversation=talk, say=(*reply.say, said), ask=None)


_NAMES = {
    "theme": "chủ đề",
    "targets": "chỉ tiêu",
    "signer": "người ký",
    "resolution": "nghị quyết",
    "drafter_unit": "đơn vị tham mưu",
    "hamlets": "số thôn, xóm",
    "statements": "thông tin",
}
_PUT_IN = "Đã sửa ngay trong dự thảo, các phần khác giữ nguyên."
_UNUSED = {
    True: "Tôi giữ lại ý này nhưng chưa tìm được chỗ cho nó trong dự thảo; muốn đưa vào thì nhắn, ví dụ: "
    "“thêm vào mục III.1: …”.",
    False: "Dự thảo không có chỗ nào nêu thông tin này nên câu chữ giữ nguyên; đã kiểm tra lại.",
}


def _note(fields: frozenset[str]) -> str:
    return "Đổi " + (
        ", ".join(dict.fromkeys(_NAMES[f] for f in _NAMES if f in fields)) or "thông tin"
    )


def _one_answer(talk: Conversation) -> Any:
    """The two answers to one message joined, without the question that is settled."""
    *rest, first, second = talk.turns
    told = first.text.split("\n\n")[0]
    return (*rest, dataclasses.replace(first, text=f"{told}\n\n{second.text}"))


def _far(before: LaunchDocument, after: LaunchDocument) -> bool:
    """Whether a told fact would change more of the draft than a line or two."""
    return (
        sum(1 for line in compare(lines_of(before), lines_of(after)) if line.change != "same") > 3
    )


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


_NTH = {
    "nhat": 1,
    "mot": 1,
    "dau": 1,
    "dau tien": 1,
    "hai": 2,
    "ba": 3,
    "tu": 4,
    "bon": 4,
    "nam": 5,
}
_ORDINAL = re.compile(
    rf"^(?:so|cai|cho|dong|chon|lay)?\s*(?:cai |cho )?(?:thu )?(\d|{'|'.join(_NTH)})\s*[.)]?$"
)
_KEEP = "thôi, giữ nguyên"
_NEVER_MIND = frozenset(
    {"thoi", "khong", "khoi", "thoi khoi", "de do", "bo di", "thoi bo", "khong can"}
)


def _picked(talk: Conversation, text: str) -> str:
    """A choice that was clicked, or named by its number, as the message it stands for."""
    from drafter.drafting.questions import GO_ON, REDRAFT, START
    from drafter.reading.message_words import plain

    choices = talk.asked.choices if talk.asked else ()
    if not choices or set(choices) & {REDRAFT, START, GO_ON}:
        return text
    face = plain(text).strip(" .!")
    chosen = [c for c in choices if plain(c) == face]
    if not chosen and (number := _ORDINAL.match(face)):
        place = int(number[1]) if number[1].isdigit() else _NTH[number[1]]
        chosen = list(choices[place - 1 : place])
    if face in _NEVER_MIND:
        return _KEEP
    if not chosen and len(face) > 2:
        inside = [c for c in choices if re.search(rf"\b{re.escape(face)}\b", plain(c))]
        chosen = inside if len(inside) == 1 else []
    # The words in brackets only tell choices apart.
    return re.sub(r" \([^()]*\)$", "", chosen[0]) if chosen else text


def _as_figure(wish: Wish, draft: Written) -> str:
    """A unit told for a target, as the message that gives its figure with that unit."""
    from drafter.drafting.edits import matching
    from drafter.reading.wish import Act

    targets = draft.brief.targets
    places = matching(targets, wish.words) if wish.act is Act.UNIT else ()
    if len(places) != 1 or (quantity := targets[places[0]].quantity) is None:
        return ""
    return f"Sửa chỉ tiêu {targets[places[0]].indicator} thành {quantity.written} {wish.new}"


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


def _is_aside(text: str, state: DraftState, tools: Tools) -> bool:
    """Words that give nothing but a statement, for which the draft has no place."""
    from drafter.document.brief import Slot, Statement
    from drafter.drafting.edits_brief import with_brief
    from drafter.drafting.steps import by_template
    from drafter.reading.message import read_message

    brief, document = state.conversation.brief, state.document
    message = read_message(text, brief.as_of)
    assert document is not None
    facts = message.facts - ({Slot.YEAR} if message.year and not message.year.firm else set())
    done = facts or message.edits or message.drops or message.command or message.unknown
    only = message.statements and not done
    if not only or _edits(message, brief):
        return False
    said = tuple(Statement(words, 0) for words in message.statements)
    told = brief.with_update(statements=(*brief.statements, *said))
    new = with_brief(document, brief, told, lambda b: by_template(b, tools))
    return new is None or new == document or _far(document, new)


def _edits(message: Message, brief: Brief) -> bool:
    """Whether a bare figure of the message names targets: "BHYT 96%"."""
    from drafter.drafting.edits import matching

    return any(matching(brief.targets, edit.indicator) for edit in message.maybe_edits)


def _is_unread(text: str, state: DraftState) -> bool:
    """An order or a question in which the talk would find nothing but words to keep."""
    from drafter.reading.message import read_message
    from drafter.reading.wish_words import asks, orders

    brief = state.conversation.brief
    message = read_message(text, brief.as_of)
    done = message.facts or message.edits or message.drops or message.command or message.yes
    if done or message.no or message.chitchat or message.unknown or message.theme_from_directive:
        return False
    if _edits(message, brief):
        return False
    return asks(text) or orders(text)
