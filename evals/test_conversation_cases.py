"""Scripted dialogues over the real conversation, register and files (``evals/conversation``)."""

from __future__ import annotations

import pytest

from drafter.desk import Desk
from drafter.desk.chat import ConversationTools
from evals.dialogue_cases import DialogueCase, load_cases, play
from evals.scoreboard import Board

CASES = load_cases()


def test_there_are_enough_dialogues() -> None:
    """At least 60 of at least eight topics, each with a name of its own."""
    assert len({case.name for _, case in CASES}) == len(CASES) >= 60
    assert len({topic for topic, _ in CASES}) >= 8


@pytest.mark.parametrize(("topic", "case"), CASES, ids=[f"{t}: {c.name}" for t, c in CASES])
def test_dialogue(topic: str, case: DialogueCase, desk: Desk, board: Board) -> None:
    """Played and recorded; the scoreboard fails the run when a dialogue gets worse."""
    verdicts = play(case, ConversationTools(desk))
    for measure, right in verdicts.right.items():
        wrong = verdicts.wrong[measure]
        board.add(
            "conversation", f"{topic}: {case.name}", measure, right, right + len(wrong), wrong
        )
    assert verdicts.right
