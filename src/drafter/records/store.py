"""The records: drafts, turns, uploads, versions. Every write is committed before it returns."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Table, delete, func, select

from drafter.document.brief import Brief
from drafter.document.model import LaunchDocument
from drafter.document.profile import UnitProfile
from drafter.document.unit import Unit
from drafter.errors import RecordsError

from . import audit, backup, files, glance, profiles, schema
from .codec import decode, encode
from .engine import mapped, open_engine, reading, wiped, writing
from .moment import from_stored, to_stored
from .rows import AuditRow, DraftRecord, Role, Status, TurnRecord, UploadRecord, VersionRecord
from .sealed import Part, Sealed


class Records:
    """Drafts and everything that belongs to them, in one database.

    May be shared by threads; several processes may open the same database. ``actor`` is who
    does it, for the audit; without one it is the owner of the draft.
    """

    def __init__(self, url: str) -> None:
        self._engine = open_engine(url)
        try:
            with writing(self._engine) as connection:
                schema.metadata.create_all(connection)
                _check_version(connection)
        except RecordsError:
            self._engine.dispose()
            raise

    def close(self) -> None:
        """Give the database back; the object cannot be used afterwards."""
        with mapped():
            self._engine.dispose()

    # drafts

    def save_draft(self, record: DraftRecord, *, actor: str | None = None) -> DraftRecord:
        """Store a draft, new or changed; returns it with its new revision.

        A draft that was saved elsewhere since this one was read is a ``RecordsError``.
        """
        saved = dataclasses.replace(record, revision=record.revision + 1)
        with writing(self._engine) as connection:
            if record.revision == 0:
                _refuse_second(connection, record.id)
                connection.execute(schema.drafts.insert().values(**_draft_values(saved)))
            else:
                _update(connection, saved)
            action = "draft.create" if record.revision == 0 else "draft.save"
            audit.append(connection, saved.updated, actor or saved.owner, action, saved.id)
        return saved

    def draft(self, draft_id: str) -> DraftRecord:
        """The draft; an unknown id is a ``RecordsError``."""
        with reading(self._engine) as connection:
            return _draft(_draft_row(connection, draft_id))

    def drafts(self, owner: str | None = None) -> list[DraftRecord]:
        """All drafts, or those of one owner, the last changed first."""
        query = select(schema.drafts).order_by(schema.drafts.c.updated.desc(), schema.drafts.c.id)
        if owner is not None:
            query = query.where(schema.drafts.c.owner == owner)
        with reading(self._engine) as connection:
            return [_draft(row) for row in connection.execute(query)]

    def headlines(self, owner: str | None = None) -> list[glance.Headline]:
        """`drafts` as lines of a list, without reading them whole."""
        with reading(self._engine) as connection:
            return glance.headlines(connection, owner)

    def mark(self, draft_id: str) -> glance.Mark:
        """Changes whenever the draft does; an unknown id is a ``RecordsError``."""
        with reading(self._engine) as connection:
            found = glance.mark(connection, draft_id)
        if found is None:
            raise _missing("draft", draft_id)
        return found

    def delete_draft(self, draft_id: str, *, at: datetime, actor: str | None = None) -> None:
        """Remove a draft with its turns, files and versions; the audit keeps that it was done."""
        with writing(self._engine) as connection:
            owner = _draft_row(connection, draft_id).owner
            connection.execute(delete(schema.drafts).where(schema.drafts.c.id == draft_id))
            files.drop_unused(connection)
            audit.append(connection, at, actor or owner, "draft.delete", draft_id)
        wiped(self._engine)

    def delete_drafts_of(self, owner: str, *, at: datetime, actor: str | None = None) -> int:
        """Remove all drafts of an owner with what belongs to them; how many they were.

        The audit keeps that it was done. What is deleted is gone from the database file too.
        """
        with writing(self._engine) as connection:
            mine = schema.drafts.c.owner == owner
            ids = list(connection.execute(select(schema.drafts.c.id).where(mine)).scalars())
            connection.execute(delete(schema.drafts).where(mine))
            files.drop_unused(connection)
            for draft_id in ids:
                audit.append(connection, at, actor or owner, "draft.delete", draft_id)
            audit.append(connection, at, actor or owner, "owner.delete", owner, str(len(ids)))
        wiped(self._engine)
        return len(ids)

    # turns

    def add_turn(self, draft_id: str, role: Role, text: str, *, at: datetime) -> TurnRecord:
        """Append a turn; its number follows the last one also when two write at once."""
        with writing(self._engine) as connection:
            owner = _lock_draft(connection, draft_id)
            turn = TurnRecord(_next(connection, schema.turns, draft_id), role, text, at)
            connection.execute(
                schema.turns.insert().values(
                    draft_id=draft_id, number=turn.number, role=role, text=text, at=to_stored(at)
                )
            )
            audit.append(connection, at, owner, f"turn.{role}", draft_id, str(turn.number))
        return turn

    def turns(self, draft_id: str) -> list[TurnRecord]:
        """The turns of a draft in order."""
        return [
            TurnRecord(row.number, Role(row.role), row.text, from_stored(row.at))
            for row in self._rows_of(schema.turns, draft_id, "number")
        ]

    # uploads

    def add_upload(
        self, draft_id: str, name: str, data: bytes, role: str, *, at: datetime
    ) -> UploadRecord:
        """Keep a file as given."""
        digest = hashlib.sha256(data).hexdigest()
        with writing(self._engine) as connection:
            owner = _lock_draft(connection, draft_id)
            files.keep(connection, digest, data)
            inserted = connection.execute(
                schema.uploads.insert().values(
                    draft_id=draft_id, name=name, role=role, digest=digest, at=to_stored(at)
                )
            )
            audit.append(connection, at, owner, "upload.add", draft_id, digest)
            key = inserted.inserted_primary_key
            assert key is not None  # one row was inserted
        return UploadRecord(key[0], name, role, digest, len(data), at)

    def uploads(self, draft_id: str) -> list[UploadRecord]:
        """The files of a draft, oldest first, without their bytes."""
        given, blobs = schema.uploads, schema.blobs
        query = (
            select(given, blobs.c.size)
            .join(blobs, blobs.c.digest == given.c.digest)
            .where(given.c.draft_id == draft_id)
            .order_by(given.c.id)
        )
        with reading(self._engine) as connection:
            return [
                UploadRecord(r.id, r.name, r.role, r.digest, r.size, from_stored(r.at))
                for r in connection.execute(query)
            ]

    def upload_bytes(self, digest: str) -> bytes:
        """The bytes of a kept file by its digest."""
        with reading(self._engine) as connection:
            return files.read(connection, digest)

    # versions

    def add_version(
        self,
        draft_id: str,
        document: LaunchDocument,
        findings: Sequence[object] = (),
        note: str = "",
        *,
        at: datetime,
        trace: str = "{}",
    ) -> VersionRecord:
        """Append a version of the document with what the checks said of it."""
        kind = tuple[type(findings[0]), ...] if findings else tuple[()]  # type: ignore[misc]
        found = encode(tuple(findings), kind)
        with writing(self._engine) as connection:
            owner = _lock_draft(connection, draft_id)
            number = _next(connection, schema.versions, draft_id)
            connection.execute(
                schema.versions.insert().values(
                    draft_id=draft_id,
                    number=number,
                    document=encode(document),
                    findings=found,
                    note=note,
                    at=to_stored(at),
                    trace=trace,
                )
            )
            audit.append(connection, at, owner, "version.add", draft_id, str(number))
        return VersionRecord(number, document, found, note, at, trace)

    def versions(self, draft_id: str) -> list[VersionRecord]:
        """The versions of a draft, oldest first."""
        return [_version(row) for row in self._rows_of(schema.versions, draft_id, "number")]

    def newest(self, draft_id: str) -> VersionRecord | None:
        """The newest version of a draft, if it has one."""
        table = schema.versions
        query = select(table).where(table.c.draft_id == draft_id).order_by(table.c.number.desc())
        with reading(self._engine) as connection:
            row = connection.execute(query.limit(1)).first()
        return None if row is None else _version(row)

    def editions(self, draft_id: str) -> list[glance.Edition]:
        """The versions of a draft without their documents, oldest first."""
        with reading(self._engine) as connection:
            return glance.editions(connection, draft_id)

    # audit

    def last_seal(self) -> str:
        """The seal of the newest audit row."""
        with reading(self._engine) as connection:
            return audit.last_seal(connection)

    def audit(self, subject: str | None = None) -> list[AuditRow]:
        """Who did what, oldest first; only about one draft when ``subject`` is its id."""
        with reading(self._engine) as connection:
            return audit.rows(connection, subject)

    def audit_broken_at(self) -> int | None:
        """The first audit row that was tampered with; ``None`` when the chain holds."""
        with reading(self._engine) as connection:
            return audit.first_broken(connection)

    # profiles of units

    def profile(self, unit: Unit) -> UnitProfile | None:
        """What was kept of a unit for next year; ``None`` when nothing was."""
        with reading(self._engine) as connection:
            return profiles.find(connection, unit)

    def profiles(self) -> list[UnitProfile]:
        """All that is kept of units."""
        with reading(self._engine) as connection:
            return profiles.every(connection)

    def save_profile(
        self, profile: UnitProfile, template: bytes | None = None, *, at: datetime, actor: str
    ) -> UnitProfile:
        """Keep a profile in the place of the one before it; returns it with its template."""
        with writing(self._engine) as connection:
            return profiles.save(connection, profile, template, at, actor)

    def delete_profile(self, unit: Unit, *, at: datetime, actor: str) -> None:
        """Forget a unit; an unknown one is a ``RecordsError``."""
        with writing(self._engine) as connection:
            profiles.remove(connection, unit, at, actor)

    # backup

    def backup(self, facts: dict[str, Any], *, at: datetime, actor: str) -> Iterator[Part]:
        """Everything as parts of a backup; ``facts`` is filled while they are read."""
        self.note("records.backup", actor=actor, at=at)
        return backup.parts(self._engine, facts)

    def restore(self, sealed: Sealed, *, at: datetime, actor: str, replace: bool = False) -> None:
        """Put a backup in place; what is there stays unless ``replace`` is set."""
        backup.put_back(self._engine, sealed, at=at, actor=actor, replace=replace)

    def is_empty(self) -> bool:
        """Whether nothing was ever done here."""
        with reading(self._engine) as connection:
            return backup.is_empty(connection)

    def note(
        self, action: str, subject: str = "records", detail: str = "", *, actor: str, at: datetime
    ) -> None:
        """Write into the audit what was done outside the records."""
        with writing(self._engine) as connection:
            audit.append(connection, at, actor, action, subject, detail)

    def _rows_of(self, table: Table, draft_id: str, order: str) -> list[Row[Any]]:
        query = select(table).where(table.c.draft_id == draft_id).order_by(table.c[order])
        with reading(self._engine) as connection:
            return list(connection.execute(query))


def _check_version(connection: Connection) -> None:
    found = connection.execute(
        select(schema.meta.c.value).where(schema.meta.c.key == "schema")
    ).scalar()
    if found is None:
        connection.execute(schema.meta.insert().values(key="schema", value=schema.VERSION))
    elif found not in schema.KNOWN:
        raise schema.from_later(found)
    elif found != schema.VERSION:
        row = schema.meta.c.key == "schema"
        connection.execute(schema.meta.update().where(row).values(value=schema.VERSION))


def _draft_values(record: DraftRecord) -> dict[str, Any]:
    return {
        "id": record.id,
        "owner": record.owner,
        "created": to_stored(record.created),
        "updated": to_stored(record.updated),
        "title": record.title,
        "brief": None if record.brief is None else encode(record.brief),
        "state": record.state,
        "status": record.status,
        "revision": record.revision,
    }


def _draft(row: Row[Any]) -> DraftRecord:
    return DraftRecord(
        id=row.id,
        owner=row.owner,
        created=from_stored(row.created),
        updated=from_stored(row.updated),
        title=row.title,
        brief=None if row.brief is None else decode(Brief, row.brief),
        state=row.state,
        status=Status(row.status),
        revision=row.revision,
    )


def _version(row: Row[Any]) -> VersionRecord:
    document = decode(LaunchDocument, row.document)
    at = from_stored(row.at)
    return VersionRecord(row.number, document, row.findings, row.note, at, row.trace)


def _draft_row(connection: Connection, draft_id: str) -> Row[Any]:
    row = connection.execute(select(schema.drafts).where(schema.drafts.c.id == draft_id)).first()
    if row is None:
        raise _missing("draft", draft_id)
    return row


def _lock_draft(connection: Connection, draft_id: str) -> str:
    """The owner; the draft's row is held, so that numbers below it are given one by one."""
    query = select(schema.drafts.c.owner).where(schema.drafts.c.id == draft_id)
    owner: str | None = connection.execute(query.with_for_update()).scalar()
    if owner is None:
        raise _missing("draft", draft_id)
    return owner


