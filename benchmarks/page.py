"""Ten officials at the page at once: how long a click takes, how much memory a session needs.

The real server on loopback and ten separate browser contexts of one Chromium, all of it on
the same machine: the browser's own share of the cores counts against the page. Bounded to
30 seconds and 100 clicks.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

SESSIONS, SECONDS, MOST = 10, 30.0, 100
_VIEWS = ("Chỉ tiêu", "Thông tin")
_EVERY = 0.3
"""Seconds between two clicks of anybody: ten people who each click every third second."""
_ORDER = "Soạn kế hoạch năm 2027 cho xã Thiên Cầm, tỉnh Hà Tĩnh"


def run() -> list[tuple[str, float, str]]:
    """Median and 95th percentile from click to drawn page, memory of a session."""
    sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "ui"))
    from browsing import Official, browsing, chromium, free_port, serving

    if chromium() is None:
        return [("no Chromium: not measured", 0.0, "")]
    with tempfile.TemporaryDirectory() as home:
        port = free_port()
        with serving(Path(home), port) as address, browsing() as browser:
            server = _listener(port)
            first = Official(browser, address, Path(home))
            first.visit()
            first.say(_ORDER)  # opens the register and the shelf, once for all sessions
            empty = _resident(server)
            officials = [Official(browser, address, Path(home)) for _ in range(SESSIONS)]
            for official in officials:
                official.visit(first.page.url.removeprefix(f"{address}/"))
            before = _spent(server)
            times = _clicks(officials)
            spent = (_spent(server) - before) / len(times)
            grown = _resident(server) - empty
    times.sort()
    return [
        (f"sessions at once, {len(times)} clicks", SESSIONS, ""),
        ("click to response, median", statistics.median(times), "s"),
        ("click to response, p95", times[int(0.95 * (len(times) - 1))], "s"),
        ("processor time of the server for a click", spent, "s"),
        ("server memory with no session but one", empty / 1024, "MB"),
        ("memory of one more session", grown / 1024 / SESSIONS, "MB"),
    ]


def _clicks(officials: list[object]) -> list[float]:
    """Each session clicks every third second, one after the other; seconds until it is drawn."""
    from typing import Any

    pages: list[Any] = [getattr(official, "page") for official in officials]  # noqa: B009
    started, times = time.perf_counter(), []
    for number in range(MOST):
        if time.perf_counter() - started > SECONDS:
            break
        page = pages[number % SESSIONS]
        if number >= SESSIONS:
            times.append(page.evaluate("() => window.answered") / 1000)
        page.evaluate(_WATCH, _VIEWS[number // SESSIONS % len(_VIEWS)])
        time.sleep(max(0.0, started + (number + 1) * _EVERY - time.perf_counter()))
    times += [page.evaluate("() => window.answered") / 1000 for page in pages]
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
