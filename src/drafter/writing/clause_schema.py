"""The shape of kb/vocabulary/topics.yaml, kb/clauses and kb/forms, checked when read."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from drafter.document.model import DocumentKind, SectionKind
from drafter.document.unit import Level

Role = Literal[
    "van-phong", "van-hoa-xa-hoi", "kinh-te", "hanh-chinh-cong", "cong-an", "quan-su", "y-te",
    "truong-hoc", "mat-tran", "hamlets", "hoi-dong-tdkt", "tai-chinh", "mot-cua",
]  # fmt: skip
"""Roles of bodies at commune level; which body holds a role on a day is register data."""

ClauseSection = Literal[
    "mo-dau-y-nghia", "muc-dich", "yeu-cau", "muc-tieu", "noi-dung", "giai-phap", "khen-thuong",
    "thoi-gian", "to-chuc", "bao-cao", "loi-keu-goi",
]  # fmt: skip

GRASSROOTS = (Level.COMMUNE, Level.WARD, Level.SPECIAL_ZONE, Level.TOWNLET)

PLAIN_SLOTS = frozenset({
    "unit", "Unit", "the_unit", "year", "hamlets", "hamlet", "targets", "deadline", "superior",
    "theme", "directive", "basis", "issuer", "title", "start", "end", "drafter", "Hamlets",
    "parent_committee", "drafter_code", "plan", "congress", "anniversaries", "phase", "occasion",
    "bodies",
})  # fmt: skip
KEYED_SLOTS = ("body", "movement")
SLOT = re.compile(r"\{([^{}]*)\}")


def slots(text: str) -> tuple[str, ...]:
    """Names of the slots in ``text`` in order, with their key: ``body:cong-an``."""
    return tuple(SLOT.findall(text))


def known_slot(name: str) -> bool:
    """Whether a writer can fill the slot ``name``."""
    key, colon, value = name.partition(":")
    return (key in KEYED_SLOTS and bool(value)) if colon else name in PLAIN_SLOTS


def _split(value: object) -> object:
    """``"a; b"`` as a list of its parts; anything else unchanged."""
    if not isinstance(value, str):
        return value
    return [part.strip() for part in value.split(";") if part.strip()]


Phrases = Annotated[tuple[str, ...], BeforeValidator(_split)]


class Row(BaseModel):
    """A row of a kb file: unknown keys are an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class UnfitRow(Row):
    """Words of things a commune does not do; ``exceptions`` are longer phrases that are fine."""

    words: Phrases
    reason: str
    instead: str = ""
    unless: tuple[str, ...] = ()
    exceptions: Phrases = Field(default=(), alias="except")


class TopicRow(Row):
    """A topic of the genre; ``short`` says in a few words what a body is in charge of."""

    id: str
    name: str
    short: str
    group: Literal[
        "kinh-te", "moi-truong", "hanh-chinh", "xa-hoi", "quoc-phong-an-ninh", "chinh-tri"
    ]
    role: Role
    joined: tuple[Role, ...] = ()
    keywords: Phrases
    headings: tuple[str, ...] = Field(min_length=2, max_length=3)
    not_at_commune: tuple[UnfitRow, ...] = ()


class WorkRow(Row):
    """What a commune does to reach some indicators; the figure comes from its own targets.

    ``follows`` is the role of the body that follows them, where it is not the one in charge of
    the topic.
    """

    indicators: tuple[str, ...] = Field(min_length=1)
    topic: str
    work: tuple[str, ...] = Field(min_length=1)
    figure: bool = True
    follows: str = ""


class WorkFile(Row):
    """kb/vocabulary/indicator_work.yaml."""

    works: tuple[WorkRow, ...]


