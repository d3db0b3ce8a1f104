"""What a fact file of ``kb/launches`` may hold: the facts of one past launch, no sentence of it.

Headings and topics are short words of ours; titles, names of movements, numbers and dates are
facts. A wrong file is a ``LibraryError`` that names file and field.
"""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)

from drafter.document.facts import Bound, Group
from drafter.document.model import DocumentKind, SectionKind
from drafter.document.unit import Level
from drafter.errors import LibraryError

from .yaml_file import read_yaml

Words = Annotated[str, StringConstraints(min_length=1, max_length=300, strip_whitespace=True)]
Topic = Annotated[str, StringConstraints(min_length=2, max_length=60)]
"""A topic is a few words; anything longer would be a sentence of somebody else."""


class _Facts(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Origin(_Facts):
    """Where the facts were read and when."""

    file: Words
    read: datetime.date


class Written(_Facts):
    """The printed date; parts that are blank in the document are left out."""

    day: int | None = Field(None, ge=1, le=31)
    month: int | None = Field(None, ge=1, le=12)
    year: int | None = Field(None, ge=1945, le=2100)


class Part(_Facts):
    """One section or item: label path ("1.2.a"), heading and topics in our words."""

    label: Words
    heading: Words
    kind: SectionKind
    topics: tuple[Topic, ...] = ()


class Reference(_Facts):
    """A document that is named: what is printed of it, and what it is about."""

    kind: Words
    number: str | None = None
    date: datetime.date | None = None
    issuer: str | None = None
    about: Words | None = None
    section: str = ""


class Aim(_Facts):
    """A target. ``of`` names the whole of which it is a part."""

    indicator: Words
    bound: Bound | None = None
    value: Decimal | None = None
    upper: Decimal | None = None
    unit: str | None = None
    floor: bool = False
    qualifier: str | None = None
    of: str | None = None
    group: Group
    section: str


class Named(_Facts):
    """A movement named in the document; ``section`` is empty for the opening."""

    name: Words
    section: str = ""


class Jubilee(_Facts):
    """An anniversary of the year."""

    years: int = Field(gt=0)
    event: Words
    since: int


class Window(_Facts):
    """Time of the movement."""

    start: str | None = Field(None, alias="from")
    end: datetime.date | None = Field(None, alias="to")


class Recipients(_Facts):
    """Who receives it, by rank and in our words."""

    above: tuple[Words, ...] = ()
    own: tuple[Words, ...] = ()
    carry_out: tuple[Words, ...] = ()
    others: tuple[Words, ...] = ()


class Launch(_Facts):
    """One past launch document as facts."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+$")]
    source: Origin
    issuer: Words
    level: Level
    unit: Words
    province: Words
    kind: DocumentKind
    year: int = Field(ge=1945, le=2100)
    title: Words
    outline: tuple[Part, ...] = Field(min_length=3)
    parent: str | None = None
    district: str | None = None
    place: str | None = None
    number: str | None = None
    code: str | None = None
    date: Written = Written()
    theme: str | None = None
    time: Window | None = None
    carries_out: tuple[Reference, ...] = ()
    targets: tuple[Aim, ...] = ()
    references: tuple[Reference, ...] = ()
    movements: tuple[Named, ...] = ()
    anniversaries: tuple[Jubilee, ...] = ()
    bodies: tuple[Words, ...] = ()
    recipients: Recipients = Recipients()
    notes: tuple[Words, ...] = ()

    @model_validator(mode="after")
    def _sections_exist(self) -> Launch:
        labels = [part.label for part in self.outline]
        if len(set(labels)) != len(labels):
            raise ValueError("a label stands twice in the outline")
        placed = {aim.section for aim in self.targets}
        placed |= {reference.section for reference in self.references}
        placed |= {movement.section for movement in self.movements}
        unknown = placed - {*labels, ""}
        if unknown:
            raise ValueError(f"not in the outline: {sorted(unknown)}")
        return self


def load_launch(path: Path) -> Launch:
    """The facts in one file; the file must bear the name of its ``id``."""
    try:
        launch = Launch.model_validate(read_yaml(path))
    except (ValidationError, yaml.YAMLError, OSError) as wrong:
        raise _unusable(path, str(wrong)) from wrong
    if path.stem != launch.id:
        raise _unusable(path, f"id is {launch.id!r}")
    return launch


def _unusable(path: Path, reason: str) -> LibraryError:
    return LibraryError(
        f"{path.name}: {reason}",
        advice=f"Tệp dữ kiện {path.name} trong kho mẫu không đúng định dạng. Hãy cài lại chương "
        "trình hoặc báo người quản trị.",
    )
