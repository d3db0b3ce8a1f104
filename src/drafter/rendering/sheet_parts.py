"""The parts of the reviewer's sheet as tables, and how much of each fits on one page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from drafter.document.sheet import BasisLine, FindingLine, ReviewSheet, TargetLine

from .measure import MM_PER_POINT, break_lines, width_mm
from .printed import clean

WIDTH = 177.0  # millimetres of text on the sheet
HEIGHT = 273.0
SIZE = 9.5  # points, of the tables
SMALL = 8.5  # of the notice at the foot
_ROOM = 0.97  # of the height: a substitute font may be taller
_LEADING = MM_PER_POINT * 1.16
_LINE = SIZE * _LEADING
_CELL = 0.2  # millimetres of a row beyond its text
_PADDING = 2.7  # of a cell, both sides, and a little for bold words
_HEADING = 6.2
_TOP = 16.5  # title, verdict and the gaps around them
_SEVERITY = {"error": "Lỗi", "warning": "Cần xem", "info": "Lưu ý"}


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the sheet: heading, columns (width in mm, words), rows, rows that stand out.

    ``first`` are the rows in the order in which they are kept when room is short; ``shown`` how
    many are; ``weight`` how dear they are, ``least`` how few there may be.
    """

    heading: str
    widths: tuple[float, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    marked: frozenset[int] = frozenset()
    first: tuple[int, ...] = ()
    weight: float = 1.0
    least: int = 2
    shown: int = 10_000
    empty: str = ""
    inline: bool = False  # one running line instead of a table

    @property
    def kept(self) -> list[int]:
        """Places of the rows that are shown, in printed order."""
        order = self.first or tuple(range(len(self.rows)))
        return sorted(order[: self.shown])

    @property
    def left(self) -> int:
        """How many rows are not shown."""
        return max(0, len(self.rows) - self.shown)

    @property
    def running(self) -> str:
        """The rows that are shown as one sentence, the rest counted."""
        words = "; ".join(self.rows[at][0] for at in self.kept)
        rest = rest_words(self)
        return f"{words}; {rest}." if rest else f"{words}."

    def height(self) -> float:
        """Height in millimetres, as a word processor will set it."""
        if self.inline and self.rows:
            return _HEADING + _LINE * len(break_lines(self.running, SIZE, WIDTH))
        rows = [self.head] if any(self.head) and self.rows else []
        rows += [self.rows[at] for at in self.kept]
        more = _LINE if self.left or not self.rows else 0.0
        return _HEADING + more + sum(self._row(row) for row in rows)

    def _row(self, row: Sequence[str]) -> float:
        cells = zip(row, self.widths, strict=True)
        lines = max(len(break_lines(text, SIZE, width - _PADDING)) or 1 for text, width in cells)
        return lines * _LINE + _CELL


def blocks(sheet: ReviewSheet) -> list[Block]:
    """All parts of ``sheet``, whole, in the order in which a signer asks for them."""
    return [
        _floors(sheet),
        _met(sheet),
        _placeholders(sheet),
        _findings(sheet),
        _basis(sheet.basis),
        _targets(sheet),
        _left_out(sheet),
    ]


def fitted(sheet: ReviewSheet) -> list[Block]:
    """The parts shortened until they stand on one page together, the dearest rows last."""
    parts, fixed = blocks(sheet), _fixed(sheet)
    fitting = [replace(part, shown=len(part.rows)) for part in parts]
    heights = [part.height() for part in fitting]
    while sum(heights) + fixed > HEIGHT * _ROOM:
        longest = max(
            (i for i, part in enumerate(fitting) if part.shown > part.least),
            key=lambda i: fitting[i].shown / fitting[i].weight,
            default=None,
        )
        if longest is None:
            break
        fitting[longest] = replace(fitting[longest], shown=fitting[longest].shown - 1)
        heights[longest] = fitting[longest].height()
    return fitting


def _fixed(sheet: ReviewSheet) -> float:
    """Height of what is never shortened: title, verdict, notice."""
    above = [*subtitle(sheet), *verdict_lines(sheet)]
    lines = sum(len(break_lines(text, SIZE + 0.5, WIDTH - _PADDING)) for text in above)
    foot = len(break_lines(notice(sheet), SMALL, WIDTH))
    return _TOP + lines * (SIZE + 1.5) * _LEADING + foot * SMALL * _LEADING


def subtitle(sheet: ReviewSheet) -> tuple[str, str]:
    """The lines under the title: whose draft; which version, which day's law."""
    version = f"Bản số {sheet.version}. " if sheet.version else ""
    return (
        clean(f"{sheet.title} - {sheet.issuer}"),
        f"{version}Hiệu lực của căn cứ xét tại ngày {sheet.on:%d/%m/%Y}.",
    )


def verdict_lines(sheet: ReviewSheet) -> list[str]:
    """What stands in the box: why not, what is to be decided, which rules are off."""
    lines = []
    if sheet.reasons:
        lines.append(f"Lý do: {'; '.join(sheet.reasons)}.")
    if sheet.decisions:
        lines.append(f"Cần lãnh đạo quyết định: {'; '.join(sheet.decisions)}.")
    return [clean(line) for line in (*lines, *sheet.switched_off)]


def notice(sheet: ReviewSheet) -> str:
    """The line at the foot."""
    return clean(f"Về việc dùng phần mềm: {sheet.ai_notice}")


def rest_words(part: Block) -> str:
    """``và n mục nữa``, or nothing."""
    return f"và {part.left} mục nữa" if part.left and part.rows else ""


def cut(text: str, most: int) -> str:
    """``text`` on one line, ended at a word where it is longer than ``most`` characters."""
    text = clean(text).strip()
    if len(text) <= most:
        return text
    return f"{text[: most - 1].rsplit(' ', 1)[0].rstrip(' ,;.')}…"


def one_line(text: str, width: float) -> str:
    """``text`` cut so that it stands on one line of a column of ``width`` mm."""
    text = clean(text).strip()
    most = len(text)
    while most > 8 and width_mm(cut(text, most), SIZE, bold=True) > width - _PADDING:
        most -= 2
    return cut(text, most)


def _basis(lines: Sequence[BasisLine]) -> Block:
    rows = tuple((cut(line.text, 130), cut(line.says, 150)) for line in lines)
    marked = frozenset(i for i, line in enumerate(lines) if line.alive is False)
    first = _order(len(lines), sorted(marked))
    return Block(
        f"5. Căn cứ, viện dẫn ({len(rows)}) và hiệu lực", (94.0, WIDTH - 94), ("Văn bản", "Hiệu lực"),
        rows, marked, first, weight=3, least=3, empty="Dự thảo chưa viện dẫn văn bản nào.",
    )  # fmt: skip


def _floors(sheet: ReviewSheet) -> Block:
    papers = {f.place.partition(" của ")[2] for f in sheet.floors}
    paper = papers.pop() if len(papers) == 1 else ""
    rows = tuple(
        (
            cut(f.indicator, 75),
            f.own or "chưa có",
            f.assigned,
            cut(f.place.removesuffix(f" của {paper}"), 60),
        )
        for f in sheet.floors
    )
    where = f", theo {paper}" if paper else ""
    return Block(
        f"1. Chỉ tiêu dưới mức cấp trên giao ({len(rows)}{where})", (63.0, 40.0, 40.0, WIDTH - 143),
        ("Chỉ tiêu", "Của đơn vị", "Cấp trên giao", "Nơi giao"), rows, weight=4, least=4,
        empty="Không có, hoặc cấp trên không giao chỉ tiêu so sánh được.",
    )  # fmt: skip


def _met(sheet: ReviewSheet) -> Block:
    rows = tuple((f"{cut(m.indicator, 60)} {m.own} (giao {m.assigned})",) for m in sheet.met)
    return Block(
        f"2. Chỉ tiêu đã đối chiếu, đạt mức cấp trên giao ({len(rows)})", (WIDTH,), ("",), rows,
        weight=0.5, least=0, empty="Không có chỉ tiêu nào so sánh được.", inline=True,
    )  # fmt: skip


def _placeholders(sheet: ReviewSheet) -> Block:
    rows = tuple((cut(gap, 150),) for gap in sheet.placeholders)
    return Block(
        f"3. Chỗ còn để trống ({len(rows)})", (WIDTH,), ("",), rows, weight=1.5, least=3,
        empty="Không còn.", inline=True,
    )  # fmt: skip


def _findings(sheet: ReviewSheet) -> Block:
    lines = [line for line in sheet.findings if not line.told]
    rows = tuple((_SEVERITY[line.severity], _message(line)) for line in lines)
    counts = sheet.counts
    told = ", ".join(
        f"{counts[severity]} {word}"
        for severity, word in (("error", "lỗi"), ("warning", "cần xem"), ("info", "lưu ý"))
    )
    above = "; điểm đã nêu ở mục khác không nhắc lại" if len(lines) < len(sheet.findings) else ""
    return Block(
        f"4. Kết quả kiểm tra: {told}{above}", (17.0, WIDTH - 17), ("", ""), rows,
        frozenset(i for i, line in enumerate(lines) if line.severity == "error"),
        weight=2, least=3, empty="Không phát hiện vấn đề nào.",
    )  # fmt: skip


def _message(line: FindingLine) -> str:
    times = f" ({line.times} chỗ)" if line.times > 1 else ""
    return f"{cut(line.message, 190)}{times}"


def _targets(sheet: ReviewSheet) -> Block:
    lines = sheet.targets
    common = common_source(lines)
    rows = tuple(
        (one_line(t.indicator, 57), t.now or "[chưa có]", t.last_year or "–", t.change or "–",
         one_line(own_source(t, common), WIDTH - 161) or "–")
        for t in lines
    )  # fmt: skip
    under = {floor.indicator for floor in sheet.floors if floor.own}
    marked = [i for i, t in enumerate(lines) if t.worse or not t.now or t.indicator in under]
    source = f"; nguồn: {common}" if common else ""
    return Block(
        f"6. Chỉ tiêu ({len(rows)}{source}) so với năm trước", (57.0, 40.0, 42.0, 22.0, WIDTH - 161),
        ("Chỉ tiêu", "Năm nay", "Năm trước", "Thay đổi", "Nguồn"), rows,
        frozenset(i for i in marked if lines[i].worse or not lines[i].now),
        _order(len(lines), marked), weight=2.6, least=4, empty="Dự thảo chưa có chỉ tiêu.",
    )  # fmt: skip


def common_source(lines: Sequence[TargetLine]) -> str:
    """The file that every target comes from, if they all do."""
    files = {line.source.rpartition(", dòng ")[0] or line.source for line in lines}
    return files.pop() if len(files) == 1 else ""


def own_source(line: TargetLine, common: str) -> str:
    """The source of one target without the file that is named above the table."""
    return line.source.removeprefix(common).strip(" ,") or ("" if common else line.source)


def _left_out(sheet: ReviewSheet) -> Block:
    rows = tuple(
        (line.ref, f"“{one_line(line.quote, 69)}”", one_line(line.reason, WIDTH - 86))
        for line in sheet.left_out
    )
    return Block(
        f"7. Nội dung của cấp trên không đưa vào ({len(rows)})", (14.0, 72.0, WIDTH - 86),
        ("Mục", "Nội dung", "Lý do"), rows, weight=1.0, least=2, empty="Không có.",
    )  # fmt: skip


def _order(number: int, dear: Iterable[int]) -> tuple[int, ...]:
    """All places, the dear ones first."""
    first = list(dict.fromkeys(dear))
    return (*first, *(i for i in range(number) if i not in set(first)))
