"""The whole database as parts of a backup, and back: the same for SQLite and PostgreSQL.

Rows travel as JSON lines, one part a table; files given by officials as they came in, by their
digest. A backup is taken in one reading transaction, so it is one moment of the database also
while people work. Restoring is one writing transaction: all of it or nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Table, delete, func, select, text

from drafter.document.brief import Brief
from drafter.document.model import LaunchDocument
from drafter.errors import RecordsError

from . import audit, schema
from .codec import decode
from .engine import reading, writing
from .sealed import Part, Sealed, damaged

TABLES = (
    schema.drafts, schema.turns, schema.uploads, schema.versions, schema.profiles, schema.audit,
)  # fmt: skip
"""Tables by rows, in the order in which they are filled: parents first."""

_ROWS = "records/{}.jsonl"
_FILES = "records/files/"
_AT_ONCE = 200

# Columns that hold a noun: it must be readable before the row goes in.
_NOUNS: dict[str, tuple[str, type[Any]]] = {
    "drafts": ("brief", Brief),
    "versions": ("document", LaunchDocument),
}


def parts(engine: Engine, facts: dict[str, Any]) -> Iterator[Part]:
    """Everything in the database; ``facts`` gets the counts, the schema and the last seal."""
    with reading(engine) as connection:
        for table in TABLES:
            yield _ROWS.format(table.name), _rows(connection, table)
            facts[table.name] = connection.execute(select(func.count()).select_from(table)).scalar()
        digests = list(connection.execute(select(schema.blobs.c.digest)).scalars())
        for digest in digests:
            yield f"{_FILES}{digest}", [_blob(connection, digest)]
        facts["files"] = len(digests)
        facts["schema"] = schema.VERSION
        facts["seal"] = audit.last_seal(connection)


def _rows(connection: Connection, table: Table) -> Iterator[bytes]:
    query = select(table).order_by(*table.primary_key.columns)
    found = connection.execution_options(yield_per=_AT_ONCE).execute(query)
    for row in found.mappings():
        yield json.dumps(dict(row), ensure_ascii=False).encode() + b"\n"


def _blob(connection: Connection, digest: str) -> bytes:
    query = select(schema.blobs.c.data).where(schema.blobs.c.digest == digest)
    return bytes(connection.execute(query).scalar_one())


def is_empty(connection: Connection) -> bool:
    """Whether nothing was ever done here."""
    used = (connection.execute(select(table).limit(1)).first() for table in TABLES)
    return all(row is None for row in used)


def put_back(
    engine: Engine, backup: Sealed, *, at: datetime, actor: str, replace: bool = False
) -> None:
    """Fill the database with a backup, all of it or nothing.

    What is there stays unless ``replace`` is set; the audit then says which chain was replaced.
    """
    if backup.facts.get("schema") not in schema.KNOWN:
        raise schema.from_later(str(backup.facts.get("schema")))
    with writing(engine) as connection:
        if not replace and not is_empty(connection):
            raise not_empty()
        replaced = audit.last_seal(connection)
        for table in (*reversed(TABLES), schema.blobs):
            connection.execute(delete(table))
        _fill_blobs(connection, backup)
        for table in TABLES:
            _fill(connection, table, backup)
        if audit.last_seal(connection) != backup.facts.get("seal"):
            raise damaged("the audit does not end with the seal in the list")
        _count_on(connection)
        audit.append(connection, at, actor, "records.restore", "records", f"replaced {replaced}")


def _fill_blobs(connection: Connection, backup: Sealed) -> None:
    for name in backup.names(_FILES):
        digest, data = name.removeprefix(_FILES), backup.read(name)
        if hashlib.sha256(data).hexdigest() != digest:
            raise damaged(f"{name} is not the file of its name")
        connection.execute(schema.blobs.insert().values(digest=digest, size=len(data), data=data))


def _fill(connection: Connection, table: Table, backup: Sealed) -> None:
    waiting: list[dict[str, Any]] = []
    for row in backup.lines(_ROWS.format(table.name)):
        _check_row(table, row)
        waiting.append(row)
        if len(waiting) == _AT_ONCE:
            connection.execute(table.insert(), waiting)
            waiting.clear()
    if waiting:
        connection.execute(table.insert(), waiting)


def _check_row(table: Table, row: dict[str, Any]) -> None:
    """Only what the program itself would have written goes in."""
    if set(row) != set(table.columns.keys()):
        raise damaged(f"{table.name}: other columns")
    fits: Callable[[str], bool] = lambda name: _fits(table, name, row[name])  # noqa: E731
    if not all(map(fits, row)):
        raise damaged(f"{table.name}: a value of another kind")
    column, kind = _NOUNS.get(table.name, ("", object))
    if column and row[column] is not None:
        try:
            decode(kind, row[column])
        except RecordsError as unreadable:
            raise damaged(f"{table.name}: {unreadable}") from unreadable


def _fits(table: Table, name: str, value: object) -> bool:
    column = table.columns[name]
    return bool(column.nullable) if value is None else isinstance(value, column.type.python_type)


def _count_on(connection: Connection) -> None:
    """PostgreSQL counts keys apart from the rows: go on after the last one."""
    if connection.dialect.name != "postgresql":
        return
    for table in (schema.turns, schema.uploads, schema.versions):
        query = f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), max(id)) FROM {table.name}"
        connection.execute(text(query))


def not_empty() -> RecordsError:
    """What is said when a backup would take the place of something."""
    return RecordsError(
        "there are records already",
        advice="Kho hiện tại đã có dữ liệu nên chưa khôi phục gì; nếu muốn thay bằng bản sao lưu, "
        "chạy lại lệnh với --replace (dữ liệu đang có được sao lưu trước).",
    )
