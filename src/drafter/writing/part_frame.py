"""The frame of the plan: purpose, solutions and rewards, time, organisation."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from drafter.document.brief import Statement
from drafter.document.facts import FactKind, Ground, GroundKind
from drafter.document.model import Paragraph, Section, SectionKind
from drafter.document.reading import Anniversary
from drafter.reading.vietnamese import fold
from drafter.register.calendar import AnniversaryOf

from .cascade import Carried, paragraph
from .clause_schema import FormPart
from .clauses import Clause
from .entries import REWARDS
from .phrase import LETTERS, clause_paragraph
from .purposes import own_purposes
from .room import is_full
from .scene import Scene, tidy
from .told import dated_frame

_FEW = {"mo-dau-y-nghia": 1, "muc-dich": 2, "yeu-cau": 3, "giai-phap": 3, "khen-thuong": 3}
# The directive says most of it: less of our own beside it.
_FEW_BESIDE = {"mo-dau-y-nghia": 1, "muc-dich": 1, "yeu-cau": 2, "giai-phap": 2, "khen-thuong": 2}
_LESS_WHEN_FULL = frozenset({"muc-dich", "khen-thuong"})
_FEAST = re.compile(r"^(?:chào mừng |lễ |nhân )*(?:kỷ niệm )?", re.IGNORECASE)


def purpose_section(part: FormPart, label: str, scene: Scene) -> Section:
    """ "Mục đích, yêu cầu": why, with the anniversaries of the year, and how."""
    children = []
    for number, child in enumerate(part.children, 1):
        paragraphs = _purposes(child.feeds, scene)
        children.append(_lettered(str(number), child.heading, part.kind, paragraphs))
    if part.children:
        return Section(part.kind, label, part.heading, (), tuple(children))
    return _numbered(label, part, _purposes(part.feeds, scene))


def _purposes(feeds: Iterable[str], scene: Scene) -> list[Paragraph]:
    """The directive's own purposes that fit a commune, then ours up to the usual number."""
    out: list[Paragraph] = []
    for section in feeds:
        given = own_purposes(scene, section)
        stock = _stock((section,), scene)
        out += given + stock[: max(1, len(stock) - len(given))]
        if section == "muc-dich":
            out += anniversary_paragraphs(scene)
    return out


def solutions_section(
    part: FormPart, label: str, scene: Scene, carried: Iterable[Carried]
) -> Section:
    """ "Giải pháp, khen thưởng", with what the directive says of emulation work itself."""
    own = [
        paragraph(_with_open_name(sentence, scene), *c.grounds)
        for c in carried
        if c.topic == REWARDS
        for sentence in c.sentences
    ]
    children = []
    for number, child in enumerate(part.children or (part,), 1):
        paragraphs = _stock(child.feeds, scene)
        if "khen-thuong" in child.feeds:
            paragraphs = own + paragraphs
        children.append(_lettered(str(number), child.heading, child.kind, paragraphs))
    if not part.children:
        return replace(_numbered(label, part, _below(children)), kind=part.kind)
    return Section(part.kind, label, part.heading, (), tuple(children))


def _below(children: Iterable[Section]) -> list[Paragraph]:
    return [p for child in children for p in child.paragraphs]


# purpose


def _stock(feeds: Iterable[str], scene: Scene) -> list[Paragraph]:
    signed = bool(dated_frame(scene, "giao-uoc"))  # the day stands with the hamlets
    late = scene.on.month > _LAST_EARLY_MONTH
    out: list[Paragraph] = []
    for section in feeds:
        made = [
            (clause, p)
            for clause in scene.pick(section)
            if not (late and _EARLY.search(clause.text))
            and not (signed and clause.tag == "dang-ky")
            and (p := clause_paragraph(clause, scene)) is not None
        ]
        out += [p for _, p in _drawn(section, made, scene)]
    return out


_EARLY = re.compile(r"đầu năm|những tháng đầu")
_LAST_EARLY_MONTH = 3  # a plan of August asks for nothing "ngay từ đầu năm"
_FIRST = ("giai-phap-dang-ky", "giai-phap-mo-hinh", "giai-phap-tuyen-truyen", "khen-dung-luc")
"""Clauses that no plan goes without, as far as there is room, the most needed first."""


def _drawn(
    section: str, made: list[tuple[Clause, Paragraph]], scene: Scene
) -> list[tuple[Clause, Paragraph]]:
    """As many as usual, chosen by a draw of the commune's own, in the order of the file."""
    few = (_FEW if scene.brief.directive is None else _FEW_BESIDE).get(section, 3)
    if section == "mo-dau-y-nghia":
        return made[:few]
    if section in _LESS_WHEN_FULL and is_full(scene):
        few -= 1
    order = {c.id: at for at, c in enumerate(scene.clauses.drawn((c for c, _ in made), scene.seed))}
    need = {id: at for at, id in enumerate(_FIRST)}
    rank = {c.id: (need.get(c.id, len(need)), order[c.id]) for c, _ in made}
    ranked = sorted(made, key=lambda pair: rank[pair[0].id])[:few]
    return [pair for pair in made if pair in ranked]


