"""The part "Tổ chức thực hiện": who does what by when, the reports, the hamlets."""

from __future__ import annotations

import re
from dataclasses import replace

from drafter.document.facts import Ground
from drafter.document.model import Paragraph, Section
from drafter.reading.vietnamese import fold

from .adapt import clauses_of
from .cascade import in_keys, item_ground, paragraph
from .charge import bodies_of
from .clause_schema import FormPart
from .directive import duties, whole
from .keys import fill
from .phrase import clause_paragraph, short_run
from .scene import Scene, tidy
from .told import dated_frame

_TAX = "thue"  # an office of the State in the place, asked to work along
_ROLES = (
    "van-phong", "van-hoa-xa-hoi", "kinh-te", "hanh-chinh-cong", "tai-chinh", "cong-an", "quan-su",
    "bien-phong", _TAX,
    "y-te", "truong-hoc", "hoi-dong-tdkt", "mat-tran", "hamlets",
)  # fmt: skip
_LEAD = re.compile(
    r"^(?:Đề nghị )?(?:Ủy ban nhân dân|Uỷ ban nhân dân|UBND)\s+(?:các|cấp)\s+(?:xã|phường|thị trấn|đặc khu)"
    r"(?:, (?:xã|phường|thị trấn|đặc khu))*"
    r"(?:\s+căn cứ [^,:;]{0,40}(?:này|thực tế),?)?\s*:?\s*",
    re.IGNORECASE,
)


def organisation_section(part: FormPart, label: str, scene: Scene) -> Section:
    """Who does what by when: one item per body, the reports, the hamlets."""
    children: list[Section] = []
    standing = _standing_role(scene)
    for role in sorted(_ROLES, key=lambda role: role != standing):  # who leads comes first
        paragraphs = _tasks(role, scene)
        if role == standing:
            reports = _reports(scene)
            new = _not_said(dated_frame(scene, "bao-cao"), reports, scene)
            paragraphs = [*_led(reports, paragraphs), *new, *_scoring(scene)]
        if role == "hamlets":
            paragraphs += dated_frame(scene, "giao-uoc")
        if paragraphs:
            number = str(len(children) + 1)
            children.append(Section(part.kind, number, "", (_joined(paragraphs),)))
    return Section(part.kind, label, part.heading, (), tuple(children))


_DOER = re.compile(r"^(\[\[\w+\]\]) ")


def _led(reports: list[Paragraph], tasks: list[Paragraph]) -> list[Paragraph]:
    """Reports before ``tasks``: what the standing body is there for is said first."""
    doer = _DOER.match(tasks[0].text) if tasks else None
    if doer is None or not reports or not reports[0].text.startswith(_LEADS):
        return [*tasks, *reports]
    first, task = reports[0], tasks[0]
    led = f"{doer[0]}{first.text[:1].lower()}{first.text[1:]}"
    rest = task.text[doer.end() :]
    said = replace(task, text=f"{rest[:1].upper()}{rest[1:]}")
    return [replace(first, text=led), *reports[1:], said, *tasks[1:]]


def _standing_role(scene: Scene) -> str:
    told = fold(scene.brief.drafter_unit or "")
    bodies = scene.register.bodies.at(scene.unit.level, scene.on)
    named = [b.id for b in bodies if told and (fold(b.name) in told or told in fold(b.name))]
    standing = scene.register.bodies.standing(scene.unit.level, scene.on)
    return named[0] if named else (standing.id if standing else "van-phong")


def _joined(paragraphs: list[Paragraph]) -> Paragraph:
    """The tasks of one body as one numbered item without a title (PLI-II.6đ)."""
    grounds = dict.fromkeys(ground for p in paragraphs for ground in p.grounds)
    return Paragraph(" ".join(p.text for p in paragraphs), tuple(grounds))


_UNITED = ("hanh-chinh-cong", "cong-an", "quan-su", "y-te", "truong-hoc")
"""Bodies whose work the contents name; beside a directive one item holds what all of them do."""


_OF_A_BODY, _BESIDE_DIRECTIVE = 2, 1  # clauses


