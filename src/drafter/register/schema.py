"""The rows of ``kb/register`` as they come in: this room's door for untrusted data.

Every row is checked here and nowhere else. A file that breaks its schema raises ``BadValue``
with a sentence that names the file and the row.
"""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any, Literal, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from drafter.document.facts import Group
from drafter.document.unit import Level
from drafter.errors import BadValue

MAX_FILE = 4_000_000
"""Largest register file read, in bytes."""


class Row(BaseModel):
    """What all rows have in common: unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


Confidence = Literal["confirmed", "partial"]
Use = Literal[
    "may-cite",
    "historical",
    "background",
    "trap",
    "pattern-example",
    "format-rule",
    "do-not-cite",
    "may-add-in-parentheses",
]


class InstrumentRow(Row):
    """One instrument (``instruments.yaml``); dates are days, ``*_to`` and ``*_until`` inclusive."""

    id: str = Field(pattern=r"^[a-z0-9.-]+$")
    kind: str
    number: str | None = None
    issuer: str
    issuer_printed: str | None = None
    signed: date | None = None
    effective_from: date | None = None
    effective_to: date | None = None
    ends_by: str | None = None
    relevant_from: date | None = None
    relevant_until: date | None = None
    title: str
    replaces: tuple[str, ...] = ()
    replaced_by: tuple[str, ...] = ()
    amends: tuple[str, ...] = ()
    amended_by: tuple[str, ...] = ()
    details: str | None = None
    articles: int | None = Field(default=None, gt=0)
    topic: str = "khac"
    scope: str | None = None
    use: Use = "may-cite"
    confidence: Confidence = "partial"
    unverified: tuple[str, ...] = ()
    sources: tuple[str, ...] = Field(min_length=1)
    notes: str | None = None


class BasisRow(Row):
    """One usual basis of a launch document (``basis.yaml``)."""

    instrument: str
    places: tuple[Literal["can-cu", "mo-dau", "noi-dung"], ...]
    needed: bool = False
    why: str
    kinds: tuple[str, ...] = ()
    plan_years: tuple[int, int] | None = None


class SlotRow(Row):
    """A basis that only the office can name (``basis.yaml``)."""

    id: str
    what: str
    example: str
    places: tuple[Literal["can-cu", "mo-dau", "noi-dung"], ...]
    since: date | None = None
    until: date | None = None


class CongressRow(Row):
    """A national congress of the Party (``terms.yaml``): the numbering of its term starts here."""

    ordinal: str
    opened: date | None = None
    closed: date
    confidence: Confidence = "partial"
    sources: tuple[str, ...] = ()


class DatedRow(Row):
    """A row that holds between two days, both inclusive."""

    since: date | None = None
    until: date | None = None


class BodyRow(DatedRow):
    """A body or post of the commune (``bodies.yaml``, roles and superiors)."""

    id: str
    name: str
    short: str | None = None
    levels: tuple[Level, ...] = ()
    topics: tuple[str, ...] = ()
    standing: bool = False
    standing_confidence: Confidence = "confirmed"
    confidence: Confidence = "partial"
    sources: tuple[str, ...] = Field(min_length=1)
    notes: str | None = None


class RecipientRow(DatedRow):
    """A line of "Nơi nhận" (``bodies.yaml``)."""

    id: str
    name: str


class AbolishedRow(DatedRow):
    """Words that name what does not exist between two days (``bodies.yaml``)."""

    id: str
    pattern: str
    case: bool = False
    message: str
    replacement: str = ""


class MovementRow(DatedRow):
    """An emulation movement (``movements.yaml``). ``offered``: may be proposed by itself."""

    id: str
    name: str
    printed: str | None = None
    aliases: tuple[str, ...] = ()
    period: str | None = None
    launched: date | None = None
    instrument: str | None = None
    national: str | None = None
    owner: str
    province: str | None = None
    topics: tuple[str, ...] = ()
    offered: bool = True
    confidence: Confidence = "partial"
    unverified: tuple[str, ...] = ()
    sources: tuple[str, ...] = Field(min_length=1)
    notes: str | None = None


class AnniversaryRow(Row):
    """A base date (``anniversaries.yaml``); ``day`` is ``None`` when only the year is known."""

    id: str
    event: str
    year: int
    month: int | None = None
    day: int | None = None
    aliases: tuple[str, ...] = ()
    provinces: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    major: bool = False
    sources: tuple[str, ...] = Field(min_length=1)


class TermRow(Row):
    """A term or plan period (``terms.yaml``): from its first to its last day, and its years."""

    id: str
    what: Literal["congress", "local-party", "five-year", "council", "assembly"]
    label: str
    printed: str
    since: date
    until: date
    first_year: int
    last_year: int
    stale: tuple[str, ...] = ()
    confidence: Confidence = "partial"
    sources: tuple[str, ...] = Field(min_length=1)


class IndicatorRow(Row):
    """An indicator (``indicators.yaml``)."""

    id: str
    name: str
    synonyms: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    group: Group
    units: tuple[str, ...] = ()
    direction: Literal["up", "down", "none"] = "none"
    levels: tuple[Literal["xa", "huyen", "tinh"], ...] = ("xa", "huyen", "tinh")
    topic: str = "khac"


R = TypeVar("R", bound=Row)


def read_yaml(path: Path, cache: Path | None = None) -> dict[str, Any]:
    """The mapping in ``path``; with ``cache`` a compiled copy is kept there by content.

    Raises ``BadValue`` when the file is too large, not YAML or not a mapping.
    """
    data = path.read_bytes()
    if len(data) > MAX_FILE:
        raise _bad(path, "tệp quá lớn")
    stored = cache / f"{path.stem}-{hashlib.sha256(data).hexdigest()[:24]}.json" if cache else None
    if stored is not None and stored.is_file():
        return dict(json.loads(stored.read_bytes()))
    try:
        content = yaml.load(data, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        raise _bad(path, "không đúng định dạng YAML") from error
    except ValueError as error:  # a day that is in no calendar
        raise _bad(path, "có ngày, tháng không có thật") from error
    if not isinstance(content, dict):
        raise _bad(path, "phải là các mục có tên")
    if stored is not None:
        stored.parent.mkdir(parents=True, exist_ok=True)
        stored.write_text(json.dumps(content, ensure_ascii=False, default=str), encoding="utf-8")
    return content


def rows(content: dict[str, Any], key: str, model: type[R], path: Path) -> tuple[R, ...]:
    """The rows under ``key``, checked; a missing key means no rows."""
    raw = content.get(key) or []
    if not isinstance(raw, list):
        raise _bad(path, f"mục “{key}” phải là một danh sách")
    return tuple(_row(item, model, path, position) for position, item in enumerate(raw, 1))


def _row(item: Any, model: type[R], path: Path, position: int) -> R:
    try:
        return model.model_validate(item)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "?"
        name = item.get("id", "") if isinstance(item, dict) else ""
        label = f"dòng thứ {position} {f'({name}) ' if name else ''}".strip()
        raise _bad(path, f"{label} sai ở mục “{field}”") from error


def _bad(path: Path, reason: str) -> BadValue:
    return BadValue(
        f"register file {path.name}: {reason}",
        advice=f"Tệp dữ liệu {path.name}: {reason}; hãy sửa tệp rồi mở lại.",
    )
