"""Runs with a model: several drafts of each job with spread, and a judge of prose.

``pytest evals/ --writer model`` uses the model of ``DRAFTER_MODEL``; ``--judge`` lets it
compare our drafts with the outside ones. Neither is ever a gate. The machinery itself is
tested here against a scripted server on loopback.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import pytest

from drafter.desk import Desk
from drafter.rendering import to_text
from drafter.settings import load_settings
from drafter.writing.model import open_chat

from .chat_server import serving
from .foreign_draft import text_of
from .job_drafts import JobDrafts, draft_job, job_names, paper, read_json
from .judge import Pair, Verdict, judge, load_prompt, tally
from .model_runs import run_job, table
from .outside.make import JOB, LAST_YEAR

NO_MODEL = "no model is configured: set DRAFTER_MODEL"
QUICK = "02_binh_minh_2022"


def echo(prompt: str, call: int) -> str:
    """A model that gives the template's own points back."""
    draft = prompt.split("BẢN NHÁP (", 1)[1].split("VĂN BẢN CẤP TRÊN (", 1)[0]
    items = re.split(r"(?m)^Mục \d+.*điểm:$", draft)[1:]
    points = {str(at): re.findall(r"(?m)^- (.*)$", item) for at, item in enumerate(items, 1)}
    return json.dumps(points, ensure_ascii=False)


def inventor(prompt: str, call: int) -> str:
    """A model that adds a figure of its own to every point."""
    said = json.loads(echo(prompt, call))
    more = {at: [f"{p} Thu thêm 987 tỷ đồng." for p in item] for at, item in said.items()}
    return json.dumps(more, ensure_ascii=False)


def regrouper(prompt: str, call: int) -> str:
    """A model that turns the points of each item round and weaves the figures in."""
    said = json.loads(echo(prompt, call))
    woven = {
        at: [p.replace(". Mức phấn đấu: ", "; phấn đấu ") for p in reversed(item)]
        for at, item in said.items()
    }
    return json.dumps(woven, ensure_ascii=False)


def exchanger(prompt: str, call: int) -> str:
    """A model that puts two bare facts of each item in each other's place, another two each time."""
    said = json.loads(echo(prompt, call))
    for at, item in said.items():
        text = "\n".join(item)
        keys = list(dict.fromkeys(re.findall(r"\[\[[ndcu]\d+\]\]", text)))
        if pairs := list(combinations(keys, 2)):
            one, other = pairs[call % len(pairs)]
            text = text.replace(one, "#").replace(other, one).replace("#", other)
        said[at] = text.split("\n")
    return json.dumps(said, ensure_ascii=False)


@dataclass
class Answering:
    """A chat model in this process."""

    answer: Callable[[str, int], str]
    calls: int = 0

    def invoke(self, prompt: str) -> str:
        """The scripted answer."""
        self.calls += 1
        return self.answer(prompt, self.calls)


def scripted_desk(home: Path, url: str) -> Desk:
    return Desk(load_settings(home=home, model="openai:scripted", model_url=url, model_key="none"))


