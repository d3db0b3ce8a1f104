"""Old Word files (.doc), .rtf and .odt: turned into .docx by LibreOffice, where it is there.

LibreOffice runs without a window in a throw-away profile: macros off, links to other files
never followed, no network, two minutes at most.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from drafter.document.reading import RawText, Source
from drafter.errors import UnreadableFile

from .docx import read_docx
from .limits import CONVERT_SECONDS, Progress, silent, unreadable

_ADVICE = "đề nghị mở bằng Word, chọn Lưu thành tệp .docx rồi gửi lại."

# Macro level 3 runs nothing that is not signed and trusted, and the list of trusted places is
# empty in a fresh profile; link update mode 0 is "never".
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"
 xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def read_office(data: bytes, name: str, progress: Progress = silent) -> RawText:
    """A .doc, .rtf or .odt file as text. Raises ``UnreadableFile``."""
    progress(0, 1, "Chuyển tệp Word kiểu cũ")
    raw = read_docx(_converted(data, _suffix(data)), name, progress)
    source: Source = replace(raw.source, format="doc", digest=_digest(data))
    return replace(raw, source=source)


def _suffix(data: bytes) -> str:
    if data.startswith(b"PK"):
        return ".odt"
    return ".rtf" if data.lstrip().startswith(b"{\\rtf") else ".doc"


def _digest(data: bytes) -> str:
    import hashlib

    return hashlib.sha256(data).hexdigest()


def _converted(data: bytes, suffix: str) -> bytes:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise unreadable(
            "LibreOffice is absent",
            f"Máy này không đọc được tệp Word kiểu cũ ({suffix}); {_ADVICE}",
        )
    with tempfile.TemporaryDirectory(prefix="drafter-") as folder:
        source = Path(folder) / f"van-ban{suffix}"
        source.write_bytes(data)
        profile = Path(folder) / "profile" / "user"
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        _run(program, source, profile.parent)
        result = source.with_suffix(".docx")
        if not result.exists():
            raise unreadable(
                "LibreOffice made nothing of the file",
                f"Tệp {suffix} bị hỏng hoặc có mật khẩu, không mở được; {_ADVICE}",
            )
        return result.read_bytes()


def _run(program: str, source: Path, profile: Path) -> None:
    command = [
        program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore",
        "--nolockcheck", "--convert-to", "docx", "--outdir", str(source.parent), str(source),
    ]  # fmt: skip
    nowhere = dict.fromkeys(("http_proxy", "https_proxy", "all_proxy"), "http://127.0.0.1:9")
    process = subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ | nowhere,
        start_new_session=True,
    )
    try:
        process.wait(timeout=CONVERT_SECONDS)
    except subprocess.TimeoutExpired as error:
        _stop(process)
        raise _too_slow() from error


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End LibreOffice and the process it starts for itself, nothing else."""
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait(timeout=10)


def _too_slow() -> UnreadableFile:
    return unreadable(
        "LibreOffice took too long", f"Chuyển tệp Word kiểu cũ mất quá nhiều thời gian; {_ADVICE}"
    )
