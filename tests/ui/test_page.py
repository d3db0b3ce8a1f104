"""The page over a desk double: what an official sees, without a browser."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from desk_double import TARGETS, DoubleDesk, document
from streamlit.testing.v1 import AppTest
from ui import door, findings, look, progress, targets
from ui.draft import guarded, joined
from ui.jobs import Jobs

APP = Path(__file__).parents[2] / "app.py"


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Iterator[DoubleDesk]:
    double, jobs = DoubleDesk(), Jobs()
    monkeypatch.setattr(door, "desk", lambda: double)
    monkeypatch.setattr(door, "jobs", lambda: jobs)
    return double


def page(draft_id: str | None = None) -> AppTest:
    app = AppTest.from_file(str(APP), default_timeout=20)
    if draft_id:
        app.query_params["d"] = draft_id
    return app.run()


def shown(app: AppTest) -> str:
    return "\n".join(str(element.value) for element in app.get("html"))


def buttons(app: AppTest) -> list[str]:
    return [button.label for button in app.button]


def ready(desk: DoubleDesk) -> str:
    draft_id = desk.start()
    desk.say(draft_id, "xã Thiên Cầm, năm 2027")
    desk.say(draft_id, "", [("ke-hoach-tinh.docx", b"x"), ("chi-tieu.csv", b"x")])
    return draft_id


def checked(desk: DoubleDesk) -> tuple[str, AppTest]:
    """A written draft with its page of findings open."""
    draft_id = ready(desk)
    list(desk.draft(draft_id))
    app = AppTest.from_file(str(APP), default_timeout=20)
    app.query_params["d"] = draft_id
    app.session_state["view"] = "check"
    app.run()
    return draft_id, app


def test_first_visit_makes_no_draft(desk: DoubleDesk) -> None:
    """A look at the page leaves nothing behind; who writes, a model or not, is told."""
    app = page()
    assert not app.exception
    assert desk.talks == {}
    assert "không dùng trí tuệ nhân tạo" in shown(app)
    assert "Soạn cho" not in shown(app)


def test_the_draft_in_the_address_is_shown_again(desk: DoubleDesk) -> None:
    """A refresh loses nothing: turns, choices and facts come from the desk."""
    draft_id = desk.start()
    desk.say(draft_id, "xã Tân Tiến năm 2027")
    for _ in range(2):
        app = page(draft_id)
        assert "xã Tân Tiến năm 2027" in shown(app)
        assert "xã Tân Tiến, tỉnh Bắc Ninh" in " ".join(buttons(app))


def test_a_click_answers(desk: DoubleDesk) -> None:
    draft_id = desk.start()
    desk.say(draft_id, "xã Tân Tiến năm 2027")
    app = page(draft_id)
    next(b for b in app.button if "Bắc Ninh" in b.label).click().run()
    assert desk.asked[-1] == "xã Tân Tiến, tỉnh Bắc Ninh"
    assert "Bắc Ninh" in shown(app)


def test_from_the_summary_to_the_draft(desk: DoubleDesk) -> None:
    """Bắt đầu soạn → progress → pages, findings and a file to take."""
    app = page(ready(desk))
    assert "512/KH-UBND" in shown(app)
    next(b for b in app.button if b.label == "Bắt đầu soạn").click().run()
    for _ in range(40):
        if "d1" in desk.drafted:
            break
        time.sleep(0.05)
    app.run()
    assert not app.exception
    assert "Còn 7 chỗ cần bổ sung" in shown(app)
    views = app.get("button_group")[0].proto.options
    assert [option.content for option in views][:3] == ["Dự thảo", "Kiểm tra · 2", "Nguồn"]


def test_an_interrupted_draft_starts_again(desk: DoubleDesk) -> None:
    """The program was stopped while drafting: opening the draft goes on."""
    draft_id = ready(desk)
    desk.say(draft_id, "Bắt đầu soạn")
    assert desk.drafted == set()
    page(draft_id)
    for _ in range(40):
        if draft_id in desk.drafted:
            break
        time.sleep(0.05)
    assert desk.drafted == {draft_id}


@pytest.mark.parametrize(
    ("view", "words"),
    [
        ("check", ["Chỉ tiêu BHYT thấp hơn mức tỉnh giao", "Nên làm", "họ và tên người ký"]),
        ("sources", ["93,5%", "Biểu chỉ tiêu của xã, dòng 2", "Mục I"]),
        ("carried", ["III.1.a. GRDP tăng 10%", "Không đưa vào", "Của tỉnh.", "đưa vào: 1"]),
        ("similar", ["UBND xã Cẩm Dương", "cùng tỉnh"]),
        ("facts", ["xã Thiên Cầm, tỉnh Hà Tĩnh", "nghị quyết HĐND"]),
    ],
)
def test_views_of_a_draft(desk: DoubleDesk, view: str, words: list[str]) -> None:
    draft_id = ready(desk)
    list(desk.draft(draft_id))
    app = AppTest.from_file(str(APP), default_timeout=20)
    app.query_params["d"] = draft_id
    app.session_state["view"] = view
    app.run()
    assert not app.exception
    assert [word for word in words if word not in shown(app)] == []


def test_fixing_and_the_sheet_stand_beside_the_findings(desk: DoubleDesk) -> None:
    """One click mends and says what was done and what was left; the sheet opens below."""
    draft_id, app = checked(desk)
    next(b for b in app.button if b.label == "Sửa tự động (1)").click().run()
    assert not app.exception
    assert desk.asked[-1] == f"fix {draft_id}"
    assert "Đã sửa tự động 1 điểm" in shown(app)
    assert "1 điểm để nguyên" in shown(app)
    app.toggle(key=f"sheet-{draft_id}").set_value(True).run()
    assert not app.exception
    assert "PHIẾU RÀ SOÁT DỰ THẢO" in app.get("iframe")[0].proto.srcdoc


def test_an_unknown_draft_is_said_to_be_unknown(desk: DoubleDesk) -> None:
    app = page("khong-co")
    assert not app.exception
    assert "Không tìm thấy dự thảo này." in shown(app)


def test_what_is_typed_is_never_markup(desk: DoubleDesk) -> None:
    """Neither HTML nor Markdown of a message is interpreted: no picture, no script, no link."""
    draft_id = desk.start()
    desk.say(draft_id, "<img src=http://x.example/a.png> ![a](http://x.example/b.png)")
    app = page(draft_id)
    assert "<img" not in shown(app)
    assert "&lt;img" in shown(app)
    assert not any("x.example" in str(element.value) for element in app.markdown)


def test_the_preview_can_run_and_fetch_nothing(desk: DoubleDesk) -> None:
    """Whatever a document smuggles in: the policy stands first, and a page without it is refused."""
    page_with_policy = guarded(desk.html("d1"))
    assert page_with_policy.index("default-src 'none'") < page_with_policy.index("<meta charset")
    with pytest.raises(ValueError, match="no head"):
        guarded("<p>x</p>")


def test_labels_are_escaped() -> None:
    assert look.label("![a](b) **c** :red[d] $e$") == (r"\!\[a\]\(b\) \*\*c\*\* \:red\[d\] \$e\$")


def test_the_target_table_keeps_what_was_not_touched(desk: DoubleDesk) -> None:
    """Untouched lines stay what they were; a changed, a new and a removed line are taken."""
    draft_id = ready(desk)
    table = [targets.row_of(target, place) for place, target in enumerate(TARGETS)]
    table[1][targets.NOW] = "95"
    del table[2]
    table.append({targets.NAME: "Rác thải thu gom", targets.UNIT: "%", targets.NOW: "70"})
    table.append({targets.NAME: "", targets.NOW: "1"})
    reply = desk.edit_targets(draft_id, targets.rows_of(table))
    got = reply.conversation.brief.targets
    assert [target.text for target in got] == [
        TARGETS[0].text,
        "Tỷ lệ dân số tham gia BHYT: 95 %",
        "Rác thải thu gom: 70%",
    ]
    assert got[0] is TARGETS[0]
    assert "sửa 2 dòng" in reply.say[0]


def test_the_editor_is_shown(desk: DoubleDesk) -> None:
    app = AppTest.from_file(str(APP), default_timeout=20)
    app.query_params["d"] = ready(desk)
    app.session_state["view"] = "targets"
    app.run()
    assert not app.exception
    assert "Lưu bảng chỉ tiêu" in buttons(app)


def test_a_figure_under_its_floor_is_told_while_it_is_typed(desk: DoubleDesk) -> None:
    """The notice stands beside the line before anything is saved, and goes when it is mended."""
    draft_id = ready(desk)
    saved = targets.table_of(desk.target_board(draft_id))
    told = []
    for figure in ("94", "95,5", ""):
        pending = targets.with_edits(saved, {"edited_rows": {1: {targets.NOW: figure}}})
        board = desk.target_board(draft_id, targets.rows_of(pending))
        row = targets.noted(saved, pending, board)[1]
        told.append((row[targets.GIVEN], row[targets.NOTE]))
    assert told == [("95", "⚠ Thấp hơn"), ("95", ""), ("95", "Chưa có số")]
    assert desk.state(draft_id).conversation.brief.targets == TARGETS


def test_the_chart_draws_pairs_and_fetches_nothing(desk: DoubleDesk) -> None:
    lines = desk.target_board(ready(desk)).lines
    drawn = targets.chart(list(lines))
    assert drawn.count('class="pair"') == 3
    assert 'class="before" style="width:92.9%"' in drawn  # 58,5 of 63
    assert "http" not in drawn
    assert "url(" not in drawn


def test_two_versions_side_by_side(desk: DoubleDesk) -> None:
    """Changed words are marked, like lines stay out until asked for, nothing is markup."""
    draft_id = ready(desk)
    list(desk.draft(draft_id))
    app = AppTest.from_file(str(APP), default_timeout=20)
    app.query_params["d"] = draft_id
    app.session_state["view"] = "compare"
    app.run()
    assert not app.exception
    assert desk.asked[-1] == "compare 1 2"
    assert "<del>93%.</del>" in shown(app)
    assert "<ins>&lt;b&gt;Mới&lt;/b&gt;</ins>" in shown(app)
    assert "Câu chung." not in shown(app)
    next(t for t in app.toggle if t.label == "Cả đoạn không đổi").set_value(True).run()
    assert "Câu chung." in shown(app)


def test_one_part_is_written_again(desk: DoubleDesk) -> None:
    app = drafted_page(desk)
    next(b for b in app.button if b.key and b.key.startswith("again-")).click().run()
    for _ in range(40):
        if "again I" in desk.asked:
            break
        time.sleep(0.05)
    assert "again I" in desk.asked


def drafted_page(desk: DoubleDesk) -> AppTest:
    draft_id = ready(desk)
    list(desk.draft(draft_id))
    return page(draft_id)


def test_a_section_is_edited_in_place(desk: DoubleDesk) -> None:
    app = drafted_page(desk)
    app.text_area[0].set_value("- BHYT 95%").run()
    next(b for b in app.button if b.label == "Lưu mục này").click().run()
    assert desk.asked[-1] == "I: - BHYT 95%"


def test_an_earlier_version_comes_back(desk: DoubleDesk) -> None:
    """The newest has no button; the one before it has."""
    app = drafted_page(desk)
    assert "Bản 2 · 12/01/2027 08:02 · Soạn tự động" in shown(app)
    [button] = [b for b in app.button if b.label == "Khôi phục"]
    button.click().run()
    assert desk.asked[-1] == "restore 1"


def test_the_file_has_a_plain_name(desk: DoubleDesk) -> None:
    draft_id = ready(desk)
    brief = desk.state(draft_id).conversation.brief
    assert look.file_name(brief) == "ke-hoach-thi-dua-2027-xa-thien-cam"


def test_the_app_file_stays_thin() -> None:
    assert len(APP.read_text(encoding="utf-8").splitlines()) <= 120


def test_the_law_page_tells_the_basis_of_a_day_and_finds_rows(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """On 12/01/2027 the decree of 2025 stands with its end, the dead directive is named as dead."""
    from drafter.desk import Desk
    from drafter.settings import load_settings

    monkeypatch.setattr(door, "desk", lambda: Desk(load_settings(home=tmp_path, model=None)))
    page = AppTest.from_function(_law_page, default_timeout=60).run()
    page.date_input[0].set_value(date(2027, 1, 12))
    page.number_input[0].set_value(2027)
    page.text_input[0].set_value("152/2025")
    page.run()
    shown = " ".join(str(element.proto.body) for element in page.get("html"))
    assert "Nghị định số 152/2025/NĐ-CP" in shown
    assert "01/3/2027" in shown
    assert "Không dùng: Chỉ thị số 34-CT/TW" in shown
    assert "Nguồn: " in shown


def _law_page() -> None:
    from ui import law

    law.law()


def test_notes_of_one_reason_are_one_line() -> None:
    notes = ["Mục I được soạn theo mẫu: x.", "Mục II được soạn theo mẫu: x.", "Khác."]
    assert joined(notes) == ["Mục I, II được soạn theo mẫu: x.", "Khác."]


def test_the_profile_of_the_office_is_kept(
    monkeypatch: pytest.MonkeyPatch, ready_home: Callable[[], Path]
) -> None:
    """What is typed once on the page is used by the next draft of the unit."""
    from drafter.desk import Desk
    from drafter.settings import load_settings

    office = Desk(load_settings(home=ready_home(), model=None), today=lambda: date(2026, 12, 15))
    monkeypatch.setattr(door, "desk", lambda: office)
    app = AppTest.from_function(_profile_page, default_timeout=60).run()
    app.text_input[0].set_value("xã Thiên Cầm, tỉnh Hà Tĩnh").run()
    typed = {"Người ký": "Lê Văn Ba", "Đơn vị tham mưu": "Phòng Văn hóa - Xã hội"}
    for box in app.text_input:
        if box.label in typed:
            box.set_value(typed[box.label])
    app.button[0].click().run()
    assert not app.exception
    assert "Đã lưu" in shown(app)
    draft_id = office.start()
    office.say(draft_id, "Soạn kế hoạch năm 2027 cho xã Thiên Cầm, tỉnh Hà Tĩnh")
    brief = office.state(draft_id).conversation.brief
    assert brief.signer is not None
    assert (brief.signer.name, brief.drafter_unit) == ("Lê Văn Ba", "Phòng Văn hóa - Xã hội")


def _profile_page() -> None:
    from ui import profile

    profile.profile()


def test_large_type_stands_in_the_address(desk: DoubleDesk) -> None:
    """Switched on once, a reload of the same address keeps it."""
    app = page()
    next(t for t in app.toggle if t.label == "Chữ lớn").set_value(True).run()
    assert app.query_params["chu"] == "lon"
    again = AppTest.from_file(str(APP), default_timeout=20)
    again.query_params["chu"] = "lon"
    assert next(t for t in again.run().toggle if t.label == "Chữ lớn").value is True


def test_gaps_are_filled_in_on_the_spot(desk: DoubleDesk) -> None:
    """Only what was typed is sent; a line left as it was stays a gap."""
    _, app = checked(desk)
    signer = next(box for box in app.text_input if "họ và tên người ký" in box.label)
    signer.set_value("Lê Văn Ba")
    next(b for b in app.button if b.label == "Điền vào dự thảo").click().run()
    assert not app.exception
    assert desk.asked[-1] == "fill {-1: 'Lê Văn Ba'}"
    assert "Đã điền 1 chỗ" in shown(app)


def test_one_finding_is_mended_and_taken_back(desk: DoubleDesk) -> None:
    """Accept, recheck, roll back: each in one click."""
    draft_id, app = checked(desk)
    next(b for b in app.button if b.label == "Sửa điểm này").click().run()
    rule = next(finding.rule for finding in desk.state(draft_id).findings if finding.fix)
    assert desk.asked[-1] == f"fix {draft_id} {rule}"
    next(b for b in app.button if b.label == "Hoàn tác lần sửa này").click().run()
    assert desk.asked[-1] == "undo"
    assert "Hoàn tác lần sửa này" not in buttons(app)


def test_a_fact_of_the_summary_is_corrected(desk: DoubleDesk) -> None:
    """It goes the way of a message; nothing told before is lost."""
    app = page(ready(desk))
    app.selectbox[0].set_value("Người ký")
    next(box for box in app.text_input if box.label == "Nội dung").set_value("Chủ tịch Lê Văn Ba")
    next(b for b in app.button if b.label == "Lưu").click().run()
    assert not app.exception
    assert desk.asked[-1] == "Người ký: Chủ tịch Lê Văn Ba."
    assert "Lê Văn Ba" in shown(app)
    assert "512/KH-UBND" in shown(app)


def test_the_time_left_is_told_as_one_says_it() -> None:
    """Before the first part nothing is guessed; then by the pace so far."""
    told = [progress.timing(*times) for times in ((3, None), (31, 62), (200, 0))]
    assert told == [
        "Đã 5 giây; thời gian còn lại tính được khi xong phần đầu.",
        "Đã 30 giây, còn khoảng 1 phút.",
        "Đã 3 phút, sắp xong.",
    ]


def test_a_written_part_is_text_and_never_markup() -> None:
    section = document().sections[0]
    hostile = replace(section, heading="<img src=x>")
    assert "&lt;img" in progress.part(hostile)
    assert section.paragraphs[0].text[:20] in progress.part(section)


def test_a_clause_is_told_as_one_reads_it() -> None:
    told = [findings.spelled_out(clause) for clause in ("PLI-II.5b", "PLIII-I.2", "Điều 8")]
    assert told == [
        "Phụ lục I Nghị định 30/2020/NĐ-CP, mục II.5b",
        "Phụ lục III Nghị định 30/2020/NĐ-CP, mục I.2",
        "Điều 8",
    ]
