"""A draft with a language model set, in a real browser: success, failure, stopping, a restart."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from browsing import Official, browsing, chromium, free_port, serving
from playwright.sync_api import Browser, expect
from scripted_model import OPENING, Script, scripted_model

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("needs_chromium")]

ORDER = "Ngày soạn 15/12/2026. Soạn kế hoạch năm 2027 cho xã Đại Lãnh, Khánh Hòa"


@dataclass
class Place:
    home: Path
    port: int
    shots: Path
    script: Script
    browser: Browser

    @property
    def settings(self) -> dict[str, str]:
        return {
            "DRAFTER_MODEL": "openai:scripted",
            "DRAFTER_MODEL_URL": self.script.address,
            "DRAFTER_MODEL_KEY": "",
        }

    def official(self) -> Official:
        return Official(self.browser, f"http://127.0.0.1:{self.port}", self.shots)


@pytest.fixture(scope="module")
def place(
    tmp_path_factory: pytest.TempPathFactory, ready_home: Callable[[], Path]
) -> Iterator[Place]:
    home = ready_home()
    shots = Path(os.environ.get("DRAFTER_SCREENSHOTS") or tmp_path_factory.mktemp("shots"))
    shots.mkdir(parents=True, exist_ok=True)
    if chromium() is None:
        pytest.skip("no Chromium; needs_chromium says what that means")
    with scripted_model() as script, browsing() as browser:
        yield Place(home, free_port(), shots, script, browser)


@pytest.fixture(scope="module")
def served(place: Place) -> Iterator[Place]:
    with serving(place.home, place.port, **place.settings):
        yield place


@pytest.fixture
def official(served: Place) -> Iterator[Official]:
    served.script.mood, served.script.seconds = "good", 0.0
    somebody = served.official()
    somebody.visit()
    yield somebody
    assert somebody.abroad == []
    somebody.context.close()


def sheet_text(official: Official) -> str:
    frame = official.page.frame_locator("iframe").first
    return frame.locator("body").inner_text()


def test_the_model_writes(official: Official, served: Place) -> None:
    """Its words stand in the draft, every fact still has its source, and the page names it."""
    official.say(ORDER)
    official.say("soạn luôn")
    official.drafted()
    assert OPENING in sheet_text(official)
    assert "openai:scripted" in official.page.inner_text("body")
    official.view("Nguồn")
    assert "152/2025/NĐ-CP" in official.page.inner_text("body")
    official.shot("8-mo-hinh")


@pytest.mark.parametrize(("mood", "why"), [("inventing", "chưa đạt"), ("broken", "báo lỗi 500")])
def test_a_failing_model_is_said_so(official: Official, served: Place, mood: str, why: str) -> None:
    """The template's words stand instead, nothing invented gets in, and the page says why."""
    served.script.mood = mood
    official.say(ORDER)
    official.say("soạn luôn")
    official.drafted()
    text = sheet_text(official)
    assert OPENING not in text
    assert "99,9%" not in text
    official.view("Kiểm tra")
    body = official.page.inner_text("body")
    official.shot(f"8-{mood}")
    assert "được soạn theo mẫu" in body
    assert why in body


def test_stop_and_go_on(official: Official, served: Place) -> None:
    """Stopped while the model writes: the talk is open at once, going on ends the draft."""
    served.script.seconds = 2.0
    official.say(ORDER)
    entry = official.page.get_by_test_id("stChatInput").locator("textarea")
    entry.fill("soạn luôn")
    entry.press("Enter")
    stop = official.page.get_by_role("button", name="Dừng soạn")
    expect(stop).to_be_visible()
    written = official.page.locator(".st-key-written")  # part by part, while the next is written
    expect(written.get_by_text(OPENING.strip()).first).to_be_visible(timeout=60_000)
    expect(official.page.get_by_text("còn khoảng")).to_be_visible(timeout=20_000)
    official.shot("8-dang-soan")
    stop.click()
    expect(official.page.get_by_role("button", name="Soạn tiếp")).to_be_visible()
    official.settled()
    official.shot("8-da-dung")
    served.script.seconds = 0.0
    official.click("Soạn tiếp")
    official.drafted()
    assert OPENING in sheet_text(official)


def test_one_part_again(official: Official, served: Place) -> None:
    """The template's draft; then the model back, part III alone in its words; then compared."""
    served.script.mood = "broken"
    official.say(ORDER)
    official.say("soạn luôn")
    official.drafted()
    served.script.mood = "good"
    official.say("soạn lại phần III")
    expect(official.page.get_by_text("Đã soạn lại phần III")).to_be_visible(timeout=60_000)
    official.drafted()
    sheet = official.page.frame_locator("iframe").first.locator("body")
    expect(sheet).to_contain_text(OPENING.strip(), timeout=20_000)  # the new page is drawn
    first, _, third = sheet_text(official).partition("\nIII.")
    assert OPENING in third
    assert OPENING not in first
    official.view("So sánh")
    official.shot("8-so-sanh")
    marked = official.page.locator("table.compare ins").all_inner_texts()
    assert any(OPENING.strip() in words for words in marked)
    official.page.get_by_role("button", name="Khôi phục bản 1").click()
    expect(official.page.get_by_text("Khôi phục bản 1.")).to_be_visible()


def test_a_restart_while_drafting(place: Place) -> None:
    """The server is stopped in the middle of a draft: opened again, it writes it to the end."""
    place.script.mood, place.script.seconds = "good", 2.0
    settings, port = place.settings, free_port()
    somebody = Official(place.browser, f"http://127.0.0.1:{port}", place.shots)
    with serving(place.home, port, **settings):
        somebody.visit()
        somebody.say(ORDER)
        entry = somebody.page.get_by_test_id("stChatInput").locator("textarea")
        entry.fill("soạn luôn")
        entry.press("Enter")
        expect(somebody.page.get_by_text("Đang soạn dự thảo")).to_be_visible()
        somebody.page.reload()
        expect(somebody.page.get_by_text("Đang soạn dự thảo")).to_be_visible()
        kept = somebody.page.url
    place.script.seconds = 0.0
    with serving(place.home, port, **settings):
        somebody.page.goto(kept)
        somebody.drafted()
        assert OPENING in sheet_text(somebody)
        assert somebody.talk().count("Đã soạn xong dự thảo") == 1
        assert somebody.abroad == []
