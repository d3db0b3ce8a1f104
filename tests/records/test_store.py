"""The records keep what the official did, refuse to overwrite unseen, and can be audited."""

from __future__ import annotations

import dataclasses
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from drafter.document.brief import Brief
from drafter.document.model import DocumentKind, LaunchDocument, Letterhead, Signature
from drafter.errors import RecordsError
from drafter.records import DraftRecord, Records, Role, Status
from drafter.records.engine import advice_for

NOON = datetime(2027, 1, 12, 12, 0, tzinfo=UTC)
DRAFT = DraftRecord("d1", "an@xa", NOON, NOON, "Kế hoạch 2027", Brief(date(2027, 1, 12)))
DOCUMENT = LaunchDocument(
    DocumentKind.PLAN,
    Letterhead(("ỦY BAN NHÂN DÂN", "XÃ A"), "KH-UBND", "A", 2027),
    "Phát động",
    (),
    (),
    (),
    (),
    Signature(("CHỦ TỊCH",)),
)


@dataclass(frozen=True)
class Remark:
    """Stands for a finding, which lives on a floor above the records."""

    rule: str
    quote: str = ""


Reopen = Callable[[str], Records]


def by_hand(url: str, statement: str) -> list[tuple[object, ...]]:
    """Read or change the database without the program."""
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as hand:
        done = hand.execute(text(statement))
        rows = [tuple(row) for row in done] if done.returns_rows else []
    engine.dispose()
    return rows


class TestDrafts:
    def test_a_saved_draft_is_there_for_another_process(
        self, records: Records, url: str, reopened: Reopen
    ) -> None:
        saved = records.save_draft(DRAFT)

        assert reopened(url).draft("d1") == saved
        assert saved == dataclasses.replace(DRAFT, revision=1)

    def test_a_change_is_kept(self, records: Records) -> None:
        saved = records.save_draft(DRAFT)
        later = dataclasses.replace(
            saved, status=Status.DRAFTED, state='{"turn": 3}', updated=NOON + timedelta(hours=1)
        )
        records.save_draft(later)

        assert records.draft("d1") == dataclasses.replace(later, revision=2)

    def test_two_tabs_cannot_overwrite_each_other_unseen(self, records: Records) -> None:
        """The second save from an old reading is refused; the first one's text stays."""
        saved = records.save_draft(DRAFT)
        records.save_draft(dataclasses.replace(saved, title="từ cửa sổ một"))

        with pytest.raises(RecordsError) as caught:
            records.save_draft(dataclasses.replace(saved, title="từ cửa sổ hai"))

        assert "cửa sổ khác" in caught.value.advice
        assert records.draft("d1").title == "từ cửa sổ một"

    def test_an_id_is_used_once(self, records: Records) -> None:
        records.save_draft(DRAFT)

        with pytest.raises(RecordsError):
            records.save_draft(dataclasses.replace(DRAFT, owner="binh@xa"))

    def test_lists_of_an_owner_newest_first(self, records: Records) -> None:
        rows = [("d1", "an", 0), ("d2", "binh", 5), ("d3", "an", 9)]
        for key, owner, minutes in rows:
            at = NOON + timedelta(minutes=minutes)
            records.save_draft(DraftRecord(key, owner, NOON, at))

        assert [d.id for d in records.drafts("an")] == ["d3", "d1"]
        assert [d.id for d in records.drafts()] == ["d3", "d2", "d1"]

    def test_times_compare_across_zones(self, records: Records) -> None:
        """A time given in Vietnamese time is the same moment when read again."""
        local = datetime(2027, 1, 12, 8, 30, tzinfo=timezone(timedelta(hours=7)))
        records.save_draft(dataclasses.replace(DRAFT, created=local))

        assert records.draft("d1").created == local

    def test_a_time_without_zone_is_refused(self, records: Records) -> None:
        with pytest.raises(ValueError, match="zone"):
            records.save_draft(dataclasses.replace(DRAFT, updated=datetime(2027, 1, 1)))

    def test_an_unknown_draft_says_so(self, records: Records) -> None:
        with pytest.raises(RecordsError) as caught:
            records.draft("không có")

        assert "Không tìm thấy" in caught.value.advice


