"""Another brief put into a written draft: only the lines that the new brief makes different.

The template writer gives the same text for the same brief. What differs between its text of
the old brief and of the new one is the change; it is put into the draft as it stands now, with
every edit made since. A line that is no longer there to be changed is told, never guessed.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

from drafter.document.model import LaunchDocument, Paragraph, Section

T = TypeVar("T")


class NoFit(Exception):
    """A line to be changed does not stand in the draft any more."""


def merged(
    document: LaunchDocument, before: LaunchDocument, after: LaunchDocument
) -> LaunchDocument | None:
    """``document`` with what changed from ``before`` to ``after``; ``None`` when it does not fit."""
    try:
        return dataclasses.replace(
            document,
            letterhead=_one(document.letterhead, before.letterhead, after.letterhead),
            title=_one(document.title, before.title, after.title),
            signature=_one(document.signature, before.signature, after.signature),
            recipients=_lines(document.recipients, before.recipients, after.recipients),
            basis=_paragraphs(document.basis, before.basis, after.basis),
            opening=_paragraphs(document.opening, before.opening, after.opening),
            closing=_paragraphs(document.closing, before.closing, after.closing),
            sections=_sections(document.sections, before.sections, after.sections),
        )
    except NoFit:
        return None


def _one(now: T, before: T, after: T) -> T:
    return now if before == after else after


def _sections(
    now: tuple[Section, ...], before: tuple[Section, ...], after: tuple[Section, ...]
) -> tuple[Section, ...]:
    """Sections paired by heading: a label may have moved, an item without heading goes by label."""
    if before == after:
        return now
    if [_name(s) for s in before] != [_name(s) for s in after]:
        return _reordered(now, before, after)
    pairs = {_name(b): (b, a) for b, a in zip(before, after, strict=True) if b != a}
    missing = set(pairs) - {_name(s) for s in now}
    if missing:
        raise NoFit
    return tuple(_section(s, *pairs[_name(s)]) if _name(s) in pairs else s for s in now)


def _reordered(
    now: tuple[Section, ...], before: tuple[Section, ...], after: tuple[Section, ...]
) -> tuple[Section, ...]:
    """Items added or taken away: only where the draft still has the items as they were."""
    if now != before:
        raise NoFit
    return after


def _name(section: Section) -> str:
    return section.heading or section.label


def _section(now: Section, before: Section, after: Section) -> Section:
    return dataclasses.replace(
        now,
        paragraphs=_paragraphs(now.paragraphs, before.paragraphs, after.paragraphs),
        children=_sections(now.children, before.children, after.children),
        layout=_one(now.layout, before.layout, after.layout),
    )


def _paragraphs(
    now: tuple[Paragraph, ...], before: tuple[Paragraph, ...], after: tuple[Paragraph, ...]
) -> tuple[Paragraph, ...]:
    out = list(now)
    for old, new, ahead in _changes([p.text for p in before], [p.text for p in after]):
        at = _place([p.text for p in out], [p.text for p in before][slice(*old)], ahead)
        labels = [p.label for p in out[at : at + old[1] - old[0]]]
        fresh = [
            dataclasses.replace(p, label=labels[i] if i < len(labels) else p.label)
            for i, p in enumerate(after[slice(*new)])
        ]
        out[at : at + old[1] - old[0]] = fresh
    return tuple(out)


def _lines(
    now: tuple[str, ...], before: tuple[str, ...], after: tuple[str, ...]
) -> tuple[str, ...]:
    out = list(now)
    for old, new, ahead in _changes(before, after):
        at = _place(out, before[slice(*old)], ahead)
        out[at : at + old[1] - old[0]] = after[slice(*new)]
    return tuple(out)


Stretch = tuple[int, int]


def _changes(
    before: Sequence[str], after: Sequence[str]
) -> Iterator[tuple[Stretch, Stretch, str | None]]:
    """Stretches that differ, the last first, each with the line that stands before it."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, a, b, c, d in reversed(matcher.get_opcodes()):
        if kind != "equal":
            yield (a, b), (c, d), before[a - 1] if a else None


def _place(now: Sequence[str], old: Sequence[str], ahead: str | None) -> int:
    """Where the lines ``old`` stand; for nothing old, the place behind ``ahead``."""
    if old:
        for at in range(len(now) - len(old) + 1):
            if list(now[at : at + len(old)]) == list(old):
                return at
        raise NoFit
    if ahead is None:
        return 0
    if ahead not in now:
        raise NoFit
    return list(now).index(ahead) + 1
