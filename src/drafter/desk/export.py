"""Drafts of one owner as files a person can open: .json for data, .docx for versions."""

from __future__ import annotations

import dataclasses
import json
import re
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drafter.errors import BadValue

if TYPE_CHECKING:
    from drafter.records import DraftRecord, Records

_NOT_IN_NAMES = re.compile(r"[^\w .()\-]+")


def write_drafts(records: Records, folder: Path, owner: str) -> dict[str, Any]:
    """Write everything of ``owner`` below ``folder``; counts of what was written.

    Raises `BadValue` when the folder holds something already or cannot be written.
    """
    counts: dict[str, Any] = {"folder": str(folder), "drafts": 0, "uploads": 0, "versions": 0}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise BadValue(
                f"{folder} is not empty",
                advice=f"Thư mục “{folder.name}” đã có tệp; hãy cho một thư mục mới hoặc rỗng.",
            )
        for record in records.drafts(owner):
            place = folder / _file_name(record.id)
            place.mkdir()
            _write_json(place / "du-thao.json", _facts(record))
            turns = [dataclasses.asdict(turn) for turn in records.turns(record.id)]
            _write_json(place / "trao-doi.json", turns + json.loads(record.state).get("turns", []))
            counts["uploads"] += _write_uploads(records, record.id, place / "tep-da-gui")
            counts["versions"] += _write_versions(records, record.id, place / "phien-ban")
            counts["drafts"] += 1
        rows = [dataclasses.asdict(row) for row in records.audit() if row.actor == owner]
        _write_json(folder / "nhat-ky.json", rows)
    except OSError as failed:
        raise BadValue(
            f"cannot write {folder}: {failed}",
            advice=f"Không ghi được vào thư mục “{folder.name}”; hãy kiểm tra quyền ghi và chỗ trống.",
        ) from failed
    return counts


def _facts(record: DraftRecord) -> dict[str, Any]:
    from drafter.records import encode

    return {
        "id": record.id,
        "title": record.title,
        "owner": record.owner,
        "created": record.created,
        "updated": record.updated,
        "status": record.status,
        "brief": json.loads(encode(record.brief)) if record.brief else None,
    }


def _write_uploads(records: Records, draft_id: str, folder: Path) -> int:
    uploads = records.uploads(draft_id)
    if uploads:
        folder.mkdir()
    for number, upload in enumerate(uploads, 1):
        place = folder / f"{number:02d} {_file_name(upload.name)}"
        place.write_bytes(records.upload_bytes(upload.digest))
    return len(uploads)


def _write_versions(records: Records, draft_id: str, folder: Path) -> int:
    from drafter.records import encode
    from drafter.rendering import to_docx

    versions = records.versions(draft_id)
    if versions:
        folder.mkdir()
    for version in versions:
        place = folder / f"{version.number:02d}"
        place.with_suffix(".docx").write_bytes(to_docx(version.document))
        facts = {
            "number": version.number,
            "at": version.at,
            "note": version.note,
            "document": json.loads(encode(version.document)),
            "findings": json.loads(version.findings),
            "trace": json.loads(version.trace),
        }
        _write_json(place.with_suffix(".json"), facts)
    return len(versions)


def _write_json(path: Path, value: object) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=1, default=_plain)
    path.write_text(text + "\n", encoding="utf-8")


def _plain(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"no JSON for {type(value).__name__}")


def _file_name(name: str) -> str:
    """The name as part of a path of our own: no folders, no leading dots, not too long."""
    plain = _NOT_IN_NAMES.sub("_", name).lstrip(". ")
    stem, dot, suffix = plain.rpartition(".")
    return f"{stem[:60]}{dot}{suffix[:10]}" if stem else plain[:60] or "tep"
