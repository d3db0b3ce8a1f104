"""Room in the plan: what the level above and the sheet fill leaves less for words of our own."""

from __future__ import annotations

from drafter.document.model import SectionKind

from .directive import items_of, whole
from .scene import Scene

_WORDS_OF_A_TARGET = 10
_MOST_WORDS = 900  # of requests and targets: with more, a plan of our usual words has nine pages


def is_full(scene: Scene) -> bool:
    """Whether the directive's contents and the commune's targets nearly fill eight pages."""
    directive = scene.brief.directive
    if directive is None:
        return False
    asked = sum(len(whole(item).split()) for item in items_of(directive, SectionKind.CONTENTS))
    return asked + _WORDS_OF_A_TARGET * len(scene.brief.targets) > _MOST_WORDS
