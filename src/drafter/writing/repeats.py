"""What a sentence adds to a text that has said some of it already."""

from __future__ import annotations

import re

from .lexicon import words_of

_SAID_ALREADY = 0.6  # share of its words from which a sentence is a repetition
_FEWEST_WORDS = 4
_A_VERB = 3  # of a longer member one new word is only its verb: "giữ lễ hội cầu ngư"
_EMULATE = re.compile(r"^Thi đua\s+(?=\w)")


def added(sentence: str, said: str) -> str:
    """``sentence`` without the members of its lists that stand in ``said``.

    Empty when hardly anything new is left: a plan does not say one thing twice.
    """
    known = frozenset(words_of(said))
    kept = [
        part
        for part in re.split(r"(?<=[,;])\s+", _EMULATE.sub("", sentence.strip(" .")))
        if sum(word not in known for word in words_of(part)) > (len(words_of(part)) > _A_VERB)
    ]
    words = words_of(" ".join(kept))
    repeated = sum(word in known for word in words)
    if len(words) < _FEWEST_WORDS or repeated >= _SAID_ALREADY * len(words):
        return ""
    text = " ".join(kept).strip(" ,;")
    return f"{text[:1].upper()}{text[1:]}."
