"""Room in the plan: what the level above and the sheet fill leaves less for words of our own."""

from __future__ import annotations

from drafter.document.model import SectionKind

from .directive import items_of, whole
from .scene import Scene

_WORDS_OF_A_TARGET = 10
_FULL = 900  # words of requests and targets: with more, a plan of our usual words has nine pages
_SPARE = 450  # with fewer there is room to say of each request what is done for it
_WHEN_FULL, _USUAL, _WHEN_SPARE = 50, 80, 110


def is_full(scene: Scene) -> bool:
    """Whether the directive's contents and the commune's targets nearly fill eight pages."""
    return scene.brief.directive is not None and _asked(scene) > _FULL


def words_of_an_item(scene: Scene) -> int:
    """Words of an item of the contents from which no work is put behind its clauses."""
    asked = _asked(scene)
    if asked > _FULL:
        return _WHEN_FULL
    return _USUAL if asked > _SPARE else _WHEN_SPARE


def _asked(scene: Scene) -> int:
    directive = scene.brief.directive
    items = items_of(directive, SectionKind.CONTENTS) if directive else ()
    words = sum(len(whole(item).split()) for item in items)
    return words + _WORDS_OF_A_TARGET * len(scene.brief.targets)
