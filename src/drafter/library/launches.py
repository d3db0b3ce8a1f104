"""Fact files as documents of the shelf: one short passage of ours per section."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from drafter.document.facts import Bound
from drafter.document.model import SectionKind

from .schema import Aim, Launch, Part, Reference, load_launch
from .sources import Passage, ShelfDocument

_BEFORE = {
    Bound.GE: "từ ",
    Bound.GT: "trên ",
    Bound.LE: "không quá ",
    Bound.LT: "dưới ",
    Bound.INCREASE: "tăng ",
    Bound.DECREASE: "giảm ",
    Bound.MAINTAIN: "duy trì ",
    Bound.TO_BELOW: "giảm còn dưới ",
}
_RANKS = {
    "above": "cấp trên",
    "own": "cùng cấp",
    "carry_out": "nơi thực hiện",
    "others": "nơi khác",
}


def read_launch(path: Path) -> tuple[ShelfDocument, list[Passage]]:
    """The document and the passages of one fact file."""
    launch = load_launch(path)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return described(launch, digest), list(passages(launch))


def described(launch: Launch, digest: str) -> ShelfDocument:
    """The facts of a launch as the shelf keeps them."""
    number = f"{launch.number}/{launch.code}" if launch.number and launch.code else None
    return ShelfDocument(
        id=launch.id,
        digest=digest,
        source=f"{launch.id}.yaml",
        origin="kb",
        title=launch.title,
        issuer=launch.issuer,
        level=launch.level,
        unit=launch.unit,
        district=launch.district,
        province=launch.province,
        place=launch.place,
        kind=launch.kind,
        number=number,
        year=launch.year,
        theme=launch.theme,
        format="yaml",
        doubts=launch.notes,
    )


def passages(launch: Launch) -> Iterator[Passage]:
    """One passage for the opening, then one per section that says something."""
    yield Passage(launch.id, 0, _opening(launch))
    number = 1
    for part in launch.outline:
        text = _section(launch, part)
        if text:
            context = " › ".join(above.heading for above in _above(launch, part))
            yield Passage(launch.id, number, text, part.label, context, part.kind)
            number += 1


def _opening(launch: Launch) -> str:
    year = f"{launch.kind.printed.capitalize()} của {launch.issuer}, năm {launch.year}"
    lines = [year, f"Trích yếu: {launch.title}"]
    lines += [f"Chủ đề: {launch.theme}"] if launch.theme else []
    lines += [f"Thực hiện: {_named(reference)}" for reference in launch.carries_out]
    lines += [f"Kỷ niệm {j.years} năm {j.event} (từ {j.since})" for j in launch.anniversaries]
    lines += [f"Phong trào: {m.name}" for m in launch.movements if not m.section]
    return ".\n".join(lines) + "."


def _section(launch: Launch, part: Part) -> str:
    """Our rendering of one section; empty for a bare heading."""
    said = [*part.topics]
    said += [_target(aim) for aim in launch.targets if aim.section == part.label]
    said += [f"phong trào “{m.name}”" for m in launch.movements if m.section == part.label]
    said += [_named(r) for r in launch.references if r.section == part.label]
    if part.kind is SectionKind.TIME and launch.time:
        said.append(_time(launch))
    if part.kind is SectionKind.ORGANISATION:
        said += [f"giao {body}" for body in launch.bodies]
        said += [f"gửi {rank}: {', '.join(names)}" for rank, names in _recipients(launch)]
    return f"{part.heading}: {'; '.join(said)}." if said else ""


def _above(launch: Launch, part: Part) -> list[Part]:
    return [p for p in launch.outline if part.label.startswith(f"{p.label}.")]


def _target(aim: Aim) -> str:
    words = [aim.indicator]
    if aim.qualifier and aim.qualifier.lower() not in aim.indicator.lower():
        words.append(f"({aim.qualifier})")
    before = _BEFORE.get(aim.bound, "") if aim.bound else ""
    if aim.value is None:
        return " ".join([*words, before.strip()]).strip()
    after = " trở lên" if aim.bound is Bound.GE or aim.floor else ""
    figure = written(aim.value) + (f"-{written(aim.upper)}" if aim.upper is not None else "")
    unit = "%" if aim.unit == "%" else f" {aim.unit}" if aim.unit else ""
    return f"{' '.join(words)} {before}{figure}{unit}{after}"


def written(value: Decimal) -> str:
    """A figure in Vietnamese writing: ``1.200``, ``84,77``."""
    return f"{value:,f}".translate(str.maketrans(",.", ".,"))


def _named(reference: Reference) -> str:
    day = f" ngày {reference.date:%d/%m/%Y}" if reference.date else ""
    number = f" số {reference.number}" if reference.number else ""
    issuer = f" của {reference.issuer}" if reference.issuer else ""
    about = f" ({reference.about})" if reference.about else ""
    return f"{reference.kind}{number}{day}{issuer}{about}"


def _time(launch: Launch) -> str:
    assert launch.time is not None
    end = f" đến {launch.time.end:%d/%m/%Y}" if launch.time.end else ""
    return f"từ {launch.time.start or 'đầu năm'}{end}"


def _recipients(launch: Launch) -> list[tuple[str, tuple[str, ...]]]:
    given = ((word, getattr(launch.recipients, key)) for key, word in _RANKS.items())
    return [(word, names) for word, names in given if names]
