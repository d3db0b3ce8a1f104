"""Rules on paper, page numbers and fonts: PG-, FN-."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from drafter.document.layout import FONT, MARGINS, PAGE_HEIGHT, PAGE_WIDTH, Band
from drafter.reading.docx_format import SectionForm

from .finding import Finding
from .format_fault import LENGTH_TOLERANCE, Sheet, Wanted, deviations, fault
from .format_parts import Item

_PAPER_TOLERANCE = 0.5  # millimetres
_NUMBER = Wanted(Band(13, 14), bold=False, italic=False, align="center")
_LEGACY = re.compile(r"^\.?Vn|^VNI[-\s]|^\.VNTIME", re.IGNORECASE)
_MOJIBAKE = re.compile(r"Ã[\u0080-¿]|á»|Ä‘|Æ°|\ufffd")
_ONE_PAGE = 1800  # characters; one page holds no more beside letterhead and signature
_BLACK = ("auto", "000000", "black", "")


def check_sheet(sheet: Sheet) -> Iterator[Finding]:
    """All rules of this module."""
    # Sections made alike are told once.
    yield from dict.fromkeys(_paper(sheet))
    yield from _page_number(sheet)
    yield from _fonts(sheet)
    yield from _characters(sheet)


def _in_vietnamese(number: float) -> str:
    return f"{number:.1f}".replace(".", ",").removesuffix(",0")


def _paper(sheet: Sheet) -> Iterator[Finding]:
    sections = sheet.document.sections
    annexed = _annex_sections(sheet)
    first: dict[str, int] = {}
    for index, section in enumerate(sections):
        short, long = sorted((section.width, section.height))
        if abs(short - PAGE_WIDTH) > _PAPER_TOLERANCE or abs(long - PAGE_HEIGHT) > _PAPER_TOLERANCE:
            yield fault("PG-01", f"{_in_vietnamese(short)} × {_in_vietnamese(long)} mm")
        if section.width > section.height and index not in annexed and not _has_table(sheet, index):
            yield fault("PG-02", "trang ngang")
        yield from _margins(section)
        own = {m.side: round(section.margins[m.side]) for m in MARGINS}
        if index not in annexed:
            if first and own != first:
                yield fault("PG-04", f"phần {index + 1} khác phần đầu")
            first = first or own


def _margins(section: SectionForm) -> Iterator[Finding]:
    wrong = [
        f"{m.vietnamese} {_in_vietnamese(section.margins[m.side])} mm"
        for m in MARGINS
        if not m.band.holds(section.margins[m.side], LENGTH_TOLERANCE)
    ]
    if wrong:
        yield fault("PG-03", ", ".join(wrong))


def _annex_sections(sheet: Sheet) -> set[int]:
    labels = [annex.label.form.section for annex in sheet.parts.annexes]
    last = labels[0] if labels else len(sheet.document.sections)
    body = {i.form.section for i in sheet.parts.body}
    return set(range(last, len(sheet.document.sections))) - body


def _has_table(sheet: Sheet, section: int) -> bool:
    """Whether a section holds a table beside letterhead and signature."""
    ours = {
        item.form.cell.table
        for item in (sheet.parts.motto, sheet.parts.label)
        if item and item.form.cell
    }
    return any(
        p.section == section and p.cell and p.cell.table not in ours
        for p in sheet.document.paragraphs
    )


def _page_number(sheet: Sheet) -> Iterator[Finding]:
    """In the head of the page, from the second page on; one page alone needs none."""
    for section in sheet.document.sections[:1]:
        header = section.headers.get("default")
        if header is None or header.number is None:
            if not _several_pages(sheet):
                continue
            yield fault("PG-05", "không có số trang tự động ở đầu trang")
        else:
            yield from _number_form(section)
        first = section.headers.get("first")
        if header and header.number and not section.title_page:
            yield fault("PG-07", "trang đầu dùng chung đầu trang với các trang sau")
        elif section.title_page and first and first.number:
            yield fault("PG-07", "đầu trang thứ nhất có số trang")
        if any(footer.number for footer in section.footers.values()):
            yield fault("PG-09", "số trang ở chân trang")
    for annex in sheet.parts.annexes:
        yield from _annex_number(sheet, annex.label)


def _several_pages(sheet: Sheet) -> bool:
    if sheet.pages is not None:
        return sheet.pages > 1
    return sum(len(p.text) for p in sheet.document.paragraphs) > _ONE_PAGE


def _annex_number(sheet: Sheet, label: Item) -> Iterator[Finding]:
    section = sheet.document.sections[label.form.section]
    body = {i.form.section for i in sheet.parts.body}
    if label.form.section in body or section.start != 1:
        yield fault("PL-04", "số trang nối tiếp phần trước", label)


def _number_form(section: SectionForm) -> Iterator[Finding]:
    header = section.headers["default"]
    number = header.number
    if number is None:
        return
    wrong = [deviations(number, _NUMBER)]
    if section.number_format not in ("decimal", "") or header.number_format:
        wrong.append("không phải chữ số Ả Rập")
    told = ", ".join(filter(None, wrong))
    if told:
        yield fault("PG-06", told)


def _fonts(sheet: Sheet) -> Iterator[Finding]:
    """One finding for each font and colour that does not belong, at its first place."""
    fonts: dict[str, Item] = {}
    colours: dict[str, Item] = {}
    for item in _everything(sheet):
        for run in item.form.visible:
            for name in run.fonts:
                if name != FONT:
                    fonts.setdefault(name or "mặc định của Word", item)
            if run.color not in _BLACK:
                colours.setdefault(run.color, item)
    for name, item in fonts.items():
        legacy = _LEGACY.match(name)
        yield fault("FN-05" if legacy else "FN-01", f"phông {name}", item)
    for colour, item in colours.items():
        yield fault("FN-02", f"màu {colour}", item)
    yield from _underlines(sheet)


def _everything(sheet: Sheet) -> Iterator[Item]:
    for index, form in enumerate(sheet.document.paragraphs):
        yield Item(index, form)
    for section in sheet.document.sections:
        for header in (*section.headers.values(), *section.footers.values()):
            for form in header.paragraphs:
                yield Item(0, form)


def _underlines(sheet: Sheet) -> Iterator[Finding]:
    parts = sheet.parts
    for item in (parts.motto, *parts.issuer, *parts.title):
        if item and any(run.underline for run in item.form.visible):
            yield fault("FN-03", "chữ gạch chân", item)


def _characters(sheet: Sheet) -> Iterator[Finding]:
    for index, form in enumerate(sheet.document.paragraphs):
        if not unicodedata.is_normalized("NFC", form.text):
            yield fault("FN-04", "có chữ tổ hợp", Item(index, form))
            break
    for index, form in enumerate(sheet.document.paragraphs):
        if _MOJIBAKE.search(form.text):
            yield fault("FN-05", "chữ bị lỗi mã", Item(index, form))
            break
