"""A drafting job belongs to the process: pages come and go."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator

from desk_double import Step
from ui.jobs import Job, Jobs

from drafter.errors import ModelError


def ended(job: Job) -> Job:
    for thread in threading.enumerate():
        if thread.name == "d1":
            thread.join(5)
    return job


def slow(gate: threading.Event) -> Callable[[], Iterator[Step]]:
    def work() -> Iterator[Step]:
        yield Step("Mục I", 1, 2)
        gate.wait(5)
        yield Step("Mục II", 2, 2)

    return work


def test_a_second_page_joins_the_running_job() -> None:
    """Starting twice drafts once; what was shown is kept."""
    gate, jobs = threading.Event(), Jobs()
    first = jobs.start("d1", slow(gate))
    assert jobs.start("d1", slow(gate)) is first
    assert jobs.of("d1") is first
    gate.set()
    assert [step.text for step in ended(first).steps] == ["Mục I", "Mục II"]
    assert (first.running, first.share, first.error) == (False, 1.0, None)


def test_an_ended_job_can_be_started_anew() -> None:
    gate, jobs = threading.Event(), Jobs()
    gate.set()
    first = ended(jobs.start("d1", slow(gate)))
    assert ended(jobs.start("d1", slow(gate))) is not first
    jobs.forget("d1")
    assert jobs.of("d1") is None


def test_errors_become_advice() -> None:
    """What went wrong is told in Vietnamese; a bug is told too and never hangs the page."""

    def failing(error: Exception) -> Callable[[], Iterator[Step]]:
        def work() -> Iterator[Step]:
            yield Step("Mục I", 0, 2)
            raise error

        return work

    told = ended(Jobs().start("d1", failing(ModelError("x", advice="Mô hình không trả lời."))))
    assert (told.running, told.error) == (False, "Mô hình không trả lời.")
    bug = ended(Jobs().start("d1", failing(ZeroDivisionError())))
    assert bug.error is not None
    assert "gặp lỗi khi soạn" in bug.error


def test_one_after_the_other_where_asked_for() -> None:
    """The second waits for the first; one stopped while it waits writes nothing."""
    jobs, go = Jobs(at_once=1), threading.Event()
    ran: list[str] = []

    def first() -> Iterator[Step]:
        ran.append("first")
        yield Step("Mục I", 0, 2)
        go.wait(5)

    def second(name: str) -> Iterator[Step]:
        ran.append(name)
        yield Step("Mục I", 1, 1)

    jobs.start("a", first)
    waiting = jobs.start("b", lambda: second("second"))
    stopped = jobs.start("c", lambda: second("stopped"))
    jobs.stop("c")
    time.sleep(0.1)
    assert ran == ["first"]
    assert waiting.running
    go.set()
    for _ in range(100):
        if not waiting.running:
            break
        time.sleep(0.02)
    time.sleep(0.1)
    assert ran == ["first", "second"]
    assert stopped.steps == []
