"""Rendering: a document in, bytes or text out."""

from __future__ import annotations

from .html import to_html
from .text import to_text
from .word import to_docx

__all__ = ["to_docx", "to_html", "to_text"]
