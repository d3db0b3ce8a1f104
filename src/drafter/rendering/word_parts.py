"""The parts of the package around the text: relationships, settings, headers, properties.

The bytes depend on the document alone: entries have one fixed time and a fixed order.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from xml.sax.saxutils import escape

from drafter.document.layout import FONT, LANGUAGE, Part

from .frame import Frame, OwnPart, relationships_xml
from .word_styles import styles_xml
from .word_xml import DECLARATION, FONTS, NAMESPACES

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time a zip entry can carry
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PACKAGE = "application/vnd.openxmlformats-package"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PICTURES = {
    "png": "png", "jpg": "jpeg", "jpeg": "jpeg", "gif": "gif", "bmp": "bmp", "tif": "tiff",
    "tiff": "tiff", "emf": "x-emf", "wmf": "x-wmf", "svg": "svg+xml",
}  # fmt: skip
HEADER_ID, FIRST_HEADER_ID = "rId10", "rId11"


@dataclass(frozen=True, slots=True)
class Properties:
    """What the file says of itself."""

    title: str
    author: str
    stamp: datetime


@dataclass(frozen=True, slots=True)
class ExtraPart:
    """A further part of the main document: file name in ``word/``, type, relationship, text.

    The text is asked for when the body is written.
    """

    name: str
    content_type: str
    relationship: str
    xml: Callable[[], str]


@dataclass(frozen=True, slots=True)
class Package:
    """All that is written: the body with its sections, properties, further parts."""

    body: str
    properties: Properties
    extra: tuple[ExtraPart, ...] = field(default=())
    styles: str | None = None
    tracking: bool = False
    frame: Frame | None = None  # the office's own page: ``body`` is then the whole document part


def pack(package: Package) -> bytes:
    """The .docx file of ``package``; equal packages give equal bytes."""
    document = package.body
    if package.frame is None:
        document = f"<w:document {NAMESPACES}><w:body>{document}</w:body></w:document>"
    own = package.frame.parts if package.frame else ()
    parts = {
        "[Content_Types].xml": _content_types(package.extra, own),
        "_rels/.rels": _package_relationships(),
        "word/document.xml": DECLARATION + document,
        "word/_rels/document.xml.rels": _document_relationships(package),
        "word/styles.xml": package.styles or styles_xml(),
        "word/settings.xml": _settings(package.tracking),
        "word/fontTable.xml": _font_table(),
        "word/header1.xml": _header(),
        "word/header2.xml": _first_header(),
        "docProps/core.xml": _core(package.properties),
        "docProps/app.xml": _app(),
    }
    parts.update({f"word/{part.name}": part.xml() for part in package.extra})
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, date_time=_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, text.encode("utf-8"))
        for part in own:
            archive.writestr(zipfile.ZipInfo(part.name, date_time=_EPOCH), part.data)
    return buffer.getvalue()


def _content_types(extra: tuple[ExtraPart, ...], own: tuple[OwnPart, ...]) -> str:
    overrides = [
        ("/word/document.xml", f"{_MAIN}.document.main+xml"),
        ("/word/styles.xml", f"{_MAIN}.styles+xml"),
        ("/word/settings.xml", f"{_MAIN}.settings+xml"),
        ("/word/fontTable.xml", f"{_MAIN}.fontTable+xml"),
        ("/word/header1.xml", f"{_MAIN}.header+xml"),
        ("/word/header2.xml", f"{_MAIN}.header+xml"),
        ("/docProps/core.xml", f"{_PACKAGE}.core-properties+xml"),
        (
            "/docProps/app.xml",
            "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        ),
        *((f"/word/{part.name}", part.content_type) for part in extra),
        *((f"/{part.name}", part.content_type) for part in own if part.content_type),
    ]
    pictures = {part.name.rpartition(".")[2].lower() for part in own} & set(_PICTURES)
    defaults = "".join(
        f'<Default Extension="{ending}" ContentType="image/{_PICTURES[ending]}"/>'
        for ending in sorted(pictures)
    )
    listed = "".join(
        f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides
    )
    return (
        f'{DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Default Extension="rels" ContentType="{_PACKAGE}.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{defaults}{listed}</Types>'
    )


def _relationships(targets: list[tuple[str, str, str]]) -> str:
    return relationships_xml((key, kind, target, "") for key, kind, target in targets)


@lru_cache(maxsize=1)
def _package_relationships() -> str:
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    return _relationships(
        [
            ("rId1", f"{_REL}/officeDocument", "word/document.xml"),
            ("rId2", core, "docProps/core.xml"),
            ("rId3", f"{_REL}/extended-properties", "docProps/app.xml"),
        ]
    )


def _document_relationships(package: Package) -> str:
    ours = [
        ("rId1", f"{_REL}/styles", "styles.xml"),
        ("rId2", f"{_REL}/settings", "settings.xml"),
        ("rId3", f"{_REL}/fontTable", "fontTable.xml"),
        (HEADER_ID, f"{_REL}/header", "header1.xml"),
        (FIRST_HEADER_ID, f"{_REL}/header", "header2.xml"),
        *((f"rId{20 + i}", part.relationship, part.name) for i, part in enumerate(package.extra)),
    ]
    own = package.frame.relationships if package.frame else ()
    return relationships_xml([*((*each, "") for each in ours), *own])


def _settings(tracking: bool) -> str:
    return (
        f"{DECLARATION}<w:settings {NAMESPACES}>"
        + ("<w:trackRevisions/>" if tracking else "")
        + '<w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="{LANGUAGE}"/>'
        '<w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
    )


@lru_cache(maxsize=1)
def _font_table() -> str:
    return (
        f'{DECLARATION}<w:fonts {NAMESPACES}><w:font w:name="{FONT}">'
        '<w:panose1 w:val="02020603050405020304"/><w:charset w:val="00"/>'
        '<w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>'
    )


@lru_cache(maxsize=1)
def _header() -> str:
    """The page number in the middle of the top margin (PLI-I.7)."""

    def piece(inner: str) -> str:
        return f"<w:r><w:rPr>{FONTS}</w:rPr>{inner}</w:r>"

    field_code = (
        piece('<w:fldChar w:fldCharType="begin"/>')
        + piece('<w:instrText xml:space="preserve"> PAGE </w:instrText>')
        + piece('<w:fldChar w:fldCharType="separate"/>')
        + piece("<w:t>2</w:t>")
        + piece('<w:fldChar w:fldCharType="end"/>')
    )
    return _header_part(field_code)


@lru_cache(maxsize=1)
def _first_header() -> str:
    """The first page shows no number."""
    return _header_part("")


def _header_part(content: str) -> str:
    return (
        f'{DECLARATION}<w:hdr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val="{Part.PAGE_NUMBER.value}"/>'
        f"</w:pPr>{content}</w:p></w:hdr>"
    )


def _core(properties: Properties) -> str:
    moment = properties.stamp.strftime("%Y-%m-%dT%H:%M:%SZ")
    author = escape(properties.author)
    return (
        f"{DECLARATION}<cp:coreProperties "
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(properties.title)}</dc:title><dc:creator>{author}</dc:creator>"
        f"<cp:lastModifiedBy>{author}</cp:lastModifiedBy><cp:revision>1</cp:revision>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{moment}</dcterms:modified>'
        f"<dc:language>{LANGUAGE}</dc:language></cp:coreProperties>"
    )


@lru_cache(maxsize=1)
def _app() -> str:
    return (
        f'{DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
        'extended-properties"><Application>drafter</Application></Properties>'
    )
