"""Whole drafting jobs, scored against what a good draft must do."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from drafter.desk import Desk
from drafter.rendering import to_text
from drafter.settings import load_settings

from .job_scoring import Measure, score

JOBS = sorted(p for p in (Path(__file__).parent / "jobs").iterdir() if (p / "brief.json").exists())


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(load_settings(home=tmp_path_factory.mktemp("home"), model=None))


def run_job(desk: Desk, job: Path) -> list[Measure]:
    """Draft one job as the command line would, and score it."""
    brief = json.loads((job / "brief.json").read_text(encoding="utf-8"))
    made = desk.draft_once(
        unit=", ".join(brief[k] for k in ("unit", "district", "province") if k in brief),
        year=brief["year"],
        kind=brief["kind"],
        directive=job / brief["directive"],
        targets=job / brief["targets"],
        previous=job / brief["previous"],
        as_of=date.fromisoformat(brief["as_of"]),
        say=brief["chat"],
    )
    expect = json.loads((job / "expect.json").read_text(encoding="utf-8"))
    told = [f"{f.message} {f.advice}" for f in made.findings]
    return score(to_text(made.document), told, expect)


@pytest.mark.parametrize("job", JOBS, ids=lambda p: p.name)
def test_job_meets_its_expectations(desk: Desk, job: Path) -> None:
    """Everything it must cite and nothing it must not, every target, every item, every floor."""
    measures = run_job(desk, job)
    print(f"\n{job.name}")
    for m in measures:
        print(
            f"  {m.name:26} {m.right:3}/{m.of:<3} {'' if m.share == 1 else '; '.join(m.misses)[:300]}"
        )
    assert {m.name: m.misses for m in measures if m.misses} == {}
