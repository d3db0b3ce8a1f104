"""The zip container of Office files, opened with care.

Nothing is unpacked to disk, no link is followed, no macro is run; XML is parsed without
entities and without network. Sizes are checked against the zip directory before a byte is
inflated, and ``zipfile`` never inflates more than the directory declares.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from typing import TYPE_CHECKING

from drafter.errors import UnreadableFile

from .limits import MAX_MEMBERS, MAX_PART_BYTES, MAX_UNPACKED_BYTES, unreadable

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"

# ISO 29500 "strict" files use other namespace names for the same elements.
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)

# What zipfile raises for a member that is cut off, altered or encrypted.
_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, ValueError, EOFError)


def damaged(kind: str, error: Exception | str) -> UnreadableFile:
    """The error for a file of the right kind whose inside is broken."""
    return unreadable(
        f"damaged {kind}: {error}",
        f"Tệp {kind} bị hỏng hoặc chưa tải về hết; đề nghị mở tệp gốc, lưu lại rồi gửi lần nữa.",
    )


class Package:
    """A zip container whose members are read one by one."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise damaged("Word hoặc Excel", error) from error
        self.names = frozenset(self._zip.namelist())
        self._refuse_bombs()

    def _refuse_bombs(self) -> None:
        infos = self._zip.infolist()
        if len(infos) > MAX_MEMBERS or sum(i.file_size for i in infos) > MAX_UNPACKED_BYTES:
            raise unreadable(
                "zip container too large when unpacked",
                "Tệp nén chứa quá nhiều dữ liệu, không an toàn để mở; "
                "đề nghị lưu lại văn bản thành tệp .docx mới.",
            )

    def read(self, name: str) -> bytes | None:
        """The bytes of a member, ``None`` where there is no such member."""
        if name not in self.names:
            return None
        if self._zip.getinfo(name).file_size > MAX_PART_BYTES:
            raise unreadable(
                f"part {name} too large",
                "Nội dung tệp quá lớn; đề nghị tách văn bản thành các tệp nhỏ hơn.",
            )
        try:
            return self._zip.read(name)
        except _BROKEN as error:
            raise damaged("Word hoặc Excel", error) from error

    def xml(self, name: str) -> _Element | None:
        """A member parsed as XML, ``None`` where there is no such member."""
        data = self.read(name)
        return None if data is None else parse_xml(data)

    def main_part(self) -> str:
        """Name of the main document part, by the package's relationships."""
        for kind, target in self.relations("_rels/.rels", ""):
            if kind.endswith("/officeDocument"):
                return target
        return "word/document.xml"

    def relations(self, part: str, folder: str) -> list[tuple[str, str]]:
        """Pairs of type and internal target of a relationship part; links outside are left."""
        root = self.xml(part)
        if root is None:
            return []
        return [
            (r.get("Type", ""), posixpath.normpath(posixpath.join(folder, target)).lstrip("/"))
            for r in root.iter(_RELATIONSHIP)
            if r.get("TargetMode") != "External" and (target := r.get("Target"))
        ]


def parse_xml(data: bytes) -> _Element:
    """``data`` as an XML tree; entities, DTDs and the network are off."""
    from lxml import etree

    for strict, usual in _STRICT:
        data = data.replace(strict, usual)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise damaged("Word hoặc Excel", error) from error
