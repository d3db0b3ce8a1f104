"""Title, basis, opening and closing sentences, recipients and signature of a plan.

None of this ever passes through a model.
"""

from __future__ import annotations

import re
from datetime import date

from drafter.document.brief import Slot
from drafter.document.facts import Citation, FactKind, Ground, GroundKind
from drafter.document.model import DocumentKind, Letterhead, Paragraph, SectionKind, Signature
from drafter.document.reading import Header, ReadDocument
from drafter.reading.vietnamese import fold
from drafter.register.basis import BasisEntry, Place

from .cascade import paragraph
from .directive import outline
from .phrase import Unfilled, hamlets_word, phrase
from .scene import Scene, tidy

_ORDINARY = "thực hiện thắng lợi nhiệm vụ phát triển kinh tế - xã hội, bảo đảm quốc phòng, an ninh"
_HOME_AFFAIRS = "TM. ỦY BAN NHÂN DÂN"


def letterhead(scene: Scene) -> Letterhead:
    """The head with number, day and month left blank: they are given after signing (Điều 15)."""
    unit = scene.unit
    issuer = ("ỦY BAN NHÂN DÂN", unit.full.upper())
    code = f"{scene.brief.kind.code}-UBND"
    return Letterhead(issuer, code, unit.place, scene.on.year)


def title(scene: Scene) -> str:
    """Trích yếu: the directive's subject made our own, with the plan year."""
    directive = scene.brief.directive
    subject = fold(directive.header.title or "") if directive else ""
    if campaign := _campaign(scene):
        return f"Phát động {campaign}"
    if "yêu nước" in subject or (not subject and scene.two_tier):
        words = "phong trào thi đua yêu nước"
    elif subject and "nhiệm vụ" not in subject:
        words = "phong trào thi đua"  # as plain as the directive names it
    else:
        words = f"phong trào thi đua {_ORDINARY}"
    lead = "Về việc phát động" if scene.brief.kind is DocumentKind.DIRECTIVE else "Phát động"
    if scene.brief.kind is DocumentKind.LAUNCH:
        return f"{words[:1].upper()}{words[1:]} năm {scene.year}"
    return f"{lead} {words} năm {scene.year}"


_CAMPAIGN = re.compile(r"đợt thi đua (?!yêu nước)[^,;.“]{4,80}$")


def _campaign(scene: Scene) -> str:
    """ "đợt thi đua cao điểm những tháng cuối năm 2025", where the directive launches no more."""
    directive = scene.brief.directive
    found = _CAMPAIGN.search(tidy(directive.header.title or "")) if directive else None
    plain = scene.brief.kind is DocumentKind.PLAN and found and str(scene.year) in found[0]
    return found[0] if found and plain else ""


def basis(scene: Scene) -> tuple[Paragraph, ...]:
    """The "Căn cứ" lines: law in force that day and the commune's own resolution (PLI-II.6a)."""
    given = [
        (_cite(entry, scene), _register_ground(entry))
        for entry in (*basis_entries(scene), *_asked_for(scene))
        if entry.places[0] is Place.BASIS
    ]
    if Slot.RESOLUTION not in scene.brief.absent:
        given.append(_resolution(scene))
    last = len(given) - 1
    return tuple(
        paragraph(f"Căn cứ {text}{'.' if at == last else ';'}", ground)
        for at, (text, ground) in enumerate(given)
    )


def basis_entries(scene: Scene) -> tuple[BasisEntry, ...]:
    """Confirmed instruments that every plan of this kind, level, day and year rests on."""
    found = scene.register.instruments.basis(
        scene.brief.kind, scene.unit.level, scene.on, scene.year
    )
    return tuple(entry for entry in found.entries if entry.confirmed and entry.needed)


def opening(scene: Scene) -> tuple[Paragraph, ...]:
    """The sentence that names what is carried out and launches the movement, with the theme."""
    superior, ground = superior_document(scene)
    issuer = scene.table.add(FactKind.UNIT, f"Ủy ban nhân dân {scene.unit.full}", scene.unit_ground)
    year = scene.table.add(FactKind.DATE, f"năm {scene.year}", scene.year_ground)
    subject = fold(title(scene))
    plain = "phong trào thi đua yêu nước" if "yêu nước" in subject else "phong trào thi đua"
    what = _campaign(scene) or f"{plain} năm"
    what = what.replace(f"năm {scene.year}", "").removesuffix(" năm").strip()
    launch = f"phát động {what} {year} với chủ đề {theme(scene)}"
    if scene.brief.kind is DocumentKind.DIRECTIVE:
        whom = f"các cơ quan, đơn vị, trường học và các {scene.hamlets or hamlets_word(scene.unit.level)}"
        act = f"Chủ tịch {issuer} {launch}, yêu cầu {whom} thực hiện các nội dung sau:"
    elif scene.brief.kind is DocumentKind.LAUNCH:
        act = f"{issuer} {launch}, cụ thể như sau:"
    else:
        act = f"{issuer} ban hành Kế hoạch {launch}, cụ thể như sau:"
    orders = _orders(scene)
    cited = "".join(f"{_cite(entry, scene)}; " for entry in orders)
    grounds = (_register_ground(entry) for entry in orders)
    return (paragraph(f"Thực hiện {cited}{superior}, {act}", ground, *grounds),)


