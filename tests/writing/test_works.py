"""Work for the commune's own targets, and who answers for each item."""

from __future__ import annotations

import re
from datetime import date

import pytest
from scenes import SceneMaker

from drafter.document.model import Paragraph, SectionKind
from drafter.document.unit import Level, Unit
from drafter.drafting.steps import filled_words
from drafter.reading import read_targets_bytes, read_text
from drafter.register import load
from drafter.settings import ROOT
from drafter.writing.clauses import load_clauses
from drafter.writing.entries import Entry
from drafter.writing.running import running_words
from drafter.writing.scene import Scene
from drafter.writing.task import SectionTask
from drafter.writing.template import TemplateWriter

RUNNING: tuple[tuple[str, str], ...] = (
    ("Sản lượng lúa: 7.260 tấn", "sản lượng lúa đạt 7.260 tấn"),
    ("BHYT toàn dân: 96,5%", "bảo hiểm y tế toàn dân đạt 96,5%"),
    ("Trường đạt chuẩn quốc gia: 10/11 trường", "10/11 trường đạt chuẩn quốc gia"),
    ("Công trình chào mừng: 2 công trình", "2 công trình chào mừng"),
    ("Mức giảm tỷ lệ hộ nghèo: 3,4%", "giảm tỷ lệ hộ nghèo 3,4%"),
    ("Phạm pháp hình sự giảm so với năm trước: 5%", "phạm pháp hình sự giảm 5% so với năm trước"),
    ("Hộ nghèo cuối năm còn (chuẩn mới): 1,10%", "hộ nghèo cuối năm (chuẩn mới) còn 1,10%"),
    ("Trẻ dưới 5 tuổi suy dinh dưỡng: 12,8%", "trẻ dưới 5 tuổi suy dinh dưỡng còn 12,8%"),
    ("Hộ phân loại rác tại nguồn: 72,5%", "72,5% hộ phân loại rác tại nguồn"),
    ("Hộ nghèo đa chiều: 3,5%", "hộ nghèo đa chiều còn 3,5%"),
    ("Tỷ lệ hộ nghèo: 3,5%", "tỷ lệ hộ nghèo còn 3,5%"),
    ("Số vụ phạm pháp hình sự: 10 vụ", "số vụ phạm pháp hình sự còn 10 vụ"),
    ("Tỷ lệ điều tra, khám phá tội phạm: 85%", "tỷ lệ điều tra, khám phá tội phạm đạt 85%"),
    ("Hộ nghèo được vay vốn: 90%", "90% hộ nghèo được vay vốn"),
    ("Tỷ lệ phạm pháp hình sự: 0,8%", "tỷ lệ phạm pháp hình sự còn 0,8%"),
    ("Lao động có việc làm mới: 660 người", "660 lao động có việc làm mới"),
    ("Hài lòng của người dân: 93%", "mức độ hài lòng của người dân đạt 93%"),
    ("Khu dân cư kiểu mẫu tăng thêm: 03 khu", "tăng thêm 03 khu dân cư kiểu mẫu"),
    # what is done to the things counted stands before them
    ("Sản phẩm OCOP đăng ký mới: 01 sản phẩm", "đăng ký mới 01 sản phẩm OCOP"),
    ("Nhà tạm, nhà dột nát được xóa: 11 nhà", "xóa 11 nhà tạm, nhà dột nát"),
    ("Trường đạt chuẩn (duy trì): 02 trường", "duy trì 02 trường đạt chuẩn"),
    ("Số bản sạch ma túy: 8 bản", "8 bản sạch ma túy"),
    ("Lộ nông thôn nâng cấp, duy tu: 12,5", "nâng cấp, duy tu 12,5 [đơn vị tính] lộ nông thôn"),
    ("Bê tông hóa đường xóm: 3,2", "bê tông hóa 3,2 [đơn vị tính] đường xóm"),
)


