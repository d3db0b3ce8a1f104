"""Whatever a document holds, it can be printed and says the same when opened again."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.factories import launch_document, letterhead
from tests.rendering.test_tracked_changes import both_ways
from tests.schema_order import package_faults

from drafter.document.facts import FactKind, Ground, GroundKind, Span, Use
from drafter.document.model import Annex, LaunchDocument, Paragraph, Signature
from drafter.rendering import (
    read_template,
    reread,
    sample_template,
    to_docx,
    to_html,
    to_review_docx,
    to_text,
)

anything = st.text(max_size=60)
line = st.text(
    alphabet=st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=60
).filter(lambda text: bool(text.strip()))


@st.composite
def paragraphs(draw: st.DrawFn) -> Paragraph:
    text = draw(anything)
    ends = sorted(draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=6)))
    ground = Ground(draw(st.sampled_from(GroundKind)), draw(anything), draw(anything))
    uses = tuple(Use(text[a:b], FactKind.NUMBER, ground, Span(a, b)) for a, b in pairwise(ends))
    return Paragraph(text, uses=uses, label=draw(st.sampled_from(["", "-", "a", "1"])))


@st.composite
def documents(draw: st.DrawFn) -> LaunchDocument:
    issuer = draw(st.lists(line, min_size=1, max_size=3))
    columns = draw(st.integers(1, 4))
    row = st.tuples(*[anything] * columns)
    return launch_document(
        letterhead=letterhead(*issuer, place=draw(line)),
        title=draw(line),
        closing=tuple(draw(st.lists(paragraphs(), max_size=4))),
        recipients=tuple(draw(st.lists(line, max_size=3))),
        signature=Signature(tuple(draw(st.lists(line, max_size=3))), draw(line)),
        annexes=(Annex(draw(line), draw(row), tuple(draw(st.lists(row, max_size=3)))),),
    )


@settings(max_examples=40, deadline=None)
@given(documents())
def test_any_document_is_printed_and_read_back(document: LaunchDocument) -> None:
    """No text, however odd, breaks the file or is lost in it."""
    assert reread(to_docx(document), document) == []
    assert to_text(document).endswith("\n")


@settings(max_examples=25, deadline=None)
@given(documents(), documents())
def test_any_document_can_be_reviewed(new: LaunchDocument, old: LaunchDocument) -> None:
    """The reviewer's copy and the preview stand whatever changed."""
    assert to_review_docx(new, earlier=old)[:2] == b"PK"
    html = to_html(new)
    main = html[html.index("<main>") : html.index("</main>") + len("</main>")]
    ElementTree.fromstring(re.sub(r"<(hr|col)\b([^>]*)>", r"<\1\2/>", main))


@settings(max_examples=40, deadline=None)
@given(documents(), documents())
def test_any_two_documents_settle_both_ways(new: LaunchDocument, old: LaunchDocument) -> None:
    """Accepting all gives the new text, rejecting all the old one, and nothing needs repair."""
    both_ways(new, old)


@settings(max_examples=25, deadline=None)
@given(documents())
def test_any_document_stands_on_an_offices_page(document: LaunchDocument) -> None:
    """Our components take the places of the marks, whatever they hold."""
    template = read_template(sample_template())
    data = to_docx(document, template=template)

    assert package_faults(data) == []
    assert template.frame is not None
    assert reread(data, document, fixed=template.frame.fixed) == []


def test_an_almost_empty_document_is_printed() -> None:
    """A document that is only begun can be looked at."""
    bare = replace(launch_document(), opening=(), sections=(), closing=(), recipients=(), title="")

    assert reread(to_docx(bare), bare) == []
    assert "KẾ HOẠCH" in to_html(bare)
