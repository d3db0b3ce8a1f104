"""Facts of a message put into the brief, each with the turn it came from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from drafter.document.brief import Slot, Statement
from drafter.document.facts import Target
from drafter.document.unit import TWO_TIER_FROM, Unit
from drafter.drafting import edits
from drafter.drafting import questions as q
from drafter.drafting.dialogue import Conversation, Tools
from drafter.drafting.profile import FIELDS, said_of_profile, with_profile
from drafter.errors import InputError
from drafter.reading.message import Message
from drafter.reading.message_people import CHAIR
from drafter.reading.message_target import TargetEdit
from drafter.reading.message_words import plain


class Facts:
    """The brief under work in one turn; ``said`` collects what the official is told."""

    def __init__(
        self,
        conversation: Conversation,
        turn: int,
        asked: Slot | None,
        tools: Tools,
        said: list[str],
    ) -> None:
        self.brief = conversation.brief
        self.units = conversation.units
        self.phrase = conversation.phrase
        self.changes = conversation.changes
        self.turn = turn
        self.asked = asked
        self.tools = tools
        self.said = said
        self.noted: list[str] = []
        self.understood = False
        self.undone = False
        self.offers: tuple[str, ...] = ()

    def take(self, message: Message, *, alone: bool) -> None:
        """Put the facts of a message into the brief; ``alone``: it came without a file."""
        self.understood = bool(message.chitchat or message.orders or message.pasted)
        message_is_unit = self._take_place(message, alone)
        self._take_year(message)
        self._take_kind(message)
        self._take_people(message)
        self._take_papers(message)
        if not message_is_unit:
            self._take_statements(message)
        self._take_unknown(message)

    # --- unit, year, kind -----------------------------------------------------------------

    def _take_place(self, message: Message, alone: bool) -> bool:
        """Day of drafting and unit; tells whether the bare message was taken as the unit."""
        if message.as_of and message.as_of.value != self.brief.as_of:
            self._move_day(message)
        if message.unit is not None:
            if self._may_replace(message, Slot.UNIT, self.brief.unit, message.unit.firm):
                self.find_unit(message.unit.value)
            return False
        if self.asked is not Slot.UNIT or self.brief.unit is not None or not alone:
            return False
        return self._take_bare_unit(message)

    def _move_day(self, message: Message) -> None:
        assert message.as_of is not None
        day, unit = message.as_of.value, self.brief.unit
        self._set(Slot.KIND, as_of=day)
        self.noted.append(f"ngày soạn {q.printed(day)}")
        if unit and message.unit is None:
            self.brief = self.brief.with_update(unit=None)
            self.find_unit(unit.described())

    def _take_bare_unit(self, message: Message) -> bool:
        """A short answer to "which unit?" without the word xã or phường."""
        text = message.text
        if message.year:
            text = text.replace(message.year.span.of(text), " ")
        words = text.strip(" .,!")
        odd = message.command or message.chitchat or message.knows_not or message.orders
        given = message.facts - {Slot.YEAR}
        if odd or given or message.yes or message.no or message.pasted or "?" in words:
            return False
        if not words or len(words.split()) > 12 or any(c.isdigit() for c in words):
            return False
        self.find_unit(words)
        return True

    def find_unit(self, phrase: str) -> None:
        """Settle the unit a phrase names: one is taken, several are asked, none is said."""
        self.understood = True
        self.phrase = phrase
        try:
            found = tuple(self.tools.find_units(phrase, self.brief.as_of))
        except InputError as error:
            self.said.append(error.advice)
            return
        known = self.brief.unit
        if known is not None and known in found:
            return
        if found and (old := self._old_name(phrase, found)):
            self.said.append(f"{old} đã sắp xếp lại từ ngày 01/7/2025, nay là {_any_of(found)}.")
        if len(found) == 1:
            self.set_unit(found[0])
        elif found:
            self.brief = self.brief.with_update(unit=None)
            self.units = found
        else:
            self._unit_of_before(phrase)

    def _old_name(self, phrase: str, found: Sequence[Unit]) -> str:
        """The former commune that the phrase names, when none found today bears that name."""
        said = plain(phrase)
        if self.brief.as_of < TWO_TIER_FROM or any(plain(u.name) in said for u in found):
            return ""
        former = self.tools.find_units(phrase, TWO_TIER_FROM - timedelta(days=1))
        named = [unit for unit in former if plain(unit.name) in said]
        return q.capital(named[0].described()) if named else ""

    def _unit_of_before(self, phrase: str) -> None:
        """No such commune on the day: was there one before the mergers of 01/7/2025?"""
        last_day = TWO_TIER_FROM - timedelta(days=1)
        former: tuple[Unit, ...] = ()
        if self.brief.as_of >= TWO_TIER_FROM:
            former = tuple(self.tools.find_units(phrase, last_day))
        heirs = [h for unit in former for h in self.tools.successors(unit, self.brief.as_of)]
        self.units = tuple(dict.fromkeys(heirs))
        if not self.units:
            self.said.append(
                f"Không tìm thấy xã, phường, đặc khu nào tên “{phrase}” vào ngày "
                f"{q.printed(self.brief.as_of)}; anh/chị kiểm tra lại tên và thêm tên tỉnh."
            )
            return
        self.said.append(f"“{phrase}” đã sắp xếp lại từ ngày 01/7/2025.")
        if self.brief.year is None or self.brief.year <= TWO_TIER_FROM.year:
            self.said.append(
                "Nếu soạn như vào thời điểm trước đó, anh/chị nhắn ngày soạn, "
                "ví dụ: “ngày soạn 20/01/2024”."
            )

    def set_unit(self, unit: Unit) -> None:
        """Take a settled unit."""
        self.units = ()
        self._set(Slot.UNIT, unit=unit)
        self.noted.append(unit.described())
        self.brief = with_profile(self.brief, self.tools.profile(unit))
        if kept := said_of_profile(self.brief):
            self.said.append(kept)

    def _take_year(self, message: Message) -> None:
        if message.year is None:
            return
        if not self._may_replace(message, Slot.YEAR, self.brief.year, message.year.firm):
            return
        year, (first, last) = message.year.value, q.YEARS
        self.understood = True
        if not first <= year <= last:
            self.said.append(
                f"Năm {year} nằm ngoài khoảng tôi soạn được ({first}-{last}); anh/chị cho năm khác."
            )
        elif year != self.brief.year:
            self._set(Slot.YEAR, year=year)
            self.noted.append(f"năm {year}")

    def _may_replace(self, message: Message, slot: Slot, known: Any, firm: bool) -> bool:
        """A mention never fills a slot; a known one changes only when that is what is said."""
        if known is None:
            return firm or (slot is Slot.UNIT and self.asked is Slot.UNIT)
        if not firm:
            return False
        others = message.facts - {Slot.UNIT, Slot.YEAR, Slot.KIND}
        return message.correction or not (others or message.statements)

    def _take_kind(self, message: Message) -> None:
        if message.kind and message.kind.value is not self.brief.kind:
            self._set(Slot.KIND, kind=message.kind.value)
            self.noted.append(f"loại văn bản: {message.kind.value.printed.capitalize()}")
        elif message.kind:
            self.understood = True

    # --- people and papers ------------------------------------------------------------------

    def _take_people(self, message: Message) -> None:
        signer = message.signer
        told = self.brief.signer if Slot.SIGNER not in self.brief.from_profile else None
        chair_known = told is not None and told.lines != CHAIR
        if signer and (signer.firm or message.correction or not chair_known):
            self._set(Slot.SIGNER, signer=signer.value)
            post = " / ".join(signer.value.lines[1:])
            self.noted.append(f"người ký {signer.value.name}" + (f" ({post})" if post else ""))
        if message.drafter_unit:
            self._set(Slot.DRAFTER_UNIT, drafter_unit=message.drafter_unit.value)
            self.noted.append(f"đơn vị tham mưu: {message.drafter_unit.value}")
        if message.hamlets:
            hamlets = message.hamlets.value
            self._set(Slot.HAMLETS, hamlets=hamlets)
            self.noted.append(q.counted(hamlets))

    def _take_papers(self, message: Message) -> None:
        if message.theme:
            self._set(Slot.THEME, theme=message.theme.value)
            self.noted.append(f"chủ đề “{message.theme.value}”")
        elif message.theme_from_directive:
            self._set(Slot.THEME, theme=None)
            self.noted.append("chủ đề lấy theo văn bản của cấp trên")
        if message.resolution:
            citation = message.resolution.value
            self._set(Slot.RESOLUTION, resolution=citation)
            day = f" ngày {q.printed(citation.issued_on)}" if citation.issued_on else ""
            self.noted.append(f"Nghị quyết số {citation.number}{day}")

    def _take_statements(self, message: Message) -> None:
        edited = self._edit_bare(message)
        known = {statement.text for statement in self.brief.statements}
        new = [t for t in message.statements if t not in known and not any(e in t for e in edited)]
        if new:
            said = tuple(Statement(text, self.turn) for text in new)
            self.brief = self.brief.with_update(statements=self.brief.statements + said)
            self.noted.extend(f"“{text.rstrip(' .')}”" for text in new)
        self.understood |= bool(message.statements)

    # --- "chưa có" --------------------------------------------------------------------------

    def _take_unknown(self, message: Message) -> None:
        for slot in message.unknown - message.facts:
            self.leave_open(slot)
            self.brief = self.brief.with_update(
                absent=self.brief.absent | (message.absent & {slot})
            )
        if message.knows_not and not message.unknown and self.asked is not None:
            self.leave_open(self.asked)

    def leave_open(self, slot: Slot) -> None:
        """The official does not have it: never asked again, a visible placeholder."""
        self.understood = True
        if slot in (Slot.UNIT, Slot.YEAR):
            self.said.append(f"Tôi cần {q.NAMES[slot]} mới soạn được.")
            return
        if slot is Slot.TARGETS and self.brief.targets:
            return
        if slot is Slot.DIRECTIVE and self.brief.directive is not None:
            return
        cleared = {Slot.RESOLUTION: "resolution", Slot.THEME: "theme", **FIELDS}
        changes: dict[str, Any] = {cleared[slot]: None} if slot in cleared else {}
        changes["from_profile"] = self.brief.from_profile - {slot}
        self.brief = self.brief.with_update(unknown=self.brief.unknown | {slot}, **changes)
        self.noted.append(f"{q.NAMES[slot]}: chưa có, sẽ để trống")

    # --- targets, undo ----------------------------------------------------------------------

    def edit(self, wanted: tuple[TargetEdit, ...]) -> None:
        """Change single targets by word; what fits several targets is asked back."""
        for edit in wanted:
            self.understood = True
            places = () if edit.add else edits.matching(self.brief.targets, edit.indicator)
            if len(places) > 1:
                self._ask_which(edit, places)
                continue
            if not places and edit.change and self.brief.targets:
                self.said.append(
                    f"Danh sách không có chỉ tiêu “{edit.indicator}” nên tôi chưa sửa gì."
                    f"{self._near(edit.indicator)} Muốn thêm mới thì nhắn “thêm chỉ tiêu "
                    f"{edit.indicator} {edits.with_unit(edit.value, edit.unit)}”."
                )
                continue
            self._put_target(edit, places)

    def _edit_bare(self, message: Message) -> frozenset[str]:
        """ "BHYT 96%" edits the one target it names; the words that did are returned."""
        done = set()
        for edit in message.maybe_edits:
            places = edits.matching(self.brief.targets, edit.indicator)
            if len(places) == 1:
                self._put_target(edit, places)
                done.add(edit.text)
            elif len(places) > 1:
                self._ask_which(edit, places)
                done.add(edit.text)
        return frozenset(done)

    def drop(self, names: tuple[str, ...]) -> None:
        """Take single targets off the list."""
        for name in names:
            self.understood = True
            places = edits.matching(self.brief.targets, name)
            if len(places) != 1:
                self._say_no_drop(name, places)
                continue
            left = tuple(t for i, t in enumerate(self.brief.targets) if i != places[0])
            self.noted.append(f"bỏ chỉ tiêu “{self.brief.targets[places[0]].indicator}”")
            self._set(Slot.TARGETS, targets=left)

    def _ask_which(self, edit: TargetEdit, places: tuple[int, ...]) -> None:
        """Several targets fit: each is offered as a whole message."""
        self.understood = True
        names = [self.brief.targets[at].indicator for at in places[:4]]
        listed = "; ".join(f"“{name}”" for name in names)
        value = edits.with_unit(edits.grouped(edit.value), edit.unit)
        self.offers = tuple(f"Sửa chỉ tiêu {name} thành {value}" for name in names)
        self.said.append(
            f"Có {len(places)} chỉ tiêu khớp với “{edit.indicator}”: {listed}. Anh/chị chọn một, hoặc "
            "ghi rõ hơn."
        )

    def _say_no_drop(self, name: str, places: tuple[int, ...]) -> None:
        if not places:
            self.said.append(f"Danh sách không có chỉ tiêu “{name}”.{self._near(name)}")
            return
        names = [self.brief.targets[at].indicator for at in places[:4]]
        self.offers = tuple(f"Bỏ chỉ tiêu {one}" for one in names)
        listed = "; ".join(f"“{one}”" for one in names)
        self.said.append(
            f"Có {len(places)} chỉ tiêu khớp với “{name}”: {listed}. Anh/chị chọn một."
        )

    def _near(self, name: str) -> str:
        """Targets that share a word with ``name``, else the first ones of the list."""
        near = edits.nearest(self.brief.targets, name)
        return f" Gần nhất có: {'; '.join(f'“{one}”' for one in near)}." if near else ""

    def _put_target(self, edit: TargetEdit, places: tuple[int, ...]) -> None:
        targets = list(self.brief.targets)
        if places:
            targets[places[0]] = edits.with_edit(targets[places[0]], edit, self.turn)
            changed = targets[places[0]]
        else:
            changed = edits.new_target(edit, self.turn)
            targets.append(changed)
        self._set(Slot.TARGETS, targets=tuple(targets))
        verb = "sửa" if places else "thêm"
        self.noted.append(f"{verb} chỉ tiêu “{changed.indicator}”: {_figure(changed)}")

    def take_over(self) -> None:
        """Last year's list of targets, with this year's figures left open."""
        previous = self.brief.previous
        if previous is None or not previous.targets:
            self.said.append("Chưa có danh sách chỉ tiêu năm trước; anh/chị gửi văn bản năm trước.")
            return
        targets = edits.taken_over(previous.targets)
        self._set(Slot.TARGETS, targets=targets, targets_source="danh sách năm trước")
        self.said.append(
            f"Đã lấy lại {len(targets)} chỉ tiêu. Số năm trước để bên cạnh cho dễ so sánh; "
            "số năm nay anh/chị điền ở bảng “Chỉ tiêu”, chỗ chưa điền sẽ để trống trong dự thảo."
        )

    def set_table(self, rows: tuple[edits.TableRow, ...]) -> None:
        """The targets as the table on the page has them."""
        targets = edits.from_table(self.brief.targets, rows, self.turn)
        changed = len(set(targets) - set(self.brief.targets))
        dropped = len(set(self.brief.targets) - set(targets)) - changed
        if targets == self.brief.targets:
            self.said.append("Bảng chỉ tiêu không có gì thay đổi.")
            return
        source = self.brief.targets_source or "bảng chỉ tiêu trên trang"
        self._set(Slot.TARGETS, targets=targets, targets_source=source)
        self.noted.append(f"sửa {changed} dòng" + (f", bỏ {dropped} dòng" if dropped > 0 else ""))

    def undo(self) -> bool:
        """Take back what the last changing turn did; ``False`` when there is none."""
        if not self.changes:
            return False
        last = self.changes[-1]
        old = {name: getattr(last.before, name) for name in last.fields}
        self.brief = self.brief.with_update(**old)
        self.undone = True
        self.units = ()
        self.said.append(f"Đã bỏ thay đổi của tin nhắn thứ {last.turn}.")
        return True

    def acknowledge(self) -> None:
        """Say in one sentence what was noted."""
        if self.noted:
            self.said.insert(0, f"Đã ghi: {'; '.join(self.noted)}.")

    def _set(self, slot: Slot, **changes: Any) -> None:
        self.understood = True
        self.brief = self.brief.with_update(
            **changes,
            unknown=self.brief.unknown - {slot},
            absent=self.brief.absent - {slot},
            from_profile=self.brief.from_profile - {slot},
            told=(*self.brief.told, (slot, self.turn)),
        )


def _any_of(units: Sequence[Unit]) -> str:
    return " hoặc ".join(unit.described() for unit in units[:4])


def _figure(target: Target) -> str:
    quantity = target.quantity
    return edits.with_unit(quantity.written, quantity.unit) if quantity else ""
