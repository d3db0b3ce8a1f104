"""A backup brings back everything, on the same database or the other one; a bad file nothing."""

from __future__ import annotations

import dataclasses
import json
import threading
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from drafter.document.brief import Brief
from drafter.document.model import DocumentKind, LaunchDocument, Letterhead, Signature
from drafter.errors import RecordsError
from drafter.records import DraftRecord, Records, Role
from drafter.records.sealed import opened, seal

NOON = datetime(2027, 1, 12, 12, 0, tzinfo=UTC)
DRAFT = DraftRecord("d1", "an@xa", NOON, NOON, "Kế hoạch 2027", Brief(date(2027, 1, 12)))
DOCUMENT = LaunchDocument(
    DocumentKind.PLAN,
    Letterhead(("ỦY BAN NHÂN DÂN", "XÃ A"), "KH-UBND", "A", 2027),
    "Phát động “Đoàn kết”",
    (),
    (),
    (),
    (),
    Signature(("CHỦ TỊCH",)),
)
FILE = bytes(range(256)) * 40


def fill(records: Records) -> None:
    """Two drafts with turns, a shared file and two versions."""
    for key in ("d1", "d2"):
        records.save_draft(dataclasses.replace(DRAFT, id=key))
        records.add_turn(key, Role.OFFICIAL, f"Xã {key}, năm 2027", at=NOON)
        records.add_upload(key, "chỉ thị.pdf", FILE, "directive", at=NOON)
        records.add_version(key, DOCUMENT, note="bản đầu", at=NOON, trace='{"a": 1}')
    records.add_version("d1", dataclasses.replace(DOCUMENT, title="Sửa"), at=NOON)


def content(records: Records) -> dict[str, Any]:
    """Everything an official would look for."""
    drafts = records.drafts()
    return {
        "drafts": drafts,
        "turns": [records.turns(d.id) for d in drafts],
        "versions": [records.versions(d.id) for d in drafts],
        "uploads": [records.uploads(d.id) for d in drafts],
        "bytes": [records.upload_bytes(u.digest) for d in drafts for u in records.uploads(d.id)],
    }


def back_up(records: Records, path: Path) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    seal(path, records.backup(facts, at=NOON, actor="quan.tri"), facts)
    return facts


def restore(records: Records, path: Path, *, replace: bool = False) -> None:
    with opened(path) as sealed:
        records.restore(sealed, at=NOON, actor="quan.tri", replace=replace)


@pytest.fixture
def path(records: Records, tmp_path: Path) -> Path:
    """A backup of filled records."""
    fill(records)
    back_up(records, tmp_path / "sao-luu.zip")
    return tmp_path / "sao-luu.zip"


def altered(path: Path, name: str, change: Callable[[bytes], bytes | None]) -> Path:
    """A copy in which one part was changed, or left out."""
    copy = path.with_name("khac.zip")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(copy, "w") as new:
        for entry in old.namelist():
            data = old.read(entry)
            put = change(data) if entry == name else data
            if put is not None:
                new.writestr(entry, put)
    return copy


class TestRoundTrip:
    def test_everything_comes_back_on_either_database(
        self, records: Records, path: Path, other_url: str, reopened: Callable[[str], Records]
    ) -> None:
        """All four ways: SQLite and PostgreSQL to SQLite and PostgreSQL."""
        other = reopened(other_url)
        restore(other, path)

        assert content(other) == content(records)
        assert other.audit()[:-1] == records.audit()
        assert other.audit()[-1].action == "records.restore"
        assert other.audit_broken_at() is None

    def test_work_goes_on_after_it(
        self, path: Path, other_url: str, reopened: Callable[[str], Records]
    ) -> None:
        """Numbers and keys follow the restored ones."""
        other = reopened(other_url)
        restore(other, path)

        assert other.add_turn("d1", Role.OFFICIAL, "tiếp", at=NOON).number == 2
        assert other.add_version("d1", DOCUMENT, at=NOON).number == 3
        other.add_upload("d1", "biểu.xlsx", b"bieu", "targets", at=NOON)
        assert other.save_draft(other.draft("d2")).revision == 2
        assert other.audit_broken_at() is None

    def test_it_can_be_taken_while_others_write(self, records: Records, tmp_path: Path) -> None:
        """The backup is one moment: its turns have no gap and its audit ends with its seal."""
        fill(records)
        done = threading.Event()

        def write() -> None:
            while not done.is_set():
                records.add_turn("d1", Role.OFFICIAL, "đang gõ", at=NOON)

        writer = threading.Thread(target=write)
        writer.start()
        try:
            facts = [back_up(records, tmp_path / f"{i}.zip") for i in range(3)]
        finally:
            done.set()
            writer.join()

        for number, fact in enumerate(facts):
            with opened(tmp_path / f"{number}.zip") as sealed:
                turns = [
                    r["number"]
                    for r in sealed.lines("records/turns.jsonl")
                    if r["draft_id"] == "d1"
                ]
                rows = list(sealed.lines("records/audit.jsonl"))
            assert turns == list(range(1, len(turns) + 1))
            assert (rows[-1]["seal"], fact["audit"]) == (fact["seal"], len(rows))


