"""Profiles of units: one row a unit, its own Word template among the kept files."""

from __future__ import annotations

import dataclasses
import hashlib
from datetime import datetime

from sqlalchemy import Connection, delete, select

from drafter.document.profile import UnitProfile
from drafter.document.unit import Unit
from drafter.errors import RecordsError

from . import audit, files, schema
from .codec import decode, encode
from .moment import to_stored


def key(unit: Unit) -> str:
    """What tells units apart: name and everything above it, as of its day."""
    return unit.described().casefold()


def find(connection: Connection, unit: Unit) -> UnitProfile | None:
    """The profile of a unit; ``None`` when none was saved."""
    query = select(schema.profiles.c.profile).where(schema.profiles.c.unit == key(unit))
    text = connection.execute(query).scalar()
    return None if text is None else decode(UnitProfile, text)


def every(connection: Connection) -> list[UnitProfile]:
    """All profiles, by unit."""
    query = select(schema.profiles.c.profile).order_by(schema.profiles.c.unit)
    return [decode(UnitProfile, text) for text in connection.execute(query).scalars()]


def save(
    connection: Connection, profile: UnitProfile, template: bytes | None, at: datetime, actor: str
) -> UnitProfile:
    """Put a profile in the place of the one before it; a template is kept with it."""
    if template is not None:
        digest = hashlib.sha256(template).hexdigest()
        files.keep(connection, digest, template)
        profile = dataclasses.replace(profile, template=digest)
    elif profile.template is not None and not files.known(connection, profile.template):
        raise files.missing(profile.template)
    table, name = schema.profiles, key(profile.unit)
    connection.execute(delete(table).where(table.c.unit == name))
    connection.execute(
        table.insert().values(
            unit=name, profile=encode(profile), template=profile.template, updated=to_stored(at)
        )
    )
    files.drop_unused(connection)
    audit.append(connection, at, actor, "profile.save", name[:200])
    return profile


def remove(connection: Connection, unit: Unit, at: datetime, actor: str) -> None:
    """Forget a unit; an unknown one is a ``RecordsError``."""
    table, name = schema.profiles, key(unit)
    if connection.execute(delete(table).where(table.c.unit == name)).rowcount == 0:
        raise RecordsError(
            f"no profile of {name!r}", advice=f"Chưa có hồ sơ của {unit.described()}."
        )
    files.drop_unused(connection)
    audit.append(connection, at, actor, "profile.delete", name[:200])
