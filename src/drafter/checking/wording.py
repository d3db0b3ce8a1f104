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


@WORDING.rule("ND-08", Severity.ERROR, "Bản chính thức", "Không còn chỗ trống phải điền trong văn bản ban hành")
def placeholders(case: Case) -> Iterator[Flaw]:
    """Visible placeholders: to fill in a draft, an error in a document of others."""
    severity = Severity.INFO if case.context.draft else None
    for span in case.placeholders:
        words = case.quote(span)
        if re.fullmatch(r"\[(?:…|\.{3}|\d{1,3}|sic)\]", words):
            continue
        yield Flaw(f"Chỗ cần điền: {words}.", span, "Điền trước khi trình ký.", severity=severity)
    for span in case.search(_BLANKS, case.body):
        yield Flaw(f"Chỗ bỏ trống “{case.quote(span)}”.", span, "Điền trước khi trình ký.", severity=severity)


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


@WORDING.rule("FN-05", Severity.ERROR, "PLI-I.4", "Không có chữ hỏng do sai bảng mã, dấu thanh rời khỏi chữ")
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


@WORDING.rule("CH-05", Severity.WARNING, "Chính tả", "Ngoặc kép, ngoặc đơn mở thì phải đóng, từng cặp một")
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
                yield _quote_flaw(case, max(paragraph.start, at - 50), at + 1, "Thừa dấu đóng ngoặc kép")
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
    return Flaw(f"{what}: “{case.quote(span).strip('“”')}”.", span, "Kiểm tra lại từng cặp ngoặc kép.")


def _brackets_in(case: Case, paragraph: Span) -> Iterator[Flaw]:
    words = re.sub(r"(?m)(?:^|(?<=[\s;,:]))(?:[a-zđ]|\d{1,2}|[ivx]+)\)", lambda m: " " * len(m[0]), paragraph.of(case.clean))
    opened, closed = words.count("("), words.count(")")
    if opened != closed:
        at = paragraph.start + max(words.rfind("("), words.rfind(")"), 0)
        what = "không có dấu đóng" if opened > closed else "không có dấu mở"
        yield Flaw(f"Dấu ngoặc đơn {what}.", Span(at, min(paragraph.end, at + 60)), "Thêm dấu ngoặc đơn.")


_SPACED = re.compile(rf"(?<=[{UPPER}{LOWER}\d)”]) +(?P<mark>[,;:!?]|\.(?![.\d]))(?=\s|$)", re.M)
_JOINED = re.compile(rf"(?<=[{LOWER}])(?P<mark>[.;,])(?=[{UPPER}][{LOWER}])|(?<=[{LOWER}{UPPER}])(?P<mark2>[,;])(?=[{LOWER}{UPPER}])")
_DOUBLE_MARK = re.compile(r",,|;;|(?<!\.)\.\.(?!\.|/)|,\s*\.(?!\.)|;\s*\.(?!/)|,\s*;|:\s*;")


@WORDING.rule("TX-03", Severity.WARNING, "Trình bày", "Không có khoảng trắng trước dấu câu, có một khoảng trắng sau; không lặp dấu câu")
def marks(case: Case) -> Iterator[Flaw]:
    """Blanks round marks, doubled marks; many of one kind are told once."""
    for pattern, what, put in (
        (_SPACED, "Thừa khoảng trắng trước dấu câu", None),
        (_JOINED, "Thiếu khoảng trắng sau dấu câu", None),
        (_DOUBLE_MARK, "Lặp dấu câu", None),
    ):
        found = [s for s in case.search(pattern, Span(case.body_start, case.annex_start))]
        for at, span in enumerate(found[:3]):
            more = f" (còn {len(found) - 3} chỗ tương tự)" if at == 2 and len(found) > 3 else ""
            wide = Span(max(0, span.start - 18), min(len(case.text), span.end + 18))
            severity = Severity.WARNING if pattern is _DOUBLE_MARK else Severity.INFO
            yield Flaw(f"{what}: “{case.quote(wide)}”{more}.", span, "Sửa khoảng trắng, dấu câu.",
                       put, severity)  # fmt: skip


