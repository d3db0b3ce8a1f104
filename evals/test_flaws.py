"""The checker on real documents: labelled flaws found, and alarms judged one by one.

The documents and labels lie beside the project (``../shared``); without them this is skipped.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from drafter.checking import CheckContext, Finding, Severity, check
from drafter.document.facts import Span
from drafter.reading import read_text
from drafter.reading.vietnamese import fold
from drafter.register import load

from .scoreboard import Board

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
JUDGED = Path(__file__).parent / "judged_alarms.yaml"
ERRORS, WARNINGS, FALSE_ALARMS = 0.95, 0.80, 0.10

pytestmark = pytest.mark.skipif(
    not (SHARED / "gold").is_dir(), reason="labelled documents are not beside the project"
)


@dataclass(frozen=True, slots=True)
class Flaw:
    """A labelled flaw; ``span`` counts in the text with single blanks."""

    seed: str
    severity: str
    text: str
    why: str
    span: Span | None


@cache
def findings(seed: str) -> tuple[str, tuple[Finding, ...]]:
    path = next((SHARED / "seeds").glob(f"{seed}*.txt"))
    document = read_text(path.read_text(encoding="utf-8"), path.name)
    told = check(document, CheckContext(load(ROOT / "kb"), None))
    return re.sub(r"\s", " ", document.text), tuple(told)


def flaws() -> list[Flaw]:
    """Flaws of kind error and warning that the text alone shows."""
    out = []
    for path in sorted((SHARED / "gold").glob("0*.json")):
        gold: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        for row in gold.get("flaws", []):
            if row["evidence"] in ("text", "absence") and row["severity"] != "info":
                span = Span(*row["pos"]) if row["pos"] else None
                out.append(
                    Flaw(path.name[:3], row["severity"], row["text"] or "", row["why"], span)
                )
    return out


def told(flaw: Flaw) -> Finding | None:
    """The finding that tells the flaw: at its place, or of what is missing."""
    _, found = findings(flaw.seed)
    for finding in found:
        where = finding.where.span
        if flaw.span and where and where.overlaps(flaw.span) and _alike(flaw, finding, 0.15):
            return finding
    if flaw.span is not None and flaw.text:
        return None
    best = max(found, key=lambda f: _likeness(flaw, f), default=None)
    return best if best is not None and _alike(flaw, best, 0.45) else None


def _alike(flaw: Flaw, finding: Finding, least: float) -> bool:
    return _likeness(flaw, finding) >= least


def _likeness(flaw: Flaw, finding: Finding) -> float:
    """Share of the telling words of the finding that the label uses too."""
    label, said = (
        _words(f"{flaw.text} {flaw.why}"),
        _words(re.sub(r"\([^)]*\)", "", finding.message)),
    )
    return len(label & said) / max(1, len(said))


_EMPTY = frozenset(
    {"của", "và", "các", "có", "không", "là", "trong", "cho", "ở", "đã", "được", "một", "bị"}
    | {"văn", "bản", "này", "thiếu", "khi"}
)


def _words(text: str) -> set[str]:
    return {w for w in re.findall(r"[^\W_]+", fold(text)) if w not in _EMPTY}


@pytest.mark.parametrize(("severity", "least"), [("error", ERRORS), ("warning", WARNINGS)])
def test_labelled_flaws_are_found(
    severity: str, least: float, capsys: pytest.CaptureFixture[str], board: Board
) -> None:
    wanted = [f for f in flaws() if f.severity == severity]
    found = {f: told(f) for f in wanted}
    share = sum(f is not None for f in found.values()) / len(wanted)
    for seed in sorted({f.seed for f in wanted}):
        own = [f for f in wanted if f.seed == seed]
        missed = [f"{f.text}: {f.why}" for f in own if found[f] is None]
        board.add(
            "checking",
            f"real {seed}",
            f"labelled {severity}s",
            len(own) - len(missed),
            len(own),
            missed,
        )
    with capsys.disabled():
        print(f"\nlabelled {severity}s found: {share:.3f} of {len(wanted)}")
        for flaw, finding in found.items():
            mark = f"{finding.rule} {finding.message[:60]}" if finding else "MISSED"
            print(f"  {flaw.seed} {flaw.why[:70]} → {mark}")
    assert share >= least


def test_false_alarms_are_few(capsys: pytest.CaptureFixture[str], board: Board) -> None:
    """Alarms judged false (see ``judged_alarms.yaml`` for who judged), as a share of all raised."""
    judged = yaml.safe_load(JUDGED.read_text(encoding="utf-8"))["judged_false"]
    raised = [
        (seed, f) for seed in ("000", "001", "002", "003", "004") for f in findings(seed)[1]
        if f.severity is not Severity.INFO
    ]  # fmt: skip
    wrong = [(seed, f) for seed, f in raised if _is_judged(seed, f, judged)]
    board.add(
        "checking",
        "real documents",
        "alarms judged right",
        len(raised) - len(wrong),
        len(raised),
        [f"{s} {f.rule} {f.message}" for s, f in wrong],
    )
    with capsys.disabled():
        print(f"\nalarms on five documents: {len(raised)}, judged false: {len(wrong)}")
        for seed, f in raised:
            mark = "FALSE" if (seed, f) in wrong else "right"
            print(f"  {mark} {seed} {f.severity.value[:4]} {f.rule} {f.message[:100]}")
    assert len(wrong) / len(raised) <= FALSE_ALARMS


def _is_judged(seed: str, finding: Finding, judged: list[dict[str, str]]) -> bool:
    return any(
        row["seed"] == seed and row["rule"] == finding.rule and row["says"] in finding.message
        for row in judged
    )
