"""One command keeps everything the office has put in; another brings it to a new machine."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from drafter.cli import main
from drafter.desk import Desk
from drafter.errors import RecordsError
from drafter.records import sealed
from drafter.settings import load_settings

PAPER = (
    "ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN\nSố: 12/KH-UBND\nLạng Sơn, ngày 10 tháng 01 năm 2027\n"
    "KẾ HOẠCH\nPhát động phong trào thi đua năm 2027\n"
    "I. MỤC ĐÍCH\n1. Động viên cán bộ và Nhân dân thi đua hoàn thành nhiệm vụ năm 2027.\n"
)


def opened(home: Path, kb: Path, database_url: str | None = None) -> Desk:
    return Desk(load_settings(home=home, kb=kb, database_url=database_url))


@pytest.fixture
def desk(tmp_path: Path, kb: Path) -> Iterator[Desk]:
    """A desk with a draft, a row of its own in the register and a file on the shelf."""
    desk = opened(tmp_path / "cu", kb)
    draft = desk.start()
    desk.say(draft, "Xã Vạn Linh, tỉnh Lạng Sơn, năm 2027", [("chỉ đạo.txt", PAPER.encode())])
    desk.ingest_bytes("kế hoạch tỉnh.txt", PAPER.encode())
    (tmp_path / "cu" / "register.yaml").write_text("instruments: []\n", encoding="utf-8")
    yield desk
    desk.library.close()
    desk.records.close()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def new(tmp_path: Path, kb: Path, request: pytest.FixtureRequest) -> Iterator[Desk]:
    """A desk on a new machine, with a database of its own or on a server."""
    server = request.param == "postgresql"
    url = request.getfixturevalue("needs_postgres").new_database() if server else None
    desk = opened(tmp_path / "moi", kb, url)
    yield desk
    desk.library.close()
    desk.records.close()


def test_a_new_machine_has_everything(desk: Desk, new: Desk, tmp_path: Path) -> None:
    """Drafts, uploads, own rows of the register; the shelf is searched at once."""
    file = tmp_path / "sao-luu.zip"
    made = desk.backup_to(file)
    held = new.restore_from(file)

    assert (made["drafts"], made["files"], made["documents"]) == (1, 1, 1)
    assert (held["documents_added"], held["previous"]) == (1, None)
    assert new.drafts() == desk.drafts()
    key = new.drafts()[0].id
    assert new.state(key) == desk.state(key)
    assert (tmp_path / "moi" / "register.yaml").read_text("utf-8") == "instruments: []\n"
    hit = new.search("thi đua hoàn thành nhiệm vụ")[0]
    assert hit.title == desk.search("thi đua hoàn thành nhiệm vụ")[0].title
    document = new.library.list()[0]
    assert new.library.document(document.id).text == desk.library.document(document.id).text


def test_the_conversation_goes_on(desk: Desk, new: Desk, tmp_path: Path) -> None:
    """What was told before the move is still known after it."""
    desk.backup_to(tmp_path / "sao-luu.zip")
    new.restore_from(tmp_path / "sao-luu.zip")

    key = new.drafts()[0].id
    brief = new.say(key, "chưa có chỉ tiêu").conversation.brief
    assert brief.unit is not None
    assert (brief.unit.name, brief.year, brief.missing()) == ("Vạn Linh", 2027, ())


def test_what_is_replaced_is_backed_up_first(desk: Desk, new: Desk, tmp_path: Path) -> None:
    """--replace takes nothing away for good: the former state is one more restore away."""
    desk.backup_to(tmp_path / "sao-luu.zip")
    mine = new.start()
    with pytest.raises(RecordsError):
        new.restore_from(tmp_path / "sao-luu.zip")
    assert [d.id for d in new.drafts()] == [mine]

    held = new.restore_from(tmp_path / "sao-luu.zip", replace=True)
    assert [d.id for d in new.drafts()] == [d.id for d in desk.drafts()]

    new.restore_from(Path(held["previous"]), replace=True)
    assert [d.id for d in new.drafts()] == [mine]


def test_own_rows_of_the_register_are_not_overwritten_unasked(
    desk: Desk, new: Desk, tmp_path: Path
) -> None:
    desk.backup_to(tmp_path / "sao-luu.zip")
    own = tmp_path / "moi" / "register.yaml"
    own.parent.mkdir()
    own.write_text("movements: []\n", encoding="utf-8")

    with pytest.raises(RecordsError):
        new.restore_from(tmp_path / "sao-luu.zip")

    assert own.read_text("utf-8") == "movements: []\n"
    assert new.drafts() == []


def test_a_shelf_that_cannot_be_read_changes_nothing(desk: Desk, new: Desk, tmp_path: Path) -> None:
    """Everything is looked at before the first row is written."""
    desk.backup_to(tmp_path / "sao-luu.zip")
    with sealed.opened(tmp_path / "sao-luu.zip") as good:
        parts = {name: good.read(name) for name in good.names()}
        parts["library/documents.jsonl"] = b'{"document": {}, "passages": []}'
        sealed.seal(
            tmp_path / "xau.zip", ((name, [data]) for name, data in parts.items()), good.facts
        )

    with pytest.raises(RecordsError):
        new.restore_from(tmp_path / "xau.zip")

    assert new.drafts() == []


def test_a_backup_is_for_its_owner_alone(desk: Desk, tmp_path: Path) -> None:
    desk.backup_to(tmp_path / "sao-luu.zip")
    assert (tmp_path / "sao-luu.zip").stat().st_mode & 0o077 == 0


def test_on_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both commands say what they did; a foreign file is one line and exit code 2."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DRAFTER_HOME", str(tmp_path / "nha"))
    assert main(["backup", "a.zip", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["drafts"] == 0

    monkeypatch.setenv("DRAFTER_HOME", str(tmp_path / "nha-moi"))
    assert main(["restore", "a.zip"]) == 0
    assert "Đã khôi phục 0 dự thảo" in capsys.readouterr().out
    (tmp_path / "b.zip").write_text("khác", encoding="utf-8")
    assert main(["restore", "b.zip"]) == 2
    error = capsys.readouterr().err
    assert "không phải bản sao lưu" in error
    assert error.count("\n") == 1
