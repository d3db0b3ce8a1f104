"""How the library scales: taking in, disk, memory, time of a search, by number of passages.

``DRAFTER_BENCH_PASSAGES=1000,10000,100000`` chooses the sizes; each is measured in a process of
its own, so that memory is that size's. The plans are those of ``evals/search``, told of many
invented communes; reading files is not part of it.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from evals.search.bench import KB, queries
from evals.search.corpus import document_of, reader

from drafter.document.unit import Level, Unit
from drafter.library.library import Library

PLACES = (
    ("xa", "tỉnh Nghệ An", "xóm", "đồng bằng"),
    ("xa", "tỉnh Cà Mau", "ấp", "biển"),
    ("phuong", "tỉnh Quảng Ninh", "khu phố", "phố"),
    ("xa", "tỉnh Sơn La", "bản", "núi"),
)
_NAMES = ("An", "Bình", "Cẩm", "Đông", "Giang", "Hòa", "Khánh", "Lộc", "Minh", "Phú", "Sơn", "Tân")


def run() -> list[tuple[str, float, str]]:
    """Every measure of every size: (what, value, unit)."""
    sizes = os.environ.get("DRAFTER_BENCH_PASSAGES", "1000,10000").split(",")
    rows: list[tuple[str, float, str]] = []
    for size in sizes:
        command = [sys.executable, "-m", "benchmarks.search", size]
        out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        rows += [(f"{int(size):,} passages: {what}", v, unit) for what, v, unit in json.loads(out)]
    return rows


def measure(size: int) -> list[tuple[str, float, str]]:
    """The measures of one size, in this process."""
    with tempfile.TemporaryDirectory() as folder:
        home, files = Path(folder) / "home", Path(folder) / "files"
        library = Library(home, KB, reader=reader)
        library.build()
        _write(files, size)
        started = time.perf_counter()
        library.ingest([files])
        took = time.perf_counter() - started
        passages = library._shelf.counts()[1]
        rows = [
            ("taken in", passages / took, "passages/s"),
            ("on disk", _size(home) / passages, "bytes/passage"),
            ("memory after taking in", _memory(), "MB"),
            *_searches(library, "through Chroma"),
        ]
        library.close()
        fresh = Library(home, KB, reader=reader)
        rows += _searches(fresh, "by the file of vectors")
        fresh.close()
    return rows


def _searches(library: Library, how: str) -> list[tuple[str, float, str]]:
    unit = Unit("An Bình 1", Level.COMMUNE, "tỉnh Nghệ An", "huyện An Bình")
    plain = [_timed(library, query.text, None) for query in queries()]
    near = [_timed(library, query.text, unit) for query in queries()]
    rows = [(f"first search {how}", plain[0], "ms")]
    for name, times in (("search", sorted(plain)), ("search for a unit", sorted(near))):
        rows.append((f"{name} {how}, p50", times[len(times) // 2], "ms"))
        rows.append((f"{name} {how}, p95", times[int(len(times) * 0.95)], "ms"))
    return rows


def _timed(library: Library, query: str, unit: Unit | None) -> float:
    started = time.perf_counter()
    library.search(query, unit=unit, year=2027 if unit else None)
    return (time.perf_counter() - started) * 1000


def _write(folder: Path, passages: int) -> None:
    folder.mkdir()
    for number, data in enumerate(_plans(passages)):
        (folder / f"{number:06}.json").write_bytes(data)


def _plans(passages: int) -> Iterator[bytes]:
    made = number = 0
    while made < passages:
        level, province, noun, land = PLACES[number % len(PLACES)]
        first, second = _NAMES[number % 12], _NAMES[number // 12 % 12]
        unit = (f"{first} {second} {number // 144}", level, f"huyện {second} {first}", province)
        document = document_of((*unit, noun, land), 2023 + number % 4, number)
        made += len(document.labels) + 1
        number += 1
        yield document.data


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]))))
