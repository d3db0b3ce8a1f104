"""Syllables as search terms: what counts as the same word, what is spelled out."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.library.vocabulary import Vocabulary
from drafter.library.words import bare, has_marks, marked, numbers, syllables, terms

KB = Path(__file__).parents[2] / "kb"


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary.load(KB / "vocabulary" / "search.yaml")


@pytest.mark.parametrize(
    ("one", "other"),
    [("hoà", "hòa"), ("uỷ", "ủy"), ("thuỷ", "thủy"), ("kỹ", "kĩ"), ("ho\u0300a", "hòa")],
)
def test_two_ways_of_writing_one_word(one: str, other: str) -> None:
    first, second = (marked(syllables(word)[0]) for word in (one, other))

    assert first == second


@pytest.mark.parametrize(("one", "other"), [("mà", "ma"), ("đo", "do"), ("bàn", "bán")])
def test_marks_tell_words_apart(one: str, other: str) -> None:
    assert marked(one) != marked(other)


@pytest.mark.parametrize(
    ("text", "expected"), [("đường", "duong"), ("nghèo", "ngheo"), ("mỹ", "mi"), ("quý", "quy")]
)
def test_bare_letters(text: str, expected: str) -> None:
    assert bare(text) == expected


@pytest.mark.parametrize(
    ("query", "expected"), [("chuyen doi so", False), ("chuyển doi so", True), ("dđ", True)]
)
def test_marks_in_a_query(query: str, expected: bool) -> None:
    assert has_marks(query) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chỉ thị số 19/CT-TTg ngày 16/7/2021", ["19/ct-ttg"]),
        ("Nghị định 152/2025/NĐ-CP", ["152/2025/nd-cp"]),
        ("Chỉ thị 34-CT/TW", ["34-ct/tw"]),
        ("giai đoạn 2021-2025", []),
    ],
)
def test_a_document_number_is_one_term(text: str, expected: list[str]) -> None:
    assert numbers(text) == expected


def test_pairs_of_syllables_are_terms() -> None:
    assert terms("chuyển đổi số", with_marks=False) == [
        "chuyen",
        "doi",
        "so",
        "chuyen_doi",
        "doi_so",
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("UBND xã", "ủy ban nhân dân xã"),
        ("chỉ tiêu KT-XH", "chỉ tiêu kinh tế xã hội"),
        ("tỷ lệ BHYT", "tỷ lệ bảo hiểm y tế"),
        ("19/CT-TTg", "19 chỉ thị thủ tướng chính phủ"),
        ("đạt chuẩn", "đạt chuẩn"),
    ],
)
def test_office_abbreviations_are_spelled_out(
    vocabulary: Vocabulary, query: str, expected: str
) -> None:
    assert vocabulary.spelled_out(query, with_marks=True) == expected


def test_a_query_is_widened_by_words_of_the_same_meaning(vocabulary: Vocabulary) -> None:
    """What was typed counts fully; what is brought in counts less."""
    phrases = {p.text: p.weight for p in vocabulary.widened("thu gom rác", with_marks=True)}

    assert phrases["thu gom rác"] == 1
    assert 0 < phrases["chất thải"] < 1


def test_topics_are_named(vocabulary: Vocabulary) -> None:
    assert (
        vocabulary.topics("Đẩy mạnh chuyển đổi số, xây dựng chính quyền số")[0] == "chuyển đổi số"
    )
    assert "y tế" in vocabulary.query_topics("ty le BHYT")
