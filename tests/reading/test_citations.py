"""References to instruments: each form once, identity as printed and nothing more."""

from __future__ import annotations

from datetime import date

import pytest

from drafter.document.facts import Scope
from drafter.reading import find_citations
from drafter.reading.citations import identity


@pytest.mark.parametrize(
    ("text", "kind", "number", "day"),
    [
        ("Nghị định số 152/2025/NĐ-CP", "Nghị định", "152/2025/NĐ-CP", None),
        ("Chỉ thị số 19/CT-TTg ngày 16/7/2021", "Chỉ thị", "19/CT-TTg", date(2021, 7, 16)),
        ("Chỉ thị số 34-CT/TW, ngày 07/4/2014", "Chỉ thị", "34-CT/TW", date(2014, 4, 7)),
        ("Kết luận số 06-KL/TW, ngày 01-9-2016", "Kết luận", "06-KL/TW", date(2016, 9, 1)),
        ("Thông tư liên tịch số 39/2014/TTLT-BCT-BTC", "Thông tư liên tịch",
         "39/2014/TTLT-BCT-BTC", None),
        ("Nghị quyết số 973/2020/UBTVQH14", "Nghị quyết", "973/2020/UBTVQH14", None),
        ("Nghị quyết số 66.7/2025/NQ-CP", "Nghị quyết", "66.7/2025/NQ-CP", None),
        ("Công văn số 8935/BNV-CTTN&BĐG", "Công văn", "8935/BNV-CTTN&BĐG", None),
        ("Kế hoạch 0200/KH-UBND", "Kế hoạch", "0200/KH-UBND", None),
        ("Quyết định số 1315/ QĐ-TTg", "Quyết định", "1315/QĐ-TTg", None),
        ("Tờ trình số 252/TTr-SNV", "Tờ trình", "252/TTr-SNV", None),
        ("Nghị quyết 36-NQ", "Nghị quyết", "36-NQ", None),
        ("NGHỊ QUYẾT SỐ 214/NQ-CP NGÀY 23/7/2025", "Nghị quyết", "214/NQ-CP", date(2025, 7, 23)),
        ("Nghị quyết số 27/NQ- TW", "Nghị quyết", "27/NQ-TW", None),
        ("Thông tư số 22/2016TT-BGDĐT", "Thông tư", "22/2016TT-BGDĐT", None),
        ("Luật Đầu tư công số 58/2024/QH15", "Luật", "58/2024/QH15", None),
        ("số 1407/UBND-NNMT", "Công văn", "1407/UBND-NNMT", None),
        ("Nghi dinh so 80/2017/ND-CP ngdy 17/7/2017", "Nghị định", "80/2017/ND-CP",
         date(2017, 7, 17)),
        ("Quyk dinh s6 472/QD-UBND", "Quyết định", "472/QD-UBND", None),
        ("Nghl định số 151/2013/NĐ-CP", "Nghị định", "151/2013/NĐ-CP", None),
        ("Quyết số 48/NQ-CP", "Nghị quyết", "48/NQ-CP", None),
        ("Luật Giám định tư pháp số 13⁄2012/QH13", "Luật", "13/2012/QH13", None),
    ],
)  # fmt: skip
def test_numbered_forms(text: str, kind: str, number: str, day: date | None) -> None:
    """State, Party and joint numbers, clean, broken and damaged by OCR."""
    (found,) = find_citations(text)
    assert (found.kind, found.number, found.issued_on) == (kind, number, day)
    assert found.text == text


@pytest.mark.parametrize(
    "text",
    ["giai đoạn 2021-2025", "ngày 11/6/1948", "tháng 12/2023", "đạt 5-10%", "2030 - Hoàn thành",
     "Mẫu 01-ĐĐN-CT", "3009-QD.signed.pdf", "Số: 05/KH-UBND", "Số: /PĐ-UBND", "kế hoạch này"],
)  # fmt: skip
def test_what_only_looks_like_a_number(text: str) -> None:
    """Years, dates, ranges, form numbers and the document's own number are no references."""
    assert find_citations(text) == ()


