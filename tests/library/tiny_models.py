"""Tiny transformers for the tests of models by folder; run as a script, because torch is slow.

``python tiny_models.py FOLDER`` makes an encoder and a cross-encoder below FOLDER, uses them
through the library and prints what came of it as JSON.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from drafter.library.embedding import Recipe, TransformerModel
from drafter.library.reranking import Reranker

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "query", "passage", ":", "lúa", "tôm", "rừng", "nuôi"]


def parts(folder: Path, **more: Any) -> Any:
    """The configuration and the saved tokenizer of a tiny BERT."""
    from transformers import BertConfig, BertTokenizerFast

    folder.mkdir(parents=True)
    (folder / "vocab.txt").write_text("\n".join(WORDS), encoding="utf-8")
    tokenizer = BertTokenizerFast(str(folder / "vocab.txt"), strip_accents=False)
    tokenizer.save_pretrained(str(folder))
    return BertConfig(
        vocab_size=len(WORDS), hidden_size=16, num_hidden_layers=1, num_attention_heads=2,
        intermediate_size=16, max_position_embeddings=64, **more,
    )  # fmt: skip


def main(folder: Path) -> dict[str, Any]:
    """What the library makes of both models."""
    import torch
    from transformers import BertForSequenceClassification, BertModel

    torch.manual_seed(0)
    encoder, judge = folder / "encoder", folder / "judge"
    BertModel(parts(encoder)).save_pretrained(str(encoder))
    BertForSequenceClassification(parts(judge, num_labels=1)).save_pretrained(str(judge))
    plain = TransformerModel(str(encoder), Recipe())
    prefixed = TransformerModel(str(encoder), Recipe(query="query: ", pooling="mean"))
    first = TransformerModel(str(encoder), Recipe(pooling="cls"))
    notes: list[str] = []
    reranker = Reranker(str(judge), folder / "none.yaml", notes)
    return {
        "ids": [plain.id, prefixed.id, first.id],
        "prefix": close(prefixed.query("lúa"), plain.query("query: lúa")),
        "no prefix": close(prefixed.query("lúa"), plain.query("lúa")),
        "mean": close(prefixed.passages(["lúa tôm"])[0], plain.passages(["lúa tôm"])[0]),
        "cls": close(first.passages(["lúa tôm"])[0], plain.passages(["lúa tôm"])[0]),
        "judged": reranker("nuôi tôm", ["tôm", "rừng", "tôm"]),
        "notes": notes,
    }


def close(one: Any, other: Any) -> bool:
    """Whether two vectors are the same but for rounding."""
    return bool(abs(one - other).max() < 1e-5)


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]))))
