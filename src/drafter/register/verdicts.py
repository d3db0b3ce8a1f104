"""Verdicts: whether a citation is right, and alive, on a given day.

First the citation is matched with the register (one candidate or none), then what is printed
is compared with what the register holds, then the instrument's life is laid over the day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from drafter.document.facts import Citation, Scope

from . import matching
from .instrument import UNVERIFIED, Instrument, after, printed_day

if TYPE_CHECKING:
    from .instruments import Instruments


class VerdictKind(StrEnum):
    """``unknown`` is never shown as right; ``mismatch`` says which part differs."""

    IN_FORCE = "in-force"
    EXPIRED = "expired"
    NOT_YET = "not-yet"
    EXPIRES_IN_PLAN_YEAR = "expires-in-plan-year"
    MISMATCH = "mismatch"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What may be said of a citation. ``why`` is one Vietnamese sentence for the official.

    ``replacement`` is what to cite instead on that day, when the register knows it.
    """

    kind: VerdictKind
    citation: Citation
    instrument: Instrument | None
    replacement: Instrument | None
    why: str

    @property
    def confirmed(self) -> bool:
        """Whether the register row behind it is confirmed."""
        return self.instrument is not None and self.instrument.confirmed


@dataclass(frozen=True, slots=True)
class Life:
    """The state of an instrument on a day: kind, reason, replacement."""

    kind: VerdictKind
    why: str
    replacement: Instrument | None = None


def verdict(register: Instruments, citation: Citation, on: date, plan_year: int | None) -> Verdict:
    """Match, compare, then judge ``citation`` for a document of day ``on``."""
    if citation.scope is not Scope.SPECIFIC:
        return _unknown(citation, "viện dẫn chung, không kiểm tra được từng văn bản")
    match = matching.find(register, citation, on)
    if match.instrument is None:
        return _unknown(citation, match.why)
    row = match.instrument
    life = state(register, row, on, plan_year)
    if match.differences:
        why = "; ".join(match.differences)
        if life.kind is not VerdictKind.IN_FORCE:
            why += f"; ngoài ra {life.why}"
        instead = life.replacement or row
        return Verdict(VerdictKind.MISMATCH, citation, row, instead, sentence(why, row))
    why = "; ".join((life.why, *match.notes))
    return Verdict(life.kind, citation, row, life.replacement, sentence(why, row))


def state(register: Instruments, row: Instrument, on: date, plan_year: int | None = None) -> Life:
    """The life of ``row`` laid over ``on`` and, if given, over the plan year."""
    return (
        _unborn(register, row, on)
        or _dead(register, row, on)
        or _dying(register, row, on, plan_year)
        or Life(VerdictKind.IN_FORCE, _alive(register, row, on))
    )


def ended_on(register: Instruments, row: Instrument) -> date | None:
    """Last day on which ``row`` may serve as a basis, by whichever bound comes first."""
    parent = register.get(row.details) if row.details else None
    bounds = (row.effective_to, row.relevant_until, parent.effective_to if parent else None)
    return min((day for day in bounds if day), default=None)


def successor(register: Instruments, row: Instrument, on: date) -> Instrument | None:
    """The instrument that took the place of ``row`` and is alive on ``on``."""
    seen, queue = {row.id}, list(row.replaced_by)
    while queue:
        candidate = register.get(queue.pop(0))
        if candidate is None or candidate.id in seen:
            continue
        seen.add(candidate.id)
        if state(register, candidate, on).kind is VerdictKind.IN_FORCE:
            return candidate
        queue += candidate.replaced_by
    return None


def sentence(text: str, row: Instrument | None = None) -> str:
    """One Vietnamese sentence; says so when the row is not confirmed."""
    if row is not None and not row.confirmed and UNVERIFIED not in text:
        text += f" ({UNVERIFIED})"
    return text[:1].upper() + text[1:].rstrip(".;, ") + "."


def _unknown(citation: Citation, why: str) -> Verdict:
    return Verdict(VerdictKind.UNKNOWN, citation, None, None, sentence(why))


def _unborn(register: Instruments, row: Instrument, on: date) -> Life | None:
    born = row.signed or date(matching.number_year(row) or 1, 1, 1)
    if born > on:
        why = f"ngày {printed_day(on)} chưa ban hành {row.name}"
    elif row.effective_from and row.effective_from > on:
        why = f"{row.name} đến ngày {printed_day(row.effective_from)} mới có hiệu lực"
    else:
        return None
    before = _predecessor(register, row, on)
    return Life(VerdictKind.NOT_YET, why + _instead(before, on), before)


