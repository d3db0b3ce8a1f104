"""What the official told beyond the slots: put to use where it fits, else told back.

A sentence with a day, or with a piece of work, becomes part of the plan: under the content item
of its topic, or among the dates of the organisation. What finds no place is never lost in
silence: the draft says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from drafter.document.brief import Brief, Slot, Statement
from drafter.document.facts import Ground, GroundKind
from drafter.document.model import LaunchDocument, Paragraph

from .cascade import Carried, in_keys, paragraph
from .due import sets_own_days
from .entries import Entry
from .scene import Scene, tidy

_DAY = re.compile(
    r"trước (?:ngày )?\d{1,2}/\d{1,2}|xong trước|hoàn thành trước|chậm nhất|trong (?:tháng|quý)|"
    r"ngày \d{1,2}/\d{1,2}",
    re.IGNORECASE,
)
_FRAME = re.compile(
    r"giao ước|sơ kết|tổng kết|báo cáo|chấm điểm|bình xét|kiểm tra|hội nghị|lễ phát động|đăng ký thi đua|^gửi",
    re.IGNORECASE,
)
_WORK = re.compile(
    r"tập trung|phấn đấu|xây dựng|làm (?:đường|nhà|cầu)|sửa|nâng cấp|mở lớp|trồng|khởi công|tổ chức|ra quân|"
    r"vận động|triển khai|hoàn thành",
    re.IGNORECASE,
)
_DENIES = re.compile(r"\bkhông\b|\bchưa\b", re.IGNORECASE)
_LEAD = re.compile(r"^(?:trong năm(?: nay)?|năm nay|năm \d{4})\s*,?\s*", re.IGNORECASE)
_HERE = re.compile(
    r"^(?:xã|phường|đặc khu|thị trấn)\s+(?:sẽ\s+|đang\s+)?(?=tập trung|phấn đấu|xây|làm|mở|tổ)",
    re.I,
)


def with_told(entries: list[Entry], scene: Scene) -> None:
    """Work that the official told of, as a sentence under the item of its topic."""
    for statement in _statements(scene):
        if _FRAME.search(statement.text) or not _is_work(statement.text):
            continue
        ranked = scene.clauses.classify(statement.text)
        topic = ranked[0].topic if ranked else None
        entry = next((e for e in entries if e.topic == topic), None)
        if entry is None and topic is None:
            continue
        if entry is None:
            entry = Entry(scene.clauses.heading(str(topic), scene.seed), topic)
            entries.append(entry)
        entry.add(_said(statement, scene), topic)


_PLACES = {
    "thoi-gian": re.compile(
        r"sơ kết|tổng kết|hội nghị|lễ phát động|bình xét|chấm điểm|kiểm tra", re.I
    ),
    "bao-cao": re.compile(r"báo cáo|^gửi", re.I),
    "giao-uoc": re.compile(r"giao ước|đăng ký thi đua", re.I),
}


def dated_frame(scene: Scene, place: str) -> list[Paragraph]:
    """Dates the official gave for the movement itself.

    ``place`` is "thoi-gian" (reviews), "bao-cao" (reports) or "giao-uoc" (signing).
    """
    found = []
    for statement in _statements(scene):
        if scene.brief.directive is not None and sets_own_days(statement):
            continue  # it stands where the bodies are told to report
        fitting = next((p for p, words in _PLACES.items() if words.search(statement.text)), None)
        if fitting == place and _DAY.search(statement.text):
            found.append(_said(statement, scene))
    return found


def told_back(brief: Brief, document: LaunchDocument, carried: Iterable[Carried]) -> Iterator[str]:
    """A sentence to the official for each statement that the document does not use."""
    used = {ground.quote for _, p in document.paragraphs() for ground in p.grounds}
    used |= {use.ground.quote for use in document.ledger()}
    reasons = " ".join(fate.reason for one in carried for fate in one.fates)
    for statement in brief.statements:
        if statement.text in used or statement.text.strip(" .") in reasons:
            continue
        yield (
            f"Anh/chị có cho biết “{statement.text.strip(' .')}”: dự thảo chưa dùng câu này; "
            "nếu cần, xin nói rõ đưa vào mục nào."
        )
    if Slot.RESOLUTION in brief.absent:
        yield (
            "Anh/chị cho biết chưa có nghị quyết của Hội đồng nhân dân nên dự thảo không ghi căn cứ này; "
            "khi có nghị quyết thì bổ sung số, ngày, trích yếu."
        )


def _statements(scene: Scene) -> Iterator[Statement]:
    for statement in scene.brief.statements:
        if not _DENIES.search(statement.text):
            yield statement


def _is_work(text: str) -> bool:
    """Whether a sentence says what is to be done this year."""
    planned = _DAY.search(text) or _LEAD.match(text) or _HERE.match(text)
    return bool(_WORK.search(text) and planned)


def _said(statement: Statement, scene: Scene) -> Paragraph:
    words = _HERE.sub("", _LEAD.sub("", tidy(statement.text).strip(" .")))
    words = f"{words[:1].upper()}{words[1:]}"
    ground = Ground(GroundKind.USER, f"lượt {statement.turn}", statement.text)
    return paragraph(in_keys(words, scene, ground) + ".", ground)
