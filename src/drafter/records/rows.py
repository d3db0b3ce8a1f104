"""What the records keep, as plain values. Times are given by the caller, with their zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from drafter.document.brief import Brief
from drafter.document.model import LaunchDocument

from .codec import decode

T = TypeVar("T")


class Status(StrEnum):
    """How far a draft has come."""

    OPEN = "open"  # the conversation is filling the brief
    DRAFTED = "drafted"  # at least one version stands
    DONE = "done"  # handed out; kept for next year


class Role(StrEnum):
    """Who spoke."""

    OFFICIAL = "official"
    ASSISTANT = "assistant"


@dataclass(frozen=True, slots=True)
class DraftRecord:
    """One draft: its brief and the state of its conversation.

    ``state`` is JSON text that belongs to the conversation; the records do not read it.
    ``revision`` counts saves, 0 before the first: a save with an old revision is refused, so
    two browser tabs cannot overwrite each other unseen.
    """

    id: str
    owner: str
    created: datetime
    updated: datetime
    title: str = ""
    brief: Brief | None = None
    state: str = "{}"
    status: Status = Status.OPEN
    revision: int = 0


@dataclass(frozen=True, slots=True)
class TurnRecord:
    """One turn of a conversation; ``number`` counts from 1 within the draft."""

    number: int
    role: Role
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class UploadRecord:
    """A file the official gave; the bytes are read with ``Records.upload_bytes``."""

    id: int
    name: str
    role: str  # what it is for: directive, targets, previous, …
    digest: str  # sha256 of the bytes, hexadecimal
    size: int
    at: datetime


@dataclass(frozen=True, slots=True)
class VersionRecord:
    """One version of the document; ``number`` counts from 1 within the draft.

    ``findings`` is JSON text: findings belong to a higher floor, which reads them with
    ``findings_as(Finding)``. ``trace`` is JSON text that tells how the version came about.
    """

    number: int
    document: LaunchDocument
    findings: str
    note: str
    at: datetime
    trace: str = "{}"

    def findings_as(self, kind: type[T]) -> tuple[T, ...]:
        """The findings as values of ``kind``."""
        return decode(tuple[kind, ...], self.findings)  # type: ignore[valid-type]


@dataclass(frozen=True, slots=True)
class AuditRow:
    """Who did what to which thing. ``seal`` covers this row and the seal before it."""

    number: int
    at: datetime
    actor: str
    action: str
    subject: str
    detail: str
    seal: str
