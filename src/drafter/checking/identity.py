"""Whose document it is: no other commune, no body that does not exist, nothing left of last year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.document.facts import Scope, Span
from drafter.document.unit import Unit, two_tier
from drafter.reading.vietnamese import LOWER, UPPER, bare, fold

from .case import Case
from .finding import Category, Severity
from .genre import is_commune
from .letterhead import head_of
from .rule import Family, Flaw

IDENTITY = Family(Category.IDENTITY)

_SYLLABLE = rf"[{UPPER}][{LOWER}]+"
_NAMED = re.compile(
    rf"(?P<word>(?<!hị )\b[Xx]ã|\b[Pp]hường|\b[Tt]hị trấn|\b[Đđ]ặc khu)[^\S\n]+"
    rf"(?P<name>{_SYLLABLE}(?:[^\S\n]{_SYLLABLE}){{0,4}}|\d{{1,2}}\b)"
)
_NAMED_CAPS = re.compile(
    rf"(?m)^\W*(?P<word>XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU)\s+(?P<name>[{UPPER}][{UPPER}\d ]+)$"
)
_ABOVE = re.compile(
    rf"(?P<word>\b[Tt]ỉnh|\b[Hh]uyện|\b[Tt]hị xã|\b[Qq]uận|\b[Tt]hành phố)\s+(?P<name>{_SYLLABLE}(?:\s{_SYLLABLE}){{0,3}})"
)
_NOT_NAMES = frozenset(
    [
        "đảng",
        "đoàn",
        "hội",
        "ủy",
        "ban",
        "nhân",
        "nông",
        "việt",
        "tổ",
        "mặt",
        "phụ",
        "cựu",
        "thanh",
        "công",
        "quân",
        "trung",
        "tự",
        "năm",
        "căn",
        "và",
    ]
)
_HISTORY = re.compile(
    r"\(cũ\)|trước đây|trước sáp nhập|trước khi (?:sáp nhập|sắp xếp)|hợp nhất|sáp nhập|"
    r"thành lập (?:trên cơ sở|từ)|trước ngày 0?1/0?7/2025|từ năm \d{4}",
    re.IGNORECASE,
)
_BORDER = re.compile(
    r"giáp (?:ranh |với )?|liền kề|kết nghĩa|tuyến|đoạn|quốc lộ|đường (?:tỉnh|liên)|nối|đi |cao tốc|lân cận",
    re.I,
)


@IDENTITY.rule(
    "DD-10", Severity.ERROR, "CQ-06",
    "Tên xã ở cơ quan ban hành, địa danh, nội dung và khối ký phải là một",
)  # fmt: skip
def other_commune(case: Case) -> Iterator[Flaw]:
    """Names of other communes."""
    unit = case.context.unit
    if unit is None or not is_commune(case):
        return
    for found in _named_units(case):
        name, word = found["name"].strip(), fold(found["word"])
        span = Span(*found.span())
        # "xã Cát Tiên 2" is one name, though a name is read up to its figure.
        whole = case.text[span.start : span.start + len(unit.full)]
        if _is_own(unit, name) or _not_a_name(name) or fold(whole) == fold(unit.full):
            continue
        if " " not in name and not name.isdigit():
            continue  # one syllable with a capital after the unit word begins a sentence part
        if case.inside_citation(span) or span.start >= case.annex_start:
            continue
        if _formerly(unit, name) or _HISTORY.search(case.text[span.start : span.end + 60]):
            continue
        line = case.sentence_at(span.start)
        before = case.clean[line.start : span.start]
        acts = re.search(
            r"(?:ban nhân dân|UBND|Ban Chỉ huy|Công an|Trạm Y tế|Đảng ủy|Đảng bộ|HĐND|"
            r"Hội đồng nhân dân|toàn|Nhân dân|địa bàn)(?: các)?\s*$",
            before,
        )
        severity = None if acts or found.re is _NAMED_CAPS else Severity.WARNING
        if severity is Severity.WARNING and _BORDER.search(before[-40:]):
            continue
        yield Flaw(
            f"“{case.quote(span)}” là tên đơn vị khác ({unit.full} là đơn vị ban hành).", span,
            f"Sửa thành {unit.full}, hoặc bỏ nếu sót từ văn bản khác.",
            f"{word} {unit.name}" if acts and word == unit.level.word else None, severity,
        )  # fmt: skip


def _named_units(case: Case) -> Iterator[re.Match[str]]:
    head = head_of(case)
    yield from _NAMED_CAPS.finditer(case.clean, 0, head.end)
    yield from _NAMED.finditer(case.clean, head.end)


def _is_own(unit: Unit, name: str) -> bool:
    """The unit's own name, also when the pattern took a word more or less."""
    own, here = bare(unit.name).split(), bare(name).split()
    return here[: len(own)] == own


