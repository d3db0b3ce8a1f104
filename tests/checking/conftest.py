"""The register of the project, and a short way to ask which rules speak on a text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.checking.plans import DAY, UNIT, Ask

from drafter.checking import CheckContext, Finding, check
from drafter.reading import read_text
from drafter.register import Register, load


@pytest.fixture(scope="session")
def register() -> Register:
    return load(Path(__file__).parents[2] / "kb")


@pytest.fixture(scope="session")
def ask(register: Register) -> Ask:
    """Findings on a text: ``ask(text, rule="CT-05", year=2027)``; all rules without ``rule``."""

    def find(text: str, rule: str = "", **context: Any) -> list[Finding]:
        given: dict[str, Any] = {"on": DAY, "unit": UNIT, "year": 2027} | context
        found = check(read_text(text), CheckContext(register, **given))
        return [f for f in found if not rule or f.rule == rule]

    return find
