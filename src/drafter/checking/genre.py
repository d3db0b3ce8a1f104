"""What kind of document a case is: of the genre or not, of a commune or not."""

from __future__ import annotations

import re

from drafter.document.unit import Level
from drafter.reading.vietnamese import fold

from .case import Case


def is_party(case: Case) -> bool:
    """Whether a Party body issued the document: its form follows another rule."""
    issuer = fold(case.document.header.issuer or "")
    return bool(
        re.search(
            r"\b(?:tỉnh|huyện|thành|đảng|quận|thị) ủy\b|ban thường vụ|ban chấp hành|đảng bộ", issuer
        )
    )


def is_launch(case: Case) -> bool:
    """Whether the document is of the genre: a plan, directive or launch of the State."""
    kind = fold(case.document.header.doc_type or "")
    other = kind and not re.search(r"kế hoạch|chỉ thị|phát động|chương trình", kind)
    return not other and not is_party(case)


def is_commune(case: Case) -> bool:
    """Whether the document is one of the commune level."""
    level: Level | None = (
        case.context.unit.level if case.context.unit else case.document.header.level
    )
    return level is not None and level.grassroots
