"""The shelf as a langchain retriever: what a chain gets is what the search finds."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from drafter.library import Library, as_retriever

KB = Path(__file__).parents[2] / "kb"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    opened = Library(tmp_path_factory.mktemp("shelf"), KB)
    opened.build()
    yield opened
    opened.close()


def test_documents_are_the_hits(library: Library) -> None:
    """Same passages in the same order, with id, source and reasons."""
    hits = library.search("trồng rừng, che phủ rừng", unit="xã Vạn Linh", year=2024, k=3)
    documents = as_retriever(library, unit="xã Vạn Linh", year=2024, k=3).invoke(
        "trồng rừng, che phủ rừng"
    )

    assert [(d.id, d.page_content) for d in documents] == [(h.id, h.text) for h in hits]
    assert documents[0].metadata["source"] == "huyen-chi-lang-2024.yaml"
    assert documents[0].metadata["reasons"] == list(hits[0].reasons)
    assert json.dumps([document.metadata for document in documents])


def test_nothing_similar_is_no_document(library: Library) -> None:
    assert as_retriever(library).invoke("cách nấu phở") == []


def test_in_a_chain_and_asynchronously(library: Library) -> None:
    """Piped like any runnable; ``ainvoke`` gives the same."""
    retriever = as_retriever(library, k=2)
    chain = retriever | (lambda found: [document.id for document in found])

    assert chain.invoke("đàn hươu")[0] == "xa-duc-lang-2023#4"
    assert asyncio.run(chain.ainvoke("đàn hươu"))[0] == "xa-duc-lang-2023#4"


def test_langchain_is_loaded_when_asked_for() -> None:
    """The library itself works where langchain is not wanted."""
    script = (
        "import sys, drafter.library.library, drafter.library.retriever\n"
        "from drafter.library import as_retriever\n"
        "assert not any(name.startswith('langchain') for name in sys.modules)"
    )
    path = str(KB.parent / "src")

    assert subprocess.run([sys.executable, "-c", script], env={"PYTHONPATH": path}).returncode == 0
