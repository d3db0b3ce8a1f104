"""The one door to the database: how it is opened, how transactions begin, what its errors mean.

SQLite runs with a write-ahead log, foreign keys and a busy timeout. A writing transaction
takes the write lock when it begins (``BEGIN IMMEDIATE``): one that reads first and asks for
the lock later is refused at once when another process has written in between.

PostgreSQL is held to the same rules: one writing transaction at a time, by an advisory lock
taken when it begins, so that the numbers of turns and the seals of the audit follow each other;
a reading transaction sees one moment of the database (``REPEATABLE READ``).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from drafter.errors import RecordsError

BUSY_SECONDS = 20.0
"""How long a writer waits for another one; a write of ours takes milliseconds."""

_WRITERS = 0x64726166
"""Key of the advisory lock of all writers of one PostgreSQL database."""

_BUSY = (
    "Kho dự thảo đang bận. Đợi một lát rồi thử lại; nếu vẫn bận, hãy đóng cửa sổ khác đang mở "
    "chương trình."
)
_NO_SERVER = (
    "Không nối được với máy chủ kho dữ liệu. Hãy kiểm tra máy chủ đang chạy và địa chỉ trong "
    "DRAFTER_DATABASE_URL."
)
_ADVICE = {
    "password authentication failed": "Máy chủ kho dữ liệu không nhận tên hoặc mật khẩu. Hãy kiểm "
    "tra DRAFTER_DATABASE_URL.",
    "no password supplied": "Máy chủ kho dữ liệu cần mật khẩu. Hãy kiểm tra DRAFTER_DATABASE_URL.",
    "role ": "Máy chủ kho dữ liệu không có người dùng này. Hãy kiểm tra DRAFTER_DATABASE_URL.",
    'database "': "Máy chủ không có kho dữ liệu tên này. Hãy tạo kho trên máy chủ hoặc kiểm tra "
    "DRAFTER_DATABASE_URL.",
    "connection failed": _NO_SERVER,
    "connection timeout": _NO_SERVER,
    "could not connect": _NO_SERVER,
    "terminating connection": _NO_SERVER,
    "server closed the connection": _NO_SERVER,
    "the connection is closed": _NO_SERVER,
    "lock timeout": _BUSY,
    "too many clients": _BUSY,
    "connection slots": _BUSY,
    "read-only transaction": "Máy chủ kho dữ liệu chỉ cho đọc. Hãy báo người quản trị máy chủ.",
    "permission denied": "Người dùng của kho dữ liệu chưa được cấp quyền. Hãy báo người quản trị "
    "máy chủ.",
    "no space left": "Ổ đĩa của máy chủ đã đầy nên không lưu được. Hãy báo người quản trị máy chủ.",
    "locked": _BUSY,
    "readonly": "Kho dự thảo chỉ cho đọc. Hãy kiểm tra quyền ghi vào thư mục dữ liệu.",
    "unable to open": "Không mở được kho dự thảo. Hãy kiểm tra thư mục dữ liệu có tồn tại và cho "
    "phép ghi.",
    "disk is full": "Ổ đĩa đã đầy nên không lưu được. Hãy giải phóng dung lượng rồi thử lại.",
    "malformed": "Tệp kho dự thảo bị hỏng. Hãy khôi phục từ bản sao lưu gần nhất.",
    "not a database": "Tệp kho dự thảo không đúng định dạng. Hãy khôi phục từ bản sao lưu gần "
    "nhất.",
}
_ADVICE_OTHERWISE = "Không lưu hoặc đọc được dự thảo. Hãy thử lại; nếu vẫn lỗi, báo người quản trị."


def open_engine(url: str) -> Engine:
    """An engine for ``url`` (``sqlite:///path`` or ``postgresql://user:password@host/name``)."""
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() == "sqlite":
            return _sqlite(parsed)
        return _postgresql(parsed)
    except (ArgumentError, ImportError, OSError) as wrong:
        raise RecordsError(
            f"cannot use database URL of kind {url.split(':', 1)[0]!r}: {wrong}",
            advice="Địa chỉ kho dự thảo không dùng được. Hãy kiểm tra DRAFTER_DATABASE_URL.",
        ) from wrong


def _sqlite(url: URL) -> Engine:
    if url.database and url.database != ":memory:":
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _postgresql(url: URL) -> Engine:
    if url.drivername in ("postgres", "postgresql"):
        url = url.set(drivername="postgresql+psycopg")
    engine = create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": 10})
    event.listen(engine, "begin", _one_writer)
    return engine


def _one_writer(connection: Connection) -> None:
    if connection.get_execution_options().get("writing", False):
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{BUSY_SECONDS:.0f}s'")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITERS})")


def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # we begin transactions ourselves, see _begin
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA foreign_keys=ON")
    # What an official deletes is overwritten, not only marked as free.
    connection.execute("PRAGMA secure_delete=ON")
    # FULL: a committed turn survives a power cut, not only the end of the process.
    connection.execute("PRAGMA synchronous=FULL")


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that only reads, and sees one moment of the database throughout."""
    with mapped(), engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ")
        with connection.begin():
            yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes; committed when the block ends, rolled back on an error."""
    option = {"writing": True}
    with mapped(), engine.connect().execution_options(**option) as connection, connection.begin():
        yield connection


def wiped(engine: Engine) -> None:
    """Let deleted rows leave the write-ahead log of SQLite too; another reader may delay it."""
    if engine.dialect.name == "sqlite":
        with mapped(), engine.connect() as connection:
            connection.connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")


@contextmanager
def mapped() -> Iterator[None]:
    """Database errors as ``RecordsError`` with advice for the official."""
    try:
        yield
    except SQLAlchemyError as failed:
        # The statement and its values stay out of the message: they hold the office's text.
        reason = str(getattr(failed, "orig", None) or type(failed).__name__)
        raise RecordsError(f"database: {reason}", advice=advice_for(reason)) from failed


def advice_for(reason: str) -> str:
    """The Vietnamese sentence for a database error, by what its text says."""
    lower = reason.lower()
    return next((text for part, text in _ADVICE.items() if part in lower), _ADVICE_OTHERWISE)
