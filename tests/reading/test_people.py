"""Recipients and the bodies that are given a task."""

from __future__ import annotations

from drafter.reading import read_text

TEXT = """KẾ HOẠCH
Thi đua năm 2026

I. NỘI DUNG
1. Công an xã giữ gìn trật tự.

II. TỔ CHỨC THỰC HIỆN
1. Phòng Văn hóa - Xã hội (cơ quan thường trực), Phòng Kinh tế chủ trì tham mưu, tổng hợp.
2. Giao Văn phòng HĐND và UBND xã bố trí hội nghị.
3. Đề nghị Ủy ban MTTQ Việt Nam xã và các đoàn thể vận động hội viên.
4. Báo cáo kết quả trước ngày 05/12/2026.

Nơi nhận:
- UBND tỉnh; Sở Nội vụ (b/c);
- Thường trực Đảng ủy,
HĐND xã;
- Lưu: VT, VHXH.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
"""


def test_bodies_with_their_task() -> None:
    """Only the part on organisation gives tasks; lists of bodies are taken apart."""
    bodies = read_text(TEXT).bodies
    assert [b.name for b in bodies] == [
        "Phòng Văn hóa - Xã hội",
        "Phòng Kinh tế",
        "Văn phòng HĐND và UBND xã",
        "Ủy ban MTTQ Việt Nam xã",
        "các đoàn thể",
    ]
    assert bodies[2].task == "Giao Văn phòng HĐND và UBND xã bố trí hội nghị."


def test_recipients_as_printed() -> None:
    """Dash and end punctuation are dropped, semicolons divide, the file copy is kept whole."""
    assert read_text(TEXT).recipients == (
        "UBND tỉnh",
        "Sở Nội vụ (b/c)",
        "Thường trực Đảng ủy, HĐND xã",
        "Lưu: VT, VHXH",
    )
