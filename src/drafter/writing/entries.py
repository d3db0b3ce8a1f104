"""The numbered items of the contents while they are put together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from drafter.document.model import Paragraph

from .clauses import Clause
from .keys import FactTable, fill
from .lexicon import sentences_of, words_of
from .part_targets import woven_targets
from .phrase import clause_text, form_ground
from .scene import Scene

REWARDS = "thi-dua-khen-thuong"
"""Topic that is printed in the part on rewards, not among the contents."""

_BESIDE_SOURCE = 1
_ALONE = 2
_MANY = 11  # items from which each of them keeps to one clause
_ENOUGH_WORDS = 60
_THIN_WORDS = 6  # a plan that carries out a directive says little of its own


@dataclass(slots=True)
class Entry:
    """One numbered item: its heading, its topic and its paragraphs so far.

    ``asked`` are the words of the level above in it.
    """

    heading: str
    topic: str | None
    paragraphs: list[Paragraph] = field(default_factory=list)
    topics: list[str | None] = field(default_factory=list)  # of each paragraph
    asked: str = ""

    def add(self, paragraph: Paragraph, topic: str | None = None) -> None:
        """Append a paragraph; without a topic of its own it has that of the item."""
        self.paragraphs.append(paragraph)
        self.topics.append(topic or self.topic)

    def add_to(self, topic: str, paragraph: Paragraph) -> None:
        """Put the words of ``paragraph`` behind those of that topic, or at the end."""
        if topic not in self.topics:
            self.add(paragraph, topic)
            return
        at = len(self.topics) - 1 - self.topics[::-1].index(topic)
        self._put_behind(at, sentences_of(self.paragraphs[at].text)[-1], paragraph)

    def add_near(self, topic: str, paragraph: Paragraph, table: FactTable) -> None:
        """Put ``paragraph`` behind the sentence that speaks of its matter, else as a point of its own."""
        own = _pairs(fill(paragraph.text, table)[0])
        said = [
            (len(own & _pairs(fill(sentence, table)[0])), at, sentence)
            for at, here in enumerate(self.paragraphs)
            for sentence in sentences_of(here.text)
        ]
        shared, at, sentence = max(said, key=lambda one: one[0], default=(0, 0, ""))
        if shared < _ONE_MATTER:
            self.add(paragraph, topic)
        else:
            self._put_behind(at, sentence, paragraph)

    def _put_behind(self, at: int, sentence: str, paragraph: Paragraph) -> None:
        former = self.paragraphs[at]
        grounds = tuple(dict.fromkeys((*former.grounds, *paragraph.grounds)))
        text = former.text.replace(sentence, f"{sentence} {paragraph.text}", 1)
        self.paragraphs[at] = Paragraph(text, grounds)

    def text_words(self, table: FactTable) -> list[str]:
        """The words of its paragraphs, facts filled in."""
        return self.body(table).split()

    def body(self, table: FactTable) -> str:
        """Its text with the facts in words."""
        return " ".join(fill(p.text, table)[0] for p in self.paragraphs)

    def words(self, table: FactTable) -> str:
        """Heading and text with the facts in words, to see what is said already."""
        return f"{self.heading} {self.body(table)}".strip()


_ONE_MATTER = 3  # pairs of syllables that two sentences share when they speak of one thing
# Pairs of any sentence of a plan, and of the bodies that do the work.
_SAID_OF_MUCH = frozenset(
    pair
    for words in (
        "an toàn", "thực hiện", "người dân", "địa bàn", "phát triển", "kinh tế xã hội", "đoàn thanh niên",
        "hội cựu chiến binh", "hội liên hiệp phụ nữ", "hội nông dân", "mặt trận tổ quốc", "dân phố",
    )
    for pair in pairwise(words_of(words))
)  # fmt: skip


def _pairs(text: str) -> frozenset[tuple[str, str]]:
    return frozenset(pairwise(words_of(text))) - _SAID_OF_MUCH


@dataclass(frozen=True, slots=True)
class _Core:
    """A topic that every plan of the genre speaks of; ``hosts`` may take it in."""

    topic: str
    shown: re.Pattern[str]
    hosts: tuple[str, ...]


_CORE = (
    _Core("giam-ngheo", re.compile(r"nghèo"),
          ("an-sinh-nguoi-co-cong", "lao-dong", "van-hoa", "y-te", "giao-duc")),
    _Core("cai-cach-hanh-chinh", re.compile(r"thủ tục|hồ sơ"), ("chuyen-doi-so", "ky-cuong-cong-vu")),
    _Core("chuyen-doi-so", re.compile(r"chuyển đổi số|công nghệ số|trực tuyến"), ("cai-cach-hanh-chinh",)),
    _Core("doanh-nghiep-htx", re.compile(r"doanh nghiệp|hộ kinh doanh|hợp tác xã"),
          ("thuong-mai-dich-vu", "tang-truong-thu-nhap", "nong-nghiep", "du-lich", "thuy-san")),
    _Core("ky-cuong-cong-vu", re.compile(r"kỷ luật|kỷ cương|văn hóa công sở"),
          ("cai-cach-hanh-chinh", "chuyen-doi-so", "xay-dung-dang")),
    _Core("khoa-hoc-sang-kien", re.compile(r"sáng kiến|cách làm mới|cải tiến"),
          ("chuyen-doi-so", "cai-cach-hanh-chinh", "giao-duc")),
    _Core("hoc-tap-bac", re.compile(r"Hồ Chí Minh"),
          ("xay-dung-dang", "mat-tran-doan-the", "tuyen-truyen", "ky-cuong-cong-vu")),
)  # fmt: skip


def with_core(entries: list[Entry], scene: Scene, *, said: str = "") -> None:
    """Add what the genre never leaves out and no source has said; ``said`` stands elsewhere."""
    for core in _CORE:
        if core.shown.search(" ".join([said, *(e.words(scene.table) for e in entries)])):
            continue
        used = frozenset(p.text for e in entries for p in e.paragraphs)
        host = next((e for topic in core.hosts for e in entries if e.topic == topic), None)
        naming, silent = _core_paragraphs(core, scene, used)
        if host is not None and naming:
            host.add(naming[0], core.topic)
            continue
        heading = scene.clauses.heading(core.topic, scene.seed)
        # Where the heading names the matter, the text need not.
        own = (silent or naming) if core.shown.search(heading) else (naming or silent)
        if own:
            entries.append(made := Entry(heading, core.topic))
            made.add(own[0])


def _core_paragraphs(
    core: _Core, scene: Scene, used: frozenset[str]
) -> tuple[list[Paragraph], list[Paragraph]]:
    """Clauses of the topic that are not used yet: those that name the matter, the others."""
    made = [
        Paragraph(text, (form_ground(clause),))
        for clause in scene.pick("noi-dung", core.topic)
        if (text := stock_text(clause, scene)) and text not in used
    ]
    naming = [p for p in made if core.shown.search(p.text)]
    return naming, [p for p in made if p not in naming]


def with_stock(entries: Iterable[Entry], scene: Scene) -> None:
    """Add our own clauses: one where a source speaks, two where it is silent."""
    seen: set[str] = set()
    entries = list(entries)
    alone = _ALONE if len(entries) <= _MANY else 1
    for entry in entries:
        if entry.topic is None:
            continue
        wanted = min(alone, _wanted(entry, scene))
        for clause in _offered(entry, scene):
            if wanted == 0:
                break
            text = stock_text(clause, scene, entry.topic)
            if text and clause.id not in seen:
                seen.add(clause.id)
                entry.add(Paragraph(text, (form_ground(clause),)))
                wanted -= 1


def _wanted(entry: Entry, scene: Scene) -> int:
    """How many of our own clauses an item takes: none where the source says enough."""
    if scene.brief.directive is not None:
        return int(len(entry.text_words(scene.table)) < _THIN_WORDS)
    if not entry.paragraphs:
        return _ALONE
    return _BESIDE_SOURCE if len(entry.words(scene.table).split()) < _ENOUGH_WORDS else 0


def _offered(entry: Entry, scene: Scene) -> tuple[Clause, ...]:
    """Clauses of the topic; beside a source, those first that repeat least of it."""
    found = scene.pick("noi-dung", entry.topic)
    if not entry.paragraphs:
        return found
    return scene.clauses.fresh(scene.clauses.drawn(found, scene.seed), entry.words(scene.table))


def stock_text(clause: Clause, scene: Scene, topic: str | None = None) -> str | None:
    """A clause of the contents in keys, the commune's own targets of its topic woven in."""
    targets = woven_targets(clause.text, topic, scene) if topic else ""
    return clause_text(clause, scene, {"targets": targets})


def printed(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries that hold something."""
    return (entry for entry in entries if entry.paragraphs)
