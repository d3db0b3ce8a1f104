"""Facts that stand in a text: where they stand, what they mean, what they rest on.

Everything keeps two faces: the text as written and the meaning as understood. What is
ambiguous stays unresolved (``None``); nothing here guesses.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of characters ``[start, end)`` in the text a fact was read from."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def of(self, text: str) -> str:
        """The characters of ``text`` that this span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two ranges share at least one character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Identity:
    """What makes two citations the same instrument.

    A number alone does not: three different "02/CT-UBND" stand in five real documents.
    ``kind`` and ``issuer`` are folded (lower case, no tone-mark variants), ``number`` has
    no blanks and no leading zeros.
    """

    kind: str
    number: str | None
    issued_on: date | None
    issuer: str | None


class Scope(StrEnum):
    """How definite a citation is."""

    SPECIFIC = "specific"
    GENERIC = "generic"  # a class of documents: "các văn bản hướng dẫn thi hành"
    TO_ISSUE = "to_issue"  # a document that is still to be drawn up


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference to an instrument, as printed in one place.

    ``number``, ``issued_on``, ``issuer`` and ``title`` hold only what is printed there.
    ``number`` includes the code ("152/2025/NĐ-CP", "41-CT/TW").
    """

    text: str
    kind: str
    number: str | None = None
    issued_on: date | None = None
    issuer: str | None = None
    title: str | None = None
    span: Span | None = None
    scope: Scope = Scope.SPECIFIC
    article: str | None = None  # "Điều 59", "khoản 2 Điều 60", as printed

    @property
    def numbered(self) -> bool:
        """Whether a document number is printed."""
        return self.number is not None


class Bound(StrEnum):
    """Relation between an indicator and its figure."""

    EQ = "eq"
    GE = "ge"
    GT = "gt"
    LE = "le"
    LT = "lt"
    RANGE = "range"
    INCREASE = "increase"
    DECREASE = "decrease"
    MAINTAIN = "maintain"
    TO_BELOW = "to_below"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure with its unit and bound.

    ``value`` is in the printed unit ("84,770 tỷ đồng" is 84.770); ``upper`` is the upper end
    of a range; ``out_of`` the second number of "9/12"; ``written`` the digits as printed.
    ``floor`` marks an increase or decrease that is itself a minimum ("giảm từ 5% trở lên").
    ``doubtful`` marks a figure that a person has to confirm (OCR, ambiguous notation).
    """

    value: Decimal | None
    unit: str | None = None
    bound: Bound | None = None
    upper: Decimal | None = None
    out_of: Decimal | None = None
    written: str = ""
    floor: bool = False
    doubtful: bool = False


class Group(StrEnum):
    """Groups of targets, in the order the genre prints them."""

    ECONOMY = "kinh-te"
    SOCIETY = "xa-hoi"
    RURAL = "nong-thon-moi"
    ENVIRONMENT = "moi-truong"
    SECURITY = "quoc-phong-an-ninh"
    OTHER = "khac"


@dataclass(frozen=True, slots=True)
class Target:
    """A chỉ tiêu: an indicator with the figure to reach.

    ``quantity`` is ``None`` for a target without a figure ("vững mạnh toàn diện").
    ``last_year`` is last year's figure when the source prints one beside it, ``last_plan`` what
    was planned for last year; both are shown for comparison and never used as this year's.
    ``parent`` names the whole of which this is a part. ``row`` is the label of a table row
    ("5", "1a"), ``note`` its remark, ``heading`` the sheet's own name of the group it stands in.
    ``so_far`` is what this year has come to in the period ``so_far_in`` ("6 tháng").
    """

    text: str
    indicator: str
    quantity: Quantity | None = None
    group: Group = Group.OTHER
    parent: str | None = None
    qualifier: str | None = None
    year: int | None = None
    span: Span | None = None
    last_year: Quantity | None = None
    row: str | None = None
    note: str | None = None
    last_plan: Quantity | None = None
    heading: str = ""
    so_far: Quantity | None = None
    so_far_in: str = ""


class GroundKind(StrEnum):
    """Where a statement of a draft comes from."""

    DIRECTIVE = "directive"  # a paragraph of the directive carried out
    USER = "user"  # a turn of the official
    TARGETS = "targets"  # the official's list of targets
    LAST_YEAR = "last-year"  # last year's document: form, or a figure shown for comparison
    REGISTER = "register"  # kb/register: law, movements, units, anniversaries
    COMPUTED = "computed"  # arithmetic over grounded facts
    FORM = "form"  # our own stock clause or form


@dataclass(frozen=True, slots=True)
class Ground:
    """The known source of a statement: kind, place in that source, words quoted from it."""

    kind: GroundKind
    ref: str
    quote: str = ""


class FactKind(StrEnum):
    """Kinds of fact that may enter a draft only with a ground."""

    TARGET = "target"
    CITATION = "citation"
    MOVEMENT = "movement"
    DATE = "date"
    UNIT = "unit"
    NUMBER = "number"
    THEME = "theme"
    NAME = "name"
    PLACEHOLDER = "placeholder"


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact that travels by key: a writer types ``[[key]]``, the program puts ``text``."""

    key: str
    kind: FactKind
    text: str
    ground: Ground
    note: str = ""  # what a writer should know about it; never printed


@dataclass(frozen=True, slots=True)
class Use:
    """One use of a fact in a finished paragraph: the words, their place, their ground."""

    text: str
    kind: FactKind
    ground: Ground
    span: Span
