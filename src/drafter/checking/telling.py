"""What the official must be told before signing, beyond the rules on the text."""

from __future__ import annotations

from collections.abc import Iterator

from .case import Case
from .finding import Finding


def told_before_signing(case: Case) -> Iterator[Finding]:
    """Findings on what the draft rests on."""
    return iter(())