def _tasks(role: str, scene: Scene) -> list[Paragraph]:
    clauses = scene.pick("to-chuc", role=role)
    if scene.brief.directive is not None and role in _UNITED:
        clauses = tuple(clause for clause in clauses if clause.tag == "bien-phong")
        if role == _UNITED[0]:
            clauses = tuple(c for c in scene.pick("to-chuc") if c.tag == "cac-don-vi")
    # Without a directive each body has an item of its own, and there is no room for one more.
    if role == _TAX and scene.brief.directive is not None:
        clauses = tuple(c for c in scene.pick("to-chuc") if c.tag == _TAX)
    bodies = ", ".join(bodies_of(_UNITED, scene))
    extra = {"bodies": f"{bodies[:1].upper()}{bodies[1:]}"}
    made = [clause_paragraph(clause, scene, extra) for clause in clauses]
    # Where there is a directive the contents say what each body does.
    beside = scene.brief.directive is not None or short_run(scene)
    most = _BESIDE_DIRECTIVE if beside else _OF_A_BODY
    return [p for p in made if p is not None][:most]


_SCORING = "cham-diem"
_SCORED = re.compile(r"(?<!không )chấm điểm")


def _scoring(scene: Scene) -> list[Paragraph]:
    """Who keeps the score where the level above wants the movement scored."""
    directive = scene.brief.directive
    if directive is None or _SCORED.search(fold(directive.understood)) is None:
        return []
    made = (clause_paragraph(c, scene) for c in scene.pick("to-chuc") if c.tag == _SCORING)
    return [p for p in made if p is not None][:1]


def _reports(scene: Scene) -> list[Paragraph]:
    directive = scene.brief.directive
    found = duties(directive) if directive else ()
    if not found:
        made = (clause_paragraph(clause, scene) for clause in scene.pick("bao-cao"))
        return [p for p in made if p is not None][:1]
    return [_report(whole(item), item_ground(item), scene) for item in found]


_DAY = re.compile(r"\b(\d{1,2})/(\d{1,2})(?:/\d{4})?")


def _not_said(told: list[Paragraph], reports: list[Paragraph], scene: Scene) -> list[Paragraph]:
    """What the official told of reports, without days that the directive sets already.

    A statement left out this way lends its ground to the sentence that says it.
    """
    said = _days(" ".join(fill(p.text, scene.table)[0] for p in reports))
    new = []
    for one in told:
        days = _days(fill(one.text, scene.table)[0])
        if days and days <= said and reports:
            reports[0] = replace(reports[0], grounds=(*reports[0].grounds, *one.grounds))
        else:
            new.append(one)
    return new


def _days(text: str) -> frozenset[tuple[int, int]]:
    return frozenset((int(d), int(m)) for d, m in _DAY.findall(text))


_LEADS = "Chủ trì tham mưu, đôn đốc, tổng hợp; thực hiện đúng thời hạn cấp trên giao: "


def _report(text: str, ground: Ground, scene: Scene) -> Paragraph:
    clauses = [
        c for sentence in clauses_of(_LEAD.sub("", tidy(text))) for c in sentence if c.strip("./ ")
    ]
    words = "; ".join(
        _sent(scene.wording.localise(c.rstrip("./ "), scene.the_unit, scene.hamlets, upward=True))
        for c in clauses
    )
    keyed = in_keys(words, scene, ground)
    return paragraph(f"{_LEADS}{keyed[:1].lower()}{keyed[1:]}.", ground)


# The plan cannot order its own issue: what is left to do is to send it.
_ISSUE = re.compile(
    r"^(?:(?:xây dựng|ban hành)(?: và ban hành| và triển khai)? )?kế hoạch"
    r"(?: phát động)?(?: thi đua)?(?: năm \d{4})?(?: của (?:đơn vị|địa phương|xã|phường))?"
    r"(?:,? (?:và )?gửi(?: về)?)?(?= )",
    re.IGNORECASE,
)


def _sent(clause: str) -> str:
    issue = _ISSUE.match(clause)
    if issue is None or not re.match(r"(?:xây|ban)", clause, re.IGNORECASE):
        return clause
    verb = "gửi Kế hoạch này về" if "gửi" in issue[0] else "ban hành, gửi Kế hoạch này"
    return f"{verb}{clause[issue.end() :]}"
