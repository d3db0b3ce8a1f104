"""The name of an indicator, made from the words around its figure."""

from __future__ import annotations

import re

from drafter.document.facts import Bound

from .figures import Figure
from .vietnamese import LOWER, fold

_VERBS = (
    r"[Pp]h[âấ]n đ[âấ]u|[Tt]hực hiện|[Bb]ảo đảm|[Đđ]ảm bảo|[Tt]iếp tục|[Xx]ây dựng|[Xx]ây mới|"
    r"[Cc]ó|[Vv]à|[Tt]oàn (?:xã|tỉnh|huyện)|"
    r"[Rr]iêng|[Đđ]ạt|[Gg]iữ vững|[Gg]iữ ổn định|[Gg]iữ|[Nn]âng|[Đđ]ưa|[Đđ]ón|"
    r"[Tt]hu hút(?: mới)?|[Tt]hành lập(?: mới)?|"
    r"[Pp]hát triển(?: mới)?|[Tt]hêm|[Ll]ựa chọn|[Cc]họn|[Đđ]ề xuất|[Đđ]ăng ký|[Nn]hận|"
    r"[Gg]iúp|[Tt]riển khai|[Ll]àm mới|[Ll]àm|"
    r"[Pp]hát hiện|[Bb]ồi dưỡng|[Pp]hát động|[Mm]ở|[Tt]ổ chức|[Tt]ập trung|"
    r"[Hh]oàn thành(?= hỗ trợ)|[Dd]uy trì(?=\s*$)"
)
_EACH = re.compile(
    rf"(?:^|\s)(?:[Mm]ỗi|[Tt]ừng)\s+(?:[{LOWER}]+(?:\s|,\s)){{1,6}}?(?=(?:{_VERBS}|ít nhất|"
    rf"tối thiểu|phải|từ)(?!\w)|$)"
)
_LEAD = re.compile(
    rf"^(?:(?:{_VERBS}|(?:đến|cuối|trong|vào) năm \d{{4}}|năm \d{{4}}|"
    rf"đến \d{{1,2}}/\d{{1,2}}/\d{{4}}|trong đó)\s*[,:]?\s+)+"
)
_TAIL = re.compile(
    r"[\s,:(]*(?:(?<!\w)(?:đạt chuẩn(?= đạt)|đạt|trên|từ|dưới|còn|xuống|là|khoảng|gần|hơn|"
    r"ít nhất|tối thiểu|tối đa|không quá|không thấp hơn|"
    r"không dưới|không cao hơn|lên|vượt|tăng thêm|thêm|giảm|tăng|mức|có|được|đến|"
    r"cả \d+ tiêu chí|trở lên|bằng|ở|cho|giữ ổn định|duy trì|mới|"
    r"(?:đến )?(?:cuối )?năm \d{4}|(?:đến )?\d{1,2}/\d{1,2}/\d{4})[\s,:(]*)+$",
    re.IGNORECASE,
)
_CHANGE = re.compile(r"(?<!\w)(?:kéo )?(?:[Gg]iảm|[Tt]ăng(?! trưởng))(?: thêm)?(?:\s+|$)")
_OBJECT = re.compile(r"\s*([^;.()\n]*)")
_RATE_VERB = re.compile(
    r"(?:[Hh]oàn thành|[Hh]uy động|[Gg]iải ngân|[Bb]àn giao|[Dd]uy trì|[Ll]ấp đầy|[Tt]hu gom|"
    r"[Gg]iải quyết|[Kk]ết nạp)"
)
_SHORT = {
    "GTNT": "giao thông nông thôn", "NTM": "nông thôn mới", "BHYT": "bảo hiểm y tế",
    "BHXH": "bảo hiểm xã hội", "XD": "xây dựng", "KH": "kế hoạch", "HTX": "hợp tác xã",
    "TTHC": "thủ tục hành chính", "KDC": "khu dân cư", "TDP": "tổ dân phố", "LĐ": "lao động",
    "TNGT": "tai nạn giao thông", "NSNN": "ngân sách nhà nước",
}  # fmt: skip
_SHORT_AT = re.compile(r"(?<!\w)(" + "|".join(_SHORT) + r")(?!\w)")
HEAD = re.compile(
    r"(?:giá trị|tổng|tỷ lệ|tỉ lệ|sản lượng|diện tích|thu |số |kim ngạch|doanh thu|năng suất|"
    r"đàn |mức|tốc độ|chỉ số)",
    re.IGNORECASE,
)
"""Words with which the name of an indicator begins."""
_PLANTED = re.compile(r"[Tt]rồng(?: mới| thay thế| bổ sung)?|[Gg]ieo (?:cấy|trồng|sạ)")
_DOING = re.compile(
    r"(?:(?:[Hh]oàn thành|[Vv]ận động|[Hh]ỗ trợ|[Gg]iải quyết|[Tt]ạo|[Kk]ết nạp|[Tt]uyển|"
    r"và)\s*)+(?:thêm)?"
)
_RATES = ("%", "điểm %", "‰")
_HERDS = re.compile(
    r"^(?:[Tt]ổng )?(?:[Đđ]àn )?((?:trâu|bò|lợn|gia cầm|gia súc|dê|hươu|gà|vịt|ngựa|"
    r"đại gia súc)\b.*)",
    re.IGNORECASE,
)


