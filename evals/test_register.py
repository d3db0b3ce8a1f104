"""The register against cases with their source: law on a day, communes, anniversaries, speed.

``pytest evals/test_register.py -s`` prints the table and every miss. Nothing may be guessed: a
wrong verdict on one case fails the run.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from drafter.document.model import DocumentKind
from drafter.document.unit import Level
from drafter.reading import find_citations, read_text
from drafter.register import Register, load
from drafter.register.folding import bare

from .scoreboard import Board

HERE = Path(__file__).parent
KB = HERE.parent / "kb"
SHARED = HERE.parent.parent / "shared"
CASES = yaml.safe_load((HERE / "register" / "cases.yaml").read_text("utf-8"))
TODAY = date(2026, 11, 21)
SEED_DAYS = {
    "000": date(2023, 1, 31), "001": date(2024, 1, 31), "002": date(2023, 1, 31),
    "003": date(2023, 2, 28), "004": date(2023, 1, 31),
}  # fmt: skip

Check = Callable[[Register, dict[str, Any]], str | None]


@pytest.fixture(scope="module")
def register() -> Register:
    return load(KB)


def law(register: Register, case: dict[str, Any]) -> str | None:
    """What is wrong with the answer, or ``None``."""
    citations = find_citations(case["text"])
    if not citations:
        return "no citation read"
    verdict = register.instruments.verdict(citations[0], case["day"], case.get("plan"))
    found = verdict.instrument.id if verdict.instrument else None
    instead = verdict.replacement.id if verdict.replacement else None
    if (verdict.kind, found) != (case["verdict"], case.get("is")):
        return f"{verdict.kind} {found}: {verdict.why}"
    if "instead" in case and instead != case["instead"]:
        return f"replacement {instead}"
    if case.get("says", "").casefold() not in verdict.why.casefold():
        return f"does not say {case['says']!r}: {verdict.why}"
    return None


def basis(register: Register, case: dict[str, Any]) -> str | None:
    """What is wrong with the basis of that day, or ``None``."""
    found = register.instruments.basis(DocumentKind.PLAN, Level.COMMUNE, case["day"], case["plan"])
    ids = {entry.instrument.id for entry in found.entries}
    sunset = sorted(entry.instrument.id for entry in found.entries if entry.sunset)
    if "sunset" in case and sunset != case["sunset"]:
        return f"sunset {sunset}"
    return _kept(ids, case)


def movements(register: Register, case: dict[str, Any]) -> str | None:
    """What is wrong with the movements offered in that year, or ``None``."""
    return _kept({m.id for m in register.movements.running(case["day"].year)}, case)


def _kept(ids: set[str], case: dict[str, Any]) -> str | None:
    lacking, dead = sorted(set(case["must"]) - ids), sorted(set(case["dead"]) & ids)
    return f"lacking {lacking}, dead {dead}" if lacking or dead else None


def units(register: Register, case: dict[str, Any]) -> str | None:
    """What is wrong with the candidates, or ``None``."""
    found = [unit.described() for unit in register.units.find(case["text"], case["day"])]
    return None if found == case["found"] else str(found)


def anniversaries(register: Register, case: dict[str, Any]) -> str | None:
    """What is wrong with the count of years, or ``None``."""
    said = register.calendar.check_event(case["years"], case["event"], case["year"])
    known = register.calendar.event(case["event"]) is not None
    return None if known and (said is None) is case["right"] else str(said)


FAMILIES: dict[str, Check] = {
    "law": law,
    "basis": basis,
    "movements": movements,
    "units": units,
    "anniversaries": anniversaries,
}


def test_every_case_has_its_source() -> None:
    """At least 120 cases; one that nobody can trace is none."""
    cases = [case for family in FAMILIES for case in CASES[family]]

    assert len(cases) >= 120
    assert [case for case in cases if not case.get("source")] == []


@pytest.mark.parametrize("family", FAMILIES)
def test_register(family: str, register: Register, board: Board) -> None:
    """All right; none guessed."""
    misses = []
    for case in CASES[family]:
        wrong = FAMILIES[family](register, case)
        if wrong is not None:
            name = case.get("text") or case.get("event") or ""
            misses.append(f"{name} ({case.get('day')}): {wrong}")
    total = len(CASES[family])
    board.add("register", family, "right answers", total - len(misses), total, misses)
    print(f"\n| {family:<14} | {total - len(misses):>4} / {total:<4} |")

    assert not misses, "\n".join(misses)


def _seed_verdicts(register: Register, on: date | None) -> Iterator[tuple[str, str, str]]:
    """Numbered references of the real documents beside the repository: name, text, verdict."""
    for path in sorted((SHARED / "seeds").glob("*.txt")):
        name = path.name[:3]
        for citation in read_text(path.read_text("utf-8")).citations:
            if citation.numbered:
                day = on or SEED_DAYS[name]
                verdict = register.instruments.verdict(citation, day, day.year)
                yield name, f"{citation.number} ({citation.issued_on})", verdict.kind


OWN_DAY_UNKNOWN = {("003", "27/NQ-HĐND (2022-12-30)")}
"""The only numbered reference without a place: one of thousands of communes."""

TODAY_ALIVE = {"05-CT/TW", "01-KL/TW", "26/CT-TTg", "02/CT-UBND (2018-01-04)", "55/2022/QH15"}


@pytest.mark.skipif(not SHARED.is_dir(), reason="the real documents are not beside this")
def test_references_of_real_documents(register: Register, board: Board) -> None:
    """Right on their own day; today only what still lives is in force."""
    own = list(_seed_verdicts(register, None))
    wrong = [
        row
        for row in own
        if (row[2] != "in-force" and row[:2] not in OWN_DAY_UNKNOWN)
        or (row[2] == "in-force" and row[:2] in OWN_DAY_UNKNOWN)
    ]
    today = list(_seed_verdicts(register, TODAY))
    stale = [
        row
        for row in today
        if row[:2] not in OWN_DAY_UNKNOWN
        and (row[2] == "in-force") is not any(row[1].startswith(alive) for alive in TODAY_ALIVE)
    ]
    for case, bad, every in (("own day", wrong, own), ("today", stale, today)):
        detail = [" ".join(row) for row in bad]
        board.add(
            "register",
            f"real documents {case}",
            "verdicts",
            len(every) - len(bad),
            len(every),
            detail,
        )
    print(f"\n| seeds own day  | {len(own) - len(wrong):>4} / {len(own):<4} |")
    print(f"| seeds today    | {len(today) - len(stale):>4} / {len(today):<4} |")

    assert (wrong, stale) == ([], [])


def test_every_commune_resolves(register: Register, board: Board) -> None:
    """34 provinces, 3,321 communes, and 300 old names: the right unit or the right question."""
    units = register.units
    today = units.all(TODAY)
    lost = [u.described() for u in today if u not in units.find(u.described(), TODAY)]
    plain = [u.described() for u in today if u not in units.find(bare(u.described()), TODAY)]
    before = date(2025, 6, 30)
    sample = random.Random(300).sample(units.all(before), 300)
    moved = [
        u.described()
        for u in sample
        if set(units.find(u.described(), TODAY)) != set(units.successors(u))
    ]
    for case, bad, of in (
        ("as written", lost, len(today)),
        ("no diacritics", plain, len(today)),
        ("old names", moved, 300),
    ):
        board.add("register", f"communes {case}", "units found", of - len(bad), of, bad[:20])
    print(f"\n| communes       | {len(today) - len(lost):>4} / {len(today):<4} |")
    print(f"| no diacritics  | {len(today) - len(plain):>4} / {len(today):<4} |")
    print(f"| old names      | {300 - len(moved):>4} / 300  |")

    assert (len(units.provinces(TODAY)), lost, plain, moved) == (34, [], [], [])


def test_speed(register: Register, tmp_path: Path) -> None:
    """Goals: the data in under 50 ms (compiled), a commune in 5 ms (p95, warm)."""
    _open_all(load(KB, cache=tmp_path))
    opening = min(_seconds(lambda: _open_all(load(KB, cache=tmp_path)), 5))
    plain = min(_seconds(lambda: _open_all(load(KB)), 3))
    names = [u.described() for u in random.Random(5).sample(register.units.all(TODAY), 300)]
    names += [bare(name).replace(",", "") for name in names]
    took = sorted(_find(register, name) for name in names * 2)
    p95 = took[int(len(took) * 0.95)]
    print(f"\n| opening, compiled / plain | {opening * 1e3:.0f} / {plain * 1e3:.0f} ms |")
    print(f"| commune, p50 / p95        | {took[len(took) // 2] * 1e3:.1f} / {p95 * 1e3:.1f} ms |")

    assert opening < 0.05
    assert p95 < 0.005


def _open_all(register: Register) -> None:
    for part in ("instruments", "bodies", "movements", "calendar", "indicators"):
        assert getattr(register, part) is not None


def _seconds(action: Callable[[], None], times: int) -> list[float]:
    """Processor time: the figure does not depend on who else uses the machine."""
    took = []
    for _ in range(times):
        start = time.process_time()
        action()
        took.append(time.process_time() - start)
    return took


def _find(register: Register, name: str) -> float:
    start = time.process_time()
    register.units.find(name, TODAY)
    return time.process_time() - start
