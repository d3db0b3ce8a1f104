"""Rules on signature, recipients and annexes: KY-, NN-, PL-."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from drafter.document.layout import FORMS, RECIPIENTS_LABEL, Part

from .finding import Finding, Severity
from .format_fault import Sheet, Wanted, deviations, fault
from .format_parts import Item, Parts, bare

_PREFIX = re.compile(
    r"^(T\s*/?\s*M|K\s*/?\s*T|T\s*/?\s*L|T\s*/?\s*U\s*/?\s*Q|Q)\b(?!\S*[A-ZĐ]{2}\.)", re.IGNORECASE
)
_RIGHT_PREFIX = re.compile(r"^(TM|Q|KT|TL|TUQ)\. \S")
_DEGREE = re.compile(r"\b(GS|PGS|TS|ThS|Ths|NGƯT|NGND|BS|KS|CN|Th\.S|T\.S)\b\.?")
_KEPT = re.compile(r"^- Lưu: VT(?P<unit>, ?\S.*)?\.$")
_SIGNED = "TM. ỦY BAN NHÂN DÂN"


def check_foot(sheet: Sheet) -> Iterator[Finding]:
    """All rules of this module that need no rendered page."""
    yield from _signature(sheet.parts)
    yield from _recipients(sheet.parts)
    yield from _annexes(sheet.parts)


def _wanted(part: Part, *, caps: bool | None = None) -> Wanted:
    form = FORMS[part]
    return Wanted(form.sizes, form.bold, form.italic, form.align.value, caps)


def _signature(parts: Parts) -> Iterator[Finding]:
    if not parts.authority or parts.signer is None:
        missing = "chức vụ" if not parts.authority else "họ tên người ký"
        yield fault("KY-01", f"thiếu {missing}", parts.signer)
    for item in parts.authority:
        told = deviations(item.form, _wanted(Part.AUTHORITY, caps=True))
        if told:
            yield fault("KY-06", told, item)
        if _PREFIX.match(item.text) and not _RIGHT_PREFIX.match(item.text):
            yield fault("KY-02", f"“{item.text}”", item)
    yield from _authority(parts)
    if parts.signer is not None:
        yield from _signer(parts.signer)


def _authority(parts: Parts) -> Iterator[Finding]:
    lines = [item.text.upper() for item in parts.authority]
    committee = bool(parts.issuer) and bare(parts.issuer[0].text).startswith("uy ban nhan dan")
    collective = committee and parts.kind_text == "KẾ HOẠCH"
    delegated = [i for i in parts.authority if re.match(r"T\.?U?\.?[LQ]\. ", i.text)]
    signed = bool(lines) and re.sub(r"^T\s*[/.]?\s*M\.? ", "TM. ", lines[0]).startswith(_SIGNED)
    if collective and lines and not signed and not delegated:
        short = lines[0].startswith("KT.")
        yield fault("KY-03", f"“{lines[0]}”", parts.authority[0], Severity.INFO if short else None)
    for item in delegated if collective else ():
        yield fault("KY-05", f"“{item.text}”", item)
    for above, below in pairwise([*lines, ""]):
        if above.startswith("KT.") and not below.startswith("PHÓ"):
            yield fault("KY-04", f"“{below or above}”", parts.authority[0])
    for item in parts.authority:
        if re.search(r"THƯỜNG TRỰC|PHỤ TRÁCH", item.text.upper()):
            yield fault("KY-11", f"“{item.text}”", item)


def _signer(item: Item) -> Iterator[Finding]:
    wanted = _wanted(Part.SIGNER)
    told = deviations(item.form, wanted)
    if item.text.startswith("["):
        pass
    elif item.text == item.text.upper() and len(item.text) > 3:
        told = ", ".join(filter(None, (told, "in hoa")))
    elif _DEGREE.search(item.text):
        told = ", ".join(filter(None, (told, f"“{item.text}”")))
    elif any(word[0].islower() for word in item.text.split()):
        told = ", ".join(filter(None, (told, f"“{item.text}” chưa viết hoa đủ")))
    if told:
        yield fault("KY-07", told, item)


def _recipients(parts: Parts) -> Iterator[Finding]:
    label = parts.label
    if label is None:
        yield fault("NN-01", "không tìm thấy “Nơi nhận:”")
        return
    told = deviations(label.form, _wanted(Part.RECIPIENTS_LABEL))
    if label.text != RECIPIENTS_LABEL:
        told = ", ".join(filter(None, (told, f"“{label.text}”")))
    if told:
        yield fault("NN-02", told, label)
    yield from _items(parts)


def _items(parts: Parts) -> Iterator[Finding]:
    wanted = Wanted(FORMS[Part.RECIPIENT].sizes, bold=False, italic=False)
    for item in parts.recipients:
        told = deviations(item.form, wanted)
        last = item is parts.recipients[-1]
        if not item.text.startswith("- ") or not item.text.endswith("." if last else ";"):
            told = ", ".join(filter(None, (told, "" if last else f"“{item.text[:60]}”")))
        if told:
            yield fault("NN-03", told, item)
        if "như trên" in item.text.lower() or "kính gửi" in item.text.lower():
            yield fault("NN-05", f"“{item.text}”", item)
    addressed = [i for i in parts.body[:3] if bare(i.text).startswith("kinh gui")]
    for item in addressed:
        yield fault("NN-05", f"“{item.text[:40]}”", item)
    yield from _kept(parts)


def _kept(parts: Parts) -> Iterator[Finding]:
    """The last item says where the document is kept (PLI-II.9d)."""
    if not parts.recipients:
        yield fault("NN-04", "không có dòng lưu", parts.label)
        return
    last = parts.recipients[-1]
    found = _KEPT.match(last.text)
    if found is None:
        yield fault("NN-04", f"“{last.text}”", last)
    elif not found["unit"]:
        yield fault("NN-04", "chưa ghi đơn vị soạn thảo", last, Severity.WARNING)


def _annexes(parts: Parts) -> Iterator[Finding]:
    pointed = next(
        (i for i in parts.body if "phụ lục" in i.text.lower() and "kèm theo" in i.text.lower()),
        None,
    )
    mentioned = any("phụ lục" in i.text.lower() for i in parts.body)
    if parts.annexes and not mentioned:
        yield fault("PL-01", "nội dung không dẫn đến phụ lục", parts.annexes[0].label)
    if pointed is not None and not parts.annexes:
        yield fault("PL-01", "không có phụ lục", pointed)
    several = len(parts.annexes) > 1
    for annex in parts.annexes:
        if several and not re.search(r" [IVXLC]+\.?$", annex.label.text):
            yield fault("PL-02", f"“{annex.label.text}”", annex.label)
        for item, part, caps in (
            (annex.label, Part.ANNEX_LABEL, False),
            (annex.title, Part.ANNEX_TITLE, True),
            (annex.note, Part.ANNEX_NOTE, False),
        ):
            told = deviations(item.form, _wanted(part, caps=caps)) if item else ""
            if item and told:
                yield fault("PL-03", told, item)