@pytest.mark.parametrize(("line", "expected"), RUNNING, ids=[line for line, _ in RUNNING])
def test_a_target_reads_as_part_of_a_sentence(line: str, expected: str) -> None:
    """No colon and no abbreviation in running text; the figure stays as the office gave it."""
    (target,) = read_targets_bytes(line.encode(), "chi-tieu.txt").targets
    assert running_words(target, load(ROOT / "kb").indicators.spelled) == expected


def test_figures_are_announced_in_turn(make_scene: SceneMaker) -> None:
    """Some stand before their work, some plainly behind it; none is announced each time."""
    told = items(
        make_scene,
        "1. Thi đua phát triển nông nghiệp. Giúp hộ trồng lúa, nuôi lợn.",
        "Sản lượng lúa: 7.260 tấn\nTổng đàn lợn: 3.150 con\nThu ngân sách: 12 tỷ đồng\n"
        "Thu nhập bình quân: 60 triệu đồng\nBHYT: 96%\nTrường đạt chuẩn quốc gia: 7/10 trường",
    )
    text = " ".join(told)
    announced = re.findall(r"phấn đấu|cả năm", text.lower())
    heads = re.findall(r"\d[^.;:]{0,25}: [a-zđ]", text)  # "Giao quân đạt 100%: rà soát …"
    plain = re.findall(r"[,;] (?!phấn đấu|cả năm)[^,;.:]*\b(?:đạt|có) \d", text)
    assert heads
    assert plain
    assert len(announced) <= 3
    assert len(announced) == len(set(announced)) or len(announced) < len(heads) + len(plain)


_HEAD = "KẾ HOẠCH\nPhong trào thi đua năm 2027\nIII. NỘI DUNG THI ĐUA\n"


def items(make_scene: SceneMaker, directive: str, targets: str = "", **brief: object) -> list[str]:
    """Each content item as one text: heading, points, who is in charge."""
    own = read_targets_bytes(targets.encode(), "chi-tieu.txt").targets if targets else ()
    scene = make_scene(directive=_HEAD + directive, targets=own, **brief)
    task = SectionTask(SectionKind.CONTENTS, "III", "", scene.brief)
    section = TemplateWriter(scene).write(task).section
    return [
        " ".join([s.heading, *(filled_words(p.text, scene.table) for p in s.paragraphs)])
        for s in section.children
    ]


def written(scene: Scene, kind: SectionKind) -> str:
    """The text of one section as the template writes it, its facts filled in."""
    section = TemplateWriter(scene).write(SectionTask(kind, "III", "", scene.brief)).section
    return " ".join(
        filled_words(p.text, scene.table) for s in section.children for p in s.paragraphs
    )


def after_six_months(make_scene: SceneMaker, directive: str, rows: str) -> str:
    """The contents of a plan of August whose sheet says what the half year brought."""
    sheet = f"Chỉ tiêu\tĐơn vị\tThực hiện 6 tháng\tKế hoạch 2025\n{rows}"
    own = read_targets_bytes(sheet.encode(), "chi-tieu.txt").targets
    scene = make_scene(directive=_HEAD + directive, targets=own, as_of=date(2025, 8, 12), year=2025)
    return written(scene, SectionKind.CONTENTS)


def test_an_own_target_has_work_in_the_item_of_its_topic(make_scene: SceneMaker) -> None:
    """Health insurance has somebody who goes from house to house, not a figure alone."""
    (item,) = items(
        make_scene, "1. Thi đua chăm sóc sức khỏe. Nâng cao năng lực trạm y tế.", "BHYT: 96,5%"
    )
    assert "bảo hiểm y tế ở từng thôn" in item or "vận động từng hộ" in item
    assert "bảo hiểm y tế đạt 96,5%" in item.lower()


def test_what_the_directive_says_is_not_said_again_only_its_figure(make_scene: SceneMaker) -> None:
    """Where an item speaks of the work, the commune's figure alone joins it."""
    (item,) = items(
        make_scene, "1. Thi đua làm đẹp bãi biển. Vận động khách du lịch giữ bãi sạch.",
        "Lượt khách du lịch: 310 nghìn lượt",
    )  # fmt: skip
    assert "giữ bãi sạch; phấn đấu có 310 nghìn lượt khách du lịch." in item
    assert item.count("du lịch") <= 3


