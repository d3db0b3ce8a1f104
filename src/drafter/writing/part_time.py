"""The part "Thời gian": the directive's window, its phases, and the reviews."""

from __future__ import annotations

import re

from drafter.document.facts import FactKind, Ground, GroundKind
from drafter.document.model import DocumentKind, Paragraph, Section, SectionKind

from .cascade import in_keys, item_ground, paragraph
from .clause_schema import FormPart
from .directive import items_of, whole
from .phrase import clause_paragraph
from .scene import Scene, tidy
from .told import dated_frame

_PHASE_BREAK = re.compile(r"(?<=[.])\s+|(?<=;)\s+(?=[Đđ]ợt)")
_PHASE = re.compile(r"^Đợt\s+(?:\d|I+)|^Đợt (?:một|hai|ba)", re.IGNORECASE)


def time_section(part: FormPart, label: str, scene: Scene) -> Section:
    """When the movement runs: the directive's window and its phases."""
    told = dated_frame(scene, "thoi-gian")
    phases = _phases(scene)
    paragraphs = [_window(scene), *phases, *told, *_after_each(phases, scene), *_reviews(scene)]
    return Section(part.kind, label, part.heading, tuple(paragraphs))


def _window(scene: Scene) -> Paragraph:
    directive = scene.brief.directive
    time = directive.time if directive else None
    if time is not None and time.ends_on is not None and time.ends_on.year == scene.year:
        end = time.ends_on
        words = f"{end.day:02d}/{_month(end.month)}/{end.year}"
        ground = Ground(GroundKind.DIRECTIVE, "thời gian thi đua", time.end or words)
    else:
        words = f"31/12/{scene.year}"
        ground = Ground(GroundKind.COMPUTED, "ngày cuối của năm kế hoạch", f"năm {scene.year}")
    key = scene.table.add(FactKind.DATE, words, ground)
    kind = scene.brief.kind.printed.capitalize()
    launched = (
        "phát động thi đua" if scene.brief.kind is DocumentKind.LAUNCH else f"ban hành {kind}"
    )
    begin = launched
    if time is not None and time.starts_on is not None and time.starts_on.year == scene.year:
        first = time.starts_on
        words = f"{first.day:02d}/{_month(first.month)}/{first.year}"
        start = Ground(GroundKind.DIRECTIVE, "thời gian thi đua", time.start or words)
        begin = scene.table.add(FactKind.DATE, words, start)
    return paragraph(f"Từ ngày {begin} đến hết ngày {key}{_summing_up(scene)}.", ground)


_SUM_UP = re.compile(r";\s*(tháng[^.;]{0,30}\btổng kết[^.;]*)", re.IGNORECASE)


def _summing_up(scene: Scene) -> str:
    """When the level above sums the year up, if it says so behind its window."""
    directive = scene.brief.directive
    for item in items_of(directive, SectionKind.TIME) if directive else ():
        if found := _SUM_UP.search(tidy(whole(item))):
            return f"; {in_keys(found[1].strip(), scene, item_ground(item))}"
    return ""


def _month(month: int) -> str:
    # Months 1 and 2 take a leading zero, the others none (PLI-II.4b).
    return f"{month:02d}" if month < 3 else str(month)


def _reviews(scene: Scene) -> list[Paragraph]:
    found = (clause_paragraph(c, scene) for c in scene.pick("thoi-gian") if c.tag == "tong-ket")
    return [p for p in found if p is not None][:1]


def _after_each(phases: list[Paragraph], scene: Scene) -> list[Paragraph]:
    """Where the year is parted, the first part is summed up too: no reward waits for its end."""
    if len(phases) < _TWO:
        return []
    text = f"Kết thúc đợt đầu, Ủy ban nhân dân {scene.the_unit} sơ kết, khen thưởng kịp thời."
    return [paragraph(text, Ground(GroundKind.FORM, "sơ kết đợt"))]


_TWO = 2


def _phases(scene: Scene) -> list[Paragraph]:
    directive = scene.brief.directive
    if directive is None:
        return []
    out = []
    for item in items_of(directive, SectionKind.TIME):
        for sentence in _PHASE_BREAK.split(tidy(whole(item))):
            if _PHASE.search(sentence):
                sentence = f"{sentence[:1].upper()}{sentence[1:]}"
                words = scene.wording.localise(sentence.rstrip(".;"), scene.the_unit, scene.hamlets)
                ground = item_ground(item)
                out.append(paragraph(in_keys(words, scene, ground) + ".", ground, label="-"))
    return out
