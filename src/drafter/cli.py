"""The command line. Commands are English, messages Vietnamese; see ``docs/cli.md``.

Exit code 0: done and no error found; 1: a check found an error; 2: the input cannot be used
(one line says why and what to do, no traceback). With ``--json`` standard output holds one JSON
object and nothing else.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drafter import cli_check, cli_shelf

if TYPE_CHECKING:
    from drafter.desk import Desk

Answer = tuple[Any, str, int]
"""What a command gives: the JSON object, the text for a person, the exit code."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    args = _parser().parse_args(argv)
    from drafter.errors import DrafterError

    try:
        answer, text, code = args.run(args)
    except DrafterError as error:
        print(error.advice, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("Đã dừng theo yêu cầu.", file=sys.stderr)
        return 2
    try:
        if args.json:
            print(json.dumps(answer, ensure_ascii=False, indent=1))
        elif text:
            print(text)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader ("| head") has seen enough
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115 - stays open until the process ends
    return int(code)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="drafter", description="Soạn và kiểm tra kế hoạch phát động phong trào thi đua cấp xã."
    )
    commands = parser.add_subparsers(required=True, metavar="LỆNH")
    for name, text, run, fill in _COMMANDS:
        sub = commands.add_parser(name, help=text, description=text)
        sub.add_argument("--json", action="store_true", help="in kết quả dạng JSON")
        fill(sub)
        sub.set_defaults(run=run)
    return parser


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"ngày {text!r} chưa đúng, viết theo dạng 2027-01-15"
        ) from None


def _desk() -> Desk:
    from drafter.desk import Desk
    from drafter.settings import load_settings

    return Desk(load_settings())


def _say(*lines: str) -> None:
    for line in lines:
        print(line, file=sys.stderr)


# read


def _read_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="văn bản cần đọc")


def _read(args: argparse.Namespace) -> Answer:
    from drafter.reading.as_json import to_json

    document = _desk().read(args.file)
    answer = to_json(document)
    head = document.header
    lines = [
        f"{head.doc_type or 'Văn bản'}: {head.title or '(không thấy trích yếu)'}",
        f"Cơ quan ban hành: {head.issuer or '(không rõ)'}",
        f"{len(document.sections)} mục, {len(document.citations)} viện dẫn, "
        f"{len(document.targets)} chỉ tiêu, {len(document.movements)} phong trào.",
        *(w.message for w in document.source.warnings),
    ]
    return answer, "\n".join(lines), 0


# check


def _check_arguments(parser: argparse.ArgumentParser) -> None:
    cli_check.fill(parser, _day)


def _check(args: argparse.Namespace) -> Answer:
    return cli_check.run(args, _desk())


# draft


def _draft_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--unit", required=True, help="ví dụ: xã Vạn Linh, tỉnh Lạng Sơn")
    parser.add_argument("--year", required=True, type=int, help="năm thi đua")
    parser.add_argument("--kind", choices=("ke-hoach", "chi-thi", "phat-dong"), default="ke-hoach")
    parser.add_argument("--directive", type=Path, help="văn bản phát động của cấp trên")
    parser.add_argument("--targets", type=Path, help="biểu chỉ tiêu của đơn vị")
    parser.add_argument("--previous", type=Path, help="văn bản năm trước của đơn vị")
    parser.add_argument("--as-of", type=_day, help="ngày soạn, ví dụ 2027-01-15")
    parser.add_argument(
        "--say", action="append", default=[], metavar="CÂU", help="như gõ vào ô chat"
    )
    parser.add_argument("--set", action="append", default=[], metavar="MỤC=GIÁ_TRỊ")
    parser.add_argument("--out", required=True, type=Path, help="tệp .docx sẽ ghi")
    parser.add_argument("--sheet", type=Path, help="phiếu rà soát một trang (.docx) sẽ ghi thêm")
    parser.add_argument("--note", type=Path, help="ghi chú cho người soạn (.txt) sẽ ghi thêm")


