"""What a sentence of the directive asks of communes: clause, figure, and who is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from drafter.document.brief import Floor
from drafter.document.facts import Bound, Quantity, Span, Target
from drafter.document.reading import ReadDocument
from drafter.reading.vietnamese import fold, legible, parse_number

from .sections import marks_over, section_path
from .standing import Standing, addresses_in

_FIGURE = re.compile(
    r"(?P<lead>(?:(?:phấn đấu|đạt|giảm|tăng|thêm|còn|xuống|duy trì|có)\s+)*)"
    r"(?P<before>(?:từ|ít nhất|tối thiểu|trên|không dưới|không thấp hơn|dưới|không quá|tối đa)\s+)?"
    r"(?<![\d/.,])(?P<number>\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?)(?![\d/]|\.\d)"
    r"\s*(?P<unit>điểm %|điểm phần trăm|%|nghìn tỷ đồng|tỷ đồng|triệu đồng(?:/người)?(?:/năm)?|"
    r"(?:tỷ|triệu|nghìn) \w+|tiêu chí|mô hình|sản phẩm|tập thể|cá nhân|công trình|điển hình|"
    r"doanh nghiệp|hợp tác xã|lao động|khu dân cư|phong trào|sáng kiến|[^\W\d_]+)?"
    r"(?P<after>\s*(?:trở lên|\(trở lên\)))?",
    re.IGNORECASE,
)
_ABOVE = re.compile(
    r"toàn (?:tỉnh|huyện|thành phố|quận)|(?:của|cả) (?:tỉnh|huyện|thành phố)|\bgrdp\b|"
    r"\bkim ngạch\b|\bxuất khẩu\b|khu kinh tế|khu công nghiệp|cụm công nghiệp|\bfdi\b|"
    r"\b(?:pci|papi|par index|sipas|ddci)\b|đô thị hóa|che phủ rừng|tỉnh phấn đấu|"
    r"%\s*(?:số\s+)?(?:các\s+)?(?:xã|phường)\b|giá trị sản xuất|(?:ở|cho|đối với) cấp tỉnh|sản lượng thép|hàng hóa qua cảng"
)
_ABOVE_HEADING = re.compile(r"chung của (?:tỉnh|huyện|thành phố)|chỉ tiêu chung|của tỉnh|toàn tỉnh")
_COMMUNES_HEADING = re.compile(r"\b(?:đối với|áp dụng|giao)\b.*\b(?:xã|phường)\b|cấp xã")
_EACH_HAMLET = re.compile(r"\b(?:mỗi|từng)\s+(?:thôn|xóm|bản|ấp|khóm|tổ dân phố|khu dân cư)")
_NOT_FIGURES = re.compile(
    r"(?:ngày|tháng|năm|quý|đợt|khoản|điều|mục|số|lần thứ|khóa|giai đoạn|đại hội|trước|tuổi|dưới)\s*$"
)
_NOT_UNITS = frozenset(
    [
        "tháng",
        "năm",
        "ngày",
        "tuổi",
        "đợt",
        "lần",
        "quý",
        "phong",
        "chương",
        "đồng",
        "chí",
        "cấp",
        "giờ",
    ]
)
_RATE_UNITS = frozenset({"%", "điểm %", "điểm phần trăm"})
_COUNTED_AFTER = re.compile(
    r"\s*(?!(?:chỉ tiêu|kế hoạch|trở lên|so với|trong|đối với|ở|tại|tổng số|số|vốn|nguồn)\b)[^\W\d_]{2,}"
)
_LABEL = re.compile(r"^\s*(?:\d+(?:\.\d+)*[.)]|[a-zđ]\)|[IVX]+\.|[-+•])\s*")
_CONDITION = re.compile(
    r"\s*(?:đối với|cho|ở|tại)\s+(?:các\s+)?(?:xã|phường|cấp xã)[^,;.]*", re.IGNORECASE
)
_OR_ELSE = re.compile(r"\s+hoặc\s+\d.*$", re.DOTALL)
_OPENING = re.compile(
    r"^(?:phấn đấu|bảo đảm|đảm bảo|duy trì|mỗi|từng|các|xã|phường|ít nhất|tối thiểu)\b.*?:\s*", re.I
)


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause with one figure; ``indicator`` is taken from the clause before where it has none."""

    text: str
    at: int
    figure: re.Match[str]
    indicator: str
    address: str


