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
    "drafted",
    "edit_table",
    "noted",
    "resume",
    "stopped",
    "take_turn",
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
    conversation = dataclasses.replace(conversation, turns=(*conversation.turns, done))
    if brief is not None and brief != conversation.brief:
        question = ask_to_start(conversation.brief, again=True)
        return dataclasses.replace(conversation, stage=Stage.READY, asked=question)
    return dataclasses.replace(conversation, stage=Stage.DRAFTED, asked=None)


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
