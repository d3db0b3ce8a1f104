"""Ten officials at work at once, without ten browsers: time and processor of each kind of click.

The real server on loopback and ten visitors that speak its own protocol, so that what is
measured is the server and not ten browsers on the same cores. Each has a draft of a commune with
directive, targets and last year's plan; each clicks again some seconds after the last answer.
Bounded: ``SECONDS`` of work and ``MOST`` clicks. ``python -m benchmarks load``.
"""

from __future__ import annotations

import random
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.page import _listener, _resident, _spent
from drafter.settings import ROOT, load_settings

SESSIONS, SECONDS, MOST = 10, 45.0, 400
_THINK = (1.5, 4.5)
"""Seconds an official looks at the answer before the next click: three on average."""
_JOB = ROOT / "evals" / "jobs" / "06_thien_cam_2027"
_PAPERS = ("directive.docx", "targets.docx", "previous.docx")
_ORDER = "Ngày soạn 12/01/2027. Soạn kế hoạch năm 2027 cho xã Thiên Cầm, tỉnh Hà Tĩnh."
_VIEWS = ("Kiểm tra", "Nguồn", "Chỉ tiêu", "Đối chiếu", "So sánh", "Thông tin", "Dự thảo")
_PAGES = ("shelf", "law", "profile", "check", "guide")
_ANSWERS = (
    "Người ký: Chủ tịch Lê Văn Ba.",
    "Phòng Văn hóa - Xã hội chủ trì tham mưu.",
    "mục tiêu bảo hiểm y tế 95%",
    "vì sao có số 95%?",
)
_IDLE = 0.1
"""Seconds of processor time in a second below which a server is at rest."""


class Times(defaultdict[str, list[float]]):
    """Seconds of each click by its kind."""

    def __init__(self) -> None:
        super().__init__(list)


def run() -> list[tuple[str, float, str]]:
    """Median and 95th percentile of each kind of click, processor time, memory of a session."""
    sys.path.insert(0, str(ROOT / "tests" / "ui"))
    from browsing import free_port, serving

    with tempfile.TemporaryDirectory() as home:
        drafts = _drafts(Path(home))
        port = free_port()
        with serving(Path(home), port) as address:
            server = _listener(port)
            _warm(address, drafts[0])
            _settled(server)
            empty = _resident(server)
            alone = _alone(address, drafts.pop(), server)
            before, started = _spent(server), time.perf_counter()
            times, fell = _work(address, drafts)
            took = time.perf_counter() - started
            spent, grown = _spent(server) - before, _resident(server) - empty
    return [*alone, *_table(times, fell), *_costs(times, spent, took, empty, grown)]


def _table(times: Times, fell: list[str]) -> list[tuple[str, float, str]]:
    clicks = sorted(t for kind, held in times.items() if kind != WRITTEN for t in held)
    if not clicks:
        raise RuntimeError(f"nobody got an answer: {fell}")
    rows: list[tuple[str, float, str]] = [(f"sessions at once, {len(clicks)} clicks", SESSIONS, "")]
    for kind, held in [*sorted(times.items()), ("ALL CLICKS", clicks)]:
        name = f"{kind} ({len(held)})"
        rows += [
            (f"{name}, median", _part(held, 0.5), "s"),
            (f"{name}, p95", _part(held, 0.95), "s"),
        ]
    rows.append(("sessions that broke off: " + "; ".join(fell[:3]), len(fell), ""))
    return rows


def _costs(
    times: Times, spent: float, took: float, empty: int, grown: int
) -> list[tuple[str, float, str]]:
    clicks = sum(len(held) for kind, held in times.items() if kind != WRITTEN)
    return [
        ("processor time of the server for a click, drafting included", spent / clicks, "s"),
        ("share of one core that the server used", 100 * spent / took, "%"),
        ("server memory before the sessions", empty / 1024, "MB"),
        ("memory of one more session at work", grown / 1024 / SESSIONS, "MB"),
    ]


WRITTEN = "(wait for a whole draft)"


def _part(held: list[float], share: float) -> float:
    return sorted(held)[int(share * (len(held) - 1))]


def _drafts(home: Path) -> list[str]:
    """A draft for each session, ready to be written, without the server."""
    from drafter.desk import Desk

    desk = Desk(load_settings(home=home, model=None))
    desk.library_list()
    papers = [(name, (_JOB / name).read_bytes()) for name in _PAPERS]
    drafts = []
    for _ in range(SESSIONS + 1):  # one for the visitor who is there alone
        drafts.append(desk.start())
        desk.say(drafts[-1], _ORDER, papers)
    desk.library.close()
    return drafts


