"""The office's own documents on the shelf: facts confirmed, a file replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from drafter.errors import BadValue

from .keeping import Keeping

if TYPE_CHECKING:
    from drafter.library import ShelfDocument


class Shelving(Keeping):
    """The verbs that change what is on the shelf."""

    def confirm_document(self, document_id: str, **facts: Any) -> None:
        """Keep the facts of a document as the official says they are; nothing is doubtful then.

        ``facts`` are fields of `drafter.library.ShelfDocument`. Raises `BadValue` for a document
        that the office has not put on the shelf itself, and for a fact that cannot be.
        """
        document = self._own(document_id)
        words = {name: "" if value is None else str(value) for name, value in facts.items()}
        self.library.confirm(document.id, words)

    def replace_document(self, document_id: str, name: str, data: bytes) -> str:
        """Put a file in the place of a document; the id of the new one.

        The old one leaves when the new one stands: an unusable file changes nothing.
        """
        old = self._own(document_id)
        taken = self.library.replace(old.id, name, data)
        return taken.document.id if taken.document else old.id

    def _own(self, document_id: str) -> ShelfDocument:
        self.library.build()
        own = (document for document in self.library.list() if document.origin == "file")
        found = next((document for document in own if document.id == document_id), None)
        if found is None:
            raise BadValue(
                f"{document_id} is not a document of the office",
                advice="Văn bản này đi kèm chương trình nên không sửa được; chỉ sửa được văn bản "
                "do đơn vị đưa vào kho.",
            )
        return found
