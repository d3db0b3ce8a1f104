"""Makes the pictures of the user's guide: ``PYTHONPATH=src:tests/ui python tests/ui/guide_pictures.py``.

A real server, a real browser at 1366x768, an invented commune's papers; 128 colours keep a
picture under 150 KB.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from browsing import ROOT, Official, browsing, free_port, serving

IMAGES = ROOT / "docs" / "images"
DIRECTIVE = """ỦY BAN NHÂN DÂN
TỈNH HÀ TĨNH
Số: 27/KH-UBND
Hà Tĩnh, ngày 05 tháng 01 năm 2027
KẾ HOẠCH
Phát động phong trào thi đua năm 2027
I. MỤC ĐÍCH
Tạo khí thế thi đua sôi nổi, đều khắp, thực chất trong toàn tỉnh.
II. CHỈ TIÊU
1. Tỷ lệ dân số tham gia bảo hiểm y tế cấp xã đạt từ 95% trở lên.
2. Tỷ lệ hồ sơ trực tuyến cấp xã từ 85% trở lên.
III. NỘI DUNG
1. Thi đua phát triển kinh tế biển, du lịch; giảm nghèo bền vững.
2. Thi đua xây dựng nông thôn mới; mỗi thôn có ít nhất 01 công trình.
3. Thi đua cải cách hành chính, chuyển đổi số.
IV. TỔ CHỨC THỰC HIỆN
Ủy ban nhân dân các xã, phường phát động thi đua trước ngày 31/01/2027.
"""
TARGETS = """STT;Chỉ tiêu;Đơn vị tính;Thực hiện 2026;Kế hoạch 2027
1;Thu nhập bình quân đầu người;triệu đồng;58,5;63
2;Tỷ lệ dân số tham gia bảo hiểm y tế;%;92,6;93,5
3;Tỷ lệ hồ sơ trực tuyến;%;81,2;86
4;Sản lượng nuôi trồng thủy sản;tấn;1.140;1.260
5;Lượt khách du lịch;nghìn lượt;271;310
"""
OUTSIDE = """ỦY BAN NHÂN DÂN
XÃ CẨM NHƯỢNG
Số: 07/KH-UBND
Cẩm Nhượng, ngày 15 tháng 01 năm 2026
KẾ HOẠCH
Phát động phong trào thi đua năm 2026
Căn cứ Nghị định số 91/2017/NĐ-CP ngày 31/7/2017 của Chính phủ;
I. MỤC ĐÍCH
Động viên ngư dân bám biển, giữ nghề.
II. NỘI DUNG THI ĐUA
1. Thi đua bảo vệ môi trường
Các thôn phân loại rác tại bến cá Cửa Nhượng, báo cáo Ủy ban nhân dân huyện.
III. TỔ CHỨC THỰC HIỆN
Văn phòng theo dõi, kịp thời sử lý vi phạm, báo cáo.
"""


def main() -> None:
    """Take the pictures."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        home = Path(made)
        papers = [home / "ke-hoach-tinh.txt", home / "chi-tieu.csv", home / "ke-hoach-ngoai.docx"]
        for path, text in zip(papers, (DIRECTIVE, TARGETS), strict=False):
            path.write_text(text, encoding="utf-8")
        outside(papers[2])
        with serving(home, free_port()) as address, browsing() as browser:
            official = Official(browser, address, IMAGES)
            _draft(official, papers[:2])
            official.visit("check")
            official.page.locator("input[type=file]").set_input_files(str(papers[2]))
            official.page.get_by_text("Nên làm").first.wait_for(timeout=60_000)
            official.settled()
            official.shot("4-kiem-tra-van-ban")
    for picture in IMAGES.glob("[1-6]-*.png"):
        smaller(picture)


def _draft(official: Official, papers: list[Path]) -> None:
    official.visit()
    official.say(
        "Ngày soạn 12/01/2027. Soạn kế hoạch năm 2027 cho xã Thiên Cầm, tỉnh Hà Tĩnh.",
        *papers,
    )
    official.shot("1-bat-dau")
    official.view("Chỉ tiêu")
    official.page.wait_for_timeout(800)
    official.shot("2-chi-tieu")
    official.click("Bắt đầu soạn")
    official.drafted()
    official.page.wait_for_timeout(1500)
    official.shot("3-du-thao")
    official.view("Nguồn")
    official.shot("5-nguon")
    official.view("Kiểm tra")
    official.page.wait_for_timeout(800)
    official.shot("6-dien-cho-trong")


def outside(path: Path) -> None:
    """Somebody else's plan as a Word file."""
    import docx

    file: Any = docx.Document()
    for line in OUTSIDE.splitlines():
        file.add_paragraph(line)
    file.save(str(path))


def smaller(picture: Path) -> None:
    """Fewer colours: text on plain ground loses nothing one can see."""
    from PIL import Image

    with Image.open(picture) as full:
        few = full.convert("RGB").quantize(128)
    few.save(picture, optimize=True)


if __name__ == "__main__":
    main()
