"""The tables of the records. Plain SQL types, so that SQLite and PostgreSQL both hold them."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Dialect,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)


class Words(TypeDecorator[str]):
    """Text as typed or read from a file, without the NUL characters PostgreSQL cannot hold."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """The text that is stored."""
        return value if value is None else value.replace("\0", "")


VERSION = "1"
"""Version of the tables, kept in ``meta``; a database of a later version is refused."""

metadata = MetaData()

meta = Table(
    "meta",
    metadata,
    Column("key", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)

drafts = Table(
    "drafts",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("owner", String(200), nullable=False, index=True),
    Column("created", String(40), nullable=False),  # ISO 8601, UTC
    Column("updated", String(40), nullable=False),
    Column("title", Words, nullable=False),
    Column("brief", Text),
    Column("state", Text, nullable=False),
    Column("status", String(20), nullable=False),
    Column("revision", Integer, nullable=False),
)


def _draft_id() -> Column[str]:
    return Column(
        "draft_id",
        String(64),
        ForeignKey("drafts.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    )


turns = Table(
    "turns",
    metadata,
    Column("id", Integer, primary_key=True),
    _draft_id(),
    Column("number", Integer, nullable=False),
    Column("role", String(20), nullable=False),
    Column("text", Words, nullable=False),
    Column("at", String(40), nullable=False),
    UniqueConstraint("draft_id", "number"),
)

# The same file given twice, or for two drafts, is stored once.
blobs = Table(
    "blobs",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("size", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
)

uploads = Table(
    "uploads",
    metadata,
    Column("id", Integer, primary_key=True),
    _draft_id(),
    Column("name", Words, nullable=False),
    Column("role", String(40), nullable=False),
    Column("digest", String(64), ForeignKey("blobs.digest"), nullable=False, index=True),
    Column("at", String(40), nullable=False),
)

versions = Table(
    "versions",
    metadata,
    Column("id", Integer, primary_key=True),
    _draft_id(),
    Column("number", Integer, nullable=False),
    Column("document", Text, nullable=False),
    Column("findings", Text, nullable=False),
    Column("note", Words, nullable=False),
    Column("at", String(40), nullable=False),
    Column("trace", Text, nullable=False),
    UniqueConstraint("draft_id", "number"),
)

audit = Table(
    "audit",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", String(40), nullable=False),
    Column("actor", String(200), nullable=False),
    Column("action", String(60), nullable=False),
    Column("subject", String(200), nullable=False),
    Column("detail", Text, nullable=False),
    Column("seal", String(64), nullable=False),
)
