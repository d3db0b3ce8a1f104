"""Carrying the directive down one level, item by item, with an account of every clause."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from drafter.document.brief import DirectiveItem
from drafter.document.facts import Ground, GroundKind
from drafter.document.model import Paragraph, SectionKind
from drafter.document.reading import ReadDocument
from drafter.document.unit import Level

from .adapt import Fate, carry_clause, clauses_of
from .condense import MOST_WORDS, condensed, room_for_each
from .directive import items_of
from .guard import key_facts
from .keys import KEY
from .lexicon import uncapital
from .scene import Scene

_HEADING_WORDS = 32


@dataclass(frozen=True, slots=True)
class Carried:
    """One item of the directive after carrying down.

    ``sentences`` are in keys; ``fates`` account for every clause. ``topic`` is the topic of the
    item as a whole, ``topics`` those of the sentences that have one of their own (else empty).
    An item of which nothing stays has no sentences.
    """

    item: DirectiveItem
    topic: str | None
    heading: str
    sentences: tuple[str, ...]
    fates: tuple[Fate, ...]
    topics: tuple[str, ...] = ()

    def points(self) -> list[tuple[str | None, str]]:
        """Its sentences as points, one for each topic, in order; the first has the item's."""
        found: dict[str | None, list[str]] = {}
        now = self.topic
        for sentence, own in zip(self.sentences, self.topics, strict=True):
            now = own or self.topic
            found.setdefault(now, []).append(sentence)
        return [(topic, " ".join(said)) for topic, said in found.items()]

    @property
    def action(self) -> str:
        """Fate of the whole item: taken, adapted, elsewhere or left-out."""
        if not self.sentences:
            actions = {fate.action for fate in self.fates}
            return "elsewhere" if "elsewhere" in actions else "left-out"
        whole = all(fate.action == "taken" for fate in self.fates)
        return "taken" if whole else "adapted"

    @property
    def grounds(self) -> tuple[Ground, ...]:
        """The paragraph of the directive that this rests on, and what the commune's words do."""
        own = (fate.ground for fate in self.fates if fate.ground)
        return tuple(dict.fromkeys((item_ground(self.item), *own)))


def item_ground(item: DirectiveItem) -> Ground:
    """Ground that points to one item of the directive."""
    return Ground(GroundKind.DIRECTIVE, f"mục {item.ref}", item.text[:240])


Fates = list[list[Fate]]  # of the sentences of an item, clause by clause
OwnWords = Callable[[Fates, str], Fates]  # with the item's own heading, else ""


def carry_contents(
    directive: ReadDocument, scene: Scene, own_words: OwnWords
) -> tuple[Carried, ...]:
    """Every content item of ``directive``, carried down in its own order."""
    items = items_of(directive, SectionKind.CONTENTS)
    room = room_for_each(len(items))
    return tuple(carry(item, scene, room=room, own_words=own_words) for item in items)


def _as_it_is(fates: Fates, heading: str) -> Fates:
    return fates


def carry(
    item: DirectiveItem,
    scene: Scene,
    ground: Ground | None = None,
    room: int = MOST_WORDS,
    own_words: OwnWords = _as_it_is,
) -> Carried:
    """Carry one item down, to about ``room`` words.

    ``ground`` replaces that of the directive (last year's form). ``own_words`` says the clauses
    that stand in the commune's own way.
    """
    item = _fitting_heading(item, scene)
    carried = [
        [carry_clause(clause, scene) for clause in clauses] for clauses in clauses_of(item.text)
    ]
    carried = condensed(carried, lambda text: _first_topic(text, scene), room)
    carried = own_words(carried, "" if item.shared else item.heading)
    fates = [fate for here in carried for fate in here]
    pairs = [pair for here in carried for pair in _sentences(here)]
    rests_on = ground or item_ground(item)
    sentences = [_with_object(sentence, item) for sentence, _ in pairs]
    keyed = [in_keys(sentence, scene, rests_on) for sentence in sentences]
    full = _heading(item, scene, rests_on)
    if scene.unit.level is Level.COMMUNE:
        full = full.replace(", đô thị văn minh", "")
    heading = _without_facts(full)
    cut = len(KEY.sub("", full).split()) - len(heading.split())
    if keyed and (cut >= _MUCH_CUT or (full and not heading)):
        keyed[0] = f"{full}: {keyed[0][:1].lower()}{keyed[0][1:]}"
    whole = topic_of(item, scene)
    topics = tuple(own or _alike(said, whole, scene) for said, own in pairs)
    return Carried(item, whole, heading, tuple(keyed), tuple(fates), topics)