def _orders(scene: Scene) -> list[BasisEntry]:
    """The Party and Government directives on emulation that the plan carries out too."""
    entries = (
        e for e in basis_entries(scene) if e.places[0] is not Place.BASIS and not _outdone(e, scene)
    )
    return [*entries, *(e for e in _asked_for(scene) if _is_order(e.instrument.number))]


def _asked_for(scene: Scene) -> list[BasisEntry]:
    """Instruments on emulation that the directive itself rests on, beside the needed ones."""
    directive = scene.brief.directive
    cited = {c.number for c in directive.citations} if directive else set()
    found = scene.register.instruments.basis(
        scene.brief.kind, scene.unit.level, scene.on, scene.year
    )
    offered = (e for e in found.entries if e.confirmed and not e.needed)
    return [e for e in offered if e.instrument.number and e.instrument.number in cited]


def _is_order(number: str | None) -> bool:
    return (number or "").endswith("/CT-TTg")


def _outdone(entry: BasisEntry, scene: Scene) -> bool:
    """Whether the directive carries out another order of the same issuer than ``entry``."""
    number = entry.instrument.number or ""
    directive = scene.brief.directive
    if directive is None or not _is_order(number):
        return False
    cited = {c.number for c in directive.citations if _is_order(c.number)}
    return bool(cited) and number not in cited


def theme(scene: Scene) -> str:
    """The theme in quotation marks as a key: told, else the directive's, else a placeholder."""
    told = scene.brief.theme
    directive = scene.brief.directive
    if told:
        ground = Ground(GroundKind.USER, f"lượt {scene.brief.turn_of(Slot.THEME) or 1}", told)
        return scene.table.add(FactKind.THEME, f"“{told}”", ground)
    if directive is not None and directive.header.theme:
        words = tidy(directive.header.theme)
        return scene.table.add(
            FactKind.THEME, f"“{words}”", Ground(GroundKind.DIRECTIVE, "chủ đề", words)
        )
    if directive is not None and (words := _theme_of_section(directive)):
        ground = Ground(GroundKind.DIRECTIVE, "mục chủ đề", words)
        return scene.table.add(FactKind.THEME, f"“{words}”", ground)
    words = f"[chủ đề thi đua năm {scene.year}]"
    return scene.table.add(FactKind.PLACEHOLDER, words, Ground(GroundKind.FORM, "chủ đề"))


def _theme_of_section(directive: ReadDocument) -> str:
    """The quoted theme of a section of its own ("II. CHỦ ĐỀ"), else nothing."""
    for node in outline(directive):
        quoted = _QUOTED_THEME.search(node.text) if node.kind is SectionKind.THEME else None
        if quoted:
            return tidy(quoted[1])
    return ""


_QUOTED_THEME = re.compile(r"[“\"]([^”\"]{8,200})[”\"]")


def superior_document(scene: Scene) -> tuple[str, Ground]:
    """Full citation of the directive as a key, with what is blank in it as a placeholder."""
    directive = scene.brief.directive
    if directive is None:
        words = (
            f"[số, ngày, trích yếu văn bản phát động thi đua năm {scene.year} của {_above(scene)}]"
        )
        ground = Ground(GroundKind.FORM, "văn bản của cấp trên")
        return scene.table.add(FactKind.PLACEHOLDER, words, ground), ground
    words = directive_citation(directive)
    ground = Ground(GroundKind.DIRECTIVE, "phần đầu văn bản", words)
    kind = FactKind.CITATION if "[" not in words else FactKind.PLACEHOLDER
    return scene.table.add(kind, words, ground), ground


def directive_citation(directive: ReadDocument) -> str:
    """Kind, number, date, issuer and title of a read document, blanks as ``[số]``, ``[ngày]``."""
    head = directive.header
    kind = (head.doc_type or "văn bản").strip().capitalize()
    number = f"số {head.number or '[số]'}{'/' + head.code if head.code else ''}"
    issuer = _issuer(head)
    subject = _subject(head.title or "")
    return tidy(f"{kind} {number} ngày {_date(head)} của {issuer}{subject}")


def _date(head: Header) -> str:
    day = head.date
    if day.exact is not None:
        return long_date(day.exact)
    month = f"{day.month:02d}" if day.month else "[tháng]"
    return f"{day.day or '[ngày]'} tháng {month} năm {day.year or '[năm]'}"


