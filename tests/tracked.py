"""Tracked changes of a file, accepted or rejected."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

from tests.schema_order import package_faults

from drafter.document.model import LaunchDocument
from drafter.rendering import to_docx, to_review_docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def settled(data: bytes, *, accept: bool) -> list[str]:
    """Every printed line, tables included, with all changes accepted or all rejected."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = ElementTree.fromstring(archive.read("word/document.xml")).find(f"{W}body")
    assert body is not None
    return [" ".join(line.split()) for line in _lines(body, accept) if line.strip()]


def _lines(container: ElementTree.Element, accept: bool) -> Iterator[str]:
    gone = "del" if accept else "ins"
    carried = ""
    for block in container:
        if block.tag == f"{W}p":
            carried += _text(block, gone)
            if block.find(f"{W}pPr/{W}rPr/{W}{gone}") is None:
                yield carried
                carried = ""
        elif block.tag == f"{W}tbl":
            for row in block.iterfind(f"{W}tr"):
                if row.find(f"{W}trPr/{W}{gone}") is None:
                    for cell in row.iterfind(f"{W}tc"):
                        yield from _lines(cell, accept)
    assert not carried, "text after the last mark of a cell"


def _text(paragraph: ElementTree.Element, gone: str) -> str:
    runs = (r for c in paragraph if c.tag != f"{W}{gone}" for r in c.iter(f"{W}r"))
    return "".join(t.text or "" for r in runs for t in r if t.tag in (f"{W}t", f"{W}delText"))


def both_ways(new: LaunchDocument, old: LaunchDocument) -> bytes:
    """The copy of ``new`` against ``old``, held against the clean files of both."""
    data = to_review_docx(new, earlier=old)
    assert settled(data, accept=True) == settled(to_docx(new), accept=True)
    assert settled(data, accept=False) == settled(to_docx(old), accept=True)
    assert package_faults(data) == []
    return data
