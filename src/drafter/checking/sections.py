"""Where a place stands in a document: the label path of its section and its headings."""

from __future__ import annotations

from drafter.document.reading import ReadDocument, SectionMark


def marks_over(document: ReadDocument, at: int) -> tuple[SectionMark, ...]:
    """The headings open at offset ``at``, outermost first."""
    path: dict[int, SectionMark] = {}
    for mark in document.sections:
        if mark.span.start > at:
            break
        path = {depth: m for depth, m in path.items() if depth < mark.depth}
        path[mark.depth] = mark
    return tuple(path[depth] for depth in sorted(path))


def section_path(document: ReadDocument, at: int) -> str:
    """Labels joined by dots ("I.2.a"), or "" before the first section."""
    path: list[str] = []
    for mark in marks_over(document, at):
        label = label_of(mark)
        if "." in label and path and label.startswith(f"{path[-1]}."):
            path.pop()  # "2.1" below "2" already says both
        path.append(label)
    return ".".join(path)


def label_of(mark: SectionMark) -> str:
    """The label without its mark; of "2.1" under "2" the whole is kept."""
    return mark.label.strip("(). ")
