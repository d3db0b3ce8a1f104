"""Which paragraph of a .docx is which component, told by its words and its place.

Works on any office's file, so it leans on nothing of our own styles. A component that is not
there is empty or ``None``; whether that is a fault is for the rules to say.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from drafter.reading.docx_format import FormattedDocument, ParagraphForm

KINDS = {
    "NGHỊ QUYẾT": "NQ", "QUYẾT ĐỊNH": "QĐ", "CHỈ THỊ": "CT", "QUY CHẾ": "QC",
    "QUY ĐỊNH": "QyĐ", "THÔNG CÁO": "TC", "THÔNG BÁO": "TB", "HƯỚNG DẪN": "HD",
    "CHƯƠNG TRÌNH": "CTr", "KẾ HOẠCH": "KH", "PHƯƠNG ÁN": "PA", "ĐỀ ÁN": "ĐA", "DỰ ÁN": "DA",
    "BÁO CÁO": "BC", "BIÊN BẢN": "BB", "TỜ TRÌNH": "TTr", "HỢP ĐỒNG": "HĐ", "CÔNG ĐIỆN": "CĐ",
    "BẢN GHI NHỚ": "BGN", "BẢN THỎA THUẬN": "BTT", "GIẤY ỦY QUYỀN": "GUQ", "GIẤY MỜI": "GM",
    "GIẤY GIỚI THIỆU": "GGT", "GIẤY NGHỈ PHÉP": "GNP", "PHIẾU GỬI": "PG", "PHIẾU CHUYỂN": "PC",
    "PHIẾU BÁO": "PB",
}  # fmt: skip
LOCAL_KINDS = {"PHÁT ĐỘNG": "PĐ"}  # issued by some offices; not a type of Điều 7
_LAST_HEAD = 40  # the type stands within the first paragraphs
_MARKS = ("HỎA TỐC", "THƯỢNG KHẨN", "KHẨN", "MẬT", "TỐI MẬT", "TUYỆT MẬT")
_AUTHORITY = re.compile(
    r"^(T/?M|K/?T|T/?L|T/?U/?Q|Q)\s*\.?\s|^(PHÓ )?(CHỦ TỊCH|GIÁM ĐỐC|TRƯỞNG|CHÁNH)", re.IGNORECASE
)
_BODY_WORDS = ("ỦY BAN", "UBND", "SỞ ", "PHÒNG ", "VĂN PHÒNG", "BAN ", "TRUNG TÂM", "TRƯỜNG ")


def nfc(text: str) -> str:
    """``text`` in the composed normal form, blanks at its ends dropped."""
    return unicodedata.normalize("NFC", text).strip()


def bare(text: str) -> str:
    """Lower case without diacritics, blanks joined: to find what is misspelled or undertyped."""
    letters = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    plain = "".join(c for c in letters if not unicodedata.combining(c))
    return " ".join(plain.split())


@dataclass(frozen=True, slots=True)
class Item:
    """A paragraph and its running number in the file, from 0."""

    index: int
    form: ParagraphForm

    @property
    def text(self) -> str:
        """Its words, composed."""
        return nfc(self.form.text)


def drawn_with_signs(text: str) -> bool:
    """Whether a line is "drawn" with typed signs: ``_____``, ``-----``."""
    return re.fullmatch(r"[_\-–—=─*~. ]{3,}", text) is not None


@dataclass(frozen=True, slots=True)
class AnnexParts:
    """The head of an annex."""

    label: Item
    title: Item | None
    note: Item | None


@dataclass(slots=True)
class Parts:
    """The components found."""

    national: Item | None = None
    motto: Item | None = None
    parent: Item | None = None
    issuer: list[Item] = field(default_factory=list)
    number: Item | None = None
    date: Item | None = None
    kind: Item | None = None
    title: list[Item] = field(default_factory=list)
    basis: list[Item] = field(default_factory=list)
    body: list[Item] = field(default_factory=list)  # empty paragraphs included
    label: Item | None = None
    recipients: list[Item] = field(default_factory=list)
    authority: list[Item] = field(default_factory=list)
    signer: Item | None = None
    annexes: list[AnnexParts] = field(default_factory=list)
    head_rules: list[Item] = field(default_factory=list)  # paragraphs with a line, up to the type
    title_rule: Item | None = None
    signs: list[Item] = field(default_factory=list)  # typed signs instead of a line

    @property
    def kind_text(self) -> str:
        """Name of the type in capitals, empty where none was found."""
        return self.kind.text.upper() if self.kind else ""


def find_parts(document: FormattedDocument) -> Parts:
    """The components of ``document``."""
    items = [Item(i, form) for i, form in enumerate(document.paragraphs)]
    parts = Parts()
    head_end = _head(items, parts)
    body_start = _title(items, head_end, parts)
    foot_start = _foot_start(items, body_start)
    annex_start = _foot(items, foot_start, parts)
    parts.body = [i for i in items[body_start:foot_start] if i.form.cell is None]
    parts.basis = _basis(parts.body)
    parts.annexes = _annexes(items[annex_start:])
    return parts


def _head(items: list[Item], parts: Parts) -> int:
    """Fills the letterhead; the number of the first paragraph after it."""
    names = {**KINDS, **LOCAL_KINDS}
    for item in items[:_LAST_HEAD]:
        if item.text.upper() in names:
            parts.kind = item
            break
    end = parts.kind.index if parts.kind else _end_of_head(items)
    loose: list[Item] = []
    for item in items[:end]:
        if item.form.rule is not None:
            parts.head_rules.append(item)
        if drawn_with_signs(item.text):
            parts.signs.append(item)
        elif not item.form.empty and not _letterhead_line(item, parts):
            loose.append(item)
    _issuer([i for i in loose if i.text not in _MARKS], parts)
    return end + 1 if parts.kind else end


def _end_of_head(items: list[Item]) -> int:
    tables = [i.index for i in items[:_LAST_HEAD] if i.form.cell and i.form.cell.table == 0]
    return max(tables) + 1 if tables else 0


def _letterhead_line(item: Item, parts: Parts) -> bool:
    """Whether ``item`` is a line told by its words; if so it is put in its place."""
    words = bare(item.text)
    if sum(w in words for w in ("doc lap", "tu do", "hanh phuc")) >= 2:
        parts.motto = parts.motto or item
    elif "cong hoa" in words or ("chu nghia" in words and "viet nam" in words):
        parts.national = parts.national or item
    elif words.startswith("so") and ("/" in words or words.startswith("so:")):
        parts.number = parts.number or item
    elif "ngay" in words and "nam" in words:
        parts.date = parts.date or item
    else:
        return False
    return True


def _issuer(lines: list[Item], parts: Parts) -> None:
    if parts.motto is not None and parts.motto.form.cell is not None:
        column = parts.motto.form.cell.column
        lines = [i for i in lines if i.form.cell is None or i.form.cell.column != column]
    if len(lines) > 1 and _is_parent(lines[0].text.upper(), lines[1].text.upper()):
        parts.parent, lines = lines[0], lines[1:]
    parts.issuer = lines


def _is_parent(first: str, second: str) -> bool:
    """Whether ``first`` names another body than the one that begins with ``second``."""
    return first.startswith(_BODY_WORDS) and second.startswith(_BODY_WORDS)


def _title(items: list[Item], start: int, parts: Parts) -> int:
    """Fills the title; the number of the first paragraph of the body."""
    if parts.kind is None:
        text = (i.index for i in items[start:] if i.form.align == "both" and not i.form.cell)
        return next(text, start)
    at = start
    while at < len(items) and len(parts.title) < 6:
        item = items[at]
        if parts.title and not item.form.empty and item.form.align != "center":
            break
        at += 1
        if drawn_with_signs(item.text):
            parts.signs.append(item)
            break
        if not item.form.empty:
            parts.title.append(item)
        if item.form.rule is not None:
            parts.title_rule = item
            break
    return at


def _foot_start(items: list[Item], start: int) -> int:
    for item in items[start:]:
        if bare(item.text).startswith("noi nhan"):
            return _row_start(items, item)
    for item in items[start:]:
        text = item.text
        if item.form.cell is not None and text == text.upper() and _AUTHORITY.match(text):
            return _row_start(items, item)
    return len(items)


def _row_start(items: list[Item], item: Item) -> int:
    """The first paragraph of the table row ``item`` stands in, or of ``item`` itself."""
    cell = item.form.cell
    at = item.index
    while cell and at and (above := items[at - 1].form.cell) and above.table == cell.table:
        at -= 1
    return at


def _foot(items: list[Item], start: int, parts: Parts) -> int:
    """Fills recipients and signature; the number of the first paragraph after them."""
    if start >= len(items):
        return start
    table = items[start].form.cell
    foot = [
        i
        for i in items[start:]
        if (i.form.cell and table and i.form.cell.table == table.table) or not table
    ]
    visible = [i for i in foot if not i.form.empty and not _is_annex_label(i)]
    parts.label = next((i for i in visible if bare(i.text).startswith("noi nhan")), None)
    parts.recipients = [i for i in visible if _is_recipient(i, parts.label)]
    taken = {i.index for i in parts.recipients} | ({parts.label.index} if parts.label else set())
    signed = [i for i in visible if i.index not in taken]
    parts.authority = _authority(signed)
    last = parts.authority[-1].index if parts.authority else -1
    parts.signer = next((i for i in signed if i.index > last), None)
    return foot[-1].index + 1 if table else start + len(visible)


def _authority(signed: list[Item]) -> list[Item]:
    """The lines of authority and post: up to the last that names a post, whatever its letters.

    Lines in capitals after it are posts we do not know, save the last, which is the name.
    """
    posts = [n for n, item in enumerate(signed) if _AUTHORITY.match(item.text)]
    if not posts:
        return [i for i in signed if i.text == i.text.upper() and "[" not in i.text]
    end = posts[-1] + 1
    while end < len(signed) - 1 and signed[end].text == signed[end].text.upper():
        end += 1
    return signed[:end]


def _is_recipient(item: Item, label: Item | None) -> bool:
    if label is not None and label.form.cell is not None and item.form.cell is not None:
        same = item.form.cell.column == label.form.cell.column
        return same and item.index > label.index
    return item.text.startswith(("-", "–", "+"))


def _basis(body: list[Item]) -> list[Item]:
    """The consecutive opening paragraphs that give the basis, one each."""
    found: list[Item] = []
    for item in body:
        if item.form.empty:
            continue
        words = bare(item.text)
        opens = words.startswith("can cu ")
        closes = bool(found) and words.startswith(("theo de nghi", "xet de nghi"))
        if not (opens or closes):
            break
        found.append(item)
    # A single paragraph "Căn cứ …, Ủy ban … ban hành …:" is narrative, not a block.
    if len(found) == 1 and not found[0].text.endswith((";", ".")):
        return []
    return found


def _is_annex_label(item: Item) -> bool:
    return item.form.cell is None and bool(
        re.fullmatch(r"phu luc( [ivxlc\d]+)?", bare(item.text).rstrip(".:"))
    )


def _annexes(items: list[Item]) -> list[AnnexParts]:
    found = []
    for at, item in enumerate(items):
        if not _is_annex_label(item):
            continue
        rest = [i for i in items[at + 1 : at + 8] if not i.form.empty and i.form.cell is None]
        note = next((i for i in rest if bare(i.text).startswith("(kem theo")), None)
        title = rest[0] if rest and rest[0] is not note else None
        found.append(AnnexParts(item, title, note))
    return found
