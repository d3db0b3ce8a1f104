"""The jobs drafted by a model, several times, and how far its scores spread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean, pstdev

from drafter.desk import Desk
from drafter.drafting.steps import Draft
from drafter.rendering import to_text

from .foreign_draft import sources_of
from .job_drafts import draft_job, measured
from .sourcing import sourced


@dataclass(frozen=True, slots=True)
class Spread:
    """One measure of one job over several runs: shares of right ones."""

    job: str
    measure: str
    shares: tuple[float, ...]

    @property
    def mean(self) -> float:
        """Mean share."""
        return mean(self.shares)

    def line(self) -> str:
        """One line of the table."""
        return (
            f"{self.job:26}{self.measure:28}{self.mean:>7.3f}{min(self.shares):>7.3f}"
            f"{max(self.shares):>7.3f}{pstdev(self.shares):>7.3f}"
        )


@dataclass(frozen=True, slots=True)
class Runs:
    """What came of the runs of one job: its spreads, and how many sections the model wrote."""

    spreads: tuple[Spread, ...]
    by_model: int
    sections: int


HEAD = f"{'job':26}{'measure':28}{'mean':>7}{'least':>7}{'most':>7}{'sd':>7}"


def run_job(desk: Desk, job: str, times: int) -> Runs:
    """Draft a job ``times`` times with the desk's model and measure each draft."""
    drafts = [draft_job(desk, job) for _ in range(times)]
    shares: dict[str, list[float]] = {}
    for made in drafts:
        for name, share in _shares(made, job):
            shares.setdefault(name, []).append(share)
    spreads = tuple(Spread(job, name, tuple(found)) for name, found in shares.items())
    written = [by for made in drafts for by in made.written_by]
    return Runs(spreads, sum(by.startswith("model:") for by in written), len(written))


def _shares(made: Draft, job: str) -> list[tuple[str, float]]:
    text = to_text(made.document)
    return [(m.name, m.share) for m in [*measured(made, job), *sourced(text, sources_of(job))]]


def table(runs: Sequence[Runs]) -> list[str]:
    """Measures that are not complete in every run, and the share of sections by the model."""
    rows = [s.line() for run in runs for s in run.spreads if min(s.shares) < 1]
    by_model, sections = sum(r.by_model for r in runs), sum(r.sections for r in runs)
    return [HEAD, *(rows or ["every measure complete in every run"]),
            f"sections written by the model: {by_model} of {sections}"]  # fmt: skip
