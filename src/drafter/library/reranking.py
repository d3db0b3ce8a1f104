"""An optional second look at the best candidates: a cross-encoder that reads query and passage.

Any sentence-transformers ``CrossEncoder`` by name or folder. It is loaded at the first search;
one that cannot be loaded is said in a note, and the search goes on without it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from .embedding import Recipes, segmenter

Scorer = Callable[[list[tuple[str, str]]], Sequence[float]]
"""Pairs of a query and a text to how well the text answers it."""


class Reranker:
    """Weighs texts against a query; ``load`` gives the model of a name, or raises anything."""

    def __init__(
        self,
        name: str,
        recipes: Path,
        notes: list[str],
        load: Callable[[str, bool], Scorer] | None = None,
    ) -> None:
        self._name, self._recipes, self._notes = name, recipes, notes
        self._load = load or _cross_encoder
        self._scorer: Scorer | None = None
        self._failed = False
        self._turn = threading.Lock()

    def __call__(self, query: str, texts: Sequence[str]) -> Sequence[float] | None:
        """How well each text answers the query, on a scale of the model's own.

        ``None`` when the model cannot be used.
        """
        with self._turn:
            if self._failed:
                return None
            try:
                if self._scorer is None:
                    recipe = Recipes.load(self._recipes).of(self._name)
                    self._scorer = self._load(self._name, recipe.segmented)
                return self._scorer([(query, text) for text in texts])
            except Exception as failed:  # hub, torch and file errors have no common root
                self._failed = True
                self._notes.append(_note(self._name, failed))
                return None


def _note(name: str, failed: Exception) -> str:
    return (
        f"Không dùng được mô hình xếp hạng “{name}” ({type(failed).__name__}); kết quả tìm kiếm "
        "được xếp theo cách dựng sẵn. Hãy kiểm tra DRAFTER_RERANKER."
    )


def _cross_encoder(name: str, segmented: bool) -> Scorer:
    from sentence_transformers import CrossEncoder

    written: Callable[[str], str] = segmenter() if segmented else str
    model: Any = CrossEncoder(name, device="cpu", max_length=512)

    def scored(pairs: list[tuple[str, str]]) -> Sequence[float]:
        ready = [(written(query), written(text)) for query, text in pairs]
        values = model.predict(ready, batch_size=16, show_progress_bar=False)
        return [float(value) for value in values]

    return scored
