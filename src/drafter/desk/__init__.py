"""The desk: the one object that opens doors and holds settings.

The page, the command line and the evals use these verbs and nothing below them. Doors open
when they are first needed, so that a command that needs no search loads no search engine.
"""

from __future__ import annotations

import contextlib
import dataclasses
import importlib
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drafter.document.brief import Brief
from drafter.document.model import DocumentKind
from drafter.document.reading import ReadDocument, TargetList
from drafter.document.unit import Level, Unit, two_tier
from drafter.errors import BadValue, DrafterError, LibraryError, UnknownUnit, UnreadableFile

from .chat import ConversationTools, DraftState, DraftSummary
from .comparing import Change, Compared, Piece
from .editing import EditableSection, Version
from .fixing import fix_word
from .keeping import Audit
from .shelving import Shelving
from .targets import TargetBoard, TargetLine

if TYPE_CHECKING:
    from drafter.checking.finding import Finding
    from drafter.checking.fixing import FixReport
    from drafter.document.sheet import ReviewSheet
    from drafter.drafting.steps import Draft, Progress
    from drafter.library import Hit
    from drafter.register.basis import Basis
    from drafter.register.instrument import Instrument
    from drafter.register.verdicts import Verdict

__all__ = [
    "Audit",
    "Change",
    "Compared",
    "Desk",
    "DraftState",
    "DraftSummary",
    "EditableSection",
    "Piece",
    "TargetBoard",
    "TargetLine",
    "Version",
]

_ZIP = b"PK\x03\x04"
YEARS = range(2015, 2036)
"""Plan years that make sense: the register knows the law of these."""


