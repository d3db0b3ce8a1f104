"""The name of an indicator, made from the words around its figure."""

from __future__ import annotations

import re

from ..document.facts import Bound, Target
from .figures import Figure

_LEAD = re.compile(
    r"^(?:(?:[Pp]h[âấ]n đấu|[Tt]hực hiện|[Hh]oàn thành(?! vượt)|[Bb]ảo đảm|[Đđ]ảm bảo|[Tt]iếp tục|[Xx]ây dựng|[Cc]ó|và|toàn (?:xã|tỉnh|huyện)|đến năm \d{4}|năm \d{4}|trong đó|riêng|đạt|[Dd]uy trì|[Gg]iữ vững|[Nn]âng|[Đđ]ưa|[Pp]hát triển|thêm)\s*[,:]?\s+)+"
)
_TAIL = re.compile(
    r"[\s,:(]*(?:(?<!\w)(?:đạt|đạt chuẩn(?= đạt)|trên|từ|dưới|còn|xuống|là|khoảng|gần|hơn|ít nhất|tối thiểu|tối đa|không quá|không thấp hơn|không dưới|không cao hơn|lên|vượt|thêm|giảm|tăng|mức|có|được|đến|cả \d+ tiêu chí|trở lên|bằng|ở|cuối năm \d{4}|năm \d{4}|mới|(?:đến )?\d{1,2}/\d{1,2}/\d{4})[\s,:(]*)+$"
)
_CHANGE = re.compile(r"(?<!\w)(?:kéo )?(?:[Gg]iảm|[Tt]ăng(?! trưởng))(?: thêm)?\s+")
_COUNT_OBJECT = re.compile(r"\s*([^;.,()\n]*)")


def indicator_of(before: str, after: str, figure: Figure, bound: Bound, caption: str | None, previous: Target | None) -> str:
    """A short name in the words of the text; never empty."""
    words = " ".join(before.split())
    name = _TAIL.sub("", _LEAD.sub("", words)).strip(" ,:;-(")
    if bound in (Bound.INCREASE, Bound.DECREASE) and figure.unit in ("%", "điểm %"):
        return _of_change(name, bound, previous)
    if figure.unit not in ("%", "điểm %") and _is_count(before, name, after):
        object_ = " ".join(_COUNT_OBJECT.match(after)[1].split()) if after else ""  # type: ignore[index]
        return re.sub(r"\s+trở lên$", "", f"Số {figure.unit} {object_}".strip()) if not name or len(name) < 9 else f"{_upper(name)} {object_}".strip()
    if figure.unit == "%" and len(name) < 4:
        object_ = " ".join(_COUNT_OBJECT.match(after)[1].split()) if after else ""  # type: ignore[index]
        name = f"Tỷ lệ {re.sub(r'^(?:các|số) ', '', object_)}" if object_ else (previous.indicator if previous else caption or "Tỷ lệ")
    if caption and name and not name[0].isdigit() and len(name) < 40 and caption.lower() not in name.lower():
        name = f"{caption}: {name}"
    return _upper(name) or (previous.indicator if previous else "") or caption or figure.unit


def _is_count(before: str, name: str, after: str) -> bool:
    verb = re.search(r"(?:[Xx]ây dựng|[Cc]ó|thêm|[Dd]uy trì|[Tt]rồng|ít nhất|[Tt]hành lập|đạt|mới|đưa|đón|[Hh]ỗ trợ)(?:\s+(?:mới|được|thêm))?\s*$", before.strip() + " ")
    return not name or (bool(verb) and bool(re.match(r"\s*[^\W\d]", after)))


def _of_change(name: str, bound: Bound, previous: Target | None) -> str:
    what = _CHANGE.sub("", name, count=1).strip(" ,:") if _CHANGE.search(name) else name
    word = "giảm" if bound is Bound.DECREASE else "tăng"
    if not what or what.lower() in ("tăng", "giảm"):
        what = previous.indicator if previous else ""
    return f"Mức {word} {what[:1].lower() + what[1:]}".strip()


def _upper(name: str) -> str:
    return name[:1].upper() + name[1:]
