"""Web pages (.html): blocks as lines, tables as tables; nothing is fetched, nothing run."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drafter.document.reading import RawText

from . import legacy
from .composing import Composer, tidy
from .limits import MAX_COLUMNS, MAX_ROWS, Progress, silent, unreadable
from .plain import decode

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BLOCKS = re.compile(
    r"p|div|li|h[1-6]|br|tr|table|section|article|blockquote|pre|ul|ol|dl|dt|dd|hr|header|footer|"
    r"main|form|fieldset|center|address|body"
)
_SKIPPED = re.compile(r"script|style|head|noscript|template|iframe|object|svg|nav")
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*[01](?:\.\d+)?(?:px|pt)?\s*(?:;|$)|"
    r"(?<!-)color\s*:\s*(?:white|#fff(?:fff)?)\b",
    re.IGNORECASE,
)
_MAX_DEPTH = 200
_QUOTE = 80


def read_html(data: bytes, name: str, progress: Progress = silent) -> RawText:
    """A web page as text. Raises ``UnreadableFile``."""
    from lxml import etree, html

    text, encoding = decode(data)
    parser = html.HTMLParser(
        no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise unreadable(
            f"damaged HTML: {error}",
            "Trang web lưu lại bị hỏng; đề nghị sao chép nội dung rồi dán vào khung chat.",
        ) from error
    page = _Page()
    page.walk(root, 0)
    page.flush()
    if not page.out.lines:
        raise unreadable("no text in HTML", "Trang web này không có chữ; đề nghị kiểm tra lại.")
    if page.hidden:
        quote = tidy(" … ".join(page.hidden))[:_QUOTE]
        page.out.warn("hidden-text", f"Tệp có chữ ẩn, không đưa vào nội dung: “{quote}”.")
    if encoding:
        page.out.warn("legacy-encoding", legacy.notice(encoding))
    progress(1, 1, "Đọc trang web")
    return page.out.raw(data, name, "html")


class _Page:
    """Collects the lines of a page in document order."""

    def __init__(self) -> None:
        self.out = Composer()
        self.hidden: list[str] = []
        self._pending = ""

    def flush(self) -> None:
        """End the line that is being collected."""
        self.out.line(self._pending)
        self._pending = ""

    def walk(self, node: HtmlElement, depth: int) -> None:
        """Add the text of ``node``, a table as a table."""
        tag = node.tag if isinstance(node.tag, str) else ""
        if depth > _MAX_DEPTH or not tag or _SKIPPED.fullmatch(tag):
            return
        if node.get("hidden") is not None or _HIDDEN.search(node.get("style", "")):
            self.hidden.append(str(node.text_content()))
            return
        if tag == "table" and self._table(node):
            return
        block = _BLOCKS.fullmatch(tag) is not None
        if block:
            self.flush()
        self._pending += node.text or ""
        for child in node:
            self.walk(child, depth + 1)
            self._pending += child.tail or ""
        if block:
            self.flush()
        elif tag in ("td", "th"):
            self._pending += " "

    def _table(self, table: HtmlElement) -> bool:
        """Add a table of data; a table that only places text is walked like any block."""
        rows = [r for r in table.iter("tr") if next(r.iterancestors("table")) is table]
        grid = _grid(rows[:MAX_ROWS])
        if len(grid) < 2 or max(map(len, grid)) < 3 or table.find(".//table") is not None:
            return False
        self.flush()
        self.out.table(grid)
        return True


def _grid(rows: list[HtmlElement]) -> list[list[str]]:
    """Rows of equal width, cells over several rows or columns repeated."""
    table: dict[tuple[int, int], str] = {}
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            if cell.tag not in ("td", "th"):
                continue
            while (number, column) in table:
                column += 1
            text = tidy(str(cell.text_content()))
            width, height = _span(cell, "colspan"), _span(cell, "rowspan")
            for y in range(number, min(number + height, len(rows))):
                for x in range(column, min(column + width, MAX_COLUMNS)):
                    table[y, x] = text
            column += width
    width = max((x for _, x in table), default=-1) + 1
    return [[table.get((y, x), "") for x in range(width)] for y in range(len(rows))]


def _span(cell: HtmlElement, name: str) -> int:
    text = cell.get(name, "1")
    return max(1, min(int(text), MAX_COLUMNS)) if text.isdigit() else 1
