"""How well documents are read, against hand-made answers; gains and losses against the baseline.

Two collections: the gold of real documents beside the repository (skipped where it is
absent) and our own labelled documents in ``evals/reading``, of which the half called
``unseen`` is never looked at while rules are written.
``DRAFTER_BASELINE=write`` writes the baseline anew.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from drafter.reading import read_text
from drafter.reading.as_json import to_json
from evals.scoreboard import Board
from evals.scoring_reading import FAMILIES, Score, scores

HERE = Path(__file__).parent
SHARED = HERE.parent.parent / "shared"
BASELINE = HERE / "baseline" / "reading.json"

GOALS = {
    "gold": {
        "numbered citations": 0.98, "specific citations": 0.93, "targets": 0.95,
        "section labels": 0.98, "anniversaries": 1.0, "sums": 1.0,
    },
    "own-seen": {
        "numbered citations": 0.98, "specific citations": 0.93, "targets": 0.95,
        "section labels": 0.98, "anniversaries": 1.0, "sums": 1.0,
    },
    "own-unseen": {
        "numbered citations": 0.93, "specific citations": 0.88, "targets": 0.90,
        "section labels": 0.93,
    },
}  # fmt: skip


def _gold() -> Iterator[tuple[str, dict[str, Any], str]]:
    for path in sorted((SHARED / "gold").glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        yield gold["file"][:3], gold, (SHARED / "seeds" / gold["file"]).read_text("utf-8")


def _own(half: str) -> Iterator[tuple[str, dict[str, Any], str]]:
    for path in sorted((HERE / "reading" / half).glob("*.yaml")):
        gold = _filled(yaml.safe_load(path.read_text("utf-8")))
        yield path.stem, gold, path.with_suffix(".txt").read_text("utf-8")


def _filled(gold: dict[str, Any]) -> dict[str, Any]:
    """Short labels (see ``evals/reading/README.md``) in the keys of the gold."""
    gold["sections"] = [{"label": a, "depth": b, "title": c} for a, b, c in gold["sections"]]
    empty = dict.fromkeys(("number", "date", "issuer", "title"))
    gold["citations"] = [{**empty, "scope": "specific", **c} for c in gold["citations"]]
    gold["targets"] = [{"parent": None, **t} for t in gold["targets"]]
    none = dict.fromkeys(("from", "to", "arithmetic_ok"))
    gold["anniversaries"] = [{**none, **a} for a in gold["anniversaries"]]
    return gold


def collection(name: str) -> list[tuple[str, dict[str, Any], str]]:
    if name == "gold":
        return list(_gold())
    return list(_own(name.removeprefix("own-")))


def _located(gold: dict[str, Any], text: str) -> dict[str, Any]:
    """Our own labels quote the text; their places are looked up, in printed order."""
    flat = text.replace("\n", " ")
    for family in ("citations", "targets"):
        at = 0
        for item in gold.get(family, []):
            if "pos" in item:
                continue
            lead = item.get("after", "")
            start = flat.find(lead + item["text"], at)
            start = start + len(lead) if start >= 0 else start
            start = start if start >= 0 else flat.find(item["text"])
            assert start >= 0, f"label not in text: {item['text']}"
            item["pos"] = [start, start + len(item["text"])]
            at = start + 1 if family == "targets" else start
    return gold


@pytest.mark.parametrize("name", ["gold", "own-seen", "own-unseen"])
def test_reading(name: str, board: Board) -> None:
    """Each family reaches its goal; every loss against the baseline is listed."""
    documents = collection(name)
    if not documents:
        pytest.skip(f"no labelled documents for {name} here")
    total: dict[str, Score] = {family: Score() for family in FAMILIES}
    details: dict[str, dict[str, Any]] = {}
    for stem, gold, text in documents:
        read = read_text(text, stem)
        result = scores(_located(gold, read.text), to_json(read))
        details[stem] = {
            f: {"missed": s.missed, "extra": s.extra}
            for f, s in result.items()
            if s.missed or s.extra
        }
        for family, score in result.items():
            total[family] += score
            _record(board, f"{name} {stem}", family, score)
        _print_row(stem, result)
    _print_table(name, total)
    _compare(name, total, details)
    short = {f: round(total[f].f1, 4) for f, goal in GOALS[name].items() if total[f].f1 < goal}
    assert not short, f"below the goal: {short}"


def _record(board: Board, case: str, family: str, score: Score) -> None:
    if not (score.wanted or score.found):
        return
    wrong = [f"missed: {m}" for m in score.missed] + [f"made up: {e}" for e in score.extra]
    if case.startswith("own-unseen"):  # whoever mends a rule must not read these line by line
        wrong = [f"{len(score.missed)} missed, {len(score.extra)} made up"] if wrong else []
    board.add("reading", case, family, 2 * score.hits, score.wanted + score.found, wrong)


def _print_row(stem: str, result: dict[str, Score]) -> None:
    print(f"\n{stem}: " + " · ".join(f"{f} {s.f1:.2f}" for f, s in result.items() if s.f1 < 1))


def _print_table(name: str, total: dict[str, Score]) -> None:
    print(f"\n{name:<24}{'precision':>10}{'recall':>8}{'F1':>8}{'n':>6}")
    for family, score in total.items():
        print(
            f"{family:<24}{score.precision:>10.3f}{score.recall:>8.3f}{score.f1:>8.3f}{score.wanted:>6}"
        )


def _compare(name: str, total: dict[str, Score], details: dict[str, Any]) -> None:
    kept = json.loads(BASELINE.read_text("utf-8")) if BASELINE.exists() else {}
    before = kept.get(name, {"f1": {}, "wrong": {}})
    for family, score in total.items():
        old = before["f1"].get(family)
        if old is not None and abs(old - score.f1) >= 5e-4:
            print(f"  {'gain' if score.f1 > old else 'LOSS'} {family}: {old:.3f} → {score.f1:.3f}")
    _print_changes(before["wrong"], details)
    if os.environ.get("DRAFTER_BASELINE") == "write":
        kept[name] = {
            "f1": {f: round(s.f1, 4) for f, s in total.items()},
            "wrong": _public(name, details),
        }
        BASELINE.parent.mkdir(exist_ok=True)
        BASELINE.write_text(
            json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8"
        )


def _public(name: str, details: dict[str, Any]) -> dict[str, Any]:
    """Of real and of unseen documents only counts are kept, not their words."""
    if name == "own-seen":
        return details
    return {
        s: {f: {k: len(v) for k, v in d.items()} for f, d in fam.items()}
        for s, fam in details.items()
    }


def _print_changes(before: dict[str, Any], now: dict[str, Any]) -> None:
    for stem in sorted({*before, *now}):
        for family in sorted({*before.get(stem, {}), *now.get(stem, {})}):
            old, new = before.get(stem, {}).get(family, {}), now.get(stem, {}).get(family, {})
            for side in ("missed", "extra"):
                _print_side(stem, family, side, old.get(side, []), new.get(side, []))


def _print_side(stem: str, family: str, side: str, old: Any, new: list[str]) -> None:
    if isinstance(old, int):
        if old != len(new):
            print(f"  {stem} {family} {side}: {old} → {len(new)}")
        return
    for line in new:
        if line not in old:
            print(f"  LOSS {stem} {family} {side}: {line}")
    for line in old:
        if line not in new:
            print(f"  gain {stem} {family} {side}: {line}")
