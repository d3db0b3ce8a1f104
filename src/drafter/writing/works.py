"""Work for the commune's own targets: what the contents say beside the directive's words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from drafter.checking.against import weaker_than
from drafter.document.facts import FactKind, Ground, GroundKind, Target
from drafter.document.model import Paragraph
from drafter.reading.vietnamese import fold

from .clause_schema import WorkRow
from .entries import Entry
from .hosts import entry_on, group_of, host_of
from .keys import fill
from .lexicon import uncapital
from .part_targets import own_ground, speaks_of, target_words, wholes
from .phrase import phrase
from .repeats import added
from .scene import Scene

_MOST_FIGURES = 3
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
        for work, targets in _sentences(rows, said, scene):
            entry.add_to(_point(entry, topic, targets, scene), Paragraph(work, (_FORM,)))


Rows = list[tuple[WorkRow, list[Target]]]


def _by_topic(scene: Scene) -> dict[str, Rows]:
    found: dict[str, Rows] = {}
    for target, _ in wholes(scene.brief.targets):
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


def _sentences(rows: Rows, said: str, scene: Scene) -> Iterator[tuple[str, list[Target]]]:
    """Work with its figures, then the figures alone of what is said already; with the targets."""
    known: list[Target] = []
    for row, targets in rows:
        here = list(_printable(row, targets, scene))[:_MOST_FIGURES]
        work = phrase(scene.clauses.variant(row, scene.seed), scene)
        if _done_already(targets, work, said, scene) or all(speaks_of(said, t) for t in targets):
            known += here
            continue
        yield (f"{work}; phấn đấu {_figures(here, scene)}." if here else f"{work}."), []
    if known:
        yield _aim(known, scene), known


def _done_already(targets: Iterable[Target], work: str, said: str, scene: Scene) -> bool:
    """Whether the item says this work, or answers a request that names what is measured."""
    spelled = scene.register.indicators.spelled
    asked = (r for t in targets for r in scene.clauses.requests.of(spelled(t.indicator)))
    return not added(work, said) or any(row.id in scene.worked for row in asked)


def _aim(targets: list[Target], scene: Scene) -> str:
    """ "Phấn đấu sản lượng lúa đạt …", "Phấn đấu có 10/11 trường …"."""
    first = running_words(targets[0], scene.register.indicators.spelled)
    return f"Phấn đấu {'có ' if first[0].isdigit() else ''}{_figures(targets, scene)}."


def _figures(targets: Iterable[Target], scene: Scene) -> str:
    return ", ".join(_figure(target, scene) for target in targets)


def _point(entry: Entry, topic: str, targets: Iterable[Target], scene: Scene) -> str:
    """The topic of the point that speaks of ``targets`` already, else ``topic``."""
    if topic in entry.topics:
        return topic
    for paragraph, its in zip(entry.paragraphs, entry.topics, strict=True):
        words = fold(fill(paragraph.text, scene.table)[0])
        if its and any(speaks_of(words, target) for target in targets):
            return its
    return topic


def _printable(row: WorkRow, targets: Iterable[Target], scene: Scene) -> Iterator[Target]:
    """Targets whose figure may stand here too: with its unit, and none that is to be decided."""
    for target in targets:
        known = target.quantity is not None and target.quantity.unit and target.quantity.written
        open_ = any(own is target and weaker_than(floor, own) for floor, own in scene.covered)
        if row.figure and known and not open_:
            yield target


def _figure(target: Target, scene: Scene) -> str:
    return scene.table.add(
        FactKind.TARGET,
        running_words(target, scene.register.indicators.spelled),
        own_ground(target, scene),
    )


_NAMES_A_CHANGE = re.compile(r"(?<!^mức )\b(?:giảm|còn|tăng)\b", re.IGNORECASE)
_UNWANTED = re.compile(r"suy dinh dưỡng|tai nạn|tội phạm|vi phạm|thất nghiệp|nghèo", re.IGNORECASE)
_DROP = re.compile(r"^mức giảm (.+)$", re.IGNORECASE)
_AGAINST = re.compile(r"^(.*\bgiảm) (so với .+)$", re.IGNORECASE)
_STILL = re.compile(r"^(.*?)\s+còn (\(.*\))$")


def running_words(target: Target, spell: Callable[[str], str] = str) -> str:
    """A target inside a sentence: "sản lượng lúa đạt 7.260 tấn"; never with a colon.

    ``spell`` writes the abbreviations of an indicator's name out.
    """
    name, colon, figure = target_words(target).rpartition(": ")
    if not colon:
        return uncapital(spell(figure))
    name = spell(name)
    unit = figure.partition(" ")[2].lower()
    for noun in filter(None, (unit, unit.rpartition(" ")[2])):
        if re.match(rf"{re.escape(noun)}\b", name.lower()):
            return f"{figure} {name[len(noun) :].strip()}"  # "10/11 trường đạt chuẩn quốc gia"
    if drop := _DROP.match(name):
        return f"giảm {drop[1]} {figure}"
    if against := _AGAINST.match(name):
        return uncapital(f"{against[1]} {figure} {against[2]}")
    if still := _STILL.match(name):
        return uncapital(f"{still[1]} {still[2]} còn {figure}")
    return uncapital(f"{name}{_joint(name)}{figure}")


def _joint(name: str) -> str:
    if _NAMES_A_CHANGE.search(name):
        return " "
    return " còn " if _UNWANTED.search(name) else " đạt "
