"""The group of a target: by nature first, else by the heading it stands under."""

from __future__ import annotations

import re

from ..document.facts import Group
from .vietnamese import bare

_NATURE = (
    (Group.SECURITY, r"an ninh|quoc phong|tai nan giao thong|pham phap|toi pham|ma tuy|giao quan|tuyen quan|goi nhap ngu|dan quan|vi pham vung bien|chay no|trat tu an toan|te nan"),
    (Group.ENVIRONMENT, r"nuoc sach|hop ve sinh|rac|chat thai|nuoc thai|che phu|trong rung|rung trong|moi truong|cay phan tan|cay xanh"),
    (Group.RURAL, r"nong thon moi|\bntm\b|khu dan cu kieu mau|vuon mau|tieu chi"),
)  # fmt: skip
_TOPIC = (
    (Group.ECONOMY, r"thu ngan sach|thu nhap|san luong|dien tich|\bdan (?:trau|bo|lon|ga|gia cam|huou|de|vat nuoi)|grdp|xuat khau|du lich|doanh thu|gia tri san xuat|"
     r"doanh nghiep|hop tac xa|ocop|san xuat|von dau tu|giai ngan|cong nghiep|thuong mai|tau ca|lua|ngo|giao thong|duong|tang truong|mat bang|nong nghiep|thue|chan nuoi|trong trot|thuy san|khai thac"),
    (Group.SOCIETY, r"ngheo|bao hiem|bhyt|bhxh|lao dong|dao tao|viec lam|truong|hoc sinh|van hoa|suy dinh duong|y te|tre|giao duc|gia dinh|ho so|dich vu cong|hai long|nguoi co cong|suc khoe|nha o|"
     r"tiem|sinh con|dan so|ket noi|chuyen doi so|cong nghe so|to cong nghe|truc tuyen"),
)  # fmt: skip
_HEADINGS = (
    (Group.ENVIRONMENT, r"moi truong"), (Group.RURAL, r"nong thon moi|\bntm\b"),
    (Group.SECURITY, r"quoc phong|an ninh"), (Group.ECONOMY, r"kinh te(?!\s*-\s*xa hoi)"), (Group.SOCIETY, r"xa hoi"),
)  # fmt: skip


def group_of(words: str, headings: str = "") -> Group:
    """The group for the words of a target under ``headings`` (innermost last)."""
    plain = bare(words)
    for group, pattern in _NATURE:
        if re.search(pattern, plain):
            return group
    for heading in reversed(headings.split("\n")):
        if (group := _by_heading(bare(heading))) is not None:
            return group
    return next((group for group, pattern in _TOPIC if re.search(pattern, plain)), Group.OTHER)


def _by_heading(heading: str) -> Group | None:
    if len(heading) > 90:
        return None
    hits = [group for group, pattern in _HEADINGS if re.search(pattern, heading)]
    if Group.SOCIETY in hits and Group.SECURITY in hits:
        return Group.SOCIETY
    return hits[0] if len(hits) == 1 else None
