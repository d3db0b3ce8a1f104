"""A written draft changed by word of mouth: dropped, shortened, added to, moved.

Each change touches only what it names; facts keep their grounds; numbers close up.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass

from drafter.document.facts import GroundKind, Span, Use
from drafter.document.model import LaunchDocument, Paragraph, Section, SectionKind
from drafter.drafting.places import Spot, named, section_at, walked, with_paragraphs
from drafter.drafting.questions import capital
from drafter.reading.message_words import plain
from drafter.writing.entries import stock_text
from drafter.writing.keys import filled
from drafter.writing.phrase import form_ground
from drafter.writing.scene import Scene

_LETTERS = "abcdđeghiklmnopqrstuvxy"
_SHORT_WORDS = 45
_FEWEST = 2
_FIXED = frozenset({SectionKind.TARGETS, SectionKind.TIME})


@dataclass(frozen=True, slots=True)
class Edited:
    """The changed document, or ``None`` when nothing could be changed; ``say`` tells.

    ``note`` names the new version; ``choices`` are whole messages to click; ``part`` is what a
    writer is to be asked for, as in ``Reply``.
    """

    document: LaunchDocument | None
    say: str
    note: str = ""
    choices: tuple[str, ...] = ()
    part: str = ""


# --- dropping -------------------------------------------------------------------------------


def drop(document: LaunchDocument, spots: Sequence[Spot]) -> Edited:
    """Take out places; the last ones first, so that labels before them still hold."""
    for spot in spots:
        if (why := _kept(document, spot)) is not None:
            return Edited(None, why)
    names = [("một ý ở " if spot.span else "") + named(document, spot) for spot in spots]
    changed = document
    for spot in reversed(spots):
        changed = _without(changed, spot)
    said = ", ".join(names)
    closed = any(spot.paragraph is None for spot in spots)
    tail = ", các mục sau được đánh số lại" if closed else ""
    return Edited(changed, f"Đã bỏ {said}{tail}.", f"Bỏ {said}")


def _kept(document: LaunchDocument, spot: Spot) -> str | None:
    """Why a place stays, or ``None`` when it may go."""
    if spot.path == "ket" and len(document.closing) == 1:
        return "Đoạn kết là chỗ kết thúc văn bản nên tôi giữ lại; muốn đổi lời thì nhắn thay “…” bằng “…”."
    if spot.path == "can-cu":
        return None
    top = section_at(document, spot.path.split(".")[0])
    if spot.paragraph is None and "." not in spot.path:
        said = f"Phần {spot.path} là phần phải có của văn bản nên tôi không bỏ cả phần."
        if top is not None and top.kind in _FIXED:
            return said
        return f"{said} Muốn bớt thì nhắn “rút gọn phần {spot.path}” hoặc bỏ từng mục trong đó."
    if top is not None and top.kind in _FIXED:
        return (
            "Phần chỉ tiêu và thời gian tôi không bỏ theo số mục. Chỉ tiêu thì bỏ theo tên, ví dụ "
            "nhắn “bỏ chỉ tiêu OCOP”."
        )
    return None


def _without(document: LaunchDocument, spot: Spot) -> LaunchDocument:
    if spot.paragraph is not None:
        at = spot.paragraph
        span = spot.span

        def fewer(own: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
            if span is None:
                left = relettered([*own[:at], *own[at + 1 :]])
                return _ended(left) if spot.path == "ket" else left
            return (*own[:at], cut_out(own[at], span), *own[at + 1 :])

        return with_paragraphs(document, spot.path, fewer)
    return with_children(
        document,
        spot.path.rpartition(".")[0],
        lambda children: [c for c in children if c.label != spot.path.rpartition(".")[2]],
    )


def _ended(closing: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """The mark "./." at the end of the whole text (PLI-II.6)."""
    *rest, last = closing
    text = last.text if last.text.endswith("./.") else f"{last.text.rstrip('. ')}./."
    return (*rest, dataclasses.replace(last, text=text))


def with_children(document: LaunchDocument, path: str, change: object) -> LaunchDocument:
    """``document`` with the children of the section at ``path`` changed and numbered anew."""

    def below(section: Section, above: str) -> Section:
        here = f"{above}.{section.label}" if above else section.label
        if here == path:
            assert callable(change)
            return dataclasses.replace(
                section, children=renumbered(list(change(list(section.children))))
            )
        if not path.startswith(f"{here}."):
            return section
        return dataclasses.replace(
            section, children=tuple(below(c, here) for c in section.children)
        )

    return dataclasses.replace(document, sections=tuple(below(s, "") for s in document.sections))


def renumbered(children: Sequence[Section]) -> tuple[Section, ...]:
    """Children with their labels closed up, in the order given."""
    lettered = any(not child.label.isdigit() for child in children)
    return tuple(
        dataclasses.replace(child, label=_LETTERS[at] if lettered else str(at + 1))
        for at, child in enumerate(children)
    )


def relettered(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """Paragraphs with the letters of "a)" closed up; one that is left alone needs none."""
    if len(paragraphs) == 1 and paragraphs[0].label.endswith(")"):
        return (dataclasses.replace(paragraphs[0], label=""),)
    return tuple(
        dataclasses.replace(p, label=f"{_LETTERS[at]})") if p.label.endswith(")") else p
        for at, p in enumerate(paragraphs)
    )


def cut_out(paragraph: Paragraph, span: Span) -> Paragraph:
    """``paragraph`` without the words at ``span``; uses elsewhere keep their places."""
    text = paragraph.text
    before, after = text[: span.start].rstrip(), text[span.end :].lstrip()
    if not after and before.endswith((";", ",")):
        before = before[:-1] + "."
    if after and (not before or before.endswith(".")):
        after = after[:1].upper() + after[1:]
    gap = " " if before and after and after[0] not in ",;." else ""
    joined = f"{before}{gap}{after}"
    shift = len(before) + len(gap)
    lost = len(text) - len(text[span.end :].lstrip())
    uses = []
    for use in paragraph.uses:
        if use.span.end <= span.start:
            uses.append(use)
        elif use.span.start >= span.end:
            start = use.span.start - lost + shift
            moved = Span(start, start + len(use.text))
            uses.append(dataclasses.replace(use, span=moved, text=moved.of(joined)))
    return dataclasses.replace(paragraph, text=joined, uses=tuple(uses))


# --- shortening -----------------------------------------------------------------------------


def shorten(document: LaunchDocument, paths: Sequence[str]) -> Edited:
    """Fewer of our own sentences at ``paths``; what a source says stays."""
    sections = tuple(_shorter_any(s, paths) for s in document.sections)
    where = ", ".join(f"{'mục' if '.' in p else 'phần'} {p}" for p in paths)
    top = [section_at(document, path.split(".")[0]) for path in paths]
    if all(part is not None and part.kind in _FIXED for part in top):
        return Edited(
            None, "Chỉ tiêu và thời gian giữ nguyên như anh/chị đã cho nên tôi không rút gọn."
        )
    if sections == document.sections:
        return Edited(
            None, f"{capital(where)} đã gọn, không còn câu nào bớt được mà không mất việc."
        )
    less = _length(document.sections) - _length(sections)
    changed = dataclasses.replace(document, sections=sections)
    return Edited(changed, f"Đã rút gọn {where}, bớt {less} chữ.", f"Rút gọn {where}")


def _shorter_any(section: Section, paths: Sequence[str]) -> Section:
    for path in paths:
        if path.split(".")[0] == section.label and section.kind not in _FIXED:
            section = _shorter(section, path, "")
    return section


def _shorter(section: Section, path: str, above: str) -> Section:
    here = f"{above}.{section.label}" if above else section.label
    inside = here == path or here.startswith(f"{path}.")
    if not inside and not path.startswith(f"{here}."):
        return section
    paragraphs = _fewer(section.paragraphs) if inside else section.paragraphs
    children = tuple(_shorter(child, path, here) for child in section.children)
    return dataclasses.replace(section, paragraphs=paragraphs, children=children)


def _fewer(paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """What a source says stays; of our own sentences only as many as keep the item whole."""
    sourced = [p for p in paragraphs if not _ours(p)]
    room = 0 if sourced else _FEWEST if len(paragraphs) > _FEWEST else 1
    kept = []
    for p in paragraphs:
        if not _ours(p):
            kept.append(_first_sentences(p))
        elif room:
            kept.append(p)
            room -= 1
    return relettered(kept)


def _ours(paragraph: Paragraph) -> bool:
    return all(g.kind in {GroundKind.FORM, GroundKind.REGISTER} for g in paragraph.grounds) and any(
        g.kind is GroundKind.FORM for g in paragraph.grounds
    )


def _first_sentences(paragraph: Paragraph) -> Paragraph:
    """``paragraph`` up to the sentence with which it reaches about 45 words."""
    for end in re.finditer(r"\.(?=\s+[^\W\d_])", paragraph.text):
        if len(paragraph.text[: end.end()].split()) >= _SHORT_WORDS:
            return _cut(paragraph, end.end())
    return paragraph


def _cut(paragraph: Paragraph, at: int) -> Paragraph:
    uses: tuple[Use, ...] = tuple(use for use in paragraph.uses if use.span.end <= at)
    return dataclasses.replace(paragraph, text=paragraph.text[:at], uses=uses)


def _length(sections: Sequence[Section]) -> int:
    return sum(len(p.text.split()) for s in sections for _, x in s.walk() for p in x.paragraphs)


# --- adding ---------------------------------------------------------------------------------


def add_topic(
    document: LaunchDocument, topic: str, words: str, scene: Scene, place: str = ""
) -> Edited:
    """Stock sentences on ``topic``: at ``place``, under the item that has it, else as a new item."""
    part = next((s for s in document.sections if s.kind is SectionKind.CONTENTS), None)
    made = _fresh_clauses(topic, {p.text for _, p in document.paragraphs()}, scene)
    wanted = _meaning(scene.register.indicators.key_words(words))
    made.sort(key=lambda p: -len(wanted & _meaning(p.text)))
    name = scene.clauses.topic(topic).name
    if made and not 2 * len(wanted & _meaning(f"{name} {made[0].text}")) >= len(wanted):
        return Edited(
            None,
            f"Tôi chưa có sẵn câu nào riêng về “{words}”. Anh/chị nhắn nguyên câu cần thêm, ví dụ: “thêm "
            "vào mục III.1: …”, tôi đưa vào và ghi nguồn là lời anh/chị.",
        )
    made = [p for p in made if wanted & _meaning(p.text)] or made
    if part is None or not made:
        return Edited(
            None,
            f"Dự thảo đã có đủ các câu có sẵn của tôi về {words}. Muốn thêm nữa thì nhắn nguyên câu, "
            "ví dụ: thêm vào mục III.1: “…”.",
        )
    child = next((c for c in part.children if speaks_of(c, topic, scene)), None)
    if place:
        changed = with_paragraphs(document, place, lambda own: (*own, made[0]))
        how = "vào mục"
    elif child is None:
        heading = scene.clauses.heading(topic, scene.seed)
        added = Section(
            SectionKind.CONTENTS,
            str(len(part.children) + 1),
            heading,
            tuple(made[:2]),
            (),
            "template",
        )
        changed = with_children(document, part.label, lambda children: [*children, added])
        place, how = f"{part.label}.{added.label}", "thành mục mới"
    else:
        place, how = f"{part.label}.{child.label}", "vào mục"
        changed = with_paragraphs(document, place, lambda own: (*own, made[0]))
    return Edited(
        changed, f"Đã thêm nội dung về {words} {how} {place}.", f"Thêm nội dung về {words}"
    )


def _meaning(text: str) -> set[str]:
    return set(re.findall(r"\w+", plain(text))) - {"va", "ve", "cac", "thi", "dua", "cho"}


def _fresh_clauses(topic: str, said: set[str], scene: Scene) -> list[Paragraph]:
    made = []
    for clause in scene.pick("noi-dung", topic):
        text = stock_text(clause, scene)
        paragraph = filled(Paragraph(text, (form_ground(clause),)), scene.table) if text else None
        if paragraph is not None and paragraph.text not in said:
            made.append(paragraph)
    return made


def speaks_of(section: Section, topic: str, scene: Scene) -> bool:
    """Whether the heading of an item names ``topic``, alone or beside others."""
    return any(score.topic == topic for score in scene.clauses.classify(section.heading))


# --- moving ---------------------------------------------------------------------------------


def move(document: LaunchDocument, path: str, where: str, other: str) -> Edited:
    """Move an item within its part: before or after ``other``, to the front or to the end."""
    part, _, label = path.rpartition(".")
    if not part or (other and other.rpartition(".")[0] != part):
        return Edited(
            None, "Tôi chỉ chuyển mục trong cùng một phần; phần khác thì anh/chị bỏ rồi thêm."
        )

    def moved(children: list[Section]) -> list[Section]:
        item = next(c for c in children if c.label == label)
        rest = [c for c in children if c is not item]
        at = {"dau": 0, "cuoi": len(rest)}.get(where)
        if at is None:
            beside = next(i for i, c in enumerate(rest) if c.label == other.rpartition(".")[2])
            at = beside if where in {"truoc", "tren"} else beside + 1
        return [*rest[:at], item, *rest[at:]]

    return _rearranged(document, part, moved, f"Chuyển mục {path}")


def swap(document: LaunchDocument, one: str, other: str) -> Edited:
    """Two items of one part change places."""
    part, _, a = one.rpartition(".")
    if not part or other.rpartition(".")[0] != part:
        return Edited(None, "Tôi chỉ đảo được hai mục trong cùng một phần.")
    b = other.rpartition(".")[2]

    def swapped(children: list[Section]) -> list[Section]:
        of = {c.label: c for c in children}
        return [{a: of[b], b: of[a]}.get(c.label, c) for c in children]

    return _rearranged(document, part, swapped, f"Đảo mục {one} và {other}")


def _rearranged(document: LaunchDocument, part: str, change: object, note: str) -> Edited:
    changed = with_children(document, part, change)
    if changed == document:
        return Edited(None, "Mục đã ở đúng chỗ đó rồi.")
    order = [s for path, s in walked(changed) if path.rpartition(".")[0] == part]
    names = "; ".join(f"{s.label}. {s.heading}" for s in order if s.heading)
    tail = f" Thứ tự mới: {names}." if names else ""
    return Edited(changed, f"{note}: đã xong, các mục được đánh số lại.{tail}", note)
