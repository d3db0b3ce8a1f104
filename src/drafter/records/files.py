"""Files as officials gave them, each stored once under the sha256 of its bytes."""

from __future__ import annotations

from sqlalchemy import Connection, delete, select

from drafter.errors import RecordsError

from .schema import blobs, profiles, uploads


def known(connection: Connection, digest: str) -> bool:
    """Whether a file is kept."""
    query = select(blobs.c.digest).where(blobs.c.digest == digest)
    return connection.execute(query).first() is not None


def keep(connection: Connection, digest: str, data: bytes) -> None:
    """Keep a file; one that is kept already is not stored again."""
    if not known(connection, digest):
        connection.execute(blobs.insert().values(digest=digest, size=len(data), data=data))


def read(connection: Connection, digest: str) -> bytes:
    """The bytes of a file; ``RecordsError`` when it is not kept."""
    data = connection.execute(select(blobs.c.data).where(blobs.c.digest == digest)).scalar()
    if data is None:
        raise missing(digest)
    return bytes(data)


def drop_unused(connection: Connection) -> None:
    """Delete files that neither a draft nor a profile uses any more."""
    template = profiles.c.template
    used = select(uploads.c.digest).union(select(template).where(template.is_not(None)))
    connection.execute(delete(blobs).where(blobs.c.digest.not_in(used)))


def missing(digest: str) -> RecordsError:
    """What is said of a file that is not kept."""
    return RecordsError(
        f"no file {digest!r}",
        advice="Không tìm thấy tệp này; có thể đã bị xóa. Hãy gửi lại tệp.",
    )
