"""The section tree: labels as printed, depth by logic.

Forms found at the start of a paragraph: ``I.`` ``IV -`` · ``1.`` ``1)`` ``1.Tổng`` ·
``1.1.`` ``2.2.3.`` · ``a)`` ``đ)`` · ``(1)`` · ``Điều 1.`` ``Phần I.``. Depth follows the
numbering that is open: Roman numerals that start again inside an item are below it, a label
that repeats ("5." twice) stays beside its brother.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from drafter.document.facts import Span
from drafter.document.reading import SectionMark

from .layout import LABEL, paragraphs
from .vietnamese import LETTERS, bare, from_roman, legible

_DEEPEST = 9
_TAIL = re.compile(r"(?m)^(?:N[ơƠ][iI] nhận|NƠI NHẬN)")
_TOP_HEADING = re.compile(
    r"(?:to chuc|giai phap|bien phap|thoi gian|khen thuong|cong tac khen thuong|kinh phi|"
    r"che do bao cao|trach nhiem|phan cong)\b"
)


@dataclass(frozen=True, slots=True)
class _Label:
    """A printed label: its style, its place in the series, its outer numbers."""

    printed: str
    style: str
    value: int
    prefix: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Open:
    label: _Label
    depth: int


def find_sections(text: str, start: int = 0, clean: str | None = None) -> tuple[SectionMark, ...]:
    """The numbered and lettered headings and items of a laid-out text, in printed order.

    ``start`` is where the body begins (after the title); labels before it are none.
    """
    clean = legible(text) if clean is None else clean
    tail = _TAIL.search(clean, start)
    end = tail.start() if tail else len(text)
    found = list(_labelled(text, clean, start, end))
    depths = _depths([(label, clean[body : span.end]) for label, span, body in found])
    bounds = [span.start for _, span, _ in found[1:]] + [
        end if found and found[-1][1].start < end else len(text)
    ]
    return tuple(
        SectionMark(
            label=label.printed,
            title=text[body : span.end].strip(),
            depth=depth,
            span=span,
            body=_body(text, span.end, bound),
        )
        for (label, span, body), depth, bound in zip(found, depths, bounds, strict=False)
    )


def _body(text: str, start: int, end: int) -> Span:
    end = max(start, end)
    inner = text[start:end]
    left = len(inner) - len(inner.lstrip())
    return (
        Span(min(start + left, end), start + max(len(inner.rstrip()), left))
        if inner.strip()
        else Span(start, start)
    )


def _labelled(text: str, clean: str, start: int, end: int) -> Iterator[tuple[_Label, Span, int]]:
    for paragraph in paragraphs(text):
        if paragraph.start < start or paragraph.start >= end:
            continue
        lead = len(clean[paragraph.start : paragraph.end]) - len(
            clean[paragraph.start : paragraph.end].lstrip()
        )
        at = paragraph.start + lead
        match = LABEL.match(clean, at, paragraph.end)
        label = match and _label(match)
        if match and label:
            stop = paragraph.start + len(text[paragraph.start : paragraph.end].rstrip())
            yield label, Span(at, max(stop, match.end())), match.end()


def _label(match: re.Match[str]) -> _Label | None:
    style, printed = match.lastgroup or "", match[match.lastgroup or 0]
    if style == "roman":
        value = from_roman(printed)
        return _Label(printed, style, value) if value else None
    if style == "decimal":
        numbers = tuple(int(n) for n in printed.split("."))
        return _Label(printed, style, numbers[-1], numbers[:-1]) if all(numbers) else None
    if style == "letter":
        sign = match[0].strip()[1:].strip()[:1]
        return _Label(printed + (sign if sign in ")/" else ""), style, LETTERS.index(printed) + 1)
    if style == "capital":
        return _Label(printed, style, "ABCDĐEFGH".index(printed) + 1)
    if style == "article":
        return _Label(
            printed, style, int(number[0]) if (number := re.search(r"\d+", printed)) else 0
        )
    return _Label(printed, style, int(printed.strip("()")))


def _depths(labels: list[tuple[_Label, str]]) -> list[int]:
    stack: list[_Open] = []
    out: list[int] = []
    for label, title in labels:
        depth = min(_depth(label, title, stack), _DEEPEST)
        while stack and stack[-1].depth >= depth:
            stack.pop()
        stack.append(_Open(label, depth))
        out.append(depth)
    return out


def _depth(label: _Label, title: str, stack: list[_Open]) -> int:
    if label.style == "decimal":
        return _decimal_depth(label, stack)
    brothers = [o for o in stack if o.label.style == label.style]
    if label.style in ("roman", "article", "capital"):
        return _outer_depth(label, title, stack, brothers)
    if not brothers:
        return stack[-1].depth + 1 if stack else 1
    if label.style == "letter" or label.value > 1:
        return _brother(label, brothers).depth
    return _restart(label, stack, brothers)


def _brother(label: _Label, brothers: list[_Open]) -> _Open:
    """The open item of the same style that this one follows: the innermost that fits."""
    for brother in reversed(brothers):
        if 0 <= label.value - brother.label.value <= 1:
            return brother
    return brothers[-1]


def _restart(label: _Label, stack: list[_Open], brothers: list[_Open]) -> int:
    """A series that starts again at 1 inside an open one is below what is open now."""
    if stack[-1].label.style == label.style:
        return stack[-1].depth  # "1." after "4." with nothing between: beside it
    return stack[-1].depth + 1


def _outer_depth(label: _Label, title: str, stack: list[_Open], brothers: list[_Open]) -> int:
    if not brothers:
        outer = [o for o in stack if o.label.style in ("article", "capital")]
        return outer[-1].depth + 1 if outer and label.style == "roman" else 1
    if len(brothers) > 1 and _TOP_HEADING.match(bare(title)):
        return brothers[0].depth
    if label.value == 1 and stack[-1].depth > brothers[-1].depth and label.style == "roman":
        return stack[-1].depth + 1
    return _brother(label, brothers).depth


def _decimal_depth(label: _Label, stack: list[_Open]) -> int:
    below = len(label.prefix)
    for opened in reversed(stack):
        if opened.label.style == "arabic":
            return opened.depth + below
        if opened.label.style == "decimal":
            return opened.depth + below - len(opened.label.prefix)
    return (stack[-1].depth if stack else 0) + max(below, 1)
