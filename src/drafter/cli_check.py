"""The command ``drafter check``: findings on a file, a mended copy, the rules and their state."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from drafter.desk import Desk

Answer = tuple[Any, str, int]


def fill(parser: argparse.ArgumentParser, day: Callable[[str], date]) -> None:
    """Give ``parser`` the arguments of the command."""
    parser.add_argument("file", type=Path, nargs="?", help="văn bản cần kiểm tra")
    parser.add_argument("--unit", help="đơn vị ban hành")
    parser.add_argument("--year", type=int, help="năm thi đua")
    parser.add_argument("--as-of", type=day, help="ngày xét hiệu lực, ví dụ 2027-01-15")
    parser.add_argument("--directive", type=Path, help="văn bản phát động của cấp trên")
    parser.add_argument("--targets", type=Path, help="biểu chỉ tiêu của đơn vị")
    parser.add_argument("--previous", type=Path, help="văn bản năm trước")
    parser.add_argument(
        "--fix", type=Path, metavar="TỆP.docx", help="ghi bản đã sửa tự động ra tệp"
    )
    parser.add_argument("--rules", action="store_true", help="liệt kê quy tắc, đang bật hay tắt")


def run(args: argparse.Namespace, desk: Desk) -> Answer:
    """Check the file, or list the rules. Raises `BadValue` without either."""
    from drafter.errors import BadValue

    if args.rules:
        return _rules(desk)
    if args.file is None:
        raise BadValue("no file to check", advice="Xin ghi tệp cần kiểm tra, hoặc --rules.")
    return _check(args, desk)


def _check(args: argparse.Namespace, desk: Desk) -> Answer:
    from drafter.drafting.trace import counts, finding_json

    findings = desk.check(
        args.file,
        unit=args.unit,
        year=args.year,
        as_of=args.as_of,
        directive=args.directive,
        targets=args.targets,
        previous=args.previous,
    )
    counted = counts(findings)
    answer: dict[str, Any] = {"findings": [finding_json(f) for f in findings], "counts": counted}
    text = findings_text(findings)
    if args.fix:
        report = desk.fix_bytes(args.file.name, args.file.read_bytes(), as_of=args.as_of)
        write(args.fix, report.content)
        answer["fixed"] = [finding_json(f) for f in report.applied]
        answer["taken_back"] = [finding_json(f) for f in report.taken_back]
        done, left = len(report.applied), len(report.taken_back)
        text += f"\nĐã sửa {done} điểm, để nguyên {left} điểm: {args.fix}."
    return answer, text, 1 if counted["error"] else 0


def _rules(desk: Desk) -> Answer:
    from drafter.checking.describe import rule_lines

    off = {switch.rule: switch for switch in desk.switched_off}
    rows = [
        {
            "rule": line.id,
            "category": line.category.value,
            "severity": line.severity.value,
            "what": line.what,
            "clause": line.clause,
            "on": line.id not in off,
            "why_off": off[line.id].words if line.id in off else None,
        }
        for line in rule_lines()
    ]
    lines = [
        f"{row['rule']:8} {row['severity']:8} {'bật' if row['on'] else 'TẮT'}  {row['what']}"
        + (f" ({row['why_off']})" if row["why_off"] else "")
        for row in rows
    ]
    return {"rules": rows}, "\n".join(lines), 0


def findings_text(findings: Sequence[Any]) -> str:
    """Findings as lines for a person."""
    words = {"error": "LỖI", "warning": "CẦN XEM", "info": "LƯU Ý"}
    lines = [
        f"[{words[f.severity]}] {f.message}"
        + (f" Trích: “{f.quote[:120]}”." if f.quote else "")
        + (f" → {f.advice}" if f.advice else "")
        for f in findings
    ]
    return "\n".join(lines) or "Không phát hiện vấn đề nào."


def write(path: Path, data: bytes) -> None:
    """Write ``data``, making the folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