_DECIMAL_POINT = re.compile(r"(?<![\d./-])\d{1,3}\.\d{1,2}(?=\s?(?:-\s?\d[\d.,]*\s?)?(?:%|ha\b|km|tấn|tỷ|triệu))")
_SPACE_PERCENT = re.compile(r"\d +%")
_GROUPED = re.compile(r"(?<![\d.,/])[1-9]\d{3}(?=\s+(?:tấn|con|ha|hộ|người|triệu|tỷ|đồng|lượt|cây|km|m2|m3)\b)")


@WORDING.rule("TX-01", Severity.WARNING, "NĐ 86/2012", "Số thập phân dùng dấu phẩy, hàng nghìn dùng dấu chấm, không cách trước %")
def numbers(case: Case) -> Iterator[Flaw]:
    """Decimal points, blanks before %, thousands without a dot."""
    for span in case.search(_DECIMAL_POINT, Span(case.body_start, case.annex_start)):
        words = case.quote(span)
        yield Flaw(f"“{words}” dùng dấu chấm thập phân.", span, f"Ghi {words.replace('.', ',')}.", words.replace(".", ","))
    for span in case.search(_SPACE_PERCENT, Span(case.body_start, case.annex_start)):
        yield Flaw("Thừa khoảng trắng trước dấu %.", span, "Viết liền.", re.sub(r"\s", "", case.quote(span)), Severity.INFO)
    for span in case.search(_GROUPED, Span(case.body_start, case.annex_start)):
        words = case.quote(span)
        if not 1900 <= int(words) <= 2100:
            yield Flaw(f"“{words}” không có dấu chấm ngăn hàng nghìn.", span, "",
                       f"{words[0]}.{words[1:]}", Severity.INFO)  # fmt: skip


_WORD = re.compile(rf"{_L}+")
_TWICE_FINE = frozenset(
    "ngày đời người nhà luôn dần xa mãi rất từng nơi lâu đều hàng muôn đông song thường chậm sâu cao ngành năm xanh lần việc vừa đằng ai càng".split()
)
_PHRASE_TWICE = re.compile(rf"(?i)(?<!\w)(?P<p>{_L}+\s{_L}+)\s+(?P=p)(?!\w)")
_WORD_TWICE = re.compile(rf"(?i)(?<!\w)(?P<w>{_L}+)\s+(?P=w)(?!\w)")


@WORDING.rule("CH-03", Severity.ERROR, "Chính tả", "Không lặp từ")
def doubled(case: Case) -> Iterator[Flaw]:
    """"phát động phát động", "các các"."""
    taken: list[Span] = []
    for found in _PHRASE_TWICE.finditer(case.text, 0, case.annex_start):
        span = Span(*found.span())
        if "\n" not in found.group():
            taken.append(span)
            yield Flaw(f"Lặp từ “{case.quote(span)}”.", span, "Bỏ phần lặp.", found["p"])
    for found in _WORD_TWICE.finditer(case.text, 0, case.annex_start):
        span = Span(*found.span())
        word = found["w"].lower()
        if "\n" in found.group() or word in _TWICE_FINE or any(span.overlaps(t) for t in taken):
            continue
        if len(word) > 1 and not found["w"].isupper():
            yield Flaw(f"Lặp từ “{case.quote(span)}”.", span, "Bỏ một từ.", found["w"],
                       None if word in _NEVER_TWICE else Severity.WARNING)  # fmt: skip


_NEVER_TWICE = frozenset(
    "và của các những được trong trên cho với là có từ theo về tại đến để này năm đã sẽ thực hiện ủy ban xã phường".split()
) - {"năm"}

_PEOPLE = re.compile(
    r"(?<!ban )(?<!đồng )(?<!án )(?<!sát )(?<!Quân đội )(?<!đội )(?<!công an )(?<!an )(?<!trang )(?<!chiến tranh )(?<!nghệ sĩ )(?<!giáo )\bnhân dân\b"
)
_BODIES = (
    (re.compile(r"(?<![\w“])ủy ban nhân dân|(?<![\w“])uỷ ban nhân dân|Ủy Ban [Nn]hân [Dd]ân|Ủy ban Nhân dân|Uỷ Ban [Nn]hân [Dd]ân"), "Ủy ban nhân dân"),
    (re.compile(r"(?<![\w“])hội đồng nhân dân|Hội Đồng [Nn]hân [Dd]ân|Hội đồng Nhân dân"), "Hội đồng nhân dân"),
    (re.compile(r"mặt trận tổ quốc|Mặt Trận Tổ Quốc|Mặt trận tổ quốc"), "Mặt trận Tổ quốc"),
    (re.compile(r"UBMT [Tt]ổ quốc"), "Ủy ban MTTQ Việt Nam"),
    (re.compile(r"Hội đồng thi đua\s*-\s*khen thưởng|hội đồng thi đua\s*-\s*khen thưởng"), "Hội đồng Thi đua - Khen thưởng"),
)  # fmt: skip


