"""What is kept and given back: backups, profiles of units, one's own data, the audit."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drafter.document.profile import UnitProfile
from drafter.document.unit import Unit
from drafter.errors import BadValue, RecordsError

from .chat import OWNER
from .mine import Mine

if TYPE_CHECKING:
    from drafter.checking.finding import Finding
    from drafter.library.library import Kept
    from drafter.records import AuditRow
    from drafter.records.sealed import Part, Sealed

_REGISTER = "register.yaml"
_SHELF = "library/documents.jsonl"
_ORIGINALS = "library/originals/"
_TOLD = 5  # faults of a template told at once


@dataclass(frozen=True, slots=True)
class Audit:
    """Rows of the audit, oldest first; ``broken_at`` is the first row that was tampered with.

    ``has_seal`` is false when a seal that was asked for is no longer there: rows are gone.
    """

    rows: tuple[AuditRow, ...]
    broken_at: int | None
    has_seal: bool

    @property
    def holds(self) -> bool:
        """Whether nothing was changed, and nothing asked for is missing."""
        return self.broken_at is None and self.has_seal


class Keeping(Mine):
    """Backup, the office's own facts, one's own data, audit.

    A backup holds the records, the own rows of the register and the files of the shelf.
    """

    def backup_to(self, path: Path) -> dict[str, Any]:
        """Write everything into one file, also while others work; what is in it, counted.

        The file takes its name only when it was read back whole. Raises `RecordsError`.
        """
        from drafter.records.sealed import seal

        at = self._now()
        facts: dict[str, Any] = {"made": at.isoformat(timespec="seconds")}
        seal(path, self._parts(facts), facts)
        return {"file": str(path), **facts}

    def restore_from(self, path: Path, *, replace: bool = False) -> dict[str, Any]:
        """Put a backup in place; what it held.

        Nothing that is there is touched unless ``replace`` is set, and then it is backed up
        first. Documents on the shelf are added to those that stand there. A foreign or damaged
        file is a `RecordsError`, and nothing has happened.
        """
        from drafter.records.sealed import opened

        with opened(path) as sealed:
            for _ in _shelf_of(sealed):
                pass  # all of it can be read, before anything is changed
            before = self._make_room(sealed, replace=replace)
            self.records.restore(sealed, at=self._now(), actor=OWNER, replace=replace)
            self._restore_register(sealed)
            added = self._restore_shelf(sealed)
            return {"documents_added": added, "previous": before, **sealed.facts}

    # the office's own facts

    def profile(self, unit: Unit) -> UnitProfile | None:
        """What was kept of a unit for next year; ``None`` when nothing was."""
        return self.records.profile(unit)

    def profiles(self) -> list[UnitProfile]:
        """All that is kept of units."""
        return self.records.profiles()

    def save_profile(self, profile: UnitProfile, template: bytes | None = None) -> UnitProfile:
        """Keep a profile, and the office's own Word template when one is given.

        A profile with a ``template`` of its own keeps that one; without, none is kept. Raises
        `UnreadableFile` for a template that is no Word file, `BadValue` for one that would make
        every file break the decree; `check_template` tells all of it beforehand.
        """
        faults = self.check_template(template) if template is not None else []
        wrong = [fault.message for fault in faults if fault.severity == "error"]
        if wrong:
            raise BadValue(
                f"template breaks {len(wrong)} rules",
                advice=f"Tệp mẫu chưa dùng được vì trái thể thức: {' '.join(wrong[:_TOLD])}",
            )
        return self.records.save_profile(profile, template, at=self._now(), actor=OWNER)

    def delete_profile(self, unit: Unit) -> None:
        """Forget a unit. Raises `RecordsError` for an unknown one."""
        self.records.delete_profile(unit, at=self._now(), actor=OWNER)

    def check_template(self, template: bytes) -> list[Finding]:
        """What in an office's own template breaks the decree. Raises `UnreadableFile`."""
        from drafter.checking.format_template import check_template
        from drafter.rendering import read_template

        return check_template(read_template(template))

    def sample_template(self) -> bytes:
        """A Word template with a mark for every component, for the office to restyle."""
        from drafter.rendering import sample_template

        return sample_template()

    def profile_from(self, draft_id: str) -> UnitProfile:
        """What a draft would leave for next year: its facts over those kept so far; not saved.

        Raises `BadValue` when the draft has no unit yet.
        """
        state = self.state(draft_id)
        brief, document = state.conversation.brief, state.document
        if brief.unit is None:
            raise BadValue(
                f"draft {draft_id} has no unit",
                advice="Dự thảo chưa có tên đơn vị nên chưa lập được hồ sơ.",
            )
        kept = self.records.profile(brief.unit) or UnitProfile(brief.unit)
        told: dict[str, Any] = {
            "signer": brief.signer,
            "drafter_unit": brief.drafter_unit,
            "hamlets": brief.hamlets,
        }
        if document is not None:
            head = document.letterhead
            told |= {"issuer": head.issuer, "code": head.code, "place": head.place}
            told["recipients"] = document.recipients
        return dataclasses.replace(kept, **{name: value for name, value in told.items() if value})

    # one's own data

    def export_mine(self, folder: Path, *, owner: str = OWNER) -> dict[str, Any]:
        """Write all drafts of an owner as files into a new or empty folder; how many they are."""
        from .export import write_drafts

        written = write_drafts(self.records, folder, owner)
        detail = f"{written['drafts']} drafts"
        self.records.note("owner.export", owner, detail, actor=owner, at=self._now())
        return written

    def take_out_mine(self, *, owner: str = OWNER) -> bytes:
        """`export_mine` as one zip file, for the page."""
        import io
        import tempfile
        import zipfile

        packed = io.BytesIO()
        with tempfile.TemporaryDirectory() as made:
            folder = Path(made) / "du-thao"
            self.export_mine(folder, owner=owner)
            with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
                for path in sorted(folder.rglob("*")):
                    file.write(path, path.relative_to(made))
        return packed.getvalue()

    def delete_mine(self, *, owner: str = OWNER) -> int:
        """Delete all drafts of an owner with what belongs to them; how many they were."""
        return self.records.delete_drafts_of(owner, at=self._now())

    def audit(self, seal: str | None = None) -> Audit:
        """Who did what, and whether the chain holds and still has the row of ``seal``."""
        rows = tuple(self.records.audit())
        kept = seal is None or any(row.seal == seal for row in rows)
        return Audit(rows, self.records.audit_broken_at(), kept)

    # parts

    def _parts(self, facts: dict[str, Any]) -> Iterator[Part]:
        yield from self.records.backup(facts, at=self._now(), actor=OWNER)
        register = self.settings.home / _REGISTER
        if register.exists():
            yield _REGISTER, [register.read_bytes()]
        yield from self._shelf_parts(facts)

    def _shelf_parts(self, facts: dict[str, Any]) -> Iterator[Part]:
        from drafter.records.codec import encode

        facts["documents"] = 0
        if not (self.settings.home / "library" / "shelf.sqlite").exists():
            return
        lines, digests = [], []
        for document, passages, data in self.library.own():
            row = {
                "document": json.loads(encode(document)),
                "passages": [json.loads(encode(passage)) for passage in passages],
            }
            lines.append(json.dumps(row, ensure_ascii=False).encode() + b"\n")
            if data is not None:
                digests.append(document.digest)
                yield f"{_ORIGINALS}{document.digest}", [data]
        facts["documents"] = len(lines)
        yield _SHELF, lines

    # back

    def _make_room(self, sealed: Sealed, *, replace: bool) -> str | None:
        """Refuse to take the place of anything, or keep a backup of it first; its name."""
        from drafter.records.backup import not_empty

        register = self.settings.home / _REGISTER
        theirs = sealed.read(_REGISTER) if _REGISTER in sealed.names() else None
        changes = theirs is not None and register.exists() and register.read_bytes() != theirs
        if self.records.is_empty() and not changes:
            return None
        if not replace:
            raise not_empty()
        stamp = self._now().strftime("%Y%m%d-%H%M%S-%f")
        before = self._folder("backups") / f"truoc-khi-khoi-phuc-{stamp}.zip"
        self.backup_to(before)
        return str(before)

    def _restore_register(self, sealed: Sealed) -> None:
        if _REGISTER not in sealed.names():
            return
        fresh = self._folder("") / f"{_REGISTER}.new"
        fresh.write_bytes(sealed.read(_REGISTER))
        os.replace(fresh, self.settings.home / _REGISTER)
        self.__dict__.pop("register", None)  # read again when next needed
        self.__dict__.pop("tools", None)

    def _restore_shelf(self, sealed: Sealed) -> int:
        if _SHELF not in sealed.names():
            return 0
        self.library.build()
        return self.library.put_back(_shelf_of(sealed))


def _shelf_of(sealed: Sealed) -> Iterator[Kept]:
    from drafter.library.sources import Passage, ShelfDocument
    from drafter.records.codec import decode
    from drafter.records.sealed import damaged

    originals = set(sealed.names(_ORIGINALS))
    for row in sealed.lines(_SHELF):
        try:
            document = decode(ShelfDocument, json.dumps(row["document"]))
            passages = decode(tuple[Passage, ...], json.dumps(row["passages"]))
        except (KeyError, RecordsError) as unreadable:
            raise damaged(f"{_SHELF}: {unreadable}") from unreadable
        name = f"{_ORIGINALS}{document.digest}"
        data = sealed.read(name) if name in originals else None
        if data is not None and hashlib.sha256(data).hexdigest() != document.digest:
            raise damaged(f"{name} is not the file of its name")
        yield document, passages, data