class TestTurnsUploadsVersions:
    def test_turns_keep_order_and_text(self, records: Records, url: str, reopened: Reopen) -> None:
        records.save_draft(DRAFT)
        records.add_turn("d1", Role.OFFICIAL, "Xã Thiên Cầm, năm 2027", at=NOON)
        records.add_turn("d1", Role.ASSISTANT, "Xin cho biết chỉ đạo của cấp trên.", at=NOON)

        turns = [(t.number, t.role, t.text) for t in reopened(url).turns("d1")]
        assert turns == [
            (1, Role.OFFICIAL, "Xã Thiên Cầm, năm 2027"),
            (2, Role.ASSISTANT, "Xin cho biết chỉ đạo của cấp trên."),
        ]

    def test_a_character_that_no_text_has_loses_no_turn(self, records: Records) -> None:
        """A NUL from a broken file is left out: PostgreSQL would refuse the whole turn."""
        records.save_draft(dataclasses.replace(DRAFT, title="Kế hoạch\0 2027"))
        records.add_turn("d1", Role.OFFICIAL, "xã\0 A", at=NOON)

        assert records.draft("d1").title == "Kế hoạch 2027"
        assert [turn.text for turn in records.turns("d1")] == ["xã A"]

    def test_a_turn_of_no_draft_is_refused(self, records: Records) -> None:
        with pytest.raises(RecordsError):
            records.add_turn("d1", Role.OFFICIAL, "xin chào", at=NOON)

    def test_an_upload_keeps_its_bytes_and_is_stored_once(
        self, records: Records, url: str, reopened: Reopen
    ) -> None:
        records.save_draft(DRAFT)
        data = bytes(range(256)) * 10
        first = records.add_upload("d1", "chỉ thị.pdf", data, "directive", at=NOON)
        records.add_upload("d1", "bản sao.pdf", data, "previous", at=NOON)

        listed = reopened(url).uploads("d1")
        assert [(u.name, u.role, u.size) for u in listed] == [
            ("chỉ thị.pdf", "directive", 2560),
            ("bản sao.pdf", "previous", 2560),
        ]
        assert listed[0] == first
        assert records.upload_bytes(first.digest) == data
        assert by_hand(url, "SELECT count(*) FROM blobs") == [(1,)]

    def test_versions_keep_document_and_findings(self, records: Records) -> None:
        records.save_draft(DRAFT)
        found = [Remark("law.expired", "Nghị định"), Remark("target.floor")]
        records.add_version("d1", DOCUMENT, found, "bản đầu", at=NOON)
        records.add_version("d1", dataclasses.replace(DOCUMENT, title="Sửa"), at=NOON)

        one, two = records.versions("d1")
        assert (one.number, one.document, one.note) == (1, DOCUMENT, "bản đầu")
        assert one.findings_as(Remark) == tuple(found)
        assert (two.number, two.document.title, two.findings_as(Remark)) == (2, "Sửa", ())

    def test_deleting_a_draft_takes_everything_of_it(self, records: Records) -> None:
        """Nothing of a deleted draft stays, except files that another draft uses."""
        for key in ("d1", "d2"):
            records.save_draft(dataclasses.replace(DRAFT, id=key))
            records.add_upload(key, "chung.txt", b"chung", "directive", at=NOON)
        own = records.add_upload("d1", "riêng.txt", b"rieng", "previous", at=NOON)
        shared = records.uploads("d2")[0]
        records.add_turn("d1", Role.OFFICIAL, "xin chào", at=NOON)
        records.delete_draft("d1", at=NOON)

        assert (records.turns("d1"), records.uploads("d1")) == ([], [])
        assert records.upload_bytes(shared.digest) == b"chung"
        with pytest.raises(RecordsError):
            records.upload_bytes(own.digest)


class TestAudit:
    def test_every_write_leaves_a_row(self, records: Records) -> None:
        saved = records.save_draft(DRAFT)
        records.save_draft(saved, actor="quan.tri")
        records.add_turn("d1", Role.OFFICIAL, "xin chào", at=NOON)
        records.add_version("d1", DOCUMENT, at=NOON)
        records.delete_draft("d1", at=NOON)

        assert [(row.actor, row.action) for row in records.audit("d1")] == [
            ("an@xa", "draft.create"),
            ("quan.tri", "draft.save"),
            ("an@xa", "turn.official"),
            ("an@xa", "version.add"),
            ("an@xa", "draft.delete"),
        ]
        assert records.audit_broken_at() is None

    @pytest.mark.parametrize(
        ("tampering", "broken_at"),
        [
            ("UPDATE audit SET actor = 'x' WHERE number = 2", 2),
            ("DELETE FROM audit WHERE number = 2", 2),
            ("UPDATE audit SET seal = 'x' WHERE number = 3", 3),
        ],
    )
    def test_tampering_shows(
        self, records: Records, url: str, tampering: str, broken_at: int
    ) -> None:
        """A row changed or taken out by hand is found, and which one."""
        saved = records.save_draft(DRAFT)
        for _ in range(3):
            saved = records.save_draft(saved)
        by_hand(url, tampering)

        assert records.audit_broken_at() == broken_at


