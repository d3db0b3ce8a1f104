"""The command line on real input."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import Workbook

from drafter.cli import main
from drafter.reading import read_bytes
from drafter.settings import ROOT

JOB = ROOT / "evals" / "jobs" / "06_thien_cam_2027"
SEEDS = ROOT.parent / "shared" / "seeds"


@pytest.fixture(autouse=True)
def own_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Each test has a home of its own and no model."""
    monkeypatch.setenv("DRAFTER_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("DRAFTER_MODEL", "")


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, Any]:
    """Exit code and the JSON object of a command."""
    code = main([*words, "--json"])
    out = capsys.readouterr().out
    return code, json.loads(out) if out else None


def draft_job(out: Path) -> list[str]:
    """The words of a whole drafting job."""
    brief = json.loads((JOB / "brief.json").read_text(encoding="utf-8"))
    words = [
        "draft",
        "--unit",
        f"{brief['unit']}, {brief['province']}",
        "--year",
        str(brief["year"]),
    ]
    words += ["--as-of", brief["as_of"], "--directive", str(JOB / brief["directive"])]
    words += ["--targets", str(JOB / brief["targets"]), "--previous", str(JOB / brief["previous"])]
    for line in brief["chat"]:
        words += ["--say", line]
    return [*words, "--out", str(out)]


