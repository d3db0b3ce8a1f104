"""Makes the first outside draft: last year's file of a job with the year changed, nothing else.

``python -m evals.outside.make`` writes it anew. It is what an office does in a hurry, and
what every tool has to beat.
"""

from __future__ import annotations

from pathlib import Path

JOB = "06_thien_cam_2027"
HERE = Path(__file__).parent
LAST_YEAR = HERE / JOB / "last_year_with_new_year.docx"


def make(path: Path = LAST_YEAR) -> None:
    """Write the file: each year moved on by one, wherever it is printed."""
    from docx import Document

    document = Document(str(HERE.parent / "jobs" / JOB / "previous.docx"))
    cells = [c for table in document.tables for row in table.rows for c in row.cells]
    paragraphs = [*document.paragraphs, *(p for cell in cells for p in cell.paragraphs)]
    for paragraph in {id(p._p): p for p in paragraphs}.values():
        for run in paragraph.runs:
            run.text = run.text.replace("2026", "2027")
    path.parent.mkdir(exist_ok=True)
    document.save(str(path))


if __name__ == "__main__":
    make()
