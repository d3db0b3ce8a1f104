"""The commands ``drafter ingest`` and ``drafter library``: what stands on the shelf."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from drafter.desk import Desk

Answer = tuple[Any, str, int]

_WIDE = 24  # signs of a full bar


def fill_ingest(parser: argparse.ArgumentParser) -> None:
    """Give ``parser`` the arguments of ``ingest``."""
    words = "tệp, thư mục hoặc tệp nén (.zip, .tar)"
    parser.add_argument("paths", nargs="+", type=Path, help=words)


def ingest(args: argparse.Namespace, desk: Desk) -> Answer:
    """Put files on the shelf; what became of them, and what has to be looked at."""
    answer = desk.ingest(args.paths, progress=bar)
    notes(desk)
    counts = (answer["added"], answer["known"], len(answer["errors"]))
    lines = ["Đã thêm {}, đã có {}, không đọc được {}.".format(*counts)]
    lines += [f"{name}: {why}" for name, why in answer["errors"].items()]
    lines += [line for taken in answer["taken"] for line in _to_confirm(taken)]
    return answer, "\n".join(lines), 0


def fill_library(parser: argparse.ArgumentParser) -> None:
    """Give ``parser`` the arguments of ``library``."""
    acts = ("list", "show", "confirm", "replace", "remove", "rebuild")
    parser.add_argument("act", choices=acts)
    parser.add_argument("id", nargs="?")
    words = "tệp mới, cho replace; các mục cần sửa, cho confirm (year=2025 issuer=...)"
    parser.add_argument("rest", nargs="*", help=words)


def library(args: argparse.Namespace, desk: Desk) -> Answer:
    """List, show, confirm, replace, remove or rebuild."""
    answer = desk.library_act(args.act, args.id, args.rest, progress=bar)
    notes(desk)
    return answer, json.dumps(answer, ensure_ascii=False, indent=1), 0


def notes(desk: Desk) -> None:
    """Say what the search had to do without."""
    for note in desk.library.notes:
        print(note, file=sys.stderr)


def bar(done: int, total: int, what: str) -> None:
    """Progress on standard error: a bar on a terminal, else a line each."""
    if not sys.stderr.isatty():
        print(f"{done}/{total} {what}".rstrip(), file=sys.stderr)
        return
    full = _WIDE * done // max(total, 1)
    line = f"[{'#' * full}{'.' * (_WIDE - full)}] {done}/{total} {what[:40]}"
    end = "\n" if done >= total and not what else ""
    print(f"\r\x1b[K{line}", end=end, file=sys.stderr, flush=True)


def _to_confirm(taken: dict[str, Any]) -> list[str]:
    """What an official should look at of a file that is new on the shelf."""
    document = taken["document"]
    if not document or taken["known"]:
        return []
    doubts = list(document["doubts"])
    if taken["version_of"]:
        doubts.append(f"Có thể là bản khác của văn bản {taken['version_of']} đã có trong kho")
    return [f"{taken['name']} - cần xem lại: {'; '.join(doubts)}"] if doubts else []
