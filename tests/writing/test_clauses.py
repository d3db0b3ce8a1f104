"""The words of the template writer hold no fact, no copy, and fit the place and the day."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from drafter.document.model import DocumentKind
from drafter.document.unit import Level
from drafter.register import load as load_register
from drafter.writing.clause_schema import ClauseRow, known_slot, slots
from drafter.writing.clauses import Clauses, load_clauses
from drafter.writing.wording import load_wording

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
IUU Thanh Thiếu Cựu Liên Phụ Tài Nông Liệt Hiệp Đồn Biên
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


def test_a_clause_serves_every_kind_of_document(clauses: Clauses) -> None:
    """A chỉ thị is not "Kế hoạch này"."""
    assert [
        i for i, t in all_texts(clauses) if re.search("(Kế hoạch|Chỉ thị) này|trong Kế hoạch", t)
    ] == []


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
    capital_slot = re.compile(r"\{(?:bod(?:y:|ies)|Hamlets|Unit|phase|plan|issuer)")
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


@pytest.mark.parametrize("on", [BEFORE, AFTER])
def test_every_body_of_a_clause_exists_on_the_day(clauses: Clauses, on: date) -> None:
    bodies = load_register(ROOT / "kb").bodies
    for level in (Level.COMMUNE, Level.WARD):
        missing = {
            (row.id, slot)
            for row in clauses.rows
            if level in row.levels
            and (row.start is None or row.start <= on)
            and (row.until is None or on <= row.until)
            for text in texts(row)
            for slot in slots(text)
            if slot.startswith("body:") and bodies.role(slot[5:], level, on) is None
        }
        assert missing == set()


def test_every_movement_slot_leads_to_movements_of_the_register(clauses: Clauses) -> None:
    roles = load_wording(ROOT / "kb").movement_roles
    movements = load_register(ROOT / "kb").movements
    used = {name for row in clauses.rows for name in row.movements}
    assert used - set(roles) == set()
    assert {i for name in used for i in roles[name] if movements.get(i) is None} == set()


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
