"""A plan of a commune with nothing wrong in it, to spoil at one place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from drafter.checking import Finding
from drafter.document.unit import Level, Unit

HEAD = """ỦY BAN NHÂN DÂN
XÃ VẠN LINH
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 11/KH-UBND
Vạn Linh, ngày 20 tháng 01 năm 2027
KẾ HOẠCH
Phát động phong trào thi đua yêu nước năm 2027
Thực hiện Kế hoạch số 15/KH-UBND ngày 06/01/2027 của UBND tỉnh Lạng Sơn, Ủy ban nhân dân xã Vạn Linh ban hành Kế hoạch như sau:
I. MỤC ĐÍCH, YÊU CẦU
Mỗi việc có người chịu trách nhiệm, có thời hạn.
II. CHỈ TIÊU
"""
TAIL = """
III. NỘI DUNG THI ĐUA
Thi đua làm đường thôn, giữ vệ sinh; khen thưởng kịp thời.
IV. THỜI GIAN
Từ ngày ban hành Kế hoạch đến hết ngày 31/12/2027.
V. TỔ CHỨC THỰC HIỆN
1. Phòng Văn hóa - Xã hội tổng hợp, báo cáo tổng kết trước ngày 05/12/2027.
2. Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam xã và các đoàn thể vận động hội viên.
3. Các thôn họp dân ký giao ước thi đua./.
Nơi nhận:
- Ủy ban MTTQ Việt Nam xã;
- Các phòng, các thôn;
- Lưu: VT, VHXH.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Hoàng Thị Bích
"""
UNIT = Unit("Vạn Linh", Level.COMMUNE, "tỉnh Lạng Sơn")
DAY = date(2027, 1, 20)
Ask = Callable[..., list[Finding]]


def plan(body: str = "1. Tỷ lệ người dân tham gia bảo hiểm y tế đạt 96%.") -> str:
    """A whole plan of a commune with ``body`` as its targets."""
    return HEAD + body + TAIL