def test_jobs_by_the_configured_model(
    request: pytest.FixtureRequest, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """``--writer model``: every job several times; the table is printed, nothing is gated."""
    if request.config.getoption("--writer") != "model":
        pytest.skip("--writer model not asked for")
    settings = load_settings(home=tmp_path)
    if settings.model is None:
        pytest.skip(NO_MODEL)
    desk = Desk(settings)
    runs = [run_job(desk, job, request.config.getoption("--runs")) for job in job_names()]
    with capsys.disabled():
        print(f"\n\n{settings.model}\n" + "\n".join(table(runs)))


def test_a_model_that_is_faithful_keeps_the_scores(tmp_path: Path) -> None:
    """Asked over HTTP, its sections stand in the drafts, with a spread for every measure."""
    with serving(echo) as script:
        runs = run_job(scripted_desk(tmp_path, script.url), QUICK, 2)

    assert len(script.prompts) >= 2
    assert runs.by_model >= 2
    assert {len(s.shares) for s in runs.spreads} == {2}
    assert {s.measure: s.mean for s in runs.spreads if s.mean < 1} == {}
    assert "every measure complete" in "\n".join(table([runs]))


def test_a_model_that_invents_gets_nothing_in(tmp_path: Path) -> None:
    """Its sections are the template's; every figure of the drafts still has a source."""
    with serving(inventor) as script:
        runs = run_job(scripted_desk(tmp_path, script.url), QUICK, 1)

    assert len(script.prompts) >= 2
    assert runs.by_model == 0
    assert {s.mean for s in runs.spreads if s.measure == "figures with a source"} == {1.0}


def test_a_model_that_regroups_keeps_the_scores(tmp_path: Path) -> None:
    """Its points stand in the draft in another order, and every measure is as it was."""
    with serving(regrouper) as script:
        runs = run_job(scripted_desk(tmp_path, script.url), QUICK, 1)

    assert runs.by_model >= 2
    assert {s.measure: s.mean for s in runs.spreads if s.mean < 1} == {}


@pytest.mark.parametrize("job", job_names())
def test_a_model_that_exchanges_facts_changes_no_word(job: str, tmp_path: Path) -> None:
    """Figures, days, references and units of no item of any job change places."""
    chat = Answering(exchanger)
    by_model = draft_job(Desk(load_settings(home=tmp_path, model=None), chat=chat), job)
    ours = draft_job(Desk(load_settings(home=tmp_path, model=None)), job)

    assert chat.calls >= 2
    assert to_text(by_model.document) == to_text(ours.document)


PAIR = Pair("x", "xã Thiên Cầm", 2027, "Kế hoạch của tỉnh.", "Dự thảo của ta.", "Dự thảo kia.")


def always(word: str) -> object:
    return lambda prompt, call: word


def prefers_ours(prompt: str, call: int) -> str:
    first = prompt.split("DỰ THẢO A", 1)[1].split("DỰ THẢO B", 1)[0]
    return "A." if PAIR.ours in first else " b "


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        (prefers_ours, Verdict.WON),
        (always("A"), Verdict.UNSCORED),
        (always("HÒA"), Verdict.TIED),
        (always("Tôi chọn A vì rõ hơn."), Verdict.UNSCORED),
        (always(""), Verdict.UNSCORED),
    ],
    ids=["keeps its mind", "always the first", "tie", "outside the choices", "silent"],
)
def test_judge(answer: object, verdict: Verdict) -> None:
    """Asked twice with the order swapped; what does not survive the swap is unscored."""
    with serving(answer) as script:  # type: ignore[arg-type]
        chat = open_chat("openai:scripted", script.url, "none")
        found = judge(PAIR, chat, load_prompt())

    assert found is verdict
    assert len(script.prompts) == 2
    assert tally([found, Verdict.LOST]).endswith(f"unscored {int(verdict is Verdict.UNSCORED)}")


def test_the_rubric_is_pinned(tmp_path: Path) -> None:
    """A prompt that loses or gains a variable is refused when loaded."""
    other = tmp_path / "judge.md"
    other.write_text("---\nact: x\n---\n$unit $year $first $second $strange", "utf-8")

    with pytest.raises(ValueError, match="strange"):
        load_prompt(other)
    assert load_prompt().get_identifiers()


def test_judge_of_prose(
    request: pytest.FixtureRequest, job_drafts: JobDrafts, tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    """``--judge``: our draft beside the outside ones of the same job; printed, never a gate."""
    if not request.config.getoption("--judge"):
        pytest.skip("--judge not asked for")
    settings = load_settings(home=tmp_path)
    if settings.model is None:
        pytest.skip(NO_MODEL)
    chat = open_chat(settings.model, settings.model_url, settings.model_key)
    ours = to_text(job_drafts.of(JOB).document)
    brief = read_json(JOB, "brief.json")
    directive = text_of(path) if (path := paper(JOB, "directive")) else ""
    verdicts = []
    for theirs in (LAST_YEAR, LAST_YEAR.with_name("fluent_with_inventions.txt")):
        pair = Pair(theirs.stem, brief["unit"], brief["year"], directive, ours, text_of(theirs))
        verdicts.append(judge(pair, chat, load_prompt()))
    with capsys.disabled():
        print(f"\n\njudge {settings.model}: {tally(verdicts)}")
