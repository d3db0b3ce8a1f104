"""Measures of one draft that can be argued with: grounds, targets, leftovers, sentences, length.

Pure functions over a `Draft`. They read the finished text anew and trust nothing that the
writer says of itself: a fact counts as grounded when a use covers it and its words stand in the
source the use names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from drafter.checking.finding import Severity
from drafter.document.brief import Brief
from drafter.document.facts import FactKind, GroundKind, Group, Use
from drafter.document.model import DocumentKind, Paragraph
from drafter.drafting.steps import Draft
from drafter.reading import find_citations
from drafter.reading.vietnamese import LOWER, UPPER, fold
from drafter.register import Register
from drafter.rendering import to_text
from drafter.writing.guard import Naked, find_naked
from drafter.writing.wording import Wording

from .draft_elements import absent
from .matrix import Case

WORDS_PER_PAGE = 430
"""Words on an A4 page at 14 pt with the margins and spacing of the decree."""

_SHINGLE = 8
_LONG = 60
_QUOTED = re.compile(r"“[^”]*”")
_UPPER = re.compile(
    r"[Tt]oàn (?:tỉnh|huyện)|địa bàn (?:tỉnh|huyện)|cấp huyện|\bGRDP\b|\bPCI\b|\bDDCI\b|PAR INDEX|"
    r"\b(?:FDI|ODA)\b|đối ngoại|liên kết vùng|\bcác sở\b|Sở (?!Nội vụ)[A-ZĐ]\w+|từng cấp, từng ngành|"
    r"các xã, phường|các xã, thị trấn|xuất khẩu|khu công nghiệp|Ban Quản lý Khu|của huyện\b|"
    r"trong (?:tỉnh|huyện)\b|cao tốc đoạn|tỉnh lỵ|huyện lỵ|cảng nước sâu|trung tâm tài chính|"
    r"\bTM\b|ỦY BAN NHÂN DÂN|CHỦ TỊCH|Nơi nhận|\bđối với của\b"
)
_UNIT = re.compile(
    r"\b(?:xã|phường|thị trấn|huyện|quận|thị xã|tỉnh|thành phố|đặc khu)\s+"
    rf"((?:[{UPPER}][{LOWER}]+)(?:[ -][{UPPER}][{LOWER}]+)*)"
)
_DATED_NAME = re.compile(r"(?:Luật|Chương trình|chuẩn nghèo) [^.;]{3,60}$")
_YEAR = re.compile(r"(?<![\d/.])20[12]\d(?![\d])")


@dataclass(frozen=True, slots=True)
class Score:
    """What was found in one draft; tuples of words are faults, numbers are measures."""

    naked: tuple[str, ...]
    untrue: tuple[str, ...]
    targets: tuple[str, ...]
    lost_items: tuple[str, ...]
    upper: tuple[str, ...]
    foreign: tuple[str, ...]
    stale: tuple[str, ...]
    errors: tuple[str, ...]
    warnings: tuple[str, ...]
    repeated: tuple[str, ...]
    untold: tuple[str, ...]
    missing: tuple[str, ...]
    elements: float
    long_share: float
    words: int
    from_directive: float
    from_last_year: float
    text: str = field(repr=False)

    @property
    def pages(self) -> float:
        """Length in pages, estimated from the words."""
        return round(self.words / WORDS_PER_PAGE, 1)


def score(case: Case, made: Draft, register: Register, wording: Wording) -> Score:
    """All measures of one draft."""
    brief, text = made.brief, to_text(made.document)
    paragraphs = [p for _, p in made.document.paragraphs()]
    missing, asked = absent(text, brief)
    directive = brief.directive.text if brief.directive else ""
    previous = brief.previous.text if brief.previous else ""
    return Score(
        naked=tuple(_naked(paragraphs, register)),
        untrue=tuple(_untrue(made, case)),
        targets=tuple(_targets(text, case)),
        lost_items=tuple(_lost(made)),
        upper=tuple(_upper(paragraphs)),
        foreign=tuple(_foreign(paragraphs, brief)),
        stale=tuple(_stale(paragraphs, brief, register, wording)),
        errors=_findings(made, Severity.ERROR),
        warnings=tuple(w for w in _findings(made, Severity.WARNING) if not _of_input(w, brief)),
        repeated=tuple(_repeated(paragraphs)),
        untold=tuple(_untold(made, text)),
        missing=tuple(missing),
        elements=1 - len(missing) / asked,
        long_share=_long_share(paragraphs),
        words=len(text.split()),
        from_directive=_shared(text, directive),
        from_last_year=_shared(text, previous),
        text=text,
    )


def _naked(paragraphs: Sequence[Paragraph], register: Register) -> Iterator[str]:
    def known(name: str) -> bool:
        return register.movements.named(name.strip('“”" ')) is not None

    for p in paragraphs:
        for naked in find_naked(p.text, known_names=known):
            if not any(use.span.covers(naked.span) for use in p.uses) and not _in_uses(
                naked, p.uses
            ):
                yield f"{naked.text} | {p.text[max(0, naked.span.start - 40) : naked.span.end + 20]}"


def _in_uses(naked: Naked, uses: Sequence[Use]) -> bool:
    """Whether uses side by side cover the fact ("trước" + "ngày 15/02" + …)."""
    covered = set()
    for use in uses:
        covered |= set(range(use.span.start, use.span.end))
    digits = naked.kind in {FactKind.DATE, FactKind.NUMBER}
    return all(
        i in covered
        for i, char in zip(range(naked.span.start, naked.span.end), naked.text, strict=True)
        if char.isdigit() or not digits
    )


_EXACT = frozenset({FactKind.NUMBER, FactKind.DATE, FactKind.CITATION, FactKind.MOVEMENT})


def _untrue(made: Draft, case: Case) -> Iterator[str]:
    """Facts whose words do not stand in the source their ground names."""
    brief = made.brief
    directive = _plain(brief.directive.text) if brief.directive else ""
    said = _plain(" ".join([*(s.text for s in brief.statements), *case.said]))
    for use in made.document.ledger():
        words = _plain(use.text)
        if use.kind in _EXACT and use.ground.kind is GroundKind.LAST_YEAR:
            yield f"năm trước: {use.text}"
        elif use.kind not in _EXACT:
            continue
        elif use.ground.kind is GroundKind.DIRECTIVE and use.ground.ref.startswith("mục"):
            if words not in directive:
                yield f"không có trong văn bản cấp trên: {use.text}"
        elif (
            use.ground.kind is GroundKind.USER
            and use.kind in {FactKind.NUMBER, FactKind.DATE}
            and not _tokens(use.text) <= _tokens(said) | {str(brief.year)}
        ):
            yield f"không có trong lời người dùng: {use.text}"


def _plain(text: str) -> str:
    return re.sub(r"[\s“”\"]+", " ", fold(text)).strip()


def _tokens(text: str) -> set[str]:
    return {t.lstrip("0") for t in re.findall(r"\d+(?:[.,]\d+)*", text)}


def _targets(text: str, case: Case) -> Iterator[str]:
    lines = [fold(line) for line in text.splitlines()]
    for name, figure in case.given:
        wanted = fold(name)
        if not any(wanted in line and _stands(fold(figure), line) for line in lines):
            yield f"{name}: {figure}"


def _stands(figure: str, line: str) -> bool:
    return re.search(rf"(?<![\d.,]){re.escape(figure)}(?!\d)", line) is not None


def _lost(made: Draft) -> Iterator[str]:
    """Clauses of the directive without a fate or without a reason, and said ones not printed."""
    text = _plain(to_text(made.document))
    for one in made.carried:
        if not one.fates:
            yield f"{one.item.ref}: không có kết quả"
        for fate in one.fates:
            if not fate.text and not fate.reason:
                yield f"{one.item.ref}: “{fate.quote[:50]}” bỏ không lý do"
            elif fate.text and _plain(fate.text.rstrip(" .;"))[:40] not in text:
                yield f"{one.item.ref}: “{fate.text[:60]}” không có trong văn bản"


def _upper(paragraphs: Sequence[Paragraph]) -> Iterator[str]:
    for p in paragraphs:
        body = _bare(p.text)
        for match in _UPPER.finditer(body):
            yield f"{match[0]} | {body[max(0, match.start() - 50) : match.end() + 30]}"


def _bare(text: str) -> str:
    """``text`` without citations and quoted names, which belong to somebody else."""
    for citation in reversed(find_citations(text)):
        if citation.span is not None and (citation.numbered or citation.issued_on):
            text = text[: citation.span.start] + " " + text[citation.span.end :]
    return _QUOTED.sub("“”", text)


def _foreign(paragraphs: Sequence[Paragraph], brief: Brief) -> Iterator[str]:
    assert brief.unit is not None
    own = fold(brief.unit.described())
    for p in paragraphs:
        for match in _UNIT.finditer(_bare(p.text)):
            if fold(match[1]) not in own:
                yield match[0]


def _stale(
    paragraphs: Sequence[Paragraph], brief: Brief, register: Register, wording: Wording
) -> Iterator[str]:
    year = brief.year or 0
    for p in paragraphs:
        if why := wording.outdated(p.text, brief.as_of):
            yield f"{why} | {p.text[:60]}"
        body = _bare(p.text)
        for rule in register.bodies.abolished(brief.as_of):
            if match := rule.pattern.search(body):
                yield f"{rule.id}: {match[0]}"
        covered = [u for u in p.uses if u.ground.kind in {GroundKind.REGISTER, GroundKind.USER}]
        for match in _YEAR.finditer(p.text):
            inside = any(u.span.start <= match.start() < u.span.end for u in covered)
            named = _DATED_NAME.search(p.text[: match.start()])
            old = match[0] != str(year) and match[0] in body and not (named or inside)
            if old and not _current_period(p.text, match.start(), year):
                yield f"năm {match[0]} | {p.text[max(0, match.start() - 40) : match.end() + 10]}"


def _current_period(text: str, at: int, year: int) -> bool:
    for match in re.finditer(r"(20\d\d)\s*[-–]\s*(20\d\d)", text):
        if match.start() <= at < match.end():
            return int(match[1]) <= year <= int(match[2])
    later = re.search(r"đến (?:năm )?(20\d\d)|tầm nhìn", text[max(0, at - 10) : at + 4])
    return later is not None


def _findings(made: Draft, severity: Severity) -> tuple[str, ...]:
    return tuple(
        f"{f.rule} {f.message} “{f.quote[:60]}”" for f in made.findings if f.severity is severity
    )


def _of_input(finding: str, brief: Brief) -> bool:
    """Whether a finding tells of what the official gave or did not give."""
    rule = finding.split()[0]
    if rule == "BC-04":  # the document of the level above is missing, or has no number yet
        return brief.directive is None or brief.directive.header.number is None
    if rule == "BC-06":  # the list of targets has none on defence and security
        return not any(t.group is Group.SECURITY for t in brief.targets)
    if rule == "TL-01":  # "Phát động" was asked for
        return brief.kind is DocumentKind.LAUNCH
    return rule.startswith(("CT-", "DV-", "SO-"))


def _sentences(paragraphs: Sequence[Paragraph]) -> Iterator[str]:
    for p in paragraphs:
        for sentence in re.split(rf"(?<=[.!?])\s+(?=[{UPPER}“])", p.text):
            if sentence.strip():
                yield sentence.strip()


_IN_CHARGE = re.compile(r"chủ trì|tham mưu, phối hợp với")


def _repeated(paragraphs: Sequence[Paragraph]) -> Iterator[str]:
    counts = Counter(
        _plain(s)
        for s in _sentences(paragraphs)
        if len(s.split()) >= 6 and not _IN_CHARGE.search(s)  # one body may lead two items
    )
    for sentence, count in counts.items():
        if count > 1:
            yield sentence


def _long_share(paragraphs: Sequence[Paragraph]) -> float:
    lengths = [len(s.split()) for s in _sentences(paragraphs)]
    return sum(n > _LONG for n in lengths) / max(1, len(lengths))


def _untold(made: Draft, text: str) -> Iterator[str]:
    """Statements of the official that neither stand in the text nor are told back."""
    told = _plain(
        " ".join([*made.notes, *(f"{f.message} {f.advice} {f.quote}" for f in made.findings)])
    )
    told += _plain(" ".join(fate.reason for c in made.carried for fate in c.fates))
    body = _plain(text)
    grounds = {g.quote for _, p in made.document.paragraphs() for g in p.grounds}
    grounds |= {u.ground.quote for u in made.document.ledger()}
    for statement in made.brief.statements:
        words = _plain(statement.text.strip(" ."))
        used = statement.text in grounds or words in body or words in told
        if not used:
            yield statement.text


def shingles(text: str) -> frozenset[tuple[str, ...]]:
    """The 8-word sequences of a text, folded, without punctuation."""
    words = re.findall(r"\w+", fold(text))
    return frozenset(tuple(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1))


def _shared(text: str, source: str) -> float:
    mine = shingles(text)
    return len(mine & shingles(source)) / max(1, len(mine)) if source else 0.0


def _of_its_own(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if not _IN_CHARGE.search(line))


def twins(one: str, other: str, directive: str) -> float:
    """Share of one plan's sequences, beyond the directive's own, that its neighbour has too.

    Lines on who is in charge are left out: neighbours have the same offices.
    """
    given = shingles(directive)
    mine, theirs = (shingles(_of_its_own(text)) - given for text in (one, other))
    return len(mine & theirs) / max(1, min(len(mine), len(theirs)))
