"""Work for the commune's own targets: what the contents say beside the directive's words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from drafter.checking.figures import left_of, printed
from drafter.document.facts import FactKind, Ground, GroundKind, Target
from drafter.document.model import Paragraph
from drafter.reading.vietnamese import fold

from .clause_schema import WorkRow
from .entries import Entry
from .hosts import entry_on, group_of, host_of
from .keys import fill
from .lexicon import sentences_of, uncapital, words_of
from .phrase import phrase, short_run
from .repeats import added
from .running import running_words
from .scene import Scene
from .target_words import ends_with_name, own_ground, quantity_words, speaks_of, wholes
from .weaving import (
    alone,
    behind,
    ends_with,
    may_head,
    put_at_the_end,
    put_before,
    sentence_on,
    weave,
)

_FULL = "bảo đảm"
_MOST_FIGURES = 3  # of one work
_MOST_AIMS = 5  # of one point
_POLITICAL = "chinh-tri"  # Party and Front stand last among the contents
_FORM = Ground(GroundKind.FORM, "việc theo chỉ tiêu của đơn vị")


def with_works(entries: list[Entry], scene: Scene) -> None:
    """Say what is done for each own target that no item speaks of yet, topic by topic."""
    for topic, rows in _by_topic(scene).items():
        wanted = [target for _, targets in rows for target in targets]
        entry = (
            entry_on(entries, topic) or _speaking(entries, wanted) or _host(entries, topic, scene)
        )
        said = fold(entry.body(scene.table))
        known: list[tuple[str, list[Target]]] = []
        for row, targets in rows:
            here = _printable(row, targets)
            work = phrase(_wording(row, said, scene), scene)
            if not added(work, said) or _said_already(here or targets, said, scene):
                known.append((work, here))
            else:
                text = _with_aim(work, here, scene) if here else work
                entry.add_to(topic, Paragraph(f"{text}.", (_FORM,)))
        for work, here in known:
            _with_figures(entry, topic, here, scene, work)
        for target in wanted:
            if target.quantity and target.quantity.unit is None and target.quantity.written:
                _woven(entry, target, scene)  # beside its work too, with the same gap
    _with_unknown(entries, scene)


_ALIKE = 0.2  # wordings whose shares differ by no more are equals


def _wording(row: WorkRow, said: str, scene: Scene) -> str:
    """The wording that repeats least of what the item has ``said``; the commune's own among equals."""
    own, known = scene.clauses.variant(row, scene.seed), set(words_of(said))

    def repeats(text: str) -> tuple[int, bool]:
        words = words_of(text)
        return int(sum(w in known for w in words) / len(words) / _ALIKE), text != own

    return min(row.work, key=repeats)


def _with_figures(
    entry: Entry, topic: str, targets: Iterable[Target], scene: Scene, work: str = ""
) -> None:
    """The figures behind what speaks of them; those that nothing speaks of behind ``work``.

    Where the item says that work already they are a sentence of their own.
    """
    left = [target for target in targets if not _woven(entry, target, scene)]
    if left:
        told = (fold(one) for one in sentences_of(entry.body(scene.table)))
        new = bool(work) and all(added(work, sentence) for sentence in told)
        text = _with_aim(work if new else "", left[:_MOST_AIMS], scene)
        said = Paragraph(f"{text}.", (_FORM,))
        if new:
            entry.add_to(topic, said)
        else:  # behind other work a figure alone would seem to follow from it
            entry.add(said, topic)


def _woven(entry: Entry, target: Target, scene: Scene) -> bool:
    found = sentence_on(entry, target, scene.table)
    if found is None:
        return False  # it takes no turn among the ways to announce a figure
    words = running_words(target, scene.register.indicators.spelled)
    assert target.quantity is not None
    figure = quantity_words(target.quantity)
    if ends_with(found[1], words.removesuffix(figure), scene.table):
        key = scene.table.add(FactKind.TARGET, figure, own_ground(target, scene))
        put_at_the_end(entry, found, key)
        return True
    if short := _short(words, target, found[1], scene):
        key = scene.table.add(FactKind.TARGET, short, own_ground(target, scene))
        figure = f"{key}{_what_is_left(target, scene)}"
        weave(entry, found, figure, _PLAIN, scene.table)
        return True
    if may_head(entry, found) and _heads(scene):
        put_before(entry, found, _at_the_head([target], scene))
        return True
    way = _announced(_way([target], scene), words)
    weave(entry, found, _figure(target, scene), way, scene.table)
    return True


