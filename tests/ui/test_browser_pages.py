"""Next year, an outside file, the archive, correction and restore, two tabs: in a real browser."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pytest
from browsing import Official, Place, plan
from playwright.sync_api import Browser, expect

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("needs_chromium")]

ORDER = "Ngày soạn 15/12/2026. Soạn kế hoạch năm 2027 cho xã Đại Lãnh, Khánh Hòa"
QUESTION = re.compile(r"soạn cho xã|thuộc tỉnh|cho năm nào|gửi giúp|gửi biểu")
"""What the program asks in words; each is a question that may be superfluous."""


def directive(folder: Path, year: int) -> Path:
    path = folder / f"ke-hoach-tinh-{year}.txt"
    path.write_text(
        f"ỦY BAN NHÂN DÂN\nTỈNH KHÁNH HÒA\nSố: 31/KH-UBND\nKhánh Hòa, ngày 05 tháng 01 năm {year}\n"
        f"KẾ HOẠCH\nPhát động phong trào thi đua năm {year}\nI. MỤC ĐÍCH\n"
        "Tạo khí thế thi đua sôi nổi trong toàn tỉnh.\nII. CHỈ TIÊU\n"
        "1. Tỷ lệ dân số tham gia bảo hiểm y tế cấp xã đạt từ 96% trở lên.\nIII. NỘI DUNG\n"
        "1. Thi đua phát triển kinh tế biển; giảm nghèo bền vững.\n"
        "2. Thi đua cải cách hành chính, chuyển đổi số.\n",
        encoding="utf-8",
    )
    return path


def targets(folder: Path, year: int) -> Path:
    path = folder / f"chi-tieu-{year}.csv"
    path.write_text(
        f"STT;Chỉ tiêu;Đơn vị tính;Thực hiện {year - 1};Kế hoạch {year}\n"
        "1;Thu nhập bình quân đầu người;triệu đồng;58,5;63\n"
        "2;Tỷ lệ dân số tham gia bảo hiểm y tế;%;95,6;96,5\n",
        encoding="utf-8",
    )
    return path


def asked_again(talk: str) -> list[str]:
    """Questions of the program after its greeting."""
    return QUESTION.findall(talk.split("năm 2027”.", 1)[-1])


def test_all_in_one_message_then_next_year(official: Official, tmp_path: Path) -> None:
    """First use in three acts, no question asked; next year starts from that draft."""
    official.visit()
    official.say(
        f"{ORDER}. Người ký: Chủ tịch Lê Văn Ba.",
        directive(tmp_path, 2027),
        targets(tmp_path, 2027),
    )
    assert asked_again(official.talk()) == []
    official.click("Bắt đầu soạn")
    official.drafted()
    first = plan(official.take())
    assert official.acts == 3
    assert [figure for figure in ("63 triệu đồng", "96,5%") if figure not in first.text] == []

    official.acts = 0
    official.visit("drafts")
    official.shot("10-du-thao-cua-toi")
    official.page.get_by_role("button", name="Soạn cho năm sau").first.click()
    expect(official.page.get_by_text("xã Đại Lãnh, tỉnh Khánh Hòa, năm 2028")).to_be_visible(
        timeout=60_000
    )
    official.settled()
    official.acts += 2  # the page of drafts, the button
    official.say("", directive(tmp_path, 2028))
    official.click("Lấy lại danh sách năm trước")
    official.view("Chỉ tiêu")
    official.shot("10-nam-sau-chi-tieu")
    official.fill_in(0, "67")
    official.click("Bắt đầu soạn")
    official.drafted()
    second = plan(official.take())
    assert official.acts <= 8
    assert second.header.year == 2028
    assert re.search(r"triệu đồng\S* \| 67\b", second.text)
    told = re.sub(r"\[[^]]*\]", "", second.text)  # a gap may name last year's figure
    assert [old for old in ("63 triệu", "96,5%") if old in told] == []
    official.view("So sánh")
    official.shot("10-so-voi-nam-truoc")
    assert official.page.locator("table.compare").count() >= 1


def outside(path: Path) -> Path:
    """A plan as some other office wrote it in Word, with mistakes that can be fixed safely."""
    import docx

    file: Any = docx.Document()
    for line in OUTSIDE.splitlines():
        file.add_paragraph(line)
    file.save(str(path))
    return path


OUTSIDE = """ỦY BAN NHÂN DÂN
XÃ CẨM NHƯỢNG
Số: 07/KH-UBND
Cẩm Nhượng, ngày 15 tháng 01 năm 2026
KẾ HOẠCH
Phát động phong trào thi đua năm 2026
Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;
I. MỤC ĐÍCH
Động viên ngư dân bám biển, giữ nghề; mọi người hương ứng.
II. NỘI DUNG THI ĐUA
1. Thi đua bảo vệ môi trường
Các thôn phân loại rác tại bến cá Cửa Nhượng; kịp thời sử lý vi phạm.
III. TỔ CHỨC THỰC HIỆN
Văn phòng HĐND và UBND xã theo dõi, báo cáo.
"""
RIGHT = OUTSIDE.replace("hương ứng", "hưởng ứng").replace("sử lý", "xử lý")


def test_an_outside_file_is_mended_taken_back_and_taken_away(
    official: Official, tmp_path: Path
) -> None:
    """Fix all, see it checked again, undo, fix again, download; the look of the file stays."""
    import docx

    file = outside(tmp_path / "ke-hoach.docx")
    page = official.page
    official.visit("check")
    page.locator("input[type=file]").set_input_files(str(file))
    mend = page.get_by_role("button", name="Sửa tự động")
    expect(mend).to_be_visible(timeout=60_000)
    official.settled()
    before = mend.inner_text()
    official.shot("11-kiem-tra-ngoai")
    mend.click()
    expect(page.get_by_text("Đã sửa tự động")).to_be_visible(timeout=60_000)
    official.settled()
    official.shot("11-da-sua")
    page.get_by_role("button", name="Hoàn tác lần sửa này").click()
    expect(page.get_by_role("button", name="Hoàn tác lần sửa này")).to_have_count(0, timeout=60_000)
    official.settled()
    assert page.get_by_role("button", name="Sửa tự động").inner_text() == before
    page.get_by_role("button", name="Sửa điểm này").first.click()
    expect(page.get_by_text("Đã sửa tự động")).to_be_visible(timeout=60_000)
    official.settled()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Tải bản đã sửa").click()
    mended: Any = docx.Document(str(waiting.value.path()))
    text = "\n".join(paragraph.text for paragraph in mended.paragraphs)
    assert text == RIGHT.strip()


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
Các thôn thả san hô tại rạn Hòn Én, dọn lưới hỏng mỗi tuần một lần.
"""


