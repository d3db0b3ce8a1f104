"""The part "Mục tiêu, chỉ tiêu": the commune's own figures, word for word, by group."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from drafter.document.facts import FactKind, Ground, GroundKind, Group, Target
from drafter.document.model import Layout, Paragraph, Section, SectionKind
from drafter.reading.vietnamese import fold

from .charge import follower
from .clauses import Clause
from .phrase import clause_paragraph
from .scene import Scene, tidy
from .target_words import own_ground, quantity_words, speaks_of, target_words, wholes

_HEADINGS = {
    Group.ECONOMY: "Về kinh tế",
    Group.SOCIETY: "Về văn hóa - xã hội",
    Group.RURAL: "Về xây dựng nông thôn mới",
    Group.ENVIRONMENT: "Về môi trường",
    Group.SECURITY: "Về quốc phòng, an ninh",
    Group.OTHER: "Chỉ tiêu khác",
}
_LETTERS = "abcdđeghiklm"


def targets_section(label: str, heading: str, scene: Scene) -> Section:
    """The whole part, in keys."""
    general = [
        p for clause in _general(scene) if (p := clause_paragraph(clause, scene)) is not None
    ]
    lines = _lines(scene)
    # Blanks to fill in, and last year's figures to confirm, stay lines.
    layout = Layout.TABLE if scene.brief.targets else Layout.LINES
    groups = _groups(lines, scene)
    if not general:
        numbered = tuple(replace(one, label=str(at)) for at, one in enumerate(groups, 1))
        return Section(SectionKind.TARGETS, label, heading, (), numbered, layout=layout)
    children = (
        Section(SectionKind.TARGETS, "1", "Mục tiêu chung", tuple(general)),
        Section(SectionKind.TARGETS, "2", "Các chỉ tiêu chủ yếu", (), groups, layout=layout),
    )
    return Section(SectionKind.TARGETS, label, heading, (), children)


_BY_THE_SHEET = "co-bang"


def _general(scene: Scene) -> tuple[Clause, ...]:
    """The general objective: that of the commune's own sheet where there is one."""
    clauses = scene.pick("muc-tieu")
    if scene.brief.targets:
        return tuple(clause for clause in clauses if clause.tag == _BY_THE_SHEET)[:1]
    plain = tuple(clause for clause in clauses if clause.tag != _BY_THE_SHEET)
    return plain[: 2 if scene.brief.directive is None else 1]


def _groups(lines: Sequence[_Line], scene: Scene) -> tuple[Section, ...]:
    """The targets by group, each with the body that follows it."""
    names = tuple(dict.fromkeys(line.group for line in lines))
    return tuple(
        Section(
            SectionKind.TARGETS,
            letter,
            name,
            tuple(
                replace(line.text, followed_by=_capital(line.target, scene))
                for line in lines
                if line.group == name
            ),
        )
        for letter, name in zip(_LETTERS, names, strict=False)
    )


def _capital(target: Target | None, scene: Scene) -> str:
    who = follower(target, scene) if target else ""
    return who if not who or who.startswith("[[") else f"{who[:1].upper()}{who[1:]}"


@dataclass(frozen=True, slots=True)
class _Line:
    """A target in print, with the name of its group; ``target`` only where the office gave it."""

    group: str
    text: Paragraph
    target: Target | None = None


def _lines(scene: Scene) -> list[_Line]:
    """Each target with the name of its group, groups in order."""
    if scene.brief.targets:
        pairs = wholes(scene.brief.targets)
        own = _own_names([whole for whole, _ in pairs], scene)
        usual = [_HEADINGS[whole.group] for whole, _ in pairs]
        made = [
            _Line(name, _own(*pair, scene), pair[0])
            for name, pair in zip(own or usual, pairs, strict=True)
        ]
        return made if own else _ordered(made)
    if former := _last_year(scene):
        last = [_Line(_HEADINGS[t.group], _to_confirm(t, scene)) for t in former]
        groups = {line.group for line in last}
        blank = [_Line(_HEADINGS[g], _blank(name, scene)) for g, name in _USUAL]
        return _ordered(last + [line for line in blank if line.group not in groups])
    return _ordered([_Line(_HEADINGS[group], _blank(name, scene)) for group, name in _USUAL])


def _ordered(lines: Sequence[_Line]) -> list[_Line]:
    """``lines`` in the usual order of groups."""
    order = list(_HEADINGS.values())
    return sorted(lines, key=lambda line: order.index(line.group))


