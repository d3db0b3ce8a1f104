"""Stock clauses put into keys: the slots of ``kb/clauses`` filled from the scene.

A slot that cannot be filled makes the whole clause fall away: a clause is never printed with a
hole in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from drafter.document.brief import Slot
from drafter.document.facts import FactKind, Ground, GroundKind
from drafter.document.model import DocumentKind, Paragraph
from drafter.document.unit import Level

from .clause_schema import SLOT
from .clauses import Clause
from .due import with_report_days
from .scene import Scene

LETTERS = "abcdđeghiklmnopqrstuvxy"
"""Labels of points in their Vietnamese order (PLI-II.6đ)."""


class Unfilled(KeyError):
    """A slot of a clause for which this scene has nothing."""


def phrase(text: str, scene: Scene, extra: Mapping[str, str] | None = None) -> str:
    """``text`` with its slots filled by keys and words. Raises `Unfilled`."""
    given = dict(extra or {})

    def put(name: str) -> str:
        if name in given:
            return given[name]
        role, colon, value = name.partition(":")
        words = _keyed(role, value, scene) if colon else _plain(name, scene)
        if words is None:
            raise Unfilled(name)
        return words

    text = _for_a_short_run(_with_own_names(_named_rightly(text, scene), scene), scene)
    text = with_report_days(text, scene)
    return SLOT.sub(lambda match: put(match[1]), text)


_LATE = 7  # month of drafting from which a plan runs for less than half a year
_BY_QUARTERS = re.compile(r"\b(hằng|mỗi|từng|theo|cuối mỗi) quý\b", re.IGNORECASE)
_BY_TERMS = re.compile(r"\b(?:cho |từng |cuối mỗi )?(?:từng |mỗi )?học kỳ\b")


def short_run(scene: Scene) -> bool:
    """Whether the plan runs for less than half a year."""
    return scene.on.year == scene.year and scene.on.month >= _LATE


_OF_A_DRIVE = (
    ("trong năm", "trong đợt thi đua"),
    ("tháng, quý", "tháng"),
    ("kịp các kỳ báo cáo", "kịp thời hạn báo cáo"),
    ("Trước kỳ báo cáo cuối", "Trước thời hạn báo cáo"),
    ("kịp kỳ báo cáo cuối", "kịp thời hạn báo cáo"),
    ("số liệu ước cả năm", "số liệu ước cả đợt"),
    ("đánh giá từng đợt", "đánh giá kết quả"),
    ("trước mỗi lần sơ kết, tổng kết", "trước khi tổng kết"),
)


def _for_a_short_run(text: str, scene: Scene) -> str:
    """A drive of four months reports by the month: it has no quarters and no school terms."""
    if not short_run(scene):
        return text
    text = _BY_QUARTERS.sub(lambda match: f"{match[1]} tháng", text)
    text = _BY_TERMS.sub("trong đợt thi đua", text)
    for of_a_year, of_a_drive in _OF_A_DRIVE:
        text = text.replace(of_a_year, of_a_drive)
    return text


_OWN_NAME = re.compile(
    r"(?<=sau khi có )Kế hoạch|\bKế hoạch(?= này| phát động)|(?<=trong )Kế hoạch(?=[ ;.]*(?:vào|này|;|\.))"
)


def _named_rightly(text: str, scene: Scene) -> str:
    """A clause that speaks of "Kế hoạch này" in a document that is a chỉ thị or a phát động."""
    if scene.brief.kind is DocumentKind.PLAN:
        return text
    word = "Chỉ thị" if scene.brief.kind is DocumentKind.DIRECTIVE else "văn bản"
    return _OWN_NAME.sub(word, text)


_BORDER_POST = "Đồn Biên phòng trên địa bàn"


_CULTURED = "khu dân cư văn hóa"
_CULTURED_HERE = re.compile(
    r"^(?:số |tỷ lệ )?((?:thôn|xóm|bản|ấp|khóm|buôn|khu phố|tổ dân phố)"
    r"(?:, (?:thôn|xóm|bản|ấp|khóm|buôn|khu phố|tổ dân phố))*)\b.*\bvăn hóa",
    re.IGNORECASE,
)


def _with_own_names(text: str, scene: Scene) -> str:
    """Bodies and titles by the names they have here: "ấp văn hóa", as the office's sheet has it."""
    if _CULTURED in text:
        named = (_CULTURED_HERE.match(target.indicator) for target in scene.brief.targets)
        if found := next((match for match in named if match), None):
            text = text.replace(_CULTURED, f"{found[1].lower()} văn hóa")
    if _BORDER_POST not in text:
        return text
    return text.replace(_BORDER_POST, scene.body("bien-phong") or _BORDER_POST)