def test_what_a_clause_names_is_not_named_again_by_its_figure(make_scene: SceneMaker) -> None:
    """ "Mở rộng ruộng bậc thang …, đạt 12 ha", not the terraces twice in a sentence."""
    (item,) = items(
        make_scene,
        "1. Thi đua phát triển nông nghiệp. Mở rộng ruộng bậc thang hai vụ ở nơi đủ nước.",
        "Diện tích ruộng bậc thang hai vụ: 12 ha",
    )
    assert item.lower().count("bậc thang") == 1
    assert "nơi đủ nước, đạt 12 ha." in item


def test_a_figure_keeps_its_name_where_the_sentence_speaks_of_something_else(
    make_scene: SceneMaker,
) -> None:
    """A club that meets in the "nhà văn hóa" does not reach 95%."""
    (item,) = items(
        make_scene,
        "1. Thi đua phát triển văn hóa. Duy trì câu lạc bộ của người cao tuổi ở nhà văn hóa.",
        "Tỷ lệ thôn văn hóa: 95%",
    )
    assert "thôn văn hóa đạt 95%" in item or "95% thôn văn hóa" in item


def test_a_word_that_says_what_is_new_is_not_lost(make_scene: SceneMaker) -> None:
    """ "02 sản phẩm" is not "02 sản phẩm OCOP mới", though the clause names the rest."""
    (item,) = items(
        make_scene,
        "1. Thi đua phát triển kinh tế. Phát triển sản phẩm OCOP gắn làng nghề.",
        "Sản phẩm OCOP mới: 02 sản phẩm",
    )
    assert "02 sản phẩm OCOP mới" in item


def test_what_is_left_after_half_a_year_stands_beside_the_figure(make_scene: SceneMaker) -> None:
    """A drive in the middle of a year is told how much there is still to do; shares are not."""
    text = after_six_months(
        make_scene,
        "1. Thi đua hoàn thành thu ngân sách. Chống thất thu.",
        "Thu ngân sách\ttỷ đồng\t48,3\t112\nBHYT\t%\t95,2\t96\n",
    )
    assert "112 tỷ đồng (sau 6 tháng còn 63,7 tỷ đồng)" in text
    assert "0,8" not in text


def test_a_figure_under_its_floor_stands_beside_its_work_as_it_is(make_scene: SceneMaker) -> None:
    """A weak target has work like any other; its figure is neither raised nor left off."""
    from dataclasses import replace

    from drafter.checking.floors import assigned_floors
    from drafter.checking.pairing import best_match

    directive = (
        "1. Thi đua chăm sóc sức khỏe. Tỷ lệ người dân tham gia bảo hiểm y tế từ 97% trở lên."
    )
    own = read_targets_bytes(b"BHYT: 96,5%", "chi-tieu.txt").targets
    scene = make_scene(directive=_HEAD + directive, targets=own)
    assert scene.brief.directive is not None
    floors = assigned_floors(scene.brief.directive, scene.brief, scene.register)
    found = [(f, best_match(f.target, own, scene.register)) for f in floors]
    scene = replace(scene, covered=tuple((f, t) for f, t in found if t is not None))
    assert scene.covered
    task = SectionTask(SectionKind.CONTENTS, "III", "", scene.brief)
    section = TemplateWriter(scene).write(task).section
    text = " ".join(
        filled_words(p.text, scene.table) for s in section.children for p in s.paragraphs
    )
    assert "bảo hiểm y tế" in text
    assert "96,5%" in text
    assert "97%" not in text


