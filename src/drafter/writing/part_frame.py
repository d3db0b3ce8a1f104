"""The frame of the plan: purpose, solutions and rewards, time, organisation."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from drafter.document.brief import Statement
from drafter.document.facts import FactKind, Ground, GroundKind
from drafter.document.model import DocumentKind, Paragraph, Section, SectionKind
from drafter.document.reading import Anniversary
from drafter.reading.vietnamese import fold
from drafter.register.calendar import AnniversaryOf

from .adapt import clauses_of
from .cascade import Carried, in_keys, item_ground, paragraph
from .charge import bodies_of
from .clause_schema import FormPart
from .clauses import Clause
from .directive import duties, items_of, whole
from .entries import REWARDS
from .keys import fill
from .phrase import LETTERS, clause_paragraph
from .purposes import own_purposes
from .scene import Scene, tidy
from .told import dated_frame

_FEW = {"mo-dau-y-nghia": 1, "muc-dich": 2, "yeu-cau": 3, "giai-phap": 3, "khen-thuong": 3}
# The directive says most of it: less of our own beside it.
_FEW_BESIDE = {"mo-dau-y-nghia": 1, "muc-dich": 1, "yeu-cau": 2, "giai-phap": 3, "khen-thuong": 2}
_ROLES = (
    "van-phong", "van-hoa-xa-hoi", "kinh-te", "hanh-chinh-cong", "tai-chinh", "cong-an", "quan-su",
    "bien-phong",
    "y-te", "truong-hoc", "hoi-dong-tdkt", "mat-tran", "hamlets",
)  # fmt: skip
_LEAD = re.compile(
    r"^(?:Đề nghị )?(?:Ủy ban nhân dân|Uỷ ban nhân dân|UBND)\s+(?:các|cấp)\s+(?:xã|phường|thị trấn|đặc khu)"
    r"(?:, (?:xã|phường|thị trấn|đặc khu))*"
    r"(?:\s+căn cứ [^,:;]{0,40}(?:này|thực tế),?)?\s*:?\s*",
    re.IGNORECASE,
)
_FEAST = re.compile(r"^(?:chào mừng |lễ |nhân )*(?:kỷ niệm )?", re.IGNORECASE)
_PHASE_BREAK = re.compile(r"(?<=[.])\s+|(?<=;)\s+(?=[Đđ]ợt)")
_PHASE = re.compile(r"^Đợt\s+(?:\d|I+)|^Đợt (?:một|hai|ba)", re.IGNORECASE)


def purpose_section(part: FormPart, label: str, scene: Scene) -> Section:
    """ "Mục đích, yêu cầu": why, with the anniversaries of the year, and how."""
    children = []
    for number, child in enumerate(part.children, 1):
        paragraphs = _purposes(child.feeds, scene)
        children.append(_lettered(str(number), child.heading, part.kind, paragraphs))
    if part.children:
        return Section(part.kind, label, part.heading, (), tuple(children))
    return _numbered(label, part, _purposes(part.feeds, scene))


def _purposes(feeds: Iterable[str], scene: Scene) -> list[Paragraph]:
    """The directive's own purposes that fit a commune, then ours up to the usual number."""
    out: list[Paragraph] = []
    for section in feeds:
        given = own_purposes(scene, section)
        stock = _stock((section,), scene)
        out += given + stock[: max(1, len(stock) - len(given))]
        if section == "muc-dich":
            out += anniversary_paragraphs(scene)
    return out


def solutions_section(
    part: FormPart, label: str, scene: Scene, carried: Iterable[Carried]
) -> Section:
    """ "Giải pháp, khen thưởng", with what the directive says of emulation work itself."""
    own = [
        paragraph(_with_open_name(sentence, scene), *c.grounds)
        for c in carried
        if c.topic == REWARDS
        for sentence in c.sentences
    ]
    children = []
    for number, child in enumerate(part.children or (part,), 1):
        paragraphs = _stock(child.feeds, scene)
        if "khen-thuong" in child.feeds:
            paragraphs = own + paragraphs
        children.append(_lettered(str(number), child.heading, child.kind, paragraphs))
    if not part.children:
        return replace(_numbered(label, part, _below(children)), kind=part.kind)
    return Section(part.kind, label, part.heading, (), tuple(children))


def _below(children: Iterable[Section]) -> list[Paragraph]:
    return [p for child in children for p in child.paragraphs]


def time_section(part: FormPart, label: str, scene: Scene) -> Section:
    """When the movement runs: the directive's window and its phases."""
    told = dated_frame(scene, "thoi-gian")
    paragraphs = [_window(scene), *_phases(scene), *told, *_reviews(scene)]
    return Section(part.kind, label, part.heading, tuple(paragraphs))


