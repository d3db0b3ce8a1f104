"""Settings from the environment: a wrong value gets one clear line."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.errors import BadValue
from drafter.settings import load_settings

NAMES = (
    "PORT",
    "DRAFTER_HOME",
    "DRAFTER_MODEL",
    "DRAFTER_MODEL_URL",
    "DRAFTER_EMBEDDING",
    "DRAFTER_RERANKER",
    "DRAFTER_CHROMA_URL",
    "DRAFTER_DATABASE_URL",
)


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No setting of the machine reaches a test."""
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def test_nothing_has_to_be_set() -> None:
    """No key, no account: the defaults open the chat without a model."""
    settings = load_settings()
    assert (settings.port, settings.model, settings.embedding, settings.chroma_url) == (
        8501,
        None,
        None,
        None,
    )


def test_values_come_from_the_environment_and_from_a_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The environment wins over .env."""
    (tmp_path / ".env").write_text("PORT=9000\nDRAFTER_MODEL=ollama:qwen3\n", encoding="utf-8")
    monkeypatch.setenv("PORT", "9001")
    settings = load_settings()
    assert (settings.port, settings.model) == (9001, "ollama:qwen3")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "abc"),
        ("PORT", "0"),
        ("PORT", "70000"),
        ("DRAFTER_MODEL", "qwen3"),
        ("DRAFTER_MODEL_URL", "localhost:11434"),
        ("DRAFTER_CHROMA_URL", "127.0.0.1:8000"),
        ("DRAFTER_DATABASE_URL", "127.0.0.1/kho"),
        ("DRAFTER_DATABASE_URL", "mysql://an@may/kho"),
    ],
)
def test_a_wrong_value_names_the_setting_and_what_it_should_hold(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    """The line says which variable is wrong, in Vietnamese, with an example or a range."""
    monkeypatch.setenv(name, value)
    with pytest.raises(BadValue) as caught:
        load_settings()
    assert name in caught.value.advice
    assert "\n" not in caught.value.advice


def test_a_file_where_the_home_should_be_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """DRAFTER_HOME must be a folder."""
    (tmp_path / "home").write_text("x", encoding="utf-8")
    monkeypatch.setenv("DRAFTER_HOME", str(tmp_path / "home"))
    with pytest.raises(BadValue, match="DRAFTER_HOME"):
        load_settings()


def test_an_empty_value_is_no_value(monkeypatch: pytest.MonkeyPatch) -> None:
    """DRAFTER_MODEL= in .env means: no model."""
    monkeypatch.setenv("DRAFTER_MODEL", " ")
    assert load_settings().model is None


def test_drafts_lie_in_the_home_unless_a_database_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite under DRAFTER_HOME is the default; DRAFTER_DATABASE_URL wins."""
    assert load_settings(home=Path("/nha")).database == "sqlite:////nha/drafter.sqlite"
    monkeypatch.setenv("DRAFTER_DATABASE_URL", "postgresql://an:bimat@may/kho")
    settings = load_settings()
    assert settings.database == "postgresql://an:bimat@may/kho"
    assert "bimat" not in repr(settings)
