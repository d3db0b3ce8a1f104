"""Our text on the page of an office's own template: every mark gives way to its component."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

from drafter.document.layout import Part

from .frame import Frame, Mark, find_marks, parse, q, text_of
from .hand import Entry
from .word import Body, authority, recipients, section_end, signature, signer_entry
from .word_head import (
    issuer,
    kind_entry,
    letterhead,
    nation,
    number_entry,
    place_entry,
    title,
    title_entry,
    title_rule,
)
from .word_xml import NAMESPACES, paragraph

_CELL_SIDE = 108  # twips: padding on one side of a cell of Word's normal table
_MM = 25.4 / 1440


def framed(body: Body, frame: Frame) -> str:
    """The whole document part: the template's page with ``body`` in the place of its marks."""
    from lxml import etree

    root = parse(frame.document)
    top = root.find(q("body"))
    for mark in list(find_marks(root)):
        if mark.element.getparent() is not None:
            _fill(body, mark)
    section = _section(top, body)
    top.extend(_parsed("" if body.document.annexes else body.hand.below_all(0, body.width)))
    end = top[-1]
    if (
        end.tag != q("p")
        or text_of(end).strip()
        or end.find(f"{q('pPr')}/{q('sectPr')}") is not None
    ):
        top.append(_parsed(paragraph(Part.END, ""))[0])
    if body.document.annexes:
        properties = top[-1].find(q("pPr"))
        if properties is None:
            properties = top[-1].makeelement(q("pPr"))
            top[-1].insert(0, properties)
        _insert(properties, section, {q("pPrChange")})
        top.extend(_parsed(body.annexes()))
    else:
        top.append(section)
    return str(etree.tostring(root, encoding="unicode"))


def _parsed(xml: str) -> list[Any]:
    return list(parse(f"<all {NAMESPACES}>{xml}</all>".encode()))


def _section(top: Any, body: Body) -> Any:
    """The template's section; ours on its paper where it has no page number of its own."""
    theirs = top.find(q("sectPr"))
    if theirs is not None:
        top.remove(theirs)
        kinds = {h.get(q("type")) for h in theirs.iterfind(q("headerReference"))}
        if "default" in kinds:
            return theirs
    ours = _parsed("".join(section_end(body.margins, last=True)))[-1]
    for tag in ("pgSz", "pgMar"):
        paper = theirs.find(q(tag)) if theirs is not None else None
        if paper is not None:
            ours.replace(ours.find(q(tag)), deepcopy(paper))
    return ours


def _fill(body: Body, mark: Mark) -> None:
    if mark.key in _SIGNED:
        _keep_whole(mark.element)
    if mark.key in _ENTRIES:
        entry = _ENTRIES[mark.key](body)
        if mark.key == "trichyeu":
            _rule(body, mark.element)
        _fill_line(body, mark, entry)
    elif mark.key in _BLOCKS:
        place = mark.element
        if place.getparent().tag == q("p"):  # a control inside a line
            place = place.getparent()
        width = _width(place, body)
        blocks = _parsed(_BLOCKS[mark.key](body, width))
        if blocks:
            _space(place, blocks[0])
        for block in blocks:
            place.addprevious(block)
        cell = place.getparent()
        cell.remove(place)
        if cell.tag == q("tc") and (len(cell) == 0 or cell[-1].tag != q("p")):
            cell.append(_parsed(paragraph(Part.END, ""))[0])


def _keep_whole(place: Any) -> None:
    """The row of the signature is never split over two pages."""
    for row in place.iterancestors(q("tr")):
        properties = row.find(q("trPr"))
        if properties is None:
            properties = row.makeelement(q("trPr"))
            row.insert(1 if row[0].tag == q("tblPrEx") else 0, properties)
        if properties.find(q("cantSplit")) is None:
            properties.insert(0, row.makeelement(q("cantSplit")))


def _width(place: Any, body: Body) -> float:
    """Room for text where ``place`` stands, in mm: that of its cell, or of the page."""
    for cell in place.iterancestors(q("tc")):
        size = cell.find(f"{q('tcPr')}/{q('tcW')}")
        if size is not None and size.get(q("type"), "dxa") == "dxa":
            return float((_number(size, "w") - _padding(cell)) * _MM)
    return body.width


def _padding(cell: Any) -> int:
    """Both side paddings of a cell, in twips."""
    table = next(cell.iterancestors(q("tbl")))
    own = (cell.find(f"{q('tcPr')}/{q('tcMar')}"), table.find(f"{q('tblPr')}/{q('tblCellMar')}"))
    total = 0
    for sides in (("left", "start"), ("right", "end")):
        found = (margins.find(q(s)) for margins in own if margins is not None for s in sides)
        side = next((element for element in found if element is not None), None)
        total += _CELL_SIDE if side is None else _number(side, "w")
    return total


def _number(element: Any, name: str) -> int:
    value = element.get(q(name)) or ""
    return int(value) if value.isdigit() else 0


