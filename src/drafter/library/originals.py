"""The files as they came in, by the digest of their bytes, so that they can be read again."""

from __future__ import annotations

import os
from pathlib import Path


class Originals:
    """A folder of files named by their digest."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, digest: str, data: bytes) -> None:
        """Keep a file; half a file never stands under its name."""
        path = self._path(digest)
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(".new")
        fresh.write_bytes(data)
        os.replace(fresh, path)

    def get(self, digest: str) -> bytes | None:
        """The bytes, when they are kept."""
        path = self._path(digest)
        return path.read_bytes() if path.exists() else None

    def remove(self, digest: str) -> None:
        """Delete a file; one that is not kept is passed over."""
        self._path(digest).unlink(missing_ok=True)

    def _path(self, digest: str) -> Path:
        return self._folder / digest[:2] / digest
