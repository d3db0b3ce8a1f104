"""What an official wants done: commands, yes and no, "chưa biết", edits, pasted text."""

from __future__ import annotations

import re
from enum import StrEnum

from drafter.document.brief import Slot
from drafter.document.facts import Span
from drafter.document.model import SectionKind


class Command(StrEnum):
    """What a message tells the assistant to do."""

    START = "start"
    START_ANYWAY = "start-anyway"
    REDRAFT = "redraft"
    UNDO = "undo"
    WHY = "why"
    TAKE_OVER = "take-over"
    SUMMARY = "summary"
    HELP = "help"
    CHECK = "check"
    DOWNLOAD = "download"
    NEW = "new"


_COMMANDS: tuple[tuple[Command, str], ...] = (
    (Command.START_ANYWAY, r"soan luon|cu soan|soan di da|bo qua.{0,12}soan|soan,? de trong"
        r"|khong can.{0,16}soan luon"),
    (Command.NEW, r"\bsoan (?:mot )?(?:van ban|ke hoach|ban) (?:khac|moi)\b"),
    (Command.REDRAFT, r"(?:soan|viet|lam|du thao) lai\b"),
    (Command.START, r"bat dau soan|(?:soan|viet) tiep\b|tien hanh soan|dong y soan"),
    (Command.UNDO, r"\bhoan tac\b|\bundo\b|quay lai (?:buoc|luc) truoc|tro lai nhu (?:cu|truoc)"
        r"|^quay lai[.!\s]*$|bo (?:cai|thong tin|thay doi|phan|dieu) (?:vua|moi)"),
    (Command.WHY, r"\b(?:vi sao|tai sao|sao lai) (?:co|lai|de|la|ghi|phai)\b|lay (?:o dau"
        r"|tu dau)|o dau ra|dua vao dau|nguon (?:cua|nao|so lieu)|can cu vao dau"),
    (Command.TAKE_OVER, r"(?:lay|dung|chep|giu)(?: lai)?(?: nguyen)? (?:danh sach|danh muc"
        r"|chi tieu|bieu|muc tieu)[^.]{0,24}(?:nam truoc|nam ngoai|cu)\b|lay lai (?:nam truoc"
        r"|nam ngoai)"),
    (Command.SUMMARY, r"\btom tat\b|xem lai thong tin|da (?:co|biet) nhung gi|con thieu (?:gi"
        r"|nhung gi)"),
    (Command.HELP, r"^(?:giup|tro giup|huong dan|help)\b|can (?:nhung )?gi\b"
        r"|lam duoc (?:nhung )?gi|bat dau (?:tu dau|the nao|nhu the nao)|dung (?:the nao"
        r"|nhu the nao)"),
    (Command.CHECK, r"kiem tra (?:lai|giup|van ban|du thao)|ra soat lai"
        r"|dung the thuc|co (?:loi|sai) (?:gi|khong)|sai (?:gi|cho nao)"),
    (Command.DOWNLOAD, r"\btai (?:ve|xuong|file|tep)|xuat (?:file|tep|word|ra word|pdf)|\bin ra\b|\bin (?:the nao|sao)"
        r"|(?:gui|lay|cho)\b.{0,16}\b(?:file|tep|ban) (?:word|pdf|docx)|luu (?:lai|vao may|file|o dau)"),
)  # fmt: skip
_COMMAND_PATTERNS = tuple((command, re.compile(pattern)) for command, pattern in _COMMANDS)

_AGAIN = re.compile(
    r"(?:soan|viet|lam) lai (?:giup |cho |rieng |toan bo )*(?:phan|muc|chuong) (?:so |thu )?"
    r"(?:(?P<label>[ivx]{1,5}|\d{1,2})\b(?!\.\d)|(?P<name>[a-z ]{3,40}))"
)
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_PARTS: tuple[tuple[SectionKind, str], ...] = (
    (SectionKind.PURPOSE, r"^muc dich"),
    (SectionKind.TARGETS, r"^(?:cac )?(?:chi tieu|muc tieu)(?: thi dua)?$"),
    (SectionKind.CONTENTS, r"^noi dung"),
    (SectionKind.SOLUTIONS, r"^(?:cac )?(?:nhiem vu|giai phap|bien phap)"),
    (SectionKind.REWARDS, r"^khen thuong"),
    (SectionKind.TIME, r"^thoi gian"),
    (SectionKind.ORGANISATION, r"^to chuc"),
)


