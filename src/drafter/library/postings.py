"""An inverted index on disk: which entry holds which term, how often. BM25 over it.

Immutable segments (``segments.py``), listed in a manifest that is replaced in one step. New
entries make new segments; segments of like size are merged, so there are about log2(n) of them.
"""

from __future__ import annotations

import contextlib
import json
import os
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .segments import Entry, Floats, Halves, Rows, Segment, build, merged, opened, save

__all__ = ["Entry", "Postings", "Segment"]

K1 = 1.2
B = 0.75

FORMAT = 2
"""Of the files; an index of another format is taken for an empty one."""

MOST = 32
"""Segments that may wait to be merged."""

LARGEST = 400_000
"""Entries of a segment that is merged no further: merging needs memory for all it merges."""


@dataclass(frozen=True)
class _About:
    """What the scores of a segment need and its file does not hold."""

    norm: Floats  # the part of BM25 that depends on the length of an entry, twice
    gone: Rows  # places of entries that were removed


class Postings:
    """Segments in a folder, listed in ``manifest.json``, which is replaced in one step."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._segments: dict[str, Segment] = {}
        self._gone: Rows = np.zeros(0, np.int64)
        self._next = 1
        self._about: tuple[object, object, dict[str, _About]] = (None, None, {})
        self._seen: tuple[int, int] | None = None
        self._turn = threading.RLock()  # a search takes up changes while they are being made
        self._read()

    @property
    def rows(self) -> Rows:
        """The rows that are indexed and not removed, in no order."""
        every = [segment.rows for segment in self._segments.values()]
        rows = np.concatenate(every) if every else np.zeros(0, np.int64)
        return rows[~np.isin(rows, self._gone)]

    def held(self) -> tuple[Rows, Rows]:
        """Every row that was ever indexed and its owner, in no order."""
        self._read()
        segments = [*self._segments.values()]
        none = [np.zeros(0, np.int64)]
        return (
            np.concatenate([segment.rows for segment in segments] or none),
            np.concatenate([segment.owners for segment in segments] or none),
        )

    def add(self, entries: Iterable[Entry]) -> None:
        """Index entries whose rows are not indexed yet, and write them down."""
        self.append(build(entries))
        self.settle()

    def append(self, segment: Segment) -> None:
        """Write down a segment of rows that are not indexed yet; ``settle`` merges it."""
        if not len(segment.rows):
            return
        self._read()
        self._take_in([*self._segments], segment)
        if len(self._segments) > MOST:
            self.settle()

    def settle(self) -> None:
        """Merge the newest segments with older ones of like size, and forget what is gone."""
        self._read()
        names, newer = list(self._segments), 0
        while names:
            size = len(self._segments[names[-1]].rows)
            if size > LARGEST or size > 2 * newer > 0:
                break
            newer += size
            names.pop()
        parts = [self._segments[name] for name in list(self._segments)[len(names) :]]
        if len(parts) > 1:
            self._take_in(names, merged([part.without(self._gone) for part in parts]))

    def remove(self, rows: Iterable[int]) -> None:
        """Leave these rows out of every answer from now on."""
        with self._turn:
            self._read()
            self._gone = np.union1d(self._gone, np.asarray(list(rows), np.int64))
            self._write(list(self._segments))

    def clear(self) -> None:
        """Forget everything."""
        with self._turn:
            self._read()
            self._segments, self._gone = {}, np.zeros(0, np.int64)
            self._write([])
            self._forget()

    def scores(self, weights: Mapping[str, float]) -> tuple[Rows, Rows, Floats]:
        """Rows, their owners and BM25 scores of every entry that holds a term."""
        self._read()
        segments = self._segments  # another thread may replace them meanwhile
        found = {
            name: [segment.postings(term) for term in weights] for name, segment in segments.items()
        }
        total = sum(len(segment.rows) for segment in segments.values())
        holding = [sum(len(lists[i][0]) for lists in found.values()) for i in range(len(weights))]
        idf = [np.log1p((total - n + 0.5) / (n + 0.5)) for n in holding]
        gains = [weight * gain for weight, gain in zip(weights.values(), idf, strict=True)]
        about = self._known_about(segments)
        parts = [
            _scored(segments[name], lists, gains, about[name]) for name, lists in found.items()
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

    def _known_about(self, segments: dict[str, Segment]) -> dict[str, _About]:
        gone = self._gone
        of, without, about = self._about
        if of is not segments or without is not gone:
            lengths = [segment.lengths for segment in segments.values()]
            mean = (float(np.mean(np.concatenate(lengths))) if lengths else 0.0) or 1.0
            about = {
                name: _About(
                    (2 * K1 * (1 - B + B * segment.lengths / mean)).astype(np.float32),
                    np.flatnonzero(np.isin(segment.rows, gone)),
                )
                for name, segment in segments.items()
            }
            self._about = (segments, gone, about)
        return about

    def _take_in(self, others: list[str], segment: Segment) -> None:
        """Make the index consist of the segments named and this new one."""
        name = f"{self._next:06d}.seg"
        self._folder.mkdir(parents=True, exist_ok=True)
        save(segment, self._folder / name)
        with self._turn:
            self._next += 1
            kept = {known: self._segments[known] for known in others}
            self._segments = {**kept, name: opened(self._folder / name)}
            if len(self._gone):
                held = np.concatenate([s.rows for s in self._segments.values()])
                self._gone = np.intersect1d(self._gone, held)
            self._write([*self._segments])
            self._forget()

    def _read(self) -> None:
        """Take up what another process has written since."""
        manifest = self._folder / "manifest.json"
        if _stamp(manifest) == self._seen:
            return
        with self._turn:
            seen = _stamp(manifest)
            if seen == self._seen or seen is None:
                return
            state = json.loads(manifest.read_text())
            if state.get("format") != FORMAT:
                return
            try:
                found = {
                    name: self._segments.get(name) or opened(self._folder / name)
                    for name in state["segments"]
                }
            except FileNotFoundError:
                if _stamp(manifest) == seen:
                    raise
                return self._read()  # merged away while we were reading
            self._segments = found
            self._next, self._gone = state["next"], np.asarray(state["gone"], np.int64)
            self._seen = seen

    def _write(self, names: list[str]) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        state = {
            "format": FORMAT, "next": self._next, "segments": names, "gone": self._gone.tolist(),
        }  # fmt: skip
        fresh = self._folder / "manifest.new"
        with fresh.open("w") as file:
            file.write(json.dumps(state))
            file.flush()
            os.fsync(file.fileno())
        os.replace(fresh, self._folder / "manifest.json")
        self._seen = _stamp(self._folder / "manifest.json")

    def _forget(self) -> None:
        """Delete the files that the manifest does not list."""
        for path in self._folder.glob("*.seg"):
            if path.name not in self._segments:
                with contextlib.suppress(OSError):  # still mapped by somebody, on Windows
                    path.unlink()


def _scored(
    segment: Segment,
    lists: list[tuple[NDArray[np.int32], Halves]],
    gains: list[float],
    about: _About,
) -> tuple[Rows, Rows, Floats]:
    scores = np.zeros(len(segment.rows), np.float32)
    for (docs, halves), gain in zip(lists, gains, strict=True):
        counts = halves.astype(np.float32)
        scores[docs] += np.float32(gain * (K1 + 1)) * counts / (counts + about.norm[docs])
    scores[about.gone] = 0
    hit = np.flatnonzero(scores)
    return segment.rows[hit], segment.owners[hit], scores[hit]


def _stamp(path: Path) -> tuple[int, int] | None:
    """What changes when the file is replaced; ``None`` when there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_mtime_ns, found.st_ino
