"""Real files made on the fly from the papers of ``evals``: a text or rows in, bytes out.

The format follows the ending of the name: .txt, .docx, .csv, .xlsx; any other ending gets the
text as it is, as happens when a file was given a wrong name.
"""

from __future__ import annotations

import csv
import io
from functools import cache
from pathlib import Path, PurePath
from typing import Any

import yaml

HERE = Path(__file__).parent
Rows = list[list[Any]]


@cache
def papers() -> dict[str, str | Rows]:
    """Papers by name: the texts and tables of ``evals/conversation/papers.yaml``."""
    listed = yaml.safe_load((HERE / "conversation" / "papers.yaml").read_text("utf-8"))
    return {name: _paper(paper) for name, paper in listed.items()}


def _paper(paper: dict[str, Any]) -> str | Rows:
    if "rows" in paper:
        rows: Rows = paper["rows"]
        return rows
    text: str = paper.get("text") or (HERE / paper["file"]).read_text("utf-8")
    for old, new in paper.get("replace", {}).items():
        if old not in text:
            raise ValueError(f"nothing to replace: {old!r}")
        text = text.replace(old, new)
    return text


def file_of(name: str, content: str | Rows) -> bytes:
    """The bytes of a file of that name with that content."""
    rows = content if isinstance(content, list) else [[line] for line in content.splitlines()]
    text = content if isinstance(content, str) else "\n".join(_joined(row) for row in content)
    match PurePath(name).suffix.lower():
        case ".docx":
            return _docx(text) if isinstance(content, str) else _docx_table(rows)
        case ".xlsx":
            return _xlsx(rows)
        case ".csv":
            return _csv(rows).encode()
    return text.encode()


def _joined(row: list[Any]) -> str:
    return " ".join(str(cell) for cell in row if cell is not None)


def _docx(text: str) -> bytes:
    from docx import Document

    document = Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    return _saved(document)


def _docx_table(rows: Rows) -> bytes:
    from docx import Document

    document = Document()
    table = document.add_table(rows=len(rows), cols=max(map(len, rows)))
    for at, row in enumerate(rows):
        for cell, value in zip(table.rows[at].cells, row, strict=False):
            cell.text = "" if value is None else str(value)
    return _saved(document)


def _xlsx(rows: Rows) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    for row in rows:
        book.active.append(row)
    return _saved(book)


def _csv(rows: Rows) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(rows)
    return out.getvalue()


def _saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
