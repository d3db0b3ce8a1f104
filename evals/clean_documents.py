"""Clean launch documents of our own: several kinds, units, levels and years, nothing wrong in them.

Drafted by the template writer from short directives and target sheets written for this
purpose, then completed as a signed document is: number, day and signer filled in.
"""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from drafter.checking import CheckContext, assigned_floors
from drafter.document.brief import Brief, Hamlets, Signer, Statement
from drafter.document.facts import Citation
from drafter.document.model import DocumentKind, LaunchDocument
from drafter.document.reading import ReadDocument
from drafter.document.unit import Unit
from drafter.drafting import steps
from drafter.reading import find_citations, read_targets_bytes, read_text
from drafter.reading.vietnamese import roman
from drafter.register import Register, load
from drafter.rendering import to_text
from drafter.writing.clauses import load_clauses
from drafter.writing.wording import load_wording

KB = Path(__file__).resolve().parents[1] / "kb"


@dataclass(frozen=True, slots=True)
class Clean:
    """A clean document: as we write it, as its text, and what it is checked against."""

    name: str
    document: LaunchDocument
    text: str
    context: CheckContext
    brief: Brief


@dataclass(frozen=True, slots=True)
class _Job:
    name: str
    unit: str
    on: date
    kind: DocumentKind
    directive: str
    hamlets: Hamlets
    signer: str
    resolution: str
    issued: date
    number: str
    previous: str = "none"


_PAPERS = Path(__file__).parent / "launches"


def _paper(name: str) -> str:
    return (_PAPERS / name).read_text(encoding="utf-8")


_SHEET = _paper("chi_tieu.csv")
_PROVINCE_2027 = _paper("ke_hoach_tinh_2027.txt")
_DISTRICT_2025 = _paper("chi_thi_huyen_2025.txt")
_PREVIOUS_2026 = _paper("ke_hoach_xa_2026.txt")
_COAST_2027 = (
    _PROVINCE_2027.replace("LẠNG SƠN", "LÂM ĐỒNG")
    .replace("Lạng Sơn", "Lâm Đồng")
    .replace("Mở rộng vùng cây ăn quả, liên kết tiêu thụ nông sản", "Phát triển nghề cá xa bờ")
)
_PROVINCE_2026 = (
    _PROVINCE_2027.replace("2027", "2026")
    .replace("15/KH-UBND", "08/KH-UBND")
    .replace("Rõ việc, rõ người - Bứt phá từ cơ sở", "Gần dân, vì dân - Khởi đầu nhiệm kỳ mới")
)
_DIRECTIVES = {
    "lang-son-2027": _PROVINCE_2027,
    "lang-son-2026": _PROVINCE_2026,
    "chi-lang-2025": _DISTRICT_2025,
    "lam-dong-2027": _COAST_2027,
}
_THON = Hamlets("thôn", 9)
_KP = Hamlets("khối phố", 21)
_PLAN, _ORDER, _LAUNCH = DocumentKind.PLAN, DocumentKind.DIRECTIVE, DocumentKind.LAUNCH
_D27, _D26, _D25 = date(2027, 1, 14), date(2026, 1, 15), date(2025, 1, 14)


