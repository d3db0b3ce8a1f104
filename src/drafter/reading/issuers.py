"""Who issued a document: the words after "của", as far as the name goes."""

from __future__ import annotations

import re

from .vietnamese import LOWER, UPPER

KIND_WORD = (
    r"(?:Bộ luật|Hiến pháp|Luật|Pháp lệnh|Nghị quyết|Nghị định|Quyết định|Thông tư|Chỉ thị|"
    r"Kết luận|Quy định|Quy chế|Hướng dẫn|Thông báo|Kế hoạch|Chương trình|Công văn|Công điện|"
    r"Báo cáo|Tờ trình|Đề án|Phương án|Phát động|Văn bản)"
)
"""A kind of document with a capital, as it begins a citation."""

ORGAN = (
    r"(?:Chủ tịch|Phó Chủ tịch|Thủ tướng|Bộ trưởng|Giám đốc|Tổng Bí thư|Bí thư|Thường trực|"
    r"[ỦU][ỷy] ban|Uỷ ban|UBND|UBMT|UBTVQH|Hội đồng|HĐND|Quốc hội|Chính phủ|BCH|BTV|Ban|"
    r"Trung ương|(?:Tỉnh|Thành|Huyện|Quận|Thị|Đảng)\s(?:ủy|uỷ)|Đảng bộ|Đảng đoàn|Bộ|Sở|Cục|Vụ|"
    r"Tổng cục|Viện|Tòa án|Liên đoàn|Văn phòng|Phòng|Công an|Mặt trận|Đại hội|Cụm|Khối|Đảng)"
)
"""Words with which the name of an issuing body begins."""

_STARTS = re.compile(rf"{ORGAN}(?![{LOWER}])|[Cc]ấp trên|[Cc]ác (?:ban|cấp|cơ quan)")
_ORGAN_NEXT = re.compile(rf"\s+{ORGAN}(?![{LOWER}])")
_CAPITAL_NEXT = re.compile(rf"\s+(?!{KIND_WORD}\b)[{UPPER}]")
_KIND_NEXT = re.compile(rf"\s+(?:{KIND_WORD}|các|những)\b")
_AFTER_JOINT = re.compile(r"(?:\s*[;.]|\s+(?:về|đã|năm)\b|\s*$)")
_COMMA_NAME = re.compile(r"\s+(?:Thể thao|Khoa học|Thông tin|Trẻ em|Hạ tầng|Du lịch|Thương binh)\b")
_OFFICE = re.compile(r"(?:Bộ|Sở|Phòng|Văn phòng|Ban|Trung tâm|Cục|Giám đốc|Bộ trưởng)\s")
_WORD = re.compile(r"[^\s,;:.()“”\"\[\]{}!?]+|[,;:.()“”\"\[\]{}!?]|\n")
_STOP = re.compile(
    r"(?:về|việc|thực hiện|triển khai|quy định|hướng dẫn|phê duyệt|sửa đổi|bổ sung|thay thế|"
    r"đã|đề ra|"
    r"phát động|giao|trong|trên|gắn|có|được|thì|theo|để|nhằm|tại|đến|năm|này|nêu|là|cho|đối với|"
    r"nhất là|một|đúng|ngày|số|V/v|v/v|Về|với|vào|khi|do|bằng|thông qua|tổ chức|yêu cầu|chỉ đạo|"
    r"xây dựng|tiếp tục|công bố|quán triệt|đồng thời|phối hợp|còn|vẫn|sẽ|phải|đang|như|cũng|"
    r"liên quan|phong trào|Phong trào|từ|dưới|nhân dịp|ban hành|kết hợp|hoặc|bảo đảm|đảm bảo|đạt|ở)"
    r"(?!\w)"
)
_LIMIT = 130


def issuer_end(text: str, start: int, limit: int | None = None) -> int:
    """Where the name of the issuer that begins at ``start`` ends; ``start`` when none begins."""
    stop = min(len(text), start + _LIMIT, len(text) if limit is None else limit)
    first = _STARTS.match(text, start, stop)
    if not first:
        return start
    end = first.end()
    while word := _WORD.search(text, end, stop):
        if "\n" in text[end : word.end()]:
            break
        grown = _grow(text, start, word, stop)
        if grown <= end:
            break
        end = grown
    return end


def _grow(text: str, start: int, word: re.Match[str], stop: int) -> int:
    """The new end when ``word`` still belongs to the name, else -1."""
    token = word.group()
    if token == "(":
        term = re.compile(r"\(\s*[Kk]h[óo][aá][^()]{1,8}\)").match(text, word.start(), stop)
        return term.end() if term else -1
    if token in ("và", ","):
        return _joined(text, start, word, stop)
    if token == "-":
        return word.end() if _CAPITAL_NEXT.match(text, word.end(), stop) else -1
    if _STOP.match(text, word.start(), stop):
        return -1
    return word.end() if token[0].isalnum() else -1


def _joined(text: str, start: int, word: re.Match[str], stop: int) -> int:
    at = word.end()
    if word.group() == "và":
        if _KIND_NEXT.match(text, at, stop):
            return -1
        office = _OFFICE.match(text, start)
        goes_on = _ORGAN_NEXT.match(text, at, stop) or (
            office and _CAPITAL_NEXT.match(text, at, stop)
        )
        return at if goes_on else -1
    if _COMMA_NAME.match(text, at, stop) or re.match("[Cc]ác ", text[start : start + 4]):
        return at
    organ = _ORGAN_NEXT.match(text, at, stop)
    if organ:
        second = issuer_end(text, at + len(text[at:stop]) - len(text[at:stop].lstrip()), stop)
        if second > at and _AFTER_JOINT.match(text, second):
            return at
    return -1


_SHARED = re.compile(rf"(?:,|\s+và)\s+(?={ORGAN}\s)")


def split_issuers(name: str) -> str:
    """Joint issuers joined by ``"; "``; a single one as it stands."""
    if re.match(r"(?:Bộ|Sở|Phòng|Văn phòng|Giám đốc|Bộ trưởng)\s", name):
        return name
    return "; ".join(_SHARED.split(name))


_RANKS = (
    (4, r"\b(?:xã|phường|thị trấn|đặc khu|thôn|đảng ủy xã|đảng ủy phường)\b"),
    (3, r"\b(?:huyện|quận|thị xã|thị ủy|huyện ủy|quận ủy)\b|\bthành phố\b.*\btỉnh\b"),
    (1, r"\b(?:sở|tỉnh|thành phố|tỉnh ủy|thành ủy|tu)\b"),
    (0, r"\b(?:trung ương|chính phủ|quốc hội|bộ|ban bí thư|đảng|tw|thủ tướng)\b"),
)


def rank_of(issuer: str) -> int | None:
    """Level of a body: 0 central, 1 province, 3 district, 4 commune; ``None`` when not said."""
    from .vietnamese import fold

    folded = fold(issuer)
    return next((rank for rank, pattern in _RANKS if re.search(pattern, folded)), None)
