"""Judging by plain code what a model made of one item: its points against those it was given.

The order of things is free, what is said is not: every key once and beside its own words, no
fact that the ground does not hold, every request of the directive still spoken of.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from string import ascii_letters

from drafter.reading.vietnamese import LOWER, UPPER, bare, fold

from .anchoring import content_words, key_faults
from .guard import Naked, find_naked
from .hearsay import revoked, unstated
from .keys import KEY, FactTable, fill

_MARKUP = re.compile(r"\*\*|__|^#|`|^\s*[-–—*•▪●○◦]\s|[<>{}\\\n\t]|https?:|www\.|@", re.MULTILINE)
_BRACKETS = re.compile(r"[\[\]]")
_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs", "Cn"})
_FOREIGN = re.compile(
    r"\b(?:the|and|of|shall|will|with|for|this|that|please|is|are|to be)\b|[\u0400-\u04ff\u0e00-\u0e7f\u3040-\u30ff"
    r"\u3400-\u9fff\uac00-\ud7af]",
    re.IGNORECASE,
)
_CHATTER = re.compile(
    r"\bxin lỗi\b(?! người dân)|mô hình ngôn ngữ|\btôi (?:không|xin|sẽ|là|đã|có thể)\b|"
    r"dưới đây là|chắc chắn rồi|theo yêu cầu của bạn|\bbạn\b(?! (?:bè|đọc))|bỏ qua (?:mọi|các|tất cả) "
    r"(?:quy tắc|hướng dẫn|chỉ dẫn)|"
    r"bản nháp|bảng dữ kiện|chi tiết của địa phương",
    re.IGNORECASE,
)
_VIETNAMESE = re.compile(
    r"[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.I
)
_LETTERS = frozenset(ascii_letters + LOWER + UPPER)
_MOST_GROWTH, _ROOM = 1.4, 80
_LEAST_SHARE = 0.5
_SPOKEN = 0.4  # of the content words of a request, in one point
_KNOWN = 0.34  # of the content words of a sentence, in the ground of its item
_LEAST_COMMON = 0.3
_FEWEST_WORDS = 6
_FEWEST_TELLING = 3


@dataclass(frozen=True, slots=True)
class Ground:
    """What one item is made of, in keys: its heading, its points, who is in charge of it.

    ``asked`` are the requests of the level above and of the official, each in one or more
    wordings of which one has to be spoken.
    """

    heading: str
    points: tuple[str, ...]
    lead: str = ""
    asked: tuple[tuple[str, ...], ...] = ()

    @property
    def most_points(self) -> int:
        """How many points a new wording may have: one where no heading holds several together."""
        return int(1.5 * len(self.points)) + 1 if self.heading else len(self.points)

    @property
    def words(self) -> str:
        """Heading and points as one text."""
        return ". ".join([self.heading, *self.points])


def faults_by_item(
    replies: Sequence[Sequence[str] | None],
    grounds: Sequence[Ground],
    table: FactTable,
    offered: frozenset[str] = frozenset(),
    elsewhere: Sequence[str] = (),
) -> list[tuple[str, ...]]:
    """For each item what is wrong with its new points, as sentences for the next attempt.

    ``offered`` are keys of local details, to be used once at most; ``elsewhere`` are points of
    the section that are not asked about.
    """
    again = _repeated(replies, grounds, elsewhere)
    used: set[str] = set()
    out: list[tuple[str, ...]] = []
    for at, (points, ground) in enumerate(zip(replies, grounds, strict=True)):
        if points is None:
            out.append(("thiếu mục này.",))
            continue
        free = offered - used
        found = tuple(dict.fromkeys((*_faults(points, ground, table, free), *again.get(at, ()))))
        used |= set() if found else offered & set(KEY.findall(" ".join(points)))
        out.append(found)
    return out


def _faults(
    points: Sequence[str], ground: Ground, table: FactTable, offered: frozenset[str]
) -> Iterator[str]:
    if not 1 <= len(points) <= ground.most_points:
        yield f"phải có từ 1 đến {ground.most_points} điểm."
        return
    for point in points:
        yield from _form_faults(point, ground.words)
    yield from _size_faults(points, ground)
    unfit = key_faults(points, ground.points, table, offered)
    yield from unfit
    yield from _fact_faults(points, ground, table)
    if not any("không có trong bảng" in fault for fault in unfit):
        yield from _meaning_faults(points, ground, table, offered)


def _form_faults(text: str, old: str) -> Iterator[str]:
    plain = KEY.sub("", text)
    if _MARKUP.search(text) or any(unicodedata.category(c) in _UNSEEN for c in text):
        yield "có ký hiệu trình bày hoặc ký tự lạ."
    if Counter(_BRACKETS.findall(plain)) - Counter(_BRACKETS.findall(KEY.sub("", old))):
        yield "có ngoặc vuông ngoài mã."
    if any(c.isalpha() and c not in _LETTERS and c not in old for c in plain):
        yield "có chữ sai phông hoặc không phải chữ tiếng Việt."
    if odd := _no_syllables(plain, old):
        yield f"“{odd[0][:40]}” không phải chữ tiếng Việt."
    if not text or not _VIETNAMESE.search(plain) or _FOREIGN.search(plain):
        yield "không phải tiếng Việt."
    # "hồ sơ trễ hạn phải xin lỗi bằng văn bản" is an office's sentence: only new chatter counts.
    if len(_CHATTER.findall(plain)) > len(_CHATTER.findall(KEY.sub("", old))):
        yield "có lời nói với người dùng, không phải lời văn bản."


# Onset, one to three vowels, coda: every syllable of Vietnamese, without its marks.
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?"
)


def _no_syllables(plain: str, old: str) -> list[str]:
    """Words that no Vietnamese text has and the ground does not use."""
    known = set(re.findall(r"\w+", fold(old)))
    words = (word for word in re.findall(r"[^\W\d_]+", plain) if fold(word) not in known)
    return [word for word in words if not _SYLLABLE.fullmatch(bare(word.lower()))]


def _size_faults(points: Sequence[str], ground: Ground) -> Iterator[str]:
    now, was = (len(" ".join(texts)) for texts in (points, ground.points))
    if now > _MOST_GROWTH * was + _ROOM:
        yield "dài hơn bản nháp quá nhiều."
    if now < _LEAST_SHARE * was:
        yield "ngắn hơn bản nháp quá nhiều."


def _fact_faults(points: Sequence[str], ground: Ground, table: FactTable) -> Iterator[str]:
    """Facts in plain words: figures, names, bodies, days that the ground does not hold."""
    text, old = " ".join(points), ground.words
    plain, was = KEY.sub("", text), KEY.sub("", old)
    known = {naked.text for naked in find_naked(old)}
    new: list[Naked] = [naked for naked in find_naked(text) if naked.text not in known]
    for naked in new:
        yield f"“{naked.text}” phải viết bằng mã hoặc bỏ đi."
    if sum(map(str.isnumeric, plain)) > sum(map(str.isnumeric, was)):
        yield "có chữ số viết ngoài mã."
    named = " ".join((fill(f"{old} {ground.lead}", table)[0],))
    for what in unstated(plain, was, named):
        yield f"“{what}” không có trong bản nháp, phải bỏ đi."
    for what in revoked(plain, KEY.sub("", " ".join(ground.points))):
        yield f"“{what}” làm đổi yêu cầu, phải bỏ đi."


_EMPTY = re.compile(
    r"nâng cao|chất lượng|hiệu quả|đẩy mạnh|tăng cường|tiếp tục|triển khai|thực hiện|làm tốt|công tác|phát huy|"
    r"quan tâm|chú trọng|tập trung|đồng bộ|toàn diện|sâu rộng|kịp thời|góp phần|tổ chức|xây dựng|phát triển|bảo đảm|"
    r"đảm bảo|duy trì|giữ vững",
    re.IGNORECASE,
)
_SENTENCES = re.compile(r"[.;!?]")


def _telling(text: str) -> set[str]:
    return set(content_words(_EMPTY.sub(" ", KEY.sub("", text))))


def _meaning_faults(
    points: Sequence[str], ground: Ground, table: FactTable, offered: frozenset[str]
) -> Iterator[str]:
    said = [_telling(point) for point in points]
    for request in _unspoken(points, ground, table):
        yield f"bỏ mất ý: “{request}”."
    held = set(content_words(fill(ground.words, table)[0]))
    now, was = set().union(*said), _telling(ground.words)
    if len(now & was) < _LEAST_COMMON * min(len(now), len(was)):
        yield _STRAYS
    for sentence in _SENTENCES.split(" ; ".join(points)):
        words = set(content_words(KEY.sub("", sentence)))
        if len(words) >= _FEWEST_WORDS and len(words & held) < _KNOWN * len(words):
            yield f"lạc sang ý khác: “{' '.join(sentence.split())}”."
    for point, words in zip(points, said, strict=True):
        only_figures = all(key[0] == "t" for key in KEY.findall(point))
        if only_figures and len(words) < _FEWEST_TELLING and point not in ground.points:
            yield f"điểm “{point}” không nói việc gì."
    yield from _doubled(points, ground, table)
    for segment in re.split(r"[,;.:]", " ; ".join(points)):
        keys = KEY.findall(segment)
        if set(keys) & offered and any(key[0] in "tnd" for key in keys):
            yield "chi tiết của địa phương không được gắn với số liệu, thời hạn trong cùng một vế."


_TARGETS = re.compile(r"\[\[t\d+\]\]")


def _unspoken(points: Sequence[str], ground: Ground, table: FactTable) -> Iterator[str]:
    """Requests of which no point says enough, or nothing that only they say."""

    def telling(text: str) -> set[str]:
        # A figure is no work: what is asked has to be said beside it.
        return _telling(fill(_TARGETS.sub("", text), table)[0])

    said = [telling(point) for point in points]
    everything = set().union(*said)
    asked = [[telling(words) for words in request] for request in ground.asked]
    times = Counter(word for ways in asked for word in set().union(*ways))
    for request, ways in zip(ground.asked, asked, strict=True):
        ways = [way for way in ways if len(way) > 1]
        if ways and not any(_is_spoken(way, said, everything, times) for way in ways):
            yield " ".join(request[-1].split()).rstrip(".")


def _is_spoken(
    way: set[str], said: Sequence[set[str]], everything: set[str], times: Counter[str]
) -> bool:
    alone = {word for word in way if times[word] == 1}
    enough = max(len(way & point) for point in said) >= _SPOKEN * len(way)
    return enough and (len(alone) < 2 or bool(alone & everything))


_STRAYS = "lạc sang ý khác, không còn là việc của bản nháp."
_TWICE = re.compile(r"\b([^\W\d_]+ [^\W\d_]+) \1\b", re.IGNORECASE)


def _doubled(points: Sequence[str], ground: Ground, table: FactTable) -> Iterator[str]:
    """ "tỷ lệ [[t1]]" where the key says "tỷ lệ …" itself."""
    was = _TWICE.findall(fill(ground.words, table)[0])
    for word in set(_TWICE.findall(fill(". ".join(points), table)[0])) - set(was):
        yield f"“{word} {word}”: mã đã có chữ ấy, viết một lần thôi."


_CLAUSE = re.compile(r"[^.;:!?]+")


def _repeated(
    replies: Sequence[Sequence[str] | None], grounds: Sequence[Ground], elsewhere: Sequence[str]
) -> dict[int, tuple[str, ...]]:
    """Items with a sentence that stands in another one, there or in the ground draft."""
    known = Counter(clause for g in grounds for point in g.points for clause in _clauses(point))
    known.update(clause for point in elsewhere for clause in _clauses(point))
    seen = Counter(c for points in replies for point in points or () for c in _clauses(point))
    out: dict[int, tuple[str, ...]] = {}
    for at, (points, ground) in enumerate(zip(replies, grounds, strict=True)):
        own = {clause for point in ground.points for clause in _clauses(point)}
        mine = [clause for point in points or () for clause in _clauses(point)]
        twice = [c for c in mine if c not in own and (known[c] or seen[c] > 1)]
        # An item that stays as it was may say again what a moved sentence says.
        twice += [c for c in mine if c in own and seen[c] > max(1, known[c])]
        if twice:
            out[at] = (f"lặp câu “{twice[0]}”.",)
    return out


def _clauses(text: str) -> list[str]:
    # With the keys: "giao [[p1]] …" and "giao [[p2]] …" are two sentences.
    parts = (" ".join(fold(m[0]).split()) for m in _CLAUSE.finditer(text))
    return [part for part in parts if len(part.split()) >= _FEWEST_WORDS]
