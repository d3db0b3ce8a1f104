"""The real register, loaded once for the folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.register import Register, load

KB = Path(__file__).resolve().parents[2] / "kb"


@pytest.fixture(scope="session")
def kb() -> Path:
    """The folder of data in the repository."""
    return KB


@pytest.fixture(scope="session")
def register() -> Register:
    """The register of the repository, without rows of an office."""
    return load(KB)
