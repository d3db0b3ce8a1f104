"""The named styles of the file: one for each component, none of Word's blue defaults.

An official who edits the file, or copies a paragraph, keeps the decree's form because the form
is in the style.
"""

from __future__ import annotations

from functools import lru_cache

from drafter.document.layout import (
    FORMS,
    INDENT,
    LANGUAGE,
    LINE_SPACING_CHOSEN,
    SIGNATURE_SPACE,
    Part,
    PartForm,
)

from .word_xml import DECLARATION, FONTS, NAMESPACES, attribute, twips

_LANGUAGE = f'<w:lang w:val="{LANGUAGE}" w:eastAsia="{LANGUAGE}" w:bidi="{LANGUAGE}"/>'
_RULE_HEIGHT = 80  # twips: a line needs hardly any height of its own
BUILT_IN = ("Heading1", "Heading2", "Heading3", "Heading4", "Header")


@lru_cache(maxsize=1)
def styles_xml() -> str:
    """``word/styles.xml``: document defaults, Normal, and one paragraph style a component."""
    return (
        f"{DECLARATION}<w:styles {NAMESPACES}>{_defaults()}{_normal()}{_table_normal()}"
        + "".join(_style(form) for form in FORMS.values())
        + "</w:styles>"
    )


def _defaults() -> str:
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{FONTS}"
        f'<w:color w:val="000000"/><w:sz w:val="28"/><w:szCs w:val="28"/>{_LANGUAGE}'
        "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
        '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
        "</w:pPr></w:pPrDefault></w:docDefaults>"
    )


def _normal() -> str:
    return (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        f"<w:qFormat/><w:rPr>{FONTS}{_LANGUAGE}</w:rPr></w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/>'
        "</w:style>"
    )


def _table_normal() -> str:
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr></w:style>"
    )


def _style(form: PartForm) -> str:
    custom = "" if form.part.value in BUILT_IN else ' w:customStyle="1"'
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{form.part.value}">'
        f'<w:name w:val={attribute(form.name)}/><w:basedOn w:val="Normal"/>'
        f"{_next(form)}<w:qFormat/><w:pPr>{_paragraph_properties(form)}</w:pPr>"
        f"<w:rPr>{_run_properties(form)}</w:rPr></w:style>"
    )


def _next(form: PartForm) -> str:
    return f'<w:next w:val="{Part.BODY.value}"/>' if form.outline is not None else ""


def _paragraph_properties(form: PartForm) -> str:
    first = twips(INDENT) if form.indent else 0
    outline = "" if form.outline is None else f'<w:outlineLvl w:val="{form.outline}"/>'
    return (
        ("<w:keepNext/>" if form.keep_next else "")
        + f"<w:widowControl/><w:spacing {_spacing(form)}/>"
        + f'<w:ind w:left="0" w:right="0" w:firstLine="{first}"/>'
        + f'<w:jc w:val="{form.align.value}"/>{outline}'
    )


def _spacing(form: PartForm) -> str:
    before = form.before
    line, rule = 240, "auto"
    if form.body:
        line = round(240 * LINE_SPACING_CHOSEN)
    if form.part in (Part.RULE, Part.END):
        line, rule = (_RULE_HEIGHT, "exact") if form.part is Part.RULE else (20, "exact")
        before = 3 if form.part is Part.RULE else 0
    if form.part is Part.SIGNER:
        before = SIGNATURE_SPACE * 72 / 25.4
    after = 2 if form.part in (Part.CELL, Part.CELL_HEAD) else 0
    return (
        f'w:before="{before * 20:.0f}" w:after="{after * 20}" w:line="{line}" w:lineRule="{rule}"'
    )


def _run_properties(form: PartForm) -> str:
    bold = "1" if form.bold else "0"
    italic = "1" if form.italic else "0"
    half_points = f"{form.size * 2:.0f}"
    return (
        f'{FONTS}<w:b w:val="{bold}"/><w:bCs w:val="{bold}"/>'
        f'<w:i w:val="{italic}"/><w:iCs w:val="{italic}"/><w:color w:val="000000"/>'
        f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
    )
