"""Text in any encoding an office may have: Unicode of all kinds, and what came before it."""

from __future__ import annotations

import pytest

from drafter.reading.formats import raw_from_bytes
from drafter.reading.legacy import from_tcvn3, from_vni, plausible

TEXT = (
    "Ủy ban nhân dân xã phát động phong trào thi đua yêu nước năm 2027.\n"
    "Phấn đấu tỷ lệ hộ nghèo giảm 0,5%; trẻ em dưới 5 tuổi được tiêm chủng đầy đủ."
)
# The same opening words in the old encodings, as a converted file shows them.
TCVN3 = "ñy ban nh©n d©n x· ph¸t ®éng phong trµo thi ®ua yªu n­íc n¨m 2027"
VNI = "Uûy ban nhaân daân xaõ phaùt ñoäng phong traøo thi ñua yeâu nöôùc naêm 2027"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_unicode_of_every_kind_is_read(encoding: str) -> None:
    raw = raw_from_bytes(TEXT.encode(encoding), "vb.txt")
    assert raw.text == TEXT
    assert raw.source.warnings == ()


def test_decomposed_letters_are_composed() -> None:
    import unicodedata

    assert raw_from_bytes(unicodedata.normalize("NFD", TEXT).encode(), "vb.txt").text == TEXT


def test_windows_1258_is_read() -> None:
    """The code page writes tone marks after their letters."""
    data = "Uy\u0309 ban nhân dân xa\u0303 pha\u0301t đô\u0323ng thi đua".encode("cp1258")
    raw = raw_from_bytes(data, "vb.txt")
    assert raw.text == "Uỷ ban nhân dân xã phát động thi đua"
    assert [w.code for w in raw.source.warnings] == ["legacy-encoding"]


@pytest.mark.parametrize(
    ("written", "name"), [(TCVN3, "TCVN3"), (VNI, "VNI")], ids=["tcvn3", "vni"]
)
@pytest.mark.parametrize("encoding", ["cp1252", "utf-8"])
def test_texts_in_old_fonts_are_repaired_and_told(written: str, name: str, encoding: str) -> None:
    """As bytes of the old font, and as the Unicode text a converter made of them."""
    raw = raw_from_bytes(written.encode(encoding), "vb.txt")
    assert raw.text.lower() == ("ủy ban nhân dân xã phát động phong trào thi đua yêu nước năm 2027")
    assert name in raw.source.warnings[0].message


def test_utf8_decoded_twice_is_repaired() -> None:
    words = "hội đồng nhân dân xã đã phát động phong trào"
    raw = raw_from_bytes(words.encode().decode("cp1252").encode(), "vb.txt")
    assert raw.text == words
    assert [w.code for w in raw.source.warnings] == ["legacy-encoding"]


@pytest.mark.parametrize(
    ("codes", "letters"),
    [("§¶ng", "Đảng"), ("quyÕt", "quyết"), ("n­íc", "nước"), ("thÞ", "thị"), ("mü", "mỹ")],
)
def test_tcvn3_letters(codes: str, letters: str) -> None:
    assert from_tcvn3(codes) == letters


@pytest.mark.parametrize(
    ("codes", "letters"),
    [
        ("Ñaûng", "Đảng"),
        ("quyeát", "quyết"),
        ("nöôùc", "nước"),
        ("thò", "thị"),
        ("UÛY BAN NHAÂN DAÂN", "ỦY BAN NHÂN DÂN"),
        ("ñöôïc", "được"),
        ("kyõ", "kỹ"),
    ],
)
def test_vni_letters(codes: str, letters: str) -> None:
    assert from_vni(codes) == letters


def test_good_vietnamese_is_never_repaired() -> None:
    """Foreign names and abbreviations do not make a text an old one."""
    text = "Café Đắk Lắk, GRDP, naïve, señor; Ủy ban nhân dân xã Ia Grăng, Krông Pắc"
    assert raw_from_bytes(text.encode(), "vb.txt").text == text
    assert plausible(TEXT) == (1.0, plausible(TEXT)[1])