def _formerly(unit: Unit, name: str) -> bool:
    return any(bare(old).endswith(bare(name)) for old in unit.formerly)


def _not_a_name(name: str) -> bool:
    return fold(name).split()[0] in _NOT_NAMES


@IDENTITY.rule(
    "DD-11", Severity.ERROR, "CQ-06",
    "Tên tỉnh, huyện trong văn bản phải là cấp trên của đơn vị",
)  # fmt: skip
def other_superior(case: Case) -> Iterator[Flaw]:
    """Another province or district as the one above."""
    unit = case.context.unit
    if unit is None or not is_commune(case) or not unit.province:
        return
    known = {bare(re.sub(r"^\S+\s", "", unit.province))} | (
        {_bare_name(unit.district)} if unit.district else set()
    )
    known.add(_bare_name(unit.province))
    for found in _ABOVE.finditer(case.clean, case.body_start, case.annex_start):
        word, name = fold(found["word"]), bare(found["name"])
        span = Span(*found.span())
        if any(name.startswith(k) or k.startswith(name) for k in known if k):
            continue
        if case.inside_citation(span) or _HISTORY.search(case.text[span.start : span.end + 60]):
            continue
        before = case.clean[case.sentence_at(span.start).start : span.start]
        acts = re.search(
            r"(?:UBND|[Bb]an nhân dân|HĐND|[Hh]ội đồng nhân dân|Đảng bộ|Sở Nội vụ|của|toàn|trên địa bàn)\s*$",
            before,
        )
        if (
            not acts
            or _BORDER.search(before[-40:])
            or word == "thành phố"
            or _not_a_name(found["name"])
        ):
            continue
        yield Flaw(f"“{case.quote(span)}” không phải cấp trên của {unit.full} ({unit.parent}).", span,
                   f"Sửa thành {unit.parent}, hoặc bỏ nếu sót từ văn bản khác.")  # fmt: skip


def _bare_name(name: str | None) -> str:
    return re.sub(r"^(?:tinh|thanh pho|huyen|quan|thi xa)\s+", "", bare(name or ""))


@IDENTITY.rule(
    "2C-01", Severity.ERROR, "Luật 72/2025/QH15",
    "Không giao việc, gửi, báo cáo cho cơ quan, chức danh không tồn tại vào ngày ban hành",
)  # fmt: skip
def no_such_body(case: Case) -> Iterator[Flaw]:
    """Bodies of the register's list that do not exist on the day; history and citations excepted."""
    on = case.context.on
    if on is None or not is_commune(case):
        return
    taken: list[Span] = []
    for gone in case.context.register.bodies.abolished(on):
        for span in case.search(gone.pattern, Span(0, case.annex_start)):
            if any(span.overlaps(t) for t in taken) or _excused(case, span):
                continue
            taken.append(span)
            yield Flaw(
                f"“{case.quote(span)}”: {gone.message[:1].lower()}{gone.message[1:]}.", span,
                f"Thay bằng {gone.replacement}." if gone.replacement else "Bỏ.",
            )  # fmt: skip
    if two_tier(on):
        yield from _district_words(case, taken)


