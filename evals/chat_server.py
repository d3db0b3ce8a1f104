"""A scripted chat model behind a real server on loopback, speaking the OpenAI chat protocol."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[[str, int], str]
"""Prompt and number of the call, from 1, to the model's words."""


@dataclass(slots=True)
class Script:
    """What the server says and what it was asked."""

    answer: Answer
    prompts: list[str] = field(default_factory=list)
    url: str = ""


@contextmanager
def serving(answer: Answer) -> Iterator[Script]:
    """A running server; ``script.url`` is its base address."""
    script = Script(answer)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(script))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    script.url = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield script
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(script: Script) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            prompt = "\n".join(str(m["content"]) for m in asked["messages"])
            script.prompts.append(prompt)
            said = script.answer(prompt, len(script.prompts))
            body = json.dumps(_completion(asked.get("model", ""), said)).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing on the console."""

    return Handler


def _completion(model: str, said: str) -> dict[str, object]:
    return {
        "id": "scripted",
        "object": "chat.completion",
        "created": 0,
        "model": model,
        "choices": [
            {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": said}}
        ],
        "usage": {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0},
    }
