"""Two programs on one home, each with its own user: nothing of either is lost or mixed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from drafter.desk import Desk
from drafter.errors import DrafterError
from drafter.settings import load_settings

UNITS = {"an": "xã Vạn Linh, tỉnh Lạng Sơn", "binh": "xã Thiên Cầm, tỉnh Hà Tĩnh"}
ROUNDS = 2


@pytest.fixture
def desks(tmp_path: Path, kb: Path) -> Iterator[dict[str, Desk]]:
    """Two desks as two processes would have them: nothing shared but the folder."""
    opened = {name: Desk(load_settings(home=tmp_path, kb=kb)) for name in UNITS}
    yield opened
    for desk in opened.values():
        desk.library.close()
        desk.records.close()


def work(desk: Desk, unit: str) -> str:
    """One user from greeting to a draft that is written twice; the id of the draft."""
    key = desk.start()
    desk.say(key, f"{unit}, năm 2027", [("ghi chú.txt", unit.encode())])
    desk.say(key, "chưa có văn bản cấp trên, chưa có chỉ tiêu")
    for _ in range(ROUNDS):
        for _step in desk.draft(key):
            pass
    return key


def test_two_desks_draft_at_the_same_time(desks: dict[str, Desk]) -> None:
    made: dict[str, str] = {}
    failed: list[DrafterError] = []

    def run(name: str) -> None:
        try:
            made[name] = work(desks[name], UNITS[name])
        except DrafterError as error:
            failed.append(error)

    threads = [threading.Thread(target=run, args=(name,)) for name in UNITS]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failed == []
    other = {"an": desks["binh"], "binh": desks["an"]}
    for name, key in made.items():
        state = other[name].state(key)  # as the other process sees it
        assert state.conversation.brief.unit is not None
        assert state.conversation.brief.unit.described() == UNITS[name]
        assert state.conversation.number == 2
        assert [v.number for v in other[name].versions(key)] == [*range(ROUNDS, 0, -1)]
        assert state.document is not None
        assert UNITS[name].split(",")[0].removeprefix("xã ").upper() in " ".join(
            state.document.letterhead.issuer
        )
        [upload] = other[name].records.uploads(key)
        assert other[name].records.upload_bytes(upload.digest) == UNITS[name].encode()
    assert len(desks["an"].drafts()) == 2
    assert desks["an"].audit().holds


def test_one_draft_in_two_windows_is_never_overwritten_unseen(desks: dict[str, Desk]) -> None:
    """Each message either counts in full or its window is told to load again."""
    one, two = desks["an"], desks["binh"]
    key = one.start()
    refused: list[DrafterError] = []
    taken: list[str] = []

    def say(desk: Desk, year: int) -> None:
        try:
            desk.say(key, f"năm {year}")
            taken.append(f"năm {year}")
        except DrafterError as error:
            refused.append(error)

    threads = [threading.Thread(target=say, args=a) for a in ((one, 2027), (two, 2028))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    kept = [t.text for t in one.state(key).conversation.turns if t.who == "official"]
    assert sorted(kept) == sorted(taken)
    assert len(taken) + len(refused) == 2
    assert all("cửa sổ khác" in error.advice for error in refused)
