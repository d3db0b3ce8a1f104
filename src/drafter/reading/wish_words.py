"""The words of wishes about a written draft: verbs, names of places, courtesies, pieces."""

from __future__ import annotations

import re

from drafter.reading.message_words import plain, sentences, typed

ITEM = r"(?:phan|muc|tieu muc|chuong|noi dung|doan van|doan|cau van|cau|y|dong|khoan|diem|gach dau dong|cho)"
"""What people call a piece of a document, on the plain face."""

LABEL = r"(?:[ivx]+(?:\.\w+)*|\d{1,2}(?:\.\w+)*|[a-y])"
PLACE = (
    r"(?:(?:phan|muc|tieu muc|chuong|diem|khoan|y|noi dung|doan)\s+(?:so |thu )?"
    r"(?:[ivx]+(?:\.[\w]+)*|\d{1,2}(?:\.\w+)*|[a-y])\b\)?(?![/%])(?:[\s,]+(?=(?:phan|muc|diem|khoan|chuong)\b))?)+"
)
"""A place by its label: "mục 2.4", "điểm b mục 1 phần IV"."""

DROPS = r"(?:bo|xoa|cat|loai|luoc|go|gach|huy)(?: bo)?"
ADDS = r"(?:them|bo sung|chen|viet them|noi them|dua them|ghi them)(?: vao| vo| cho| giup| gium)*"
SHORTENS = (
    r"(?:rut|rut gon|rut ngan|tom gon|tom tat|viet gon|viet ngan|lam gon|thu gon|ngan (?:lai|bot)|cat bot|luoc bot|bot|co gon"
    r"|tinh gon)"
)
MOVES = r"(?:chuyen|dua|doi|day|dem|keo|de)"
REPLACES = r"(?:thay|sua|doi|chinh|sua lai|doi lai)"
TOO_LONG = r"(?:hoi |nhin |van )?(?:con )?(?:dai|dai dong|ruom ra|rom ra|lan man|lom thom|nhieu chu|nhieu muc)(?: dong)? qua"
WHOLE = r"(?:toan bo|toan van|ca van ban|ca bai|het|tat ca|van ban|du thao|ke hoach|bai)\b(?! cua)"
DAY = r"\d{1,2}\s*[/.-]\s*\d{1,2}(?:\s*[/.-]\s*\d{4})?|\d{1,2} thang \d{1,2}(?: nam \d{4})?"

_LEAD = re.compile(
    r"^(?:(?:em|e|anh|chi(?! (?:tieu|thi|bo|huy|dao|phi|tiet))|ban(?! (?:truoc|cu|so|goc|dau|\d|chi|thuong))|oi|a"
    r"|hay|giup|gium|cho|lam on|nho|xin|vui long|muon|can(?! (?:cu|bo))|ok|oke|da(?! sua| doi)|vang|u"
    r"|thoi(?! (?:gian|han|diem))|cu|nen|phai|gio|bay gio|the|vay|toi|minh|nho em|doan nay|voi|luon|nua)[\s,]+)+"
)
_COURTESIES = (
    "giúp giùm dùm hộ với nhé nha nghe nhen hen đi coi thôi ạ à ơi em e chị anh bạn mình tôi luôn nữa nào vậy dạ "
    "giup gium dum nhe di thoi a voi luon nua vay xem hí hỉ nghen được đc"
)
_TAILS = frozenset(_COURTESIES.split())
_NEED_ACCENT = frozenset({"nha"})
_MAY_I = re.compile(
    r"[\s,]+(?:có )?(?:được|duoc|đc|dc|nhé|nha)\s+(?:không|khong|ko|k|hông|hong|hôn)(?: (?:em|anh|chị|vậy|ạ))*$",
    re.I,
)
_DIGIT_END = re.compile(r"\d\s*$")


def trimmed(text: str) -> str:
    """The message without courtesies: "em bỏ mục 2 giúp chị nhé" is "bỏ mục 2"."""
    text = _MAY_I.sub("", typed(text).strip(" .!?,;"))
    face = plain(text)
    if lead := _LEAD.match(face):
        text = text[lead.end() :] or text
    while " " in text:
        head, _, last = text.rpartition(" ")
        word = last.lower().strip(".,!?")
        # Without diacritics "6 nha" counts houses.
        if word not in _TAILS or (word in _NEED_ACCENT and _DIGIT_END.search(head)):
            break
        text = head.rstrip(" ,.!?")
    return text