def find_part_again(face: str) -> str | None:
    """The one part to be written again: its label ("III") or the value of its kind.

    "Soạn lại phần III", "viết lại mục 3", "soạn lại phần giải pháp"; ``None`` for "soạn lại",
    which means the whole.
    """
    found = _AGAIN.search(face)
    if found is None:
        return None
    if label := found["label"]:
        number = int(label) if label.isdigit() else 0
        return _ROMAN[number - 1] if 0 < number <= len(_ROMAN) else label.upper()
    name = found["name"].strip()
    return next((kind.value for kind, words in _PARTS if re.search(words, name)), None)


_VERB = r"(?:soan|viet|lam|bat dau|tien hanh|trien khai)"
_GO = re.compile(
    rf"^(?=.*\b{_VERB}\b)(?:(?:{_VERB}|da|vang|ok|oke|duoc|roi|dong y|xong|du|the|thi|em|chi|anh"
    r"|minh|toi|cho|giup|di|thoi|nhe|nha|a|luon|ngay|day|ban|nao|hay|cu|gio|ke hoach|du thao"
    r"|van ban)\b[\s,.!]*)+$"
)
"""Nothing but a word of doing and small words around it: "ok em làm đi"."""


def find_command(face: str) -> tuple[Command, Span] | None:
    """The first command of a plain sentence, or ``None``."""
    for command, pattern in _COMMAND_PATTERNS:
        if found := pattern.search(face):
            return command, Span(*found.span())
    if _GO.match(face):
        anyway = re.search(r"\bluon\b", face) is not None
        return (Command.START_ANYWAY if anyway else Command.START), Span(0, len(face))
    return None


_YES = re.compile(
    r"^(?:da|vang|u|uh|um|ok|oke|okay|duoc|dung|dung roi|dong y|chinh xac|nhat tri|phai|co|yes)\b"
    r"(?:[\s,]*(?:a|nhe|roi|luon|day|thoi|vay|do|em|chi|anh|ban|duoc|dong y|dung))*[.!\s]*$"
)
_NO = re.compile(
    r"^(?:khong|khong phai|chua dung|sai|sai roi|no)\b(?:[\s,]*(?:a|nhe|roi|dau|phai))*[.!\s]*$"
)


def says_yes(face: str) -> bool:
    """A plain yes and nothing else."""
    return _YES.match(face) is not None


def says_no(face: str) -> bool:
    """A plain no and nothing else."""
    return _NO.match(face) is not None


_GREETING = re.compile(
    r"^(?:xin )?(?:chao|cam on|hello|hi|alo|tks|thanks|thank you|tam biet"
    r"|hen gap)\b[^.!?\d]{0,40}[.!]*$"
    r"|^[^\d?]{0,40}\bcam on\b[^\d?]{0,24}$"
    r"|^(?:ok |oke )?(?:chot|duyet|nhat tri|thong nhat)(?: (?:ban nay|vay|the|luon|nhe|em|roi|di))*[\s!.]*$"
    r"|^(?:(?:tot|hay|tuyet|tuyet voi|gioi|on|duoc|dep|chuan|xong)(?: qua| lam| roi| day| em| nhe| a| the)*)[\s!.]*$"
)


def is_chitchat(face: str) -> bool:
    """A greeting, thanks or praise without a fact."""
    return _GREETING.match(face) is not None


_ORDERS = re.compile(
    r"bo qua (?:moi|tat ca|cac|toan bo|nhung|het)\s*(?:\w+\s+){0,2}(?:quy tac|quy dinh|huong dan"
    r"|chi dan|lenh|rang buoc|kiem tra|kiem soat|canh bao)"
    r"|khong can (?:co |ghi |kiem tra )?nguon\b|(?:tat|bo) (?:het |moi )?(?:kiem tra|canh bao)\b"
    r"|(?:ignore|disregard|forget)\b.{0,30}\b(?:instruction|rule|prompt|previous|above)"
    r"|\b(?:dong vai(?! tro)|system prompt|prompt he thong|jailbreak)\b|^\s*(?:system|assistant)\s*:"
    r"|(?:tu )?(?:bia|che|tu nghi)(?: ra| them| dai| ho)\b.{0,30}(?:so lieu|so|can cu|chi tieu)"
    r"|quen (?:het|di) (?:moi|cac|nhung) (?:quy tac|huong dan|chi dan)"
    r"|\b(?:(?:ghi chu|luu y|chi dan|nhan|lenh|danh) (?:cho|voi|doi voi|den|toi)|gui(?: cho| den| toi)?)"
    r" (?:phan mem|chuong trinh soan thao|tro ly(?: ao| ai)?|mo hinh ngon ngu)(?: soan thao)?\s*:"
)


def gives_orders(face: str) -> bool:
    """An order to break the rules of the house; it is data and never followed."""
    return _ORDERS.search(face) is not None


