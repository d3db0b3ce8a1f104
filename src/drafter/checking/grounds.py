"""The promise of the house: no fact in a draft without a ground."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.document.model import LaunchDocument

from .case import Case
from .finding import Finding


def ungrounded(document: LaunchDocument, case: Case) -> Iterator[Finding]:
    """Facts of the body that no use accounts for."""
    return iter(())
