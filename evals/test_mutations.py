"""A deliberately worsened build is caught: each fault shows as a loss on the scoreboard."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from evals.mutations import MUTATIONS

ROOT = Path(__file__).resolve().parents[1]
pytestmark = pytest.mark.slow


def losses(name: str, folder: Path) -> tuple[int, list[str]]:
    """Exit code of the run with one fault, and its losses beyond the tolerance."""
    done = subprocess.run(
        [sys.executable, "-m", "evals.mutations", name, str(folder)],
        cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    report = folder / "report.json"
    assert report.exists(), done.stdout[-2000:] + done.stderr[-2000:]
    found: list[str] = json.loads(report.read_text("utf-8"))["losses beyond tolerance"]
    return done.returncode, found


def test_at_least_five_faults_are_listed() -> None:
    assert len(MUTATIONS) - 1 >= 5


def test_without_a_fault_nothing_is_lost(tmp_path: Path) -> None:
    """The control: what the others lose, they lose by their fault."""
    assert losses("none", tmp_path) == (0, [])


@pytest.mark.parametrize("name", [name for name in MUTATIONS if name != "none"])
def test_the_scoreboard_catches(name: str, tmp_path: Path) -> None:
    """The run fails, and the measure meant for that fault is among the losses."""
    code, found = losses(name, tmp_path)

    assert code == 1
    assert [line for line in found if f" · {MUTATIONS[name].caught_by}:" in line]
