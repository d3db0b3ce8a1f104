"""A throw-away PostgreSQL server on the loopback address, for tests of the records.

Its data lie in a folder of its own that goes away with it; no server of the machine is touched.
"""

from __future__ import annotations

import itertools
import os
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path
from types import TracebackType

USER = "drafter"


def programs() -> Path | None:
    """The folder of ``initdb`` and ``pg_ctl``, the newest version; ``None`` without."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=_version)
    if found:
        return found[-1].parent
    program = shutil.which("pg_ctl")
    return Path(program).resolve().parent if program else None


def _version(program: Path) -> float:
    name = program.parent.parent.name
    return float(name) if name.replace(".", "", 1).isdigit() else 0.0


class PostgresServer:
    """A server from ``initdb`` to ``stop``; every test asks for a place of its own."""

    def __init__(self, folder: Path) -> None:
        self._programs = folder
        self._numbers = itertools.count(1)

    def __enter__(self) -> PostgresServer:
        self._home = Path(tempfile.mkdtemp(prefix="drafter-pg-"))
        self._account = _account()
        if self._account:
            os.chown(self._home, *self._account)
        self.port = _free_port()
        try:
            self._run("initdb", "-D", "data", "-U", USER, "-A", "trust", "-E", "UTF8", "--no-sync")
            options = f"-c listen_addresses=127.0.0.1 -c port={self.port} -c fsync=off"
            options += f" -c unix_socket_directories={self._home}"
            self._run("pg_ctl", "-D", "data", "-l", "log", "-w", "-t", "60", "-o", options, "start")
        except BaseException:
            shutil.rmtree(self._home, ignore_errors=True)
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._run("pg_ctl", "-D", "data", "-w", "-m", "immediate", "stop")
        shutil.rmtree(self._home, ignore_errors=True)

    def new_database(self) -> str:
        """The address of an empty place for tables: a schema of its own, made in no time."""
        import psycopg

        name = f"kho{next(self._numbers)}"
        address = f"postgresql://{USER}@127.0.0.1:{self.port}/postgres"
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(f"CREATE SCHEMA {name}".encode())
        return f"{address}?options=-csearch_path%3D{name}"

    def _run(self, program: str, *arguments: str) -> None:
        user, group = self._account or (None, None)
        said = self._home / "said"
        with said.open("wb") as out:  # a pipe would stay open in the server
            done = subprocess.run(
                [str(self._programs / program), *arguments],
                cwd=self._home,
                user=user,
                group=group,
                extra_groups=[] if self._account else None,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                timeout=120,
                check=False,
            )
        if done.returncode:
            raise RuntimeError(f"{program}: {said.read_text('utf-8', 'replace')}")


def _account() -> tuple[int, int] | None:
    """Who runs the server when we are root, which it refuses: its own user or nobody."""
    if os.getuid() != 0:
        return None
    import pwd  # not on Windows, where no test comes this far

    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = names.get("postgres") or names["nobody"]
    return entry.pw_uid, entry.pw_gid


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