class RequestRow(Row):
    """What a commune does for something that directives ask year after year.

    ``says`` are phrases by which a clause is known; "a + b" wants both. ``from`` and ``until``
    are days of drafting, both inclusive; ``facets`` are all required, ``absent`` must all be
    missing. A row with ``always`` is for a request that is nothing but a name without its work: it
    is said in a full plan too.
    """

    id: str
    topic: str
    says: Phrases = Field(min_length=1)
    levels: tuple[Level, ...] = GRASSROOTS
    start: date | None = Field(default=None, alias="from")
    until: date | None = None
    facets: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    work: tuple[str, ...] = Field(min_length=1)
    always: bool = False

    @model_validator(mode="after")
    def _work_is_without_facts(self) -> RequestRow:
        for text in self.work:
            if any(char.isdigit() for char in text) or "“" in text:
                raise ValueError(f"{self.id}: a fact in {text!r}")
            if not set(slots(text)) <= {"the_unit", "hamlet", "hamlets"}:
                raise ValueError(f"{self.id}: unknown slot in {text!r}")
        return self


class RequestFile(Row):
    """One file of kb/requests."""

    requests: tuple[RequestRow, ...]


class FacetRow(Row):
    """Something a commune, a year or a drafting job has."""

    id: str
    kind: Literal["place", "year", "office"]
    name: str
    words: Phrases = ()


class VocabularyFile(Row):
    """kb/vocabulary/topics.yaml."""

    topics: tuple[TopicRow, ...]
    facets: tuple[FacetRow, ...]


class ClauseRow(Row):
    """A stock clause with its variants; facts stand only as slots.

    ``from`` and ``until`` are days of drafting, both inclusive. ``facets`` are all required,
    ``absent`` must all be missing. ``with_movement`` is a sentence to add when every movement
    in ``movements`` runs in the plan year.
    """

    id: str
    section: ClauseSection
    topic: str | None = None
    role: Role | None = None
    tag: str | None = None
    levels: tuple[Level, ...] = GRASSROOTS
    start: date | None = Field(default=None, alias="from")
    until: date | None = None
    facets: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    kinds: tuple[DocumentKind, ...] = ()
    variants: tuple[str, ...] = Field(min_length=1)
    movements: tuple[str, ...] = ()
    with_movement: str = ""

    @model_validator(mode="after")
    def _movement_is_apart(self) -> ClauseRow:
        named = {
            s.partition(":")[2] for s in slots(self.with_movement) if s.startswith("movement:")
        }
        if named != set(self.movements):
            raise ValueError(f"{self.id}: movements and with_movement disagree")
        if any("{movement:" in variant for variant in self.variants):
            raise ValueError(f"{self.id}: a movement belongs in with_movement")
        if self.section == "noi-dung" and self.topic is None:
            raise ValueError(f"{self.id}: a clause of the contents needs a topic")
        return self


class ClauseFile(Row):
    """One file of kb/clauses."""

    clauses: tuple[ClauseRow, ...]


class FormPart(Row):
    """A part of a form, in printed order. ``feeds`` names the clause sections it takes."""

    kind: SectionKind
    heading: str
    numbering: Literal["roman", "arabic", "letter", "dash", "none"]
    required: bool = True
    feeds: tuple[ClauseSection, ...] = ()
    children: tuple[FormPart, ...] = ()
    items: Literal["arabic", "letter", "dash", "none"] = "none"


class Recipient(Row):
    """A line of "Nơi nhận", with the days on which it is right."""

    line: str
    start: date | None = Field(default=None, alias="from")
    until: date | None = None
    levels: tuple[Level, ...] = GRASSROOTS
    needs: tuple[str, ...] = ()


class RecipientsFile(Row):
    """kb/forms/recipients.yaml: the same lines for every form."""

    recipients: tuple[Recipient, ...]


class Signing(Row):
    """Lines of authority and post, for the chairman and for a deputy."""

    chairman: tuple[str, ...]
    deputy: tuple[str, ...]
    source: str


class FormRow(Row):
    """A form: kb/forms/<kind>.yaml."""

    kind: DocumentKind
    titles: tuple[str, ...]
    openings: tuple[str, ...]
    openings_without_directive: tuple[str, ...]
    launch: tuple[str, ...]
    launch_with_theme: tuple[str, ...]
    parts: tuple[FormPart, ...]
    closing: tuple[str, ...]
    end_mark: str = "./."
    signing: Signing
    warning: str = ""
