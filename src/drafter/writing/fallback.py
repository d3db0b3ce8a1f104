"""A writer with another behind it: what a model does not write, the template writer does."""

from __future__ import annotations

from dataclasses import replace

from drafter.document.model import SectionKind
from drafter.errors import ModelError, ModelUnavailable

from .task import SectionDraft, SectionTask, SectionWriter

FOR_MODEL = frozenset({SectionKind.PURPOSE, SectionKind.CONTENTS, SectionKind.SOLUTIONS})
"""Parts whose words a model may improve; figures, days and duties are not among them."""


class FallbackWriter:
    """A writer with another behind it; a section of the second one says so."""

    def __init__(self, first: SectionWriter, second: SectionWriter) -> None:
        self._first, self._second = first, second
        self._dead = ""

    def write(self, task: SectionTask) -> SectionDraft:
        """The first writer's section, or the second's with a note why."""
        if self._dead:
            # Asking a dead line again for each section would only make the official wait.
            return self._instead(task, self._dead)
        try:
            return self._first.write(task)
        except ModelUnavailable as error:
            self._dead = error.advice
            return self._instead(task, error.advice)
        except ModelError as error:
            return self._instead(task, error.advice)

    def _instead(self, task: SectionTask, why: str) -> SectionDraft:
        draft = self._second.write(task)
        if task.kind not in FOR_MODEL:
            return draft
        note = f"Mục {task.label} được soạn theo mẫu: {why}"
        return replace(draft, notes=(*draft.notes, note))


class Noted:
    """A writer whose every section says the same."""

    def __init__(self, writer: SectionWriter, note: str) -> None:
        self._writer, self._note = writer, note

    def write(self, task: SectionTask) -> SectionDraft:
        """The writer's section with the note."""
        draft = self._writer.write(task)
        return replace(draft, notes=(*draft.notes, self._note))
