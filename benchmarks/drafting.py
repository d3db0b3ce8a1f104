"""How fast a plan is drafted without a model: warm in one process, and as a fresh command."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from drafter.desk import Desk
from drafter.settings import ROOT, load_settings

_ROUNDS = 5
_JOB = ROOT / "evals" / "jobs" / "06_thien_cam_2027"
_UNIT, _YEAR, _DAY = "xã Thiên Cầm, tỉnh Hà Tĩnh", 2027, date(2027, 1, 12)


def run() -> list[tuple[str, float, str]]:
    """Seconds for a plan of about six pages with directive, targets and last year's plan."""
    with tempfile.TemporaryDirectory() as home:
        warm, words = _warm(Path(home))
        return [
            ("draft, warm, files read anew", warm, "s"),
            ("words of that draft", float(words), "words"),
            ("drafter draft, fresh process", _fresh(Path(home)), "s"),
        ]


def _warm(home: Path) -> tuple[float, int]:
    from drafter.rendering import to_text

    desk = Desk(load_settings(home=home, model=None))
    times = []
    for _ in range(_ROUNDS + 1):
        start = time.perf_counter()
        made = desk.draft_once(
            unit=_UNIT,
            year=_YEAR,
            directive=_JOB / "directive.docx",
            targets=_JOB / "targets.docx",
            previous=_JOB / "previous.docx",
            as_of=_DAY,
        )
        times.append(time.perf_counter() - start)
    return round(min(times[1:]), 2), len(to_text(made.document).split())


def _fresh(home: Path) -> float:
    files = {"directive": "directive.docx", "targets": "targets.docx", "previous": "previous.docx"}
    command = [sys.executable, "-m", "drafter.cli", "draft", "--unit", _UNIT, "--year", str(_YEAR)]
    command += ["--as-of", _DAY.isoformat(), "--out", str(home / "plan.docx"), "--json"]
    for option, name in files.items():
        command += [f"--{option}", str(_JOB / name)]
    environment = {**os.environ, "DRAFTER_HOME": str(home), "PYTHONPATH": str(ROOT / "src")}
    times = []
    for _ in range(3):
        start = time.perf_counter()
        done = subprocess.run(command, env=environment, capture_output=True, check=False)
        times.append(time.perf_counter() - start)
        if done.returncode not in (0, 1):
            raise RuntimeError(done.stderr.decode("utf-8", "replace")[-400:])
    return round(min(times), 2)


if __name__ == "__main__":
    for what, value, unit in run():
        print(f"{what}: {value} {unit}")
