"""Drafting in the background: one job a draft, kept by the process and not by a page.

A page that is reloaded, or a second tab, finds the job by the id of its draft.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from drafter.errors import DrafterError

if TYPE_CHECKING:
    from drafter.document.model import Section

log = logging.getLogger(__name__)


class Step(Protocol):
    """What a job shows of its progress; ``drafter.drafting.steps.Progress`` has it."""

    @property
    def text(self) -> str:
        """Vietnamese, for the official."""
        ...

    @property
    def done(self) -> int:
        """Sections finished."""
        ...

    @property
    def total(self) -> int:
        """Sections in all, 0 while unknown."""
        ...

    @property
    def written(self) -> Section | None:
        """The part that was finished just before this step."""
        ...


@dataclass
class Job:
    """One run of drafting; ``error`` is the advice to show when it failed.

    ``started`` and ``last`` are seconds of a running clock: the start, and the last step.
    """

    steps: list[Step] = field(default_factory=list)
    running: bool = True
    error: str | None = None
    stopped: bool = False
    started: float = field(default_factory=time.monotonic)
    last: float = 0.0

    @property
    def share(self) -> float:
        """How much is done, between 0 and 1."""
        last = self.steps[-1] if self.steps else None
        return min(1.0, last.done / last.total) if last and last.total else 0.0

    @property
    def seconds_left(self) -> float | None:
        """How long it may still take by the pace so far; ``None`` before a part is finished."""
        step = self.steps[-1] if self.steps else None
        if step is None or not step.done or not step.total:
            return None
        return (self.last - self.started) / step.done * (step.total - step.done)


class Jobs:
    """The jobs of this process by draft id; at most ``at_once`` of them write, the others wait.

    Without a model drafting is all arithmetic: two at once take twice as long each, and every
    click of the others waits for both.
    """

    def __init__(self, at_once: int = 1000) -> None:
        self._jobs: dict[str, Job] = {}
        self._lock = threading.Lock()
        self._turns = threading.BoundedSemaphore(at_once)

    def of(self, draft_id: str) -> Job | None:
        """The job of a draft, running or ended, if this process has one."""
        return self._jobs.get(draft_id)

    def start(self, draft_id: str, work: Callable[[], Iterable[Step]]) -> Job:
        """Run ``work`` in the background; a job that is running already is returned instead."""
        with self._lock:
            job = self._jobs.get(draft_id)
            if job is not None and job.running:
                return job
            job = self._jobs[draft_id] = Job()
        threading.Thread(target=self._run, args=(job, work), daemon=True, name=draft_id).start()
        return job

    def _run(self, job: Job, work: Callable[[], Iterable[Step]]) -> None:
        with self._turns:
            job.started = time.monotonic()
            if not job.stopped:
                _run(job, work)

    def stop(self, draft_id: str) -> None:
        """End a running job at its next step; for the page it has ended at once."""
        with self._lock:
            job = self._jobs.get(draft_id)
            if job is not None and job.running:
                job.stopped, job.running = True, False

    def forget(self, draft_id: str) -> None:
        """Drop an ended job."""
        with self._lock:
            job = self._jobs.get(draft_id)
            if job is not None and not job.running:
                del self._jobs[draft_id]


def _run(job: Job, work: Callable[[], Iterable[Step]]) -> None:
    try:
        for step in work():
            if job.stopped:
                return
            job.last = time.monotonic()
            job.steps.append(step)
    except DrafterError as error:
        log.warning("drafting stopped: %s", error)
        job.error = error.advice
    except Exception:  # the thread's last chance to tell the page that it stopped
        log.exception("drafting failed")
        job.error = "Chương trình gặp lỗi khi soạn; anh/chị bấm “Soạn lại”, thông tin vẫn còn đủ."
    finally:
        job.running = False