def _short(words: str, target: Target, sentence: str, scene: Scene) -> str:
    """What is left of a target behind a sentence that ends with its name: "đạt 140 ha", "06 nhà".

    Empty where the sentence names it less fully, or goes on to something else.
    """
    assert target.quantity is not None
    figure = quantity_words(target.quantity)
    last = fold(fill(sentence, scene.table)[0]).rpartition("; ")[2].rstrip(" .")
    reaches = words.endswith(f" đạt {figure}")
    name = words.removesuffix(f" đạt {figure}") if reaches else words.replace(figure, " ")
    behind = _MOST_BEHIND if reaches else _FEW_BEHIND
    if _NEW.search(target.indicator) or not ends_with_name(last, name, behind):
        return ""  # "mới" is one of the common words, yet not to be lost
    if reaches:
        return f"đạt {figure}"
    done, counted, rest = words.partition(figure)
    if not counted or not rest or "%" in figure:
        return ""
    return f"{done or 'có '}{figure}"  # "có 48 tổ", "sửa chữa, xây mới 06 nhà"


_MOST_BEHIND = 12  # words: "… theo cơ chế hỗ trợ xi măng, đạt 7,5 km"
_FEW_BEHIND = 1  # word: "…, có 48 tổ"
_NEW = re.compile(r"(?<!xây )\bmới\b|\bthêm\b", re.IGNORECASE)


def _at_the_head(targets: list[Target], scene: Scene) -> str:
    """ "Giao quân đạt 100%", "Có 48 tổ liên gia": figures as the head of what is done for them."""
    first, *others = targets
    counted = running_words(first, scene.register.indicators.spelled)[0].isdigit()
    head = _figure(first, scene, capital=not counted)
    return ", ".join([f"Có {head}" if counted else head, *(_figure(t, scene) for t in others)])


def _heads(scene: Scene) -> bool:
    """Whether a figure stands before its work this time: one of three does."""
    scene.headed += 1
    return scene.headed % _TURNS == 0


_TURNS = 3


def _with_unknown(entries: list[Entry], scene: Scene) -> None:
    """The figures of indicators that no list knows, behind the words that speak of them."""
    for target in _spelled(scene):
        known = scene.register.indicators.find(target.indicator)
        figure = target.quantity is not None and target.quantity.unit and target.quantity.written
        if (known and scene.clauses.work(known.id)) or not figure:
            continue
        if any(_woven(entry, target, scene) for entry in entries):
            continue
        for entry in entries:
            if entry.topics and speaks_of(fold(entry.heading), target):
                _with_figures(entry, str(entry.topics[0]), [target], scene)
                break


Rows = list[tuple[WorkRow, list[Target]]]


def _spelled(scene: Scene) -> Iterator[Target]:
    """The commune's targets without their parts, abbreviations in their names written out."""
    spell = scene.register.indicators.spelled
    for target, _ in wholes(scene.brief.targets):
        yield replace(target, indicator=spell(target.indicator))


def _by_topic(scene: Scene) -> dict[str, Rows]:
    found: dict[str, Rows] = {}
    for target in _spelled(scene):
        known = scene.register.indicators.find(target.indicator)
        row = scene.clauses.work(known.id) if known else None
        if known is None or row is None or target.quantity is None:
            continue
        scene.woven.add(known.id)
        rows = found.setdefault(row.topic, [])
        same = next((targets for other, targets in rows if other is row), None)
        if same is None:
            rows.append((row, [target]))
        else:
            same.append(target)
    return found


def _speaking(entries: list[Entry], targets: list[Target]) -> Entry | None:
    """The item in which the level above speaks of all these targets."""
    for entry in entries:
        words = fold(entry.asked)
        if all(speaks_of(words, target) for target in targets):
            return entry
    return None


def _host(entries: list[Entry], topic: str, scene: Scene) -> Entry:
    """The item a topic belongs to, or a new one."""
    found = host_of(entries, topic, scene)
    if found is not None:
        return found
    made = Entry(scene.clauses.heading(topic, scene.seed), topic)
    entries.insert(_place(entries, scene.clauses.topic(topic).group, scene), made)
    return made


