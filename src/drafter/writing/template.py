"""The writer without a model: the directive carried down, the commune's targets, our clauses.

It needs no network, gives the same text for the same input, and is the baseline that a model
has to beat.
"""

from __future__ import annotations

from drafter.document.model import Section, SectionKind

from .cascade import Carried
from .clause_schema import FormPart
from .part_contents import carried_contents, contents_section
from .part_frame import purpose_section, solutions_section
from .part_organisation import organisation_section
from .part_targets import targets_section
from .part_time import time_section
from .scene import Scene
from .task import SectionDraft, SectionTask

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


class TemplateWriter:
    """Writes any section of a plan from the scene it was made for."""

    name = "template"

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.carried: tuple[Carried, ...] = carried_contents(scene)
        self._written: dict[SectionKind, Section] = {}
        for movement in scene.register.movements:
            if any(movement.name in fact.text for fact in scene.table):
                scene.named.add(movement.id)
        self._parts = {
            part.kind: (label, part)
            for label, part in zip(_ROMAN, scene.clauses.form(scene.brief.kind).parts, strict=False)
        }

    def parts(self) -> tuple[tuple[str, FormPart], ...]:
        """The parts of the form in order, each with its label."""
        return tuple(self._parts.values())

    def write(self, task: SectionTask) -> SectionDraft:
        """The section of ``task.kind``, in keys. Raises ``KeyError`` for a kind not in the form."""
        if task.kind not in self._written:
            # Written once: a second writer in front may ask for the same section again.
            self._written[task.kind] = self._section(*self._parts[task.kind])
        return SectionDraft(self._written[task.kind], self.name)

    def _section(self, label: str, part: FormPart) -> Section:
        scene = self.scene
        match part.kind:
            case SectionKind.PURPOSE:
                return purpose_section(part, label, scene)
            case SectionKind.TARGETS:
                return targets_section(label, part.heading, scene)
            case SectionKind.CONTENTS:
                return contents_section(label, part.heading, scene, self.carried)
            case SectionKind.TIME:
                return time_section(part, label, scene)
            case SectionKind.ORGANISATION:
                return organisation_section(part, label, scene)
            case _:
                return solutions_section(part, label, scene, self.carried)
