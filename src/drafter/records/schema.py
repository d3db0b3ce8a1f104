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

from drafter.errors import RecordsError


class Words(TypeDecorator[str]):
    """Text as typed or read from a file, without the NUL characters PostgreSQL cannot hold."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """The text that is stored."""
        return value if value is None else value.replace("\0", "")


VERSION = "2"
"""Version of the tables, kept in ``meta``; a database of a later version is refused."""

KNOWN = ("1", VERSION)
"""Versions that are brought up to date when opened: 2 added the table ``profiles``."""


def from_later(found: str) -> RecordsError:
    """What is said of tables or a backup of a later program."""
    return RecordsError(
        f"schema {found}, this program knows {', '.join(KNOWN)}",
        advice="Kho dự thảo do phiên bản mới hơn của chương trình tạo ra. Hãy cập nhật chương "
        "trình.",
    )


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

# What an office keeps for next year. ``unit`` is the key of the unit, ``template`` its own
# Word template among the blobs.
profiles = Table(
    "profiles",
    metadata,
    Column("unit", String(400), primary_key=True),
    Column("profile", Text, nullable=False),
    Column("template", String(64), ForeignKey("blobs.digest"), index=True),
    Column("updated", String(40), nullable=False),
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