def anniversary_paragraphs(scene: Scene) -> list[Paragraph]:
    """The sentence on the anniversaries of the year; none in a year without."""
    keys = [scene.table.add(FactKind.DATE, words, ground) for words, ground in anniversaries(scene)]
    if not keys:
        return []
    text = "Lập thành tích thiết thực nhân dịp kỷ niệm " + "; ".join(keys) + "."
    return [Paragraph(text)]


def anniversaries(scene: Scene, most: int = 4) -> list[tuple[str, Ground]]:
    """Anniversaries to name: the directive's that fit the year, else the round national ones."""
    directive = scene.brief.directive
    named: list[tuple[str, Ground]] = []
    events: list[str] = []
    for anniversary in directive.anniversaries if directive else ():
        words = _FEAST.sub("", tidy(anniversary.text))
        new = not any(event in fold(words) for event in events)
        if _fits(anniversary, scene) and new:
            named.append(
                (words, Ground(GroundKind.DIRECTIVE, "ngày kỷ niệm", tidy(anniversary.text)))
            )
            events.append(fold(tidy(anniversary.event)))
    coming = scene.register.calendar.anniversaries(scene.year, scene.unit.province)
    rounds = [a for a in coming if a.round and _ahead(a, scene)]
    majors = [a for a in rounds if a.base.major]
    if directive is not None and not named:
        return []  # what the level above does not celebrate is not put in its mouth
    # A year without a great round day still has smaller ones.
    for a in majors or (rounds[:2] if not named else []):
        if not any(fold(a.base.event) in e or e in fold(a.base.event) for e in events):
            source = a.base.sources[0] if a.base.sources else ""
            named.append(
                (a.printed, Ground(GroundKind.REGISTER, f"ngày kỷ niệm {a.base.id}", source))
            )
    return sorted(named[:most], key=lambda pair: _day_of(pair[0]))


_DAY = re.compile(r"\b(\d{1,2})/(\d{1,2})\b")


def _day_of(words: str) -> tuple[int, int]:
    """Month and day by which a celebration stands among others; one without a day comes last."""
    found = _DAY.search(words)
    return (int(found[2]), int(found[1])) if found else (13, 0)


def _ahead(anniversary: AnniversaryOf, scene: Scene) -> bool:
    """Whether the day is still to come; a day of which only the year is known is."""
    day = anniversary.base.exact
    return day is None or (scene.year, day.month, day.day) >= (
        scene.on.year,
        scene.on.month,
        scene.on.day,
    )


def _fits(anniversary: Anniversary, scene: Scene) -> bool:
    if scene.wording.upper_events.search(anniversary.text) and not _known_here(anniversary, scene):
        return False
    if anniversary.arithmetic_ok is False:
        return False
    if anniversary.end is not None:
        return anniversary.end.year == scene.year
    return str(scene.year) in anniversary.text or anniversary.start is None


def _known_here(anniversary: Anniversary, scene: Scene) -> bool:
    """Whether the calendar holds this day of the province itself, not of a level that is gone."""
    event = fold(anniversary.event)
    own = scene.register.calendar.anniversaries(scene.year, scene.unit.province)
    return any(event in fold(one.base.event) for one in own)


# rewards


def _with_open_name(text: str, scene: Scene) -> str:
    """A visible gap where the directive wants a name that the commune has not chosen yet."""
    told = next((s for s in scene.brief.statements if _not_chosen(s)), None)
    if told is None or "thi đua chuyên đề" not in text:
        return text
    ground = Ground(GroundKind.USER, f"lượt {told.turn}", told.text)
    key = scene.table.add(FactKind.PLACEHOLDER, "[tên đợt thi đua chuyên đề]", ground)
    return text.replace("thi đua chuyên đề", f"thi đua chuyên đề {key}", 1)


def _not_chosen(statement: Statement) -> bool:
    words = fold(statement.text)
    return "chưa chọn" in words and "chuyên đề" in words


def _numbered(label: str, part: FormPart, paragraphs: Iterable[Paragraph]) -> Section:
    """A part without headings below it: one numbered item a paragraph."""
    children = tuple(
        Section(part.kind, str(number), "", (replace(p, label=""),))
        for number, p in enumerate(paragraphs, 1)
    )
    return Section(part.kind, label, part.heading, (), children)


def _lettered(
    label: str, heading: str, kind: SectionKind, paragraphs: Iterable[Paragraph]
) -> Section:
    marked = tuple(
        Paragraph(p.text, p.grounds, p.uses, label=f"{LETTERS[at]})")
        for at, p in enumerate(paragraphs)
    )
    return Section(kind, label, heading, marked)
