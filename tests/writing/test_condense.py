"""Long items are cut to what a commune does; nothing falls away without a reason."""

from __future__ import annotations

from drafter.writing.adapt import Fate
from drafter.writing.condense import MOST_WORDS, condensed

OURS = "vận động Nhân dân ở các thôn góp công làm đường, giữ gìn vệ sinh từng hộ gia đình"
EMPTY = (
    "tiếp tục quán triệt sâu rộng, từng bước nâng cao hiệu lực, hiệu quả công tác tham mưu, chỉ đạo, "
    "điều hành đồng bộ trong toàn hệ thống chính trị theo tinh thần đổi mới mạnh mẽ"
)


def taken(text: str) -> Fate:
    return Fate(text, "taken", text)


def test_a_short_item_stays_whole() -> None:
    """Up to the limit nothing changes."""
    sentences = [[taken(OURS)], [taken(EMPTY)]]
    assert condensed(sentences, lambda text: None) == sentences


def test_a_long_item_keeps_the_work_and_drops_the_wind() -> None:
    """What stands is at most the limit; what falls away is "merged" with a reason, in its place."""
    sentences = [
        [taken(EMPTY)],
        [taken(EMPTY + "; lần hai")],
        [taken(OURS)],
        [taken(EMPTY + " nữa")],
    ]
    out = [fate for here in condensed(sentences, lambda text: None) for fate in here]
    assert len(out) == 4
    assert sum(len(f.text.split()) for f in out) <= MOST_WORDS
    assert out[2].text == OURS
    assert all(f.action == "merged" and f.reason for f in out if not f.text)


def test_each_topic_of_a_long_item_keeps_a_voice() -> None:
    """One clause on health is worth more than a fourth one on schools."""
    school = (
        "nâng chất lượng dạy học ở các trường trên địa bàn xã và giữ sĩ số học sinh từng thôn " * 2
    )
    health = "chăm sóc sức khỏe ban đầu cho người dân"
    sentences = [[taken(f"{school}{n}")] for n in "abcd"] + [[taken(health)]]
    topic = {"nâng": "giao-duc", "chăm": "y-te"}
    out = [f for here in condensed(sentences, lambda text: topic[text.split()[0]]) for f in here]
    assert out[-1].text == health
