"""Rendering: a document in, bytes or text out."""

from __future__ import annotations

from .earlier import Earlier
from .html import to_html
from .pdf import page_pictures, to_pdf
from .reread import reread
from .review import to_review_docx
from .sheet import to_sheet_docx
from .sheet_html import to_sheet_html
from .template import Template, read_template
from .template_sample import sample_template
from .text import to_text
from .word import to_docx

__all__ = [
    "Earlier",
    "Template",
    "page_pictures",
    "read_template",
    "reread",
    "sample_template",
    "to_docx",
    "to_html",
    "to_pdf",
    "to_review_docx",
    "to_sheet_docx",
    "to_sheet_html",
    "to_text",
]
