"""How fast files are written, opened again and checked: one core, no LibreOffice."""

from __future__ import annotations

import time
from collections.abc import Callable

from tests.factories import RECIPIENTS, launch_document, sections

from drafter.checking.format import check_format
from drafter.document.model import LaunchDocument
from drafter.rendering import reread, to_docx, to_html

_ROUNDS = 40


def six_pages() -> LaunchDocument:
    """A document of six pages as LibreOffice sets it."""
    return launch_document(sections=sections(items=18), recipients=RECIPIENTS)


def run() -> list[tuple[str, float, str]]:
    """Rates for a document of six pages: (what, value, unit)."""
    document = six_pages()
    data = to_docx(document)
    return [
        ("write .docx, 6 pages", _rate(lambda: to_docx(document)), "files/s"),
        ("reread .docx, 6 pages", _rate(lambda: reread(data, document)), "files/s"),
        ("check format, 6 pages", _rate(lambda: check_format(data)), "files/s"),
        ("preview page, 6 pages", _rate(lambda: to_html(document)), "pages/s"),
    ]


def _rate(work: Callable[[], object]) -> float:
    work()
    start = time.perf_counter()
    for _ in range(_ROUNDS):
        work()
    return round(_ROUNDS / (time.perf_counter() - start), 1)


if __name__ == "__main__":
    for what, value, unit in run():
        print(f"{what}: {value} {unit}")
