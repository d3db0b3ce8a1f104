"""The line to a model: what is tried again, what ends it, and how long it may take."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from drafter.errors import ModelReplyError, ModelUnavailable
from drafter.writing.line import Cost, Limits, Line


class Refusing(Exception):
    """An error as provider libraries raise it."""

    def __init__(self, status: int, headers: dict[str, str] | None = None) -> None:
        super().__init__(f"status {status}")
        self.status_code = status
        self.response = type("Response", (), {"headers": headers or {}})()


class APITimeoutError(Exception):
    """Named as the client of OpenAI names it."""


@dataclass
class Message:
    content: str
    usage_metadata: dict[str, int] = field(
        default_factory=lambda: {"input_tokens": 100, "output_tokens": 20}
    )
    response_metadata: dict[str, str] = field(default_factory=dict)


@dataclass
class Scripted:
    """Raises or says what it was given, one after the other; ten seconds of clock a call."""

    turns: list[Any]
    calls: int = 0
    now: float = 0.0
    slept: list[float] = field(default_factory=list)

    def invoke(self, prompt: str) -> Any:
        self.calls += 1
        self.now += 10
        turn = self.turns.pop(0) if len(self.turns) > 1 else self.turns[0]
        if isinstance(turn, Exception):
            raise turn
        return turn

    def line(self, **options: Any) -> Line:
        return Line(self, "test:model", clock=lambda: self.now, sleep=self.slept.append, **options)


OK = Message("xong")


def test_what_may_pass_is_tried_once_more() -> None:
    """After the wait the server asks for; a server error after two seconds."""
    cases = [
        (Refusing(429, {"retry-after": "7"}), [7.0]),
        (Refusing(429), [2.0]),
        (Refusing(503), [2.0]),
    ]
    for error, slept in cases:
        chat = Scripted([error, OK])
        assert chat.line().ask("?").text == "xong"
        assert (chat.calls, chat.slept) == (2, slept)


FINAL = [
    (Refusing(429, {"retry-after": "600"}), 1, "quá tải"),
    (Refusing(429), 2, "quá tải"),
    (Refusing(500), 2, "báo lỗi 500"),
    (Refusing(401), 1, "DRAFTER_MODEL"),
    (Refusing(404), 1, "DRAFTER_MODEL"),
    (ConnectionError("refused"), 1, "không kết nối được"),
]


@pytest.mark.parametrize(
    ("error", "calls", "words"), FINAL, ids=[str(i) for i in range(len(FINAL))]
)
def test_what_will_not_pass_ends_the_line_in_plain_words(
    error: Exception, calls: int, words: str
) -> None:
    chat = Scripted([error])
    with pytest.raises(ModelUnavailable) as caught:
        chat.line().ask("?")
    assert chat.calls == calls
    assert words in caught.value.advice


def test_one_slow_answer_costs_one_part_and_two_end_the_line() -> None:
    line = Scripted([APITimeoutError()]).line()
    with pytest.raises(ModelReplyError, match="timed out"):
        line.ask("?")
    with pytest.raises(ModelUnavailable) as caught:
        line.ask("?")
    assert "quá lâu" in caught.value.advice


def test_a_server_without_json_mode_is_asked_without() -> None:
    """A 400 makes one plain model, and only one."""
    plain = Scripted([OK])
    line = Scripted([Refusing(400)]).line(plain=lambda: plain)
    assert line.ask("?").text == "xong"
    assert line.ask("?").text == "xong"
    assert (plain.calls, line.cost.calls) == (2, 3)


def test_calls_and_seconds_are_bounded() -> None:
    """However many parts there are, a draft ends."""
    chat = Scripted([OK])
    line = chat.line(limits=Limits(calls=3, seconds=1000))
    for _ in range(3):
        line.ask("?")
    with pytest.raises(ModelUnavailable, match="budget"):
        line.ask("?")
    slow = Scripted([OK])
    line = slow.line(limits=Limits(calls=99, seconds=25))
    for _ in range(3):
        line.ask("?")
    with pytest.raises(ModelUnavailable) as caught:
        line.ask("?")
    assert "hết thời gian" in caught.value.advice


def test_an_answer_that_ran_out_of_room_is_known() -> None:
    for key in ("finish_reason", "done_reason"):
        assert Scripted([Message("{", response_metadata={key: "length"})]).line().ask("?").cut
    assert not Scripted([OK]).line().ask("?").cut


def test_what_it_took_is_counted_and_said() -> None:
    line = Scripted([Message("x", {"input_tokens": 12_000, "output_tokens": 345})]).line()
    line.ask("?")
    assert line.cost.words == "1 lượt hỏi, 12.345 token, 10 giây"
    assert Cost(2, 0, 0, 3.4).words == "2 lượt hỏi, 3 giây"
