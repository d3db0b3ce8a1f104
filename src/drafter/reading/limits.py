"""How much a reader takes in, and the sentence it says when it cannot.

The figures are far above any launch document (4 to 30 pages) and low enough that a hostile
file costs seconds and some hundred megabytes, never the machine.
"""

from __future__ import annotations

from collections.abc import Callable

from drafter.errors import UnreadableFile

Progress = Callable[[int, int, str], None]
"""Called with pages done, pages in all, and what is being done (Vietnamese)."""

MAX_BYTES = 40 * 1024 * 1024
MAX_UNPACKED_BYTES = 200 * 1024 * 1024  # all members of a zip container together
MAX_PART_BYTES = 60 * 1024 * 1024  # one XML part
MAX_MEMBERS = 3_000
MAX_CHARACTERS = 2_000_000
MAX_PAGES = 200  # pages with a text layer
MAX_SCANNED_PAGES = 40  # pages to recognise; about 3 seconds each on two processors
MAX_PIXELS = 80_000_000
MAX_ROWS = 2_000
MAX_COLUMNS = 64
MAX_INDICATOR = 400  # characters of one indicator in a target sheet
CONVERT_SECONDS = 120
OCR_PAGE_SECONDS = 60


def silent(done: int, total: int, what: str) -> None:
    """Progress that nobody watches."""


def unreadable(reason: str, advice: str) -> UnreadableFile:
    """The error for a file that cannot be used: ``reason`` in English, ``advice`` Vietnamese."""
    return UnreadableFile(reason, advice=advice)
