"""The one door to the database: how it is opened, how transactions begin, what its errors mean.

SQLite runs with a write-ahead log, foreign keys and a busy timeout. A writing transaction
takes the write lock when it begins (``BEGIN IMMEDIATE``): one that reads first and asks for
the lock later is refused at once when another process has written in between.
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

_ADVICE = {
    "locked": "Kho dự thảo đang bận. Đợi một lát rồi thử lại; nếu vẫn bận, hãy đóng cửa sổ khác "
    "đang mở chương trình.",
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
    """An engine for ``url`` (``sqlite:///path`` or another SQLAlchemy URL)."""
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() == "sqlite":
            return _sqlite(parsed)
        return create_engine(parsed, pool_pre_ping=True)
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


def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # we begin transactions ourselves, see _begin
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA foreign_keys=ON")
    # FULL: a committed turn survives a power cut, not only the end of the process.
    connection.execute("PRAGMA synchronous=FULL")


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that only reads."""
    with mapped(), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes; committed when the block ends, rolled back on an error."""
    option = {"writing": True}
    with mapped(), engine.connect().execution_options(**option) as connection, connection.begin():
        yield connection


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
