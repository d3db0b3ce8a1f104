"""The way from a brief to a document: gather, write, check, revise, assemble, check the whole.

Plain functions. `draft` is a generator: the page, the command line and the evals read the same
stream of `Progress` and receive the same `Draft` at its end.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from drafter.checking import CheckContext, Switch, assigned_floors, check_draft
from drafter.checking.finding import Finding
from drafter.checking.floors import undecided_floors
from drafter.checking.pairing import best_match
from drafter.document.brief import Brief, Floor
from drafter.document.model import LaunchDocument, Section
from drafter.errors import BadValue
from drafter.register import Register
from drafter.writing import opening
from drafter.writing.cascade import Carried
from drafter.writing.clauses import Clauses
from drafter.writing.demands import demands_told
from drafter.writing.fallback import FOR_MODEL
from drafter.writing.hamlets import with_hamlets
from drafter.writing.keys import FactTable, fill, filled, in_keys
from drafter.writing.last_year import kept_words
from drafter.writing.scene import Scene
from drafter.writing.task import Passage, SectionTask, SectionWriter
from drafter.writing.template import TemplateWriter
from drafter.writing.told import told_back
from drafter.writing.untrusted import disarmed
from drafter.writing.wording import Wording


@dataclass(frozen=True, slots=True)
class Progress:
    """One visible step: ``stage`` is gather, write, check or done; ``text`` is Vietnamese.

    ``written`` is the part that was finished just before it.
    """

    stage: str
    text: str
    done: int = 0
    total: int = 0
    section: str = ""
    written: Section | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A finished draft with everything that is known about it."""

    brief: Brief
    document: LaunchDocument
    findings: tuple[Finding, ...]
    carried: tuple[Carried, ...]
    floors: tuple[Floor, ...]
    passages: tuple[Passage, ...]
    written_by: tuple[str, ...]
    notes: tuple[str, ...]
    timings: tuple[tuple[str, float], ...]
    docx: bytes = b""


@dataclass(frozen=True, slots=True)
class Tools:
    """What drafting needs from outside, injected by the desk.

    ``join`` gives the writer for a scene: the template writer alone, or a model with the
    template writer behind it. ``clock`` counts seconds.
    """

    register: Register
    clauses: Clauses
    wording: Wording
    passages: Callable[[Brief], Sequence[Passage]]
    join: Callable[[TemplateWriter, FactTable], SectionWriter]
    clock: Callable[[], float]
    switched_off: tuple[Switch, ...] = ()


def draft(brief: Brief, tools: Tools) -> Generator[Progress, None, Draft]:
    """Write a plan from ``brief``. Raises `BadValue` when unit or year are missing."""
    started = tools.clock()
    yield Progress("gather", "Đang đọc lại văn bản cấp trên, chỉ tiêu và căn cứ pháp lý…")
    scene = _scene(brief, tools)
    passages = tuple(tools.passages(brief))
    template = TemplateWriter(scene)
    gathered = tools.clock()

    writer = tools.join(template, scene.table)
    sections: list[Section] = []
    notes: list[str] = []
    parts = template.parts()
    for at, (label, part) in enumerate(parts):
        text = f"Đang viết mục {label}. {part.heading.capitalize()}…"
        yield Progress("write", text, at, len(parts), label, _last(sections, scene))
        task = SectionTask(part.kind, label, part.heading, brief, passages=passages)
        written = writer.write(task)
        sections.append(replace(written.section, written_by=written.written_by))
        notes.extend(written.notes)
        if written.cost:
            said = f"Mục {label}: mô hình đã viết ({written.cost})."
            notes.append(said)
            yield Progress("write", said, at + 1, len(parts), label)
    document = _assemble(scene, tuple(sections))
    written_at = tools.clock()

    last = _last(sections, scene)
    yield Progress("check", "Đang kiểm tra toàn bộ dự thảo…", len(parts), len(parts), "", last)
    findings = check_draft(document, _context(scene, tools))
    timings = (
        ("gather", gathered - started),
        ("write", written_at - gathered),
        ("check", tools.clock() - written_at),
    )
    yield Progress("done", "Đã soạn xong dự thảo.", len(parts), len(parts))
    return Draft(
        brief=scene.brief,
        document=document,
        findings=tuple(findings),
        carried=template.carried,
        floors=scene.floors,
        passages=passages,
        written_by=tuple(s.written_by for s in sections),
        notes=tuple(
            dict.fromkeys(
                (
                    *notes,
                    *kept_words(p for _, p in document.paragraphs()),
                    *demands_told(document, scene),
                    *told_back(brief, document, template.carried),
                )
            )
        ),
        timings=timings,
    )


def finish(steps: Generator[Progress, None, Draft], show: Callable[[Progress], Any]) -> Draft:
    """Run ``steps`` to the end, showing each step; returns the draft."""
    while True:
        try:
            show(next(steps))
        except StopIteration as stop:
            result: Draft = stop.value
            return result


def recheck(brief: Brief, document: LaunchDocument, tools: Tools) -> tuple[Finding, ...]:
    """Check a document again after it was changed by hand."""
    return tuple(check_draft(document, context_of(brief, tools)))


