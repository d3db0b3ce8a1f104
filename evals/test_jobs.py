"""Whole drafting jobs, scored against what a good draft must do."""

from __future__ import annotations

import pypdfium2
import pytest

from drafter.drafting.steps import Draft
from drafter.rendering import to_docx, to_pdf

from .job_drafts import JobDrafts, job_names, measured
from .scoreboard import Board

DEVELOPED_WITH = ("01_chau_quang_2024", "06_thien_cam_2027", "08_phan_ngoc_hien_2027")
"""Jobs that rules were written with: a miss in one of these is a fault of the program. The
others are only scored, and the scoreboard fails the run when one gets worse."""


def test_there_are_ten_jobs() -> None:
    """Other provinces, levels, years, kinds of document and of file."""
    assert len(job_names()) >= 10


@pytest.mark.parametrize("job", job_names())
def test_job_meets_its_expectations(job_drafts: JobDrafts, job: str, board: Board) -> None:
    """Everything it must cite and nothing it must not, every target, every item, every floor."""
    made: Draft = job_drafts.of(job)
    measures = measured(made, job)
    print(f"\n{job}")
    for m in measures:
        board.add("jobs", job, m.name, m.right, m.of, m.misses)
        print(
            f"  {m.name:26} {m.right:3}/{m.of:<3} {'' if m.share == 1 else '; '.join(m.misses)[:300]}"
        )
    if job in DEVELOPED_WITH:
        assert {m.name: m.misses for m in measures if m.misses} == {}


@pytest.mark.parametrize("job", job_names())
def test_a_draft_has_four_to_eight_pages(job_drafts: JobDrafts, job: str) -> None:
    """The length that a plan has unless somebody asks otherwise, counted on the printed pages."""
    printed = to_pdf(to_docx(job_drafts.of(job).document))
    if printed is None:
        pytest.skip("LibreOffice is not at hand")
    pages = len(pypdfium2.PdfDocument(printed))
    print(f"\n{job}: {pages} pages")
    assert 4 <= pages <= 8
