"""Times as stored: ISO 8601 in UTC, so that text order is order in time."""

from __future__ import annotations

from datetime import UTC, datetime


def to_stored(at: datetime) -> str:
    """The stored form; a time without a zone is a ``ValueError``."""
    if at.tzinfo is None:
        raise ValueError(f"a time needs its zone: {at!r}")
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def from_stored(text: str) -> datetime:
    """The time, in UTC."""
    return datetime.fromisoformat(text)