def _draft(args: argparse.Namespace) -> Answer:
    from drafter.drafting.trace import trace_json

    desk = _desk()
    draft = desk.draft_once(
        unit=args.unit,
        year=args.year,
        kind=args.kind,
        directive=args.directive,
        targets=args.targets,
        previous=args.previous,
        as_of=args.as_of,
        say=args.say,
        settings=args.set,
        progress=lambda step: _say(step.text),
    )
    cli_check.write(args.out, draft.docx)
    told = [f"Đã ghi dự thảo vào {args.out}."]
    if args.sheet:
        cli_check.write(args.sheet, desk.sheet_of(draft))
        told.append(f"Đã ghi phiếu rà soát vào {args.sheet}.")
    if args.note:
        # With a mark of its encoding: Notepad of an old Windows guesses wrong without one.
        cli_check.write(args.note, desk.note_of(draft).encode("utf-8-sig"))
        told.append(f"Đã ghi ghi chú cho người soạn vào {args.note}.")
    answer = trace_json(draft)
    text = "\n".join([*told, cli_check.findings_text(draft.findings)])
    return answer, text, 1 if any(f.severity == "error" for f in draft.findings) else 0


# search, law, unit


def _search_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", help="nội dung cần tìm")
    parser.add_argument("--unit")
    parser.add_argument("--year", type=int)
    parser.add_argument("--kind", choices=("ke-hoach", "chi-thi", "phat-dong"))
    parser.add_argument("-k", type=int, default=8, help="số kết quả")
    parser.add_argument(
        "--only",
        action="store_true",
        help="chỉ tìm trong văn bản của đúng đơn vị, năm, loại đã nêu",
    )


def _search(args: argparse.Namespace) -> Answer:
    from drafter.drafting.trace import hit_json

    desk = _desk()
    asked = {"unit": args.unit, "year": args.year, "kind": args.kind}
    hits = desk.search(args.query, **asked, k=args.k, only=args.only)
    cli_shelf.notes(desk)
    lines = [f"{h.title} - {'; '.join(h.reasons)}\n    {h.text[:160]}" for h in hits]
    text = "\n".join(lines) or "Trong kho chưa có văn bản nào giống nội dung này."
    return {"passages": [hit_json(h) for h in hits]}, text, 0


def _law_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", help="câu có viện dẫn, hoặc số ký hiệu")
    parser.add_argument("--on", type=_day, required=True, help="ngày xét hiệu lực")
    parser.add_argument("--plan-year", type=int, help="năm của kế hoạch")


def _law(args: argparse.Namespace) -> Answer:
    from drafter.drafting.trace import verdict_json

    verdicts = _desk().law(args.text, args.on, args.plan_year)
    lines = [f"{v.citation.text}: {v.why}" for v in verdicts]
    text = "\n".join(lines) or "Không thấy văn bản nào được viện dẫn trong câu này."
    return [verdict_json(v) for v in verdicts], text, 0


def _unit_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", help="tên xã, phường, đặc khu")
    parser.add_argument("--on", type=_day, help="ngày xét, mặc định hôm nay")


def _unit(args: argparse.Namespace) -> Answer:
    from drafter.drafting.trace import unit_json

    desk = _desk()
    found = desk.units(args.name, args.on)
    answer = {"candidates": [unit_json(u, desk.successors(u, args.on)) for u in found]}
    text = "\n".join(u.described() for u in found) or "Không tìm thấy đơn vị cấp xã nào có tên này."
    return answer, text, 0 if found else 2


# ingest, library


def _ingest(args: argparse.Namespace) -> Answer:
    return cli_shelf.ingest(args, _desk())


def _library(args: argparse.Namespace) -> Answer:
    return cli_shelf.library(args, _desk())


# backup, restore


def _backup_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="tệp .zip sẽ ghi")


def _backup(args: argparse.Namespace) -> Answer:
    answer = _desk().backup_to(args.file)
    text = (
        f"Đã sao lưu vào {args.file}: {answer['drafts']} dự thảo, {answer['files']} tệp đã gửi, "
        f"{answer['documents']} văn bản trong kho.\nDấu niêm phong nhật ký: {answer['seal']}"
    )
    return answer, text, 0


def _restore_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="tệp .zip do lệnh backup ghi")
    parser.add_argument(
        "--replace", action="store_true", help="thay dữ liệu đang có (có sao lưu trước)"
    )


