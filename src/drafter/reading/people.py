"""Who receives the document and who is given a task."""

from __future__ import annotations

import re

from drafter.document.facts import Span
from drafter.document.reading import Body, SectionMark

from .layout import BULLET, LABEL, paragraphs
from .vietnamese import LOWER, UPPER, bare, legible

_RECIPIENTS = re.compile(r"(?m)^(?:N[ơƠ][iI] nhận|NƠI NHẬN)\s*:?")
_SIGNED = re.compile(
    rf"(?:TM|T/M|KT|TL|TUQ|Q)\s?\.\s*[{UPPER}]|(?:PHÓ |QUYỀN )?CHỦ TỊCH|(?:PHÓ )?GIÁM ĐỐC|~|"
    rf"Phụ lục|PHỤ LỤC"
)
_DASH = re.compile(r"[-+•]\s*")


def find_recipients(text: str, clean: str | None = None) -> tuple[str, ...]:
    """The lines under "Nơi nhận", split at semicolons, without dash and end punctuation."""
    clean = legible(text) if clean is None else clean
    head = _RECIPIENTS.search(clean)
    if not head:
        return ()
    lines = [(p, p.of(clean).strip()) for p in paragraphs(text[head.end() :])]
    items: list[str] = []
    printed = [
        (text[head.end() + p.start : head.end() + p.end].strip(), _easy(clean, head.end(), p))
        for p, _ in lines
    ]
    dashed = any(_DASH.match(easy) for _, easy in printed)
    for written, easy in printed:
        if _SIGNED.match(easy) and items and not dashed:
            break
        if re.match(r"Phụ lục|PHỤ LỤC", easy):
            break
        if dash := _DASH.match(easy):
            items.append(written[dash.end() :])
        elif not dashed and not _SIGNED.match(easy):
            items.append(written)
        elif items and (easy[:1].islower() or items[-1].rstrip().endswith(",")):
            items[-1] += " " + written
        if items and re.match(r"Lưu\b", items[-1]):
            break
    return tuple(part for item in items for part in _split(item))


def _easy(clean: str, offset: int, span: Span) -> str:
    return clean[offset + span.start : offset + span.end].strip()


def _split(item: str) -> list[str]:
    parts = re.split(r";\s*-?\s*", item) if not item.startswith("Lưu") else [item]
    cleaned = (re.sub(r"[\s;.,:]+(?:/\.?)?$", "", " ".join(part.split())) for part in parts)
    return [part for part in cleaned if part]


_ORGANISATION = re.compile(
    r"(?:to chuc thuc hien|trach nhiem|phan cong|to chuc trien khai|thoi gian va to chuc|"
    r"nhiem vu cua)"
)
_LEAD = re.compile(
    r"(?:Giao|Đề nghị|Yêu cầu|Phân công|Trân trọng đề nghị|Ủy quyền|Đề nghị các|"
    r"Trách nhiệm của|Giao cho)\s+(?:nhiệm vụ cho\s+)?"
)
_BODY_START = re.compile(
    r"(?:[Cc]ác\s|Ủy ban|Uỷ ban|ủy ban|UBND|UBMT|Mặt trận|MTTQ|Văn phòng|Phòng|Công chức|"
    r"Công an|Ban\s|BCH|Hội\s|Hội đồng|HĐND|"
    r"Đoàn|Trung tâm|Trạm|Trường|Sở|Thủ trưởng|Trưởng|Đài|Trang [Tt]hông tin|Cán bộ|Bộ phận|"
    r"Quân sự|Chỉ huy|Đồn|Đảng ủy|Chi bộ|"
    r"Liên đoàn|Tổ (?:công nghệ|dân phố|trưởng|truyền)|Thôn|Xóm|Khối|Cụm|Bộ [Cc]hỉ huy|Báo|"
    r"Hợp tác xã|Doanh nghiệp|Cơ quan|Kế toán|Tài chính|Bí thư|Lãnh đạo|Ấp|Thường trực|"
    r"Thành viên|Bảo hiểm|Chi cục|Kho bạc)"
)
_TASK = re.compile(
    r"\s*(?::\s|\s(?:căn cứ|có trách nhiệm|chủ trì|chủ động|phối hợp|tham mưu|"
    r"(?<![Cc]ác )tổ chức(?!\s+(?:chính trị|đoàn thể|xã hội|thành viên|hội|cơ sở|đảng|"
    r"Đảng))|tích cực|kiểm tra|theo dõi|hướng dẫn|giúp|"
    r"xây dựng|vận động|tuyên truyền|triển khai|đôn đốc|thực hiện|tổng hợp|báo cáo|bố trí|"
    r"cân đối|mở (?:chuyên|các)|ban hành|"
    r"phát động|họp|ký|là (?:cơ quan|đầu mối)|quán triệt|đẩy mạnh|khẩn trương|cụ thể hóa|"
    r"phát huy|đăng ký|lồng ghép|tăng cường|lựa chọn|rà soát|tiếp tục|"
    r"trên cơ sở|tập trung|duy trì|đưa tin|chịu trách nhiệm|thường xuyên|nghiêm túc|lập|"
    r"bảo đảm|đảm bảo|chỉ đạo|phổ biến|làm|giám sát|phụ trách|thẩm định|đề xuất|chuẩn bị|"
    r"cấp phát|đánh giá|được giao|"
    r"cùng phối hợp)(?![" + LOWER + r"]))"
)
_SPLIT = re.compile(
    rf"\s*[,;]\s+(?=các\s|(?:Ủy ban|UBND|Văn phòng|Phòng|Công chức|Công an|Ban|Hội|Đoàn|"
    rf"Trung tâm|Trạm|Trường|Sở|Đài|Trang|MTTQ|Mặt trận|Bộ)(?![{LOWER}]))"
    rf"|(?<!HĐND)\s+và\s+(?=các\s|(?:Ủy ban|UBND|Phòng|Công chức|Công an|Hội|Đoàn|Trường|Sở|"
    rf"Đài|Ban Chỉ huy)(?![{LOWER}]))"
)


