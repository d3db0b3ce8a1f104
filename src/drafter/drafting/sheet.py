"""The reviewer's sheet of a draft, put together from what is already known. Nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from drafter.checking import CheckContext
from drafter.checking.beside import met, shortfalls
from drafter.checking.figures import shown
from drafter.checking.finding import Finding, Severity
from drafter.checking.switches import SWITCHED_OFF
from drafter.checking.switches import told as switched_off_words
from drafter.checking.yearly import change_of, row_of
from drafter.document.facts import Citation, FactKind, Ground, GroundKind, Target, Use
from drafter.document.layout import PLACEHOLDER_PATTERN, SIGNER_PLACEHOLDER
from drafter.document.model import LaunchDocument, SectionKind
from drafter.document.sheet import (
    BasisLine,
    FindingLine,
    FloorLine,
    ReviewSheet,
    TargetLine,
)
from drafter.errors import BadValue
from drafter.reading import find_citations, find_targets, read_text
from drafter.reading.vietnamese import fold
from drafter.register.instrument import printed_day
from drafter.register.verdicts import Verdict, VerdictKind, state
from drafter.rendering import to_text
from drafter.rendering.printed import issuer_words, kind_words

from .sheet_above import dropped_law, figures_not_ours, floor_lines, left_out, left_to_do

AI_LAW = "luat-ttnt-2025"
"""Row of the register on the law that asks for openness about the use of AI."""

_PLACEHOLDER = re.compile(PLACEHOLDER_PATTERN)
_TOLD_ELSEWHERE = frozenset({"CT-01", "CT-02", "CT-10", "CT-13", "SO-02", "DD-03", SWITCHED_OFF})
"""Floors and last year have a part of their own; number and day are blank in every draft."""

_PLACEHOLDER_RULES = frozenset({"ND-08"})
_ISSUERS = (("Hội đồng nhân dân", "HĐND"), ("Ủy ban nhân dân", "UBND"))
_FROM = {
    GroundKind.DIRECTIVE: "văn bản cấp trên",
    GroundKind.USER: "cán bộ cung cấp",
    GroundKind.TARGETS: "biểu của đơn vị",
    GroundKind.LAST_YEAR: "năm trước",
    GroundKind.REGISTER: "sổ tra cứu",
    GroundKind.COMPUTED: "tính ra",
    GroundKind.FORM: "mẫu",
}
_LIFE = {
    VerdictKind.IN_FORCE: True,
    VerdictKind.EXPIRES_IN_PLAN_YEAR: None,
    VerdictKind.UNKNOWN: None,
    VerdictKind.EXPIRED: False,
    VerdictKind.NOT_YET: False,
    VerdictKind.MISMATCH: False,
}


def review_sheet(
    document: LaunchDocument,
    findings: Sequence[Finding],
    trace: dict[str, Any],
    context: CheckContext,
    *,
    version: int | None = None,
) -> ReviewSheet:
    """The sheet of ``document``.

    ``trace`` is that of the draft (``drafting/trace.py``), for what became of the directive;
    ``context`` is what the draft was checked against. Raises `BadValue` without a day.
    """
    if context.on is None:
        raise BadValue(
            "a sheet needs a day", advice="Chưa lập được phiếu: chưa biết ngày xét hiệu lực."
        )
    read = read_text(to_text(document), "dự thảo")
    floors = floor_lines(shortfalls(read, context), document)
    gaps = tuple(dict.fromkeys(_placeholders(document)))
    lines = tuple(_findings(findings))
    reasons, decisions = _reasons(lines, gaps), _decisions(lines, floors)
    return ReviewSheet(
        title=f"{kind_words(document)} {document.title[:1].lower()}{document.title[1:]}",
        issuer=issuer_words(document.letterhead),
        on=context.on,
        ready=not reasons,
        reasons=reasons,
        decisions=decisions,
        ai_notice=ai_notice(document, context),
        basis=tuple(_basis(document, context)),
        targets=tuple(_targets(document, context)),
        floors=floors,
        met=floor_lines(met(read, context), document),
        placeholders=gaps,
        findings=lines,
        left_out=(*left_out(trace), *figures_not_ours(read, trace, context)),
        sources=sources(document),
        dropped=tuple(dropped_law(read, context)),
        progress=tuple(filter(None, map(left_to_do, context.targets))),
        switched_off=tuple(f.message for f in switched_off_words(context.switched_off)),
        version=version,
    )


def _basis(document: LaunchDocument, context: CheckContext) -> Iterator[BasisLine]:
    assert context.on is not None
    seen: set[str] = set()
    for use in document.ledger():
        for citation in find_citations(use.text)[:1] if use.kind is FactKind.CITATION else ():
            verdict = context.register.instruments.verdict(citation, context.on, context.year)
            name = verdict.instrument.name if verdict.instrument else _short(citation, use.text)
            if name not in seen:
                seen.add(name)
                yield BasisLine(name, _life(verdict, use), _LIFE[verdict.kind], _from(use))


def _short(citation: Citation, text: str) -> str:
    """Kind, number, day and issuer of a reference that the register does not know."""
    if not citation.number:
        return text
    day = f" ngày {printed_day(citation.issued_on)}" if citation.issued_on else ""
    issuer = f" của {citation.issuer}" if citation.issuer else ""
    for long, short in _ISSUERS:
        issuer = issuer.replace(long, short)
    return f"{citation.kind} số {citation.number}{day}{issuer}"


def _life(verdict: Verdict, use: Use) -> str:
    if verdict.kind is VerdictKind.UNKNOWN:
        whose = {
            GroundKind.DIRECTIVE: "theo văn bản cấp trên đã gửi",
            GroundKind.USER: "do đơn vị cung cấp",
        }.get(use.ground.kind, "chưa có trong sổ tra cứu")
        return f"{whose}; đối chiếu bản chính"
    why = verdict.why.rstrip(".")
    name = verdict.instrument.name if verdict.instrument else ""
    return why.removeprefix(name).strip(" ;,") or why


def _targets(document: LaunchDocument, context: CheckContext) -> Iterator[TargetLine]:
    seen: set[str] = set()
    for use in document.ledger():
        if use.kind is FactKind.TARGET and seen.isdisjoint(names := (use.text, use.ground.quote)):
            seen |= {name for name in names if name}
            yield _target(use, context)


def _target(use: Use, context: CheckContext) -> TargetLine:
    gap = _PLACEHOLDER.search(use.text)
    if gap and "năm trước" in gap.group():
        last = gap.group().strip("[]").partition("năm trước:")[2].strip()
        return TargetLine(
            use.text[: gap.start()].strip(" :"), "", last, "chưa có số", source=_from(use)
        )
    target = _known(use, context)
    if target is None or target.quantity is None:
        return TargetLine(use.text, "", source=_from(use))
    change = change_of(target, context)
    now = f"{shown(target.quantity)}{f' {gap.group()}' if gap else ''}"
    if change is None:
        return TargetLine(target.indicator, now, source=_from(use))
    return TargetLine(
        target.indicator, now, change.before, change.words, change.worse, source=_from(use)
    )


def _known(use: Use, context: CheckContext) -> Target | None:
    """The row of the office's sheet that is printed here, else the target as read from the text."""
    for row in context.targets:
        if fold(row.text) in (fold(use.text), fold(use.ground.quote)):
            return row
    read = next(iter(find_targets(use.text)), None)
    found = row_of(read, context) if read else None
    written = found.quantity.written if found and found.quantity else ""
    return found if written and written in use.text else read


