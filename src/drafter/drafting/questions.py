"""What the assistant asks and says: short, polite Vietnamese, one thing at a time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from drafter.document.brief import PROFILE, Brief, Hamlets, Slot
from drafter.document.facts import Citation, Ground, GroundKind
from drafter.document.reading import ReadDocument
from drafter.document.unit import Unit

START = "Bắt đầu soạn"
REDRAFT = "Soạn lại"
GO_ON = "Soạn tiếp"
ANYWAY = "Soạn luôn, chỗ thiếu để trống"
NOT_YET = "Chưa có"
TAKE_OVER = "Lấy lại danh sách năm trước để sửa"
AS_DIRECTIVE = "Văn bản của cấp trên"
AS_PREVIOUS = "Văn bản năm trước của xã, phường"
AS_TARGETS = "Biểu chỉ tiêu"

YEARS = (2015, 2035)
"""Plan years that are understood; the register of law knows no others."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question: the slot it is about (``None``: go ahead?), answers to click, files or not."""

    slot: Slot | None
    text: str
    choices: tuple[str, ...] = ()
    upload: bool = False


def ask_unit(brief: Brief, guess: str | None = None) -> Question:
    """Ask for the unit, and for the year in the same breath when it is missing too."""
    if brief.year is None:
        text = (
            "Anh/chị soạn cho xã, phường, đặc khu nào, thuộc tỉnh, thành phố nào và cho năm nào? "
            "Ví dụ: “xã Thiên Cầm, tỉnh Hà Tĩnh, năm 2027”."
        )
    else:
        text = (
            f"Anh/chị soạn kế hoạch năm {brief.year} cho xã, phường, đặc khu nào, thuộc tỉnh nào?"
        )
    return Question(Slot.UNIT, text, (guess,) if guess else ())


def ask_which_unit(name: str, units: tuple[Unit, ...]) -> Question:
    """Ask which of several communes of the same name is meant."""
    text = f"Có {len(units)} đơn vị khớp với “{name}”. Đơn vị của anh/chị là đơn vị nào?"
    return Question(Slot.UNIT, text, tuple(unit.described() for unit in units[:8]))


def ask_year(years: tuple[int, ...]) -> Question:
    """Ask for the plan year; ``years`` are offered to click."""
    return Question(Slot.YEAR, "Văn bản cho năm nào?", tuple(f"Năm {year}" for year in years))


def ask_directive(brief: Brief, shelf: tuple[str, ...] = ()) -> Question:
    """Ask for the document of the level above."""
    above = brief.unit.parent if brief.unit else "cấp trên"
    text = (
        f"Anh/chị gửi giúp chỉ thị hoặc kế hoạch phát động thi đua năm {brief.year} của {above} "
        "(tải tệp lên hoặc dán nội dung). Có biểu chỉ tiêu và văn bản năm trước thì gửi cùng luôn."
    )
    return Question(Slot.DIRECTIVE, text, (*shelf, NOT_YET), upload=True)


def ask_targets(brief: Brief) -> Question:
    """Ask for this year's targets; last year's list is offered when it is there."""
    text = (
        f"Anh/chị gửi biểu chỉ tiêu năm {brief.year} của {brief.unit.full if brief.unit else 'xã'} "
        "(Excel, Word, CSV hoặc dán từng dòng)."
    )
    if brief.previous is not None and brief.previous.targets:
        return Question(Slot.TARGETS, text, (TAKE_OVER, NOT_YET), upload=True)
    return Question(Slot.TARGETS, text, (NOT_YET,), upload=True)


def ask_role(name: str) -> Question:
    """Ask what a file is that cannot be told by its content."""
    text = f"Tôi chưa rõ “{name}” là văn bản gì. Anh/chị cho biết:"
    return Question(None, text, (AS_DIRECTIVE, AS_PREVIOUS, AS_TARGETS))