def find_bodies(
    text: str, sections: tuple[SectionMark, ...], clean: str | None = None
) -> tuple[Body, ...]:
    """Organisations that the last part gives a task, each with the sentence that gives it."""
    clean = legible(text) if clean is None else clean
    zone = _zone(sections, clean)
    if zone is None:
        return ()
    out: list[Body] = []
    for paragraph in paragraphs(text):
        if zone.start <= paragraph.start < zone.end:
            out += _bodies_of(text, clean, paragraph)
    seen: set[str] = set()
    return tuple(b for b in out if not (b.name in seen or seen.add(b.name)))  # type: ignore[func-returns-value]


def _zone(sections: tuple[SectionMark, ...], clean: str) -> Span | None:
    """From the heading of the organisation part to the list of recipients."""
    heads = [s for s in sections if _ORGANISATION.search(bare(s.title[:80])) and len(s.title) < 90]
    if not heads:
        return None
    tail = _RECIPIENTS.search(clean)
    begin = heads[-1]
    shallow = [s for s in heads if s.depth == min(h.depth for h in heads)]
    begin = shallow[-1]
    return Span(begin.span.end, max(tail.start() if tail else len(clean), begin.span.end))


def _bodies_of(text: str, clean: str, paragraph: Span) -> list[Body]:
    at = paragraph.start
    for mark in (LABEL, BULLET):
        if found := mark.match(clean, at, paragraph.end):
            at = found.end()
    out: list[Body] = []
    for sentence in _sentences(clean, at, paragraph.end):
        out += _given(text, clean, sentence)
    return out


def _sentences(clean: str, start: int, end: int) -> list[Span]:
    out, at = [], start
    for stop in re.compile(rf"[.;]\s+(?=[{UPPER}])").finditer(clean, start, end):
        out.append(Span(at, stop.start() + 1))
        at = stop.end()
    return [*out, Span(at, end)]


def _given(text: str, clean: str, sentence: Span) -> list[Body]:
    at = sentence.start
    if lead := _LEAD.match(clean, at, sentence.end):
        at = lead.end()
        if lead.group().startswith("Yêu cầu"):
            return []
    if not _BODY_START.match(clean, at, sentence.end):
        return []
    subject_end = _subject_end(clean, at, min(sentence.end, at + 420))
    if subject_end is None:
        return []
    task = " ".join(sentence.of(text).split())
    return [Body(name, task, span) for name, span in _names(text, clean, at, subject_end)]


def _subject_end(clean: str, start: int, end: int) -> int | None:
    depth_at = start
    for task in _TASK.finditer(clean, start, end):
        depth_at = task.start()
        inside = clean.count("(", start, depth_at) > clean.count(")", start, depth_at)
        if not inside and depth_at > start:
            return depth_at
    return None


def _names(text: str, clean: str, start: int, end: int) -> list[tuple[str, Span]]:
    out = []
    at = start
    for found in [*_SPLIT.finditer(clean, start, end), None]:
        stop = found.start() if found else end
        inside = found and clean.count("(", start, stop) > clean.count(")", start, stop)
        if inside:
            continue
        name = re.sub(r"\s*\(.*$", "", " ".join(text[at:stop].split())).strip(" ,;:.")
        if name:
            out.append((name, Span(at, stop)))
        at = found.end() if found else end
    return out
