"""The items of a section that a model may write anew, and putting its points in their place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from drafter.document.facts import Ground as Source
from drafter.document.facts import GroundKind
from drafter.document.model import Paragraph, Section

from .adapt import Fate
from .anchoring import content_words
from .cascade import Carried
from .charge import GROUND as LEADS
from .judging import Ground
from .keys import KEY, FactTable, fill
from .phrase import LETTERS

_STOCK = frozenset({GroundKind.FORM, GroundKind.LAST_YEAR})


@dataclass(frozen=True, slots=True)
class Item:
    """One section with text of its own: what a model sees of it, and what stays out of its reach."""

    path: str
    section: Section
    ground: Ground

    @property
    def points(self) -> tuple[Paragraph, ...]:
        """What a model may write anew."""
        return _points(self.section)


def items_in(section: Section, carried: Iterable[Carried], table: FactTable) -> tuple[Item, ...]:
    """The items of ``section`` in printed order; ``carried`` tells what the directive asks."""
    fates = [fate for one in carried for fate in one.fates if fate.text]
    return tuple(
        _item(path, part, fates, table) for path, part in _parts(section, "") if part.paragraphs
    )


def _parts(section: Section, above: str) -> Iterator[tuple[str, Section]]:
    path = f"{above}.{section.label}" if above else section.label
    yield path, section
    for child in section.children:
        yield from _parts(child, path)


def _item(path: str, section: Section, fates: Iterable[Fate], table: FactTable) -> Item:
    points = _points(section)
    texts = tuple(p.text for p in points)
    lead = "".join(p.text for p in section.paragraphs[len(points) :])
    here = [set(content_words(fill(text, table)[0])) for text in texts]
    found = [fate for fate in fates if any(_stands(fate.work or fate.text, p) for p in here)]
    asked: list[tuple[str, ...]] = [(fate.quote, fate.text) for fate in found]
    answered = set(content_words(" ".join(f"{f.text} {f.quote} {f.work}" for f in found)))
    for paragraph in points:
        asked += [
            (c,) for c in _clauses(paragraph.text) if _asked_for(c, paragraph, answered, table)
        ]
    return Item(path, section, Ground(section.heading, texts, lead, tuple(asked)))


def _points(section: Section) -> tuple[Paragraph, ...]:
    """Its paragraphs without the closing line on who is in charge."""
    led = len(section.paragraphs) > 1 and LEADS in section.paragraphs[-1].grounds
    return section.paragraphs[:-1] if led else section.paragraphs


_STANDS = 0.8


def _stands(text: str, here: set[str]) -> bool:
    words = set(content_words(text))
    return len(words & here) >= _STANDS * len(words)


def _asked_for(clause: str, paragraph: Paragraph, answered: set[str], table: FactTable) -> bool:
    """Whether a clause is what the directive or the official says, and nothing else stands for it."""
    kinds = {ground.kind for ground in paragraph.grounds}
    if GroundKind.USER in kinds and not kinds & _STOCK:
        return True
    theirs = GroundKind.DIRECTIVE in kinds and not kinds & _STOCK
    return theirs and not _stands(fill(clause, table)[0], answered)


def _clauses(text: str) -> list[str]:
    return [c for part in text.split(";") for c in part.split(". ") if c.strip(" .")]


def rewritten(section: Section, points: Mapping[str, Sequence[str]], above: str = "") -> Section:
    """``section`` with new points for the items at those paths, lettered, each on its grounds."""
    path = f"{above}.{section.label}" if above else section.label
    paragraphs = section.paragraphs
    if path in points:
        old = _points(section)
        paragraphs = (*_paragraphs(points[path], old), *paragraphs[len(old) :])
    children = tuple(rewritten(child, points, path) for child in section.children)
    return replace(section, paragraphs=paragraphs, children=children)


def _paragraphs(texts: Sequence[str], old: Sequence[Paragraph]) -> Iterator[Paragraph]:
    plain = (len(old) > 1 and not any(p.label for p in old)) or len(texts) > len(LETTERS)
    dashes = all(p.label == "-" for p in old)
    for at, text in enumerate(texts):
        letter = "" if plain or len(texts) == 1 else f"{LETTERS[at]})"
        yield Paragraph(text, _sources(text, old), label="-" if dashes else letter)


def _sources(text: str, old: Sequence[Paragraph]) -> tuple[Source, ...]:
    """What the points rest on whose keys or words stand in ``text``; all of them when none is found."""
    if same := [p for p in old if p.text == text]:
        return same[0].grounds
    keys, words = set(KEY.findall(text)), set(content_words(text))
    near = [p for p in old if keys & set(KEY.findall(p.text)) or _says(words, p.text)]
    found = dict.fromkeys(ground for p in near or old for ground in p.grounds)
    # The official is asked to confirm what stands as last year: only where it still does.
    kept = tuple(g for g in found if g.kind is not GroundKind.LAST_YEAR or _says(words, g.quote))
    return kept or tuple(found)


_SAYS = 0.5


def _says(words: set[str], text: str) -> bool:
    clauses = [set(content_words(KEY.sub("", clause))) for clause in _clauses(text)]
    return any(len(c) > 1 and len(c & words) >= _SAYS * len(c) for c in clauses)