_FEWEST_GROUPS, _MOST_GROUPS = 2, 7
_LEADING = re.compile(
    r"^(?:(?:nhóm|các)\s+)*(?:chỉ tiêu\s+)?(?:về\s+)?(?:lĩnh vực\s+)?", re.IGNORECASE
)


def _own_names(targets: Sequence[Target], scene: Scene) -> list[str]:
    """The sheet's own names of the groups, one for each target; empty where not all have one."""
    names = [_group_name(target.heading, scene) for target in targets]
    kinds = len(set(names))
    return names if all(names) and _FEWEST_GROUPS <= kinds <= _MOST_GROUPS else []


def _group_name(heading: str, scene: Scene) -> str:
    """ "A. KINH TẾ - XÃ HỘI" as "Về kinh tế - xã hội"; empty for a heading that is no name."""
    words = scene.register.indicators.spelled(tidy(heading)).strip(" .:;")
    if any(char.isdigit() for char in words):
        return ""
    words = _LEADING.sub("", words.lower() if words.isupper() else words)
    words = re.sub(r"\bđảng\b", "Đảng", words)
    return f"Về {words[:1].lower()}{words[1:]}" if words else ""


def _last_year(scene: Scene) -> list[Target]:
    """Last year's own targets whose names still hold; none from a paper of the level above."""
    previous = scene.brief.previous
    if previous is None or not (previous.header.level is None or previous.header.level.grassroots):
        return []
    gone = scene.register.bodies.abolished(scene.on)
    seen: dict[str, Target] = {}
    for target in previous.targets:
        if not any(rule.pattern.search(target.text) for rule in gone):
            seen.setdefault(fold(target.text), target)
    return list(seen.values())


def _own(whole: Target, parts: list[Target], scene: Scene) -> Paragraph:
    if whole.quantity is None and whole.last_year is not None and not parts:
        return _to_confirm(replace(whole, quantity=whole.last_year), scene)
    text = _fact(whole, scene)
    if parts:
        text += "; trong đó: " + "; ".join(_fact(_as_part(part), scene) for part in parts)
    return Paragraph(text + ".", (), label="-")


def _as_part(part: Target) -> Target:
    return replace(part, indicator=_part_name(part.indicator), text=_part_name(part.text))


def _part_name(words: str) -> str:
    name = words.removeprefix("Trong đó:").removeprefix("trong đó:").strip(" -:")
    # "OCOP", "BHYT" keep their capitals.
    return name if name[:2].isupper() else name[:1].lower() + name[1:]


def _fact(target: Target, scene: Scene) -> str:
    ground = own_ground(target, scene)
    words = scene.register.indicators.spelled(target_words(target))
    if target.indicator[:1].isupper():
        words = f"{words[:1].upper()}{words[1:]}"
    words += _bracketed(_remark(target), _progress(target))
    return scene.table.add(FactKind.TARGET, words, ground, target.note or "")


def _bracketed(*remarks: str) -> str:
    said = "; ".join(filter(None, remarks))
    return f" ({said})" if said else ""


def _progress(target: Target) -> str:
    """ "6 tháng: 48,3 tỷ đồng": from where a drive in the middle of a year starts."""
    if target.so_far is None:
        return ""
    return f"{target.so_far_in}: {quantity_words(target.so_far)}"


# What a sheet says of how a figure came about is for the office, not for the plan.
_FOR_OFFICE = re.compile(
    r"\b(?:chưa|chờ|hỏi|xem|kiểm|sửa|rà|đề nghị|ước|dự kiến|chuẩn|theo|so với|nguồn|số liệu|giao|nợ|năm|tin nhắn|"
    r"thấp|cao|không)\b|\?",
    re.IGNORECASE,
)
_MOST_REMARK = 8
_STANDARD = re.compile(
    r"(?:theo )?chuẩn (?:nghèo )?(?:mới|(?:giai đoạn )?20\d\d ?- ?20\d\d)", re.IGNORECASE
)


def _remark(target: Target) -> str:
    """The sheet's remark, where it says what the figure is: "(ba khía, tôm khô)"."""
    note = tidy(target.note or "").strip(" .;()")
    for_office = _FOR_OFFICE.search(note) and not _STANDARD.fullmatch(note)
    if not note or len(note.split()) > _MOST_REMARK or for_office:
        return ""
    return "" if fold(note) in fold(target.text) else note


