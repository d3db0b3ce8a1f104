"""The door to tesseract: pictures in, words with boxes and confidence out.

The program is called directly, one thread a call, so that two pages can be read at once on
two processors. Its Vietnamese data reads text; its English data reads figures better.
"""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from drafter.errors import UnreadableFile

from .limits import OCR_PAGE_SECONDS, unreadable

if TYPE_CHECKING:
    from PIL.Image import Image

FIGURES = "0123456789.,-/%"
_TALLEST = 8_000  # pixels of a stack of patches
_GAP = 14


@dataclass(frozen=True, slots=True)
class Seen:
    """A word tesseract saw: its box in pixels, its confidence from 0 to 100, its line."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    confidence: float
    line: tuple[int, int, int]


@cache
def languages() -> frozenset[str]:
    """Languages tesseract has data for; empty where the program is absent."""
    program = shutil.which("tesseract")
    if program is None:
        return frozenset()
    try:
        listed = subprocess.run(
            [program, "--list-langs"], capture_output=True, text=True, timeout=30, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return frozenset()
    return frozenset(listed.stdout.split())


def require_tesseract() -> None:
    """Raise ``UnreadableFile`` where pictures cannot be read on this machine."""
    if "vie" not in languages():
        raise unreadable(
            "tesseract with Vietnamese data is absent",
            "Tệp là ảnh hoặc bản quét, máy này chưa có phần mềm nhận dạng chữ (tesseract, "
            "dữ liệu tiếng Việt); đề nghị gửi tệp .docx, .pdf có chữ hoặc dán nội dung vào.",
        )


def see(picture: Image, *, psm: int, language: str = "vie", only: str = "") -> list[Seen]:
    """The words of a picture; ``only`` limits the characters, ``psm`` is the page layout."""
    command = ["tesseract", "stdin", "stdout", "-l", language, "--psm", str(psm)]
    if only:
        command += ["-c", f"tessedit_char_whitelist={only}"]
    return _parse(_run([*command, "tsv"], picture))


def _run(command: list[str], picture: Image) -> str:
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", compress_level=1)
    try:
        done = subprocess.run(
            command,
            input=buffer.getvalue(),
            capture_output=True,
            timeout=OCR_PAGE_SECONDS,
            check=False,
            env=os.environ | {"OMP_THREAD_LIMIT": "1"},
        )
    except subprocess.TimeoutExpired as error:
        raise _failed("took too long") from error
    except OSError as error:
        raise _failed(str(error)) from error
    return done.stdout.decode("utf-8", errors="replace")


def _failed(reason: str) -> UnreadableFile:
    return unreadable(
        f"tesseract failed: {reason}",
        "Không nhận dạng được chữ trong ảnh; đề nghị quét lại rõ hơn hoặc gửi tệp .docx.",
    )


def _parse(table: str) -> list[Seen]:
    found: list[Seen] = []
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (row.get("text") or "").strip()
        if row.get("level") != "5" or not text:
            continue
        left, top = int(row["left"]), int(row["top"])
        found.append(
            Seen(
                text, left, top, left + int(row["width"]), top + int(row["height"]),
                float(row["conf"]),
                (int(row["block_num"]), int(row["par_num"]), int(row["line_num"])),
            )
        )  # fmt: skip
    return found


def turn_needed(picture: Image) -> int:
    """Degrees to turn the page by, clockwise, to stand upright: 0, 90, 180 or 270."""
    if "osd" not in languages():
        return 0
    report = _run(["tesseract", "stdin", "stdout", "--psm", "0"], picture)
    facts = dict(line.split(":", 1) for line in report.splitlines() if ":" in line)
    try:
        sure = float(facts.get("Orientation confidence", "0")) > 1
        return int(facts.get("Rotate", "0")) % 360 if sure else 0
    except ValueError:
        return 0


def see_patches(
    patches: Sequence[Image], *, language: str = "vie", only: str = ""
) -> list[list[Seen]]:
    """The words of many small pictures, read in few calls: stacked one above the other."""
    found: list[list[Seen]] = []
    stack: list[Image] = []
    for patch in patches:
        if stack and sum(p.height + _GAP * 3 for p in stack) + patch.height > _TALLEST:
            found += _see_stack(stack, language, only)
            stack = []
        stack.append(patch)
    return found + (_see_stack(stack, language, only) if stack else [])


def _see_stack(patches: list[Image], language: str, only: str) -> list[list[Seen]]:
    from PIL import Image

    gap = max(_GAP, min(p.height for p in patches) // 3)
    width = max(p.width for p in patches) + 40
    height = sum(p.height + gap for p in patches) + gap
    stack = Image.new("L", (width, height), 255)
    edges, top = [], gap
    for patch in patches:
        stack.paste(patch, (20, top))
        edges.append((top - gap / 2, top + patch.height + gap / 2))
        top += patch.height + gap
    seen = see(stack, psm=6, language=language, only=only)
    return [
        [word for word in seen if low <= (word.top + word.bottom) / 2 < high] for low, high in edges
    ]
