"""A profile fills what is still empty, says so, and gives way to whatever is told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from drafter.document.brief import PROFILE, Brief, Hamlets, Signer, Slot
from drafter.document.profile import UnitProfile
from drafter.document.unit import Level, Unit
from drafter.drafting.conversation import Conversation, Reply, begin, take_turn
from drafter.drafting.dialogue import NoTools

VAN_LINH = Unit("Vạn Linh", Level.COMMUNE, "tỉnh Lạng Sơn")
BANG_MAC = Unit("Bằng Mạc", Level.COMMUNE, "tỉnh Lạng Sơn")
KEPT = UnitProfile(
    VAN_LINH,
    signer=Signer("Hoàng Văn Páo", ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
    drafter_unit="Phòng Văn hóa - Xã hội",
    hamlets=Hamlets("thôn", 14),
)
FROM_PROFILE = {Slot.SIGNER, Slot.DRAFTER_UNIT, Slot.HAMLETS}


class Tools(NoTools):
    """Two communes, one with a profile."""

    def find_units(self, phrase: str, on: date) -> Sequence[Unit]:
        return [unit for unit in (VAN_LINH, BANG_MAC) if unit.name in phrase]

    def profile(self, unit: Unit) -> UnitProfile | None:
        return KEPT if unit == VAN_LINH else None


def said(*lines: str) -> Reply:
    """The last reply after these messages."""
    conversation: Conversation = begin(date(2027, 1, 12)).conversation
    for line in lines:
        reply = take_turn(conversation, line, (), Tools())
        conversation = reply.conversation
    return reply


def brief(*lines: str) -> Brief:
    return said(*lines).conversation.brief


def test_a_settled_unit_brings_what_was_kept() -> None:
    reply = said("Xã Vạn Linh, năm 2027")
    made = reply.conversation.brief

    assert (made.signer, made.drafter_unit, made.hamlets) == (
        KEPT.signer,
        KEPT.drafter_unit,
        KEPT.hamlets,
    )
    assert made.from_profile == FROM_PROFILE
    assert any("Lấy theo hồ sơ đơn vị" in line for line in reply.say)
    shown = dict(reply.conversation.summary.known)
    assert shown["Đơn vị tham mưu"] == "Phòng Văn hóa - Xã hội (theo hồ sơ đơn vị)"


@pytest.mark.parametrize(
    "lines",
    [
        ("Xã Vạn Linh, năm 2027. Người ký: Lý Thị Mai, Phó Chủ tịch",),
        ("Người ký: Lý Thị Mai, Phó Chủ tịch", "Xã Vạn Linh, năm 2027"),
        ("Xã Vạn Linh, năm 2027", "Người ký: Lý Thị Mai, Phó Chủ tịch"),
    ],
)
def test_what_was_told_stands_before_and_after(lines: tuple[str, ...]) -> None:
    made = brief(*lines)
    assert made.signer is not None
    assert made.signer.name == "Lý Thị Mai"
    assert made.from_profile == FROM_PROFILE - {Slot.SIGNER}


def test_what_is_not_known_is_not_filled() -> None:
    """ "Chưa có người ký" stands over the profile, before it and after it."""
    for lines in (
        ("chưa có người ký", "Xã Vạn Linh"),
        ("Xã Vạn Linh", "chưa có người ký"),
    ):
        made = brief(*lines)
        assert (made.signer, Slot.SIGNER in made.from_profile) == (None, False)


def test_another_unit_takes_the_facts_of_the_first_away() -> None:
    made = brief("Xã Vạn Linh, năm 2027", "Xã có 20 thôn", "à nhầm, xã Bằng Mạc")
    assert made.unit == BANG_MAC
    assert (made.signer, made.drafter_unit, made.from_profile) == (None, None, frozenset())
    assert made.hamlets == Hamlets("thôn", 20)


def test_undo_takes_back_what_came_with_the_unit() -> None:
    made = brief("năm 2027", "Xã Vạn Linh", "hoàn tác")
    assert (made.unit, made.signer, made.from_profile) == (None, None, frozenset())


def test_the_ground_names_the_profile() -> None:
    assert brief("Xã Vạn Linh").told_where(Slot.DRAFTER_UNIT) == PROFILE
    told = brief("Xã Vạn Linh", "Phòng Kinh tế chủ trì tham mưu")
    assert told.told_where(Slot.DRAFTER_UNIT) == "lượt 2"
