"""Drafts that drafter did not write: read with no code of drafter, measured like ours.

What a tool told the official beside its draft (floors, doubtful figures, a basis that ends)
is scored only when its notes are given; otherwise those measures are unscored, not zero.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from .job_drafts import paper, read_json
from .job_scoring import Measure, score
from .sourcing import Sources, sourced

REGISTER = Path(__file__).resolve().parents[1] / "kb" / "register"
OF_NOTES = ("floors told", "doubtful figures told", "sunset told")


def text_of(path: Path) -> str:
    """The words of a .docx (paragraphs and tables in order) or of a text file."""
    if path.suffix.lower() != ".docx":
        return unicodedata.normalize("NFC", path.read_text("utf-8"))
    from docx import Document
    from docx.table import Table

    lines: list[str] = []
    for block in Document(str(path)).iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                # A cell merged over columns is given once for each of them.
                cells = dict.fromkeys(cell.text for cell in row.cells)
                lines.append("\n".join(cells) if len(cells) < 3 else " | ".join(cells))
        else:
            lines.append(block.text)
    return unicodedata.normalize("NFC", "\n".join(lines))


def measure(text: str, job: str, notes: Sequence[str] | None = None) -> list[Measure]:
    """All measures of a draft of a job; without ``notes`` those of the notes are left out."""
    measures = score(text, notes or (), read_json(job, "expect.json"))
    if notes is None:
        measures = [m for m in measures if m.name not in OF_NOTES]
    return measures + sourced(text, sources_of(job))


def sources_of(job: str) -> Sources:
    """What the office gave for a job, and the register on its day."""
    brief = read_json(job, "brief.json")
    papers = [json.dumps(brief, ensure_ascii=False), *brief["chat"]]
    papers += [_words_of(path) for r in ("directive", "targets") if (path := paper(job, r))]
    on = date.fromisoformat(brief["as_of"])
    return Sources(tuple(papers), register_text(), in_force(on), events(), brief["year"])


@cache
def _words_of(path: Path) -> str:
    """The words of a given paper; of a scan those that were set down when it was made."""
    truth = path.with_suffix(".truth.txt")
    if truth.exists():
        return text_of(truth)
    if path.suffix == ".docx":
        return text_of(path)
    from drafter.reading import read_file  # spreadsheets and PDF: given papers, not the draft

    return read_file(path).text


@cache
def register_text() -> str:
    """The data of the register, as it lies on disk."""
    return "\n".join(path.read_text("utf-8") for path in sorted(REGISTER.glob("*.yaml")))


def in_force(on: date) -> frozenset[str]:
    """Numbers of the instruments that live on a day."""
    loaded = yaml.safe_load((REGISTER / "instruments.yaml").read_text("utf-8"))
    rows: list[dict[str, Any]] = loaded["rows"]
    return frozenset(row["number"] for row in rows if row.get("number") and _lives(row, on))


def events() -> frozenset[date]:
    """Days of the events that the register knows with day, month and year."""
    rows = yaml.safe_load((REGISTER / "anniversaries.yaml").read_text("utf-8"))["rows"]
    return frozenset(date(r["year"], r["month"], r["day"]) for r in rows if "day" in r)


def _lives(row: dict[str, Any], on: date) -> bool:
    signed, last = row.get("signed"), row.get("effective_to") or row.get("relevant_until")
    return (signed is None or signed <= on) and (last is None or on <= last)


def table(measures: Sequence[Measure]) -> list[str]:
    """The printed table of one draft."""
    rows = [f"{'measure':28}{'right':>6}{'of':>5}  missing or wrong"]
    for m in measures:
        rows.append(f"{m.name:28}{m.right:>6}{m.of:>5}  {'; '.join(m.misses)[:110]}")
    right, of = sum(m.right for m in measures), sum(m.of for m in measures)
    return [*rows, f"{'all':28}{right:>6}{of:>5}  {right / of:.3f}"]
