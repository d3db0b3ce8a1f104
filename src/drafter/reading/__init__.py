"""Reading like a careful clerk: files and text in, nouns out.

Everything found keeps its text as written and its span in ``ReadDocument.text``; what is
ambiguous stays unresolved.
"""

from .citations import find_citations
from .files import read_bytes, read_file, read_targets_bytes
from .targets import find_targets
from .understand import read_text, understand

__all__ = [
    "find_citations",
    "find_targets",
    "read_bytes",
    "read_file",
    "read_targets_bytes",
    "read_text",
    "understand",
]