def sentence_floors(directive: ReadDocument, standing: Standing) -> Iterator[Floor]:
    """Floors that the running text sets for this commune, in order."""
    return (floor for floor, meant in _floors(directive, standing) if meant)


def open_floors(directive: ReadDocument, standing: Standing) -> Iterator[Floor]:
    """Floors set for a class ("xã chưa đạt chuẩn") that this commune may or may not be of."""
    return (floor for floor, meant in _floors(directive, standing) if not meant)


def _floors(directive: ReadDocument, standing: Standing) -> Iterator[tuple[Floor, bool]]:
    """Every floor that may hold, with whether it is known to."""
    for paragraph in _paragraphs(directive):
        headings = " / ".join(
            fold(legible(m.title))
            for m in marks_over(directive, paragraph.start)
            if m.span.end < paragraph.end or m.span.start < paragraph.start
        )
        if _ABOVE_HEADING.search(headings) and not _COMMUNES_HEADING.search(headings):
            continue
        words = paragraph.of(directive.text)
        under = f"{headings} / {fold(_LABEL.sub('', words).partition('. ')[0])}"
        for clause in _clauses(words, paragraph.start):
            found = _floor(clause, headings, under, directive, standing)
            if found is not None:
                yield found


def _paragraphs(directive: ReadDocument) -> Iterator[Span]:
    text = directive.text
    tail = [m.start() for m in re.finditer(r"(?m)^\W{0,3}Nơi nhận", text)]
    end = tail[-1] if tail else len(text)
    start = directive.sections[0].span.start if directive.sections else 0
    for found in re.finditer(r"[^\n]+", text[:end]):
        if found.start() >= start and "\t" not in found[0]:
            yield Span(*found.span())


def _clauses(paragraph: str, start: int) -> Iterator[_Clause]:
    text = _LABEL.sub(lambda m: " " * len(m[0]), legible(paragraph))
    for sentence in re.finditer(r"[^;.]*(?:\.(?=\d)[^;.]*)*[;.]?", text):
        if sentence[0].strip():
            yield from _split(sentence[0], start + sentence.start())


def _split(sentence: str, start: int) -> Iterator[_Clause]:
    """Cut at the first comma (or "và") after each figure but the last."""
    figures = [f for f in _FIGURE.finditer(sentence) if _is_figure(f, sentence)]
    if not figures:
        return
    lead = (
        addresses_in(sentence.split(":")[0].strip()) and ":" in sentence[: figures[0].start() + 1]
    )
    address = sentence.split(":")[0] if lead else ""
    begin, indicator = 0, ""
    for this, after in zip(figures, [*figures[1:], None], strict=True):
        if this.start() < begin:
            continue
        end = len(sentence)
        if after is not None:
            cut = re.compile(r",|\bvà\b").search(sentence, this.end(), after.start())
            if cut is None:
                pass
            else:
                end = cut.start()
        text = sentence[begin:end]
        own = _name(text, this.start() - begin, this.end() - begin)
        indicator = own or indicator
        yield _Clause(text, start + begin, this, indicator, address)
        if end == len(sentence):
            return
        begin = end + 1


def _is_figure(found: re.Match[str], sentence: str) -> bool:
    before = fold(sentence[: found.start("number")])
    if _NOT_FIGURES.search(before[: len(before)]) and not found["before"]:
        return False
    unit = fold(found["unit"] or "")
    if unit in _NOT_UNITS or re.match(r"\s*[-/]\s*\d", sentence[found.end("number") :]):
        return False
    return bool(unit)


