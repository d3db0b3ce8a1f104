"""Text files (.txt, .md): bytes to text whatever the encoding; lines stay as laid out."""

from __future__ import annotations

import codecs

from drafter.document.reading import RawText

from . import legacy
from .composing import Composer, visible
from .limits import MAX_CHARACTERS, Progress, silent, unreadable

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(data: bytes) -> tuple[str, str]:
    """Text of ``data`` and the old encoding it was repaired from ("" for Unicode).

    Tried in order: byte-order mark, UTF-16 without one, UTF-8 (a last character cut off is
    forgiven), then the old 8-bit encodings by plausibility.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return legacy.repaired(data[len(mark) :].decode(encoding, errors="replace"))
    wide = _utf16_without_mark(data)
    if wide is not None:
        return wide, ""
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        return legacy.decode_8bit(data)
    return legacy.repaired(text)


def _utf16_without_mark(data: bytes) -> str | None:
    sample = data[:4000]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    # In Vietnamese most high bytes are zero, and hardly any low byte is.
    if max(even, odd) * 5 < len(sample) or min(even, odd) * 20 > len(sample):
        return None
    encoding = "utf-16-be" if even > odd else "utf-16-le"
    text = data[: len(data) // 2 * 2].decode(encoding, errors="replace")
    strange = sum(c < " " and c not in "\t\n\r\f" for c in text[:2000])
    return None if strange * 100 > len(text[:2000]) else text


def is_text(data: bytes) -> bool:
    """Whether ``data`` can be a text file: hardly any control bytes."""
    sample = data[:65536]
    if any(sample.startswith(mark) for mark, _ in _BOMS) or _utf16_without_mark(sample):
        return True
    controls = sum(byte < 32 and byte not in (9, 10, 12, 13, 27) for byte in sample)
    return controls <= len(sample) // 200


def read_plain(data: bytes, name: str, progress: Progress = silent, kind: str = "txt") -> RawText:
    """A text file; white space and line ends as laid out, tabs kept."""
    text, encoding = decode(data)
    text = visible(text).replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    if not text.strip():
        raise unreadable("no characters", "Tệp không có chữ nào; đề nghị kiểm tra lại tệp gốc.")
    out = Composer()
    if len(text) > MAX_CHARACTERS:
        out.warn("too-long", "Tệp quá dài, chỉ đọc 2 triệu ký tự đầu.")
        text = text[:MAX_CHARACTERS]
    if encoding:
        out.warn("legacy-encoding", legacy.notice(encoding))
    elif "\ufffd" in text:
        out.warn("broken-characters", "Tệp có ký tự bị lỗi, không đọc được; đề nghị đối chiếu.")
    progress(1, 1, "Đọc tệp văn bản")
    lines = [line.rstrip() for line in text.split("\n")]
    return out.raw_text("\n".join(lines).strip("\n"), data, name, kind)


def read_markdown(data: bytes, name: str, progress: Progress = silent) -> RawText:
    """A Markdown file, marks and all: understanding drops them."""
    return read_plain(data, name, progress, "md")
