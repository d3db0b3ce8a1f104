"""Topics: sentences are filed where a clerk would look, and what is not a commune's is named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from drafter.writing.clauses import Clauses, load_clauses

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def clauses() -> Clauses:
    return load_clauses(ROOT / "kb")


FACETS = [
    ("Tàu cá duy trì kết nối giám sát hành trình", {"bien", "thuy-san"}),
    ("Xã có 12 xóm, bản; xã khu vực III", {"mien-nui", "dan-toc"}),
    ("Thi đua chèo đò, chạy vỏ an toàn", {"song-nuoc"}),
    ("Đàn lợn 3.150 con", {"chan-nuoi"}),
    ("Tiểu thương buôn bán ở chợ, loa truyền thanh là kênh thông tin chính", {"cho"}),
    ("Kế hoạch gửi Ủy ban nhân dân các xã, phường", set()),
    ("Xã có dự án đường đi qua, cần giải phóng mặt bằng", {"du-an"}),
]


@pytest.mark.parametrize(("text", "facets"), FACETS)
def test_facets_are_read_from_what_the_office_says(
    clauses: Clauses, text: str, facets: set[str]
) -> None:
    assert clauses.facets([text]) == facets


# classification


TABLE = [
    ("Bón phân, làm cỏ lúa đông xuân kịp lịch thời vụ, phòng trừ sâu bệnh.", "nong-nghiep"),
    ("Tổng đàn trâu, bò", "nong-nghiep"),
    ("Sản phẩm OCOP đăng ký mới", "nong-nghiep"),
    ("Sản lượng lương thực có hạt", "nong-nghiep"),
    ("Ngư dân vươn khơi, không vi phạm IUU.", "thuy-san"),
    ("Diện tích tôm - rừng có chứng nhận quốc tế", "thuy-san"),
    ("Sản lượng nuôi trồng thuỷ sản", "thuy-san"),
    ("Trồng rừng mới tập trung", "lam-nghiep"),
    ("Khoán bảo vệ rừng cho cộng đồng, phòng cháy rừng mùa hanh khô.", "lam-nghiep"),
    ("Giữ nghề đan lát, mở thêm cơ sở sản xuất tiểu thủ công nghiệp.", "cong-nghiep-ttcn"),
    ("Sắp xếp chợ, kiểm tra hàng giả, văn minh thương mại.", "thuong-mai-dich-vu"),
    ("Lượt khách du lịch", "du-lich"),
    ("Hộ kinh doanh dùng hoá đơn điện tử, hợp tác xã có lãi.", "doanh-nghiep-htx"),
    ("Thu ngân sách trên địa bàn", "ngan-sach"),
    ("Thu tiền sử dụng đất", "ngan-sach"),
    ("Bê tông hóa đường xóm, bản", "ha-tang"),
    ("Lộ nông thôn nâng cấp, duy tu", "ha-tang"),
    ("Chi trả tiền bồi thường, vận động hộ dân bàn giao mặt bằng.", "giai-phong-mat-bang"),
    ("Giải ngân hết kế hoạch vốn đầu tư công trong năm.", "dau-tu-cong"),
    ("Số tiêu chí nông thôn mới hoàn thành thêm", "nong-thon-moi"),
    ("Khu dân cư NTM kiểu mẫu tăng thêm", "nong-thon-moi"),
    ("Lập lại trật tự vỉa hè, xử lý xây dựng không phép ở các tuyến phố.", "do-thi"),
    ("Cấp giấy chứng nhận quyền sử dụng đất, làm sạch dữ liệu đất đai.", "dat-dai-tai-nguyen"),
    ("Rác thải sinh hoạt khu dân cư được thu gom", "moi-truong"),
    ("Hộ dùng nước hợp vệ sinh", "moi-truong"),
    ("Sơ tán dân vùng sạt lở trước khi bão vào.", "thien-tai"),
    ("Cán bộ đăng ký sáng kiến, cải tiến kỹ thuật.", "khoa-hoc-sang-kien"),
    ("Tổ công nghệ số cộng đồng hướng dẫn dân thanh toán không dùng tiền mặt.", "chuyen-doi-so"),
    ("Hồ sơ TTHC tiếp nhận trực tuyến", "chuyen-doi-so"),
    ("Hài lòng tại Trung tâm Phục vụ hành chính công", "cai-cach-hanh-chinh"),
    ("Trả kết quả thủ tục hành chính trước hạn.", "cai-cach-hanh-chinh"),
    ("Chấp hành giờ làm việc, không đùn đẩy, giữ văn hóa công sở.", "ky-cuong-cong-vu"),
    ("Trường đạt chuẩn quốc gia", "giao-duc"),
    ("Tỷ lệ dân số tham gia BHYT", "y-te"),
    ("Người dân khám sức khỏe định kỳ", "y-te"),
    ("Trẻ dưới 5 tuổi suy dinh dưỡng nhẹ cân", "y-te"),
    ("Gia đình văn hóa", "van-hoa"),
    ("Truyền dạy dân ca, bớt cỗ bàn trong việc cưới, việc tang.", "van-hoa"),
    ("Mức giảm tỷ lệ hộ nghèo đa chiều", "giam-ngheo"),
    ("Nhà ở người có công sửa chữa, xây mới", "an-sinh-nguoi-co-cong"),
    ("Lao động có việc làm mới", "lao-dong"),
    ("Tỷ lệ lao động qua đào tạo", "lao-dong"),
    ("Phòng chống bạo lực gia đình, đuối nước ở trẻ em.", "binh-dang-gioi-tre-em"),
    ("Phát huy người có uy tín trong đồng bào dân tộc thiểu số.", "dan-toc-ton-giao"),
    ("Kiểm tra bếp ăn, phòng ngộ độc thực phẩm.", "an-toan-thuc-pham"),
    ("Giao quân đạt chỉ tiêu", "quoc-phong"),
    ("Phạm pháp hình sự giảm so với năm trước", "an-ninh"),
    ("Số bản được công nhận sạch ma túy", "an-ninh"),
    ("Kéo giảm tai nạn giao thông trên cả ba tiêu chí.", "an-toan-giao-thong"),
    ("Tiếp công dân, hoà giải ở cơ sở, giải quyết đơn thư.", "tiep-dan-dan-chu"),
    ("Nâng chất lượng sinh hoạt chi bộ, kết nạp đảng viên.", "xay-dung-dang"),
    (
        "Sinh hoạt chuyên đề học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh.",
        "hoc-tap-bac",
    ),
    ("Xây dựng mô hình “Dân vận khéo”, Ngày hội đại đoàn kết.", "mat-tran-doan-the"),
    ("Thực hành tiết kiệm, chống lãng phí tài sản công.", "phong-chong-lang-phi"),
    ("Phát thanh gương người tốt, việc tốt trên loa truyền thanh.", "tuyen-truyen"),
    ("Nhân rộng điển hình tiên tiến, khen thưởng người trực tiếp lao động.", "thi-dua-khen-thuong"),
    ("Thu nhập bình quân đầu người", "tang-truong-thu-nhap"),
    ("Xây dựng đường GTNT", "ha-tang"),
    ("Giảm TNGT cả ba mặt; ATGT", "an-toan-giao-thong"),
    ("Tổng đàn dê, hươu", "nong-nghiep"),
    ("Phát triển kinh tế - xã hội, bảo đảm quốc phòng, an ninh", "tang-truong-thu-nhap"),
]


@pytest.mark.parametrize(("text", "topic"), TABLE)
def test_a_sentence_is_filed_under_its_topic(clauses: Clauses, text: str, topic: str) -> None:
    assert clauses.classify(text)[0].topic == topic


def test_a_text_without_a_known_word_has_no_topic(clauses: Clauses) -> None:
    assert clauses.classify("Trân trọng cảm ơn quý vị đã đến dự.") == ()


def test_every_topic_name_and_heading_is_filed_under_its_topic(clauses: Clauses) -> None:
    wrong = [
        (topic.id, text)
        for topic in clauses.topics
        for text in (topic.name, *topic.headings)
        if topic.id not in [s.topic for s in clauses.classify(text)[:1]]
    ]
    assert wrong == []


def test_headings_fit_every_place(clauses: Clauses) -> None:
    """A heading is drawn by the commune's name alone, so it may not speak of sea or village."""
    place = re.compile(r"biển|quê|làng|\bbản (?!sắc)|\bấp\b|phường|\d|[“”\"]")
    assert [h for t in clauses.topics for h in t.headings if place.search(h)] == []