def _name(text: str, start: int, end: int) -> str:
    """The indicator: what stands before the figure, else what follows it."""
    before = _CONDITION.sub("", text[:start])
    before = _OPENING.sub("", before.strip(" ,:-")).strip(" ,:-")
    before = re.sub(r"^(?:\d+|[a-zđ]|[IVX]+)[.)]\s*", "", before)
    after = _OR_ELSE.sub("", _CONDITION.sub("", text[end:])).strip(" ,;.:")
    if _COUNTED_AFTER.match(text[end:]) and "%" in text[start:end] and "từ" not in text[start:end]:
        return after
    if len(before.split()) >= 2 and not re.fullmatch(
        r"(?:mỗi|từng|các|và|các xã|xã)\b.*", fold(before)
    ):
        return before
    return " ".join(
        p for p in (before if re.search(r"giảm|tăng", fold(before)) else "", after) if p
    )


def _floor(
    clause: _Clause, headings: str, under: str, directive: ReadDocument, standing: Standing
) -> tuple[Floor, bool] | None:
    folded = fold(clause.text)
    if _ABOVE.search(folded) or _EACH_HAMLET.search(folded):
        return None
    meant = _meant(clause, headings, standing)
    unit = fold(clause.figure["unit"] or "")
    rate = unit in _RATE_UNITS
    if meant is _Meant.NO or (meant is _Meant.EVERYBODY and not rate):
        return None
    quantity = _quantity(clause)
    if rate and not clause.indicator:
        return None
    if quantity is None or (rate and quantity.value is not None and quantity.value > 100):
        return None
    target = Target(clause.text.strip(" ,;."), _subject(clause, under), quantity)
    path = section_path(directive, clause.at)
    ref = f"mục {path}" if path else "phần mở đầu"
    floor = Floor(target, ref, clause.text.strip(" ,;"), False, quantity.value)
    return floor, meant is not _Meant.OPEN


def _subject(clause: _Clause, under: str) -> str:
    """The indicator; a bare count is named with the class it is asked of."""
    unit = fold(clause.figure["unit"] or "")
    name = clause.indicator
    if unit not in _RATE_UNITS and clause.figure["unit"] and unit not in fold(name):
        printed = clause.text[clause.text.find(clause.figure["number"]) :]
        noun = re.sub(r"^[\d.,\s]+", "", printed).strip(" ,;.")
        name = noun if name in noun else (f"{name} {noun}" if noun not in name else name)
    about = fold(clause.address) if clause.address else (under if unit == "tiêu chí" else "")
    if "nông thôn mới" in about and "nông thôn mới" not in fold(name):
        name = f"{name} (nông thôn mới)"
    return name


class _Meant(Enum):
    """Whether a clause speaks to this commune."""

    YES = "yes"
    NO = "no"
    EVERYBODY = "everybody"  # a figure that names no communes at all
    OPEN = "open"  # for a class that nothing says the commune is or is not of


def _meant(clause: _Clause, headings: str, standing: Standing) -> _Meant:
    named = [a.holds(standing) for a in addresses_in(clause.address or clause.text)]
    narrow = [a for a in addresses_in(clause.text) if a.quality] + [
        a for a in addresses_in(clause.address) if a.quality
    ]
    if narrow:
        answers = [a.holds(standing) for a in narrow]
        if False in answers:
            return _Meant.NO
        return _Meant.OPEN if None in answers else _Meant.YES
    if False in named and True not in named:
        return _Meant.NO
    if True in named or _COMMUNES_HEADING.search(headings):
        return _Meant.YES
    return _Meant.EVERYBODY


def _quantity(clause: _Clause) -> Quantity | None:
    found = clause.figure
    value: Decimal | None = parse_number(found["number"])
    if value is None:
        return None
    bound = _bound(fold(clause.text), fold(found["lead"] or ""), fold(found["before"] or ""))
    return Quantity(
        value,
        (found["unit"] or "").strip() or None,
        bound,
        written=found["number"],
        floor=bound is Bound.DECREASE,
    )


def _bound(clause: str, lead: str, before: str) -> Bound:
    if re.search(r"còn|xuống", lead) or re.search(r"dưới|không quá|tối đa", before):
        return Bound.LE
    if "giảm" in lead or re.search(r"\bgiảm\b(?! thiểu)", clause):
        return Bound.DECREASE
    return Bound.GE
