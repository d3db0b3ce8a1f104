"""The scoreboard: what every eval test records, and its comparison with the committed baseline.

Plain values and pure functions. A result is ``value`` right ones ``of`` so many, or a share
between 0 and 1 when ``of`` is left out. What could not be scored (no model, a document that
is not here) is kept with its reason and counts nowhere: unscored is not zero.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

BASELINE = Path(__file__).parent / "baseline" / "scoreboard.json"
AREAS = (
    "reading", "register", "checking", "search", "drafting", "conversation", "word", "safety",
    "jobs",
)  # fmt: skip
DIGITS = 4
"""Decimals of a share in the baseline."""
TOLERANCE = {"reading": 0.005, "search": 0.01}
"""How far the share of one case may fall before the run fails; elsewhere any loss fails."""

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Result:
    """One measure of one case. ``value`` is ``None`` when it could not be scored."""

    area: str
    case: str
    measure: str
    value: float | None
    of: float | None = None
    detail: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.value is not None and not 0 <= self.value <= (1 if self.of is None else self.of):
            raise ValueError(f"{self.key}: {self.value} is not a part of {self.of or 1}")

    @property
    def key(self) -> Key:
        """What makes two results of two runs the same measure of the same case."""
        return self.area, self.case, self.measure

    @property
    def share(self) -> float | None:
        """Share of right ones; ``None`` when unscored or when there was nothing to do."""
        if self.value is None or self.of == 0:
            return None
        return self.value / self.of if self.of else self.value

    @property
    def weight(self) -> float:
        """How many single verdicts it stands for; a bare share counts as one."""
        return 1.0 if self.of is None else self.of


@dataclass(slots=True)
class Board:
    """All results of one run, in the order they came in."""

    results: dict[Key, Result] = field(default_factory=dict)

    def add(
        self,
        area: str,
        case: str,
        measure: str,
        value: float,
        of: float | None = None,
        detail: Iterable[str] = (),
    ) -> None:
        """Record a result; ``detail`` says, for a failing case, what the text was and why."""
        if area not in AREAS:
            raise ValueError(f"no area {area!r}; there are {', '.join(AREAS)}")
        self._keep(Result(area, case, measure, value, of, tuple(detail)))

    def unscored(self, area: str, case: str, measure: str, why: str) -> None:
        """Record that a case, or all whose names begin with these words, could not be scored."""
        self._keep(Result(area, case, measure, None, None, (why,)))

    def _keep(self, result: Result) -> None:
        if result.key in self.results:
            raise ValueError(f"recorded twice: {result.key}")
        self.results[result.key] = result

    def of_area(self, area: str) -> list[Result]:
        """Results of one area."""
        return [r for r in self.results.values() if r.area == area]

    def failing(self) -> Iterator[Result]:
        """Scored results that are not complete."""
        return (r for r in self.results.values() if r.share is not None and r.share < 1)


@dataclass(frozen=True, slots=True)
class Change:
    """A case that is better or worse than the baseline; ``now`` is ``None`` when it is gone."""

    key: Key
    before: float
    now: float | None
    detail: tuple[str, ...] = ()

    @property
    def loss(self) -> bool:
        """Whether it got worse at all."""
        return self.now is None or self.now < self.before - 1e-9

    @property
    def fails(self) -> bool:
        """Whether it got worse beyond the tolerance of its area."""
        return self.now is None or self.before - self.now > TOLERANCE.get(self.key[0], 0.0) + 1e-9

    def line(self) -> str:
        """One line of the report."""
        word = "LOSS" if self.loss else "gain"
        now = "gone" if self.now is None else f"{self.now:.3f}"
        why = f"  ({'; '.join(self.detail)[:160]})" if self.loss and self.detail else ""
        return f"{word} {' · '.join(self.key)}: {self.before:.3f} → {now}{why}"


def compare(board: Board, baseline: dict[str, Any], *, whole: bool) -> list[Change]:
    """Gains and losses, case by case, losses first.

    Only what is scored on both sides is compared. In a ``whole`` run a case of the baseline
    that was not even recorded as unscored is a loss: a case cannot be dropped in silence.
    """
    changes = []
    cases = {r.key[:2] for r in board.results.values()}
    for key, before in _kept(baseline):
        result = board.results.get(key)
        if result is not None and result.share is not None:
            now = round(result.share, DIGITS)  # as the baseline keeps it, or rounding is a loss
            if abs(now - before) > 1e-9:
                changes.append(Change(key, before, now, result.detail))
        elif result is None and whole and not _skipped(board, key):
            why = "measure no longer recorded" if key[:2] in cases else "case no longer run"
            changes.append(Change(key, before, None, (why,)))
    return sorted(changes, key=lambda c: (not c.loss, c.key))


def _skipped(board: Board, key: Key) -> bool:
    return any(
        r.value is None and r.area == key[0] and f"{key[1]} ".startswith(f"{r.case} ")
        for r in board.results.values()
    )


def _kept(baseline: dict[str, Any]) -> Iterator[tuple[Key, float]]:
    for area, cases in baseline.items():
        for case, measures in cases.items():
            for measure, share in measures.items():
                yield (area, case, measure), share


def load_baseline(path: Path = BASELINE) -> dict[str, Any]:
    """The committed shares: area → case → measure → share; empty when there is none."""
    return json.loads(path.read_text("utf-8")) if path.exists() else {}


def write_baseline(board: Board, *, whole: bool, path: Path = BASELINE) -> None:
    """Keep this run's shares; a partial run changes only the cases it scored.

    Shares of what was unscored here are kept as they were.
    """
    old = load_baseline(path)
    kept = {key: share for key, share in _kept(old) if not whole or _skipped(board, key)}
    kept |= {r.key: round(r.share, DIGITS) for r in board.results.values() if r.share is not None}
    nested: dict[str, Any] = {}
    for (area, case, measure), share in sorted(kept.items()):
        nested.setdefault(area, {}).setdefault(case, {})[measure] = share
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(nested, ensure_ascii=False, indent=1) + "\n", "utf-8")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the printed table: an area, or a measure of an area over all its cases."""

    name: str
    cases: int
    right: float
    of: float
    unscored: int

    @property
    def share(self) -> float | None:
        """Share over all cases, each verdict counting once."""
        return self.right / self.of if self.of else None