def test_draft_writes_a_file_and_tells_where_everything_comes_from(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Every figure of the trace's ledger has a ground; the file reads back as the plan."""
    out = tmp_path / "ke-hoach.docx"
    code, trace = run(capsys, *draft_job(out))
    assert code == 0
    assert set(trace) >= {
        "brief",
        "missing",
        "sections",
        "ledger",
        "findings",
        "written_by",
        "timings",
    }
    assert trace["missing"] == []
    assert all(row["ground"]["kind"] and row["text"] for row in trace["ledger"])
    assert set(trace["written_by"]) == {"template"}
    read = read_bytes(out.read_bytes(), out.name)
    assert read.header.issuer == "Ủy ban nhân dân xã Thiên Cầm"
    assert re.search(r"Sản lượng khai thác thủy sản \| tấn \| 4\.150", read.text)


def test_every_item_of_the_directive_is_accounted_for(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Each content item of the directive is taken, adapted, elsewhere or left out with a reason."""
    _, trace = run(capsys, *draft_job(tmp_path / "x.docx"))
    items = trace["directive_items"]
    assert len(items) == 17
    assert {item["action"] for item in items} <= {
        "taken",
        "adapted",
        "merged",
        "elsewhere",
        "left-out",
    }
    dropped = [c for item in items for c in item["clauses"] if not c["text"]]
    assert dropped
    assert all(clause["reason"] for clause in dropped)


def test_check_writes_the_mended_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """``--fix`` leaves the given file alone and writes another with the slips put right."""
    file = Document()
    for line in ("KẾ HOẠCH", "Phát động thi đua năm 2027", "1. Kịp thời sử lý vi phạm trong năm."):
        file.add_paragraph(line)
    given, mended = tmp_path / "a.docx", tmp_path / "b.docx"
    file.save(str(given))
    before = given.read_bytes()
    _, answer = run(capsys, "check", str(given), "--fix", str(mended))
    assert "CH-01" in [f["rule"] for f in answer["fixed"]]
    assert given.read_bytes() == before
    assert "xử lý" in read_bytes(mended.read_bytes(), "b.docx").text


def test_a_sheet_for_the_signer_is_written_beside_the_draft(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """``--sheet`` writes one more Word file, with both numbers of every floor."""
    sheet = tmp_path / "new" / "phieu.docx"
    code, _ = run(capsys, *draft_job(tmp_path / "x.docx"), "--sheet", str(sheet))
    assert code == 0
    text = read_bytes(sheet.read_bytes(), sheet.name).text
    assert "PHIẾU RÀ SOÁT DỰ THẢO" in text
    assert "03 khu | 4 khu" in text


def test_a_note_for_the_drafter_is_written_beside_the_draft(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """``--note`` writes plain text that an old Notepad reads with its diacritics."""
    note = tmp_path / "ghi-chu.txt"
    code, _ = run(capsys, *draft_job(tmp_path / "x.docx"), "--note", str(note))
    assert code == 0
    raw = note.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert "CẦN LÃNH ĐẠO QUYẾT ĐỊNH" in raw.decode("utf-8-sig")


def test_the_same_words_give_the_same_file(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Without a model a second run writes the same bytes."""
    for name in ("a.docx", "b.docx"):
        run(capsys, *draft_job(tmp_path / name))
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()


@pytest.mark.skipif(not SEEDS.exists(), reason="the seed documents are not beside the project")
def test_last_years_figures_are_shown_and_never_used(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Without targets last year's indicators are placeholders with last year's figure beside them."""
    directive, previous = (next(SEEDS.glob(f"{n}_*.txt")) for n in ("001", "000"))
    out = tmp_path / "plan.docx"
    words = ["draft", "--unit", "xã Vạn Linh, huyện Chi Lăng, tỉnh Lạng Sơn", "--year", "2024"]
    words += ["--as-of", "2024-01-20", "--directive", str(directive), "--previous", str(previous)]
    _, trace = run(capsys, *words, "--out", str(out))
    text = "\n".join(p.text for p in Document(str(out)).paragraphs)
    assert "Tổng diện tích gieo trồng: [chỉ tiêu cần xác nhận; năm trước: 1.200 ha]" in text
    assert "2023" not in text.replace("98/2023/NĐ-CP ngày 31 tháng 12 năm 2023", "")
    assert "số [số]/PD-UBND ngày [ngày] tháng 01 năm 2024" in text
    assert "Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022" in text
    kinds = {r["ground"]["kind"] for r in trace["ledger"] if "năm trước" in r["text"]}
    assert kinds == {"last-year"}


def test_targets_of_a_spreadsheet_stand_word_for_word(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Each row of the sheet stands in the plan with its figure and unit, and its ground names the row."""
    book = Workbook()
    for row in (
        ("STT", "Chỉ tiêu", "Đơn vị tính", "Thực hiện 2026", "Kế hoạch 2027"),
        (1, "Sản lượng lương thực có hạt", "tấn", "3.700", "3.815"),
        (2, "Tỷ lệ người dân tham gia bảo hiểm y tế", "%", 94.1, 95.5),
    ):
        book.active.append(row)
    sheet = tmp_path / "bieu.xlsx"
    book.save(sheet)
    words = ["draft", "--unit", "xã Đại Lãnh, Khánh Hòa", "--year", "2027", "--as-of", "2026-12-15"]
    _, trace = run(capsys, *words, "--targets", str(sheet), "--out", str(tmp_path / "x.docx"))
    lines = {r["text"]: r["ground"] for r in trace["ledger"] if r["kind"] == "target"}
    printed = " | ".join(p["text"] for s in trace["sections"] for p in s["paragraphs"])
    assert re.search(r"Sản lượng lương thực có hạt[^|]{0,6} 3\.815 tấn\.", printed)
    assert re.search(r"Tỷ lệ người dân tham gia bảo hiểm y tế[^|]{0,6} 95,5%\.", printed)
    assert "94,1" not in printed
    assert all("bieu.xlsx" in ground["ref"] for ground in lines.values())


def test_a_plan_without_a_directive_knows_its_day(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Two-tier government, law of the day, a warning of the decree that ends within the year."""
    out = tmp_path / "plan.docx"
    words = ["draft", "--unit", "xã Đại Lãnh, Khánh Hòa", "--year", "2027", "--as-of", "2026-12-15"]
    code, trace = run(capsys, *words, "--out", str(out))
    text = "\n".join(p.text for p in Document(str(out)).paragraphs).lower()
    assert code == 0
    assert "huyện" not in text
    assert "5 năm 2026 - 2030" in text
    told = " ".join(f["message"] for f in trace["findings"])
    assert "152/2025" in told
    assert "01/3/2027" in told


def test_check_of_an_old_paper_finds_what_is_dead(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """A plan of 2027 that rests on a dead decree must not be signed: exit code 1."""
    paper = tmp_path / "ke-hoach.txt"
    paper.write_text(
        "ỦY BAN NHÂN DÂN\nXÃ THIÊN CẦM\nSố: /KH-UBND\nThiên Cầm, ngày 12 tháng 01 năm 2027\nKẾ HOẠCH\n"
        "Phát động phong trào thi đua năm 2027\n"
        "Căn cứ Nghị định số 98/2023/NĐ-CP ngày 31 tháng 12 năm 2023 của Chính phủ.\n"
        "I. MỤC ĐÍCH\nThi đua làm tốt việc của mình, báo cáo Phòng Nội vụ huyện.\n",
        encoding="utf-8",
    )
    code, answer = run(capsys, "check", str(paper), "--as-of", "2027-01-12")
    assert code == 1
    found = {(f["category"], f["severity"]) for f in answer["findings"]}
    assert ("law", "error") in found
    assert any(category == "identity" for category, _ in found)
    assert answer["counts"]["error"] == sum(f["severity"] == "error" for f in answer["findings"])


def test_law_names_state_and_replacement(capsys: pytest.CaptureFixture[str]) -> None:
    """A dead directive is told with what stands in its place."""
    code, answer = run(
        capsys, "law", "Chỉ thị số 34-CT/TW ngày 07/4/2014 của Bộ Chính trị", "--on", "2027-01-10"
    )
    assert code == 0
    assert answer[0]["verdict"] == "expired"
    assert "41-CT/TW" in answer[0]["replacement"]


def test_unit_gives_every_commune_of_an_ambiguous_name(capsys: pytest.CaptureFixture[str]) -> None:
    """An ambiguous name has several candidates; a merged one says what became of it."""
    _, many = run(capsys, "unit", "xã Tân Thành", "--on", "2024-01-01")
    assert len(many["candidates"]) > 3
    _, one = run(capsys, "unit", "xa Van Tho, Khanh Hoa", "--on", "2024-01-01")
    assert [c["into"] for c in one["candidates"]] == [["xã Đại Lãnh, tỉnh Khánh Hòa"]]


def test_an_own_archive_is_added_and_found(capsys: pytest.CaptureFixture[str]) -> None:
    """Ingest once, find it; ingest again, nothing doubles."""
    code, first = run(capsys, "ingest", str(JOB / "previous.docx"))
    assert (code, first["errors"]) == (0, {})
    _, again = run(capsys, "ingest", str(JOB / "previous.docx"))
    assert (first["added"], again["added"], again["known"]) == (1, 0, 1)
    _, found = run(capsys, "search", "bãi biển du lịch ki ốt cứu hộ")
    assert found["passages"][0]["issuer"] == "Ủy ban nhân dân xã Thiên Cầm"


def test_what_was_read_is_put_right_and_filters_go_by_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """``library confirm`` changes a fact; ``search --only`` leaves everything else out."""
    _, report = run(capsys, "ingest", str(JOB / "previous.docx"))
    name = report["taken"][0]["document"]["id"]
    words = ("search", "bãi biển du lịch", "--year", "2019", "--only")
    assert run(capsys, *words)[1] == {"passages": []}
    _, right = run(capsys, "library", "confirm", name, "year=2019")
    assert (right["year"], right["doubts"]) == (2019, [])
    assert {hit["year"] for hit in run(capsys, *words)[1]["passages"]} == {2019}


BAD: dict[str, tuple[str, ...]] = {
    "no such unit": ("draft", "--unit", "xã Không Đâu", "--year", "2027", "--out", "x.docx"),
    "ambiguous unit": (
        "draft",
        "--unit",
        "xã Tân Thành",
        "--year",
        "2024",
        "--as-of",
        "2024-02-01",
        "--out",
        "x.docx",
    ),
    "year 1999": ("draft", "--unit", "xã Vạn Linh, Lạng Sơn", "--year", "1999", "--out", "x.docx"),
    "unknown slot": (
        "draft",
        "--unit",
        "xã Vạn Linh, Lạng Sơn",
        "--year",
        "2027",
        "--set",
        "mau=xanh",
        "--out",
        "x.docx",
    ),
    "no such file": ("read", "khong-co.docx"),
    "remove without id": ("library", "remove"),
    "replace without file": ("library", "replace", "xa-van-linh-2023"),
    "replace by no file": ("library", "replace", "xa-van-linh-2023", "khong-co.docx"),
    "confirm what is no fact": ("library", "confirm", "xa-van-linh-2023", "mau=xanh"),
}


@pytest.mark.parametrize("name", BAD)
def test_input_that_cannot_be_used_gets_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    """Exit code 2, one Vietnamese sentence on standard error, nothing on standard output."""
    monkeypatch.chdir(tmp_path)
    code = main(list(BAD[name]))
    captured = capsys.readouterr()
    assert code == 2
    assert captured.out == ""
    assert len(captured.err.strip().splitlines()) == 1
    assert not (tmp_path / "x.docx").exists()
