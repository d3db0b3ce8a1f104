"""The commune's targets against what the level above assigns. The decision stays with the office."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import ROUND_CEILING, Decimal

from drafter.document.brief import Brief, Floor
from drafter.document.facts import Span, Target
from drafter.reading.vietnamese import fold

from .case import Case
from .figures import (
    as_percent,
    is_drop,
    lower_is_better,
    measure,
    plain_unit,
    printed,
    shown,
)
from .finding import Category, Severity
from .floors import assigned_floors
from .pairing import best_match
from .rule import Family, Flaw

AGAINST = Family(Category.TARGET)

_DECIDE = (
    "Đơn vị quyết định: nâng lên bằng mức giao, hoặc giữ và giải trình với cấp trên{}; "
    "dự thảo giữ nguyên số của đơn vị."
)
_EXPLAINED = re.compile(r"[^.;\n]*thấp hơn[^.;\n]*giải trình[^.;\n]*", re.IGNORECASE)


def own_targets(case: Case) -> tuple[Target, ...]:
    """The commune's targets: its list where there is one, else those read from the text."""
    return case.context.targets or case.document.targets


def floors_of(case: Case) -> tuple[Floor, ...]:
    """What is assigned: given by the caller, else read from the directive."""

    def find() -> tuple[Floor, ...]:
        context = case.context
        if context.floors or context.directive is None or context.unit is None:
            return context.floors
        day = context.on or date(context.year or 2026, 1, 1)
        brief = context.brief or Brief(as_of=day, unit=context.unit)
        return assigned_floors(context.directive, brief, context.register)

    return case.once("floors", find)


def pairs(case: Case) -> tuple[tuple[Floor, Target], ...]:
    """Each floor with the commune's own target of the same indicator."""

    def find() -> tuple[tuple[Floor, Target], ...]:
        targets = own_targets(case)
        found = []
        for floor in floors_of(case):
            match = best_match(floor.target, targets, case.context.register)
            if match is not None and match.quantity is not None:
                found.append((floor, match))
        return tuple(found)

    return case.once("floor pairs", find)


@AGAINST.rule(
    "CT-01", Severity.WARNING, "Văn bản cấp trên",
    "Chỉ tiêu của xã thấp hơn mức cấp trên giao (tính cả số phần, số tuyệt đối, chiều tăng giảm)",
)  # fmt: skip
def weaker(case: Case) -> Iterator[Flaw]:
    """Figures under their floor, with both numbers and the place in the directive."""
    for floor, target in pairs(case):
        flaw = _compare(case, floor, target)
        if flaw is not None:
            yield flaw


@AGAINST.rule(
    "CT-02", Severity.WARNING, "Văn bản cấp trên",
    "Chỉ tiêu cấp trên giao đích danh cho xã phải có trong chỉ tiêu của xã",
)  # fmt: skip
def not_taken_up(case: Case) -> Iterator[Flaw]:
    """Assigned by name, absent in the commune's list."""
    for floor in untaken(case):
        here = _spoken_at(case, floor)
        yield Flaw(
            f"Cấp trên giao {assigned_words(floor)} ({name_of(case, floor)}, {place_of(case, floor)}); "
            f"chỉ tiêu của {_who(case)} không có nội dung này.",
            here,
            "Bổ sung chỉ tiêu, hoặc báo cáo lý do với cấp trên; dự thảo không tự thêm số.",
            quote="" if here else floor.quote,
        )


def _spoken_at(case: Case, floor: Floor) -> Span | None:
    """Where the text speaks of what the floor measures, to tell of it there."""
    spelled = case.context.register.indicators.spelled(floor.target.indicator)
    words = _COMMON_IN_NAMES.sub("", fold(spelled)).strip()
    if " " not in words:
        return None
    found = re.compile(rf"\b{re.escape(words)}\b[^.;,\n|]*").search(
        case.folded, case.body.start, case.body.end
    )
    return Span(*found.span()) if found else None


_COMMON_IN_NAMES = re.compile(r"\b(?:số|tỷ lệ|mới|thành lập|thêm|tổng)\b ?")


def untaken(case: Case) -> Iterator[Floor]:
    """Floors set for this commune by name that its list has no target for."""
    targets = own_targets(case)
    for floor in floors_of(case) if targets else ():
        if floor.own_row and best_match(floor.target, targets, case.context.register) is None:
            yield floor


@AGAINST.rule(
    "CT-16", Severity.WARNING, "Văn bản cấp trên",
    "Mức cấp trên đặt ra cho các xã phải có trong chỉ tiêu hoặc nội dung của xã",
)  # fmt: skip
def not_spoken_of(case: Case) -> Iterator[Flaw]:
    """Set for all communes, and neither among the commune's targets nor in its text."""
    targets = own_targets(case)
    for floor in floors_of(case) if targets else ():
        if floor.own_row or OF_THE_WHOLE.search(fold(floor.quote)) or _spoken_of(case, floor):
            continue
        yield Flaw(
            f"Cấp trên đặt mức {assigned_words(floor)} cho các xã ({name_of(case, floor)}; "
            f"{place_of(case, floor)}); văn bản của {_who(case)} chưa nói đến.",
            None,
            "Bổ sung chỉ tiêu nếu thuộc việc của đơn vị; dự thảo không tự thêm số.",
            quote=floor.quote,
        )


