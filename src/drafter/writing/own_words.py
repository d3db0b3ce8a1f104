"""A clause of the directive in the commune's own words.

First those of last year's paper, where it speaks of the same matter; then what the table of
requests (kb/requests) says a commune does for it. Where the new words say most of the clause
they stand in its place; a clause that names something more (a figure, a day, a name) stays, and
they stand behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from drafter.reading.vietnamese import UPPER

from .adapt import Fate
from .cascade import Fates
from .clause_schema import RequestRow
from .clauses import right_here, way_of
from .guard import find_naked
from .lexicon import uncapital, words_of
from .phrase import Unfilled, phrase
from .room import words_of_an_item
from .scene import Habit, Scene

_FEWEST_WORDS = 8  # less than this behind a clause is a stump
_NEAR = 0.2  # wordings whose shares differ by no more are equals
_SAYS_IT = 0.5  # share of a clause's telling words from which new words stand in its place
_SAID_BEFORE = 0.5  # share of a part of the work from which the clause has said it
_SAME_MATTER = 0.5  # the same share, of a sentence of last year and of the clause
_OWN_NAME = re.compile(rf"(?<=[^\W\d_] )[{UPPER}]")
_LITTLE_WORDS = frozenset(
    words_of(
        """các của và cho được trong với những để là có ở đến từ theo về khi thì mà này đó việc làm công tác thực hiện
    tiếp tục đẩy mạnh tăng cường nâng cao phát triển tổ chức hiệu quả chất lượng tốt xã phường trên địa bàn
    triển khai chú trọng quan tâm bảo đảm đảm phấn đấu thi đua góp phần thúc động toàn dân người nhân
    hoạt kịp thời thường xuyên quyết liệt đồng bộ chủ xây dựng gắn"""
    )
)


@dataclass(slots=True)
class OwnWords:
    """Says clauses in the commune's own words; each habit and each row is used once."""

    scene: Scene
    habits: tuple[Habit, ...] = ()

    def __call__(self, fates: Fates, heading: str) -> Fates:
        """An item's clauses in the commune's words, as far as there is room for them.

        A clause that names nothing itself ("hoàn thành trước ngày 31/8") has its work by
        ``heading``.
        """
        room = words_of_an_item(self.scene) - sum(
            len(f.text.split()) for here in fates for f in here
        )
        out: Fates = []
        for here in fates:
            out.append([])
            for fate in (one for whole in here for one in _each_movement(whole)):
                new = self._own(fate, room, heading) if fate.text else fate
                room -= _words(new) - _words(fate)
                out[-1].append(new)
        return out if _has_work(out) else self._at_least_one(out, heading)

    def _at_least_one(self, fates: Fates, heading: str) -> Fates:
        """An item that would only repeat the level above gets the work of one clause after all."""
        for here in fates:
            for at, fate in enumerate(here):
                new = self._own(fate, _ALWAYS, heading) if fate.text else fate
                if new.work:
                    here[at] = new
                    return fates
        return fates

    def _own(self, fate: Fate, room: int, heading: str) -> Fate:
        habit = self._habit(fate.text)
        if habit is not None:
            self.scene.worked.add(habit.text)
            text = uncapital(habit.text.strip(" ."))
            return replace(fate, action="adapted", text=text, reason=_OWN_WAY, ground=habit.ground)
        if fate.text.startswith("“"):  # a name alone asks for nothing
            known = self.scene.is_movement(fate.text.partition("”")[0])
            return fate if known else replace(fate, text=f"thực hiện {fate.text}")
        found = self._work(fate.text) or (
            self._work(heading) if _names_nothing(fate.text) else None
        )
        if found is None:
            return fate
        row, work = found
        said = replace(fate, topic=row.topic)
        if _says(fate.text, work):
            said = replace(said, action="adapted", text=work, work=work, reason=_AS_WORK)
        else:
            said = replace(said, work=_beyond(fate.text, work))
            if not said.work or (len(said.work.split()) > room and not row.always):
                return fate
        self.scene.worked.add(row.id)
        return said

    def _work(self, clause: str) -> tuple[RequestRow, str] | None:
        """The row that says most of a clause, in this commune's wording."""
        offered = [(row, self._worded(row, clause)) for row in self._rows(clause)]
        fitting = [pair for pair in offered if pair[1]]
        return max(fitting, key=lambda pair: _share_said(clause, pair[1]), default=None)

    def _habit(self, clause: str) -> Habit | None:
        if _names_more(clause, ""):
            return None
        for habit in self.habits:
            if habit.text not in self.scene.worked and _one_matter(clause, habit.text):
                return habit
        return None

    def _rows(self, clause: str) -> Iterator[RequestRow]:
        scene = self.scene
        # Where the clause itself speaks of the sea the level above has judged that there is one.
        facets = scene.place_facets | scene.clauses.facets([clause])
        for row in scene.clauses.requests.of(clause):
            here = right_here(row, scene.unit.level, scene.on, facets)
            if here and row.id not in scene.worked:
                yield row

    def _worded(self, row: RequestRow, clause: str) -> str:
        """The wording of a row that keeps most of the clause; the commune's own among equals."""
        shares = {text: _share_said(clause, text) for text in row.work}
        best = max(shares.values())
        near = tuple(text for text in row.work if shares[text] >= best - _NEAR)
        try:
            return phrase(near[way_of(self.scene.seed, row.id, len(near))], self.scene)
        except Unfilled:
            return ""


