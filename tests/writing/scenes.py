"""A scene for the writers, made of the real register and clauses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from drafter.document.brief import Brief, Hamlets, Statement
from drafter.document.unit import Level, Unit
from drafter.reading import read_text
from drafter.register import load
from drafter.settings import ROOT
from drafter.writing.clauses import load_clauses
from drafter.writing.scene import Scene
from drafter.writing.wording import load_wording

KB = ROOT / "kb"
SceneMaker = Callable[..., Scene]


@pytest.fixture(scope="session")
def make_scene() -> SceneMaker:
    """A scene of a coastal commune in 2027; keyword arguments change its brief."""
    register, clauses, wording = load(KB), load_clauses(KB), load_wording(KB)

    def make(said: tuple[str, ...] = (), directive: str | None = None, **brief: Any) -> Scene:
        values: dict[str, Any] = {
            "as_of": date(2027, 1, 12),
            "unit": Unit("Bãi Ngang", Level.COMMUNE, "tỉnh Hà Tĩnh"),
            "year": 2027,
            "hamlets": Hamlets("thôn"),
            "statements": tuple(Statement(text, at) for at, text in enumerate(said, 1)),
            "directive": read_text(directive, "chi-thi.txt") if directive else None,
        }
        values.update(brief)
        made = Brief(**values)
        assert made.unit is not None
        assert made.year is not None
        return Scene(made, made.unit, made.year, register, clauses, wording)

    return make
