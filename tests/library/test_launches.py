"""The fact files of past launches are sound, and become passages that can be searched."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from drafter.errors import LibraryError
from drafter.library.launches import read_launch, written
from drafter.library.schema import load_launch

LAUNCHES = Path(__file__).parents[2] / "kb" / "launches"
FILES = sorted(LAUNCHES.glob("*.yaml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_fact_file_is_sound(path: Path) -> None:
    """Known keys only, sections that exist, topics of a few words, a named source."""
    launch = load_launch(path)

    assert launch.source.file
    assert all(len(topic.split()) <= 10 for part in launch.outline for topic in part.topics)


def test_the_shelf_starts_with_five_launches() -> None:
    assert [path.stem for path in FILES] == [
        "huyen-chi-lang-2024",
        "so-ke-hoach-dau-tu-lang-son-2023",
        "xa-dai-lanh-2023",
        "xa-duc-lang-2023",
        "xa-van-linh-2023",
    ]


def test_parts_of_a_whole_add_up() -> None:
    """The figures were carried over right: parts of Đức Lạng's herds and fields sum up."""
    targets = load_launch(LAUNCHES / "xa-duc-lang-2023.yaml").targets
    wholes = {t.indicator: t.value for t in targets if t.of is None}
    sums: dict[str, Decimal] = {}
    for target in targets:
        if target.of and target.value is not None:
            sums[target.of] = sums.get(target.of, Decimal(0)) + target.value

    assert sums == {"Diện tích lúa": Decimal("171.9"), "Tổng đàn trâu, bò": Decimal(1763)}
    assert all(wholes[whole] == total for whole, total in sums.items())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_anniversaries_reach_the_year_of_the_plan(path: Path) -> None:
    launch = load_launch(path)

    assert [j.since + j.years for j in launch.anniversaries] == [launch.year] * len(
        launch.anniversaries
    )


def test_a_section_becomes_a_passage_with_its_figures() -> None:
    _, passages = read_launch(LAUNCHES / "xa-van-linh-2023.yaml")
    economy = next(p for p in passages if p.section == "1.2.a")

    assert "Tổng diện tích gieo trồng 1.200 ha" in economy.text
    assert "Tổng đàn lợn từ 2.500 con trở lên" in economy.text
    assert economy.context == "Mục tiêu"


@pytest.mark.parametrize(
    ("value", "text"),
    [("1200", "1.200"), ("84.77", "84,77"), ("203700000", "203.700.000"), ("0.8", "0,8")],
)
def test_figures_in_vietnamese_writing(value: str, text: str) -> None:
    assert written(Decimal(value)) == text


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ("id: khac\n", "id is"),
        ("mood: vui\n", "mood"),
        ("level: lang\n", "level"),
    ],
)
def test_a_wrong_file_is_named(tmp_path: Path, change: str, reason: str) -> None:
    """A key nobody knows, a value out of range, another name: the message says which file."""
    key = change.split(":")[0]
    lines = (LAUNCHES / "xa-van-linh-2023.yaml").read_text(encoding="utf-8").splitlines(True)
    kept = "".join(line for line in lines if not line.startswith(f"{key}:"))
    path = tmp_path / "xa-van-linh-2023.yaml"
    path.write_text(change + kept, encoding="utf-8")

    with pytest.raises(LibraryError, match=f"xa-van-linh-2023.yaml: .*(?s:.*){reason}"):
        load_launch(path)
