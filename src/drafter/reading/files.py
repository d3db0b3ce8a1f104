"""Files in, nouns out: the public verbs for anything an office has at hand."""

from __future__ import annotations

from pathlib import Path

from drafter.document.reading import RawText, ReadDocument, TargetList
from drafter.errors import UnreadableFile

from .formats import raw_from_bytes
from .limits import MAX_BYTES, Progress, unreadable
from .sheet import targets_from
from .sheetlines import text_tables

__all__ = ["raw_from_bytes", "read_bytes", "read_file", "read_targets_bytes"]


def read_file(path: Path, *, progress: Progress | None = None) -> ReadDocument:
    """Read and understand a document on disk. Raises ``UnreadableFile``."""
    return read_bytes(load_bytes(path), path.name, progress=progress)


def load_bytes(path: Path) -> bytes:
    """The bytes of a file, refused before reading when it is too large."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise _too_large(path)
        return path.read_bytes()
    except IsADirectoryError as error:
        raise unreadable(f"{path} is a folder", f"“{path.name}” là thư mục, không phải tệp.") from (
            error
        )
    except OSError as error:
        raise unreadable(
            f"cannot open {path}: {error}",
            f"Không mở được tệp “{path.name}”; đề nghị kiểm tra tên và đường dẫn.",
        ) from error


def _too_large(path: Path) -> UnreadableFile:
    return unreadable(
        f"{path} is too large",
        f"Tệp “{path.name}” lớn hơn {MAX_BYTES // 1024 // 1024} MB; đề nghị tách tệp.",
    )


def read_bytes(data: bytes, name: str, *, progress: Progress | None = None) -> ReadDocument:
    """Read and understand an uploaded document. Raises ``UnreadableFile``."""
    from .understand import understand

    return understand(raw_from_bytes(data, name, progress=progress))


def read_targets_bytes(
    data: bytes, name: str, *, year: int | None = None, progress: Progress | None = None
) -> TargetList:
    """The targets of a sheet (.xlsx, .csv, .docx, .pdf, a scan) or of plain lines.

    ``year`` is the year of the plan: a sheet of another year is reported. Raises
    ``UnreadableFile``.
    """
    raw = raw_from_bytes(data, name, progress=progress)
    return targets_of(raw, year)


def targets_of(raw: RawText, year: int | None = None) -> TargetList:
    """As ``read_targets_bytes`` for a file already read."""
    tables = raw.tables or tuple(text_tables(raw.text))
    found = targets_from(tables, raw.text.split("\n"), year)
    return TargetList(found.targets, (*raw.source.warnings, *found.warnings), found.tables)
