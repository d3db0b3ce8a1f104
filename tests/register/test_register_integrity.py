"""The register held against itself: a contradiction in the data is a failing test."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from drafter.register import Register
from drafter.register.instrument import Instrument, name_key, number_key
from drafter.register.instruments import Instruments
from drafter.register.schema import InstrumentRow

_CODES = (
    r"\d+(?:\.\d+)?[a-z]?/(?:19|20)\d\d/(?:QH|UBTVQH)\d+",
    r"\d+/NQ-UBTVQH\d+",
    r"\d+(?:\.\d+)?/(?:19|20)\d\d/(?:NĐ|TT|QĐ|NQ|TTLT)-[A-ZĐ]+",
    r"\d+-(?:CT|KL|NQ|QĐ|HD|KH)/[A-ZĐ]+",
    r"\d+/(?:CT|NQ|QĐ|KH|PĐ|HD|VBHN)-[A-Za-zĐ]+",
    r"\d+/[A-Z]+-[A-Z]+",
)

_ISSUERS = {
    "ttg": "Thủ tướng Chính phủ",
    "cp": "Chính phủ",
    "bnv": "Bộ Nội vụ",
    "bgddt": "Bộ Giáo dục và Đào tạo",
    "bnnmt": "Bộ Nông nghiệp và Môi trường",
    "vpqh": "Văn phòng Quốc hội",
    "vptw": "Văn phòng Trung ương Đảng",
    "bcdtw": "Ban Chỉ đạo Trung ương",
    "tu": "Tỉnh ủy",
    "ubnd": "UBND",
    "hdnd": "HĐND",
    "hdtdkt": "Hội đồng Thi đua - Khen thưởng",
    "skhdt": "Sở Kế hoạch và Đầu tư",
}


def _fits(row: Instrument) -> bool:
    organ = number_key(row.number or "")[-1]
    if organ.startswith(("qh", "ubtvqh", "nqubtvqh")):
        return "Quốc hội" in row.issuer
    if organ == "tw":
        return row.issuer.startswith(("Bộ Chính trị", "Ban Bí thư", "Ban Chấp hành Trung ương"))
    if organ == "vp":
        return row.issuer == "Bộ Nội vụ"  # an official letter: body, then unit
    return _ISSUERS.get(organ, "?") in row.issuer


def test_every_row_has_a_source_and_a_day_of_checking(register: Register) -> None:
    """A reference without a source does not belong in the register."""
    bare = [row.id for row in register.instruments if not row.sources or row.checked is None]

    assert bare == []


def test_numbers_have_the_form_of_their_system(register: Register) -> None:
    """The State writes ``19/CT-TTg``, the Party ``34-CT/TW``."""
    odd = [
        row.number
        for row in register.instruments
        if row.number and not any(re.fullmatch(code, row.number) for code in _CODES)
    ]

    assert odd == []


def test_the_issuer_fits_the_code(register: Register) -> None:
    """``…/CT-TTg`` is the Prime Minister's, ``…/NĐ-CP`` the Government's."""
    wrong = [(r.number, r.issuer) for r in register.instruments if r.number and not _fits(r)]

    assert wrong == []


def test_the_year_in_a_number_is_the_year_of_signing(register: Register) -> None:
    """``152/2025/NĐ-CP`` was signed in 2025."""
    wrong = [
        row.id
        for row in register.instruments
        if row.signed
        and (found := re.search(r"/((?:19|20)\d\d)/", row.number or ""))
        and int(found[1]) != row.signed.year
    ]

    assert wrong == []


def test_days_are_in_order(register: Register) -> None:
    """Signed, then in force, then dead."""
    wrong = []
    for row in register.instruments:
        life = [d for d in (row.signed, row.effective_from, row.effective_to) if d]
        use = [d for d in (row.relevant_from, row.relevant_until) if d]
        if any(a > b for days in (life, use) for a, b in pairwise(days)):
            wrong.append(row.id)

    assert wrong == []


def test_replaced_by_is_mutual(register: Register) -> None:
    """If A says B replaces it, B says it replaces A, and the other way round."""
    rows = register.instruments
    wrong = []
    for row in rows:
        for heir in row.replaced_by:
            other = rows.get(heir)
            if other is None or row.id not in other.replaces:
                wrong.append((row.id, heir))
        for old in row.replaces:
            other = rows.get(old)
            if other is None or row.id not in other.replaced_by:
                wrong.append((old, row.id))

    assert wrong == []


def test_links_lead_somewhere(register: Register) -> None:
    """Amendments, details and the table of bases name rows that exist."""
    rows = register.instruments
    named = {id for row in rows for id in (*row.amends, *row.amended_by)}
    named |= {row.details for row in rows if row.details}
    named |= {usual.instrument for usual in rows.table.usual}
    named |= {m.instrument for m in register.movements if m.instrument}

    assert sorted(id for id in named if rows.get(id) is None) == []


def test_an_identity_stands_once(register: Register) -> None:
    """Kind, number, issuer and day together are never shared by two rows."""
    seen: dict[object, list[str]] = defaultdict(list)
    for row in register.instruments:
        if row.number:
            seen[row.identity].append(row.id)

    assert [ids for ids in seen.values() if len(ids) > 1] == []


def overlaps(rows: Instruments) -> list[tuple[str, str]]:
    """Pairs of laws of one name in force on the same day."""
    laws: dict[str, list[Instrument]] = defaultdict(list)
    for row in rows:
        if row.is_law and row.effective_from and not row.amends:
            laws[name_key(row.title)].append(row)
    found = []
    for group in laws.values():
        group.sort(key=lambda row: row.effective_from or date.min)
        for first, second in pairwise(group):
            if first.effective_to is None or first.effective_to >= second.effective_from:
                found.append((first.id, second.id))
    return found


def test_laws_of_one_name_do_not_overlap(register: Register) -> None:
    """On any day one law of a name is in force."""
    assert overlaps(register.instruments) == []


def test_the_overlap_check_can_fail(register: Register) -> None:
    """A law that lives on beside its successor is found."""
    twin = Instrument(
        "twin", "Luật", "99/2022/QH15", "Quốc hội", "Luật Thi đua, khen thưởng",
        signed=date(2023, 6, 1), effective_from=date(2023, 7, 1),
    )  # fmt: skip

    assert overlaps(register.instruments.adding([twin])) == [
        ("luat-tdkt-2003", "twin"),
        ("twin", "luat-tdkt-2022"),
    ]


@pytest.mark.parametrize("name", ["instruments", "basis", "bodies", "movements", "terms"])
def test_no_word_of_english_reaches_the_official(kb: Path, name: str) -> None:
    """Notes, titles and reasons are Vietnamese."""
    content = yaml.safe_load((kb / "register" / f"{name}.yaml").read_text("utf-8"))
    texts = [
        str(row.get(key, ""))
        for rows in content.values()
        if isinstance(rows, list)
        for row in rows
        for key in ("notes", "title", "why", "what", "message", "event")
    ]

    assert [t for t in texts if re.search(r"\b(the|and|of|with|not|is|see|number)\b", t)] == []


def test_sources_hold_no_path_of_a_machine(kb: Path) -> None:
    """A source can be opened by anybody."""
    folders = (kb / "register", kb / "vocabulary")
    text = "\n".join(p.read_text("utf-8") for folder in folders for p in folder.glob("*.yaml"))

    assert re.findall(r"(?:^|[\s\"])/[a-z]+/.*|seed \d|corpus", text, re.MULTILINE) == []


def test_a_row_without_source_is_refused() -> None:
    """The schema is the guard of the first promise."""
    row = {"id": "x", "kind": "Luật", "issuer": "Quốc hội", "title": "Luật X", "sources": []}

    with pytest.raises(ValueError, match="sources"):
        InstrumentRow.model_validate(row)
