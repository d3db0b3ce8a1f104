"""Targets that a commune's plan prints in a table of its body."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from drafter.document.facts import Span, Target
from drafter.document.reading import Header, Table

from .sheet import targets_from

_BAR = " | "


def table_targets(text: str, tables: Sequence[Table], header: Header) -> Iterator[Target]:
    """The targets of the tables of a plan, each with the row of ``text`` it stands in.

    None of a paper of the level above: what its tables assign is read as floors, for each unit.
    """
    if header.level is None or not header.level.grassroots:
        return
    for table in tables:
        if table.at is not None:
            end = table.at
            for target in targets_from([table], (), header.year).targets:
                row = _row(text, end, target)
                end = row.end
                yield replace(target, span=row)


def _row(text: str, start: int, target: Target) -> Span:
    """The line from ``start`` on that holds the name and the figure of ``target``."""
    at = start
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        line = text[at:end]
        if line.count(_BAR) > 1 and _says(line, target):
            return Span(at, end)
        at = end + 1
    return Span(start, start)


def _says(line: str, target: Target) -> bool:
    figure = target.quantity.written if target.quantity else ""
    words = target.text.split(":")[0].removeprefix("- ")
    return figure in line and (words in line or target.indicator in line)
