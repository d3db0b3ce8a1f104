"""Carrying one clause of the directive down to the commune."""

from __future__ import annotations

from datetime import date

import pytest
from scenes import SceneMaker

from drafter.document.brief import Hamlets
from drafter.document.facts import Bound, Group, Quantity, Target
from drafter.document.unit import Level, Unit
from drafter.reading import read_targets_bytes, read_text
from drafter.writing.adapt import carry_clause, clauses_of

CARRIED: tuple[tuple[str, str], ...] = (
    (
        "mỗi xã, phường xây dựng ít nhất 03 mô hình “Dân vận khéo”",
        "xã xây dựng ít nhất 03 mô hình “Dân vận khéo”",
    ),
    ("mỗi xã, phường ít nhất 02 mô hình tự quản", "xã có ít nhất 02 mô hình tự quản"),
    ("các xã, phường ven biển dọn bãi tắm", "xã dọn bãi tắm"),
    ("mở lớp học buổi tối ở 100% thôn, tổ dân phố", "mở lớp học buổi tối ở 100% thôn"),
    (
        "giữ 5.400 ha vùng nguyên liệu mía, trồng lại vườn cam",
        "giữ vùng nguyên liệu mía, trồng lại vườn cam",
    ),
    ("vận động mỗi xã, phường ít nhất 10 sổ tiết kiệm", "vận động ít nhất 10 sổ tiết kiệm"),
    ("tham gia Chương trình mỗi xã một sản phẩm", "tham gia Chương trình mỗi xã một sản phẩm"),
    ("bảo vệ vùng biển, tuyến biên giới Việt - Lào", "bảo vệ vùng biển"),
    (
        "sửa nhà cho người có công trước ngày 15/7/2027",
        "sửa nhà cho người có công trước ngày 15/7/2027",
    ),
    (
        "thực hiện phong trào thi đua “Toàn tỉnh chung tay” trên địa bàn tỉnh",
        "thực hiện phong trào thi đua “Toàn tỉnh chung tay” trên địa bàn xã",
    ),
)


@pytest.mark.parametrize(("clause", "expected"), CARRIED, ids=[c for c, _ in CARRIED])
def test_a_clause_is_brought_down_in_the_communes_words(
    make_scene: SceneMaker, clause: str, expected: str
) -> None:
    """Addressees, hamlets and territory become the commune's; quoted names never change."""
    assert carry_clause(clause, make_scene()).text == expected


LEFT_OUT: tuple[tuple[str, str], ...] = (
    ("phấn đấu GRDP tăng từ 10,2% trở lên", "toàn tỉnh"),
    ("nâng hạng chỉ số PCI, chỉ số xanh của tỉnh", "Chỉ số"),
    ("đẩy nhanh các dự án ở khu kinh tế Hòn La", ""),
    ("phát triển Trường Đại học Hồng Sơn", ""),
    ("hoàn thành trùng tu thành cổ Đồng Ngạc", "chưa rõ có trên địa bàn xã"),
    ("toàn tỉnh thành lập mới 1.100 doanh nghiệp", ""),
    ("giữ tỷ lệ che phủ rừng và cây phân tán của tỉnh 25,5%", ""),
    ("thi đua chào mừng Đại hội lần thứ XIV của Đảng", "kết thúc"),
    ("tổ chức lễ kỷ niệm 60 năm thành lập huyện", "cấp trên"),
)


@pytest.mark.parametrize(("clause", "reason"), LEFT_OUT, ids=[c for c, _ in LEFT_OUT])
def test_what_is_not_the_communes_is_left_out_with_a_reason(
    make_scene: SceneMaker, clause: str, reason: str
) -> None:
    """The official sees why a clause of the directive does not stand in the plan."""
    fate = carry_clause(clause, make_scene())
    assert (fate.text, fate.action) == ("", "left-out")
    assert fate.reason
    assert reason in fate.reason


def test_what_the_official_says_is_not_here_is_left_out(make_scene: SceneMaker) -> None:
    """ "Đường sắt tốc độ cao không qua địa bàn xã" takes the railway out of the plan."""
    clause = "giải phóng mặt bằng tuyến đường sắt tốc độ cao"
    assert carry_clause(clause, make_scene()).text == clause
    fate = carry_clause(clause, make_scene(said=("Đường sắt tốc độ cao không qua địa bàn xã.",)))
    assert (fate.text, "xã cho biết" in fate.reason) == ("", True)


def test_a_place_the_official_names_may_stand(make_scene: SceneMaker) -> None:
    """A foreign name is left out unless the official said that it concerns the commune."""
    clause = "bàn giao mặt bằng đường Cà Ná - Mũi Dinh"
    assert carry_clause(clause, make_scene()).text == ""
    told = make_scene(said=("Xã có đường Cà Ná - Mũi Dinh đi qua.",))
    assert carry_clause(clause, told).text == clause