OF_THE_WHOLE = re.compile(r"hoàn thành[^;.]{0,30}100% (?:các )?chỉ tiêu")
"""A wish for the whole, "hoàn thành và vượt 100% chỉ tiêu", is no indicator."""


def _spoken_of(case: Case, floor: Floor) -> bool:
    register = case.context.register
    places = (own_targets(case), case.document.targets)
    if any(best_match(floor.target, offered, register) for offered in places):
        return True
    words = set(re.findall(r"[^\W\d_]+", fold(floor.quote)))
    written = floor.target.quantity.written if floor.target.quantity else ""
    return any(
        written in paragraph
        and len(words & set(re.findall(r"[^\W\d_]+", paragraph))) * 2 >= len(words)
        for paragraph in case.folded.split("\n")
    )


@AGAINST.rule(
    "CT-11", Severity.ERROR, "Biểu chỉ tiêu của đơn vị",
    "Số liệu trong văn bản phải đúng biểu chỉ tiêu của đơn vị",
)  # fmt: skip
def altered(case: Case) -> Iterator[Flaw]:
    """A figure of the office's list that stands in the text with another value."""
    for target in case.context.targets:
        if target.quantity is None or not target.quantity.written or _printed(case, target):
            continue
        here = [
            t
            for t in case.document.targets
            if t.quantity is not None
            and t.quantity.value is not None
            and fold(t.indicator).strip(" :-") == fold(target.indicator).strip(" :-")
        ] or _same_named(case, target)
        for other in here[:1]:
            assert other.quantity is not None
            if other.quantity.value != target.quantity.value:
                yield Flaw(
                    f"{target.indicator}: văn bản ghi {shown(other.quantity)}, biểu chỉ tiêu của đơn vị "
                    f"ghi {shown(target.quantity)}.",
                    other.span, f"Ghi {shown(target.quantity)}.",
                )  # fmt: skip


@AGAINST.rule(
    "CT-12", Severity.WARNING, "Biểu chỉ tiêu của đơn vị",
    "Mọi chỉ tiêu trong biểu của đơn vị phải có trong văn bản",
)  # fmt: skip
def left_out(case: Case) -> Iterator[Flaw]:
    """Targets of the office's list that the text does not hold."""
    for target in case.context.targets:
        if target.quantity is None or not target.quantity.written or _printed(case, target):
            continue
        if not _same_named(case, target):
            yield Flaw(
                f"Chỉ tiêu “{target.indicator}: {shown(target.quantity)}” trong biểu của đơn vị không có "
                "trong văn bản.",
                None, "Bổ sung chỉ tiêu.", quote=target.text,
            )  # fmt: skip


def _same_named(case: Case, target: Target) -> list[Target]:
    match = best_match(target, case.document.targets, case.context.register)
    return [match] if match is not None and match.quantity is not None else []


def _printed(case: Case, target: Target) -> bool:
    """Whether the text has the indicator and its figure in one paragraph."""
    assert target.quantity is not None
    words = [w for w in re.findall(r"[^\W\d_]+", fold(target.indicator)) if len(w) > 2][:4]
    figure = re.compile(rf"(?<![\d.,]){re.escape(target.quantity.written)}(?![\d]|[.,]\d)")
    for found in figure.finditer(case.text):
        paragraph = case.paragraph_at(found.start())
        near = case.folded[paragraph.start : paragraph.end]
        if sum(w in near for w in words) >= min(2, len(words)):
            return True
    return False


def name_of(case: Case, floor: Floor) -> str:
    """What the directive calls it: the indicator of a table, the clause of a sentence."""
    in_table = floor.own_row or "dòng" in floor.ref
    if not in_table:
        return f"“{floor.quote}”"
    name = case.context.register.indicators.spelled(floor.target.indicator)
    return f"{name[:1].upper()}{name[1:]}"


def _compare(case: Case, floor: Floor, target: Target) -> Flaw | None:
    assert floor.target.quantity is not None
    assert target.quantity is not None
    verdict = weaker_than(floor, target)
    if verdict is None:
        return _not_comparable(case, floor, target)
    if not verdict:
        return None
    own = own_words(target)
    need = needed_words(floor, target)
    return Flaw(
        f"{target.indicator}: {_who(case)} đăng ký {own}, {_side(floor, target)} mức cấp trên giao "
        f"{assigned_words(floor)}{need} ({name_of(case, floor)}; {place_of(case, floor)}).",
        span_of(case, target),
        _DECIDE.format(_how_to_explain(case)),
        quote=target.text,
    )


