"""Nouns survive storage whole: what comes back equals what went in, types included."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from drafter.document.brief import (
    Brief,
    DirectiveItem,
    Floor,
    Hamlets,
    Signer,
    Slot,
    Statement,
)
from drafter.document.facts import (
    Bound,
    Citation,
    Fact,
    FactKind,
    Ground,
    GroundKind,
    Group,
    Identity,
    Quantity,
    Scope,
    Span,
    Target,
    Use,
)
from drafter.document.model import (
    Annex,
    DocumentKind,
    LaunchDocument,
    Letterhead,
    Paragraph,
    Section,
    SectionKind,
    Signature,
)
from drafter.document.reading import (
    Anniversary,
    Body,
    Header,
    Movement,
    Period,
    PrintedDate,
    RawText,
    ReadDocument,
    SectionMark,
    Source,
    Table,
    Warning_,
)
from drafter.document.unit import Level, Unit
from drafter.errors import RecordsError
from drafter.records import decode, encode

QUANTITY = Quantity(
    Decimal("84.770"), "tỷ đồng", Bound.RANGE, Decimal("90.00"), Decimal(12), "84,770", True, True
)
TARGET = Target(
    "thu ngân sách 84,770 tỷ đồng",
    "Thu ngân sách trên địa bàn",
    QUANTITY,
    Group.ECONOMY,
    year=2027,
    span=Span(3, 9),
    last_year=Quantity(None, written="—"),
    row="1a",
)
CITATION = Citation(
    "Chỉ thị số 41-CT/TW",
    "Chỉ thị",
    "41-CT/TW",
    date(2024, 12, 26),
    "Bộ Chính trị",
    span=Span(0, 19),
    scope=Scope.GENERIC,
)
UNIT = Unit("Thiên Cầm", Level.COMMUNE, "tỉnh Hà Tĩnh", formerly=("thị trấn Thiên Cầm",))
READ = ReadDocument(
    text="Một dòng\nhai dòng",
    source=Source("a.pdf", "scan", 3, 17, (Warning_("ocr", "Chữ mờ"),), "ab" * 32),
    header=Header("UBND tỉnh", level=Level.PROVINCE, date=PrintedDate(7, None, 2027)),
    directives=(CITATION,),
    sections=(SectionMark("a)", "Kinh tế", 3, Span(0, 4), Span(4, 8)),),
    citations=(CITATION,),
    targets=(TARGET,),
    movements=(Movement("Quyết thắng", Span(1, 2)),),
    anniversaries=(Anniversary("80 năm", 80, "Quốc khánh", Span(0, 3), date(1945, 9, 2)),),
    time=Period("ngày phát động", ends_on=date(2027, 11, 30), span=Span(2, 5)),
    recipients=("Lưu: VT",),
    bodies=(Body("Công an xã", "giữ gìn an ninh", Span(0, 1)),),
    tables=(Table((("a", "b"), ("1", "2")), "Biểu", frozenset({(1, 0), (1, 1)}), 5),),
    doubtful=(Span(4, 6),),
)
GROUND = Ground(GroundKind.LAST_YEAR, "II.3", "đạt 90%")
BRIEF = Brief(
    as_of=date(2027, 1, 12),
    unit=UNIT,
    year=2027,
    kind=DocumentKind.DIRECTIVE,
    directive=READ,
    targets=(TARGET,),
    theme="Đoàn kết, sáng tạo",
    signer=Signer("Nguyễn Văn A", ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
    resolution=CITATION,
    hamlets=Hamlets("thôn, tổ dân phố", 21),
    statements=(Statement("Xã có 21 thôn", 2),),
    unknown=frozenset({Slot.SIGNER, Slot.THEME}),
    told=((Slot.UNIT, 1), (Slot.HAMLETS, 2)),
)


def nested(depth: int) -> Section:
    """A section with ``depth`` levels below it."""
    below = (nested(depth - 1),) if depth else ()
    use = Use("90%", FactKind.TARGET, GROUND, Span(4, 7))
    text = Paragraph("đạt 90%", (GROUND,), (use,), "-")
    return Section(SectionKind.TARGETS, str(depth), "Chỉ tiêu", (text,), below, "template")


DOCUMENT = LaunchDocument(
    kind=DocumentKind.PLAN,
    letterhead=Letterhead(("ỦY BAN NHÂN DÂN", "XÃ THIÊN CẦM"), "KH-UBND", "Thiên Cầm", 2027),
    title="Phát động phong trào thi đua năm 2027",
    opening=(Paragraph("Mở đầu"),),
    sections=(nested(3), nested(0)),
    closing=(),
    recipients=("Lưu: VT",),
    signature=Signature(("TM. ỦY BAN NHÂN DÂN",), None),
    annexes=(Annex("Biểu chỉ tiêu", ("STT", "Chỉ tiêu"), (("1", "Lúa"),), wide=True),),
    basis=(Paragraph("Căn cứ"),),
)


@pytest.mark.parametrize(
    "noun",
    [
        BRIEF,
        DOCUMENT,
        READ,
        RawText("chữ", READ.source, READ.tables, (Span(0, 1),)),
        Identity("chi thi", "41-CT/TW", date(2024, 12, 26), None),
        Fact("t1", FactKind.TARGET, "90%", GROUND, "đã xác nhận"),
        Floor(TARGET, "III.1", "từ 90%", True, Decimal("90.5")),
        DirectiveItem("III.1.b", "Nông nghiệp", "…", Span(0, 1)),
    ],
    ids=lambda noun: type(noun).__name__,
)
def test_round_trip(noun: object) -> None:
    """``decode(type, encode(noun)) == noun`` for every noun of the document room."""
    assert decode(type(noun), encode(noun)) == noun


def test_decimals_keep_their_digits() -> None:
    """84.770 does not become 84.77: the digits are what the office printed."""
    back = decode(Quantity, encode(QUANTITY))

    assert (str(back.value), str(back.upper)) == ("84.770", "90.00")


def test_types_come_back() -> None:
    """Enums, dates, sets and spans are themselves again, not their text."""
    back = decode(Brief, encode(BRIEF))

    assert back.kind is DocumentKind.DIRECTIVE
    assert type(back.as_of) is date
    assert type(back.unknown) is frozenset
    assert back.directive is not None
    assert back.directive.tables[0].doubtful == frozenset({(1, 0), (1, 1)})


def test_stored_text_of_an_older_version_is_read() -> None:
    """A field that was added later takes its default; one that is gone is passed over."""
    assert decode(Signer, '{"name": "A", "gone": 1}') == Signer("A")


@pytest.mark.parametrize("text", ["", "{", '{"year": 2027}', "[]"])
def test_damaged_text_is_an_error_with_advice(text: str) -> None:
    with pytest.raises(RecordsError) as caught:
        decode(Brief, text)

    assert "sao lưu" in caught.value.advice