@pytest.mark.parametrize(
    ("former", "stays"),
    [
        ("Chào mừng 85 năm khởi nghĩa Hòn Cỏ.", False),
        ("Bàn giao mặt bằng tuyến đường ra đảo Hòn Cỏ.", True),
    ],
)
def test_a_road_that_last_year_does_not_name_as_one_is_left_out(
    make_scene: SceneMaker, former: str, stays: bool
) -> None:
    """A place known by its uprising does not put the road to it into the commune."""
    head = "ỦY BAN NHÂN DÂN\nXÃ BÃI NGANG\nKẾ HOẠCH\nPhong trào thi đua năm 2026\nI. MỤC ĐÍCH\n"
    scene = make_scene(previous=read_text(head + former, "nam-truoc.txt"))
    fate = carry_clause("bàn giao mặt bằng đường giao thông ra đảo Hòn Cỏ", scene)
    assert (bool(fate.text), "chưa rõ có trên địa bàn" in fate.reason) == (stays, not stays)


def test_a_figure_for_which_the_commune_has_its_own_stands_in_the_targets_only(
    make_scene: SceneMaker,
) -> None:
    """The directive's floor is never printed beside the commune's figure."""
    own = Target(
        "BHYT: 96,5%", "BHYT toàn dân", Quantity(None, "%", Bound.EQ, written="96,5"), Group.SOCIETY
    )
    fate = carry_clause(
        "tỷ lệ người dân tham gia bảo hiểm y tế đạt từ 95% trở lên", make_scene(targets=(own,))
    )
    assert (fate.text, fate.action) == ("", "elsewhere")


COVERED: tuple[tuple[str, str, str], ...] = (
    # a deadline is no figure of the indicator
    (
        "Nhà người có công sửa chữa, xây mới: 06 nhà",
        "sửa chữa, xây mới nhà cho người có công trước ngày 15/7/2027",
        "sửa chữa, xây mới nhà cho người có công trước ngày 15/7/2027",
    ),
    # an indicator with a comma in its name leaves no stump of it
    (
        "Thôn, tổ dân phố văn hóa: 97%",
        "giữ nếp sống đẹp, thôn, tổ dân phố văn hóa từ 97% trở lên",
        "giữ nếp sống đẹp",
    ),
    ("Thôn, tổ dân phố văn hóa: 97%", "thôn, tổ dân phố văn hóa từ 97% trở lên", ""),
)


@pytest.mark.parametrize(("own", "clause", "expected"), COVERED, ids=[c for _, c, _ in COVERED])
def test_only_the_figure_gives_way_to_the_communes_own(
    make_scene: SceneMaker, own: str, clause: str, expected: str
) -> None:
    """Work and deadlines of a clause stay when its figure stands among the targets."""
    targets = read_targets_bytes(own.encode(), "chi-tieu.txt").targets
    fate = carry_clause(clause, make_scene(targets=targets))
    assert fate.text == expected
    assert expected or fate.action == "elsewhere"


HAMLETS: tuple[tuple[str, str, str], ...] = (
    ("khu phố", "100% tổ dân phố có nhóm hỗ trợ", "100% khu phố có nhóm hỗ trợ"),
    ("ấp", "mỗi thôn trồng một tuyến hoa", "mỗi ấp trồng một tuyến hoa"),
    ("ấp", "giữ các làng nghề đan lát", "giữ các làng nghề đan lát"),
    ("xóm, bản", "mở lớp ở từng bản", "mở lớp ở từng bản"),
)


@pytest.mark.parametrize(("own", "clause", "expected"), HAMLETS, ids=[c for _, c, _ in HAMLETS])
def test_one_kind_of_hamlet_becomes_the_communes_own(
    make_scene: SceneMaker, own: str, clause: str, expected: str
) -> None:
    """A phường that calls them khu phố has no tổ dân phố in its plan."""
    assert carry_clause(clause, make_scene(hamlets=Hamlets(own))).text == expected


def test_an_epithet_of_the_country_is_no_foreign_place(make_scene: SceneMaker) -> None:
    """ "vùng cực Nam Tổ quốc" names no other unit."""
    clause = "động viên Nhân dân vùng cực Nam Tổ quốc thi đua"
    assert carry_clause(clause, make_scene()).text == clause


def test_bodies_of_another_day_do_not_reach_the_plan(make_scene: SceneMaker) -> None:
    """After 01/7/2025 no clause names a district body; before, none names the new offices."""
    assert carry_clause("phối hợp với Phòng Nội vụ huyện", make_scene()).text == ""
    old = make_scene(
        as_of=date(2024, 1, 20),
        unit=Unit("Bãi Ngang", Level.COMMUNE, "tỉnh Hà Tĩnh", "huyện Kỳ Anh"),
        year=2024,
    )
    assert carry_clause("nâng chất lượng Trung tâm Phục vụ hành chính công", old).text == ""


def test_clauses_do_not_break_inside_quotes_or_brackets() -> None:
    """A semicolon in a quoted name is part of the name."""
    assert clauses_of("Học “dạy tốt; học tốt” (lớp; trường); giữ sạch. Trồng cây.") == [
        ["Học “dạy tốt; học tốt” (lớp; trường)", "giữ sạch"],
        ["Trồng cây"],
    ]
