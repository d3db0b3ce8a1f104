"""From the first message to the downloaded file, in a real browser on the real server."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from browsing import Official, Place, free_port, plan, serving, shared
from playwright.sync_api import Browser, expect

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("needs_chromium")]


def sheet(folder: Path) -> Path:
    path = folder / "chi-tieu.csv"
    path.write_text(
        "STT;Chỉ tiêu;Đơn vị tính;Thực hiện 2023;Kế hoạch 2024\n"
        "1;Thu nhập bình quân đầu người;triệu đồng;36,2;40\n"
        "2;Tỷ lệ dân số tham gia bảo hiểm y tế;%;96,1;97,5\n"
        "3;Tỷ lệ che phủ rừng;%;58,3;58,9\n",
        encoding="utf-8",
    )
    return path


VAN_LINH = "Kế hoạch năm 2024 của xã Vạn Linh, huyện Chi Lăng, tỉnh Lạng Sơn"


def test_directive_and_last_year(official: Official) -> None:
    """Job 1: the district's launch is carried out; last year's figures stay beside."""
    directive = shared("seeds", "001_6d2c2d446d8b7b2d.txt")
    previous = shared("seeds", "000_f0cbb0dae693a715.txt")
    official.visit()
    official.shot("1-chao")
    official.say(f"Ngày soạn 20/01/2024. Soạn kế hoạch thi đua. {VAN_LINH}.")
    official.say("", directive, previous)
    assert "Chi Lăng" in official.talk()
    official.page.reload()
    official.settled()
    assert "huyện Chi Lăng" in official.talk()
    official.click("Lấy lại danh sách năm trước")
    official.view("Chỉ tiêu")
    official.shot("1-chi-tieu")
    official.click("Bắt đầu soạn")
    official.drafted()
    official.shot("1-du-thao")
    file = plan(official.take())
    assert official.acts <= 8
    assert file.header.year == 2024
    assert "xã Vạn Linh" in (file.header.issuer or "")
    assert "06/2022/QH15" in file.text or re.search(r"Luật Thi đua, khen thưởng", file.text)
    assert "91/2017/NĐ-CP" not in file.text
    assert file.header.number is None


def test_targets_stand_word_for_word(official: Official, tmp_path: Path) -> None:
    """Job 2: the commune's figures of the sheet are in the file; a correction counts."""
    directive = shared("seeds", "001_6d2c2d446d8b7b2d.txt")
    official.visit()
    official.say("ngày soạn 20/01/2024")
    official.say("xã Vạn Linh, huyện Chi Lăng, tỉnh Lạng Sơn, năm 2023")
    official.say("à nhầm, năm 2024")
    official.say("", directive, sheet(tmp_path))
    official.say("mục tiêu bảo hiểm y tế 98%")
    official.view("Chỉ tiêu")
    official.fill_in(2, "59,2")
    official.shot("2-chi-tieu")
    official.click("Bắt đầu soạn")
    official.drafted()
    official.view("Nguồn")
    official.shot("2-nguon")
    official.view("Đối chiếu")
    official.shot("2-doi-chieu")
    official.view("Dự thảo")
    file = plan(official.take())
    assert official.acts <= 8
    found = [figure for figure in ("40 triệu đồng", "98%", "59,2%") if figure in file.text]
    assert found == ["40 triệu đồng", "98%", "59,2%"]
    assert [old for old in ("97,5", "58,9") if old in file.text] == []


def test_two_tiers_without_a_directive(official: Official) -> None:
    """Job 3: nothing at hand but name and year; gaps are marked, no district is left."""
    official.visit()
    official.say("Ngày soạn 15/12/2026. Soạn kế hoạch năm 2027 cho xã Đại Lãnh, Khánh Hòa")
    official.click("Chưa có")
    official.click("Chưa có")
    official.click("Bắt đầu soạn")
    official.drafted()
    official.view("Kiểm tra")
    official.shot("3-kiem-tra")
    page = official.page.inner_text("body")
    official.view("Dự thảo")
    official.shot("3-du-thao")
    file = plan(official.take())
    assert official.acts <= 8
    assert "152/2025/NĐ-CP" in page
    assert not re.search(r"UBND huyện|Ủy ban nhân dân huyện|Phòng Nội vụ", file.text)
    assert "2026 - 2030" in file.text or "2026-2030" in file.text


