"""Questions about a written draft, answered from the draft itself and with its sources.

An answer quotes what stands in the draft, the targets, the register of law or the directive;
what none of them says is said to be unknown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from drafter.document.facts import Citation, FactKind, Ground, GroundKind, Target, Use
from drafter.document.model import Paragraph, SectionKind
from drafter.drafting.edits import decimal, matching, with_unit
from drafter.drafting.edits_lines import gaps
from drafter.drafting.places import by_label, by_words, named, paragraphs, walked, words_at
from drafter.drafting.questions import capital, ground_words
from drafter.drafting.written import Written
from drafter.reading import find_citations
from drafter.reading.message_words import plain
from drafter.reading.wish_noun import label_of
from drafter.reading.wish_words import PLACE, asks, trimmed
from drafter.register.verdicts import state

_MOST = 4


def answer(text: str, draft: Written) -> str | None:
    """The answer to a question, or ``None`` when the message asks nothing about the draft."""
    if not asks(text):
        return None
    face = plain(trimmed(text))
    for pattern, tell in _TELLS:
        if re.search(pattern, face) and (said := tell(text, face, draft)):
            return said
    return None


# --- people, parts, numbers -------------------------------------------------------------------


def _signer(text: str, face: str, draft: Written) -> str:
    signature = draft.document.signature
    post = " / ".join(signature.lines)
    if signature.name is None:
        return f"Chỗ ký ghi {post}, chưa có họ tên. Anh/chị nhắn, ví dụ: “người ký: Chủ tịch Lê Văn Ba”."
    return f"Người ký: {signature.name} ({post}). Đổi thì nhắn, ví dụ: “đổi người ký sang Phó Chủ tịch …”."


def _drafter(text: str, face: str, draft: Written) -> str:
    who = draft.brief.drafter_unit
    if who:
        return f"Đơn vị tham mưu: {who}."
    return (
        "Chưa có đơn vị tham mưu. Anh/chị nhắn, ví dụ: “đơn vị tham mưu: Phòng Văn hóa - Xã hội”."
    )


def _self(text: str, face: str, draft: Written) -> str:
    return (
        "Tôi là chương trình giúp soạn văn bản phát động thi đua. Với dự thảo này tôi sửa theo lời nhắn "
        "(“bỏ mục III.4”, “BHYT 96%”, thay “…” bằng “…”), trả lời nguồn của từng số liệu, kiểm tra lại "
        "và giữ mọi bản đã có."
    )


def _recipients(text: str, face: str, draft: Written) -> str:
    return "Nơi nhận đang có:\n" + "\n".join(f"- {line}" for line in draft.document.recipients)


def _theme(text: str, face: str, draft: Written) -> str:
    for use in draft.document.ledger():
        if use.kind is FactKind.THEME:
            return f"Chủ đề: {use.text} (nguồn: {ground_words(use.ground)})."
    return "Dự thảo chưa có chủ đề. Anh/chị nhắn, ví dụ: “đổi chủ đề thành “…””."


def _missing(text: str, face: str, draft: Written) -> str:
    blanks = list(dict.fromkeys(use.text for _, use in gaps(draft.document)))
    lines = []
    if blanks:
        lines.append("Còn để trống trong dự thảo: " + ", ".join(blanks) + ".")
    if draft.document.signature.name is None:
        lines.append("Chưa có họ tên người ký.")
    lines.append(counted(draft))
    return "\n".join(lines)


def counted(draft: Written) -> str:
    """How many points the check still has, and where to read them."""
    of = {s: [f for f in draft.findings if f.severity == s] for s in ("error", "warning", "info")}
    if not draft.findings:
        return "Kiểm tra: không thấy lỗi nào."
    said = (
        f"Kiểm tra: {len(of['error'])} điểm phải sửa trước khi ký, {len(of['warning'])} điểm cần "
        f"anh/chị quyết định, {len(of['info'])} lưu ý. Chi tiết ở mục “Kiểm tra”."
    )
    worst = (*of["error"], *of["warning"])[:3]
    return "\n".join([said, *(f"- {finding.message}" for finding in worst)])


def _length(text: str, face: str, draft: Written) -> str:
    words = sum(len(p.text.split()) for _, p in draft.document.paragraphs())
    return f"Dự thảo có {len(draft.document.sections)} phần, khoảng {words} chữ."


def _from_above(text: str, face: str, draft: Written) -> str:
    found = []
    for path, section in walked(draft.document):
        grounds = [g for p in section.paragraphs for g in p.grounds]
        if section.heading and any(g.kind is GroundKind.DIRECTIVE for g in grounds):
            found.append(f"- {path}. {section.heading}")
    if not found:
        return ""
    return (
        "Các mục có nội dung lấy từ văn bản của cấp trên:\n" + "\n".join(found)
        + "\nXem từng nội dung ở mục “Đối chiếu”."
    )  # fmt: skip


# --- targets ----------------------------------------------------------------------------------


def _weaker(text: str, face: str, draft: Written) -> str:
    found = [f for f in draft.findings if f.rule == "CT-01"]
    if not found:
        return "Không có chỉ tiêu nào thấp hơn mức cấp trên giao trong văn bản anh/chị gửi."
    lines = "\n".join(f"- {f.message}" for f in found[:8])
    return f"Có {len(found)} chỉ tiêu thấp hơn mức cấp trên giao:\n{lines}"


def _assigned(text: str, face: str, draft: Written) -> str:
    words = _topic_words(text, r"tinh|huyen|cap tren|giao|bao nhieu|may|muc|cho xa|xa minh")
    of = tuple(floor.target for floor in draft.floors)
    places = _named_targets(of, words, draft)
    if not words or not places:
        return ""
    lines = []
    for at in places[:_MOST]:
        floor = draft.floors[at]
        lines.append(f"- {capital(floor.quote.strip())} ({floor.ref}).")
    return "Văn bản của cấp trên giao:\n" + "\n".join(lines)


def _last_year(text: str, face: str, draft: Written) -> str:
    words = _topic_words(text, r"nam|ngoai|truoc|bao nhieu|may|dat|duoc")
    former = draft.brief.previous.targets if draft.brief.previous else ()
    lines = [f"- {t.text.strip()}" for t in _some(former, words, draft)]
    lines += [
        f"- {t.indicator}: {with_unit(t.last_year.written, t.last_year.unit)}"
        for t in _some(draft.brief.targets, words, draft)
        if t.last_year is not None and t.last_year.written
    ]
    if not lines:
        return f"Giấy tờ anh/chị gửi không có số năm trước về “{words}”." if words else ""
    return "Năm trước (chỉ để so sánh, không vào dự thảo):\n" + "\n".join(dict.fromkeys(lines))


def _some(targets: Iterable[Target], words: str, draft: Written) -> list[Target]:
    of = tuple(targets)
    return [of[at] for at in _named_targets(of, words, draft)][:_MOST]


def _named_targets(of: tuple[Target, ...], words: str, draft: Written) -> tuple[int, ...]:
    """By the words as typed, else by the indicator they name."""
    if places := matching(of, words):
        return places
    same = draft.tools.register.indicators.same
    return tuple(at for at, target in enumerate(of) if words and same(target.indicator, words))


# --- law --------------------------------------------------------------------------------------

_KINDS = (
    r"hien phap|bo luat|luat|nghi dinh|nghi quyet|chi thi|thong tu|quyet dinh|ket luan|ke hoach"
)


def _law(text: str, face: str, draft: Written) -> str:
    uses = [u for u in draft.document.ledger() if u.kind is FactKind.CITATION]
    wanted = [u for u in uses if _asked_for(u, face)]
    lines = dict.fromkeys(_life(use, draft) for use in wanted)
    if not lines and (outside := find_citations(text)):
        lines = dict.fromkeys(_verdict(citation, draft) for citation in outside)
    kind, number = re.search(rf"\b(?:{_KINDS})\b", face), re.search(r"\b\d{1,3}\b", face)
    if not lines and kind and number:
        rows = draft.tools.register.instruments.search(f"{kind.group()} {number.group()}", 3)
        on, year = draft.brief.as_of, draft.brief.year
        named = [r for r in rows if re.match(rf"0*{number.group()}\b", r.number or "")]
        lines = dict.fromkeys(
            state(draft.tools.register.instruments, row, on, year).why for row in named
        )
    return "\n".join(f"- {line}" for line in list(lines)[:6])


def _asked_for(use: Use, face: str) -> bool:
    """A citation of the kind and with the number that the question names; all for "căn cứ"."""
    kind = re.search(rf"\b(?:{_KINDS})\b", face)
    numbers = [n for n in re.findall(r"\d+", face) if len(n) != 4]
    said = plain(use.text)
    if kind and not said.startswith(kind.group()):
        return False
    return all(re.search(rf"\b0*{n}\b", said) for n in numbers)


def _life(use: Use, draft: Written) -> str:
    """Whether what is cited holds; a paper that the official gave needs no register."""
    given = draft.brief.directive
    citation = next(iter(find_citations(use.text)), Citation(use.text, ""))
    number = given.header.number if given is not None else None
    if (
        number
        and citation.number
        and citation.number.startswith(number.split("/")[0])
        and (use.ground.kind is GroundKind.DIRECTIVE or draft.brief.directive is None)
    ):
        return f"{_short(use.text)}: văn bản của cấp trên mà anh/chị đã gửi."
    if use.ground.kind is GroundKind.USER:
        return f"{_short(use.text)}: theo lời anh/chị; {_verdict(citation, draft)}"
    return _verdict(citation, draft)


def _verdict(citation: Citation, draft: Written) -> str:
    instruments = draft.tools.register.instruments
    return instruments.verdict(citation, draft.brief.as_of, draft.brief.year).why


def _short(citation: str) -> str:
    """Kind, number and day of a citation, without issuer and title."""
    return re.split(r"\s(?:của|về|quy định)\s", citation)[0]


# --- why, where, when ---------------------------------------------------------------------------

_FIGURE = re.compile(r"(?<![\d/.])\d+(?:[.,]\d+)*(?![\d/])")
_ASKING = (
    r"vi sao|tai sao|sao|lai|co|so|o dau|tu dau|dau|ra|lay|la|nguon|cua|nao|gi|vay|the|day|ha|chi tieu|khong|ko|ghi"
    r"|dua|vao|muc|phan|trong|du thao|van ban|nay|dieu|thi|ma|em|anh|chi|han|ngay|khi|bao gio|noi|ve|cho|coi|xem|k|may"
)


def _why(text: str, face: str, draft: Written) -> str:
    if place := re.search(PLACE, face):
        return _why_there(place.group(), draft)
    figures = {d for f in _FIGURE.findall(text) if (d := decimal(f)) is not None}
    words = _topic_words(text, _ASKING)
    ledger = draft.document.ledger()
    found = [u for u in ledger if figures and figures & set(_figures(u.text))]
    if words and (narrower := [u for u in found if _has(u, words)]):
        found = narrower
    if not figures and words:
        found = [u for u in ledger if _has(u, words)]
    lines = dict.fromkeys(f"“{u.text}”: {ground_words(u.ground)}." for u in found)
    if lines:
        return "\n".join(list(lines)[:_MOST])
    told = [f.message for f in draft.findings if words and _in(words, f.message)]
    if told and not figures:
        return "\n".join(f"- {message}" for message in told[:2])
    return _where(text, face, draft) if words else ""


def _why_there(place: str, draft: Written) -> str:
    """What a place of the draft rests on, paragraph by paragraph."""
    spots = by_label(draft.document, place.split()[0], label_of(place))
    lines = []
    for path, at, paragraph in paragraphs(draft.document):
        if any(path == s.path and s.paragraph in (None, at) for s in spots):
            lines.append(f"- “{' '.join(paragraph.text.split()[:10])}…”{_source(paragraph)}")
    return "\n".join(lines[:6])


def _figures(text: str) -> Iterator[Decimal]:
    for written in _FIGURE.findall(text):
        if (value := decimal(written)) is not None:
            yield value


def _has(use: Use, words: str) -> bool:
    face: Callable[[str], str] = plain if words.lower() == plain(words) else str.lower
    return set(re.findall(r"\w+", face(words))) <= set(re.findall(r"\w+", face(use.text)))


def _when(text: str, face: str, draft: Written) -> str:
    from drafter.drafting.edits_lines import days_for

    words = _topic_words(text, _ASKING + r"|thoi|het|truoc|la ngay")
    found = [words_ for _, words_ in days_for(draft.document, words)] if words else []
    return "\n".join(f"- {capital(said)}." for said in dict.fromkeys(found))


def _where(text: str, face: str, draft: Written) -> str:
    words = _topic_words(text, _ASKING)
    spots = by_words(draft.document, "doan", words) if words else []
    lines = []
    for spot in spots[:3]:
        paragraph = next(p for path, at, p in paragraphs(draft.document)
                         if (path, at) == (spot.path, spot.paragraph))  # fmt: skip
        source = _source(paragraph)
        lines.append(
            f"- {capital(named(draft.document, spot))}: “{words_at(draft.document, spot, 24)}”{source}"
        )
    lines += [f"- Nơi nhận: {r}" for r in draft.document.recipients if words and _in(words, r)]
    if lines:
        more = f"\nCòn {len(spots) - 3} chỗ nữa." if len(spots) > 3 else ""
        return "\n".join(lines) + more
    if len(words.split()) <= 4 and re.search(r"\b(?:co|sao|ghi|o dau|nao)\b", face):
        return f"Trong dự thảo không có chỗ nào nói về “{words}”."
    return (
        "Tôi không thấy điều này trong dự thảo và giấy tờ anh/chị đã gửi nên không trả lời được. Tôi trả "
        "lời về dự thảo, ví dụ: “vì sao có số 96%?”, “căn cứ còn hiệu lực không?”, “ai ký?”."
    )


def _duty(text: str, face: str, draft: Written) -> str:
    """Who does a thing, or what a body does: from the part where work is given out."""
    words = _topic_words(
        text, _ASKING + "|lo|phu trach|lam|chu tri|theo doi|dam nhan|ai|viec|ke hoach"
    )
    part = next((s for s in draft.document.sections if s.kind is SectionKind.ORGANISATION), None)
    spots = by_words(draft.document, "doan", words) if words and part is not None else []
    lines = [
        f"- {capital(named(draft.document, spot))}: “{words_at(draft.document, spot, 40)}”"
        for spot in spots
        if part is not None and spot.path.startswith(f"{part.label}.")
    ]
    return "\n".join(lines[:3])


def _in(words: str, line: str) -> bool:
    return set(re.findall(r"\w+", plain(words))) <= set(re.findall(r"\w+", plain(line)))


def _source(paragraph: Paragraph) -> str:
    grounds: tuple[Ground, ...] = paragraph.grounds[:1]
    return f" (nguồn: {ground_words(grounds[0])[:160]})" if grounds else ""


def _topic_words(text: str, less: str) -> str:
    """What is left of a question without its asking words, as typed."""
    bare = trimmed(text).strip(" ?")
    face = plain(bare)
    drop = {i for m in re.finditer(rf"\b(?:{less})\b", face) for i in range(*m.span())}
    left = "".join(" " if i in drop else c for i, c in enumerate(bare))
    return re.sub(r"\s+", " ", left).strip(" ?,.:")


Tell = Callable[[str, str, Written], str]
_TELLS: tuple[tuple[str, Tell], ...] = (
    (r"tham muu|soan thao", _drafter),
    (r"\bai\b.*\bky\b|\bky\b.*\bai\b|\bnguoi ky\b", _signer),
    (r"^(?:la ai|ten gi|lam duoc (?:nhung )?(?:gi|viec))", _self),
    (r"noi nhan|gui (?:cho )?(?:nhung )?(?:ai|dau|noi nao)", _recipients),
    (r"chu de", _theme),
    (r"thap hon|duoi muc|chua dat muc|thieu so voi", _weaker),
    (r"con (?:thieu|trong|cho nao)|thieu gi|can (?:bo sung|dien) gi", _missing),
    (r"(?:loi|sai|van de|on) (?:gi|khong|chua|cho nao)|co (?:loi|sai)", lambda t, f, d: counted(d)),
    (r"(?:may|bao nhieu) (?:trang|chu|phan)", _length),
    (r"(?:tinh|huyen|cap tren)\b.*\bgiao|giao\b.*\bbao nhieu", _assigned),
    (r"(?:lay|dua|nao)\b.*\b(?:tinh|huyen|cap tren)", _from_above),
    (r"nam (?:ngoai|truoc)", _last_year),
    (
        r"^ai (?:lo|phu trach|lam|chu tri|theo doi|dam nhan)\b|\blam gi\b|phu trach (?:gi|viec)",
        _duty,
    ),
    (rf"hieu luc|can cu|\b(?:{_KINDS})\b", _law),
    (r"\bhan\b|ngay nao|khi nao|bao gio|den (?:ngay|bao)", _when),
    (r"vi sao|tai sao|\bsao\b|dau ra|o dau|tu dau|nguon|lay dau|\d", _why),
    (r".", _where),
)
"""What a question is about, the particular before the general; an empty answer passes on."""