def long_date(day: date) -> str:
    """A date in words as documents print it (PLI-II.4b): 07 tháng 4 năm 2014."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{day.day:02d} tháng {month} năm {day.year}"


def _issuer(head: Header) -> str:
    issuer = head.issuer or "[cơ quan ban hành]"
    # A chỉ thị signed "CHỦ TỊCH" without "TM." is the chairman's own (Điều 13).
    own = (head.doc_type or "").upper() == "CHỈ THỊ" and (
        head.signer_role or ""
    ).upper() == "CHỦ TỊCH"
    if own and not head.signer_authority and not fold(issuer).startswith("chủ tịch"):
        return f"Chủ tịch {issuer}"
    return issuer


def _subject(words: str) -> str:
    words = tidy(words)
    if not words:
        return ""
    lead = fold(words)
    words = words[:1].lower() + words[1:]
    return f" {words}" if lead.startswith("về ") else f" về {words}"


def _above(scene: Scene) -> str:
    return f"Ủy ban nhân dân {scene.unit.parent}"


def _cite(entry: BasisEntry, scene: Scene) -> str:
    return scene.table.add(FactKind.CITATION, entry.full, _register_ground(entry), entry.why)


def _register_ground(entry: BasisEntry) -> Ground:
    return Ground(GroundKind.REGISTER, entry.instrument.id, entry.why)


def _resolution(scene: Scene) -> tuple[str, Ground]:
    told = scene.brief.resolution
    if told is not None and told.number:
        turn = scene.brief.turn_of(Slot.RESOLUTION) or 1
        ground = Ground(GroundKind.USER, f"lượt {turn}", told.text)
        return scene.table.add(FactKind.CITATION, _resolution_words(told, scene), ground), ground
    ground = Ground(GroundKind.FORM, "nghị quyết của HĐND cùng cấp")
    words = (
        f"Nghị quyết số [số]/NQ-HĐND ngày [ngày] của Hội đồng nhân dân {scene.unit.full} "
        "[trích yếu]"
    )
    return scene.table.add(FactKind.PLACEHOLDER, words, ground), ground


def _resolution_words(told: Citation, scene: Scene) -> str:
    day = f" ngày {long_date(told.issued_on)}" if told.issued_on else " ngày [ngày]"
    words = f"Nghị quyết số {told.number}{day} của Hội đồng nhân dân {scene.unit.full}"
    subject = tidy(told.title or "")
    if not subject:  # what nobody told is not made up, not even a likely title
        return words
    return f"{words} {subject if fold(subject).startswith('về ') else f'về {subject}'}"


def closing(scene: Scene) -> tuple[Paragraph, ...]:
    """The closing words, ending with the mark "./." (Phụ lục III)."""
    form = scene.clauses.form(scene.brief.kind)
    # A plan closes with who answers questions; only a launch ("phát động") calls on people.
    launch = scene.brief.kind is DocumentKind.LAUNCH
    appeals = [c.text for c in scene.pick("loi-keu-goi")[:1]] if launch else []
    texts = [*form.closing[:1], *appeals]
    out = []
    for text in texts:
        try:
            out.append(phrase(text, scene))
        except Unfilled:
            continue
    ground = Ground(GroundKind.FORM, "phần kết")
    marked = [
        f"{text.rstrip('. ')}{form.end_mark if at == len(out) - 1 else '.'}"
        for at, text in enumerate(out)
    ]
    return tuple(paragraph(text, ground) for text in marked)


def recipients(scene: Scene) -> tuple[str, ...]:
    """Lines of "Nơi nhận" in plain words: superiors, own leaders, those given tasks, archive."""
    extra = {"drafter_code": _archive(scene)}
    lines = [
        phrase(line.line, scene, extra)
        for line in scene.clauses.recipients(scene.brief.kind, scene.unit.level, scene.on)
        if all(need in scene.facets for need in line.needs)
    ]
    return tuple(dict.fromkeys(lines))


def _archive(scene: Scene) -> str:
    told = fold(scene.brief.drafter_unit or "")
    if "văn phòng" in told or not (told or scene.two_tier):
        return ", VP"
    return ", VHXH"


def signature(scene: Scene) -> Signature:
    """Authority and post by the form (Điều 13), the name only when the official gave it."""
    form = scene.clauses.form(scene.brief.kind)
    signer = scene.brief.signer
    if signer is None:
        return Signature(form.signing.chairman, None)
    lines = signer.lines or form.signing.chairman
    if form.signing.chairman[0] != _HOME_AFFAIRS:
        lines = tuple(line for line in lines if line != _HOME_AFFAIRS) or form.signing.chairman
    return Signature(lines, signer.name)
