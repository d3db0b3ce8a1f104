"""What is asked of a writer, kept apart from who is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from drafter.document.brief import Brief, DirectiveItem
from drafter.document.facts import Fact
from drafter.document.model import Section, SectionKind


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of a past document: form and wording, never evidence."""

    id: str
    source: str
    title: str
    text: str
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionTask:
    """One section to write.

    ``facts`` are the only figures, references, dates, names and movements the writer may use,
    by key. ``ground_draft`` is the version, in keys, which a model is asked to improve: the
    template writer's when there is none. ``findings`` say what was wrong with the last attempt
    (attempts count from 1). ``wish`` is how the official wants it worded.
    """

    kind: SectionKind
    label: str
    heading: str
    brief: Brief
    items: tuple[DirectiveItem, ...] = ()
    passages: tuple[Passage, ...] = ()
    facts: tuple[Fact, ...] = ()
    ground_draft: Section | None = None
    findings: tuple[str, ...] = ()
    attempt: int = 1
    wish: str = ""


@dataclass(frozen=True, slots=True)
class SectionDraft:
    """A written section whose paragraphs still hold ``[[keys]]``, and who wrote it.

    ``cost`` says what a model took, in words; empty where none was asked.
    """

    section: Section
    written_by: str
    notes: tuple[str, ...] = ()
    cost: str = ""


class SectionWriter(Protocol):
    """Anything that can write a section: template, model, or the two joined."""

    def write(self, task: SectionTask) -> SectionDraft:
        """Write ``task``; raises ``ModelError`` when a model gave nothing usable."""
        ...
