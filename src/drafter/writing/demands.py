"""What the level above sets for every commune among its own targets, as work of the contents.

The commune's sheet has no row of it, so it is no target of the commune; it is carried down like
any other request of the directive, with its figure and where it comes from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from drafter.checking.against import OF_THE_WHOLE
from drafter.document.brief import Floor
from drafter.document.facts import Ground, GroundKind
from drafter.document.model import LaunchDocument, Section, SectionKind
from drafter.reading.vietnamese import fold

from .cascade import in_keys, paragraph
from .directive import items_of
from .entries import Entry
from .hosts import host_of
from .lexicon import words_of
from .scene import Scene, tidy

_SET = "(mức đặt cho các đơn vị)"
_MOST_WORDS = 20
# Cut from a sentence whose subject stands before: "… trực tuyến; giải quyết đúng hạn …".
_SUBJECT_LOST = re.compile(r"^(?=giải quyết (?:đúng|trước) )", re.IGNORECASE)


def with_demands(entries: list[Entry], scene: Scene) -> None:
    """Put each such figure that nothing speaks of yet into the item of its topic."""
    for floor in _open(scene):
        words = scene.wording.localise(
            tidy(floor.quote).strip(" .;"), scene.the_unit, scene.hamlets
        )
        ranked = scene.clauses.classify(words)
        entry = host_of(entries, ranked[0].topic, scene) if ranked else None
        if entry is None or _said(floor, entries, scene):
            continue
        ground = Ground(GroundKind.DIRECTIVE, f"{floor.ref} {_SET}", floor.quote)
        words = _SUBJECT_LOST.sub("hồ sơ thủ tục hành chính được ", words)
        text = f"{words[:1].upper()}{words[1:]}, theo yêu cầu của cấp trên"
        said = paragraph(in_keys(text, scene, ground) + ".", ground)
        entry.add_near(ranked[0].topic, said, scene.table)


def demands_told(document: LaunchDocument, scene: Scene) -> Iterator[str]:
    """One note to the official on the figures that were taken over this way, and on those that
    stand in the contents anyway: no row of the sheet answers any of them."""
    grounds = [ground for _, p in document.paragraphs() for ground in p.grounds]
    quotes = [g.quote for g in grounds if g.ref.endswith(_SET)]
    said = [p.text for part in _contents(document) for _, s in part.walk() for p in s.paragraphs]
    covered = [floor for floor, _ in scene.covered]
    for floor in scene.floors if scene.brief.targets else ():
        answered = floor.own_row or floor in covered or OF_THE_WHOLE.search(fold(floor.quote))
        if not answered and any(_prints(floor, text) for text in said):
            quotes.append(floor.quote)
    taken = dict.fromkeys(" ".join(quote.split()).strip(" .;") for quote in quotes)
    if taken:
        listed = "; ".join(f"“{quote}”" for quote in taken)
        yield (
            f"Biểu của đơn vị chưa có mức cấp trên đặt cho các đơn vị: {listed}. Dự thảo đưa vào phần nội dung "
            "như một yêu cầu của cấp trên; xin xác nhận, hoặc bổ sung vào biểu chỉ tiêu."
        )


def _open(scene: Scene) -> Iterator[Floor]:
    covered = [floor for floor, _ in scene.covered]
    directive = scene.brief.directive
    items = items_of(directive, SectionKind.TARGETS) if directive else ()
    set_there = {f"mục {item.ref}" for item in items}  # contents are carried down anyway
    for floor in scene.floors if scene.brief.targets else ():
        answered = floor.own_row or floor in covered or floor.ref not in set_there
        if not answered and _is_plain(floor.quote):
            yield floor


def _is_plain(quote: str) -> bool:
    """Whether a clause says a figure and nothing beside it: a letter's remarks are no demand."""
    marks = any(mark in quote for mark in ':“”"()[]')
    words = fold(quote)
    talks = _TALKS.search(words) or OF_THE_WHOLE.search(words)
    return not (marks or talks) and len(quote.split()) <= _MOST_WORDS


# Words of somebody who speaks to the one who drafts, or for the official.
_TALKS = re.compile(
    r"phần mềm|người dùng|chương trình soạn|trợ lý|mô hình ngôn ngữ|dự thảo|xác nhận|ghi chú|hỏi lại"
)


def _said(floor: Floor, entries: Iterable[Entry], scene: Scene) -> bool:
    return any(_prints(floor, f"{entry.asked} {entry.body(scene.table)}") for entry in entries)


def _prints(floor: Floor, text: str) -> bool:
    """Whether ``text`` has the figure of a floor with half of the words around it."""
    written = floor.target.quantity.written if floor.target.quantity else ""
    words = set(words_of(floor.quote))
    figure = written and re.search(rf"(?<![\d.,]){re.escape(written)}(?![\d]|[.,]\d)", text)
    return bool(figure) and len(words & set(words_of(text))) * 2 >= len(words)


def _contents(document: LaunchDocument) -> Iterator[Section]:
    kinds = (SectionKind.CONTENTS, SectionKind.SOLUTIONS, SectionKind.REWARDS)
    return (section for section in document.sections if section.kind in kinds)
