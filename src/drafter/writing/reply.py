"""Reading what a model answered, and judging it by plain code.

Nothing a model says reaches a document unless it keeps every key of the paragraph it rewrites
and states no fact of its own.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict, ValidationError

from drafter.errors import ModelReplyError

from .guard import Naked, find_naked
from .keys import KEY, FactTable, unknown_keys

_OBJECT = re.compile(r"\{.*\}", re.DOTALL)
_MARKDOWN = re.compile(r"\*\*|__|^#|`|^\s*[*•]\s", re.MULTILINE)
_VIETNAMESE = re.compile(r"[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.I)
_DIGIT = re.compile(r"\d")
_MOST_GROWTH = 2.0


class Reply(BaseModel):
    """The only shape of answer that is accepted."""

    model_config = ConfigDict(extra="ignore")
    paragraphs: list[str]


def parse_reply(text: str) -> Reply:
    """The reply in a model's answer. Raises `ModelReplyError` when there is none."""
    match = _OBJECT.search(text)
    if match is None:
        raise ModelReplyError("no JSON object in the answer", advice=_ADVICE)
    try:
        return Reply.model_validate(json.loads(match[0]))
    except (json.JSONDecodeError, ValidationError) as error:
        raise ModelReplyError(f"unusable answer: {error}", advice=_ADVICE) from error


_ADVICE = "Mô hình trả lời không đúng dạng; mục này được soạn theo mẫu."


def faults(reply: Reply, ground: Sequence[str], table: FactTable) -> tuple[str, ...]:
    """What is wrong with a reply, as Vietnamese sentences for the next attempt; empty if good."""
    if len(reply.paragraphs) != len(ground):
        return (f"Phải có đúng {len(ground)} đoạn, bản trước có {len(reply.paragraphs)} đoạn.",)
    return tuple(
        f"Đoạn {at}: {fault}"
        for at, (text, old) in enumerate(zip(reply.paragraphs, ground, strict=True), 1)
        for fault in _faults(text, old, table)
    )


def _faults(text: str, old: str, table: FactTable) -> list[str]:
    out = [f"mã [[{key}]] không có trong bảng dữ kiện." for key in unknown_keys(text, table)]
    lost = Counter(KEY.findall(old)) - Counter(KEY.findall(text))
    extra = Counter(KEY.findall(text)) - Counter(KEY.findall(old))
    out += [f"thiếu mã [[{key}]]." for key in lost]
    out += [f"thừa mã [[{key}]]." for key in extra if key in table]
    plain = KEY.sub("", text)
    out += [f"“{naked.text}” phải viết bằng mã hoặc bỏ đi." for naked in _new(text, old)]
    if _DIGIT.search(plain):
        out.append("có chữ số viết ngoài mã.")
    if _MARKDOWN.search(text):
        out.append("có ký hiệu Markdown.")
    if not text.strip() or not _VIETNAMESE.search(plain):
        out.append("không phải tiếng Việt.")
    if len(text) > _MOST_GROWTH * len(old) + 80:
        out.append("dài hơn bản nháp quá nhiều.")
    return out


def _new(text: str, old: str) -> list[Naked]:
    known = {naked.text for naked in find_naked(old)}
    return [naked for naked in find_naked(text) if naked.text not in known]