def _space(place: Any, first: Any) -> None:
    """The gap the office set above the mark stands above what is printed there."""
    gap = next((e.get(q("before")) for e in place.iterfind(f"{q('pPr')}/{q('spacing')}")), None)
    if gap is None or first.tag != q("p"):
        return
    properties = first.find(q("pPr"))
    spacing = properties.find(q("spacing"))
    if spacing is None:
        spacing = first.makeelement(q("spacing"))
        _insert(properties, spacing, {q("ind"), *_BEHIND_INDENT})
    spacing.set(q("before"), gap)


def _rule(body: Body, element: Any) -> None:
    """The line under the title, where the template draws none: the next line holds text."""
    line = next(element.iterancestors(q("p")), element)
    after = line.getnext()
    drawn = after is not None and after.tag == q("p") and not text_of(after).strip()
    if not drawn:
        line.addnext(_parsed(title_rule(body.document, _width(line, body)))[0])


def _fill_line(body: Body, mark: Mark, entry: Entry) -> None:
    """A component of one line in the form the mark has: its paragraph, its letters."""
    ours = _parsed(body.hand.entry(entry))[0]
    place = mark.element
    if place.tag == q("p"):
        runs = [r for r in place.iter(q("r")) if _has_text(r)]
        look = runs[0].find(q("rPr")) if runs else None
        before, _, behind = "".join(map(text_of, runs)).partition(mark.inside or "\0")
        for run in runs[1:]:
            run.getparent().remove(run)
        if runs and mark.inside:
            new = [*_plain_run(look, before), *_written(ours, look), *_plain_run(look, behind)]
        else:
            new = list(_written(ours, look))
        _replace(runs[0] if runs else None, place, new)
        _narrow(place, ours)
    elif place.getparent().tag == q("p"):
        look = next(place.iter(q("rPr")), None)
        for run in _written(ours, look):
            place.addprevious(run)
        place.getparent().remove(place)
    else:
        place.getparent().replace(place, ours)


_BEHIND_INDENT = {
    q(name)
    for name in (
        "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "textDirection",
        "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr",
        "pPrChange",
    )
}  # fmt: skip


def _narrow(place: Any, ours: Any) -> None:
    """The column in which our line breaks well, where the mark has no indents of its own."""
    column = ours.find(f"{q('pPr')}/{q('ind')}")
    properties = place.find(q("pPr"))
    if column is None or (properties is not None and properties.find(q("ind")) is not None):
        return
    if properties is None:
        properties = ours.makeelement(q("pPr"))
        place.insert(0, properties)
    _insert(properties, deepcopy(column), _BEHIND_INDENT)


def _insert(parent: Any, new: Any, behind: set[str]) -> None:
    """Puts ``new`` before the first child that the schema wants after it."""
    place = next((e for e in parent if e.tag in behind), None)
    if place is None:
        parent.append(new)
    else:
        place.addprevious(new)


def _has_text(run: Any) -> bool:
    return run.find(q("t")) is not None


def _replace(run: Any, line: Any, new: list[Any]) -> None:
    for each in new:
        if run is None:
            line.append(each)
        else:
            run.addprevious(each)
    if run is not None:
        run.getparent().remove(run)


def _plain_run(look: Any, text: str) -> list[Any]:
    if not text:
        return []
    run = _parsed('<w:r><w:t xml:space="preserve"/></w:r>')[0]
    run[0].text = text
    if look is not None:
        run.insert(0, deepcopy(look))
    return [run]


def _written(line: Any, look: Any) -> Iterator[Any]:
    """The runs of our ``line``, each in the ``look`` of the mark; placeholders stay marked."""
    for child in list(line):
        if child.tag == q("pPr"):
            continue
        for run in [child, *child.iter(q("r"))]:
            properties = run.find(q("rPr")) if run.tag == q("r") else None
            if properties is not None and look is not None:
                marked = properties.find(q("highlight"))
                run.replace(properties, _with(look, marked))
        yield child


def _with(look: Any, marked: Any) -> Any:
    """A copy of ``look``, with the mark of a placeholder in its place."""
    copy = deepcopy(look)
    if marked is not None:
        for old in copy.findall(q("highlight")):
            copy.remove(old)
        behind = ("u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang")
        _insert(copy, deepcopy(marked), {q(name) for name in behind})
    return copy


_SIGNED = {"noinhan", "quyenhanchucvu", "hoten"}
_ENTRIES: dict[str, Callable[[Body], Entry]] = {
    "sokyhieu": lambda body: number_entry(body.document.letterhead),
    "diadanhthoigian": lambda body: place_entry(body.document.letterhead),
    "tenloai": lambda body: kind_entry(body.document),
    "trichyeu": lambda body: title_entry(body.document, body.width),
    "hoten": lambda body: signer_entry(body.document),
}
_BLOCKS: dict[str, Callable[[Body, float], str]] = {
    "phandau": lambda body, width: (
        letterhead(body.document, width, body.hand)
        + "".join(title(body.document, width, body.hand))
    ),
    "coquanbanhanh": lambda body, width: issuer(body.document, width, body.hand),
    "quochieu": lambda body, width: nation(width),
    "noidung": lambda body, width: "".join(body.text()),
    "noinhan": lambda body, width: recipients(body.document, body.hand),
    "quyenhanchucvu": lambda body, width: authority(body.document, body.hand),
    "phanky": lambda body, width: signature(body.document, width, body.hand),
}
