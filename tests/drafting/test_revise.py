"""A section edited by hand: old facts keep their source, new ones are the official's."""

from __future__ import annotations

from dataclasses import replace

from drafter.document.facts import FactKind, Ground, GroundKind, Span, Use
from drafter.document.model import (
    DocumentKind,
    LaunchDocument,
    Letterhead,
    Paragraph,
    Section,
    SectionKind,
    Signature,
)
from drafter.drafting.revise import BY_HAND, as_typed, sections, with_section

GROUND = Ground(GroundKind.TARGETS, "dòng 2", "BHYT 93,5")
OLD = Paragraph(
    "Tỷ lệ BHYT đạt 93,5%.",
    (GROUND,),
    (Use("93,5%", FactKind.TARGET, GROUND, Span(15, 20)),),
    "-",
)
LEAF = Section(SectionKind.TARGETS, "2", "Chỉ tiêu", (OLD, Paragraph("Không đổi.", label="-")))
DOCUMENT = LaunchDocument(
    DocumentKind.PLAN,
    Letterhead(("UBND",), "KH-UBND", "Thiên Cầm", 2027),
    "Phát động",
    (),
    (Section(SectionKind.TARGETS, "II", "CHỈ TIÊU", children=(LEAF,)),),
    (),
    (),
    Signature(("CHỦ TỊCH",)),
)


def edited(text: str) -> tuple[Paragraph, ...]:
    changed = with_section(DOCUMENT, "II.2", text)
    return dict(sections(changed))["II.2"].paragraphs


def test_lines_and_back() -> None:
    """What is shown to edit, kept as it is, changes nothing but who wrote it."""
    [(path, section)] = list(sections(DOCUMENT))
    assert (path, as_typed(section)) == ("II.2", "- Tỷ lệ BHYT đạt 93,5%.\n- Không đổi.")
    assert edited(as_typed(section)) == LEAF.paragraphs


def test_a_kept_figure_keeps_its_ground() -> None:
    paragraph = edited("- Phấn đấu tỷ lệ BHYT đạt 93,5% trở lên.")[0]
    assert [(use.text, use.ground) for use in paragraph.uses] == [("93,5%", GROUND)]
    assert paragraph.uses[0].span.of(paragraph.text) == "93,5%"
    assert paragraph.label == "-"


def test_a_new_figure_is_the_officials() -> None:
    """Figures, days and references typed by hand are accounted for, each once."""
    line = "Trồng 12 ha rừng trước ngày 30/6/2027 theo Nghị định số 152/2025/NĐ-CP."
    paragraph = edited(line)[0]
    assert {use.ground.kind for use in paragraph.uses} == {GroundKind.USER}
    assert {use.ground.ref for use in paragraph.uses} == {BY_HAND}
    spoken = " ".join(use.text for use in paragraph.uses)
    assert [w for w in ("12 ha", "30/6/2027", "152/2025/NĐ-CP") if w not in spoken] == []
    assert all(use.span.of(paragraph.text) == use.text for use in paragraph.uses)


def test_other_sections_are_untouched_and_blank_lines_fall_out() -> None:
    changed = with_section(DOCUMENT, "II.2", "\n\n- Một.\n")
    assert [p.text for _, p in changed.paragraphs()] == ["Một."]
    assert replace(changed, sections=DOCUMENT.sections) == DOCUMENT
    assert with_section(DOCUMENT, "IX", "x") == DOCUMENT


def test_part_of_a_new_fact_is_no_old_fact() -> None:
    """An old "2027" does not stand for the day 31/3/2027."""
    year = Paragraph("Năm 2027.", (GROUND,), (Use("2027", FactKind.DATE, GROUND, Span(4, 8)),))
    section = replace(LEAF, paragraphs=(year,))
    document = replace(DOCUMENT, sections=(replace(DOCUMENT.sections[0], children=(section,)),))
    changed = with_section(document, "II.2", "Năm 2027, xong trước ngày 31/3/2027.")
    [paragraph] = dict(sections(changed))["II.2"].paragraphs
    kinds = [(use.text, use.ground.kind) for use in paragraph.uses]
    assert kinds[-1] == ("31/3/2027", GroundKind.USER)
    assert "31/3/" not in kinds[0][0]
