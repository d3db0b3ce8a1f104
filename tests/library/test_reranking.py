"""Models by folder: recipes are followed, a cross-encoder weighs the best candidates again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from drafter.library import Library
from drafter.library.reranking import Reranker, Scorer

KB = Path(__file__).parents[2] / "kb"
QUERY = "giao ước thi đua, bình xét khen thưởng"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What ``tiny_models.py`` saw."""
    script = str(Path(__file__).with_name("tiny_models.py"))
    paths = {"PYTHONPATH": str(KB.parent / "src"), "HF_HUB_OFFLINE": "1"}
    out = subprocess.run(
        [sys.executable, script, str(tmp_path_factory.mktemp("models"))],
        env={**os.environ, **paths},
        check=True,
        capture_output=True,
    ).stdout
    answer: dict[str, Any] = json.loads(out)
    return answer


class TestModelsByFolder:
    def test_the_prefix_of_the_recipe_stands_before_the_query(self, made: dict[str, Any]) -> None:
        assert (made["prefix"], made["no prefix"]) == (True, False)

    def test_pooling_of_the_recipe(self, made: dict[str, Any]) -> None:
        """A bare folder is pooled by the mean; the recipe may say the first token."""
        assert (made["mean"], made["cls"]) == (True, False)

    def test_another_recipe_is_another_embedding(self, made: dict[str, Any]) -> None:
        """Vectors of two recipes never stand side by side."""
        assert len(set(made["ids"])) == 3

    def test_a_cross_encoder_by_folder(self, made: dict[str, Any]) -> None:
        one, other, again = made["judged"]

        assert one == pytest.approx(again, abs=1e-6)
        assert one != other
        assert made["notes"] == []


class TestReranking:
    def shelf(self, home: Path, judge: Any) -> Library:
        opened = Library(home, KB, reranker=judge)
        opened.build()
        return opened

    def test_the_model_has_its_say_in_the_order(self, tmp_path: Path) -> None:
        """A model that knows better brings its passage to the front; the text is what it reads."""
        plain = self.shelf(tmp_path, None)
        before = [hit.id for hit in plain.search(QUERY, k=5)]
        wanted = plain.search(QUERY, k=5)[3].text
        plain.close()

        def judge(query: str, texts: Sequence[str]) -> Sequence[float]:
            assert query == QUERY
            return [9.0 if wanted in text else 1.0 for text in texts]

        judged = self.shelf(tmp_path, judge)
        after = [hit.id for hit in judged.search(QUERY, k=5)]

        assert after[0] == before[3]
        assert after[1:3] == before[:2]
        assert judged.search("cách nấu phở") == []
        judged.close()

    def test_a_model_that_cannot_be_loaded_is_said_once(self, tmp_path: Path) -> None:
        """The search goes on as it would without; the note names the setting."""
        library = self.shelf(tmp_path, None)
        expected = [hit.id for hit in library.search(QUERY)]

        def missing(name: str, segmented: bool) -> Scorer:
            raise OSError("no such model")

        library._searcher._judge = Reranker("x/y", tmp_path / "none", library.notes, missing)
        found = [hit.id for hit in library.search(QUERY)]
        library.search(QUERY)

        assert found == expected
        assert [("x/y" in note, "DRAFTER_RERANKER" in note) for note in library.notes] == [
            (True, True)
        ]
        library.close()

    def test_a_recipe_says_whether_words_are_joined(self, tmp_path: Path) -> None:
        asked: list[tuple[str, bool]] = []

        def load(name: str, segmented: bool) -> Scorer:
            asked.append((name, segmented))
            return lambda pairs: [1.0 for _ in pairs]

        recipes = KB / "vocabulary" / "embeddings.yaml"
        for name in ("itdainb/PhoRanker", "BAAI/bge-reranker-v2-m3"):
            Reranker(name, recipes, [], load)("q", ["a", "b"])

        assert asked == [("itdainb/PhoRanker", True), ("BAAI/bge-reranker-v2-m3", False)]
