"""What a reviewer is told beside the source of a fact."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.factories import launch_document, shapes

from drafter.checking import CheckContext
from drafter.checking.remarks import body_of, earlier_text, remarks_of
from drafter.document.facts import FactKind, Ground, GroundKind, Span, Use
from drafter.document.layout import Part
from drafter.reading import read_targets_bytes, read_text
from drafter.register import load
from drafter.rendering import to_text
from drafter.rendering.printed import recipient_lines

KB = Path(__file__).parents[2] / "kb"
CHANGED = "Thu ngân sách trên địa bàn đạt 12,5 tỷ đồng"


@pytest.fixture(scope="module")
def context() -> CheckContext:
    text = to_text(launch_document()).replace("12,5", "10,8")
    return CheckContext(load(KB), date(2027, 1, 11), year=2027, previous=read_text(text))


def use(text: str, kind: FactKind) -> Use:
    return Use(text, kind, Ground(GroundKind.USER, "lượt 1"), Span(0, len(text)))


def test_a_reference_is_told_with_its_validity(context: CheckContext) -> None:
    """What the register says of it on the day, in its own sentence."""
    cited = "Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ"

    told = remarks_of(context)(use(cited, FactKind.CITATION))

    assert told[0].startswith("Hiệu lực: ")
    assert "152/2025/NĐ-CP" in told[0]


def test_a_reference_out_of_force_names_what_replaced_it(context: CheckContext) -> None:
    """The reviewer sees at once what to cite instead."""
    cited = "Nghị định số 98/2023/NĐ-CP ngày 31 tháng 12 năm 2023 của Chính phủ"

    told = " ".join(remarks_of(context)(use(cited, FactKind.CITATION)))

    assert "hết hiệu lực" in told
    assert "Thay bằng: " in told


def test_a_target_is_shown_beside_last_year(context: CheckContext) -> None:
    """The line of last year's document, or better the column of the office's own sheet."""
    figure = use(CHANGED, FactKind.TARGET)
    rows = "Chỉ tiêu,Đơn vị tính,Thực hiện năm 2026,Kế hoạch năm 2027"
    sheet = f'{rows}\nThu ngân sách trên địa bàn,tỷ đồng,"11,2","12,5"\n'
    own = replace(context, targets=read_targets_bytes(sheet.encode(), "chi-tieu.csv").targets)

    assert "10,8 tỷ đồng" in remarks_of(context)(figure)[0]
    assert remarks_of(own)(figure) == ["Năm trước: 11,2 tỷ đồng."]


def test_nothing_is_said_where_nothing_is_known(context: CheckContext) -> None:
    """Silence, not a guess: without last year, without a day, for other kinds of fact."""
    bare = replace(context, previous=None, on=None)

    assert remarks_of(bare)(use(CHANGED, FactKind.TARGET)) == []
    assert remarks_of(bare)(use("Nghị định số 152/2025/NĐ-CP", FactKind.CITATION)) == []
    assert remarks_of(context)(use("xã Vạn Linh", FactKind.UNIT)) == []


def test_the_body_of_last_year_has_no_letterhead_and_no_recipients() -> None:
    """Only what is compared: from the opening to the last sentence."""
    document = launch_document()

    lines = body_of(read_text(to_text(document)))

    assert lines[0] == document.opening[0].text
    assert lines[-1] == document.closing[-1].text


def test_last_year_is_known_beyond_its_body() -> None:
    """Title, recipients and signature of a paper that was only read; its number is of no use."""
    document = shapes()["KT."]
    earlier = earlier_text(read_text(to_text(document)))

    assert earlier.parts == {
        Part.TITLE: (document.title,),
        Part.RECIPIENT: tuple(recipient_lines(document)),
        Part.AUTHORITY: document.signature.lines,
        Part.SIGNER: (document.signature.name,),
    }
    assert earlier.annexes is None
