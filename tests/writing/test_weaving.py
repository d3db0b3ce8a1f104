"""Figures stand behind the sentence that speaks of them; a point is of one matter."""

from __future__ import annotations

from drafter.document.facts import FactKind, Ground, GroundKind
from drafter.document.model import Paragraph
from drafter.reading import read_targets_bytes
from drafter.writing.entries import Entry
from drafter.writing.keys import FactTable
from drafter.writing.weaving import points_of, sentence_on, weave

_GROUND = Ground(GroundKind.TARGETS, "dòng 1")


def _woven(text: str, *rows: str) -> tuple[list[bool], str]:
    """Which rows found a sentence, and the text with their figures as keys."""
    table, entry = FactTable(), Entry("Thi đua", "moi-truong", [Paragraph(text)], ["moi-truong"])
    done = []
    for row in rows:
        (target,) = read_targets_bytes(row.encode(), "chi-tieu.txt").targets
        found = sentence_on(entry, target, table)
        done.append(found is not None)
        if found is not None:
            weave(entry, found, table.add(FactKind.TARGET, row, _GROUND), "phấn đấu", table)
    return done, entry.paragraphs[0].text


def test_a_figure_stands_behind_the_sentence_that_speaks_of_it() -> None:
    """Not at the end of the point, behind something else."""
    done, text = _woven(
        "Hộ dân phân loại rác tại nguồn. Trồng cây ven đường.", "Hộ phân loại rác tại nguồn: 80%"
    )
    assert done == [True]
    assert text == "Hộ dân phân loại rác tại nguồn; phấn đấu [[t1]]. Trồng cây ven đường."


def test_the_sentence_that_says_more_of_it_has_the_figure() -> None:
    """Two sentences of rubbish: the one on sorting takes the figure on sorting."""
    _, text = _woven(
        "Thu gom rác thải mỗi ngày. Hộ dân phân loại rác thải tại nguồn.",
        "Hộ phân loại rác thải tại nguồn: 80%",
    )
    assert text.endswith("tại nguồn; phấn đấu [[t1]].")


def test_a_second_figure_joins_the_first_without_saying_aim_again() -> None:
    """“phấn đấu” once a sentence."""
    _, text = _woven(
        "Hộ dân phân loại rác tại nguồn.",
        "Hộ phân loại rác tại nguồn: 80%", "Thu gom rác tại nguồn: 90%",
    )  # fmt: skip
    assert text == "Hộ dân phân loại rác tại nguồn; phấn đấu [[t1]], [[t2]]."


def test_a_figure_that_nothing_speaks_of_is_left_to_the_caller() -> None:
    """No sentence takes a figure of another matter."""
    done, text = _woven("Trồng cây ven đường.", "Tỷ lệ tham gia bảo hiểm y tế: 96%")
    assert (done, text) == ([False], "Trồng cây ven đường.")


def test_a_long_point_is_parted_and_nothing_of_it_is_lost() -> None:
    """Three long sentences are three points; short ones stay together."""
    long = "Rà soát " + "từng hộ và " * 12 + "lập danh sách."
    short = Paragraph("Trồng cây. Giữ rừng.")
    parts = points_of([Paragraph(f"{long} {long} {long}"), short], FactTable())
    assert [p.text for p in parts] == [long, long, long, short.text]
