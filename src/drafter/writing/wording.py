"""The words of adaptation, loaded from ``kb/vocabulary``: data answers which words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict

from drafter.checking.vocabulary import Stale
from drafter.document.facts import Span
from drafter.reading import find_citations
from drafter.reading.vietnamese import LOWER, UPPER

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
# A congress is the body's own: "Đảng bộ tỉnh lần thứ XX" is never the commune's twentieth.
_CONGRESS = re.compile(
    r"(?:Nghị quyết )?Đại hội (?:đại biểu )?(?:toàn quốc |các |Đảng bộ )[^.;]{0,60}?lần thứ [IVXLC]+"
    r"|Đảng bộ (?:tỉnh|huyện|thành phố|thị xã|quận)[^.;,]{0,40}? lần thứ [IVXLC]+"
)
_NAME = rf"[{UPPER}][{LOWER}]*"


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Rewrite(_Row):
    find: str
    put: str
    own_matters: bool = False  # not where the commune reports upward


class _LevelFile(_Row):
    rewrites: tuple[_Rewrite, ...]
    hamlet_lists: tuple[str, ...]
    one_hamlet: str
    whole_territory: tuple[str, ...]
    upper_events: tuple[str, ...]
    for_the_commune: tuple[str, ...]


class _StaleRow(_Row):
    words: str
    why: str
    source: str
    until: date | None = None
    model_config = ConfigDict(extra="allow", frozen=True)  # "from" is a Python keyword

    @property
    def since(self) -> date | None:
        value: Any = (self.model_extra or {}).get("from")
        return value if isinstance(value, date) else None


class _GeographyRow(_Row):
    no_sea: tuple[str, ...]
    no_border: tuple[str, ...]
    until: date | None = None
    model_config = ConfigDict(extra="allow", frozen=True)  # "from" is a Python keyword

    def holds(self, on: date) -> bool:
        """Whether this map is that of the day."""
        since: Any = (self.model_extra or {}).get("from")
        return (since is None or since <= on) and (self.until is None or on <= self.until)


class _SpellingRow(BaseModel):
    wrong: str
    right: str
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Wording:
    """Compiled rules of wording."""

    rewrites: tuple[tuple[re.Pattern[str], str, bool], ...]
    hamlet_lists: re.Pattern[str]
    one_hamlet: re.Pattern[str]
    whole_territory: re.Pattern[str]
    upper_events: re.Pattern[str]
    for_the_commune: re.Pattern[str]
    stale: tuple[Stale, ...]
    movement_roles: dict[str, tuple[str, ...]]
    geography: tuple[_GeographyRow, ...] = ()
    slips: tuple[tuple[re.Pattern[str], str], ...] = ()

    def may_have(self, province: str, on: date) -> frozenset[str]:
        """Facets of place that the map does not rule out in a province: sea, land border."""
        maps = [row for row in self.geography if row.holds(on)]
        sea = not any(province in row.no_sea for row in maps)
        border = not any(province in row.no_border for row in maps)
        return frozenset(facet for facet, may in (("bien", sea), ("bien-gioi", border)) if may)

    def mended(self, text: str) -> str:
        """``text`` without sure slips of spelling and without a quotation mark that opens nothing."""
        for wrong, right in self.slips:
            text = wrong.sub(right, text)
        text = _TWICE.sub(r"\1", _FOOTNOTE.sub("", text))
        return _balanced(text)

    def localise(
        self, text: str, the_unit: str, hamlets: str | None, *, upward: bool = False
    ) -> str:
        """``text`` of the level above in the words of the commune.

        Quoted names and citations stay as they are: they are somebody else's. ``upward`` marks
        a text on reports to the level above, whose bodies keep their names.
        """
        out: list[str] = []
        last = 0
        for span in _names(text):
            out += (
                self._localised(text[last : span.start], the_unit, hamlets, upward),
                span.of(text),
            )
            last = span.end
        out.append(self._localised(text[last:], the_unit, hamlets, upward))
        return "".join(out)

    def _localised(self, text: str, the_unit: str, hamlets: str | None, upward: bool) -> str:
        for pattern, put, own_matters in self.rewrites:
            if own_matters and upward:
                continue
            words = put.replace("{the_unit}", the_unit)
            text = pattern.sub(words.replace("{hamlets}", hamlets or "khu dân cư"), text)
        if not hamlets:
            return text
        own = hamlets.split(", ")
        text = self.hamlet_lists.sub(hamlets, text)
        return self.one_hamlet.sub(lambda m: m[0] if m[0] in own else hamlets, text)

    def outdated(self, text: str, on: date) -> str | None:
        """Why ``text`` does not fit a plan drafted on that day, if it does not."""
        return next((s.why for s in self.stale if s.wrong_on(on) and s.words.search(text)), None)


_FOOTNOTE = re.compile(rf"(?<=[{LOWER}][{LOWER}])\d(?=[\s,.;:]|$)")
_TWICE = re.compile(rf"\b([{LOWER}]+ [{LOWER}]+) \1\b")


def _balanced(text: str) -> str:
    """``text`` without quotation marks that have no partner."""
    opened: list[int] = []
    alone: set[int] = set()
    for at, char in enumerate(text):
        if char == "“":
            opened.append(at)
        elif char == "”":
            if opened:
                opened.pop()
            else:
                alone.add(at)
    alone.update(opened)
    straight = [at for at, char in enumerate(text) if char == '"']
    if len(straight) % 2:
        alone.add(straight[-1])
    return "".join(char for at, char in enumerate(text) if at not in alone)


def _names(text: str) -> list[Span]:
    quoted = [Span(*m.span()) for m in (*_QUOTED.finditer(text), *_CONGRESS.finditer(text))]
    cited = [c.span for c in find_citations(text) if c.span is not None and c.numbered]
    spans: list[Span] = []
    for span in sorted([*quoted, *cited], key=lambda s: (s.start, -s.end)):
        if not spans or span.start >= spans[-1].end:
            spans.append(span)
    return spans


def load_wording(kb: Path) -> Wording:
    """Read ``level_wording.yaml`` and ``stale.yaml``; a wrong row is a ``ValidationError``."""
    level = _LevelFile.model_validate(_yaml(kb / "vocabulary" / "level_wording.yaml"))
    stale = [_StaleRow.model_validate(row) for row in _yaml(kb / "vocabulary" / "stale.yaml")]
    slips = _yaml(kb / "vocabulary" / "spelling.yaml")["slips"]
    spelling = [_SpellingRow.model_validate(row) for row in slips]
    roles: dict[str, list[str]] = _yaml(kb / "vocabulary" / "movement_roles.yaml")
    return Wording(
        tuple(
            (re.compile(r.find.replace("{NAME}", _NAME)), r.put, r.own_matters)
            for r in level.rewrites
        ),
        re.compile("|".join(level.hamlet_lists)),
        re.compile(level.one_hamlet),
        re.compile("|".join(level.whole_territory)),
        re.compile("|".join(level.upper_events)),
        re.compile("|".join(level.for_the_commune)),
        tuple(Stale(re.compile(s.words), s.since, s.until, s.why) for s in stale),
        {role: tuple(ids) for role, ids in roles.items()},
        tuple(
            _GeographyRow.model_validate(row) for row in _yaml(kb / "vocabulary" / "geography.yaml")
        ),
        tuple((re.compile(rf"(?<!\w)(?:{r.wrong})(?!\w)"), r.right) for r in spelling if r.sure),
    )


def _yaml(path: Path) -> Any:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    with path.open(encoding="utf-8") as stream:
        return yaml.load(stream, Loader=loader)