def _from(use: Use) -> str:
    """Place of the source where it says something to a person, else its kind."""
    kind, ref = use.ground.kind, use.ground.ref
    if kind is GroundKind.TARGETS and ref:
        return ref
    named = kind in (GroundKind.USER, GroundKind.DIRECTIVE) and ref
    return f"{_FROM[kind]}, {ref}" if named else _FROM[kind]


def _placeholders(document: LaunchDocument) -> Iterator[str]:
    for path, paragraph in document.paragraphs():
        for found in _PLACEHOLDER.finditer(paragraph.text):
            gap = f"{_before(paragraph.text[: found.start()])}{found.group()}"
            yield f"{gap} (mục {path})" if path else gap
    if document.signature.name is None:
        yield SIGNER_PLACEHOLDER


_MOST_BEFORE = 10


def _before(text: str) -> str:
    """The words before a gap that say what is missing: its clause, or the end of a long one."""
    clause = re.split(r"[.;]\s+", text)[-1].lstrip(" ,;")
    words = clause.split()
    if len(words) > _MOST_BEFORE:
        return f"… {' '.join(words[-_MOST_BEFORE:])} "
    return f"{clause.rstrip()} " if words else ""


def sources(document: LaunchDocument) -> tuple[str, ...]:
    """What each item of the contents rests on: places in the directive, rows, last year."""
    lines = []
    for part in document.sections:
        if part.kind is SectionKind.TARGETS:  # row by row the office's own sheet
            continue
        for item in part.children or (part,):
            uses = [use for p in item.paragraphs for use in p.uses]
            who_and_when = {
                u.ground for u in uses if u.kind is FactKind.UNIT or _YEAR.match(u.text)
            }
            grounds = [
                g
                for p in item.paragraphs
                for g in (*p.grounds, *(u.ground for u in p.uses))
                if g.kind is not GroundKind.USER or g not in who_and_when
            ]
            found = "; ".join(filter(None, (_places(kind, grounds) for kind in _CITED)))
            if found:
                at = part.label if item is part else f"{part.label}.{item.label}"
                lines.append(f"Mục {at}: {found}.")
    return tuple(lines)


