"""One process at a time: a lock file that the system releases when the process ends, however."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from drafter.errors import LibraryError


class ProcessLock:
    """Holds ``path`` for this process.

    A second process waits ``patience`` seconds for it and then gets a ``LibraryError``.
    """

    def __init__(self, path: Path, patience: float = 0.0) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        last = time.monotonic() + patience
        while not _locked(self._file):
            if time.monotonic() >= last:
                raise self._refused(path)
            time.sleep(0.05)
        os.ftruncate(self._file, 0)
        os.write(self._file, f"{os.getpid()}\n".encode())

    def _refused(self, path: Path) -> LibraryError:
        holder = os.read(self._file, 20).decode(errors="replace").strip()
        self.release()
        return LibraryError(
            f"{path.name} is held by process {holder or '?'}",
            advice="Kho văn bản đang được một cửa sổ khác của chương trình sử dụng. Hãy đóng cửa "
            "sổ đó, hoặc cho các máy dùng chung một máy chủ Chroma (DRAFTER_CHROMA_URL).",
        )

    def __enter__(self) -> ProcessLock:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()

    def release(self) -> None:
        """Let another process have it."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1


def _locked(file: int) -> bool:
    try:
        _lock(file)
    except OSError:
        return False
    return True


def _lock(file: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        os.lseek(file, 1 << 30, os.SEEK_SET)  # far behind the text, which stays readable
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        os.lseek(file, 0, os.SEEK_SET)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
