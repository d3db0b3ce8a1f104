"""Rules on the head of the document: HD-, CQ-, SO-, DD-, TL-."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator

from drafter.document.layout import (
    FORMS,
    MOTTO,
    MOTTO_LINE,
    NATIONAL_NAME_FORMS,
    SHORT_LINE,
    Part,
)
from drafter.rendering.measure import break_lines, width_mm

from .finding import Finding, Severity
from .format_fault import Sheet, Wanted, deviations, fault
from .format_parts import KINDS, LOCAL_KINDS, Item, Parts, bare

_RATIO_TOLERANCE = 0.03
_NUMBER = re.compile(
    r"^Số:[ \u00a0]*(?P<so>\d+)?(?P<sp>[ \u00a0]*)/(?P<rest>(?P<kind>[A-ZĐ][A-Za-zĐđ]{0,3})"
    r"-(?P<body>[A-ZĐ0-9&.]+(?:-[A-ZĐ0-9&.]+)*))$"
)
_DATE = re.compile(
    r"^(?P<place>[^,]{1,60})(?P<comma>,?)[ \u00a0]+ngày[ \u00a0.…]+(?P<d>\d{1,2})?[ \u00a0.…]*"
    r"tháng[ \u00a0.…]+(?P<m>\d{1,2})?[ \u00a0.…]*năm[ \u00a0]+(?P<y>\d{4})(?P<end>\.?)$"
)
_UNIT_WORD = re.compile(r"^(XÃ|PHƯỜNG|ĐẶC KHU|THỊ TRẤN) (?P<name>.+)$")
_MAX_TITLE_LINES = 4


def check_head(sheet: Sheet) -> Iterator[Finding]:
    """All rules of this module that need no rendered page."""
    for check in (_nation, _motto, _issuer, _number, _date, _kind, _title):
        yield from check(sheet.parts)


def _form(part: Part, *, caps: bool | None = None, align: bool = True) -> Wanted:
    form = FORMS[part]
    return Wanted(form.sizes, form.bold, form.italic, form.align.value if align else None, caps)


def _looks(rule: str, item: Item, wanted: Wanted) -> Iterator[Finding]:
    told = deviations(item.form, wanted)
    if told:
        yield fault(rule, told, item)


def _nation(parts: Parts) -> Iterator[Finding]:
    item = parts.national
    if item is None:
        yield fault("HD-01", "không tìm thấy Quốc hiệu")
        return
    if item.text not in NATIONAL_NAME_FORMS:
        if item.text.upper() in NATIONAL_NAME_FORMS:
            yield fault("HD-02", "không in hoa", item)
            return
        yield fault("HD-01", f"“{item.text}”", item)
    yield from _looks("HD-02", item, _form(Part.NATIONAL_NAME))


def _motto(parts: Parts) -> Iterator[Finding]:
    item = parts.motto
    if item is None:
        yield fault("HD-04", "không tìm thấy Tiêu ngữ")
        return
    if item.text != MOTTO:
        yield fault("HD-04", f"“{item.text}”", item)
    yield from _looks("HD-05", item, _form(Part.MOTTO))
    lines = _lines_beside(parts, [item])
    if not lines:
        yield fault("HD-06", _instead(parts), item)
    else:
        ratio = lines[0] / _width(item)
        if not MOTTO_LINE.holds(ratio, _RATIO_TOLERANCE):
            yield fault("HD-06", f"đường kẻ dài {ratio:.0%} dòng chữ", item)
    yield from _single(parts)


def _single(parts: Parts) -> Iterator[Finding]:
    """National name and motto: single spacing, nothing between them (PLI-II.1c)."""
    first, second = parts.national, parts.motto
    if first is None or second is None:
        return
    wide = [i for i in (first, second) if i.form.spacing > 1.2]
    apart = second.index - first.index > 1 or first.form.after + second.form.before > 4
    if wide or apart:
        yield fault("HD-07", "giãn dòng rộng" if wide else "có khoảng trống ở giữa", second)


def _width(item: Item) -> float:
    """Width of the printed line, in millimetres."""
    return sum(
        width_mm(run.text.upper() if run.caps else run.text, run.size, bold=run.bold)
        for run in item.form.visible
    )


def _lines_beside(parts: Parts, items: list[Item]) -> list[float]:
    """Lengths of the lines that stand in the cell of ``items``, or below them."""
    cell, last = items[0].form.cell, items[-1].index
    first = items[0].index
    found = []
    for rule in parts.head_rules:
        same = rule.form.cell == cell if cell else rule.index >= first
        if same and rule.index >= first and rule.form.rule is not None:
            found.append((abs(rule.index - last), rule.form.rule))
    return [length for _, length in sorted(found)]


def _issuer(parts: Parts) -> Iterator[Finding]:
    if not parts.issuer:
        yield fault("CQ-01", "không tìm thấy tên cơ quan ban hành")
        return
    for item in parts.issuer:
        yield from _looks("CQ-01", item, _form(Part.ISSUER, caps=True))
    if parts.issuer[0].text.upper().startswith("UBND"):
        yield fault("CQ-02", f"“{parts.issuer[0].text}”", parts.issuer[0])
    if parts.parent is not None:
        yield from _looks("CQ-04", parts.parent, _form(Part.PARENT, caps=True))
        if bare(parts.issuer[0].text).startswith("uy ban nhan dan"):
            yield fault("CQ-03", f"“{parts.parent.text}”", parts.parent)
    lines = _lines_beside(parts, parts.issuer)
    widths = _printed_widths(parts.issuer)
    yield from _short_line("CQ-05", lines[0] if lines else None, widths, parts, parts.issuer[-1])
    yield from _same_place(parts)


def _printed_widths(items: list[Item]) -> list[float]:
    """Widths of the lines that ``items`` break into, in millimetres."""
    widths = []
    for item in items:
        runs = item.form.visible
        if not runs:
            continue
        room = item.form.width - item.form.left - item.form.right
        text = item.text.upper() if runs[0].caps else item.text
        for line in break_lines(text, runs[0].size, room, bold=runs[0].bold):
            widths.append(width_mm(line, runs[0].size, bold=runs[0].bold))
    return widths


def _instead(parts: Parts) -> str:
    return "gạch bằng ký tự thay cho đường kẻ" if parts.signs else "không có đường kẻ"


def _short_line(
    rule: str, length: float | None, widths: list[float], parts: Parts, item: Item
) -> Iterator[Finding]:
    """A line must be there; its length is held against every line of the text."""
    if length is None:
        yield fault(rule, _instead(parts), item)
        return
    if widths and not any(SHORT_LINE.holds(length / w, _RATIO_TOLERANCE) for w in widths):
        ratio = f"{length / max(widths):.0%} dòng chữ"
        yield fault(rule, f"đường kẻ dài {ratio}", item, Severity.WARNING)


def _same_place(parts: Parts) -> Iterator[Finding]:
    """The commune of the issuer is the commune of the place line."""
    unit = next((m for i in parts.issuer if (m := _UNIT_WORD.match(i.text.upper()))), None)
    date = _DATE.match(parts.date.text) if parts.date else None
    if unit is None or date is None or parts.date is None:
        return
    name, place = bare(unit["name"]), bare(date["place"])
    if place not in (name, bare(unit[0])):
        yield fault("CQ-06", f"“{unit[0]}” và “{date['place']}”", parts.date)
    elif place == bare(unit[0]) and _plain(unit["name"], parts):
        yield fault("DD-02", f"“{date['place']}”", parts.date)


def _plain(name: str, parts: Parts) -> bool:
    """Whether a name is no number. Names of persons and events keep the word too, and only a
    register could tell them, so only a wholly lower-case noun is held against the place line."""
    first = parts.date.text[:1] if parts.date else ""
    return not any(c.isdigit() for c in name) and first.islower()


def _number(parts: Parts) -> Iterator[Finding]:
    item = parts.number
    if item is None:
        yield fault("SO-01", "không tìm thấy dòng số, ký hiệu")
        return
    yield from _looks("SO-09", item, _form(Part.NUMBER))
    if re.search(r"/\s*(19|20)\d\d\s*/", item.text):
        yield fault("SO-07", f"“{item.text}”", item)
        return
    found = _NUMBER.match(item.text)
    if found is None or (found["so"] and found["sp"]):
        yield fault("SO-02", f"“{item.text}”", item)
        return
    if found["so"] and len(found["so"]) == 1:
        yield fault("SO-03", f"“{item.text}”", item)
    yield from _code(parts, item, found["kind"], found["body"])


def _code(parts: Parts, item: Item, kind: str, body: str) -> Iterator[Finding]:
    known = {**KINDS, **LOCAL_KINDS}
    if kind not in KINDS.values():
        yield fault("SO-05", f"“{kind}”", item)
    elif parts.kind_text in known and known[parts.kind_text] != kind:
        yield fault("SO-04", f"“{kind}” và “{parts.kind_text}”", item)
    committee = parts.issuer and bare(parts.issuer[0].text).startswith("uy ban nhan dan")
    if committee and not body.startswith("UBND"):
        yield fault("SO-06", f"“{body}”", item)


def _date(parts: Parts) -> Iterator[Finding]:
    item = parts.date
    if item is None:
        yield fault("DD-01", "không tìm thấy dòng địa danh, thời gian")
        return
    yield from _looks("DD-06", item, _form(Part.PLACE_DATE))
    found = _DATE.match(item.text)
    if found is None:
        yield fault("DD-01", f"“{item.text}”", item)
        return
    if not found["comma"] or found["end"]:
        yield fault("DD-08", f"“{item.text}”", item)
    day, month = found["d"], found["m"]
    if (day and len(day) == 1) or (month in ("1", "2")):
        yield fault("DD-03", f"“{item.text}”", item)
    if month and len(month) == 2 and month in {f"0{n}" for n in range(3, 10)}:
        yield fault("DD-04", f"“{item.text}”", item)
    if day and month and not _exists(int(day), int(month), int(found["y"])):
        yield fault("DD-05", f"“{item.text}”", item)


def _exists(day: int, month: int, year: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def _kind(parts: Parts) -> Iterator[Finding]:
    if parts.kind is None:
        yield fault("TL-01", "không tìm thấy tên loại")
        return
    if parts.kind_text in LOCAL_KINDS:
        yield fault("TL-01", f"“{parts.kind.text}”", parts.kind, Severity.WARNING)
    yield from _looks("TL-02", parts.kind, _form(Part.KIND, caps=True))


def _title(parts: Parts) -> Iterator[Finding]:
    if parts.kind is None:
        return
    if not parts.title:
        yield fault("TL-03", "không tìm thấy trích yếu", parts.kind)
        return
    for item in parts.title:
        yield from _looks("TL-03", item, _form(Part.TITLE, caps=False))
    text = " ".join(item.text for item in parts.title)
    if re.match(r"V/v\b", text, re.IGNORECASE):
        yield fault("TL-05", f"“{text[:40]}”", parts.title[0])
    widths = _printed_widths(parts.title)
    if len(widths) > _MAX_TITLE_LINES or text.endswith("."):
        yield fault("TL-06", f"{len(widths)} dòng", parts.title[0])
    if bare(text).startswith(bare(parts.kind_text)):
        yield fault("TL-07", f"“{text[:40]}”", parts.title[0])
    line = parts.title_rule.form.rule if parts.title_rule else None
    yield from _short_line("TL-04", line, widths, parts, parts.title[-1])
