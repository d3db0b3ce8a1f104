"""Any text, any damage: reading never raises, loses nothing, and quotes the source."""

from __future__ import annotations

import unicodedata

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drafter.document.reading import ReadDocument
from drafter.reading import read_text
from drafter.reading.as_json import to_json
from drafter.reading.vietnamese import bare, fold, legible, normalise

PIECES = [
    "ỦY BAN NHÂN DÂN", "XÃ AN PHÚ", "Số: 12/KH-UBND", "KẾ HOẠCH", "CHỈ THỊ",
    "An Phú, ngày 02 tháng 01 năm 2026", "I. MỤC TIÊU", "1.", "1.1.", "a)", "IV.", "XL.", "đ)",
    "Thực hiện Chỉ thị số 41-CT/TW ngày 26/12/2024 của Bộ Chính trị về thi đua;",
    "- Trồng 80 ha rừng trở lên", "giảm tỷ lệ hộ nghèo từ 2 % trở lên, còn dưới 3-4%",
    "đạt 1.200,5 tỷ đồng/năm (trong đó: 3 con, 4 con)", "phong trào thi đua “Quyết thắng”",
    "kỷ niệm 75 năm Ngày Thương binh (27/7/1947 - 27/7/2022)", "“", "”", '"', "(", ")", ":", ";",
    "Thời gian: từ ngày ký đến hết ngày 31/12/2026.", "Nơi nhận:", "- UBND huyện;",
    "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Luật Thi đua, khen thưởng năm 2022",
    "Nghị quyết Đại hội Đảng bộ xã", "II. TỔ CHỨC THỰC HIỆN", "Giao Công an xã chủ trì", "2",
    "99/99/9999", "ngày 31/02/2024", "số S22/QĐ- TTg", "0.8-1%", "và", "hoặc 01", "\n", "\n\n",
    "\t", "\u0323", "Luâṭ", "***", "##", "\u200b", "Ð",
]  # fmt: skip
documents = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=40).flatmap(
    lambda parts: st.sampled_from([" ".join(parts), "\n".join(parts), "".join(parts)])
)
quick = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))


def printed(text: str) -> str:
    return "".join(text.split())


def check(document: ReadDocument) -> None:
    text = document.text
    for noted in (*document.citations, *document.targets, *document.anniversaries):
        assert noted.span is not None
        assert noted.text == noted.span.of(text)
        assert noted.text.strip()
    spans = [m.span for m in document.movements] + [b.span for b in document.bodies]
    spans += [s.span for s in document.sections] + [s.body for s in document.sections]
    assert all(0 <= s.start <= s.end <= len(text) for s in spans)
    starts = [s.span.start for s in document.sections]
    assert starts == sorted(starts)


@quick
@given(documents)
def test_any_arrangement_of_the_parts(text: str) -> None:
    """Shuffled headings, labels, quotes and figures: every printed character stays, in order."""
    document = read_text(text)
    check(document)
    assert printed(document.text) == printed(normalise(text))
    to_json(document)


@quick
@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    check(read_text(text))


@quick
@given(documents)
def test_reading_what_was_read_changes_nothing(text: str) -> None:
    """The text form is a fixed point for its characters."""
    once = read_text(text).text
    assert printed(read_text(once).text) == printed(once)


@quick
@given(st.text(alphabet=st.characters(max_codepoint=0x1EFF), max_size=80))
def test_twins_keep_every_place(text: str) -> None:
    """The forms that patterns see have the length of the text."""
    text = unicodedata.normalize("NFC", text)
    assert len(legible(text)) == len(bare(text)) == len(fold(text)) == len(text)
