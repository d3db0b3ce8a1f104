"""The house as a whole: what may be loaded, and where the words live."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from drafter.settings import ROOT

HEAVY = (
    "streamlit",
    "torch",
    "chromadb",
    "langchain",
    "langchain_core",
    "sentence_transformers",
    "sqlalchemy",
)


def loaded_by(code: str) -> set[str]:
    """Names of the heavy packages that a fresh process has loaded after running ``code``."""
    script = f"import sys\n{code}\nprint(*sorted(m for m in {HEAVY!r} if m in sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return set(done.stdout.splitlines()[-1].split())


@pytest.mark.parametrize(
    "code",
    [
        "import drafter",
        "import drafter; drafter.Desk",
        "from drafter.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass",
        "from drafter.reading import read_text; read_text('Kế hoạch')",
        "import drafter.checking, drafter.register, drafter.rendering",
        "import drafter.writing.template, drafter.drafting.steps",
    ],
)
def test_nothing_heavy_is_loaded_before_it_is_needed(code: str) -> None:
    """A command that needs no search loads no search engine, and no command loads the page."""
    assert loaded_by(code) == set()


def test_the_street_is_the_only_place_of_streamlit() -> None:
    """No room below the page knows how pages are made."""
    users = [p for p in (ROOT / "src").rglob("*.py") if "import streamlit" in p.read_text("utf-8")]
    assert users == []


def test_no_file_of_code_outgrows_its_room() -> None:
    """Files stay readable: at most 400 lines."""
    long = {
        str(p.relative_to(ROOT)): n
        for folder in ("src", "ui")
        for p in (ROOT / folder).rglob("*.py")
        if (n := len(p.read_text("utf-8").splitlines())) > 400
    }
    assert long == {}


def test_the_front_page_is_small() -> None:
    """app.py only puts the rooms together."""
    assert len((ROOT / "app.py").read_text("utf-8").splitlines()) <= 150


def test_no_prompt_text_stands_in_code() -> None:
    """What is asked of a model lies in prompts/, one act a file."""
    words = "Bạn là chuyên viên"
    assert [p for p in (ROOT / "src").rglob("*.py") if words in p.read_text("utf-8")] == []
    assert any(words in p.read_text("utf-8") for p in Path(ROOT / "prompts").glob("*.md"))