@pytest.mark.parametrize(
    ("item", "lead"),
    [
        ("1. Thi đua phát triển nông nghiệp. Dồn đổi ruộng đất.", "Phòng Kinh tế chủ trì"),
        (
            "1. Thi đua giữ gìn an ninh, trật tự. Giao quân đủ; phòng ngừa tội phạm.",
            "Ban Chỉ huy Quân sự xã chủ trì về quốc phòng",
        ),
        ("1. Thi đua xây dựng Đảng. Kết nạp đảng viên mới ở thôn.", "các cơ quan của Đảng ủy xã"),
    ],
    ids=["economy", "defence and order", "party"],
)
def test_each_item_says_who_is_in_charge(make_scene: SceneMaker, item: str, lead: str) -> None:
    """The bodies are those of the level on the day, by field."""
    (text,) = items(make_scene, item)
    assert lead in text


def test_before_the_reform_officers_not_offices_are_in_charge(make_scene: SceneMaker) -> None:
    """No "Phòng Kinh tế" of a commune exists before 01/7/2025."""
    (text,) = items(
        make_scene, "1. Thi đua phát triển nông nghiệp. Dồn đổi ruộng đất.", as_of=date(2024, 1, 20),
        unit=Unit("Bãi Ngang", Level.COMMUNE, "tỉnh Hà Tĩnh", "huyện Kỳ Anh"), year=2024,
    )  # fmt: skip
    assert "Công chức Địa chính - Nông nghiệp" in text
    assert "Phòng" not in text


def test_the_work_of_an_indicator_holds_no_fact() -> None:
    """Figures and names come from the office; every row names a topic that exists."""
    clauses, known = load_clauses(ROOT / "kb"), load(ROOT / "kb").indicators
    rows = {row.indicators: row for i in known if (row := clauses.work(i.id))}
    assert len(rows) > 40
    for row in rows.values():
        assert clauses.topic(row.topic)
        assert not [text for text in row.work if re.search(r"\d", text)]


def test_where_much_is_asked_little_of_our_own_stands_beside_it(make_scene: SceneMaker) -> None:
    """A long directive and a long sheet still make eight pages: fewer bodies beside the one in charge."""
    asked = "1. Thi đua phát triển nông nghiệp. Dồn đổi ruộng đất."
    more = "".join(
        f"\n{at}. Thi đua làm việc thứ {at}. " + "Vận động hộ dân trồng cây, giữ đường sạch. " * 12
        for at in range(2, 12)
    )
    sheet = "\n".join(f"Sản lượng cây thứ {at}: {at} tấn" for at in range(1, 25))
    short, *_ = items(make_scene, asked)
    long, *_ = items(make_scene, asked + more, sheet)
    assert len(re.findall(r"Công an|Mặt trận|thôn", long.partition("chủ trì")[2])) < len(
        re.findall(r"Công an|Mặt trận|thôn", short.partition("chủ trì")[2])
    )


def test_a_figure_that_no_sentence_speaks_of_has_its_work(make_scene: SceneMaker) -> None:
    """In a long item whose words are everywhere, health insurance still has somebody who goes."""
    (item,) = items(
        make_scene,
        "1. Thi đua chăm sóc sức khỏe. Rà soát người cao tuổi ở từng thôn; đến nhà vận động khám bệnh; lập danh "
        "sách hộ cần giúp; tuyên truyền lợi ích của việc tập luyện; nhắc người bệnh tham gia đủ người, đủ buổi.",
        "BHYT: 96,5%",
    )
    assert re.search(r"thẻ bảo hiểm y tế|lợi ích của bảo hiểm y tế", item)
    assert "bảo hiểm y tế đạt 96,5%" in item.lower()


def test_two_movements_of_a_clause_are_said_in_one(make_scene: SceneMaker) -> None:
    """No capital behind a semicolon, and "thực hiện phong trào" once."""
    (item,) = items(
        make_scene,
        "1. Thi đua nêu gương. Thực hiện các phong trào “Ba nhất”, “Năm nhớ”; giữ nếp trực tại thôn.",
    )
    assert "Thực hiện các phong trào “Ba nhất”, “Năm nhớ”" in item


