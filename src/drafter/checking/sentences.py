"""Sentences: words said twice, clauses without their main part, marks that part them wrongly."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.document.facts import Span
from drafter.reading.vietnamese import LOWER, UPPER

from .case import Case
from .finding import Category, Severity
from .rule import Family, Flaw

SENTENCES = Family(Category.WORDING)

_L = rf"[{UPPER}{LOWER}]"
_TWICE_FINE = frozenset(
    [
        "ngày",
        "đời",
        "người",
        "nhà",
        "luôn",
        "dần",
        "xa",
        "mãi",
        "rất",
        "từng",
        "nơi",
        "lâu",
        "đều",
        "hàng",
        "muôn",
        "đông",
        "song",
        "thường",
        "chậm",
        "sâu",
        "cao",
        "ngành",
        "năm",
        "xanh",
        "lần",
        "việc",
        "vừa",
        "đằng",
        "ai",
        "càng",
        "chung",
        "hay",
        "dài",
    ]
)
_PHRASE_TWICE = re.compile(rf"(?i)(?<!\w)(?P<p>{_L}+\s{_L}+)\s+(?P=p)(?!\w)")
_WORD_TWICE = re.compile(rf"(?i)(?<!\w)(?P<w>{_L}+)\s+(?P=w)(?!\w)")


@SENTENCES.rule("CH-03", Severity.ERROR, "Chính tả", "Không lặp từ")
def doubled(case: Case) -> Iterator[Flaw]:
    """ "phát động phát động", "các các"."""
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
    [
        "và",
        "của",
        "các",
        "những",
        "được",
        "trong",
        "trên",
        "cho",
        "với",
        "là",
        "có",
        "từ",
        "theo",
        "về",
        "tại",
        "đến",
        "để",
        "này",
        "năm",
        "đã",
        "sẽ",
        "thực",
        "hiện",
        "ủy",
        "ban",
        "xã",
        "phường",
    ]
) - {"năm"}


@SENTENCES.rule(
    "CH-06",
    Severity.WARNING,
    "Lối viết",
    "Câu phải có vế chính, không chỉ có “Thực hiện …”, “Để …”",
)
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
            chars[citation.span.start : citation.span.end] = " " * (
                citation.span.end - citation.span.start
            )
    return "".join(chars)


@SENTENCES.rule("CH-08", Severity.WARNING, "Lối viết", "Không đặt dấu phẩy giữa chủ ngữ và vị ngữ")
def comma_after_subject(case: Case) -> Iterator[Flaw]:
    """ "Năm 2023, là năm …"."""
    for span in case.search(re.compile(r"\bNăm 20\d\d, là\b"), case.body):
        yield Flaw(
            "Thừa dấu phẩy sau chủ ngữ.", span, "Bỏ dấu phẩy.", case.quote(span).replace(",", "")
        )


@SENTENCES.rule("TX-04", Severity.WARNING, "Trình bày", "Đoạn văn kết thúc bằng dấu câu")
def unended(case: Case) -> Iterator[Flaw]:
    """Long paragraphs without a final mark; items that end otherwise than their brothers."""
    for paragraph in case.paragraphs:
        if not case.body_start <= paragraph.start < case.tail_start:
            continue
        words = paragraph.of(case.clean).rstrip()
        item = re.match(r"[-+•]\s", words)
        if words[-1:].isalnum() or words[-1:] == "%":
            heading = any(
                m.span.start <= paragraph.start < m.span.end for m in case.document.sections
            )
            if re.match(r"\s*\d{1,2} [^\W\d_]", case.clean[paragraph.end : paragraph.end + 6]):
                continue  # a footnote cuts the sentence, told by its own rule
            if (len(words) > 150 and not (heading and len(words) < 260)) or item:
                span = Span(max(paragraph.start, paragraph.end - 60), paragraph.end)
                yield Flaw(f"Đoạn không có dấu kết thúc: “…{case.quote(span)}”.", span, "Thêm dấu chấm.",
                           severity=Severity.INFO if item else None)  # fmt: skip


_BARE_CITATION = re.compile(r"[^\W\d_], (?=(?:Phát động|Kế hoạch|Chỉ thị|Nghị quyết) số)")
_GOVERNS = re.compile(
    r"thực hiện|căn cứ|triển khai|quán triệt|(?<!tiếp )theo\b|\btại\b|\btheo đúng\b", re.I
)


@SENTENCES.rule(
    "CH-07",
    Severity.WARNING,
    "Lối viết",
    "Văn bản được viện dẫn phải gắn với động từ (thực hiện, căn cứ, theo)",
)
def bare_citation(case: Case) -> Iterator[Flaw]:
    """A reference that stands in the sentence without "thực hiện" before it."""
    for span in case.search(_BARE_CITATION, case.body):
        sentence = case.sentence_at(span.start)
        cited = next(
            (c for c in case.document.citations if c.span and c.span.start >= span.end), None
        )
        if cited is None or cited.span is None or cited.span.start > span.end + 2:
            continue
        if not _GOVERNS.search(case.clean, sentence.start, span.start):
            yield Flaw(f"Viện dẫn chen giữa câu, thiếu “thực hiện” trước “{case.quote(cited.span)[:60]}”.",
                       cited.span, "Thêm “thực hiện”, “căn cứ”.")  # fmt: skip


_HALF = re.compile(
    r"(?m)(?:^|(?<=\.\s))(?P<lead>Thực hiện|Để|Nhằm|Trên tinh thần|Với tinh thần)\s"
    rf"(?P<rest>[^\n]{{30,1200}}?)\.(?=\s+[{UPPER}]|\s*$)"
)
_MAIN = re.compile(
    r"(?:[Ủủ]y ban nhân dân|UBND|Ủy ban|[Cc]hủ tịch|Sở|xã|phường|đơn vị)[^.;]{0,60}"
    r"\b(?:ban hành|xây dựng|phát động|triển khai|tổ chức|yêu cầu|đề ra|kêu gọi|kế hoạch)\b|"
    r"như sau|yêu cầu các|đề nghị",
)
