"""Regrouping an item: what may move, and what no answer may move."""

from __future__ import annotations

import pytest

from drafter.document.facts import FactKind, Ground, GroundKind
from drafter.writing.hearsay import unstated
from drafter.writing.judging import Ground as Item
from drafter.writing.judging import faults_by_item
from drafter.writing.keys import FactTable

PROVINCE = Ground(GroundKind.DIRECTIVE, "mục III.1", "…")
SHEET = Ground(GroundKind.TARGETS, "chỉ tiêu, dòng 1", "…")
OLD = Ground(GroundKind.LAST_YEAR, "mục III.3", "…")


@pytest.fixture
def table() -> FactTable:
    """Keys n1 to n4, d1 to d3, t1 to t3, m1, m2, c1, p1 (a body), p2 (a detail of last year)."""
    made = FactTable()
    for kind, texts in {
        FactKind.NUMBER: ("02 km", "100%", "03 mô hình", "5%"),
        FactKind.DATE: ("15/9/2027", "30/6/2027", "09/02/2026"),
        FactKind.MOVEMENT: ("“Quyết thắng”", "“Dân vận khéo”"),
        FactKind.CITATION: ("Quyết định số 51/2025/QĐ-TTg ngày 29/12/2025",),
        FactKind.NAME: ("Đồn Biên phòng Bãi Ngang",),
    }.items():
        for text in texts:
            made.add(kind, text, PROVINCE)
    for text in ("sản lượng lúa đạt 7.260 tấn", "tỷ lệ hộ nghèo còn 1,1%", "12,5 ha"):
        made.add(FactKind.TARGET, text, SHEET)
    made.add(FactKind.NAME, "bãi tắm Mũi Đá", OLD)
    return made


POINTS = (
    "Làm ít nhất [[n1]] đường bê tông ở các thôn trước ngày [[d1]]; lắp đèn chiếu sáng ngõ xóm.",
    "Trồng lại [[n2]] diện tích rừng bị cháy trước ngày [[d2]]; giảm vụ cháy rừng [[n4]].",
    "Hướng dẫn hộ dân xuống giống tập trung. Mức phấn đấu: [[t1]], [[t2]].",
    "Hưởng ứng phong trào [[m1]] do Thủ tướng Chính phủ phát động ngày [[d3]]; có ít nhất [[n3]] [[m2]].",
    "Đạt chuẩn theo [[c1]]; [[p1]] tuần tra vùng biển, không để tàu cá vi phạm.",
)
ASKED = tuple(clause for point in POINTS for clause in point.rstrip(".").split("; "))
ITEM = Item("Thi đua phát triển kinh tế", POINTS, "[[p1]] chủ trì.", tuple((c,) for c in ASKED))


def verdict(table: FactTable, *points: str) -> tuple[str, ...]:
    """Faults of an answer on the item; the detail p2 is on offer."""
    return faults_by_item([points], [ITEM], table, frozenset({"p2"}))[0]


def with_(old: str, new: str) -> tuple[str, ...]:
    """The item's own points with one change."""
    changed = tuple(point.replace(old, new) for point in POINTS)
    assert changed != POINTS
    return changed


def exchanged(one: str, other: str) -> tuple[str, ...]:
    """The item's own points with two keys in each other's place."""
    swap = {one: f"[[{other}]]", other: f"[[{one}]]"}
    out = []
    for point in POINTS:
        parts = point.replace("[[", "\0").replace("]]", "\0").split("\0")
        out.append("".join(swap.get(p, f"[[{p}]]") if n % 2 else p for n, p in enumerate(parts)))
    return tuple(out)


GOOD = {
    "as it was": POINTS,
    "in another order": POINTS[::-1],
    "regrouped, plain, with a detail of the place": (
        "Vận động Nhân dân làm ít nhất [[n1]] đường bê tông ở các thôn trước ngày [[d1]], lắp đèn chiếu "
        "sáng ngõ xóm và đường ra [[p2]].",
        "Trồng lại [[n2]] diện tích rừng bị cháy trước ngày [[d2]]; cắt cử người canh, giảm vụ cháy rừng [[n4]].",
        "Hướng dẫn hộ dân xuống giống tập trung theo cánh đồng; phấn đấu [[t1]].",
        "Đạt chuẩn theo [[c1]]; giúp hộ nghèo có việc, phấn đấu [[t2]].",
        "Hưởng ứng phong trào [[m1]] do Thủ tướng Chính phủ phát động ngày [[d3]]; mỗi thôn chọn việc để có "
        "ít nhất [[n3]] [[m2]].",
        "[[p1]] tuần tra vùng biển cùng chủ tàu, không để tàu cá vi phạm.",
    ),
    "targets in each other's place": exchanged("t1", "t2"),
    "a word of order beside a movement": with_(
        "Hưởng ứng phong trào", "Trước hết hưởng ứng phong trào"
    ),
}