_DISTRICT = re.compile(
    rf"\b(?:[Hh]uyện|[Tt]hị xã|[Qq]uận)\s+{_SYLLABLE}(?:\s{_SYLLABLE}){{0,2}}"
    r"|\b(?:của|toàn|trong|cấp|các|trên địa bàn|ở) huyện\b(?! đảo)|\bhuyện (?:giao|phát động|ủy)\b"
)


def _district_words(case: Case, taken: list[Span]) -> Iterator[Flaw]:
    for span in case.search(_DISTRICT, Span(case.body_start, case.annex_start)):
        if any(span.overlaps(t) for t in taken) or _excused(case, span):
            continue
        yield Flaw(f"“{case.quote(span)}”: cấp huyện không còn từ 01/7/2025.", span,
                   "Thay bằng tỉnh hoặc bỏ.")  # fmt: skip


def _excused(case: Case, span: Span) -> bool:
    if case.inside_citation(span):
        return True
    sentence = case.sentence_at(span.start)
    return bool(
        _HISTORY.search(
            case.clean, max(sentence.start, span.start - 60), min(sentence.end, span.end + 60)
        )
    )


@IDENTITY.rule(
    "2C-02", Severity.WARNING, "Cấp hành chính",
    "Kế hoạch của xã không viết thay cấp trên (toàn huyện, của tỉnh, đối ngoại, chỉ số PAPI, PAR INDEX)",
)  # fmt: skip
def voice_of_above(case: Case) -> Iterator[Flaw]:
    """Words that only a higher level may say of itself."""
    if not is_commune(case):
        return
    for pattern, message, severity in _ABOVE_WORDS:
        for span in case.search(pattern, Span(case.body_start, case.tail_start)):
            cited = case.inside_citation(span)
            if (cited is None or cited.scope is Scope.GENERIC) and not _within_quotes(case, span):
                yield Flaw(message.format(case.quote(span)), span, "Bỏ hoặc viết lại cho cấp xã.",
                           severity=severity)  # fmt: skip


_ABOVE_WORDS = (
    (re.compile(r"quốc phòng, an ninh,? (?:và )?đối ngoại|an ninh, đối ngoại"),
     "“{}”: đối ngoại không phải nhiệm vụ của xã, sót từ văn bản cấp trên.", None),
    (re.compile(r"\b(?:trong|trên) toàn (?:huyện|tỉnh)\b"),
     "“{}” không đúng phạm vi của kế hoạch cấp xã.", None),
    (re.compile(r"(?:kinh tế - xã hội|an ninh|quốc phòng|nhiệm vụ|mục tiêu)[^.;\n]{0,25}"
                r" của (?:huyện|tỉnh)(?= năm| trong|[.,;])"),
     "“{}”: nhiệm vụ của cấp trên trong kế hoạch của xã.", None),
    (re.compile(r"phát triển (?:xã|phường)[^.;\n]{2,40}đến năm 20\d\d,? (?:và )?tầm nhìn"),
     "“{}”: tên nghị quyết, chiến lược của cấp trên bị đổi sang tên xã.", None),
    (re.compile(r"\bPAPI\b|\bPAR INDEX\b|\bSIPAS\b|\bPCI\b|\bDDCI\b|\bGRDP\b"),
     "“{}” là chỉ số đo ở cấp tỉnh (huyện), không giao được cho xã.", Severity.INFO),
    (re.compile(r"[Cc]ông chức [^.;()\n]{3,60}\((?:là )?cơ quan thường trực[^)]*\)"),
     "“{}”: chức danh công chức không phải là “cơ quan thường trực”.", None),
    (re.compile(r"từng cấp, từng ngành|(?:các|ở) cấp, các ngành, các địa phương"),
     "“{}”: xã không có cấp, ngành trực thuộc.", Severity.INFO),
)  # fmt: skip


