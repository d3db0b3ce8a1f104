"""Places and years that a query names, and how near a document is to who asks."""

from __future__ import annotations

from datetime import date

import pytest

from drafter.document.brief import Brief
from drafter.document.model import DocumentKind
from drafter.document.unit import Level, Unit
from drafter.library.nearness import Asker, fitting_directives, nearness
from drafter.library.places import Gazetteer
from drafter.library.sources import ShelfDocument


def shelved(
    key: str, unit: str, level: Level, province: str | None, year: int, district: str | None = None
) -> ShelfDocument:
    """A document of a unit."""
    return ShelfDocument(
        key,
        key,
        f"{key}.docx",
        issuer=f"UBND {level.word} {unit}",
        level=level,
        unit=unit,
        district=district,
        province=province,
        year=year,
        kind=DocumentKind.PLAN,
    )


DOCUMENTS = {
    1: shelved("a", "Nam Thái", Level.COMMUNE, "tỉnh Nghệ An", 2025, "huyện Nam Hoa"),
    2: shelved("b", "Nam Thái", Level.COMMUNE, "tỉnh Nghệ An", 2026),
    3: shelved("c", "Bắc Hải", Level.WARD, "tỉnh Quảng Ninh", 2026),
    4: shelved("d", "Nam Hoa", Level.DISTRICT, "tỉnh Nghệ An", 2025),
    5: shelved("e", "Nghệ An", Level.PROVINCE, "tỉnh Nghệ An", 2026),
}


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer(DOCUMENTS.items())


@pytest.mark.parametrize(
    ("query", "rows", "rest", "only"),
    [
        ("kế hoạch của xã Nam Thái", {1, 2}, "kế hoạch của", True),
        ("ke hoach xa nam thai 2025", {1}, "ke hoach", True),
        ("thu gom rác ở xã Nam Thái", {1, 2}, "thu gom rác ở", False),
        ("các xã ở Nghệ An", {1, 2, 4, 5}, "các xã ở", True),
        ("thi đua năm 2026", {2, 3, 5}, "thi đua", True),
        ("xã Nam Thái năm 2019", {1, 2}, "năm 2019", False),
    ],
)
def test_names_in_a_query(
    gazetteer: Gazetteer, query: str, rows: set[int], rest: str, only: bool
) -> None:
    """Which documents are meant, what else is asked, and whether anything else is."""
    named = gazetteer.named(query)

    assert named is not None
    assert (set(named.rows), named.rest, named.only) == (rows, rest, only)


@pytest.mark.parametrize("query", ["chuyển đổi số", "nam nữ bình đẳng", "", "nghệ thuật"])
def test_a_query_that_names_nothing(gazetteer: Gazetteer, query: str) -> None:
    assert gazetteer.named(query) is None


ASKER = Asker.of(
    Unit("Nam Thái", Level.COMMUNE, "tỉnh Nghệ An", "huyện Nam Hoa"), 2026, DocumentKind.PLAN
)


@pytest.mark.parametrize(
    ("row", "reasons"),
    [
        (1, ("cùng đơn vị, năm trước", "cùng cấp, cùng loại văn bản")),
        (2, ("cùng đơn vị, cùng năm", "cùng cấp, cùng loại văn bản")),
        (3, ("cùng cấp, cùng loại văn bản", "cùng năm")),
        (4, ("cùng huyện, cùng loại văn bản", "năm trước")),
        (5, ("cùng tỉnh, cùng loại văn bản", "cùng năm")),
    ],
)
def test_reasons_are_said_in_words(row: int, reasons: tuple[str, ...]) -> None:
    assert nearness(ASKER, DOCUMENTS[row]).reasons == reasons


def test_the_order_of_nearness() -> None:
    """Own document of last year, own of this year, the district's, the province's, a stranger's."""
    shares = {row: nearness(ASKER, document).share for row, document in DOCUMENTS.items()}

    assert sorted(shares, key=lambda row: -shares[row]) == [1, 2, 4, 5, 3]


def test_nobody_asks() -> None:
    assert nearness(Asker(), DOCUMENTS[1]).reasons == ()


def test_directives_are_those_of_the_level_above_for_the_year() -> None:
    brief = Brief(
        date(2025, 1, 5),
        unit=Unit("Nam Thái", Level.COMMUNE, "tỉnh Nghệ An", "huyện Nam Hoa"),
        year=2025,
    )

    assert [d.id for d in fitting_directives(DOCUMENTS.values(), brief)] == ["d"]
