"""The page of an office's own template: its parts, and the marks where our components go.

A mark is ``{{Nơi nhận}}`` in a paragraph, a content control with that tag or title, or a
bookmark of that name; capitals, diacritics and blanks do not count. What stands around the
marks is the office's and stays, its typeface excepted (PLI-I.4).
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import quoteattr

from drafter.document.layout import FONT

from .word_xml import DECLARATION

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
FOLDER = "mau"  # where the template's own parts stand in our package, below word/
_LARGEST = 20 * 1024 * 1024  # bytes of one part
_KEPT = ("header", "footer", "image", "numbering", "footnotes", "endnotes", "hyperlink")
_BRACED = re.compile(r"\{\{\s*([^{}]{2,40}?)\s*\}\}")
_XML_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml."

MARKS = {
    "phandau": "Phần đầu",  # letterhead, type and title
    "coquanbanhanh": "Cơ quan ban hành",
    "quochieu": "Quốc hiệu",  # with the motto
    "sokyhieu": "Số ký hiệu",
    "diadanhthoigian": "Địa danh thời gian",
    "tenloai": "Tên loại",
    "trichyeu": "Trích yếu",
    "noidung": "Nội dung",
    "noinhan": "Nơi nhận",
    "quyenhanchucvu": "Quyền hạn chức vụ",
    "hoten": "Họ tên",
    "phanky": "Phần ký",  # recipients beside the signature
}
"""Marks by key, with the name an official writes."""
_ONE_OF = (
    ("sokyhieu", "phandau"), ("diadanhthoigian", "phandau"), ("tenloai", "phandau"),
    ("trichyeu", "phandau"), ("noidung",), ("noinhan", "phanky"),
    ("quyenhanchucvu", "phanky"), ("hoten", "phanky"),
)  # fmt: skip


Relation = tuple[str, str, str, str]
"""Id, type, target and mode of a relationship."""


@dataclass(frozen=True, slots=True)
class OwnPart:
    """A part taken over as it is: path in our package, type, bytes."""

    name: str
    content_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Frame:
    """A template's page: document part, parts around it, marks, its own lines.

    ``missing`` names components without a place, ``unknown`` marks that mean nothing to us.
    ``relationships`` are those of the document part, under ids of their own.
    """

    document: bytes
    parts: tuple[OwnPart, ...]
    relationships: tuple[Relation, ...]
    marks: tuple[str, ...]
    fixed: tuple[str, ...]
    missing: tuple[str, ...]
    unknown: tuple[str, ...]


def key_of(name: str) -> str:
    """``name`` of a mark without capitals, diacritics and blanks."""
    bare = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    return "".join(c for c in bare if c.isascii() and c.isalnum())


def q(name: str) -> str:
    """``name`` in the namespace of WordprocessingML."""
    return f"{{{W}}}{name}"


def text_of(paragraph: Any) -> str:
    """The printed text of a paragraph."""
    return "".join(t.text or "" for t in paragraph.iter(q("t")))


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark in a document part: its key, and the element in whose place the text goes.

    ``inside`` is the mark as written where it stands in a line with other text, else empty.
    """

    key: str
    element: Any
    inside: str = ""


def find_marks(root: Any) -> Iterator[Mark]:
    """Every mark of a document part, known or not."""
    for control in root.iter(q("sdt")):
        name = _control_name(control)
        if name:
            yield Mark(name, control)
    for start in root.iter(q("bookmarkStart")):
        key = key_of(start.get(q("name")) or "")
        paragraph = next(start.iterancestors(q("p")), None)
        if key in MARKS and paragraph is not None:
            yield Mark(key, paragraph)
    for paragraph in root.iter(q("p")):
        text = text_of(paragraph).strip()
        for found in _BRACED.finditer(text):
            whole = found.group() == text
            yield Mark(key_of(found[1]), paragraph, "" if whole else found.group())


def _control_name(control: Any) -> str:
    for tag in ("tag", "alias"):
        for element in control.iterfind(f"{q('sdtPr')}/{q(tag)}"):
            key = key_of(element.get(q("val")) or "")
            if key in MARKS:
                return key
    return ""


def read_frame(archive: zipfile.ZipFile, root: Any, renamed: Mapping[str, str]) -> Frame | None:
    """The page of a template whose document part is ``root``; ``None`` without a body mark.

    ``renamed`` gives the ids of styles that go by another id in our package.
    """
    found = list(find_marks(root))
    marks = {mark.key for mark in found}
    if "noidung" not in marks:
        return None
    braced = (m.group(1) for p in root.iter(q("p")) for m in _BRACED.finditer(text_of(p)))
    unknown = tuple(name for name in braced if key_of(name) not in MARKS)
    missing = tuple(MARKS[keys[0]] for keys in _ONE_OF if not marks & set(keys))
    fixed = tuple(_fixed_lines(root, {mark.element for mark in found}))
    adopting = _Adopting(archive, renamed)
    relations = adopting.adopt("word/document.xml", root, prefix="mau", folder=f"{FOLDER}/")
    return Frame(
        document=written(root),
        parts=tuple(adopting.parts.values()),
        relationships=tuple(relations),
        marks=tuple(sorted(marks & set(MARKS))),
        fixed=fixed,
        missing=missing,
        unknown=unknown,
    )


