"""Choosing clauses and forms: right for the place and the day, the same every time."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from drafter.document.model import DocumentKind, SectionKind
from drafter.document.unit import Level
from drafter.writing.clause_schema import ClauseRow
from drafter.writing.clauses import Clauses, load_clauses, year_facet

ROOT = Path(__file__).resolve().parents[2]
BEFORE, AFTER = date(2024, 1, 24), date(2027, 1, 12)


@pytest.fixture(scope="module")
def clauses() -> Clauses:
    return load_clauses(ROOT / "kb")


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
        if row.section == "to-chuc" and (row.role == "mat-tran" or row.tag == "bien-phong"):
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


@pytest.mark.parametrize("kind", DocumentKind)
def test_every_clause_section_is_printed_once(clauses: Clauses, kind: DocumentKind) -> None:
    parts = clauses.form(kind).parts
    fed = [f for part in parts for one in (part, *part.children) for f in one.feeds]
    assert sorted(fed) == sorted({row.section for row in clauses.rows})


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
