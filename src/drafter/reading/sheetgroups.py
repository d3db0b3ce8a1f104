"""Groups of targets: from the group heading of a sheet, or from the indicator itself."""

from __future__ import annotations

import re

from drafter.document.facts import Group

from .bareword import bare

_HEADINGS: tuple[tuple[Group, re.Pattern[str]], ...] = (
    (Group.ECONOMY, re.compile(r"kinh te|nong nghiep|cong nghiep|dich vu|ngan sach|san xuat")),
    (Group.SOCIETY, re.compile(r"van hoa|xa hoi|giao duc|y te|an sinh|lao dong")),
    (Group.RURAL, re.compile(r"nong thon moi|\bntm\b|do thi van minh")),
    (Group.ENVIRONMENT, re.compile(r"moi truong|tai nguyen")),
    (Group.SECURITY, re.compile(r"quoc phong|an ninh|quan su|trat tu an toan")),
)

# By nature, the most telling words first.
_NATURE: tuple[tuple[Group, re.Pattern[str]], ...] = (
    (
        Group.SECURITY,
        re.compile(
            r"giao quan|tuyen quan|nhap ngu|toi pham|pham phap|an ninh|quoc phong|dan quan|ma tuy|"
            r"tai nan|chay no|khieu nai|to cao|vi pham vung bien|vi pham iuu|trat tu|"
            r"tu ve|quan su|te nan"
        ),
    ),
    (
        Group.RURAL,
        re.compile(
            r"nong thon moi|\bntm\b|vuon mau|khu dan cu kieu mau|gtnt|giao thong nong thon|"
            r"lo nong thon|duong (xom|ban|thon|ap|lang|ngo)|be tong hoa"
        ),
    ),
    (
        Group.ENVIRONMENT,
        re.compile(
            r"nuoc sach|hop ve sinh|\brac\b|chat thai|nuoc thai|moi truong|che phu|cay xanh|"
            r"nghia trang|o nhiem|trong cay"
        ),
    ),
    (
        Group.SOCIETY,
        re.compile(
            r"ngheo|bhyt|bao hiem|van hoa|truong|hoc sinh|giao duc|y te|suy dinh duong|lao dong|"
            r"viec lam|dao tao|dan so|tre em|tre duoi|nguoi co cong|kham suc khoe|ho so|truc tuyen|"
            r"hai long|tro giup|thon .*van hoa|thoat ngheo|sinh con|vac xin|tieu chi"
        ),
    ),
    (
        Group.ECONOMY,
        re.compile(
            r"dien tich|san luong|\bdan (trau|bo|lon|gia cam|de|vat|huou)|ngan sach|"
            r"thu nhap|gia tri|"
            r"ocop|du lich|hop tac xa|\bhtx\b|doanh nghiep|tau ca|rung|tang truong|"
            r"grdp|von|thuy san|"
            r"nang suat|xuat khau|giai ngan|ho kinh doanh|duong|lo |cau|thuy loi|tich tu|chan nuoi"
        ),
    ),
)
_HEADING_WORDS = re.compile(
    r"kinh te|xa hoi|van hoa|moi truong|quoc phong|an ninh|nong thon moi|xay dung dang|"
    r"he thong chinh tri|cai cach|chuyen doi so"
)


def heading_groups(heading: str) -> frozenset[Group]:
    """The groups a heading names; empty where it names none of them."""
    name = bare(heading)
    return frozenset(group for group, pattern in _HEADINGS if pattern.search(name))


def names_group(text: str) -> bool:
    """Whether a line without figures is the heading of a group of targets."""
    return bool(_HEADING_WORDS.search(bare(text))) and len(text) < 90


def group_of(indicator: str, headed: frozenset[Group]) -> Group:
    """The group of an indicator under a heading that names ``headed``.

    One group named: that one. Several: the one among them that fits the nature of the
    indicator, else the first in the order of the genre. None: by nature alone.
    """
    if len(headed) == 1:
        return next(iter(headed))
    allowed = headed or frozenset(group for group, _ in _NATURE)
    name = bare(indicator)
    for group, pattern in _NATURE:
        if group in allowed and pattern.search(name):
            return group
    return min(headed, key=list(Group).index) if headed else Group.OTHER
