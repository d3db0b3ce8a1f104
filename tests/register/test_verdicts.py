"""Verdicts: what may be said of a citation in a document of a given day."""

from __future__ import annotations

from datetime import date

import pytest

from drafter.document.facts import Citation, Scope
from drafter.register import Register
from drafter.register.instrument import Instrument, number_key, printed_day
from drafter.register.verdicts import Verdict, VerdictKind

TODAY = date(2026, 11, 21)


def cited(
    kind: str,
    number: str | None = None,
    day: str | None = None,
    issuer: str | None = None,
    title: str | None = None,
    article: str | None = None,
) -> Citation:
    text = " ".join(part for part in (kind, number or title, day and f"ngày {day}") if part)
    on = date(*reversed([int(p) for p in day.split("/")])) if day else None
    return Citation(text, kind, number, on, issuer, title, article=article)


def said(
    register: Register, citation: Citation, on: date = TODAY, plan_year: int | None = None
) -> Verdict:
    return register.instruments.verdict(citation, on, plan_year)


DAYS = [
    # day of drafting, plan year, citation, verdict, replacement
    (date(2023, 2, 1), None, ("Chỉ thị", "34-CT/TW", "07/4/2014"), "in-force", None),
    (date(2025, 1, 15), None, ("Chỉ thị", "34-CT/TW", "07/4/2014"), "expired", "ct-41-ctw-2024"),
    (date(2024, 1, 24), None, ("Chỉ thị", "41-CT/TW", "26/12/2024"), "not-yet", "ct-34-ctw-2014"),
    (date(2023, 2, 1), None, ("Luật", "06/2022/QH15", "15/6/2022"), "not-yet", "luat-tdkt-2003"),
    (date(2024, 1, 24), None, ("Luật", "06/2022/QH15", "15/6/2022"), "in-force", None),
    (date(2024, 1, 24), None, ("Luật", "15/2003/QH11", "26/11/2003"), "expired", "luat-tdkt-2022"),
    (date(2024, 1, 24), None, ("Thông tư", "12/2019/TT-BNV", "04/11/2019"), "expired", None),
    (date(2025, 7, 20), None, ("Thông tư", "01/2024/TT-BNV", "24/02/2024"), "expired", None),
    (TODAY, None, ("Nghị định", "98/2023/NĐ-CP", "31/12/2023"), "expired", "nd-152-2025"),
    (TODAY, None, ("Nghị định", "152/2025/NĐ-CP", "14/6/2025"), "in-force", None),
    (TODAY, 2027, ("Nghị định", "152/2025/NĐ-CP", "14/6/2025"), "expires-in-plan-year", None),
    (date(2027, 3, 1), None, ("Nghị định", "152/2025/NĐ-CP", "14/6/2025"), "expired", None),
    (date(2025, 12, 15), 2025, ("Chỉ thị", "19/CT-TTg", "16/7/2021"), "in-force", None),
    (date(2025, 12, 15), 2026, ("Chỉ thị", "19/CT-TTg", "16/7/2021"), "expired", None),
    (date(2025, 3, 10), None, ("Luật", "65/2025/QH15", "19/02/2025"), "in-force", None),
    (TODAY, None, ("Luật", "65/2025/QH15", "19/02/2025"), "expired", "luat-tccqdp-72-2025"),
]


@pytest.mark.parametrize(("on", "plan_year", "parts", "kind", "instead"), DAYS)
def test_a_reference_is_right_on_a_day(
    register: Register,
    on: date,
    plan_year: int | None,
    parts: tuple[str, str, str],
    kind: str,
    instead: str | None,
) -> None:
    """The same instrument is right on one day and dead, or unborn, on another."""
    verdict = said(register, cited(*parts), on, plan_year)

    replacement = verdict.replacement.id if verdict.replacement else None
    assert (verdict.kind, replacement) == (kind, instead)


