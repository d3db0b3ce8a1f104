"""Figures with units, and the words around them that say how they bind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from drafter.document.facts import Bound, Quantity

from .vietnamese import ambiguous_number, parse_number

_MONEY = (
    r"(?:nghìn tỷ|ngàn tỷ|tỷ|triệu|nghìn|ngàn|tr\.?|trăm triệu)\s*(?:đồng|USD|đô la|đ\b)|"
    r"(?:tỷ|triệu)(?=\s*/)|trđ|đồng|đ(?![\w/])|USD|VNĐ|VND"
)
_PER = (
    r"(?:\s*/\s*(?:người|năm|ha|tháng|hộ|lít|kg|tấn|đối tượng|ng|n|lao động|m2|vụ|ngày|đêm|"
    r"vạn dân|1\.000 dân|phụ nữ|buổi)(?![\w]))*"
)
_COUNTED = (
    r"khu dân cư|tổ dân phố|khu phố|hộ kinh doanh|hộ|gia đình|người|lao động|học sinh|trẻ em|"
    r"trẻ|em|đảng viên|"
    r"đoàn viên|hội viên|cán bộ|công chức|thanh niên|công dân|chiến sĩ|bác sĩ|giáo viên|"
    r"hợp tác xã|tổ hợp tác|HTX|THT|doanh nghiệp|"
    r"trang trại|sản phẩm|mô hình|công trình|điển hình|tập thể|cá nhân|tiêu chí|chỉ tiêu|"
    r"trường học|trường|trạm|phòng học|lớp|xã|phường|thị trấn|thôn|xóm|bản|ấp|khóm|buôn|làng|"
    r"tổ|đội|câu lạc bộ|CLB|"
    r"km2|km²|km|m2|m²|m3|m³|mét|m(?![\w])|héc ta|hecta|ha|tấn|tạ|kg|con|cây|gốc|lồng|chiếc|"
    r"tàu|dự án|tuyến|cầu|căn nhà|căn|ngôi nhà|nhà văn hóa|nhà|"
    r"lượt khách|lượt người|lượt|cuộc|buổi|đợt|hội nghị|lớp tập huấn|vụ|hồ sơ|thủ tục|dịch vụ|"
    r"sổ tiết kiệm|suất quà|suất|sáng kiến|"
    r"giải pháp|đề tài|nhiệm vụ|phần việc|chuyên mục|tin, bài|tin bài|bài|giường|máy|kWh|MW|"
    r"đơn vị máu|đơn vị|cơ quan|đ/c|đồng chí|điểm du lịch|"
    r"điểm trường|điểm|khu|cụm|chợ|vườn|mẫu|đoàn|chi bộ|chi hội|hộ sản xuất|kilômét|cột|bóng|"
    r"camera|mã|gian hàng|tủ sách|sân|bể|lò|thửa|hồ|con/phụ nữ"
)
_UNIT = re.compile(
    rf"\s*(?P<unit>%\s*(?:/\s*năm)?|‰|điểm\s*%|điểm\s+phần\s+trăm|phần\s+trăm|(?:nghìn|ngàn|"
    rf"triệu|vạn)\s+(?:lượt(?:\s+(?:khách|người))?|tấn|người|con|cây|m3|hộ|lao động|ha|"
    rf"sản phẩm)|"
    rf"(?:{_MONEY}){_PER}|(?:{_COUNTED})(?:{_PER})|lần|tuổi|năm|tháng|ngày|giờ|phút)(?![\w²³])"
)
_NUM = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?"
_FIGURE = re.compile(
    rf"(?<![\w.,/])(?P<a>{_NUM})(?P<pct1>\s*%)?"
    rf"(?:(?P<to>\s*-\s*(?P<lt>dưới\s+)?|\s+đến\s+(?P<lt2>dưới\s+)?)(?P<b>{_NUM})|"
    rf"\s*/\s*(?P<of>{_NUM})(?!\s*/\s*\d))?(?![\d/]|[.,]\d|-\d)"
)
_NOT_COUNTED = re.compile(
    r"\s*(?:tuổi|năm|tháng|ngày|giờ|phút|con số)\b|\s*(?:Chương trình|chương trình mục tiêu|"
    r"Quốc gia|đột phá|khâu|lĩnh vực|trụ cột)\b"
)
_TIME_UNITS = frozenset({"tuổi", "năm", "tháng", "ngày", "giờ", "phút"})


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit at ``[start, end)`` of the clean text."""

    start: int
    end: int
    value: Decimal
    upper: Decimal | None
    out_of: Decimal | None
    unit: str
    number_end: int
    written: str