def _jobs() -> Iterator[_Job]:
    for at, (unit, on, kind, directive, hamlets) in enumerate(
        (
            ("xã Vạn Linh, tỉnh Lạng Sơn", _D27, _PLAN, "lang-son-2027", _THON),
            ("xã Chi Lăng, tỉnh Lạng Sơn", _D27, _PLAN, "lang-son-2027", Hamlets("thôn", 14)),
            ("phường Kỳ Lừa, tỉnh Lạng Sơn", _D27, _PLAN, "lang-son-2027", _KP),
            ("phường Tam Thanh, tỉnh Lạng Sơn", _D27, _LAUNCH, "lang-son-2027", _KP),
            ("xã Bằng Mạc, tỉnh Lạng Sơn", _D26, _PLAN, "lang-son-2026", _THON),
            ("xã Nhân Lý, tỉnh Lạng Sơn", _D26, _ORDER, "lang-son-2026", _THON),
            ("xã Quan Sơn, tỉnh Lạng Sơn", _D26, _LAUNCH, "lang-son-2026", Hamlets("thôn", 11)),
            ("xã Vạn Linh, huyện Chi Lăng, tỉnh Lạng Sơn", _D25, _PLAN, "chi-lang-2025", _THON),
            ("xã Bằng Hữu, huyện Chi Lăng, tỉnh Lạng Sơn", _D25, _ORDER, "chi-lang-2025", _THON),
            ("xã Y Tịch, huyện Chi Lăng, tỉnh Lạng Sơn", _D25, _PLAN, "chi-lang-2025", _THON),
            ("đặc khu Phú Quý, tỉnh Lâm Đồng", _D27, _PLAN, "lam-dong-2027", Hamlets("thôn", 10)),
            ("xã Tuyên Quang, tỉnh Lâm Đồng", _D27, _ORDER, "lam-dong-2027", Hamlets("thôn", 7)),
        )
    ):
        yield _Job(
            f"{at + 1:02d} {unit.split(',')[0]} {on.year} {kind.value}", unit, on, kind, directive,
            hamlets, _SIGNERS[at % len(_SIGNERS)], f"Nghị quyết số {21 + at}/NQ-HĐND ngày 25/12/{on.year - 1}",
            date(on.year, 1, 20 + at % 3), f"{11 + at}",
            _PREVIOUS_2026 if at == 0 else "none",
        )  # fmt: skip


_SIGNERS = ("Hoàng Thị Bích", "Nông Văn Toản", "Vi Thị Lan Anh", "Lê Quốc Đạt")


@cache
def register() -> Register:
    """The register of the project."""
    return load(KB)


@cache
def clean_documents() -> tuple[Clean, ...]:
    """All clean documents, in a fixed order."""
    tools = steps.Tools(
        register=register(),
        clauses=load_clauses(KB),
        wording=load_wording(KB),
        passages=lambda brief: (),
        join=lambda template, table: template,
        clock=time.perf_counter,
    )
    return tuple(_make(job, tools) for job in _jobs())


def _make(job: _Job, tools: steps.Tools) -> Clean:
    brief = _brief(job)
    made = steps.finish(steps.draft(brief, tools), lambda step: None)
    head = dataclasses.replace(
        made.document.letterhead, number=job.number, day=job.issued.day, month=job.issued.month
    )
    filled = [s for s in made.document.sections if s.paragraphs or s.children]
    sections = tuple(
        dataclasses.replace(s, label=roman(at)) for at, s in enumerate(filled, 1)
    )  # a heading with nothing below it is taken out before signing
    document = dataclasses.replace(made.document, letterhead=head, sections=sections)
    context = CheckContext(
        register=register(),
        on=job.issued,
        unit=brief.unit,
        year=brief.year,
        directive=brief.directive,
        targets=brief.targets,
        floors=assigned_floors(brief.directive, brief, register()) if brief.directive else (),
        previous=brief.previous,
        brief=made.brief,
    )
    return Clean(job.name, document, to_text(document), context, made.brief)


def _brief(job: _Job) -> Brief:
    directive = read_text(_DIRECTIVES[job.directive], f"{job.directive}.txt")
    sheet = read_targets_bytes(_SHEET.encode(), "chi_tieu.csv")
    return Brief(
        as_of=job.on,
        unit=_unit(job.unit, job.on),
        year=job.on.year,
        kind=job.kind,
        directive=directive,
        targets=sheet.targets,
        targets_source="chi_tieu.csv",
        previous=_previous(job),
        signer=Signer(job.signer),
        resolution=_resolution(job.resolution),
        hamlets=job.hamlets,
        statements=(Statement(f"Có {job.hamlets.count} {job.hamlets.noun}.", 1),),
    )


def _previous(job: _Job) -> ReadDocument | None:
    return None if job.previous == "none" else read_text(job.previous, "nam_truoc.txt")


def _resolution(text: str) -> Citation:
    return find_citations(text)[0]


def _unit(name: str, on: date) -> Unit:
    return register().units.find(name, on)[0]
