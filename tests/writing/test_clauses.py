"""The words of the template writer hold no fact, no copy, and fit the place and the day."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from drafter.document.model import DocumentKind, SectionKind
from drafter.document.unit import Level
from drafter.writing.clause_schema import ClauseRow, known_slot, slots
from drafter.writing.clauses import Clauses, load_clauses, year_facet

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT.parent / "shared" / "seeds"
BEFORE, AFTER = date(2024, 1, 24), date(2027, 1, 12)


@pytest.fixture(scope="module")
def clauses() -> Clauses:
    return load_clauses(ROOT / "kb")


def texts(row: ClauseRow) -> list[str]:
    return [*row.variants, *([row.with_movement] if row.with_movement else [])]


def all_texts(clauses: Clauses) -> list[tuple[str, str]]:
    return [(row.id, text) for row in clauses.rows for text in texts(row)]


def form_texts(clauses: Clauses) -> list[str]:
    forms = [clauses.form(kind) for kind in DocumentKind]
    return [
        text
        for form in forms
        for group in (
            form.titles, form.openings, form.openings_without_directive, form.launch,
            form.launch_with_theme, form.closing,
        )
        for text in group
    ]  # fmt: skip


# what every clause must be


def test_there_are_enough_clauses_and_ids_are_unique(clauses: Clauses) -> None:
    ids = [row.id for row in clauses.rows]
    assert len(ids) == len(set(ids))
    assert len(ids) >= 200


def test_every_topic_has_three_clauses_of_different_content_in_both_eras(clauses: Clauses) -> None:
    thin = {
        (topic.id, on.year)
        for topic in clauses.topics
        for on in (BEFORE, AFTER)
        if len({row.id for row in rows_for(clauses, topic.id, on)}) < 3
    }
    assert thin == set()


def rows_for(clauses: Clauses, topic: str, on: date) -> list[ClauseRow]:
    return [
        row
        for row in clauses.rows
        if row.topic == topic
        and (row.start is None or row.start <= on)
        and (row.until is None or on <= row.until)
    ]


def test_no_clause_holds_a_digit(clauses: Clauses) -> None:
    assert [(i, t) for i, t in all_texts(clauses) if re.search(r"\d", t)] == []


def test_no_clause_cites_a_law_or_a_document(clauses: Clauses) -> None:
    code = re.compile(r"NĐ-CP|QĐ-TTg|-CT|/CT|/QH|-BNV|Nghị định|Thông tư|Luật |[Nn]ghị quyết số")
    assert [(i, t) for i, t in all_texts(clauses) if code.search(t)] == []


CAPITALISED = """
Nhân Nhà Đảng Bác Tổ Hồ Chí Minh Mặt Trận Quốc Việt Nam Ban Chỉ Hội Đồng Ủy Chủ Thi Khen Kế Hoạch
Chương Phong Đoàn Đội Ngày Tết Quỹ Trung Trạm Công Lao Chiến Tập Dân Thương Phòng Đại Vì Đền OCOP
IUU Thanh Thiếu Cựu Liên Phụ Tài Nông Liệt Hiệp
"""


def test_no_clause_names_a_place(clauses: Clauses) -> None:
    """A capital in mid-sentence belongs to a known institution, never to a place."""
    stray = {
        word
        for _, text in all_texts(clauses)
        for word in re.findall(r"(?<![.:] )(?<!^)(?<!“)\b\w+", re.sub(r"\{[^}]*\}", "{}", text))
        if word[0].isupper()
    }
    assert stray - set(CAPITALISED.split()) == set()


def test_no_clause_quotes_a_name(clauses: Clauses) -> None:
    """Names of movements stand in quotation marks, and only a slot may bring one in."""
    assert [(i, t) for i, t in all_texts(clauses) if re.search('[“”"]', t)] == []


def test_every_text_is_nfc_and_ends_with_a_full_stop(clauses: Clauses) -> None:
    bad = [
        (i, t)
        for i, t in all_texts(clauses)
        if t != unicodedata.normalize("NFC", t) or not t.endswith(".") or "  " in t or " ." in t
    ]
    assert bad == []


def test_every_sentence_starts_with_a_capital_or_a_slot_that_does(clauses: Clauses) -> None:
    capital_slot = re.compile(r"\{(?:body:|Hamlets|Unit|phase|plan|issuer)")
    low = [
        (i, t)
        for i, t in all_texts(clauses)
        for sentence in t.split(". ")
        if not (sentence[0].isupper() or capital_slot.match(sentence))
    ]
    assert low == []


def test_every_slot_is_known(clauses: Clauses) -> None:
    used = {s for _, t in all_texts(clauses) for s in slots(t)}
    used |= {s for t in form_texts(clauses) for s in slots(t)}
    lines = clauses.recipients(DocumentKind.PLAN, Level.COMMUNE, AFTER)
    used |= {s for line in lines for s in slots(line.line)}
    assert {s for s in used if not known_slot(s)} == set()


def test_the_targets_slot_can_vanish(clauses: Clauses) -> None:
    """{targets} is glued to a word and followed by a full stop, so that nothing is left over."""
    for clause_id, text in all_texts(clauses):
        if "{targets}" in text:
            assert re.search(r"[\w”}]\{targets\}\.$", text), clause_id


def test_facets_and_topics_named_by_clauses_exist(clauses: Clauses) -> None:
    facets = {row.id for row in clauses.facet_rows}
    topics = {topic.id for topic in clauses.topics}
    unless = {f for t in clauses.topics for u in t.not_at_commune for f in u.unless}
    used = {f for row in clauses.rows for f in (*row.facets, *row.absent)} | unless
    assert used - facets == set()
    assert {row.topic for row in clauses.rows if row.topic} - topics == set()


OLD_WORDS = re.compile(
    r"\bhuyện|thị trấn|một cửa|Văn phòng - Thống kê|Tài chính - Kế toán|body:mot-cua"
)
NEW_WORDS = re.compile(r"hai cấp|Phòng Kinh tế|body:hanh-chinh-cong|Trung tâm Phục vụ")


def test_words_of_one_era_stand_only_in_clauses_of_that_era(clauses: Clauses) -> None:
    for row in clauses.rows:
        body = " ".join(texts(row))
        if OLD_WORDS.search(body):
            assert row.until is not None, row.id
            assert row.until <= date(2025, 6, 30), row.id
        if NEW_WORDS.search(body):
            assert row.start is not None, row.id
            assert row.start >= date(2025, 7, 1), row.id


SLOGANS = re.compile(
    r"không ngừng|mạnh mẽ|sâu rộng|vững chắc|toàn diện|khát vọng|bứt phá|tích cực|hiệu quả cao"
    r"|COVID|bầu cử|GRDP|nhà tạm|dột nát"
)


def test_no_clause_pads_or_speaks_of_one_past_year(clauses: Clauses) -> None:
    assert [(i, t) for i, t in all_texts(clauses) if SLOGANS.search(t)] == []


def test_variants_are_not_twins(clauses: Clauses) -> None:
    """Two variants of a clause share fewer than two thirds of their words."""
    twins = []
    for row in clauses.rows:
        for at, one in enumerate(row.variants):
            for other in row.variants[at + 1 :]:
                a, b = set(re.findall(r"\w+", one)), set(re.findall(r"\w+", other))
                if len(a & b) / len(a | b) > 2 / 3:
                    twins.append(row.id)
    assert twins == []


@pytest.mark.parametrize("where", ["clauses", "forms"])
def test_nothing_is_copied_from_real_documents(clauses: Clauses, where: str) -> None:
    """No run of 15 words of a clause, of 18 of a form (titles are formulas), stands in a seed."""
    if not SEEDS.is_dir():
        pytest.skip("the real documents are not at hand")
    length = 15 if where == "clauses" else 18
    ours = [t for _, t in all_texts(clauses)] if where == "clauses" else form_texts(clauses)
    seen = set()
    for path in SEEDS.glob("*.txt"):
        seen |= runs(path.read_text(encoding="utf-8"), length)
    assert [text for text in ours if runs(text, length) & seen] == []


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    words = words_of(text)
    return {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFC", text).lower())


# picking


def picked(clauses: Clauses, section: str, topic: str | None = None, **given: object) -> list[str]:
    asked = {"level": Level.COMMUNE, "on": AFTER, "facets": (), "seed": "xã Thử", **given}
    return [c.id for c in clauses.pick(section, topic, **asked)]  # type: ignore[arg-type]


def test_the_day_decides_between_the_eras(clauses: Clauses) -> None:
    ids = {on: picked(clauses, "to-chuc", on=on) for on in (date(2025, 6, 30), date(2025, 7, 1))}
    assert "to-chuc-van-phong-truoc" in ids[date(2025, 6, 30)]
    assert "to-chuc-van-phong" not in ids[date(2025, 6, 30)]
    assert "to-chuc-van-phong" in ids[date(2025, 7, 1)]
    assert "to-chuc-van-phong-truoc" not in ids[date(2025, 7, 1)]


def test_the_sea_never_reaches_a_mountain_commune(clauses: Clauses) -> None:
    mountain = {"mien-nui", "rung", "dan-toc", "chan-nuoi"}
    sea = re.compile(
        r"(?<!cắm )(?<!treo )\bbiển\b(?! báo| tên| hỏng| chỉ| sai)|tàu cá|ngư dân|hải sản|bãi tắm"
    )
    ids = picked(clauses, "noi-dung", facets=mountain)
    assert [r.id for r in clauses.rows if r.id in ids and sea.search(" ".join(r.variants))] == []


def test_clauses_of_the_place_come_first_in_the_contents(clauses: Clauses) -> None:
    ids = picked(clauses, "noi-dung", "an-toan-giao-thong", facets={"song-nuoc"})
    assert ids[0] == "giao-thong-duong-thuy"


def test_the_heart_of_a_topic_comes_before_its_other_clauses(clauses: Clauses) -> None:
    assert picked(clauses, "noi-dung", "quoc-phong")[0] == "quoc-phong-giao-quan"
    assert picked(clauses, "noi-dung", "y-te", seed="xã Khác")[0] == "y-te-tram"


def test_a_local_clause_is_followed_by_the_heart_of_the_topic(clauses: Clauses) -> None:
    ids = picked(clauses, "noi-dung", "quoc-phong", level=Level.SPECIAL_ZONE, facets={"bien"})
    assert ids[0] in {"dac-khu-quoc-phong", "quoc-phong-bien"}
    assert ids[1] == "quoc-phong-giao-quan"


def test_wards_and_islands_have_words_of_their_own(clauses: Clauses) -> None:
    assert picked(clauses, "noi-dung", "an-ninh", level=Level.WARD)[0] == "phuong-nha-tro"
    assert picked(clauses, "noi-dung", "y-te", level=Level.SPECIAL_ZONE)[0] == "dac-khu-y-te"


def test_levels_are_respected(clauses: Clauses) -> None:
    assert "ntm-tieu-chi" not in picked(clauses, "noi-dung", level=Level.WARD)
    assert "do-thi-trat-tu" not in picked(clauses, "noi-dung", level=Level.COMMUNE)


def test_the_same_commune_gets_the_same_words_and_another_gets_others(clauses: Clauses) -> None:
    def words(seed: str) -> list[str]:
        return [c.text for c in clauses.pick("noi-dung", level=Level.COMMUNE, on=AFTER, seed=seed)]

    assert words("xã Một") == words("xã Một")
    differing = set(words("xã Một")) - set(words("xã Hai"))
    assert len(differing) > len(words("xã Một")) / 4


def test_every_role_of_the_organisation_has_a_task_in_both_eras(clauses: Clauses) -> None:
    roles = {
        "van-phong", "van-hoa-xa-hoi", "kinh-te", "hanh-chinh-cong", "cong-an", "quan-su", "y-te",
        "truong-hoc", "mat-tran", "hamlets", "hoi-dong-tdkt",
    }  # fmt: skip
    for on in (BEFORE, AFTER):
        for level in (Level.COMMUNE, Level.WARD):
            found = {c.role for c in clauses.pick("to-chuc", level=level, on=on, seed="x")}
            assert roles - found == set()


def test_the_front_is_asked_not_ordered(clauses: Clauses) -> None:
    """Front, unions and border guard are not under the People's Committee."""
    for row in clauses.rows:
        if row.section == "to-chuc" and row.role in {"mat-tran", "bien-phong"}:
            assert all(v.startswith("Đề nghị ") for v in row.variants), row.id


