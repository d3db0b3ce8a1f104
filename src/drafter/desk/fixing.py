"""Safe fixes in one click: of a draft as a new version, of an outside Word file as a new file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from drafter.document.model import LaunchDocument
from drafter.errors import BadValue

from .editing import Editing

if TYPE_CHECKING:
    from drafter.checking.finding import Finding
    from drafter.checking.fixing import FixReport

_ZIP = b"PK\x03\x04"


class Fixing(Editing):
    """The verb that fixes. What a fix made worse is as it was before."""

    def fix(self, draft_id: str, rules: Sequence[str] = ()) -> FixReport[LaunchDocument]:
        """Put the safe fixes of the newest version in; a new version if there were any."""
        from drafter.checking import check_draft
        from drafter.checking.amending import with_fixes
        from drafter.checking.fixing import settle
        from drafter.drafting.steps import context_of

        state = self.state(draft_id)
        document = self._document(draft_id)
        context = context_of(state.conversation.brief, self.tools)

        def look(draft: LaunchDocument) -> list[Finding]:
            return check_draft(draft, context)

        report = settle(document, look(document), look, with_fixes, rules)
        if report.applied:
            note = f"Sửa tự động {len(report.applied)} điểm"
            self._keep(draft_id, report.content, report.findings, state.trace, note)
        return report


def fix_word(
    name: str, data: bytes, look: Callable[[bytes], list[Finding]], rules: Sequence[str] = ()
) -> FixReport[bytes]:
    """An outside Word file with its safe fixes, its look untouched; ``look`` checks a file.

    Raises `BadValue` for a file of another kind.
    """
    from drafter.checking.fixing import line_edits, settle
    from drafter.reading import read_bytes
    from drafter.reading.docx_replace import with_edits

    if not data.startswith(_ZIP) or not name.lower().endswith((".docx", ".docm", ".dotx")):
        raise BadValue(
            f"cannot fix {name}",
            advice="Chỉ sửa tự động được tệp Word (.docx); tệp khác xin sửa theo từng lời nhắc.",
        )

    def put(file: bytes, findings: Sequence[Finding]) -> bytes:
        return with_edits(file, line_edits(read_bytes(file, name).text, findings))

    return settle(data, look(data), look, put, rules)