_VERB = (
    r"(?:bo|xoa|cat|them|bo sung|chen|sua|doi|thay|rut|rut gon|rut ngan|tom gon|viet|soan|chuyen|dua|dao|nang|ha|"
    r"giam|tang|dat|cho|lay|giu|ghi|giao(?! (?:uoc|thong|duc|quan|luu))|dien|muc tieu|chi tieu|chu de|nguoi ky"
    r"|vi sao|tai sao|hoan tac)\b"
)
_JOINT = re.compile(
    rf"(?:\s+(?:va|roi|dong thoi|voi lai|con)(?: (?:cung|thi|nua))?\s+|\s*[,;]\s*(?:va |roi |dong thoi |con )?)(?={_VERB})"
)
_FIGURE = r"[^\d,;“”\"]{2,60}?\d[\d.,/]*(?:\s*(?:%|[^\W\d_]+(?:\s[^\W\d_]+){0,2}))?"
_FIGURES = re.compile(rf"^{_FIGURE}(?:(?:\s+va\s+|\s*[,;]\s+){_FIGURE})+$")
_FIGURE_JOINT = re.compile(r"\s+va\s+(?=\D)|\s*[,;]\s+(?=\D)")
_THEN_FIGURE = re.compile(rf"(?<=[”\"])\s*(?:,|va)\s+(?={_FIGURE}$)")
_MASK = re.compile(r"[“\"«].*?[”\"»]")


def pieces(text: str) -> tuple[str, ...]:
    """The wishes of one message, apart: "bỏ mục 2 và rút gọn phần IV" are two.

    A joint inside quotation marks parts nothing; what only lists things stays whole.
    """
    out: list[str] = []
    for span in sentences(text):
        out += _apart(span.of(text))
    return tuple(out) or (text,)


def _apart(sentence: str) -> list[str]:
    face = _MASK.sub(lambda m: "“" + "x" * (len(m[0]) - 2) + "”", plain(sentence))
    bare = plain(trimmed(sentence))
    joints = [m.span() for m in _JOINT.finditer(face) if _starts_wish(face[: m.start()])]
    if _starts_wish(face):
        joints += [m.span() for m in _THEN_FIGURE.finditer(face)]
    if not joints and _FIGURES.match(bare) and not re.search(PLACE, bare):
        joints = [m.span() for m in _FIGURE_JOINT.finditer(face)]
    joints.sort()
    starts = [0, *(end for _, end in joints)]
    ends = [*(start for start, _ in joints), len(sentence)]
    return [part for a, b in zip(starts, ends, strict=True) if (part := sentence[a:b].strip())]


def _starts_wish(before: str) -> bool:
    """Whether what stands before a joint is a wish of its own, no part of a fact."""
    lead = _LEAD.match(before)
    rest = before[lead.end() :] if lead else before
    return re.match(_VERB, rest) is not None or re.search(r"\d\s*%?\s*$", rest) is not None


_ASKS = re.compile(
    r"\?\s*$|\b(?:vi sao|tai sao|sao (?:lai|co|khong|ma|ghi|de)|the nao|nhu the nao|bao nhieu"
    r"|may (?:ban|chi tieu|dieu|trang|noi)|o dau|tu dau|dau ra|bao gio|khi nao|ngay nao"
    r"|gom (?:nhung )?(?:ai|gi)|nhung ai|nhung gi)\b"
    # Of the middle of the country: "răng lại …", "lấy mô ra", "khi mô".
    r"|^rang (?:lai|co|ma|khong)\b|\b(?:lay|khi|o|tu|dau|cho) mo\b(?! (?:hinh|cua|ta|rong))|\bmo ra\b"
    r"|\bsao(?: (?:em|vay|the|day))?$"
    r"|^(?:ai|sao|may)\b|\b(?:la|cua|ky|boi|do) ai\b|\b(?:ai|nao|gi)(?: (?:vay|the|day|a|ha|em|ky|tham muu))*$"
    r"|^(?!khong |chua |moi ).*\b(?:nao|gi)\b(?! cung).{0,40}$|\b(?:khong|ko|k|hong|hok|chua)(?: (?:em|vay|ta|a|ha|anh|chi))*$"
    r"|^(?:cho|dua)(?: (?:toi|em|minh|chi|anh))? (?:coi|xem|hoi|biet)\b"
)
_ORDERS = re.compile(
    rf"^(?:{_VERB}|in\b|gui\b|xuat\b|luu\b|huy\b|dung\b|danh (?:lai )?so\b|can (?:giua|le|deu)\b|gon\b|ngan\b"
    r"|gom\b|gop\b|tach\b|bot\b|chinh\b|lam\b|kiem tra\b|nhap\b"
    r"|sap xep\b|to dam\b|in dam\b|can le\b|canh\b|dich\b|dung lai\b|tat\b|mo\b)"
)


def asks(text: str) -> bool:
    """Whether a message is a question, with or without its mark."""
    whole = typed(text).strip(" .!,;")
    polite = _MAY_I.search(whole.rstrip(" ?"))
    if " " not in whole.strip("? ") or (polite and orders(whole[: polite.start()])):
        return False
    counts = re.search(r"\bmấy\b", whole.lower()) is not None and not orders(whole)
    return counts or _ASKS.search(plain(whole)) is not None


def orders(text: str) -> bool:
    """Whether a message tells to do something to the draft and states no fact."""
    return _ORDERS.match(plain(trimmed(text))) is not None