def _fixed_lines(root: Any, marked: set[Any]) -> Iterator[str]:
    for paragraph in root.iter(q("p")):
        within = {paragraph, *paragraph.iterancestors(q("sdt"))}
        text = " ".join(_BRACED.sub("", text_of(paragraph)).split())
        if text and (not within & marked or _BRACED.search(text_of(paragraph))):
            yield text


def plain(root: Any) -> None:
    """Puts our typeface in the place of every other of a part."""
    for fonts in list(root.iter(q("rFonts"))):
        for name in list(fonts.attrib):
            del fonts.attrib[name]
        for slot in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(q(slot), FONT)


class _Adopting:
    """Takes over the parts a document part leads to, under names and ids of their own."""

    def __init__(self, archive: zipfile.ZipFile, renamed: Mapping[str, str]) -> None:
        self._archive, self._renamed = archive, renamed
        self.parts: dict[str, OwnPart] = {}

    def adopt(self, path: str, root: Any, prefix: str = "", folder: str = "") -> list[Relation]:
        """Relationships of ``path`` that are kept; what leads elsewhere is taken out of it."""
        kept: list[Relation] = []
        for key, kind, target, mode in _relations(self._archive, path):
            external = mode == "External"
            if kind.rpartition("/")[2] not in _KEPT or (
                external and not kind.endswith("hyperlink")
            ):
                continue
            if not external and not self._take(posixpath.normpath(f"word/{target}")):
                continue
            kept.append((f"{prefix}{key}", kind, target if external else f"{folder}{target}", mode))
        _point(root, prefix, {key for key, *_ in kept})
        for tag in ("commentRangeStart", "commentRangeEnd", "commentReference"):
            for element in list(root.iter(q(tag))):
                element.getparent().remove(element)
        plain(root)
        for tag in ("pStyle", "rStyle", "tblStyle"):
            for style in root.iter(q(tag)):
                name = style.get(q("val")) or ""
                style.set(q("val"), self._renamed.get(name, name))
        return kept

    def _take(self, path: str) -> bool:
        """Whether ``path`` could be taken over."""
        inside = path.startswith("word/") and path in self._archive.namelist()
        if not inside or self._archive.getinfo(path).file_size > _LARGEST:
            return False
        if path in self.parts:
            return True
        name, data = path.replace("word/", f"word/{FOLDER}/", 1), self._archive.read(path)
        if not path.endswith(".xml"):
            self.parts[path] = OwnPart(name, "", data)
            return True
        root = parse(data)
        kept = self.adopt(path, root)
        stem = posixpath.basename(path).partition(".")[0].rstrip("0123456789")
        self.parts[path] = OwnPart(name, f"{_XML_TYPES}{stem}+xml", written(root))
        if kept:
            folder, own = posixpath.split(name)
            rels = f"{folder}/_rels/{own}.rels"
            self.parts[rels] = OwnPart(rels, "", relationships_xml(kept).encode())
        return True


def _point(root: Any, prefix: str, known: set[str]) -> None:
    """Puts the new ids in; what leads to a part not taken over goes, with its run."""
    for element in list(root.iter()):
        for name, value in list(element.attrib.items()):
            if not name.startswith(f"{{{R}}}"):
                continue
            if f"{prefix}{value}" in known:
                element.set(name, f"{prefix}{value}")
                continue
            whole = next(element.iterancestors(q("r")), element)
            if whole.getparent() is not None:
                whole.getparent().remove(whole)


def _relations(archive: zipfile.ZipFile, part: str) -> list[Relation]:
    folder, name = posixpath.split(part)
    path = f"{folder}/_rels/{name}.rels"
    if path not in archive.namelist():
        return []
    found = parse(archive.read(path)).iter(f"{{{_RELS}}}Relationship")
    return [
        (e.get("Id") or "", e.get("Type") or "", e.get("Target") or "", e.get("TargetMode") or "")
        for e in found
    ]


def relationships_xml(relations: Iterable[Relation]) -> str:
    """A relationships part."""
    listed = []
    for key, kind, target, mode in relations:
        outside = f" TargetMode={quoteattr(mode)}" if mode else ""
        listed.append(
            f"<Relationship Id={quoteattr(key)} Type={quoteattr(kind)} "
            f"Target={quoteattr(target)}{outside}/>"
        )
    return f'{DECLARATION}<Relationships xmlns="{_RELS}">{"".join(listed)}</Relationships>'


def parse(data: bytes) -> Any:
    """``data`` as XML, nothing fetched and nothing expanded; `ValueError` where it is none."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from error


def written(root: Any) -> bytes:
    """``root`` as the bytes of a part."""
    from lxml import etree

    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
