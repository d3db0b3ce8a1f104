"""What was worked out before: a page asks the same again at each click."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")


class Recall:
    """The last ``most`` answers by their question; shared by threads.

    A question names everything its answer depends on, and an answer is never changed.
    """

    def __init__(self, most: int = 100) -> None:
        self._most = most
        self._known: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, question: Hashable, work_out: Callable[[], T]) -> T:
        """The answer, worked out when it is not known; two that ask at once both work it out."""
        with self._lock:
            if question in self._known:
                self._known.move_to_end(question)
                known: T = self._known[question]
                return known
        answer = work_out()
        with self._lock:
            self._known[question] = answer
            while len(self._known) > self._most:
                self._known.popitem(last=False)
        return answer