_MOST_WOVEN = 2
_WEAVABLE = re.compile(
    r"^(?:Tỷ lệ|Tổng|Sản lượng|Diện tích|Thu nhập|Thu ngân sách|Giao quân|Doanh thu)"
)


def woven_targets(said: str, topic: str, scene: Scene) -> str:
    """ "; phấn đấu …" with the commune's own targets of ``topic``, at most two; else nothing.

    A target is woven in only where the sentence speaks of what it measures, and once.
    """
    words = fold(said)
    found = []
    for target in scene.brief.targets:
        known = scene.register.indicators.find(target.indicator)
        fits = known is not None and known.topic == topic and target.quantity is not None
        if (
            not fits
            or target.parent
            or not _WEAVABLE.match(target.indicator)
            or ": " in target_words(target)
        ):
            continue
        if known is not None and known.id not in scene.woven and speaks_of(words, target):
            scene.woven.add(known.id)
            found.append(_woven(target, scene))
    return f"; phấn đấu {', '.join(found[:_MOST_WOVEN])}" if found else ""


def _woven(target: Target, scene: Scene) -> str:
    words = target_words(target)
    return scene.table.add(
        FactKind.TARGET, f"{words[:1].lower()}{words[1:]}", own_ground(target, scene)
    )


def _to_confirm(target: Target, scene: Scene) -> Paragraph:
    known = target.quantity is not None and target.quantity.value is not None
    if not known and not any(char.isdigit() for char in target.text):
        return _quality_to_confirm(target, scene)
    last = quantity_words(target.quantity) if target.quantity and known else tidy(target.text)
    last = scene.wording.mended(last)
    words = f"[chỉ tiêu cần xác nhận; năm trước: {last.rstrip(' .;')}]"
    ground = Ground(GroundKind.LAST_YEAR, "chỉ tiêu năm trước", target.text)
    name = scene.wording.mended(_LAST_YEAR.sub("", target.indicator).strip())
    if len(name.split()) < 2:  # "Trồng" for "trồng 15 ha cây ăn quả"
        name = tidy(_LAST_YEAR.sub("", target.text).replace(last, "")).strip(" .;:") or name
    name = name[:1].upper() + name[1:]
    return Paragraph(
        f"{name}: {scene.table.add(FactKind.PLACEHOLDER, words, ground)}.", (ground,), label="-"
    )


def _quality_to_confirm(target: Target, scene: Scene) -> Paragraph:
    ground = Ground(GroundKind.LAST_YEAR, "chỉ tiêu năm trước", target.text)
    key = scene.table.add(FactKind.PLACEHOLDER, "[cần xác nhận, ghi theo năm trước]", ground)
    words = scene.wording.mended(tidy(target.text).strip(" .;-"))
    return Paragraph(f"{words[:1].upper()}{words[1:]} {key}.", (ground,), label="-")


_LAST_YEAR = re.compile(r"^(?:trong )?năm \d{4},?\s*", re.IGNORECASE)


def _blank(name: str, scene: Scene) -> Paragraph:
    ground = Ground(GroundKind.FORM, "chỉ tiêu thường có")
    key = scene.table.add(
        FactKind.PLACEHOLDER, "[số liệu của xã]".replace("xã", scene.the_unit), ground
    )
    return Paragraph(f"{name}: {key}.", (ground,), label="-")


_USUAL: tuple[tuple[Group, str], ...] = (
    (Group.ECONOMY, "Thu ngân sách trên địa bàn"),
    (Group.ECONOMY, "Thu nhập bình quân đầu người"),
    (Group.SOCIETY, "Tỷ lệ hộ nghèo đa chiều"),
    (Group.SOCIETY, "Tỷ lệ người dân tham gia bảo hiểm y tế"),
    (Group.SOCIETY, "Tỷ lệ lao động qua đào tạo"),
    (Group.SOCIETY, "Trường học đạt chuẩn quốc gia"),
    (Group.SOCIETY, "Tỷ lệ gia đình đạt danh hiệu Gia đình văn hóa"),
    (Group.SOCIETY, "Tỷ lệ hồ sơ thủ tục hành chính nộp trực tuyến"),
    (Group.ENVIRONMENT, "Tỷ lệ hộ sử dụng nước hợp vệ sinh"),
    (Group.ENVIRONMENT, "Tỷ lệ rác thải sinh hoạt được thu gom, xử lý"),
    (Group.SECURITY, "Chỉ tiêu giao quân"),
    (Group.SECURITY, "Giảm số vụ phạm pháp hình sự"),
)
