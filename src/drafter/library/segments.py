"""One immutable part of an inverted index: built in memory, kept in one file, read by mapping it.

A segment is a handful of plain arrays. They lie one after the other in a file that is mapped,
not read: a fresh process answers at once and needs memory for what it touches only.
"""

from __future__ import annotations

import itertools
import json
import mmap
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .tokens import Counted

Floats = NDArray[np.float32]
Rows = NDArray[np.int64]
Halves = NDArray[np.uint8]

MOST_HALVES = 255
"""Counts are kept in halves in one byte; beyond 127 times BM25 changes nothing any more."""

_ALIGNED = 64


class Entry(NamedTuple):
    """What is indexed: its row number, the row it belongs to, its terms with their counts."""

    row: int
    owner: int
    counts: Mapping[str, float]


@dataclass(frozen=True)
class Segment:
    """Arrays of one segment. Terms are sorted; ``offsets`` gives their part of ``docs``/``halves``.

    ``docs`` are positions in ``rows``/``owners``/``lengths``; ``halves`` twice the counts.
    """

    terms: bytes | memoryview  # all terms, joined
    starts: Rows
    offsets: Rows
    docs: NDArray[np.int32]
    halves: Halves
    rows: Rows
    owners: Rows
    lengths: Floats
    places: dict[str, slice] = field(default_factory=dict)  # of terms asked for before

    def postings(self, term: str) -> tuple[NDArray[np.int32], Halves]:
        """Positions and twice the counts of ``term``; empty when it does not stand here."""
        if term not in self.places:
            self.places[term] = self._place(term.encode())
        span = self.places[term]
        return self.docs[span], self.halves[span]

    def _place(self, wanted: bytes) -> slice:
        """Where the postings of a term lie, by halving the sorted terms."""
        low, high = 0, len(self.starts) - 1
        while low < high:
            middle = (low + high) // 2
            found = bytes(self.terms[self.starts[middle] : self.starts[middle + 1]])
            if found == wanted:
                return slice(int(self.offsets[middle]), int(self.offsets[middle + 1]))
            low, high = (middle + 1, high) if found < wanted else (low, middle)
        return slice(0, 0)

    def words(self) -> list[bytes]:
        """Every term, sorted."""
        text = bytes(self.terms)
        return [text[a:b] for a, b in itertools.pairwise(self.starts.tolist())]

    def moved(self, rows: Rows, owners: Rows) -> Segment:
        """The same with its row numbers looked up in tables: built first, numbered later."""
        return replace(self, rows=rows[self.rows], owners=owners[self.owners])

    def without(self, gone: Rows) -> Segment:
        """The same without the rows in ``gone``."""
        stays = ~np.isin(self.rows, gone)
        if stays.all():
            return self
        places = (np.cumsum(stays) - 1).astype(np.int32)
        kept = stays[self.docs]
        before = np.concatenate([[0], np.cumsum(kept)])
        return replace(
            self,
            offsets=before[self.offsets].astype(np.int64),
            docs=places[self.docs[kept]],
            halves=self.halves[kept],
            rows=self.rows[stays],
            owners=self.owners[stays],
            lengths=self.lengths[stays],
            places={},
        )


_ARRAYS = {
    "starts": np.int64, "offsets": np.int64, "docs": np.int32, "halves": np.uint8,
    "rows": np.int64, "owners": np.int64, "lengths": np.float32,
}  # fmt: skip


def of_counts(counted: Counted, rows: Sequence[int], owners: Sequence[int]) -> Segment:
    """A segment from counted texts; entry ``i`` has row ``rows[i]`` and owner ``owners[i]``."""
    lengths = np.bincount(counted.entries, counted.counts, minlength=len(rows))
    return Segment(
        b"".join(counted.terms),
        np.cumsum([0, *map(len, counted.terms)], dtype=np.int64),
        counted.offsets,
        counted.entries,
        np.minimum(np.rint(counted.counts * 2), MOST_HALVES).astype(np.uint8),
        np.asarray(rows, np.int64),
        np.asarray(owners, np.int64),
        lengths.astype(np.float32),
    )


