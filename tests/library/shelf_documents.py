"""Small documents of our own for the tests of the library, made by hand as the reader would."""

from __future__ import annotations

import hashlib
import os
import re

from drafter.document.facts import Span
from drafter.document.reading import Header, PrintedDate, ReadDocument, SectionMark, Source
from drafter.document.unit import Level
from drafter.errors import UnreadableFile

MARK = re.compile(r"^(?P<label>[IVX]+\.|\d+\.|[a-zđ]\)) (?P<title>.+)$", re.MULTILINE)


def read(data: bytes, name: str) -> ReadDocument:
    """A reader for tests: the first lines "issuer | level | parent | year | kind", then text."""
    text = data.decode("utf-8", errors="strict") if b"\x00" not in data else ""
    if not text.strip():
        raise UnreadableFile("no text", advice="Tệp không có chữ.")
    head, _, body = text.partition("\n")
    issuer, level, parent, year, kind = (part.strip() or None for part in head.split("|"))
    return ReadDocument(
        text=body,
        source=Source(name, "txt", digest=hashlib.sha256(data).hexdigest()),
        header=Header(
            issuer=issuer,
            parent=parent,
            level=Level(level) if level else None,
            date=PrintedDate(year=int(year) if year else None),
            doc_type=kind,
            title=f"{kind} thi đua năm {year}",
            year=int(year) if year else None,
        ),
        sections=marks(body),
    )


def fragile(data: bytes, name: str) -> ReadDocument:
    """A reader that one file brings down together with its process."""
    if b"bring it down" in data:
        os._exit(7)
    return read(data, name)


def marks(text: str) -> tuple[SectionMark, ...]:
    """Headings "I. …", "1. …", "a) …" with their logical depth."""
    found = list(MARK.finditer(text))
    ends = [m.start() for m in found[1:]] + [len(text)]
    return tuple(
        SectionMark(
            m["label"].rstrip("."),
            m["title"],
            1 if m["label"][0] in "IVX" else 2 if m["label"][0].isdigit() else 3,
            Span(m.start(), m.end()),
            Span(m.end(), end),
        )
        for m, end in zip(found, ends, strict=False)
    )


def launch(unit: str, province: str, year: int, *contents: str, kind: str = "KẾ HOẠCH") -> bytes:
    """Bytes of a small plan of a commune."""
    items = "\n".join(f"{i}. {text}" for i, text in enumerate(contents, 1))
    return (
        f"Ủy ban nhân dân xã {unit} | xa | Ủy ban nhân dân tỉnh {province} | {year} | {kind}\n"
        f"{kind} phát động thi đua năm {year} của xã {unit}\n"
        f"I. NỘI DUNG\n{items}\nII. TỔ CHỨC THỰC HIỆN\nVăn phòng theo dõi, đôn đốc."
    ).encode()