def indicator_of(
    before: str, after: str, figure: Figure, bound: Bound, caption: str | None, previous: str | None
) -> str:
    """A short name in the words of the text, abbreviations spelled out; never empty.

    ``before`` and ``after`` are the clause around the figure, ``caption`` words before a
    colon, ``previous`` the indicator of the clause before.
    """
    words = " ".join(_EACH.sub(" ", " ".join(before.split())).split())
    name = _TAIL.sub("", _LEAD.sub("", words + " ")).strip(" ,:;-(")
    thing = " ".join(match[1].split()) if (match := _OBJECT.match(after)) else ""
    thing = re.sub(r"\s*(?:trở lên|so với.*|trong năm|trước ngày.*|đối với.*)$", "", thing).strip()
    return _polished(_choose(words, name, thing, figure, bound, caption, previous), figure)


def _choose(
    words: str,
    name: str,
    thing: str,
    figure: Figure,
    bound: Bound,
    caption: str | None,
    previous: str | None,
) -> str:
    if bound in (Bound.INCREASE, Bound.DECREASE) and figure.unit in _RATES:
        return _of_change(name, thing, bound, previous)
    if figure.unit in _RATES:
        name = re.sub(r"^(?:kéo )?[Gg]iảm ", "", name) if bound is Bound.TO_BELOW else name
        return _of_rate(words, name, thing, caption, previous)
    if not name or _PLANTED.fullmatch(name) or _DOING.fullmatch(name):
        return _of_count(words, thing, figure)
    named = _CHANGE.sub("", name).strip()
    if caption and re.match(r"(?:[Cc]ây|[Cc]on)\s", caption):
        return _of_crop(named, caption)
    if caption and not HEAD.match(named):
        return _under_caption(named, caption)
    if figure.unit in fold(named) or not re.match(r"(?:lao động|người|hộ|căn|cây)\b", figure.unit):
        return named or thing or figure.unit
    return f"Số {figure.unit} {named[:1].lower()}{named[1:]}"


def _of_change(name: str, thing: str, bound: Bound, previous: str | None) -> str:
    what = _CHANGE.sub("", name, count=1).strip(" ,:") or thing or previous or ""
    word = "giảm" if bound is Bound.DECREASE else "tăng"
    return f"Mức {word} {_small(re.sub('^Mức (?:giảm|tăng) ', '', what))}".strip()


def _of_rate(words: str, name: str, thing: str, caption: str | None, previous: str | None) -> str:
    if not name:
        return (
            f"Tỷ lệ {re.sub(r'^(?:các|số) ', '', thing)}"
            if thing
            else previous or caption or "Tỷ lệ"
        )
    verb = _RATE_VERB.match(name)
    if verb and len(name) - verb.end() < 4:
        return f"Tỷ lệ {_small(name)} {re.sub(r'^(?:các|số) ', '', thing)}"
    return _under_caption(name, caption)


def _under_caption(name: str, caption: str | None) -> str:
    """Under "Giá trị sản xuất một số ngành:" "dịch vụ" is "Giá trị sản xuất dịch vụ"."""
    if not caption or HEAD.match(name) or not HEAD.match(caption):
        return name
    return f"{re.split(r' (?:một số|các|chủ yếu|theo) ', caption)[0]} {_small(name)}"


def part_name(name: str, whole: str) -> str:
    """The part "lúa 410 ha" of "Tổng diện tích gieo trồng" is the "Diện tích lúa"."""
    if name.lower().startswith("vụ "):
        return f"{whole} {_small(name)}"
    head = re.search(
        r"(?:diện tích|sản lượng|kim ngạch xuất khẩu|giá trị sản xuất)(?!\w)", whole, re.IGNORECASE
    )
    if head is None or HEAD.match(name) or name.lower().startswith(("trồng", "tổng")):
        return name
    return f"{head[0][:1].upper()}{head[0][1:]} {_small(name)}"


def criteria_name(words: str) -> str:
    """The name of criteria that are to be kept ("duy trì các tiêu chí …")."""
    name = re.sub(r"^(?:[Dd]uy trì|[Gg]iữ vững)\s+(?:đạt\s+|bền vững\s+|các\s+)*", "", words)
    if "y tế" in name:
        return "Bộ tiêu chí quốc gia về y tế xã"
    if re.search("nông thôn mới|NTM", name):
        return "Tiêu chí nông thôn mới đã đạt"
    return _SHORT_AT.sub(lambda m: _SHORT[m[1]], name[:1].upper() + name[1:])


def _of_count(words: str, thing: str, figure: Figure) -> str:
    verb = _PLANTED.search(words)
    if figure.unit == "ha":
        return f"Diện tích {_small(verb[0]) if verb else ''} {thing}"
    unit = re.sub(r"^(?:nghìn|triệu|vạn) ", "", figure.unit).split(" hoặc ")[0]
    counted = re.sub(r"(?<!\w)\d+ ", "", thing)  # the second number of "… hoặc 01 …"
    return f"Số {unit} {counted}".strip()


def _of_crop(name: str, caption: str) -> str:
    crop = re.sub(r"^(?:[Cc]ây|[Cc]on)\s+", "", caption.split(":")[0])
    own = re.sub(r"^(?:[Cc]ây|[Cc]on)\s+[^:]*:\s*", "", name)
    return f"{own} {crop.lower()}"


def _small(name: str) -> str:
    return name if name[:2].isupper() else name[:1].lower() + name[1:]


def _polished(name: str, figure: Figure) -> str:
    name = _SHORT_AT.sub(lambda m: _SHORT[m[1]], " ".join(name.split())).strip(' ,;:-(“"')
    if figure.unit == "con" and (herd := _HERDS.match(name)):
        name = f"Tổng đàn {herd[1]}"
    if name.lower().startswith(("trồng ", "gieo cấy ")) and figure.unit == "ha":
        name = f"Diện tích {_small(name)}"
    return (name[:1].upper() + name[1:]) or figure.unit