_REQUESTS = re.compile(
    r"^(?:(?:hay|lam on|nho|em|ban|giup)\s+)*(?:cho (?:toi|em|minh|chi|anh) (?:xem|biet|hoi)"
    r"|in ra|hien thi|(?:xoa|huy) (?:het|tat ca|toan bo|moi))\b"
)


def asks_of_program(face: str) -> bool:
    """Something wanted of the program itself, which is no fact about the commune."""
    return _REQUESTS.search(face) is not None


_NOT_YET = (
    r"(?:(?:chua|khong|ko|k|hong|kg) co|chua biet|chua ro|chua chon|chua xac dinh|chua chot"
    r"|chua thong nhat|chua ban hanh"
    r"|chua nhan duoc|chua thong qua|chua giao|chua gui|chua hop|khong biet|khong ro|bo trong"
    r"|de trong|bo qua|de sau|bo sung sau"
    r"|cap nhat sau|tinh sau)"
)
_NOT_YET_ALONE = re.compile(
    rf"^(?:da|vang|cung|deu|luon|toi|em|minh|chi|anh|hien|hien tai|hien nay|bay gio|thi|tam thoi"
    rf"|cai nay|phan nay|muc nay|cu|van|con|[\s,])*{_NOT_YET}\b"
    r"(?:[\s,]*(?:trong tay|a|nhe|dau|nua|duoc|luc nay|bay gio|phan nay|muc nay|cai nay|em|chi"
    r"|anh|roi|thi|tam|da|di|not|thong tin|ban|file|tep|nhung thu do))*[.!\s]*$"
)
_SLOT_WORDS: tuple[tuple[Slot, str], ...] = (
    (Slot.RESOLUTION, r"nghi quyet|\bnq\b|^hdnd"),
    (Slot.PREVIOUS, r"(?:van ban|ke hoach|ban|file|tep)?\s*nam (?:truoc|ngoai)"),
    (Slot.TARGETS, r"(?:bieu |bang |danh sach |cac )?(?:chi tieu|muc tieu)(?! (?:cua tinh"
        r"|cua huyen))"),
    (Slot.DIRECTIVE, r"(?:chi thi|ke hoach|van ban)(?: phat dong)?(?: cua)? (?:huyen|tinh"
        r"|thanh pho|cap tren)|van ban cap tren|(?<!chu de )\bchi thi\b|^(?:tinh|huyen"
        r"|thanh pho|cap tren|so)"),
    (Slot.THEME, r"\bchu de\b"),
    (Slot.SIGNER, r"nguoi ky|ai ky"),
    (Slot.HAMLETS, r"so (?:thon|xom|ban|ap|to dan pho)"),
    (Slot.DRAFTER_UNIT, r"(?:don vi|co quan|phong) (?:tham muu|soan thao)|ai tham muu"),
)  # fmt: skip
_SLOT_PATTERNS = tuple(
    (slot, re.compile(rf"(?:{words})[^.;\n]{{0,40}}?\b{_NOT_YET}\b"
        rf"|\b{_NOT_YET}\b[^.;\n]{{0,16}}?(?:{words})"))
    for slot, words in _SLOT_WORDS
)  # fmt: skip


def find_unknown(face: str) -> tuple[Slot, Span] | None:
    """The slot that a plain sentence declares unknown ("Nghị quyết HĐND xã chưa có trong tay")."""
    for slot, pattern in _SLOT_PATTERNS:
        found = pattern.search(face)
        if found and not re.search(r"chua chon ten|chua (?:dat|hoan thanh)", found.group()):
            return slot, Span(*found.span())
    return None


_NONE_YET = re.compile(
    r"\b(?:chua|khong|hong) (?:co|ban hanh|hop|thong qua) (?:nghi quyet|nq)\b"
    r"(?![^.;\n]*\b(?:trong tay|so\b|ban |file|tep))"
    r"|\b(?:nghi quyet|nq)\b[^.;\n]{0,30}\bchua (?:duoc )?(?:ban hanh|thong qua|hop)\b"
)


def says_none_yet(face: str) -> bool:
    """ "Chưa có nghị quyết HĐND": there is none, not only none at hand."""
    return _NONE_YET.search(face) is not None


def knows_not(face: str, words: str) -> bool:
    """ "Chưa có", "chưa biết", "bỏ qua" and nothing else: an answer to what was asked.

    "Chị thì chưa có" and "Chỉ thị chưa có" have the same plain face; the letters as typed
    (``words``) tell them apart, and without diacritics the directive is meant.
    """
    if _NOT_YET_ALONE.match(face) is None:
        return False
    return "chi thi" not in face or "chị thì" in words.lower()
