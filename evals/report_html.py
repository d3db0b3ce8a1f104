"""``report.html``: one self-contained page with tables, bars and every failing case."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from evals.scoreboard import AREAS, Board, Change, Line, Result, line, measures

_STYLE = """
body{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1d2530}
table{border-collapse:collapse;width:100%;margin:.5rem 0 1.5rem}
th,td{text-align:left;padding:.3rem .6rem;border-bottom:1px solid #dde2e8;vertical-align:top}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
svg{display:block;width:14rem;height:.9rem}
.loss{color:#a11212}.gain{color:#13692b}.none{color:#5c6773}
summary{cursor:pointer}li{margin:.15rem 0;overflow-wrap:anywhere}
"""


def page(board: Board, changes: list[Change]) -> str:
    """The whole report as HTML without a request to anywhere; all text is escaped."""
    areas = [a for a in AREAS if board.of_area(a)]
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>drafter evals</title>'
        f"<style>{_STYLE}</style></head><body><h1>How good the drafting is</h1>"
        f"{_changes(changes)}<h2>Scoreboard</h2>{_table(line(a, board.of_area(a)) for a in areas)}"
        f"{''.join(_area(board, a) for a in areas)}</body></html>"
    )


def _changes(changes: list[Change]) -> str:
    if not changes:
        return "<p>Nothing changed against the baseline.</p>"
    rows = "".join(
        f'<li class="{"loss" if c.loss else "gain"}">{escape(c.line())}</li>' for c in changes
    )
    return f"<h2>Against the baseline</h2><ul>{rows}</ul>"


def _table(lines: Iterable[Line]) -> str:
    head = (
        '<tr><th></th><th class="n">cases</th><th class="n">right</th><th class="n">of</th>'
        '<th class="n">share</th><th></th><th class="n">unscored</th></tr>'
    )
    return f"<table>{head}{''.join(map(_line, lines))}</table>"


def _line(at: Line) -> str:
    share = "–" if at.share is None else f"{at.share:.3f}"
    return (
        f'<tr><td>{escape(at.name)}</td><td class="n">{at.cases}</td>'
        f'<td class="n">{at.right:.6g}</td><td class="n">{at.of:.6g}</td>'
        f'<td class="n">{share}</td><td>{_bar(at.share)}</td>'
        f'<td class="n">{at.unscored or ""}</td></tr>'
    )


def _bar(share: float | None) -> str:
    if share is None:
        return '<span class="none">unscored</span>'
    colour = "#2c7a4b" if share >= 0.995 else "#b8860b" if share >= 0.9 else "#b03030"
    return (
        '<svg viewBox="0 0 100 6" preserveAspectRatio="none" role="img" '
        f'aria-label="{share:.3f}"><rect width="100" height="6" fill="#e6eaef"/>'
        f'<rect width="{share * 100:.1f}" height="6" fill="{colour}"/></svg>'
    )


def _area(board: Board, area: str) -> str:
    rows = board.of_area(area)
    wrong = [r for r in rows if r.share is not None and r.share < 1]
    absent = [r for r in rows if r.value is None]
    return (
        f"<h2>{escape(area)}</h2>{_table(measures(board, area))}"
        f"{_cases('Not complete', wrong)}{_cases('Unscored', absent)}"
    )


def _cases(title: str, rows: list[Result]) -> str:
    if not rows:
        return ""
    items = "".join(_case(r) for r in rows)
    return f"<details open><summary>{title}: {len(rows)}</summary><ul>{items}</ul></details>"


def _case(at: Result) -> str:
    score = "" if at.share is None else f" {at.value:.6g} of {at.weight:.6g}"
    told = "".join(f"<li>{escape(d)}</li>" for d in at.detail)
    return (
        f"<li><b>{escape(at.case)}</b> · {escape(at.measure)}{score}"
        f"{f'<ul>{told}</ul>' if told else ''}</li>"
    )
