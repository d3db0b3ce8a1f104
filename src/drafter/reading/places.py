"""Where a paragraph stands: under which headings, and what they promise of its figures."""

from __future__ import annotations

import re
from dataclasses import dataclass

from drafter.document.reading import SectionMark

from .vietnamese import bare

_TARGETS = re.compile(r"chi tieu|muc phan dau|muc tieu cu the|muc tieu(?! tong quat| chung)")
_GROUP = re.compile(
    r"(?:ve\s+)?(?:xay dung ntm|xay dung nong thon moi|kinh te|van hoa|xa hoi|moi truong|"
    r"quoc phong|an ninh|"
    r"phat trien kinh te|xay dung dang)"
)
_ORGANISATION = re.compile(r"to chuc thuc hien|thoi gian|trach nhiem|phan cong|to chuc trien khai")
_RULES = re.compile(
    r"khen thuong|cong tac khen thuong|hinh thuc khen|xet |tieu chuan|thang diem|cham diem|"
    r"nguyen tac|kinh phi|"
    r"xep loai|ho so|danh gia|ket qua|tinh hinh|thuc trang|ton tai|han che|dac diem"
)


@dataclass(frozen=True, slots=True)
class Place:
    """The headings above a paragraph, outermost first, and what to expect below them."""

    headings: str
    listed: bool  # under a heading of targets: every figure is one
    body: bool  # under any heading
    organisation: bool  # duties and deadlines: figures are rarely targets
    rules: bool  # rewards, scores, results of the past: never targets


class Places:
    """Answers for paragraphs asked in printed order."""

    def __init__(self, marks: tuple[SectionMark, ...], *, listed: bool) -> None:
        self._marks, self._all_listed = marks, listed
        self._next = 0
        self._stack: list[SectionMark] = []
        self._listed_depth: int | None = None

    def at(self, offset: int) -> Place:
        """The place of the paragraph that begins at ``offset``."""
        while self._next < len(self._marks) and self._marks[self._next].span.start <= offset:
            self._enter(self._marks[self._next])
            self._next += 1
        plain = [bare(s.title[:90]) for s in self._stack]
        return Place(
            headings="\n".join(s.title for s in self._stack),
            listed=self._all_listed or self._listed_depth is not None,
            body=self._all_listed or bool(self._stack),
            organisation=any(_ORGANISATION.match(p) for p in plain),
            rules=any(
                _RULES.match(p) for p, s in zip(plain, self._stack, strict=True) if _is_heading(s)
            ),
        )

    def _enter(self, mark: SectionMark) -> None:
        while self._stack and self._stack[-1].depth >= mark.depth:
            self._stack.pop()
        if self._listed_depth is not None and mark.depth <= self._listed_depth:
            self._listed_depth = None
        self._stack.append(mark)
        if self._listed_depth is None and self._promises_targets(mark):
            self._listed_depth = mark.depth

    def _promises_targets(self, mark: SectionMark) -> bool:
        plain = bare(mark.title)
        if len(mark.title) >= 90 or not _is_heading(mark):
            return False
        return bool(_TARGETS.search(plain)) or (
            mark.depth > 1 and len(mark.title) < 60 and _GROUP.match(plain) is not None
        )


def _is_heading(mark: SectionMark) -> bool:
    """A heading has no sentence in it."""
    return len(mark.title) < 90 and not mark.title.rstrip().endswith((".", ";"))
