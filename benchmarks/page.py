"""What one official sees in a real browser while nine others work: from click to drawn page.

The nine speak the server's own protocol (`benchmarks.load`), so that the cores are shared with
one browser as on an office's own machine, not with ten. Bounded to 30 seconds.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

OTHERS, SECONDS = 9, 30.0
_VIEWS = ("Chỉ tiêu", "Thông tin")
_EVERY = 1.0
"""Seconds between two clicks of the one at the browser."""
_THINK = (1.5, 4.5)
_ORDER = "Soạn kế hoạch năm 2027 cho xã Thiên Cầm, tỉnh Hà Tĩnh"


def run() -> list[tuple[str, float, str]]:
    """Median and 95th percentile from click to drawn page, while nine others turn pages."""
    sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "ui"))
    from browsing import Official, browsing, chromium, free_port, serving

    if chromium() is None:
        return [("no Chromium: not measured", 0.0, "")]
    with tempfile.TemporaryDirectory() as home:
        port = free_port()
        with serving(Path(home), port) as address, browsing() as browser:
            official = Official(browser, address, Path(home))
            official.visit()
            official.say(_ORDER)  # opens the register and the shelf, once for all sessions
            query = official.page.url.partition("?")[2]
            over = threading.Event()
            others = [_other(address, query, place, over) for place in range(OTHERS)]
            times = sorted(_clicks(official.page))
            over.set()
            for other in others:
                other.join()
    return [
        (f"others at work, {len(times)} clicks of the one at the browser", OTHERS, ""),
        ("click to drawn page, median", statistics.median(times), "s"),
        ("click to drawn page, p95", times[int(0.95 * (len(times) - 1))], "s"),
    ]


def _other(address: str, query: str, place: int, over: threading.Event) -> threading.Thread:
    """Somebody without a browser who turns views until it is over."""

    def work() -> None:
        from benchmarks._visitor import Visitor

        chance, visitor = random.Random(place), Visitor(address, query)
        while not over.wait(chance.uniform(*_THINK)):
            visitor.turn(chance.choice(_VIEWS))
        visitor.close()

    thread = threading.Thread(target=work)
    thread.start()
    return thread


def _clicks(page: Any) -> list[float]:
    """Seconds until each click of the one at the browser is drawn."""
    started, times = time.perf_counter(), []
    while (passed := time.perf_counter() - started) < SECONDS:
        page.evaluate(_WATCH, _VIEWS[len(times) % len(_VIEWS)])
        times.append(page.evaluate("() => window.answered") / 1000)
        time.sleep(max(0.0, _EVERY - (time.perf_counter() - started - passed)))
    return times


_WATCH = """name => {
  const app = document.querySelector('[data-testid=stApp]');
  const button = [...document.querySelectorAll('[data-testid=stButtonGroup] button')]
    .find(b => b.innerText.includes(name));
  const from = performance.now();
  window.answered = new Promise(done => {
    let ran = false;
    const look = () => {
      const state = app.getAttribute('data-test-script-state');
      if (state === 'running') ran = true;
      if (ran && state === 'notRunning') { watch.disconnect(); done(performance.now() - from); }
    };
    const watch = new MutationObserver(look);
    watch.observe(app, {attributes: true});
    setTimeout(() => { watch.disconnect(); done(performance.now() - from); }, 15000);
  });
  button.click();
}"""
"""Click a view and note when the server's answer has been drawn."""


def _listener(port: int) -> int:
    """The process that listens: the one whose command line names the port."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            try:
                line = (entry / "cmdline").read_bytes().decode(errors="replace")
            except OSError:
                continue
            if f"--server.port={port}" in line:
                return int(entry.name)
    raise RuntimeError("the server's process was not found")


def _resident(process: int) -> int:
    """Resident memory in kB."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS")))


def _spent(process: int) -> float:
    """Seconds of processor time so far."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
