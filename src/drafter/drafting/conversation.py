"""The conversation that fills a brief: one message in, a reply and the next conversation out.

A conversation is a value. It asks only for what is missing, in the order in which questions
depend on each other (unit, year, directive, targets), takes several facts from one message,
files in any order, corrections, and "chưa có" for an answer. No model is needed here.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import date

from drafter.document.brief import Brief
from drafter.drafting.dialogue import (
    MOST_UNDONE,
    Action,
    Change,
    Conversation,
    Reply,
    ShelfItem,
    Stage,
    TargetSheet,
    Tools,
    Turn,
)
from drafter.drafting.edits import TableRow
from drafter.drafting.questions import Question, ask_to_go_on, ask_to_start, ask_unit
from drafter.drafting.turn import TableWork, Work
from drafter.drafting.uploads import Upload

__all__ = [
    "Action",
    "Change",
    "Conversation",
    "Question",
    "Reply",
    "ShelfItem",
    "Stage",
    "TableRow",
    "TargetSheet",
    "Tools",
    "Turn",
    "Upload",
    "answered",
    "begin",
    "changed_from",
    "drafted",
    "edit_table",
    "edited",
    "gone_back",
    "noted",
    "offering",
    "resume",
    "settled",
    "stopped",
    "take_turn",
    "taken_back",
]


def begin(as_of: date) -> Reply:
    """A new conversation with its first question; ``as_of`` is the day of drafting."""
    return resume(Conversation(Brief(as_of)))


def resume(conversation: Conversation) -> Reply:
    """Greet and ask the first open question of a conversation that has no turn yet."""
    question = ask_unit(conversation.brief)
    greeting = "Chào anh/chị, tôi giúp soạn văn bản phát động thi đua hằng năm."
    turn = Turn("assistant", f"{greeting}\n\n{question.text}")
    opened = dataclasses.replace(conversation, turns=(turn,), asked=question)
    return Reply(opened, (greeting,), question)


def take_turn(
    conversation: Conversation, text: str, uploads: Sequence[Upload], tools: Tools
) -> Reply:
    """Take one message with its files and give the reply.

    Never raises for what the official typed or gave: an unreadable file becomes a sentence
    and the conversation goes on.
    """
    return Work(conversation, text, tuple(uploads), tools).reply()


def edit_table(conversation: Conversation, rows: Sequence[TableRow]) -> Reply:
    """Take the table of targets as the official left it on the page; it can be undone."""
    return TableWork(conversation, tuple(rows)).reply()


def noted(conversation: Conversation, did: str, answer: str) -> Conversation:
    """The conversation after something done on the page and not by message."""
    turns = (Turn("official", did), Turn("assistant", answer))
    return dataclasses.replace(conversation, turns=(*conversation.turns, *turns))


def drafted(conversation: Conversation, brief: Brief | None = None) -> Conversation:
    """The conversation after its draft was written from ``brief``.

    When more was told while the draft was being written, it stays open to draft again.
    """
    done = Turn(
        "assistant",
        "Đã soạn xong dự thảo. Anh/chị xem các điểm ở mục “Kiểm tra”; sửa gì thì nhắn cho tôi.",
    )
    # Undoing goes back to the draft, not behind it: what was told before has become the draft.
    changes = tuple(change for change in conversation.changes if change.back is not None)
    conversation = dataclasses.replace(
        conversation, turns=(*conversation.turns, done), changes=changes
    )
    if brief is not None and brief != conversation.brief:
        question = ask_to_start(conversation.brief, again=True)
        return dataclasses.replace(conversation, stage=Stage.READY, asked=question)
    return dataclasses.replace(conversation, stage=Stage.DRAFTED, asked=None)


def changed_from(conversation: Conversation, back: int) -> Conversation:
    """The conversation after the draft was written again; version ``back`` stood before."""
    change = Change(conversation.number, (), Brief(conversation.brief.as_of), back)
    return dataclasses.replace(conversation, changes=(*conversation.changes, change)[-MOST_UNDONE:])


def edited(
    conversation: Conversation, did: str | None, answer: str, back: int, *, joined: bool = False
) -> Conversation:
    """The conversation after the written draft was changed from version ``back``.

    ``did`` is what the official typed or did, ``None`` when that turn is there already;
    ``joined``: the last change of the brief and this one are taken back together.
    """
    turns = ((Turn("official", did),) if did else ()) + (Turn("assistant", answer),)
    changes = conversation.changes
    if joined and changes:
        changes = (*changes[:-1], dataclasses.replace(changes[-1], back=back))
    else:
        number = conversation.number + bool(did)
        changes = (*changes, Change(number, (), Brief(conversation.brief.as_of), back))[
            -MOST_UNDONE:
        ]
    return dataclasses.replace(conversation, turns=(*conversation.turns, *turns), changes=changes)


def gone_back(
    conversation: Conversation, did: str, answer: str, number: int, back: int
) -> Conversation:
    """The conversation after version ``number`` was made the newest; ``back`` stood before.

    What was told since that version is taken back with it, and comes again when this is undone.
    """
    changes = conversation.changes
    at = next((i for i, change in enumerate(changes) if change.back == number), len(changes))
    brief = conversation.brief
    for change in reversed(changes[at:]):
        brief = brief.with_update(**{name: getattr(change.before, name) for name in change.fields})
    names = dict.fromkeys(name for change in changes[at:] for name in change.fields)
    before = Brief(brief.as_of).with_update(**{n: getattr(conversation.brief, n) for n in names})
    done = edited(conversation, did, answer, back)
    last = dataclasses.replace(done.changes[-1], fields=tuple(names), before=before)
    return dataclasses.replace(done, brief=brief, changes=(*done.changes[:-1], last))


def settled(conversation: Conversation) -> Conversation:
    """Drafted again when nothing told since waits for a new draft; else still to be drafted."""
    if any(change.back is None for change in conversation.changes):
        return conversation
    return dataclasses.replace(conversation, stage=Stage.DRAFTED, asked=None)


def taken_back(conversation: Conversation) -> tuple[Conversation, Change] | None:
    """The conversation before its last change, and that change; ``None`` when there is none."""
    if not conversation.changes:
        return None
    last = conversation.changes[-1]
    old = {name: getattr(last.before, name) for name in last.fields}
    brief = conversation.brief.with_update(**old)
    before = dataclasses.replace(conversation, brief=brief, changes=conversation.changes[:-1])
    return settled(before), last


def offering(conversation: Conversation, text: str, choices: tuple[str, ...]) -> Conversation:
    """The conversation with whole messages to click; choices of an earlier answer are gone."""
    if not choices:
        if conversation.stage is Stage.DRAFTED:
            return dataclasses.replace(conversation, asked=None)
        return conversation
    return dataclasses.replace(conversation, asked=Question(None, text, choices))


def stopped(conversation: Conversation) -> Conversation:
    """The conversation after drafting was stopped: the official may tell more and go on."""
    question = ask_to_go_on()
    turns = (Turn("official", "Dừng soạn."), Turn("assistant", question.text))
    return dataclasses.replace(
        conversation,
        turns=(*conversation.turns, *turns),
        stage=Stage.READY,
        asked=question,
    )


def answered(conversation: Conversation, answer: str) -> Conversation:
    """The conversation after a word of the assistant that no message asked for."""
    turns = (*conversation.turns, Turn("assistant", answer))
    return dataclasses.replace(conversation, turns=turns)
