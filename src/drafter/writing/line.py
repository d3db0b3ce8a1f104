"""The line to a chat model: one question, one answer, with everything that can go wrong.

What may pass (429 with a short wait, a server error, a format that the server does not know) is
tried once more; what will not pass ends the line for this draft, with one plain sentence why.
Calls and seconds of a draft are bounded, and counted for the official to see.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from drafter.errors import ModelReplyError, ModelUnavailable


class Chat(Protocol):
    """The one thing asked of a langchain chat model."""

    def invoke(self, prompt: str) -> Any:
        """Answer ``prompt`` with a message that has ``content``."""
        ...


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one draft: calls in all, seconds in all, and the longest wait asked by a server."""

    calls: int = 16
    seconds: float = 300.0
    wait: float = 20.0


@dataclass(frozen=True, slots=True)
class Cost:
    """What a model took: calls, tokens in and out (0 where the server does not count), seconds."""

    calls: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    seconds: float = 0.0

    def __add__(self, other: Cost) -> Cost:
        return Cost(
            self.calls + other.calls,
            self.tokens_in + other.tokens_in,
            self.tokens_out + other.tokens_out,
            self.seconds + other.seconds,
        )

    def __sub__(self, other: Cost) -> Cost:
        return Cost(
            self.calls - other.calls,
            self.tokens_in - other.tokens_in,
            self.tokens_out - other.tokens_out,
            self.seconds - other.seconds,
        )

    @property
    def words(self) -> str:
        """For the official: "5 lượt hỏi, 12.340 token, 48 giây"."""
        tokens = self.tokens_in + self.tokens_out
        counted = f", {tokens:,} token".replace(",", ".").replace(". ", ", ", 1) if tokens else ""
        return f"{self.calls} lượt hỏi{counted}, {round(self.seconds)} giây"


@dataclass(frozen=True, slots=True)
class Answer:
    """The words of a model; ``cut`` when it ran out of room before its end."""

    text: str
    cut: bool = False


_AGAIN = 2.0  # seconds before a server error is tried again


class Line:
    """Asks one chat model for one draft. ``plain`` makes the model without extras (JSON mode)."""

    def __init__(
        self,
        chat: Chat,
        name: str,
        *,
        plain: Callable[[], Chat] | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        limits: Limits | None = None,
    ) -> None:
        self._chat, self._name, self._plain = chat, name, plain
        self._clock, self._sleep = clock, sleep
        self._limits = limits or Limits()
        self._started = clock()
        self._slow = 0
        self.cost = Cost()

    def ask(self, prompt: str) -> Answer:
        """One answer. Raises `ModelUnavailable` when the line is dead for this draft, and
        `ModelReplyError` when only this question got no answer.
        """
        failure = self._try(prompt)
        if isinstance(failure, Answer):
            return failure
        if failure.again is None:
            raise failure.error
        self._sleep(failure.again)
        second = self._try(prompt)
        if isinstance(second, Answer):
            return second
        raise second.error

    def _try(self, prompt: str) -> Answer | _Failure:
        limits = self._limits
        if self.cost.calls >= limits.calls or self._clock() - self._started > limits.seconds:
            raise ModelUnavailable(
                f"{self._name}: budget spent ({self.cost.calls} calls)",
                advice="Đã dùng hết thời gian dành cho mô hình trong một lần soạn.",
            )
        began = self._clock()
        try:
            message = self._chat.invoke(prompt)
        except Exception as error:  # the door: every provider has errors of its own
            self.cost += Cost(1, seconds=self._clock() - began)
            if "LengthFinish" in type(error).__name__:
                # In JSON mode the client of OpenAI raises where an answer ran out of room.
                return Answer(_half_said(error), cut=True)
            return self._failed(error)
        self.cost += Cost(1, *_tokens(message), self._clock() - began)
        return Answer(_text_of(getattr(message, "content", message)), _was_cut(message))

    def _failed(self, error: Exception) -> _Failure:
        """What an error of a provider means, told by its status and its name."""
        status = getattr(error, "status_code", None)
        name = type(error).__name__
        if status == 400 and self._plain is not None:
            # JSON mode or a temperature that this server does not take: ask without.
            self._chat, self._plain = self._plain(), None
            return _Failure(self._down(error, _REFUSED), 0.0)
        if status in {401, 403, 404, 400}:
            return _Failure(self._down(error, _REFUSED))
        if status == 429:
            wait = _retry_after(error)
            again = wait if wait <= self._limits.wait else None
            return _Failure(self._down(error, "Máy chủ mô hình đang quá tải."), again)
        if status is not None and int(status) >= 500:
            return _Failure(self._down(error, f"Máy chủ mô hình báo lỗi {status}."), _AGAIN)
        if "Timeout" in name:
            return _Failure(self._too_slow(error))
        return _Failure(self._down(error, "Mô hình ngôn ngữ không trả lời (không kết nối được)."))

    def _too_slow(self, error: Exception) -> ModelUnavailable | ModelReplyError:
        """One slow answer costs one part; the second one ends the line."""
        self._slow += 1
        advice = "Mô hình trả lời quá lâu."
        if self._slow > 1:
            return self._down(error, advice)
        return ModelReplyError(f"{self._name} timed out: {error}", advice=advice)

    def _down(self, error: Exception, advice: str) -> ModelUnavailable:
        return ModelUnavailable(f"{self._name}: {error}", advice=advice)


_REFUSED = (
    "Máy chủ mô hình từ chối (sai khóa hoặc không có mô hình này); xin báo người quản trị xem lại "
    "DRAFTER_MODEL, DRAFTER_MODEL_URL, DRAFTER_MODEL_KEY."
)


@dataclass(frozen=True, slots=True)
class _Failure:
    """Why there is no answer; ``again`` are the seconds to wait before one more try."""

    error: ModelUnavailable | ModelReplyError
    again: float | None = None


def _retry_after(error: Exception) -> float:
    """Seconds a server asks to wait; 2 where it does not say."""
    headers = getattr(getattr(error, "response", None), "headers", None) or {}
    try:
        return max(0.0, float(headers.get("retry-after", _AGAIN)))
    except (TypeError, ValueError):
        return _AGAIN


def _tokens(message: object) -> tuple[int, int]:
    usage = getattr(message, "usage_metadata", None) or {}
    return int(usage.get("input_tokens", 0) or 0), int(usage.get("output_tokens", 0) or 0)


def _was_cut(message: object) -> bool:
    told = getattr(message, "response_metadata", None) or {}
    return (told.get("finish_reason") or told.get("done_reason") or told.get("stop_reason")) in {
        "length",
        "max_tokens",
    }


def _half_said(error: object) -> str:
    """What a model had said when it ran out of room."""
    choices = getattr(getattr(error, "completion", None), "choices", None) or [None]
    return str(getattr(getattr(choices[0], "message", None), "content", None) or "")


def _text_of(content: object) -> str:
    """The words of an answer; some providers give it in blocks, with thoughts between."""
    if not isinstance(content, list):
        return str(content)
    blocks = [block if isinstance(block, str) else block.get("text", "") for block in content]
    return "".join(str(block) for block in blocks)
