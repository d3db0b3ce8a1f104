"""What an official wants of a draft that is written: which act, on which place, with which words.

Messages are sloppy: with or without diacritics, with "em ơi" before and "giúp chị nha" behind,
two wishes in one breath. A wish keeps the words as typed; nothing here looks at the draft.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from drafter.reading.message_words import plain
from drafter.reading.wish_noun import Act, Wish, after, cut, label_of
from drafter.reading.wish_words import (
    ADDS,
    DAY,
    DROPS,
    ITEM,
    MOVES,
    PLACE,
    REPLACES,
    SHORTENS,
    TOO_LONG,
    WHOLE,
    asks,
    trimmed,
)

__all__ = ["Act", "Wish", "read_wish"]


def read_wish(text: str) -> Wish | None:
    """The wish of one piece of a message, or ``None`` when it is none about a written draft."""
    question = asks(text)
    text = trimmed(text)
    face = plain(text)
    for read in (_history,) if question else _READERS:
        if (wish := read(text, face)) is not None:
            return wish
    return None


_QUOTED = re.compile(r"[“\"«‘']([^”\"»’']+)[”\"»’']")
_UNDO = re.compile(
    r"\bhoan tac\b|\bundo\b|(?:tro lai |tra lai |de |giu |lay lai )?\bnhu (?:cu|ban dau|luc truoc)\b"
    r"|(?:bo|huy) (?:thay doi|lan sua|cai|viec) (?:vua|moi)|^(?:quay lai|huy|bo sua)$"
    r"|(?:quay lai|tro lai) (?:buoc|luc) truoc|khong sua nua"
)
_BACK = re.compile(
    r"(?:quay (?:lai|ve)|tro (?:lai|ve)|lay (?:lai|ve)?|khoi phuc|mo lai|ve lai|dung)\s*(?:ban|phien ban)"
    r"\s*(?:so |thu )?(?P<which>truoc|cu|ban dau|dau(?: tien)?|goc|\d{1,3})\b"
)
_COMPARE = re.compile(
    r"(?:so|doi chieu)(?: sanh)? (?:voi|ban)\b.*(?:ban|phien ban|nam ngoai|nam truoc)|khac (?:gi|cho nao)"
    r"|(?:vua|da|moi) (?:sua|doi|thay doi) (?:gi|nhung gi|cho nao|the nao)"
)
_VERSIONS = re.compile(
    r"(?:may|bao nhieu|danh sach|nhung|cac) (?:ban|phien ban)(?: da luu| roi| cu)?$"
)


def _history(text: str, face: str) -> Wish | None:
    if found := _BACK.search(face):
        return Wish(Act.BACK, words=found["which"])
    if _UNDO.search(face):
        return Wish(Act.UNDO)
    if _COMPARE.search(face):
        return Wish(Act.COMPARE, words="nam ngoai" if "nam " in face else "")
    return Wish(Act.VERSIONS) if _VERSIONS.search(face) else None


_NUMBER = re.compile(
    r"^(?:danh|ghi|dien|cho|doi|sua) (?:luon )?(?:so van ban|so ky hieu|so \d|ngay ky|ngay ban hanh)"
)
_TITLE = re.compile(
    r"^(?:doi|sua|dat)(?: lai)? (?:tieu de|trich yeu|ten (?:van ban|ke hoach))(?: lai)? (?:thanh|la|:)\s*"
)


def _heading_of_all(text: str, face: str) -> Wish | None:
    if re.match(
        r"^(?:khong phai|dau phai|nham|sai) (?:la )?(?:xa|phuong|dac khu|don vi)(?: nay| do| roi| toi| minh)?$",
        face,
    ):
        return Wish(Act.WRONG_UNIT)
    if _NUMBER.search(face):
        return Wish(Act.NUMBER)
    if re.search(_FORMAT, face):
        return Wish(Act.FORMAT)
    if found := _TITLE.search(face):
        return Wish(Act.TITLE, words=text[found.end() :].strip(' “”".'))
    return None


_FORMAT = (
    r"\b(?:in (?:dam|nghieng)|viet hoa|chu hoa|can (?:giua|le|deu|trai|phai)\b|co chu|phong chu|font|gian dong|cach dong"
    r"|to mau|gach chan)"
)
_TWO = re.compile(rf"^(?:{REPLACES})(?: (?:tu|chu|cau|cum tu|doan|y))?\s*[“\"«‘'].*[”\"»’']")
_PLAIN_TWO = re.compile(
    r"^(?:thay|sua|doi)(?: lai)? (?:tu|chu(?! de)|cum tu) (?P<old>.+?) (?:bang|thanh|sang) (?P<new>.+)$"
    r"|^(?:chu(?! de)|tu|cum tu) (?P<old3>.+?) (?:doi|sua|thay)(?: lai)? (?:thanh|bang|la) (?P<new3>.+)$"
    r"|^thay (?P<old2>(?!.*\d\s*%).+?) bang (?P<new2>.+)$"
)


_REWORD = re.compile(
    rf"^(?:{REPLACES}|viet)(?: lai)? (?P<place>{PLACE})\s*(?:(?:lai )?(?:thanh|la)\b\s*:?|:)\s*(?P<words>.{{8,}})$"
)


def _replaces(text: str, face: str) -> Wish | None:
    if found := _REWORD.match(face):
        place = found["place"]
        return Wish(Act.REWORD, place.split()[0], label_of(place), cut(text, found, "words"))
    quoted = _QUOTED.findall(text)
    if _TWO.search(face) and len(quoted) == 2:
        return Wish(Act.REPLACE, words=quoted[0].strip(), new=quoted[1].strip())
    if found := _PLAIN_TWO.search(face):
        old = next(name for name in ("old", "old2", "old3") if found[name])
        new = old.replace("old", "new")
        return Wish(
            Act.REPLACE, words=text[slice(*found.span(old))], new=text[slice(*found.span(new))]
        )
    return None


_BASIS = r"(?:can cu|can cu phap ly)"
_RECIPIENT = r"(?:noi nhan|noi gui|muc noi nhan|phan noi nhan)"
_TO_RECIPIENTS = re.compile(
    rf"^{_RECIPIENT}(?: thi)? (?:them|bo sung) (?P<words>.+)$"
    rf"|^(?:{ADDS}) (?P<words2>.+?) (?:vao|vo) {_RECIPIENT}$"
)
_SENTENCE_TO = re.compile(
    rf"^(?:{ADDS})(?: (?:vao|vo|o))? (?P<place>{PLACE})\s*(?:cau|y|noi dung|doan)?\s*[:,]?\s*(?P<words>.+)$"
)
_SENTENCE_IN = re.compile(
    rf"^(?:{ADDS})(?: (?:cau|y|doan|dong))?\s*[:“\"«](?P<words>.+?)[”\"»]?\s*(?:vao|vo)\s+(?P<place>{PLACE})$"
)
_SENTENCE = re.compile(rf"^(?:{ADDS}) (?:cau|doan|dong)\s*(?::|la|“|\")\s*(?P<words>.+?)[”\"]?$")
_TOPIC = re.compile(
    rf"^(?:{ADDS})(?: cho)?(?: (?:vao|vo))?(?: (?:mot|1))?(?: (?P<item>{ITEM})(?: thi dua)?)?"
    r"(?: (?:noi |viet )?(?:ve|cho|lien quan den|lien quan toi))?(?: viec)?\s+(?P<words>.+?)(?:\s+(?:vao|vo)(?: (?:do|day))?)?"
    rf"(?:\s+(?:vao|vo|o|trong)\s+(?P<place>{PLACE}|{ITEM}\s+.+|van ban|ke hoach|du thao))?$"
)
_TARGET = re.compile(r"\b(?:chi tieu|muc tieu)\b")
_GIVES = re.compile(
    r"^(?:giao|phan cong|de nghi|yeu cau) (?P<who>.{3,60}?) (?:phu trach|chu tri|lam|lo|dam nhan|to chuc|van dong"
    r"|theo doi|phoi hop|huong dan|thuc hien|kiem tra|tham muu|tuyen truyen)\b"
)


def _adds(text: str, face: str) -> Wish | None:
    if re.match(rf"(?:{ADDS})\b.{{0,8}}{_RECIPIENT}", face):
        return Wish(Act.RECIPIENT, words=after(text, face, _RECIPIENT))
    if re.match(rf"(?:{ADDS})\b.{{0,8}}{_BASIS}", face):
        return Wish(Act.BASIS, words=after(text, face, _BASIS))
    if found := re.match(
        rf"^{_RECIPIENT}(?: thi)? (?:them|bo sung) (?P<words>.+)$|^(?:{ADDS}) (?P<words2>.+?) (?:vao|vo) {_RECIPIENT}$",
        face,
    ):
        return Wish(Act.RECIPIENT, words=cut(text, found, "words" if found["words"] else "words2"))
    for pattern in (_SENTENCE_TO, _SENTENCE_IN, _SENTENCE):
        if found := pattern.match(face):
            place = label_of(found.groupdict().get("place") or "")
            return Wish(Act.SAY, place=place, words=cut(text, found, "words"))
    if _GIVES.match(face):
        return Wish(Act.SAY, item="giao", words=text)
    found = _TOPIC.match(face)
    if found is None or _TARGET.match(
        face, found.start("item") if found["item"] else found.start("words")
    ):
        return None
    return Wish(
        Act.ADD, found["item"] or "", label_of(found["place"] or ""), cut(text, found, "words")
    )


_DROP_LEAD = re.compile(
    rf"^(?:{DROPS})(?: (?:bot|di|han|luon|cai|het|ca|giup|gium|cho|ra|may|cac|nhung|2|hai))*\s+"
)
_DROP_VERBS = frozenset({"bỏ", "xóa", "xoá", "cắt", "loại", "lược", "gỡ", "gạch", "hủy", "huỷ"})
_NOT_DROP = re.compile(
    r"^(?:bo qua|bo trong|bo sung|bo phieu|huy dong)\b|^bo (?:phan|chi huy|tieu chi)\b(?! (?:\w+ )?[ivx\d])"
)


def _drops(text: str, face: str) -> Wish | None:
    lead = _DROP_LEAD.match(face)
    verb = text.split(" ")[0].lower()
    # "Bộ phận" and "bỏ phần" have one plain face: diacritics that are there must be the verb's.
    if verb != plain(verb) and verb not in _DROP_VERBS:
        return None
    if lead is None or (_NOT_DROP.match(face) and not re.match(r"^bo phan\b", face)):
        return None
    rest, bare = text[lead.end() :], face[lead.end() :]
    if re.match(rf"(?:khoi )?{_RECIPIENT}", bare):
        return Wish(Act.NO_RECIPIENT, words=after(rest, bare, _RECIPIENT))
    if found := re.match(rf"(?P<words>.+?) (?:khoi|o|trong) {_RECIPIENT}$", bare):
        return Wish(Act.NO_RECIPIENT, words=cut(rest, found, "words"))
    if re.match(_BASIS, bare):
        return Wish(Act.NO_BASIS, words=after(rest, bare, _BASIS))
    if bare.startswith("chu de"):
        return Wish(Act.NO_THEME)
    if re.search(r"\b(?:lam|soan|viet) lai\b", bare):
        return None
    if _TARGET.match(bare) or re.match(r"(?:thong tin|thay doi|dieu) (?:vua|moi)", bare):
        return None
    return _named(Act.DROP, rest, bare)


def _named(act: Act, rest: str, bare: str) -> Wish | None:
    """A place by its label, in a part named by words if need be; else by what it speaks of."""
    if found := re.match(rf"(?:{PLACE})(?:\s*(?:,|va|voi)\s*(?:{PLACE}|[ivx\d][\w.]*))*", bare):
        part = re.search(rf"(?:{ITEM}) (?P<words>\D+)$", bare[found.end() :])
        words = rest[found.end() :][slice(*part.span("words"))].strip() if part else ""
        return Wish(act, found.group().split()[0], label_of(found.group()), words)
    found = re.match(
        rf"(?:(?P<item>{ITEM})\s+)?(?:(?:noi|viet|chuyen|co|nhac)?\s*(?:ve|den|toi|chu|chuyen)\s+)?(?P<words>.+?)"
        r"(?:\s+(?:ra|nghe .+|nhin .+|cho gon|cho do .+))?$",
        bare,
    )
    if found is None:
        return None
    return Wish(act, found["item"] or "", "", rest[slice(*found.span("words"))].strip(' .,“”"'))


_SHORTEN_LEAD = re.compile(
    rf"^(?:{SHORTENS})(?: (?:lai|bot|gon|cho|giup|gium|di))*(?: (?:mot|1) (?:nua|it|chut))?\s+"
)


def _shortens(text: str, face: str) -> Wish | None:
    lead = _SHORTEN_LEAD.match(face)
    if re.match(r"^(?:gon|ngan) (?:hon|lai|bot)(?: nua| chut| ti| mot| it)*$", face):
        return Wish(Act.TOO_LONG)
    if lead is None:
        if not (found := re.match(rf"(?P<what>.{{3,60}}?)\s*,?\s*{TOO_LONG}", face)):
            return Wish(Act.TOO_LONG) if re.match(TOO_LONG, face) else _too_short(face)
        rest, bare = text[: found.end("what")], found["what"]
    else:
        rest, bare = text[lead.end() :], face[lead.end() :]
    if re.match(WHOLE, bare):
        return Wish(Act.SHORTEN, item="het")
    if re.search(r"\b(?:muc|phan|y)s? (?:di|bot|qua)\b|^(?:muc|phan|y)$", bare):
        return Wish(Act.TOO_LONG)
    bare = re.sub(r"\s+(?:lai|bot|cho gon|con .*)$", "", bare)
    return _named(Act.SHORTEN, rest[: len(bare)], bare)


def _too_short(face: str) -> Wish | None:
    return Wish(Act.TOO_SHORT) if re.match(r"(?:hoi |nhin )?(?:ngan|so sai|it) qua", face) else None


_MOVE = re.compile(
    rf"^(?:{MOVES})(?: (?:len|xuong))? (?P<place>{PLACE})\s*(?:len|xuong|ra|ve)?\s*"
    rf"(?P<where>truoc|sau|tren|duoi|dau|cuoi)(?: (?:cung|tien))?\s*(?:cua )?(?P<other>{PLACE}|[ivx\d][\w.]*)?$"
)
_MOVE_NAMED = re.compile(
    rf"^(?:(?:{MOVES}) )?(?:muc|phan|noi dung) (?P<words>\D+?) (?:len|xuong|ra|ve) (?P<where>truoc|sau|dau|cuoi)"
    rf"(?: (?:cung|tien))?\s*(?:cua )?(?P<other>{PLACE}|[ivx\d][\w.]*)?$"
)
_SWAP = re.compile(
    rf"^(?:dao|hoan doi|doi cho|doi vi tri|trao doi)(?: (?:cho|vi tri|thu tu))? (?P<place>{PLACE})\s*(?:va|voi|cho|,)\s*"
    rf"(?P<other>{PLACE}|[ivx\d][\w.]*)"
)
_JOIN = re.compile(rf"^(?:gom|gop|nhap|ghep|tach|chia)\b.*?{PLACE}")


def _moves(text: str, face: str) -> Wish | None:
    if found := _SWAP.match(face):
        return Wish(Act.SWAP, "muc", label_of(found["place"]), new=label_of(found["other"]))
    if found := _MOVE.match(face):
        other = f" {label_of(found['other'])}" if found["other"] else ""
        return Wish(Act.MOVE, "muc", label_of(found["place"]), new=f"{found['where']}{other}")
    if found := _MOVE_NAMED.match(face):
        other = f" {label_of(found['other'])}" if found["other"] else ""
        return Wish(
            Act.MOVE, "muc", words=cut(text, found, "words"), new=f"{found['where']}{other}"
        )
    return Wish(Act.JOIN) if _JOIN.match(face) else None


_DATE = re.compile(
    r"^(?:(?:doi|sua|chuyen|lui|keo|gia han|dieu chinh|ghi)(?: lai)? )?(?:(?P<mark>thoi han|han|ngay|moc|thoi gian) )?"
    r"(?P<words>[^“\"]{2,80}?)\s*(?:(?:thanh|sang|la|den|toi|:|truoc|het|trong|cham nhat|cuoi|xong|muon nhat|nop"
    r"|ket thuc)\s*)+"
    rf"(?:ngay )?(?P<day>{DAY})$"
)


def _dates(text: str, face: str) -> Wish | None:
    found = _DATE.match(face)
    if found is None or re.search(r"nghi quyet|ngay soan|chi thi so|ke hoach so", face):
        return None
    words = cut(text, found, "words")
    # "thời gian thi đua" is the name of a part: its word of time belongs to the words.
    if found["mark"] == "thoi gian":
        words = f"{text[slice(*found.span('mark'))]} {words}"
    return Wish(Act.DATE, item=found["mark"] or "", words=words, new=found["day"])


_STYLE = re.compile(
    r"(?:viet|sua|lam|chinh|trau chuot)(?: lai)?(?: cau chu| loi van| van phong)?(?: cho)? (?:no )?"
    r"(?:trang trong|trang nghiem|hay|muot|van ve|sinh dong|manh|hung hon|chinh chu|de hieu|chuyen nghiep)\w*"
    r"|(?:trang trong|giong (?:nhu )?(?:nam (?:ngoai|truoc)|ban cu)|hay|muot|de hieu|manh me|chuyen nghiep) hon"
    r"|doi giong van|dai hon|trau chuot|chi tiet hon|ghi ro hon|viet ky hon|sua loi chinh ta|sua chinh ta"
)
_REWRITE = re.compile(
    r"^(?:soan|viet|lam) lai\b.*?(?P<place>(?:phan|muc|chuong|diem|y)\s+(?:so |thu )?[ivx\d]+\.\d[\w.]*)"
)


def _styles(text: str, face: str) -> Wish | None:
    if found := _REWRITE.match(face):
        return Wish(Act.REWRITE, "muc", label_of(found["place"]))
    return Wish(Act.STYLE, words=text) if _STYLE.search(face) else None


_MEASURE = r"%|[^\W\d]+(?: [^\W\d]+)?"
_UNIT = re.compile(
    rf"^(?:dien|ghi|them|bo sung|doi|sua)?\s*don vi(?: tinh)?\s*(?:la )?(?P<new>{_MEASURE}) cho (?:chi tieu )?"
    r"(?P<words>.+)$"
    r"|^(?:dien |ghi |doi |sua )?don vi(?: tinh)? (?:cua|cho) (?:chi tieu )?(?P<words2>.+?) (?:la|thanh|:) "
    rf"(?P<new2>{_MEASURE})$"
)


def _units(text: str, face: str) -> Wish | None:
    found = _UNIT.match(face)
    if found is None:
        return None
    second = "2" if found["words2"] else ""
    return Wish(
        Act.UNIT, words=cut(text, found, f"words{second}"), new=cut(text, found, f"new{second}")
    )


_FILL = re.compile(
    r"^(?:dien |ghi |dat )?(?P<words>[^\d:“\"]{3,60}?)\s*(?:\s(?:ten )?(?:la|lay ten la)\s|:|=)\s*(?P<new>.{2,120})$"
)


def _fills(text: str, face: str) -> Wish | None:
    found = _FILL.match(face)
    if found is None or re.match(
        r"(?:doi|sua|them|nang|ha|bo|soan|viet)\b|(?:chu de|nguoi ky|don vi tham muu)", face
    ):
        return None
    return Wish(Act.FILL, words=cut(text, found, "words"), new=cut(text, found, "new"))


_READERS: tuple[Callable[[str, str], Wish | None], ...] = (
    _history, _heading_of_all, _units, _replaces, _styles, _moves, _shortens, _adds, _drops, _dates, _fills,
)  # fmt: skip
