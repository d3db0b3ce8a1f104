"""Long items of a wordy directive, cut down to what matters most to a commune."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from .adapt import Fate

MOST_WORDS = 95
"""An item longer than this is condensed: nobody reads a longer one aloud."""

_WORDS_IN_ALL, _FEWEST_WORDS = 1500, 45
_FOR_EACH_TOPIC = 20  # more words for an item that speaks of several things
_MOST_TOPICS = 4

_REASON = (
    "mục này của cấp trên dài, kế hoạch của cơ sở giữ các ý gần việc của mình nhất; "
    "xin giữ lại nếu cơ quan thấy cần"
)
_OURS = re.compile(
    r"thôn|xóm|\bbản\b|\bấp\b|tổ dân phố|khu dân cư|\bhộ\b|gia đình|người dân|Nhân dân|\bxã\b|phường|cơ sở|"
    r"học sinh|trạm y tế|hợp tác xã|hộ kinh doanh|cán bộ, công chức|trẻ em|người có công|nghèo|dân quân"
)
_DOES = re.compile(
    r"vận động|tổ chức|xây dựng|thực hiện|rà soát|giúp|hướng dẫn|giữ|thu gom|trồng|sửa|làm|huy động|"
    r"khen thưởng|biểu dương|đăng ký"
)
_EMPTY = re.compile(
    r"từng bước|không ngừng|sâu rộng|đồng bộ|hiệu lực, hiệu quả|mạnh mẽ|nâng cao nhận thức|"
    r"tham mưu|chỉ đạo, điều hành|quán triệt|hệ thống chính trị"
)


def room_for_each(items: int) -> int:
    """Words that one of so many items may take, so that the plan stays within eight pages."""
    return max(_FEWEST_WORDS, min(MOST_WORDS, _WORDS_IN_ALL // max(1, items)))


def condensed(
    sentences: Sequence[Sequence[Fate]],
    topic_of: Callable[[str], str | None],
    most: int = MOST_WORDS,
) -> list[list[Fate]]:
    """``sentences`` (each as the fates of its clauses) with ``most`` words standing, and up to
    60 more for an item on several topics.

    What falls away gets the fate "merged" with its reason. A clause on a topic that no other
    one holds goes before its equals; order is kept; at least one clause stands.
    """
    standing = {
        (i, j): fate for i, here in enumerate(sentences) for j, fate in enumerate(here) if fate.text
    }
    if sum(map(_words, standing.values())) <= most:
        return [list(clauses) for clauses in sentences]
    kept = _chosen(standing, {at: topic_of(fate.text) for at, fate in standing.items()}, most)
    return [
        [f if not f.text or (i, j) in kept else _merged(f) for j, f in enumerate(clauses)]
        for i, clauses in enumerate(sentences)
    ]


def _chosen(
    standing: dict[tuple[int, int], Fate], topics: dict[tuple[int, int], str | None], most: int
) -> set[tuple[int, int]]:
    spoken = {topic for topic in topics.values() if topic}
    room = most + _FOR_EACH_TOPIC * min(_MOST_TOPICS - 1, max(0, len(spoken) - 1))
    kept: set[tuple[int, int]] = set()
    left = dict(standing)
    while left:
        held = {topics[at] for at in kept}
        at = max(
            left, key=lambda a: (_worth(left[a], a[0] == 0) - 6 * (topics[a] in held), -a[0], -a[1])
        )
        words = _words(left.pop(at))
        if not kept or words <= room:
            kept.add(at)
            room -= words
    return kept


def _merged(fate: Fate) -> Fate:
    return replace(fate, action="merged", text="", reason=_REASON)


def _words(fate: Fate) -> int:
    return len(fate.text.split())


def _worth(fate: Fate, first: bool) -> float:
    text = fate.text
    named = 3.0 if re.search(r"“|\d", text) else 0.0
    ours = 1.5 * min(3, len(_OURS.findall(text)))
    length = -max(0, len(text.split()) - 45) / 15
    return (
        named + ours + min(2, len(_DOES.findall(text))) - len(_EMPTY.findall(text)) + length + first
    )
