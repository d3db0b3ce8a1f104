"""What tests of the desk share."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.settings import ROOT


@pytest.fixture(scope="session")
def kb(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The knowledge base without its launch documents: a shelf that is made in no time."""
    folder = tmp_path_factory.mktemp("kb")
    for part in (ROOT / "kb").iterdir():
        if part.name != "launches":
            (folder / part.name).symlink_to(part)
    return folder
