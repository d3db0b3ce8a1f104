"""Letterhead, title, theme and signature in the layouts that offices use."""

from __future__ import annotations

import pytest

from drafter.document.reading import Header, PrintedDate
from drafter.document.unit import Level
from drafter.reading import read_text

PLAN = """ỦY BAN NHÂN DÂN      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
XÃ QUẢNG NGẦN           Độc lập - Tự do - Hạnh phúc

Số: 17 /KH-UBND         Quảng Ngần, ngày 02 tháng 02 năm 2024

KẾ HOẠCH
Phát động phong trào thi đua năm 2024

Căn cứ Nghị định số 98/2023/NĐ-CP ngày 31/12/2023 của Chính phủ; thực hiện Chỉ thị số 01/CT-UBND
ngày 10/01/2024 của Chủ tịch UBND huyện Vị Xuyên về phong trào thi đua, UBND xã xây dựng kế hoạch:

I. CHỦ ĐỀ
“Gần dân, sát việc”

Nơi nhận:                               TM. ỦY BAN NHÂN DÂN
- UBND huyện;                              KT. CHỦ TỊCH
- Lưu: VT.                                 PHÓ CHỦ TỊCH

                                           Lộc Thị Mai
"""


def header(text: str) -> Header:
    return read_text(text).header


def test_two_column_letterhead() -> None:
    """The own number comes first: the numbers after "Căn cứ" are not it."""
    found = header(PLAN)
    assert found == Header(
        issuer="Ủy ban nhân dân xã Quảng Ngần",
        parent="Ủy ban nhân dân huyện Vị Xuyên",
        level=Level.COMMUNE,
        number="17",
        code="KH-UBND",
        place="Quảng Ngần",
        date=PrintedDate(2, 2, 2024),
        doc_type="KẾ HOẠCH",
        title="Phát động phong trào thi đua năm 2024",
        year=2024,
        theme="Gần dân, sát việc",
        signer_authority="TM. ỦY BAN NHÂN DÂN",
        signer_role="KT. CHỦ TỊCH PHÓ CHỦ TỊCH",
        signer_name="Lộc Thị Mai",
        motto_present=True,
        national_name_present=True,
    )


def test_blank_number_and_day_stay_blank() -> None:
    """A draft leaves them open; nothing is invented."""
    found = header("Số:      /KH-UBND\n\nTân Hòa, ngày    tháng 01 năm 2025\n\nKẾ HOẠCH\nThi đua\n")
    assert (found.number, found.code) == (None, "KH-UBND")
    assert found.date == PrintedDate(None, 1, 2025)
    assert found.signer_name is None


@pytest.mark.parametrize(
    ("lines", "issuer", "parent", "level"),
    [
        ("UBND TỈNH LAI CHÂU\nSỞ NỘI VỤ", "Sở Nội vụ tỉnh Lai Châu",
         "Ủy ban nhân dân tỉnh Lai Châu", Level.DEPARTMENT),
        ("ỦY BAN NHÂN DÂN\nPHƯỜNG TÂN PHONG", "Ủy ban nhân dân phường Tân Phong", None, Level.WARD),
        ("ỦY BAN NHÂN DÂN\nĐẶC KHU VÂN ĐỒN", "Ủy ban nhân dân đặc khu Vân Đồn", None,
         Level.SPECIAL_ZONE),
        ("ỦY BAN NHÂN DÂN TỈNH SƠN LA", "Ủy ban nhân dân tỉnh Sơn La", None, Level.PROVINCE),
        ("UY BAN NHAN DAN\nHUYỆN MAI SƠN", "Ủy ban nhân dân huyện Mai Sơn", None, Level.DISTRICT),
    ],
)  # fmt: skip
def test_issuers(lines: str, issuer: str, parent: str | None, level: Level) -> None:
    text = f"{lines}\n\nSố: 01/KH-X\n\nKẾ HOẠCH\nThi đua năm 2026\n\nSở Nội vụ phát động thi đua.\n"
    found = header(text)
    assert (found.issuer, found.parent, found.level) == (issuer, parent, level)


def test_party_letterhead() -> None:
    text = (
        "TỈNH ỦY LÀO CAI\n*\nSố 05-CT/TU\n\nĐẢNG CỘNG SẢN VIỆT NAM\n\n"
        "Lào Cai, ngày 06 tháng 02 năm 2025\n\nCHỈ THỊ\nvề phong trào thi đua năm 2025\n\n"
        "1. Làm tốt.\n\nNơi nhận:\n- Các chi bộ.\n\nT/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n\nA Lăng Mới\n"
    )
    found = header(text)
    assert (found.number, found.code, found.issuer) == ("05", "CT/TU", "Tỉnh ủy Lào Cai")
    assert (found.signer_authority, found.signer_role, found.signer_name) == (
        "T/M BAN THƯỜNG VỤ",
        "PHÓ BÍ THƯ",
        "A Lăng Mới",
    )


def test_issuer_from_the_text_when_the_head_is_lost() -> None:
    text = "KẾ HOẠCH\nThi đua năm 2025\n\nỦy ban nhân dân xã Nậm Cắn xây dựng kế hoạch như sau:\n"
    assert header(text).issuer == "Ủy ban nhân dân xã Nậm Cắn"