def build(entries: Iterable[Entry]) -> Segment:
    """A segment from entries whose terms are counted already."""
    listed = list(entries)
    lists: dict[str, list[tuple[int, float]]] = {}
    for place, entry in enumerate(listed):
        for term, count in entry.counts.items():
            lists.setdefault(term, []).append((place, count))
    terms = sorted((term.encode(), held) for term, held in lists.items())
    every = [pair for _, held in terms for pair in held]
    counted = Counted(
        [term for term, _ in terms],
        np.cumsum([0, *(len(held) for _, held in terms)], dtype=np.int64),
        np.asarray([place for place, _ in every], np.int32),
        np.asarray([count for _, count in every], np.float32),
    )
    return of_counts(counted, [e.row for e in listed], [e.owner for e in listed])


def merged(segments: Sequence[Segment]) -> Segment:
    """All segments in one, in their order; a term that no entry holds any more is left out."""
    words = [segment.words() for segment in segments]
    terms = sorted(set(itertools.chain.from_iterable(words)))
    place = {term: at for at, term in enumerate(terms)}
    own = [np.asarray([place[w] for w in held], np.int64) for held in words]
    sizes = [np.diff(segment.offsets) for segment in segments]
    every = np.zeros(len(terms), np.int64)
    for at, size in zip(own, sizes, strict=True):
        every[at] += size
    offsets = np.concatenate([[0], np.cumsum(every)]).astype(np.int64)
    docs, halves = np.empty(offsets[-1], np.int32), np.empty(offsets[-1], np.uint8)
    free, shift = offsets[:-1].copy(), 0  # where the next posting of each term goes
    for segment, at, size in zip(segments, own, sizes, strict=True):
        to = np.repeat(free[at] - segment.offsets[:-1], size) + np.arange(len(segment.docs))
        docs[to] = segment.docs + np.int32(shift)
        halves[to] = segment.halves
        free[at] += size
        shift += len(segment.rows)
    kept = [term for term, size in zip(terms, every.tolist(), strict=True) if size]
    return Segment(
        b"".join(kept),
        np.cumsum([0, *map(len, kept)], dtype=np.int64),
        np.concatenate([[0], offsets[1:][every > 0]]).astype(np.int64),
        docs,
        halves,
        np.concatenate([segment.rows for segment in segments]),
        np.concatenate([segment.owners for segment in segments]),
        np.concatenate([segment.lengths for segment in segments]),
    )


def save(segment: Segment, path: Path) -> None:
    """Write a segment down, through to the disk."""
    arrays = {name: np.ascontiguousarray(getattr(segment, name)) for name in _ARRAYS}
    arrays["terms"] = np.frombuffer(bytes(segment.terms), np.uint8)
    head = json.dumps({name: len(array) for name, array in arrays.items()}).encode()
    with path.open("wb") as file:
        file.write(len(head).to_bytes(8, "little") + head)
        for array in arrays.values():
            file.write(b"\0" * (-file.tell() % _ALIGNED))
            file.write(array.tobytes())
        file.flush()
        os.fsync(file.fileno())


def opened(path: Path) -> Segment:
    """A segment whose arrays are views of the mapped file."""
    with path.open("rb") as file:
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    at = 8 + int.from_bytes(mapped[:8], "little")
    sizes: dict[str, int] = json.loads(mapped[8:at])
    arrays: dict[str, Any] = {}
    for name, size in sizes.items():
        at += -at % _ALIGNED
        kind = np.dtype(_ARRAYS.get(name, np.uint8))
        arrays[name] = np.frombuffer(mapped, kind, size, at)
        at += size * kind.itemsize
    return Segment(memoryview(arrays.pop("terms")), **arrays)
