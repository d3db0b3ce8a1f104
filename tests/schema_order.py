"""What makes Word repair or refuse a file, as far as the parts we write can have it.

The order of child elements is that of ECMA-376 Part 1 (wml.xsd); the rest is what the package
and the references inside it must keep: types, relationships, numbers used once, pairs.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from xml.etree import ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_CT = "{http://schemas.openxmlformats.org/package/2006/content-types}"

_RUN = (
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof"
    " snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd"
    " fitText vertAlign rtl cs em lang"
)
_SIDES = "top left start bottom right end insideH insideV"
ORDER = {
    "document": "background body",
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr"
    " suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct"
    " topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind"
    " contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment"
    " textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": f"ins del moveFrom moveTo {_RUN} rPrChange",
    "pBdr": "top left bottom right between bar",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc"
    " pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi"
    " rtlGutter docGrid printerSettings sectPrChange",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW"
    " jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption"
    " tblDescription tblPrChange",
    "tblBorders": _SIDES,
    "tblCellMar": "top left start bottom right end",
    "tblGrid": "gridCol tblGridChange",
    "trPr": "cnfStyle divId gridBefore gridAfter wBefore wAfter cantSplit trHeight tblHeader"
    " tblCellSpacing jc hidden ins del trPrChange",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection"
    " tcFitText vAlign hideMark headers cellIns cellDel cellMerge tcPrChange",
    "styles": "docDefaults latentStyles style",
    "docDefaults": "rPrDefault pPrDefault",
    "rPrDefault": "rPr",
    "pPrDefault": "pPr",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden"
    " unhideWhenUsed qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr trPr"
    " tcPr tblStylePr",
    "settings": "writeProtection view zoom removePersonalInformation removeDateAndTime"
    " doNotDisplayPageBoundaries displayBackgroundShape printPostScriptOverText"
    " printFractionalCharacterWidth printFormsData embedTrueTypeFonts embedSystemFonts"
    " saveSubsetFonts saveFormsData mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader"
    " bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors hideGrammaticalErrors"
    " activeWritingStyle proofState formsDesign attachedTemplate linkStyles stylePaneFormatFilter"
    " stylePaneSortMethod documentType mailMerge revisionView trackRevisions doNotTrackMoves"
    " doNotTrackFormatting documentProtection autoFormatOverride styleLockTheme styleLockQFSet"
    " defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps"
    " showEnvelope summaryLength clickAndTypeStyle defaultTableStyle evenAndOddHeaders"
    " bookFoldRevPrinting bookFoldPrinting bookFoldPrintingSheets drawingGridHorizontalSpacing"
    " drawingGridVerticalSpacing displayHorizontalDrawingGridEvery"
    " displayVerticalDrawingGridEvery doNotUseMarginsForDrawingGridOrigin"
    " drawingGridHorizontalOrigin drawingGridVerticalOrigin doNotShadeFormData noPunctuationKerning"
    " characterSpacingControl printTwoOnOne strictFirstAndLastChars noLineBreaksAfter"
    " noLineBreaksBefore savePreviewPicture doNotValidateAgainstSchema saveInvalidXml"
    " ignoreMixedContent alwaysShowPlaceholderText doNotDemarcateInvalidXml saveXmlDataOnly"
    " useXSLTWhenSaving saveThroughXslt showXMLTags alwaysMergeEmptyNamespace updateFields hdrShapeDefaults"
    " footnotePr endnotePr compat docVars rsids mathPr attachedSchema themeFontLang"
    " clrSchemeMapping doNotIncludeSubdocsInStats doNotAutoCompressPictures forceUpgrade captions"
    " readModeInkLockDown smartTagType schemaLibrary shapeDefaults doNotEmbedSmartTags"
    " decimalSymbol listSeparator",
    "compat": "compatSetting",
    "fonts": "font",
    "font": "altName panose1 charset family notTrueType pitch sig embedRegular embedBold"
    " embedItalic embedBoldItalic",
    "tbl": "bookmarkStart bookmarkEnd tblPr tblGrid tr",
    "tr": "tblPrEx trPr tc",
    "comments": "comment",
    "comment": "p",
    "hdr": "p tbl sdt",
    "ftr": "p tbl sdt",
}
_ONCE = {"pPr", "rPr", "tblPr", "tcPr", "style", "settings"}  # each child at most once
_FREE = {"tblStylePr"}
_CHANGES = ("ins", "del")


def misplaced(root: ElementTree.Element) -> list[str]:
    """Elements whose children are unknown, repeated, or in another order than the schema's."""
    wrong = []
    for element in root.iter():
        name = element.tag.removeprefix(W)
        if name in ORDER and element.tag != name:
            order = ORDER[name].split()
            children = [child.tag.removeprefix(W) for child in element]
            unknown = [child for child in children if child not in order]
            places = [order.index(child) for child in children if child in order]
            twice = [c for c, n in Counter(children).items() if n > 1 and c not in _FREE]
            if unknown or places != sorted(places) or (name in _ONCE and twice):
                wrong.append(f"{name}: {children}")
    return wrong