def line(name: str, results: Iterable[Result]) -> Line:
    """Sum up results."""
    rows = list(results)
    scored = [r for r in rows if r.share is not None]
    right = sum((r.share or 0.0) * r.weight for r in scored)
    unscored = sum(1 for r in rows if r.value is None)
    return Line(name, len({r.case for r in rows}), right, sum(r.weight for r in scored), unscored)


def measures(board: Board, area: str) -> list[Line]:
    """One line for each measure of an area, in the order of recording."""
    rows = board.of_area(area)
    return [
        line(n, (r for r in rows if r.measure == n)) for n in dict.fromkeys(r.measure for r in rows)
    ]


def table(board: Board) -> list[str]:
    """The scoreboard as lines of text; measures stand below their area."""
    out = [f"{'':32}{'cases':>6}{'right':>10}{'of':>8}{'share':>8}{'unscored':>10}"]
    for area in AREAS:
        rows = board.of_area(area)
        if not rows:
            continue
        out.append(_row(line(area.upper(), rows)))
        out += [_row(part, "  ") for part in measures(board, area)]
    return out


def _row(at: Line, indent: str = "") -> str:
    share = "–" if at.share is None else f"{at.share:.3f}"
    name = f"{indent}{at.name}"[:31]
    return f"{name:32}{at.cases:>6}{at.right:>10.6g}{at.of:>8.6g}{share:>8}{at.unscored or '':>10}"


def as_json(board: Board, changes: list[Change]) -> dict[str, Any]:
    """The run as one object, for ``report.json``."""
    areas = {a: asdict(line(a, board.of_area(a))) for a in AREAS if board.of_area(a)}
    for area, kept in areas.items():
        kept["share"] = line(area, board.of_area(area)).share
    return {
        "areas": areas,
        "results": [{**asdict(r), "share": r.share} for r in board.results.values()],
        "changes": [{"key": list(c.key), "before": c.before, "now": c.now} for c in changes],
        "losses beyond tolerance": [c.line() for c in changes if c.fails],
    }