def find_figures(clean: str, start: int, end: int) -> Iterator[Figure]:
    """Numbers with a unit in ``clean[start:end]``; dates, ages, ranks and terms are none."""
    at = start
    while found := _FIGURE.search(clean, at, end):
        at = found.end()
        figure = _figure(clean, found, end)
        if figure:
            yield figure
            at = figure.end


def _figure(clean: str, found: re.Match[str], end: int) -> Figure | None:
    value = parse_number(found["a"])
    if value is None or _trap(clean, found, end):
        return None
    upper = parse_number(found["b"]) if found["b"] else None
    out_of = parse_number(found["of"]) if found["of"] else None
    unit, stop = _unit(clean, found, end)
    if not unit or unit in _TIME_UNITS:
        return None
    return Figure(
        found.start(), stop, value, upper, out_of, unit, found.end(), found.group().strip()
    )


def _unit(clean: str, found: re.Match[str], end: int) -> tuple[str, int]:
    if found["pct1"] and not found["b"]:
        return "%", found.end()
    unit = _UNIT.match(clean, found.end(), end)
    if unit:
        return canonical_unit(unit["unit"]), unit.end()
    if found["of"] is None and (
        money := re.compile(r"\s*(?:tỷ|triệu)(?!\w)").match(clean, found.end(), end)
    ):
        return money.group().strip() + " đồng", money.end()
    return "", found.end()


_SAME_UNIT = {
    "trường học": "trường", "điểm phần trăm": "điểm %", "điểm%": "điểm %", "phần trăm": "%",
    "héc ta": "ha", "hecta": "ha", "HTX": "hợp tác xã", "THT": "tổ hợp tác",
    "km²": "km2", "m²": "m2", "m³": "m3",
}  # fmt: skip


def canonical_unit(unit: str) -> str:
    """The unit as understood: one blank, ``đ`` is ``đồng``, ``trường học`` is ``trường``."""
    unit = re.sub(r"\s*/\s*", "/", " ".join(unit.split()))
    unit = re.sub(r"^(?:trđ|tr\.?đ|tr đồng)", "triệu đồng", unit)
    unit = re.sub(r"(?:^|(?<=tỷ )|(?<=triệu ))đ$", "đồng", unit)
    unit = re.sub(r"^(tỷ|triệu)(?=/)", r"\1 đồng", unit)
    return _SAME_UNIT.get(unit, unit)


_TRAP_BEFORE = re.compile(
    r"(?:\bcả|\bthứ|\bhạng|\bnhóm|\btop|\bloại|\bgiai đoạn|\bđợt|\bmũi|\bmức độ|\bcấp độ|"
    r"(?<!sĩ )(?<!tổng )(?<!chỉ )(?<!hệ )\bsố|\bnăm|\btháng|\bngày|\bkhóa|\bquý|\blần thứ|"
    r"\btrước|\bđiều|\bkhoản|\bmục|\bphụ lục|"
    r"\btốp|\bvòng|\bkhối|\blớp|\bkỳ|\btuần|\bloại hình|COVID-|\bquốc lộ|\bđường|"
    r"\bloại đô thị)\s*$",
    re.IGNORECASE,
)


def _trap(clean: str, found: re.Match[str], end: int) -> bool:
    before = clean[max(0, found.start() - 14) : found.start()]
    if (
        found["of"]
        and len(found["of"]) == 4
        and not re.match(r"\s*[^\W\d]", clean[found.end() : found.end() + 3])
    ):
        return True
    if re.match(r"(?:19|20)\d\d$", found["a"]) and not _UNIT.match(clean, found.end(), end):
        return True
    if _TRAP_BEFORE.search(before):
        return True
    return bool(_NOT_COUNTED.match(clean, found.end(), end))


