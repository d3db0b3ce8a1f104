"""Good files made bad in one place, to see that a check speaks."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from functools import lru_cache

from tests.factories import shapes

from drafter.rendering import to_docx

BODY, STYLES, HEADER = "word/document.xml", "word/styles.xml", "word/header1.xml"
Fault = Callable[[dict[str, str]], None]


@lru_cache(maxsize=4)
def good(shape: str = "căn cứ") -> bytes:
    return to_docx(shapes()[shape])


def broken(data: bytes, fault: Fault) -> bytes:
    """``data`` with ``fault`` done to the text of its parts."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    before = dict(parts)
    fault(parts)
    assert parts != before, "the fault changed nothing"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def swap(part: str, old: str, new: str, count: int = 1) -> Fault:
    """Puts ``new`` for the first ``count`` places of ``old``, which must be there."""

    def fault(parts: dict[str, str]) -> None:
        assert old in parts[part], old
        parts[part] = parts[part].replace(old, new, count)

    return fault


def style(name: str, old: str, new: str) -> Fault:
    """Changes the definition of one style."""

    def fault(parts: dict[str, str]) -> None:
        pattern = rf'(<w:style [^>]*w:styleId="{name}">.*?</w:style>)'
        found = re.search(pattern, parts[STYLES], re.DOTALL)
        assert found
        assert re.search(old, found[1]), found[1]
        parts[STYLES] = parts[STYLES].replace(found[1], re.sub(old, new, found[1], count=1))

    return fault


def inside(text: str, old: str, new: str) -> Fault:
    """Changes the paragraph that holds ``text``."""

    def fault(parts: dict[str, str]) -> None:
        paragraphs = re.findall(r"<w:p>.*?</w:p>", parts[BODY], re.DOTALL)
        paragraph = next(p for p in paragraphs if text in p)
        assert re.search(old, paragraph), paragraph
        parts[BODY] = parts[BODY].replace(paragraph, re.sub(old, new, paragraph, count=1), 1)

    return fault


def before(text: str, paragraph: str) -> Fault:
    """Puts ``paragraph`` before the one that holds ``text``."""
    return inside(text, r"^", paragraph)


def rule_of(part: str, cell: int, new: str) -> Fault:
    """Changes the ``cell``-th line paragraph."""

    def fault(parts: dict[str, str]) -> None:
        lines = re.findall(r'<w:p><w:pPr><w:pStyle w:val="DuongKe"/>.*?</w:p>', parts[part])
        parts[part] = parts[part].replace(lines[cell], new, 1)

    return fault


def narrow(cell: int, by: int) -> Fault:
    """Makes the ``cell``-th line shorter by ``by`` twips on each side."""

    def fault(parts: dict[str, str]) -> None:
        lines = re.findall(r'<w:p><w:pPr><w:pStyle w:val="DuongKe"/>.*?</w:p>', parts[BODY])
        side = int(re.search(r'w:left="(\d+)"', lines[cell])[1]) + by  # type: ignore[index]
        short = re.sub(r'left="\d+" w:right="\d+"', f'left="{side}" w:right="{side}"', lines[cell])
        parts[BODY] = parts[BODY].replace(lines[cell], short, 1)

    return fault
