"""The matrix of briefs: units of all provinces, all kinds, years 2022 to 2028, with and without
directive, last year and targets.

The papers are those of ``evals/drafting`` with their blanks filled; where the folder of real
documents is at hand they serve too, read from there. Everything is deterministic.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import cycle
from pathlib import Path

from drafter.document.brief import Brief, Slot
from drafter.document.model import DocumentKind
from drafter.document.reading import ReadDocument
from drafter.document.unit import Level, Unit
from drafter.reading import read_file, read_targets_bytes, read_text
from drafter.register import Register

PAPERS = Path(__file__).parent / "drafting"
SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"

_TARGETS = {
    Level.COMMUNE: "targets_rural.txt",
    Level.TOWNLET: "targets_urban.txt",
    Level.WARD: "targets_urban.txt",
    Level.SPECIAL_ZONE: "targets_island.txt",
}
_SAID: tuple[tuple[str, ...], ...] = (
    (),
    (
        "Ký: Phó Chủ tịch Trần Thị Lan ký thay Chủ tịch.",
        "Nghị quyết HĐND {word}: 45/NQ-HĐND ngày 20/12/{last}.",
        "Giao ước thi đua ký xong trước ngày 15/02/{year}.",
    ),
    (
        "Người ký: Chủ tịch Lê Văn Bình.",
        "Nghị quyết HĐND chưa có trong tay.",
        "Trong năm tập trung làm đường liên thôn, xong trước ngày 30/9/{year}.",
    ),
    (
        "Chủ đề là “Đoàn kết, sáng tạo, về đích trước hạn”.",
        "{Word} có 14 {hamlet}.",
        "Đường cao tốc không qua địa bàn {word}.",
        "Sơ kết phong trào trước ngày 05/7/{year}.",
    ),
)
_PAIR = ("a", "b")


@dataclass(frozen=True, slots=True)
class Case:
    """One brief of the matrix; cases with the same ``pair`` are neighbours with one directive."""

    name: str
    brief: Brief
    said: tuple[str, ...] = ()
    given: tuple[tuple[str, str], ...] = ()  # indicator and figure as written in the target paper
    pair: str = ""


def cases(register: Register) -> list[Case]:
    """The whole matrix, at least 240 briefs."""
    return [*_today(register), *_islands(register), *_before(register), *_seeds(register)]


def _today(register: Register) -> Iterator[Case]:
    """Communes and wards of the 34 provinces under the two-tier government."""
    years = cycle((2026, 2027, 2028))
    on = date(2026, 1, 15)
    for at, province in enumerate(register.units.provinces(on)):
        year = next(years)
        communes = _of(register, on, province, Level.COMMUNE)
        wards = _of(register, on, province, Level.WARD)
        directive = ("directive_province_plan.txt", "directive_province_order.txt")[at % 2]
        for mark, unit in zip(_PAIR, communes[3 + at % 5 :], strict=False):
            yield _case(
                f"{province} {year} xã {mark}", unit, year, directive, communes[0], at,
                targets=mark == "a", last=(at + (mark == "b")) % 2 == 0, said=at % 4,
                pair=f"{province} xã",
            )  # fmt: skip
        kind = (DocumentKind.DIRECTIVE, DocumentKind.LAUNCH, DocumentKind.PLAN)[at % 3]
        for mark, unit in zip(_PAIR, wards[1 + at % 3 :], strict=False):
            yield _case(
                f"{province} {year} phường {mark}", unit, year, "directive_city_plan.txt",
                communes[0], at, kind=kind, targets=mark == "b", last=at % 3 == 0,
                said=(at + 1) % 4, pair=f"{province} phường",
            )  # fmt: skip
        yield _case(
            f"{province} {year + 1 if year < 2028 else 2026} không văn bản",
            communes[9 + at % 4], year + 1 if year < 2028 else 2026, None, communes[0], at,
            kind=(DocumentKind.PLAN, DocumentKind.PLAN, DocumentKind.DIRECTIVE)[at % 3],
            targets=at % 2 == 1, last=at % 4 < 2, said=(at + 2) % 4,
        )  # fmt: skip


def _islands(register: Register) -> Iterator[Case]:
    on = date(2026, 1, 15)
    zones = [u for u in register.units.all(on) if u.level is Level.SPECIAL_ZONE]
    for at, unit in enumerate(zones):
        other = zones[(at + 1) % len(zones)]
        year = 2026 + at % 3
        yield _case(
            f"{unit.full} {year}", unit, year, "directive_islands.txt", other, at,
            kind=tuple(DocumentKind)[at % 3], targets=at % 2 == 0, last=at % 3 == 0, said=at % 4,
        )  # fmt: skip
        yield _case(
            f"{unit.full} {year} không văn bản", unit, year, None, other, at,
            targets=at % 2 == 1, said=(at + 1) % 4,
        )  # fmt: skip


def _before(register: Register) -> Iterator[Case]:
    """Communes, wards and townlets under a district, before 01/7/2025."""
    on = date(2024, 1, 15)
    for at, province in enumerate(register.units.provinces(on)):
        year = 2022 + at % 4
        wanted = (Level.COMMUNE, Level.COMMUNE, Level.TOWNLET, Level.WARD)[at % 4]
        found = _of(register, on, province, wanted) or _of(register, on, province, Level.COMMUNE)
        unit = found[(7 * at) % len(found)]
        same = [u for u in found if u.district == unit.district and u.name != unit.name]
        directive = ("directive_district_plan.txt", "directive_district_launch.txt", None)[at % 3]
        kind = (DocumentKind.PLAN, DocumentKind.LAUNCH, DocumentKind.PLAN, DocumentKind.DIRECTIVE)
        other = same[0] if same else found[0]
        yield _case(
            f"{unit.described()} {year}", unit, year, directive, other, at,
            kind=kind[at % 4], targets=at % 3 != 1, last=at % 2 == 0, said=at % 4,
        )  # fmt: skip


def _seeds(register: Register) -> Iterator[Case]:
    """Real documents as directive or as last year's plan, read from where they lie."""
    if not SEEDS.is_dir():
        return
    papers = {path.name[:3]: path for path in SEEDS.glob("*.txt")}
    rows = (
        ("xã Vạn Linh, huyện Chi Lăng, tỉnh Lạng Sơn", 2024, "001", "000"),
        ("xã Quan Sơn, huyện Chi Lăng, tỉnh Lạng Sơn", 2024, "001", None),
        ("thị trấn Đồng Mỏ, huyện Chi Lăng, tỉnh Lạng Sơn", 2024, "001", None),
        ("xã Vạn Linh, huyện Chi Lăng, tỉnh Lạng Sơn", 2024, None, "000"),
        ("xã Đức Lạng, huyện Đức Thọ, tỉnh Hà Tĩnh", 2024, None, "002"),
        ("xã Đại Lãnh, huyện Vạn Ninh, tỉnh Khánh Hòa", 2024, None, "003"),
        ("xã Đại Lãnh, tỉnh Khánh Hòa", 2026, None, "003"),
        ("xã Vạn Linh, tỉnh Lạng Sơn", 2026, None, "000"),
        ("xã Chi Lăng, tỉnh Lạng Sơn", 2027, None, "001"),
        ("xã Vạn Linh, huyện Chi Lăng, tỉnh Lạng Sơn", 2023, "004", None),
    )
    for at, (name, year, directive, last) in enumerate(rows):
        on = date(year, 2, 8)
        unit = register.units.find(name, on)[0]
        yield Case(
            f"{name} {year} seed {directive or '-'}/{last or '-'}",
            Brief(
                on,
                unit=unit,
                year=year,
                directive=_file(papers[directive]) if directive else None,
                previous=_file(papers[last]) if last else None,
                unknown=_unknown(directive, None),
            ),
            _said(unit, year, at % 4),
        )


