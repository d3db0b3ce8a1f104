"""Scripted dialogues: their schema, and how one is played and scored.

A case is a list of turns; each says what the official types and gives, and what must be true
after it. ``evals/conversation/README.md`` explains every key with an example.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field

from drafter.document.brief import Brief
from drafter.drafting.conversation import Conversation, Reply, Tools, Upload, begin, take_turn
from drafter.drafting.questions import AS_DIRECTIVE, REDRAFT, START
from drafter.reading.message_words import plain
from evals.papers import file_of, papers

FOLDER = Path(__file__).parent / "conversation"
Slots = Literal[
    "unit", "year", "kind", "directive", "targets", "previous", "theme", "signer", "signs_as",
    "resolution", "resolution_day", "drafter_unit", "hamlets", "hamlets_word", "as_of", "unknown",
]  # fmt: skip


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TurnCase(_Strict):
    """One message and what must hold after it; what is left out is not looked at."""

    say: str = ""
    files: dict[str, str] = Field(default_factory=dict)
    asks: Literal["unit", "year", "directive", "targets", "role", "start", "nothing"] | None = None
    offers: list[str] = Field(default_factory=list)
    says: list[str] = Field(default_factory=list)
    never_says: list[str] = Field(default_factory=list)
    does: Literal["nothing", "draft", "check"] = "nothing"
    has: dict[Slots, str | int] = Field(default_factory=dict)
    lacks: list[Slots] = Field(default_factory=list)
    keeps: list[str] | None = None


class DialogueCase(_Strict):
    """A scripted dialogue on a day of drafting."""

    name: str
    why: str
    on: date = date(2027, 1, 12)
    turns: list[TurnCase] = Field(min_length=1)


class _File(_Strict):
    topic: str
    cases: list[DialogueCase]


class _Loader(yaml.SafeLoader):
    """YAML in which ``on`` is a word and not a truth value, and a day stays as written."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, rx) for tag, rx in rules if not tag.endswith((":bool", ":timestamp"))]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def load_yaml(path: Path) -> Any:
    """A file of cases."""
    return yaml.load(path.read_text("utf-8"), Loader=_Loader)


def load_cases() -> list[tuple[str, DialogueCase]]:
    """Topic and case, in the order of files and lines. A wrong key is an error."""
    files = sorted(p for p in FOLDER.glob("*.yaml") if p.name != "papers.yaml")
    loaded = [_File.model_validate(load_yaml(path)) for path in files]
    return [(file.topic, case) for file in loaded for case in file.cases]


@dataclass(slots=True)
class Verdicts:
    """Right and wrong ones by measure: questions, slots, facts kept, answers."""

    right: dict[str, int] = field(default_factory=dict)
    wrong: dict[str, list[str]] = field(default_factory=dict)

    def judge(self, measure: str, ok: bool, why: str) -> None:
        """Count one verdict; ``why`` is kept when it is wrong."""
        self.right.setdefault(measure, 0)
        self.wrong.setdefault(measure, [])
        if ok:
            self.right[measure] += 1
        else:
            self.wrong[measure].append(why)


def play(case: DialogueCase, tools: Tools) -> Verdicts:
    """Play a dialogue through ``take_turn`` and judge every turn."""
    verdicts = Verdicts()
    conversation = begin(case.on).conversation
    for number, turn in enumerate(case.turns, 1):
        uploads = [
            Upload(name, file_of(name, papers()[paper])) for name, paper in turn.files.items()
        ]
        reply = take_turn(conversation, turn.say, uploads, tools)
        _judge(verdicts, f"lượt {number} “{turn.say[:60]}”", turn, reply)
        conversation = reply.conversation
    return verdicts


def _judge(verdicts: Verdicts, where: str, turn: TurnCase, reply: Reply) -> None:
    asked = _asked(reply)
    if turn.asks:
        verdicts.judge(
            "questions", turn.asks == asked, f"{where}: hỏi {asked}, phải hỏi {turn.asks}"
        )
    choices = reply.ask.choices if reply.ask else ()
    for choice in turn.offers:
        ok = any(plain(choice) in plain(c) for c in choices)
        verdicts.judge("questions", ok, f"{where}: không có lựa chọn {choice!r} trong {choices}")
    verdicts.judge("answers", reply.action.value == _ACTIONS[turn.does], f"{where}: {reply.action}")
    spoken = plain("\n".join((*reply.say, reply.ask.text if reply.ask else "")))
    for words in turn.says:
        verdicts.judge(
            "answers", plain(words) in spoken, f"{where}: không nói {words!r}: {spoken[:300]}"
        )
    for words in turn.never_says:
        verdicts.judge("answers", plain(words) not in spoken, f"{where}: nói {words!r}")
    _judge_brief(verdicts, where, turn, reply.conversation)


_ACTIONS = {"nothing": "none", "draft": "draft", "check": "check"}


def _asked(reply: Reply) -> str:
    if reply.ask is None:
        return "nothing"
    if reply.ask.slot is not None:
        return reply.ask.slot.value
    if AS_DIRECTIVE in reply.ask.choices:
        return "role"
    return "start" if {START, REDRAFT} & set(reply.ask.choices) else "other"


def _judge_brief(verdicts: Verdicts, where: str, turn: TurnCase, after: Conversation) -> None:
    told = dict(_slots(after.brief))
    for slot, value in turn.has.items():
        ok = str(told.get(slot)) == str(value)
        verdicts.judge("slots", ok, f"{where}: {slot} là {told.get(slot)!r}, phải là {value!r}")
    for slot in turn.lacks:
        verdicts.judge(
            "slots", not told.get(slot), f"{where}: {slot} không được có {told.get(slot)!r}"
        )
    if turn.keeps is not None:
        kept = [s.text for s in after.brief.statements]
        verdicts.judge(
            "facts kept", kept == turn.keeps, f"{where}: ghi {kept}, phải ghi {turn.keeps}"
        )


def _slots(brief: Brief) -> Iterator[tuple[str, Any]]:
    """The brief in words, as a case names them; empty where nothing is known."""
    yield "unit", brief.unit.described() if brief.unit else ""
    yield "year", brief.year or ""
    yield "kind", brief.kind.value
    yield "directive", brief.directive.source.file if brief.directive else ""
    yield "targets", len(brief.targets) or ""
    yield "previous", brief.previous.source.file if brief.previous else ""
    yield "theme", brief.theme or ""
    yield "signer", brief.signer.name if brief.signer else ""
    yield "signs_as", " / ".join(brief.signer.lines[1:]) if brief.signer else ""
    yield "resolution", brief.resolution.number if brief.resolution else ""
    yield "resolution_day", (brief.resolution and brief.resolution.issued_on) or ""
    yield "drafter_unit", brief.drafter_unit or ""
    yield "hamlets", (brief.hamlets and brief.hamlets.count) or ""
    yield "hamlets_word", brief.hamlets.noun if brief.hamlets else ""
    yield "as_of", brief.as_of
    yield "unknown", ", ".join(sorted(slot.value for slot in brief.unknown))
