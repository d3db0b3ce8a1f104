"""The Word files of all jobs against the format rules of NĐ 30/2020, and read back."""

from __future__ import annotations

import shutil

import pytest

from drafter.checking import Severity
from drafter.checking.format import check_format
from drafter.rendering import reread, to_pdf

from .job_drafts import JobDrafts, job_names
from .scoreboard import Board

ON_PAPER = "06_thien_cam_2027"
"""The job whose pages are also rendered, for the rules that only a page shows."""


@pytest.mark.parametrize("job", job_names())
def test_word_file(job: str, job_drafts: JobDrafts, board: Board) -> None:
    """Every rule that can be judged on the file; the file holds what the draft holds."""
    made = job_drafts.of(job)
    report = check_format(made.docx)
    broken = {f.rule: f.message for f in report.findings if f.severity is not Severity.INFO}
    rules = report.evaluated
    kept = sum(rule not in broken for rule in rules)
    board.add(
        "word", job, "format rules kept", kept, len(rules), [f"{r} {m}" for r, m in broken.items()]
    )
    differences = reread(made.docx, made.document)
    board.add("word", job, "reads back the same", not differences, 1, differences)


def test_pages(job_drafts: JobDrafts, board: Board) -> None:
    """Rules that can only be judged on the rendered page."""
    case = f"{ON_PAPER} on paper"
    if shutil.which("soffice") is None:
        board.unscored("word", case, "page rules kept", "LibreOffice is not installed")
        pytest.skip("LibreOffice is not installed")
    made = job_drafts.of(ON_PAPER)
    plain, paged = check_format(made.docx), check_format(made.docx, pdf=to_pdf(made.docx))
    only = [rule for rule in paged.evaluated if rule not in plain.evaluated]
    broken = {f.rule: f.message for f in paged.findings if f.rule in only}
    kept = len(only) - len(broken)
    board.add(
        "word", case, "page rules kept", kept, len(only), [f"{r} {m}" for r, m in broken.items()]
    )