def organisation_section(part: FormPart, label: str, scene: Scene) -> Section:
    """Who does what by when: one item per body, the reports, the hamlets."""
    children: list[Section] = []
    standing = _standing_role(scene)
    for role in sorted(_ROLES, key=lambda role: role != standing):  # who leads comes first
        paragraphs = _tasks(role, scene)
        if role == standing:
            reports = _reports(scene)
            new = _not_said(dated_frame(scene, "bao-cao"), reports, scene)
            paragraphs += [*reports, *new]
        if role == "hamlets":
            paragraphs += dated_frame(scene, "giao-uoc")
        if paragraphs:
            number = str(len(children) + 1)
            children.append(Section(part.kind, number, "", (_joined(paragraphs),)))
    return Section(part.kind, label, part.heading, (), tuple(children))


# purpose


def _stock(feeds: Iterable[str], scene: Scene) -> list[Paragraph]:
    signed = bool(dated_frame(scene, "giao-uoc"))  # the day stands with the hamlets
    late = scene.on.month > _LAST_EARLY_MONTH
    out: list[Paragraph] = []
    for section in feeds:
        made = [
            (clause, p)
            for clause in scene.pick(section)
            if not (late and _EARLY.search(clause.text))
            and not (signed and clause.tag == "dang-ky")
            and (p := clause_paragraph(clause, scene)) is not None
        ]
        out += [p for _, p in _drawn(section, made, scene)]
    return out


_EARLY = re.compile(r"đầu năm|những tháng đầu")
_LAST_EARLY_MONTH = 3  # a plan of August asks for nothing "ngay từ đầu năm"
_ALWAYS = frozenset(
    {"giai-phap-dang-ky", "giai-phap-tuyen-truyen", "giai-phap-mo-hinh", "khen-dung-luc"}
)


def _drawn(
    section: str, made: list[tuple[Clause, Paragraph]], scene: Scene
) -> list[tuple[Clause, Paragraph]]:
    """As many as usual, chosen by a draw of the commune's own, in the order of the file."""
    few = (_FEW if scene.brief.directive is None else _FEW_BESIDE).get(section, 3)
    if section == "mo-dau-y-nghia":
        return made[:few]
    order = {c.id: at for at, c in enumerate(scene.clauses.drawn((c for c, _ in made), scene.seed))}
    ranked = sorted(made, key=lambda pair: (pair[0].id not in _ALWAYS, order[pair[0].id]))[:few]
    return [pair for pair in made if pair in ranked]


def anniversary_paragraphs(scene: Scene) -> list[Paragraph]:
    """The sentence on the anniversaries of the year; none in a year without."""
    keys = [scene.table.add(FactKind.DATE, words, ground) for words, ground in anniversaries(scene)]
    if not keys:
        return []
    text = "Lập thành tích thiết thực nhân dịp kỷ niệm " + "; ".join(keys) + "."
    return [Paragraph(text)]


def anniversaries(scene: Scene, most: int = 4) -> list[tuple[str, Ground]]:
    """Anniversaries to name: the directive's that fit the year, else the round national ones."""
    directive = scene.brief.directive
    named: list[tuple[str, Ground]] = []
    events: list[str] = []
    for anniversary in directive.anniversaries if directive else ():
        words = _FEAST.sub("", tidy(anniversary.text))
        new = not any(event in fold(words) for event in events)
        if _fits(anniversary, scene) and new:
            named.append(
                (words, Ground(GroundKind.DIRECTIVE, "ngày kỷ niệm", tidy(anniversary.text)))
            )
            events.append(fold(tidy(anniversary.event)))
    coming = scene.register.calendar.anniversaries(scene.year, scene.unit.province)
    rounds = [a for a in coming if a.round and _ahead(a, scene)]
    majors = [a for a in rounds if a.base.major]
    if directive is not None and not named:
        return []  # what the level above does not celebrate is not put in its mouth
    # A year without a great round day still has smaller ones.
    for a in majors or (rounds[:2] if not named else []):
        if not any(fold(a.base.event) in e or e in fold(a.base.event) for e in events):
            source = a.base.sources[0] if a.base.sources else ""
            named.append(
                (a.printed, Ground(GroundKind.REGISTER, f"ngày kỷ niệm {a.base.id}", source))
            )
    return named[:most]


def _ahead(anniversary: AnniversaryOf, scene: Scene) -> bool:
    """Whether the day is still to come; a day of which only the year is known is."""
    day = anniversary.base.exact
    return day is None or (scene.year, day.month, day.day) >= (
        scene.on.year,
        scene.on.month,
        scene.on.day,
    )


def _fits(anniversary: Anniversary, scene: Scene) -> bool:
    if scene.wording.upper_events.search(anniversary.text):
        return False
    if anniversary.arithmetic_ok is False:
        return False
    if anniversary.end is not None:
        return anniversary.end.year == scene.year
    return str(scene.year) in anniversary.text or anniversary.start is None


# time


