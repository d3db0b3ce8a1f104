"""Opening the register: the office's own rows, broken files, the compiled cache."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from drafter.document.facts import Citation
from drafter.errors import BadValue
from drafter.register import load
from drafter.register.verdicts import VerdictKind

OWN = """
instruments:
- id: qd-12-2026-ha-tinh
  kind: Quyết định
  number: 12/2026/QĐ-UBND
  issuer: UBND tỉnh Hà Tĩnh
  signed: 2026-02-10
  effective_from: 2026-02-20
  title: Ban hành Quy định về công tác thi đua, khen thưởng
  confidence: confirmed
  sources: [công báo tỉnh]
movements:
- id: rieng
  name: Thiên Cầm sáng, xanh, sạch, đẹp
  owner: Ủy ban nhân dân xã Thiên Cầm
  province: Hà Tĩnh
  sources: [kế hoạch của xã]
anniversaries:
- id: xa
  event: Ngày thành lập xã
  year: 2025
  month: 7
  day: 1
  provinces: [Hà Tĩnh]
  sources: [xã]
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "register.yaml"
    path.write_text(OWN, encoding="utf-8")
    return path


def test_an_office_adds_its_own_rows(kb: Path, own: Path) -> None:
    """Rows of a second file stand beside ours and are marked as the office's."""
    register = load(kb, own)
    citation = Citation(
        "Quyết định số 12/2026/QĐ-UBND", "Quyết định", "12/2026/QĐ-UBND", date(2026, 2, 10),
        "UBND tỉnh Hà Tĩnh",
    )  # fmt: skip
    verdict = register.instruments.verdict(citation, date(2027, 1, 12))

    assert verdict.kind is VerdictKind.IN_FORCE
    assert verdict.instrument is not None
    assert verdict.instrument.own
    assert register.movements.named("Thiên Cầm sáng, xanh, sạch, đẹp") is not None
    assert "xa" in {a.base.id for a in register.calendar.anniversaries(2027, "Hà Tĩnh")}


def test_the_own_file_is_never_written(kb: Path, own: Path) -> None:
    """Updates of ours do not touch what the office keeps."""
    before = own.read_bytes()
    register = load(kb, own, own.parent / "cache")
    assert len(register.instruments) > 100

    assert own.read_bytes() == before


BROKEN = [
    ("instruments: [{id: x, kind: Luật}]", "dòng thứ 1 (x)"),
    ("instruments: {a: 1}", "phải là một danh sách"),
    ("- a\n- b", "các mục có tên"),
    ("instruments: [", "YAML"),
    (
        "instruments: [{id: x, kind: Luật, issuer: Q, title: T, sources: [s], signed: 2026-13-45}]",
        "ngày, tháng",
    ),
    (
        "instruments: [{id: x, kind: Luật, issuer: Q, title: T, sources: [s], signed: hôm qua}]",
        "“signed”",
    ),
    ("instruments: [{id: x, kind: Luật, issuer: Q, title: T, sources: [s], sai: 1}]", "“sai”"),
]


@pytest.mark.parametrize(("content", "part"), BROKEN)
def test_a_broken_file_says_where(kb: Path, tmp_path: Path, content: str, part: str) -> None:
    """One Vietnamese sentence names the file and the place; no traceback of a library."""
    path = tmp_path / "register.yaml"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(BadValue) as caught:
        assert load(kb, path).instruments

    assert "register.yaml" in caught.value.advice
    assert part in caught.value.advice


def test_the_compiled_cache_says_the_same(kb: Path, tmp_path: Path) -> None:
    """With a cache directory the second opening reads compiled copies."""
    first, again = load(kb, cache=tmp_path), load(kb, cache=tmp_path)

    assert list(first.instruments) == list(again.instruments) == list(load(kb).instruments)
    assert list(tmp_path.glob("instruments-*.json"))


def test_a_changed_file_is_read_anew(tmp_path: Path, kb: Path) -> None:
    """The compiled copy is kept by content, not by name."""
    path, cache = tmp_path / "own.yaml", tmp_path / "cache"
    path.write_text(OWN, encoding="utf-8")
    assert load(kb, path, cache).movements.named("Thiên Cầm sáng, xanh, sạch, đẹp")
    path.write_text(OWN.replace("sạch, đẹp", "sạch, vui"), encoding="utf-8")

    assert load(kb, path, cache).movements.named("Thiên Cầm sáng, xanh, sạch, đẹp") is None


def test_opening_a_register_reads_nothing() -> None:
    """``import drafter.register`` is light: no pydantic, no YAML, no list of communes."""
    code = (
        "import sys, drafter.register as r; r.load(__import__('pathlib').Path('nowhere'));"
        "print([m for m in ('pydantic', 'yaml', 'sqlite3', 'vietnamadminunits', 'pandas') "
        "if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )

    assert done.stdout.strip() == "[]"
