"""What the reviewer's sheet says of a draft is what the draft, its trace and the register say."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from drafter.checking import CheckContext
from drafter.checking.finding import Finding, Severity
from drafter.desk import Desk
from drafter.document.sheet import ReviewSheet
from drafter.drafting.sheet import review_sheet
from drafter.drafting.sheet_above import left_out
from drafter.drafting.steps import Draft, context_of
from drafter.drafting.trace import trace_json
from drafter.settings import ROOT, load_settings

JOB = ROOT / "evals" / "jobs" / "06_thien_cam_2027"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Draft, CheckContext]:
    brief = json.loads((JOB / "brief.json").read_text(encoding="utf-8"))
    desk = Desk(load_settings(home=tmp_path_factory.mktemp("home"), model=None))
    files = {name: JOB / brief[name] for name in ("directive", "targets", "previous")}
    unit = f"{brief['unit']}, {brief['province']}"
    draft = desk.draft_once(
        unit=unit, year=brief["year"], as_of=date.fromisoformat(brief["as_of"]), say=brief["chat"],
        **files,
    )  # fmt: skip
    return draft, context_of(draft.brief, desk.tools)


def sheet_of(
    made: tuple[Draft, CheckContext], findings: Sequence[Finding] | None = None
) -> ReviewSheet:
    draft, context = made
    told = draft.findings if findings is None else findings
    return review_sheet(draft.document, told, trace_json(draft), context, version=3)


def test_floors_show_both_numbers(made: tuple[Draft, CheckContext]) -> None:
    """Each floor that is not met stands with what the office has and what is assigned."""
    floors = {f.indicator: (f.own, f.assigned) for f in sheet_of(made).floors}
    assert floors["Khu dân cư NTM kiểu mẫu tăng thêm"] == ("03 khu", "4 khu")
    assert floors["Người dân khám sức khỏe định kỳ"] == ("90%", "100%")
    assert floors["Doanh nghiệp mới"] == ("", "16 doanh nghiệp")


def test_a_weak_figure_is_told_with_its_gap_and_its_places(
    made: tuple[Draft, CheckContext],
) -> None:
    """Who changes it changes it everywhere: in the table and in the contents."""
    lines = {f.indicator: f for f in sheet_of(made).floors}
    weak = lines["Người dân khám sức khỏe định kỳ"]
    assert weak.gap == "10 điểm %"
    assert weak.stands[0] == "II.2.b"
    assert any(place.startswith("III.5.") for place in weak.stands)
    assert lines["Doanh nghiệp mới"].stands == ()


def test_figures_of_the_province_and_law_that_ended_are_told(
    made: tuple[Draft, CheckContext],
) -> None:
    """Nothing of the directive or of last year's bases disappears without a word."""
    sheet = sheet_of(made)
    left = [line.quote for line in sheet.left_out]
    assert "đón 5,2 triệu lượt khách" in left
    assert not any("85% trở lên" in quote for quote in left)  # the commune has a target of it
    assert ["2437/QĐ-TTg" in line.text for line in sheet.dropped] == [True]


def test_targets_stand_beside_last_year(made: tuple[Draft, CheckContext]) -> None:
    """Source and change; a step back is marked; another standard is not compared."""
    lines = {t.indicator: t for t in sheet_of(made).targets}
    health = lines["BHYT toàn dân"]
    assert (health.now, health.last_year, health.change) == ("96,5%", "96,1%", "+0,4 điểm %")
    assert health.source == "targets.docx, dòng 12"
    assert lines["Diện tích gieo cấy lúa"].worse
    assert lines["Giảm vụ phạm pháp hình sự"].worse  # the amount of a decrease got smaller
    assert not lines["Thu ngân sách trên địa bàn"].worse
    assert lines["Hộ nghèo cuối năm còn (chuẩn 2027 - 2030)"].change == "khác chuẩn"
    assert lines["Đường GTNT, rãnh thoát nước"].now == "7,5 [đơn vị tính]"


def test_the_life_of_every_reference_is_told(made: tuple[Draft, CheckContext]) -> None:
    """In force, ending within the year, or not known here; never more than is known."""
    basis = {line.text: line for line in sheet_of(made).basis}
    assert basis["Luật Thi đua, khen thưởng ngày 15/6/2022"].alive is True
    ending = basis["Nghị định số 152/2025/NĐ-CP ngày 14/6/2025"]
    assert ending.alive is None
    assert "01/3/2027" in ending.says
    own = basis["Nghị quyết số 33/NQ-HĐND ngày 25/12/2026 của HĐND xã Thiên Cầm"]
    assert own.says == "do đơn vị cung cấp; đối chiếu bản chính"