def _within_quotes(case: Case, span: Span) -> bool:
    line = case.paragraph_at(span.start)
    before = case.clean[line.start : span.start]
    return before.count("“") > before.count("”")


@IDENTITY.rule(
    "SN-01", Severity.ERROR, "Văn bản năm trước",
    "Không để sót người ký, số, chủ đề của văn bản năm trước",
)  # fmt: skip
def left_of_last_year(case: Case) -> Iterator[Flaw]:
    """Signer, theme, number and directive of last year's document."""
    previous = case.context.previous
    if previous is None or previous.text == case.text:
        return
    old = previous.header
    given = (
        case.context.brief.signer.name if case.context.brief and case.context.brief.signer else None
    )
    if old.signer_name and fold(old.signer_name) != fold(given or ""):
        for span in _all(case, old.signer_name):
            severity = None if given else Severity.WARNING
            yield Flaw(f"“{old.signer_name}” là người ký văn bản năm trước.", span, "Ghi người ký năm nay.",
                       severity=severity)  # fmt: skip
    theme = old.theme
    wanted = case.context.brief.theme if case.context.brief else None
    above = case.context.directive.header.theme if case.context.directive else None
    if theme and fold(theme) not in (fold(wanted or ""), fold(above or "")):
        for span in _all(case, theme):
            yield Flaw(f"“{theme}” là chủ đề của năm trước.", span, "Ghi chủ đề năm nay.")
    yield from _old_number(case)


def _old_number(case: Case) -> Iterator[Flaw]:
    previous, context = case.context.previous, case.context
    assert previous is not None
    given = {
        _number_key(c.number) for c in (context.directive.citations if context.directive else ())
    }
    if context.directive and context.directive.header.number:
        given.add(
            _number_key(f"{context.directive.header.number}/{context.directive.header.code or ''}")
        )
    for old in previous.directives:
        if old.number is None or old.issued_on is None or _number_key(old.number) in given:
            continue
        for citation in case.document.citations:
            same = citation.number and _number_key(citation.number) == _number_key(old.number)
            local = re.search(r"/(?:UBND|CT|KH|PĐ)", old.number) and "TW" not in old.number
            if same and local and citation.span and citation.issued_on in (old.issued_on, None):
                yield Flaw(
                    f"{old.kind} số {old.number} ngày {old.issued_on:%d/%m/%Y} là văn bản năm trước.",
                    citation.span,
                    "Thay bằng văn bản phát động năm nay.",
                )


def _number_key(number: str | None) -> str:
    return re.sub(r"^0+(?=\d)", "", re.sub(r"\s", "", number or "")).upper().split("/UBND")[0]


def _all(case: Case, words: str) -> Iterator[Span]:
    wanted = fold(" ".join(words.split()))
    at = case.folded.find(wanted)
    while at >= 0 and wanted:
        yield Span(at, at + len(wanted))
        at = case.folded.find(wanted, at + 1)


@IDENTITY.rule(
    "2C-03", Severity.INFO, "Luật 72/2025/QH15",
    "Từ 01/7/2025, văn bản của cấp huyện được viện dẫn phải có trước ngày đó",
)  # fmt: skip
def district_document(case: Case) -> Iterator[Flaw]:
    """A cited district document of a day on which there was no district."""
    for citation in case.document.citations:
        issuer = fold(citation.issuer or "")
        if citation.issued_on and two_tier(citation.issued_on) and re.search(r"\bhuyện\b", issuer):
            yield Flaw(f"Văn bản của cấp huyện ghi ngày {citation.issued_on:%d/%m/%Y}, khi không còn cấp huyện.",
                       citation.span, "Kiểm tra lại cơ quan và ngày ban hành.",
                       severity=Severity.ERROR)  # fmt: skip
