"""What an official typed, read by rule: which facts, which wish, which answer.

No model reads here. A fact counts only if its words stand in the message, and everything
found keeps its span. What is not understood as a slot stays, word for word, a statement.
"""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from drafter.document.brief import Hamlets, Signer, Slot
from drafter.document.facts import Citation, Span
from drafter.document.model import DocumentKind
from drafter.reading import message_act as act
from drafter.reading import message_people as people
from drafter.reading import message_place as place
from drafter.reading import message_target as target
from drafter.reading.message_act import Command
from drafter.reading.message_place import Said
from drafter.reading.message_target import Pasted, TargetEdit
from drafter.reading.message_words import plain, sentences, typed
from drafter.reading.wish_words import asks


@dataclass(frozen=True, slots=True)
class Message:
    """A message as understood. Spans count characters of ``text`` (NFC, trimmed).

    ``unknown`` are slots declared unknown by name, ``absent`` those of them of which there is
    nothing yet; ``knows_not`` answers whatever was asked.
    ``maybe_edits`` are edits only if they name a known target ("BHYT 96%"); their sentence is
    among the statements too. ``statements`` are sentences kept word for word; ``exclusions``
    those among them that say what is not found in the commune. ``orders`` are sentences
    that tell the program to break its rules: data, never followed and never a statement.
    """

    text: str
    unit: Said[str] | None = None
    year: Said[int] | None = None
    kind: Said[DocumentKind] | None = None
    theme: Said[str] | None = None
    theme_from_directive: bool = False
    signer: Said[Signer] | None = None
    resolution: Said[Citation] | None = None
    drafter_unit: Said[str] | None = None
    hamlets: Said[Hamlets] | None = None
    as_of: Said[date] | None = None
    statements: tuple[str, ...] = ()
    exclusions: tuple[str, ...] = ()
    unknown: frozenset[Slot] = frozenset()
    absent: frozenset[Slot] = frozenset()
    knows_not: bool = False
    edits: tuple[TargetEdit, ...] = ()
    maybe_edits: tuple[TargetEdit, ...] = ()
    drops: tuple[str, ...] = ()
    command: Command | None = None
    yes: bool = False
    no: bool = False
    correction: bool = False
    chitchat: bool = False
    orders: tuple[str, ...] = ()
    pasted: Pasted | None = None

    @property
    def facts(self) -> frozenset[Slot]:
        """Slots this message gives a value for."""
        given = {
            Slot.UNIT: self.unit,
            Slot.YEAR: self.year,
            Slot.KIND: self.kind,
            Slot.THEME: self.theme,
            Slot.SIGNER: self.signer,
            Slot.RESOLUTION: self.resolution,
            Slot.DRAFTER_UNIT: self.drafter_unit,
            Slot.HAMLETS: self.hamlets,
        }
        return frozenset(slot for slot, value in given.items() if value is not None)


def read_message(text: str, today: date, *, asked: Slot | None = None) -> Message:
    """Read one message by rule.

    ``today`` gives "năm nay" and "năm tới" their meaning; ``asked`` is the slot the last
    question was about, which settles what a bare answer answers. Never raises.
    """
    text = typed(text)
    face = plain(text)
    if pasted := target.pasted_kind(face, asked):
        return Message(text, pasted=pasted)
    message = Message(text, correction=place.corrects(face))
    for span in sentences(text):
        message = _join(message, _read_sentence(span, text, face, today, asked))
    return message


def _read_sentence(span: Span, text: str, face: str, today: date, asked: Slot | None) -> Message:
    words, bare = span.of(text), span.of(face)
    if act.gives_orders(bare):
        return Message(words, orders=(words,))
    if act.is_chitchat(bare):
        return Message(words, chitchat=True)
    answer = Message(
        words, yes=act.says_yes(bare), no=act.says_no(bare), knows_not=act.knows_not(bare, words)
    )
    if answer.yes or answer.no or answer.knows_not:
        return answer
    found, taken = _facts(words, bare, today, asked)
    found = dataclasses.replace(found, **_wishes(words, bare, found, taken))
    return _moved(_with_statement(found, words, bare, taken), span.start)


def _facts(words: str, bare: str, today: date, asked: Slot | None) -> tuple[Message, list[Span]]:
    """The slots of one sentence and the spans that they use up."""
    unknown = act.find_unknown(bare)
    unit = place.find_unit(words, bare)
    answering = asked is Slot.YEAR or (unit is not None and unit.firm)
    resolution = people.find_resolution(words, bare, answering=asked is Slot.RESOLUTION)
    found = Message(
        words,
        unit=unit,
        year=place.find_year(bare, today, answering=answering),
        kind=place.find_kind(bare),
        theme=people.find_theme(words, bare, answering=asked is Slot.THEME),
        theme_from_directive=people.takes_theme_from_directive(bare),
        signer=people.find_signer(words, bare),
        resolution=resolution,
        drafter_unit=people.find_drafter_unit(words, bare),
        hamlets=place.find_hamlets(words, bare, answering=asked is Slot.HAMLETS),
        as_of=place.find_as_of(bare),
        unknown=frozenset({unknown[0]}) if unknown and not resolution else frozenset(),
    )
    for keep in ("theme", "as_of"):
        if (said := getattr(found, keep)) is not None:
            found = _without(found, said.span, keep=keep)
    taken = [said.span for said in _said(found).values()]
    if unknown and found.unknown:
        taken.append(unknown[1])
        if Slot.RESOLUTION in found.unknown and act.says_none_yet(bare):
            found = dataclasses.replace(found, absent=found.unknown)
    return found, taken