class TestCare:
    def test_what_is_there_is_not_replaced_unasked(
        self, path: Path, other_url: str, reopened: Callable[[str], Records]
    ) -> None:
        other = reopened(other_url)
        other.save_draft(dataclasses.replace(DRAFT, id="khác", title="của tôi"))

        with pytest.raises(RecordsError) as caught:
            restore(other, path)
        assert "--replace" in caught.value.advice
        assert [d.title for d in other.drafts()] == ["của tôi"]

        restore(other, path, replace=True)
        assert [d.id for d in other.drafts()] == ["d1", "d2"]

    @pytest.mark.parametrize(
        ("part", "change"),
        [
            ("records/turns.jsonl", lambda data: data.replace(b"2027", b"2028")),
            ("records/turns.jsonl", lambda data: data[:-40]),
            ("records/drafts.jsonl", lambda data: None),
            ("manifest.json", lambda data: data[:-40]),
            ("manifest.json", lambda data: b"[]"),
            ("manifest.json", lambda data: None),
        ],
    )
    def test_a_changed_file_is_refused_before_anything_happens(
        self, records: Records, path: Path, part: str, change: Callable[[bytes], bytes | None]
    ) -> None:
        before = content(records)

        with pytest.raises(RecordsError) as caught:
            restore(records, altered(path, part, change), replace=True)

        assert "chưa khôi phục gì" in caught.value.advice
        assert "\n" not in caught.value.advice
        assert content(records) == before

    def test_every_truncation_is_refused(self, records: Records, path: Path) -> None:
        """A file cut short on a full stick or a broken line."""
        data = path.read_bytes()
        short = path.with_name("cut.zip")
        for length in range(0, len(data), len(data) // 12):
            short.write_bytes(data[:length])
            with pytest.raises(RecordsError):
                restore(records, short, replace=True)
        assert len(records.drafts()) == 2

    @pytest.mark.parametrize("name", ["không-có.zip", "."])
    def test_no_file(self, tmp_path: Path, name: str) -> None:
        with pytest.raises(RecordsError), opened(tmp_path / name):
            pass

    def test_rows_the_program_would_not_write_are_refused(
        self, records: Records, path: Path, tmp_path: Path
    ) -> None:
        """Even in a file whose sums are right: nothing half-understood goes in."""
        wrong = [
            {"id": 1},
            {"id": "1", "draft_id": "d1", "number": 1, "role": "official", "text": "", "at": ""},
            {"id": 1, "draft_id": None, "number": 1, "role": "official", "text": "", "at": ""},
        ]
        for row in wrong:
            bad = tmp_path / "bad.zip"
            with opened(path) as good:
                parts = {name: good.read(name) for name in good.names()}
                parts["records/turns.jsonl"] = json.dumps(row).encode()
                seal(bad, ((name, [data]) for name, data in parts.items()), good.facts)
            with pytest.raises(RecordsError):
                restore(records, bad, replace=True)
        assert len(records.turns("d1")) == 1

    def test_a_backup_that_cannot_be_written_leaves_the_old_one(
        self, records: Records, path: Path
    ) -> None:
        """The file of the day before stays until the new one is whole."""
        before = path.read_bytes()

        def failing() -> Any:
            yield "records/drafts.jsonl", [b"{}"]
            raise RecordsError("lost", advice="Mất nối.")

        with pytest.raises(RecordsError, match="lost"):
            seal(path, failing(), {})

        assert path.read_bytes() == before
        assert [p.name for p in path.parent.glob("*.new")] == []

    def test_a_backup_of_a_later_program_asks_for_an_update(
        self, records: Records, path: Path
    ) -> None:
        later = altered(
            path, "manifest.json", lambda data: data.replace(b'"schema": "2"', b'"schema": "9"')
        )

        with pytest.raises(RecordsError) as caught:
            restore(records, later, replace=True)

        assert "cập nhật" in caught.value.advice
        assert len(records.drafts()) == 2


def test_tables_of_the_first_version_are_brought_up_to_date(
    records: Records, url: str, reopened: Callable[[str], Records], tmp_path: Path
) -> None:
    """Opening an older database adds what is new and keeps what is there."""
    fill(records)
    records.close()
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as hand:
        hand.execute(text("DROP TABLE profiles"))
        hand.execute(text("UPDATE meta SET value = '1' WHERE key = 'schema'"))
    engine.dispose()

    again = reopened(url)
    assert len(again.drafts()) == 2
    assert back_up(again, tmp_path / "sao-luu.zip")["schema"] == "2"
