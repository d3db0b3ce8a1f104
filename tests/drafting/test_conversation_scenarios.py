"""The chat lines of the three complete jobs fill the brief as the jobs expect."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from drafter.document.brief import Brief, Slot
from drafter.document.reading import ReadDocument
from drafter.document.unit import Unit
from drafter.drafting.conversation import Conversation, Question, Stage, Upload, take_turn

SCENARIOS = Path(__file__).parents[3] / "shared" / "scenarios"

EXPECTED: dict[str, dict[str, Any]] = {
    "01_chau_quang_2024": {
        "signer": ("Lương Thị Hoài", ("CHỦ TỊCH",)),
        "resolution": ("21/NQ-HĐND", date(2023, 12, 28)),
        "hamlets": (12, "xóm, bản"),
        "drafter_unit": None,
        "unknown": set(),
        "statements": [3, 4],
    },
    "06_thien_cam_2027": {
        "signer": ("Hà Thị Mai Liên", ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        "resolution": ("33/NQ-HĐND", date(2026, 12, 25)),
        "hamlets": None,
        "drafter_unit": "Phòng Văn hóa - Xã hội",
        "unknown": set(),
        "statements": [3, 5, 6],
    },
    "08_phan_ngoc_hien_2027": {
        "signer": ("Tạ Hồng Đào", ("CHỦ TỊCH",)),
        "resolution": None,
        "hamlets": (24, "ấp"),
        "drafter_unit": "Phòng Văn hóa - Xã hội",
        "unknown": {Slot.RESOLUTION},
        "statements": [1, 4],
    },
}


class NoTools:
    """Chat lines need no look-up: the unit is known already."""

    def find_units(self, phrase: str, on: date) -> list[Unit]:
        raise AssertionError(f"looked up {phrase!r}")

    def successors(self, unit: Unit, on: date) -> list[Unit]:
        raise AssertionError

    def read_upload(self, name: str, data: bytes) -> ReadDocument:
        raise AssertionError(name)

    def read_targets(self, name: str, data: bytes) -> Any:
        raise AssertionError(name)

    def shelf(self, brief: Brief) -> list[Any]:
        return []

    def open_shelf(self, item: str) -> ReadDocument:
        raise AssertionError(item)

    def profile(self, unit: Unit) -> None:
        return None

    def uses(self) -> list[Any]:
        return []


@pytest.mark.skipif(not SCENARIOS.is_dir(), reason="the scenarios are not at hand")
@pytest.mark.parametrize("name", EXPECTED)
def test_chat_lines(name: str) -> None:
    """Slots are filled, other sentences stay word for word, and nothing known is changed."""
    from drafter.document.unit import Level

    job = json.loads((SCENARIOS / name / "brief.json").read_text())
    unit = Unit(
        job["unit"].removeprefix("xã "), Level.COMMUNE, job["province"], job.get("district")
    )
    brief = Brief(
        date.fromisoformat(job["as_of"]),
        unit,
        job["year"],
        unknown=frozenset({Slot.DIRECTIVE, Slot.TARGETS}),
    )
    conversation = Conversation(brief, stage=Stage.READY)
    for line in job["chat"]:
        conversation = take_turn(conversation, line, (), NoTools()).conversation
    got = conversation.brief
    expected = EXPECTED[name]
    filled = {
        "signer": (got.signer.name, got.signer.lines[1:]) if got.signer else None,
        "resolution": (got.resolution.number, got.resolution.issued_on) if got.resolution else None,
        "hamlets": (got.hamlets.count, got.hamlets.noun) if got.hamlets else None,
        "drafter_unit": got.drafter_unit,
        "unknown": set(got.unknown) - {Slot.DIRECTIVE, Slot.TARGETS},
        "statements": [s.turn for s in got.statements],
    }
    assert expected == filled
    assert (unit, job["year"]) == (got.unit, got.year)
    assert [job["chat"][s.turn - 1] for s in got.statements] == [s.text for s in got.statements]


class OnlyFiles(NoTools):
    """Real readers, no look-up."""

    def read_upload(self, name: str, data: bytes) -> ReadDocument:
        from drafter.reading import read_bytes

        return read_bytes(data, name)

    def read_targets(self, name: str, data: bytes) -> Any:
        from drafter.reading import read_targets_bytes

        return read_targets_bytes(data, name)


@pytest.mark.skipif(not SCENARIOS.is_dir(), reason="the scenarios are not at hand")
@pytest.mark.parametrize("asked", [Slot.DIRECTIVE, Slot.TARGETS, None])
@pytest.mark.parametrize("name", EXPECTED)
def test_files_find_their_slot(name: str, asked: Slot | None) -> None:
    """By content: whatever was asked and in whatever order they come (a scan is left out)."""
    job = json.loads((SCENARIOS / name / "brief.json").read_text())
    roles = [r for r in ("targets", "previous", "directive") if not job[r].endswith(".pdf")]
    uploads = [Upload(job[r], (SCENARIOS / name / job[r]).read_bytes()) for r in roles]
    question = Question(asked, "") if asked else None
    brief = Brief(date.fromisoformat(job["as_of"]), year=job["year"])
    conversation = Conversation(brief, asked=question)
    for upload in uploads:
        conversation = take_turn(conversation, "", [upload], OnlyFiles()).conversation
        conversation = replace(conversation, asked=question)
    got = conversation.brief
    sources = {
        "targets": got.targets_source,
        "previous": got.previous.source.file if got.previous else None,
        "directive": got.directive.source.file if got.directive else None,
    }
    assert {role: job[role] for role in roles} == {role: sources[role] for role in roles}
    assert len(got.targets) >= 20
