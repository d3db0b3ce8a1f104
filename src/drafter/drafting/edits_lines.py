"""Words of a written draft changed by message: a phrase, a day, a gap, a recipient, a sentence.

What the official types stands in the draft as the official's word, with the turn as its source.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator
from datetime import date

from drafter.document.facts import FactKind, Span, Use
from drafter.document.model import LaunchDocument, Paragraph, Section, SectionKind
from drafter.drafting.edits_document import Edited, with_children
from drafter.drafting.places import (
    Spot,
    named,
    paragraphs,
    section_at,
    with_paragraphs,
    words_at,
)
from drafter.drafting.questions import capital, printed
from drafter.drafting.revise import paragraph_by_hand
from drafter.reading.message_words import plain


def replace_words(document: LaunchDocument, old: str, new: str, turn: str) -> Edited:
    """``new`` for ``old`` wherever it stands in the body."""
    pattern = _as_written(old)
    places: list[str] = []
    changed = document
    for path, at, paragraph in list(paragraphs(document)):
        if not pattern.search(paragraph.text):
            continue
        text = pattern.sub(lambda m: _as_cased(new, m[0]), paragraph.text)
        places.append(named(document, Spot(path, at)))
        changed = _with_text(changed, path, at, text, turn)
    if not places:
        return Edited(
            None,
            f"Trong dự thảo không có chữ “{old}”. Anh/chị chép lại đúng chữ trong dự thảo giúp tôi.",
        )
    where = ", ".join(dict.fromkeys(places))
    return Edited(changed, f"Đã thay “{old}” bằng “{new}” ở {where}.", f"Thay “{old}” bằng “{new}”")


def _as_written(words: str) -> re.Pattern[str]:
    """The words with any blanks between, in any case."""
    inner = r"\s+".join(re.escape(word) for word in words.split())
    return re.compile(rf"(?<!\w){inner}(?!\w)", re.IGNORECASE)


def _as_cased(new: str, old: str) -> str:
    return capital(new) if old[:1].isupper() else new


def _with_text(
    document: LaunchDocument, path: str, at: int, text: str, turn: str
) -> LaunchDocument:
    def change(own: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
        p = own[at]
        typed = paragraph_by_hand(p.label, text, p.uses, turn)
        grounds = tuple(dict.fromkeys((*p.grounds, *typed.grounds)))
        return (*own[:at], dataclasses.replace(typed, grounds=grounds), *own[at + 1 :])

    return with_paragraphs(document, path, change)


# --- days -----------------------------------------------------------------------------------

_DAY = re.compile(r"(?P<d>\d{1,2})\D{1,7}(?P<m>\d{1,2})(?:\D{1,6}(?P<y>\d{4}))?")
_STANDS = re.compile(
    r"(?:ngày )?\d{1,2}/\d{1,2}/\d{4}|ngày \d{1,2} tháng \d{1,2} năm \d{4}|(?<=ngày )\d{1,2}/\d{1,2}\b"
)
_EMPTY = frozenset(
    [
        "thoi",
        "han",
        "ngay",
        "moc",
        "thoi",
        "gian",
        "han",
        "cho",
        "cua",
        "phai",
        "xong",
        "la",
        "viec",
    ]
)


def day_of(words: str, year: int) -> date | None:
    """ "15/11" in the plan year, "15 tháng 11 năm 2027"; ``None`` for no day."""
    found = _DAY.match(words)
    if found is None:
        return None
    try:
        return date(int(found["y"] or year), int(found["m"]), int(found["d"]))
    except ValueError:
        return None


def days_for(document: LaunchDocument, words: str) -> list[tuple[Spot, str]]:
    """Days that stand with ``words`` in one clause: their places and the clause."""
    wanted = set(re.findall(r"\w+", plain(words)))
    # "thời gian thi đua" names the part; "thời hạn báo cáo" is about the report.
    strong = wanted - _EMPTY or wanted
    found = _days(document, strong, r"[^;,()]+") or _days(document, strong, r"[^;()]+")
    whole = [f for f in found if re.search(r"đến hết ngày", f[1])]
    return whole[:1] if "thoi gian" in plain(words) and whole else found


def _days(document: LaunchDocument, words: set[str], clause: str) -> list[tuple[Spot, str]]:
    """The last day of each clause that has all the words, alone or with the name of its part."""
    found = []
    for path, at, paragraph in paragraphs(document):
        section = section_at(document, path)
        if path in {"can-cu", "mo-dau"}:
            continue
        time = section is not None and section.kind is SectionKind.TIME
        heading = section.heading if section is not None and time else ""
        for one in re.finditer(clause, paragraph.text):
            around = set(re.findall(r"\w+", plain(f"{one.group()} {heading}")))
            last = list(_STANDS.finditer(one.group()))
            if words <= around and last:
                start = one.start() + last[-1].start()
                span = Span(start, start + len(last[-1].group()))
                found.append((Spot(path, at, span), one.group().strip(" .")))
    return found


def change_day(document: LaunchDocument, spot: Spot, day: date, turn: str) -> Edited:
    """Another day at ``spot``, written as the old one was."""
    assert spot.paragraph is not None
    assert spot.span is not None
    old = next(
        p for path, at, p in paragraphs(document) if (path, at) == (spot.path, spot.paragraph)
    )
    was = spot.span.of(old.text)
    lead = "ngày " if was.startswith("ngày ") else ""
    long = "tháng" in was
    now = (
        f"{lead}{day.day:02d} tháng {day.month} năm {day.year}" if long else f"{lead}{printed(day)}"
    )
    text = f"{old.text[: spot.span.start]}{now}{old.text[spot.span.end :]}"
    changed = _with_text(document, spot.path, spot.paragraph, text, turn)
    where = named(document, spot)
    return Edited(changed, f"Đã đổi “{was}” thành “{now}” ở {where}.", f"Đổi ngày ở {where}")


# --- gaps -----------------------------------------------------------------------------------


def gaps(document: LaunchDocument) -> Iterator[tuple[Spot, Use]]:
    """Placeholders that wait for the official, with their places."""
    for path, at, paragraph in paragraphs(document):
        for use in paragraph.uses:
            if use.kind is FactKind.PLACEHOLDER:
                yield Spot(path, at, use.span), use


def fill_gap(document: LaunchDocument, words: str, value: str, turn: str) -> Edited | None:
    """``value`` in place of the placeholder that ``words`` name; ``None`` when none is named."""
    said = set(re.findall(r"\w+", plain(words))) - {"ten"}
    found = [
        (spot, use)
        for spot, use in gaps(document)
        if (asked := set(re.findall(r"\w+", plain(use.text))) - {"ten"})
        and len(said & asked) >= max(2, len(asked) - 1)
    ]
    if not found:
        return None
    changed = document
    for spot, use in reversed(found):
        assert spot.paragraph is not None
        old = next(
            p for path, at, p in paragraphs(changed) if (path, at) == (spot.path, spot.paragraph)
        )
        quoted = f"“{value}”" if "[tên " in use.text else value
        text = old.text.replace(use.text, quoted, 1)
        changed = _with_text(changed, spot.path, spot.paragraph, text, turn)
    name = found[0][1].text.strip("[]")
    return Edited(changed, f"Đã điền {name}: “{value}”.", f"Điền {name}")


# --- recipients, title, basis ------------------------------------------------------------------


def add_recipient(document: LaunchDocument, words: str) -> Edited:
    """One more line of "Nơi nhận", before the archive line."""
    if not words:
        return Edited(
            None, "Anh/chị muốn thêm nơi nhận nào? Ví dụ: thêm nơi nhận: Hội Nông dân xã."
        )
    if here := next((r for r in document.recipients if _within(words, r)), None):
        return Edited(None, f"Nơi nhận đã có “{here}” nên tôi không thêm nữa.")
    lines = list(document.recipients)
    at = next((i for i, r in enumerate(lines) if r.startswith("Lưu")), len(lines))
    lines.insert(at, capital(words))
    changed = dataclasses.replace(document, recipients=tuple(lines))
    return Edited(changed, f"Đã thêm “{capital(words)}” vào Nơi nhận.", "Thêm nơi nhận")


def drop_recipient(document: LaunchDocument, words: str) -> Edited:
    """One line of "Nơi nhận" less; a line that names several bodies loses only the one named."""
    found = [r for r in document.recipients if _within(words, r)]
    if len(found) != 1 or found[0].startswith("Lưu"):
        have = "; ".join(document.recipients)
        why = "nhiều dòng" if len(found) > 1 else "không có dòng nào"
        return Edited(None, f"Nơi nhận {why} khớp với “{words}”. Đang có: {have}.")
    parts = found[0].split(", ")
    left = [part for part in parts if not _within(words, part)]
    line = ", ".join(left) if left and len(left) < len(parts) else ""
    lines = [line if r == found[0] else r for r in document.recipients]
    changed = dataclasses.replace(document, recipients=tuple(r for r in lines if r))
    return Edited(changed, f"Đã bỏ “{words}” khỏi Nơi nhận.", "Bỏ nơi nhận")


def _within(words: str, line: str) -> bool:
    wanted = re.findall(r"\w+", plain(words))
    return bool(wanted) and set(wanted) <= set(re.findall(r"\w+", plain(line)))


def retitle(document: LaunchDocument, words: str) -> Edited:
    """Another trích yếu."""
    title = capital(words)
    changed = dataclasses.replace(document, title=title)
    return Edited(changed, f"Đã đổi trích yếu thành “{title}”.", "Đổi trích yếu")


def add_basis(document: LaunchDocument, words: str, turn: str) -> Edited:
    """One more "Căn cứ", as the official typed it; the check looks its life up."""
    lines = list(document.basis)
    if any(plain(words) in plain(p.text) for p in lines):
        return Edited(None, f"Phần căn cứ đã có “{words}”.")
    made = paragraph_by_hand("", f"Căn cứ {words};", (), turn)
    at = max(len(lines) - 1, 0)
    changed = dataclasses.replace(document, basis=(*lines[:at], made, *lines[at:]))
    return Edited(changed, f"Đã thêm căn cứ “{words}”.", "Thêm căn cứ")


# --- sentences ---------------------------------------------------------------------------------


def add_sentence(document: LaunchDocument, spot: Spot, words: str, turn: str) -> Edited:
    """A sentence in the official's own words, as a paragraph of its own at ``spot``."""
    text = _sentence(words)
    section = section_at(document, spot.path)
    if section is None:
        return Edited(None, "Tôi chưa tìm thấy chỗ để thêm câu này.")
    if section.children and not section.paragraphs:
        last = section.children[-1]
        if section.kind is SectionKind.ORGANISATION:
            return _new_item(document, spot.path, section, text, turn)
        return add_sentence(document, Spot(f"{spot.path}.{last.label}"), words, turn)
    label = _next_label(section.paragraphs)
    made = paragraph_by_hand(label, text, (), turn)
    changed = with_paragraphs(document, spot.path, lambda own: (*own, made))
    return Edited(changed, f"Đã thêm câu của anh/chị vào {named(document, Spot(spot.path))}: “{text}”",
                  f"Thêm câu vào mục {spot.path}")  # fmt: skip


