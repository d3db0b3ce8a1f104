"""An official's own drafts: gaps filled in, next year's, undone, thrown away, taken out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from html import escape
from pathlib import Path

import pytest

from drafter.desk import Desk
from drafter.drafting.gaps import SIGNER
from drafter.errors import BadValue, RecordsError
from drafter.settings import load_settings

ORDER = "Ngày soạn 15/12/2026. Soạn kế hoạch năm 2027 cho xã Đại Lãnh, Khánh Hòa"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    home = tmp_path_factory.mktemp("home")
    office = Desk(load_settings(home=home, model=None), today=lambda: date(2026, 12, 15))
    yield office
    office.library.close()


@pytest.fixture(scope="module")
def written(desk: Desk) -> str:
    draft_id = desk.start()
    desk.say(draft_id, ORDER)
    desk.say(draft_id, "soạn luôn")
    list(desk.draft(draft_id))
    return draft_id


def _fresh(desk: Desk) -> str:
    draft_id = desk.start()
    desk.say(draft_id, ORDER)
    desk.say(draft_id, "soạn luôn")
    list(desk.draft(draft_id))
    return draft_id


def test_every_gap_is_told_with_the_words_around_it(desk: Desk, written: str) -> None:
    """Like gaps are told apart by their line; a gap with words of its own begins from them."""
    document = desk.state(written).document
    assert document is not None
    found = desk.gaps(written)
    asked = [gap for gap in found if gap.number != SIGNER]
    assert len(asked) == sum(use.kind == "placeholder" for use in document.ledger())
    lines = {gap.before for gap in asked if gap.asked == "số liệu của xã"}
    assert "Thu nhập bình quân đầu người: " in lines
    resolution = asked[0]
    assert resolution.start.startswith("Nghị quyết số [số]/NQ-HĐND")
    assert found[-1].number == SIGNER


def test_what_is_typed_stands_in_its_place_with_the_official_as_source(desk: Desk) -> None:
    """Two gaps and the signer in one go: one version, no other line touched, blank ones stay."""
    draft_id = _fresh(desk)
    before = desk.state(draft_id).document
    assert before is not None
    income = next(g for g in desk.gaps(draft_id) if "Thu nhập bình quân" in g.before)
    open_before = len(desk.gaps(draft_id))
    typed = {income.number: "63 triệu đồng", SIGNER: "Lê Văn Ba", income.number + 1: "  "}
    assert desk.fill(draft_id, typed) == 2
    after = desk.state(draft_id).document
    assert after is not None
    old, new = (dict(enumerate(d.paragraphs())) for d in (before, after))
    changed = [new[at][1] for at in new if new[at] != old[at]]
    assert [paragraph.text for paragraph in changed] == [
        "Thu nhập bình quân đầu người: 63 triệu đồng."
    ]
    assert [(use.text, use.ground.kind) for use in changed[0].uses] == [("63 triệu đồng", "user")]
    assert after.signature.name == "Lê Văn Ba"
    assert len(desk.gaps(draft_id)) == open_before - 2
    assert len(desk.versions(draft_id)) == 2
    signer = desk.state(draft_id).conversation.brief.signer
    assert signer is not None
    assert signer.name == "Lê Văn Ba"


def test_nothing_typed_is_no_version(desk: Desk, written: str) -> None:
    before = len(desk.versions(written))
    assert desk.fill(written, {0: " "}) == 0
    assert len(desk.versions(written)) == before


def test_filling_is_undone(desk: Desk) -> None:
    draft_id = _fresh(desk)
    assert desk.undo(draft_id) is None
    before = desk.state(draft_id).document
    desk.fill(draft_id, {SIGNER: "Lê Văn Ba"})
    assert desk.undo(draft_id) == 1
    assert desk.state(draft_id).document == before


def test_next_year_starts_from_this_years_draft(desk: Desk, written: str) -> None:
    """Unit, the year after, this draft as last year's paper; nothing known is asked again."""
    new = desk.next_year(written)
    conversation = desk.state(new).conversation
    brief = conversation.brief
    assert (brief.unit and brief.unit.full, brief.year) == ("xã Đại Lãnh", 2028)
    assert brief.previous is not None
    assert conversation.asked is not None
    assert conversation.asked.slot == "directive"
    assert desk.state(written).conversation.brief.year == 2027


