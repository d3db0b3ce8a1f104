"""A backup file: a zip of named parts and a list of their sums, read back before it counts.

The list (``manifest.json``) is written last and names every part with its size and sha256, so
that a file cut short, a part changed and a part missing are all seen before anything is
restored. A file without our list is foreign and is refused as such.
"""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from drafter.errors import RecordsError

FORMAT = "drafter-backup"
VERSION = 1
_LIST = "manifest.json"
_AT_ONCE = 1 << 20

Part = tuple[str, Iterable[bytes]]
"""Name of a part and its bytes in pieces."""


class Sealed:
    """An opened backup whose parts are known to be whole."""

    def __init__(self, archive: zipfile.ZipFile, facts: Mapping[str, Any]) -> None:
        self._archive = archive
        self.facts = facts

    def names(self, under: str = "") -> list[str]:
        """Names of the parts below ``under``, in the order they were written."""
        listed = self._archive.namelist()
        return [name for name in listed if name.startswith(under) and name != _LIST]

    def read(self, name: str) -> bytes:
        """A part whole."""
        return self._archive.read(name)

    def lines(self, name: str) -> Iterator[dict[str, Any]]:
        """The rows of a part in JSON lines; none when there is no such part."""
        if name not in self._archive.namelist():
            return
        with self._archive.open(name) as part:
            for line in part:
                try:
                    row = json.loads(line)
                except ValueError as wrong:
                    raise damaged(f"{name}: {wrong}") from wrong
                if not isinstance(row, dict):
                    raise damaged(f"{name}: a line is no row")
                yield row


def seal(path: Path, parts: Iterable[Part], facts: Mapping[str, Any]) -> None:
    """Write a backup file whole or not at all; ``facts`` stand in its list.

    ``facts`` is read after the last part was written. An earlier file of that name is replaced
    only when the new one was read back and is whole.
    """
    fresh = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.touch(mode=0o600)  # it holds what people typed: for its owner alone
        with zipfile.ZipFile(fresh, "w", zipfile.ZIP_DEFLATED) as archive:
            sums = {name: _written(archive, name, pieces) for name, pieces in parts}
            listed = {"format": FORMAT, "version": VERSION, "facts": dict(facts), "parts": sums}
            archive.writestr(_LIST, json.dumps(listed, ensure_ascii=False, indent=1))
        with opened(fresh):
            pass  # read back whole
        os.replace(fresh, path)
    except OSError as failed:
        raise RecordsError(
            f"cannot write backup: {failed}",
            advice=f"Không ghi được tệp sao lưu “{path.name}”; hãy kiểm tra thư mục và chỗ trống "
            "trên ổ đĩa.",
        ) from failed
    finally:
        fresh.unlink(missing_ok=True)


def _written(archive: zipfile.ZipFile, name: str, pieces: Iterable[bytes]) -> dict[str, Any]:
    size, digest = 0, hashlib.sha256()
    with archive.open(name, "w", force_zip64=True) as part:
        for piece in pieces:
            part.write(piece)
            size += len(piece)
            digest.update(piece)
    return {"size": size, "sha256": digest.hexdigest()}


@contextmanager
def opened(path: Path) -> Iterator[Sealed]:
    """A backup file, checked part by part. Raises ``RecordsError`` for any other file."""
    with closing(_archive(path)) as archive:
        try:
            listed = _list_of(archive)
            _check(archive, listed["parts"])
        except (OSError, zlib.error, zipfile.BadZipFile, EOFError, RuntimeError) as failed:
            raise damaged(str(failed)) from failed
        yield Sealed(archive, listed["facts"])


def _archive(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except zipfile.BadZipFile as foreign:
        raise _foreign(str(foreign)) from foreign
    except OSError as missing:
        raise RecordsError(
            f"cannot open {path}: {missing}",
            advice=f"Không mở được tệp “{path.name}”; hãy kiểm tra lại đường dẫn.",
        ) from missing


def _list_of(archive: zipfile.ZipFile) -> dict[str, Any]:
    try:
        listed = json.loads(archive.read(_LIST))
    except KeyError as missing:
        raise _foreign(f"no {_LIST}") from missing
    except ValueError as wrong:
        raise damaged(f"{_LIST}: {wrong}") from wrong
    if not isinstance(listed, dict) or listed.get("format") != FORMAT:
        raise _foreign(f"{_LIST} of another program")
    if listed.get("version") != VERSION:
        raise RecordsError(
            f"backup version {listed.get('version')}, this program knows {VERSION}",
            advice="Bản sao lưu do phiên bản mới hơn của chương trình tạo ra. Hãy cập nhật chương "
            "trình rồi khôi phục lại.",
        )
    if not isinstance(listed.get("parts"), dict) or not isinstance(listed.get("facts"), dict):
        raise damaged(f"{_LIST} is not whole")
    return listed


def _check(archive: zipfile.ZipFile, sums: Mapping[str, Any]) -> None:
    names = sorted(name for name in archive.namelist() if name != _LIST)
    if names != sorted(sums):
        raise damaged("parts and list differ")
    for name in names:
        size, digest = 0, hashlib.sha256()
        with archive.open(name) as part:
            while piece := part.read(_AT_ONCE):
                size += len(piece)
                digest.update(piece)
        if sums[name] != {"size": size, "sha256": digest.hexdigest()}:
            raise damaged(f"{name} was changed")


def damaged(reason: str) -> RecordsError:
    """What is said of a backup that is ours but not whole."""
    return RecordsError(
        f"damaged backup: {reason}",
        advice="Tệp sao lưu bị hỏng nên chưa khôi phục gì; hãy dùng một bản sao lưu khác.",
    )


def _foreign(reason: str) -> RecordsError:
    return RecordsError(
        f"foreign file: {reason}",
        advice="Tệp này không phải bản sao lưu của chương trình nên chưa khôi phục gì.",
    )