class TestTogether:
    def test_threads_lose_nothing(self, records: Records) -> None:
        """Turns written by four threads at once are all there, numbered without a gap."""
        records.save_draft(DRAFT)

        def write(name: str) -> None:
            for i in range(10):
                records.add_turn("d1", Role.OFFICIAL, f"{name}-{i}", at=NOON)

        threads = [threading.Thread(target=write, args=(name,)) for name in "abcd"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        turns = records.turns("d1")
        assert [t.number for t in turns] == list(range(1, 41))
        assert {t.text for t in turns} == {f"{name}-{i}" for name in "abcd" for i in range(10)}
        assert records.audit_broken_at() is None

    def test_users_with_drafts_of_their_own_share_one_audit(self, records: Records) -> None:
        """Rows about different drafts, written at once, still follow each other in one chain."""
        failed: list[RecordsError] = []

        def write(name: str) -> None:
            try:
                records.save_draft(dataclasses.replace(DRAFT, id=name, owner=name))
                for i in range(10):
                    records.add_turn(name, Role.OFFICIAL, f"{i}", at=NOON)
            except RecordsError as error:
                failed.append(error)

        threads = [threading.Thread(target=write, args=(name,)) for name in "abcd"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert failed == []
        assert [len(records.turns(name)) for name in "abcd"] == [10, 10, 10, 10]
        assert (len(records.audit()), records.audit_broken_at()) == (44, None)

    def test_processes_lose_nothing(self, records: Records, url: str) -> None:
        """Two processes that open the same records and write at once both succeed."""
        records.save_draft(DRAFT)
        script = (
            "import sys; from datetime import datetime, UTC\n"
            "from drafter.records import Records, Role\n"
            "records = Records(sys.argv[1])\n"
            "for i in range(15):\n"
            "    text = f'{sys.argv[2]}-{i}'\n"
            "    records.add_turn('d1', Role.OFFICIAL, text, at=datetime.now(UTC))\n"
        )
        paths = os.pathsep.join(p for p in sys.path if p)
        running = [
            subprocess.Popen(
                [sys.executable, "-c", script, url, name], env={**os.environ, "PYTHONPATH": paths}
            )
            for name in "ab"
        ]

        assert [process.wait(timeout=60) for process in running] == [0, 0]
        assert [t.number for t in records.turns("d1")] == list(range(1, 31))
        assert records.audit_broken_at() is None


class TestTrouble:
    def test_a_file_that_is_no_database(self, tmp_path: Path) -> None:
        path = tmp_path / "records.sqlite"
        path.write_bytes(b"khong phai co so du lieu" * 100)

        with pytest.raises(RecordsError) as caught:
            Records(f"sqlite:///{path}")

        assert "sao lưu" in caught.value.advice

    def test_a_folder_that_cannot_be_made(self, tmp_path: Path) -> None:
        (tmp_path / "home").write_text("một tệp", encoding="utf-8")

        with pytest.raises(RecordsError):
            Records(f"sqlite:///{tmp_path / 'home' / 'records.sqlite'}")

    def test_a_database_of_a_later_version_is_left_alone(self, records: Records, url: str) -> None:
        records.close()
        by_hand(url, "UPDATE meta SET value = '99' WHERE key = 'schema'")

        with pytest.raises(RecordsError) as caught:
            Records(url)

        assert "cập nhật" in caught.value.advice

    @pytest.mark.parametrize("url", ["nonsense", "sqlserver+nothing://x/y"])
    def test_an_impossible_address(self, url: str) -> None:
        with pytest.raises(RecordsError) as caught:
            Records(url)

        assert "DRAFTER_DATABASE_URL" in caught.value.advice

    def test_a_server_that_does_not_answer(self) -> None:
        with pytest.raises(RecordsError) as caught:
            Records("postgresql://an:bimat@127.0.0.1:9/kho")

        assert "Không nối được" in caught.value.advice
        assert "bimat" not in str(caught.value)

    def test_an_address_with_a_password_is_not_repeated(self) -> None:
        """What goes to the log holds no password."""
        with pytest.raises(RecordsError) as caught:
            Records("nothing+nothing://an:bimat@may/kho")

        assert "bimat" not in str(caught.value)

    @pytest.mark.parametrize(
        ("reason", "word"),
        [
            ("database is locked", "bận"),
            ("database or disk is full", "Ổ đĩa đã đầy"),
            ("attempt to write a readonly database", "quyền ghi"),
            ("database disk image is malformed", "bị hỏng"),
            ('database "kho" does not exist', "không có kho dữ liệu"),
            ("canceling statement due to lock timeout", "bận"),
            ("something new", "báo người quản trị"),
        ],
    )
    def test_advice_says_what_to_do(self, reason: str, word: str) -> None:
        assert word in advice_for(reason)
