"""``make bench``: every benchmark in one process, one table.

``python -m benchmarks word search`` runs some of them only.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
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
    main(sys.argv[1:])
