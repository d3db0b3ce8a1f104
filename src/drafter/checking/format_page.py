"""Rules that can only be judged on the rendered page."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.document.layout import MOTTO_LINE, SHORT_LINE, TEXT_WIDTH
from drafter.reading.page_layout import Fragment, PageLayout, Stroke

from .finding import Finding, Severity
from .format_fault import Sheet, fault
from .format_parts import Item, Parts, bare

_CENTRE = 1.5  # millimetres
_RATIO = 0.04
_NEAR = 9.0  # a line stands at most so far under its text
_LEVEL = 2.0
_SIGNING_ROOM = 20.0
_TELLING = 8  # letters
_TOP = 19.0  # the top margin ends here at the latest


def check_pages(sheet: Sheet, pages: tuple[PageLayout, ...]) -> Iterator[Finding]:
    """All rules of this module, on ``pages`` as rendered."""
    parts = sheet.parts
    yield from _nation(parts, pages[0])
    yield from _lines(parts, pages[0])
    yield from _level(parts, pages[0])
    yield from _title(parts, pages[0])
    yield from _numbers(sheet, pages)
    yield from _signature(parts, pages)


def _key(text: str) -> str:
    return bare(text).replace(" ", "")


def _long(fragment: Fragment) -> bool:
    """Whether a part of a text is long enough to be told by its words."""
    return len(_key(fragment.text)) >= _TELLING


def _find(page: PageLayout, item: Item | None) -> Fragment | None:
    """The fragment that prints ``item``, or its first line."""
    if item is None or not item.text:
        return None
    wanted = _key(item.text)
    exact = [f for f in page.fragments if _key(f.text) == wanted]
    first = [f for f in page.fragments if _long(f) and wanted.startswith(_key(f.text))]
    return next(iter(exact or first), None)


def _last_line(page: PageLayout, item: Item | None) -> Fragment | None:
    """The fragment that prints the last line of ``item``."""
    if item is None or not item.text:
        return None
    wanted = _key(item.text)
    found = [
        f
        for f in page.fragments
        if _key(f.text) == wanted or (_long(f) and wanted.endswith(_key(f.text)))
    ]
    return max(found, key=lambda f: f.bottom, default=None)


def _nation(parts: Parts, page: PageLayout) -> Iterator[Finding]:
    name, motto = _find(page, parts.national), _find(page, parts.motto)
    if parts.national is not None and (
        name is None or _key(name.text) != _key(parts.national.text) or name.middle < page.width / 2
    ):
        yield fault("HD-03", "bị ngắt dòng hoặc lệch trái", parts.national)
    elif name and motto and abs(name.middle - motto.middle) > _CENTRE:
        yield fault("HD-05", f"lệch {abs(name.middle - motto.middle):.0f} mm", parts.motto)


def _under(page: PageLayout, text: Fragment) -> Stroke | None:
    """The line right under ``text``."""
    near = [
        s
        for s in page.strokes
        if -1.0 <= s.at - text.bottom <= _NEAR
        and s.left < text.right
        and s.right > text.left
        and s.length < TEXT_WIDTH * 0.9
    ]
    return min(near, key=lambda s: s.at, default=None)


def _lines(parts: Parts, page: PageLayout) -> Iterator[Finding]:
    motto = _find(page, parts.motto)
    if motto and parts.motto:
        stroke = _under(page, motto)
        length = motto.right - motto.left
        if stroke is None:
            yield fault("HD-06", "không thấy đường kẻ trên trang in", parts.motto)
        elif not MOTTO_LINE.holds(stroke.length / length, _RATIO):
            yield fault("HD-06", f"đường kẻ dài {stroke.length / length:.0%} dòng chữ", parts.motto)
    for rule, items in (("CQ-05", parts.issuer), ("TL-04", parts.title)):
        if items:
            yield from _short_line(rule, items, page)


def _short_line(rule: str, items: list[Item], page: PageLayout) -> Iterator[Finding]:
    last = _last_line(page, items[-1])
    if last is None:
        return
    stroke = _under(page, last)
    if stroke is None:
        yield fault(rule, "không thấy đường kẻ trên trang in", items[-1])
        return
    lines = [f for f in page.fragments if any(_key(f.text) in _key(i.text) for i in items)]
    lines = [f for f in lines if len(f.text) > 3 and f.bottom <= last.bottom + 1]
    ratios = [stroke.length / (f.right - f.left) for f in (*lines, last)]
    off = abs(stroke.middle - last.middle)
    if not any(SHORT_LINE.holds(ratio, _RATIO) for ratio in ratios) or off > _CENTRE:
        told = f"đường kẻ dài {ratios[-1]:.0%} dòng chữ, lệch {off:.0f} mm"
        yield fault(rule, told, items[-1], Severity.WARNING)


def _level(parts: Parts, page: PageLayout) -> Iterator[Finding]:
    """Number under the issuer; place and date on its line, under the national name."""
    number, date = _find(page, parts.number), _last_line(page, parts.date)
    issuer, name = (
        _find(page, parts.issuer[0] if parts.issuer else None),
        _find(page, parts.national),
    )
    if number and issuer and abs(number.middle - issuer.middle) > _CENTRE:
        yield fault("SO-09", f"lệch {abs(number.middle - issuer.middle):.0f} mm", parts.number)
    if number and date and abs(number.bottom - date.bottom) > _LEVEL:
        yield fault("DD-06", "không cùng dòng với số, ký hiệu", parts.date)
    elif date and name and abs(date.middle - name.middle) > _CENTRE:
        yield fault("DD-06", f"lệch {abs(date.middle - name.middle):.0f} mm", parts.date)


def _title(parts: Parts, page: PageLayout) -> Iterator[Finding]:
    kind, title = _find(page, parts.kind), _find(page, parts.title[0] if parts.title else None)
    if kind and title and abs(kind.middle - title.middle) > _CENTRE:
        yield fault("TL-02", f"lệch {abs(kind.middle - title.middle):.0f} mm", parts.kind)


def _numbers(sheet: Sheet, pages: tuple[PageLayout, ...]) -> Iterator[Finding]:
    """Printed numbers are those of the pages; they start anew with every annex."""
    labels = {_key(a.label.text) for a in sheet.parts.annexes}
    number = 0
    for index, page in enumerate(pages):
        restarts = any(_key(f.text) in labels for f in page.fragments[:2])
        number = 1 if restarts or not index else number + 1
        shown = [f.text for f in page.fragments if f.bottom < _TOP and f.text.isdigit()]
        if number == 1 and shown:
            yield fault("PG-07" if not index else "PL-04", f"trang {index + 1} in số {shown[0]}")
        elif number > 1 and shown != [str(number)]:
            told = f"trang {index + 1} in số {shown[0]}" if shown else f"trang {index + 1} không số"
            yield fault("PG-08", told)
            return


def _signature(parts: Parts, pages: tuple[PageLayout, ...]) -> Iterator[Finding]:
    post = parts.authority[-1] if parts.authority else None
    for page in reversed(pages):
        signer, title = _find(page, parts.signer), _find(page, post)
        if parts.signer is None or signer is None:
            continue
        if title is None:
            yield fault("KY-08", "không cùng trang với chức vụ", parts.signer)
            return
        if abs(signer.middle - title.middle) > _CENTRE:
            yield fault("KY-08", f"lệch {abs(signer.middle - title.middle):.0f} mm", parts.signer)
        if signer.top - title.bottom < _SIGNING_ROOM:
            yield fault("KY-09", f"{signer.top - title.bottom:.0f} mm", parts.signer)
        yield from _label(parts, page)
        return


def _label(parts: Parts, page: PageLayout) -> Iterator[Finding]:
    label = _find(page, parts.label)
    first = _find(page, parts.authority[0] if parts.authority else None)
    if label is None or first is None:
        return
    if abs(label.top - first.top) > _LEVEL or label.left > page.width / 3:
        yield fault("NN-02", "không ngang hàng với quyền hạn", parts.label)
    above = [f for f in page.fragments if f.bottom < first.top + 1 and f.bottom > _TOP]
    if not above:
        yield fault("KY-10", "", parts.signer)