def test_a_figure_that_finds_no_place_leaves_no_trace(make_scene: SceneMaker) -> None:
    """It enters no fact, and takes no turn among the ways to announce a figure."""
    sheet = "Số con tò he đã nặn: 40 con"
    own = read_targets_bytes(sheet.encode(), "chi-tieu.txt").targets
    scene = make_scene(directive=f"{_HEAD}1. Thi đua trồng cây. Trồng cây ven đường.", targets=own)
    TemplateWriter(scene).write(SectionTask(SectionKind.CONTENTS, "III", "", scene.brief))
    assert scene.announced == 0
    assert [fact.text for fact in scene.table if "tò he" in fact.text] == []


def test_an_item_that_only_repeats_the_level_above_gets_work(make_scene: SceneMaker) -> None:
    """A clause put into the commune's words is not yet anything the commune does."""
    (item,) = items(
        make_scene,
        "1. Thi đua chuyển đổi số. Duy trì tổ công nghệ số cộng đồng ở 100% thôn; nâng cao chất lượng "
        "bộ phận tiếp nhận và trả kết quả cấp xã.",
        hamlets=None,
    )
    assert "của xã" in item
    assert re.search(r"hướng dẫn|phân công|gặp|giúp", item, re.IGNORECASE)


def test_who_works_along_has_a_part_in_the_matter(make_scene: SceneMaker) -> None:
    """The police have a part in a market where order is kept, and none where goods are sold."""
    (market,) = items(
        make_scene,
        "1. Thi đua phát triển thương mại, dịch vụ. Mở rộng chợ, đưa hàng hóa vào cửa hàng.",
    )
    assert "Phòng Kinh tế chủ trì" in market
    assert "Công an" not in market
    (order,) = items(
        make_scene,
        "1. Thi đua phát triển thương mại, dịch vụ. Sắp xếp chợ, giữ trật tự, không lấn chiếm.",
    )
    assert "Công an" in order


@pytest.mark.parametrize(
    ("sheet", "on", "who"),
    [
        ("Người dân khám sức khỏe định kỳ: 90%", date(2027, 1, 12), "Trạm Y tế xã"),
        ("Thu nhập bình quân đầu người: 60 triệu đồng", date(2027, 1, 12), "Phòng Kinh tế"),
        ("Thu nhập bình quân đầu người: 60 triệu đồng", date(2024, 1, 12), "Công chức Văn phòng - Thống kê"),
    ],
)  # fmt: skip
def test_each_target_is_followed_by_who_has_its_figures(
    make_scene: SceneMaker, sheet: str, on: date, who: str
) -> None:
    """The health station calls people to be examined; until 2025 the statistics of a commune counted income."""
    own = read_targets_bytes(sheet.encode(), "chi-tieu.txt").targets
    scene = make_scene(targets=own, as_of=on, year=on.year)
    task = SectionTask(SectionKind.TARGETS, "II", "", scene.brief)
    section = TemplateWriter(scene).write(task).section
    followers = [
        filled_words(p.followed_by, scene.table)
        for _, part in section.walk()
        for p in part.paragraphs
        if p.followed_by
    ]
    assert followers == [who]


def test_the_tax_office_is_asked_where_the_commune_has_revenue(make_scene: SceneMaker) -> None:
    """Who works on a target stands among those asked to work along, and only then."""

    def organisation(sheet: str) -> str:
        own = read_targets_bytes(sheet.encode(), "chi-tieu.txt").targets
        scene = make_scene(targets=own, directive=_HEAD + "1. Thi đua làm đường thôn.")
        return written(scene, SectionKind.ORGANISATION)

    assert "Đề nghị cơ quan thuế quản lý địa bàn" in organisation("Thu ngân sách: 12 tỷ đồng")
    assert "cơ quan thuế" not in organisation("Tổng đàn lợn: 300 con")


def test_a_movement_that_is_to_be_scored_has_somebody_who_keeps_the_score(
    make_scene: SceneMaker,
) -> None:
    """ "Có chấm điểm" without anybody who does it is a demand nobody can meet."""

    def organisation(directive: str) -> str:
        return written(make_scene(directive=_HEAD + directive), SectionKind.ORGANISATION)

    asked = organisation("1. Thi đua làm đường. Các xã đăng ký, chấm điểm, khen ngay.")
    assert "chấm điểm" in asked
    assert "chấm điểm" not in organisation("1. Thi đua làm đường. Các xã đăng ký, khen ngay.")


