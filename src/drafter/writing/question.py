"""The words of one question to a model: items, facts and details by key, papers as data."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from drafter.document.brief import Brief
from drafter.document.facts import Fact, GroundKind
from drafter.reading.message_words import plain

from .directive import items_of, whole
from .items import Item
from .keys import KEY, FactTable, fill
from .prompts import Prompt
from .task import SectionTask

_MOST_DIRECTIVE = 3_000
_MOST_PASSAGES = 1_200


def question(
    prompt: Prompt,
    task: SectionTask,
    items: Sequence[Item],
    table: FactTable,
    details: Sequence[Fact],
    wrong: Sequence[str],
) -> str:
    """The whole prompt on ``items``; ``wrong`` are the faults of the last attempt."""
    grounds = [item.ground for item in items]
    facts = table.used_in(point for ground in grounds for point in ground.points)
    words = " ".join(in_words(ground.words, table) for ground in grounds)
    return prompt.render(
        heading=task.heading,
        unit=task.brief.unit.full if task.brief.unit else "xã",
        year=str(task.brief.year),
        facts=_listed(facts),
        details=_as_data(_listed(details)),
        draft="\n".join(_shown(at, item) for at, item in enumerate(items, 1)),
        count=str(len(grounds)),
        directive=_as_data(_of_directive(task.brief, items, words)) or "(chưa có)",
        passages=_as_data(_models(task, words)) or "(chưa có)",
        wish=_as_data(task.wish) or "(không có)",
        findings="\n".join(wrong) or "(không có)",
    )


def _shown(at: int, item: Item) -> str:
    ground = item.ground
    head = f"Mục {at}{f' ({ground.heading})' if ground.heading else ''}, viết 1 đến {ground.most_points} điểm:"
    return "\n".join([head, *(f"- {point}" for point in ground.points)])


def _listed(facts: Sequence[Fact]) -> str:
    return "\n".join(f"[[{f.key}]] = {f.text}" for f in facts) or "(không có)"


def in_words(text: str, table: FactTable) -> str:
    """``text`` with the wording of its known keys; unknown ones fall away."""
    return fill(KEY.sub(_known(table), text), table)[0]


def _known(table: FactTable) -> Callable[[re.Match[str]], str]:
    return lambda match: match[0] if match[1] in table else ""


def _of_directive(brief: Brief, items: Sequence[Item], words: str) -> str:
    """What the items carry out, item by item; lines near to them where none is known."""
    grounds = (g for item in items for point in item.points for g in point.grounds)
    asked = [g for g in dict.fromkeys(grounds) if g.kind is GroundKind.DIRECTIVE and g.quote]
    if asked:
        return "\n".join(f"- {g.ref}: {g.quote}" for g in asked)[:_MOST_DIRECTIVE]
    return _nearest(brief.directive.text, words, _MOST_DIRECTIVE) if brief.directive else ""


def _nearest(text: str, words: str, room: int) -> str:
    """Lines of ``text`` that share most words with ``words``, in their order."""
    if len(text) <= room:
        return text
    wanted = set(re.findall(r"\w{3,}", plain(words)))
    lines = [line for line in text.split("\n") if line.strip()]
    ranked = sorted(
        range(len(lines)),
        key=lambda at: -len(wanted & set(re.findall(r"\w{3,}", plain(lines[at])))),
    )
    chosen = []
    for at in ranked:
        if len(lines[at]) <= room:
            chosen.append(at)
            room -= len(lines[at])
    return "\n".join(lines[at] for at in sorted(chosen))


def _models(task: SectionTask, words: str) -> str:
    """Past wording to learn the tone from; its figures are blacked out, they are no facts here."""
    previous = task.brief.previous
    lines = [whole(item) for item in items_of(previous, task.kind)] if previous else []
    own = _nearest("\n".join(lines), words, _MOST_PASSAGES // 2)
    text = "\n".join([own, *(p.text.strip() for p in task.passages[:3])])[:_MOST_PASSAGES]
    return re.sub(r"\d[\d.,/-]*", "…", text).strip()


def _as_data(text: str) -> str:
    return text.replace(">>>", "> > >").replace("<<<", "< < <")
