"""The part "Nội dung thi đua": the directive brought down to the commune, topic by topic."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from drafter.document.model import Paragraph, Section, SectionKind
from drafter.document.unit import Level
from drafter.reading.vietnamese import fold

from .adapt import Fate
from .cascade import Carried, carry_contents, paragraph
from .counts import with_count
from .demands import with_demands
from .entries import REWARDS, Entry, printed, with_core, with_stock
from .last_year import habits_of, with_last_year
from .leads import lead_paragraph
from .own_words import OwnWords
from .phrase import LETTERS
from .scene import Scene
from .told import with_told
from .weaving import points_of
from .works import with_works

_DEFAULT_TOPICS = (
    "nong-nghiep", "nong-thon-moi", "chuyen-doi-so", "cai-cach-hanh-chinh", "giao-duc", "y-te",
    "van-hoa", "giam-ngheo", "moi-truong", "quoc-phong", "an-ninh", "xay-dung-dang",
)  # fmt: skip
_WARD_TOPICS = (
    "thuong-mai-dich-vu", "do-thi", "chuyen-doi-so", "cai-cach-hanh-chinh", "giao-duc", "y-te",
    "van-hoa", "giam-ngheo", "moi-truong", "quoc-phong", "an-ninh", "xay-dung-dang",
)  # fmt: skip


def contents_section(
    label: str, heading: str, scene: Scene, carried: tuple[Carried, ...]
) -> Section:
    """The whole part, in keys. ``carried`` are the directive's items after carrying down."""
    entries = _from_directive(carried, scene) if carried else _from_topics(scene)
    with_last_year(entries, scene)
    with_told(entries, scene)
    with_works(entries, scene)
    with_demands(entries, scene)
    _without_left_out(entries, carried, scene)
    rewards = " ".join(sentence for c in carried if c.topic == REWARDS for sentence in c.sentences)
    with_stock(entries, scene)
    if not carried:
        with_core(entries, scene, said=rewards)
    _with_one_manner(entries, carried)
    children = tuple(
        Section(SectionKind.CONTENTS, str(number), entry.heading, _lettered(entry, scene))
        for number, entry in enumerate(printed(entries), 1)
    )
    return Section(SectionKind.CONTENTS, label, heading, (), children)


def _without_left_out(entries: Iterable[Entry], carried: Iterable[Carried], scene: Scene) -> None:
    """Headings without the matter of which nothing stands: the project does not pass here."""
    gone = fold(" ".join(f.quote for c in carried for f in c.fates if not f.text))
    for entry in entries:
        body = fold(entry.body(scene.table))
        first, *others = entry.heading.split(", ")
        kept = [part for part in others if fold(part) not in gone or fold(part) in body]
        entry.heading = ", ".join([first, *kept])


_EMULATE = re.compile(r"^Thi đua\s+(\w)")


def _with_one_manner(entries: Iterable[Entry], carried: Iterable[Carried]) -> None:
    """Headings of ours without "Thi đua" where those of the directive go without."""
    given = [c.heading for c in carried if c.heading and c.sentences]
    if sum(map(bool, map(_EMULATE.match, given))) * 2 < len(given):
        for entry in entries:
            entry.heading = _EMULATE.sub(lambda m: m[1].upper(), entry.heading)


def _lettered(entry: Entry, scene: Scene) -> tuple[Paragraph, ...]:
    """Its points as a), b), c) where there are several, and who is in charge of them."""
    points = points_of(entry.paragraphs, scene.table)
    if 1 < len(points) <= len(LETTERS):
        points = [replace(p, label=f"{at})") for at, p in zip(LETTERS, points, strict=False)]
    lead = lead_paragraph(entry, scene)
    return (*points, lead) if lead else tuple(points)


def carried_contents(scene: Scene) -> tuple[Carried, ...]:
    """The directive's content items carried down; empty without a directive."""
    directive = scene.brief.directive
    if directive is None:
        return ()
    return carry_contents(directive, scene, OwnWords(scene, habits_of(scene)))


def left_out(carried: Iterable[Carried]) -> list[tuple[Carried, Fate]]:
    """Every clause of the directive that does not stand, with its fate and reason."""
    return [(c, fate) for c in carried for fate in c.fates if not fate.text]


def _from_directive(carried: tuple[Carried, ...], scene: Scene) -> list[Entry]:
    entries: list[Entry] = []
    for one in carried:
        if one.topic == REWARDS or not (one.sentences or _only_figures(one)):
            continue
        entry = _matching(entries, one, scene)
        if not one.sentences:
            continue  # the commune's own target of it is put in later
        entry.asked += " ".join([one.heading, *(f.quote for f in one.fates if f.text), ""])
        for topic, text in one.points():
            if fold(text).strip(" .") != fold(entry.heading):  # a heading alone is said once
                entry.add(paragraph(with_count(text, scene), *one.grounds), topic)
    return entries


def _only_figures(one: Carried) -> bool:
    """Whether an item asks for nothing but figures that stand among the commune's targets."""
    return bool(one.heading) and any(fate.action == "elsewhere" for fate in one.fates)


def _matching(entries: list[Entry], one: Carried, scene: Scene) -> Entry:
    """The entry this item belongs to: that of the same heading, else a new one."""
    wanted = one.heading or _stock_heading(one.topic, scene)
    found = next((e for e in reversed(entries) if e.heading == wanted), None)
    if found is None:
        found = Entry(wanted, one.topic)
        entries.append(found)
    return found


def _stock_heading(topic: str | None, scene: Scene) -> str:
    return (
        scene.clauses.heading(topic, scene.seed)
        if topic
        else "Thi đua thực hiện nhiệm vụ trọng tâm"
    )


def _from_topics(scene: Scene) -> list[Entry]:
    topics = dict.fromkeys(
        (*(habit.topics[0] for habit in habits_of(scene)), *_usual_topics(scene))
    )
    order = {topic.id: at for at, topic in enumerate(scene.clauses.topics)}
    ranked = sorted((t for t in topics if t in order and t != REWARDS), key=order.__getitem__)
    return [Entry(_stock_heading(topic, scene), topic) for topic in ranked]


_ISLAND_TOPICS = (
    "thuong-mai-dich-vu", "chuyen-doi-so", "cai-cach-hanh-chinh", "giao-duc", "y-te", "van-hoa",
    "giam-ngheo", "moi-truong", "thien-tai", "quoc-phong", "an-ninh", "xay-dung-dang",
)  # fmt: skip
_TOPICS = {
    Level.WARD: _WARD_TOPICS,
    Level.TOWNLET: _WARD_TOPICS,
    Level.SPECIAL_ZONE: _ISLAND_TOPICS,
}


def _usual_topics(scene: Scene) -> tuple[str, ...]:
    usual = _TOPICS.get(scene.unit.level, _DEFAULT_TOPICS)
    sea = ("thuy-san", "du-lich") if "bien" in scene.facets else ()
    return (*sea, *usual)