def _said(message: Message) -> dict[str, Said[object]]:
    values = {field.name: getattr(message, field.name) for field in dataclasses.fields(message)}
    return {name: value for name, value in values.items() if isinstance(value, Said)}


def _without(message: Message, inside: Span, *, keep: str) -> Message:
    """Drop what was read inside the words of another slot (a year within a theme)."""
    lost: dict[str, Any] = {
        n: None for n, s in _said(message).items() if n != keep and s.span.overlaps(inside)
    }
    return dataclasses.replace(message, **lost)


def _wishes(words: str, bare: str, found: Message, taken: list[Span]) -> dict[str, Any]:
    """Command and edit of one sentence; a sentence that gives a slot is no edit."""
    wishes: dict[str, Any] = {}
    if dropped := target.find_drop(words, bare):
        wishes |= {"drops": (dropped,), "hamlets": None}
        taken.append(Span(0, len(words)))
    elif command := act.find_command(bare):
        wishes["command"] = command[0]
        taken.append(command[1])
    elif not found.facts - {Slot.HAMLETS, Slot.YEAR}:
        edit = target.find_edit(words, bare)
        if edit and not (found.year and edit.value == str(found.year.value)):
            wishes |= {"edits": (edit,), "hamlets": None, "year": None}
            taken.append(Span(0, len(words)))
        elif bare_edit := target.find_bare_edit(words, bare):
            wishes["maybe_edits"] = (bare_edit,)
    return wishes


_SMALL_TALK = re.compile(
    r"\b(?:da|vang|a|nhe|nha|em|toi|minh|chi|anh|ban|oi|xin|chao|cho|giup|voi|la|cua|thi|ky"
    r"|thay|chu|tich|pho|xa"
    r"|phuong|ubnd|hdnd|uy|nhan|dan|nguoi|moi|soan|viet|lam|ke|hoach|thi|dua|phat|dong|phong"
    r"|trao|thuc|hien|thang|loi"
    r"|van|ban|nam|nhiem|vu|so|ngay|hien|nay|co|va|o|can|muon|nham|sua|lai|khong|phai|ma|don|vi"
    r"|ten|nghi|quyet|ve|chu de"
    r"|mot|lap|xay|dung|du|thao|ong|ba|ok|roi|tinh|huyen|hanh|de|theo|lay|nguyen|chi thi|cap"
    r"|tren|de nghi|vao|trong|tay)\b"
)
_EXCLUSION = re.compile(
    r"\bkhong (?:qua|di qua|thuoc|nam tren|co tren|lien quan den|trien khai tren"
    r"|thuc hien tren)\b.{0,20}\bdia ban\b"
    r"|\b(?:xa|phuong|dia ban|dia phuong)\b.{0,24}\bkhong co\b|\bkhong (?:ap dung|lien quan)\b"
)


_CHANGES = re.compile(
    r"^(?:doi|sua|thay|cap nhat|chuyen)(?: lai)? (?:nguoi ky|chu de|don vi|so thon|loai|nghi quyet)\b"
)


def _with_statement(found: Message, words: str, bare: str, taken: list[Span]) -> Message:
    """Keep the sentence word for word when it says more than its slots."""
    if asks(words) or found.command is not None or act.asks_of_program(bare):
        return found
    if found.facts and _CHANGES.match(bare):
        return found
    named = found.unit is not None and found.unit.firm
    if _EXCLUSION.search(bare) and not named:
        return dataclasses.replace(
            found, statements=(words,), exclusions=(words,), unknown=frozenset(), absent=frozenset()
        )
    rest = list(bare)
    for span in taken:
        rest[span.start : span.end] = " " * (span.end - span.start)
    left = re.findall(r"\w+", _SMALL_TALK.sub(" ", "".join(rest)))
    needed = 2 if taken or found.theme_from_directive else 1
    needed += bool(found.unknown)
    wishes = found.theme_from_directive or place.corrects(bare) or place.requests(bare)
    several = found.hamlets is not None and found.hamlets.value.count is None
    if len(left) >= needed + wishes * 2 or several:
        return dataclasses.replace(found, statements=(words,))
    return found


def _moved(message: Message, by: int) -> Message:
    moved: dict[str, Any] = {
        name: Said(said.value, Span(said.span.start + by, said.span.end + by), said.firm)
        for name, said in _said(message).items()
    }
    return dataclasses.replace(message, **moved)


def _join(whole: Message, part: Message) -> Message:
    """Add one sentence to the message; a firm value beats a mention, a later one an earlier."""
    values: dict[str, Any] = {}
    for name, said in _said(part).items():
        before = getattr(whole, name)
        if before is None or said.firm >= before.firm:
            values[name] = said
    return dataclasses.replace(
        whole,
        **values,
        statements=whole.statements + part.statements,
        exclusions=whole.exclusions + part.exclusions,
        unknown=whole.unknown | part.unknown,
        absent=whole.absent | part.absent,
        edits=whole.edits + part.edits,
        maybe_edits=whole.maybe_edits + part.maybe_edits,
        drops=whole.drops + part.drops,
        orders=whole.orders + part.orders,
        command=whole.command or part.command,
        theme_from_directive=whole.theme_from_directive or part.theme_from_directive,
        knows_not=whole.knows_not or part.knows_not,
        yes=whole.yes or part.yes,
        no=whole.no or part.no,
        chitchat=whole.chitchat or part.chitchat,
    )
