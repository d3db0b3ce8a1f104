"""The scene of one draft: everything a writer may look at besides its task."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from drafter.document.brief import Brief, Floor, Slot
from drafter.document.facts import FactKind, Ground, GroundKind, Target
from drafter.document.unit import Level, Unit, two_tier
from drafter.reading.vietnamese import LOWER, UPPER, fold
from drafter.register import Register

from .clauses import Clause, Clauses
from .guard import Naked
from .keys import FactTable
from .wording import Wording


@dataclass(frozen=True, slots=True)
class Habit:
    """A sentence of the office's own paper of last year, without figures and days."""

    text: str
    topics: tuple[str, ...]  # the one it speaks of most first
    ground: Ground


@dataclass(slots=True)
class Scene:
    """Brief, data and table of facts of one draft."""

    brief: Brief
    unit: Unit
    year: int
    register: Register
    clauses: Clauses
    wording: Wording
    floors: tuple[Floor, ...] = ()
    covered: tuple[tuple[Floor, Target], ...] = ()  # floors, each with the commune's own target
    table: FactTable = field(default_factory=FactTable)
    named: set[str] = field(default_factory=set)  # movements that the text names already
    woven: set[str] = field(default_factory=set)  # indicators woven into the contents
    announced: int = 0  # figures woven into the contents so far
    headed: int = 0  # of them, those offered the place before their work
    worked: set[str] = field(default_factory=set)  # requests and habits that stand in the text
    habits: tuple[Habit, ...] | None = None  # sentences of last year's own paper, once read
    _facets: frozenset[str] | None = None
    _possible: frozenset[str] | None = None

    @property
    def on(self) -> date:
        """Day of drafting."""
        return self.brief.as_of

    @property
    def two_tier(self) -> bool:
        """Whether communes stand directly under the province on the day of drafting."""
        return two_tier(self.on)

    @property
    def the_unit(self) -> str:
        """The word for the unit: xã, phường, thị trấn, đặc khu."""
        return self.unit.level.word

    @property
    def hamlets(self) -> str | None:
        """The commune's own word for its hamlets ("xóm, bản"), when known."""
        return self.brief.hamlets.noun if self.brief.hamlets else None

    @property
    def user_words(self) -> str:
        """All that the official typed, folded, to look names up in."""
        return fold(" ".join(s.text for s in self.brief.statements))

    @property
    def local_words(self) -> str:
        """The office's own paper of last year, folded: names in it are names of the place."""
        previous = self.brief.previous
        if previous is None or fold(self.unit.name) not in fold(previous.header.issuer or ""):
            return ""
        return fold(previous.text)

    def is_movement(self, name: str) -> bool:
        """Whether the quoted words are the name of a known movement."""
        return self.register.movements.named(name.strip('“”" ')) is not None

    def own_ground(self, naked: Naked) -> Ground | None:
        """A better ground than the source's for facts that are the commune's own."""
        own_year = {f"năm {self.year}", str(self.year)}
        if naked.kind is FactKind.DATE and fold(naked.text) in own_year:
            return self.year_ground
        if naked.kind is FactKind.MOVEMENT and (named := self._launched(naked.text)):
            return named
        if naked.kind is FactKind.UNIT and fold(naked.text) == fold(self.unit.full):
            return self.unit_ground
        return None

    def _launched(self, quoted: str) -> Ground | None:
        name = quoted.strip('“”" ')
        movement = self.register.movements.named(name)
        if movement is None or movement.name != name:
            return None
        source = movement.instrument or (movement.sources[0] if movement.sources else "")
        return Ground(GroundKind.REGISTER, f"phong trào {movement.id}", source)

    @property
    def seed(self) -> str:
        """What variants of wording are drawn by: the same unit and year get the same words."""
        return f"{self.unit.described()}|{self.year}"

    @property
    def facets(self) -> frozenset[str]:
        """What the commune shows of itself: sea, mountains, border, and the year of the plan."""
        if self._facets is None:
            texts = [s.text for s in self.brief.statements]
            texts += [t.indicator for t in self.brief.targets]
            if self.brief.previous is not None:
                texts.append(self.brief.previous.text)
            shown = self.clauses.facets([self.unit.full, *texts], self.year)
            # All thirteen special zones are islands.
            island = self.unit.level is Level.SPECIAL_ZONE
            self._facets = shown | {"bien", "hai-dao"} if island else shown
        return self._facets

    @property
    def place_facets(self) -> frozenset[str]:
        """What the place has: shown by the office's own papers, else not ruled out by the map."""
        if self.brief.targets or self.brief.previous:
            return self.facets
        if self._possible is None:
            self._possible = self.facets | self.wording.may_have(self.unit.province, self.on)
        return self._possible

    def pick(
        self, section: str, topic: str | None = None, role: str | None = None
    ) -> tuple[Clause, ...]:
        """Stock clauses that are right for this commune and day."""
        return self.clauses.pick(
            section,
            topic,
            level=self.unit.level,
            on=self.on,
            facets=self.facets,
            seed=self.seed,
            role=role,
        )

    def body(self, role: str) -> str | None:
        """Name of the body that holds ``role`` at this level on this day, as a key."""
        body = self.register.bodies.role(role, self.unit.level, self.on)
        if body is None:
            return self._own_body(role)
        source = body.sources[0] if body.sources else ""
        ground = Ground(GroundKind.REGISTER, f"cơ quan cấp xã: {role}", source)
        return self.table.add(FactKind.NAME, _in_a_sentence(body.name), ground)

    def _own_body(self, role: str) -> str | None:
        """A body of the place that no register holds, by the name the office itself uses."""
        pattern = _OWN_BODIES.get(role)
        if pattern is None:
            return None
        for statement in self.brief.statements:
            if match := pattern.search(statement.text):
                ground = Ground(GroundKind.USER, f"lượt {statement.turn}", statement.text)
                return self.table.add(FactKind.NAME, match[0], ground)
        previous = self.brief.previous
        match = pattern.search(previous.text) if previous else None
        # Last year's paper may name a neighbour's post; only one with the commune's own name
        # is taken over.
        if match and fold(self.unit.name) in fold(match[0]):
            ground = Ground(GroundKind.LAST_YEAR, "tên cơ quan trên địa bàn", match[0])
            return self.table.add(FactKind.NAME, match[0], ground)
        return None

    def movement(self, role: str) -> str | None:
        """Quoted name of the movement for a slot that runs in the plan year, as a key."""
        for movement_id in self.wording.movement_roles.get(role, ()):
            movement = self.register.movements.get(movement_id)
            if movement is None or movement_id in self.named:
                continue
            if movement.offered and movement.runs_in(self.year):
                self.named.add(movement_id)
                source = movement.instrument or (movement.sources[0] if movement.sources else "")
                ground = Ground(GroundKind.REGISTER, f"phong trào {movement.id}", source)
                return self.table.add(FactKind.MOVEMENT, f"“{movement.name}”", ground)
        return None

    def term(self, what: str) -> str | None:
        """Wording of the Party congress or of the five-year plan that fits the plan year."""
        if what == "five-year":
            fitting = [o.term for o in self.register.calendar.year_ordinals(self.year)]
            term = next((t for t in fitting if t.what == what), None)
        else:
            term = self.register.calendar.terms(self.on).congress
            # In the weeks before a new congress its plan has begun, its resolution has not.
            if term is not None and not term.first_year <= self.year <= term.last_year:
                return None
        if term is None:
            return None
        ground = Ground(GroundKind.REGISTER, f"nhiệm kỳ, giai đoạn: {term.id}", term.label)
        return self.table.add(FactKind.NAME, term.printed, ground)

    @property
    def drafter(self) -> str:
        """The body that drafts and follows the plan: told by the official, else the usual one."""
        told = self.brief.drafter_unit
        if told:
            where = self.brief.told_where(Slot.DRAFTER_UNIT)
            return self.table.add(FactKind.NAME, told, Ground(GroundKind.USER, where, told))
        standing = self.register.bodies.standing(self.unit.level, self.on)
        return (self.body(standing.id) if standing else None) or "bộ phận tham mưu"

    @property
    def superior(self) -> str:
        """The body above that reports go to."""
        above = self.register.bodies.superiors(self.unit, self.on)
        body = above[-1]  # the home-affairs body stands after the People's Committee
        ground = Ground(GroundKind.REGISTER, "cơ quan nhận báo cáo", body.name)
        return self.table.add(FactKind.NAME, body.name, ground)

    @property
    def year_ground(self) -> Ground:
        """Ground of the plan year: the official said it."""
        turn = self.brief.turn_of(Slot.YEAR) or 1
        return Ground(GroundKind.USER, f"lượt {turn}", f"năm {self.year}")

    @property
    def unit_ground(self) -> Ground:
        """Ground of the unit's name: said by the official, found in the list of units."""
        return Ground(
            GroundKind.REGISTER, f"đơn vị {self.unit.code or ''}".strip(), self.unit.described()
        )

    def covering(self, part: str, clause: str) -> Target | None:
        """The commune's own target beside the floor that ``part`` of ``clause`` sets."""
        words = fold(clause)
        for floor, own in self.covered:
            figure = floor.target.quantity
            if figure and figure.written in part and fold(floor.quote).strip(" .;") in words:
                return own
        return None

    def own_target(self, text: str) -> Target | None:
        """The commune's own target of the indicator that ``text`` speaks of."""
        wanted = self.register.indicators.find(text)
        if wanted is None:
            return None
        for target in self.brief.targets:
            own = self.register.indicators.find(target.indicator)
            if own is not None and own.id == wanted.id:
                return target
        return None


_NAME = rf"[{UPPER}][{LOWER}]*"
_OWN_BODIES = {"bien-phong": re.compile(rf"Đồn Biên phòng(?: [Cc]ửa khẩu(?: cảng)?)?(?: {_NAME})+")}
_GLUED = re.compile(rf"(?<=[{LOWER}])([.;,])(?=[{UPPER}][{LOWER}])")
_SPACES = re.compile(r"[ \t]{2,}")


def _in_a_sentence(name: str) -> str:
    """ "công chức" is a common noun: only the beginning of a sentence makes it a capital."""
    return re.sub(r"^Công chức\b", "công chức", name)


def tidy(text: str) -> str:
    """``text`` with single blanks, none before punctuation and one after a full stop."""
    text = _SPACES.sub(" ", text.replace("\n", " "))
    text = _GLUED.sub(r"\1 ", text)
    return re.sub(r"\s+([,;.:)])", r"\1", text).strip()
