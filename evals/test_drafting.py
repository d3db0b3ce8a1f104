"""The matrix: at least 240 drafts without a model, measured; the table is printed (-s).

``DRAFTER_MATRIX_EVERY=8`` takes every eighth pair of briefs, for a quick look.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from statistics import mean

import pytest

from drafter.desk import Desk
from drafter.desk.chat import ConversationTools
from drafter.drafting.conversation import Conversation, take_turn
from drafter.drafting.steps import Draft, draft, finish
from drafter.settings import load_settings

from .draft_scoring import Score, score, twins
from .matrix import Case, cases
from .scoreboard import Board

_EVERY = int(os.environ.get("DRAFTER_MATRIX_EVERY", "1"))
_AGAIN = 12  # every twelfth brief is drafted twice


@dataclass(frozen=True, slots=True)
class Row:
    """A case with its draft's measures."""

    case: Case
    score: Score
    same_again: bool = True


def make(desk: Desk, case: Case) -> Draft:
    """The draft of one case, its lines said one by one as in the chat."""
    conversation = Conversation(case.brief)
    for line in case.said:
        conversation = take_turn(conversation, line, (), ConversationTools(desk)).conversation
    return finish(draft(conversation.brief, desk.tools), lambda step: None)


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> list[Row]:
    """All drafts of the matrix with their measures."""
    desk = Desk(load_settings(home=tmp_path_factory.mktemp("home"), model=None))
    chosen = cases(desk.register)
    if _EVERY > 1:
        chosen = [c for at, c in enumerate(chosen) if (at // 2) % _EVERY == 0]
    out = []
    for at, case in enumerate(chosen):
        found = score(case, make(desk, case), desk.register, desk.tools.wording)
        again = (
            at % _AGAIN
            or score(case, make(desk, case), desk.register, desk.tools.wording).text == found.text
        )
        out.append(Row(case, found, bool(again)))
    _print(out)
    return out


_FAULTS: dict[str, Callable[[Score], tuple[str, ...]]] = {
    "facts without a ground": lambda s: s.naked,
    "facts not in their source": lambda s: s.untrue,
    "targets not word for word": lambda s: s.targets,
    "directive items lost": lambda s: s.lost_items,
    "words of the upper level": lambda s: s.upper,
    "names of other units": lambda s: s.foreign,
    "stale years, periods, bodies": lambda s: s.stale,
    "errors of the checker": lambda s: s.errors,
    "repeated sentences": lambda s: s.repeated,
    "statements neither used nor told": lambda s: s.untold,
}


def _print(rows: list[Row]) -> None:
    print(f"\n{len(rows)} drafts")
    for name, faults in _FAULTS.items():
        found = [(r.case.name, f) for r in rows for f in faults(r.score)]
        hit = len({n for n, _ in found})
        print(f"  {name:36} {len(found):5} in {hit} drafts")
    warnings = [len(r.score.warnings) for r in rows]
    pages = [r.score.pages for r in rows]
    print(f"  {'warnings not of the inputs':36} mean {mean(warnings):.2f}, most {max(warnings)}")
    print(
        f"  {'content elements present':36} mean {mean(r.score.elements for r in rows):.3f}, "
        f"least {min(r.score.elements for r in rows):.3f}"
    )
    print(
        f"  {'sentences over 60 words':36} mean {mean(r.score.long_share for r in rows):.3f}, "
        f"most {max(r.score.long_share for r in rows):.3f}"
    )
    print(f"  {'pages':36} mean {mean(pages):.1f}, {min(pages)} to {max(pages)}")
    for name, values in (
        (
            "text that is the directive's",
            [r.score.from_directive for r in rows if r.case.brief.directive],
        ),
        (
            "text that is last year's",
            [r.score.from_last_year for r in rows if r.case.brief.previous],
        ),
        ("shared by neighbours", list(_pairs(rows).values())),
    ):
        if values:
            print(f"  {name:36} mean {mean(values):.3f}, most {max(values):.3f}")
    print(f"  {'same input, same text':36} {sum(r.same_again for r in rows)}/{len(rows)}")


def _pairs(rows: list[Row]) -> dict[str, float]:
    seen: dict[str, Row] = {}
    out = {}
    for row in rows:
        if row.case.pair in seen:
            first, directive = seen[row.case.pair], row.case.brief.directive
            given = directive.text if directive else ""
            out[row.case.pair] = twins(first.score.text, row.score.text, given)
        elif row.case.pair:
            seen[row.case.pair] = row
    return out


def test_matrix_is_large(rows: list[Row]) -> None:
    """At least 240 briefs, every kind, every year from 2022 to 2028."""
    if _EVERY == 1:
        assert len(rows) >= 240
        assert {r.case.brief.year for r in rows} == set(range(2022, 2029))


@pytest.mark.parametrize("name", _FAULTS)
def test_no_draft_has(rows: list[Row], name: str, board: Board) -> None:
    """Faults of which a draft may have none."""
    found = [f"{r.case.name}: {f}" for r in rows for f in _FAULTS[name](r.score)]
    clean = sum(not _FAULTS[name](r.score) for r in rows)
    board.add("drafting", "matrix", f"free of {name}", clean, len(rows), found)
    assert found == []


def test_warnings_are_few(rows: list[Row]) -> None:
    """At most two warnings that the inputs did not cause."""
    assert [(r.case.name, r.score.warnings) for r in rows if len(r.score.warnings) > 2] == []


def test_content_elements_are_there(rows: list[Row], board: Board) -> None:
    """The elements of the genre, 95 in a hundred, in every draft."""
    short = [f"{r.case.name}: {', '.join(r.score.missing)}" for r in rows if r.score.missing]
    board.add(
        "drafting", "matrix", "content elements", mean(r.score.elements for r in rows), None, short
    )
    assert [(r.case.name, r.score.missing) for r in rows if r.score.elements < 0.95] == []


def test_sentences_can_be_read_aloud(rows: list[Row]) -> None:
    """At most one sentence in ten is longer than 60 words."""
    assert [
        (r.case.name, round(r.score.long_share, 3)) for r in rows if r.score.long_share > 0.1
    ] == []


def test_length_is_four_to_eight_pages(rows: list[Row]) -> None:
    """A plan is neither a note nor a book."""
    assert [(r.case.name, r.score.pages) for r in rows if not 4 <= r.score.pages <= 8] == []


def test_neighbours_do_not_get_twins(rows: list[Row], board: Board) -> None:
    """Two communes with one directive share at most 60 % of what is not the directive's."""
    pairs = _pairs(rows)
    twins = [f"{name}: {share:.3f}" for name, share in pairs.items() if share > 0.6]
    board.add(
        "drafting", "matrix", "pairs that are no twins", len(pairs) - len(twins), len(pairs), twins
    )
    assert {name: share for name, share in pairs.items() if share > 0.6} == {}


def test_the_same_input_gives_the_same_text(rows: list[Row], board: Board) -> None:
    """Nothing in a draft is drawn at random."""
    other = [r.case.name for r in rows if not r.same_again]
    board.add(
        "drafting", "matrix", "same input, same text", len(rows) - len(other), len(rows), other
    )
    assert [r.case.name for r in rows if not r.same_again] == []
