"""An inverted index on disk: which entry holds which term, how often. BM25 over it.

Immutable segments of plain arrays, read through the operating system's file cache: a fresh
process answers at once and needs memory for what it touches only. New entries make a new
segment; segments of like size are merged, so there are about log2(n) of them.
"""

from __future__ import annotations

import itertools
import json
import mmap
import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

K1 = 1.2
B = 0.75

Floats = NDArray[np.float32]
Rows = NDArray[np.int64]


class Entry(NamedTuple):
    """What is indexed: its row number, the row it belongs to, its terms with their counts."""

    row: int
    owner: int
    counts: Mapping[str, float]


@dataclass(frozen=True)
class Segment:
    """Arrays of one segment. Terms are sorted; ``offsets`` gives their part of ``docs``/``tf``.

    ``docs`` are positions in ``rows``/``owners``/``lengths``.
    """

    terms: bytes | mmap.mmap  # all terms, joined; mapped when opened from disk
    starts: Rows
    offsets: Rows
    docs: NDArray[np.int32]
    tf: Floats
    rows: Rows
    owners: Rows
    lengths: Floats
    places: dict[str, slice] = field(default_factory=dict)  # of terms asked for before

    def postings(self, term: str) -> tuple[NDArray[np.int32], Floats]:
        """Positions and counts of ``term``; empty when it does not stand here."""
        if term not in self.places:
            self.places[term] = self._place(term.encode())
        span = self.places[term]
        return self.docs[span], self.tf[span]

    def _place(self, wanted: bytes) -> slice:
        """Where the postings of a term lie, by halving the sorted terms."""
        low, high = 0, len(self.starts) - 1
        while low < high:
            middle = (low + high) // 2
            found = self.terms[self.starts[middle] : self.starts[middle + 1]]
            if found == wanted:
                return slice(int(self.offsets[middle]), int(self.offsets[middle + 1]))
            low, high = (middle + 1, high) if found < wanted else (low, middle)
        return slice(0, 0)


_ARRAYS = ("starts", "offsets", "docs", "tf", "rows", "owners", "lengths")


def build(entries: Iterable[Entry]) -> Segment:
    """A segment in memory from entries."""
    known: dict[str, int] = {}
    ids: list[int] = []
    tf: list[float] = []
    sizes: list[int] = []
    rows, owners, lengths = [], [], []
    for entry in entries:
        ids += [known.setdefault(term, len(known)) for term in entry.counts]
        tf += entry.counts.values()
        sizes.append(len(entry.counts))
        rows.append(entry.row)
        owners.append(entry.owner)
        lengths.append(sum(entry.counts.values()))
    docs = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
    words = [term.encode() for term in known]
    return _arranged(
        words,
        np.asarray(ids, dtype=np.int64),
        docs,
        np.asarray(tf, dtype=np.float32),
        (np.asarray(rows, np.int64), np.asarray(owners, np.int64), np.asarray(lengths, np.float32)),
    )


def merged(first: Segment, second: Segment, gone: Rows) -> Segment:
    """Both segments in one, without the rows in ``gone``."""
    known: dict[bytes, int] = {}
    parts = [_unpacked(segment, known, gone) for segment in (first, second)]
    shift = len(parts[0].rows)
    return _arranged(
        list(known),
        np.concatenate([parts[0].ids, parts[1].ids]),
        np.concatenate([parts[0].docs, parts[1].docs + np.int32(shift)]),
        np.concatenate([parts[0].tf, parts[1].tf]),
        (
            np.concatenate([parts[0].rows, parts[1].rows]),
            np.concatenate([parts[0].owners, parts[1].owners]),
            np.concatenate([parts[0].lengths, parts[1].lengths]),
        ),
    )


class _Unpacked(NamedTuple):
    ids: Rows
    docs: NDArray[np.int32]
    tf: Floats
    rows: Rows
    owners: Rows
    lengths: Floats


