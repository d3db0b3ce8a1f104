"""Recall of the checker on planted faults, and its silence on clean documents."""

from __future__ import annotations

import dataclasses
import os
from collections import defaultdict
from collections.abc import Iterable

import pytest

from drafter.checking import Category, Finding, Severity, check, check_draft
from drafter.document.facts import Span
from drafter.document.model import LaunchDocument, Paragraph, Section
from drafter.reading import read_text
from drafter.reading.vietnamese import fold

from .clean_documents import Clean, clean_documents
from .planting import KINDS, Facts, Kind, Planted
from .scoreboard import Board

RECALL, RECALL_OF_ERRORS = 0.97, 0.99
THINNING = int(os.environ.get("DRAFTER_PLANT_EVERY", "4"))
"""Each kind goes into every n-th document (into all of them with ``DRAFTER_PLANT_EVERY=1``)."""


def facts_of(clean: Clean) -> Facts:
    brief = clean.brief
    assert brief.unit is not None
    assert brief.year is not None
    assert brief.signer is not None
    previous = brief.previous
    return Facts(
        name=brief.unit.name,
        word=brief.unit.level.word,
        province=brief.unit.province,
        year=brief.year,
        two_tier=brief.unit.district is None,
        signer=brief.signer.name,
        previous_signer=(previous.header.signer_name or "") if previous else "",
        previous_theme=(previous.header.theme or "") if previous else "",
    )


def findings_of(text: str, clean: Clean) -> list[Finding]:
    return check(read_text(text), clean.context)


def found(kind: Kind, planted: Planted, before: Iterable[Finding], after: list[Finding]) -> bool:
    """Whether a new finding of the right family is at the fault, or tells what is missing."""
    known = {(f.rule, f.message) for f in before}
    words = fold(planted.words)
    for finding in after:
        if (finding.rule, finding.message) in known or finding.category.value not in kind.families:
            continue
        told = fold(f"{finding.quote} {finding.message}")
        if not words or words in told or _near(words, told) or _same_line(planted, finding):
            return True
    return False


def _near(words: str, told: str) -> bool:
    return any(part in told for part in words.split("\n") if len(part) > 3)


def _same_line(planted: Planted, finding: Finding) -> bool:
    text = read_text(planted.text).text
    span = finding.where.span
    at = fold(text).find(fold(planted.words).split("\n")[0])
    if span is None or at < 0:
        return False
    line = Span(text.rfind("\n", 0, at) + 1, (text.find("\n", at) + 1 or len(text)))
    return span.overlaps(line)


def test_clean_documents_are_left_alone(board: Board) -> None:
    """No error and at most two warnings on each clean document."""
    loud = {}
    for clean in clean_documents():
        told = findings_of(clean.text, clean)
        errors = [f"{f.rule} {f.message}" for f in told if f.severity is Severity.ERROR]
        warnings = [f"{f.rule} {f.message}" for f in told if f.severity is Severity.WARNING]
        if errors or len(warnings) > 2:
            loud[clean.name] = errors or warnings
        quiet = clean.name not in loud
        board.add("checking", clean.name, "clean left alone", quiet, 1, loud.get(clean.name, ()))
    assert loud == {}


def test_planted_faults_are_found(capsys: pytest.CaptureFixture[str], board: Board) -> None:
    """At least 60 kinds of fault in at least ten documents, each told in its family."""
    hits: dict[str, list[bool]] = defaultdict(list)
    families: dict[str, list[bool]] = defaultdict(list)
    errors: list[bool] = []
    missed: dict[str, list[str]] = defaultdict(list)
    for at, clean in enumerate(clean_documents()):
        facts = facts_of(clean)
        before = findings_of(clean.text, clean)
        for number, kind in enumerate(KINDS):
            planted = kind.edit(clean.text, facts)
            if planted is None or ((at + number) % THINNING and len(hits[kind.id]) >= 2):
                continue
            planted = _body_in(planted, facts)
            hit = found(kind, planted, before, findings_of(planted.text, clean))
            hits[kind.id].append(hit)
            families[min(kind.families)].append(hit)
            if kind.error:
                errors.append(hit)
            if not hit:
                missed[kind.id].append(clean.name)
    for id, group in hits.items():
        where = [f"missed in {name}" for name in missed.get(id, ())]
        board.add(
            "checking", f"planted {id}", "planted faults found", sum(group), len(group), where
        )
    every = [hit for group in hits.values() for hit in group]
    with capsys.disabled():
        _report(hits, families, every, errors, missed)
    assert len(hits) >= 60
    assert len(clean_documents()) >= 10
    assert sum(every) / len(every) >= RECALL
    assert sum(errors) / len(errors) >= RECALL_OF_ERRORS


def _body_in(planted: Planted, facts: Facts) -> Planted:
    """The body that does not exist on the day of the document."""
    gone = "Phòng Nội vụ huyện" if facts.two_tier else "Trung tâm Phục vụ hành chính công xã"
    return Planted(planted.text.replace("{BODY}", gone), planted.words.replace("{BODY}", gone))


def _report(
    hits: dict[str, list[bool]], families: dict[str, list[bool]], every: list[bool],
    errors: list[bool], missed: dict[str, list[str]],
) -> None:  # fmt: skip
    print(
        f"\n{len(hits)} kinds of fault, {len(every)} faults in {len(clean_documents())} documents"
    )
    for family, group in sorted(families.items()):
        print(f"  {family:10} {sum(group):4}/{len(group):<4} {sum(group) / len(group):.3f}")
    print(f"  {'all':10} {sum(every):4}/{len(every):<4} {sum(every) / len(every):.3f}")
    print(f"  {'errors':10} {sum(errors):4}/{len(errors):<4} {sum(errors) / len(errors):.3f}")
    for id, names in missed.items():
        print(f"  missed: {id} in {len(names)} of {len(hits[id])} ({names[0]})")


NAKED = {
    "figure without a source": ("Mỗi đơn vị trồng 350 cây xanh.", "350"),
    "reference without a source": ("Thực hiện Quyết định số 77/QĐ-UBND.", "77"),
    "day without a source": ("Xong trước ngày 12/5.", "12/5"),
    "movement without a source": ("Thực hiện phong trào “Nhà sạch, vườn đẹp”.", "Nhà sạch"),
    "place without a source": ("Liên kết với xã Hòa Lạc.", "Hòa Lạc"),
}


@pytest.mark.parametrize("fault", NAKED, ids=str)
def test_a_fact_without_ground_is_an_error(fault: str) -> None:
    """Every number, reference, date, movement and place of a draft has a ground."""
    sentence, words = NAKED[fault]
    for clean in clean_documents():
        told = check_draft(_with_paragraph(clean.document, sentence), clean.context)
        naked = [f for f in told if f.category is Category.NUMBER and words in f.quote + f.message]
        assert any(f.severity is Severity.ERROR for f in naked), clean.name


def test_clean_drafts_have_a_ground_for_everything() -> None:
    told = {
        clean.name: [f.message for f in check_draft(clean.document, clean.context)
                     if f.rule.startswith("NUM") and f.severity is Severity.ERROR]
        for clean in clean_documents()
    }  # fmt: skip
    assert {name: messages for name, messages in told.items() if messages} == {}


def _with_paragraph(document: LaunchDocument, sentence: str) -> LaunchDocument:
    first, *rest = document.sections
    return dataclasses.replace(document, sections=(_added(first, sentence), *rest))


def _added(section: Section, sentence: str) -> Section:
    return dataclasses.replace(section, paragraphs=(*section.paragraphs, Paragraph(sentence)))
