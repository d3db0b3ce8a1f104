"""Doors: the rooms of the house, opened when they are first needed, and the settings."""

from __future__ import annotations

import threading
import time
import uuid
from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drafter.document.brief import Brief
from drafter.document.model import LaunchDocument
from drafter.errors import BadValue, UnfaithfulFile
from drafter.settings import Settings

from .recall import Recall

if TYPE_CHECKING:
    from drafter.checking.switches import Switch
    from drafter.drafting.steps import Tools
    from drafter.library import Library
    from drafter.records import Records
    from drafter.register import Register
    from drafter.writing.task import Passage


class Doors:
    """Opens doors, holds settings, reads the clock."""

    def __init__(
        self,
        settings: Settings,
        *,
        today: Callable[[], date] = date.today,
        now: Callable[[], datetime] = lambda: datetime.now().astimezone(),
        seconds: Callable[[], float] = time.perf_counter,
        new_id: Callable[[], str] = lambda: uuid.uuid4().hex[:12],
        chat: Any = None,
    ) -> None:
        self.settings = settings
        self._today, self._now, self._seconds, self._new_id = today, now, seconds, new_id
        self._chat = chat  # a chat model given by a test
        self._saving = threading.RLock()
        self._locks: dict[str, threading.RLock] = {}
        self._recall = Recall()

    # doors

    @cached_property
    def register(self) -> Register:
        """What is true on a day; the office's own rows are merged over."""
        from drafter.register import load

        own = self.settings.home / "register.yaml"
        cache = self._folder("cache")
        return load(self.settings.kb, own if own.exists() else None, cache)

    @cached_property
    def switched_off(self) -> tuple[Switch, ...]:
        """Rules that the office has switched off; read when the program starts."""
        from .switches import read_switches

        return read_switches(self.settings.home / "rules.yaml")

    @cached_property
    def library(self) -> Library:
        """The shelf of past documents."""
        from drafter.library import Library
        from drafter.reading import read_bytes

        return Library(
            self._folder("library"),
            self.settings.kb,
            embedding=self.settings.embedding,
            chroma_url=self.settings.chroma_url,
            reader=read_bytes,
            reranker=self.settings.reranker,
        )

    @cached_property
    def records(self) -> Records:
        """Drafts, turns, versions and uploads."""
        from drafter.records import Records

        self._folder("")
        return Records(self.settings.database)

    @cached_property
    def tools(self) -> Tools:
        """What drafting needs."""
        from drafter.drafting.steps import Tools
        from drafter.writing.clauses import load_clauses
        from drafter.writing.model import join_writers
        from drafter.writing.wording import load_wording

        return Tools(
            register=self.register,
            clauses=load_clauses(self.settings.kb),
            wording=load_wording(self.settings.kb),
            passages=self._passages,
            join=join_writers(
                self.settings.prompts,
                model=self.settings.model,
                url=self.settings.model_url,
                key=self.settings.model_key,
                chat=self._chat,
                clock=self._seconds,
                sleep=time.sleep,
            ),
            clock=self._seconds,
            switched_off=self.switched_off,
        )

    def _held(self, draft_id: str) -> threading.RLock:
        """The lock of one draft: reading a long scan holds up nobody else's draft."""
        with self._saving:
            return self._locks.setdefault(draft_id, threading.RLock())

    def _file_of(self, document: LaunchDocument, template: bytes | None = None) -> bytes:
        """The clean Word file, opened again and checked before it leaves the house.

        With the office's own ``template`` where that gives a right file. Raises
        `UnfaithfulFile` when it does not hold what the document holds.
        """
        from drafter.checking.outgoing import faults_of_file
        from drafter.rendering import read_template, to_docx

        own = read_template(template) if template else None
        data = to_docx(document, template=own)
        faults = faults_of_file(data, document, template=own)
        if faults and template:
            return self._file_of(document)
        if faults:
            raise UnfaithfulFile(
                f"written file differs: {faults}",
                advice=f"Chưa xuất được tệp Word vì tệp ghi ra chưa đúng: {faults[0]}",
            )
        return data

    def _folder(self, name: str) -> Path:
        folder = self.settings.home / name
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise BadValue(
                f"cannot make {folder}: {error}",
                advice=f"Không ghi được vào thư mục {self.settings.home}; hãy đặt DRAFTER_HOME "
                "thành một thư mục ghi được.",
            ) from error
        return folder

    def _passages(self, brief: Brief) -> Sequence[Passage]:
        from drafter.writing.task import Passage

        self.library.build()
        hits = self.library.similar(brief)
        return [
            Passage(h.id, h.source, h.title or h.source, h.text, tuple(h.reasons)) for h in hits
        ]
