"""A language model of the scripted kind: the OpenAI chat API on loopback, as a test orders it."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

OPENING = "Cùng nhau, "
"""What the scripted model puts before each point: how a test knows its hand."""


@dataclass
class Script:
    """How to answer: ``good``, ``inventing`` (a figure of its own) or ``broken`` (HTTP 500)."""

    mood: str = "good"
    seconds: float = 0.0
    asked: list[str] = field(default_factory=list)
    address: str = ""


@contextmanager
def scripted_model() -> Iterator[Script]:
    """The server; its address is that of ``DRAFTER_MODEL_URL``."""
    script = Script()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(script))
    script.address = f"http://127.0.0.1:{server.server_address[1]}/v1"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield script
    finally:
        server.shutdown()
        server.server_close()


def _handler(script: Script) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:  # the name http.server calls
            sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            prompt = str(sent["messages"][-1]["content"])
            script.asked.append(prompt)
            time.sleep(script.seconds)
            if script.mood == "broken":
                self._answer(500, {"error": {"message": "out of order"}})
                return
            self._answer(200, _completion(_reply(prompt, script.mood)))

        def _answer(self, status: int, body: dict[str, Any]) -> None:
            data = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: Any) -> None:
            del format, args

    return Handler


def _reply(prompt: str, mood: str) -> str:
    draft = prompt.split("BẢN NHÁP (")[1].split("VĂN BẢN CẤP TRÊN (")[0]
    tail = " Phấn đấu đạt 99,9%." if mood == "inventing" else ""
    items = re.split(r"^Mục \d+.*điểm:$", draft, flags=re.MULTILINE)[1:]
    written = {
        str(at): [
            f"{OPENING}{p[0].lower()}{p[1:]}{tail}" for p in re.findall(r"^- (.+)$", item, re.M)
        ]
        for at, item in enumerate(items, 1)
    }
    return json.dumps(written, ensure_ascii=False)


def _completion(content: str) -> dict[str, Any]:
    message = {"role": "assistant", "content": content}
    return {
        "id": "scripted",
        "object": "chat.completion",
        "created": 0,
        "model": "scripted",
        "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
    }