def test_issuer_and_title_end_where_they_end() -> None:
    text = (
        "Thực hiện Kế hoạch số 45/KH-UBND ngày 08/01/2027 của Ủy ban nhân dân tỉnh Quảng Trị về "
        "tổ chức phong trào thi đua năm 2027, Ủy ban nhân dân phường ban hành kế hoạch như sau"
    )
    (found,) = find_citations(text)
    assert found.issuer == "Ủy ban nhân dân tỉnh Quảng Trị"
    assert found.title == "tổ chức phong trào thi đua năm 2027"


def test_two_joined_by_and_share_the_title() -> None:
    text = (
        "Chỉ thị số 11-CT/TU ngày 03/3/2022 của Ban Thường vụ Tỉnh ủy và Chỉ thị số 12-CT/TU "
        "ngày 04/3/2022 của Ban Thường vụ Tỉnh ủy về việc “Nâng cao kỷ luật”."
    )
    first, second = find_citations(text)
    assert first.title == second.title == "Nâng cao kỷ luật"
    assert first.text.endswith("Tỉnh ủy")
    assert second.text.endswith("“Nâng cao kỷ luật”")


def test_nested_references_are_found_too() -> None:
    text = (
        "Kế hoạch số 88-KH/TU ngày 03/3/2025 của Ban Thường vụ Tỉnh ủy về triển khai Nghị quyết "
        "số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị; các nội dung khác"
    )
    outer, inner = find_citations(text)
    assert outer.span
    assert inner.span
    assert outer.span.covers(inner.span)
    assert inner.issuer == "Bộ Chính trị"


@pytest.mark.parametrize(
    ("text", "kind", "issuer", "title"),
    [
        ("Luật Thi đua, khen thưởng năm 2022", "Luật", None, "Thi đua, khen thưởng năm 2022"),
        ("Nghị quyết Đại hội đại biểu Đảng bộ xã Tân Phú lần thứ XXII, nhiệm kỳ 2020 - 2025",
         "Nghị quyết", "Đại hội đại biểu Đảng bộ xã Tân Phú lần thứ XXII",
         "nhiệm kỳ 2020 - 2025"),
        ("Nghị quyết của Hội đồng nhân dân xã", "Nghị quyết", "Hội đồng nhân dân xã", None),
        ("Kế hoạch 5 năm (2021 - 2025)", "Kế hoạch", None, "5 năm (2021 - 2025)"),
        ("Chương trình công tác của Ủy ban nhân dân xã", "Chương trình công tác",
         "Ủy ban nhân dân xã", None),
    ],
)  # fmt: skip
def test_forms_without_a_number(
    text: str, kind: str, issuer: str | None, title: str | None
) -> None:
    (found,) = find_citations(text)
    assert (found.kind, found.number, found.issuer, found.title) == (kind, None, issuer, title)


def test_a_law_by_its_day() -> None:
    (law,) = find_citations("Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;")
    assert (law.title, law.issued_on) == ("Tổ chức chính quyền địa phương", date(2025, 6, 16))


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("các văn bản hướng dẫn thi hành", Scope.GENERIC),
        ("theo quy định của Luật này", Scope.GENERIC),
        ("các nghị quyết của Trung ương về phát triển vùng", Scope.GENERIC),
        ("xây dựng Quy chế thi đua, khen thưởng", Scope.TO_ISSUE),
    ],
)
def test_classes_and_documents_to_come_are_marked(text: str, scope: Scope) -> None:
    """What is not one definite instrument is never taken for one."""
    (found,) = find_citations(text)
    assert found.scope is scope


def test_a_number_alone_is_not_identity() -> None:
    """Two "02/CT-UBND" of different days are two instruments; blanks and zeros do not matter."""
    first, second, third = find_citations(
        "Chỉ thị số 02/CT-UBND ngày 13/01/2023; Chỉ thị số 02/CT-UBND ngày 07/02/2023; "
        "Chỉ thị số 2/CT- UBND ngày 13/01/2023"
    )
    assert identity(first) != identity(second)
    assert identity(first) == identity(third)


def test_the_article_is_kept() -> None:
    (found,) = find_citations("theo khoản 2 Điều 59 Nghị định số 129/2025/NĐ-CP")
    assert found.article == "khoản 2 Điều 59"
    assert found.text == "Nghị định số 129/2025/NĐ-CP"
