"""Scores one read document (the JSON of ``drafter read``) against hand-made answers.

Each family gives ``hits``, ``found`` and ``wanted`` and the list of what was missed and what
was made up, so that a change can be judged line by line and not by one figure.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass
class Score:
    """Counts of one family in one or more documents."""

    hits: int = 0
    found: int = 0
    wanted: int = 0
    missed: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.hits / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.hits / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        total = self.found + self.wanted
        return 2 * self.hits / total if total else 1.0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.hits + other.hits, self.found + other.found, self.wanted + other.wanted,
            self.missed + other.missed, self.extra + other.extra,
        )  # fmt: skip


def words(text: str | None) -> str:
    """Text for comparison: lower case, one blank, no quotes or end punctuation."""
    return re.sub(r"\s+", " ", re.sub(r"[“”\"]", "", text or "")).strip(" .,;:").lower()


def _span(item: Json) -> tuple[int, int]:
    if "pos" in item:
        return int(item["pos"][0]), int(item["pos"][1])
    return int(item["start"]), int(item["end"])


def overlap(one: Json, other: Json) -> float:
    """Share of the shorter span that both spans cover."""
    (a, b), (c, d) = _span(one), _span(other)
    return max(0, min(b, d) - max(a, c)) / max(1, min(b - a, d - c))


def matched(
    wanted: Sequence[Json], found: Sequence[Json], same: Callable[[Json, Json], bool]
) -> Score:
    """One-to-one in printed order; ``same`` decides."""
    free = list(found)
    score = Score(found=len(found), wanted=len(wanted))
    for want in wanted:
        hit = next((f for f in free if same(want, f)), None)
        if hit is None:
            score.missed.append(str(want.get("text"))[:110])
        else:
            free.remove(hit)
            score.hits += 1
    score.extra = [str(f.get("text"))[:110] for f in free]
    return score


def counted(wanted: Iterable[Hashable], found: Iterable[Hashable]) -> Score:
    """Multisets of values."""
    want, have = Counter(wanted), Counter(found)
    hits = want & have
    return Score(
        hits.total(), have.total(), want.total(),
        [str(k) for k in (want - have).elements()], [str(k) for k in (have - want).elements()],
    )  # fmt: skip


def _key(citation: Json) -> tuple[Any, ...]:
    return (
        words(citation["kind"]), citation["number"], citation["date"], words(citation["issuer"]),
    )  # fmt: skip


def numbered(gold: Json, read: Json) -> Score:
    """Numbered citations on (kind, number, date, issuer)."""
    return counted(
        (_key(c) for c in gold["citations"] if c["number"]),
        (_key(c) for c in read["citations"] if c["number"]),
    )


def specific(gold: Json, read: Json) -> Score:
    """All citations of a definite instrument: identity and place."""
    return matched(
        [c for c in gold["citations"] if c.get("scope", "specific") == "specific"],
        [c for c in read["citations"] if c["scope"] == "specific"],
        lambda w, f: (
            _key(w) == _key(f) and overlap(w, f) > 0.6 and abs(_span(w)[0] - _span(f)[0]) < 3
        ),
    )


def _value(value: Any) -> Any:
    if isinstance(value, list):
        return [round(float(v), 6) for v in value]
    return None if value is None else round(float(value), 6)


def _same_target(want: Json, have: Json) -> bool:
    return (
        overlap(want, have) > 0.3
        and want["comparator"] == have["comparator"]
        and _value(want["value"]) == _value(have["value"])
        and (want["unit"] or "") == (have["unit"] or "")
    )


def targets(gold: Json, read: Json) -> Score:
    """Targets on (span overlap, comparator, value, unit)."""
    return matched(gold["targets"], read["targets"], _same_target)


def figures(gold: Json, read: Json) -> Score:
    """The same, targets with a figure only."""
    return matched(
        [t for t in gold["targets"] if t["value"] is not None],
        [t for t in read["targets"] if t["value"] is not None],
        _same_target,
    )


def indicators(gold: Json, read: Json) -> Score:
    """Targets whose indicator has a name close to the one a person gave."""

    def close(want: Json, have: Json) -> bool:
        ratio = difflib.SequenceMatcher(
            None, words(want["indicator"]), words(have["indicator"])
        ).ratio()
        return _same_target(want, have) and ratio >= 0.6

    return matched(gold["targets"], read["targets"], close)


def groups(gold: Json, read: Json) -> Score:
    return matched(
        gold["targets"],
        read["targets"],
        lambda w, f: _same_target(w, f) and w["group"] == f["group"],
    )


def sections(gold: Json, read: Json) -> Score:
    """Labels in printed order, by the longest common sequence."""
    want = [s["label"] for s in gold["sections"]]
    have = [s["label"] for s in read["sections"]]
    blocks = difflib.SequenceMatcher(None, want, have, autojunk=False).get_matching_blocks()
    hits = sum(b.size for b in blocks)
    return Score(hits, len(have), len(want), *_left(want, have, blocks))


def _left(want: list[str], have: list[str], blocks: Sequence[Any]) -> tuple[list[str], list[str]]:
    kept_a = {i for b in blocks for i in range(b.a, b.a + b.size)}
    kept_b = {i for b in blocks for i in range(b.b, b.b + b.size)}
    return (
        [w for i, w in enumerate(want) if i not in kept_a],
        [h for i, h in enumerate(have) if i not in kept_b],
    )


def tree(gold: Json, read: Json) -> Score:
    """Label, depth and title together."""
    return counted(
        ((s["label"], s["depth"], words(s["title"])) for s in gold["sections"]),
        ((s["label"], s["depth"], words(s["title"])) for s in read["sections"]),
    )


def header(gold: Json, read: Json) -> Score:
    """Every field of the letterhead; what the source does not print must stay empty."""
    score = Score()
    for name, want in gold["header"].items():
        if name not in read["header"]:
            continue
        have = read["header"][name]
        same = (
            words(want) == words(have)
            if isinstance(want, str) and isinstance(have, str)
            else want == have
        )
        score += Score(int(same), 1, 1, [] if same else [f"{name}: {want!r} but read {have!r}"])
    return score


def directive(gold: Json, read: Json) -> Score:
    want, have = gold["directive"] or {}, read["directive"] or {}
    names = ("kind", "number", "date", "issuer", "title")
    wrong = [
        f"{n}: {want.get(n)!r} but read {have.get(n)!r}"
        for n in names
        if words(want.get(n)) != words(have.get(n))
    ]
    return Score(int(not wrong), 1, 1, wrong)


def anniversaries(gold: Json, read: Json) -> Score:
    def key(a: Json) -> tuple[Any, ...]:
        return words(a["text"]), a["years"], a["from"], a["to"], a["arithmetic_ok"]

    return counted(map(key, gold["anniversaries"]), map(key, read["anniversaries"]))


def sums(gold: Json, read: Json) -> Score:
    """Totals whose parts were found as their parts, adding up or not as labelled."""
    score = Score()
    for want in gold.get("sums", []):
        whole = next(
            (t for t in read["targets"] if _value(t["value"]) == _value(want["total_value"])), None
        )
        parts = [
            t
            for t in read["targets"]
            if whole and t["parent"] == whole["indicator"] and isinstance(t["value"], int | float)
        ]
        same = Counter(_value(t["value"]) for t in parts) == Counter(
            _value(v) for v in want["parts"].values()
        )
        adds = whole is not None and abs(sum(t["value"] for t in parts) - whole["value"]) < 1e-6
        hit = bool(whole) and same and adds == want["ok"]
        score += Score(int(hit), 1, 1, [] if hit else [want["total"]])
    return score


def time(gold: Json, read: Json) -> Score:
    want, have = gold["time"], read["time"]
    wrong = [
        f"{n}: {want[n]!r} but read {have[n]!r}"
        for n in ("from", "to")
        if words(want[n]) != words(have[n])
    ]
    return Score(int(not wrong), 1, 1, wrong)


def listed(name: str) -> Callable[[Json, Json], Score]:
    return lambda gold, read: counted(map(words, gold[name]), map(words, read[name]))


FAMILIES: dict[str, Callable[[Json, Json], Score]] = {
    "numbered citations": numbered,
    "specific citations": specific,
    "targets": targets,
    "targets with a figure": figures,
    "targets and indicator": indicators,
    "targets and group": groups,
    "section labels": sections,
    "section tree": tree,
    "header": header,
    "directive": directive,
    "anniversaries": anniversaries,
    "sums": sums,
    "time": time,
    "movements": listed("movements"),
    "recipients": listed("recipients"),
    "bodies": listed("bodies"),
}


def scores(gold: Json, read: Json) -> dict[str, Score]:
    """All families for one document; a family that the gold does not label is left out."""
    out = {}
    for name, family in FAMILIES.items():
        try:
            out[name] = family(gold, read)
        except KeyError:  # not labelled
            continue
    return out
