"""Reading what a model answered, and judging it by plain code.

Nothing a model says reaches a document unless it keeps every key of the paragraph it rewrites
and states no fact of its own.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict

from drafter.errors import ModelReplyError

from .guard import Naked, find_naked
from .hearsay import bounds, unstated
from .keys import KEY, FactTable, unknown_keys

_OBJECT = re.compile(r"\{.*\}", re.DOTALL)
_MARKUP = re.compile(r"\*\*|__|^#|`|^\s*[-*•]\s|[<>{}\\\n\t]|https?:|www\.|@", re.MULTILINE)
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
_MOST_GROWTH = 2.0
_LEAST_SHARE = 0.4
_MOST_CHARACTERS = 200_000


class Reply(BaseModel):
    """The only shape of answer that is accepted."""

    model_config = ConfigDict(extra="ignore")
    paragraphs: list[str]


def parse_reply(text: str) -> Reply:
    """The reply in a model's answer. Raises `ModelReplyError` when there is none."""
    match = _OBJECT.search(text) if len(text) <= _MOST_CHARACTERS else None
    if match is None:
        raise ModelReplyError("no JSON object of a usable size in the answer", advice=_ADVICE)
    try:
        reply = Reply.model_validate(json.loads(match[0]))
    except (ValueError, RecursionError) as error:
        # Broken JSON, another shape, a number too long, brackets without end.
        raise ModelReplyError(f"unusable answer: {error!r:.200}", advice=_ADVICE) from error
    return Reply(paragraphs=[unicodedata.normalize("NFC", p).strip() for p in reply.paragraphs])


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
    return [*_key_faults(text, old, table), *_fact_faults(text, old), *_form_faults(text, old)]


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
    if not text or not _VIETNAMESE.search(plain) or _FOREIGN.search(plain):
        out.append("không phải tiếng Việt.")
    # "hồ sơ trễ hạn phải xin lỗi bằng văn bản" is an office's sentence: only new chatter counts.
    if len(_CHATTER.findall(plain)) > len(_CHATTER.findall(KEY.sub("", old))):
        out.append("có lời nói với người dùng, không phải lời văn bản.")
    if len(text) > _MOST_GROWTH * len(old) + 80:
        out.append("dài hơn bản nháp quá nhiều.")
    if len(text) < _LEAST_SHARE * len(old):
        out.append("ngắn hơn bản nháp quá nhiều.")
    return out


def _new(text: str, old: str) -> list[Naked]:
    known = {naked.text for naked in find_naked(old)}
    return [naked for naked in find_naked(text) if naked.text not in known]
