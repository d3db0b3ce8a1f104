"""A visitor of the page without a browser: speaks to the server as Streamlit's own page does.

What the page would draw is kept by its place; a click sends what the page would send. A click
is answered when the server has run the page to its end.
"""

from __future__ import annotations

import time
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

_PATIENCE = 60.0
"""Seconds to wait for one message of the server."""


class Visitor:
    """One tab. ``address`` is that of the server, ``query`` what stands after the question mark."""

    def __init__(self, address: str, query: str = "") -> None:
        self._socket = connect(
            f"ws{address.removeprefix('http')}/_stcore/stream",
            subprotocols=["streamlit"],  # type: ignore[list-item]
            max_size=None,
        )
        self._query, self._page = query, ""
        self._pages: dict[str, str] = {}
        self._kept: dict[str, ForwardMsg] = {}
        self._states: dict[str, dict[str, Any]] = {}
        self._drawn: dict[tuple[int, ...], Any] = {}
        self._repeats: tuple[float, str] | None = None
        self.visit("")

    def close(self) -> None:
        """Leave the page."""
        self._socket.close()

    # what the page shows

    def shows(self, kind: str, words: str = "") -> bool:
        """Whether an element of this kind whose label holds ``words`` is on the page."""
        return self._found(kind, words) is not None

    @property
    def drafting(self) -> bool:
        """Whether the page shows a draft that is being written."""
        return self.shows("progress")

    # what an official does; each gives the seconds until the page is drawn again

    def visit(self, name: str) -> float:
        """Open a page by its address."""
        message = self._message()
        state = message.rerun_script
        if name in self._pages:
            self._page = state.page_script_hash = self._pages[name]
        else:
            state.page_name = name
        if name:
            state.query_string = ""
        self._states = {}
        return self._run(message)

    def click(self, words: str) -> float:
        """Press a button by its label."""
        return self._run(self._message(self._one("button", words).id, trigger_value=True))

    def turn(self, words: str) -> float:
        """Choose one of several in a row, such as a view."""
        group = next(g for g in self._all("button_group") if _option(g, words))
        self._states[group.id] = {"string_array_value": {"data": [_option(group, words)]}}
        return self._run(self._message())

    def say(self, text: str) -> float:
        """Send a message in the chat."""
        entry = self._one("chat_input", "")
        return self._run(self._message(entry.id, chat_input_value={"data": text}))

    def write(self, words: str, more: str) -> float:
        """Add a line to a text area by its label, and leave it."""
        area = self._one("text_area", words)
        known = self._states.get(area.id, {"string_value": area.default})["string_value"]
        self._states[area.id] = {"string_value": f"{known}\n{more}"}
        return self._run(self._message())

    def watch(self) -> float:
        """What the page does by itself while it shows progress: ask for the newest state."""
        if self._repeats is None:
            return 0.0
        interval, fragment = self._repeats
        time.sleep(interval)
        message = self._message()
        message.rerun_script.fragment_id = fragment
        message.rerun_script.is_auto_rerun = True
        return self._run(message)

    # the talk with the server

    def _message(self, trigger: str = "", **value: Any) -> BackMsg:
        message = BackMsg()
        state = message.rerun_script
        state.query_string, state.page_script_hash = self._query, self._page
        state.cached_message_hashes.extend(self._kept)
        for widget, held in self._states.items():
            state.widget_states.widgets.add(id=widget, **held)
        if trigger:
            state.widget_states.widgets.add(id=trigger, **value)
        return message

    def _run(self, message: BackMsg) -> float:
        started = time.perf_counter()
        self._socket.send(message.SerializeToString())
        drawn: dict[tuple[int, ...], Any] = {}
        self._repeats = self._repeats if message.rerun_script.fragment_id else None
        while True:
            answer = self._next()
            kind = answer.WhichOneof("type")
            if kind == "delta":
                drawn[tuple(answer.metadata.delta_path)] = answer.delta
            elif kind == "script_finished":
                if answer.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    drawn = {}
                    continue
                break
            else:
                self._take(kind, answer)
        part = answer.script_finished == ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY
        self._drawn = {**self._drawn, **drawn} if part else drawn
        return time.perf_counter() - started

    def _next(self) -> ForwardMsg:
        data = self._socket.recv(timeout=_PATIENCE)
        assert isinstance(data, bytes)
        message = ForwardMsg()
        message.ParseFromString(data)
        if message.WhichOneof("type") == "ref_hash":
            kept = ForwardMsg()
            kept.CopyFrom(self._kept[message.ref_hash])
            kept.metadata.CopyFrom(message.metadata)
            return kept
        if message.metadata.cacheable and message.hash:
            self._kept[message.hash] = message
        return message

    def _take(self, kind: str | None, message: ForwardMsg) -> None:
        if kind == "page_info_changed":
            self._query = message.page_info_changed.query_string
        elif kind == "navigation":
            self._page = message.navigation.page_script_hash
            pages = message.navigation.app_pages
            self._pages = {page.url_pathname: page.page_script_hash for page in pages}
        elif kind == "auto_rerun":
            self._repeats = (message.auto_rerun.interval, message.auto_rerun.fragment_id)

    # elements

    def _all(self, kind: str) -> list[Any]:
        elements = (
            delta.new_element for delta in self._drawn.values() if delta.HasField("new_element")
        )
        return [getattr(e, kind) for e in elements if e.WhichOneof("type") == kind]

    def _found(self, kind: str, words: str) -> Any:
        shown = self._all(kind)
        return next((e for e in shown if words in getattr(e, "label", "").replace("\\", "")), None)

    def _one(self, kind: str, words: str) -> Any:
        found = self._found(kind, words)
        if found is None:
            labels = [getattr(e, "label", "") for e in self._all(kind)]
            raise LookupError(f"no {kind} with {words!r} on the page, only {labels}")
        return found


def _option(group: Any, words: str) -> str:
    return next((o.content for o in group.options if words in o.content), "")
