"""The parts of a directive that matter to the one who carries it out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from drafter.document.brief import DirectiveItem
from drafter.document.facts import Span
from drafter.document.model import SectionKind
from drafter.document.reading import ReadDocument, SectionMark
from drafter.reading.vietnamese import UPPER, legible

_KINDS: tuple[tuple[SectionKind, re.Pattern[str]], ...] = (
    (SectionKind.TIME, re.compile(r"^thời gian", re.IGNORECASE)),
    (SectionKind.PURPOSE, re.compile(r"mục đích|^yêu cầu", re.IGNORECASE)),
    (SectionKind.THEME, re.compile(r"chủ đề|khẩu hiệu", re.IGNORECASE)),
    (SectionKind.TARGETS, re.compile(r"chỉ tiêu|mục tiêu|mức phấn đấu", re.IGNORECASE)),
    (SectionKind.ORGANISATION, re.compile(r"tổ chức thực hiện|phân công", re.IGNORECASE)),
    (SectionKind.SOLUTIONS, re.compile(r"giải pháp", re.IGNORECASE)),
    (SectionKind.CONTENTS, re.compile(r"nội dung|nhiệm vụ", re.IGNORECASE)),
)
_HEADING_WORDS = 26
_CLAUSE_WORDS = 32  # a heading before a colon
_LINE_WORDS = 42  # a heading on a line of its own may be longer
_ANNOUNCING_WORDS = 60  # an item that only announces the items below it
_FIRST_SENTENCE = re.compile(rf"^(.+?)\.(?:\s+(?=[{UPPER}“\"\d])|$)", re.DOTALL)
_LEADING_CLAUSE = re.compile(r"^([^;:.]{8,150}?):\s+(.+)$", re.DOTALL)
_NAMED_WORK = re.compile(r"^(Thi đua [^;:.“]{8,150}?);\s*(.+)$", re.DOTALL)
_WITH_MOVEMENT = re.compile(
    r"^(Thi đua [^;:.“]{8,150}?)(?:,? (?=hưởng ứng)| (?=gắn với (?:các )?[Pp]hong trào))\s*(.+)$",
    re.DOTALL,
)
_LEADS = (_LEADING_CLAUSE, _WITH_MOVEMENT, _NAMED_WORK)


@dataclass(frozen=True, slots=True)
class Node:
    """A mark with its kind, own text (without that of the marks below) and children."""

    mark: SectionMark
    kind: SectionKind
    path: str
    text: str
    span: Span
    children: tuple[Node, ...] = ()

    def walk(self) -> Iterator[Node]:
        """This node and all below it, in order."""
        yield self
        for child in self.children:
            yield from child.walk()


def outline(document: ReadDocument) -> tuple[Node, ...]:
    """The section tree of a read document."""
    nodes, _ = _build(document, 0, 1, "", None)
    return nodes


def items_of(document: ReadDocument, kind: SectionKind) -> tuple[DirectiveItem, ...]:
    """The items of all sections of one kind, leaf by leaf, with their label path.

    An item that only announces the items below it lends them its heading.
    """
    out: list[DirectiveItem] = []
    for node in _of_kind(outline(document), kind):
        if node.children:
            for child in node.children:
                out.extend(_items(child, ""))
        elif node.text:
            out.append(_item(node, ""))
    return tuple(out)


def duties(document: ReadDocument) -> tuple[DirectiveItem, ...]:
    """Items of the organisation part that are addressed to the communes."""
    items = [
        item
        for kind in (SectionKind.TIME, SectionKind.ORGANISATION)
        for item in items_of(document, kind)
    ]
    return tuple(item for item in items if _TO_COMMUNES.search(whole(item)[:160]))


def whole(item: DirectiveItem) -> str:
    """Heading and text of an item as one."""
    if not item.heading or item.text.startswith(item.heading):
        return item.text
    return f"{item.heading}{'. ' if item.text[:1].isupper() else ': '}{item.text}"


_TO_COMMUNES = re.compile(
    r"(?:Ủy ban nhân dân|UBND|Uỷ ban nhân dân)\s+(?:các|cấp)\s+(?:xã|phường|thị trấn|đặc khu)|"
    r"^các xã|^\W*xã, (?:phường|thị trấn)",
    re.IGNORECASE,
)


def kind_of(title: str) -> SectionKind:
    """What a heading announces; `SectionKind.OTHER` when it says nothing known."""
    head = legible(title[:80])
    return next((kind for kind, words in _KINDS if words.search(head)), SectionKind.OTHER)


def _build(
    document: ReadDocument, at: int, depth: int, above: str, inherited: SectionKind | None
) -> tuple[tuple[Node, ...], int]:
    marks = document.sections
    nodes: list[Node] = []
    while at < len(marks) and marks[at].depth >= depth:
        mark = marks[at]
        path = f"{above}.{_plain(mark.label)}" if above else _plain(mark.label)
        kind = _top(mark, nodes) if inherited is None else _below(mark, inherited)
        children, after = _build(document, at + 1, mark.depth + 1, path, kind)
        end = children[0].mark.span.start if children else mark.body.end
        span = Span(mark.span.start, max(mark.span.start, end))
        text = _without_label(span.of(document.understood or document.text), mark.label)
        nodes.append(Node(mark, kind, path, text, span, children))
        at = after
    return tuple(nodes), at


def _top(mark: SectionMark, before: list[Node]) -> SectionKind:
    kind = kind_of(mark.title)
    # Items whose number lost its first part ("3" for "2.3") go on with the contents.
    if kind in _VAGUE and before and before[-1].kind is SectionKind.CONTENTS:
        return SectionKind.CONTENTS if mark.title.startswith("Thi đua") else kind
    return kind


_VAGUE = frozenset({SectionKind.OTHER, SectionKind.CONTENTS, SectionKind.TARGETS})


def _below(mark: SectionMark, inherited: SectionKind) -> SectionKind:
    # "1. Thời gian thi đua: …" often stands inside the organisation part.
    if SectionKind.TIME is kind_of(mark.title):
        return SectionKind.TIME
    return inherited


def _of_kind(nodes: tuple[Node, ...], kind: SectionKind) -> Iterator[Node]:
    for node in nodes:
        if node.kind is kind:
            yield node
        else:
            yield from _of_kind(node.children, kind)


def _items(node: Node, heading: str) -> Iterator[DirectiveItem]:
    if not node.children:
        yield _item(node, heading)
        return
    own, rest = split_heading(node.text)
    if not own and len(rest.split()) <= _ANNOUNCING_WORDS and ". " not in rest:
        own, rest = rest.strip(" .;:"), ""
    if rest:
        yield DirectiveItem(node.path, own, rest, node.span)
    for child in node.children:
        yield from _items(child, own or heading)


def _item(node: Node, heading: str) -> DirectiveItem:
    own, rest = split_heading(node.text)
    lettered = not _plain(node.mark.label)[:1].isdigit()
    if heading and (lettered or not own):
        # "a)", "b)" share the heading above them; "2.2.1" has one of its own.
        return DirectiveItem(node.path, heading, node.text, node.span, shared=True)
    return DirectiveItem(node.path, own, rest or node.text, node.span)


def split_heading(text: str) -> tuple[str, str]:
    """Heading and the rest of an item: its first line or short first sentence, else none."""
    line, _, below = text.partition("\n")
    if below.strip() and len(line.split()) <= _LINE_WORDS and line[-1:] not in ".;":
        return line.strip(" .:"), below.strip()
    first = _FIRST_SENTENCE.match(text)
    short = first is not None and len(first[1].split()) <= _HEADING_WORDS
    rest = text[first.end() :].strip() if first else ""
    if first and short and rest:
        return first[1].strip(), rest
    patterns = (_LEADING_CLAUSE, _WITH_MOVEMENT) if short else _LEADS
    for pattern in patterns:
        clause = pattern.match(text)
        if clause and len(clause[1].split()) <= _CLAUSE_WORDS:
            return clause[1].strip(), clause[2].strip()
    return (first[1].strip(), "") if first and short else ("", text.strip())


def _plain(label: str) -> str:
    return label.strip(".)( ")


def _without_label(text: str, label: str) -> str:
    body = text[len(label) :] if text.startswith(label) else text
    return _SIGNED.split(body, maxsplit=1)[0].lstrip(" .)").strip()


# The last item of a document runs on into its signature and its recipients.
_SIGNED = re.compile(
    r"\n\s*(?:(?:TM|KT|TL|TUQ|Q)\. ?(?=[A-ZĐỦ])|(?:PHÓ )?CHỦ TỊCH|GIÁM ĐỐC|(?:Nơi nhận|NƠI NHẬN)\b)"
)
