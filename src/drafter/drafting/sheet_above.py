"""The sheet's part on the level above: what it assigns, what of it the draft leaves out, and why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from drafter.checking import CheckContext
from drafter.checking.beside import Comparison
from drafter.checking.figures import left_of, plain_unit, printed, shown
from drafter.document.facts import FactKind, Quantity, Target
from drafter.document.model import LaunchDocument
from drafter.document.reading import ReadDocument
from drafter.document.sheet import BasisLine, FloorLine, LeftOut
from drafter.reading.vietnamese import fold
from drafter.register.verdicts import VerdictKind

_NOT_OURS = "số chung của cấp trên, dự thảo không lấy làm chỉ tiêu của đơn vị; nếu có giao cho đơn vị thì bổ sung"


def floor_lines(found: Iterable[Comparison], document: LaunchDocument) -> tuple[FloorLine, ...]:
    """Each assigned figure beside the commune's own, with the places where that one stands."""
    return tuple(
        FloorLine(
            one.indicator, one.own, one.assigned, one.place, one.gap,
            tuple(_stands(one, document)),
        )
        for one in found
    )  # fmt: skip


def _stands(one: Comparison, document: LaunchDocument) -> Iterator[str]:
    """The places of the draft where the commune's own figure stands, each once."""
    name, figure = fold(one.indicator), one.own.split(" = ")[0].split(" ")[0].rstrip("%")
    seen: set[str] = set()
    for path, paragraph in document.paragraphs() if one.own else ():
        uses = (u for u in paragraph.uses if u.kind is FactKind.TARGET and figure in u.text)
        here = ".".join((path, paragraph.label.strip(").-"))).strip(".")
        if here not in seen and any(name in fold(use.ground.quote) for use in uses):
            seen.add(here)
            yield here


def dropped_law(read: ReadDocument, context: CheckContext) -> Iterator[BasisLine]:
    """Law of last year's paper that has ended since, and is not cited again."""
    assert context.on is not None
    cited = {citation.number for citation in read.citations}
    seen: set[str] = set()
    for citation in context.previous.citations if context.previous else ():
        verdict = context.register.instruments.verdict(citation, context.on, context.year)
        row = verdict.instrument
        if row is None or verdict.kind is not VerdictKind.EXPIRED:
            continue
        if row.name not in seen and citation.number not in cited:
            seen.add(row.name)
            why = verdict.why.rstrip(".").removeprefix(row.name).strip(" ;,")
            yield BasisLine(row.name, why or verdict.why, False)


def left_to_do(target: Target) -> str:
    """ "Thu ngân sách: 6 tháng 48,3 tỷ đồng, còn 63,7 tỷ đồng"; empty where nothing is known."""
    done, plan, left = target.so_far, target.quantity, left_of(target)
    if done is None or plan is None or left is None:
        return ""
    unit = "điểm %" if plan.unit == "%" else (plan.unit or "")
    said = f"{target.indicator}: {target.so_far_in} {shown(done)}, kế hoạch {shown(plan)}"
    return f"{said}; còn {printed(left)} {unit}.".replace(" .", ".") if left > 0 else f"{said}."


def figures_not_ours(
    read: ReadDocument, trace: dict[str, Any], context: CheckContext
) -> Iterator[LeftOut]:
    """Figures of the directive that are nobody's floor here and that the draft does not print."""
    directive = context.directive
    if directive is None:
        return
    told = " ".join(line.quote for line in left_out(trace))
    given = (floor.target.quantity for floor in context.floors)
    floors = {(q.written, plain_unit(q.unit)) for q in given if q}
    for target in directive.targets:
        figure = target.quantity
        text = target.span.of(directive.understood) if target.span else target.text
        words = " ".join(text.split()).strip(" .;")
        if figure is None or not figure.written or words in told:
            continue
        if _prints(read.text, figure) or (figure.written, plain_unit(figure.unit)) in floors:
            continue
        yield LeftOut("", words, _NOT_OURS)


def _prints(text: str, figure: Quantity) -> bool:
    """Whether the figure stands in ``text`` with its unit: "268 ha" is not "268 tỷ đồng"."""
    unit = re.escape((figure.unit or "").split(" ")[0])
    return re.search(rf"(?<![\d.,]){re.escape(figure.written)}(?![\d.,]) ?{unit}", text) is not None


_BOUND_TO = re.compile(r"gắn với “([^”]+)”")


def _part_left_out(quote: str, reason: str) -> str:
    """The members of a clause that are bound to a place of elsewhere; the others stand."""
    name = _BOUND_TO.match(reason)
    parts = quote.split(", ")
    bound = [part for part in parts if name and name[1] in part]
    return ", ".join(bound) if len(bound) < len(parts) else ""


def left_out(trace: dict[str, Any]) -> Iterator[LeftOut]:
    """The clauses of the directive that the draft does not carry, each with why."""
    for item in trace.get("directive_items", ()):
        for clause in item["clauses"]:
            part = _part_left_out(clause["quote"], clause["reason"]) if clause["text"] else ""
            if part:
                yield LeftOut(item["ref"], part, clause["reason"])
            elif not clause["text"] and clause["action"] == "left-out":
                yield LeftOut(item["ref"], clause["quote"], clause["reason"])
