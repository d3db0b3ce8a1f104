"""Words without diacritics, for comparing the labels of columns and headings."""

from __future__ import annotations

import unicodedata


def bare(text: str) -> str:
    """``text`` in lower case without diacritics, white space as single blanks."""
    letters = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    kept = "".join(c for c in letters if not unicodedata.combining(c))
    return " ".join(kept.split())