def _restore(args: argparse.Namespace) -> Answer:
    answer = _desk().restore_from(args.file, replace=args.replace)
    lines = [
        f"Đã khôi phục {answer['drafts']} dự thảo, {answer['files']} tệp đã gửi; "
        f"thêm {answer['documents_added']} văn bản vào kho."
    ]
    if answer["previous"]:
        lines.append(f"Dữ liệu trước khi khôi phục nằm ở {answer['previous']}.")
    return answer, "\n".join(lines), 0


# mine, audit


def _mine_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("act", choices=("export", "delete"))
    parser.add_argument("folder", nargs="?", type=Path, help="thư mục mới hoặc rỗng, cho export")
    parser.add_argument("--yes", action="store_true", help="đồng ý xóa, cho delete")


def _mine(args: argparse.Namespace) -> Answer:
    from drafter.errors import BadValue

    if args.act == "export":
        if args.folder is None:
            raise BadValue(
                "no folder", advice="Xin ghi thư mục, ví dụ: drafter mine export du-lieu."
            )
        written = _desk().export_mine(args.folder)
        text = f"Đã ghi {written['drafts']} dự thảo, {written['versions']} phiên bản vào {args.folder}."
        return written, text, 0
    if not args.yes:
        raise BadValue(
            "no --yes", advice="Lệnh này xóa hẳn mọi dự thảo; nếu chắc chắn, thêm --yes."
        )
    deleted = _desk().delete_mine()
    return {"deleted": deleted}, f"Đã xóa {deleted} dự thảo; các bản sao lưu cũ vẫn còn.", 0


def _audit_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seal", help="dấu niêm phong ghi khi sao lưu, để biết có mất dòng không")


def _audit(args: argparse.Namespace) -> Answer:
    found = _desk().audit(args.seal)
    lines = [
        f"{row.number:>5}  {row.at:%d/%m/%Y %H:%M:%S}  {row.actor}  {row.action}  {row.subject}  {row.detail}"
        for row in found.rows
    ]
    if found.broken_at is not None:
        lines.append(f"Nhật ký đã bị sửa từ dòng {found.broken_at}.")
    elif not found.has_seal:
        lines.append("Nhật ký thiếu dòng: không còn dấu niêm phong đã ghi.")
    else:
        lines.append(f"Nhật ký nguyên vẹn, {len(found.rows)} dòng.")
    rows = [{**asdict(row), "at": row.at.isoformat()} for row in found.rows]
    answer = {"rows": rows, "broken_at": found.broken_at, "holds": found.holds}
    return answer, "\n".join(lines), 0 if found.holds else 1


def _serve_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, help="cổng, mặc định 8501 hoặc PORT")


def _serve(args: argparse.Namespace) -> Answer:
    from drafter.serve import serve

    return {}, "", serve(args.port)


_COMMANDS: tuple[
    tuple[
        str, str, Callable[[argparse.Namespace], Answer], Callable[[argparse.ArgumentParser], None]
    ],
    ...,
] = (
    ("draft", "Soạn dự thảo và ghi ra tệp .docx", _draft, _draft_arguments),
    ("check", "Kiểm tra một văn bản", _check, _check_arguments),
    ("read", "Đọc một văn bản và cho biết các dữ kiện trong đó", _read, _read_arguments),
    ("search", "Tìm trong kho văn bản cũ", _search, _search_arguments),
    ("law", "Cho biết hiệu lực của văn bản được viện dẫn", _law, _law_arguments),
    ("unit", "Tìm đơn vị hành chính cấp xã", _unit, _unit_arguments),
    ("ingest", "Thêm văn bản vào kho", _ingest, cli_shelf.fill_ingest),
    ("library", "Xem, bỏ, dựng lại kho văn bản", _library, cli_shelf.fill_library),
    ("backup", "Sao lưu toàn bộ dữ liệu vào một tệp", _backup, _backup_arguments),
    ("restore", "Khôi phục dữ liệu từ tệp sao lưu", _restore, _restore_arguments),
    ("mine", "Lấy ra hoặc xóa dữ liệu của mình", _mine, _mine_arguments),
    ("audit", "Xem nhật ký và kiểm tra có bị sửa không", _audit, _audit_arguments),
    ("serve", "Mở trang chat trên máy này", _serve, _serve_arguments),
)


if __name__ == "__main__":
    sys.exit(main())
