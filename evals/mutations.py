"""Deliberate faults in the product, to see that the scoreboard catches each.

``python -m evals.mutations NAME FOLDER`` plants one in this process and runs the evals that
should notice; ``report.json`` in the folder tells what was lost against the baseline. No file
of the product is touched. ``none`` plants nothing: the control.
"""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
TWO_JOBS = ("test_jobs.py", "test_outside.py", "-k", "(meets or source) and (03_ or 06_)")


@dataclass(frozen=True, slots=True)
class Mutation:
    """A fault: what it does, how it is planted, which evals run, which measure must fall."""

    what: str
    plant: Callable[[], None]
    run: tuple[str, ...]
    caught_by: str


def _nothing() -> None:
    """The product as it is."""


def _floors_turned_round() -> None:
    from drafter.checking import against

    right = against.lower_is_better
    against.lower_is_better = lambda target: not right(target)


def _last_year_for_this() -> None:
    from drafter.reading import sheet

    right = sheet.find_columns

    def wrong(rows: Any) -> Any:
        found = right(rows)
        if found is None or found.last_year is None:
            return found
        return dataclasses.replace(found, plan=found.last_year, last_year=found.plan)

    sheet.find_columns = wrong


def _always_in_force() -> None:
    from drafter.register.instruments import Instruments
    from drafter.register.verdicts import VerdictKind

    right = Instruments.verdict

    def wrong(self: Any, *given: Any, **named: Any) -> Any:
        return dataclasses.replace(right(self, *given, **named), kind=VerdictKind.IN_FORCE)

    Instruments.verdict = wrong  # type: ignore[method-assign]


def _item_dropped() -> None:
    from drafter.writing import cascade

    right = cascade.items_of
    cascade.items_of = lambda document, kind: right(document, kind)[1:]


def _target_altered() -> None:
    from drafter.drafting import steps

    right = steps._scene  # the one door through which a brief becomes a draft

    def wrong(brief: Any, tools: Any) -> Any:
        first, *rest = brief.targets
        return right(brief.with_update(targets=(_with_other_figure(first), *rest)), tools)

    steps._scene = wrong


def _with_other_figure(target: Any) -> Any:
    written = target.quantity.written
    other = f"9{written[1:]}" if written[0] != "9" else f"8{written[1:]}"
    quantity = dataclasses.replace(target.quantity, written=other)
    return dataclasses.replace(target, quantity=quantity, text=target.text.replace(written, other))


def _figure_invented() -> None:
    from drafter.writing.template import TemplateWriter

    right = TemplateWriter.write

    def wrong(self: Any, task: Any) -> Any:
        made = right(self, task)
        if not made.section.paragraphs:
            return made
        first, *rest = made.section.paragraphs
        more = dataclasses.replace(first, text=f"{first.text} Phấn đấu vượt thêm 987 tỷ đồng.")
        section = dataclasses.replace(made.section, paragraphs=(more, *rest))
        return dataclasses.replace(made, section=section)

    TemplateWriter.write = wrong  # type: ignore[method-assign]


def _markup_let_through() -> None:
    from drafter.rendering import html

    html.escape = lambda text, quote=True: text


def _orders_obeyed() -> None:
    from drafter.reading import message_act

    message_act.gives_orders = lambda face: False


_LAW = ("test_register.py", "-k", "test_register and law")
_MARKUP = ("test_safety.py", "-k", "script or onerror")
_CHAT = ("test_conversation_cases.py",)

MUTATIONS: dict[str, Mutation] = {
    "none": Mutation("nothing", _nothing, TWO_JOBS, ""),
    "floors": Mutation(
        "a floor comparison turned round", _floors_turned_round, TWO_JOBS, "floors told"
    ),
    "last-year": Mutation(
        "last year's figures used as this year's", _last_year_for_this, TWO_JOBS,
        "targets word for word",
    ),
    "law": Mutation("every instrument in force", _always_in_force, _LAW, "right answers"),
    "item": Mutation(
        "an item of the directive dropped", _item_dropped, TWO_JOBS, "directive items carried"
    ),
    "target": Mutation(
        "a target's figure altered", _target_altered, TWO_JOBS, "targets word for word"
    ),
    "invention": Mutation(
        "a figure without a source", _figure_invented, TWO_JOBS, "figures with a source"
    ),
    "markup": Mutation(
        "the preview does not escape", _markup_let_through, _MARKUP, "no active markup"
    ),
    "orders": Mutation(
        "orders to break the rules are taken", _orders_obeyed, _CHAT, "answers"
    ),
}  # fmt: skip


def main(name: str, folder: str) -> int:
    """Plant the fault and run; the exit code is pytest's."""
    import pytest

    mutation = MUTATIONS[name]
    mutation.plant()
    files = [str(HERE / part) if part.endswith(".py") else part for part in mutation.run]
    return int(pytest.main([*files, "-q", "-p", "no:cacheprovider", "--report", folder]))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