def _unpacked(segment: Segment, known: dict[bytes, int], gone: Rows) -> _Unpacked:
    text, starts = bytes(segment.terms[:]), segment.starts
    words = [text[a:b] for a, b in itertools.pairwise(starts)]
    own = np.asarray([known.setdefault(word, len(known)) for word in words], dtype=np.int64)
    ids = np.repeat(own, np.diff(segment.offsets))
    stays = ~np.isin(segment.rows, gone)
    places = (np.cumsum(stays) - 1).astype(np.int32)
    kept = stays[segment.docs]
    return _Unpacked(
        ids[kept],
        places[segment.docs[kept]],
        segment.tf[kept],
        segment.rows[stays],
        segment.owners[stays],
        segment.lengths[stays],
    )


def _arranged(
    words: list[bytes],
    ids: Rows,
    docs: NDArray[np.int32],
    tf: Floats,
    about: tuple[Rows, Rows, Floats],
) -> Segment:
    """Postings sorted by term, terms sorted by their bytes; terms without postings left out."""
    used = np.unique(ids)
    order = sorted(used.tolist(), key=words.__getitem__)
    rank = np.zeros(len(words), dtype=np.int64)
    rank[order] = np.arange(len(order))
    by_term = np.argsort(rank[ids], kind="stable")
    sizes = np.bincount(rank[ids], minlength=len(order)) if len(ids) else np.zeros(0, np.int64)
    texts = [words[i] for i in order]
    return Segment(
        b"".join(texts),
        np.cumsum([0, *map(len, texts)], dtype=np.int64),
        np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64),
        docs[by_term],
        tf[by_term],
        *about,
    )


