"""The scoreboard itself: what it counts, what it calls a loss, what it writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.report_html import page
from evals.scoreboard import Board, as_json, compare, load_baseline, table, write_baseline


def board() -> Board:
    made = Board()
    made.add("jobs", "one", "targets", 3, 4, ["rice <b>1.145</b> ha"])
    made.add("jobs", "two", "targets", 2, 2)
    made.add("search", "topical", "nDCG@10", 0.905)
    made.unscored("reading", "gold", "all", "not here")
    return made


def kept(path: Path, made: Board) -> dict[str, object]:
    write_baseline(made, whole=True, path=path)
    return load_baseline(path)


def test_unscored_is_not_zero() -> None:
    """What could not be scored changes no share and is shown with its reason."""
    rows = "\n".join(table(board()))

    assert "JOBS" in rows
    assert "0.833" in rows
    assert next(r for r in table(board()) if r.startswith("READING")).split() == [
        "READING", "1", "0", "0", "–", "1",
    ]  # fmt: skip


def test_the_same_run_again_changes_nothing(tmp_path: Path) -> None:
    """Two thirds are kept with four digits and are still the same two thirds."""
    made = board()
    made.add("jobs", "three", "targets", 2, 3)

    assert compare(made, kept(tmp_path / "b.json", made), whole=True) == []


def test_a_loss_is_told_case_by_case(tmp_path: Path) -> None:
    """One case falls while another rises: both are told, and the fall fails."""
    baseline = kept(tmp_path / "b.json", board())
    now = Board()
    now.add("jobs", "one", "targets", 4, 4)
    now.add("jobs", "two", "targets", 1, 2, ["maize"])
    now.add("search", "topical", "nDCG@10", 0.9)

    changes = compare(now, baseline, whole=True)

    assert [(c.key[1], c.loss, c.fails) for c in changes] == [
        ("two", True, True),
        ("topical", True, False),  # within the tolerance of search
        ("one", False, False),
    ]
    assert "maize" in changes[0].line()


@pytest.mark.parametrize(("whole", "gone"), [(True, ["one"]), (False, [])])
def test_a_case_is_not_dropped_in_silence(tmp_path: Path, whole: bool, gone: list[str]) -> None:
    """In a whole run a case that is no longer there is a loss; in a partial one it is not."""
    baseline = kept(tmp_path / "b.json", board())
    now = Board()
    now.add("jobs", "two", "targets", 2, 2)
    now.unscored("search", "topical", "all", "no shelf")

    assert [c.key[1] for c in compare(now, baseline, whole=whole) if c.fails] == gone


def test_a_partial_run_keeps_the_rest_of_the_baseline(tmp_path: Path) -> None:
    path = tmp_path / "b.json"
    write_baseline(board(), whole=True, path=path)
    now = Board()
    now.add("jobs", "one", "targets", 4, 4)
    write_baseline(now, whole=False, path=path)

    assert load_baseline(path)["jobs"] == {"one": {"targets": 1.0}, "two": {"targets": 1.0}}


def test_what_cannot_be_is_refused() -> None:
    """An unknown area, more right than there are, the same measure twice."""
    made = board()
    for wrong in (
        ("job", "x", "y", 1, 1),
        ("jobs", "x", "y", 3, 2),
        ("jobs", "one", "targets", 1, 4),
    ):
        with pytest.raises(ValueError, match=r"area|part|twice"):
            made.add(*wrong)


def test_the_report_is_one_page_with_every_failing_case() -> None:
    """Text and reason are there, escaped, and nothing is fetched from anywhere."""
    html = page(board(), [])

    assert "rice &lt;b&gt;1.145&lt;/b&gt; ha" in html
    assert "<svg" in html
    assert "http" not in html
    assert as_json(board(), [])["areas"]["jobs"]["share"] == pytest.approx(5 / 6)
