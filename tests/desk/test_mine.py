"""One's own data can be taken out and deleted; what was done can be checked afterwards."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pytest

from drafter.cli import main
from drafter.desk import Desk
from drafter.document.model import DocumentKind, LaunchDocument, Letterhead, Signature
from drafter.errors import BadValue
from drafter.settings import load_settings

DOCUMENT = LaunchDocument(
    DocumentKind.PLAN,
    Letterhead(("ỦY BAN NHÂN DÂN", "XÃ VẠN LINH"), "KH-UBND", "Vạn Linh", 2027),
    "Phát động phong trào thi đua năm 2027",
    (),
    (),
    (),
    ("- Như trên;", "- Lưu: VT."),
    Signature(("CHỦ TỊCH",)),
)
SECRET = "khong-ai-duoc-biet"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DRAFTER_HOME", str(tmp_path / "nha"))
    monkeypatch.delenv("DRAFTER_DATABASE_URL", raising=False)
    return tmp_path / "nha"


@pytest.fixture
def desk(home: Path) -> Iterator[Desk]:
    """A desk with one draft: a message, a hostile file name, one version."""
    desk = Desk(load_settings())
    key = desk.start()
    desk.say(key, "Xã Vạn Linh, tỉnh Lạng Sơn, năm 2027. Người ký: Hoàng Văn Páo")
    upload = f"{SECRET} ".encode() * 500
    desk.records.add_upload(key, "../../ngoài.txt", upload, "given", at=desk._now())
    desk.records.add_version(key, DOCUMENT, note="bản đầu", at=desk._now())
    yield desk
    desk.records.close()


def test_everything_is_written_as_files_one_can_open(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "du-lieu"
    written = desk.export_mine(folder)

    key = desk.drafts()[0].id
    assert (written["drafts"], written["uploads"], written["versions"]) == (1, 1, 1)
    assert sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()) == sorted(
        [
            f"{key}/du-thao.json",
            f"{key}/phien-ban/01.docx",
            f"{key}/phien-ban/01.json",
            f"{key}/tep-da-gui/01 _.._ngoài.txt",
            f"{key}/trao-doi.json",
            "nhat-ky.json",
        ]
    )
    turns = json.loads((folder / key / "trao-doi.json").read_text("utf-8"))
    assert any("Người ký: Hoàng Văn Páo" in turn["text"] for turn in turns)
    word = zipfile.ZipFile(BytesIO((folder / key / "phien-ban" / "01.docx").read_bytes()))
    assert "VẠN LINH" in word.read("word/document.xml").decode()
    assert desk.audit().rows[-1].action == "owner.export"


def test_a_folder_with_files_is_left_alone(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "co.txt").write_text("của tôi", encoding="utf-8")
    with pytest.raises(BadValue):
        desk.export_mine(tmp_path)
    assert (tmp_path / "co.txt").read_text("utf-8") == "của tôi"


def test_what_is_deleted_is_gone_from_the_disk(desk: Desk, home: Path) -> None:
    """Not only from the list: the words cannot be found in the files of the database."""
    desk.records.close()
    assert any(SECRET.encode() in p.read_bytes() for p in home.glob("drafter.sqlite*"))

    assert desk.delete_mine() == 1

    assert desk.drafts() == []
    for path in home.glob("drafter.sqlite*"):
        data = path.read_bytes()
        assert SECRET.encode() not in data
        assert "Hoàng Văn Páo".encode() not in data


def test_the_audit_keeps_only_that_it_was_done(desk: Desk) -> None:
    desk.delete_mine()
    found = desk.audit()
    assert [row.action for row in found.rows[-2:]] == ["draft.delete", "owner.delete"]
    assert found.holds
    assert not any("Páo" in row.detail + row.subject for row in found.rows)


def test_an_unasked_deletion_does_not_happen(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["mine", "delete"]) == 2
    assert "--yes" in capsys.readouterr().err
    assert len(desk.drafts()) == 1
    assert main(["mine", "delete", "--yes"]) == 0
    assert desk.drafts() == []


def test_the_audit_on_the_command_line(
    desk: Desk, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A change by hand is named and the exit code says so; a lost row shows by its seal."""
    assert main(["audit", "--json"]) == 0
    seal = json.loads(capsys.readouterr().out)["rows"][-1]["seal"]
    assert main(["audit", "--seal", seal]) == 0
    assert "nguyên vẹn" in capsys.readouterr().out

    with closing(sqlite3.connect(home / "drafter.sqlite")) as hand, hand:
        hand.execute("DELETE FROM audit WHERE seal = ?", (seal,))
    assert main(["audit"]) == 0
    assert main(["audit", "--seal", seal]) == 1

    with closing(sqlite3.connect(home / "drafter.sqlite")) as hand, hand:
        hand.execute("UPDATE audit SET actor = 'x' WHERE number = 2")
    capsys.readouterr()
    assert main(["audit"]) == 1
    assert "dòng 2" in capsys.readouterr().out
