"""Files given in the chat, each put in the slot it belongs to."""

from __future__ import annotations

from drafter.document.brief import Brief, Slot
from drafter.document.reading import ReadDocument
from drafter.drafting.dialogue import TargetSheet, Tools
from drafter.drafting.questions import describe
from drafter.drafting.uploads import Role, Upload, is_sheet, remarks, role_of
from drafter.errors import DrafterError


class Files:
    """Sorts the files of one turn; ``said`` collects what the official is told."""

    def __init__(
        self,
        unsorted: tuple[ReadDocument, ...],
        turn: int,
        asked: Slot | None,
        tools: Tools,
        said: list[str],
    ) -> None:
        self.unsorted = unsorted
        self.turn = turn
        self.asked = asked
        self.tools = tools
        self.said = said

    def take(self, upload: Upload, brief: Brief, *, listed: bool = False) -> Brief:
        """Read one file and put it in its slot; an unreadable one becomes a sentence.

        ``listed``: it is known to be a list of targets.
        """
        try:
            if listed or is_sheet(upload.name):
                return self._targets(upload, brief)
            document = self.tools.read_upload(upload.name, upload.data)
            role = role_of(document, brief, self.asked)
            if role is Role.TARGETS:
                return self._targets(upload, brief)
        except DrafterError as error:
            self.said.append(f"“{upload.name}”: {error.advice}")
            return brief
        if role is Role.UNSURE:
            self.unsorted = (*self.unsorted, document)
            return brief
        return self.put(document, role, brief)

    def settle(self, role: Role, brief: Brief) -> Brief:
        """Put the first unsorted document where the official said it belongs."""
        document, self.unsorted = self.unsorted[0], self.unsorted[1:]
        if role is not Role.TARGETS:
            return self.put(document, role, brief)
        try:
            return self._targets(
                Upload(document.source.file + ".txt", document.text.encode()), brief
            )
        except DrafterError as error:
            self.said.append(error.advice)
            return brief

    def put(self, document: ReadDocument, role: Role, brief: Brief) -> Brief:
        """Put a read document in the slot of its role and say what was recognised."""
        slot = Slot.DIRECTIVE if role is Role.DIRECTIVE else Slot.PREVIOUS
        name = "văn bản của cấp trên" if slot is Slot.DIRECTIVE else "văn bản năm trước"
        theme = document.header.theme if slot is Slot.DIRECTIVE else None
        about = f", chủ đề “{theme}”" if theme else ""
        self.said.append(f"Đã nhận {name}: {describe(document)}{about}.")
        if slot is Slot.DIRECTIVE and document.header.number is None:
            self.said.append("Văn bản này chưa thấy số; trong dự thảo tôi để trống chỗ số, ngày.")
        self.said.extend(remarks(document, role, brief))
        return brief.with_update(
            **{slot.value: document},
            unknown=brief.unknown - {slot},
            told=(*brief.told, (slot, self.turn)),
        )

    def _targets(self, upload: Upload, brief: Brief) -> Brief:
        sheet: TargetSheet = self.tools.read_targets(upload.name, upload.data)
        warnings = [warning.message for warning in sheet.warnings]
        if not sheet.targets:
            self.said.append(f"Không thấy chỉ tiêu nào trong “{upload.name}”.")
            self.said.extend(warnings[:3])
            return brief
        self.said.append(f"Đã đọc {len(sheet.targets)} chỉ tiêu từ “{upload.name}”.")
        self.said.extend(warnings[:5])
        return brief.with_update(
            targets=tuple(sheet.targets),
            targets_source=upload.name,
            unknown=brief.unknown - {Slot.TARGETS},
            told=(*brief.told, (Slot.TARGETS, self.turn)),
        )