@WORDING.rule("VH-01", Severity.WARNING, "PLII-V.1", "Viết hoa Nhân dân, Nhà nước")
def people(case: Case) -> Iterator[Flaw]:
    """Standalone "nhân dân"; told once with the number of places."""
    found = list(case.search(_PEOPLE, Span(case.body_start, case.annex_start)))
    found = [s for s in found if not case.inside_citation(s) and not case.text[s.end : s.end + 4] == " tệ"]
    if found:
        more = f" ({len(found)} chỗ)" if len(found) > 1 else ""
        yield Flaw(f"“nhân dân” là danh từ riêng phải viết hoa: “Nhân dân”{more}.", found[0],
                   "Viết Nhân dân.", "Nhân dân", Severity.WARNING if len(found) > 1 else Severity.INFO)  # fmt: skip


@WORDING.rule("VH-02", Severity.WARNING, "PLII-IV.1", "Viết hoa đúng tên cơ quan, tổ chức")
def bodies(case: Case) -> Iterator[Flaw]:
    """Capitals of the names of bodies."""
    for pattern, right in _BODIES:
        for span in case.search(pattern, Span(case.body_start, case.annex_start)):
            if case.inside_citation(span) and case.text[span.start].islower():
                continue
            yield Flaw(f"“{case.quote(span)}” viết hoa chưa đúng.", span, f"Viết {right}.", right)


_DOC_WORDS = re.compile(
    r"(?<![\w“])(?P<kind>luật|nghị định|nghị quyết|quyết định|chỉ thị|thông tư|công văn|kế hoạch|hướng dẫn|kết luận) (?=số:? ?\d)"
)


@WORDING.rule("VH-07", Severity.WARNING, "PLII-V.6", "Viết hoa tên loại khi nêu văn bản cụ thể: Nghị định số …")
def kinds_of_documents(case: Case) -> Iterator[Flaw]:
    """"nghị định số 152"."""
    for found in _DOC_WORDS.finditer(case.clean, case.body_start, case.annex_start):
        kind = found["kind"]
        span = Span(found.start("kind"), found.end("kind"))
        right = kind[0].upper() + kind[1:]
        yield Flaw(f"“{kind} số …” phải viết hoa: “{right} số …”.", span, f"Viết {right}.", right)


_PARTS_UPPER = re.compile(r"(?<=[a-zà-ỹđ,] )(?P<word>Khoản|Điểm) (?=\d|[a-zđ]\b)")
_ARTICLE_LOWER = re.compile(r"(?<!\w)điều (?=\d+[a-z]? (?:của )?(?:Luật|Nghị định|Thông tư))")


@WORDING.rule("VH-06", Severity.WARNING, "PLII-V.7", "Viết hoa Điều, viết thường khoản, điểm khi viện dẫn")
def parts_of_documents(case: Case) -> Iterator[Flaw]:
    """Khoản 2 Điều 60 → khoản 2 Điều 60."""
    where = Span(case.body_start, case.annex_start)
    for found in _PARTS_UPPER.finditer(case.clean, where.start, where.end):
        span = Span(found.start("word"), found.end("word"))
        yield Flaw(f"“{found['word']}” trong câu viết thường.", span, f"Viết {found['word'].lower()}.", found["word"].lower())
    for span in case.search(_ARTICLE_LOWER, where):
        yield Flaw("“điều” khi viện dẫn phải viết hoa.", span, "Viết Điều.", "Điều ")


