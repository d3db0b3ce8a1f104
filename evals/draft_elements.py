"""The content elements of a launch document, each with the words that show it is there.

The list is that of a survey of real documents: head, opening, targets, contents, time,
organisation, closing. An element that a kind of unit or document does not have is not asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from drafter.document.brief import Brief
from drafter.document.facts import Group
from drafter.document.model import DocumentKind
from drafter.document.unit import Level


@dataclass(frozen=True, slots=True)
class Element:
    """``patterns`` must all be found; ``asked`` tells for which briefs."""

    id: str
    name: str
    patterns: tuple[str, ...]
    asked: Callable[[Brief], bool] = lambda brief: True


def _rural(brief: Brief) -> bool:
    return brief.unit is not None and brief.unit.level is Level.COMMUNE


def _not_launch(brief: Brief) -> bool:
    return brief.kind is not DocumentKind.LAUNCH


def _silent(brief: Brief) -> bool:
    """Without a directive the plan says what the genre usually says; with one, what it says."""
    return brief.directive is None


def _celebrated(brief: Brief) -> bool:
    """Whether the level above names anniversaries, or there is no paper of it."""
    return brief.directive is None or bool(brief.directive.anniversaries)


def _rural_silent(brief: Brief) -> bool:
    return _rural(brief) and _silent(brief)


def _launch(brief: Brief) -> bool:
    return brief.kind is DocumentKind.LAUNCH


def _given(group: Group) -> Callable[[Brief], bool]:
    return lambda brief: not brief.targets or any(t.group is group for t in brief.targets)


_CARRIED_OUT = r"[Tt]hực hiện (?:Kế hoạch|Chỉ thị|Phát động|Công văn|Quyết định|\[số|Thông)"
_MEANING = (
    r"[Nn]ăm 20\d\d (?:là|có|mở|khép)|năm thứ|năm (?:đầu|cuối)|nửa chặng|Kết quả năm|hai năm để|"
    r"bắt đầu (?:từ|được)"
)

_EARLY = r"đầu năm|quý đầu|quý I\b|ngay sau|những tháng đầu|ngay khi|iao ước[^.;]{0,40}trước"  # a day for it

ELEMENTS: tuple[Element, ...] = (
    Element("H1", "Quốc hiệu, Tiêu ngữ", ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA", "Độc lập - Tự do")),
    Element("H2", "cơ quan ban hành", (r"ỦY BAN NHÂN DÂN\n(?:XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU) ",)),
    Element("H4", "số, ký hiệu", (r"Số: .*/(?:KH|CT|PĐ)-UBND",)),
    Element("H6", "địa danh, ngày tháng năm", (r"ngày .*tháng .*năm 20\d\d",)),
    Element("H7", "tên loại", (r"^(?:KẾ HOẠCH|CHỈ THỊ|PHÁT ĐỘNG)$",)),
    Element("H8", "trích yếu", (r"[Pp]hong trào thi đua .*năm 20\d\d|phát động",)),
    Element("O1", "văn bản phát động của cấp trên", (_CARRIED_OUT,)),
    Element("O2", "nghị quyết cùng cấp", ("NQ-HĐND",)),
    Element("O3", "ý nghĩa của năm", (_MEANING,)),
    Element("O4", "ngày kỷ niệm", ("kỷ niệm",), _celebrated),
    Element("O5", "câu mục đích", (r"[Nn]hằm|[Đđ]ể |[Tt]ạo |[Đđ]ộng viên|[Kk]hơi dậy",)),
    Element("O6", "chủ đề", ("chủ đề",)),
    Element("O7", "câu phát động", ("phát động phong trào thi đua",)),
    Element("A1", "mục đích, yêu cầu", ("MỤC ĐÍCH, YÊU CẦU",), _not_launch),
    Element("A2", "mục tiêu chung", (r"Mục tiêu (?:chung|tổng quát)",)),
    Element("A3", "chỉ tiêu kinh tế", ("Về kinh tế",), _given(Group.ECONOMY)),
    Element("A4", "chỉ tiêu xã hội", ("Về văn hóa - xã hội",), _given(Group.SOCIETY)),
    Element("A5", "chỉ tiêu môi trường", ("Về môi trường",), _given(Group.ENVIRONMENT)),
    Element("A6", "chỉ tiêu quốc phòng, an ninh", ("Về quốc phòng, an ninh",), _given(Group.SECURITY)),
    Element("A7", "nông thôn mới", ("nông thôn mới",), _rural),
    Element("A8", "mô hình, công trình", (r"mô hình|công trình",)),
    Element("B1", "văn bản trung ương về thi đua", (r"34-CT/TW|41-CT/TW",)),
    Element("B2", "học tập và làm theo Bác", ("Hồ Chí Minh",), _silent),
    Element("B3", "kỷ luật, kỷ cương, văn hóa công sở", (r"kỷ luật|kỷ cương|văn hóa công sở",), _silent),
    Element("B5", "nông nghiệp, giảm nghèo", (r"sản xuất|trồng|chăn nuôi", r"nghèo"), _rural_silent),
    Element("B6", "hạ tầng", (r"hạ tầng|làm đường|đường thôn|vỉa hè|đầu tư công|ngõ|đường",), _silent),
    Element("B7", "chuyển đổi số, cải cách hành chính", (r"chuyển đổi số|công nghệ số|trực tuyến", r"thủ tục|hồ sơ"), _silent),
    Element("B8", "doanh nghiệp, hộ kinh doanh", (r"doanh nghiệp|hộ kinh doanh|hợp tác xã",), _silent),
    Element("B9", "giáo dục, y tế, văn hóa", (r"học sinh|trường|giáo dục", r"y tế|khám", r"văn hóa|văn hoá")),
    Element("B10", "sáng kiến", (r"sáng kiến|cải tiến|cách làm mới|đổi mới sáng tạo|cách làm hay",), _silent),
    Element("B11", "quốc phòng, an ninh", (r"quốc phòng|quân sự|giao quân", "an ninh")),
    Element("B12", "xây dựng Đảng, Mặt trận, đoàn thể", (r"đảng viên|Đảng|chi bộ", r"Mặt trận")),
    Element("B13", "đổi mới khen thưởng, điển hình", (r"điển hình|người tốt", "khen")),
    Element("B14", "giao ước, đăng ký", (r"[Gg]iao ước|[Đđ]ăng ký",)),
    Element("B15", "Luật Thi đua, khen thưởng", ("Luật Thi đua, khen thưởng",)),
    Element("C1", "thời gian thi đua", (r"THỜI GIAN", r"đến hết ngày",)),
    Element("D1", "giao việc cho đơn vị", (r"TỔ CHỨC THỰC HIỆN\n1\.",)),
    Element("D2", "cơ quan theo dõi, tổng hợp", (r"theo dõi|tổng hợp",)),
    Element("D3", "Hội đồng Thi đua - Khen thưởng", ("Hội đồng Thi đua - Khen thưởng",)),
    Element("D4", "Mặt trận, đoàn thể", ("Mặt trận Tổ quốc",)),
    Element("D5", "tuyên truyền", (r"truyền thanh|tuyên truyền|trang thông tin|phát tin",)),
    Element("D6", "sơ kết, tổng kết, đánh giá", (r"sơ kết|tổng kết|bình xét|đánh giá",)),
    Element("D7", "chế độ báo cáo", (r"báo cáo",)),
    Element("D8", "triển khai ngay từ đầu năm", (_EARLY,)),
    Element("E1", "lời kêu gọi", (r"kêu gọi|mong|đề nghị (?:toàn thể|mỗi|cán bộ)",), _launch),
    Element("E2", "dấu kết", (r"\./\.",)),
    Element("F1", "Nơi nhận", (r"Nơi nhận:",)),
    Element("F2", "chức vụ người ký", (r"CHỦ TỊCH$",)),
    Element("F3", "họ tên người ký", (r"CHỦ TỊCH\n\S+",)),
)  # fmt: skip


def absent(text: str, brief: Brief) -> tuple[list[str], int]:
    """Elements that ``text`` lacks, and how many were asked."""
    asked = [e for e in ELEMENTS if e.asked(brief)]
    missing = [
        f"{e.id} {e.name}"
        for e in asked
        if not all(re.search(p, text, re.MULTILINE) for p in e.patterns)
    ]
    return missing, len(asked)
