"""YAML files of the knowledge base, read by the C parser where there is one (ten times faster)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(path: Path) -> Any:
    """The content of a YAML file; ``OSError`` or ``yaml.YAMLError`` when it cannot be read."""
    with path.open(encoding="utf-8") as file:
        return yaml.load(file, Loader=_LOADER)  # a safe loader, like yaml.safe_load
