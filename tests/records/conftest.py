"""Every test of the records runs over both databases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest
from postgres_server import PostgresServer

from drafter.records import Records

BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]


def _new_url(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    if kind == "sqlite":
        return f"sqlite:///{tmp_path / 'home' / 'records.sqlite'}"
    return cast(PostgresServer, request.getfixturevalue("needs_postgres")).new_database()


@pytest.fixture(params=BOTH)
def url(tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """The address of an empty database, SQLite in one run and PostgreSQL in the other."""
    return _new_url(request.param, tmp_path, request)


@pytest.fixture(params=BOTH)
def other_url(tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """The address of a second empty database, to restore into."""
    return _new_url(request.param, tmp_path / "other", request)


@pytest.fixture
def reopened() -> Iterator[Callable[[str], Records]]:
    """What another process would see: opens records that are closed after the test."""
    opened: list[Records] = []

    def reopen(url: str) -> Records:
        opened.append(Records(url))
        return opened[-1]

    yield reopen
    for records in opened:
        records.close()


@pytest.fixture
def records(url: str, reopened: Callable[[str], Records]) -> Records:
    """Open, empty records."""
    return reopened(url)
