"""Whether two wordings name one indicator: by the vocabulary, else by their words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from drafter.document.facts import Target
from drafter.reading.vietnamese import fold, legible
from drafter.register import Register

from .figures import is_drop

_SPELLED_OUT = (
    (r"\bntm\b", "nông thôn mới"),
    (r"\bbhyt\b", "bảo hiểm y tế"),
    (r"\bkdc\b", "khu dân cư"),
    (r"\bgtnt\b", "giao thông nông thôn"),
    (r"\btthc\b", "thủ tục hành chính"),
    (r"\bpvhcc\b|\bttpvhcc\b", "phục vụ hành chính công"),
    (r"\btnbq\b", "thu nhập bình quân"),
    (r"\bbq\b", "bình quân"),
    (r"\bnsnn\b", "ngân sách"),
    (r"ngân sách nhà nước", "ngân sách"),
    (r"\bsp\b", "sản phẩm"),
    (r"\bdn\b", "doanh nghiệp"),
    (r"\bhtx\b", "hợp tác xã"),
    (r"\bsxnn\b", "sản xuất nông nghiệp"),
    (r"\bvsmt\b", "vệ sinh môi trường"),
    (r"\bdvc\b", "dịch vụ công"),
    (r"\bcqg\b|chuẩn qg\b", "chuẩn quốc gia"),
)
_EMPTY_WORDS = frozenset(
    [
        "tỷ",
        "lệ",
        "số",
        "tổng",
        "mức",
        "đạt",
        "được",
        "có",
        "các",
        "những",
        "của",
        "và",
        "trên",
        "địa",
        "bàn",
        "từ",
        "trở",
        "lên",
        "xuống",
        "còn",
        "dưới",
        "giảm",
        "tăng",
        "thêm",
        "mới",
        "cuối",
        "năm",
        "kế",
        "hoạch",
        "trong",
        "theo",
        "so",
        "với",
        "trước",
        "duy",
        "trì",
        "giữ",
        "vững",
        "phấn",
        "đấu",
        "cấp",
        "tiếp",
        "nhận",
        "công",
        "nhận",
        "hoàn",
        "thành",
        "danh",
        "hiệu",
        "chuẩn",
        "tiêu",
        "chuẩn",
        "thực",
        "hiện",
        "ở",
        "tại",
        "cho",
        "là",
        "ra",
        "người",
        "dân",
        "mỗi",
        "ít",
        "nhất",
        "tối",
        "thiểu",
        "xã",
        "phường",
        "thôn",
        "xóm",
        "bản",
        "ấp",
        "khóm",
        "tổ",
        "dân",
        "phố",
        "hộ",
        "sử",
        "dụng",
        "dùng",
        "chỉ",
        "tiêu",
        "nhân",
        "dân",
        "dân",
        "số",
        "vụ",
        "đăng",
        "ký",
        "xây",
        "dựng",
        "hàng",
        "hằng",
        "không",
        "vượt",
    ]
)
_TELLING = (
    "thu nhập", "bảo hiểm y tế", "bảo hiểm xã hội", "hộ nghèo", "cận nghèo", "nghèo",
    "gia đình", "khu dân cư", "nông thôn mới", "ngân sách", "nước sạch", "hợp vệ sinh", "rác",
    "chất thải", "trực tuyến", "trước hạn", "hài lòng", "giao quân", "phạm pháp hình sự",
    "tội phạm", "tai nạn", "ma túy", "ocop", "doanh nghiệp", "hợp tác xã", "suy dinh dưỡng",
    "lao động", "việc làm", "đào tạo", "chuẩn quốc gia", "giao thông", "đường", "lộ",
    "giám sát hành trình", "vùng biển nước ngoài", "khám sức khỏe", "che phủ", "rừng", "thư viện",
    "dân vận khéo", "tổ công nghệ số", "bình dân học vụ", "giải ngân", "lúa", "tôm", "tiêm phòng",
    "du lịch", "khách", "xuất khẩu", "nhà văn hóa", "trạm y tế", "học sinh", "trẻ", "mô hình",
    "điển hình", "sổ hộ khẩu", "định danh", "dịch vụ công", "thanh toán", "hố xí", "nhà tiêu",
)  # fmt: skip
_HAMLET = re.compile(r"\b(?:thôn|xóm|bản|ấp|khóm|tổ dân phố|tdp|làng|buôn|khu dân cư|khu phố)\b")
_SHARED = 0.6


def same_indicator(a: Target, b: Target, register: Register | None = None) -> bool:
    """Whether ``a`` and ``b`` are figures of one indicator."""
    if register is not None:
        known = canonical(a, register), canonical(b, register)
        if all(known):
            return known[0] == known[1] or _level_and_drop(a, b, register)
    return likeness(subject(a), subject(b)) >= _SHARED


def best_match(wanted: Target, offered: Iterable[Target], register: Register) -> Target | None:
    """The target of ``offered`` that is the same indicator as ``wanted``, the closest one."""
    words = subject(wanted)
    own = canonical(wanted, register)
    fitting = [t for t in offered if same_indicator(wanted, t, register)]
    return max(
        fitting,
        key=lambda t: (canonical(t, register) == own, likeness(words, subject(t))),
        default=None,
    )


def _level_and_drop(a: Target, b: Target, register: Register) -> bool:
    """Whether one is the drop of what the other is: "hộ nghèo giảm 3%", "mức giảm hộ nghèo"."""
    drop, other = (a, b) if is_drop(a) else (b, a)
    if not is_drop(drop):
        return False
    named = register.indicators.find(f"mức giảm {subject(drop)}")
    return named is not None and named.id == canonical(other, register)


def canonical(target: Target, register: Register) -> str | None:
    """The name of the indicator in the vocabulary, if it knows it."""
    try:
        found = register.indicators.find(subject(target))
    except (ImportError, FileNotFoundError):
        return None
    return found.id if found else None


def subject(target: Target) -> str:
    """The indicator with the whole it is part of, where its own name says too little."""
    return target.indicator or target.text


def likeness(a: str, b: str) -> float:
    """Likeness of two indicator names, 0 to 1; 0 where a telling word stands on one side only."""
    if _tells(a) != _tells(b) or _is_hamlet_title(a) != _is_hamlet_title(b):
        return 0.0
    first, second = _words(a), _words(b)
    if not first or not second:
        return 0.0
    return len(first & second) / min(len(first), len(second))


@lru_cache(maxsize=4096)
def spelled(text: str) -> str:
    """``text`` folded, with the abbreviations of target sheets spelled out."""
    text = re.sub(r"\s+", " ", fold(legible(text)))
    for short, full in _SPELLED_OUT:
        text = re.sub(short, full, text)
    return text


@lru_cache(maxsize=4096)
def _tells(text: str) -> frozenset[str]:
    whole = spelled(text)
    found = {word for word in _TELLING if re.search(rf"\b{word}\b", whole)}
    if "hộ nghèo" in found or "cận nghèo" in found:
        found -= {"nghèo", "hộ nghèo"} if "cận nghèo" in found else {"nghèo"}
        found |= {"nghèo"} if "cận nghèo" not in found else set()
        found.discard("hộ nghèo")
    if "nông thôn mới" in found and "khu dân cư" in found:
        found.discard("nông thôn mới")
    if "rác" in found:
        found.discard("chất thải")
    if "giao thông" in found:
        found.discard("đường")
    return frozenset(found)


def _is_hamlet_title(text: str) -> bool:
    whole = spelled(text)
    return "văn hóa" in whole and "gia đình" not in whole and bool(_HAMLET.search(whole))


@lru_cache(maxsize=4096)
def _words(text: str) -> frozenset[str]:
    words = re.findall(r"[^\W\d_]+", spelled(text))
    kept = frozenset(w for w in words if w not in _EMPTY_WORDS and len(w) > 1)
    return kept or frozenset(words)
