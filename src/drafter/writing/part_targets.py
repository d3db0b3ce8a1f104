"""The part "Mục tiêu, chỉ tiêu": the commune's own figures, word for word, by group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from drafter.document.brief import Slot
from drafter.document.facts import FactKind, Ground, GroundKind, Group, Quantity, Target
from drafter.document.model import Paragraph, Section, SectionKind

from .phrase import clause_paragraph
from .scene import Scene, tidy

_HEADINGS = {
    Group.ECONOMY: "Về kinh tế",
    Group.SOCIETY: "Về văn hóa - xã hội",
    Group.RURAL: "Về xây dựng nông thôn mới",
    Group.ENVIRONMENT: "Về môi trường",
    Group.SECURITY: "Về quốc phòng, an ninh",
    Group.OTHER: "Chỉ tiêu khác",
}
_LETTERS = "abcdđeghiklm"
_UNIT_MISSING = "[đơn vị tính]"


def targets_section(label: str, heading: str, scene: Scene) -> Section:
    """The whole part, in keys."""
    general = [
        p
        for clause in scene.pick("muc-tieu")[:2]
        if (p := clause_paragraph(clause, scene)) is not None
    ]
    children = [Section(SectionKind.TARGETS, "1", "Mục tiêu chung", tuple(general))] if general else []
    number = str(len(children) + 1)
    groups = _groups(scene)
    children.append(Section(SectionKind.TARGETS, number, "Các chỉ tiêu chủ yếu", (), groups))
    return Section(SectionKind.TARGETS, label, heading, (), tuple(children))


def _groups(scene: Scene) -> tuple[Section, ...]:
    lines = _lines(scene)
    sections: list[Section] = []
    for group in Group:
        paragraphs = tuple(p for g, p in lines if g is group)
        if paragraphs:
            letter = _LETTERS[len(sections)]
            sections.append(Section(SectionKind.TARGETS, letter, _HEADINGS[group], paragraphs))
    return tuple(sections)


def _lines(scene: Scene) -> list[tuple[Group, Paragraph]]:
    if scene.brief.targets:
        return [
            (whole.group, _own(whole, parts, scene)) for whole, parts in wholes(scene.brief.targets)
        ]
    if scene.brief.previous is not None and scene.brief.previous.targets:
        return [(t.group, _to_confirm(t, scene)) for t in scene.brief.previous.targets]
    return [(group, _blank(name, scene)) for group, name in _USUAL]


def wholes(targets: Sequence[Target]) -> list[tuple[Target, list[Target]]]:
    """Targets with their parts, in printed order."""
    out: list[tuple[Target, list[Target]]] = []
    for target in targets:
        if target.parent and out and _same_whole(target.parent, out[-1][0]):
            out[-1][1].append(target)
        else:
            out.append((target, []))
    return out


def _same_whole(parent: str, whole: Target) -> bool:
    return parent.strip().lower() == whole.indicator.strip().lower()


def _own(whole: Target, parts: list[Target], scene: Scene) -> Paragraph:
    if whole.quantity is None and whole.last_year is not None and not parts:
        return _to_confirm(replace(whole, quantity=whole.last_year), scene)
    text = _fact(whole, scene)
    if parts:
        text += "; trong đó: " + "; ".join(_fact(_as_part(part), scene) for part in parts)
    return Paragraph(text + ".", (), label="-")


def _as_part(part: Target) -> Target:
    name = part.indicator.removeprefix("Trong đó:").removeprefix("trong đó:").strip(" -:")
    return replace(part, indicator=name[:1].lower() + name[1:])


def _fact(target: Target, scene: Scene) -> str:
    turn = scene.brief.turn_of(Slot.TARGETS) or 1
    ref = scene.brief.targets_source or f"lượt {turn}"
    where = f"{ref}, dòng {target.row}" if target.row else ref
    ground = Ground(GroundKind.TARGETS, where, target.text)
    return scene.table.add(FactKind.TARGET, target_words(target), ground, target.note or "")


def target_words(target: Target) -> str:
    """A target as one clause, figure and unit as the official gave them."""
    if target.quantity is None or target.quantity.value is None:
        return target.text.rstrip(" .;")
    figure = quantity_words(target.quantity)
    if figure in target.text and target.quantity.unit and ":" not in target.text:
        return target.text.rstrip(" .;")
    return f"{target.indicator.rstrip(' :')}: {figure}"


def quantity_words(quantity: Quantity) -> str:
    """Figure and unit as printed; a unit that was left blank becomes a visible placeholder."""
    written = quantity.written or (str(quantity.value) if quantity.value is not None else "")
    if quantity.unit is None:
        return f"{written} {_UNIT_MISSING}"
    unit = _SPELLED.get(quantity.unit.strip().lower(), quantity.unit.strip())
    return f"{written}{unit}" if unit.startswith("%") else f"{written} {unit}"


_SPELLED = {
    "trđ/ng/năm": "triệu đồng/người/năm",
    "trđ/người/năm": "triệu đồng/người/năm",
    "tr.đồng": "triệu đồng",
    "trđ": "triệu đồng",
    "tỷ đ": "tỷ đồng",
}


def _to_confirm(target: Target, scene: Scene) -> Paragraph:
    known = target.quantity is not None and target.quantity.value is not None
    last = quantity_words(target.quantity) if target.quantity and known else tidy(target.text)
    words = f"[chỉ tiêu cần xác nhận; năm trước: {last.rstrip(' .;')}]"
    ground = Ground(GroundKind.LAST_YEAR, "chỉ tiêu năm trước", target.text)
    name = target.indicator[:1].upper() + target.indicator[1:]
    return Paragraph(
        f"{name}: {scene.table.add(FactKind.PLACEHOLDER, words, ground)}.", (ground,), label="-"
    )


def _blank(name: str, scene: Scene) -> Paragraph:
    ground = Ground(GroundKind.FORM, "chỉ tiêu thường có")
    key = scene.table.add(FactKind.PLACEHOLDER, "[số liệu của xã]".replace("xã", scene.the_unit), ground)
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