class Desk(Shelving):
    """All verbs. One desk serves a whole process."""

    # reading and checking

    def read(self, path: Path) -> ReadDocument:
        """Read a file. Raises `UnreadableFile`."""
        from drafter.reading import read_file

        return read_file(path)

    def read_targets(self, path: Path) -> TargetList:
        """Read a list of targets. Raises `UnreadableFile`."""
        from drafter.reading import read_targets_bytes

        return read_targets_bytes(_bytes(path), path.name)

    def check(
        self,
        path: Path,
        *,
        unit: str | None = None,
        year: int | None = None,
        as_of: date | None = None,
        directive: Path | None = None,
        targets: Path | None = None,
        previous: Path | None = None,
    ) -> list[Finding]:
        """Check a file of anybody's making; of a Word file also its format."""
        found = self.check_document(
            self.read(path),
            unit=unit,
            year=year,
            as_of=as_of,
            directive=self.read(directive) if directive else None,
            targets=self.read_targets(targets) if targets else None,
            previous=self.read(previous) if previous else None,
        )
        return self._with_format(found, _bytes(path))

    def _with_format(self, found: list[Finding], data: bytes) -> list[Finding]:
        """``found`` with what the format rules say of a Word file; of other files nothing."""
        if not data.startswith(_ZIP):
            return found
        from drafter.checking.format import check_format, joined
        from drafter.errors import InputError

        try:
            return joined(found, check_format(data), self.switched_off)
        except InputError:  # a spreadsheet, or another zipped file
            return found

    def check_bytes(self, name: str, data: bytes, *, as_of: date | None = None) -> list[Finding]:
        """Check an upload."""
        from drafter.reading import read_bytes

        return self._with_format(self.check_document(read_bytes(data, name), as_of=as_of), data)

    def fix_bytes(
        self, name: str, data: bytes, rules: Sequence[str] = (), *, as_of: date | None = None
    ) -> FixReport[bytes]:
        """An outside Word file with its safe fixes. Raises `BadValue` for another kind of file."""
        return fix_word(name, data, lambda file: self.check_bytes(name, file, as_of=as_of), rules)

    def check_document(
        self,
        document: ReadDocument,
        *,
        unit: str | None = None,
        year: int | None = None,
        as_of: date | None = None,
        directive: ReadDocument | None = None,
        targets: TargetList | None = None,
        previous: ReadDocument | None = None,
    ) -> list[Finding]:
        """Findings on a read document, for the day given, else that of the document."""
        from drafter.checking import CheckContext, assigned_floors, check

        known = as_of or document.header.date.exact
        day = known or self._today()
        found = self.one_unit(unit, day) if unit else None
        own = targets.targets if targets else ()
        brief = Brief(day, unit=found, year=year, directive=directive, targets=own)
        floors = assigned_floors(directive, brief, self.register) if directive else ()
        context = CheckContext(
            register=self.register,
            on=known,  # without one the checker works the day out from the document
            unit=found,
            year=year,
            directive=directive,
            targets=own,
            floors=tuple(floors),
            previous=previous,
            switched_off=self.switched_off,
        )
        return check(document, context)

    # register

    def units(self, name: str, on: date | None = None) -> Sequence[Unit]:
        """Communes that ``name`` may mean on a day (today by default)."""
        return self.register.units.find(name, on or self._today())

    def one_unit(self, name: str, on: date) -> Unit:
        """The commune of that name. Raises `UnknownUnit` when there is none or more than one."""
        found = self.units(name, on)
        if len(found) == 1:
            return found[0]
        if not found:
            raise UnknownUnit(
                f"no commune {name!r} on {on}",
                advice=f"Không tìm thấy “{name}” trong danh mục xã, phường, đặc khu tại ngày "
                f"{on:%d/%m/%Y}; xin kiểm tra lại tên và ghi kèm tên tỉnh.",
            )
        names = "; ".join(unit.described() for unit in found[:6])
        raise UnknownUnit(
            f"{len(found)} communes {name!r} on {on}",
            advice=f"Có {len(found)} đơn vị tên “{name}”: {names}. Xin ghi đủ tên huyện (nếu có) và tỉnh.",
        )

    def successors(self, unit: Unit, on: date | None = None) -> Sequence[Unit]:
        """What a former commune became; empty for one of the map of that day."""
        if two_tier(on or self._today()):
            return ()
        return self.register.units.successors(unit)

    def law(self, text: str, on: date, plan_year: int | None = None) -> list[Verdict]:
        """The state of every reference in ``text`` on a day."""
        from drafter.reading import find_citations

        instruments = self.register.instruments
        return [instruments.verdict(c, on, plan_year) for c in find_citations(text)]

    def basis(self, on: date, plan_year: int) -> Basis:
        """What a commune plan of that day and year should rest on, and what is dead."""
        kind = DocumentKind.PLAN
        return self.register.instruments.basis(kind, Level.COMMUNE, on, plan_year)

    def instruments(self, words: str) -> Sequence[Instrument]:
        """Rows of the register that hold every word, newest first."""
        return self.register.instruments.search(words, 30)

    # library

    def warm(self) -> None:
        """Open the register, the forms, the shelf and its vectors ahead, for a process that stays.

        What cannot be opened is told when somebody asks for it.
        """
        with contextlib.suppress(DrafterError):
            self.tools  # noqa: B018  the register and all that a draft is written with
        for room in ("reading.docx", "rendering.word", "checking.format", "drafting.trace"):
            importlib.import_module(f"drafter.{room}")
        with contextlib.suppress(LibraryError):
            self.library.build()
            self.library.warm()

    def search(
        self,
        query: str,
        *,
        unit: str | None = None,
        year: int | None = None,
        kind: str | None = None,
        k: int = 8,
        only: bool = False,
    ) -> list[Hit]:
        """Passages of past documents; empty when nothing is similar.

        Unit, year and kind make hits count more; with ``only`` they are filters.
        """
        self.library.build()
        return self.library.search(query, unit=unit, year=year, kind=kind, k=k, only=only)

    def ingest(self, paths: Sequence[Path], *, progress: Any = None) -> dict[str, Any]:
        """Put files and folders on the shelf; counts, and the reason for each file left out."""
        self.library.build()
        report = self.library.ingest(paths, progress=progress)
        return dataclasses.asdict(report)

    def ingest_bytes(self, name: str, data: bytes) -> dict[str, Any]:
        """Put an upload on the shelf."""
        self.library.build()
        return dataclasses.asdict(self.library.ingest_bytes(name, data))

    def library_list(self) -> list[dict[str, Any]]:
        """What is on the shelf, one line a document."""
        self.library.build()
        return [dataclasses.asdict(document) for document in self.library.list()]

    def library_act(
        self, act: str, document_id: str | None, rest: Sequence[str] = (), *, progress: Any = None
    ) -> dict[str, Any]:
        """List, show, confirm (``rest``: facts as name=value), replace (a file), remove, rebuild."""
        if act == "list":
            return {"documents": self.library_list()}
        if act == "rebuild":
            return {"passages": self.library.rebuild(progress)}
        if not document_id:
            raise BadValue(
                f"library {act} needs an id",
                advice="Xin ghi mã văn bản; xem mã bằng lệnh: drafter library list.",
            )
        if act == "show":
            return dict(self.library.show(document_id))
        if act == "confirm":
            facts = dict(part.partition("=")[::2] for part in rest)
            return dataclasses.asdict(self.library.confirm(document_id, facts))
        if act == "replace":
            return self._replaced(document_id, Path(rest[0]) if rest else None)
        return {"removed": self.library.remove(document_id)}

    def _replaced(self, document_id: str, file: Path | None) -> dict[str, Any]:
        if file is None:
            raise BadValue(
                "library replace needs a file",
                advice="Xin ghi tệp mới: drafter library replace MÃ TỆP.",
            )
        try:
            data = file.read_bytes()
        except OSError as error:
            raise BadValue(f"{file}: {error}", advice=f"Không mở được tệp {file}.") from error
        return dataclasses.asdict(self.library.replace(document_id, file.name, data))

    # drafting in one go

    def draft_once(
        self,
        *,
        unit: str,
        year: int,
        kind: str = "ke-hoach",
        directive: Path | None = None,
        targets: Path | None = None,
        previous: Path | None = None,
        as_of: date | None = None,
        say: Sequence[str] = (),
        settings: Sequence[str] = (),
        progress: Callable[[Progress], Any] = lambda step: None,
    ) -> Draft:
        """Draft from files and lines typed as in the chat; the draft carries its .docx."""
        from drafter.drafting.steps import draft, finish

        _check_year(year)
        day = as_of or self._today()
        sheet = self.read_targets(targets) if targets else None
        brief = Brief(
            as_of=day,
            unit=self.one_unit(unit, day),
            year=year,
            kind=DocumentKind(kind),
            directive=self.read(directive) if directive else None,
            targets=sheet.targets if sheet else (),
            targets_source=targets.name if targets else None,
            previous=self.read(previous) if previous else None,
        )
        brief = self._told(brief, [*say, *map(_as_message, settings)])
        made = finish(draft(brief, self.tools), progress)
        return self._with_file(made)

    def sheet_of(self, made: Draft) -> bytes:
        """The reviewer's sheet of a draft made in one go, as a Word file."""
        from drafter.rendering import to_sheet_docx

        return to_sheet_docx(self._sheet(made))

    def note_of(self, made: Draft) -> str:
        """The note to the drafter of a draft made in one go, as plain text."""
        from drafter.drafting.cover_note import cover_note

        return cover_note(
            self._sheet(made), made.notes, targets_file=made.brief.targets_source or ""
        )

    def _sheet(self, made: Draft) -> ReviewSheet:
        from drafter.drafting.sheet import review_sheet
        from drafter.drafting.steps import context_of
        from drafter.drafting.trace import trace_json

        context = context_of(made.brief, self.tools)
        return review_sheet(made.document, made.findings, trace_json(made), context)

    def _told(self, brief: Brief, lines: Sequence[str]) -> Brief:
        from drafter.drafting.conversation import Conversation, take_turn

        conversation = Conversation(brief)
        for line in lines:
            conversation = take_turn(conversation, line, (), ConversationTools(self)).conversation
        return conversation.brief

    def _with_file(self, made: Draft) -> Draft:
        return dataclasses.replace(made, docx=self._file_of(made.document))


def _check_year(year: int) -> None:
    if year not in YEARS:
        raise BadValue(
            f"plan year {year}",
            advice=f"Năm {year} không dùng được; xin cho năm từ {YEARS[0]} đến {YEARS[-1]}.",
        )


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFile(
            f"cannot open {path}: {error}",
            advice=f"Không mở được tệp “{path.name}”; xin kiểm tra lại đường dẫn.",
        ) from error


_SETTINGS = {
    "theme": "Chủ đề là “{}”.",
    "signer": "Người ký: {}.",
    "resolution": "Nghị quyết HĐND xã: {}.",
    "drafter_unit": "{} chủ trì tham mưu.",
    "hamlets": "Xã có {}.",
}


def _as_message(setting: str) -> str:
    slot, mark, value = setting.partition("=")
    if not mark or slot not in _SETTINGS:
        raise BadValue(
            f"--set {setting!r}",
            advice=f"--set phải có dạng mục=giá trị, mục là một trong: {', '.join(_SETTINGS)}.",
        )
    return _SETTINGS[slot].format(value)