def _predecessor(register: Instruments, row: Instrument, on: date) -> Instrument | None:
    queue, seen = list(row.replaces), {row.id}
    while queue:
        old = register.get(queue.pop(0))
        if old is None or old.id in seen:
            continue
        seen.add(old.id)
        ended = ended_on(register, old)
        started = old.effective_from or old.signed
        if (started is None or started <= on) and (ended is None or ended >= on):
            return old
        queue += old.replaces
    return None


def _dead(register: Instruments, row: Instrument, on: date) -> Life | None:
    ended = ended_on(register, row)
    if ended is None or ended >= on:
        return None
    new = successor(register, row, on)
    return Life(VerdictKind.EXPIRED, _epitaph(register, row, ended) + _instead(new, on), new)


def _epitaph(register: Instruments, row: Instrument, ended: date) -> str:
    clause = f" ({row.ends_by})" if row.ends_by else ""
    if ended == row.effective_to:
        return f"{row.name} hết hiệu lực từ {after(ended)}{clause}"
    parent = register.get(row.details) if row.details else None
    if parent is not None and ended == parent.effective_to:
        return (
            f"{row.name} hướng dẫn {parent.name}, văn bản này hết hiệu lực từ {after(ended)} "
            "nên không dùng làm căn cứ"
        )
    reason = "" if row.replaced_by else " (hết giai đoạn áp dụng)"
    return f"{row.name} không còn dùng làm căn cứ từ {after(ended)}{reason}"


def sunset_on(register: Instruments, row: Instrument, on: date, plan_year: int) -> date | None:
    """Last day of ``row`` if it comes before the plan year ends and could be known on ``on``.

    An end that a later instrument brought about was not known before that one was signed.
    """
    ended = ended_on(register, row)
    if ended is None or ended >= date(plan_year, 12, 31):
        return None
    parent = register.get(row.details) if row.details else None
    cause = parent if parent and ended == parent.effective_to else row
    heirs = [register.get(id) for id in cause.replaced_by]
    known = cause.ends_by or not heirs or any(h and h.signed and h.signed <= on for h in heirs)
    return ended if known else None


def _dying(register: Instruments, row: Instrument, on: date, plan_year: int | None) -> Life | None:
    ended = sunset_on(register, row, on, plan_year) if plan_year is not None else None
    if ended is None or plan_year is None:
        return None
    by_purpose = ended == row.relevant_until and ended != row.effective_to
    epitaph = _epitaph(register, row, ended)
    if by_purpose and ended < date(plan_year, 1, 1):
        return Life(
            VerdictKind.EXPIRED, f"{epitaph}, không dùng cho kế hoạch năm {plan_year}", None
        )
    when = "trong năm" if ended.year == plan_year else "trước năm"
    note = _doubt(row, "effective_to", "relevant_until")
    return Life(VerdictKind.EXPIRES_IN_PLAN_YEAR, f"{epitaph}, {when} kế hoạch {plan_year}{note}")


def _alive(register: Instruments, row: Instrument, on: date) -> str:
    if row.effective_from:
        day = printed_day(row.effective_from)
        text = f"{row.name} có hiệu lực từ {day}{_doubt(row, 'effective_from')}"
    else:
        text = f"{row.name} còn dùng được làm căn cứ{_doubt(row, 'signed')}"
    text += "".join(f"; {words}" for words in amendments(register, row, on))
    if row.notes and row.use not in {"may-cite", "historical"}:
        text += f"; lưu ý: {row.notes[:1].lower()}{row.notes[1:].rstrip('.')}"
    return text


def amendments(register: Instruments, row: Instrument, on: date) -> Iterator[str]:
    """What changed ``row`` and is in force on the day: "được sửa đổi, bổ sung bởi luật ngày …"."""
    for id in row.amended_by:
        new = register.get(id)
        if new and new.effective_from and new.effective_from <= on and new.use != "do-not-cite":
            doubt = "" if new.confirmed else f", {UNVERIFIED}"
            yield (
                f"được sửa đổi, bổ sung bởi luật ngày {printed_day(new.signed)} "
                f"(hiệu lực từ {printed_day(new.effective_from)}{doubt})"
            )


def _instead(row: Instrument | None, on: date) -> str:
    return f"; ngày {printed_day(on)} dùng {row.name}" if row else ""


def _doubt(row: Instrument, *fields: str) -> str:
    return f" (ngày {UNVERIFIED})" if set(fields) & set(row.unverified) else ""


_ARTICLE = re.compile(r"\b[Đđ]iều (\d+)")


def article_number(text: str | None) -> int | None:
    """The article in "khoản 2 Điều 60", if any."""
    found = _ARTICLE.search(text or "")
    return int(found[1]) if found else None
