"""Finding the place in a draft that an official names: by its label or by what it speaks of.

What fits several places is never guessed: all of them are returned, and one is asked for.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from drafter.document.facts import Span
from drafter.document.model import LaunchDocument, Paragraph, Section, SectionKind
from drafter.reading.message_words import plain

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
SECTIONS = frozenset({"", "phan", "muc", "tieu muc", "chuong", "noi dung"})
"""Words that mean a part with a heading; the others mean a paragraph or a piece of one."""
PIECES = frozenset({"cau", "cau van", "y", ""})

_EMPTY = frozenset(
    [
        "thi",
        "dua",
        "ve",
        "cac",
        "nhung",
        "noi",
        "den",
        "cua",
        "cho",
        "o",
        "trong",
        "mot",
        "ky",
        "niem",
        "ngay",
    ]
)
_SENTENCE = re.compile(r"[^.]+(?:\.(?!\s|$)[^.]*)*\.?")
_CLAUSE = re.compile(r"[^;.]+(?:[.](?!\s|$)[^;.]*)*[;.]?")


@dataclass(frozen=True, slots=True)
class Spot:
    """A section by its label path ("III.4"), a paragraph of it, or a piece of that paragraph."""

    path: str
    paragraph: int | None = None
    span: Span | None = None


def section_at(document: LaunchDocument, path: str) -> Section | None:
    """The section with that label path."""
    return next((s for p, s in walked(document) if p == path), None)


def walked(document: LaunchDocument) -> Iterator[tuple[str, Section]]:
    """Every section with its label path, in printed order."""

    def below(section: Section, above: str) -> Iterator[tuple[str, Section]]:
        path = f"{above}.{section.label}" if above else section.label
        yield path, section
        for child in section.children:
            yield from below(child, path)

    for section in document.sections:
        yield from below(section, "")


def by_label(document: LaunchDocument, item: str, label: str) -> list[Spot]:
    """What a label as typed may mean: "2.4" is II.4; "8" any item 8 that stands in a part."""
    parts = label.split(".")
    if len(parts) == 1 and label.isdigit() and item not in {"phan", "chuong"}:
        # "mục 2" is an item 2 of some part, and part II only where no part has one.
        items = [spot for path, spot in _labelled(document) if re.fullmatch(rf"\w+\.{label}", path)]
        if items:
            return items
    exact = ".".join([_roman(parts[0]), *parts[1:]])
    nodes = list(_labelled(document))
    found = [spot for path, spot in (*nodes, *_counted(document)) if path == exact.lower()]
    if found or parts[0].isalpha() or (item in {"phan", "chuong"} and len(parts) == 1):
        ends = [spot for path, spot in nodes if len(parts[0]) == 1 and path.endswith(f".{label}")]
        return found or (ends if parts[0] not in {"i", "v", "x"} else [])
    return [spot for path, spot in nodes if path.endswith(f".{label}")]


def _roman(label: str) -> str:
    if label.isdigit():
        return ROMAN[int(label) - 1] if 0 < int(label) <= len(ROMAN) else label
    return label


def _labelled(document: LaunchDocument) -> Iterator[tuple[str, Spot]]:
    """Label paths in lower case; "mục 2" of a numbered part is no part II."""
    for path, section in walked(document):
        yield path.lower(), Spot(path)
        for at, paragraph in enumerate(section.paragraphs):
            if (label := paragraph.label.strip(").")) and label.isalnum():
                yield f"{path}.{label}".lower(), Spot(path, at)


def _counted(document: LaunchDocument) -> Iterator[tuple[str, Spot]]:
    """Paragraphs without a letter, by their place: "đoạn 2 mục III.1"."""
    for path, section in walked(document):
        if not section.children:
            for at, paragraph in enumerate(section.paragraphs):
                if not paragraph.label.strip(").").isalnum():
                    yield f"{path}.{at + 1}".lower(), Spot(path, at)


def by_words(document: LaunchDocument, item: str, words: str) -> list[Spot]:
    """Places that speak of ``words``: headings first for a part, else paragraphs or pieces."""
    for fits in _ways(words):
        found = _fitting(document, item, fits)
        if found:
            return found
    return []


def _fitting(document: LaunchDocument, item: str, fits: Callable[[str], bool]) -> list[Spot]:
    if item in SECTIONS:
        headed = [Spot(path) for path, section in walked(document) if fits(section.heading)]
        # A part above and an item below it with the same word: the lower one is meant.
        if found := [s for s in headed if not any(o.path.startswith(f"{s.path}.") for o in headed)]:
            return found
        if led := list(_led(document, fits)):
            return led
    whole = item not in PIECES
    return [
        Spot(path, at, None if whole else piece)
        for path, at, paragraph in paragraphs(document)
        if fits(paragraph.text)
        for piece in _pieces(paragraph, item, fits)[: 1 if whole else None]
    ]


def _led(document: LaunchDocument, fits: Callable[[str], bool]) -> Iterator[Spot]:
    """Numbered items without a heading, by their first words ("3. Phòng Kinh tế …")."""
    for path, section in walked(document):
        if section.kind is SectionKind.ORGANISATION and not section.heading and section.paragraphs:
            first = " ".join(section.paragraphs[0].text.split()[:9])
            if fits(first):
                yield Spot(path)


def paragraphs(document: LaunchDocument) -> Iterator[tuple[str, int, Paragraph]]:
    """Path of the section, place in it, paragraph; the basis has the path "can-cu"."""
    for at, paragraph in enumerate(document.basis):
        yield "can-cu", at, paragraph
    for at, paragraph in enumerate(document.opening):
        yield "mo-dau", at, paragraph
    for path, section in walked(document):
        for at, paragraph in enumerate(section.paragraphs):
            yield path, at, paragraph
    for at, paragraph in enumerate(document.closing):
        yield "ket", at, paragraph


def _pieces(paragraph: Paragraph, item: str, fits: Callable[[str], bool]) -> list[Span | None]:
    """The sentences, or for an idea the smallest parts between marks, that fit."""
    text = paragraph.text
    pattern = _SENTENCE if item in {"cau", "cau van"} else _CLAUSE
    spans = [Span(*m.span()) for m in pattern.finditer(text) if m.group().strip(" .;")]
    sentences = item in {"cau", "cau van"}
    parts = [part for span in spans for part in _listed(text, span) if fits(part.of(text))]
    if parts and not sentences:
        return [*parts]
    if len(spans) < 2:
        return [None]
    # Words that stand apart in a long paragraph name none of its pieces.
    return [span for span in spans if fits(span.of(text))]


def _listed(text: str, clause: Span) -> Iterator[Span]:
    """What a clause lists after its first comma, each with the comma before it."""
    marks = [m.start() for m in re.finditer(r",(?!\d)", clause.of(text))]
    if not marks:
        return
    ends = [*marks[1:], len(clause.of(text).rstrip(" ;."))]
    for start, end in zip(marks, ends, strict=True):
        yield Span(clause.start + start, clause.start + end)


def _ways(words: str) -> Iterable[Callable[[str], bool]]:
    """How strictly words may fit: as one phrase, then all of them in any order.

    Words typed with diacritics are compared with diacritics.
    """
    face: Callable[[str], str] = plain if words.lower() == plain(words) else str.lower
    wanted = [w for w in re.findall(r"[\w/]+", face(words)) if plain(w) not in _EMPTY]
    if not wanted:
        return ()
    phrase = re.compile(
        r"\b" + r"\W+".join(map(re.escape, re.findall(r"[\w/]+", face(words)))) + r"\b"
    )

    def as_phrase(text: str) -> bool:
        return phrase.search(face(text)) is not None

    def all_of_them(text: str) -> bool:
        return set(wanted) <= set(re.findall(r"[\w/]+", face(text)))

    return (as_phrase, all_of_them)


def named(document: LaunchDocument, spot: Spot) -> str:
    """A place in words for the official: "mục III.4", "đoạn 2 mục III.1"."""
    at = (spot.paragraph or 0) + 1
    fixed = {"can-cu": f"dòng căn cứ {at}", "mo-dau": "đoạn mở đầu", "ket": "đoạn kết"}
    whole = fixed.get(spot.path) or f"{'mục' if '.' in spot.path else 'phần'} {spot.path}"
    if spot.paragraph is None or spot.path in fixed:
        return whole
    section = section_at(document, spot.path)
    if section is None or len(section.paragraphs) == 1:
        return whole
    label = section.paragraphs[spot.paragraph].label.strip(").")
    if label.isalnum():
        return f"điểm {label} {whole}"
    return f"{'gạch đầu dòng' if label else 'đoạn'} {spot.paragraph + 1} {whole}"


def words_at(document: LaunchDocument, spot: Spot, most: int = 12) -> str:
    """The first words of a place, to tell it from others."""
    section = section_at(document, spot.path)
    if spot.paragraph is None and section is not None:
        text = section.heading or (section.paragraphs[0].text if section.paragraphs else "")
    else:
        text = paragraph_at(document, spot).text
        text = spot.span.of(text) if spot.span else text
    words = text.split()
    return " ".join(words[:most]).strip(" ;.") + ("…" if len(words) > most else "")


def paragraph_at(document: LaunchDocument, spot: Spot) -> Paragraph:
    """The paragraph of a spot. Raises ``LookupError`` when there is none."""
    return next(
        p for path, at, p in paragraphs(document) if (path, at) == (spot.path, spot.paragraph)
    )


Change = Callable[[tuple[Paragraph, ...]], tuple[Paragraph, ...]]


def with_paragraphs(document: LaunchDocument, path: str, change: Change) -> LaunchDocument:
    """``document`` with the own paragraphs at ``path`` changed; everything else stays."""
    loose = {"can-cu": "basis", "mo-dau": "opening", "ket": "closing"}
    if field := loose.get(path):
        return dataclasses.replace(document, **{field: change(getattr(document, field))})  # type: ignore[arg-type]

    def below(section: Section, above: str) -> Section:
        here = f"{above}.{section.label}" if above else section.label
        if here == path:
            return dataclasses.replace(section, paragraphs=change(section.paragraphs))
        if not path.startswith(f"{here}."):
            return section
        return dataclasses.replace(
            section, children=tuple(below(c, here) for c in section.children)
        )

    return dataclasses.replace(document, sections=tuple(below(s, "") for s in document.sections))


def contents(document: LaunchDocument, part: str) -> str:
    """What a part holds, for an official who named something that is not there."""
    section = section_at(document, part)
    if section is None or not section.children:
        names = "; ".join(f"{s.label}. {s.heading.capitalize()}" for s in document.sections)
        return f"Dự thảo có các phần: {names}."
    names = "; ".join(f"{c.label}. {c.heading}" if c.heading else c.label for c in section.children)
    return f"Phần {part} có các mục: {names}."
