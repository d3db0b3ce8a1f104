"""A written draft changed by word of mouth: an item dropped, a part shortened, a topic added.

Each change touches only what it names; facts keep their grounds; numbers close up. What needs
a feeling for style needs a model, and says so in one sentence.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from drafter.document.facts import GroundKind, Use
from drafter.document.model import LaunchDocument, Paragraph, Section, SectionKind
from drafter.reading.message_words import plain
from drafter.writing.entries import stock_text
from drafter.writing.keys import filled
from drafter.writing.phrase import form_ground
from drafter.writing.scene import Scene

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_LETTERS = "abcdđeghiklmnopqrstuvxy"
_SHORT_WORDS = 45
_FEWEST = 2


class Act(StrEnum):
    """What an edit does to the document."""

    DROP = "bo"
    SHORTEN = "rut-gon"
    ADD = "them"
    STYLE = "van-phong"


@dataclass(frozen=True, slots=True)
class Edit:
    """``path`` is a label path ("III.4.b"), ``words`` the topic to add."""

    act: Act
    path: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Edited:
    """The changed document, or ``None`` when nothing could be changed; ``say`` tells."""

    document: LaunchDocument | None
    say: str
    note: str = ""


_PLACE = r"(?P<place>(?:(?:phan|muc|diem|khoan|y|noi dung)\s+(?:so\s+)?[ivx\d]+[\w.]*\)?[\s,]*|(?:diem|y)\s+\w\)?[\s,]*)+)"
_DROP = re.compile(rf"^(?:hay |giup )?(?:bo|xoa|cat)(?: bot| di| han)?\s+{_PLACE}")
_SHORTEN = re.compile(
    rf"^(?:hay |giup )?(?:rut gon|tom gon|viet gon|lam gon|rut ngan)(?: lai| bot)?\s+{_PLACE}"
)
_ADD = re.compile(
    r"^(?:hay |giup )?(?:them|bo sung)(?: mot)?(?: vao)?\s+(?:noi dung|muc(?! tieu)|y|phan)\s+"
    r"(?:ve |cho |thi dua )?(?P<words>[^.;]{3,80})"
)
_STYLE = re.compile(
    r"(?:viet|sua|lam)(?: lai)?(?: cho)? (?:trang trong|hay|muot|van ve|sinh dong|manh|hung hon)\w*|"
    r"trang trong hon|giong (?:nhu )?nam (?:ngoai|truoc) hon|hay hon|muot hon|doi giong van|dai hon"
)
_LABEL = re.compile(r"(?:phan|muc|diem|khoan|noi dung|y)\s+(?:so\s+)?([\w.]+)")


def read_edit(text: str) -> Edit | None:
    """The edit a message asks for, or ``None`` when it asks for something else."""
    face = plain(text).strip(" .!")
    for act, pattern in ((Act.DROP, _DROP), (Act.SHORTEN, _SHORTEN)):
        if found := pattern.search(face):
            return Edit(act, _path(text, found["place"]))
    if found := _ADD.search(face):
        # The words as typed: diacritics tell topics apart.
        return Edit(Act.ADD, words=text.strip(" .!")[-len(found["words"]) :])
    return Edit(Act.STYLE) if _STYLE.search(face) else None


_NOTES = re.compile(r"^(?:Bỏ|Rút gọn) mục |^Thêm nội dung về ")
_UNDO = re.compile(
    r"\bhoan tac\b|\bundo\b|tro lai nhu (?:cu|truoc)|bo (?:thay doi|lan sua) (?:vua|moi)"
)


def undoes(text: str, last_note: str) -> bool:
    """Whether a message takes back the last version, and that version is an edit of ours."""
    return bool(_UNDO.search(plain(text)) and _NOTES.match(last_note))


def _path(text: str, place: str) -> str:
    """ "mục 2.4" → "II.4"; "điểm b mục 1 phần IV" → "IV.1.b"."""
    labels = [part for found in _LABEL.findall(place) for part in found.strip(").").split(".")]
    if "đ" in re.findall(r"điểm (\w)", text.lower()):
        labels = ["đ" if label == "d" else label for label in labels]
    ranked = sorted(dict.fromkeys(labels), key=_rank) if len(_LABEL.findall(place)) > 1 else labels
    if ranked and ranked[0].isdigit():
        number = int(ranked[0])
        ranked[0] = _ROMAN[number - 1] if 0 < number <= len(_ROMAN) else ranked[0]
    return ".".join([ranked[0].upper(), *ranked[1:]]) if ranked else ""


def _rank(label: str) -> int:
    return 0 if re.fullmatch(r"[ivx]+", label) else 1 if label.isdigit() else 2


def apply(document: LaunchDocument, edit: Edit, scene: Scene) -> Edited:
    """Carry out ``edit``. The document is ``None`` when there is nothing to do, with the reason."""
    acts: dict[Act, Callable[[], Edited]] = {
        Act.DROP: lambda: _drop(document, edit.path),
        Act.SHORTEN: lambda: _shorten(document, edit.path),
        Act.ADD: lambda: _add(document, edit.words, scene),
        Act.STYLE: lambda: Edited(
            None,
            "Đổi giọng văn cần mô hình ngôn ngữ; chưa có mô hình thì anh/chị sửa trực tiếp từng "
            "mục trên trang, tôi giữ nguồn số liệu và kiểm tra lại.",
        ),
    }
    return acts[edit.act]()


def _drop(document: LaunchDocument, path: str) -> Edited:
    if "." not in path:
        return Edited(None, f"Phần {path} là phần phải có của văn bản nên tôi không bỏ cả phần.")
    part = next((s for s in document.sections if s.label == path.split(".")[0]), None)
    if part is not None and part.kind in {SectionKind.TARGETS, SectionKind.TIME}:
        return Edited(
            None, "Chỉ tiêu bỏ theo tên, ví dụ nhắn “bỏ chỉ tiêu OCOP”; thời gian thì giữ."
        )
    sections = tuple(_without(section, path, "") for section in document.sections)
    if sections == document.sections:
        return Edited(None, f"Dự thảo không có mục {path}; anh/chị xem lại số của mục.")
    changed = dataclasses.replace(document, sections=sections)
    return Edited(changed, f"Đã bỏ mục {path}, các mục sau được đánh số lại.", f"Bỏ mục {path}")


def _without(section: Section, path: str, above: str) -> Section:
    here = f"{above}.{section.label}" if above else section.label
    if not path.startswith(f"{here}."):
        return section
    kept = [c for c in section.children if f"{here}.{c.label}" != path]
    if len(kept) < len(section.children):
        return dataclasses.replace(section, children=_renumbered(kept))
    paragraphs = [p for p in section.paragraphs if f"{here}.{p.label.strip(')')}" != path]
    if len(paragraphs) < len(section.paragraphs):
        return dataclasses.replace(section, paragraphs=_relettered(paragraphs))
    children = tuple(_without(child, path, here) for child in section.children)
    return dataclasses.replace(section, children=children)


def _renumbered(children: Sequence[Section]) -> tuple[Section, ...]:
    lettered = bool(children) and not children[0].label.isdigit()
    return tuple(
        dataclasses.replace(child, label=_LETTERS[at] if lettered else str(at + 1))
        for at, child in enumerate(children)
    )


def _relettered(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    return tuple(
        dataclasses.replace(p, label=f"{_LETTERS[at]})") if p.label.endswith(")") else p
        for at, p in enumerate(paragraphs)
    )


def _shorten(document: LaunchDocument, path: str) -> Edited:
    top = path.split(".")[0]
    part = next((s for s in document.sections if s.label == top), None)
    if part is None:
        return Edited(None, f"Dự thảo không có phần {path}; anh/chị xem lại số của phần.")
    if part.kind in {SectionKind.TARGETS, SectionKind.TIME}:
        return Edited(
            None, "Chỉ tiêu và thời gian giữ nguyên như anh/chị đã cho nên không rút gọn."
        )
    sections = tuple(_shorter(s, path, "") if s.label == top else s for s in document.sections)
    if sections == document.sections:
        return Edited(None, f"Mục {path} đã gọn, không còn câu nào bớt được mà không mất việc.")
    before, after = _length(document.sections), _length(sections)
    changed = dataclasses.replace(document, sections=sections)
    return Edited(
        changed, f"Đã rút gọn mục {path}, bớt {before - after} chữ.", f"Rút gọn mục {path}"
    )


def _shorter(section: Section, path: str, above: str) -> Section:
    here = f"{above}.{section.label}" if above else section.label
    inside = here == path or here.startswith(f"{path}.")
    if not inside and not path.startswith(f"{here}."):
        return section
    paragraphs = _fewer(section.paragraphs) if inside else section.paragraphs
    children = tuple(_shorter(child, path, here) for child in section.children)
    return dataclasses.replace(section, paragraphs=paragraphs, children=children)


def _fewer(paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """What a source says stays; of our own sentences only as many as keep the item whole."""
    sourced = [p for p in paragraphs if not _ours(p)]
    room = 0 if sourced else _FEWEST if len(paragraphs) > _FEWEST else 1
    kept = []
    for p in paragraphs:
        if not _ours(p):
            kept.append(_first_sentences(p))
        elif room:
            kept.append(p)
            room -= 1
    return _relettered(kept)


def _ours(paragraph: Paragraph) -> bool:
    return all(g.kind in {GroundKind.FORM, GroundKind.REGISTER} for g in paragraph.grounds) and any(
        g.kind is GroundKind.FORM for g in paragraph.grounds
    )


def _first_sentences(paragraph: Paragraph) -> Paragraph:
    """``paragraph`` up to the sentence with which it reaches about 45 words."""
    for end in re.finditer(r"\.(?=\s+[^\W\d_])", paragraph.text):
        if len(paragraph.text[: end.end()].split()) >= _SHORT_WORDS:
            return _cut(paragraph, end.end())
    return paragraph


def _cut(paragraph: Paragraph, at: int) -> Paragraph:
    uses: tuple[Use, ...] = tuple(use for use in paragraph.uses if use.span.end <= at)
    return dataclasses.replace(paragraph, text=paragraph.text[:at], uses=uses)


def _length(sections: Sequence[Section]) -> int:
    return sum(len(p.text.split()) for s in sections for _, x in s.walk() for p in x.paragraphs)


def _add(document: LaunchDocument, words: str, scene: Scene) -> Edited:
    ranked = scene.clauses.classify(words)
    if not ranked:
        return Edited(
            None,
            f"Tôi chưa có sẵn câu nào về “{words}”; anh/chị gõ thẳng câu cần thêm vào mục trên trang.",
        )
    topic = ranked[0].topic
    part = next((s for s in document.sections if s.kind is SectionKind.CONTENTS), None)
    said = {p.text for _, p in document.paragraphs()}
    made = _fresh_clauses(topic, said, scene)
    if part is None or not made:
        return Edited(None, f"Dự thảo đã có đủ các câu của tôi về “{words}”.")
    child = next((c for c in part.children if _topic_of(c, scene) == topic), None)
    if child is not None:
        grown = dataclasses.replace(child, paragraphs=(*child.paragraphs, made[0]))
        children = tuple(grown if c is child else c for c in part.children)
        place = f"{part.label}.{child.label}"
    else:
        heading = scene.clauses.heading(topic, scene.seed)
        label = str(len(part.children) + 1)
        added = Section(SectionKind.CONTENTS, label, heading, tuple(made[:2]), (), "template")
        children, place = (*part.children, added), f"{part.label}.{label}"
    new = dataclasses.replace(part, children=children)
    sections = tuple(new if s is part else s for s in document.sections)
    changed = dataclasses.replace(document, sections=sections)
    return Edited(
        changed, f"Đã thêm nội dung về {words} vào mục {place}.", f"Thêm nội dung về {words}"
    )


def _fresh_clauses(topic: str, said: set[str], scene: Scene) -> list[Paragraph]:
    made = []
    for clause in scene.pick("noi-dung", topic):
        text = stock_text(clause, scene)
        paragraph = filled(Paragraph(text, (form_ground(clause),)), scene.table) if text else None
        if paragraph is not None and paragraph.text not in said:
            made.append(paragraph)
    return made


def _topic_of(section: Section, scene: Scene) -> str | None:
    ranked = scene.clauses.classify(section.heading)
    return ranked[0].topic if ranked else None
