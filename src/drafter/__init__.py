"""drafter: the yearly emulation launch plan of a Vietnamese commune, drafted and checked.

    from drafter import Desk, load_settings
    desk = Desk(load_settings())
    draft = desk.draft_once(unit="xã Vạn Linh, tỉnh Lạng Sơn", year=2027)

Nothing heavy is loaded by importing this package: a door opens when it is first needed.
"""

from __future__ import annotations

from typing import Any

__version__ = "0.1.0"
__all__ = ["Desk", "load_settings"]


def __getattr__(name: str) -> Any:
    if name == "Desk":
        from drafter.desk import Desk

        return Desk
    if name == "load_settings":
        from drafter.settings import load_settings

        return load_settings
    raise AttributeError(f"module 'drafter' has no attribute {name!r}")