@pytest.mark.parametrize("name", GOOD)
def test_points_may_be_regrouped(table: FactTable, name: str) -> None:
    """Order between points is free, and a target goes where its work is."""
    assert verdict(table, *GOOD[name]) == ()


HOSTILE = {
    "two figures exchanged": exchanged("n1", "n2"),
    "a figure and a share exchanged": exchanged("n2", "n4"),
    "two days exchanged": exchanged("d1", "d2"),
    "a deadline and the day of a decree exchanged": exchanged("d1", "d3"),
    "a figure and a day exchanged": exchanged("n4", "d2"),
    "two movements exchanged": exchanged("m1", "m2"),
    "a reference and a body exchanged": exchanged("c1", "p1"),
    "a target in the place of a figure": exchanged("t1", "n4"),
    "a deadline moved to other work": with_(
        "trước ngày [[d1]]; lắp đèn chiếu sáng ngõ xóm",
        "; lắp đèn chiếu sáng ngõ xóm trước ngày [[d1]]",
    ),
    "two works joined so that their figures meet": (
        "Làm đường bê tông ở các thôn và trồng lại diện tích rừng bị cháy, ít nhất [[n1]] và [[n2]], trước "
        "ngày [[d1]] và ngày [[d2]]; lắp đèn chiếu sáng ngõ xóm; giảm vụ cháy rừng [[n4]].",
        *POINTS[2:],
    ),
    "two works joined by “và” with their days changed": (
        "Làm ít nhất [[n1]] đường bê tông ở các thôn trước ngày [[d2]] và trồng lại [[n2]] diện tích rừng bị "
        "cháy trước ngày [[d1]]; lắp đèn chiếu sáng ngõ xóm; giảm vụ cháy rừng [[n4]].",
        *POINTS[2:],
    ),
    "another thing counted": with_("[[n1]] đường bê tông", "[[n1]] ngõ xóm và đường bê tông"),
    "a minimum made a maximum": with_("ít nhất [[n1]]", "không quá [[n1]]"),
    "a minimum taken away": with_("ít nhất [[n3]]", "[[n3]]"),
    "a bound on what had none": with_("[[n2]] diện tích", "không quá [[n2]] diện tích"),
    "a bound on a target": with_("[[t1]], [[t2]]", "trên [[t1]], [[t2]]"),
    "a drop made a rise": with_("giảm vụ cháy rừng", "tăng vụ cháy rừng"),
    "before made after": with_("trước ngày [[d2]]", "sau ngày [[d2]]"),
    "a key dropped": with_("; giảm vụ cháy rừng [[n4]]", "; giảm vụ cháy rừng"),
    "a key doubled": with_("[[t1]], [[t2]]", "[[t1]], [[t2]], [[t1]]"),
    "a key nobody entered": with_("ngõ xóm", "ngõ xóm [[n9]]"),
    "a key of another item": with_("[[t1]], [[t2]]", "[[t1]], [[t2]], [[t3]]"),
    "a target hung on a place": with_("[[t1]], [[t2]]", "[[t1]] ở thôn Đông, [[t2]]"),
    "a target as the object of other work": with_(
        "lắp đèn chiếu sáng ngõ xóm", "lắp [[t1]] ngõ xóm"
    ),
    "a request left out": with_("; lắp đèn chiếu sáng ngõ xóm", ""),
    "a request denied": with_("lắp đèn", "không lắp đèn"),
    "a request made a wish": with_("lắp đèn", "nếu có điều kiện thì lắp đèn"),
    "a target called off": with_("Mức phấn đấu:", "Tạm dừng phấn đấu"),
    "an order said to be done": with_("lắp đèn", "đã lắp đèn"),
    "work nobody asked for": with_(
        "xuống giống tập trung.",
        "xuống giống tập trung. Mở hội trại văn nghệ, mời ca sĩ nổi tiếng biểu diễn.",
    ),
    "a deadline in words": with_("ngõ xóm", "ngõ xóm ngay trong quý đầu"),
    "how often nobody promised": with_("tuần tra", "hằng tuần tuần tra"),
    "a body nobody named": with_("lắp đèn", "Công an xã lắp đèn"),
    "a body in small letters": with_("lắp đèn", "hội phụ nữ lắp đèn"),
    "a craft nobody named": with_("hộ dân xuống giống", "hộ dân làng nghề mây tre xuống giống"),
    "a feast nobody named": with_("ngõ xóm", "ngõ xóm phục vụ lễ hội đua thuyền"),
    "a model nobody named": with_("hộ dân xuống giống", "hộ dân theo mô hình cá lồng xuống giống"),
    "a detail used twice": with_("ngõ xóm", "ngõ xóm, đường ra [[p2]], bờ kè [[p2]]"),
    "a detail tied to a figure": with_("ở các thôn trước", "ở [[p2]] trước"),
    "a movement launched by somebody else": with_(
        "có ít nhất [[n3]] [[m2]]", "có ít nhất [[n3]] [[m2]] do Thủ tướng Chính phủ phát động"
    ),
    "said twice over": with_("[[t1]], [[t2]]", "sản lượng lúa [[t1]], [[t2]]"),
    "a work said to cross the commune": with_("đường bê tông", "đường bê tông đoạn qua xã"),
    "the whole in one short line": (
        "Phấn đấu [[t1]], [[t2]], [[n1]], [[n2]], [[n3]], [[n4]], [[d1]], [[d2]], [[d3]], [[m1]], [[m2]], "
        "[[c1]], [[p1]].",
    ),
    "one point for each clause and more": tuple(f"{clause}." for clause in (*ASKED, *ASKED)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_would_make_a_fact_false_is_refused(table: FactTable, name: str) -> None:
    """Figures, days, bounds, bodies and requests stay what and where they were."""
    assert verdict(table, *HOSTILE[name]) != ()


def test_a_bare_figure_is_bound_to_its_words_even_as_a_target(table: FactTable) -> None:
    """ "12,5 ha" does not say of what: it may not change places with another figure."""
    points = ("Trồng [[t3]] rau sạch ở các thôn; trồng [[n1]] cây bóng mát ven đường.",)
    item = Item("Thi đua trồng cây", points, "", (points,))
    swapped = "Trồng [[n1]] rau sạch ở các thôn; trồng [[t3]] cây bóng mát ven đường."
    turned = "Trồng [[n1]] cây bóng mát ven đường; trồng [[t3]] rau sạch ở các thôn."
    assert faults_by_item([[swapped]], [item], table)[0] != ()
    assert faults_by_item([[turned]], [item], table)[0] == ()


def test_the_same_words_around_two_figures_do_not_let_them_change_places(table: FactTable) -> None:
    """ "từ … xuống …": only the order tells them apart, so it stays."""
    points = ("Giảm số vụ tai nạn từ [[n2]] xuống [[n4]] ở các thôn.",)
    item = Item("Thi đua an toàn giao thông", points, "", (points,))
    swapped = "Giảm số vụ tai nạn từ [[n4]] xuống [[n2]] ở các thôn."
    assert faults_by_item([[swapped]], [item], table)[0] != ()
    assert faults_by_item([points], [item], table)[0] == ()


def test_a_detail_is_used_once_in_a_whole_section(table: FactTable) -> None:
    """The second item that wants it is told to do without."""
    points = ("Thu gom rác trên bãi biển, phân loại tại hộ gia đình.",)
    items = [
        Item("Thi đua giữ biển sạch", points),
        Item("Thi đua du lịch biển", ("Chỉnh trang bãi biển đón du khách.",)),
    ]
    new = [["Thu gom rác trên bãi biển, ở [[p2]], phân loại tại hộ gia đình."],
           ["Chỉnh trang bãi biển đón du khách đến [[p2]]."]]  # fmt: skip
    first, second = faults_by_item(new, items, table, frozenset({"p2"}))
    assert first == ()
    assert second == ("thừa mã [[p2]].",)


def test_a_single_paragraph_without_heading_stays_one(table: FactTable) -> None:
    """Nothing would hold two points together."""
    points = ("Phổ biến nội dung thi đua ở các thôn; công khai kết quả tại nhà văn hóa.",)
    two = ["Phổ biến nội dung thi đua ở các thôn.", "Công khai kết quả tại nhà văn hóa."]
    assert faults_by_item([two], [Item("", points)], table)[0] == ("phải có từ 1 đến 1 điểm.",)
    assert faults_by_item([two], [Item("Giải pháp", points)], table)[0] == ()


@pytest.mark.parametrize(
    ("said", "new"),
    [
        ("Giao Đoàn Thanh niên dọn bãi biển.", []),
        ("Nguyễn Văn An dọn bãi biển.", ["Nguyễn Văn An"]),
        ("Mời Nguyễn Văn An dọn bãi biển.", ["Mời Nguyễn Văn An"]),
    ],
)
def test_the_first_word_of_a_sentence_is_not_part_of_a_name(said: str, new: list[str]) -> None:
    """A verb before a body is the draft's body; a person nobody named is found there too."""
    assert [what for what in unstated(said, "Đoàn Thanh niên dọn bãi biển.") if " " in what] == new
