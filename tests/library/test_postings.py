"""The inverted index gives BM25, survives reopening, and forgets what is taken out."""

from __future__ import annotations

import math
from collections import Counter
from pathlib import Path

import pytest

from drafter.library.postings import K1, B, Entry, Postings

TEXTS = ["lúa lúa ngô", "ngô lạc", "lúa", "rừng keo rừng thông rừng"]


def entry(row: int, text: str) -> Entry:
    return Entry(row, row * 10, Counter(text.split()))


def as_dict(index: Postings, *words: str) -> dict[int, float]:
    rows, _, scores = index.scores(dict.fromkeys(words, 1.0))
    return {int(row): float(score) for row, score in zip(rows, scores, strict=True)}


def by_hand(word: str) -> dict[int, float]:
    """BM25 as in the books, for one word."""
    lists = [text.split() for text in TEXTS]
    mean = sum(map(len, lists)) / len(lists)
    held = sum(word in words for words in lists)
    idf = math.log(1 + (len(lists) - held + 0.5) / (held + 0.5))
    return {
        row: idf * (K1 + 1) * tf / (tf + K1 * (1 - B + B * len(words) / mean))
        for row, words in enumerate(lists)
        if (tf := words.count(word))
    }


@pytest.mark.parametrize("word", ["lúa", "ngô", "rừng", "không"])
def test_scores_are_bm25(tmp_path: Path, word: str) -> None:
    index = Postings(tmp_path)
    index.add(entry(row, text) for row, text in enumerate(TEXTS))

    assert as_dict(index, word) == pytest.approx(by_hand(word), rel=1e-5)


def test_adding_one_by_one_is_adding_at_once(tmp_path: Path) -> None:
    """Segments and merging change no score."""
    index = Postings(tmp_path)
    for row, text in enumerate(TEXTS):
        index.add([entry(row, text)])

    assert as_dict(index, "lúa", "rừng") == pytest.approx(
        {**by_hand("lúa"), **by_hand("rừng")}, rel=1e-5
    )


def test_another_process_reads_the_same(tmp_path: Path) -> None:
    Postings(tmp_path).add(entry(row, text) for row, text in enumerate(TEXTS))
    rows, owners, _ = Postings(tmp_path).scores({"ngô": 1.0})

    assert sorted(zip(rows.tolist(), owners.tolist(), strict=True)) == [(0, 0), (1, 10)]


def test_what_is_taken_out_is_not_found_again(tmp_path: Path) -> None:
    index = Postings(tmp_path)
    index.add(entry(row, text) for row, text in enumerate(TEXTS))
    index.remove([0])

    assert set(as_dict(index, "lúa")) == {2}
    assert set(as_dict(Postings(tmp_path), "lúa")) == {2}
    index.add([entry(row, "lúa nước") for row in range(4, 9)])
    assert set(as_dict(index, "lúa")) == {2, 4, 5, 6, 7, 8}
    assert 0 not in index.rows


def test_few_folders_stay(tmp_path: Path) -> None:
    """A hundred additions leave a handful of segments, and no old folder."""
    index = Postings(tmp_path)
    for row in range(100):
        index.add([entry(row, "lúa ngô")])

    assert len([path for path in tmp_path.iterdir() if path.is_dir()]) <= 8
    assert len(as_dict(index, "ngô")) == 100


def test_a_half_written_segment_is_not_read(tmp_path: Path) -> None:
    """What a killed process left beside the manifest is ignored and written over."""
    Postings(tmp_path).add([entry(1, "lúa")])
    (tmp_path / "000002").mkdir()
    (tmp_path / "000002" / "rows.npy").write_bytes(b"cut off")
    index = Postings(tmp_path)
    index.add([entry(row, "lúa") for row in range(2, 9)])

    assert set(as_dict(index, "lúa")) == set(range(1, 9))
