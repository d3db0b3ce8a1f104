"""A theme or a figure changed after the draft was written: put in place, nothing else touched."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from drafter.document.brief import Brief, Slot
from drafter.document.facts import FactKind, Ground, GroundKind, Span, Use
from drafter.document.model import LaunchDocument, Paragraph, Section
from drafter.writing.part_targets import target_words

FIELDS = frozenset({"theme", "targets"})
"""Fields of a brief whose change can be put into a written draft."""

Swap = Callable[[Use], Use | None]


def with_brief(document: LaunchDocument, old: Brief, new: Brief) -> LaunchDocument | None:
    """``document`` with the theme and the figures of ``new``, or ``None`` when it needs a redraft.

    A target that was added or taken away changes the list, not a figure: that is a redraft.
    """
    swaps = [_theme_swap(new)] if old.theme != new.theme else []
    if old.targets != new.targets:
        if [t.indicator for t in old.targets] != [t.indicator for t in new.targets]:
            return None
        swaps.append(_target_swap(old, new))
    changed = document
    for swap in swaps:
        before, changed = changed, _swapped(changed, swap)
        if changed == before:
            return None
    return changed if swaps else None


def _theme_swap(new: Brief) -> Swap:
    words = f"“{new.theme}”"
    ground = Ground(GroundKind.USER, f"lượt {new.turn_of(Slot.THEME) or 1}", new.theme or "")

    def swap(use: Use) -> Use | None:
        gap = use.kind is FactKind.PLACEHOLDER and use.text.startswith("[chủ đề thi đua")
        if new.theme and (use.kind is FactKind.THEME or gap):
            return Use(words, FactKind.THEME, ground, use.span)
        return None

    return swap


def _target_swap(old: Brief, new: Brief) -> Swap:
    words = {
        target_words(before): (target_words(after), after.text)
        for before, after in zip(old.targets, new.targets, strict=True)
        if before != after
    }
    lower = {was[:1].lower() + was[1:]: was for was in words}

    def swap(use: Use) -> Use | None:
        was = use.text if use.text in words else lower.get(use.text)
        if use.kind is not FactKind.TARGET or was is None:
            return None
        now, quote = words[was]
        if use.text != was:
            now = now[:1].lower() + now[1:]
        ground = Ground(GroundKind.USER, f"lượt {new.turn_of(Slot.TARGETS) or 1}", quote)
        return Use(now, FactKind.TARGET, ground, use.span)

    return swap


def _swapped(document: LaunchDocument, swap: Swap) -> LaunchDocument:
    return dataclasses.replace(
        document,
        basis=tuple(_paragraph(p, swap) for p in document.basis),
        opening=tuple(_paragraph(p, swap) for p in document.opening),
        sections=tuple(_section(s, swap) for s in document.sections),
        closing=tuple(_paragraph(p, swap) for p in document.closing),
    )


def _section(section: Section, swap: Swap) -> Section:
    return dataclasses.replace(
        section,
        paragraphs=tuple(_paragraph(p, swap) for p in section.paragraphs),
        children=tuple(_section(child, swap) for child in section.children),
    )


def _paragraph(paragraph: Paragraph, swap: Swap) -> Paragraph:
    """``paragraph`` with the swapped uses in their places; the spans after them move along."""
    if not any(swap(use) for use in paragraph.uses):
        return paragraph
    out: list[str] = []
    uses: list[Use] = []
    last = at = 0
    for use in sorted(paragraph.uses, key=lambda use: use.span):
        between = paragraph.text[last : use.span.start]
        new = swap(use) or use
        start = at + len(between)
        at = start + len(new.text)
        uses.append(dataclasses.replace(new, span=Span(start, at)))
        out += (between, new.text)
        last = use.span.end
    out.append(paragraph.text[last:])
    grounds = tuple(dict.fromkeys((*paragraph.grounds, *(use.ground for use in uses))))
    return dataclasses.replace(paragraph, text="".join(out), grounds=grounds, uses=tuple(uses))