def test_blanks_stand_in_the_way_and_warnings_do_not(made: tuple[Draft, CheckContext]) -> None:
    """A placeholder or an error keeps the draft from the signer; a warning is his to decide."""
    sheet = sheet_of(made)
    assert not sheet.ready
    assert sheet.reasons == ("còn 3 chỗ để trống phải bổ sung",)
    gap = "Đường giao thông nông thôn, rãnh thoát nước: 7,5 [đơn vị tính] (mục II.2.b)"
    assert gap in sheet.placeholders
    assert "4 chỉ tiêu dưới mức cấp trên giao" in sheet.decisions
    bad = replace(made[0].findings[0], severity=Severity.ERROR)
    assert "còn 1 lỗi phải sửa" in sheet_of(made, [bad]).reasons


def test_a_resolution_without_its_title_is_told_where_it_stands(
    made: tuple[Draft, CheckContext],
) -> None:
    """A basis is cited with its title; one that nobody told is asked for, not made up."""
    told = [f for f in made[0].findings if f.rule == "DV-01" and "trích yếu" in f.message]
    assert [f.quote for f in told] == ["Nghị quyết số 33/NQ-HĐND"]
    basis = " ".join(p.text for p in made[0].document.basis)
    assert told[0].quote in basis


def test_what_was_left_out_has_a_reason(made: tuple[Draft, CheckContext]) -> None:
    """Clauses of the directive that stay with the province, each with why."""
    left = {line.quote: line for line in sheet_of(made).left_out}
    assert left["cải thiện PAR INDEX, SIPAS, PAPI của tỉnh"].ref == "III.4"
    assert all(line.reason for line in left.values())


def test_the_notice_says_who_wrote_and_cites_the_law_only_where_it_holds(
    made: tuple[Draft, CheckContext],
) -> None:
    """No model was used and the sheet says so; before 2026 there was no such law."""
    draft, context = made
    now = sheet_of(made).ai_notice
    assert "không dùng mô hình ngôn ngữ" in now
    assert "134/2025/QH15" in now
    before = review_sheet(draft.document, (), {}, replace(context, on=date(2024, 1, 15)))
    assert "134/2025" not in before.ai_notice
    sections = [replace(s, written_by="model:qwen3") for s in draft.document.sections]
    with_model = replace(draft.document, sections=tuple(sections))
    told = review_sheet(with_model, (), {}, context).ai_notice
    assert "có dùng mô hình ngôn ngữ qwen3" in told


def test_findings_are_told_once_and_counted(made: tuple[Draft, CheckContext]) -> None:
    """Three findings of one message are one line that counts three."""
    warning = next(f for f in made[0].findings if f.rule == "CT-03")
    sheet = sheet_of(made, [warning] * 3)
    assert [(line.rule, line.times) for line in sheet.findings] == [("CT-03", 3)]
    assert sheet.counts["warning"] == 3
    assert "3 cảnh báo khác" in sheet.decisions


def test_the_page_and_the_command_give_the_same_sheet(tmp_path: Path) -> None:
    """The desk makes it of the newest version, with its number."""
    desk = Desk(load_settings(home=tmp_path, model=None), today=lambda: date(2026, 12, 15))
    draft_id = desk.start()
    desk.say(draft_id, "Soạn kế hoạch năm 2027 cho xã Đại Lãnh, tỉnh Khánh Hòa")
    desk.say(draft_id, "Soạn luôn, chỗ thiếu để trống")
    for _ in desk.draft(draft_id):
        pass
    sheet = desk.sheet(draft_id)
    assert sheet.version == 1
    assert sheet.issuer == "Ủy ban nhân dân xã Đại Lãnh"
    assert not sheet.ready
    assert desk.sheet_docx(draft_id)[:2] == b"PK"
    assert "CHƯA SẴN SÀNG" in desk.sheet_html(draft_id)


def test_of_a_clause_only_the_part_that_was_left_out_is_told() -> None:
    """The road stands in the draft; the harbour of another island does not."""
    clause = {
        "quote": "Bàn giao mặt bằng đường ven biển, cảng Hòn Khoai",
        "text": "bàn giao mặt bằng đường ven biển", "action": "adapted",
        "reason": "gắn với “Hòn Khoai”, chưa rõ có trên địa bàn xã",
    }  # fmt: skip
    (line,) = left_out({"directive_items": [{"ref": "III.2", "clauses": [clause]}]})
    assert (line.ref, line.quote) == ("III.2", "cảng Hòn Khoai")
    assert "chưa rõ" in line.reason