def _case(
    name: str,
    unit: Unit,
    year: int,
    directive: str | None,
    other: Unit,
    at: int,
    *,
    kind: DocumentKind = DocumentKind.PLAN,
    targets: bool = False,
    last: bool = False,
    said: int = 0,
    pair: str = "",
) -> Case:
    on = date(year, 1, 12 + at % 9)
    blanks = _blanks(unit, year, other)
    paper = _TARGETS[unit.level]
    sheet = read_targets_bytes((PAPERS / paper).read_bytes(), paper) if targets else None
    brief = Brief(
        on,
        unit=unit,
        year=year,
        kind=kind,
        directive=_paper(directive, blanks) if directive else None,
        targets=sheet.targets if sheet else (),
        targets_source=paper if sheet else None,
        previous=_paper("last_year_plan.txt", blanks) if last else None,
        unknown=_unknown(directive, sheet),
    )
    return Case(name, brief, _said(unit, year, said), _given(paper) if targets else (), pair)


def _unknown(directive: object, targets: object) -> frozenset[Slot]:
    given = {Slot.DIRECTIVE: directive, Slot.TARGETS: targets}
    return frozenset(slot for slot, value in given.items() if value is None)


def _blanks(unit: Unit, year: int, other: Unit) -> tuple[tuple[str, str], ...]:
    district = unit.district or ""
    return (
        ("{province}", unit.province),
        ("{PROVINCE}", unit.province.upper()),
        ("{place}", _proper(unit.province)),
        ("{district}", district),
        ("{DISTRICT}", district.upper()),
        ("{dplace}", _proper(district)),
        ("{unit}", unit.full),
        ("{UNIT}", unit.full.upper()),
        ("{upl}", unit.place),
        ("{year}", str(year)),
        ("{last}", str(year - 1)),
        ("{other}", other.name),
    )


def _proper(name: str) -> str:
    return re.sub(r"^(?:tỉnh|thành phố|huyện|quận|thị xã) ", "", name)


@lru_cache(maxsize=64)
def _paper(name: str, blanks: tuple[tuple[str, str], ...]) -> ReadDocument:
    text = (PAPERS / name).read_text(encoding="utf-8")
    for blank, words in blanks:
        text = text.replace(blank, words)
    return read_text(text, name)


@lru_cache(maxsize=8)
def _file(path: Path) -> ReadDocument:
    return read_file(path)


def _given(paper: str) -> tuple[tuple[str, str], ...]:
    lines = (PAPERS / paper).read_text(encoding="utf-8").splitlines()
    return tuple((name, figure) for name, _, figure in (line.partition(": ") for line in lines))


def _said(unit: Unit, year: int, at: int) -> tuple[str, ...]:
    word = unit.level.word
    hamlet = "thôn" if unit.level in {Level.COMMUNE, Level.SPECIAL_ZONE} else "tổ dân phố"
    values = {
        "word": word,
        "Word": word.capitalize(),
        "hamlet": hamlet,
        "year": year,
        "last": year - 1,
    }
    return tuple(line.format(**values) for line in _SAID[at])


def _of(register: Register, on: date, province: str, level: Level) -> list[Unit]:
    found = [u for u in register.units.all(on) if u.province == province and u.level is level]
    return sorted(found, key=lambda u: (u.district or "", u.name))


__all__ = ["PAPERS", "SEEDS", "Case", "cases"]
