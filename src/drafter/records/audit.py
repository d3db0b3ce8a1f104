"""Who did what, in rows sealed one to the next.

The seal of a row is the sha256 of the seal before it and of the row itself: changing,
removing or inserting a row breaks every seal after it. What cannot be seen is the loss of the
newest rows; for that the last seal is handed out with every backup and export.
"""

from __future__ import annotations

import hashlib
import json
from datetime import datetime

from sqlalchemy import Connection, select

from .moment import from_stored, to_stored
from .rows import AuditRow
from .schema import audit

FIRST = "0" * 64
"""The seal before the first row."""

_NEWEST = select(audit.c.number, audit.c.seal).order_by(audit.c.number.desc()).limit(1)


def append(
    connection: Connection, at: datetime, actor: str, action: str, subject: str, detail: str = ""
) -> None:
    """Add a row inside the caller's transaction, so that deed and row stand or fall together."""
    last = connection.execute(_NEWEST.with_for_update()).first()
    number, before = (last.number + 1, last.seal) if last else (1, FIRST)
    fields = (number, to_stored(at), actor, action, subject, detail)
    names = ("number", "at", "actor", "action", "subject", "detail")
    row = dict(zip(names, fields, strict=True))
    connection.execute(audit.insert().values(**row, seal=seal(before, fields)))


def seal(before: str, fields: tuple[int | str, ...]) -> str:
    """The seal of a row with these fields after the seal ``before``."""
    written = json.dumps([before, *fields], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def last_seal(connection: Connection) -> str:
    """The seal of the newest row: whoever keeps it can tell later whether rows are gone."""
    last = connection.execute(_NEWEST).first()
    return last.seal if last else FIRST


def rows(connection: Connection, subject: str | None = None) -> list[AuditRow]:
    """All rows, oldest first; only those about ``subject`` when given."""
    query = select(audit).order_by(audit.c.number)
    if subject is not None:
        query = query.where(audit.c.subject == subject)
    return [
        AuditRow(r.number, from_stored(r.at), r.actor, r.action, r.subject, r.detail, r.seal)
        for r in connection.execute(query)
    ]


def first_broken(connection: Connection) -> int | None:
    """The number of the first row whose seal or number is wrong; ``None`` when all hold."""
    before = FIRST
    for expected, row in enumerate(connection.execute(select(audit).order_by(audit.c.number)), 1):
        fields = (row.number, row.at, row.actor, row.action, row.subject, row.detail)
        if row.number != expected or row.seal != seal(before, fields):
            return expected
        before = row.seal
    return None
