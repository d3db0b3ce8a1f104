"""Passages: whole sentences, with the headings above them and the facts of their document."""

from __future__ import annotations

import pytest
from shelf_documents import launch, read

from drafter.document.model import DocumentKind, SectionKind
from drafter.document.reading import Header, ReadDocument, Source
from drafter.document.unit import Level
from drafter.library.sources import LONGEST, described, passages, proper_name

DATA = launch("Thiên Cầm", "Hà Tĩnh", 2026, "Khai thác hải sản đạt 900 tấn.", "Giảm hộ nghèo.")


def test_items_become_passages_with_their_place() -> None:
    found = [(p.section, p.context, p.text) for p in passages(read(DATA, "a.txt"), "a")]

    assert found == [
        ("", "", "KẾ HOẠCH phát động thi đua năm 2026 của xã Thiên Cầm"),
        ("I.1", "NỘI DUNG", "1. Khai thác hải sản đạt 900 tấn."),
        ("I.2", "NỘI DUNG", "2. Giảm hộ nghèo."),
        ("II", "", "II. TỔ CHỨC THỰC HIỆN\nVăn phòng theo dõi, đôn đốc."),
    ]


def test_a_passage_knows_what_its_section_is_for() -> None:
    kinds = [p.kind for p in passages(read(DATA, "a.txt"), "a")]

    assert kinds[1:] == [SectionKind.CONTENTS, SectionKind.CONTENTS, SectionKind.ORGANISATION]


def test_a_long_section_is_never_cut_in_a_sentence() -> None:
    sentences = [f"Thôn {i} thu gom rác thải vào thứ bảy hằng tuần, đúng nơi." for i in range(80)]
    text = " ".join(sentences)
    found = list(passages(ReadDocument(text, Source("a", "txt")), "a"))

    assert len(found) > 2
    assert all(len(p.text) <= LONGEST and p.text.endswith(".") for p in found)
    assert " ".join(p.text for p in found) == text


def test_a_sentence_longer_than_a_passage_stays_whole() -> None:
    text = "xây dựng " * 300 + "hết."
    found = list(passages(ReadDocument(text, Source("a", "txt")), "a"))

    assert [p.text for p in found] == [text]


def test_spans_lead_back_to_the_document() -> None:
    document = read(DATA, "a.txt")

    for passage in passages(document, "a"):
        assert passage.span is not None
        assert passage.span.of(document.text).strip() == passage.text


def test_the_facts_of_a_document() -> None:
    facts = described(read(DATA, "a.txt"), "ab" * 32)

    assert (facts.unit, facts.level, facts.province, facts.year, facts.kind, facts.doubts) == (
        "Thiên Cầm",
        Level.COMMUNE,
        "tỉnh Hà Tĩnh",
        2026,
        DocumentKind.PLAN,
        (),
    )


def test_what_could_not_be_read_is_said() -> None:
    facts = described(ReadDocument("chữ", Source("a", "txt"), Header(issuer="UBND xã A")), "ab")

    assert facts.doubts == ("Chưa đọc được năm", "Chưa đọc được trích yếu")


@pytest.mark.parametrize(
    ("issuer", "name"),
    [
        ("Ủy ban nhân dân xã Vạn Linh", "Vạn Linh"),
        ("UBND PHƯỜNG HÀ HUY TẬP", "HÀ HUY TẬP"),
        ("Ủy ban nhân dân thị trấn Mạo Khê", "Mạo Khê"),
        ("UBND huyện Chi Lăng", "Chi Lăng"),
        ("Thủ tướng Chính phủ", None),
        (None, None),
    ],
)
def test_the_units_own_name(issuer: str | None, name: str | None) -> None:
    assert proper_name(issuer) == name
