"""Reading what a model answered: points by item, alone or between other words.

What they say is judged in ``judging.py``; nothing here trusts it.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict

from drafter.errors import ModelReplyError

_MOST_CHARACTERS = 200_000
_MOST_BRACES = 20


class Reply(BaseModel):
    """Points item by item, in order; ``None`` where an item is missing or has another shape."""

    model_config = ConfigDict(extra="forbid")
    items: list[list[str] | None]


def parse_reply(text: str, count: int) -> Reply:
    """The reply in a model's answer on ``count`` items. Raises `ModelReplyError` when there is none.

    Read is ``{"1": ["…", "…"], "2": ["…"]}``, which may lack some items, alone, inside one other
    object, or between other words; thoughts do not count.
    """
    text = _THOUGHT.sub("", text) if len(text) <= _MOST_CHARACTERS else ""
    objects = list(_objects(text))
    found = [items for value in objects if (items := _as_items(value, count)) is not None]
    if not objects and (whole := dict(_PAIR.findall(text))):
        # Cut off in the middle: the items that came whole are judged like any other.
        cut: dict[str, object] = {n: json.loads(p, strict=False) for n, p in whole.items()}
        found = [items] if (items := _as_items(cut, count)) is not None else []
    if len(found) != 1:
        raise ModelReplyError(f"{len(found)} usable objects in the answer", advice=_ADVICE)
    return Reply(items=found[0])


_STRING = r'"(?:[^"\\]|\\["\\/bfnrt])*"'
_PAIR = re.compile(rf'"(\d{{1,3}})"\s*:\s*(\[\s*{_STRING}(?:\s*,\s*{_STRING})*\s*\])')
_THOUGHT = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL | re.IGNORECASE)


def only_thought(text: str) -> bool:
    """Whether a model spent its whole answer on thinking."""
    return bool(text.strip()) and not _THOUGHT.sub("", text).strip()


def _objects(text: str) -> Iterator[dict[str, object]]:
    """The outermost JSON objects of an answer."""
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


def _as_items(value: dict[str, object], count: int) -> list[list[str] | None] | None:
    if len(value) == 1 and not next(iter(value)).isdecimal():
        inside = next(iter(value.values()))
        if isinstance(inside, list):
            inside = {str(at): part for at, part in enumerate(inside, 1)}
        value = inside if isinstance(inside, dict) else {}
    numbers = {int(key): part for key, part in value.items() if key.isdecimal() and len(key) < 4}
    if not numbers or len(numbers) != len(value):
        return None
    return _in_order(numbers, count)


def _in_order(numbers: dict[int, object], count: int) -> list[list[str] | None] | None:
    """Items from 1 to ``count``; ``None`` when there are others."""
    if not set(numbers) <= set(range(1, count + 1)):
        return None
    return [_points(numbers.get(at)) for at in range(1, count + 1)]


def _points(part: object) -> list[str] | None:
    """The points of an item: a list of strings, or what a model puts around one."""
    if isinstance(part, dict):
        part = next(iter(part.values())) if len(part) == 1 else None
    listed = part if isinstance(part, list) else [part]
    words = [_words(one) for one in listed]
    return [_clean(word) for word in words if word is not None] if None not in words else None


def _words(part: object) -> str | None:
    """A point as a string, or as the one string of an object around it."""
    if isinstance(part, dict):
        inside = [v for v in part.values() if isinstance(v, str)]
        part = inside[0] if len(inside) == 1 else None
    return part if isinstance(part, str) else None


_LABEL = re.compile(r"^(?:(?:[-–—•▪●○◦*+]|[a-zđ]\)|\(?\d{1,2}[.)])\s+)+")
_LOOSE_KEY = re.compile(r"\[\[\s*([A-Za-z]+\d+)\s*\]\]")


def _clean(text: str) -> str:
    """What a model adds without meaning: its own label, a bullet, blanks in a key, no full stop."""
    text = _LABEL.sub("", unicodedata.normalize("NFC", text).strip())
    text = _LOOSE_KEY.sub(lambda m: f"[[{m[1].lower()}]]", text)
    if text and text[-1] not in ".!?":
        text = text.rstrip(" ,;:") + "."
    return f"{text[:1].upper()}{text[1:]}"


_ADVICE = "Mô hình trả lời không đúng dạng; mục này được soạn theo mẫu."
