"""Goes through the parts of a .docx and notes how every paragraph is formatted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from .docx_cascade import Cascade, Properties, on
from .docx_format import (
    SLOTS,
    FormattedDocument,
    HeaderForm,
    ParagraphForm,
    Place,
    RunForm,
    SectionForm,
)
from .ooxml import Package, R, W, damaged

_EMU_PER_MM = 36000.0
_DRAWN = re.compile(r"(?:^|;)\s*width:\s*([\d.]+)(pt|mm|cm|in)")
_UNIT_MM = {"pt": 25.4 / 72, "mm": 1.0, "cm": 10.0, "in": 25.4}
_SIDES = ("top", "bottom", "left", "right", "header", "footer")
_DC = "{http://purl.org/dc/elements/1.1/}"
_UNSEEN = ("del", "moveFrom")


def mm(value: str | None) -> float:
    """Twips in millimetres; 0 where nothing is given."""
    try:
        return float(value or 0) * 25.4 / 1440
    except ValueError:
        return 0.0


def walk(data: bytes) -> FormattedDocument:
    """See ``docx_format.read_format``."""
    package = Package(data)
    root = package.xml("word/document.xml")
    body = None if root is None else root.find(f"{W}body")
    if body is None:
        raise damaged(".docx", "no body")
    return _Walk(package).document(body)


@dataclass
class _Room:
    """Where the walk is: section, room for text, cell, style of the table."""

    width: float
    section: int = 0
    cell: Place | None = None
    table_style: str = ""


@dataclass
class _Walk:
    package: Package
    cascade: Cascade = field(init=False)
    bullets: dict[str, str] = field(init=False)
    tables: int = 0

    def __post_init__(self) -> None:
        self.cascade = Cascade(self.package)
        self.bullets = _bullets(self.package)

    def document(self, body: Any) -> FormattedDocument:
        sections = _inherited([self._section(s) for s in body.iter(f"{W}sectPr")])
        found: list[ParagraphForm] = []
        number = 0
        for child in body:
            form = sections[min(number, len(sections) - 1)] if sections else None
            width = form.width - form.margins["left"] - form.margins["right"] if form else 160.0
            found.extend(self._block(child, _Room(width, number)))
            if child.tag == f"{W}p" and child.find(f"{W}pPr/{W}sectPr") is not None:
                number += 1
        core = self.package.xml("docProps/core.xml")
        title = core.findtext(f"{_DC}title") if core is not None else ""
        author = core.findtext(f"{_DC}creator") if core is not None else ""
        return FormattedDocument(tuple(found), sections, title or "", author or "")

    def _block(self, element: Any, room: _Room) -> Iterator[ParagraphForm]:
        if element.tag == f"{W}p":
            form = self._paragraph(element, room)
            if not (form.empty and element.find(f"{W}pPr/{W}rPr/{W}del") is not None):
                yield form
        elif element.tag == f"{W}tbl":
            yield from self._table(element, room)
        elif element.tag == f"{W}sdt":
            content = element.find(f"{W}sdtContent")
            for child in content if content is not None else ():
                yield from self._block(child, room)

    def _table(self, element: Any, room: _Room) -> Iterator[ParagraphForm]:
        number, self.tables = self.tables, self.tables + 1
        style = element.find(f"{W}tblPr/{W}tblStyle")
        key = style.get(f"{W}val") or "" if style is not None else ""
        padding = _padding(element)
        grid = [mm(c.get(f"{W}w")) for c in element.iterfind(f"{W}tblGrid/{W}gridCol")]
        for i, line in enumerate(element.iterfind(f"{W}tr")):
            for j, cell in enumerate(line.iterfind(f"{W}tc")):
                own = cell.find(f"{W}tcPr/{W}tcW")
                width = mm(own.get(f"{W}w")) if own is not None else 0.0
                if not width:
                    width = grid[j] if j < len(grid) else room.width
                inside = _Room(width - padding, room.section, Place(number, i, j), key)
                for child in cell:
                    yield from self._block(child, inside)

    def _paragraph(self, element: Any, room: _Room) -> ParagraphForm:
        direct = element.find(f"{W}pPr")
        style = _style(direct, "pStyle") or self.cascade.default("paragraph")
        shown = self.cascade.paragraph(style, direct, room.table_style)
        runs = tuple(self._runs(element, style, room.table_style))
        text = "".join(run.text for run in runs)
        form = _paragraph_form(shown, room.width)
        mark, numbered = self._list(shown)
        return replace(
            form,
            text=text,
            runs=runs,
            style=style,
            rule=_border(shown, form) or _drawn(element),
            cell=room.cell,
            section=room.section,
            tabs=sum(1 for _ in element.iter(f"{W}tab")) - _tab_stops(direct),
            bullet=mark,
            numbered=numbered,
        )

    def _runs(self, element: Any, style: str, table_style: str) -> Iterator[RunForm]:
        for run in element.iter(f"{W}r"):
            if any(a.tag in (f"{W}{t}" for t in _UNSEEN) for a in run.iterancestors()):
                continue
            direct = run.find(f"{W}rPr")
            character = _style(direct, "rStyle") or self.cascade.default("character")
            shown = self.cascade.run(style, character, direct, table_style)
            text = _text(run)
            if text and not shown.get("vanish"):
                yield _run_form(text, shown)

    def _list(self, shown: Properties) -> tuple[str, bool]:
        element = shown.get("list")
        number = element.find(f"{W}numId") if element is not None else None
        key = number.get(f"{W}val") or "0" if number is not None else "0"
        return self.bullets.get(key, ""), key != "0"

    def _section(self, element: Any) -> SectionForm:
        size, margin = element.find(f"{W}pgSz"), element.find(f"{W}pgMar")
        numbers = element.find(f"{W}pgNumType")
        title_page = element.find(f"{W}titlePg")
        start = numbers.get(f"{W}start") if numbers is not None else None
        return SectionForm(
            width=mm(size.get(f"{W}w")) if size is not None else 0.0,
            height=mm(size.get(f"{W}h")) if size is not None else 0.0,
            landscape=size is not None and size.get(f"{W}orient") == "landscape",
            margins={s: mm(margin.get(f"{W}{s}")) if margin is not None else 0.0 for s in _SIDES},
            title_page=title_page is not None and on(title_page),
            headers=dict(self._margin_texts(element, "header")),
            footers=dict(self._margin_texts(element, "footer")),
            start=int(start) if start and start.isdigit() else None,
            number_format=(numbers.get(f"{W}fmt") if numbers is not None else None) or "decimal",
        )

    def _margin_texts(self, section: Any, kind: str) -> Iterator[tuple[str, HeaderForm]]:
        targets = _targets(self.package)
        for reference in section.iterfind(f"{W}{kind}Reference"):
            name = targets.get(reference.get(f"{R}id") or "", "")
            root = self.package.xml(name)
            if root is not None:
                yield reference.get(f"{W}type") or "default", self._header(root)

    def _header(self, root: Any) -> HeaderForm:
        paragraphs, number = [], None
        for element in root.iter(f"{W}p"):
            form = self._paragraph(element, _Room(160.0))
            paragraphs.append(form)
            if _has_page_field(element):
                number = form
        return HeaderForm(tuple(paragraphs), number, _field_format(root))


def _inherited(sections: list[SectionForm]) -> tuple[SectionForm, ...]:
    """Sections with the headers and footers they take over from the one before."""
    whole: list[SectionForm] = []
    for section in sections:
        if whole:
            section = replace(
                section,
                headers={**whole[-1].headers, **section.headers},
                footers={**whole[-1].footers, **section.footers},
            )
        whole.append(section)
    return tuple(whole)


def _targets(package: Package) -> dict[str, str]:
    root = package.xml("word/_rels/document.xml.rels")
    return {
        r.get("Id") or "": "word/" + (r.get("Target") or "").removeprefix("/word/")
        for r in (root if root is not None else ())
    }


def _style(properties: Any | None, tag: str) -> str:
    element = properties.find(f"{W}{tag}") if properties is not None else None
    return (element.get(f"{W}val") or "") if element is not None else ""


def _text(run: Any) -> str:
    parts = []
    for child in run:
        if child.tag == f"{W}t":
            parts.append(child.text or "")
        elif child.tag == f"{W}tab":
            parts.append("\t")
        elif child.tag in (f"{W}br", f"{W}cr"):
            parts.append("\n")
        elif child.tag == f"{W}noBreakHyphen":
            parts.append("-")
    return "".join(parts)


def _run_form(text: str, shown: Properties) -> RunForm:
    fonts = shown.get("fonts", {})
    first, second, third, fourth = (fonts.get(slot, "") for slot in SLOTS)
    return RunForm(
        text=text,
        fonts=(first, second, third, fourth),
        size=shown.get("size", 10.0),
        bold=shown.get("b", False),
        italic=shown.get("i", False),
        underline=shown.get("underline", False),
        caps=shown.get("caps", False),
        color=shown.get("color", "auto"),
        highlight=shown.get("highlight", ""),
    )


def _paragraph_form(shown: Properties, width: float) -> ParagraphForm:
    gaps, indents = shown.get("spacing", {}), shown.get("ind", {})
    line = float(gaps.get("line", 240))
    fixed = gaps.get("lineRule", "auto") in ("exact", "atLeast")
    first = mm(indents.get("firstLine")) - mm(indents.get("hanging"))
    return ParagraphForm(
        text="",
        runs=(),
        style="",
        align=shown.get("align", "left"),
        first_line=first,
        left=mm(indents.get("left", indents.get("start"))),
        right=mm(indents.get("right", indents.get("end"))),
        before=float(gaps.get("before", 0)) / 20,
        after=float(gaps.get("after", 0)) / 20,
        spacing=1.0 if fixed else line / 240,
        exact=line / 20 if fixed else None,
        width=width,
    )


def _border(shown: Properties, form: ParagraphForm) -> float | None:
    """Length of a horizontal line on an edge of the paragraph."""
    borders: Any = shown.get("borders")
    if borders is None:
        return None
    for side in ("bottom", "top"):
        edge = borders.find(f"{W}{side}")
        if edge is not None and edge.get(f"{W}val") not in (None, "nil", "none"):
            return form.width - form.left - form.right
    return None


def _drawn(element: Any) -> float | None:
    """Length of a line drawn as a shape anchored in the paragraph."""
    for node in element.iter():
        if not isinstance(node.tag, str):
            continue
        name = node.tag.rpartition("}")[2]
        if name == "prstGeom" and "line" in (node.get("prst") or "").lower():
            return _extent(node)
        if name == "prstGeom" and "connector" in (node.get("prst") or "").lower():
            return _extent(node)
        if name in ("line", "shape") and "vml" in node.tag:
            found = _DRAWN.search(node.get("style") or "")
            if found:
                return float(found[1]) * _UNIT_MM[found[2]]
            return _vml_length(node)
    return None


def _extent(node: Any) -> float | None:
    for above in node.iterancestors():
        for child in above:
            if child.tag.rpartition("}")[2] == "extent":
                return int(child.get("cx") or 0) / _EMU_PER_MM
    return None


def _vml_length(node: Any) -> float | None:
    ends = [re.match(r"-?[\d.]+", node.get(side) or "") for side in ("from", "to")]
    if not all(ends):
        return None
    first, last = (float(e[0]) for e in ends if e)
    return abs(last - first) * 25.4 / 72


def _tab_stops(properties: Any | None) -> int:
    return 0 if properties is None else sum(1 for _ in properties.iter(f"{W}tab"))


def _padding(table: Any) -> float:
    """Side padding of a table's cells, both sides together; Word's default is 3.8 mm."""
    margins = table.find(f"{W}tblPr/{W}tblCellMar")
    if margins is None:
        return 3.8
    sides = [margins.find(f"{W}{side}") for side in ("left", "right")]
    return sum(mm(s.get(f"{W}w")) if s is not None else 1.9 for s in sides)


def _bullets(package: Package) -> dict[str, str]:
    """By list id, the mark of its first level where that is a bullet."""
    root: Any = package.xml("word/numbering.xml")
    if root is None:
        return {}
    marks: dict[str, str] = {}
    for kind in root.iterfind(f"{W}abstractNum"):
        level = kind.find(f"{W}lvl")
        form = level.find(f"{W}numFmt") if level is not None else None
        if form is not None and form.get(f"{W}val") == "bullet":
            text = level.find(f"{W}lvlText")
            mark = text.get(f"{W}val") if text is not None else None
            marks[kind.get(f"{W}abstractNumId")] = mark or "•"
    found: dict[str, str] = {}
    for number in root.iterfind(f"{W}num"):
        kind = number.find(f"{W}abstractNumId")
        if kind is not None and kind.get(f"{W}val") in marks:
            found[number.get(f"{W}numId")] = marks[kind.get(f"{W}val")]
    return found


def _instructions(root: Any) -> Iterator[str]:
    for node in root.iter(f"{W}instrText"):
        yield (node.text or "").upper()
    for node in root.iter(f"{W}fldSimple"):
        yield (node.get(f"{W}instr") or "").upper()


def _has_page_field(element: Any) -> bool:
    return any(re.search(r"\bPAGE\b", text) for text in _instructions(element))


def _field_format(root: Any) -> str:
    found = re.search(r"\\\*\s*(ROMAN|ALPHABETIC)", " ".join(_instructions(root)))
    return found[1] if found else ""
