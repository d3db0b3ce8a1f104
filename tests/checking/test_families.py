"""One table for each family: the words of a plan, the rule that must speak, and its silence."""

from __future__ import annotations

import pytest
from tests.checking.plans import Ask, plan

from drafter.checking import Severity
from drafter.reading import read_text

FIGURES = [
    ("CT-05", "1. Tỷ lệ hộ sử dụng nước sạch đạt 105%.", True),
    ("CT-05", "1. Thu ngân sách trên địa bàn tăng 120% so với năm 2026.", False),
    ("CT-06", "1. Thôn đạt chuẩn văn hóa: 13/12 thôn.", True),
    ("CT-07", "1. Tỷ lệ gia đình văn hóa: 95 - 90%.", True),
    ("CT-08", "1. Tỷ lệ gia đình văn hóa đạt trên 90% trở lên.", True),
    ("CT-08", "1. Tỷ lệ hộ nghèo còn dưới 0,8 - 1%.", True),
    ("CT-08", "1. Đàn bò đạt từ 1.500 con;", True),
    ("CT-08", "1. Đàn bò đạt từ 1.500 con trở lên;", False),
    ("CT-03", "1. Tổng đàn trâu, bò: 1.763 con (đàn trâu 300 con, đàn bò 1.400 con).", True),
    ("CT-03", "1. Tổng đàn trâu, bò: 1.763 con (đàn trâu 300 con, đàn bò 1.463 con).", False),
    ("CT-03", "1. Sản lượng 19.900 tấn, trong đó: tôm 6.400 tấn, cua 300 tấn.", False),
]
LAW = [
    ("VL-01", "1. Thực hiện Nghị định số 91/2017/NĐ-CP ngày 31/7/2017 của Chính phủ.", True),
    ("VL-02", "1. Thực hiện Quyết định số 9/QĐ-TTg ngày 09/9/2028 của Thủ tướng Chính phủ.", True),
    ("VL-03", "1. Thực hiện Nghị định số 152/2025/NĐ-CP ngày 15/6/2025 của Chính phủ.", True),
    ("VL-03", "1. Thực hiện Nghị định số 152/2025/NĐ-CP ngày 14/6/2025 của Chính phủ.", False),
    ("VL-04", "1. Thực hiện Nghị định số 152/2025/NĐ-CP ngày 14/6/2025 của Chính phủ.", True),
    ("VD-05", "1. Thực hiện Quyết định số 455/QĐ-UBND của Ủy ban nhân dân tỉnh.", True),
    ("VD-07", "1. Thực hiện Kết luận số 01/KL-TW ngày 18/5/2021 của Bộ Chính trị.", True),
]
IDENTITY = [
    ("DD-10", "1. Nhân dân xã Tân Thành hưởng ứng.", True),
    ("DD-10", "1. Nhân dân xã Vạn Linh hưởng ứng; Công an xã Đề xuất khen.", False),
    ("DD-11", "1. Theo chỉ đạo của Ủy ban nhân dân tỉnh Quảng Ngãi.", True),
    ("DD-11", "1. Theo chỉ đạo của Ủy ban nhân dân tỉnh Lạng Sơn.", False),
    ("2C-01", "1. Gửi báo cáo về Phòng Nội vụ huyện.", True),
    (
        "2C-01",
        "1. Thực hiện theo Quyết định số 12/QĐ-UBND ngày 05/3/2024 của UBND huyện Chi Lăng.",
        False,
    ),
    ("2C-02", "1. Bảo đảm quốc phòng, an ninh, đối ngoại.", True),
]
TIME = [
    ("TG-01", "1. Hoàn thành nhiệm vụ năm 2026.", True),
    ("TG-01", "1. Phát huy kết quả đã đạt được trong phong trào thi đua năm 2026.", False),
    ("TG-02", "1. Ký giao ước xong trước ngày 15/02/2026.", True),
    ("TG-02", "1. Ký giao ước xong trước ngày 03/01/2027.", True),
    ("TG-02", "1. Ký giao ước xong trước ngày 15/02/2027.", False),
    ("TG-03", "1. Báo cáo trước ngày 31/4/2027.", True),
    ("TG-04", "1. Kỷ niệm 81 năm Ngày Thương binh - Liệt sĩ (27/7/1947 - 27/7/2027).", True),
    ("TG-04", "1. Kỷ niệm 80 năm Ngày Thương binh - Liệt sĩ (27/7/1947 - 27/7/2027).", False),
    ("TG-05", "1. Thực hiện mục tiêu giai đoạn 2016 - 2020.", True),
    ("TG-07", "1. Kiểm soát dịch COVID-19.", True),
]
WORDING = [
    ("CH-01", "1. Mọi người dan tham gia.", True),
    ("CH-02", "1. Hoàn thành nhiệmm vụ được giao.", True),
    ("CH-03", "1. Phát động phát động thi đua.", True),
    ("CH-03", "1. Người người thi đua, ngành ngành thi đua.", False),
    ("CH-03", "1. Không phát động chung chung.", False),
    ("CH-04", "1. Các đơn vị thực hiển tốt.", True),
    ("CH-04", "1. Đánh giá định kỳ; đi đôi với xử lý; công nhân và công nhận.", False),
    ("CH-05", "1. Phong trào “Dân vận khéo ở cơ sở.", True),
    ("CH-05", "1. a) “Dân vận khéo” (kèm theo) b) “Quyết thắng”.", False),
    ("FN-05", "1. Các tâp̣ thể tham gia.", True),
    ("ND-08", "1. Trồng [số lượng] cây.", True),
    ("TX-01", "1. Hộ nghèo giảm 1.5% trong năm.", True),
    ("TX-01", "1. Sản lượng 3.260 tấn.", False),
    ("VH-02", "1. Giao ủy ban nhân dân xã theo dõi.", True),
    (
        "VH-07",
        "1. Thực hiện nghị quyết số 12/NQ-HĐND ngày 20/12/2026 của Hội đồng nhân dân tỉnh.",
        True,
    ),
]


