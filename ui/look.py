"""How things look: one style sheet, and text that is shown and never interpreted."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from html import escape
from pathlib import Path

import streamlit as st

from drafter.document.brief import Brief

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
"""Media type of a Word file."""
_STYLE = Path(__file__).with_name("style.css").read_text(encoding="utf-8")
_MARKS = re.compile(r"([\\`*_{}\[\]()#+\-.!|~$<>:])")


def dress() -> None:
    """Put the style sheet on the page."""
    st.html(f"<style>{_STYLE}</style>")


def size() -> None:
    """The switch for large type; it stands in the address, so that a reload keeps it."""
    st.session_state.setdefault("large", st.query_params.get(_SIZE) == _LARGE)
    large = st.toggle("Chữ lớn", key="large")
    if large:
        st.query_params[_SIZE] = _LARGE
        st.html(f"<style>{_LARGE_STYLE}</style>")
    elif _SIZE in st.query_params:
        del st.query_params[_SIZE]


_SIZE, _LARGE = "chu", "lon"
_LARGE_STYLE = (
    "html { font-size: 19.5px !important; } "
    '[data-testid="stSidebarNavLink"] span { font-size: .83rem; } '
)


def kept_in_address() -> dict[str, str]:
    """What of the address goes with one to another page."""
    return {_SIZE: _LARGE} if st.query_params.get(_SIZE) == _LARGE else {}


def say(text: str, name: str = "said") -> None:
    """Show ``text`` as it stands: no Markdown, no HTML, line ends kept."""
    st.html(f'<div class="{name}">{escape(text)}</div>')


def label(text: str) -> str:
    """``text`` for a label, where Streamlit would read Markdown."""
    return _MARKS.sub(r"\\\1", text)


def box(kind: str, *lines: str) -> None:
    """A framed note; ``kind`` is error, warning, info or ok. The first line is its head."""
    head, *rest = [escape(line) for line in lines if line]
    body = "".join(f"<p>{line}</p>" for line in rest)
    st.html(f'<div class="box {kind}"><p class="boxhead">{head}</p>{body}</div>')


def rows(header: tuple[str, ...], table: Sequence[tuple[str, ...]], *, wrap: bool = False) -> None:
    """A plain table; the last column stays on one line unless ``wrap``."""
    top = "".join(f"<th>{escape(cell)}</th>" for cell in header)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in table
    )
    st.html(
        f'<div class="scroll"><table class="rows{" wrap" if wrap else ""}"><thead><tr>{top}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def file_name(brief: Brief) -> str:
    """A name for files without diacritics: ke-hoach-thi-dua-2027-xa-thien-cam."""
    words = f"{brief.kind.value} thi dua {brief.year} {brief.unit.full if brief.unit else ''}"
    bare = unicodedata.normalize("NFD", words.replace("đ", "d").replace("Đ", "D"))
    letters = "".join(c if c.isalnum() else "-" for c in bare if not unicodedata.combining(c))
    return "-".join(filter(None, letters.lower().split("-")))
