"""What of a Word text a reader of the printed page can see, and in which old font.

White, tiny and hidden runs are not part of the document that was signed; they are left out
and reported. Formatting is looked up as Word does: run, character style, paragraph style,
document defaults (ECMA-376 Part 1, 17.7.2).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .ooxml import W

if TYPE_CHECKING:
    from lxml.etree import _Element

_TINY_HALF_POINTS = 8  # 4 points: cannot be read on paper
_OFF = {"0", "false", "off", "none"}
_MAX_CHAIN = 20


class Look:
    """Formatting lookup over the styles of one document."""

    def __init__(self, styles: _Element | None) -> None:
        self._styles: dict[str, _Element] = {}
        self._defaults: list[_Element] = []
        self._normal: str | None = None
        if styles is None:
            return
        for style in styles.iter(f"{W}style"):
            self._styles[style.get(f"{W}styleId", "")] = style
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") == "1":
                self._normal = style.get(f"{W}styleId")
        self._defaults = list(styles.iterfind(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))

    def chain(self, name: str | None) -> Iterator[_Element]:
        """The style ``name`` and the styles it is based on."""
        for _ in range(_MAX_CHAIN):
            style = self._styles.get(name or "")
            if style is None:
                return
            yield style
            based = style.find(f"{W}basedOn")
            name = None if based is None else based.get(f"{W}val")

    def paragraph_style(self, paragraph: _Element) -> str | None:
        """Style id of a paragraph, the default style where none is named."""
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        return self._normal if style is None else style.get(f"{W}val")

    def _properties(self, run: _Element, paragraph: _Element) -> Iterator[_Element]:
        own = run.find(f"{W}rPr")
        if own is not None:
            yield own
            named = own.find(f"{W}rStyle")
            if named is not None:
                yield from self._run_properties(named.get(f"{W}val"))
        yield from self._run_properties(self.paragraph_style(paragraph))
        yield from self._defaults

    def _run_properties(self, style: str | None) -> Iterator[_Element]:
        for element in self.chain(style):
            properties = element.find(f"{W}rPr")
            if properties is not None:
                yield properties

    def _first(self, run: _Element, paragraph: _Element, name: str) -> _Element | None:
        for properties in self._properties(run, paragraph):
            found = properties.find(f"{W}{name}")
            if found is not None:
                return found
        return None

    def hidden(self, run: _Element, paragraph: _Element, on_dark: bool = False) -> bool:
        """Whether the run cannot be seen on paper; ``on_dark``: it stands on dark shading."""
        vanish = self._first(run, paragraph, "vanish")
        if vanish is not None and vanish.get(f"{W}val", "1") not in _OFF:
            return True
        size = self._first(run, paragraph, "sz")
        if size is not None and _number(size.get(f"{W}val", "")) < _TINY_HALF_POINTS:
            return True
        colour = self._first(run, paragraph, "color")
        if on_dark or colour is None or not _white(colour.get(f"{W}val", "")):
            return False
        return not (self._shaded(run, paragraph) or self._highlighted(run, paragraph))

    def _shaded(self, run: _Element, paragraph: _Element) -> bool:
        own = self._first(run, paragraph, "shd")
        below = paragraph.find(f"{W}pPr/{W}shd")
        return dark(own) or dark(below)

    def _highlighted(self, run: _Element, paragraph: _Element) -> bool:
        mark = self._first(run, paragraph, "highlight")
        return mark is not None and mark.get(f"{W}val") not in ("white", "none")

    def font(self, run: _Element, paragraph: _Element) -> str:
        """Name of the font of a run, empty where only the theme decides."""
        fonts = self._first(run, paragraph, "rFonts")
        if fonts is None:
            return ""
        return str(fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or "")


def dark(shading: _Element | None) -> bool:
    """Whether a ``w:shd`` element gives a background on which white can be read."""
    if shading is None:
        return False
    fill = str(shading.get(f"{W}fill", "auto"))
    if shading.get(f"{W}themeFill") is not None and fill == "auto":
        return True
    return len(fill) == 6 and fill.lower() != "auto" and not _white(fill)


def _white(colour: str) -> bool:
    try:
        parts = [int(colour[i : i + 2], 16) for i in (0, 2, 4)]
    except ValueError:
        return False
    return len(colour) == 6 and min(parts) >= 0xF0


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 1000.0
