"""Launch documents of our own making, in the shapes that occur.

The communes are real names; what the texts say of them is invented for tests.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from drafter.document.facts import FactKind, Ground, GroundKind, Span, Use
from drafter.document.model import (
    Annex,
    DocumentKind,
    LaunchDocument,
    Layout,
    Letterhead,
    Paragraph,
    Section,
    SectionKind,
    Signature,
)

RECIPIENTS = (
    "UBND tỉnh Lạng Sơn (để báo cáo)",
    "Sở Nội vụ (để báo cáo)",
    "Thường trực Đảng ủy, Thường trực HĐND xã",
    "Chủ tịch, các Phó Chủ tịch UBND xã",
    "Ủy ban MTTQ Việt Nam xã và các đoàn thể",
    "Các phòng, Trung tâm Phục vụ hành chính công",
    "Các trường học, Trạm Y tế xã",
    "Các thôn trên địa bàn",
    "Lưu: VT, VHXH",
)

_WORK = (
    "Vận động các hộ đổi giống, đưa cơ giới vào khâu làm đất và thu hoạch, giữ diện tích rừng trồng"
    " đã có và trồng bù trên những đồi trọc ven suối trước khi mùa mưa kết thúc.",
    "Mỗi thôn chọn một đoạn đường đất còn lầy để đổ bê tông; hộ dân góp ngày công, xã hỗ trợ xi"
    " măng, kết quả được ghi lên bảng ở nhà văn hóa thôn vào cuối tháng.",
    "Giáo viên, phụ huynh cùng giữ sĩ số học sinh sau kỳ nghỉ; trường nào có em bỏ học thì hiệu"
    " trưởng cùng trưởng thôn đến tận nhà ngay trong tuần đó.",
    "Bộ phận một cửa trả kết quả đúng hẹn, hướng dẫn người dân nộp hồ sơ trực tuyến tại chỗ; hồ sơ"
    " trễ phải có thư xin lỗi và nêu rõ ngày trả lại.",
    "Tổ hòa giải nắm từng vụ việc từ lúc mới nảy sinh, không để một mâu thuẫn nhỏ về ranh giới đất"
    " kéo dài sang quý sau mà không có người đứng ra giải quyết.",
)


def grounded(text: str, fact: str, kind: FactKind, ground: Ground) -> Paragraph:
    """A paragraph in which ``fact`` stands once and has ``ground``."""
    at = text.index(fact)
    return Paragraph(text, (ground,), (Use(fact, kind, ground, Span(at, at + len(fact))),))


def opening(unit: str = "xã Vạn Linh", year: int = 2027) -> tuple[Paragraph, ...]:
    cited = "Kế hoạch số 15/KH-UBND ngày 08/01/2027"
    return (
        grounded(
            f"Thực hiện {cited} của Ủy ban nhân dân tỉnh Lạng Sơn về phong trào thi đua năm {year};"
            f" để cán bộ và Nhân dân cùng bắt tay vào việc ngay từ những ngày đầu năm,"
            f" Ủy ban nhân dân {unit} ban hành Kế hoạch phát động phong trào thi đua như sau:",
            cited,
            FactKind.CITATION,
            Ground(GroundKind.DIRECTIVE, "đoạn mở đầu", "Kế hoạch số 15/KH-UBND"),
        ),
    )


def targets_section(label: str = "II") -> Section:
    sheet = Ground(GroundKind.TARGETS, "dòng 3", "Thu ngân sách 12,5 tỷ đồng")
    return Section(
        SectionKind.TARGETS,
        label,
        "Chỉ tiêu thi đua",
        children=(
            Section(
                SectionKind.TARGETS,
                "1",
                "Về kinh tế",
                (
                    grounded(
                        "Thu ngân sách trên địa bàn đạt 12,5 tỷ đồng trở lên.",
                        "12,5 tỷ đồng",
                        FactKind.TARGET,
                        sheet,
                    ),
                    Paragraph(
                        "Số sản phẩm OCOP được công nhận mới: [số sản phẩm do Phòng Kinh tế xác"
                        " nhận].",
                        label="-",
                    ),
                ),
            ),
            Section(
                SectionKind.TARGETS,
                "2",
                "Về xã hội",
                (
                    Paragraph("Tỷ lệ hộ nghèo giảm còn dưới 4,2%.", label="-"),
                    Paragraph("Người dân tham gia bảo hiểm y tế từ 96% trở lên.", label="-"),
                ),
            ),
        ),
    )


def targets_table(*, figure: str = "95,5", more: tuple[Paragraph, ...] = ()) -> Section:
    """Targets in a table: a whole with parts, a missing unit, a line without a figure."""
    sheet = Ground(GroundKind.TARGETS, "dòng 2", "BHYT 95,5")

    def line(text: str, who: str = "Phòng Kinh tế") -> Paragraph:
        return Paragraph(text, label="-", followed_by=who)

    insured = f"Người dân tham gia bảo hiểm y tế đạt {figure}%"
    economy = (
        line("Diện tích gieo cấy đạt 420 ha; trong đó: vụ đông xuân: 230 ha; vụ mùa: 190 ha."),
        line("Đường liên thôn: 3,2 [đơn vị tính] (có 2 cống)."),
        *more,
    )
    society = (
        replace(
            grounded(f"{insured}.", insured, FactKind.TARGET, sheet),
            label="-",
            followed_by="Phòng Văn hóa - Xã hội",
        ),
        line("Trường học giữ vững danh hiệu tiên tiến.", "Phòng Văn hóa - Xã hội"),
    )
    return Section(
        SectionKind.TARGETS,
        "II",
        "Chỉ tiêu thi đua",
        children=(
            Section(SectionKind.TARGETS, "a", "Về kinh tế", economy),
            Section(SectionKind.TARGETS, "b", "Về xã hội", society),
        ),
        layout=Layout.TABLE,
    )


def contents_section(label: str = "III", items: int = 2) -> Section:
    return Section(
        SectionKind.CONTENTS,
        label,
        "Nội dung thi đua",
        children=tuple(
            Section(
                SectionKind.CONTENTS,
                str(number),
                f"Thi đua ở lĩnh vực thứ {number}",
                (Paragraph(_WORK[number % len(_WORK)]),),
                (
                    Section(
                        SectionKind.CONTENTS,
                        "a",
                        "",
                        (Paragraph(_WORK[(number + 1) % len(_WORK)]),),
                    ),
                    Section(
                        SectionKind.CONTENTS,
                        "b",
                        "",
                        (Paragraph(_WORK[(number + 2) % len(_WORK)]),),
                    ),
                ),
            )
            for number in range(1, items + 1)
        ),
    )


def sections(items: int = 2) -> tuple[Section, ...]:
    return (
        Section(
            SectionKind.PURPOSE,
            "I",
            "Mục đích, yêu cầu",
            children=(
                Section(SectionKind.PURPOSE, "1", "", (Paragraph(_WORK[0]),)),
                Section(SectionKind.PURPOSE, "2", "", (Paragraph(_WORK[4]),)),
            ),
        ),
        targets_section(),
        contents_section(items=items),
        Section(
            SectionKind.ORGANISATION,
            "IV",
            "Tổ chức thực hiện",
            (
                Paragraph(
                    "Phòng Văn hóa - Xã hội theo dõi, tổng hợp và báo cáo kết quả trước ngày"
                    " 05/12/2027."
                ),
            ),
        ),
    )


def launch_document(**changes: Any) -> LaunchDocument:
    """A plan of xã Vạn Linh for 2027 of about three pages, with ``changes`` of its fields."""
    document = LaunchDocument(
        kind=DocumentKind.PLAN,
        letterhead=Letterhead(
            issuer=("ỦY BAN NHÂN DÂN", "XÃ VẠN LINH"),
            code="KH-UBND",
            place="Vạn Linh",
            year=2027,
        ),
        title="Phát động phong trào thi đua thực hiện nhiệm vụ phát triển kinh tế - xã hội,"
        " quốc phòng, an ninh năm 2027",
        opening=opening(),
        sections=sections(),
        closing=(
            Paragraph(
                "Trên đây là Kế hoạch phát động phong trào thi đua năm 2027, đề nghị các đơn vị,"
                " các thôn triển khai thực hiện./."
            ),
        ),
        recipients=RECIPIENTS,
        signature=Signature(("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "Hoàng Văn Thắng"),
    )
    return replace(document, **changes)


def letterhead(*issuer: str, place: str, **changes: Any) -> Letterhead:
    return Letterhead(issuer=issuer, place=place, **{"code": "KH-UBND", "year": 2027, **changes})


def annex(rows: int = 12, *, wide: bool = False, label: str = "") -> Annex:
    header: tuple[str, ...] = ("STT", "Chỉ tiêu", "Đơn vị tính", "Thực hiện năm 2026", "Năm 2027")
    if wide:
        header = (*header, "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian hoàn thành", "Ghi chú")
    body = []
    for number in range(1, rows + 1):
        cells = [
            str(number),
            f"Tỷ lệ hộ gia đình tham gia việc làm chung của thôn, đợt {number}",
            "%",
            f"{80 + number % 9},5",
            f"{82 + number % 9},5",
        ]
        if wide:
            cells += ["Phòng Văn hóa - Xã hội", "Các thôn, các trường", "Quý IV", ""]
        body.append(tuple(cells))
    return Annex("Bảng chỉ tiêu thi đua năm 2027", header, tuple(body), label=label, wide=wide)


def with_table(**changes: Any) -> LaunchDocument:
    """The plan with its targets in a table, `targets_table` made with ``changes``."""
    plain = launch_document()
    return replace(
        plain, sections=(plain.sections[0], targets_table(**changes), *plain.sections[2:])
    )


def shapes() -> dict[str, LaunchDocument]:
    """The shapes that occur, by name: units, titles, lengths, signatures, annexes."""
    plain = launch_document()
    pointing = replace(plain, opening=(*plain.opening, Paragraph("(Có Phụ lục kèm theo)")))
    deputy = Signature(
        ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "Nguyễn Thị Minh Nguyệt"
    )
    return {
        "xã": plain,
        "phường có số": replace(
            plain, letterhead=letterhead("ỦY BAN NHÂN DÂN", "PHƯỜNG 1", place="Phường 1")
        ),
        "phường tên người": replace(
            plain,
            letterhead=letterhead(
                "ỦY BAN NHÂN DÂN", "PHƯỜNG ĐIỆN BIÊN PHỦ", place="Phường Điện Biên Phủ"
            ),
        ),
        "đặc khu": replace(
            plain, letterhead=letterhead("ỦY BAN NHÂN DÂN", "ĐẶC KHU PHÚ QUỐC", place="Phú Quốc")
        ),
        "tên dài": replace(
            plain,
            letterhead=letterhead(
                "ỦY BAN NHÂN DÂN",
                "PHƯỜNG TÂN SƠN NHẤT - PHAN ĐÌNH PHÙNG",
                place="Phường Tân Sơn Nhất - Phan Đình Phùng",
            ),
        ),
        "có chủ quản": replace(
            plain,
            letterhead=letterhead(
                "PHÒNG VĂN HÓA - XÃ HỘI",
                place="Vạn Linh",
                parent="UBND XÃ VẠN LINH",
                code="KH-VHXH",
            ),
            signature=Signature(("TRƯỞNG PHÒNG",), "Lý Thị Hoa"),
        ),
        "trích yếu ba dòng": replace(
            plain,
            title="Phát động phong trào thi đua thực hiện thắng lợi nhiệm vụ phát triển kinh tế -"
            " xã hội, bảo đảm quốc phòng, an ninh, đẩy mạnh chuyển đổi số, cải cách hành chính và"
            " xây dựng nông thôn mới trên địa bàn xã năm 2027",
        ),
        "trích yếu ngắn": replace(plain, title="Phong trào thi đua năm 2027"),
        "một trang": replace(plain, sections=sections()[:1], recipients=RECIPIENTS[-3:]),
        "sáu trang": replace(plain, sections=sections(items=18)),
        "mười hai trang": replace(plain, sections=sections(items=37)),
        "bảng chỉ tiêu": with_table(),
        "chưa có người ký": replace(plain, signature=Signature(plain.signature.lines)),
        "KT.": replace(plain, signature=deputy),
        "Q.": replace(
            plain, signature=Signature(("TM. ỦY BAN NHÂN DÂN", "Q. CHỦ TỊCH"), "Lê Văn An")
        ),
        "nơi nhận dài": replace(
            plain,
            recipients=(
                *RECIPIENTS[:-1],
                *(f"Ban công tác Mặt trận và Chi hội các thôn số {n}" for n in range(1, 16)),
                RECIPIENTS[-1],
            ),
        ),
        "căn cứ": replace(
            plain,
            basis=(
                Paragraph("Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;"),
                Paragraph("Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;"),
                Paragraph("Theo đề nghị của Trưởng phòng Văn hóa - Xã hội."),
            ),
        ),
        "chỉ thị": replace(
            plain,
            kind=DocumentKind.DIRECTIVE,
            letterhead=replace(plain.letterhead, code="CT-UBND"),
            signature=Signature(("CHỦ TỊCH",), "Hoàng Văn Thắng"),
        ),
        "đã có số, ngày": replace(
            plain, letterhead=replace(plain.letterhead, number="5", day=5, month=1)
        ),
        "phụ lục": replace(pointing, annexes=(annex(),)),
        "phụ lục ngang": replace(pointing, annexes=(annex(30, wide=True),)),
        "hai phụ lục": replace(pointing, annexes=(annex(40), annex(25, wide=True))),
        **_more_shapes(plain, deputy),
    }


def _more_shapes(plain: LaunchDocument, deputy: Signature) -> dict[str, LaunchDocument]:
    long = " ".join(_WORK)
    head = plain.letterhead
    return {
        "xã tên ngắn": replace(
            plain, letterhead=letterhead("ỦY BAN NHÂN DÂN", "XÃ Y TÝ", place="Y Tý")
        ),
        "xã tên dài": replace(
            plain,
            letterhead=letterhead(
                "ỦY BAN NHÂN DÂN", "XÃ NGUYỄN VIỆT KHÁI", place="Nguyễn Việt Khái"
            ),
            signature=deputy,
        ),
        "phường số hai chữ số": replace(
            plain, letterhead=letterhead("ỦY BAN NHÂN DÂN", "PHƯỜNG 12", place="Phường 12")
        ),
        "đặc khu, phó ký": replace(
            plain,
            letterhead=letterhead("ỦY BAN NHÂN DÂN", "ĐẶC KHU LÝ SƠN", place="Lý Sơn"),
            signature=deputy,
        ),
        "tháng mười hai": replace(plain, letterhead=replace(head, number="112", day=31, month=12)),
        "đoạn rất dài": replace(plain, closing=(Paragraph(f"{long} {long}"), *plain.closing)),
        "đề mục thập phân": replace(
            plain,
            sections=(
                Section(
                    SectionKind.CONTENTS,
                    "I",
                    "Nội dung",
                    children=(
                        Section(
                            SectionKind.CONTENTS,
                            "1",
                            "Việc của năm",
                            children=(
                                Section(
                                    SectionKind.CONTENTS, "1.1", "Việc đầu năm", (Paragraph(long),)
                                ),
                                Section(SectionKind.CONTENTS, "1.2", "", (Paragraph(_WORK[1]),)),
                            ),
                        ),
                    ),
                ),
            ),
        ),
        "đề mục dài hai dòng": replace(
            plain,
            sections=(
                Section(
                    SectionKind.CONTENTS,
                    "I",
                    "Nội dung thi đua phát triển sản xuất, giữ rừng, làm đường, giữ sĩ số học sinh"
                    " và giải quyết hồ sơ đúng hẹn cho người dân",
                    (Paragraph(_WORK[2]),),
                ),
            ),
        ),
        "chỉ có đoạn văn": replace(plain, sections=(), opening=(Paragraph(long), Paragraph(long))),
        "điểm theo bảng chữ cái": replace(
            plain,
            sections=(
                Section(
                    SectionKind.CONTENTS,
                    "I",
                    "Nội dung",
                    tuple(Paragraph(_WORK[i % 5], label=c) for i, c in enumerate("abcdđegh")),
                ),
            ),
        ),
    }
