"""A real server and a real browser for the page's tests."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Download, Page, expect, sync_playwright

from drafter.document.reading import ReadDocument
from drafter.reading import read_bytes

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@dataclass(frozen=True)
class Place:
    """A server over a home of its own, and where pictures go."""

    home: Path
    address: str
    shots: Path


def shared(*parts: str) -> Path:
    """A file of the folder beside the project; the test is skipped where it is absent."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"{parts[0]} are not at hand")
    return path


def plan(data: bytes) -> ReadDocument:
    """The downloaded file, read like anybody's."""
    return read_bytes(data, "ke-hoach.docx")


def chromium() -> str | None:
    """The Chromium of the system."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((path for name in names if (path := shutil.which(name))), None)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def serving(home: Path, port: int, **settings: str) -> Iterator[str]:
    """The server over ``home``, stopped at the end; gives its address.

    ``settings`` are environment variables of the program.
    """
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py")]
    options = [f"--server.port={port}", "--server.address=127.0.0.1", "--server.headless=true"]
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT), os.environ.get("PYTHONPATH", "")])
    env = {**os.environ, "DRAFTER_HOME": str(home), "PYTHONPATH": path, "DRAFTER_MODEL": ""}
    env |= settings
    with (home / "server.log").open("ab") as log:
        server = subprocess.Popen([*command, *options], cwd=ROOT, env=env, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address, server)
        yield address
    finally:
        server.terminate()
        server.wait(20)


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        if server.poll() is not None:
            raise RuntimeError("the server stopped at once")
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server does not answer")


@contextmanager
def browsing() -> Iterator[Browser]:
    """Chromium of the system, without a download."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium(), args=_FLAGS)
        yield browser
        browser.close()


class Official:
    """Somebody at the page: counts what they do, and what the page asks of the network."""

    def __init__(self, browser: Browser, address: str, shots: Path, **context: Any) -> None:
        context.setdefault("viewport", {"width": 1366, "height": 768})
        self.context = browser.new_context(locale="vi-VN", accept_downloads=True, **context)
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(30_000)
        self.address, self.shots = address, shots
        self.acts = 0
        self.abroad: list[str] = []
        self.context.on("request", lambda request: self._note(request.url))

    def _note(self, url: str) -> None:
        local = url.replace("ws://", "http://").startswith(self.address)
        if not local and not url.startswith(("data:", "blob:", "about:")):
            self.abroad.append(url)

    def visit(self, path: str = "") -> None:
        self.page.goto(f"{self.address}/{path}")
        self.settled()

    def settled(self) -> None:
        """Wait until the page has drawn what it has to draw."""
        self.page.wait_for_timeout(350)  # a click takes a moment to set the page to work
        expect(self.page.get_by_test_id("stApp")).to_have_attribute(
            "data-test-script-state", "notRunning", timeout=60_000
        )
        self.page.wait_for_timeout(150)

    def say(self, text: str, *files: Path) -> None:
        """Type a message, with files, and wait for the answer."""
        self.acts += 1
        before = self.turns()
        entry = self.page.get_by_test_id("stChatInput")
        if files:
            entry.locator("input[type=file]").set_input_files([str(file) for file in files])
            for file in files:
                expect(entry.get_by_role("button", name=f"Remove {file.name}")).to_be_visible()
            self.page.wait_for_timeout(300)
        if text:
            entry.locator("textarea").fill(text)
        entry.locator("textarea").press("Enter")
        self._answered(before)

    def click(self, name: str) -> None:
        """Click an answer and wait for what it brings."""
        self.acts += 1
        before = self.turns()
        self.page.get_by_role("button", name=name, exact=False).first.click()
        self._answered(before)

    def _answered(self, before: int) -> None:
        self.page.wait_for_function(
            "n => document.querySelectorAll('[data-testid=stChatMessage]').length >= n",
            arg=before + 2 - (before == 1),
            timeout=90_000,
        )
        self.settled()

    def turns(self) -> int:
        return self.page.get_by_test_id("stChatMessage").count()

    def talk(self) -> str:
        return "\n".join(self.page.get_by_test_id("stChatMessage").all_inner_texts())

    def view(self, name: str) -> None:
        self.page.get_by_test_id("stButtonGroup").get_by_text(name, exact=False).first.click()
        self.settled()

    def fill_in(self, line: int, figure: str) -> None:
        """Type this year's figure into a line (from 0) of the table of targets, and keep it."""
        self.acts += 1
        before = self.turns()
        table = self.page.get_by_test_id("stDataFrame")
        expect(table.locator("canvas").first).to_be_visible()
        self.page.wait_for_timeout(600)  # the grid is drawn after the canvas is there
        box = table.bounding_box()
        assert box is not None
        self.page.mouse.dblclick(box["x"] + box["width"] - 150, box["y"] + 36 + 35 * (line + 0.5))
        cell = self.page.locator("#portal textarea")
        cell.fill(figure)
        cell.press("Enter")
        self.page.get_by_role("button", name="Lưu bảng chỉ tiêu").click()
        self._answered(before)

    def drafted(self) -> None:
        """Wait for the pages of the draft."""
        expect(self.page.get_by_role("button", name="Tải về (.docx)")).to_be_visible(
            timeout=120_000
        )
        self.settled()

    def take(self) -> bytes:
        """Download the Word file."""
        self.acts += 1
        with self.page.expect_download(timeout=60_000) as waiting:
            self.page.get_by_role("button", name="Tải về (.docx)").click()
        download: Download = waiting.value
        return Path(download.path()).read_bytes()

    def shot(self, name: str) -> None:
        self.page.screenshot(path=str(self.shots / f"{name}.png"))