@pytest.mark.parametrize(("rule", "body", "speaks"), [*FIGURES, *LAW, *IDENTITY, *TIME, *WORDING])
def test_a_rule_speaks_where_it_must_and_only_there(
    ask: Ask, rule: str, body: str, *, speaks: bool
) -> None:
    here = read_text(plan(body)).text.find(body[3:])
    assert here > 0
    told = [f for f in ask(plan(body), rule) if f.where.span is None or f.where.span.end > here]
    assert bool(told) is speaks, [f.message for f in told]


HEADS = [
    ("SO-02", "Số: 11/KH-UBND", "Số: 11 /KH-UBND", Severity.WARNING),
    ("SO-02", "Số: 11/KH-UBND", "Số: 5/KH-UBND", Severity.ERROR),
    ("SO-02", "Số: 11/KH-UBND", "Số: 11/2027/KH-UBND", Severity.ERROR),
    ("SO-02", "Số: 11/KH-UBND", "Số:      /KH-UBND", Severity.INFO),
    ("SO-04", "11/KH-UBND", "11/QĐ-UBND", Severity.ERROR),
    ("DD-02", "Vạn Linh, ngày", "Hòa Lạc, ngày", Severity.ERROR),
    ("DD-03", "ngày 20 tháng 01", "ngày 5 tháng 01", Severity.ERROR),
    ("TL-01", "KẾ HOẠCH\nPhát động", "PHÁT ĐỘNG\nPhát động", Severity.WARNING),
    ("BC-01", "IV. THỜI GIAN\nTừ ngày ban hành Kế hoạch đến hết ngày 31/12/2027.\n", "", Severity.WARNING),
    ("BC-03", "Từ ngày ban hành Kế hoạch đến hết ngày 31/12/2027.\n", "", Severity.ERROR),
    ("BC-04", " số 15/KH-UBND ngày 06/01/2027", "", Severity.ERROR),
    ("BC-11", "3. Các thôn họp dân ký giao ước thi đua./.", "3. Cùng thực hiện./.", Severity.WARNING),
    ("ND-07", "thi đua./.", "thi đua.", Severity.WARNING),
    ("ND-11", "trước ngày 05/12/2027.", "trước ngày 05/12/2027./.", Severity.ERROR),
    ("NB-01", "V. TỔ CHỨC", "VI. TỔ CHỨC", Severity.WARNING),
    ("NB-01", "3. Các thôn", "2. Các thôn", Severity.ERROR),
    ("NN-06", "- Ủy ban MTTQ Việt Nam xã;\n", "", Severity.WARNING),
    ("KY-02", "TM. ỦY BAN", "T/M ỦY BAN", Severity.ERROR),
    ("KY-04", "CHỦ TỊCH\nHoàng", "PHÓ CHỦ TỊCH\nHoàng", Severity.ERROR),
    ("KY-07", "Hoàng Thị Bích", "ThS. Hoàng Thị Bích", Severity.ERROR),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "old", "new", "severity"), HEADS)
def test_one_edit_of_a_right_plan_brings_its_finding(
    ask: Ask, rule: str, old: str, new: str, severity: Severity
) -> None:
    assert old in plan()
    before = {f.message for f in ask(plan(), rule)}
    told = [f.severity for f in ask(plan().replace(old, new), rule) if f.message not in before]
    assert severity in told


def test_before_the_reform_the_district_is_right_and_the_new_centre_is_not(ask: Ask) -> None:
    from datetime import date

    text = plan("1. Báo cáo Phòng Nội vụ huyện; Trung tâm Phục vụ hành chính công xã phối hợp.")
    told = [f.quote for f in ask(text, "2C-01", on=date(2024, 1, 24), year=2024)]
    assert "Trung tâm Phục vụ hành chính công" in told
    assert not any("Nội vụ" in quote for quote in told)


def test_last_years_signer_and_theme_are_told(ask: Ask) -> None:
    last = (
        plan()
        .replace("Hoàng Thị Bích", "Lăng Văn Quế")
        .replace("như sau:", "với chủ đề “Gần dân, vì dân” như sau:")
        .replace("2027", "2026")
    )
    text = plan("1. Người ký Lăng Văn Quế; chủ đề “Gần dân, vì dân”.")
    told = " ".join(f.message for f in ask(text, "SN-01", previous=read_text(last)))
    assert "Lăng Văn Quế" in told
    assert "Gần dân, vì dân" in told
