"""Which embedding is in use: the built-in one, fitted on the shelf, or one chosen by name."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

from drafter.errors import LibraryError

from .embedding import Embedding, Recipes, StaticModel, TransformerModel
from .vocabulary import Vocabulary

GROWN = 2.0
"""The built-in model is fitted anew when the shelf has so many times the passages it knew."""


class Models:
    """Loads the embedding; fits the built-in one.

    A model that cannot be loaded is replaced by the built-in one, and ``notes`` says so.
    """

    def __init__(
        self, folder: Path, kb: Path, name: str | None, vocabulary: Vocabulary, notes: list[str]
    ) -> None:
        self._folder, self._kb, self._vocabulary = folder, kb, vocabulary
        self._notes = notes
        self._name = None if name in (None, "", "builtin") else name
        self._chosen: Embedding | None = None

    def load(self) -> Embedding:
        """The chosen model, else the built-in one."""
        self._choose()
        return self._chosen or StaticModel(self._folder)

    def _choose(self) -> None:
        """Load the model that was named; one that cannot be loaded is named no longer."""
        if self._name and self._chosen is None:
            recipes = Recipes.load(self._kb / "vocabulary" / "embeddings.yaml")
            try:
                self._chosen = TransformerModel(self._name, recipes.of(self._name))
            except LibraryError as failed:
                self._notes.append(failed.advice)
                self._name = None

    def stamp(self) -> object:
        """What changes when ``load`` would give another model."""
        fitted = self._folder / "fitted.json"
        return self._name, fitted.stat().st_mtime_ns if fitted.exists() else 0

    def ready(self) -> bool:
        """Whether there is a model to load."""
        return self._name is not None or self._fitted_on() > 0

    def outgrown(self, passages: int) -> bool:
        """Whether the built-in model is in use and has to be fitted for so many passages."""
        self._choose()
        return self._name is None and passages >= GROWN * self._fitted_on()

    def sample(self, rows: Sequence[int]) -> Sequence[int]:
        """The rows of the passages to fit on: all of a small shelf, evenly of a large one."""
        from .fitting import SAMPLE

        return rows[:: max(1, -(-len(rows) // SAMPLE))]

    def fit(self, texts: Sequence[str], passages: int) -> None:
        """Fit the built-in model on these texts of a shelf with so many passages."""
        from .fitting import fit

        fit(texts, self._vocabulary.alike, self._folder)
        (self._folder / "fitted.json").write_text(json.dumps({"passages": passages}))

    def forget(self) -> None:
        """Delete the built-in model, so that it is fitted anew."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _fitted_on(self) -> int:
        try:
            return int(json.loads((self._folder / "fitted.json").read_text())["passages"])
        except (OSError, ValueError, KeyError):
            return 0
