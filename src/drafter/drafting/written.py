"""A written draft as a conversation sees it, and topics by words as people type them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from drafter.checking.finding import Finding
from drafter.document.brief import Brief, Floor
from drafter.document.model import LaunchDocument
from drafter.drafting.steps import Tools, scene_of
from drafter.reading.message_words import plain
from drafter.writing.scene import Scene


@dataclass
class Written:
    """The newest version with what it rests on; ``turn`` counts the official's messages.

    ``versions`` are numbers and names of what is kept, the newest last.
    """

    document: LaunchDocument
    findings: tuple[Finding, ...]
    brief: Brief
    tools: Tools
    turn: int
    versions: tuple[tuple[int, str], ...] = ()
    has_model: bool = False

    @property
    def place(self) -> str:
        """The message as a ground names it."""
        return f"lượt {self.turn}"

    @cached_property
    def scene(self) -> Scene:
        """What a change may look at."""
        return scene_of(self.brief, self.tools)

    @cached_property
    def floors(self) -> tuple[Floor, ...]:
        """What the level above assigns."""
        return self.scene.floors

    def topic(self, words: str) -> str | None:
        """The topic that words name, with or without diacritics, short forms spelt out."""
        spelt = self.scene.register.indicators.key_words(words)
        ranked = self.scene.clauses.classify(spelt)
        if ranked:
            return ranked[0].topic
        return self._plain_topic(plain(spelt)) if spelt == plain(spelt) else None

    def _plain_topic(self, words: str) -> str | None:
        """By the keyword without diacritics, the longest first; two topics are none."""
        best: dict[str, int] = {}
        for topic in self.scene.clauses.topics:
            for keyword in topic.keywords:
                phrase = plain(re.sub(r"=\d+$", "", keyword))
                # One syllable without diacritics means too many things.
                if " " in phrase and re.search(rf"\b{re.escape(phrase)}\b", words):
                    best[topic.id] = max(best.get(topic.id, 0), len(phrase))
        longest = [t for t, size in best.items() if size == max(best.values())]
        return longest[0] if len(longest) == 1 else None
