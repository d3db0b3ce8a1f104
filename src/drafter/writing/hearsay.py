"""Facts that hide in words: numbers spelt out, names of people, laws without a number, bounds.

`guard` finds what looks like a fact by its form. A model that may not write "15%" can still
write "mười lăm phần trăm", or say "không quá" before a key that meant "ít nhất". This module
compares what a model wrote with the draft it was given and names what is new.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from drafter.reading.vietnamese import LOWER, UPPER, fold

from .keys import KEY

_ONE = (
    r"(?:không|một|mốt|hai|ba|bốn|tư|năm|lăm|nhăm|sáu|bảy|bẩy|tám|chín|mười|mươi|chục|trăm|nghìn|ngàn|"
    r"triệu|tỷ|tỉ|rưỡi|linh|lẻ)"
)
_COUNTED = (
    r"(?:phần trăm|héc ?-?ta|ha|hộ|người|tấn|tạ|con|xã|trường|thôn|mô hình|công trình|km|ki ?-?lô ?-?mét|mét|"
    r"đồng|đô la|điểm|tiêu chí|sản phẩm|lượt|nhà|căn|dự án|lao động|tháng|quý|năm|ngày|tuần)"
)
_NUMBERS = re.compile(
    rf"\b(?:{_ONE}(?:\s+(?:phẩy\s+)?{_ONE})+|{_ONE}\s+{_COUNTED}|(?:tháng|quý|mồng|mùng|thứ|lần thứ)\s+"
    rf"(?:{_ONE}|giêng|chạp|nhất))\b",
    re.IGNORECASE,
)
_ROMAN = re.compile(r"\b[IVXLC]{2,}\b")
_PERSON = re.compile(rf"\b(?:ông|bà|anh|chị|đồng chí|bác)\s+[{UPPER}][{LOWER}]+")
_PROPER = re.compile(rf"[{UPPER}][{LOWER}]+(?:[ -]+[{UPPER}][{LOWER}]+)+")
_CAPITAL = re.compile(rf"(?<=[^\s.;:!?] )[{UPPER}][{LOWER}]+\b")
_WRITTEN_LARGE = frozenset(["Nhân", "Nhà", "Tổ", "Đảng"])
_INSTRUMENT = re.compile(
    rf"\b(?:Hiến pháp|Bộ luật|Luật|Pháp lệnh|Nghị định|Nghị quyết|Thông tư|Quyết định|Chỉ thị|Kết luận|"
    rf"Công văn)\b(?: (?:số|của|về|ngày|[{UPPER}{LOWER}][{LOWER}]*))?"
)
# A movement without quotation marks: "phong trào Ngày mới rực rỡ", "phong trào sạch nhà tốt ruộng".
_MOVEMENT = re.compile(
    r"\b(?:phong trào|cuộc vận động|chiến dịch|hội thi)(?: thi đua)? (?P<name>[^\W\d_]+ [^\W\d_]+)",
    re.IGNORECASE,
)
_COMMON = (
    "thi của trong đến phải ở do để và được thực yêu này đã sẽ theo tại từ cho gắn với có là sâu rộng phát toàn quần đó "
    "các những ngay không bằng"
)
_NO_NAME = frozenset(_COMMON.split())
_BODY = re.compile(
    r"\b(?i:công an|quân sự|biên phòng|mặt trận|công đoàn|đoàn thanh niên|kiểm lâm|ngân hàng|bưu điện|điện lực|"
    r"kho bạc|cơ quan thuế|tòa án|viện kiểm sát|trạm y tế|ủy ban|ubnd|hđnd|đảng ủy|chi ủy|đảng bộ|hội đồng|"
    r"chủ tịch|bí thư|thủ tướng|chính phủ|quốc hội|trung ương|tỉnh ủy|bộ trưởng|"
    r"ban (?:chỉ huy|chỉ đạo|quản lý|giám sát|thường vụ)|chi cục|"
    r"hội (?:nông dân|liên hiệp|phụ nữ|cựu chiến binh|chữ thập đỏ|người cao tuổi|khuyến học))\b|"
    rf"\b(?i:phòng|sở|bộ|cục|vụ|trung tâm|văn phòng|bộ phận|đồn|đội|hội|đoàn|ban|trạm) [{UPPER}][{LOWER}]*"
)
_LOCAL = re.compile(
    r"\b(?:làng nghề|lễ hội|chợ|bãi|sông|suối|hồ(?! sơ)|đền(?! ơn| bù)|chùa|miếu|di tích|mô hình|đặc sản|"
    r"sản phẩm|câu lạc bộ|hợp tác xã|dự án|đề án|công trình|hội chợ|cuộc thi|tổ (?=tự|hợp|liên|hội|cứu|bảo|thu))"
    r"\s*(?P<name>[^\W\d_]+)",
    re.IGNORECASE,
)
_GENERIC = (
    "của tốt hay mới này khác tại trên từng từ vào đã đang cần còn nào trọng tiêu hiệu thiết phù an sạch chủ đặc chung "
    "biển làng địa phương hàng theo giúp đạt lớn nhỏ điểm phúc dân vệ ven về thì đến bỏ bằng gần ngoài nơi đưa "
    "hoàn thu làm giữ xây sửa mở bán tham đăng nâng chuẩn cùng chỉnh kết gửi thực duy bảo đảm liên nộp dùng nhận phân "
    "vận chấp đề ra đủ không"
)
_NO_PLACE = frozenset(_GENERIC.split())
_WHEN = re.compile(
    r"\b(?:(?:trong|trước|hết|từ|ngay|đến|xong|vào|cuối|đầu|giữa) (?:quý|tháng|tuần|mùa|vụ|dịp|kỳ)(?: \w+)?|"
    r"(?:hết|cuối|đầu|giữa|nửa) năm|"
    r"(?:hằng|hàng|mỗi) (?:tuần|tháng|quý|năm)|năm (?:sau|tới|trước|ngoái))\b",
    re.IGNORECASE,
)
_DONE = re.compile(r"\bđã\b", re.IGNORECASE)
# Works of the level above: whether they cross the commune is for the official to say.
_CROSSES = re.compile(
    r"\b(?:đoạn|đi|chạy|ngang) qua (?:địa bàn )?(?:xã|phường|đặc khu)\b", re.IGNORECASE
)
_REVOKED = re.compile(
    r"\b(?:bãi bỏ|hủy|hoãn|tạm dừng|dừng|ngừng thực hiện|miễn|khỏi phải|nới|giãn|lùi|tùy|nếu|"
    r"khi có (?:điều kiện|nguồn|kinh phí)|điều kiện cho phép|trong khả năng|có thể|cố gắng|"
    r"cho phép chậm|khuyến khích|xem xét|hạ (?:mức|chỉ tiêu|thấp)|bớt)\b",
    re.IGNORECASE,
)
# "không để sót hộ nào" asks for more, "người chưa có thẻ" tells who, "không lắp đèn" asks for nothing.
_NOT = re.compile(
    r"(?<!người )(?<!hộ )(?<!nơi )(?<!nhà )(?<!chỗ )\b(?:không|chưa|chẳng|đừng)\b"
    r"(?! (?:để|bỏ sót|sót|gây|hình thức|chờ|ngừng|đùn đẩy|né tránh|phân biệt|ai bị))",
    re.IGNORECASE,
)
_QUOTES = re.compile(r"[“”\"«»„‟‘’']")
_BOUND = re.compile(
    r"\b(?:ít nhất|tối thiểu|tối đa|không quá|không dưới|không thấp hơn|không cao hơn|nhiều nhất|"
    r"trên(?! (?:địa bàn|biển|cả|sông|mạng|sàn|loa|từng|cơ sở))|dưới|hơn|gần|khoảng|chưa đến|chưa tới|tăng|giảm(?! nghèo)|"
    r"còn(?! (?:khó|vướng|chậm|thiếu|lại|thấp|kém|yếu))|trở lên|trở xuống|trước|sau|vượt|gấp|nửa|thêm|chỉ(?! tiêu))\b",
    re.IGNORECASE,
)
_AFTER = 14
_WITHOUT_AMOUNT = "mhp"  # keys of movements, themes and names


def unstated(plain: str, old: str, named: str = "") -> Iterator[str]:
    """Words of ``plain`` that state a fact which ``old`` does not (both without keys).

    ``named`` may name more bodies than ``old``: those in charge of the item.
    """
    known = fold(old)
    for pattern in (_NUMBERS, _ROMAN, _PERSON, _WHEN):
        for match in pattern.finditer(plain):
            if fold(match[0]) not in known:
                yield match[0]
    yield from _proper(plain, known)
    yield from _bodies(plain, f"{known} {fold(named)}")
    yield from _capitals(plain, f"{old} {named}")
    yield from _of_the_place(plain, known)
    for match in _MOVEMENT.finditer(plain):
        name = fold(match["name"])
        if name.split()[0] not in _NO_NAME and name not in known:
            yield match[0]
    for pattern in (_INSTRUMENT, _QUOTES, _DONE, _CROSSES):
        more = Counter(pattern.findall(plain)) - Counter(pattern.findall(old))
        yield from more


def _proper(plain: str, known: str) -> Iterator[str]:
    for match in _PROPER.finditer(plain):
        opens = (
            not plain[: match.start()].rstrip(" \n")
            or plain[: match.start()].rstrip()[-1] in ".;:!?"
        )
        # "Giao Đoàn Thanh niên": the first word of a sentence is large whatever it is.
        name = match[0].partition(" ")[2] if opens else match[0]
        if fold(match[0]) not in known and (" " not in name.strip() or fold(name) not in known):
            yield match[0]


def _bodies(plain: str, known: str) -> Iterator[str]:
    for match in _BODY.finditer(plain):
        if fold(match[0]) not in known:
            yield match[0]


def _capitals(plain: str, known: str) -> Iterator[str]:
    words = set(re.findall(r"\w+", known))
    for match in _CAPITAL.finditer(plain):
        if match[0] not in words | _WRITTEN_LARGE:
            yield match[0]


def _of_the_place(plain: str, known: str) -> Iterator[str]:
    """Crafts, feasts, beaches, models that the ground does not name."""
    for match in _LOCAL.finditer(plain):
        name = fold(match["name"])
        if name not in _NO_NAME | _NO_PLACE and fold(match[0]) not in known:
            yield match[0]


def revoked(plain: str, old: str) -> Iterator[str]:
    """Words that take a request back and that ``old`` does not say, or not as often."""
    yield from Counter(w.lower() for w in _REVOKED.findall(plain)) - Counter(
        w.lower() for w in _REVOKED.findall(old)
    )
    yield from Counter(w.lower() for w in _NOT.findall(plain)) - Counter(
        w.lower() for w in _NOT.findall(old)
    )


def bounds(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """For each key of ``text`` in order: the key and the words of bound beside it, and which side.

    A movement or a slogan has no amount: "thực hiện [[m1]] trước" bounds nothing.
    """
    out = []
    for match in KEY.finditer(text):
        if match[1][0] in _WITHOUT_AMOUNT:
            continue
        before = text[: match.start()].rpartition("]]")[2]
        after = text[match.end() : match.end() + _AFTER].partition("[[")[0]
        beside = (*_nearest(before), "|", *_BOUND.findall(_clause(after)))
        out.append((match[1], tuple(word.lower() for word in beside)))
    return out


def _nearest(before: str) -> list[str]:
    """Words of bound in the clause that runs up to the key."""
    return _BOUND.findall(re.split(r"[,;.:]", before)[-1])


def _clause(after: str) -> str:
    return re.split(r"[,;.:]", after)[0]