def ask_to_start(brief: Brief, *, again: bool = False) -> Question:
    """The last question: everything needed is there; start or add."""
    word = REDRAFT if again else START
    text = f"Anh/chị xem lại thông tin; bổ sung được thì nhắn thêm, đủ rồi thì bấm “{word}”."
    choices: tuple[str, ...] = (word,)
    if not brief.targets and brief.previous is not None and brief.previous.targets:
        choices = (word, TAKE_OVER)
    return Question(None, text, choices, upload=True)


def ask_to_go_on() -> Question:
    """Drafting was stopped: go on, or tell more first."""
    text = (
        "Đã dừng. Phần đã viết được giữ lại; anh/chị nhắn thêm thông tin nếu cần, "
        f"rồi bấm “{GO_ON}”."
    )
    return Question(None, text, (GO_ON,), upload=True)


def unit_guess(brief: Brief) -> str | None:
    """The unit that last year's document names, offered to click and never taken unasked."""
    if brief.previous is None or not brief.previous.header.issuer:
        return None
    header = brief.previous.header
    parts = [_bare_unit(part) for part in (header.issuer, header.parent) if part]
    return ", ".join(parts)


def _bare_unit(issuer: str) -> str:
    return re.sub(r"^(?:UBND|ủy ban nhân dân|uỷ ban nhân dân)\s+", "", issuer, flags=re.IGNORECASE)


def likely_years(brief: Brief) -> tuple[int, ...]:
    """Years to offer: that of the directive, else this year and the next."""
    if brief.directive is not None and brief.directive.header.year:
        return (brief.directive.header.year,)
    this = brief.as_of.year
    return (this + 1, this) if brief.as_of.month >= 9 else (this, this + 1)


def ask_anyway(brief: Brief) -> Question:
    """Asked to start while something required is missing."""
    missing = [NAMES[slot] for slot in brief.missing()]
    text = f"Còn thiếu {' và '.join(missing)}. Anh/chị gửi thêm, hay soạn luôn?"
    return Question(brief.missing()[0], text, (ANYWAY,), upload=True)


NAMES = {
    Slot.UNIT: "tên đơn vị",
    Slot.YEAR: "năm của văn bản",
    Slot.KIND: "loại văn bản",
    Slot.DIRECTIVE: "văn bản của cấp trên",
    Slot.TARGETS: "biểu chỉ tiêu của xã",
    Slot.PREVIOUS: "văn bản năm trước",
    Slot.THEME: "chủ đề",
    Slot.SIGNER: "người ký",
    Slot.RESOLUTION: "nghị quyết HĐND",
    Slot.DRAFTER_UNIT: "đơn vị tham mưu",
    Slot.HAMLETS: "số thôn, xóm, bản, tổ dân phố",
}
"""Slots as the assistant names them."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What is known, by label, and what will stand as a visible placeholder."""

    known: tuple[tuple[str, str], ...]
    open: tuple[str, ...]

    def lines(self) -> tuple[str, ...]:
        """The summary as lines of chat."""
        known = "\n".join(f"- {label}: {value}" for label, value in self.known)
        said = [f"Thông tin đã có:\n{known}"]
        if self.open:
            said.append("Sẽ để trống, có đánh dấu trong dự thảo: " + ", ".join(self.open) + ".")
        return tuple(said)


def summary(brief: Brief) -> Summary:
    """Known facts and gaps of a brief, in the order of the document."""
    directive = describe(brief.directive) if brief.directive else None
    values: tuple[tuple[Slot, str | None], ...] = (
        (Slot.UNIT, brief.unit.described() if brief.unit else None),
        (Slot.KIND, brief.kind.printed.capitalize()),
        (Slot.YEAR, str(brief.year) if brief.year else None),
        (Slot.DIRECTIVE, directive),
        (Slot.THEME, _theme(brief)),
        (Slot.TARGETS, _targets(brief)),
        (Slot.PREVIOUS, describe(brief.previous) if brief.previous else None),
        (Slot.RESOLUTION, _resolution(brief.resolution)),
        (Slot.SIGNER, _signer(brief)),
        (Slot.DRAFTER_UNIT, brief.drafter_unit),
        (Slot.HAMLETS, counted(brief.hamlets) if brief.hamlets else None),
    )
    known = [
        (capital(NAMES[slot]), f"{value} (theo {PROFILE})" if slot in brief.from_profile else value)
        for slot, value in values
        if value
    ]
    if brief.statements:
        known.append(("Ghi nhận thêm", f"{len(brief.statements)} thông tin anh/chị đã nhắn"))
    known.append(("Ngày soạn", printed(brief.as_of)))
    gaps = [NAMES[slot] for slot, value in values if not value and slot is not Slot.PREVIOUS]
    return Summary(tuple(known), tuple(gaps))


