"""PDF through LibreOffice where it is there, and pages as pictures."""

from __future__ import annotations

import hashlib
import io
import shutil
import subprocess
import tempfile
from collections import OrderedDict
from pathlib import Path
from threading import Lock
from typing import Any

_KEPT = 8  # files: the versions somebody is looking at
_made: OrderedDict[str, bytes] = OrderedDict()
_lock = Lock()
_PROGRAMS = ("soffice", "libreoffice")
_SECONDS = 90
_POINTS = 72


def office_program() -> str | None:
    """Path of LibreOffice, ``None`` where it is not installed."""
    return next((path for name in _PROGRAMS if (path := shutil.which(name))), None)


def to_pdf(docx: bytes, *, seconds: float = _SECONDS, program: str | None = None) -> bytes | None:
    """``docx`` as PDF; ``None`` where LibreOffice is absent, fails or takes over ``seconds``.

    The same bytes are rendered once. Every rendering has a profile of its own, so that it
    neither waits for an open LibreOffice nor touches the settings of whoever runs it.
    """
    program = program or office_program()
    if program is None:
        return None
    key = hashlib.sha256(docx).hexdigest()
    with _lock:
        if key in _made:
            _made.move_to_end(key)
            return _made[key]
    pdf = _convert(docx, program, seconds)
    if pdf is not None:
        with _lock:
            _made[key] = pdf
            while len(_made) > _KEPT:
                _made.popitem(last=False)
    return pdf


def _convert(docx: bytes, program: str, seconds: float) -> bytes | None:
    with tempfile.TemporaryDirectory(prefix="drafter-pdf-") as name:
        folder = Path(name)
        source = folder / "van-ban.docx"
        source.write_bytes(docx)
        command = [
            program,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--norestore",
            "--convert-to",
            "pdf:writer_pdf_Export",
            "--outdir",
            str(folder),
            str(source),
        ]
        try:
            subprocess.run(command, capture_output=True, timeout=seconds, check=True)
        except (OSError, subprocess.SubprocessError):
            return None
        made = source.with_suffix(".pdf")
        return made.read_bytes() if made.is_file() else None


def page_pictures(pdf: bytes, *, dpi: int = 96) -> list[bytes]:
    """Every page of ``pdf`` as a PNG of ``dpi`` dots an inch."""
    import pypdfium2

    pictures: list[bytes] = []
    document: Any = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            buffer = io.BytesIO()
            page.render(scale=dpi / _POINTS).to_pil().save(buffer, format="PNG", optimize=True)
            pictures.append(buffer.getvalue())
    finally:
        document.close()
    return pictures
