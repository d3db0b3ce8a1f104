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
from .hosts import entry_on, host_of
from .repeats import added
from .scene import Habit, Scene

_WAY = "(cách viết)"
_FEWEST_WORDS = 4
_FEWEST_IN_ALL = 5
_MARKS = re.compile(r"[\d“”\"()]")
# "Xây dựng trường học thân thiện" is a wish for all, no way of this office.
_GENERAL = re.compile(
    r"(?:Thi đua )?(?:xây dựng|nâng cao|phát triển|đẩy mạnh|tăng cường)\b", re.IGNORECASE
)
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
        scene.habits = tuple(habit for item in items for habit in _timeless(item, scene))
    return scene.habits


def with_last_year(entries: list[Entry], scene: Scene) -> None:
    """Give each item the office's own words of last year on the same topic, where they are new."""
    done: set[str] = set()
    for habit in habits_of(scene):
        topic = next((t for t in habit.topics if entry_on(entries, t)), habit.topics[0])
        over = topic in done or topic == REWARDS or habit.text in scene.worked
        entry = None if over else host_of(entries, topic, scene)
        if entry is None:
            continue
        text = _gone_on(added(habit.text, entry.words(scene.table)))
        if text:
            done.add(topic)
            said = paragraph(text, habit.ground)
            entry.add_near(_point(entry, topic), said, scene.table)


_GOES_ON = re.compile(
    r"(?:Tiếp tục|Duy trì|Giữ|Củng cố|Phát huy|Bảo vệ|Bảo tồn|Quản lý|Nhân rộng|Làm đẹp|Mỗi|Các|Từng|"
    r"Hội|Đoàn|Công an|Dân quân|Trạm|Nhà trường|Cán bộ|Xã|Phường|Thôn|Ấp|Bản|Xóm|Hộ|Người|Mặt trận|\d|\[)"
)


def _gone_on(text: str) -> str:
    """ "Tiếp tục trồng mắm, đước ven kênh": work of last year without a doer goes on."""
    if not text or _GOES_ON.match(text):
        return text
    whose = "vận động người dân " if _OF_EVERYBODY.match(text) else ""
    return f"Tiếp tục {whose}{text[:1].lower()}{text[1:]}"


_OF_EVERYBODY = re.compile(r"(?:Mặc|Đội|Đeo|Đi|Bỏ rác|Phân loại|Dùng|Không)\b")


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


def _timeless(item: DirectiveItem, scene: Scene) -> Iterator[Habit]:
    """The clauses of an item of last year that hold no figure, date or occasion."""
    for clauses in clauses_of(_with_heading(item)):
        for clause in filter(_is_form, clauses):
            text = _EMULATE.sub("", clause)
            ground = Ground(GroundKind.LAST_YEAR, f"mục {item.ref} {_WAY}", text)
            carried = carry(
                replace(item, heading="", text=f"{text[:1].upper()}{text[1:]}"), scene, ground
            )
            kept = " ".join(s for s in carried.sentences if _is_form(s) and "[[" not in s)
            topics = tuple(score.topic for score in scene.clauses.classify(kept))
            if topics and len(kept.split()) >= _FEWEST_IN_ALL:
                yield Habit(kept, topics, ground)


def _with_heading(item: DirectiveItem) -> str:
    """ "Làm đẹp bãi biển: thu gom rác hằng ngày" with what its heading alone names."""
    heading = _EMULATE.sub("", item.heading.strip(" .:"))
    if not heading or item.shared or fold(heading) in fold(item.text):
        return item.text
    return f"{heading}: {item.text[:1].lower()}{item.text[1:]}"


def _is_form(clause: str) -> bool:
    words = clause.split()
    plain = not (_MARKS.search(clause) or _ONCE.search(clause) or _GENERAL.match(clause))
    return plain and not clause.isupper() and len(words) >= _FEWEST_WORDS
