"""The note that goes with a draft: what its drafter does next, in the order of doing it.

Put together from the reviewer's sheet and the writer's notes; plain text, nothing shortened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from drafter.document.sheet import FindingLine, ReviewSheet

_LAW = "VL-"
_UNNAMED, _UNDATED, _UNSEEN = "DM-01", "DM-02", "DM-04"
_TOGETHER = frozenset({_UNNAMED, _UNDATED, _UNSEEN})
_NUMBER = re.compile(r"\d+/[\w/-]+")
_OURS = (
    "Phân công chủ trì theo lĩnh vực và các cách làm cụ thể ở phần nội dung là đề xuất để cụ thể hóa việc "
    "cấp trên giao, không lấy từ tài liệu của đơn vị; việc nào không làm thì bỏ."
)
_DECIDE = (
    "CẦN LÃNH ĐẠO QUYẾT ĐỊNH: nâng lên bằng mức giao, hoặc giữ và giải trình "
    "(dự thảo giữ nguyên số của đơn vị)"
)
_ASKED_ABOVE = re.compile(r"cấp trên yêu cầu: “[^”]*”")
_NUMBERED = "Số, ngày ký để trống; văn thư ghi khi ban hành."


def cover_note(sheet: ReviewSheet, notes: Sequence[str], *, targets_file: str = "") -> str:
    """The note in parts A, B, C…, each only where it has something to say."""
    parts = (
        (_DECIDE, _to_decide(sheet)),
        ("SỐ LIỆU, NỘI DUNG PHẢI KIỂM LẠI", _to_verify(sheet)),
        ("TIẾN ĐỘ THEO BIỂU CỦA ĐƠN VỊ, VIỆC CÒN LẠI", sheet.progress),
        ("ĐÃ ĐỐI CHIẾU VỚI MỨC CẤP TRÊN GIAO, ĐẠT", _met(sheet)),
        ("CHỖ CÒN PHẢI ĐIỀN", (*_gaps(sheet), *_together(sheet, _UNNAMED, _UNDATED), _NUMBERED)),
        ("XIN XÁC NHẬN", (*notes, *_together(sheet, _UNSEEN), _OURS)),
        ("CĂN CỨ PHÁP LÝ", (*_law(sheet), *_dropped(sheet))),
        ("NỘI DUNG CỦA CẤP TRÊN KHÔNG ĐƯA VÀO", _left_out(sheet)),
        ("NGUỒN", _sources(sheet, targets_file)),
    )
    out = [f"GHI CHÚ GỬI NGƯỜI SOẠN: {sheet.title} - {sheet.issuer}"]
    letters = iter("ABCDĐEGHIK")  # the Vietnamese alphabet
    for heading, lines in parts:
        if found := [line for line in lines if line]:
            out.append("")
            out.append(f"{next(letters)}. {heading}")
            out += [f"{at}. {line}" for at, line in enumerate(found, 1)]
    return "\n".join((*out, "", sheet.ai_notice, ""))


def _to_decide(sheet: ReviewSheet) -> Iterator[str]:
    for one in sheet.floors:
        own = f"đơn vị đăng ký {one.own}" if one.own else "biểu của đơn vị chưa có"
        gap = f"; còn kém {one.gap}" if one.gap and one.own else ""
        stands = f" Đang ghi ở mục {', '.join(one.stands)}." if one.stands else ""
        yield f"{one.indicator}: {own}; cấp trên giao {one.assigned} ({one.place}){gap}.{stands}"
    demands = {found[0] for f in sheet.findings if (found := _ASKED_ABOVE.search(f.advice))}
    yield from (f"{words[:1].upper()}{words[1:]}." for words in sorted(demands))


def _to_verify(sheet: ReviewSheet) -> Iterator[str]:
    worse = [f"{t.indicator} {t.now} ({t.last_year})" for t in sheet.targets if t.worse]
    if worse:
        yield f"Kém hơn năm trước (số năm trước trong ngoặc): {'; '.join(worse)}. Xem lại nếu không phải chủ ý."
    for one in sheet.findings:
        if not one.told and one.rule not in _TOGETHER and not one.rule.startswith(_LAW):
            yield _with_advice(one)


def _together(sheet: ReviewSheet, *rules: str) -> Iterator[str]:
    """What each of ``rules`` says of several places, as one line: "A, B: …", advice once."""
    for rule in rules:
        places: dict[str, list[str]] = {}
        found = [one for one in sheet.findings if one.rule == rule]
        for one in found:
            place, _, said = one.message.partition(": ")
            places.setdefault(said, []).append(place)
        advice = dict.fromkeys(one.advice for one in found)
        yield " ".join([*(f"{', '.join(at)}: {said}" for said, at in places.items()), *advice])


def _with_advice(one: FindingLine) -> str:
    return f"{one.message} {one.advice}".strip()


def _gaps(sheet: ReviewSheet) -> Iterator[str]:
    """Each gap once: of two in one line the second one shows the first."""
    for at, gap in enumerate(sheet.placeholders):
        if not any(other.startswith(gap) for other in sheet.placeholders[at + 1 :]):
            yield gap


def _met(sheet: ReviewSheet) -> Iterator[str]:
    yield "; ".join(f"{m.indicator} {m.own} (giao {m.assigned})" for m in sheet.met)


def _law(sheet: ReviewSheet) -> Iterator[str]:
    """Each reference with its life, and what to do about it; then what else the check says."""
    open_ = [one for one in sheet.findings if one.rule.startswith(_LAW)]
    for line in sheet.basis:
        own = [one for one in open_ if _speaks_of(one.message, line.text)]
        open_ = [one for one in open_ if one not in own]
        advice = (one.advice for one in own if "đối chiếu" not in line.says)
        yield " ".join([f"{line.text}: {line.says}.", *advice]).strip()
    yield from map(_with_advice, open_)


def _dropped(sheet: ReviewSheet) -> Iterator[str]:
    """Last year's law that was not used again, each with why."""
    for line in sheet.dropped:
        yield f"Không dùng lại căn cứ của năm trước: {line.text}: {line.says}."


def _speaks_of(message: str, reference: str) -> bool:
    """Whether a finding is about that reference: by its name, or by its number alone."""
    number = _NUMBER.search(reference)
    return message.startswith(reference) or bool(number and f"số {number[0]} " in message)


def _left_out(sheet: ReviewSheet) -> Iterator[str]:
    by_reason: dict[str, list[str]] = {}
    for one in sheet.left_out:
        by_reason.setdefault(one.reason.strip(" ."), []).append(f"“{one.quote.strip(' .;')}”")
    for reason, quotes in by_reason.items():
        yield f"{', '.join(quotes)}: {reason[:1].lower()}{reason[1:]}."


def _sources(sheet: ReviewSheet, targets_file: str) -> Iterator[str]:
    if sheet.targets:
        where = f" ({targets_file})" if targets_file else ""
        yield f"Chỉ tiêu: biểu của đơn vị{where}, giữ nguyên từng số."
    if sheet.sources:
        each = (line.removeprefix("Mục ").rstrip(".") for line in sheet.sources)
        yield f"Từng mục của dự thảo: {' | '.join(each)}."
