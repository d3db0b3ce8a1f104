"""Long items of a wordy directive, cut down to what matters most to a commune."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from .adapt import Fate

MOST_WORDS = 110
"""An item longer than this is condensed: nobody reads a longer one aloud."""

_REASON = "ý đã có trong các câu giữ lại của mục; lược cho gọn"
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


def condensed(sentences: Sequence[Sequence[Fate]]) -> list[list[Fate]]:
    """``sentences`` (each as the fates of its clauses) with at most about 110 words standing.

    What falls away gets the fate "merged" with its reason. References and names of movements
    are kept before other words; order is kept; at least one clause stands.
    """
    standing = [
        (i, j, f) for i, clauses in enumerate(sentences) for j, f in enumerate(clauses) if f.text
    ]
    if sum(_words(fate) for _, _, fate in standing) <= MOST_WORDS:
        return [list(clauses) for clauses in sentences]
    ranked = sorted(standing, key=lambda at: (-_worth(at[2], first=at[0] == 0), at[0], at[1]))
    kept: set[tuple[int, int]] = set()
    words = 0
    for i, j, fate in ranked:
        if not kept or words + _words(fate) <= MOST_WORDS:
            kept.add((i, j))
            words += _words(fate)
    return [
        [f if not f.text or (i, j) in kept else _merged(f) for j, f in enumerate(clauses)]
        for i, clauses in enumerate(sentences)
    ]


def _merged(fate: Fate) -> Fate:
    return replace(fate, action="merged", text="", reason=_REASON)


def _words(fate: Fate) -> int:
    return len(fate.text.split())


def _worth(fate: Fate, *, first: bool) -> float:
    text = fate.text
    named = 3.0 if re.search(r"“|\d", text) else 0.0
    ours = 1.5 * min(3, len(_OURS.findall(text)))
    length = -max(0, len(text.split()) - 45) / 15
    return (
        named + ours + min(2, len(_DOES.findall(text))) - len(_EMPTY.findall(text)) + length + first
    )
