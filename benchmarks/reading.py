"""How long reading takes, and how it grows with the length of the text."""

from __future__ import annotations

import time

from drafter.reading import read_text
from drafter.settings import ROOT

_DIRECTIVE = ROOT / "evals" / "jobs" / "01_chau_quang_2024" / "directive.txt"


def run() -> list[tuple[str, float, str]]:
    """Milliseconds for a document of 13,000 characters; ratios of 10 KB : 100 KB : 1 MB."""
    text = _DIRECTIVE.read_text(encoding="utf-8")
    page = (text * 2)[:13_000]
    rows = [("a document of 13,000 characters, best of 5", _best(page, 5) * 1000, "ms")]
    sizes = {"10 KB": 10_000, "100 KB": 100_000, "1 MB": 1_000_000}
    seconds = {name: _best(_long(text, size), 1) for name, size in sizes.items()}
    rows += [(f"{name} of text", value, "s") for name, value in seconds.items()]
    rows.append(("100 KB against 10 KB (linear is 10)", seconds["100 KB"] / seconds["10 KB"], "x"))
    rows.append(("1 MB against 100 KB (linear is 10)", seconds["1 MB"] / seconds["100 KB"], "x"))
    return rows


def _long(text: str, size: int) -> str:
    return (text * (size // len(text) + 1))[:size]


def _best(text: str, times: int) -> float:
    best = float("inf")
    for _ in range(times):
        started = time.perf_counter()
        read_text(text)
        best = min(best, time.perf_counter() - started)
    return best
