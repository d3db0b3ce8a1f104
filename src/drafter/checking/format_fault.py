"""How a format rule speaks: a finding from the rule's own words and what was measured."""

from __future__ import annotations

from dataclasses import dataclass

from drafter.document.form_rules import FORM_RULES
from drafter.document.layout import Band
from drafter.reading.docx_format import FormattedDocument, ParagraphForm

from .finding import Category, Finding, Place, Severity
from .format_parts import Item, Parts

SIZE_TOLERANCE = 0.05  # points
LENGTH_TOLERANCE = 0.3  # millimetres


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a check looks at: the formatted file, its components, its pages where rendered.

    ``final`` asks for a file ready to be signed: nothing may be left to fill in.
    """

    document: FormattedDocument
    parts: Parts
    pages: int | None = None
    final: bool = False


def fault(
    rule: str, measured: str = "", item: Item | None = None, severity: Severity | None = None
) -> Finding:
    """The finding of ``rule``; ``measured`` says in Vietnamese what the file has."""
    form = FORM_RULES[rule]
    message = f"{form.says}; trong tệp: {measured}." if measured else f"{form.says}."
    return Finding(
        rule=rule,
        category=Category.FORMAT,
        severity=severity or Severity(form.severity),
        message=message,
        advice=form.advice,
        quote=item.text[:160] if item else "",
        where=Place(paragraph=item.index) if item else Place(),
        clause=form.clause,
    )


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a component must look; ``None`` where the decree leaves it open."""

    sizes: Band | None = None
    bold: bool | None = None
    italic: bool | None = None
    align: str | None = None
    caps: bool | None = None


_ALIGNS = {
    "left": "canh trái",
    "start": "canh trái",
    "center": "canh giữa",
    "right": "canh phải",
    "end": "canh phải",
    "both": "canh đều",
    "distribute": "canh đều",
}


def deviations(paragraph: ParagraphForm, wanted: Wanted) -> str:
    """What differs from ``wanted``, in Vietnamese; empty where nothing does."""
    runs = paragraph.visible
    found: list[str] = []
    if wanted.sizes:
        sizes = sorted({r.size for r in runs if not wanted.sizes.holds(r.size, SIZE_TOLERANCE)})
        found += [f"cỡ chữ {size:g}".replace(".", ",") for size in sizes]
    if wanted.bold is not None and any(r.bold != wanted.bold for r in runs):
        found.append("không in đậm" if wanted.bold else "in đậm")
    if wanted.italic is not None and any(r.italic != wanted.italic for r in runs):
        found.append("không in nghiêng" if wanted.italic else "in nghiêng")
    if wanted.align and paragraph.align != wanted.align:
        found.append(_ALIGNS.get(paragraph.align, paragraph.align))
    if wanted.caps is not None and is_caps(paragraph) != wanted.caps:
        found.append("không in hoa" if wanted.caps else "in hoa")
    return ", ".join(found)


def is_caps(paragraph: ParagraphForm) -> bool:
    """Whether every letter prints as a capital."""
    return all(r.caps or r.text == r.text.upper() for r in paragraph.visible)