def test_next_year_of_an_empty_draft_is_one_sentence(desk: Desk) -> None:
    with pytest.raises(BadValue) as refused:
        desk.next_year(desk.start())
    assert "chưa có tên đơn vị" in refused.value.advice


def test_a_draft_is_thrown_away_and_the_audit_says_so(desk: Desk) -> None:
    draft_id = _fresh(desk)
    desk.delete(draft_id)
    with pytest.raises(RecordsError):
        desk.state(draft_id)
    assert desk.audit().rows[-1].action == "draft.delete"
    assert desk.audit().holds


def test_ones_own_drafts_come_as_one_file(desk: Desk, written: str) -> None:
    names = zipfile.ZipFile(io.BytesIO(desk.take_out_mine())).namelist()
    assert f"du-thao/{written}/du-thao.json" in names
    assert any(name.startswith(f"du-thao/{written}/phien-ban/") for name in names)


def test_the_office_is_offered_its_own_plan(desk: Desk, written: str) -> None:
    """From October on the plan of the coming year, for the units the office has worked on."""
    assert "Soạn kế hoạch thi đua năm 2027 cho xã Đại Lãnh, tỉnh Khánh Hòa" in desk.orders()


ARCHIVE = """ỦY BAN NHÂN DÂN
XÃ CẨM NHƯỢNG
Số: 07/KH-UBND
Cẩm Nhượng, ngày 15 tháng 01 năm 2025
KẾ HOẠCH
Phát động phong trào thi đua năm 2025
I. MỤC ĐÍCH
Động viên ngư dân bám biển, giữ nghề, thu gom rác tại bến cá Cửa Nhượng.
"""


def test_facts_of_an_own_document_are_confirmed_and_its_file_replaced(tmp_path: Path) -> None:
    """The confirmed facts stand and are found; the program's own documents are not touched."""
    office = Desk(load_settings(home=tmp_path, model=None), today=lambda: date(2026, 12, 15))
    try:
        office.ingest_bytes("cu.txt", ARCHIVE.encode())
        [row] = [row for row in office.library_list() if row["origin"] == "file"]
        office.confirm_document(row["id"], title="Kế hoạch thi đua của xã", year=2024)
        [again] = [r for r in office.library_list() if r["origin"] == "file"]
        assert (again["title"], again["year"], again["doubts"]) == (
            "Kế hoạch thi đua của xã",
            2024,
            (),
        )
        assert office.search("rác bến cá Cửa Nhượng")[0].year == 2024
        new = office.replace_document(
            again["id"], "moi.txt", ARCHIVE.replace("bến cá", "chợ cá").encode()
        )
        own = [r["id"] for r in office.library_list() if r["origin"] == "file"]
        assert own == [new]
        assert "chợ cá" in office.search("rác chợ cá Cửa Nhượng")[0].text
        theirs = next(r["id"] for r in office.library_list() if r["origin"] == "kb")
        with pytest.raises(BadValue):
            office.confirm_document(theirs, title="x")
    finally:
        office.library.close()


def test_a_changed_draft_is_never_answered_from_before(desk: Desk) -> None:
    """What was worked out before is asked anew after each change, also of another desk."""
    draft_id = _fresh(desk)
    first = desk.html(draft_id)
    other = Desk(desk.settings, now=lambda: datetime(2027, 1, 1).astimezone())
    other.fill(draft_id, {SIGNER: "Trần Thị Tư"})
    assert "Trần Thị Tư" not in first
    assert "Trần Thị Tư" in desk.html(draft_id)


def test_what_is_open_is_told_on_the_sheet_and_the_rest_is_not(desk: Desk) -> None:
    """Names and days that only the office knows stand in sight; a blank number does not shout."""
    draft_id = _fresh(desk)
    found = desk.state(draft_id).findings
    html = desk.html(draft_id)
    opened = [f.message for f in found if f.rule == "DM-02"]
    blank = [f.message for f in found if f.rule == "SO-02"]
    assert opened
    assert blank
    assert all(escape(message) in html for message in opened)
    assert not any(escape(message) in html for message in blank)