_CITED = {
    GroundKind.DIRECTIVE: "cấp trên",
    GroundKind.TARGETS: "biểu chỉ tiêu",
    GroundKind.LAST_YEAR: "năm trước",
    GroundKind.USER: "lời anh/chị",
    GroundKind.REGISTER: "sổ tra cứu",
}
_ROW = re.compile(r"(?:mục|dòng) ([\w.]+)")
_YEAR = re.compile(r"(?:năm )?20\d\d$")
_TERMS = "nhiệm kỳ, giai đoạn"


def _places(kind: GroundKind, grounds: Iterable[Ground]) -> str:
    if kind is GroundKind.REGISTER:
        known = any(g.kind is kind and g.ref.startswith(_TERMS) for g in grounds)
        return f"{_CITED[kind]} ({_TERMS})" if known else ""
    if kind is GroundKind.USER:
        said = dict.fromkeys(g.quote.strip(" .") for g in grounds if g.kind is kind and g.quote)
        return f"{_CITED[kind]} {', '.join(f'“{words}”' for words in said)}" if said else ""
    refs = (_ROW.search(g.ref) for g in grounds if g.kind is kind)
    places = dict.fromkeys(ref[0].partition(" ")[2] for ref in refs if ref)
    word = "dòng" if kind is GroundKind.TARGETS else "mục"
    return f"{_CITED[kind]} {word} {', '.join(places)}" if places else ""


def _findings(findings: Iterable[Finding]) -> Iterator[FindingLine]:
    """Each message once; blanks and floors are told in parts of their own."""
    told: dict[tuple[str, str], tuple[Finding, int]] = {}
    for one in findings:
        if one.rule not in _PLACEHOLDER_RULES:
            first, times = told.get((one.rule, one.message), (one, 0))
            told[one.rule, one.message] = first, times + 1
    for one, times in told.values():
        above = one.rule in _TOLD_ELSEWHERE
        yield FindingLine(one.rule, one.severity.value, one.message, one.advice, times, above)


def _reasons(lines: Sequence[FindingLine], gaps: Sequence[str]) -> tuple[str, ...]:
    errors = [line for line in lines if line.severity == Severity.ERROR]
    out = []
    if errors:
        number = sum(line.times for line in errors)
        out.append(f"còn {number} lỗi phải sửa")
    if gaps:
        out.append(f"còn {len(gaps)} chỗ để trống phải bổ sung")
    return tuple(out)


def _decisions(lines: Sequence[FindingLine], floors: Sequence[FloorLine]) -> tuple[str, ...]:
    out = []
    under = sum(1 for floor in floors if floor.own)
    if under:
        out.append(f"{under} chỉ tiêu dưới mức cấp trên giao")
    if len(floors) > under:
        out.append(f"{len(floors) - under} chỉ tiêu cấp trên giao chưa có trong biểu của đơn vị")
    other = [line for line in lines if line.severity == Severity.WARNING and not line.told]
    if other:
        out.append(f"{sum(line.times for line in other)} cảnh báo khác")
    return tuple(out)


def ai_notice(document: LaunchDocument, context: CheckContext) -> str:
    """Who wrote what, and the law that asks to say so, where it holds on that day."""
    writers = {section.written_by for _, section in document.walk() if section.written_by}
    models = sorted(w.removeprefix("model:") for w in writers if w.startswith("model:"))
    used = f"có dùng mô hình ngôn ngữ {', '.join(models)}"
    how = used if models else "soạn theo mẫu, không dùng mô hình ngôn ngữ"
    by_hand = ", có phần cán bộ sửa tay" if "user" in writers else ""
    return (
        f"Dự thảo do phần mềm hỗ trợ soạn ({how}{by_hand}); nguồn của từng số liệu, viện dẫn được "
        f"lưu kèm. Người ký chịu trách nhiệm về nội dung.{_ai_law(context)}"
    )


def _ai_law(context: CheckContext) -> str:
    instruments = context.register.instruments
    row = instruments.get(AI_LAW)
    if row is None or context.on is None:
        return ""
    if state(instruments, row, context.on).kind is not VerdictKind.IN_FORCE:
        return ""
    doubt = "" if row.confirmed else ", chưa xác minh"
    since = f" (hiệu lực từ {printed_day(row.effective_from)}{doubt})" if row.effective_from else ""
    return f" Thông báo để minh bạch việc dùng công cụ tự động, tham chiếu {row.title} số {row.number}{since}."