def test_fresh_clauses_come_before_those_already_said(clauses: Clauses) -> None:
    found = clauses.pick("noi-dung", "y-te", level=Level.COMMUNE, on=AFTER, seed="xã Thử")
    said = (
        "Vận động hộ gia đình mua bảo hiểm y tế đủ thành viên, rà soát người chưa có bảo hiểm y tế "
        "theo từng xóm, bản, giúp người khó khăn mua thẻ, gia hạn thẻ sắp hết hạn."
    )
    ranked = [c.id for c in clauses.fresh(found, said)]
    assert ranked[-1] == "y-te-bao-hiem"
    assert sorted(ranked) == sorted(c.id for c in found)


@pytest.mark.parametrize(
    ("year", "facet"),
    [
        (2021, "nam-dau"),
        (2023, "nam-giua"),
        (2024, "nam-tu"),
        (2025, "nam-cuoi"),
        (2026, "nam-dau"),
        (2027, "nam-hai"),
    ],
)
def test_the_year_of_the_five_year_plan(year: int, facet: str) -> None:
    assert year_facet(year) == facet


def test_every_year_has_a_sentence_on_its_meaning(clauses: Clauses) -> None:
    for year in range(2023, 2031):
        found = clauses.pick(
            "mo-dau-y-nghia", level=Level.WARD, on=AFTER, facets={year_facet(year)}, seed="x"
        )
        assert {"nam", "nam-gon"} <= {c.tag for c in found}, year


