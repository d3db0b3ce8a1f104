"""Figures put behind the sentence that speaks of them, and points of one matter each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from drafter.document.facts import Target
from drafter.document.model import Paragraph
from drafter.reading.vietnamese import fold

from .entries import Entry
from .keys import FactTable, fill
from .lexicon import sentences_of, uncapital
from .target_words import share_of, speaks_of

_AIMED = re.compile(r"[;,] (?:(?:phấn đấu|cả năm|bảo đảm) )?(?:có )?\[\[t\d+\]\][^;.]*\.$")
_MOST_WORDS = 55  # a longer sentence cannot be read aloud in one breath
_MOST_OF_A_POINT = 55  # what stands in one point together
_MOST_POINTS = 9


def sentence_on(entry: Entry, target: Target, table: FactTable) -> tuple[int, str] | None:
    """The sentence of ``entry`` that speaks most of ``target``, with the place of its paragraph."""
    offered = [
        (share_of(words, target), at, sentence)
        for at, paragraph in enumerate(entry.paragraphs)
        for sentence in sentences_of(paragraph.text)
        if speaks_of(words := fold(fill(sentence, table)[0]), target)
    ]
    if not offered:
        return None
    _, at, sentence = max(offered, key=lambda one: one[0])
    return at, sentence


def weave(entry: Entry, found: tuple[int, str], figure: str, way: str, table: FactTable) -> None:
    """Put ``figure`` (in keys) behind a sentence of ``entry``; ``way`` announces it ("phấn đấu")."""
    _change(entry, found, _with_figure(found[1], figure, way, table))


def put_before(entry: Entry, found: tuple[int, str], figure: str) -> None:
    """Put ``figure`` (in keys) at the head of a sentence: "Giao quân đạt 100%: rà soát …"."""
    _change(entry, found, f"{figure}: {uncapital(found[1])}")


def ends_with(sentence: str, name: str, table: FactTable) -> bool:
    """Whether a sentence ends with ``name``: "… để kéo giảm tai nạn giao thông"."""
    stem = fold(fill(sentence, table)[0]).rstrip(" .")
    return bool(name.strip()) and stem.endswith(fold(name).strip())


def put_at_the_end(entry: Entry, found: tuple[int, str], figure: str) -> None:
    """Put ``figure`` (in keys) behind the last word: "… kéo giảm tai nạn giao thông 8%"."""
    _change(entry, found, f"{found[1].rstrip(' .')} {figure}.")


def _change(entry: Entry, found: tuple[int, str], new: str) -> None:
    at, sentence = found
    former = entry.paragraphs[at]
    entry.paragraphs[at] = replace(former, text=former.text.replace(sentence, new, 1))


_HEADED = re.compile(r"^((?:Có )?\[\[t\d+\]\](?:, \[\[t\d+\]\])*): ")


def may_head(entry: Entry, found: tuple[int, str]) -> bool:
    """Whether a figure can stand before the sentence found: at the head of a point, no mark yet."""
    at, sentence = found
    plain = ":" not in sentence and "[[" not in sentence and "“" not in sentence
    return plain and entry.paragraphs[at].text.startswith(sentence)


def _with_figure(sentence: str, figure: str, way: str, table: FactTable) -> str:
    if headed := _HEADED.match(sentence):
        return f"{headed[1]}, {figure}{sentence[headed.end(1) :]}"
    stem = sentence.rstrip(" .")
    if len(f"{fill(sentence, table)[0]} {fill(figure, table)[0]}".split()) > _MOST_WORDS:
        return f"{stem}. {alone(way, figure)}."
    if _AIMED.search(sentence):
        return f"{stem}, {figure}."
    return f"{behind(stem, way, figure, table)}."


def behind(work: str, way: str, figure: str, table: FactTable) -> str:
    """``figure`` behind the work it is the aim of, announced by ``way``; without a way plainly."""
    first = " ".join(fill(figure, table)[0].split()[:2])
    plain = not way and ";" not in work and first not in fill(work, table)[0]
    return f"{work}{',' if plain else ';'} {way} {figure}".replace("  ", " ")


def alone(way: str, figure: str) -> str:
    """A sentence that holds nothing but a figure."""
    announced = way or "phấn đấu"
    return f"{announced[:1].upper()}{announced[1:]} {figure}"


def points_of(paragraphs: Iterable[Paragraph], table: FactTable) -> list[Paragraph]:
    """``paragraphs`` as points of one matter each; a short sentence stays with the one before."""
    whole = list(paragraphs)
    out = [point for paragraph in whole for point in _parted(paragraph, table)]
    return out if len(out) <= _MOST_POINTS else whole


def _parted(paragraph: Paragraph, table: FactTable) -> Iterator[Paragraph]:
    held = ""
    for sentence in sentences_of(paragraph.text):
        longer = f"{held} {sentence}".strip()
        begins = _HEADED.match(sentence) is not None  # a figure and its work are one matter
        if held and (begins or len(fill(longer, table)[0].split()) > _MOST_OF_A_POINT):
            yield replace(paragraph, text=held)
            held = sentence
        else:
            held = longer
    if held:
        yield replace(paragraph, text=held)
