"""A Chroma server instead of the embedded one: several processes may share it."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from shelf_documents import launch, read

from drafter.library import Library
from drafter.library.chroma import ChromaIndex

KB = Path(__file__).parents[2] / "kb"
COMMAND = shutil.which("chroma", path=str(Path(sys.executable).parent))


@contextmanager
def _running(folder: Path) -> Iterator[str]:
    """A server of our own on loopback, on a port that was free."""
    if COMMAND is None:
        pytest.skip("the command chroma is not installed beside this Python")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [COMMAND, "run", "--path", str(folder), "--host", "127.0.0.1", "--port", str(port)]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        running.terminate()
        running.wait(timeout=10)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with _running(tmp_path_factory.mktemp("server")) as address:
        yield address


def _wait(port: int) -> None:
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail("the Chroma server did not start")


def test_two_clients_share_a_server(server: str, tmp_path: Path) -> None:
    """No lock: what one puts in, the other finds."""
    one, other = (ChromaIndex(tmp_path / "unused", server, "model-a") for _ in range(2))
    one.add([1, 2, 3], np.eye(4, dtype=np.float32)[:3])

    assert other.nearest(np.eye(4, dtype=np.float32)[1], 1)[0].tolist() == [2]
    assert not (tmp_path / "unused").exists()
    one.close()
    other.close()


def test_the_library_on_a_server(server: str, tmp_path: Path) -> None:
    """The same code: build, search through the server, nothing in an embedded folder."""
    library = Library(tmp_path, KB, chroma_url=server)
    library.build()
    library.warm()

    assert library.notes == []
    assert library.search("trồng rừng, che phủ rừng")[0].id == "huyen-chi-lang-2024#4"
    assert not (tmp_path / "chroma").exists()
    library.close()


def test_shelves_that_share_a_server_do_not_disturb_each_other(server: str, tmp_path: Path) -> None:
    """Each shelf numbers its own passages; each has a collection of its own."""
    one, other = (Library(tmp_path / name, KB, chroma_url=server, reader=read) for name in "ab")
    for library in (one, other):
        library.build()
    one.ingest_bytes("a.txt", launch("An Phú", "Cà Mau", 2025, "Nuôi lươn không bùn."))
    other.remove("xa-duc-lang-2023")
    for library in (one, other):
        library.warm()

    assert one.search("đàn hươu")[0].id == "xa-duc-lang-2023#4"
    assert one.search("nuôi lươn")[0].source == "a.txt"
    for library in (one, other):
        assert library._vectors._chroma is not None
        assert library._vectors._chroma.rows() == set(library._vectors.file.rows.tolist())
        library.close()


def test_processes_of_one_shelf_share_a_server(server: str, tmp_path: Path) -> None:
    """What one process takes in, the other finds; removing is seen as well."""
    one, other = (Library(tmp_path, KB, chroma_url=server, reader=read) for _ in range(2))
    for library in (one, other):
        library.build()
        library.warm()
    taken = one.ingest_bytes("a.txt", launch("An Phú", "Cà Mau", 2025, "Nuôi lươn không bùn."))
    assert other.search("nuôi lươn")[0].source == "a.txt"
    assert taken.document is not None
    other.remove(taken.document.id)

    assert one.search("nuôi lươn không bùn") == []
    assert (one.notes, other.notes) == ([], [])
    one.close()
    other.close()


def test_a_server_that_goes_away(tmp_path: Path) -> None:
    """The search goes on without it, and says so."""
    with _running(tmp_path / "server") as address:
        library = Library(tmp_path / "home", KB, chroma_url=address)
        library.build()
        library.warm()
        assert library.search("đàn hươu")
    found = library.search("đàn hươu")

    assert found[0].id == "xa-duc-lang-2023#4"
    assert "Chroma" in library.notes[0]
    library.close()