def _window(scene: Scene) -> Paragraph:
    directive = scene.brief.directive
    time = directive.time if directive else None
    if time is not None and time.ends_on is not None and time.ends_on.year == scene.year:
        end = time.ends_on
        words = f"{end.day:02d}/{_month(end.month)}/{end.year}"
        ground = Ground(GroundKind.DIRECTIVE, "thời gian thi đua", time.end or words)
    else:
        words = f"31/12/{scene.year}"
        ground = Ground(GroundKind.COMPUTED, "ngày cuối của năm kế hoạch", f"năm {scene.year}")
    key = scene.table.add(FactKind.DATE, words, ground)
    kind = scene.brief.kind.printed.capitalize()
    launched = (
        "phát động thi đua" if scene.brief.kind is DocumentKind.LAUNCH else f"ban hành {kind}"
    )
    begin = launched
    if time is not None and time.starts_on is not None and time.starts_on.year == scene.year:
        first = time.starts_on
        words = f"{first.day:02d}/{_month(first.month)}/{first.year}"
        start = Ground(GroundKind.DIRECTIVE, "thời gian thi đua", time.start or words)
        begin = scene.table.add(FactKind.DATE, words, start)
    return paragraph(f"Từ ngày {begin} đến hết ngày {key}{_summing_up(scene)}.", ground)


_SUM_UP = re.compile(r";\s*(tháng[^.;]{0,30}\btổng kết[^.;]*)", re.IGNORECASE)


def _summing_up(scene: Scene) -> str:
    """When the level above sums the year up, if it says so behind its window."""
    directive = scene.brief.directive
    for item in items_of(directive, SectionKind.TIME) if directive else ():
        if found := _SUM_UP.search(tidy(whole(item))):
            return f"; {in_keys(found[1].strip(), scene, item_ground(item))}"
    return ""


def _month(month: int) -> str:
    # Months 1 and 2 take a leading zero, the others none (PLI-II.4b).
    return f"{month:02d}" if month < 3 else str(month)


def _reviews(scene: Scene) -> list[Paragraph]:
    found = (clause_paragraph(c, scene) for c in scene.pick("thoi-gian") if c.tag == "tong-ket")
    return [p for p in found if p is not None][:1]


def _phases(scene: Scene) -> list[Paragraph]:
    directive = scene.brief.directive
    if directive is None:
        return []
    out = []
    for item in items_of(directive, SectionKind.TIME):
        for sentence in _PHASE_BREAK.split(tidy(whole(item))):
            if _PHASE.search(sentence):
                sentence = f"{sentence[:1].upper()}{sentence[1:]}"
                words = scene.wording.localise(sentence.rstrip(".;"), scene.the_unit, scene.hamlets)
                ground = item_ground(item)
                out.append(paragraph(in_keys(words, scene, ground) + ".", ground, label="-"))
    return out


# rewards


def _with_open_name(text: str, scene: Scene) -> str:
    """A visible gap where the directive wants a name that the commune has not chosen yet."""
    told = next((s for s in scene.brief.statements if _not_chosen(s)), None)
    if told is None or "thi đua chuyên đề" not in text:
        return text
    ground = Ground(GroundKind.USER, f"lượt {told.turn}", told.text)
    key = scene.table.add(FactKind.PLACEHOLDER, "[tên đợt thi đua chuyên đề]", ground)
    return text.replace("thi đua chuyên đề", f"thi đua chuyên đề {key}", 1)


def _not_chosen(statement: Statement) -> bool:
    words = fold(statement.text)
    return "chưa chọn" in words and "chuyên đề" in words


# organisation


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


def _tasks(role: str, scene: Scene) -> list[Paragraph]:
    clauses = scene.pick("to-chuc", role=role)
    if scene.brief.directive is not None and role in _UNITED:
        clauses = tuple(clause for clause in clauses if clause.tag == "bien-phong")
        if role == _UNITED[0]:
            clauses = tuple(c for c in scene.pick("to-chuc") if c.tag == "cac-don-vi")
    bodies = ", ".join(bodies_of(_UNITED, scene))
    extra = {"bodies": f"{bodies[:1].upper()}{bodies[1:]}"}
    made = [clause_paragraph(clause, scene, extra) for clause in clauses]
    return [p for p in made if p is not None][:2]


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


def _report(text: str, ground: Ground, scene: Scene) -> Paragraph:
    clauses = [
        c for sentence in clauses_of(_LEAD.sub("", tidy(text))) for c in sentence if c.strip("./ ")
    ]
    words = "; ".join(
        _sent(scene.wording.localise(c.rstrip("./ "), scene.the_unit, scene.hamlets, upward=True))
        for c in clauses
    )
    keyed = in_keys(words, scene, ground)
    lead = "Chủ trì tham mưu, đôn đốc, tổng hợp; thực hiện đúng thời hạn cấp trên giao: "
    return paragraph(f"{lead}{keyed[:1].lower()}{keyed[1:]}.", ground)


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


def _numbered(label: str, part: FormPart, paragraphs: Iterable[Paragraph]) -> Section:
    """A part without headings below it: one numbered item a paragraph."""
    children = tuple(
        Section(part.kind, str(number), "", (replace(p, label=""),))
        for number, p in enumerate(paragraphs, 1)
    )
    return Section(part.kind, label, part.heading, (), children)


def _lettered(
    label: str, heading: str, kind: SectionKind, paragraphs: Iterable[Paragraph]
) -> Section:
    marked = tuple(
        Paragraph(p.text, p.grounds, p.uses, label=f"{LETTERS[at]})")
        for at, p in enumerate(paragraphs)
    )
    return Section(kind, label, heading, marked)
