"""The nouns of a conversation, and what it needs from the rooms below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from drafter.document.brief import Brief
from drafter.document.facts import Target, Use
from drafter.document.profile import UnitProfile
from drafter.document.reading import ReadDocument, Warning_
from drafter.document.unit import Unit
from drafter.drafting.questions import Question, Summary, summary
from drafter.errors import UnreadableFile


class Stage(StrEnum):
    """How far a conversation has come."""

    ASKING = "asking"
    READY = "ready"
    DRAFTING = "drafting"  # asked to draft; a process that stops here starts over
    DRAFTED = "drafted"


MOST_UNDONE = 60
"""How many changes a conversation remembers to take back."""

STYLE = "văn phong: "
"""What a ``Reply.part`` begins with when the words of the whole draft are to be made better."""


class Action(StrEnum):
    """What the desk is asked to do after a turn."""

    NONE = "none"
    DRAFT = "draft"
    REDRAFT_PART = "redraft-part"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class Turn:
    """One message: ``who`` is "official" or "assistant"; ``files`` are names of uploads."""

    who: str
    text: str
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What one turn changed in the brief, in the written draft, or in both.

    ``fields`` are the names of the changed fields; ``before`` holds their old values, and
    defaults in every other field. ``back`` is the version that stood before, ``None`` where
    the draft was not touched.
    """

    turn: int
    fields: tuple[str, ...]
    before: Brief
    back: int | None = None


@dataclass(frozen=True, slots=True)
class Conversation:
    """The state of one conversation.

    ``asked`` is the open question; ``units`` are communes to choose from, found
    for ``phrase``; ``unsorted`` are
    documents whose role was asked for; ``changes`` are what can be undone, oldest first.
    """

    brief: Brief
    turns: tuple[Turn, ...] = ()
    asked: Question | None = None
    stage: Stage = Stage.ASKING
    units: tuple[Unit, ...] = ()
    phrase: str = ""
    unsorted: tuple[ReadDocument, ...] = ()
    changes: tuple[Change, ...] = ()

    @property
    def number(self) -> int:
        """How many messages the official has sent."""
        return sum(1 for turn in self.turns if turn.who == "official")

    @property
    def summary(self) -> Summary:
        """What is known and what is open, in words for the official."""
        return summary(self.brief)


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to one message: next conversation, sentences, open question, what to do.

    ``part`` is the label or the kind of the part to be written again, or after ``STYLE`` the
    official's wish for the wording of the whole.
    """

    conversation: Conversation
    say: tuple[str, ...] = ()
    ask: Question | None = None
    action: Action = Action.NONE
    part: str = ""


class TargetSheet(Protocol):
    """A list of targets as the reading room gives it."""

    @property
    def targets(self) -> Sequence[Target]:
        """The targets in printed order."""
        ...

    @property
    def warnings(self) -> Sequence[Warning_]:
        """What the official should look at."""
        ...


@dataclass(frozen=True, slots=True)
class ShelfItem:
    """A directive of the library that may be the one asked for."""

    id: str
    title: str


class Tools(Protocol):
    """What a conversation needs from the rooms below; tests pass fakes."""

    def find_units(self, phrase: str, on: date) -> Sequence[Unit]:
        """Communes of that day that a phrase may mean; empty when there is none."""
        ...

    def successors(self, unit: Unit, on: date) -> Sequence[Unit]:
        """Communes of that day that a former commune became."""
        ...

    def read_upload(self, name: str, data: bytes) -> ReadDocument:
        """Read a file; raises ``UnreadableFile``."""
        ...

    def read_targets(self, name: str, data: bytes) -> TargetSheet:
        """Read a list of targets; raises ``UnreadableFile``."""
        ...

    def shelf(self, brief: Brief) -> Sequence[ShelfItem]:
        """Directives of the library that fit the brief and can be read whole."""
        ...

    def open_shelf(self, item: str) -> ReadDocument:
        """Read a document of the library; raises ``InputError``."""
        ...

    def profile(self, unit: Unit) -> UnitProfile | None:
        """What the office kept of this unit from an earlier year."""
        ...

    def uses(self) -> Sequence[Use]:
        """Grounded facts of the current draft, for "vì sao có số này?"."""
        ...


class NoTools:
    """Tools for a turn that looks nothing up: no unit, no file, an empty shelf."""

    def find_units(self, phrase: str, on: date) -> Sequence[Unit]:
        """None."""
        return ()

    def successors(self, unit: Unit, on: date) -> Sequence[Unit]:
        """None."""
        return ()

    def read_upload(self, name: str, data: bytes) -> ReadDocument:
        """Refused."""
        raise UnreadableFile(f"no reader for {name}", advice="Lúc này chưa nhận tệp.")

    def read_targets(self, name: str, data: bytes) -> TargetSheet:
        """Refused."""
        raise UnreadableFile(f"no reader for {name}", advice="Lúc này chưa nhận tệp.")

    def shelf(self, brief: Brief) -> Sequence[ShelfItem]:
        """Empty."""
        return ()

    def open_shelf(self, item: str) -> ReadDocument:
        """Refused."""
        raise UnreadableFile(f"no shelf for {item}", advice="Lúc này chưa mở được kho.")

    def profile(self, unit: Unit) -> UnitProfile | None:
        """None."""
        return None

    def uses(self) -> Sequence[Use]:
        """None."""
        return ()
