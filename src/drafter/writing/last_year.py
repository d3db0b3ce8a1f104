"""The office's own paper of last year: the way it words its work, never its figures or days."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from drafter.document.brief import DirectiveItem
from drafter.document.facts import Ground, GroundKind
from drafter.document.model import Paragraph, SectionKind
from drafter.reading.vietnamese import fold

from .adapt import clauses_of
from .cascade import carry, paragraph
from .directive import items_of
from .entries import REWARDS, Entry
from .hosts import host_of
from .repeats import added
from .scene import Habit, Scene

_WAY = "(cách viết)"
_FEWEST_WORDS = 4
_FEWEST_IN_ALL = 6
_MARKS = re.compile(r"[\d“”\"()]")
_EMULATE = re.compile(r"^Thi đua\s+(?=\w)")
# What was done once is no work of this year.
_ONCE = re.compile(
    r"bầu cử|cử tri|đại hội|sau sắp xếp|sắp xếp (?:đơn vị|bộ máy|tổ chức|hành chính)|sáp nhập|"
    r"hợp nhất|chuyển tiếp|dịch covid|khắc phục hậu quả|khởi công|"
    r"khánh thành|mặt bằng|kỷ niệm|chào mừng|nhiệm kỳ|năm đầu|năm cuối",
    re.IGNORECASE,
)


def habits_of(scene: Scene) -> tuple[Habit, ...]:
    """Last year's own items that may be said again: nothing with a figure, a day or an occasion."""
    if scene.habits is None:
        previous = scene.brief.previous
        items = items_of(previous, SectionKind.CONTENTS) if previous else ()
        scene.habits = tuple(habit for item in items if (habit := _timeless(item, scene)))
    return scene.habits


def with_last_year(entries: list[Entry], scene: Scene) -> None:
    """Give each item the office's own words of last year on the same topic, where they are new."""
    done: set[str] = set()
    for habit in habits_of(scene):
        over = habit.topic in done or habit.topic == REWARDS or habit.text in scene.worked
        entry = None if over else host_of(entries, habit.topic, scene)
        if entry is None:
            continue
        text = added(habit.text, entry.words(scene.table))
        if text:
            done.add(habit.topic)
            entry.add_to(_point(entry, habit.topic), paragraph(text, habit.ground))


def kept_words(paragraphs: Iterable[Paragraph]) -> Iterator[str]:
    """One note to the official on what stands as it was done last year."""
    grounds = (ground for p in paragraphs for ground in p.grounds)
    kept = dict.fromkeys(
        g.quote.strip(" .") for g in grounds if g.kind is GroundKind.LAST_YEAR and _WAY in g.ref
    )
    if kept:
        quotes = "; ".join(f"“{quote}”" for quote in kept)
        yield (
            f"Dự thảo giữ cách làm nêu trong văn bản năm trước: {quotes}. "
            "Xin xác nhận năm nay còn làm như vậy; việc nào không còn thì bỏ."
        )


def _point(entry: Entry, topic: str) -> str:
    """The topic of the point that takes words of ``topic``: the last one where none speaks of it."""
    if topic in entry.topics or not entry.topics:
        return topic
    return entry.topics[-1] or topic


def _timeless(item: DirectiveItem, scene: Scene) -> Habit | None:
    """An item of last year without every clause that holds a figure, a date or an occasion."""
    said = _with_heading(item)
    ground = Ground(GroundKind.LAST_YEAR, f"mục {item.ref} {_WAY}", item.text[:240])
    sentences = ["; ".join(filter(_is_form, clauses)) for clauses in clauses_of(said)]
    text = ". ".join(f"{s[:1].upper()}{s[1:]}" for s in sentences if s)
    if not text:
        return None
    carried = carry(replace(item, heading="", text=text), scene, ground)
    kept = " ".join(s for s in carried.sentences if _is_form(s) and "[[" not in s)
    if not carried.topic or len(kept.split()) < _FEWEST_IN_ALL:
        return None
    return Habit(_EMULATE.sub("", kept), carried.topic, ground)


def _with_heading(item: DirectiveItem) -> str:
    """ "Làm đẹp bãi biển: thu gom rác hằng ngày" with what its heading alone names."""
    heading = _EMULATE.sub("", item.heading.strip(" .:"))
    if not heading or item.shared or fold(heading) in fold(item.text):
        return item.text
    return f"{heading}: {item.text[:1].lower()}{item.text[1:]}"


def _is_form(clause: str) -> bool:
    words = clause.split()
    return len(words) >= _FEWEST_WORDS and not _MARKS.search(clause) and not _ONCE.search(clause)