def _alike(sentence: str, whole: str | None, scene: Scene) -> str:
    """The topic of a sentence, where it is another one of the same group as its item's."""
    own = _first_topic(sentence, scene)
    if own is None or whole is None or own == whole:
        return ""
    return own if scene.clauses.topic(own).group == scene.clauses.topic(whole).group else ""


# "Tiếp tục thực hiện chuyển đổi số." before sentences on other things is one of the tasks.
_TASK = re.compile(r"(?:tiếp tục|đẩy mạnh|tăng cường|chú trọng|thực hiện)\b", re.IGNORECASE)


def _fitting_heading(item: DirectiveItem, scene: Scene) -> DirectiveItem:
    """``item`` with a first sentence that is no heading of the rest put back into the text."""
    if item.shared or not item.heading or not _TASK.match(item.heading):
        return item
    head, below = scene.clauses.classify(item.heading), scene.clauses.classify(item.text)
    if not head or not below or head[0].topic in {score.topic for score in below[:3]}:
        return item
    return replace(item, heading="", text=f"{item.heading}. {item.text}")


def in_keys(text: str, scene: Scene, ground: Ground) -> str:
    """``text`` with its figures, references, dates, names and places entered as facts."""
    return key_facts(text, scene.table, ground, known_names=scene.is_movement, own=scene.own_ground)


def topic_of(item: DirectiveItem, scene: Scene) -> str | None:
    """The best topic of an item: by heading and text, by text first where a heading is shared."""
    own = item.text if item.shared or not item.heading else f"{item.heading}. {item.text}"
    return _first_topic(own, scene) or _first_topic(item.heading, scene)


def _first_topic(text: str, scene: Scene) -> str | None:
    ranked = scene.clauses.classify(text) if text else ()
    return ranked[0].topic if ranked else None


def paragraph(text: str, *grounds: Ground, label: str = "") -> Paragraph:
    """A paragraph in keys that rests on ``grounds``."""
    return Paragraph(text, tuple(dict.fromkeys(grounds)), label=label)


def _heading(item: DirectiveItem, scene: Scene, ground: Ground) -> str:
    if not item.heading:
        return ""
    fate = carry_clause(item.heading, scene)
    return in_keys(_short(fate.text.strip(" .;:")), scene, ground) if fate.text else ""


_FACT_LEAD = re.compile(
    r"[,;(–-]?\s*(?:(?:khóa|nhiệm kỳ|giai đoạn|năm|ngày|theo|lần thứ|gắn với|hưởng ứng|thực hiện|các|phong trào|thi đua)\s*)*$",
    re.IGNORECASE,
)
_FEWEST_HEADING_WORDS = 4
_MUCH_CUT = 5  # words that a heading loses with its facts, and that the text then says


def _without_facts(heading: str) -> str:
    """A heading carries no fact (paragraphs account for them): what stands before the first."""
    if "[[" not in heading:
        return heading
    plain = _FACT_LEAD.sub("", heading.partition("[[")[0]).strip(" ,;:")
    return plain if len(plain.split()) >= _FEWEST_HEADING_WORDS else ""


def _short(heading: str) -> str:
    """A heading of one line: what stands before the first semicolon; empty when still too long."""
    short = heading if len(heading.split()) <= _HEADING_WORDS else heading.partition(";")[0]
    return short.strip() if len(short.split()) <= _HEADING_WORDS else ""


_LONG_SENTENCE = 42
_STARTS_WORK = re.compile(
    r"(?:đẩy mạnh|tăng cường|nâng cao|thực hiện|tổ chức|xây dựng|chú trọng|phát huy|tiếp tục|bảo đảm|đảm bảo|"
    r"quan tâm|phấn đấu|triển khai|hoàn thành|kịp thời|khuyến khích|giữ vững|duy trì|tập trung|thường xuyên|"
    r"vận động|hỗ trợ|siết chặt|củng cố|làm tốt|rà soát|đổi mới|phát triển|quản lý|chăm lo|tuyên truyền|"
    r"phân công|bố trí|hướng dẫn|sắp xếp|giải quyết)\b"
)


