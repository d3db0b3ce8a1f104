"""What a check says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from drafter.document.facts import Span


class Category(StrEnum):
    """Family of a finding (``cli.md``)."""

    STRUCTURE = "structure"
    FORMAT = "format"
    LAW = "law"
    TARGET = "target"
    NUMBER = "number"
    IDENTITY = "identity"
    TIME = "time"
    WORDING = "wording"


class Severity(StrEnum):
    """``error`` must not be signed; ``warning`` wants a decision; ``info`` is for attention."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the document: label path of the section, running number of the paragraph."""

    section: str = ""
    paragraph: int | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Fix:
    """A safe replacement of ``quote`` at ``span``; applying it changes nothing else."""

    span: Span
    replacement: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. ``message`` says what is wrong and why, ``advice`` what to do (Vietnamese)."""

    rule: str
    category: Category
    severity: Severity
    message: str
    advice: str = ""
    quote: str = ""
    where: Place = Place()
    fix: Fix | None = None
    clause: str = ""