def _next(connection: Connection, table: Table, draft_id: str) -> int:
    query = select(func.max(table.c.number)).where(table.c.draft_id == draft_id)
    return (connection.execute(query).scalar() or 0) + 1


def _refuse_second(connection: Connection, draft_id: str) -> None:
    taken = select(schema.drafts.c.id).where(schema.drafts.c.id == draft_id)
    if connection.execute(taken).first() is not None:
        raise _changed_elsewhere(draft_id)


def _update(connection: Connection, saved: DraftRecord) -> None:
    table = schema.drafts
    done = connection.execute(
        table.update()
        .where(table.c.id == saved.id, table.c.revision == saved.revision - 1)
        .values(**_draft_values(saved))
    )
    if done.rowcount == 0:
        _draft_row(connection, saved.id)  # an unknown draft is said to be unknown
        raise _changed_elsewhere(saved.id)


def _missing(what: str, key: str) -> RecordsError:
    return RecordsError(
        f"no {what} {key!r}",
        advice="Không tìm thấy dự thảo hoặc tệp này; có thể đã bị xóa. Hãy mở lại từ danh sách dự "
        "thảo.",
    )


def _changed_elsewhere(draft_id: str) -> RecordsError:
    return RecordsError(
        f"draft {draft_id!r} was saved elsewhere in the meantime",
        advice="Dự thảo này vừa được sửa ở cửa sổ khác. Hãy tải lại trang để thấy bản mới nhất.",
    )
