"""What a commune calls its hamlets, worked out from its own papers."""

from __future__ import annotations

import re
from collections import Counter

from drafter.document.brief import Brief, Hamlets

_NOUNS = "thôn|xóm|bản|ấp|khóm|làng|buôn|khu phố|tổ dân phố|khối|tiểu khu|khu"
_LIST = re.compile(
    rf"(?<!liên )(?<!đường )\b(?:{_NOUNS})(?:, (?:{_NOUNS}))*\b(?! (?:sắc|thân|quyền|tin|đồ|địa|vực|dân cư))"
)


def with_hamlets(brief: Brief) -> Brief:
    """``brief`` with the word for hamlets that the office itself uses, if it shows one.

    What the official said wins; then the commune's own papers are counted. Nothing is guessed
    from the papers of the level above.
    """
    if brief.hamlets is not None:
        return brief
    noun = _usual_noun(brief)
    return brief.with_update(hamlets=Hamlets(noun)) if noun else brief


def _usual_noun(brief: Brief) -> str | None:
    texts = [s.text for s in brief.statements]
    texts += [t.indicator for t in brief.targets]
    if brief.previous is not None:
        texts.append(brief.previous.text)
    counts = Counter(m[0].lower() for text in texts for m in _LIST.finditer(text))
    # A list ("xóm, bản") says more than one of its words.
    ranked = sorted(counts.items(), key=lambda kv: (-kv[0].count(","), -kv[1]))
    often = [noun for noun, count in ranked if count >= 2 or "," in noun]
    nouns = often or [noun for noun, _ in ranked]
    return nouns[0] if nouns else None