_UP = re.compile(r"\s*(?:[^;.,()\n%]{0,45}?\s)?trở\s+lên\b")
_UP_NEAR = re.compile(r"\s*[^;.()\n%]{0,14}?trở\s+lên\b")
_DOWN = re.compile(r"\s*[^;.,()\n%]{0,30}?trở\s+xuống\b")
_AT_LEAST = re.compile(
    r"(?:ít\s+nhất|tối\s+thiểu|không\s+(?:thấp|ít|nhỏ)\s+hơn|không\s+dưới|chí\s+ít|"
    r"thấp\s+nhất)(?:\s+(?:là|đạt|có|từ))?\s*(?:mỗi\s+\S+\s+)?$",
    re.IGNORECASE,
)
_AT_MOST = re.compile(
    r"(?:không\s+quá|tối\s+đa|không\s+vượt(?:\s+quá)?|không\s+cao\s+hơn|không\s+lớn\s+hơn|"
    r"cao\s+nhất)(?:\s+là)?\s*$",
    re.IGNORECASE,
)
_MORE = re.compile(r"(?:\btrên|\bvượt(?: mức)?|\bhơn|cao\s+hơn)\s*$", re.IGNORECASE)
_LESS = re.compile(r"(?:\bdưới|thấp\s+hơn)\s*$", re.IGNORECASE)
_FROM = re.compile(r"\btừ\s*$", re.IGNORECASE)
_TO_LEVEL = re.compile(r"\b(?:xuống|còn)(?:\s+(?:còn|khoảng|mức))*\s*(?:dưới\s*)?$", re.IGNORECASE)
_LOWER_VERB = re.compile(
    r"(?<!mức )(?<!\w)(?:kéo\s+)?giảm(?!\s+(?:thiểu|nghèo\s+bền))(?!\w)", re.IGNORECASE
)
_RAISE_VERB = re.compile(
    r"(?<!tốc độ )(?<!gia )(?<!\w)tăng(?!\s+(?:trưởng|cường|gia|tốc|năng suất)|-)(?!\w)|"
    r"(?<!\w)thêm(?!\w)|nâng\s+thêm",
    re.IGNORECASE,
)
_KEEP_VERB = re.compile(r"(?<!\w)(?:duy\s+trì|giữ\s+vững|giữ\s+ổn\s+định|giữ)(?!\w)", re.IGNORECASE)
_REACH = re.compile(
    r"(?:đạt|lên|là|bằng|:)\s*(?:mức\s*)?(?:trên|từ|khoảng|hơn|tối thiểu|ít nhất)?\s*$",
    re.IGNORECASE,
)


def read_bound(before: str, figure: Figure, after: str) -> tuple[Bound, bool, int]:
    """Bound of a figure, whether a change is a floor, and how far "trở lên" reaches after it.

    ``before`` is the clause up to the number, ``after`` the text behind the unit.
    """
    up = _UP.match(after)
    down = _DOWN.match(after)
    tail = up.end() if up else down.end() if down else 0
    plain = _plain_bound(before, figure, bool(up), bool(down))
    change = _change(before)
    if change is Bound.DECREASE and _TO_LEVEL.search(before):
        return Bound.TO_BELOW, False, tail
    if change and not _figure_is_level(before, change):
        return change, plain in (Bound.GE, Bound.GT), tail
    if change is Bound.MAINTAIN and plain is Bound.EQ:
        return Bound.MAINTAIN, False, tail
    return plain, False, tail


def _plain_bound(before: str, figure: Figure, up: bool, down: bool) -> Bound:
    if up or _AT_LEAST.search(before):
        return Bound.GE
    if down or _AT_MOST.search(before):
        return Bound.LE
    if _LESS.search(before):
        return Bound.LT
    if _MORE.search(before):
        return Bound.GT
    if figure.upper is not None:
        return Bound.RANGE
    return Bound.GE if _FROM.search(before) else Bound.EQ


def _change(before: str) -> Bound | None:
    """The last verb of change that governs the number."""
    found = [
        (match.start(), bound)
        for verb, bound in (
            (_LOWER_VERB, Bound.DECREASE),
            (_RAISE_VERB, Bound.INCREASE),
            (_KEEP_VERB, Bound.MAINTAIN),
        )
        for match in verb.finditer(before)
    ]
    return max(found)[1] if found else None


def _figure_is_level(before: str, change: Bound) -> bool:
    """In "giảm nghèo …, tỷ lệ đạt 90%" a verb of reaching after the change makes it a level."""
    if change is Bound.MAINTAIN:
        return True
    verb = {Bound.DECREASE: _LOWER_VERB, Bound.INCREASE: _RAISE_VERB}[change]
    last = [m.end() for m in verb.finditer(before)][-1]
    return bool(re.search(r"(?<!\w)đạt(?!\w)", before[last:]))


def quantity(figure: Figure, bound: Bound, floor: bool, written: str) -> Quantity:
    """The noun for a figure."""
    return Quantity(
        value=figure.value,
        unit=figure.unit,
        bound=bound,
        upper=figure.upper,
        out_of=figure.out_of,
        written=written,
        floor=floor,
        doubtful=any(ambiguous_number(n) for n in re.findall(r"[\d.,]*\d", figure.written)),
    )
