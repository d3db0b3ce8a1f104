"""The signature block: on whose behalf, which post, which name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .vietnamese import LOWER, UPPER

_AUTHORITY = re.compile(
    r"(?<!\w)(?:TM|T/M)(?:\s?\.\s*|\s+(?=[ỦU][ỶY]|BAN|UBND|ĐẢNG|HỘI|THƯỜNG))["
    + UPPER
    + r"]["
    + UPPER
    + r"\s,]+"
)
_ROLE = re.compile(
    r"(?:(?:KT|TL|TUQ|Q)\s?\.\s*["
    + UPPER
    + r"]["
    + UPPER
    + r" ]+|(?:PHÓ |QUYỀN )?CHỦ TỊCH|(?:PHÓ )?GIÁM ĐỐC|(?:PHÓ )?CHÁNH VĂN PHÒNG|"
    r"(?:PHÓ )?BÍ THƯ|(?:PHÓ )?TRƯỞNG (?:BAN|PHÒNG)["
    + UPPER
    + r" ]*|(?:PHÓ )?CỤC TRƯỞNG|(?:PHÓ )?THỦ TƯỚNG|BỘ TRƯỞNG|THỨ TRƯỞNG|(?:PHÓ )?HIỆU TRƯỞNG)"
)
_NAME = re.compile(
    rf"(?:(?:ThS|TS|BS)\.?\s*)?([{UPPER}][{LOWER}]*(?:\s+[{UPPER}][{LOWER}]*){{1,4}})"
)


@dataclass(frozen=True, slots=True)
class Signer:
    """Authority ("TM. …"), post and name as printed; what is not printed is ``None``."""

    authority: str | None = None
    role: str | None = None
    name: str | None = None


def read_signature(text: str, clean: str) -> Signer:
    """The signature block at the end."""
    tail = re.search(r"(?m)^(?:N[ơƠ][iI] nhận|NƠI NHẬN)", clean)
    start = tail.start() if tail else max(0, len(clean) - 400)
    authority: str | None = None
    roles: list[str] = []
    name: str | None = None
    for at, line in _lines(clean, start):
        if found := _AUTHORITY.search(line):
            authority = authority or " ".join(found.group().split())
            continue
        if line.startswith(("Phụ lục", "PHỤ LỤC")):
            break
        if (found := _ROLE.search(line)) and not name:
            roles.append(" ".join(found.group().split()))
        elif (roles or authority) and name is None and (found := _NAME.fullmatch(line)):
            name = " ".join(text[at + found.start(1) : at + found.end(1)].split())
    return Signer(authority, " ".join(roles) or None, name)


def _lines(clean: str, start: int) -> list[tuple[int, str]]:
    out = []
    at = start
    for line in clean[start:].split("\n"):
        stripped = line.strip()
        if stripped:
            out.append((at + len(line) - len(line.lstrip()), stripped))
        at += len(line) + 1
    return out