_LOWER_START = re.compile(rf"(?m)^(?:[-+•]\s*|\d{{1,2}}\.\s+|[a-zđ]\)\s+|[IVX]+\.\s+)(?P<first>[{LOWER}])")
_AFTER_STOP = re.compile(rf"(?<=[{LOWER}]{{2}}\. )(?P<first>[{LOWER}])(?=[{LOWER}])")


@WORDING.rule("VH-15", Severity.WARNING, "PLII-I", "Viết hoa chữ đầu câu, đầu dòng")
def sentence_starts(case: Case) -> Iterator[Flaw]:
    """Items and sentences that start with a small letter."""
    for pattern in (_LOWER_START, _AFTER_STOP):
        for found in pattern.finditer(case.clean, case.body_start, case.tail_start):
            if re.search(r"(?:TP|Tr|tr|v\.v|GS|TS)\. $", case.clean[: found.start("first")][-6:]):
                continue
            span = Span(found.start("first"), min(len(case.text), found.start("first") + 30))
            yield Flaw(f"Đầu câu, đầu dòng viết thường: “{case.quote(span)}”.", span, "Viết hoa chữ đầu.")


@WORDING.rule("CH-06", Severity.WARNING, "Lối viết", "Câu phải có vế chính, không chỉ có “Thực hiện …”, “Để …”")
def half_sentences(case: Case) -> Iterator[Flaw]:
    """Opening sentences that stop after their adverbial part."""
    end = case.document.sections[0].span.start if case.document.sections else case.body_start + 2500
    blank = _without_citations(case)
    for found in _HALF.finditer(case.clean, case.body_start, case.tail_start):
        opening = found.start() < end or "tinh thần" in found["lead"]
        if opening and not _MAIN.search(blank[found.start("rest") : found.end("rest")]):
            span = Span(*found.span())
            yield Flaw(f"Câu chỉ có vế phụ “{found['lead']} …” rồi chấm câu, không có mệnh đề chính.", span,
                       "Nối với câu sau, hoặc thêm chủ ngữ, vị ngữ.")  # fmt: skip


def _without_citations(case: Case) -> str:
    """The clean text with the words of references blanked: their verbs are not the sentence's."""
    chars = list(case.clean)
    for citation in case.document.citations:
        if citation.span:
            chars[citation.span.start : citation.span.end] = " " * (citation.span.end - citation.span.start)
    return "".join(chars)


_BARE_CITATION = re.compile(r"[^\W\d_], (?=(?:Phát động|Kế hoạch|Chỉ thị|Nghị quyết) số)")
_GOVERNS = re.compile(r"thực hiện|căn cứ|triển khai|quán triệt|(?<!tiếp )theo\b|\btại\b|\btheo đúng\b", re.I)


@WORDING.rule("CH-07", Severity.WARNING, "Lối viết", "Văn bản được viện dẫn phải gắn với động từ (thực hiện, căn cứ, theo)")
def bare_citation(case: Case) -> Iterator[Flaw]:
    """A reference that stands in the sentence without "thực hiện" before it."""
    for span in case.search(_BARE_CITATION, case.body):
        sentence = case.sentence_at(span.start)
        cited = next((c for c in case.document.citations if c.span and c.span.start >= span.end), None)
        if cited is None or cited.span is None or cited.span.start > span.end + 2:
            continue
        if not _GOVERNS.search(case.clean, sentence.start, span.start):
            yield Flaw(f"Viện dẫn chen giữa câu, thiếu “thực hiện” trước “{case.quote(cited.span)[:60]}”.",
                       cited.span, "Thêm “thực hiện”, “căn cứ”.")  # fmt: skip


_HALF = re.compile(
    rf"(?m)(?:^|(?<=\.\s))(?P<lead>Thực hiện|Để|Nhằm|Trên tinh thần|Với tinh thần)\s(?P<rest>[^\n]{{30,1200}}?)\.(?=\s+[{UPPER}]|\s*$)"
)
_MAIN = re.compile(
    r"(?:[Ủủ]y ban nhân dân|UBND|Ủy ban|[Cc]hủ tịch|Sở|xã|phường|đơn vị)[^.;]{0,60}\b(?:ban hành|xây dựng|phát động|triển khai|tổ chức|yêu cầu|đề ra|kêu gọi|kế hoạch)\b|như sau|yêu cầu các|đề nghị",
)
