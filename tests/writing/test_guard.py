"""The gate that finds facts outside keys."""

from __future__ import annotations

import pytest

from drafter.document.facts import FactKind, Ground, GroundKind
from drafter.writing.guard import find_naked, key_facts
from drafter.writing.keys import FactTable, fill

SENTENCES: tuple[tuple[str, list[tuple[FactKind, str]]], ...] = (
    ("Vận động bà con dọn đường làng.", []),
    ("Phấn đấu đạt 96,5% trở lên.", [(FactKind.NUMBER, "96,5%")]),
    ("Đón 310 nghìn lượt khách.", [(FactKind.NUMBER, "310 nghìn lượt")]),
    ("Có 9/12 bản đạt chuẩn.", [(FactKind.NUMBER, "9/12 bản")]),
    ("Xong trước ngày 15/7/2027.", [(FactKind.DATE, "15/7/2027")]),
    ("Ký ngày 05 tháng 01 năm 2027.", [(FactKind.DATE, "ngày 05 tháng 01 năm 2027")]),
    ("Theo chuẩn giai đoạn 2027 - 2030.", [(FactKind.DATE, "giai đoạn 2027 - 2030")]),
    ("Báo cáo trước 20/6.", [(FactKind.DATE, "20/6")]),
    (
        "Theo Nghị định số 152/2025/NĐ-CP ngày 14/6/2025 của Chính phủ.",
        [(FactKind.CITATION, "Nghị định số 152/2025/NĐ-CP ngày 14/6/2025 của Chính phủ")],
    ),
    ("Phong trào thi đua “Dân vận khéo”.", [(FactKind.MOVEMENT, "“Dân vận khéo”")]),
    ("Gắn với ngày hội “Đại đoàn kết”.", [(FactKind.NAME, "“Đại đoàn kết”")]),
    ("Học tập xã Cẩm Nhượng.", [(FactKind.UNIT, "xã Cẩm Nhượng")]),
    ("Giữ [[t1]] và thêm 02 mô hình.", [(FactKind.NUMBER, "02 mô hình")]),
)


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES, ids=[s for s, _ in SENTENCES])
def test_each_fact_in_plain_words_is_named(
    sentence: str, expected: list[tuple[FactKind, str]]
) -> None:
    """Figures, dates, references, names and places; a key is not looked into."""
    assert [(n.kind, n.text) for n in find_naked(sentence)] == expected


def test_keyed_text_filled_again_is_the_same_text() -> None:
    """Nothing is lost on the way through keys."""
    table = FactTable()
    ground = Ground(GroundKind.DIRECTIVE, "mục III.1")
    text = "Trồng 50 ha rừng trước ngày 30/6/2027 theo Chỉ thị số 41-CT/TW, ở xã Thiên Cầm."
    keyed = key_facts(text, table, ground)
    assert "50" not in keyed
    assert "41-CT/TW" not in keyed
    done, uses = fill(keyed, table)
    assert done == text
    assert {use.ground for use in uses} == {ground}