def test_the_archive_is_kept_in_order(official: Official, tmp_path: Path) -> None:
    """Add, confirm the facts, find with the reason and by year, replace, remove."""
    first, other = tmp_path / "luu-tru.txt", tmp_path / "luu-tru-moi.txt"
    first.write_text(ARCHIVE, encoding="utf-8")
    other.write_text(ARCHIVE.replace("thả san hô", "trồng rong nho"), encoding="utf-8")
    page = official.page
    official.visit("shelf")
    page.locator("input[type=file]").first.set_input_files(str(first))
    expect(page.get_by_text("Đã đưa")).to_be_visible(timeout=60_000)
    official.settled()
    official.shot("12-kho")
    page.get_by_text(re.compile("Xác nhận thông tin|Sửa thông tin")).first.click()
    official.settled()  # a click in the middle of a redrawn page is lost
    page.get_by_role("textbox", name="Trích yếu").fill("Kế hoạch thi đua nghề biển")
    official.settled()
    page.get_by_role("button", name="Đúng, lưu lại").click()
    expect(page.get_by_text("Kế hoạch thi đua nghề biển")).to_be_visible(timeout=60_000)
    official.settled()
    search(official, "thả san hô ở rạn")
    expect(page.get_by_text("rạn Hòn Én").first).to_be_visible(timeout=60_000)
    expect(page.get_by_text("Vì sao:").first).to_be_visible()
    official.shot("12-tim")
    page.get_by_role("textbox", name="Năm").fill("2019")
    page.get_by_role("textbox", name="Năm").press("Enter")
    expect(page.get_by_text("rạn Hòn Én")).to_have_count(0, timeout=60_000)
    official.visit("shelf")
    page.get_by_role("button", name="Khác").first.click()
    official.settled()
    page.locator("input[type=file]").last.set_input_files(str(other))
    page.get_by_role("button", name="Thay tệp này").click()
    official.settled()
    expect(page.get_by_text("Kế hoạch thi đua nghề biển")).to_have_count(0, timeout=60_000)
    search(official, "trồng rong nho")
    expect(page.get_by_text("trồng rong nho").first).to_be_visible(timeout=60_000)
    official.visit("shelf")
    page.get_by_role("button", name="Khác").first.click()
    page.get_by_role("button", name="Bỏ khỏi kho").click()
    expect(page.get_by_text("Của đơn vị (0)")).to_be_visible(timeout=60_000)


def search(official: Official, words: str) -> None:
    box = official.page.get_by_role("textbox", name="Tìm trong kho")
    box.fill(words)
    box.press("Enter")
    official.settled()