def _how_to_explain(case: Case) -> str:
    """How the level above wants a lower figure explained, in its own words."""
    directive = case.context.directive
    found = _EXPLAINED.search(directive.text) if directive else None
    return f" (cấp trên yêu cầu: “{found[0].strip()}”)" if found else ""


def own_words(target: Target) -> str:
    """The commune's figure, a fraction with its share in percent."""
    assert target.quantity is not None
    own = shown(target.quantity)
    if target.quantity.out_of and (share := as_percent(target.quantity)) is not None:
        own = f"{own} = {printed(share, 1)}%"
    return own


def weaker_than(floor: Floor, target: Target) -> bool | None:
    """Whether the target is weaker than the floor; ``None`` where they cannot be compared."""
    given, own = floor.target.quantity, target.quantity
    assert given is not None
    assert own is not None
    if is_drop(floor.target) != is_drop(target):
        return _drop_from_last_year(floor, target)
    values = _same_measure(floor, target)
    if values is None:
        return None
    low, high = values
    return high > low if lower_is_better(floor.target) else high < low


def _drop_from_last_year(floor: Floor, target: Target) -> bool | None:
    """A level against the amount of a decrease: last year's figure tells the decrease."""
    last, own, given = target.last_year, target.quantity, floor.target.quantity
    if not is_drop(floor.target) or last is None or last.value is None:
        return None
    if own is None or own.value is None or given is None or given.value is None:
        return None
    return last.value - own.value < given.value


def _same_measure(floor: Floor, target: Target) -> tuple[Decimal, Decimal] | None:
    given, own = floor.target.quantity, target.quantity
    assert given is not None
    assert own is not None
    if plain_unit(given.unit) == "%":
        share, own_share = as_percent(given), as_percent(own)
        return (share, own_share) if share is not None and own_share is not None else None
    a, b = measure(given), measure(own)
    if a is None or b is None:
        return None
    if a.unit and b.unit and a.unit != b.unit and not (a.unit in b.unit or b.unit in a.unit):
        return None
    return a.value, b.value


def _not_comparable(case: Case, floor: Floor, target: Target) -> Flaw | None:
    given, own = floor.target.quantity, target.quantity
    if given is None or own is None or not own.unit or is_drop(floor.target) != is_drop(target):
        return None
    return Flaw(
        f"{target.indicator}: {_who(case)} ghi {shown(own)}, cấp trên giao {assigned_words(floor)} "
        f"({place_of(case, floor)}); hai đơn vị tính khác nhau nên chưa so sánh được.",
        span_of(case, target),
        "Ghi theo đơn vị tính của cấp trên để đối chiếu.",
        severity=Severity.INFO,
        quote=target.text,
    )


def _side(floor: Floor, target: Target) -> str:
    return "cao hơn (kém hơn)" if lower_is_better(floor.target) else "thấp hơn"


def needed_words(floor: Floor, target: Target) -> str:
    """For a fraction, how many of the whole the floor means: "cần ít nhất 22/24"."""
    own, given = target.quantity, floor.target.quantity
    if (
        not own
        or not own.out_of
        or not given
        or given.value is None
        or lower_is_better(floor.target)
    ):
        return ""
    if plain_unit(given.unit) != "%":
        return ""
    count = (given.value * own.out_of / 100).to_integral_value(ROUND_CEILING)
    return f", cần ít nhất {printed(count)}/{printed(own.out_of)}"


def assigned_words(floor: Floor) -> str:
    """The figure of a floor as written, else its words."""
    return shown(floor.target.quantity) if floor.target.quantity else floor.quote


def _who(case: Case) -> str:
    return case.context.unit.level.word if case.context.unit else "xã"


def place_of(case: Case, floor: Floor) -> str:
    """Where the floor stands: "mục I.2.a của Chỉ thị số 03/CT-UBND"."""
    directive = case.context.directive
    if directive is None or not directive.header.doc_type:
        return floor.ref
    kind = directive.header.doc_type.strip().capitalize()
    number = f" số {directive.header.number}" if directive.header.number else ""
    code = directive.header.code or ""
    if number and code and "/" not in number:
        number += f"/{code}"
    return f"{floor.ref} của {kind}{number}"


def span_of(case: Case, target: Target) -> Span | None:
    """Where the target stands in the text: its own span, or the line with its indicator."""
    if target in case.document.targets:
        return target.span
    name = re.sub(r"\s+", " ", fold(target.indicator)).strip(" :-")
    at = case.folded.find(name)
    if at < 0:
        return None
    written = target.quantity.written if target.quantity else ""
    line = case.paragraph_at(at)
    found = case.text.find(written, at, line.end) if written else -1
    return Span(at, found + len(written) if found >= 0 else at + len(name))
