"""A home whose shelf is ready, made once and copied; a server and a browser for each module."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from drafter.desk import Desk
from drafter.settings import load_settings

if TYPE_CHECKING:
    from browsing import Official, Place
    from playwright.sync_api import Browser


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


@pytest.fixture(scope="module")
def place(
    tmp_path_factory: pytest.TempPathFactory, ready_home: Callable[[], Path]
) -> Iterator[Place]:
    from browsing import Place, chromium, free_port, serving

    home = ready_home()
    shots = Path(os.environ.get("DRAFTER_SCREENSHOTS") or tmp_path_factory.mktemp("shots"))
    shots.mkdir(parents=True, exist_ok=True)
    if chromium() is None:  # needs_chromium, which runs after this, says what that means
        yield Place(home, "", shots)
        return
    with serving(home, free_port()) as address:
        yield Place(home, address, shots)


@pytest.fixture(scope="module")
def browser(place: Place) -> Iterator[Browser]:
    from browsing import browsing

    with browsing() as opened:
        yield opened


@pytest.fixture
def official(place: Place, browser: Browser) -> Iterator[Official]:
    """Somebody at the page; whatever they do, the page asked nothing of the world outside."""
    from browsing import Official

    somebody = Official(browser, place.address, place.shots)
    yield somebody
    assert somebody.abroad == []
    somebody.context.close()
