"""The office's own template: where it defines our styles, its look takes precedence.

A template is a .docx that holds styles with the names of our components ("Quốc hiệu",
"Nội dung văn bản", …), such as any file of ours that the office has restyled in Word. Margins are
taken too. The typeface is not: Times New Roman is the decree's, not a choice (PLI-I.4). What
else in a template breaks the decree is for ``checking.format_template`` to tell.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from drafter.document.layout import FORMS, MARGINS
from drafter.errors import UnreadableFile

from .frame import Frame, find_marks, parse, plain, read_frame
from .word_styles import BUILT_IN, styles_xml
from .word_xml import DECLARATION, FONTS

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_LARGEST = 20 * 1024 * 1024  # bytes of one part
_PARAGRAPH = (
    "keepNext", "keepLines", "pageBreakBefore", "widowControl", "pBdr", "shd", "tabs", "spacing",
    "ind", "contextualSpacing", "jc", "outlineLvl",
)  # fmt: skip
_RUN = ("b", "bCs", "i", "iCs", "caps", "color", "spacing", "sz", "szCs", "u")


@dataclass(frozen=True, slots=True)
class Template:
    """What is taken from a template: styles part, margins by side in twips, styles found.

    ``frame`` is its page with our marks, where it has them.
    """

    styles: str
    margins: dict[str, int]
    found: tuple[str, ...]
    frame: Frame | None = None


def read_template(data: bytes) -> Template:
    """What the template ``data`` gives; ``UnreadableFile`` where it is no .docx."""
    styles, document = _part(data, "word/styles.xml"), _part(data, "word/document.xml")
    theirs = _Styles(styles)
    ours = parse(styles_xml().encode())
    found = []
    # Every Word file has "heading 1": only names of our own tell a template.
    own = any(theirs.by_name(f.name) for f in FORMS.values() if f.part.value not in BUILT_IN)
    for element in ours.iterfind(_q("style")):
        name = element.find(_q("name")).get(_q("val"))
        key = theirs.by_name(name) if own else None
        if key and element.get(_q("default")) is None:
            _replace(element, theirs.properties(key, "pPr"), "pPr")
            _replace(element, theirs.properties(key, "rPr"), "rPr")
            found.append(name)
    margins = _margins(document)
    frame = _frame(data, document, _add_others(ours, styles) if _has_marks(document) else {})
    return Template(_written(ours), margins, tuple(found), frame)


def _has_marks(document: Any) -> bool:
    return any(mark.key == "noidung" for mark in find_marks(document))


def _frame(data: bytes, document: Any, renamed: dict[str, str]) -> Frame | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return read_frame(archive, document, renamed)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, RuntimeError) as error:
        raise _unreadable(error) from error


def _add_others(ours: Any, theirs: Any) -> dict[str, str]:
    """Adds the template's other styles, which what stands around the marks needs.

    Returns the ids of theirs that are ours by name, to be used instead.
    """
    names = {_folded(s.find(_q("name")).get(_q("val"))): s for s in ours.iterfind(_q("style"))}
    taken = {s.get(_q("styleId")) for s in ours.iterfind(_q("style"))}
    renamed: dict[str, str] = {}
    added = []
    for style in theirs.iterfind(_q("style")):
        key, name = style.get(_q("styleId")) or "", style.find(_q("name"))
        same = names.get(_folded(name.get(_q("val")) or "")) if name is not None else None
        if name is None or same is not None:
            renamed[key] = same.get(_q("styleId")) if same is not None else ""
            continue
        style = deepcopy(style)
        renamed[key] = f"mau{key}" if key in taken else key
        style.set(_q("styleId"), renamed[key])
        style.attrib.pop(_q("default"), None)
        added.append(style)
    for style in added:
        plain(style)
        for tag in ("basedOn", "next", "link"):
            for other in style.iterfind(_q(tag)):
                other.set(_q("val"), renamed.get(other.get(_q("val")) or "") or "Normal")
        ours.append(style)
    return renamed


def _unreadable(error: Exception) -> UnreadableFile:
    return UnreadableFile(
        f"not a template: {error}",
        advice="Tệp mẫu không mở được; đề nghị dùng tệp .docx do Word hoặc LibreOffice lưu.",
    )


def _q(name: str) -> str:
    return f"{{{_W}}}{name}"


def _part(data: bytes, name: str) -> Any:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if archive.getinfo(name).file_size > _LARGEST:
                raise ValueError("part too large")
            return parse(archive.read(name))
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, RuntimeError) as error:
        raise _unreadable(error) from error


def _written(root: Any) -> str:
    from lxml import etree

    text: str = etree.tostring(root, encoding="unicode")
    return DECLARATION + text


class _Styles:
    """Styles of the template, by name, with what they inherit added up."""

    def __init__(self, root: Any) -> None:
        self._root = root
        self._by_id = {s.get(_q("styleId")) or "": s for s in root.iterfind(_q("style"))}
        self._names: dict[str, str] = {}
        for key, element in self._by_id.items():
            name = element.find(_q("name"))
            if name is not None and element.get(_q("type")) == "paragraph":
                self._names[_folded(name.get(_q("val")) or "")] = key

    def by_name(self, name: str) -> str | None:
        """Id of the paragraph style of that name."""
        return self._names.get(_folded(name))

    def _chain(self, key: str) -> list[Any]:
        chain: list[Any] = []
        while key in self._by_id and self._by_id[key] not in chain:
            chain.append(self._by_id[key])
            based = self._by_id[key].find(_q("basedOn"))
            key = based.get(_q("val")) or "" if based is not None else ""
        return chain[::-1]

    def _layers(self, key: str, kind: str) -> Iterator[Any]:
        default = self._root.find(f"{_q('docDefaults')}/{_q(kind + 'Default')}/{_q(kind)}")
        if default is not None:
            yield default
        for style in self._chain(key):
            own = style.find(_q(kind))
            if own is not None:
                yield own

    def properties(self, key: str, kind: str) -> dict[str, Any]:
        """Effective settings by element name; of gaps and indents, attribute by attribute."""
        merged: dict[str, Any] = {}
        for layer in self._layers(key, kind):
            for child in layer:
                name = str(child.tag).removeprefix(_q(""))
                before = merged.get(name)
                if name in ("spacing", "ind") and before is not None:
                    for attribute, value in before.attrib.items():
                        if attribute not in child.attrib:
                            child.set(attribute, value)
                merged[name] = child
        return merged


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).lower().split())


def _replace(style: Any, settings: dict[str, Any], kind: str) -> None:
    """Puts ``settings`` into our style, in the order of the schema, with our typeface."""
    target = style.find(_q(kind))
    for child in list(target):
        target.remove(child)
    if kind == "rPr":
        target.append(parse(FONTS.replace("<w:rFonts", f'<w:rFonts xmlns:w="{_W}"', 1).encode()))
    for name in _PARAGRAPH if kind == "pPr" else _RUN:
        if name in settings:
            target.append(deepcopy(settings[name]))


def _margins(document: Any) -> dict[str, int]:
    """Margins of the first section, in twips, where they are whole and positive."""
    element = next(document.iter(_q("pgMar")), None)
    if element is None:
        return {}
    found = {m.side: element.get(_q(m.side)) or "" for m in MARGINS}
    return {side: int(v) for side, v in found.items() if re.fullmatch(r"[1-9]\d{1,4}", v)}