def test_scenario_survives_a_restart(
    place: Place, browser: Browser, ready_home: Callable[[], Path]
) -> None:
    """A complete job; the server is stopped and started in the middle, nothing is lost."""
    job = shared("scenarios", "06_thien_cam_2027")
    home = ready_home()
    port = free_port()
    with serving(home, port) as address:
        official = Official(browser, address, place.shots)
        official.visit()
        official.say("Ngày soạn 12/01/2027. Soạn kế hoạch năm 2027 cho xã Thiên Cầm, tỉnh Hà Tĩnh.")
        official.say("", *(job / name for name in FILES))
        before = official.talk()
        kept = official.page.url
        official.shot("4-thong-tin")
        official.view("Chỉ tiêu")
        official.shot("4-chi-tieu")
    with serving(home, port):
        official.page.goto(kept)
        official.settled()
        assert official.talk() == before
        official.say("\n".join(CHAT))
        official.click("Bắt đầu soạn")
        official.drafted()
        official.shot("4-du-thao")
        official.view("Kiểm tra")
        official.shot("4-kiem-tra")
        official.view("Dự thảo")
        file = plan(official.take())
        assert official.abroad == []
    assert official.acts <= 8
    assert "33/NQ-HĐND" in file.text
    assert file.header.signer_name == "Hà Thị Mai Liên"
    assert "Thiên Cầm" in (file.header.issuer or "")


FILES = ("directive.docx", "targets.docx", "previous.docx")
CHAT = (
    "Nghị quyết HĐND xã: 33/NQ-HĐND ngày 25/12/2026.",
    "Ký: Phó Chủ tịch Hà Thị Mai Liên ký thay Chủ tịch.",
    "Đường sắt tốc độ cao không qua địa bàn xã.",
    "Phòng Văn hóa - Xã hội chủ trì tham mưu.",
    "Thôn, tổ dân phố ký giao ước trước 20/02/2027.",
    "Chưa chọn tên đợt thi đua chuyên đề.",
)


def test_rubbish_and_the_way_on(official: Official, tmp_path: Path) -> None:
    """One clear sentence each, and the conversation goes on."""
    bad = {"rong.docx": b"", "gia.docx": b"khong phai docx", "rac.pdf": b"%PDF-1.4 rac"}
    bad["to.pdf"] = b"%PDF-1.4\n" + bytes(50_000_000)
    for name, data in bad.items():
        (tmp_path / name).write_bytes(data)
    official.visit()
    official.say("xã Không Có Thật, tỉnh Hà Tĩnh")
    official.say("xã Thiên Cầm, tỉnh Hà Tĩnh")
    official.say("năm 1999")
    official.say("", *(tmp_path / name for name in bad))
    talk = official.talk()
    official.shot("5-tep-hong")
    assert "Không tìm thấy" in talk
    assert "2015-2035" in talk
    assert [name for name in bad if f"“{name}”" not in talk] == []
    official.say("2027")
    official.click("Văn bản năm trước")
    assert "chỉ thị hoặc kế hoạch" in official.talk()


def test_on_a_phone(place: Place, browser: Browser) -> None:
    """A small screen: nothing runs off to the side."""
    somebody = Official(browser, place.address, place.shots, viewport={"width": 390, "height": 844})
    somebody.visit()
    somebody.say("Soạn kế hoạch năm 2027 cho xã Thiên Cầm, tỉnh Hà Tĩnh")
    wide = somebody.page.evaluate("document.documentElement.scrollWidth")
    somebody.shot("6-dien-thoai")
    assert wide <= 390


@pytest.mark.parametrize("path", ["check", "shelf", "law", "guide"])
def test_other_pages_open(official: Official, path: str) -> None:
    """Each page stands by itself and shows no trace of an error."""
    official.visit(path)
    official.shot(f"7-{path}")
    assert official.page.get_by_test_id("stException").count() == 0
    assert official.page.locator("h1").count() >= 1


def test_edit_by_hand_and_bring_back(official: Official) -> None:
    """A section is edited in place, a figure typed there stands in the file; then it goes back."""
    official.visit()
    official.say("Ngày soạn 15/12/2026. Soạn kế hoạch năm 2027 cho xã Đại Lãnh, Khánh Hòa")
    official.say("soạn luôn")
    official.drafted()
    page = official.page
    page.get_by_role("button", name="Sửa mục").click()
    area = page.get_by_role("textbox", name="Nội dung")
    expect(area).not_to_have_value("")
    before = area.input_value()
    area.fill(before + "\nMỗi thôn đăng ký 01 công trình trước ngày 31/3/2027.")
    area.press("Control+Enter")
    official.settled()
    page.get_by_role("button", name="Lưu mục này").click()
    expect(page.get_by_text("Sửa tay mục")).to_be_visible()
    official.settled()
    text = plan(official.take()).text
    assert "01 công trình trước ngày 31/3/2027" in text
    assert before.split("\n")[0] in text
    page.get_by_role("button", name="Các bản").click()
    official.settled()
    official.shot("8-cac-ban")
    page.get_by_role("button", name="Khôi phục").click()
    expect(page.get_by_text("Khôi phục bản 1.")).to_be_visible()
    official.settled()
    assert "01 công trình" not in plan(official.take()).text


