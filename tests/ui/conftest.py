"""A home whose shelf is ready: made once, copied for each module."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from drafter.desk import Desk
from drafter.settings import load_settings


@pytest.fixture(scope="session")
def ready_home(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """Gives a new home with the program's own documents on its shelf and no draft."""
    first = tmp_path_factory.mktemp("first-home")
    desk = Desk(load_settings(home=first, model=None))
    assert desk.library_list()
    desk.library.close()

    def make() -> Path:
        home = tmp_path_factory.mktemp("home")
        shutil.copytree(first, home, dirs_exist_ok=True)
        return home

    return make
