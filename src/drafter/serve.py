"""Opening the chat: build the shelf if needed, then hand over to Streamlit."""

from __future__ import annotations

import os
import socket
import subprocess
import sys

from drafter.desk import Desk
from drafter.errors import BadValue
from drafter.settings import ROOT, load_settings

_HOST = "127.0.0.1"


def serve(port: int | None = None) -> int:
    """Serve the chat on the loopback address until it is stopped; returns its exit code.

    Raises `BadValue` when the port is taken.
    """
    settings = load_settings(**({"port": port} if port else {}))
    if _taken(settings.port):
        raise BadValue(
            f"port {settings.port} is in use",
            advice=f"Cổng {settings.port} đang có chương trình khác dùng; hãy đặt cổng khác, "
            f"ví dụ: PORT={settings.port + 1} make run.",
        )
    Desk(settings).library.build()
    print(f"Mở trình duyệt tại http://{_HOST}:{settings.port} (nhấn Ctrl+C để dừng).", flush=True)
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py")]
    options = [f"--server.port={settings.port}", f"--server.address={_HOST}"]
    try:
        return subprocess.run([*command, *options], cwd=ROOT, env=_environment()).returncode
    except KeyboardInterrupt:
        return 0


def _environment() -> dict[str, str]:
    return {**os.environ, "STREAMLIT_SERVER_HEADLESS": "true"}


def _taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((_HOST, port))
        except OSError:
            return True
    return False