def _has_work(fates: Fates) -> bool:
    return any(fate.work or fate.reason in (_OWN_WAY, _AS_WORK) for here in fates for fate in here)


_ALWAYS = 40  # words: room for the longest work
_OWN_WAY = "nói theo cách của chính cơ quan năm trước"
_AS_WORK = "nói thành việc của cấp xã"


_TWO_MOVEMENTS = re.compile(
    r"^(.*?)(?:các )?phong trào (?:thi đua )?(“[^”]+”)(?:, | và )(“[^”]+”)$", re.IGNORECASE
)


def _each_movement(fate: Fate) -> tuple[Fate, ...]:
    """ "Thực hiện các phong trào “Quyết thắng”, “Vì an ninh Tổ quốc”" as one clause for each."""
    found = _TWO_MOVEMENTS.match(fate.text)
    if found is None:
        return (fate,)
    lead = found[1] or "thực hiện "
    return tuple(replace(fate, text=f"{lead}phong trào {name}") for name in found.groups()[1:])


def _says(clause: str, work: str) -> bool:
    """Whether ``work`` says most of ``clause``, and ``clause`` holds nothing that it lacks."""
    return not _names_more(clause, work) and _share_said(clause, work) >= _SAYS_IT


def _beyond(clause: str, work: str) -> str:
    """What ``work`` says beyond a clause that stands before it."""
    fresh = _without_shared_run(work, clause)
    new = [part for part in fresh.split("; ") if _share_said(part, clause) < _SAID_BEFORE]
    text = "; ".join(new)
    return text if len(text.split()) >= _FEWEST_WORDS else ""


_LONG_RUN = 6  # words in a row that both have: a name, not a turn of speech


def _without_shared_run(work: str, clause: str) -> str:
    """``work`` without a longer run of words of ``clause`` that a comma ends: said once is enough."""
    said = f" {' '.join(clause.lower().split())} "
    words = work.split()
    for start in range(len(words)):
        for end in range(len(words), start + _LONG_RUN - 1, -1):
            run = " ".join(words[start:end]).lower()
            if run.endswith(",") and f" {run[:-1]} " in said:
                kept = " ".join(words[:start]).rstrip(",") + ","
                return f"{kept} {' '.join(words[end:])}"
    return work


# What a clause limits itself to is not lost for smoother words.
_BOUNDS = re.compile(
    r"\b(?:không quá|quá (?:một|hai|ba)|ít nhất|tối thiểu|tối đa|một lần|hai lần|một mình|khởi tạo từ|từ máy|"
    r"thuộc diện|ngay từ|trước hết|khu dân cư đông|nơi đông dân|vùng sâu|vùng xa|phương án)\b"
)


def _share_said(clause: str, work: str) -> float:
    telling, said = _telling(clause), set(words_of(work))
    return sum(word in said for word in telling) / max(1, len(telling))


def _words(fate: Fate) -> int:
    own = fate.work if fate.work != fate.text else ""
    return len(f"{fate.text} {own}".split())


def _names_more(clause: str, work: str) -> bool:
    """Whether ``clause`` holds a fact, a quoted name or a proper name that ``work`` does not."""
    if any(char.isdigit() or char in "“[" for char in clause) or find_naked(clause):
        return True
    if any(bound not in work.lower() for bound in _BOUNDS.findall(clause.lower())):
        return True
    names = [clause[m.start() :].split()[0].strip(",;.") for m in _OWN_NAME.finditer(clause)]
    said = set(words_of(work))
    return any(word not in said for name in names for word in words_of(name) if word != "nhân")


_WHEN = frozenset(words_of("hoàn thành xong trước ngày tháng năm quý cuối đầu chậm nhất hết"))


def _names_nothing(clause: str) -> bool:
    """Whether a clause says only when: "hoàn thành trước ngày 31/8"."""
    return all(word in _WHEN or word.isdigit() for word in _telling(clause))


def _telling(text: str) -> list[str]:
    return [word for word in words_of(text) if word not in _LITTLE_WORDS]


def _one_matter(clause: str, habit: str) -> bool:
    theirs, ours = set(_telling(clause)), set(_telling(habit))
    both = len(theirs & ours)
    return both > 2 and both >= _SAME_MATTER * len(theirs) and both >= _SAME_MATTER * len(ours)
