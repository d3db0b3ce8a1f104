"""Whole jobs of ``evals/jobs``: read, drafted once in a run, and what the official was told."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from drafter.desk import Desk
from drafter.drafting.steps import Draft
from drafter.rendering import to_text
from evals.job_scoring import Measure, score

JOBS = Path(__file__).parent / "jobs"


def job_names() -> list[str]:
    """The folders of ``evals/jobs`` that hold a job, in order."""
    return sorted(p.name for p in JOBS.iterdir() if (p / "brief.json").exists())


def read_json(job: str, name: str) -> dict[str, Any]:
    """``brief.json`` or ``expect.json`` of a job."""
    found: dict[str, Any] = json.loads((JOBS / job / name).read_text("utf-8"))
    return found


def paper(job: str, role: str) -> Path | None:
    """The file of a job in a role: directive, targets or previous; ``None`` when it has none."""
    name = read_json(job, "brief.json").get(role)
    return JOBS / job / name if name else None


def draft_job(desk: Desk, job: str) -> Draft:
    """Draft one job as the command line would."""
    brief = read_json(job, "brief.json")
    return desk.draft_once(
        unit=", ".join(brief[k] for k in ("unit", "district", "province") if k in brief),
        year=brief["year"],
        kind=brief["kind"],
        directive=paper(job, "directive"),
        targets=paper(job, "targets"),
        previous=paper(job, "previous"),
        as_of=date.fromisoformat(brief["as_of"]),
        say=brief["chat"],
    )


def told(made: Draft) -> list[str]:
    """What the official is told beside the draft."""
    return [f"{f.message} {f.advice}" for f in made.findings]


def measured(made: Draft, job: str) -> list[Measure]:
    """The measures of one draft of a job."""
    return score(to_text(made.document), told(made), read_json(job, "expect.json"))


@dataclass(slots=True)
class JobDrafts:
    """Drafts of the jobs by a desk, each made when it is first asked for and then kept."""

    desk: Desk
    made: dict[str, Draft] = field(default_factory=dict)

    def of(self, job: str) -> Draft:
        """The draft of a job."""
        if job not in self.made:
            self.made[job] = draft_job(self.desk, job)
        return self.made[job]
