"""Letters a scan gets wrong in known ways: hook and acute, Roman numerals of headings.

Small Vietnamese print loses the difference of hook and acute ("bảo hiếm" for "bảo hiểm"). Two
neighbouring syllables are put right only when together they are one of the office words
below and the word as seen is none; figures, names and everything else stay as seen.
"""

from __future__ import annotations

import re
import unicodedata

from .vietnamese import from_roman, roman

# Two-syllable words of launch documents with a hook (dấu hỏi) or an acute (dấu sắc).
_WORDS = frozenset(
    """
    đại biểu|tiêu biểu|sửa đổi|bổ sung|tổ quốc|tổ chức|tổng kết|tổng hợp|tổng thu|tổng số|tổng thể|
    tổng sản|tổ dân|tổ công|tổ hợp|tổ tự|chuyển đổi|đổi mới|biến đổi|thay đổi|trao đổi|ven biển|
    giáp biển|vùng biển|bãi biển|kinh tế|bờ biển|biển đảo|cảng biển|bảo hiểm|phát triển|triển khai|
    điểm trường|trọng điểm|thời điểm|quan điểm|thí điểm|chấm điểm|điểm số|đặc điểm|địa điểm|
    tập thể|đoàn thể|cụ thể|thể thao|thể chế|xuất khẩu|nhập khẩu|khẩu hiệu|
    cửa khẩu|mở rộng|cổ vũ|cổ phần|cải cách|cải thiện|cải tạo|bảo đảm|đảm bảo|bảo vệ|bảo tồn|
    khởi công|khởi nghiệp|sản xuất|sản phẩm|sản lượng|thủy sản|tài sản|nông sản|thực phẩm|
    chỉ tiêu|chỉ thị|chỉ đạo|chỉ số|chỉ huy|giải pháp|giải quyết|giải phóng|giải ngân|giảm nghèo|
    kéo giảm|tỷ lệ|tỷ đồng|kỷ niệm|kỷ cương|kỷ luật|thế kỷ|hỗ trợ|tiết kiệm|phấn đấu|quốc phòng|
    kết quả|hiệu quả|hậu quả|quản lý|quảng bá|khả năng|phản ánh|phản biện|phổ biến|phổ cập|
    thành phố|củng cố|khuyến khích|nhiệm kỳ|tuổi trẻ|tuổi thọ|thương mại|ổn định|bình ổn|
    đề xuất|đột xuất|sơ kết|đoàn kết|cam kết|gắn kết|ký kết|liên kết|xây dựng|hưởng ứng|ảnh hưởng|
    khen thưởng|tăng trưởng|trưởng thành|cơ sở|trụ sở|sở nội|các sở|nhà ở|
    hồ sơ|nền tảng|tư tưởng|giáo dục|phẩm chất|tham gia|kiểm tra|kiểm soát|kiểm điểm|điển hình|
    tuyển quân|tuyển dụng|truyền thống|chuyển giao|chuyển biến|vận chuyển|di chuyển|khẩn trương|
    người dân|nhân dân|ủy ban|đảng ủy|tỉnh ủy|huyện ủy|cấp ủy|nghỉ hưu|nghĩa vụ|tổn thất|
    cảnh quan|hoàn cảnh|mạnh mẽ|biểu dương|biểu quyết|chủ tịch|chủ đề|chủ trì|chủ trương|chủ yếu|
    chủ động|làm chủ|dân chủ|chính phủ|che phủ|thủ tướng|thủ trưởng|thủ tục|phủ sóng|đầy đủ|
    yếu tố|tố cáo|khiếu nại|đối với|đối tượng|đối chiếu|đối mặt|cân đối|tuyệt đối|phản đối|bố trí|
    công bố|phân bố|ý kiến|dự kiến|sáng kiến|kiến nghị|kiến thức|kế hoạch|thực tế|quốc tế|y tế|
    tiến độ|tiến bộ|cải tiến|tiên tiến|xúc tiến|biến động|phổ biến|chế biến|thể hiện|bến bãi|
    khiếm khuyết|hiếm muộn|nguy hiểm|tiếp tục|thế hệ|lợi thế|vị thế|thế giới|thế mạnh|ưu thế
    """.replace("\n", "")
    .replace(" |", "|")
    .replace("| ", "|")
    .split("|")
)
_KNOWN = frozenset(" ".join(word.split()) for word in _WORDS)
_ACUTE, _HOOK = "\u0301", "\u0309"
_POSTS = re.compile(r"PH[OÔÕ0] (?=CHỦ TỊCH|GIÁM ĐỐC|TRƯỞNG)")
_SPECK = re.compile(r"(?<=\bngày) [-–.·] (?=\d{1,2}/\d)")  # dirt on the paper before a date
_TOKEN = re.compile(r"[^\W\d_]+")
_HEADING = re.compile(r"(?P<label>[IVXLHT1l|!]{1,6})\s*[.,)]?\s+(?=[^\W\d_])")


def mend_words(text: str) -> str:
    """``text`` with office words put right that differ from what was seen in one tone."""
    text = _SPECK.sub(" ", _POSTS.sub("PHÓ ", text))
    tokens = list(_TOKEN.finditer(text))
    letters = [token[0] for token in tokens]
    for i in range(len(letters)):
        for j in (i - 1, i + 1):
            if 0 <= j < len(letters) and _adjacent(text, tokens[min(i, j)], tokens[max(i, j)]):
                letters[i] = _mended(letters[i], letters[j], before=j < i)
    return _put_back(text, tokens, letters)


def _adjacent(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    return text[one.end() : other.start()].isspace()


def _mended(word: str, neighbour: str, *, before: bool) -> str:
    def pair(candidate: str) -> str:
        lowered = (neighbour.lower(), candidate.lower())
        return " ".join(lowered if before else reversed(lowered))

    other = _other_tone(word)
    if other == word or pair(word) in _KNOWN or pair(other) not in _KNOWN:
        return word
    return other


def _other_tone(word: str) -> str:
    """The word with acute for hook or hook for acute."""
    letters = unicodedata.normalize("NFD", word)
    swap = {ord(_ACUTE): _HOOK, ord(_HOOK): _ACUTE}
    return unicodedata.normalize("NFC", letters.translate(swap))


def _put_back(text: str, tokens: list[re.Match[str]], letters: list[str]) -> str:
    parts, end = [], 0
    for token, word in zip(tokens, letters, strict=True):
        parts += [text[end : token.start()], word]
        end = token.end()
    return "".join(parts) + text[end:]


class HeadingCount:
    """Counts the headings in capitals along, to mend their Roman numerals."""

    def __init__(self) -> None:
        self._count = 0

    def mended(self, line: str) -> str:
        """``line`` with "1V." or "L" made the numeral that comes next, if it is a heading.

        Only strokes that look like a Roman numeral are touched, and only where the number
        that comes next in the count has about as many strokes.
        """
        label = _HEADING.match(line)
        rest = line[label.end() :] if label else ""
        if label is None or label["label"] == "1" or not rest.isupper() or len(rest) < 6:
            return line
        number = self._following(label["label"])
        if number is None:
            return line
        self._count = number
        return f"{roman(number)}. {rest}"

    def _following(self, seen: str) -> int | None:
        value, following = from_roman(seen), self._count + 1
        if value is not None and value >= following:
            return value
        strokes = len(seen.replace("H", "II").replace("T", "I"))
        return following if abs(strokes - len(roman(following))) <= 1 else value