def package_faults(data: bytes) -> list[str]:
    """Everything that would make Word repair or refuse the file ``data``; empty when nothing."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        files = {n: archive.read(n) for n in names if n.endswith((".xml", ".rels"))}
    roots = {name: ElementTree.fromstring(raw) for name, raw in files.items()}
    faults = [f"{n} twice" for n, count in Counter(names).items() if count > 1]
    faults += [f"{name} {told}" for name, root in roots.items() for told in misplaced(root)]
    faults += [*_untyped(names, roots), *_dangling(names, roots), *_styles(roots)]
    body = roots["word/document.xml"]
    faults += [*_changes(body), *_comments(body, roots), *_cells(body), *_settings(roots)]
    return faults


def _untyped(names: list[str], roots: dict[str, ElementTree.Element]) -> Iterator[str]:
    types = roots["[Content_Types].xml"]
    known = {e.get("Extension") for e in types.iter(f"{_CT}Default")}
    parts = [e.get("PartName") for e in types.iter(f"{_CT}Override")]
    yield from (f"typed twice: {p}" for p, n in Counter(parts).items() if n > 1)
    yield from (f"typed but absent: {p}" for p in parts if p and p[1:] not in names)
    for name in names:
        ending = name.rpartition(".")[2]
        plain = f"/{name}" not in parts and (ending == "xml" or ending not in known)
        if plain and name != "[Content_Types].xml":
            yield f"without a type: {name}"


def _dangling(names: list[str], roots: dict[str, ElementTree.Element]) -> Iterator[str]:
    for name, root in roots.items():
        if not name.endswith(".rels"):
            continue
        folder = name.replace("_rels/", "").rpartition("/")[0]
        keys = Counter(e.get("Id") for e in root)
        yield from (f"{name}: {key} twice" for key, n in keys.items() if n > 1)
        for e in root:
            if e.get("TargetMode") != "External":
                target = e.get("Target") or ""
                path = target[1:] if target[:1] == "/" else f"{folder}/{target}".lstrip("/")
                if path not in names:
                    yield f"{name}: no {path}"
        owner = roots.get(f"{folder}/{name.rpartition('/')[2].removesuffix('.rels')}".lstrip("/"))
        if owner is not None:
            used = {v for e in owner.iter() for k, v in e.attrib.items() if k.startswith(R)}
            yield from (f"{name}: {key} unknown" for key in used - set(keys))


def _styles(roots: dict[str, ElementTree.Element]) -> Iterator[str]:
    listed = list(roots["word/styles.xml"].iter(f"{W}style"))
    for label, found in (
        ("style", Counter(s.get(f"{W}styleId") for s in listed)),
        ("name", Counter(_value(s.find(f"{W}name")) for s in listed)),
    ):
        yield from (f"{label} twice: {key}" for key, n in found.items() if n > 1)
    known = {s.get(f"{W}styleId") for s in listed}
    for name, root in roots.items():
        for tag in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link"):
            used = {_value(e) for e in root.iter(f"{W}{tag}")}
            yield from (f"{name}: no style {key}" for key in used - known)


def _value(element: ElementTree.Element | None) -> str:
    return "" if element is None else element.get(f"{W}val") or ""


def _changes(body: ElementTree.Element) -> Iterator[str]:
    """Every tracked change has a number of its own, an author and a moment; text of its kind."""
    marks = [e for kind in _CHANGES for e in body.iter(f"{W}{kind}")]
    numbers = Counter(e.get(f"{W}id") for e in marks)
    yield from (f"change {key} twice" for key, n in numbers.items() if n > 1)
    for e in marks:
        moment = e.get(f"{W}date") or ""
        if not e.get(f"{W}author") or not re.fullmatch(r"\d{4}(-\d\d){2}T\d\d(:\d\d){2}Z", moment):
            yield f"unsigned change: {e.attrib}"
        wrong = f"{W}t" if e.tag == f"{W}del" else f"{W}delText"
        if any(True for _ in e.iter(wrong)):
            yield f"text of the other kind in {e.tag.removeprefix(W)}"
    inside = {t for e in body.iter(f"{W}del") for t in e.iter(f"{W}delText")}
    yield from ("delText outside del" for t in body.iter(f"{W}delText") if t not in inside)


def _comments(body: ElementTree.Element, roots: dict[str, ElementTree.Element]) -> Iterator[str]:
    """A comment has one beginning, one end after it, one reference, and is there once."""
    part = roots.get("word/comments.xml")
    known = [] if part is None else [e.get(f"{W}id") for e in part.iter(f"{W}comment")]
    order = {id(e): at for at, e in enumerate(body.iter())}
    places = [
        {e.get(f"{W}id"): order[id(e)] for e in body.iter(f"{W}{tag}")}
        for tag in ("commentRangeStart", "commentRangeEnd", "commentReference")
    ]
    yield from (f"comment {key} twice" for key, n in Counter(known).items() if n > 1)
    if any(set(known) != set(found) for found in places):
        yield f"comments without a place: {set(known) ^ set(places[0])}"
        return
    start, end, reference = places
    yield from (f"comment {k} turned" for k in known if not start[k] < end[k] < reference[k])


def _cells(body: ElementTree.Element) -> Iterator[str]:
    """A cell ends with a paragraph; rows have the cells of the grid; a table is never last."""
    for cell in body.iter(f"{W}tc"):
        if len(cell) == 0 or cell[-1].tag != f"{W}p":
            yield "a cell without a last paragraph"
    for table in body.iter(f"{W}tbl"):
        columns = len(list(table.iterfind(f"{W}tblGrid/{W}gridCol")))
        for row in table.iterfind(f"{W}tr"):
            spans = row.iterfind(f"{W}tc/{W}tcPr/{W}gridSpan")
            wide = sum(int(_value(s)) - 1 for s in spans) + len(row.findall(f"{W}tc"))
            if wide != columns:
                yield f"a row of {wide} cells in a grid of {columns}"
    top = body.find(f"{W}body")
    if top is not None and (top[-1].tag != f"{W}sectPr" or top[-2].tag != f"{W}p"):
        yield "the body does not end with a paragraph and a section"


def _settings(roots: dict[str, ElementTree.Element]) -> Iterator[str]:
    """Without mode 15 Word opens the file in compatibility mode."""
    modes = {
        e.get(f"{W}name"): e.get(f"{W}val")
        for e in roots["word/settings.xml"].iter(f"{W}compatSetting")
    }
    if modes.get("compatibilityMode") != "15":
        yield f"compatibility mode {modes}"
