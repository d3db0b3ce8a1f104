"""The order of child elements that the schema of WordprocessingML asks for."""

from __future__ import annotations

from xml.etree import ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr pBdr shd tabs"
    " spacing ind contextualSpacing jc outlineLvl rPr sectPr pPrChange",
    "rPr": "ins del rStyle rFonts b bCs i iCs caps strike color spacing sz szCs highlight u shd"
    " lang rPrChange",
    "sectPr": "headerReference footerReference type pgSz pgMar pgNumType cols titlePg docGrid",
    "tblPr": "tblStyle tblW jc tblInd tblBorders tblLayout tblCellMar tblLook",
    "tblBorders": "top left bottom right insideH insideV",
    "tcPr": "tcW gridSpan vMerge tcBorders shd tcMar vAlign",
    "style": "name basedOn next link uiPriority semiHidden unhideWhenUsed qFormat pPr rPr tblPr",
    "settings": "zoom trackRevisions defaultTabStop characterSpacingControl compat themeFontLang"
    " decimalSymbol listSeparator",
    "tbl": "tblPr tblGrid tr",
    "tr": "trPr tc",
    "comments": "comment",
    "comment": "p",
}


def misplaced(root: ElementTree.Element) -> list[str]:
    """Elements whose children stand in another order than the schema gives, or are unknown."""
    wrong = []
    for element in root.iter():
        name = element.tag.removeprefix(W)
        if name in ORDER:
            order = ORDER[name].split()
            children = [child.tag.removeprefix(W) for child in element]
            unknown = [child for child in children if child not in order]
            places = [order.index(child) for child in children if child in order]
            if unknown or places != sorted(places):
                wrong.append(f"{name}: {children}")
    return wrong