def _sentences(fates: Iterable[Fate]) -> list[tuple[str, str]]:
    """The clauses that stand as sentences, each with its topic where it has one of its own.

    Clauses that the commune has no work for stand together; one that it has work for is a
    sentence with it.
    """
    out: list[tuple[str, str]] = []
    group: list[str] = []
    for fate in fates:
        if not fate.work and fate.text:
            group.append(fate.text)
        elif fate.text:
            out += [(_sentence(group), "")] if group else []
            group = []
            out.append((_with_work(fate), fate.topic))
    return [*out, (_sentence(group), "")] if group else out


def _with_work(fate: Fate) -> str:
    if fate.work == fate.text:
        return _joined([fate.work])
    first, comma, rest = fate.text.partition(", ")
    if comma and _STARTS_WORK.match(rest) and uncapital(fate.work).startswith(uncapital(first)):
        return _joined([rest, uncapital(fate.work)])  # the work begins with the first request
    words = len(f"{fate.text} {fate.work}".split())
    joint = ". " if ":" in fate.text or words > _LONG_SENTENCE else ": "
    work = fate.work if joint == ". " or fate.work[:2].isupper() else uncapital(fate.work)
    return _joined([f"{fate.text}{joint}{work}"])


def _sentence(clauses: list[str]) -> str:
    """Clauses as one sentence, or as several where one would be too long to read aloud."""
    out: list[list[str]] = [[]]
    for clause in clauses:
        words = len(" ".join([*out[-1], clause]).split())
        if out[-1] and words > _LONG_SENTENCE and _STARTS_WORK.match(clause):
            out.append([])
        out[-1].append(clause)
    return " ".join(_joined(part) for part in out)


# "Thi đua xóa nhà tạm. Hoàn thành trước ngày 31/8." says only in its heading what to finish.
_BARE_DEADLINE = re.compile(r"^Hoàn thành (?=trước|trong|xong|chậm nhất)")


def _with_object(sentence: str, item: DirectiveItem) -> str:
    work = re.sub(r"^Thi đua\s+", "", item.heading)
    if not work or item.shared:
        return sentence
    return _BARE_DEADLINE.sub(f"Hoàn thành {work[:1].lower()}{work[1:]} ", sentence)


_MOVEMENT_ALONE = re.compile(r"(^|; )(?=(?:các )?phong trào (?:thi đua )?“)", re.IGNORECASE)
_NO_VERB = re.compile(
    r"(^|; )[Tt](?=ổ (?:liên gia|tự quản)\b(?![^;]{0,20} (?:đến|mở|phối hợp|hướng dẫn|duy trì)))"
)
_MANNERS = re.compile(r"^nếp sống", re.IGNORECASE)
_GOES_WITH = re.compile(r"; (gắn với (?=(?:các )?phong trào))")
_LINKED = re.compile(r"^gắn với (?=(?:các )?phong trào)", re.IGNORECASE)  # cut from its heading


def _joined(clauses: list[str]) -> str:
    text = _GOES_WITH.sub(r" \1", "; ".join(clauses).strip(" ;,"))
    if text.startswith("“"):
        text = f"thực hiện các phong trào thi đua {text}"
    text = _LINKED.sub("thực hiện ", _MANNERS.sub("thực hiện nếp sống", text))
    text = _NO_VERB.sub(r"\1duy trì t", _MOVEMENT_ALONE.sub(r"\1thực hiện ", text))
    text = _TWO_MOVEMENTS.sub(r"\1hực hiện các phong trào \2, \3", _LARGE.sub(_small, text))
    return f"{text[:1].upper()}{text[1:]}."


# A clause of its own sentence, behind a semicolon now.
_LARGE = re.compile(r"(?<=; )(?:Thực hiện|Hưởng ứng|Tiếp tục|Đẩy mạnh|Tổ chức|Triển khai)\b")
_MOVEMENT = r"(“[^”]+”|\[\[m\d+\]\])"
_TWO_MOVEMENTS = re.compile(
    rf"([Tt])hực hiện phong trào {_MOVEMENT}; thực hiện phong trào {_MOVEMENT}(?=[;.]|$)"
)


def _small(match: re.Match[str]) -> str:
    return match[0].lower()
