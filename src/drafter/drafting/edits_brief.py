"""A brief changed after the draft was written: the change put in place, nothing else touched."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from drafter.document.brief import Brief, Slot
from drafter.document.facts import FactKind, Ground, GroundKind, Span, Use
from drafter.document.model import LaunchDocument, Paragraph, Section, SectionKind
from drafter.drafting.merge import merged
from drafter.writing.target_words import target_words

FIELDS = frozenset(
    {"theme", "targets", "signer", "resolution", "drafter_unit", "hamlets", "statements", "unknown"}
)
"""Fields of a brief whose change can be put into a written draft."""

Swap = Callable[[Use], Use | None]


Template = Callable[[Brief], LaunchDocument]
"""What the template writer makes of a brief."""


def with_brief(
    document: LaunchDocument, old: Brief, new: Brief, template: Template
) -> LaunchDocument | None:
    """``document`` with what ``new`` says otherwise than ``old``, or ``None``: draft it again.

    A theme and a figure are put where they stand, in whatever words around them. Anything else
    is what the template writer makes otherwise, in the parts that it may concern; where it makes
    nothing otherwise the document is the same.
    """
    changed = document
    if old.theme != new.theme:
        changed = _swapped(changed, _theme_swap(new))
        if changed == document:
            return None
    fields = changed_fields(old, new) - {"theme"}
    if "targets" in fields and [t.indicator for t in old.targets] == [
        t.indicator for t in new.targets
    ]:
        before, changed = changed, _swapped(changed, _target_swap(old, new))
        if changed == before:
            return None
        fields -= {"targets"}
    if fields:
        was = template(old)
        now = _only(was, template(new.with_update(theme=old.theme)), fields)
        put_in = merged(changed, was, now)
        if put_in is None:
            return None
        changed = _told_targets(put_in, old, new)
    return changed


def changed_fields(old: Brief, new: Brief) -> frozenset[str]:
    """Names of the fields in which two briefs differ, but for the account of turns."""
    names = {f.name for f in dataclasses.fields(old)} - {"told", "from_profile", "targets_source"}
    return frozenset(n for n in names if getattr(old, n) != getattr(new, n))


_PARTS = {
    "targets": frozenset({SectionKind.TARGETS}),
    "signer": frozenset[SectionKind](),
    "resolution": frozenset[SectionKind](),
    "drafter_unit": frozenset({SectionKind.ORGANISATION}),
}
"""Parts that a field may change; one that is not named may change any."""
_HEADS = {"targets": (), "signer": ("signature",), "resolution": ("basis", "opening"),
          "drafter_unit": ("recipients", "closing")}  # fmt: skip


def _only(was: LaunchDocument, now: LaunchDocument, fields: frozenset[str]) -> LaunchDocument:
    """``now`` where ``fields`` may change something, ``was`` everywhere else."""
    if fields - _PARTS.keys():
        return now
    kinds = frozenset[SectionKind]().union(*(_PARTS[name] for name in fields))
    heads = {head: getattr(now, head) for name in fields for head in _HEADS[name]}
    sections = tuple(
        new if new.kind in kinds else old
        for old, new in zip(was.sections, now.sections, strict=True)
    )
    return dataclasses.replace(was, sections=sections, **heads)


def _told_targets(document: LaunchDocument, old: Brief, new: Brief) -> LaunchDocument:
    """A target that only a message gave has the message for its source, not the sheet."""
    fresh = {target_words(t): t.text for t in new.targets if t not in old.targets}
    turn = f"lượt {new.turn_of(Slot.TARGETS) or 1}"

    def swap(use: Use) -> Use | None:
        if use.kind is not FactKind.TARGET or use.text not in fresh:
            return None
        ground = Ground(GroundKind.USER, turn, fresh[use.text])
        return dataclasses.replace(use, ground=ground)

    return _swapped(document, swap) if fresh else document


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
