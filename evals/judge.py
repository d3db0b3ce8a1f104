"""A model as judge of prose: two drafts side by side, asked twice with the order swapped.

The rubric is pinned in ``evals/prompts/judge.md``. A verdict outside the choices is unscored,
and so is a pair on which the judge changes its mind with the order: that is a habit of the
judge and says nothing of the drafts. It is printed beside the scoreboard and never a gate.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from string import Template
from typing import Any, Protocol

PROMPT = Path(__file__).parent / "prompts" / "judge.md"
VARIABLES = frozenset({"unit", "year", "directive", "first", "second"})
_MOST = 24_000  # characters of one paper


class Chat(Protocol):
    """The one thing asked of a chat model."""

    def invoke(self, prompt: str) -> Any:
        """Answer ``prompt`` with a message that has ``content``."""
        ...


class Verdict(StrEnum):
    """What came of a pair, seen from our draft."""

    WON = "won"
    LOST = "lost"
    TIED = "tied"
    UNSCORED = "unscored"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two drafts of one job: ours, another, and what both were written from."""

    case: str
    unit: str
    year: int
    directive: str
    ours: str
    theirs: str


def load_prompt(path: Path = PROMPT) -> Template:
    """The pinned prompt. A variable that is missing or unknown is a `ValueError`."""
    _, _, body = path.read_text("utf-8").removeprefix("---\n").partition("\n---\n")
    template = Template(body)
    if set(template.get_identifiers()) != VARIABLES:
        raise ValueError(f"{path.name}: variables {sorted(template.get_identifiers())}")
    return template


def judge(pair: Pair, chat: Chat, prompt: Template) -> Verdict:
    """Ask twice, the order swapped; only a verdict that survives the swap counts."""
    first = _choice(_ask(pair, chat, prompt, pair.ours, pair.theirs))
    second = _choice(_ask(pair, chat, prompt, pair.theirs, pair.ours))
    if first is None or second is None:
        return Verdict.UNSCORED
    seen = {"A": Verdict.WON, "B": Verdict.LOST, "HÒA": Verdict.TIED}[first]
    swapped = {"A": Verdict.LOST, "B": Verdict.WON, "HÒA": Verdict.TIED}[second]
    return seen if seen is swapped else Verdict.UNSCORED


def _ask(pair: Pair, chat: Chat, prompt: Template, first: str, second: str) -> str:
    papers = {"directive": pair.directive, "first": first, "second": second}
    safe = {name: _as_data(text) for name, text in papers.items()}
    message = chat.invoke(prompt.substitute(unit=pair.unit, year=pair.year, **safe))
    return str(getattr(message, "content", message))


def _as_data(text: str) -> str:
    return text[:_MOST].replace(">>>", "> > >").replace("<<<", "< < <")


def _choice(answer: str) -> str | None:
    """The one word that was asked for, or ``None``: nothing is read into a longer answer."""
    word = re.sub(r"[\s.*“”\"']", "", answer).upper().replace("HOÀ", "HÒA")
    return word if word in ("A", "B", "HÒA") else None


def tally(verdicts: Sequence[Verdict]) -> str:
    """One line: won, lost, tied of the scored ones, and how many were not scored."""
    counted = Counter(verdicts)
    scored = len(verdicts) - counted[Verdict.UNSCORED]
    parts = [f"{v.value} {counted[v]}" for v in (Verdict.WON, Verdict.LOST, Verdict.TIED)]
    return f"{', '.join(parts)} of {scored} scored; unscored {counted[Verdict.UNSCORED]}"