class Postings:
    """Segments in a folder, listed in ``manifest.json``, which is replaced in one step."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._segments: dict[str, Segment] = {}
        self._gone: Rows = np.zeros(0, np.int64)
        self._next = 1
        self._norms: tuple[dict[str, Segment], dict[str, Floats]] = ({}, {})
        self._seen: tuple[int, int] | None = None
        self._read()

    @property
    def rows(self) -> Rows:
        """The rows that are indexed and not removed, in no order."""
        every = [segment.rows for segment in self._segments.values()]
        rows = np.concatenate(every) if every else np.zeros(0, np.int64)
        return rows[~np.isin(rows, self._gone)]

    def add(self, entries: Iterable[Entry]) -> None:
        """Index entries whose rows are not indexed yet, and write them down."""
        new = build(entries)
        if not len(new.rows):
            return
        names, segment = list(self._segments), new
        while names and len(self._segments[names[-1]].rows) <= 2 * len(segment.rows):
            segment = merged(self._segments[names.pop()], segment, self._gone)
        name = f"{self._next:06d}"
        _save(segment, self._folder / name)
        self._next += 1
        kept = {known: self._segments[known] for known in names}
        self._write([*kept, name], self._gone)
        self._forget(set(self._segments) - set(kept))
        self._segments = {**kept, name: _opened(self._folder / name)}

    def remove(self, rows: Iterable[int]) -> None:
        """Leave these rows out of every answer from now on."""
        self._gone = np.union1d(self._gone, np.asarray(list(rows), np.int64))
        self._write(list(self._segments), self._gone)

    def clear(self) -> None:
        """Forget everything."""
        old, self._segments = set(self._segments), {}
        self._gone = np.zeros(0, np.int64)
        self._write([], self._gone)
        self._forget(old)

    def scores(self, weights: Mapping[str, float]) -> tuple[Rows, Rows, Floats]:
        """Rows, their owners and BM25 scores of every entry that holds a term."""
        self._read()
        segments, gone = self._segments, self._gone  # another thread may replace them meanwhile
        found = {
            name: [segment.postings(term) for term in weights] for name, segment in segments.items()
        }
        total = sum(len(segment.rows) for segment in segments.values())
        holding = [sum(len(lists[i][0]) for lists in found.values()) for i in range(len(weights))]
        idf = [np.log1p((total - n + 0.5) / (n + 0.5)) for n in holding]
        gains = [weight * gain for weight, gain in zip(weights.values(), idf, strict=True)]
        norms = self._normed(segments)
        parts = [
            _scored(segments[name], lists, gains, norms[name], gone)
            for name, lists in found.items()
        ]
        if not parts:
            return np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.float32)
        rows, owners, scores = (np.concatenate(column) for column in zip(*parts, strict=True))
        return rows, owners, scores

    def idf(self, term: str) -> float:
        """How much a term tells; most when no entry holds it."""
        segments = self._segments.values()
        held = sum(len(segment.postings(term)[0]) for segment in segments)
        total = sum(len(segment.rows) for segment in segments)
        return float(np.log1p((total - held + 0.5) / (held + 0.5)))

    def _normed(self, segments: dict[str, Segment]) -> dict[str, Floats]:
        """The part of BM25 that depends on the length of an entry."""
        known, norms = self._norms
        if known is not segments:
            lengths = [segment.lengths for segment in segments.values()]
            mean = (float(np.mean(np.concatenate(lengths))) if lengths else 0.0) or 1.0
            norms = {
                name: (K1 * (1 - B + B * segment.lengths / mean)).astype(np.float32)
                for name, segment in segments.items()
            }
            self._norms = (segments, norms)
        return norms

    def _read(self) -> None:
        """Take up what another process has written since."""
        manifest = self._folder / "manifest.json"
        seen = _stamp(manifest)
        if seen == self._seen:
            return
        state = json.loads(manifest.read_text())
        try:
            opened = {
                name: self._segments.get(name) or _opened(self._folder / name)
                for name in state["segments"]
            }
        except FileNotFoundError:
            if _stamp(manifest) == seen:
                raise
            return self._read()  # merged away while we were reading
        self._segments = opened
        self._next, self._gone = state["next"], np.asarray(state["gone"], np.int64)
        self._seen = seen

    def _write(self, names: list[str], gone: Rows) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        state = {"next": self._next, "segments": names, "gone": gone.tolist()}
        fresh = self._folder / "manifest.new"
        fresh.write_text(json.dumps(state))
        os.replace(fresh, self._folder / "manifest.json")
        self._seen = _stamp(self._folder / "manifest.json")

    def _forget(self, names: set[str]) -> None:
        for name in names:
            shutil.rmtree(self._folder / name, ignore_errors=True)


def _scored(
    segment: Segment,
    lists: list[tuple[NDArray[np.int32], Floats]],
    gains: list[float],
    norm: Floats,
    gone: Rows,
) -> tuple[Rows, Rows, Floats]:
    scores = np.zeros(len(segment.rows), np.float32)
    for (docs, tf), gain in zip(lists, gains, strict=True):
        scores[docs] += np.float32(gain * (K1 + 1)) * tf / (tf + norm[docs])
    if len(gone):
        scores[np.isin(segment.rows, gone)] = 0
    hit = np.flatnonzero(scores)
    return segment.rows[hit], segment.owners[hit], scores[hit]


def _stamp(path: Path) -> tuple[int, int] | None:
    """What changes when the file is replaced; ``None`` when there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_mtime_ns, found.st_ino


def _save(segment: Segment, folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)  # what a killed process left behind
    folder.mkdir(parents=True)
    (folder / "terms.bin").write_bytes(segment.terms)
    for name in _ARRAYS:
        np.save(folder / f"{name}.npy", getattr(segment, name))


def _opened(folder: Path) -> Segment:
    # Plain views of the mapped arrays: numpy's own memmap class makes each access ten times
    # slower.
    arrays: dict[str, Any] = {
        name: np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r")) for name in _ARRAYS
    }
    with (folder / "terms.bin").open("rb") as file:
        empty = not file.seek(0, os.SEEK_END)
        text = b"" if empty else mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    return Segment(text, **arrays)
