"""Points that a model wrote anew, in their place in the section: labels, grounds, who is in charge."""

from __future__ import annotations

from drafter.document.facts import Ground, GroundKind
from drafter.document.model import Paragraph, Section, SectionKind
from drafter.writing.charge import GROUND as LEADS
from drafter.writing.items import items_in, rewritten
from drafter.writing.keys import FactTable

PROVINCE = Ground(GroundKind.DIRECTIVE, "mục II.1", "Các xã làm đường, lắp đèn chiếu sáng ngõ xóm.")
OURS = Ground(GroundKind.FORM, "việc theo chỉ tiêu của đơn vị")
LAST = Ground(
    GroundKind.LAST_YEAR, "mục III.2 (cách viết)", "Bắt ốc bươu vàng, nạo vét kênh nội đồng."
)
TOLD = Ground(GroundKind.USER, "lượt 3", "Năm nay sửa chợ xã.")
LEAD = Paragraph("Phòng Kinh tế chủ trì.", (LEADS,))


def section(*points: Paragraph, lead: bool = True) -> Section:
    item = Section(SectionKind.CONTENTS, "1", "Thi đua", (*points, *((LEAD,) if lead else ())))
    return Section(SectionKind.CONTENTS, "III", "NỘI DUNG", (), (item,))


ROADS = Paragraph("Làm đường thôn; lắp đèn chiếu sáng ngõ xóm.", (PROVINCE,), label="a)")
FIELDS = Paragraph("Bắt ốc bươu vàng, nạo vét kênh nội đồng.", (LAST,), label="b)")
WORK = Paragraph("Vận động hộ dân xuống giống tập trung.", (OURS,), label="c)")


def new(section_: Section, *texts: str) -> tuple[Paragraph, ...]:
    return rewritten(section_, {"III.1": texts}).children[0].paragraphs


def test_points_are_lettered_anew_and_who_is_in_charge_stays() -> None:
    """The closing line is the program's; a single point has no letter."""
    before = section(ROADS, FIELDS, WORK)
    assert [p.label for p in new(before, "Làm đường.", "Lắp đèn.", "Xuống giống.", "Nạo vét.")] == [
        "a)",
        "b)",
        "c)",
        "d)",
        "",
    ]
    one = new(before, "Làm đường thôn, xuống giống tập trung.")
    assert [p.label for p in one] == ["", ""]
    assert one[-1] == LEAD


def test_each_point_rests_on_what_it_says() -> None:
    """A point keeps the grounds of the words it took up; one that took up none has them all."""
    points = new(
        section(ROADS, FIELDS, WORK),
        "Vận động Nhân dân làm đường thôn, lắp đèn chiếu sáng ngõ xóm.",
        "Vận động hộ dân xuống giống tập trung, cùng nạo vét kênh nội đồng.",
    )
    assert points[0].grounds == (PROVINCE,)
    assert points[1].grounds == (LAST, OURS)
    apart = new(section(ROADS, WORK), "Việc chung.", "Làm đường thôn, lắp đèn chiếu sáng.")
    assert apart[0].grounds == (PROVINCE, OURS)


def test_what_last_year_said_is_no_ground_where_it_is_gone() -> None:
    """The official is not asked to confirm words that no longer stand."""
    both = Paragraph(f"{ROADS.text} {FIELDS.text}", (PROVINCE, LAST), label="a)")
    (point, _) = new(section(both), "Làm đường thôn, lắp đèn chiếu sáng ngõ xóm.")
    assert point.grounds == (PROVINCE,)


def test_points_without_letters_get_none() -> None:
    """Plain paragraphs stay plain, dashes stay dashes."""
    plain = section(Paragraph("Một."), Paragraph("Hai."), lead=False)
    dashes = section(Paragraph("Một.", label="-"), Paragraph("Hai.", label="-"), lead=False)
    assert [p.label for p in new(plain, "Một.", "Hai.", "Ba.")] == ["", "", ""]
    assert [p.label for p in new(dashes, "Một.", "Hai.", "Ba.")] == ["-", "-", "-"]


def test_what_is_asked_is_what_the_directive_and_the_official_say() -> None:
    """Stock words and last year's may go; a paragraph of the directive or of the chat may not."""
    told = Paragraph("Sửa chợ xã.", (TOLD,), label="d)")
    (item,) = items_in(section(ROADS, FIELDS, WORK, told), (), FactTable())
    assert item.ground.asked == (
        ("Làm đường thôn",),
        (" lắp đèn chiếu sáng ngõ xóm.",),
        ("Sửa chợ xã.",),
    )
    assert item.ground.lead == LEAD.text
    assert len(item.points) == 4
