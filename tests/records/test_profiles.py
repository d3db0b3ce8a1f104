"""What an office keeps for next year: one profile a unit, its own template with it."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime

import pytest

from drafter.document.brief import Hamlets, Signer
from drafter.document.profile import UnitProfile
from drafter.document.unit import Level, Unit
from drafter.errors import RecordsError
from drafter.records import DraftRecord, Records

NOON = datetime(2027, 1, 12, 12, 0, tzinfo=UTC)
VAN_LINH = Unit("Vạn Linh", Level.COMMUNE, "tỉnh Lạng Sơn")
BEFORE = Unit("Vạn Linh", Level.COMMUNE, "tỉnh Lạng Sơn", district="huyện Chi Lăng")
PROFILE = UnitProfile(
    VAN_LINH,
    issuer=("ỦY BAN NHÂN DÂN", "XÃ VẠN LINH"),
    code="KH-UBND",
    place="Vạn Linh",
    signer=Signer("Hoàng Văn Páo", ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
    drafter_unit="Phòng Văn hóa - Xã hội",
    hamlets=Hamlets("thôn", 14),
    recipients=("- Như trên;", "- Lưu: VT."),
)


def save(records: Records, profile: UnitProfile, template: bytes | None = None) -> UnitProfile:
    return records.save_profile(profile, template, at=NOON, actor="an@xa")


def test_a_profile_comes_back_as_it_was(records: Records) -> None:
    assert records.profile(VAN_LINH) is None
    saved = save(records, PROFILE)
    assert (records.profile(VAN_LINH), records.profiles()) == (saved, [saved])
    assert saved == PROFILE


def test_the_commune_of_today_is_not_the_one_before_the_merger(records: Records) -> None:
    save(records, PROFILE)
    assert records.profile(BEFORE) is None


def test_a_later_profile_takes_the_place_of_the_one_before(records: Records) -> None:
    save(records, PROFILE, b"mau 2026")
    later = dataclasses.replace(PROFILE, signer=Signer("Lý Thị Mai"))
    saved = save(records, later, b"mau 2027")

    assert records.profiles() == [saved]
    assert saved.template is not None
    assert records.upload_bytes(saved.template) == b"mau 2027"


def test_the_template_stays_until_it_is_given_up(records: Records) -> None:
    """Deleting a draft that used the same file leaves the office its template."""
    saved = save(records, PROFILE, b"mau")
    records.save_draft(DraftRecord("d1", "an@xa", NOON, NOON))
    records.add_upload("d1", "mẫu.docx", b"mau", "given", at=NOON)
    records.delete_draft("d1", at=NOON)
    assert saved.template is not None
    assert records.upload_bytes(saved.template) == b"mau"
    assert save(records, saved) == saved

    save(records, dataclasses.replace(saved, template=None))
    with pytest.raises(RecordsError):
        records.upload_bytes(saved.template)


def test_a_template_that_is_not_kept_is_refused(records: Records) -> None:
    with pytest.raises(RecordsError):
        save(records, dataclasses.replace(PROFILE, template="0" * 64))
    assert records.profile(VAN_LINH) is None


def test_a_profile_can_be_forgotten(records: Records) -> None:
    save(records, PROFILE, b"mau")
    records.delete_profile(VAN_LINH, at=NOON, actor="an@xa")
    assert records.profile(VAN_LINH) is None
    with pytest.raises(RecordsError):
        records.delete_profile(VAN_LINH, at=NOON, actor="an@xa")
    assert [row.action for row in records.audit()] == ["profile.save", "profile.delete"]