def _place(entries: list[Entry], group: str, scene: Scene) -> int:
    at = len(entries)
    while group != _POLITICAL and at and group_of(entries[at - 1], scene) == _POLITICAL:
        at -= 1
    return at


def _said_already(targets: Iterable[Target], said: str, scene: Scene) -> bool:
    """Whether the item says what the targets measure, or answers a request of it."""
    targets = list(targets)
    spelled = scene.register.indicators.spelled
    asked = (r for t in targets for r in scene.clauses.requests.of(spelled(t.indicator)))
    return all(speaks_of(said, target) for target in targets) or any(
        row.id in scene.worked for row in asked
    )


def _with_aim(work: str, targets: list[Target], scene: Scene) -> str:
    """ "…; phấn đấu sản lượng lúa đạt …", "…; cả năm có 10/11 trường …"; without work the aim."""
    first = running_words(targets[0], scene.register.indicators.spelled)
    if work and ":" not in work and (not _related(work, first) or _heads(scene)):
        return f"{_at_the_head(targets, scene)}: {uncapital(work)}"
    way = _announced(_way(targets, scene), first)
    figures = _figures(targets, scene)
    if not work:
        return alone(way, figures)
    return behind(work, way, figures, scene.table)


_EVERYWHERE = frozenset(words_of("có đạt tổng số tỷ lệ người dân hộ mới các của và được từ còn"))


def _related(work: str, figure: str) -> bool:
    """Whether the end of ``work`` speaks of what is counted: else the figure leads to it."""
    last = set(words_of(re.split(r"[;,] ", work)[-1])) - _EVERYWHERE
    return not last.isdisjoint(words_of(figure))


def _announced(way: str, words: str) -> str:
    """ "cả năm có 10/11 trường …", but "bảo đảm 100% tàu cá …"."""
    counted = words[0].isdigit() and not (way == _FULL and "%" in words.split()[0])
    return f"{way} có".strip() if counted else way


_PLAIN, _STRIVE, _YEAR = "", "phấn đấu", "cả năm"


def _way(targets: list[Target], scene: Scene) -> str:
    """How a figure is announced: what must be full is made sure of, the rest stands plain.

    Every other figure is striven for, so that a plan of thirty targets does not strive thirty times.
    """
    full = all(
        t.quantity and f"{t.quantity.written}{t.quantity.unit}".startswith("100%") for t in targets
    )
    if full:
        return _FULL
    ways = (_PLAIN, _STRIVE) if short_run(scene) else (_PLAIN, _STRIVE, _PLAIN, _YEAR)
    scene.announced += 1
    way = ways[scene.announced % len(ways)]
    return _STRIVE if way == _YEAR and any("cuối năm" in t.indicator for t in targets) else way


def _figures(targets: Iterable[Target], scene: Scene) -> str:
    return ", ".join(_figure(target, scene) for target in targets)


def _printable(row: WorkRow, targets: Iterable[Target]) -> list[Target]:
    """Targets whose figure stands beside their work too: with its unit, and once to be filled in."""
    known = (t for t in targets if t.quantity and t.quantity.unit and t.quantity.written)
    return list(known)[:_MOST_FIGURES] if row.figure else []


def _figure(target: Target, scene: Scene, *, capital: bool = False) -> str:
    words = running_words(target, scene.register.indicators.spelled)
    if capital:
        words = f"{words[:1].upper()}{words[1:]}"
    key = scene.table.add(FactKind.TARGET, words, own_ground(target, scene))
    return f"{key}{_what_is_left(target, scene)}"


def _what_is_left(target: Target, scene: Scene) -> str:
    """ " (sau 6 tháng còn 325 hộ)": a drive in the middle of a year starts from what is done."""
    left = left_of(target)
    assert target.quantity is not None
    if left is None or left <= 0 or target.quantity.unit in (None, "%"):
        return ""
    ground = Ground(GroundKind.COMPUTED, f"kế hoạch trừ số {target.so_far_in}", target.text)
    words = f"sau {target.so_far_in} còn {printed(left)} {target.quantity.unit}"
    return f" ({scene.table.add(FactKind.NUMBER, words, ground)})"
