"""Files named, below folders and inside archives, one after the other."""

from __future__ import annotations

import tarfile
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import IO

LARGEST = 50_000_000  # bytes; a launch document has a few hundred thousand
MOST_UNPACKED = 4_000_000_000  # bytes out of one archive; a small one can unpack without end

TOO_LARGE = "Tệp quá lớn (trên 50 MB)."
NOT_OPENED = "Không mở được tệp."
BAD_ARCHIVE = "Không mở được tệp nén; tệp có thể bị hỏng hoặc có mật khẩu."
TOO_MUCH = "Tệp nén chứa quá nhiều dữ liệu (trên 4 GB); phần còn lại bị bỏ qua."

_TYPICAL = 20_000  # bytes of a file in an archive that has no table of contents
_TARS = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz")

Found = tuple[str, bytes | str]
"""Name and bytes of a file; a sentence for the official where it cannot be opened."""


def files_under(paths: Iterable[Path]) -> list[Path]:
    """Every file named or below a named folder, sorted; hidden ones are left out."""
    found: list[Path] = []
    for path in paths:
        below = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        found += [p for p in below if not _hidden(p.name)]
    return found


def loaded(paths: Iterable[Path]) -> Iterator[Found]:
    """Every file and every file inside an archive; archives inside archives stay closed."""
    for path in paths:
        lower = path.name.lower()
        if lower.endswith((".zip", *_TARS)):
            yield from _unpacked(path, zipped=lower.endswith(".zip"))
        else:
            yield path.name, _bytes_of(path)


def how_many(paths: Iterable[Path]) -> int:
    """About how many files ``loaded`` will give: for a bar, and to plan the work."""
    return sum(map(_about, paths))


def _about(path: Path) -> int:
    lower = path.name.lower()
    try:
        if lower.endswith(".zip"):
            with zipfile.ZipFile(path) as archive:
                return len(archive.infolist())
        return 1 + path.stat().st_size // _TYPICAL if lower.endswith(_TARS) else 1
    except (OSError, ValueError, zipfile.BadZipFile):
        return 1


def _bytes_of(path: Path) -> bytes | str:
    try:
        return TOO_LARGE if path.stat().st_size > LARGEST else path.read_bytes()
    except OSError:
        return NOT_OPENED


def _unpacked(path: Path, *, zipped: bool) -> Iterator[Found]:
    left = MOST_UNPACKED
    try:
        for name, data in _zipped(path) if zipped else _tarred(path):
            left -= len(data)
            if left < 0:
                yield path.name, TOO_MUCH
                return
            yield f"{path.name}/{name}", TOO_LARGE if len(data) > LARGEST else data
    # zipfile raises what it meets: a wrong password is a RuntimeError, a cut-off file an EOFError.
    except (OSError, EOFError, RuntimeError, ValueError, zipfile.BadZipFile, tarfile.TarError):
        yield path.name, BAD_ARCHIVE


def _zipped(path: Path) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(path) as archive:
        for member in archive.infolist():
            name = _name(member.filename)
            if not member.is_dir() and name:
                with archive.open(member) as file:
                    yield name, _limited(file)


def _tarred(path: Path) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(path) as archive:
        for member in archive:
            name = _name(member.name)
            file = archive.extractfile(member) if member.isfile() and name else None
            if file:
                with file:
                    yield name, _limited(file)


def _limited(file: IO[bytes]) -> bytes:
    """The bytes, one more than allowed at most: what the archive says of sizes may be untrue."""
    return file.read(LARGEST + 1)


def _name(inside: str) -> str:
    """The name without folders; empty for a hidden file."""
    name = PurePosixPath(inside.replace("\\", "/")).name
    return "" if _hidden(name) or "__MACOSX" in inside else name


def _hidden(name: str) -> bool:
    return name.startswith((".", "~$"))
