"""What every test shares: tools that may be absent, and where the examples lie.

A test that needs LibreOffice, tesseract or Chromium asks for the fixture; without the tool it
is skipped with the reason. With ``DRAFTER_REQUIRE_TOOLS=1`` (the full check on a machine
that has them) the skip is a failure.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from postgres_server import PostgresServer, programs

_SHARED = Path(__file__).resolve().parents[2] / "shared"


def _absent(reason: str) -> None:
    if os.environ.get("DRAFTER_REQUIRE_TOOLS") == "1":
        pytest.fail(f"{reason} (DRAFTER_REQUIRE_TOOLS=1)")
    pytest.skip(reason)


@cache
def _tesseract_languages() -> str:
    program = shutil.which("tesseract")
    if program is None:
        return ""
    listed = subprocess.run(
        [program, "--list-langs"], capture_output=True, text=True, timeout=30, check=False
    )
    return listed.stdout


@pytest.fixture
def needs_office() -> None:
    """Skip without LibreOffice."""
    if not (shutil.which("soffice") or shutil.which("libreoffice")):
        _absent("LibreOffice is not installed")


@pytest.fixture
def needs_tesseract() -> None:
    """Skip without tesseract and its Vietnamese data."""
    if "vie" not in _tesseract_languages().split():
        _absent("tesseract with Vietnamese (tesseract-ocr-vie) is not installed")


@pytest.fixture
def needs_chromium() -> None:
    """Skip without a Chromium."""
    names = ("chromium", "chromium-browser", "google-chrome")
    if not any(shutil.which(name) for name in names):
        _absent("Chromium is not installed")


@pytest.fixture(scope="session")
def needs_postgres() -> Iterator[PostgresServer]:
    """A PostgreSQL server of its own for this run; skip where none can be started."""
    folder = programs()
    if folder is None:
        _absent("PostgreSQL (Debian package postgresql) is not installed")
    assert folder is not None
    with PostgresServer(folder) as server:
        yield server


@pytest.fixture
def shared() -> Path:
    """The folder of scenarios, gold labels and seeds beside the repository."""
    if not _SHARED.is_dir():
        pytest.skip("the folder of examples beside the repository is absent")
    return _SHARED
