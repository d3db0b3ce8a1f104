"""One turn of the conversation: what the message changes, what is said, what is asked next."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable

from drafter.document.brief import Brief, Slot
from drafter.drafting import questions as q
from drafter.drafting.dialogue import (
    MOST_UNDONE,
    Action,
    Change,
    Conversation,
    NoTools,
    Reply,
    Stage,
    Tools,
    Turn,
)
from drafter.drafting.edits import TableRow
from drafter.drafting.filing import Files
from drafter.drafting.filling import Facts
from drafter.drafting.questions import Question
from drafter.drafting.uploads import Role, Upload
from drafter.errors import InputError
from drafter.reading.message import Message, read_message
from drafter.reading.message_act import Command, find_part_again
from drafter.reading.message_target import Pasted
from drafter.reading.message_words import plain, typed

_ROLES = {
    q.AS_DIRECTIVE: Role.DIRECTIVE,
    q.AS_PREVIOUS: Role.PREVIOUS,
    q.AS_TARGETS: Role.TARGETS,
}
_WRITTEN = (Stage.DRAFTING, Stage.DRAFTED)
_LEADING = re.compile(r"^(?:(?:da|o|thuoc|la|don vi|cai|ben|cua)\s+)+")
_ORDINAL = re.compile(r"^(?:so|cai|dong|don vi|lua chon|chon)?\s*(?:thu\s+)?(\d)\s*[.)]?$")


class Work:
    """The work on one message; lives for one turn only."""

    def __init__(
        self, conversation: Conversation, text: str, uploads: tuple[Upload, ...], tools: Tools
    ) -> None:
        self.before = conversation
        self.text = typed(text)
        self.uploads = uploads
        self.tools = tools
        self.turn = conversation.number + 1
        self.said: list[str] = []
        self.action = Action.NONE
        self.asked_start = False
        self.part = ""
        self.message_ends = False
        slot = conversation.asked.slot if conversation.asked else None
        self.facts = Facts(conversation, self.turn, slot, tools, self.said)
        self.files = Files(conversation.unsorted, self.turn, slot, tools, self.said)

    def reply(self) -> Reply:
        """Work through the message and make the reply."""
        slot = self.before.asked.slot if self.before.asked else None
        if not self._take_choice():
            message = read_message(self.text, self.before.brief.as_of, asked=slot)
            self._take_message(message)
        else:
            self._take_files(self.uploads)
        return self._reply()

    # --- what was given ---------------------------------------------------------------

    def _take_choice(self) -> bool:
        """An answer that was clicked, or typed as a number or as part of a choice."""
        choice = self._choice()
        if choice is None:
            return False
        if self.before.units:
            units = {unit.described(): unit for unit in self.before.units}
            if unit := units.get(choice):
                self.facts.set_unit(unit)
                return True
        if (role := _ROLES.get(choice)) and self.before.unsorted:
            self.facts.brief = self.files.settle(role, self.facts.brief)
            return True
        return self._take_from_shelf(choice)

    def _choice(self) -> str | None:
        asked = self.before.asked
        if asked is None or not self.text:
            return None
        face = plain(self.text).strip(" .!")
        for choice in asked.choices:
            if plain(choice) == face:
                return choice
        choosing = bool(self.before.units or self.before.unsorted)
        if choosing and (number := _ORDINAL.match(face)):
            place = int(number.group(1)) - 1
            return asked.choices[place] if 0 <= place < len(asked.choices) else None
        face = _LEADING.sub("", face)
        part = [c for c in asked.choices if face in plain(c)] if choosing and len(face) > 2 else []
        return part[0] if len(part) == 1 else None

    def _take_from_shelf(self, choice: str) -> bool:
        if self.before.asked is None or self.before.asked.slot is not Slot.DIRECTIVE:
            return False
        shelf = {item.title: item for item in self.tools.shelf(self.facts.brief)}
        if choice not in shelf:
            return False
        try:
            document = self.tools.open_shelf(shelf[choice].id)
        except InputError as error:
            self.said.append(error.advice)
        else:
            self.facts.brief = self.files.put(document, Role.DIRECTIVE, self.facts.brief)
        return True

    def _take_message(self, message: Message) -> None:
        self.message_ends = message.yes or message.chitchat
        if message.no and self.before.stage in _WRITTEN:
            self.said.append("Anh/chị cho biết chỗ nào chưa đúng, ví dụ: “sai rồi, xã … mới đúng”.")
        if message.orders:
            self.said.append(
                "Phần yêu cầu bỏ qua quy tắc tôi không làm theo: "
                "mọi số liệu và căn cứ trong dự thảo đều phải có nguồn."
            )
        self.facts.take(message, alone=not self.uploads)
        self._take_files(self.uploads)
        if message.pasted is not None:
            pasted = Upload("văn bản dán.txt", message.text.encode())
            listed = message.pasted is Pasted.TARGETS
            self.facts.brief = self.files.take(pasted, self.facts.brief, listed=listed)
        self.facts.edit(message.edits)
        self.facts.drop(message.drops)
        self._obey(message)

    def _take_files(self, uploads: tuple[Upload, ...]) -> None:
        for upload in uploads:
            self.facts.brief = self.files.take(upload, self.facts.brief)

    # --- what was wished --------------------------------------------------------------

    def _obey(self, message: Message) -> None:
        command = message.command
        if command is None and message.yes:
            command = self._agreed()
        if command is None:
            return
        acts: dict[Command, Callable[[Message], None]] = {
            Command.START: self._start,
            Command.START_ANYWAY: self._start_anyway,
            Command.REDRAFT: self._redraft,
            Command.UNDO: self._undo,
            Command.WHY: self._why,
            Command.TAKE_OVER: lambda _: self.facts.take_over(),
            Command.SUMMARY: lambda _: self.said.extend(q.summary(self.facts.brief).lines()),
            Command.HELP: self._help,
            Command.CHECK: self._check,
            Command.DOWNLOAD: self._download,
            Command.NEW: lambda _: self.said.append(
                "Anh/chị bấm “Soạn văn bản mới” ở bên trái; dự thảo này vẫn được giữ."
            ),
        }
        self.facts.understood = True
        acts[command](message)

    def _agreed(self) -> Command | None:
        """What a plain yes agrees to: the only unit offered, or the start."""
        if len(self.before.units) == 1:
            self.facts.set_unit(self.before.units[0])
            return None
        ready = self.before.stage is Stage.READY and not self.facts.brief.missing()
        return Command.START if ready else None

    def _start(self, message: Message) -> None:
        del message
        self.asked_start = True
        if not self.facts.brief.missing() and not self.files.unsorted:
            self.action = Action.DRAFT

    def _redraft(self, message: Message) -> None:
        """The whole, or one part when the message names it."""
        part = find_part_again(plain(message.text))
        if part is None:
            self._start(message)
        elif not self._has_draft():
            self.said.append("Chưa có dự thảo nên chưa soạn lại riêng phần nào được.")
        else:
            self.part, self.action = part, Action.REDRAFT_PART
            self.said.append("Tôi soạn lại riêng phần này; các phần khác giữ nguyên.")

    def _has_draft(self) -> bool:
        asked = self.before.asked
        again = asked is not None and q.REDRAFT in asked.choices
        return self.before.stage is Stage.DRAFTED or again

    def _start_anyway(self, message: Message) -> None:
        missing = self.facts.brief.missing()
        for slot in (Slot.DIRECTIVE, Slot.TARGETS):
            if slot in missing:
                self.facts.leave_open(slot)
        self._start(message)

    def _undo(self, message: Message) -> None:
        del message
        if not self.facts.undo():
            self.said.append("Không còn thay đổi nào để hoàn tác.")

    def _why(self, message: Message) -> None:
        figures = re.findall(r"\d+(?:[.,/]\d+)*", message.text)
        uses = [u for u in self.tools.uses() if any(f in u.text for f in figures)]
        for use in uses[:4]:
            self.said.append(f"“{use.text}”: {q.ground_words(use.ground)}.")
        if not uses:
            self.said.append(
                "Nguồn của từng số liệu, căn cứ nằm trong mục “Nguồn” cạnh dự thảo; "
                "anh/chị nhắn kèm con số cần hỏi, ví dụ: “vì sao có số 93,5%?”."
            )

    def _help(self, message: Message) -> None:
        del message
        self.said.append(
            "Tôi cần tên đơn vị, năm, văn bản phát động của cấp trên và biểu chỉ tiêu của xã; "
            "thứ gì chưa có thì nhắn “chưa có”. Người ký, nghị quyết HĐND, chủ đề, số thôn "
            "nhắn lúc nào cũng được, sửa thì nhắn “à nhầm, …”, bỏ thì nhắn “hoàn tác”."
        )

    def _check(self, message: Message) -> None:
        del message
        if self.before.stage is Stage.ASKING:
            self.said.append("Chưa có dự thảo để kiểm tra; soạn xong tôi kiểm tra ngay.")
        else:
            self.action = Action.CHECK

    def _download(self, message: Message) -> None:
        del message
        have = self.before.stage is Stage.DRAFTED
        self.said.append(
            "Anh/chị bấm “Tải về (.docx)” ở phần dự thảo rồi in từ Word; bản PDF ở nút “Tải khác”."
            if have
            else "Chưa có dự thảo để tải."
        )

    # --- what is said and asked ---------------------------------------------------------

    def _reply(self) -> Reply:
        self._acknowledge()
        stage = self._stage()
        question = self._offered() if stage in _WRITTEN else self._question(stage)
        if stage is Stage.READY and self.before.stage is Stage.ASKING and not self.asked_start:
            self.said.extend(q.summary(self.facts.brief).lines()[1:])
        if self.action is Action.DRAFT:
            self.said.append("Tôi bắt đầu soạn; từng phần hiện ra khi viết xong.")
        if not self.said and question is None:
            self.said.append("Anh/chị cần sửa gì trong dự thảo thì nhắn cho tôi.")
        conversation = self._conversation(stage, question)
        return Reply(conversation, tuple(self.said), question, self.action, self.part)

    def _offered(self) -> Question | None:
        """Messages to click when one of several targets is to be chosen."""
        offers = self.facts.offers
        return Question(None, "Anh/chị chọn một chỉ tiêu:", offers) if offers else None

    def _acknowledge(self) -> None:
        """Say what was noted; when nothing was understood, say so."""
        self.facts.acknowledge()
        if self.before.stage in _WRITTEN and self.message_ends:
            self.facts.understood = True
        idle = not (self.said or self.uploads or self.facts.understood)
        if idle and self.text and self.action is Action.NONE:
            question = self.text.endswith("?")
            self.said.append(
                "Câu này tôi chưa trả lời được." if question else "Tôi chưa hiểu ý này."
            )

    def _stage(self) -> Stage:
        if self.action is Action.DRAFT:
            return Stage.DRAFTING
        if self.facts.brief.missing() or self.files.unsorted:
            return Stage.ASKING
        if self.before.stage in _WRITTEN and self.facts.brief == self.before.brief:
            return self.before.stage
        return Stage.READY

    def _question(self, stage: Stage) -> Question | None:
        question = self._next(stage)
        asked = self.before.asked
        if question is None or asked is None or self.asked_start:
            return question
        if (question.slot, question.choices) != (asked.slot, asked.choices):
            return question
        if question.slot is not None:
            return dataclasses.replace(question, text=f"Tôi còn cần {q.NAMES[question.slot]}.")
        if question.upload:
            again = f"Bổ sung tiếp, hoặc bấm “{question.choices[0]}”."
            return dataclasses.replace(question, text=again)
        return question

    def _next(self, stage: Stage) -> Question | None:
        brief = self.facts.brief
        if self.files.unsorted:
            return q.ask_role(self.files.unsorted[0].source.file)
        if stage is Stage.READY:
            again = self.before.stage in _WRITTEN or bool(
                self.before.asked and q.REDRAFT in self.before.asked.choices
            )
            return q.ask_to_start(brief, again=again)
        if self.facts.units and brief.unit is None:
            return q.ask_which_unit(self.facts.phrase, self.facts.units)
        slot = brief.missing()[0]
        if slot is Slot.UNIT:
            return q.ask_unit(brief, q.unit_guess(brief))
        if slot is Slot.YEAR:
            return q.ask_year(q.likely_years(brief))
        if self.asked_start:
            return q.ask_anyway(brief)
        if slot is Slot.DIRECTIVE:
            return q.ask_directive(brief, tuple(i.title for i in self.tools.shelf(brief)[:3]))
        return q.ask_targets(brief)

    def _conversation(self, stage: Stage, question: Question | None) -> Conversation:
        files = tuple(upload.name for upload in self.uploads)
        answer = "\n\n".join((*self.said, *((question.text,) if question else ())))
        turns = (Turn("official", self.text, files), Turn("assistant", answer))
        return dataclasses.replace(
            self.before,
            brief=self.facts.brief,
            turns=self.before.turns + turns,
            asked=question,
            stage=stage,
            units=self.facts.units,
            phrase=self.facts.phrase,
            unsorted=self.files.unsorted,
            changes=self._changes(),
        )

    def _changes(self) -> tuple[Change, ...]:
        if self.facts.undone:
            return self.before.changes[:-1]
        old, new = self.before.brief, self.facts.brief
        names = [field.name for field in dataclasses.fields(old) if field.name != "told"]
        changed = {n: getattr(old, n) for n in names if getattr(old, n) != getattr(new, n)}
        if not changed:
            return self.before.changes
        before = Brief(as_of=old.as_of).with_update(**changed)
        return (*self.before.changes, Change(self.turn, tuple(changed), before))[-MOST_UNDONE:]


class TableWork(Work):
    """A turn without words: the table of targets was changed on the page."""

    def __init__(self, conversation: Conversation, rows: tuple[TableRow, ...]) -> None:
        super().__init__(conversation, "Tôi đã sửa bảng chỉ tiêu.", (), NoTools())
        self.rows = rows

    def reply(self) -> Reply:
        """Put the table into the brief."""
        self.facts.set_table(self.rows)
        return self._reply()
