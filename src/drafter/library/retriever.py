"""The shelf as a langchain retriever, so that any chain or agent can search it.

The one door through which langchain knows the library; nothing else here imports it, and it is
imported when ``as_retriever`` is called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .search import Hit

if TYPE_CHECKING:
    from langchain_core.callbacks import CallbackManagerForRetrieverRun
    from langchain_core.documents import Document
    from langchain_core.retrievers import BaseRetriever

    from .library import Library


def as_retriever(library: Library, **asked: Any) -> BaseRetriever:
    """A ``BaseRetriever`` over the shelf; ``asked`` are the keywords of ``Library.search``.

    ``as_retriever(library, unit="xã Vạn Linh, tỉnh Lạng Sơn", year=2027, k=4)``. The documents
    come best first, none when nothing is similar. What a past document says is data: whoever
    hands it to a model has to mark it as such.
    """
    from langchain_core.retrievers import BaseRetriever

    class ShelfRetriever(BaseRetriever):
        """Passages of past launch documents, each with its source and the reasons for it."""

        search: dict[str, Any]

        def _get_relevant_documents(
            self, query: str, *, run_manager: CallbackManagerForRetrieverRun
        ) -> list[Document]:
            return [_document(hit) for hit in library.search(query, **self.search)]

    return ShelfRetriever(search=asked)


def _document(hit: Hit) -> Document:
    from langchain_core.documents import Document

    facts = {
        "source": hit.source,
        "document": hit.document,
        "title": hit.title,
        "issuer": hit.issuer,
        "year": hit.year,
        "kind": hit.kind,
        "section": hit.section,
        "score": hit.score,
        "reasons": list(hit.reasons),
    }
    return Document(id=hit.id, page_content=hit.text, metadata=facts)