def test_check_a_file_of_anybody(official: Official) -> None:
    file = shared("seeds", "003_f538be5a1881bfb8.txt")
    official.visit("check")
    official.page.locator("input[type=file]").set_input_files(str(file))
    expect(official.page.get_by_text("Nên làm").first).to_be_visible(timeout=60_000)
    official.shot("9-kiem-tra-tep")


def test_put_on_the_shelf_and_find(official: Official, tmp_path: Path) -> None:
    """A document of the office's own archive is found by its words, with the reason."""
    file = tmp_path / "ke-hoach-2025.txt"
    file.write_text(ARCHIVE, encoding="utf-8")
    official.visit("shelf")
    official.page.locator("input[type=file]").set_input_files(str(file))
    expect(official.page.get_by_text("Đã đưa")).to_be_visible(timeout=60_000)
    search = official.page.get_by_role("textbox", name="Tìm trong kho")
    search.fill("phân loại rác tại bến cá")
    search.press("Enter")
    expect(official.page.get_by_text("bến cá Cửa Nhượng").first).to_be_visible(timeout=60_000)
    official.shot("9-kho")


def test_two_at_once(place: Place, browser: Browser) -> None:
    """Two officials at the same time: each has their own draft."""
    one, two = (Official(browser, place.address, place.shots) for _ in range(2))
    one.visit()
    two.visit()
    one.say("xã Thiên Cầm, tỉnh Hà Tĩnh, năm 2027")
    two.say("xã Đại Lãnh, Khánh Hòa, năm 2026")
    one.say("Người ký: Chủ tịch Lê Văn Ba")
    assert one.page.url != two.page.url
    assert "Lê Văn Ba" not in two.talk()
    assert "Đại Lãnh" not in one.talk()


@pytest.mark.usefixtures("needs_tesseract")
def test_a_photo_and_a_locked_file(official: Official, tmp_path: Path) -> None:
    """A photographed directive is read; a locked PDF is one clear sentence; the talk goes on."""
    photo, locked = tmp_path / "chi-thi.png", tmp_path / "khoa.pdf"
    photographed(PHOTO, photo)
    locked.write_bytes(LOCKED)
    official.visit()
    official.say("Soạn kế hoạch năm 2027 cho xã Thiên Cầm, tỉnh Hà Tĩnh")
    official.say("", photo, locked)
    talk = official.talk()
    official.shot("5-anh-chup")
    assert "27/KH-UBND" in talk
    assert "“khoa.pdf”" in talk
    assert "mật khẩu" in talk
    official.say("soạn luôn")
    official.drafted()


PHOTO = (
    ("ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    ("TỈNH HÀ TĨNH", "Độc lập - Tự do - Hạnh phúc"),
    ("Số: 27/KH-UBND", "Hà Tĩnh, ngày 05 tháng 01 năm 2027"),
    ("KẾ HOẠCH",),
    ("Phát động phong trào thi đua năm 2027",),
    ("I. MỤC ĐÍCH",),
    ("Tạo khí thế thi đua sôi nổi, đều khắp trong toàn tỉnh.",),
    ("II. NỘI DUNG",),
    ("1. Thi đua xây dựng nông thôn mới, đô thị văn minh.",),
    ("2. Thi đua cải cách hành chính, chuyển đổi số.",),
)
LOCKED = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n"
    b"4 0 obj<</Filter/Standard/V 1/R 2/O<"
    + b"41" * 32
    + b">/U<"
    + b"42" * 32
    + b">/P -4>>endobj\n"
    b"trailer<</Root 1 0 R/Encrypt 4 0 R/ID[<00><00>]/Size 5>>\n%%EOF\n"
)


def photographed(lines: tuple[tuple[str, ...], ...], path: Path) -> None:
    """A page of a document as a phone takes it: grey, a little askew."""
    from PIL import Image, ImageDraw, ImageFont

    page = Image.new("L", (1654, 1200), 238)
    pen, letters = ImageDraw.Draw(page), ImageFont.truetype("DejaVuSans.ttf", 30)
    for row, cells in enumerate(lines):
        for column, text in enumerate(cells):
            pen.text((120 + column * 720, 90 + row * 90), text, 30, letters)
    page.rotate(0.6, fillcolor=238).save(path)


ARCHIVE = """ỦY BAN NHÂN DÂN
XÃ CẨM NHƯỢNG
Số: 07/KH-UBND
Cẩm Nhượng, ngày 15 tháng 01 năm 2025
KẾ HOẠCH
Phát động phong trào thi đua năm 2025
I. MỤC ĐÍCH
Động viên ngư dân bám biển, giữ nghề.
II. NỘI DUNG THI ĐUA
1. Thi đua bảo vệ môi trường
Các thôn phân loại rác tại bến cá Cửa Nhượng, thu gom lưới hỏng mỗi tuần một lần.
III. TỔ CHỨC THỰC HIỆN
Văn phòng HĐND và UBND xã theo dõi, báo cáo.
"""
