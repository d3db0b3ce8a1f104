"""How the library scales: taking in, disk, memory, time of a search, by number of passages.

``python -m benchmarks search`` measures 1,000 and 10,000 passages; ``--scale 100000`` that size
(or several: ``--scale 1000,100000``). Each size is measured in a process of its own, so that
memory is that size's. The plans are those of ``evals/search``, told of many invented communes;
reading Word files is not part of it. Wall time depends on who else uses the machine; CPU time,
the sum over all processes, much less.
"""

from __future__ import annotations

import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from evals.search.bench import KB, Query, queries
from evals.search.corpus import document_of, reader

from drafter.document.unit import Level, Unit
from drafter.library.library import Library

Row = tuple[str, float, str]

PLACES = (
    ("xa", "tỉnh Nghệ An", "xóm", "đồng bằng"),
    ("xa", "tỉnh Cà Mau", "ấp", "biển"),
    ("phuong", "tỉnh Quảng Ninh", "khu phố", "phố"),
    ("xa", "tỉnh Sơn La", "bản", "núi"),
)
_NAMES = ("An", "Bình", "Cẩm", "Đông", "Giang", "Hòa", "Khánh", "Lộc", "Minh", "Phú", "Sơn", "Tân")
_HEADS = (*_NAMES, "Bản", "Cồn", "Gò", "Làng", "Mường", "Nà", "Phiêng", "Rạch", "Suối", "Vàm")
_TAILS = ("Chanh", "Dừa", "Đá", "Lim", "Ngà", "Quế", "Sen", "Tre", "Trắng", "Xoài", "Cọ", "Thông")
FILTER: dict[str, Any] = {"unit": "tỉnh Nghệ An", "year": 2025, "only": True}
"""About one document in sixteen."""


MANY = 300_000


def run() -> list[Row]:
    """Every measure of every size."""
    sizes = os.environ.get("DRAFTER_BENCH_PASSAGES", "1000,10000").split(",")
    rows: list[Row] = []
    for size in sizes:
        command = [sys.executable, "-m", "benchmarks.search", size]
        out = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
        rows += [(f"{int(size):,} passages: {what}", v, unit) for what, v, unit in json.loads(out)]
    return rows


def measure(size: int) -> list[Row]:
    """The measures of one size, in this process."""
    with tempfile.TemporaryDirectory() as folder:
        home, files = Path(folder) / "home", Path(folder) / "files"
        library = Library(home, KB, reader=reader)
        library.build()
        _write(files, size)
        started, worked = time.perf_counter(), _cpu()
        library.ingest([files])
        took, worked = time.perf_counter() - started, _cpu() - worked
        passages = library._shelf.counts()[1]
        print(f"{passages} passages in {took:.0f} s, {worked:.0f} CPU s", file=sys.stderr)
        rows = [
            ("passages", passages, ""),
            ("taken in, by the clock", passages / took, "passages/s"),
            ("taken in, by CPU time of all processes", passages / worked, "passages/CPU s"),
            *_disk(home, passages),
            ("memory after taking in", _memory(), "MB"),
            ("memory of a process that reads", _memory(resource.RUSAGE_CHILDREN), "MB"),
            *_searches(library, "Chroma"),
            ("found by Chroma of the 10 nearest", _recall(library), "share"),
            ("memory after searching", _memory(), "MB"),
        ]
        library.close()
        fresh = Library(home, KB, reader=reader)
        fresh.build()
        rows += _searches(fresh, "file of vectors")
        fresh.close()
    return rows


def _searches(library: Library, how: str) -> list[Row]:
    unit = Unit("An Bình 1", Level.COMMUNE, "tỉnh Nghệ An", "huyện An Bình")
    kinds: dict[str, dict[str, Any]] = {
        "search": {},
        "search near a unit": {"unit": unit, "year": 2027},
        "search with filters": FILTER,
    }
    rows: list[Row] = []
    for name, asked in kinds.items():
        worked = time.process_time()
        times = [_timed(lambda q=q, a=asked: library.search(q.text, **a)) for q in _asked(library)]
        worked = (time.process_time() - worked) * 1000 / len(times)
        if not rows:
            rows.append((f"{how}: first search", times[0], "ms"))
        times.sort()
        rows += [
            (f"{how}: {name}, p50", times[len(times) // 2], "ms"),
            (f"{how}: {name}, p95", times[int(len(times) * 0.95)], "ms"),
            (f"{how}: {name}, CPU, mean", worked, "ms"),
        ]
    return rows


def _recall(library: Library) -> float:
    """Share of the 10 nearest that Chroma finds; passages of one similarity are as good."""
    vectors = library._vectors
    shares = []
    for query in _asked(library):
        _, near = vectors.nearest(query.text, 300)
        _, exact = vectors.file.nearest(vectors.embedding.query(query.text), 10)
        if len(near):  # a query of unknown words has no vector
            shares.append(float(np.mean(near[:10] >= exact[-1] - 1e-3)))
    return float(np.mean(shares))


def _asked(library: Library) -> list[Query]:
    """The labelled queries; every fourth of them where each takes long."""
    return queries()[:: 1 if library._shelf.counts()[1] <= MANY else 4]


def _timed(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return (time.perf_counter() - started) * 1000


def _write(folder: Path, passages: int) -> None:
    folder.mkdir()
    for number, data in enumerate(plans(passages)):
        (folder / f"{number:06}.json").write_bytes(data)


def plans(passages: int) -> Iterator[bytes]:
    """Invented plans that have about so many passages; every item names a place of its own."""
    made = number = 0
    while made < passages:
        level, province, noun, land = PLACES[number % len(PLACES)]
        first, second = _NAMES[number % 12], _NAMES[number // 12 % 12]
        unit = (f"{first} {second} {number // 144}", level, f"huyện {second} {first}", province)
        document = document_of((*unit, noun, land), 2023 + number // 4 % 4, number)
        made += len(document.labels) + 1
        yield _placed(document.data, noun, number)
        number += 1


def _placed(data: bytes, noun: str, seed: int) -> bytes:
    """A plan with a place named in each of its items, so that words are as many as in life."""
    rng = random.Random(seed)
    packed = json.loads(data)
    for part in packed["parts"]:
        if part[3]:
            name = f"{rng.choice(_HEADS)} {rng.choice(_TAILS)} {rng.randint(1, 40)}"
            part[3] += f" Làm trước ở {noun} {name}."
    return json.dumps(packed, ensure_ascii=False).encode()


def _disk(home: Path, passages: int) -> list[Row]:
    """Bytes for each passage: in all, and what takes most."""
    parts = {
        "records": "shelf.sqlite*", "files as they came": "originals", "lexical index": "lexicon",
        "vectors": "vectors", "Chroma": "chroma",
    }  # fmt: skip
    sizes = {
        name: sum(map(_size, home.glob(pattern))) / passages for name, pattern in parts.items()
    }
    rows = [("on disk", _size(home) / passages, "bytes/passage")]
    return rows + [(f"on disk, {name}", size, "bytes/passage") for name, size in sizes.items()]


def _size(path: Path) -> int:
    if path.is_file():
        return path.stat().st_size
    return sum(below.stat().st_size for below in path.rglob("*") if below.is_file())


def _memory(whose: int = resource.RUSAGE_SELF) -> float:
    return resource.getrusage(whose).ru_maxrss / 1024


def _cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]))))