def test_words_of_last_year_stand_where_they_belong(make_scene: SceneMaker) -> None:
    """Fish sauce is no part of the sentence on illegal fishing; bays stand beside bays."""
    previous = read_text(
        "ỦY BAN NHÂN DÂN\nXÃ BÃI NGANG\nSố: 5/KH-UBND\nKẾ HOẠCH\nPhong trào thi đua năm 2026\n"
        "I. NỘI DUNG THI ĐUA\n1. Thi đua phát triển kinh tế. Giữ lễ hội cầu ngư và hát dân ca ở các thôn; "
        "chế biến nước mắm, ruốc theo hướng an toàn thực phẩm.\nII. TỔ CHỨC THỰC HIỆN\n1. Các thôn họp dân.\n",
        "ke-hoach-2026.txt",
    )
    scene = make_scene(
        directive=_HEAD + "1. Thi đua phát triển kinh tế biển. Chấm dứt khai thác bất hợp pháp. "
        "Nuôi trồng thủy sản theo tiêu chuẩn.",
        previous=previous,
    )  # fmt: skip
    task = SectionTask(SectionKind.CONTENTS, "III", "", scene.brief)
    (item,) = TemplateWriter(scene).write(task).section.children
    points = [filled_words(p.text, scene.table) for p in item.paragraphs]
    (own,) = (point for point in points if "nước mắm" in point)
    assert "khai thác" not in own
    assert "nuôi trồng" not in own.lower()


def test_a_demand_stands_behind_the_sentence_on_its_matter(make_scene: SceneMaker) -> None:
    """Files in time belong to files, not to the manners of the office that come last."""
    entry = Entry("Thi đua cải cách hành chính", "cai-cach-hanh-chinh")
    scene = make_scene()
    entry.add(Paragraph("Tiếp nhận hồ sơ thủ tục hành chính đúng hẹn. Thực hiện văn hóa công sở."))
    entry.add_near(
        "cai-cach-hanh-chinh", Paragraph("Hồ sơ thủ tục hành chính đúng hạn từ 98%."), scene.table
    )
    (one,) = entry.paragraphs
    assert one.text == (
        "Tiếp nhận hồ sơ thủ tục hành chính đúng hẹn. Hồ sơ thủ tục hành chính đúng hạn từ 98%. "
        "Thực hiện văn hóa công sở."
    )


@pytest.mark.parametrize(
    ("clause", "sheet", "said"),
    [
        (
            "Không mở rộng diện tích trồng sắn trên đất dốc.",
            "Diện tích trồng sắn trên đất dốc: 40 ha", "đất dốc, đạt 40 ha",
        ),
        (
            "Tiếp nhận phản ánh về việc thu gom, xử lý rác thải sinh hoạt.",
            "Rác thải sinh hoạt được thu gom, xử lý: 92%", "sinh hoạt, đạt 92%",
        ),
    ],
)  # fmt: skip
def test_a_figure_does_not_turn_what_a_sentence_says(
    make_scene: SceneMaker, clause: str, sheet: str, said: str
) -> None:
    """What the level above forbids is no aim, and to hear complaints is not to collect rubbish."""
    text = " ".join(items(make_scene, f"1. Thi đua phát triển nông nghiệp. {clause}", sheet))
    assert said not in text


def test_nobody_strives_for_the_crimes_that_are_left(make_scene: SceneMaker) -> None:
    """Four of at most ten cases by June: six more are no work to do."""
    text = after_six_months(
        make_scene,
        "1. Thi đua giữ gìn an ninh, trật tự. Phòng ngừa tội phạm.",
        "Số vụ phạm pháp hình sự\tvụ\t4\t10\n",
    )
    assert "còn 6" not in text
