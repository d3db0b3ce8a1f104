"""Which reader a file gets: chosen by what is inside, never by its name.

The name only decides between formats that look alike: .csv or .md against plain text. A
spreadsheet named ``.docx`` is read as the spreadsheet it is, with a warning.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import PurePath

from drafter.document.reading import RawText, Warning_

from . import plain
from .limits import MAX_BYTES, Progress, silent, unreadable
from .ooxml import Package

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES = (
    b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"BM", b"II*\x00", b"MM\x00*",
)  # fmt: skip
_SUFFIXES = {
    "docx": {"docx", "docm", "dotx", "dotm"},
    "xlsx": {"xlsx", "xlsm", "xltx"},
    "pdf": {"pdf"},
    "image": {"png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "webp"},
    "doc": {"doc", "dot", "rtf", "odt"},
}
_HTML = re.compile(rb"<!doctype html|<html[\s>]|<body[\s>]|<table[\s>]|<p[\s>]", re.IGNORECASE)
_SAVE_AS_DOCX = "đề nghị mở bằng Word, chọn Lưu thành tệp .docx rồi gửi lại."

Reader = Callable[[bytes, str, Progress], RawText]


def raw_from_bytes(data: bytes, name: str, *, progress: Progress | None = None) -> RawText:
    """The text and tables of a file, before understanding.

    ``name`` is the file's name, used for messages and to tell .csv and .md from .txt.
    ``progress`` is called with pages done, pages in all and what is being done. Raises
    ``UnreadableFile`` with one Vietnamese sentence that says what to do.
    """
    _refuse_size(data)
    kind = kind_of(data, name)
    raw = reader_of(kind)(data, PurePath(name).name or name, progress or silent)
    return _with_suffix_warning(raw, name, kind)


def _refuse_size(data: bytes) -> None:
    if not data.strip(b"\x00 \t\r\n"):
        raise unreadable("empty file", "Tệp trống; đề nghị kiểm tra lại tệp gốc rồi gửi lại.")
    if len(data) > MAX_BYTES:
        raise unreadable(
            f"file of {len(data)} bytes",
            f"Tệp lớn hơn {MAX_BYTES // 1024 // 1024} MB; đề nghị tách tệp hoặc quét lại "
            "ở độ phân giải 200 dpi, đen trắng.",
        )


def kind_of(data: bytes, name: str = "") -> str:
    """The format of ``data``: docx, xlsx, pdf, image, doc, html, csv, md or txt."""
    head = data[:1024]
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return _zip_kind(data)
    if head.startswith(_OLE):
        return _ole_kind(data)
    if b"%PDF-" in head:
        return "pdf"
    if head.startswith(_IMAGES) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return "image"
    if head.lstrip().startswith(b"{\\rtf"):
        return "doc"
    if not plain.is_text(data):
        raise unreadable(
            "unknown binary format",
            "Không nhận ra loại tệp này; đề nghị gửi tệp .docx, .pdf, .xlsx, .csv, .txt hoặc ảnh.",
        )
    return _text_kind(data, name)


def _zip_kind(data: bytes) -> str:
    names = Package(data).names
    if any(n.startswith("word/") for n in names):
        return "docx"
    if any(n.startswith("xl/") for n in names):
        return "xlsx"
    if "content.xml" in names and "mimetype" in names:
        return "doc"
    raise unreadable(
        "zip container of no known kind",
        "Tệp nén này không phải văn bản Word hay Excel; đề nghị giải nén rồi gửi từng văn bản.",
    )


def _ole_kind(data: bytes) -> str:
    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if has("EncryptedPackage"):
        raise unreadable(
            "password-protected Office file",
            "Tệp có mật khẩu; đề nghị bỏ mật khẩu (Tệp, Thông tin, Bảo vệ tài liệu) rồi gửi lại.",
        )
    if has("WordDocument"):
        return "doc"
    if has("Workbook") or has("Book"):
        raise unreadable(
            "old Excel format",
            "Tệp Excel kiểu cũ (.xls); đề nghị mở bằng Excel, lưu thành .xlsx rồi gửi lại.",
        )
    raise unreadable(
        "unknown OLE file", f"Không nhận ra tệp văn phòng kiểu cũ này; {_SAVE_AS_DOCX}"
    )


def _text_kind(data: bytes, name: str) -> str:
    suffix = _suffix(name)
    if _HTML.search(data[:4096]) and suffix not in ("txt", "md", "csv"):
        return "html"
    if data.lstrip()[:15].lower().startswith((b"<!doctype html", b"<html")):
        return "html"
    if suffix in ("csv", "tsv"):
        return "csv"
    return "md" if suffix in ("md", "markdown") else "txt"


def _suffix(name: str) -> str:
    return PurePath(name).suffix.lower().lstrip(".")


READERS = {
    "docx": ("docx", "read_docx"),
    "pdf": ("pdf", "read_pdf"),
    "xlsx": ("spreadsheet", "read_xlsx"),
    "csv": ("spreadsheet", "read_csv"),
    "html": ("web", "read_html"),
    "image": ("scan", "read_image"),
    "doc": ("office", "read_office"),
    "md": ("plain", "read_markdown"),
    "txt": ("plain", "read_plain"),
}


def reader_of(kind: str) -> Reader:
    """The reader of a format; imported here, so that no library is loaded before its time."""
    module, name = READERS[kind]
    reader: Reader = getattr(import_module(f".{module}", __package__), name)
    return reader


def _with_suffix_warning(raw: RawText, name: str, kind: str) -> RawText:
    expected = _SUFFIXES.get(kind)
    suffix = _suffix(name)
    known = set().union(*_SUFFIXES.values())
    if not suffix or suffix not in known or (expected and suffix in expected):
        return raw
    warning = Warning_(
        "wrong-extension", f"Đuôi tệp .{suffix} không đúng với nội dung; đã đọc theo nội dung."
    )
    source = replace(raw.source, warnings=(*raw.source.warnings, warning))
    return replace(raw, source=source)
