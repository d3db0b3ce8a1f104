"""Drafts of others through the measures of a job: two of ours that must score worse, and yours.

``pytest evals/ --draft FILE --case NAME`` scores a .docx or .txt of any tool and prints the
table; ``--notes FILE`` gives what that tool told the official, one note a line.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.rendering import to_docx

from .foreign_draft import measure, sources_of, table, text_of
from .job_drafts import JobDrafts, job_names, told
from .job_scoring import Measure
from .outside.make import JOB, LAST_YEAR, make
from .scoreboard import Board
from .sourcing import Sources, sourced

OUTSIDE = Path(__file__).parent / "outside" / JOB
FLUENT = OUTSIDE / "fluent_with_inventions.txt"
CLEARLY = 0.15
"""How much lower the share of right ones of an outside draft must be."""


def share(measures: list[Measure]) -> float:
    return sum(m.right for m in measures) / sum(m.of for m in measures)


def by_name(measures: list[Measure]) -> dict[str, Measure]:
    return {m.name: m for m in measures}


@pytest.fixture(scope="module")
def ours(job_drafts: JobDrafts, tmp_path_factory: pytest.TempPathFactory) -> list[Measure]:
    """Our own draft as a file, read and measured the same way as anybody's."""
    made = job_drafts.of(JOB)
    path = tmp_path_factory.mktemp("ours") / "ours.docx"
    path.write_bytes(to_docx(made.document))
    return measure(text_of(path), JOB)


CAUGHT_BY = {
    LAST_YEAR: (
        "must cite", "must not cite", "targets word for word", "directive items carried",
        "nothing forbidden", "theme", "references with a source",
    ),
    FLUENT: (
        "must cite", "must not cite", "targets word for word", "nothing forbidden",
        "references with a source", "figures with a source", "names with a source", "placeholders",
    ),
}  # fmt: skip


@pytest.mark.parametrize("path", CAUGHT_BY, ids=lambda p: p.stem)
def test_an_outside_draft_scores_clearly_worse(path: Path, ours: list[Measure]) -> None:
    """Last year's file with a new year, and a fluent draft that invents: each is caught by name."""
    theirs = measure(text_of(path), JOB)
    print("\n" + "\n".join(table(theirs)))
    worse = {name for name, m in by_name(theirs).items() if m.share < by_name(ours)[name].share}

    assert share(ours) >= 0.99
    assert share(theirs) <= share(ours) - CLEARLY
    assert set(CAUGHT_BY[path]) <= worse


def test_the_program_made_draft_is_what_the_program_makes(tmp_path: Path) -> None:
    """Nobody has touched it by hand."""
    make(tmp_path / "again.docx")

    assert text_of(tmp_path / "again.docx") == text_of(LAST_YEAR)


@pytest.mark.parametrize("job", job_names())
def test_our_drafts_state_nothing_without_a_source(
    job: str, job_drafts: JobDrafts, board: Board, tmp_path: Path
) -> None:
    """Judged from the file and the given papers, not by what the writer says of itself."""
    made = job_drafts.of(job)
    path = tmp_path / "ours.docx"
    path.write_bytes(made.docx)
    for m in sourced(text_of(path), sources_of(job)):
        board.add("jobs", job, m.name, m.right, m.of, m.misses)


SOURCES = Sources(
    (
        "Thực hiện Kế hoạch số 12/KH-UBND ngày 05/01/2027. Lúa 1.145 ha; 93,5%. Ông Lê Văn An.\n"
        "Hộ kê khai: 420 hộ; 6 tháng 95 hộ.\nThu 112 tỷ đồng; 6 tháng 48,3 tỷ đồng.",
    ),
    "signed: 2025-06-14",
    frozenset({"152/2025/NĐ-CP"}),
    frozenset(),
    2027,
)


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("I. MỤC\n1. Theo Kế hoạch số 12/KH-UBND ngày 05 tháng 01 năm 2027, lúa 1.145 ha.", []),
        ("Nghị định số 152/2025/NĐ-CP ngày 14/6/2025; bảo hiểm y tế 93,5%.", []),
        ("Theo Kế hoạch số 13/KH-UBND.", ["13/KH-UBND"]),
        ("Xong trước ngày 07/7/2027.", ["07/07/2027"]),
        ("Lúa 1.146 ha.", ["1.146"]),
        ("Có 420 hộ (sau 6 tháng còn 325 hộ), thu 112 tỷ đồng (sau 6 tháng còn 63,7 tỷ đồng).", []),
        ("Có 420 hộ (sau 6 tháng còn 324 hộ).", ["324"]),
        ("Có 420 hộ (sau 6 tháng còn 308 hộ).", ["308"]),  # of two rows
        ("Có 420 hộ, thêm 325 hộ.", ["325"]),  # nothing says it is what is left
        ("Phong trào “Nhà sạch, ngõ đẹp”, ông Lê Văn Bình.", ["Nhà sạch, ngõ đẹp", "Lê Văn Bình"]),
    ],
)
def test_sourcing(text: str, missing: list[str]) -> None:
    """A fact has a source when it stands in a paper or the register, however it is written."""
    found = [miss.split(" (")[0] for m in sourced(text, SOURCES) for miss in m.misses]

    assert found == missing


@pytest.mark.foreign
def test_foreign_draft(request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]) -> None:
    """The file of ``--draft`` against the job of ``--case``; the table is the result."""
    path, case = request.config.getoption("--draft"), request.config.getoption("--case")
    if path is None:
        pytest.skip("no --draft given")
    if case not in job_names():
        pytest.fail(f"--case must be one of: {', '.join(job_names())}", pytrace=False)
    notes = request.config.getoption("--notes")
    lines = notes.read_text("utf-8").splitlines() if notes else None
    measures = measure(text_of(path), case, lines)
    with capsys.disabled():
        print(f"\n\n{path.name} as {case}\n" + "\n".join(table(measures)))
        if lines is None:
            print("floors, doubtful figures, sunset: unscored, no --notes given")


def test_notes_are_scored_when_given(job_drafts: JobDrafts) -> None:
    """With our own notes every measure is scored; without them three are left out."""
    made = job_drafts.of(JOB)
    with_notes = measure("", JOB, told(made))

    assert len(with_notes) == len(measure("", JOB)) + 3
    assert by_name(with_notes)["floors told"].share == 1
