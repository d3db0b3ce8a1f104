"""``make bench``: every benchmark in one process, one table.

``python -m benchmarks word search`` runs some of them only; ``--scale 100000`` says for how many
passages the library is measured.
"""

from __future__ import annotations

import argparse
import importlib
import os
import pkgutil
import time

import benchmarks


def main(names: list[str]) -> None:
    """Run the named benchmarks, or all, and print what each measured."""
    modules = sorted(m.name for m in pkgutil.iter_modules(benchmarks.__path__) if m.name[0] != "_")
    for name in names or modules:
        started = time.perf_counter()
        rows = importlib.import_module(f"benchmarks.{name}").run()
        print(f"\n{name} ({time.perf_counter() - started:.0f} s)")
        for what, value, unit in rows:
            print(f"  {what:64} {value:12,.3f} {unit}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("names", nargs="*")
    parser.add_argument("--scale", help="passages, for the library: 100000 or 1000,100000")
    given = parser.parse_args()
    if given.scale:
        os.environ["DRAFTER_BENCH_PASSAGES"] = given.scale
    main(given.names)