def test_an_end_nobody_could_know_is_no_sunset(register: Register) -> None:
    """In January 2024 nobody knew that 41-CT/TW would come in December."""
    verdict = said(register, cited("Chỉ thị", "34-CT/TW", "07/4/2014"), date(2024, 1, 24), 2024)

    assert verdict.kind is VerdictKind.IN_FORCE


MISMATCHES = [
    (cited("Chỉ thị", "34/CT-TW", "07/4/2014"), "ký hiệu viết sai"),
    (cited("Quyết định", "733/QĐ/TTg"), "ký hiệu viết sai"),
    (cited("Chỉ thị", "41-CT/TW", "26/12/2023"), "đúng là 26/12/2024"),
    (cited("Kết luận", "01-KL/TW", "15/8/2021", "Bộ Chính trị"), "đúng là 18/5/2021"),
    (cited("Nghị định", "98/2023/NĐ-CP", "16/12/2023"), "đúng là 31/12/2023"),
    (cited("Nghị quyết", "71-NQ/TW", "22/8/2025", "Ban Chấp hành Trung ương"), "Bộ Chính trị"),
    (cited("Chỉ thị", "19/CT-TTg", "16/7/2021", "Chính phủ"), "Thủ tướng Chính phủ"),
    (cited("Nghị định", "41-CT/TW", "26/12/2024"), "đúng là Chỉ thị"),
    (cited("Nghị định", "152/2025/NĐ-CP", article="khoản 2 Điều 79"), "chỉ có 61 điều"),
    (cited("Luật", "06/2022/QH15", title="Bảo vệ dữ liệu cá nhân"), "Luật Thi đua, khen thưởng"),
    (cited("Luật", "35/2022/QH15", title="Thi đua, khen thưởng"), "06/2022/QH15"),
    (cited("Luật", None, "15/6/2023", title="Thi đua, khen thưởng"), "15/6/2022"),
    (
        cited("Luật", "06/2026/QH16", title="Thi đua, Khen thưởng (sửa đổi)"),
        "Luật sửa đổi, bổ sung một số điều",
    ),
    (
        cited(
            "Chỉ thị", "05-CT/TW", "15/5/2016", "Bộ Chính trị",
            "về tiếp tục đẩy mạnh học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh",
        ),
        "trích yếu khác",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("citation", "part"), MISMATCHES)
def test_what_differs_is_said(register: Register, citation: Citation, part: str) -> None:
    """A mismatch names the part that is wrong and what is right."""
    verdict = said(register, citation)

    assert verdict.kind is VerdictKind.MISMATCH
    assert part.casefold() in verdict.why.casefold()


UNKNOWN = [
    cited("Kế hoạch", "12/KH-UBND", "05/01/2027", "UBND tỉnh Hà Tĩnh"),
    cited("Chỉ thị", "02/CT-UBND", "09/01/2023", "Chủ tịch UBND huyện Quỳ Hợp"),
    cited("Chỉ thị", "02/CT-UBND", "13/01/2023"),
    cited("Nghị quyết", "27/NQ-HĐND", "30/12/2022", "Hội đồng nhân dân xã"),
    cited("Nghị quyết", "01/NQ-CP"),
    cited("Chỉ thị", "19/CT-TTg", "10/6/2023"),
    cited("Kế hoạch", title="phát triển kinh tế - xã hội 5 năm (2021 - 2025)"),
]


@pytest.mark.parametrize("citation", UNKNOWN, ids=lambda c: c.text)
def test_what_is_not_certain_is_unknown(register: Register, citation: Citation) -> None:
    """One candidate or none: a look-alike number is never taken for the instrument."""
    verdict = said(register, citation)

    assert (verdict.kind, verdict.instrument) == (VerdictKind.UNKNOWN, None)


def test_three_documents_of_one_number_are_told_apart(register: Register) -> None:
    """02/CT-UBND is three documents in five real texts: the key is number, issuer and day."""
    days = {
        "04/01/2018": ("Chủ tịch UBND tỉnh Lạng Sơn", "ct-02-ctubnd-lang-son-2018"),
        "13/01/2023": ("Chủ tịch UBND tỉnh Lạng Sơn", "ct-02-ctubnd-lang-son-2023"),
        "07/02/2023": ("Chủ tịch Ủy ban nhân dân huyện Vạn Ninh", "ct-02-van-ninh-2023"),
    }
    found = {}
    for day, (issuer, _) in days.items():
        verdict = said(register, cited("Chỉ thị", "02/CT-UBND", day, issuer), date(2023, 3, 1))
        found[day] = verdict.instrument.id if verdict.instrument else None

    assert found == {day: id for day, (_, id) in days.items()}


def test_a_law_without_year_is_the_one_in_force(register: Register) -> None:
    """And the official is asked to write the day."""
    verdict = said(register, cited("Luật", title="Thi đua, Khen thưởng"), date(2023, 2, 20))

    assert (verdict.kind, verdict.instrument and verdict.instrument.id) == (
        VerdictKind.IN_FORCE,
        "luat-tdkt-2003",
    )
    assert "cần ghi rõ" in verdict.why


def test_an_amendment_in_force_is_mentioned(register: Register) -> None:
    """From 01/10/2026 the law of 2022 is amended; one source only, so it is marked."""
    law = cited("Luật", None, "15/6/2022", title="Thi đua, khen thưởng")

    assert "23/4/2026" not in said(register, law, date(2026, 9, 30)).why
    after = said(register, law, date(2026, 10, 1)).why
    assert "23/4/2026" in after
    assert "chưa xác minh" in after


def test_unconfirmed_rows_say_so(register: Register) -> None:
    """A row that no person has confirmed is shown as such everywhere."""
    verdict = said(register, cited("Luật", "06/2026/QH16", "23/4/2026"))

    assert not verdict.confirmed
    assert "chưa xác minh" in verdict.why


def test_a_class_of_documents_is_not_judged(register: Register) -> None:
    """ "Nghị quyết Đại hội Đảng các cấp" is no single instrument."""
    general = Citation("Nghị quyết Đại hội Đảng các cấp", "Nghị quyết", scope=Scope.GENERIC)

    assert said(register, general).kind is VerdictKind.UNKNOWN


def test_a_document_at_hand_can_be_added(register: Register) -> None:
    """What the office uploads is known from then on, with that source."""
    plan = Instrument(
        "upload-1", "Kế hoạch", "12/KH-UBND", "Ủy ban nhân dân tỉnh Hà Tĩnh", "Tổ chức phong trào",
        signed=date(2027, 1, 5), sources=("tệp người dùng gửi",), confidence="confirmed",
    )  # fmt: skip
    citation = cited("Kế hoạch", "12/KH-UBND", "05/01/2027", "UBND tỉnh Hà Tĩnh")

    verdict = register.instruments.adding([plan]).verdict(citation, date(2027, 1, 12))

    assert (verdict.kind, verdict.instrument) == (VerdictKind.IN_FORCE, plan)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("34-CT/TW", "34/CT-TW", True),
        ("0124/KH-UBND", "124/KH-UBND", True),
        ("173 /PĐ-SKHĐT", "173/PD-SKHDT", True),
        ("05-CT/TW", "06-CT/TW", False),
        ("66.7/2025/NQ-CP", "66/2025/NQ-CP", False),
    ],
)
def test_numbers_compare_as_numbers(one: str, other: str, same: bool) -> None:
    """Blanks, zeros and marks do not count; a near number is another number."""
    assert (number_key(one) == number_key(other)) is same


@pytest.mark.parametrize(
    ("day", "short", "long"),
    [
        (date(2014, 4, 7), "07/4/2014", "07 tháng 4 năm 2014"),
        (date(2023, 1, 13), "13/01/2023", "13 tháng 01 năm 2023"),
        (date(2022, 6, 15), "15/6/2022", "15 tháng 6 năm 2022"),
    ],
)
def test_days_are_printed_as_the_decree_says(day: date, short: str, long: str) -> None:
    """Zero before days under 10 and months 1 and 2 (PLI-II.4b)."""
    assert (printed_day(day), printed_day(day, long=True)) == (short, long)
