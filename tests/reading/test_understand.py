"""A whole document: everything in its place, and the JSON of the command line."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from drafter.document.facts import Span
from drafter.document.reading import RawText, Source, Table
from drafter.reading import read_text, understand
from drafter.reading.as_json import to_json

SCENARIOS = Path(__file__).parents[3] / "shared" / "scenarios"
PLAN = """ỦY BAN NHÂN DÂN
XÃ TÂN HỘI

Số: 08/KH-UBND

Tân Hội, ngày 12 tháng 01 năm 2026

KẾ HOẠCH
Phát động phong trào thi đua năm 2026

Thực hiện Chỉ thị số 41-CT/TW ngày 26/12/2024 của Bộ Chính trị; Kế hoạch số 0009/KH-UBND ngày
05/01/2026 của UBND tỉnh Đồng Tháp về phong trào thi đua năm 2026; Nghị quyết số 20/NQ-HĐND ngày
24/12/2025 của HĐND xã, UBND xã ban hành kế hoạch:

I. CHỈ TIÊU
1. Sản lượng lúa đạt 84,770 tấn; tỷ lệ hộ nghèo giảm 0,5 - 1%.

II. THỜI GIAN
Từ ngày 15/01/2026 đến hết ngày 15/12/2026.
"""


def test_directives_end_with_the_immediate_superior() -> None:
    """The resolution of the own council is a basis, not a directive."""
    document = read_text(PLAN)
    assert [c.number for c in document.directives] == ["41-CT/TW", "0009/KH-UBND"]
    assert document.directive
    assert document.directive.issuer == "UBND tỉnh Đồng Tháp"
    assert document.header.parent == "Ủy ban nhân dân tỉnh Đồng Tháp"


def test_json_has_the_documented_keys() -> None:
    out = to_json(read_text(PLAN, "plan.txt"))
    assert list(out) == [
        "source", "header", "directive", "sections", "citations", "targets", "movements",
        "anniversaries", "time", "recipients", "bodies",
    ]  # fmt: skip
    assert out["source"]["file"] == "plan.txt"
    assert out["header"]["level"] == "xa"
    assert out["time"] == {"from": "2026-01-15", "to": "2026-12-15"}
    assert [t["value"] for t in out["targets"]] == [84.77, [0.5, 1]]
    assert out["directive"]["date"] == "2026-01-05"
    json.dumps(out)


def test_doubtful_scans_mark_their_figures() -> None:
    """A digit that OCR was unsure of must be confirmed by a person."""
    raw = "1. Trồng 45 ha sen.\n2. Nuôi 60 con dê."
    at = raw.index("60")
    document = understand(RawText(raw, Source("scan.pdf", "scan"), doubtful=(Span(at, at + 2),)))
    marks = {t.quantity.value: t.quantity.doubtful for t in document.targets if t.quantity}
    assert marks == {Decimal(45): False, Decimal(60): True}
    assert [s.of(document.text) for s in document.doubtful] == ["60"]


def test_tables_keep_their_place() -> None:
    raw = "KẾ HOẠCH\n\n\nThi đua\n\nBiểu chỉ tiêu:\nhết"
    table = Table((("1", "Lúa"),), at=raw.index("hết"))
    (moved,) = understand(RawText(raw, Source("a.docx", "docx"), tables=(table,))).tables
    assert moved.at is not None
    text = understand(RawText(raw, Source("a.docx", "docx"))).text
    assert text[moved.at :] == "hết"


@pytest.mark.skipif(not SCENARIOS.is_dir(), reason="the scenarios are not beside the repository")
@pytest.mark.parametrize(
    ("name", "number", "level"),
    [
        ("01_chau_quang_2024/directive.txt", "03", "huyen"),
        ("08_phan_ngoc_hien_2027/previous.txt", "09", "xa"),
    ],
)
def test_text_broken_by_extraction(name: str, number: str, level: str) -> None:
    """The broken text gives the same as the clean one: sections, references, figures."""
    broken = SCENARIOS / name
    clean = broken.parent / "_truth" / broken.name
    one, two = (to_json(read_text(p.read_text("utf-8"))) for p in (broken, clean))
    assert one["header"]["number"] == number
    assert one["header"]["level"] == level
    for key in ("sections", "citations", "targets"):
        assert len(one[key]) == len(two[key])
    assert [t["value"] for t in one["targets"]] == [t["value"] for t in two["targets"]]
    assert [s["label"] for s in one["sections"]] == [s["label"] for s in two["sections"]]
    assert [c["number"] for c in one["citations"]] == [c["number"] for c in two["citations"]]
