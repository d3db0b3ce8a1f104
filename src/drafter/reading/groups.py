"""The group of a target: by nature first, else by the heading it stands under."""

from __future__ import annotations

import re

from drafter.document.facts import Group

from .vietnamese import fold

_NATURE = (
    (
        Group.SECURITY,
        r"an ninh|quốc phòng|tai nạn giao thông|phạm pháp|tội phạm|ma túy|giao quân|tuyển quân|"
        r"gọi nhập ngũ|nhập ngũ|dân quân|vi phạm vùng biển|cháy, nổ|cháy nổ|trật tự an toàn|tệ nạn|"
        r"tàu cá vi phạm|khám tuyển",
    ),
    (
        Group.ENVIRONMENT,
        r"nước sạch|hợp vệ sinh|rác|chất thải|nước thải|che phủ|trồng rừng|rừng trồng|"
        r"môi trường(?! đầu tư| kinh doanh)|"
        r"cây phân tán|cây xanh|trồng cây(?! ăn quả| công nghiệp| dược liệu| chè| lâu năm|"
        r" vụ)|nhà tiêu|nghĩa trang",
    ),
    (
        Group.RURAL,
        r"nông thôn mới|\bntm\b|khu dân cư kiểu mẫu|khu dân cư [^;,.]{0,12}kiểu mẫu|vườn mẫu|"
        r"thôn kiểu mẫu|tiêu chí nâng cao",
    ),
)
_TOPIC = (
    (
        Group.ECONOMY,
        r"thu ngân sách|thu nhập|sản lượng|diện tích|\bđàn (?:trâu|bò|lợn|gà|gia cầm|hươu|dê|"
        r"vật nuôi)|gia cầm|gia súc|"
        r"grdp|xuất khẩu|du lịch|doanh thu|giá trị sản xuất|doanh nghiệp|hợp tác xã|"
        r"tổ hợp tác|ocop|sản xuất|vốn đầu tư|giải ngân|"
        r"công nghiệp|thương mại|tàu cá|\blúa\b|\bngô\b|giao thông nông thôn|\bđường\b|"
        r"tăng trưởng|mặt bằng|nông nghiệp|thuế|"
        r"chăn nuôi|trồng trọt|thủy sản|khai thác|lương thực|\bmía\b|nguyên liệu|kinh tế|"
        r"khách|cây ăn quả|\bchè\b|cà phê|\btrồng\b",
    ),
    (
        Group.SOCIETY,
        r"nghèo|bảo hiểm|bhyt|bhxh|lao động|đào tạo|việc làm|trường|học sinh|văn hóa|"
        r"suy dinh dưỡng|y tế|\btrẻ\b|giáo dục|"
        r"gia đình|hồ sơ|dịch vụ công|hài lòng|người có công|sức khỏe|nhà ở|nhà tạm|căn nhà|"
        r"nhà dột nát|chữ ký số|tiêm|dân số|chuyển đổi số|công nghệ số|"
        r"trực tuyến|thủ tục|phổ cập|cử tri|dân ca|thể thao|khuyến học",
    ),
)
_HEADINGS = (
    (Group.ENVIRONMENT, r"môi trường"),
    (Group.RURAL, r"nông thôn mới|\bntm\b"),
    (Group.SECURITY, r"quốc phòng|an ninh"),
    (Group.ECONOMY, r"kinh tế(?!\s*-\s*xã hội)"),
    (Group.SOCIETY, r"xã hội"),
)


def group_of(words: str, headings: str = "") -> Group:
    """The group for the words of a target under ``headings`` (innermost last)."""
    folded = fold(words)
    for group, pattern in _NATURE:
        if re.search(pattern, folded):
            return group
    for heading in reversed(headings.split("\n")):
        if (named := _by_heading(fold(heading))) is not None:
            return named
    return next((group for group, pattern in _TOPIC if re.search(pattern, folded)), Group.OTHER)


def _by_heading(heading: str) -> Group | None:
    if len(heading) > 90 or heading.rstrip().endswith((".", ";")) or ". " in heading.strip():
        return None
    hits = [group for group, pattern in _HEADINGS if re.search(pattern, heading)]
    if Group.SOCIETY in hits and Group.SECURITY in hits:
        return Group.SOCIETY
    return hits[0] if len(hits) == 1 else None