def _warm(address: str, draft: str) -> None:
    """The first visitor of the day opens the register and the shelf for all."""
    from benchmarks._visitor import Visitor

    first = Visitor(address, f"d={draft}")
    for page in _PAGES:
        first.visit(page)
    first.visit("")
    first.turn("Tương tự")
    first.close()


def _alone(address: str, draft: str, server: int) -> list[tuple[str, float, str]]:
    """Processor time of the server for each kind of click when nobody else is there."""
    from benchmarks._visitor import Visitor

    visitor, chance, nobody = Visitor(address, f"d={draft}"), random.Random(0), Times()
    visitor.click("Bắt đầu soạn")
    while visitor.drafting:
        visitor.watch()
    rows = []
    for kind, act in _QUIET.items():
        before = _spent(server)
        for _ in range(_REPEATS):
            act(visitor, chance, nobody)
        spent = (_spent(server) - before) / _REPEATS
        rows.append((f"alone, processor time: {kind}", spent, "s"))
    visitor.close()
    return rows


def _settled(server: int) -> None:
    """Wait until the server has opened what it opens in the background."""
    for _ in range(20):
        before = _spent(server)
        time.sleep(1.0)
        if _spent(server) - before < _IDLE:
            return


def _work(address: str, drafts: list[str]) -> tuple[Times, list[str]]:
    times = Times()
    fell: list[str] = []
    end = time.perf_counter() + SECONDS

    def official(place: int) -> None:
        try:
            _one(address, drafts[place], random.Random(place), times, end)
        except Exception as error:  # one session that breaks off is a figure, not the end
            fell.append(f"{type(error).__name__}: {error}")

    threads = [threading.Thread(target=official, args=(place,)) for place in range(SESSIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times, fell


def _one(address: str, draft: str, chance: random.Random, times: Times, end: float) -> None:
    """One official: opens the draft, has it written, then reads, answers, edits."""
    from benchmarks._visitor import Visitor

    time.sleep(chance.uniform(0, 4))
    started = time.perf_counter()
    visitor = Visitor(address, f"d={draft}")
    times["open the draft"].append(time.perf_counter() - started)
    time.sleep(chance.uniform(*_THINK))
    _write(visitor, "Bắt đầu soạn", times)
    while time.perf_counter() < end and sum(map(len, times.values())) < MOST:
        time.sleep(chance.uniform(*_THINK))
        kind = chance.choices(list(_ACTS), [weight for weight, _ in _ACTS.values()])[0]
        _ACTS[kind][1](visitor, chance, times, kind)
    visitor.close()


def _write(visitor: Any, button: str, times: Times) -> None:
    started = time.perf_counter()
    times["start drafting"].append(visitor.click(button))
    while visitor.drafting:
        times["progress"].append(visitor.watch())
    times[WRITTEN].append(time.perf_counter() - started)


def _view(visitor: Any, chance: random.Random, times: Times, kind: str) -> None:
    name = chance.choice(_VIEWS)
    times[kind.format(name)].append(visitor.turn(name))


def _page(visitor: Any, chance: random.Random, times: Times, kind: str) -> None:
    times[kind].append(visitor.visit(chance.choice(_PAGES)))
    time.sleep(chance.uniform(*_THINK))
    times[kind].append(visitor.visit(""))


def _answer(visitor: Any, chance: random.Random, times: Times, kind: str) -> None:
    times[kind].append(visitor.say(chance.choice(_ANSWERS)))


def _edit(visitor: Any, chance: random.Random, times: Times, kind: str) -> None:
    times["turn to Dự thảo"].append(visitor.turn("Dự thảo"))
    line = f"Mỗi thôn đăng ký {chance.randint(1, 9):02d} công trình."
    times["edit: leave the text"].append(visitor.write("Nội dung", line))
    times[kind].append(visitor.click("Lưu mục này"))


def _again(visitor: Any, chance: random.Random, times: Times, kind: str) -> None:
    del chance, kind
    if visitor.shows("button", "Soạn lại"):  # something told since asks for a new draft
        _write(visitor, "Soạn lại", times)


_ACTS: dict[str, tuple[int, Callable[[Any, random.Random, Times, str], None]]] = {
    "turn to {}": (45, _view),
    "open a page": (15, _page),
    "type an answer": (20, _answer),
    "edit: save": (12, _edit),
    "draft again": (8, _again),
}
_QUIET: dict[str, Callable[[Any, random.Random, Times], object]] = {
    "turn to a view": lambda v, chance, times: v.turn(chance.choice(_VIEWS)),
    "open a page": lambda v, chance, times: v.visit(chance.choice(_PAGES)),
    "back to the draft": lambda v, chance, times: v.visit(""),
    "type an answer": lambda v, chance, times: v.say("vì sao có số 95%?"),
    "edit a part and save": lambda v, chance, times: _edit(v, chance, times, "save"),
}
_REPEATS = 6