def redraft(
    brief: Brief, document: LaunchDocument, label: str, tools: Tools
) -> Generator[Progress, None, tuple[LaunchDocument, tuple[Finding, ...], tuple[str, ...]]]:
    """Write the part ``label`` of ``document`` again; every other word stays.

    Returns the document, what the checks say of it, and the writer's notes. A label that the
    form does not have leaves the document as it is.
    """
    scene = _scene(brief, tools)
    passages = tuple(tools.passages(brief))
    template = TemplateWriter(scene)
    writer = tools.join(template, scene.table)
    notes: tuple[str, ...] = ()
    for at, part in template.parts():
        task = SectionTask(part.kind, at, part.heading, brief, passages=passages)
        if at != label:
            template.write(task)  # what the parts before it have named is not named again
            continue
        yield Progress("write", f"Đang viết lại mục {at}. {part.heading.capitalize()}…", 0, 1, at)
        written = writer.write(task)
        notes = written.notes
        section = replace(_filled(written.section, scene.table), written_by=written.written_by)
        parts = tuple(section if s.label == label else s for s in document.sections)
        document = replace(document, sections=parts)
    yield Progress("check", "Đang kiểm tra lại dự thảo…", 1, 1)
    return document, tuple(check_draft(document, _context(scene, tools))), notes


def restyle(
    brief: Brief, document: LaunchDocument, wish: str, tools: Tools
) -> Generator[Progress, None, tuple[LaunchDocument, tuple[Finding, ...], tuple[str, ...]]]:
    """The words of ``document`` as it stands made better by a model; every fact of it stays.

    ``wish`` is how the official wants it worded. Returns the document, what the checks say of it
    and notes; parts that a model does not write, or did not write well, are as they were.
    """
    scene = _scene(brief, tools)
    writer = tools.join(TemplateWriter(scene), scene.table)
    passages = tuple(tools.passages(brief))
    notes: list[str] = []
    parts = [s for s in document.sections if s.kind in FOR_MODEL]
    for at, part in enumerate(parts):
        yield Progress("write", f"Đang sửa lời văn mục {part.label}…", at, len(parts), part.label)
        task = SectionTask(
            part.kind,
            part.label,
            part.heading,
            brief,
            passages=passages,
            ground_draft=in_keys(part, scene.table),
            wish=wish,
        )
        written = writer.write(task)
        notes.extend(note.replace("được soạn theo mẫu", "giữ nguyên lời") for note in written.notes)
        if written.written_by.startswith("model:"):
            new = replace(_filled(written.section, scene.table), written_by=written.written_by)
            kept = tuple(new if s.label == part.label else s for s in document.sections)
            document = replace(document, sections=kept)
            notes.append(f"Mục {part.label}: mô hình đã sửa lời văn ({written.cost}).")
    yield Progress("check", "Đang kiểm tra lại dự thảo…", len(parts), len(parts))
    return document, tuple(check_draft(document, _context(scene, tools))), tuple(notes)


def by_template(brief: Brief, tools: Tools) -> LaunchDocument:
    """The document as the template writer alone makes it. Raises `BadValue` as `draft` does."""
    scene = _scene(brief, tools)
    template = TemplateWriter(scene)
    sections = [
        replace(
            template.write(SectionTask(part.kind, label, part.heading, brief)).section,
            written_by=template.name,
        )
        for label, part in template.parts()
    ]
    return _assemble(scene, tuple(sections))


def scene_of(brief: Brief, tools: Tools) -> Scene:
    """What a change to a written draft may look at. Raises `BadValue` without unit or year."""
    return _scene(brief, tools)


def context_of(brief: Brief, tools: Tools) -> CheckContext:
    """What a draft of ``brief`` is checked against. Raises `BadValue` without unit or year."""
    return _context(_scene(brief, tools), tools)


def _scene(brief: Brief, tools: Tools) -> Scene:
    unit, year = brief.unit, brief.year
    if unit is None or year is None:
        raise BadValue(
            "a draft needs a unit and a year",
            advice="Chưa soạn được: xin cho biết tên đơn vị và năm của kế hoạch.",
        )
    brief = with_hamlets(disarmed(brief))
    floors: tuple[Floor, ...] = ()
    perhaps: tuple[Floor, ...] = ()
    if brief.directive is not None:
        floors = assigned_floors(brief.directive, brief, tools.register)
        perhaps = undecided_floors(brief.directive, brief, tools.register)
    given = [t for t in brief.targets if t.quantity is not None]  # others still wait for a figure
    covered = tuple(
        (floor, own)
        for floor in (*floors, *perhaps)
        if (own := best_match(floor.target, given, tools.register)) is not None
    )
    return Scene(brief, unit, year, tools.register, tools.clauses, tools.wording, floors, covered)


def _context(scene: Scene, tools: Tools) -> CheckContext:
    brief = scene.brief
    return CheckContext(
        register=scene.register,
        on=brief.as_of,
        unit=brief.unit,
        year=brief.year,
        directive=brief.directive,
        targets=brief.targets,
        floors=scene.floors,
        previous=brief.previous,
        brief=brief,
        switched_off=tools.switched_off,
    )


def _assemble(scene: Scene, sections: tuple[Section, ...]) -> LaunchDocument:
    table = scene.table
    recipients = opening.recipients(scene)
    return LaunchDocument(
        kind=scene.brief.kind,
        letterhead=opening.letterhead(scene),
        title=opening.title(scene),
        basis=tuple(filled(p, table) for p in opening.basis(scene)),
        opening=tuple(filled(p, table) for p in opening.opening(scene)),
        sections=tuple(_filled(s, table) for s in sections),
        closing=tuple(filled(p, table) for p in opening.closing(scene)),
        recipients=tuple(filled_words(line, table) for line in recipients),
        signature=opening.signature(scene),
    )


def _last(sections: list[Section], scene: Scene) -> Section | None:
    """The part finished last, in words."""
    return _filled(sections[-1], scene.table) if sections else None


def filled_words(text: str, table: FactTable) -> str:
    """``text`` with its keys put into words, without the account of uses."""
    return fill(text, table)[0]


def _filled(section: Section, table: FactTable) -> Section:
    return replace(
        section,
        heading=filled_words(section.heading, table),
        paragraphs=tuple(filled(p, table) for p in section.paragraphs),
        children=tuple(_filled(child, table) for child in section.children),
    )
