"""Targets that wait for this year's figure: the draft is written, nothing is made up for them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from drafter.desk import Desk
from drafter.document.brief import Brief
from drafter.drafting.steps import draft, finish
from drafter.reading import read_targets_bytes, read_text
from drafter.rendering import to_text
from drafter.settings import load_settings

_DIRECTIVE = (
    "KẾ HOẠCH\nPhát động phong trào thi đua năm 2028\nI. MỤC ĐÍCH\n"
    "1. Chỉ tiêu của các xã không thấp hơn mức được giao.\nII. NỘI DUNG THI ĐUA\n"
    "1. Chăm sóc sức khỏe. Tỷ lệ người dân các xã tham gia bảo hiểm y tế từ 96% trở lên.\n"
    "2. Quân sự. Giao quân đạt 100% ở các xã.\n"
)


def test_a_floor_beside_a_target_without_a_figure(tmp_path: Path) -> None:
    """Last year's list was taken over, this year's figures are not in yet."""
    desk = Desk(load_settings(home=tmp_path, model=None))
    given = read_targets_bytes("BHYT: 95%\nGiao quân: 100%".encode(), "chi-tieu.txt").targets
    waiting = tuple(replace(t, quantity=None, last_year=t.quantity) for t in given)
    unit = desk.register.units.find("xã Đại Lãnh, tỉnh Khánh Hòa", date(2027, 12, 20))[0]
    brief = Brief(
        as_of=date(2027, 12, 20), unit=unit, year=2028, targets=waiting,
        directive=read_text(_DIRECTIVE),
    )  # fmt: skip
    text = to_text(finish(draft(brief, desk.tools), lambda progress: None).document)
    assert "năm trước: 95%" in text
    assert "phấn đấu" not in text.split("NỘI DUNG THI ĐUA")[1].split("GIẢI PHÁP")[0]