# forms


@pytest.mark.parametrize("kind", DocumentKind)
def test_every_form_has_the_parts_of_the_genre_in_order(
    clauses: Clauses, kind: DocumentKind
) -> None:
    required = [part.kind for part in clauses.form(kind).parts if part.required]
    core = [SectionKind.TARGETS, SectionKind.CONTENTS, SectionKind.TIME, SectionKind.ORGANISATION]
    assert [k for k in required if k in core] == core


def test_the_default_plan_has_six_parts(clauses: Clauses) -> None:
    assert [part.heading for part in clauses.form(DocumentKind.PLAN).parts] == [
        "MỤC ĐÍCH, YÊU CẦU", "MỤC TIÊU, CHỈ TIÊU THI ĐUA", "NỘI DUNG THI ĐUA",
        "GIẢI PHÁP, KHEN THƯỞNG", "THỜI GIAN THI ĐUA", "TỔ CHỨC THỰC HIỆN",
    ]  # fmt: skip


def test_a_directive_is_signed_by_the_chairman_without_tm(clauses: Clauses) -> None:
    assert clauses.form(DocumentKind.DIRECTIVE).signing.chairman == ("CHỦ TỊCH",)
    assert clauses.form(DocumentKind.PLAN).signing.deputy == (
        "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH",
    )  # fmt: skip


def test_recipients_follow_the_day(clauses: Clauses) -> None:
    def lines(on: date) -> str:
        return "\n".join(r.line for r in clauses.recipients(DocumentKind.PLAN, Level.COMMUNE, on))

    assert "Phòng Nội vụ huyện" in lines(date(2025, 6, 30))
    assert "Sở Nội vụ" not in lines(date(2025, 6, 30))
    assert "huyện" not in lines(date(2025, 7, 1))
    assert "Trung tâm Phục vụ hành chính công" in lines(date(2025, 7, 1))
    assert lines(AFTER).endswith("Lưu: VT{drafter_code}")


def test_a_wrong_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "vocabulary").mkdir()
    (tmp_path / "vocabulary" / "topics.yaml").write_text("topics: []\nfacets: []\nextra: 1\n")
    with pytest.raises(ValueError, match=r"topics\.yaml"):
        load_clauses(tmp_path)


def test_a_movement_in_a_plain_variant_is_refused() -> None:
    with pytest.raises(ValueError, match="with_movement"):
        ClauseRow(id="x", section="giai-phap", variants=("Làm theo {movement:quyet-thang}.",))
