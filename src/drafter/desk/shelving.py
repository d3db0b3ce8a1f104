"""The office's own documents on the shelf: facts confirmed, a file replaced."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from drafter.document.model import DocumentKind
from drafter.errors import BadValue

from .keeping import Keeping

if TYPE_CHECKING:
    from drafter.library.library import Kept


class Shelving(Keeping):
    """The verbs that change what is on the shelf."""

    def confirm_document(self, document_id: str, **facts: Any) -> None:
        """Keep the facts of a document as the official says they are; nothing is doubtful then.

        ``facts`` are fields of `drafter.library.ShelfDocument`. Raises `BadValue` for a document
        that the office has not put on the shelf itself.
        """
        document, passages, data = self._own(document_id)
        known = {field.name for field in dataclasses.fields(document)}
        if wrong := set(facts) - known:
            raise TypeError(f"a document has no {', '.join(sorted(wrong))}")
        if facts.get("kind"):
            facts["kind"] = DocumentKind(facts["kind"])
        told = dataclasses.replace(document, **{**facts, "doubts": ()})
        self._put_again((told, passages, data), (document, passages, data))

    def replace_document(self, document_id: str, name: str, data: bytes) -> str:
        """Put a file in the place of a document; the id of the new one.

        The old one leaves when the new one stands: an unusable file changes nothing.
        """
        old, _, _ = self._own(document_id)
        taken = self.library.replace(old.id, name, data)
        return taken.document.id if taken.document else old.id

    def _own(self, document_id: str) -> Kept:
        self.library.build()
        found = next((kept for kept in self.library.own() if kept[0].id == document_id), None)
        if found is None:
            raise BadValue(
                f"{document_id} is not a document of the office",
                advice="Văn bản này đi kèm chương trình nên không sửa được; chỉ sửa được văn bản "
                "do đơn vị đưa vào kho.",
            )
        return found

    def _put_again(self, new: Kept, old: Kept) -> None:
        """Take ``old`` off and put ``new`` on; when that fails ``old`` stands again."""
        self.library.remove(old[0].id)
        try:
            self.library.put_back([new])
        except BaseException:
            self.library.put_back([old])
            raise
