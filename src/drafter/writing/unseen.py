"""What the level above takes for granted in every commune: its oranges, its festival.

Such a matter is carried down with its clause; where none of the commune's own papers speaks of it
the official is asked whether the commune has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from drafter.document.brief import Brief
from drafter.document.model import LaunchDocument
from drafter.reading.vietnamese import fold

from .cascade import Carried


def unseen_here(
    brief: Brief, document: LaunchDocument, carried: Iterable[Carried], matter: re.Pattern[str]
) -> Iterator[str]:
    """One question on matters of the directive that stand in the draft and in no paper of ours.

    ``matter`` is ``Wording.local_matter``.
    """
    own = fold(" ".join(_own_words(brief)))
    said = fold(" ".join(paragraph.text for _, paragraph in document.paragraphs()))
    found: dict[str, None] = {}
    for one in carried:
        for fate in one.fates:
            for match in matter.finditer(fate.quote) if fate.text else ():
                words = fold(match[0])
                known = words in own or bool(match["produce"] and fold(match["produce"]) in own)
                if words in said and not known:
                    found.setdefault(match[0])
    if found:
        quotes = ", ".join(f"“{words}”" for words in found)
        yield (
            f"Cấp trên nêu {quotes}; biểu chỉ tiêu, văn bản năm trước và lời anh/chị chưa nói đến. "
            "Xin xác nhận ở đơn vị có; nếu không có thì bỏ."
        )


def _own_words(brief: Brief) -> Iterator[str]:
    yield from (f"{t.indicator} {t.note or ''}" for t in brief.targets)
    yield from (statement.text for statement in brief.statements)
    if brief.previous is not None:
        yield brief.previous.text