DIRECTIVES = {
    "01_chau_quang_2024": (
        "nong-nghiep nong-thon-moi cong-nghiep-ttcn dau-tu-cong,giai-phong-mat-bang "
        "cai-cach-hanh-chinh giao-duc giam-ngheo van-hoa moi-truong quoc-phong,an-ninh "
        "xay-dung-dang thi-dua-khen-thuong"
    ),
    "06_thien_cam_2027": (
        "tang-truong-thu-nhap,ngan-sach nong-nghiep thuy-san du-lich doanh-nghiep-htx "
        "giai-phong-mat-bang ha-tang nong-thon-moi nong-thon-moi chuyen-doi-so van-hoa giao-duc "
        "y-te an-sinh-nguoi-co-cong,giam-ngheo quoc-phong,an-ninh "
        "xay-dung-dang,hoc-tap-bac,mat-tran-doan-the,phong-chong-lang-phi thi-dua-khen-thuong"
    ),
    "08_phan_ngoc_hien_2027": (
        "tang-truong-thu-nhap giai-phong-mat-bang thuy-san lam-nghiep nong-thon-moi chuyen-doi-so "
        "doanh-nghiep-htx giao-duc,van-hoa,y-te giam-ngheo quoc-phong xay-dung-dang "
        "thi-dua-khen-thuong"
    ),
}