def capital(text: str) -> str:
    """The text with its first letter in upper case and the rest as it is."""
    return text[:1].upper() + text[1:]


def printed(day: date) -> str:
    """A day as written in offices: 07/4/2027 (NĐ 30/2020 writes a zero only before 1 and 2)."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"


def counted(hamlets: Hamlets) -> str:
    """Number and noun, or the noun alone where only parts were counted."""
    return f"{hamlets.count} {hamlets.noun}" if hamlets.count else hamlets.noun


def _theme(brief: Brief) -> str | None:
    if brief.theme:
        return f"“{brief.theme}”"
    if brief.directive and brief.directive.header.theme:
        return f"“{brief.directive.header.theme}” (theo văn bản của cấp trên)"
    return None


def _targets(brief: Brief) -> str | None:
    if not brief.targets:
        return None
    empty = sum(1 for target in brief.targets if target.quantity is None and target.last_year)
    note = f", {empty} chỉ tiêu chờ số năm nay" if empty else ""
    source = f" (từ {brief.targets_source})" if brief.targets_source else ""
    return f"{len(brief.targets)} chỉ tiêu{source}{note}"


def _resolution(resolution: Citation | None) -> str | None:
    if resolution is None:
        return None
    day = f" ngày {printed(resolution.issued_on)}" if resolution.issued_on else ", chưa có ngày"
    return f"số {resolution.number}{day}"


def _signer(brief: Brief) -> str | None:
    if brief.signer is None:
        return None
    post = " / ".join(brief.signer.lines[1:])
    return f"{brief.signer.name} ({post})" if post else brief.signer.name


def describe(document: ReadDocument) -> str:
    """One line on a document that was read: type, number, date, issuer, year."""
    header = document.header
    kind = (header.doc_type or "văn bản").lower()
    words = [capital(kind)]
    if header.number:
        code = header.code or ""
        number = header.number if code and code in header.number else f"{header.number}/{code}"
        words.append(f"số {number.rstrip('/')}")
    if day := header.date.exact:
        words.append(f"ngày {printed(day)}")
    if header.issuer:
        words.append(f"của {header.issuer}")
    if header.year and not header.date.exact:
        words.append(f"năm {header.year}")
    return " ".join(words) if len(words) > 1 else f"{words[0]} “{document.source.file}”"


_GROUNDS = {
    GroundKind.DIRECTIVE: "văn bản của cấp trên",
    GroundKind.USER: "tin nhắn của anh/chị",
    GroundKind.TARGETS: "biểu chỉ tiêu của xã",
    GroundKind.LAST_YEAR: "văn bản năm trước (chỉ để tham khảo)",
    GroundKind.REGISTER: "sổ tra cứu pháp luật, phong trào và đơn vị",
    GroundKind.COMPUTED: "tính từ các số liệu đã có nguồn",
    GroundKind.FORM: "mẫu câu của chương trình",
}


def ground_words(ground: Ground) -> str:
    """Where something comes from, in words for the official."""
    words = PROFILE if ground.ref == PROFILE else _GROUNDS[ground.kind]
    if ground.ref and ground.ref != words:
        words += f", {ground.ref}"
    return f"{words}: “{ground.quote}”" if ground.quote else words
