"""The shelf of past documents: ingest, search, and why a document is similar.

``Library``, ``Hit`` and the other names are loaded when first asked for, so that importing the
package loads neither numpy nor chromadb.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .ingest import IngestReport, Taken
    from .library import Library
    from .retriever import as_retriever
    from .search import Hit
    from .sources import Passage, ShelfDocument

_WHERE = {
    "Hit": "search",
    "IngestReport": "ingest",
    "Library": "library",
    "Passage": "sources",
    "ShelfDocument": "sources",
    "Taken": "ingest",
    "as_retriever": "retriever",
}
__all__ = ["Hit", "IngestReport", "Library", "Passage", "ShelfDocument", "Taken", "as_retriever"]


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f".{_WHERE[name]}", __name__), name)
