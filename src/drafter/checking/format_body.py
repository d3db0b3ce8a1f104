"""Rules on the text between title and signature: CC-, ND-, NB-."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from drafter.document.layout import (
    ENDING,
    FORMS,
    INDENTS,
    LINE_SPACING,
    PARAGRAPH_GAP,
    PLACEHOLDER_PATTERN,
    Part,
)

from .finding import Finding
from .format_fault import LENGTH_TOLERANCE, Sheet, Wanted, deviations, fault, is_caps
from .format_parts import Item, bare

_BAND = FORMS[Part.BODY].sizes
_LINE_HEIGHT = 1.15  # single spacing of Times New Roman, in sizes
_LABEL = re.compile(
    r"^(?:(?P<roman>[IVXLC]+)|(?P<arabic>\d{1,2})|(?P<letter>[a-zđ]))(?P<mark>[.)/])"
    r"(?![\d,.])(?P<gap>\s*)(?P<rest>\S.*)$"
)
_ALPHABET = "abcdđeghiklmnopqrstuvxy"  # PLI-II.6đ, continued as the decree begins it
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_MARKDOWN = re.compile(r"\*\*|^#{1,6} |`|^\s*\* ")
_PLACEHOLDER = re.compile(PLACEHOLDER_PATTERN + r"|\?\?\?|…/…|\.{4,}")
_GAPS = re.compile(r" {3,}|\t")
_LONG_TITLE = 140

_BULLET = re.compile(r"^[•●▪■◦○➢✓]")  # typed as a sign, not made by Word


def check_body(sheet: Sheet) -> Iterator[Finding]:
    """All rules of this module."""
    for check in (_basis, _look, _indent, _gaps, _spacing, _sizes, _layout, _ending, _marks):
        yield from check(sheet)
    yield from _labels(sheet)


def _text(sheet: Sheet) -> list[Item]:
    """The paragraphs of the body that print something, the basis left out."""
    basis = {item.index for item in sheet.parts.basis}
    return [i for i in sheet.parts.body if not i.form.empty and i.index not in basis]


def _grouped(rule: str, items: list[Item], told: Callable[[Item], str]) -> Iterator[Finding]:
    """One finding for each way of deviating, at its first place, with the number of places."""
    places: dict[str, list[Item]] = {}
    for item in items:
        words = told(item)
        if words:
            places.setdefault(words, []).append(item)
    for words, found in places.items():
        count = f" ({len(found)} đoạn)" if len(found) > 1 else ""
        yield fault(rule, f"{words}{count}", found[0])


def _basis(sheet: Sheet) -> Iterator[Finding]:
    items = sheet.parts.basis
    wanted = Wanted(_BAND, bold=False, italic=True)
    yield from _grouped("CC-02", items, lambda i: deviations(i.form, wanted))
    for item in items:
        mark = "." if item is items[-1] else ";"
        if not item.text.endswith(mark):
            yield fault("CC-03", f"kết thúc bằng “{item.text[-1]}”", item)
        if re.search(r";\s*(Căn cứ|căn cứ) ", item.text):
            yield fault("CC-01", "nhiều căn cứ trong một đoạn", item)


def _is_heading(item: Item) -> bool:
    """A short numbered line, or one wholly bold, without the full stop of a sentence."""
    bold = all(r.bold for r in item.form.visible)
    ends = item.text.endswith((".", ";", ","))
    return len(item.text) < _LONG_TITLE and not ends and (bold or bool(_LABEL.match(item.text)))


def _centred_heading(item: Item) -> bool:
    """Phần, Chương, Mục and their titles stand in the middle (PLI-V)."""
    return item.form.align == "center" and all(r.bold for r in item.form.visible)


def _look(sheet: Sheet) -> Iterator[Finding]:
    items = [i for i in _text(sheet) if not _centred_heading(i)]

    def told(item: Item) -> str:
        remark = item.text.startswith("(")
        upright = None if remark or not all(r.italic for r in item.form.visible) else False
        align = None if _is_heading(item) and item.form.align in ("left", "start") else "both"
        return deviations(item.form, Wanted(_BAND, italic=upright, align=align))

    yield from _grouped("ND-01", items, told)


def _indent(sheet: Sheet) -> Iterator[Finding]:
    items = [i for i in (*sheet.parts.basis, *_text(sheet)) if not _centred_heading(i)]

    def told(item: Item) -> str:
        first, left = item.form.first_line, item.form.left
        if abs(left) > LENGTH_TOLERANCE:
            return f"cả đoạn lùi {left:.1f} mm".replace(".", ",")
        if not any(abs(first - value) <= LENGTH_TOLERANCE for value in INDENTS):
            return f"thụt dòng đầu {first:.1f} mm".replace(".", ",")
        return ""

    yield from _grouped("ND-02", items, told)
    values = {round(i.form.first_line) for i in items if not told(i)}
    if len(values) > 1:
        yield fault("ND-02", "có cả hai cỡ thụt đầu dòng", items[0])


def _gaps(sheet: Sheet) -> Iterator[Finding]:
    """Of the gap after one paragraph and the gap before the next the larger counts."""
    gaps: dict[int, float] = {}
    below: list[Item] = []
    for first, second in pairwise(i for i in sheet.parts.body if not i.form.empty):
        gap = max(first.form.after, second.form.before)
        if second.index == first.index + 1 and gap < PARAGRAPH_GAP - 0.05:
            gaps[second.index] = gap
            below.append(second)
    yield from _grouped("ND-03", below, lambda i: f"{gaps[i.index]:g} pt".replace(".", ","))


def _spacing(sheet: Sheet) -> Iterator[Finding]:
    def told(item: Item) -> str:
        form = item.form
        size = max((r.size for r in form.visible), default=14.0)
        lines = form.exact / (size * _LINE_HEIGHT) if form.exact else form.spacing
        tolerance = 0.06 if form.exact else 0.005
        return "" if LINE_SPACING.holds(lines, tolerance) else f"{lines:.2f} dòng".replace(".", ",")

    yield from _grouped("ND-04", [*sheet.parts.basis, *_text(sheet)], told)


def _sizes(sheet: Sheet) -> Iterator[Finding]:
    sizes = {r.size for i in _text(sheet) for r in i.form.visible}
    inside = {s for s in sizes if _BAND.holds(s)}
    if len(inside) > 1:
        told = ", ".join(f"{s:g}".replace(".", ",") for s in sorted(inside))
        yield fault("ND-05", f"các cỡ {told}")


def _layout(sheet: Sheet) -> Iterator[Finding]:
    for item in sheet.parts.body:
        if item.form.empty and item.form.rule is None:
            yield fault("ND-06", "dòng trống trong nội dung", item)
            break
    for item in _text(sheet):
        if _GAPS.search(item.form.text.strip(" ")) or item.form.text.startswith("  "):
            yield fault("ND-06", "khoảng trắng hoặc tab dài", item)
            break
    for item in _text(sheet):
        bullet = item.form.bullet or "".join(_BULLET.findall(item.text)[:1])
        if bullet:
            yield fault("ND-10", f"dấu {bullet}", item)
            break


def _ending(sheet: Sheet) -> Iterator[Finding]:
    items = _text(sheet)
    if items and not items[-1].text.rstrip('”"').endswith(ENDING):
        yield fault("ND-07", f"kết thúc bằng “{items[-1].text[-12:]}”", items[-1])


def _marks(sheet: Sheet) -> Iterator[Finding]:
    for index, form in enumerate(sheet.document.paragraphs):
        item = Item(index, form)
        if _MARKDOWN.search(item.text):
            yield fault("ND-09", f"“{item.text[:30]}”", item)
        found = _PLACEHOLDER.search(item.text)
        if sheet.final and found:
            yield fault("ND-08", f"“{found[0]}”", item)


def _labels(sheet: Sheet) -> Iterator[Finding]:
    items = [i for i in _text(sheet) if not i.form.numbered]
    found = [(i, m) for i in items if (m := _LABEL.match(i.text))]
    yield from _series(found)
    following = {first.index: second for first, second in pairwise(items)}
    for item, match in found:
        yield from _label_mark(item, match)
        yield from _label_look(item, match, following.get(item.index))


def _roman(text: str) -> int:
    values = [_ROMAN_VALUES[c] for c in text]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-v if v < after else v for v, after in pairs)


def _series(found: list[tuple[Item, re.Match[str]]]) -> Iterator[Finding]:
    """Each series starts at its first sign and has no gap; a higher sign starts the lower anew."""
    roman = arabic = letter = 0
    for item, match in found:
        if match["roman"]:
            value, expected = _roman(match["roman"]), roman + 1
            roman, arabic, letter = value, 0, 0
        elif match["arabic"]:
            value, expected = int(match["arabic"]), arabic + 1
            arabic, letter = value, 0
        else:
            value, expected = _ALPHABET.find(match["letter"]) + 1, letter + 1
            letter = value
        if value != expected:
            shown = match[0].split(match["mark"])[0]
            yield fault(
                "NB-05" if match["letter"] else "NB-01", f"“{shown}” không đúng thứ tự", item
            )


def _label_mark(item: Item, match: re.Match[str]) -> Iterator[Finding]:
    wanted = ")" if match["letter"] else "."
    if match["mark"] != wanted or match["gap"] not in (" ", "\u00a0"):
        yield fault("NB-06", f"“{item.text[:12]}”", item)


def _label_look(item: Item, match: re.Match[str], after: Item | None) -> Iterator[Finding]:
    bold = [r.bold for r in item.form.visible]
    if match["roman"]:
        if not all(bold) or not is_caps(item.form):
            yield fault("NB-03", deviations(item.form, Wanted(bold=True, caps=True)), item)
        return
    title = _is_heading(item) and not item.text.endswith(":")
    if match["arabic"]:
        heads = title and after is not None and not _same_level(after)
        if heads and not all(bold):
            yield fault("NB-04", "tiêu đề không in đậm", item)
        elif not title and all(bold) and bare(item.text).endswith("."):
            yield fault("NB-04", "cả khoản in đậm", item)


def _same_level(item: Item) -> bool:
    match = _LABEL.match(item.text)
    return bool(match and (match["arabic"] or match["roman"]))
