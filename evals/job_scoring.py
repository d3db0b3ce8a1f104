"""Scoring one draft against what a good draft of that job must do (``expect.json``).

Pure functions: the text of the draft and the words told to the official in, measures out. The
scorer does not know who wrote the draft, so another tool's file can be put through it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Measure:
    """One line of the scoreboard: how many of how many, and what is missing or wrong."""

    name: str
    right: int
    of: int
    misses: tuple[str, ...] = field(default=())

    @property
    def share(self) -> float:
        """Share of right ones; 1 when there was nothing to do."""
        return self.right / self.of if self.of else 1.0


def score(text: str, told: Sequence[str], expect: dict[str, Any]) -> list[Measure]:
    """All measures of one draft. ``told`` are the findings and notes shown to the official."""
    text = unicodedata.normalize("NFC", text)
    notes = [unicodedata.normalize("NFC", t) for t in told]
    return [
        _cited(text, expect["must_cite"]),
        _not_cited(text, expect["must_not_cite"]),
        _targets(text, expect["must_contain_targets"]),
        _floors(notes, expect["floor_warnings"]),
        _doubts(notes, expect["data_warnings"]),
        _sunsets(notes, expect.get("sunset", [])),
        _items(text, expect["directive_items"]),
        _avoided(text, expect["directive_items"]),
        _forbidden(text, expect["forbidden"]),
        _sections(text, expect["must_have_sections"]),
        _one("theme", text, expect["theme"]["accept"]),
        _window(text, expect["time_window"]),
        _recipients(text, expect["recipients"]),
        _executors(text, expect["executors"]),
        _placeholders(text, expect["placeholders"]),
        _one("issuer", text, expect["issuer"]["accept"]),
        _one("place", text, expect["place"]["accept"]),
    ]


def _measure(name: str, verdicts: Iterable[tuple[bool, str]]) -> Measure:
    rows = list(verdicts)
    misses = tuple(what for ok, what in rows if not ok)
    return Measure(name, len(rows) - len(misses), len(rows), misses)


def _any(patterns: Iterable[str], text: str) -> bool:
    return any(re.search(pattern, text) for pattern in patterns)


def _folded(text: str) -> str:
    return " ".join(text.lower().split())


def _cited(text: str, rows: list[dict[str, Any]]) -> Measure:
    def ok(row: dict[str, Any]) -> bool:
        if not _any(row["accept"], text):
            return False
        return not row.get("date") or _any(row["date"], text)

    return _measure("must cite", ((ok(r), r["name"]) for r in rows))


def _not_cited(text: str, rows: list[dict[str, Any]]) -> Measure:
    return _measure("must not cite", ((not _any(r["pattern"], text), r["name"]) for r in rows))


def _targets(text: str, rows: list[dict[str, Any]]) -> Measure:
    lines = [_folded(line) for line in text.splitlines()]

    def ok(row: dict[str, Any]) -> bool:
        figures = [_folded(f) for f in row["figure"].split("|")]
        keys = [_folded(k) for k in row["keys"]]
        return any(
            any(_stands(f, line) for f in figures) and any(k in line for k in keys)
            for line in lines
        )

    return _measure(
        "targets word for word", ((ok(r), f"{r['indicator']} {r['figure']}") for r in rows)
    )


def _stands(figure: str, line: str) -> bool:
    return re.search(rf"(?<![\d.,]){re.escape(figure)}(?![\d])", line) is not None


def _floors(told: Sequence[str], rows: list[dict[str, Any]]) -> Measure:
    def ok(row: dict[str, Any]) -> bool:
        words = [t for t in row["tokens"] if not t[0].isdigit()]
        figures = [t.lstrip("0") for t in row["tokens"] if t[0].isdigit()]
        own = re.findall(r"\d+(?:[.,]\d+)*", row["commune"])[0].lstrip("0")
        return any(
            any(w.lower() in t.lower() for w in words)
            and "cấp trên" in t.lower()  # a comparison with last year is another matter
            and all(_stands_loosely(f, t) for f in figures)
            and _stands_loosely(own, t)
            for t in told
        )

    return _measure("floors told", ((ok(r), f"{r['indicator']}: {r['floor']}") for r in rows))


def _stands_loosely(figure: str, text: str) -> bool:
    return (
        re.search(rf"(?<![\d.,])0?{re.escape(figure.rstrip('%'))}(?:,0)?(?![\d])", text) is not None
    )


def _doubts(told: Sequence[str], rows: list[dict[str, Any]]) -> Measure:
    needed = [row for row in rows if not row.get("optional")]

    def ok(row: dict[str, Any]) -> bool:
        return any(sum(t.lower() in note.lower() for t in row["tokens"]) >= 2 for note in told)

    return _measure("doubtful figures told", ((ok(r), r["text"]) for r in needed))


def _sunsets(told: Sequence[str], rows: list[dict[str, Any]]) -> Measure:
    return _measure(
        "sunset told",
        ((any(all(t in n for t in r["tokens"]) for n in told), r["why"]) for r in rows),
    )


def _items(text: str, rows: list[dict[str, Any]]) -> Measure:
    folded = _folded(text)
    verdicts = []
    for row in rows:
        if row["applies"] == "no":
            continue
        missing = [k for k in row["keys"] if _folded(k) not in folded]
        enough = len(missing) <= len(row["keys"]) // 2
        verdicts.append((enough, f"{row['id']}: {', '.join(missing)}"))
    return _measure("directive items carried", verdicts)


def _avoided(text: str, rows: list[dict[str, Any]]) -> Measure:
    patterns = [(p, row["id"]) for row in rows for p in row.get("avoid", [])]
    return _measure(
        "upper level left out", ((not re.search(p, text), f"{i}: {p}") for p, i in patterns)
    )


def _forbidden(text: str, rows: list[dict[str, Any]]) -> Measure:
    return _measure(
        "nothing forbidden",
        ((not re.search(r["rx"], text), f"{r['rx']} ({r['why']})") for r in rows),
    )


def _sections(text: str, rows: list[dict[str, Any]]) -> Measure:
    return _measure("sections", ((_any(r["accept"], text), r["name"]) for r in rows))


def _one(name: str, text: str, accept: list[str]) -> Measure:
    return _measure(name, [(_any(accept, text), accept[0])])


def _window(text: str, window: dict[str, Any]) -> Measure:
    verdicts = [(_any(map(re.escape, window["accept_to"]), text), window["to"])]
    verdicts += [(p in text, p) for p in window.get("phases", [])]
    return _measure("time window", verdicts)


def _recipients(text: str, rows: list[dict[str, Any]]) -> Measure:
    tail = text[text.rfind("Nơi nhận") :]
    return _measure("recipients", ((_any(r["accept"], tail), r["name"]) for r in rows))


def _executors(text: str, names: list[str]) -> Measure:
    folded = _folded(text)

    def ok(name: str) -> bool:
        plain = _folded(re.sub(r"\(.*?\)", "", name))
        plain = plain.replace("văn phòng hđnd và ubnd", "văn phòng").replace(
            "ủy ban mttq xã", "mặt trận"
        )
        plain = re.sub(r"^\d+ ", "", plain)
        return plain.strip() in folded

    return _measure("executors", ((ok(n), n) for n in names))


def _placeholders(text: str, rows: list[dict[str, Any]]) -> Measure:
    needed = [r for r in rows if not r.get("optional")]

    def ok(row: dict[str, Any]) -> bool:
        if row.get("accept"):
            return _any(row["accept"], text)
        figure = re.search(r"\d+,\d+", row["what"])
        line = next((x for x in text.splitlines() if figure and figure[0] in x), text)
        return "[" in line

    return _measure("placeholders", ((ok(r), r["what"]) for r in needed))
