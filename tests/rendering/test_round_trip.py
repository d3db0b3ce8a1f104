"""What is written is read back as the same document."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from tests.factories import shapes

from drafter.document.model import LaunchDocument, Paragraph
from drafter.document.reading import ReadDocument
from drafter.reading import read_bytes, read_text
from drafter.rendering import to_docx, to_text

SHAPES = shapes()

Way = Callable[[LaunchDocument], ReadDocument]
WAYS: dict[str, Way] = {
    "text": lambda document: read_text(to_text(document)),
    "docx": lambda document: read_bytes(to_docx(document), "van-ban.docx"),
}


def said(read: ReadDocument) -> dict[str, object]:
    header = read.header
    return {
        "type": header.doc_type,
        "title": header.title,
        "code": header.code,
        "year": header.date.year,
        "number": header.number,
        "signer": header.signer_name,
        "recipients": read.recipients,
        "sections": tuple(mark.label.rstrip(")") for mark in read.sections),
    }


def meant(document: LaunchDocument) -> dict[str, object]:
    head = document.letterhead
    return {
        "type": document.kind.printed,
        "title": document.title,
        "code": head.code,
        "year": head.year,
        "number": head.number.zfill(2) if head.number else None,
        "signer": document.signature.name,
        "recipients": document.recipients,
        "sections": tuple(labels(document)),
    }


def labels(document: LaunchDocument) -> list[str]:
    found: list[str] = []
    for _, section in document.walk():
        found.append(section.label)
        found += [p.label for p in section.paragraphs if p.label.isalnum()]
    return found


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", SHAPES)
def test_a_document_survives_the_way_out_and_in(name: str, way: str) -> None:
    """Type, title, number, year, signer, recipients and labels are those of the document."""
    document = SHAPES[name]

    assert said(WAYS[way](document)) == meant(document)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", SHAPES)
def test_no_sentence_is_lost(name: str, way: str) -> None:
    """Every paragraph of the body stands in the text that was read."""
    text = WAYS[way](SHAPES[name]).text

    lost = [p.text for _, p in SHAPES[name].paragraphs() if not stands_in(p, text)]
    assert lost == []


def stands_in(paragraph: Paragraph, text: str) -> bool:
    """The paragraph as it is; of a target in a table each of its words."""
    if not paragraph.followed_by:
        return paragraph.text in text
    words = set(re.findall(r"\w[\w.,/]*\w|\w", paragraph.text)) - {"đạt", "trong", "đó"}
    return all(word in text for word in words)
