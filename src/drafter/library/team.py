"""Files prepared by several processes at once, in order, whatever becomes of a process.

A process of the team is a plain Python that is sent batches of files on its standard input and
answers on its standard output; it ends when its input does, so none outlives the program,
however that ends. A reader of strange files may bring a process down: the files of that batch
are then sent one by one to a new one, and the one that brings it down again is reported as bad.
"""

from __future__ import annotations

import contextlib
import json
import os
import pickle
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from .preparing import Loaded, Prepared, Reader, Understood, joined, prepared
from .vocabulary import Vocabulary

BATCH = 64
"""Files prepared together."""

PATIENCE = 4.0
"""Seconds of work from which other processes are started, which takes a second itself."""

CRASHED = "Tệp này làm chương trình đọc dừng đột ngột nên bị bỏ qua; tệp có thể bị hỏng."

_AHEAD = 2  # batches waiting for each process
_START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from drafter.library.team import serve; serve()"
)

Batch = tuple[Sequence[Loaded], Prepared]


class Team:
    """Prepares files with ``processes`` processes; with one, or little to do, in this process."""

    def __init__(
        self, reader: Reader, vocabulary: Vocabulary, processes: int | None = None
    ) -> None:
        self._reader, self._vocabulary = reader, vocabulary
        self._processes = processes or _processors()

    def batches(self, files: Iterable[Loaded], expected: int) -> Iterator[Batch]:
        """Every file in order, some at a time, prepared; ``expected`` is about how many."""
        batches = _cut(files, max(4, min(BATCH, expected // (4 * self._processes))))
        tools = _portable(self._reader, self._vocabulary)
        alone = self._processes == 1 or tools is None
        done, worked = 0, 0.0
        for batch in batches:
            started = time.monotonic()
            ready = prepared(batch, self._reader, self._vocabulary)
            worked += time.monotonic() - started
            done += len(batch)
            yield batch, ready
            if not alone and worked / done * (expected - done) > PATIENCE:
                break
        if tools is not None:
            yield from self._together(batches, tools)

    def _together(self, batches: Iterator[list[Loaded]], tools: bytes) -> Iterator[Batch]:
        """The batches by several processes, each looked after by a thread."""
        members = threading.local()
        hired: list[_Member] = []

        def prepare(batch: list[Loaded]) -> Prepared:
            if not hasattr(members, "own"):
                members.own = _Member(tools)
                hired.append(members.own)
            member: _Member = members.own
            return member.prepared(batch)

        with ThreadPoolExecutor(self._processes) as threads:  # starts none until it is asked
            under_way: deque[tuple[list[Loaded], Future[Prepared]]] = deque()
            try:
                for batch in batches:
                    under_way.append((batch, threads.submit(prepare, batch)))
                    if len(under_way) > _AHEAD * self._processes:
                        first, future = under_way.popleft()
                        yield first, future.result()
                for first, future in under_way:
                    yield first, future.result()
            finally:
                for _, future in under_way:
                    future.cancel()
                for member in hired:
                    member.dismiss()


class _Member:
    """One process of the team, started anew whenever it breaks down."""

    def __init__(self, tools: bytes) -> None:
        self._tools = tools
        self._process: subprocess.Popen[bytes] | None = None

    def prepared(self, files: Sequence[Loaded]) -> Prepared:
        """The files prepared by the process; those that bring it down are said to be bad."""
        answer = self._asked(files)
        if answer is None:
            answer = joined([self._asked([file]) or _CRASHED for file in files])
        return answer

    def dismiss(self) -> None:
        """End the process."""
        if self._process is not None:
            with contextlib.suppress(OSError):
                self._pipe("stdin").close()
            self._process.kill()
            self._process.wait()
            self._pipe("stdout").close()
            self._process = None

    def _asked(self, files: Sequence[Loaded]) -> Prepared | None:
        """The answer of the process; ``None`` when it broke down."""
        try:
            if self._process is None:
                self._process = self._started()
            _send(self._pipe("stdin"), files)
            answer: Prepared = pickle.load(self._pipe("stdout"))
        except (OSError, EOFError, pickle.UnpicklingError):
            self.dismiss()
            return None
        return answer

    def _started(self) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-c", _START, json.dumps(sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert process.stdin is not None
        process.stdin.write(self._tools)
        process.stdin.flush()
        return process

    def _pipe(self, name: str) -> Any:
        return getattr(self._process, name)


_CRASHED = Prepared((Understood(error=CRASHED),), None)


def serve() -> None:
    """The life of a process of the team: tools first, then batch after batch."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get among the answers
    asked = sys.stdin.buffer
    reader, vocabulary = pickle.load(asked)
    while True:
        try:
            files = pickle.load(asked)
        except EOFError:
            return
        _send(answers, prepared(files, reader, vocabulary))


def _send(pipe: Any, value: object) -> None:
    pickle.dump(value, pipe, pickle.HIGHEST_PROTOCOL)
    pipe.flush()


def _cut(files: Iterable[Loaded], size: int) -> Iterator[list[Loaded]]:
    batch: list[Loaded] = []
    for file in files:
        batch.append(file)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _portable(reader: Reader, vocabulary: Vocabulary) -> bytes | None:
    """Reader and vocabulary as another process can take them; ``None`` when it cannot."""
    if getattr(reader, "__module__", "__main__") == "__main__":
        return None
    try:
        return pickle.dumps((reader, vocabulary), pickle.HIGHEST_PROTOCOL)
    except (pickle.PicklingError, AttributeError, TypeError):
        return None