def contents_of(directive: str) -> list[str]:
    """The lowest items of the contents part, with the heading of their item where they have one."""
    part = re.split(r"\n[IVX]+\. ", directive)
    body = next(p for p in part if p.startswith("NỘI DUNG THI ĐUA"))
    lines = [line for line in body.split("\n")[1:] if line.strip()]
    items: list[str] = []
    for at, line in enumerate(lines):
        following = lines[at + 1] if at + 1 < len(lines) else ""
        if re.match(r"\d+\. ", line) and re.match(r"a\) ", following):
            continue
        if re.match(r"(\d+\.|\w\)) ", line):
            items.append(re.sub(r"^(\d+\.|\w\)) ", "", line))
        else:
            items[-1] += f"\n{line}"
    return items


@pytest.mark.parametrize("scenario", DIRECTIVES)
def test_every_item_of_a_directive_is_filed_under_its_topic(
    clauses: Clauses, scenario: str
) -> None:
    path = ROOT.parent / "shared" / "scenarios" / scenario / "_truth" / "directive.txt"
    if not path.is_file():
        pytest.skip("the scenarios are not at hand")
    items = contents_of(path.read_text(encoding="utf-8"))
    expected = [set(names.split(",")) for names in DIRECTIVES[scenario].split()]
    assert len(items) == len(expected)
    wrong = [
        (item[:50], clauses.classify(item)[:3])
        for item, topics in zip(items, expected, strict=True)
        if clauses.classify(item)[0].topic not in topics
    ]
    assert wrong == []


UNFIT = [
    ("GRDP tăng; nâng hạng PCI, PAR INDEX, SIPAS", ["GRDP", "PCI", "PAR INDEX", "SIPAS"]),
    ("Thu hút dự án FDI vào Khu kinh tế, cải thiện DDCI", ["dự án FDI", "Khu kinh tế", "DDCI"]),
    (
        "Phát triển Trường Đại học, đầu tư Trung tâm Y tế huyện",
        ["Trường Đại học", "Trung tâm Y tế huyện"],
    ),
    (
        "Giữ vững tiêu chí đô thị loại IV, mở rộng cảng hàng không",
        ["tiêu chí đô thị loại", "cảng hàng không"],
    ),
    ("Tư vấn xuất khẩu lao động cho thanh niên", []),
    (
        "Hưởng ứng “Phát triển mạnh doanh nghiệp tư nhân, nâng cao hiệu quả doanh nghiệp nhà nước”",
        [],
    ),
    ("Nạo vét kênh mương, làm đường bê tông, giúp hộ nghèo", []),
]


@pytest.mark.parametrize(("text", "words"), UNFIT)
def test_what_a_commune_does_not_do_is_named_with_a_reason(
    clauses: Clauses, text: str, words: list[str]
) -> None:
    found = clauses.not_at_commune(text)
    assert [u.words for u in found] == words
    assert all(u.reason.endswith(".") and u.span.of(text) == u.words for u in found)


def test_sea_and_border_depend_on_the_place(clauses: Clauses) -> None:
    text = "Bảo vệ an ninh vùng biển, tuyến biên giới"
    assert [u.words for u in clauses.not_at_commune(text)] == []
    assert [u.words for u in clauses.not_at_commune(text, frozenset({"bien"}))] == [
        "tuyến biên giới"
    ]
    assert len(clauses.not_at_commune(text, frozenset())) == 2


def test_our_own_contents_are_a_commune_s_business(clauses: Clauses) -> None:
    """What the classifier throws out of a directive does not stand in our own clauses."""
    unfit = [
        (row.id, u.words)
        for row in clauses.rows
        for text in (*row.variants, row.with_movement)
        for u in clauses.not_at_commune(text)
    ]
    assert unfit == []
