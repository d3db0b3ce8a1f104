"""Reading what a model answered, and judging it by plain code.

Nothing a model says reaches a document unless it keeps every key of the paragraph it rewrites
and states no fact of its own.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from string import ascii_letters

from pydantic import BaseModel, ConfigDict

from drafter.errors import ModelReplyError
from drafter.reading.vietnamese import LOWER, UPPER

from .guard import Naked, find_naked
from .hearsay import bounds, unstated
from .keys import KEY, FactTable, unknown_keys

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
    r"bản nháp|bảng dữ kiện",
    re.IGNORECASE,
)
_VIETNAMESE = re.compile(
    r"[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.I
)
_LETTERS = frozenset(ascii_letters + LOWER + UPPER)
_MOST_GROWTH = 2.0
_LEAST_SHARE = 0.4
_MOST_CHARACTERS = 200_000
_MOST_BRACES = 20


class Reply(BaseModel):
    """An answer paragraph by paragraph, in order; ``None`` where one is missing."""

    model_config = ConfigDict(extra="forbid")
    paragraphs: list[str | None]


def parse_reply(text: str, count: int | None = None) -> Reply:
    """The reply in a model's answer. Raises `ModelReplyError` when there is none.

    Read are ``{"1": "…", "2": "…"}``, which may lack some of ``count`` paragraphs, and
    ``{"paragraphs": ["…"]}``, alone or between other words; thoughts do not count.
    """
    objects = _objects(text) if len(text) <= _MOST_CHARACTERS else ()
    found: list[list[str | None] | None]
    found = [parts for o in objects if (parts := _as_reply(o, count)) is not None]
    if not found and len(text) <= _MOST_CHARACTERS and (whole := dict(_PAIR.findall(text))):
        # Cut off in the middle: the paragraphs that came whole are judged like any other.
        found = [
            _as_reply({n: json.loads(f'"{p}"', strict=False) for n, p in whole.items()}, count)
        ]
    if len(found) != 1 or found[0] is None:
        raise ModelReplyError(f"{len(found)} usable objects in the answer", advice=_ADVICE)
    return Reply(paragraphs=[_clean(p, at) for at, p in enumerate(found[0], 1)])


_PAIR = re.compile(r'"(\d{1,3})"\s*:\s*"((?:[^"\\]|\\["\\/bfnrt])*)"')
_THOUGHT = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL | re.IGNORECASE)


def only_thought(text: str) -> bool:
    """Whether a model spent its whole answer on thinking."""
    return bool(text.strip()) and not _THOUGHT.sub("", text).strip()


def _objects(text: str) -> Iterator[dict[str, object]]:
    """The outermost JSON objects of an answer, without those in its thoughts."""
    text = _THOUGHT.sub("", text)
    decoder, at, tries = json.JSONDecoder(), text.find("{"), _MOST_BRACES
    while at >= 0:
        try:
            value, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            # A brace of prose, broken JSON, a number too long, brackets without end.
            tries -= 1
            at = text.find("{", at + 1) if tries else -1
            continue
        if isinstance(value, dict):
            yield value
        at = text.find("{", end)


def _as_reply(value: dict[str, object], count: int | None) -> list[str | None] | None:
    listed = value.get("paragraphs")
    if isinstance(listed, dict) and len(value) == 1:
        value = {str(key): part for key, part in listed.items()}
        listed = None
    if isinstance(listed, list):
        parts = [_words(part) for part in listed]
        return parts if parts and None not in parts else None
    numbers = {int(key): part for key, part in value.items() if key.isdecimal() and len(key) < 4}
    if not numbers or len(numbers) != len(value):
        return None
    last = max(count or 0, *numbers)
    return [_words(numbers.get(at)) for at in range(1, last + 1)]


def _words(part: object) -> str | None:
    """A paragraph as a string, or as the one string of an object around it."""
    if isinstance(part, dict):
        inside = [v for v in part.values() if isinstance(v, str)]
        part = inside[0] if len(inside) == 1 else None
    return part if isinstance(part, str) else None


_BULLET = re.compile(r"^(?:[-–—•▪●○◦*+]\s+)+")
_LOOSE_KEY = re.compile(r"\[\[\s*([A-Za-z]+\d+)\s*\]\]")


def _clean(text: str | None, number: int) -> str | None:
    """What a model adds without meaning: its own numbering, a bullet, blanks in a key."""
    if text is None:
        return None
    text = unicodedata.normalize("NFC", text).strip()
    text = re.sub(rf"^\(?{number}[.)]\s+", "", _BULLET.sub("", text))
    return _LOOSE_KEY.sub(lambda m: f"[[{m[1].lower()}]]", text)


_ADVICE = "Mô hình trả lời không đúng dạng; mục này được soạn theo mẫu."


def faults(reply: Reply, ground: Sequence[str], table: FactTable) -> tuple[str, ...]:
    """What is wrong with a reply, as Vietnamese sentences for the next attempt; empty if good."""
    return tuple(
        f"Đoạn {at}: {fault}"
        for at, found in enumerate(faults_by_paragraph(reply, ground, table), 1)
        for fault in found
    )


def faults_by_paragraph(
    reply: Reply, ground: Sequence[str], table: FactTable
) -> list[tuple[str, ...]]:
    """For each paragraph of the ground draft what is wrong with its new wording."""
    texts = reply.paragraphs
    if len(texts) != len(ground):
        said = f"phải có đúng {len(ground)} đoạn, bản trước có {len(texts)} đoạn."
        return [(said,)] * len(ground)
    again = _repeated(texts, ground)
    return [
        (*_faults(text, old, table), *again.get(at, ()))
        if text is not None
        else ("thiếu đoạn này.",)
        for at, (text, old) in enumerate(zip(texts, ground, strict=True))
    ]


def _faults(text: str, old: str, table: FactTable) -> list[str]:
    return [*_key_faults(text, old, table), *_fact_faults(text, old), *_form_faults(text, old)]


_SENTENCE = re.compile(r"[^.;:!?]+")
_FEWEST_WORDS = 6


def _repeated(texts: Sequence[str | None], ground: Sequence[str]) -> dict[int, tuple[str, ...]]:
    """Paragraphs with a sentence that stands in another one, there or in the ground draft."""
    known = Counter(clause for old in ground for clause in _clauses(old))
    seen = Counter(clause for text in texts for clause in _clauses(text or ""))
    out: dict[int, tuple[str, ...]] = {}
    for at, (text, old) in enumerate(zip(texts, ground, strict=True)):
        own = set(_clauses(old))
        # A paragraph that stays as it was may say again what a moved sentence says.
        again = any(known[c] > 1 for c in own)  # the ground draft repeats itself there
        twice = [
            c
            for c in _clauses(text or "")
            if c not in own and (known[c] or (seen[c] > 1 and not again))
        ]
        twice += [c for c in _clauses(text or "") if c in own and seen[c] > max(1, known[c])]
        if twice:
            out[at] = (f"lặp câu “{twice[0]}”.",)
    return out


def _clauses(text: str) -> list[str]:
    # With the keys: "giao [[p1]] …" and "giao [[p2]] …" are two sentences.
    parts = (" ".join(m[0].lower().split()) for m in _SENTENCE.finditer(text))
    return [part for part in parts if len(part.split()) >= _FEWEST_WORDS]


def _key_faults(text: str, old: str, table: FactTable) -> list[str]:
    """Keys lost, added, unknown, in another order, or under another bound."""
    out = [f"mã [[{key}]] không có trong bảng dữ kiện." for key in unknown_keys(text, table)]
    wanted, found = KEY.findall(old), KEY.findall(text)
    lost, extra = Counter(wanted) - Counter(found), Counter(found) - Counter(wanted)
    out += [f"thiếu mã [[{key}]]." for key in lost]
    out += [f"thừa mã [[{key}]]." for key in extra if key in table]
    if not out and wanted != found:
        # Two figures that change places are two wrong facts.
        out.append("các mã phải giữ nguyên thứ tự.")
    if not out and bounds(text) != bounds(old):
        out.append("từ chỉ mức quanh mã (ít nhất, không quá, tăng, giảm…) phải giữ nguyên.")
    return out


def _fact_faults(text: str, old: str) -> list[str]:
    """Facts in plain words: figures, names, references that the ground draft does not hold."""
    plain = KEY.sub("", text)
    out = [f"“{naked.text}” phải viết bằng mã hoặc bỏ đi." for naked in _new(text, old)]
    if any(char.isnumeric() for char in plain):
        out.append("có chữ số viết ngoài mã.")
    for what in unstated(plain, KEY.sub("", old)):
        out.append(f"“{what}” không có trong bản nháp, phải bỏ đi.")
    return out


def _form_faults(text: str, old: str) -> list[str]:
    plain = KEY.sub("", text)
    out = []
    if _MARKUP.search(text) or any(unicodedata.category(c) in _UNSEEN for c in text):
        out.append("có ký hiệu trình bày hoặc ký tự lạ.")
    if _BRACKETS.findall(plain) != _BRACKETS.findall(KEY.sub("", old)):
        out.append("có ngoặc vuông ngoài mã.")
    if any(c.isalpha() and c not in _LETTERS and c not in old for c in plain):
        out.append("có chữ sai phông hoặc không phải chữ tiếng Việt.")
    if not text or not _VIETNAMESE.search(plain) or _FOREIGN.search(plain):
        out.append("không phải tiếng Việt.")
    # "hồ sơ trễ hạn phải xin lỗi bằng văn bản" is an office's sentence: only new chatter counts.
    if len(_CHATTER.findall(plain)) > len(_CHATTER.findall(KEY.sub("", old))):
        out.append("có lời nói với người dùng, không phải lời văn bản.")
    if _strays(plain, KEY.sub("", old)):
        out.append("lạc sang ý khác, không còn là việc của bản nháp.")
    if len(text) > _MOST_GROWTH * len(old) + 80:
        out.append("dài hơn bản nháp quá nhiều.")
    if len(text) < _LEAST_SHARE * len(old):
        out.append("ngắn hơn bản nháp quá nhiều.")
    return out


_SMALL = "các của và cho được trong với những để là có ở đến từ theo về không phải khi thì mà này đó việc làm xã"
_LEAST_COMMON = 0.3


def _strays(text: str, old: str) -> bool:
    """Whether a new wording has hardly a word in common with the old one."""
    new, was = (set(re.findall(r"[^\W\d_]+", t.lower())) - set(_SMALL.split()) for t in (text, old))
    return len(new & was) < _LEAST_COMMON * min(len(new), len(was))


def _new(text: str, old: str) -> list[Naked]:
    known = {naked.text for naked in find_naked(old)}
    return [naked for naked in find_naked(text) if naked.text not in known]
