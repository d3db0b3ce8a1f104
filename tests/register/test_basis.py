"""The basis of a plan on telling days, from January 2023 to January 2027."""

from __future__ import annotations

from datetime import date

import pytest

from drafter.document.model import DocumentKind
from drafter.document.unit import Level
from drafter.register import Register
from drafter.register.basis import Basis, Place
from drafter.register.verdicts import VerdictKind


def basis(register: Register, on: date, year: int) -> Basis:
    return register.instruments.basis(DocumentKind.PLAN, Level.COMMUNE, on, year)


CITED = [
    (
        date(2023, 1, 15), 2023,
        "luat-tccqdp-2015 luat-47-2019-qh14 luat-tdkt-2003 luat-47-2005-qh11 luat-39-2013-qh13 "
        "nd-91-2017 tt-12-2019-bnv",
    ),
    (date(2024, 1, 24), 2024, "luat-tccqdp-2015 luat-47-2019-qh14 luat-tdkt-2022 nd-98-2023"),
    (
        date(2025, 1, 15), 2025,
        "luat-tccqdp-2015 luat-47-2019-qh14 luat-tdkt-2022 nd-98-2023 tt-01-2024-bnv",
    ),
    (
        date(2025, 8, 1), 2025,
        "luat-tccqdp-72-2025 luat-tdkt-2022 nd-152-2025 nd-129-2025",
    ),
    (
        date(2026, 1, 15), 2026,
        "luat-tccqdp-72-2025 luat-tdkt-2022 nd-152-2025 tt-15-2025-bnv nd-129-2025",
    ),
    (
        date(2027, 1, 12), 2027,
        "luat-tccqdp-72-2025 luat-tdkt-2022 luat-06-2026-qh16 nd-152-2025 tt-15-2025-bnv "
        "nd-129-2025",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("on", "year", "ids"), CITED)
def test_the_law_of_the_day(register: Register, on: date, year: int, ids: str) -> None:
    """The "Căn cứ" lines of a plan drafted on that day, in order."""
    found = [entry.instrument.id for entry in basis(register, on, year).at(Place.BASIS)]

    assert found == ids.split()


OPENING = [
    (date(2024, 1, 24), 2024, ["ct-34-ctw-2014", "ct-19-cttg-2021"]),
    (date(2025, 1, 15), 2025, ["ct-41-ctw-2024", "ct-19-cttg-2021"]),
    (date(2026, 1, 15), 2026, ["ct-41-ctw-2024"]),
    (date(2026, 12, 15), 2027, ["ct-41-ctw-2024"]),
]


@pytest.mark.parametrize(("on", "year", "ids"), OPENING)
def test_the_directives_a_plan_needs(
    register: Register, on: date, year: int, ids: list[str]
) -> None:
    """From 26/12/2024 41-CT/TW instead of 34-CT/TW; from plan year 2026 no 19/CT-TTg."""
    entries = basis(register, on, year).at(Place.OPENING)

    assert [e.instrument.id for e in entries if e.needed] == ids


def test_the_decree_that_dies_in_the_plan_year(register: Register) -> None:
    """Nghị định 152/2025 ends on 01/3/2027 (its Điều 60): the official must be told."""
    found = {e.instrument.id: e for e in basis(register, date(2026, 12, 15), 2027).entries}

    assert found["nd-152-2025"].sunset == "hết hiệu lực từ 01/3/2027 (Điều 60)"
    assert found["luat-tdkt-2022"].sunset is None


def test_the_amending_law_is_to_be_confirmed(register: Register) -> None:
    """It has one source only, so it is offered, not needed, and marked."""
    entry = next(
        e
        for e in basis(register, date(2027, 1, 12), 2027).entries
        if e.instrument.id == "luat-06-2026-qh16"
    )

    assert (entry.confirmed, entry.needed) == (False, False)


def test_the_dead_are_named_with_their_day(register: Register) -> None:
    """Which usual ones are dead or unborn, and since or until when."""
    found = {
        d.instrument.id: (d.kind, d.since) for d in basis(register, date(2024, 1, 24), 2024).dead
    }

    assert found["luat-tdkt-2003"] == (VerdictKind.EXPIRED, date(2024, 1, 1))
    assert found["tt-12-2019-bnv"] == (VerdictKind.EXPIRED, date(2024, 1, 1))
    assert found["tt-01-2024-bnv"] == (VerdictKind.NOT_YET, date(2024, 4, 15))
    assert found["ct-41-ctw-2024"] == (VerdictKind.NOT_YET, date(2024, 12, 26))


def test_the_official_wording(register: Register) -> None:
    """Laws by name and day; the rest with number, day, issuer and title (PLI-II.6a)."""
    found = {e.instrument.id: e for e in basis(register, date(2027, 1, 12), 2027).entries}

    assert found["luat-tdkt-2022"].clause == "Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022"
    assert found["tt-15-2025-bnv"].clause == (
        "Thông tư số 15/2025/TT-BNV ngày 04 tháng 8 năm 2025 của Bộ trưởng Bộ Nội vụ"
    )
    assert found["nd-152-2025"].full == (
        "Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ quy định về phân cấp, "
        "phân quyền trong lĩnh vực thi đua, khen thưởng; quy định chi tiết và hướng dẫn thi hành "
        "một số điều của Luật Thi đua, khen thưởng"
    )


def test_three_places_have_three_leads(register: Register) -> None:
    """The genre hardly uses "Căn cứ": the opening and the first item are places too."""
    entry = next(
        e
        for e in basis(register, date(2027, 1, 12), 2027).entries
        if e.instrument.id == "ct-41-ctw-2024"
    )

    assert entry.wording(Place.OPENING, title=False) == (
        "Thực hiện Chỉ thị số 41-CT/TW ngày 26/12/2024 của Bộ Chính trị"
    )
    assert entry.wording(Place.CONTENTS, title=False).startswith("Tiếp tục thực hiện Chỉ thị")
    assert Place.BASIS not in entry.places


def test_a_paraphrased_title_is_never_printed(register: Register) -> None:
    """What the register only retells is no official wording."""
    row = register.instruments.get("nq-169-nqcp-2026")

    assert row is not None
    assert row.clause(title=True) == "Nghị quyết số 169/NQ-CP ngày 27/6/2026 của Chính phủ"


@pytest.mark.parametrize(
    ("on", "district"), [(date(2024, 1, 24), True), (date(2027, 1, 12), False)]
)
def test_what_only_the_office_knows_is_asked(register: Register, on: date, district: bool) -> None:
    """The council's resolution always; a district's document only while there were districts."""
    slots = {slot.id for slot in basis(register, on, on.year).slots}

    assert "nq-hdnd-xa" in slots
    assert ("phat-dong-huyen" in slots) is district
