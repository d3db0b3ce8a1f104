"""The reviewer's sheet for the screen: one self-contained page, nothing shortened for good."""

from __future__ import annotations

from html import escape

from drafter.document.sheet import ReviewSheet

from .sheet_parts import Block, fitted, notice, subtitle, verdict_lines

_STYLE = """
*{box-sizing:border-box}
body{margin:0;background:#e9ebee;color:#000;font:14px/1.35 "Times New Roman","Liberation Serif",serif}
main{max-width:210mm;margin:12px auto;padding:12mm 14mm;background:#fff;box-shadow:0 1px 6px rgba(0,0,0,.28)}
h1{font-size:20px;text-align:center;margin:0 0 2px}
.under{text-align:center;margin:0}
.under b{display:block}
.verdict{border:1px solid #000;text-align:center;padding:6px 10px;margin:8px 0 4px}
.verdict strong{display:block;font-size:17px}
.verdict p{margin:2px 0}
.no{background:#f8e3e0}.decide{background:#fbf1d9}.yes{background:#e4f1e4}
h2{font-size:15px;margin:12px 0 3px}
.wide{overflow-x:auto}
table{width:100%;border-collapse:collapse;font-size:13px}
th,td{border:1px solid #555;padding:1px 5px;text-align:left;vertical-align:middle}
th{background:#ededed}
tr.marked td{font-weight:bold}
summary{cursor:pointer;font-style:italic;padding:2px 0}
p{margin:0}
.notice{font-size:12px;font-style:italic;margin-top:12px}
@media (max-width:600px){main{margin:0;padding:14px 10px}}
"""


def to_sheet_html(sheet: ReviewSheet) -> str:
    """``sheet`` as an HTML page; what the paper leaves out opens under "và n mục nữa"."""
    first, second = map(escape, subtitle(sheet))
    parts = "".join(_block(part) for part in fitted(sheet))
    return (
        '<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Phiếu rà soát: {first}</title><style>{_STYLE}</style></head><body><main>"
        f'<h1>PHIẾU RÀ SOÁT DỰ THẢO</h1><p class="under"><b>{first}</b>{second}</p>'
        f"{_verdict(sheet)}{parts}"
        f'<p class="notice">{escape(notice(sheet))}</p></main></body></html>'
    )


def _verdict(sheet: ReviewSheet) -> str:
    kind = "no" if not sheet.ready else "decide" if sheet.decisions else "yes"
    lines = "".join(f"<p>{escape(line)}</p>" for line in verdict_lines(sheet))
    return f'<div class="verdict {kind}"><strong>{escape(sheet.verdict)}</strong>{lines}</div>'


def _block(part: Block) -> str:
    heading = f"<h2>{escape(part.heading)}</h2>"
    if not part.rows:
        return f"{heading}<p>{escape(part.empty)}</p>"
    kept = part.kept
    rest = [at for at in range(len(part.rows)) if at not in set(kept)]
    more = ""
    if rest:
        more = f"<details><summary>và {len(rest)} mục nữa</summary>{_rows(part, rest)}</details>"
    return f"{heading}{_rows(part, kept)}{more}"


def _rows(part: Block, places: list[int]) -> str:
    if part.inline:
        return f"<p>{escape('; '.join(part.rows[at][0] for at in places))}.</p>"
    widths = "".join(f'<col style="width:{width / sum(part.widths):.1%}">' for width in part.widths)
    head = "".join(f"<th>{escape(cell)}</th>" for cell in part.head)
    head = f"<thead><tr>{head}</tr></thead>" if any(part.head) else ""
    rows = "".join(_row(part, at) for at in places)
    return f'<div class="wide"><table><colgroup>{widths}</colgroup>{head}<tbody>{rows}</tbody></table></div>'


def _row(part: Block, at: int) -> str:
    marked = ' class="marked"' if at in part.marked else ""
    cells = "".join(f"<td>{escape(cell)}</td>" for cell in part.rows[at])
    return f"<tr{marked}>{cells}</tr>"
