"""An ingest that is killed at any moment: nothing lost, nothing double, all parts agree."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from shelf_documents import launch, read

from drafter.library import Library

KB = Path(__file__).parents[2] / "kb"
SCRIPT = """
import os, signal, sys
from pathlib import Path
from shelf_documents import read
from drafter.library import Library, team
team.PATIENCE = 0.0
library = Library(Path(sys.argv[1]), Path(sys.argv[2]), reader=read)
last, done = int(sys.argv[4]), 0
def count(event, _):
    global done
    if event in ("open", "os.rename", "os.remove", "os.mkdir", "os.truncate"):
        done += 1
        if done == last:
            os.kill(os.getpid(), signal.SIGKILL)
library.build()
sys.addaudithook(count)
if sys.argv[3] == "remove":
    library.remove("xa-duc-lang-2023")
else:
    library.ingest([Path(sys.argv[3])])
library.close()
print(done)
"""
WORDS = ("lúa", "ngô", "lạc", "vừng", "khoai", "sắn", "đậu", "mía", "chè", "cam")
TIMES = int(os.environ.get("DRAFTER_KILLS", "4"))
"""How often to kill; more by the environment."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Fifty small documents: more than one process reads them."""
    made = tmp_path / "files"
    made.mkdir()
    for number in range(50):
        word = WORDS[number % len(WORDS)]
        text = launch(
            f"Xã {number}", "Cà Mau", 2025, f"Gieo trồng {word} đợt {number}.", "Nuôi ong."
        )
        (made / f"{number:02}.txt").write_bytes(text)
    return made


def test_killed_and_done_again(tmp_path: Path, folder: Path) -> None:
    """Killed before a random one of all its operations on files, then run again."""
    built = tmp_path / "built"
    library = Library(built, KB, reader=read)
    library.build()
    library.close()
    operations = int(_run(_copy(built, tmp_path / "whole"), folder, 0).stdout)
    points = random.Random(9).sample(range(1, operations), TIMES)
    for point in points:
        home = _copy(built, tmp_path / f"at-{point}")
        assert _run(home, folder, point).returncode == -signal.SIGKILL
        _done_again(home, folder)


def test_a_removal_that_is_killed(tmp_path: Path) -> None:
    """Either the document stands whole or it is gone everywhere; never in one index alone."""
    built = tmp_path / "built"
    library = Library(built, KB)
    library.build()
    library.close()
    operations = int(_run(_copy(built, tmp_path / "whole"), Path("remove"), 0).stdout)
    points = random.Random(4).sample(range(1, operations), min(TIMES, operations - 1))
    for point in points:
        home = _copy(built, tmp_path / f"at-{point}")
        assert _run(home, Path("remove"), point).returncode == -signal.SIGKILL
        library = Library(home, KB)
        library.build()
        rows = {row for row, _ in library._shelf.passage_rows()}
        assert library._lexical.rows == rows
        assert set(library._vectors.file.rows.tolist()) == rows
        stands = "xa-duc-lang-2023" in [document.id for document in library.list()]
        assert ("đàn hươu" in str(library.search("đàn hươu"))) == stands
        library.close()


def _done_again(home: Path, folder: Path) -> None:
    """Nothing lost, nothing double; records, both indexes and Chroma agree."""
    library = Library(home, KB, reader=read)
    library.ingest([folder])

    own = [d.source for d in library.list() if d.origin == "file"]
    assert sorted(own) == sorted(p.name for p in folder.iterdir())
    rows = {row for row, _ in library._shelf.passage_rows()}
    assert library._shelf.unready() == []
    assert library._lexical.rows == rows
    assert sorted(library._vectors.file.rows.tolist()) == sorted(rows)
    assert library._vectors._chroma is not None
    assert library._vectors._chroma.rows() == rows
    found = library.search("gieo trồng ngô đợt 31", k=1)
    assert "đợt 31" in found[0].text
    library.close()


def _copy(home: Path, to: Path) -> Path:
    shutil.copytree(home, to)
    return to


def _run(home: Path, folder: Path, point: int) -> subprocess.CompletedProcess[bytes]:
    paths = os.pathsep.join([str(KB.parent / "src"), str(Path(__file__).parent)])
    command = [sys.executable, "-c", SCRIPT, str(home), str(KB), str(folder), str(point)]
    env = {**os.environ, "PYTHONPATH": paths}
    return subprocess.run(command, env=env, stdout=subprocess.PIPE, check=False)
