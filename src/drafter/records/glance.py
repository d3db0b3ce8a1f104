"""A look at a draft that does not read the whole of it: for lists, and to see if it changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from . import schema
from .moment import from_stored
from .rows import Status


@dataclass(frozen=True, slots=True)
class Headline:
    """A line in a list of drafts."""

    id: str
    title: str
    status: Status
    updated: datetime


@dataclass(frozen=True, slots=True)
class Mark:
    """Changes whenever a draft does; ``version`` is the number of its newest version, or 0.

    ``made`` is when that version was made; the two change only when there is a newer one.
    """

    revision: int
    updated: str
    version: int
    made: str = ""

    @property
    def edition(self) -> tuple[int, str]:
        """What the newest version is known by."""
        return self.version, self.made


@dataclass(frozen=True, slots=True)
class Edition:
    """A version without its document."""

    number: int
    at: datetime
    note: str


def headlines(connection: Connection, owner: str | None) -> list[Headline]:
    """All drafts, or those of one owner, the last changed first."""
    table = schema.drafts.c
    query = select(table.id, table.title, table.status, table.updated)
    query = query.order_by(table.updated.desc(), table.id)
    if owner is not None:
        query = query.where(table.owner == owner)
    rows = connection.execute(query).all()
    return [Headline(r.id, r.title, Status(r.status), from_stored(r.updated)) for r in rows]


def mark(connection: Connection, draft_id: str) -> Mark | None:
    """The mark of a draft; ``None`` for an unknown one."""
    drafts, versions = schema.drafts.c, schema.versions.c
    number, made = (
        select(func.max(column)).where(versions.draft_id == draft_id).scalar_subquery()
        for column in (versions.number, versions.at)
    )
    query = select(drafts.revision, drafts.updated, number.label("version"), made.label("made"))
    row = connection.execute(query.where(drafts.id == draft_id)).first()
    if row is None:
        return None
    return Mark(row.revision, row.updated, row.version or 0, row.made or "")


def editions(connection: Connection, draft_id: str) -> list[Edition]:
    """The versions of a draft, oldest first."""
    table = schema.versions.c
    query = select(table.number, table.at, table.note).where(table.draft_id == draft_id)
    rows = connection.execute(query.order_by(table.number)).all()
    return [Edition(row.number, from_stored(row.at), row.note) for row in rows]
