"""Options, the ``board`` fixture every eval records to, and the report at the end of a run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from drafter.desk import Desk
from drafter.settings import load_settings
from evals import report_html, scoreboard
from evals.job_drafts import JobDrafts
from evals.scoreboard import Board, Change

HERE = Path(__file__).parent
SHARED = HERE.parent.parent / "shared"
_BESIDE = (("reading", "gold"), ("register", "real documents"), ("checking", "real"))
"""Cases from real documents, which do not lie in the repository."""
_BOARD = pytest.StashKey[Board]()
_CHANGES = pytest.StashKey[list[Change]]()
_PARTIAL = pytest.StashKey[bool]()


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("evals")
    group.addoption("--update-baseline", action="store_true", help="keep this run's scores")
    group.addoption(
        "--writer", choices=("template", "model"), default="template",
        help="model: also draft the jobs with the model of DRAFTER_MODEL",
    )  # fmt: skip
    group.addoption(
        "--runs", type=int, default=3, help="how often each job is drafted by the model"
    )
    group.addoption("--draft", type=Path, help="a .docx or .txt of another tool, to be scored")
    group.addoption("--case", help="the job it was written for, a folder of evals/jobs")
    group.addoption("--notes", type=Path, help="what the other tool told the official (.txt)")
    group.addoption("--judge", action="store_true", help="a model compares drafts in pairs")
    group.addoption("--report", type=Path, default=HERE, help="folder of report.html, report.json")


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_BOARD] = Board()
    if not SHARED.is_dir():
        for area, case in _BESIDE:
            config.stash[_BOARD].unscored(area, case, "all", "real documents are not beside this")
    config.stash[_PARTIAL] = False
    config.addinivalue_line("markers", "foreign: scores the file of --draft")
    config.addinivalue_line("markers", "slow: starts whole runs of its own")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With ``--draft`` only that draft is scored."""
    if config.getoption("--draft") is None:
        return
    wanted = [i for i in items if "foreign" in i.keywords]
    config.hook.pytest_deselected(items=[i for i in items if i not in wanted])
    items[:] = wanted


def pytest_deselected(items: list[pytest.Item]) -> None:
    for item in items[:1]:
        item.config.stash[_PARTIAL] = True


@pytest.fixture(scope="session")
def board(request: pytest.FixtureRequest) -> Board:
    """Where results go: ``board.add(area, case, measure, value, of=None, detail=())``."""
    return request.config.stash[_BOARD]


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """One desk without a model for all evals: the library is built once."""
    return Desk(load_settings(home=tmp_path_factory.mktemp("home"), model=None))


@pytest.fixture(scope="session")
def job_drafts(desk: Desk) -> JobDrafts:
    """The jobs, each drafted once in a run: a scan takes half a minute to read."""
    return JobDrafts(desk)


def _whole(config: pytest.Config) -> bool:
    """Whether all evals ran: no selection by name, mark, file or failure."""
    folders = [Path(str(a).split("::")[0]).resolve() for a in config.args]
    return HERE.resolve() in folders and not config.stash[_PARTIAL]


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Compare, write the report, and fail on a loss beyond the tolerance."""
    config, board = session.config, session.config.stash[_BOARD]
    if not board.results or config.getoption("--draft"):
        return
    whole = _whole(config) and not session.testsfailed
    changes = scoreboard.compare(board, scoreboard.load_baseline(), whole=whole)
    config.stash[_CHANGES] = changes
    _write(config.getoption("--report"), board, changes)
    if config.getoption("--update-baseline"):
        scoreboard.write_baseline(board, whole=whole)
    elif any(change.fails for change in changes) and session.exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _write(folder: Path, board: Board, changes: list[Change]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "report.html").write_text(report_html.page(board, changes), "utf-8")
    report = json.dumps(scoreboard.as_json(board, changes), ensure_ascii=False, indent=1)
    (folder / "report.json").write_text(report + "\n", "utf-8")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the scoreboard, and what is better or worse than the baseline."""
    config = terminalreporter.config
    if _CHANGES not in config.stash:
        return
    terminalreporter.section("scoreboard")
    for row in scoreboard.table(config.stash[_BOARD]):
        terminalreporter.write_line(row)
    changes = config.stash[_CHANGES]
    terminalreporter.write_line("")
    for change in changes:
        terminalreporter.write_line(change.line(), red=change.fails, green=not change.loss)
    losses = sum(change.fails for change in changes)
    gains = sum(not change.loss for change in changes)
    terminalreporter.write_line(
        f"against the baseline: {gains} gains, {losses} losses beyond the tolerance; "
        f"details in {config.getoption('--report') / 'report.html'}"
    )
    if losses and not config.getoption("--update-baseline"):
        terminalreporter.write_line("FAILED: worse than the baseline", red=True, bold=True)
