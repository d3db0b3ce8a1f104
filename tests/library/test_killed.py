"""An ingest that is killed at any moment: nothing lost, nothing double, all parts agree."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from shelf_documents import launch, read

from drafter.library import Library

KB = Path(__file__).parents[2] / "kb"
SCRIPT = """
import sys
from pathlib import Path
from shelf_documents import read
from drafter.library import Library
library = Library(Path(sys.argv[1]), Path(sys.argv[2]), reader=read)
print("begin", flush=True)
library.ingest([Path(sys.argv[3])])
library.close()
"""
WORDS = ("lúa", "ngô", "lạc", "vừng", "khoai", "sắn", "đậu", "mía", "chè", "cam")
TIMES = int(os.environ.get("DRAFTER_KILLS", "4"))
"""How often to kill; more by the environment."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Eighty small documents."""
    made = tmp_path / "files"
    made.mkdir()
    for number in range(80):
        word = WORDS[number % len(WORDS)]
        text = launch(
            f"Xã {number}", "Cà Mau", 2025, f"Gieo trồng {word} đợt {number}.", "Nuôi ong."
        )
        (made / f"{number:02}.txt").write_bytes(text)
    return made


def test_killed_and_done_again(tmp_path: Path, folder: Path) -> None:
    home = tmp_path / "home"
    paths = os.pathsep.join([str(KB.parent / "src"), str(Path(__file__).parent)])
    for step in range(TIMES):
        _killed(home, folder, paths, after=0.02 + 0.9 * step / TIMES)
    library = Library(home, KB, reader=read)
    library.ingest([folder])

    assert sorted(d.source for d in library.list()) == sorted(p.name for p in folder.iterdir())
    rows = {row for row, _ in library._shelf.passage_rows()}
    assert library._lexical.rows == rows
    assert sorted(library._vectors.file.rows.tolist()) == sorted(rows)
    assert library._vectors._chroma is not None
    assert library._vectors._chroma.rows() == rows
    found = library.search("gieo trồng ngô đợt 31", k=1)
    assert "đợt 31" in found[0].text
    library.close()


def _killed(home: Path, folder: Path, paths: str, after: float) -> None:
    command = [sys.executable, "-c", SCRIPT, str(home), str(KB), str(folder)]
    with subprocess.Popen(
        command, env={**os.environ, "PYTHONPATH": paths}, stdout=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        running.stdout.readline()
        time.sleep(after)
        running.send_signal(signal.SIGKILL)
