"""Texts as vectors: the built-in model, or any sentence-transformers model by name or folder.

The built-in model is fitted on the shelf (``fitting.py``) and is a folder in the form of a
sentence-transformers StaticEmbedding: a tokenizer and one vector per syllable. Here it is read
with tokenizers, safetensors and numpy alone, so that a fresh process is ready at once.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

from drafter.errors import LibraryError

from .yaml_file import read_yaml

Floats = NDArray[np.float32]


class Embedding(Protocol):
    """Turns texts into vectors of length 1. ``id`` changes whenever the vectors would."""

    id: str
    dimensions: int

    def passages(self, texts: Sequence[str]) -> Floats:
        """One row per text of the shelf."""
        ...

    def query(self, text: str) -> Floats:
        """The vector of a query."""
        ...


class Recipe(BaseModel):
    """How a model wants its texts: what stands before them, whether words are joined."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    query: str = ""
    passage: str = ""
    segmented: bool = False  # syllables of a word joined by "_": "chuyển_đổi số"
    pooling: Literal["mean", "cls"] | None = None  # how token vectors become one; else its own


class StaticModel:
    """The built-in model from its folder."""

    def __init__(self, folder: Path) -> None:
        from safetensors.numpy import load_file
        from tokenizers import Tokenizer

        try:
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            self._vectors: Floats = load_file(str(folder / "model.safetensors"))["embedding.weight"]
        except Exception as broken:  # tokenizers raises plain Exception
            raise LibraryError(
                f"built-in embedding in {folder.name}: {broken}",
                advice="Mô hình tìm kiếm dựng sẵn bị hỏng. Hãy chạy: drafter library rebuild",
            ) from broken
        self._tokenizer.no_padding()
        self.dimensions = int(self._vectors.shape[1])
        self.id = f"builtin-{hashlib.sha256(self._vectors.tobytes()).hexdigest()[:12]}"

    def passages(self, texts: Sequence[str]) -> Floats:
        """The mean of the vectors of a text's syllables, scaled to length 1."""
        encoded = self._tokenizer.encode_batch(list(texts), add_special_tokens=False)
        vectors = np.zeros((len(texts), self.dimensions), np.float32)
        ids = [np.asarray(tokens.ids, np.int64) for tokens in encoded]
        for place, part in enumerate(ids):
            if len(part):
                # The length of a sum and of a mean differ, their direction does not.
                vectors[place] = self._vectors.take(part, axis=0).sum(axis=0)
        return unit_length(vectors)

    def query(self, text: str) -> Floats:
        """The vector of a query."""
        vector: Floats = self.passages([text])[0]
        return vector


class TransformerModel:
    """A sentence-transformers model; loaded when first used, which takes seconds."""

    def __init__(self, name: str, recipe: Recipe) -> None:
        from sentence_transformers import SentenceTransformer

        self._recipe = recipe
        self._segment = segmenter() if recipe.segmented else str
        try:
            self._model: Any = SentenceTransformer(name, device="cpu")
        except Exception as failed:  # hub, torch and file errors have no common root
            raise LibraryError(
                f"embedding model {name!r}: {type(failed).__name__}: {failed}",
                advice=f"Không nạp được mô hình tìm kiếm “{name}”; chương trình dùng mô hình dựng "
                "sẵn. Hãy kiểm tra DRAFTER_EMBEDDING.",
            ) from failed
        _pool(self._model, recipe.pooling)
        self.dimensions = int(self._model.encode(["a"]).shape[1])
        made_of = json.dumps([name, recipe.model_dump()], ensure_ascii=False)
        self.id = f"model-{hashlib.sha256(made_of.encode()).hexdigest()[:12]}"

    def passages(self, texts: Sequence[str]) -> Floats:
        """Vectors of texts of the shelf, with the model's own prefix."""
        return self._encoded([self._recipe.passage + self._segment(text) for text in texts])

    def query(self, text: str) -> Floats:
        """The vector of a query, with the model's own prefix."""
        vector: Floats = self._encoded([self._recipe.query + self._segment(text)])[0]
        return vector

    def _encoded(self, texts: list[str]) -> Floats:
        vectors = self._model.encode(texts, batch_size=32, show_progress_bar=False)
        return unit_length(np.asarray(vectors, np.float32))


@dataclass(frozen=True, slots=True)
class Recipes:
    """Recipes by name of a model, from ``kb/vocabulary/embeddings.yaml``."""

    known: dict[str, Recipe]

    @classmethod
    def load(cls, path: Path) -> Recipes:
        """The recipes in ``path``; none when there is no such file."""
        rows = read_yaml(path) if path.exists() else {}
        return cls({name: Recipe.model_validate(row or {}) for name, row in rows.items()})

    def of(self, name: str) -> Recipe:
        """The recipe of a model, also when it is given as a folder that bears its name."""
        tail = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
        own = (r for known, r in self.known.items() if known.rpartition("/")[2] == tail)
        return self.known.get(name) or next(own, Recipe())


def unit_length(vectors: Floats) -> Floats:
    """Each row scaled to length 1; a row of zeros stays."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: Floats = (vectors / np.maximum(lengths, 1e-12)).astype(np.float32)
    return scaled


def _pool(model: Any, pooling: str | None) -> None:
    """Pool as the recipe says: a folder without that setting is pooled by the mean unasked."""
    from sentence_transformers.sentence_transformer.modules import Pooling

    for name, module in list(model.named_children()):
        if pooling and isinstance(module, Pooling):
            size = module.get_embedding_dimension()
            model._modules[name] = Pooling(size, pooling_mode=pooling)


def segmenter() -> Callable[[str], str]:
    """Joins the syllables of a word; needs underthesea, which is not installed by default."""
    try:
        from underthesea import word_tokenize  # type: ignore[import-not-found,unused-ignore]
    except ImportError as missing:
        raise LibraryError(
            "this embedding model needs segmented words and underthesea is not installed",
            advice="Mô hình tìm kiếm này cần gói underthesea để tách từ. Hãy cài thêm gói đó hoặc "
            "dùng mô hình dựng sẵn.",
        ) from missing
    return lambda text: str(word_tokenize(text, format="text"))
