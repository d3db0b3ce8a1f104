"""What wins where styles, defaults, theme and direct settings of a .docx meet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .docx_format import SLOTS
from .ooxml import Package, W

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_TOGGLES = ("b", "i", "caps")
_OFF = {"0", "false", "off", "none"}
_THEME_SLOT = {"ascii": "latin", "hAnsi": "latin", "eastAsia": "ea", "cs": "cs"}

Properties = dict[str, Any]


def on(element: Any) -> bool:
    """Whether a toggle element says yes: present and not switched off."""
    return (element.get(f"{W}val") or "1") not in _OFF


class Cascade:
    """The styles of one package."""

    def __init__(self, package: Package) -> None:
        self._styles: dict[str, Any] = {}
        self._defaults: dict[str, str] = {}
        self._theme = _theme_fonts(package)
        self._chains: dict[str, list[Any]] = {}
        self._run_base: Properties = {}
        self._paragraph_base: Properties = {}
        root = package.xml("word/styles.xml")
        if root is not None:
            self._read(root)

    def _read(self, root: Any) -> None:
        for style in root.iter(f"{W}style"):
            key = style.get(f"{W}styleId") or ""
            self._styles[key] = style
            if style.get(f"{W}default") in ("1", "true", "on"):
                self._defaults[style.get(f"{W}type") or ""] = key
        defaults = root.find(f"{W}docDefaults")
        if defaults is not None:
            for run in defaults.iter(f"{W}rPr"):
                self._run_base.update(self.run_properties(run))
            for paragraph in defaults.iter(f"{W}pPr"):
                self._paragraph_base.update(paragraph_properties(paragraph))

    def default(self, kind: str) -> str:
        """Id of the default style of ``kind``; empty where there is none."""
        return self._defaults.get(kind, "")

    def _chain(self, key: str) -> list[Any]:
        if key not in self._chains:
            chain: list[Any] = []
            seen: set[str] = set()
            current = key
            while current in self._styles and current not in seen:
                seen.add(current)
                chain.append(self._styles[current])
                based = self._styles[current].find(f"{W}basedOn")
                current = based.get(f"{W}val") or "" if based is not None else ""
            self._chains[key] = chain[::-1]
        return self._chains[key]

    def _of_styles(self, key: str, tag: str) -> Iterator[Any]:
        for style in self._chain(key):
            found = style.find(f"{W}{tag}")
            if found is not None:
                yield found

    def paragraph(self, style: str, direct: Any | None, table_style: str = "") -> Properties:
        """Effective paragraph properties."""
        merged = dict(self._paragraph_base)
        for layer in (
            *self._of_styles(table_style, "pPr"),
            *self._of_styles(style, "pPr"),
            *([] if direct is None else [direct]),
        ):
            for name, value in paragraph_properties(layer).items():
                merged[name] = {**merged.get(name, {}), **value} if name in _JOINED else value
        return merged

    def run(self, style: str, character: str, direct: Any | None, table: str = "") -> Properties:
        """Effective run properties: a toggle set in two kinds of style cancels itself."""
        merged = dict(self._run_base)
        for layer in self._of_styles(table, "rPr"):
            self._merge(merged, layer)
        levels = []
        for key in (style, character):
            level: Properties = {}
            for layer in self._of_styles(key, "rPr"):
                self._merge(level, layer)
            levels.append(level)
        for level in levels:
            fonts = {**merged.get("fonts", {}), **level.get("fonts", {})}
            merged.update(level)
            merged["fonts"] = fonts
        for name in _TOGGLES:
            if all(name in level for level in levels):
                merged[name] = levels[0][name] != levels[1][name]
        if direct is not None:
            self._merge(merged, direct)
        return merged

    def _merge(self, merged: Properties, layer: Any) -> None:
        own = self.run_properties(layer)
        fonts = {**merged.get("fonts", {}), **own.pop("fonts", {})}
        merged.update(own)
        merged["fonts"] = fonts

    def run_properties(self, element: Any) -> Properties:
        """The properties that one ``w:rPr`` sets itself."""
        found: Properties = {}
        for child in element:
            if not isinstance(child.tag, str):
                continue
            name = child.tag.removeprefix(W)
            value = child.get(f"{W}val")
            if name in (*_TOGGLES, "vanish"):
                found[name] = on(child)
            elif name == "rFonts":
                found["fonts"] = self._fonts(child)
            elif name == "sz":
                found["size"] = float(value or 0) / 2
            elif name == "u":
                found["underline"] = value not in (None, "none")
            elif name == "color":
                found["color"] = self._color(child)
            elif name == "highlight":
                found["highlight"] = value or ""
        return found

    def _fonts(self, element: Any) -> dict[str, str]:
        fonts = {}
        for slot in SLOTS:
            theme = element.get(f"{W}{slot}Theme" if slot != "cs" else f"{W}cstheme")
            name = element.get(f"{W}{slot}")
            if theme:
                fonts[slot] = self._theme.get((theme[:5], _THEME_SLOT[slot])) or f"theme:{theme}"
            elif name:
                fonts[slot] = name
        return fonts

    @staticmethod
    def _color(element: Any) -> str:
        theme = element.get(f"{W}themeColor")
        if theme and theme not in ("text1", "dark1"):
            return f"theme:{theme}"
        return (element.get(f"{W}val") or "auto").lower()


_JOINED = ("spacing", "ind")


def paragraph_properties(element: Any) -> Properties:
    """The properties that one ``w:pPr`` sets itself."""
    found: Properties = {}
    for child in element:
        if not isinstance(child.tag, str):
            continue
        name = child.tag.removeprefix(W)
        if name in ("spacing", "ind"):
            found[name] = {k.removeprefix(W): v for k, v in child.attrib.items()}
        elif name == "jc":
            found["align"] = child.get(f"{W}val") or "left"
        elif name == "pBdr":
            found["borders"] = child
        elif name == "numPr":
            found["list"] = child
        elif name == "keepNext":
            found["keep_next"] = on(child)
    return found


def _theme_fonts(package: Package) -> dict[tuple[str, str], str]:
    """Font by (``minor`` or ``major``, script) of the theme; script latin, ea or cs."""
    root = package.xml("word/theme/theme1.xml")
    fonts: dict[tuple[str, str], str] = {}
    if root is None:
        return fonts
    for kind in ("major", "minor"):
        for group in root.iter(f"{A}{kind}Font"):
            for script in ("latin", "ea", "cs"):
                face = group.find(f"{A}{script}")
                name = face.get("typeface") if face is not None else None
                if name:
                    fonts[(kind, script)] = name
    return fonts
