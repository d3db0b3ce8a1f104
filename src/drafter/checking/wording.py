"""Marks, blanks and capitals: what a proofreader sees (Phụ lục II NĐ 30/2020)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from drafter.document.facts import Span
from drafter.reading.vietnamese import LOWER, UPPER

from .case import Case
from .finding import Category, Severity
from .rule import Family, Flaw

WORDING = Family(Category.WORDING)

_L = rf"[{UPPER}{LOWER}]"


@WORDING.rule(
    "ND-08",
    Severity.ERROR,
    "Bản chính thức",
    "Không còn chỗ trống phải điền trong văn bản ban hành",
)
def placeholders(case: Case) -> Iterator[Flaw]:
    """Visible placeholders: to fill in a draft, an error in a document of others."""
    severity = Severity.INFO if case.context.draft else None
    for span in case.placeholders:
        words = case.quote(span)
        if re.fullmatch(r"\[(?:…|\.{3}|\d{1,3}|sic)\]", words):
            continue
        yield Flaw(f"Chỗ cần điền: {words}.", span, "Điền trước khi trình ký.", severity=severity)
    for span in case.search(_BLANKS, case.body):
        yield Flaw(
            f"Chỗ bỏ trống “{case.quote(span)}”.",
            span,
            "Điền trước khi trình ký.",
            severity=severity,
        )


_BLANKS = re.compile(
    r"\?{3,}|…/…|(?<=\w )(?:\.{4,}|_{4,})(?=\s*\w)|\bXXX\b|\bxxx\b|\bTBD\b|\bTODO\b|[Ll]orem ipsum|\{\{[^}]*\}\}|\[\[[^\]]*\]\]"
    r"|(?:số|ngày|tháng|đạt)\s+(?:…|\.\.\.)(?=[\s,/;])"
)


@WORDING.rule("ND-09", Severity.ERROR, "Bản chính thức", "Không còn ký hiệu Markdown, HTML")
def markup(case: Case) -> Iterator[Flaw]:
    """Markdown and HTML marks; those that reading dropped are known by its warning."""
    for warning in case.document.source.warnings:
        if warning.code == "markdown":
            yield Flaw("Văn bản gốc còn ký hiệu Markdown (**, ##).", None, "Xóa ký hiệu.")
    for span in case.search(_MARKUP):
        yield Flaw(f"Còn ký hiệu định dạng “{case.quote(span)}”.", span, "Xóa ký hiệu.", "")


_MARKUP = re.compile(
    r"\*\*|(?m:^\s*#{1,6}\s)|`{1,3}|</?(?:b|i|u|p|br|div|span|strong|em)\s*/?>|(?m:^\s*\|[^\n]*\|\s*$)|"
    r"\[[^\]\n]+\]\(https?:[^)\n]*\)|&(?:nbsp|amp|lt|gt);|(?<![\w_])__(?=[^\W_])"
)
_MOJIBAKE = re.compile(
    "Ã[\u00a1-\u00bf\u20ac\u2122]|áº|á»|Æ°|Ä‘|ï¿½|\ufffd|[\u0080-\u009f]{2,}|â€[œ™\u201c\u201d]?"
)
_STRAY_MARK = re.compile("[\u0300-\u036f]")
_TONED_CONSONANT = re.compile(
    "[" + "".join(
        c for base in "bcdđghklmnpqrstvxBCDGHKLMNPQRSTVX" for mark in "\u0300\u0301\u0303\u0309\u0323"
        if len(c := unicodedata.normalize("NFC", base + mark)) == 1
    ) + "]"
)  # fmt: skip


@WORDING.rule(
    "FN-05", Severity.ERROR, "PLI-I.4", "Không có chữ hỏng do sai bảng mã, dấu thanh rời khỏi chữ"
)
def broken_letters(case: Case) -> Iterator[Flaw]:
    """Mojibake; tone marks that slipped off their vowel."""
    for span in case.search(_MOJIBAKE):
        yield Flaw("Chữ bị hỏng do sai bảng mã.", _word_at(case, span), "Gõ lại.")
    told: set[int] = set()
    for pattern in (_STRAY_MARK, _TONED_CONSONANT):
        for found in pattern.finditer(case.text):
            word = _word_at(case, Span(*found.span()))
            if word.start not in told:
                told.add(word.start)
                yield Flaw(f"Dấu thanh bị vỡ ở “{case.quote(word)}”.", word, "Gõ lại chữ này.",
                           severity=Severity.WARNING)  # fmt: skip


def _word_at(case: Case, span: Span) -> Span:
    start = case.text.rfind(" ", 0, span.start) + 1
    start = max(start, case.text.rfind("\n", 0, span.start) + 1)
    ends = [e for e in (case.text.find(" ", span.end), case.text.find("\n", span.end)) if e >= 0]
    return Span(start, min(ends, default=len(case.text)))


@WORDING.rule("FN-04", Severity.WARNING, "PLI-I.4", "Chữ tiếng Việt ở dạng dựng sẵn (NFC)")
def composed(case: Case) -> Iterator[Flaw]:
    """Text in NFC; what is read here is normalised, so only our own output can fail."""
    if not unicodedata.is_normalized("NFC", case.text):
        yield Flaw("Văn bản dùng chữ tổ hợp (chưa NFC).", None, "Chuyển sang Unicode dựng sẵn.")


@WORDING.rule(
    "CH-05", Severity.WARNING, "Chính tả", "Ngoặc kép, ngoặc đơn mở thì phải đóng, từng cặp một"
)
def quotes(case: Case) -> Iterator[Flaw]:
    """Pairs of quotation marks, paragraph by paragraph; counting alone does not find them."""
    for paragraph in case.paragraphs:
        if paragraph.start >= case.annex_start:
            break
        yield from _quotes_in(case, paragraph)
        yield from _brackets_in(case, paragraph)


def _quotes_in(case: Case, paragraph: Span) -> Iterator[Flaw]:
    open_at: int | None = None
    straight: list[int] = []
    for at in range(paragraph.start, paragraph.end):
        char = case.clean[at]
        if char == "“":
            if open_at is not None:
                yield _quote_flaw(case, open_at, at, "Dấu mở ngoặc kép không có dấu đóng")
            open_at = at
        elif char == "”":
            if open_at is None:
                yield _quote_flaw(
                    case, max(paragraph.start, at - 50), at + 1, "Thừa dấu đóng ngoặc kép"
                )
            open_at = None
        elif char == '"':
            straight.append(at)
    if open_at is not None:
        yield _quote_flaw(case, open_at, paragraph.end, "Dấu mở ngoặc kép không có dấu đóng")
    if len(straight) % 2:
        yield _quote_flaw(case, straight[-1], paragraph.end, "Dấu ngoặc kép thẳng không thành cặp")
    elif straight and "“" in case.clean:
        end = min(straight[1] + 1, paragraph.end)
        yield Flaw("Dùng lẫn ngoặc kép thẳng và ngoặc kép cong.", Span(straight[0], end),
                   "Dùng “ ”.", severity=Severity.INFO)  # fmt: skip


def _quote_flaw(case: Case, start: int, end: int, what: str) -> Flaw:
    span = Span(start, min(end, start + 90))
    return Flaw(
        f"{what}: “{case.quote(span).strip('“”')}”.", span, "Kiểm tra lại từng cặp ngoặc kép."
    )


def _brackets_in(case: Case, paragraph: Span) -> Iterator[Flaw]:
    words = re.sub(
        r"(?m)(?:^|(?<=[\s;,:]))(?:[a-zđ]|\d{1,2}|[ivx]+)\)",
        lambda m: " " * len(m[0]),
        paragraph.of(case.clean),
    )
    opened, closed = words.count("("), words.count(")")
    if opened != closed:
        at = paragraph.start + max(words.rfind("("), words.rfind(")"), 0)
        what = "không có dấu đóng" if opened > closed else "không có dấu mở"
        yield Flaw(
            f"Dấu ngoặc đơn {what}.", Span(at, min(paragraph.end, at + 60)), "Thêm dấu ngoặc đơn."
        )


_SPACED = re.compile(rf"(?<=[{UPPER}{LOWER}\d)”]) +(?P<mark>[,;:!?]|\.(?![.\d]))(?=\s|$)", re.M)
_JOINED = re.compile(
    rf"(?<=[{LOWER}])(?P<mark>[.;,])(?=[{UPPER}][{LOWER}])|(?<=[{LOWER}{UPPER}])(?P<mark2>[,;])(?=[{LOWER}{UPPER}])"
)
_DOUBLE_MARK = re.compile(r",,|;;|(?<!\.)\.\.(?!\.|/)|,\s*\.(?!\.)|;\s*\.(?!/)|,\s*;|:\s*;")


@WORDING.rule(
    "TX-03",
    Severity.WARNING,
    "Trình bày",
    "Không có khoảng trắng trước dấu câu, có một khoảng trắng sau; không lặp dấu câu",
)
def marks(case: Case) -> Iterator[Flaw]:
    """Blanks round marks, doubled marks; many of one kind are told once."""
    for pattern, what, put in (
        (_SPACED, "Thừa khoảng trắng trước dấu câu", None),
        (_JOINED, "Thiếu khoảng trắng sau dấu câu", None),
        (_DOUBLE_MARK, "Lặp dấu câu", None),
    ):
        found = list(case.search(pattern, Span(case.body_start, case.annex_start)))
        for at, span in enumerate(found[:3]):
            more = f" (còn {len(found) - 3} chỗ tương tự)" if at == 2 and len(found) > 3 else ""
            wide = Span(max(0, span.start - 18), min(len(case.text), span.end + 18))
            severity = Severity.WARNING if pattern is _DOUBLE_MARK else Severity.INFO
            yield Flaw(f"{what}: “{case.quote(wide)}”{more}.", span, "Sửa khoảng trắng, dấu câu.",
                       put, severity)  # fmt: skip


_DECIMAL_POINT = re.compile(
    r"(?<![\d./-])\d{1,3}\.\d{1,2}(?=\s?(?:-\s?\d[\d.,]*\s?)?(?:%|ha\b|km|tấn|tỷ|triệu))"
)
_SPACE_PERCENT = re.compile(r"\d +%")
_GROUPED = re.compile(
    r"(?<![\d.,/])[1-9]\d{3}(?=\s+(?:tấn|con|ha|hộ|người|triệu|tỷ|đồng|lượt|cây|km|m2|m3)\b)"
)


@WORDING.rule(
    "TX-01",
    Severity.WARNING,
    "NĐ 86/2012",
    "Số thập phân dùng dấu phẩy, hàng nghìn dùng dấu chấm, không cách trước %",
)
def numbers(case: Case) -> Iterator[Flaw]:
    """Decimal points, blanks before %, thousands without a dot."""
    for span in case.search(_DECIMAL_POINT, Span(case.body_start, case.annex_start)):
        words = case.quote(span)
        yield Flaw(
            f"“{words}” dùng dấu chấm thập phân.",
            span,
            f"Ghi {words.replace('.', ',')}.",
            words.replace(".", ","),
        )
    for span in case.search(_SPACE_PERCENT, Span(case.body_start, case.annex_start)):
        yield Flaw(
            "Thừa khoảng trắng trước dấu %.",
            span,
            "Viết liền.",
            re.sub(r"\s", "", case.quote(span)),
            Severity.INFO,
        )
    for span in case.search(_GROUPED, Span(case.body_start, case.annex_start)):
        words = case.quote(span)
        if not 1900 <= int(words) <= 2100:
            yield Flaw(f"“{words}” không có dấu chấm ngăn hàng nghìn.", span,
                       f"Ghi {words[0]}.{words[1:]}.", f"{words[0]}.{words[1:]}", Severity.INFO)  # fmt: skip


_BOTH_STYLES = re.compile(r"(?i)(?<!q)(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?![a-zà-ỹ])")
_NEW_STYLE = re.compile(r"(?i)(?:[òóỏõọ][ae]|[ùúủũụ]y)(?![a-zà-ỹ])")


@WORDING.rule(
    "TX-02",
    Severity.INFO,
    "Lối viết",
    "Một cách bỏ dấu thanh trong cả văn bản: hòa hoặc hoà, ủy hoặc uỷ",
)
def tone_style(case: Case) -> Iterator[Flaw]:
    """Both styles of tone marks in one text."""
    where = Span(case.body_start, case.annex_start)
    new, old = list(case.search(_BOTH_STYLES, where)), list(case.search(_NEW_STYLE, where))
    if new and old:
        rare = new if len(new) <= len(old) else old
        word = _word_at(case, rare[0])
        yield Flaw(f"Dùng lẫn hai cách bỏ dấu thanh (“{case.quote(word)}”, {len(rare)} chỗ).", word,
                   "Thống nhất một cách bỏ dấu.")  # fmt: skip


_TIGHT_DASH = re.compile(
    rf"(?<=[{LOWER}])(?: [-–](?=[{LOWER}{UPPER}])|[-–] (?=[{LOWER}{UPPER}]))|(?<=[{UPPER}])[-–] (?=[{UPPER}])|\d{{4}}- \d{{4}}"
)


@WORDING.rule(
    "TX-05", Severity.INFO, "Trình bày", "Khoảng trắng đều hai bên dấu gạch nối: kinh tế - xã hội"
)
def dashes(case: Case) -> Iterator[Flaw]:
    """ "kinh tế -xã hội", "2020- 2025"."""
    found = list(case.search(_TIGHT_DASH, Span(case.body_start, case.tail_start)))
    if found:
        wide = Span(max(0, found[0].start - 12), min(len(case.text), found[0].end + 12))
        yield Flaw(f"Sai khoảng trắng quanh gạch nối: “{case.quote(wide)}” ({len(found)} chỗ).", found[0],
                   "Viết “ - ” đều hai bên.")  # fmt: skip