def clause_paragraph(
    clause: Clause, scene: Scene, extra: Mapping[str, str] | None = None, *, label: str = ""
) -> Paragraph | None:
    """A stock clause as a paragraph in keys, or ``None`` when a slot of it stays open."""
    text = clause_text(clause, scene, extra)
    return Paragraph(text, (form_ground(clause),), label=label) if text else None


def clause_text(clause: Clause, scene: Scene, extra: Mapping[str, str] | None = None) -> str | None:
    """The words of a stock clause in keys, with the sentence on its movement when it runs."""
    try:
        text = phrase(clause.text, scene, extra)
    except Unfilled:
        return None
    try:
        return (
            f"{text} {phrase(clause.with_movement, scene, extra)}" if clause.with_movement else text
        )
    except Unfilled:
        return text


def form_ground(clause: Clause) -> Ground:
    """Ground of our own stock wording."""
    return Ground(GroundKind.FORM, clause.id)


def _plain(name: str, scene: Scene) -> str | None:
    unit = scene.unit
    hamlets = scene.brief.hamlets
    noun = hamlets.noun if hamlets else hamlets_word(unit.level)
    values: dict[str, Callable[[], str | None]] = {
        "unit": lambda: scene.table.add(FactKind.UNIT, unit.full, scene.unit_ground),
        "Unit": lambda: scene.table.add(FactKind.UNIT, _capital(unit.full), scene.unit_ground),
        "the_unit": lambda: scene.the_unit,
        "year": lambda: scene.table.add(FactKind.DATE, str(scene.year), scene.year_ground),
        "hamlet": lambda: noun,
        "hamlets": lambda: f"các {noun}",
        "Hamlets": lambda: _all_hamlets(noun, scene),
        "issuer": lambda: scene.table.add(
            FactKind.UNIT, f"Ủy ban nhân dân {unit.full}", scene.unit_ground
        ),
        "superior": lambda: scene.superior,
        "drafter": lambda: scene.drafter,
        "parent_committee": lambda: f"UBND {_short_parent(scene)}",
        "targets": lambda: "",
        "congress": lambda: scene.term("congress"),
        "plan": lambda: scene.term("five-year"),
    }
    make = values.get(name)
    return make() if make else None


def _all_hamlets(noun: str, scene: Scene) -> str:
    """ "24 ấp" at the start of a sentence where the official told how many, else "Các ấp"."""
    hamlets = scene.brief.hamlets
    if hamlets is None or hamlets.count is None:
        return f"Các {noun}"
    words = f"{hamlets.count} {noun}"
    told = next((s for s in scene.brief.statements if words in s.text), None)
    turn = told.turn if told else scene.brief.turn_of(Slot.HAMLETS)
    if turn is None:
        return f"Các {noun}"
    ground = Ground(GroundKind.USER, f"lượt {turn}", told.text if told else words)
    return scene.table.add(FactKind.NUMBER, words, ground)


_USUAL_HAMLETS = {
    "xa": "thôn",
    "phuong": "tổ dân phố",
    "thi-tran": "tổ dân phố",
    "dac-khu": "thôn, khu dân cư",
}


def hamlets_word(level: Level) -> str:
    """What the parts of a unit of that level are usually called."""
    return _USUAL_HAMLETS[level.value]


def _short_parent(scene: Scene) -> str:
    return scene.unit.parent


def _keyed(role: str, value: str, scene: Scene) -> str | None:
    if role == "body":
        return scene.body(value)
    if role == "movement":
        return scene.movement(value)
    return None


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
