"""What is kept and given back: backup and restore of everything an office has put in."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drafter.errors import RecordsError

from .chat import OWNER
from .fixing import Fixing

if TYPE_CHECKING:
    from drafter.library.library import Kept
    from drafter.records.sealed import Part, Sealed

_REGISTER = "register.yaml"
_SHELF = "library/documents.jsonl"
_ORIGINALS = "library/originals/"


class Keeping(Fixing):
    """Backups: the records, the office's own rows of the register, the files of its shelf."""

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
            before = self._make_room(sealed, replace=replace)
            self.records.restore(sealed, at=self._now(), actor=OWNER, replace=replace)
            self._restore_register(sealed)
            added = self._restore_shelf(sealed)
            return {"documents_added": added, "previous": before, **sealed.facts}

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
