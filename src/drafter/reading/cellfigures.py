"""A figure as it stands in a cell of a target sheet: "1.145", "9/12", "≥ 95%", "từ 2 trở lên".

Vietnamese notation: the dot parts thousands, the comma decimals; three digits after a comma
are still decimals ("84,770 tỷ"). A decimal point by mistake ("0.8") is understood.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from drafter.document.facts import Bound, Quantity

_NUMBER = r"\d+(?:[.,]\d+)*(?: \d{3})*"
_PREFIXES: tuple[tuple[str, Bound], ...] = (
    (r"≥|>=|từ|ít nhất|tối thiểu|tăng lên|không dưới|không thấp hơn", Bound.GE),
    (r">|trên|hơn|vượt", Bound.GT),
    (r"≤|<=|không quá|tối đa|không cao hơn", Bound.LE),
    (r"còn dưới|xuống dưới", Bound.TO_BELOW),
    (r"<|dưới", Bound.LT),
    (r"tăng(?: thêm)?|thêm|\+", Bound.INCREASE),
    (r"giảm", Bound.DECREASE),
    (r"duy trì|giữ(?: vững)?", Bound.MAINTAIN),
    (r"còn(?: lại)?", Bound.LE),
    (r"đạt|khoảng|là|=|bằng", Bound.EQ),
)
_PREFIX = "|".join(words for words, _ in _PREFIXES)
_FIGURE = re.compile(
    rf"(?P<before>(?:(?:{_PREFIX})\s*)*)"
    rf"(?P<low>{_NUMBER})(?:\s*(?P<join>[-–/]|đến)\s*(?P<high>{_NUMBER}))?"
    r"\s*(?P<unit>[^\d\s(][^\d(]*?)?\s*(?P<after>trở lên|trở xuống|\(trở lên\))?"
    r"\s*(?:\((?P<remark>[^()]*)\))?\.?",
    re.IGNORECASE,
)
_EMPTY = re.compile(r"[-–—.…_/ ]*")


@dataclass(frozen=True, slots=True)
class Figure:
    """A cell understood: the quantity, whether the cell itself bounds it, a remark in it."""

    quantity: Quantity
    bounded: bool = False
    remark: str = ""


def is_blank(cell: str) -> bool:
    """Whether a cell holds nothing, or only a dash."""
    return _EMPTY.fullmatch(cell) is not None


def parse_figure(cell: str) -> Figure | None:
    """The figure of a cell, ``None`` where the cell is not one plain figure."""
    match = _FIGURE.fullmatch(cell.strip())
    if match is None:
        return None
    value = parse_decimal(match["low"])
    second = parse_decimal(match["high"]) if match["high"] else None
    if value is None:
        return None
    bound = _bound(match["before"] or "", (match["after"] or "").lower())
    fraction = match["join"] == "/"
    ranged = second is not None and not fraction
    quantity = Quantity(
        value=value,
        unit=(match["unit"] or "").strip(" ;.") or None,
        bound=Bound.RANGE if ranged and bound is None else bound,
        upper=second if ranged else None,
        out_of=second if fraction else None,
        written=_written(match),
        floor=bool(match["after"]) and bound in (Bound.INCREASE, Bound.DECREASE),
        doubtful=_ambiguous(match["low"]),
    )
    return Figure(quantity, bound is not None, (match["remark"] or "").strip())


def _written(match: re.Match[str]) -> str:
    end = match.end("high") if match["high"] else match.end("low")
    return match.string[match.start("low") : end]


def _bound(before: str, after: str) -> Bound | None:
    words = before.strip().lower()
    for pattern, bound in _PREFIXES:
        if words and re.match(rf"(?:đạt\s+)?(?:{pattern})(?!\w)", words):
            if bound is Bound.EQ:
                break
            return bound
    if "trở" in after:
        return Bound.LE if "xuống" in after else Bound.GE
    return None


def parse_decimal(text: str) -> Decimal | None:
    """The value of a number in Vietnamese notation, ``None`` where it is none."""
    digits = text.replace(" ", "")
    if re.fullmatch(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?", digits):
        digits = digits.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"[1-9]\d{0,2}(?:,\d{3}){2,}(?:\.\d+)?|[1-9]\d{0,2},\d{3}\.\d+", digits):
        digits = digits.replace(",", "")
    else:
        digits = digits.replace(",", ".")
    try:
        return Decimal(digits)
    except InvalidOperation:
        return None


def _ambiguous(text: str) -> bool:
    """Whether a comma before three digits may have been meant for thousands."""
    return re.fullmatch(r"[1-9]\d{0,2},\d{3}", text) is not None


def printed(value: Decimal, like: tuple[str, ...]) -> str:
    """``value`` in Vietnamese notation, with as many decimals as the longest in ``like``."""
    places = max((len(t.rpartition(",")[2]) if "," in t else 0 for t in like), default=0)
    whole, _, part = f"{value:,.{places}f}".partition(".")
    return whole.replace(",", ".") + (f",{part}" if part else "")