def reword(document: LaunchDocument, spot: Spot, words: str, turn: str) -> Edited:
    """A paragraph, or the paragraphs of an item, in the words that the official typed."""
    section = section_at(document, spot.path)
    top = section_at(document, spot.path.split(".")[0])
    if section is None or not section.paragraphs or "." not in spot.path:
        return Edited(
            None, "Anh/chị nhắn rõ mục hoặc đoạn, ví dụ: “sửa đoạn 2 mục III.1 thành: …”."
        )
    if top is not None and top.kind is SectionKind.TARGETS:
        return Edited(None, "Chỉ tiêu thì nhắn theo tên và số, ví dụ “BHYT 96%”.")
    at = spot.paragraph

    def change(own: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
        known = [use for p in own for use in p.uses]
        made = paragraph_by_hand(own[at or 0].label, _sentence(words), known, turn)
        return (made,) if at is None else (*own[:at], made, *own[at + 1 :])

    changed = with_paragraphs(document, spot.path, change)
    where = named(document, spot)
    return Edited(changed, f"Đã sửa {where} theo lời anh/chị.", f"Sửa {where}")


def _new_item(
    document: LaunchDocument, path: str, section: Section, text: str, turn: str
) -> Edited:
    label = str(len(section.children) + 1)
    made = Section(section.kind, label, "", (paragraph_by_hand("", text, (), turn),), (), "user")
    changed = with_children(document, path, lambda children: [*children, made])
    return Edited(changed, f"Đã thêm mục {path}.{label}: “{text}”", f"Thêm mục {path}.{label}")


def _sentence(words: str) -> str:
    text = capital(words.strip(' .;“”"'))
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _next_label(own: tuple[Paragraph, ...]) -> str:
    last = own[-1].label if own else ""
    letters = "abcdđeghiklmnopqrstuvxy"
    if last.endswith(")") and last[:-1] in letters:
        return f"{letters[letters.index(last[:-1]) + 1]})"
    return last


def choices_of(
    document: LaunchDocument, spots: list[Spot], message: Callable[[Spot], str]
) -> tuple[str, ...]:
    """Whole messages to click, one for each place, told apart by their first words."""
    return tuple(f"{message(spot)} ({words_at(document, spot, 7)})" for spot in spots[:5])