def test_gaps_are_filled_undone_and_an_old_version_comes_back(official: Official) -> None:
    """A correction in words, gaps on the spot, the version before, the first one again."""
    page = official.page
    official.visit()
    official.say(ORDER.replace("2027 cho", "2028 cho"))
    official.say("à nhầm, năm 2027")
    official.say("soạn luôn")
    official.drafted()
    page.get_by_role("button", name="Điền ngay").click()
    official.settled()
    official.shot("13-dien-cho-trong")
    page.get_by_role("textbox", name=re.compile("họ và tên người ký")).fill("Lê Văn Ba")
    page.get_by_role("textbox", name=re.compile("Thu nhập bình quân")).fill("63 triệu đồng")
    page.get_by_role("button", name="Điền vào dự thảo").click()
    expect(page.get_by_text("Đã điền 2 chỗ")).to_be_visible(timeout=60_000)
    official.settled()
    official.view("Dự thảo")
    file = plan(official.take())
    assert (file.header.year, file.header.signer_name) == (2027, "Lê Văn Ba")
    assert "Thu nhập bình quân đầu người: 63 triệu đồng" in file.text
    official.view("Nguồn")
    assert "Anh/chị đã nhắn, sửa trên trang" in page.inner_text("body")
    official.view("So sánh")
    official.shot("13-so-sanh")
    page.get_by_role("button", name="Khôi phục bản 1").click()
    expect(page.get_by_text("Khôi phục bản 1.")).to_be_visible(timeout=60_000)
    official.settled()
    official.view("Dự thảo")
    assert "63 triệu đồng" not in plan(official.take()).text


def test_two_tabs_on_one_draft(place: Place, browser: Browser) -> None:
    """What one tab told stands in the other at its next click; nothing is lost or doubled."""
    one = Official(browser, place.address, place.shots)
    one.visit()
    one.say(ORDER)
    two = Official(browser, place.address, place.shots)
    two.visit(one.page.url.removeprefix(f"{place.address}/"))
    one.say("Người ký: Chủ tịch Lê Văn Ba.")
    two.acts += 1
    entry = two.page.get_by_test_id("stChatInput").locator("textarea")
    entry.fill("Chủ đề là “Kỷ cương, bứt phá”.")
    entry.press("Enter")
    expect(two.page.get_by_text("Kỷ cương, bứt phá").first).to_be_visible(timeout=60_000)
    two.settled()
    expect(two.page.locator(".card").get_by_text("Lê Văn Ba")).to_be_visible(timeout=60_000)
    one.page.reload()
    one.settled()
    assert one.talk() == two.talk()
    assert one.talk().count("Người ký: Chủ tịch Lê Văn Ba.") == 1


PAGES = ("", "drafts", "check", "shelf", "law", "profile", "guide")


@pytest.mark.parametrize("large", [False, True])
def test_every_page_fits_a_phone(place: Place, browser: Browser, large: bool) -> None:
    """Nothing runs off to the side, the heading stands clear of the header, in large type too."""
    small = {"width": 390, "height": 844}
    somebody = Official(browser, place.address, place.shots, viewport=small, has_touch=True)
    for path in PAGES:
        somebody.visit(path + ("?chu=lon" if large else ""))
        assert somebody.page.evaluate("document.documentElement.scrollWidth") <= 390
        if path:
            hidden = somebody.page.evaluate(_UNDER_HEADER)
            assert not hidden, path
            somebody.shot(f"14-{path}{'-lon' if large else ''}")
    assert somebody.abroad == []


_UNDER_HEADER = """() => {
  const head = document.querySelector('[data-testid=stHeader]').getBoundingClientRect();
  return document.querySelector('h1').getBoundingClientRect().top < head.bottom - 4;
}"""


def test_by_keyboard_alone(official: Official) -> None:
    """Tab reaches the message box and the answers; the place in focus is framed; Enter presses."""
    page = official.page
    official.visit()
    page.get_by_test_id("stChatInput").locator("textarea").focus()
    page.keyboard.type(ORDER)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Chưa có")).to_be_visible(timeout=60_000)
    official.settled()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText") == "Chưa có":
            break
    assert page.evaluate("document.activeElement.innerText") == "Chưa có"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    official.shot("15-ban-phim")
    page.keyboard.press("Enter")
    expect(page.get_by_text(re.compile("gửi biểu chỉ tiêu"))).to_be_visible(timeout=60_000)


def test_a_draft_is_thrown_away_and_all_is_taken_out(official: Official) -> None:
    """One's own data in one file; a draft gone; the log says so and holds."""
    import zipfile

    page = official.page
    official.visit()
    official.say("Soạn kế hoạch năm 2027 cho xã Thiên Cầm, tỉnh Hà Tĩnh")
    official.visit("drafts")
    with page.expect_download(timeout=60_000) as waiting:
        page.get_by_role("button", name="Lấy tất cả về").click()
    packed = zipfile.ZipFile(io.BytesIO(Path(waiting.value.path()).read_bytes()))
    assert any(name.endswith("du-thao.json") for name in packed.namelist())
    lines = page.locator("[class*='st-key-line-']")
    before = lines.count()
    page.get_by_role("button", name="Xóa", exact=True).first.click()
    page.get_by_role("button", name="Xóa hẳn").click()
    expect(lines).to_have_count(before - 1, timeout=60_000)
    page.get_by_text("Nhật ký: ai đã làm gì").click()
    expect(page.get_by_text("Nhật ký nguyên vẹn")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("Xóa dự thảo", exact=True).first).to_be_visible()
    official.shot("16-nhat-ky")
