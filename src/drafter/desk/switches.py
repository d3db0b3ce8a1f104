"""The office's own ``rules.yaml``: rules that it has switched off, with reason and day.

off:
  - TX-02
  - {rule: TT-03, reason: "biểu mẫu của tỉnh quy định khác", since: 2026-12-01}
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Literal

from drafter.checking.switches import Switch
from drafter.errors import BadValue


def read_switches(path: Path) -> tuple[Switch, ...]:
    """The switches of the file at ``path``; none where there is no file.

    Raises `BadValue` for a file that cannot be understood, or a rule that does not exist: a
    typing error must not leave a rule off that nobody meant, nor on that somebody wanted off.
    """
    import yaml
    from pydantic import ValidationError

    if not path.exists():
        return ()
    try:
        # Plain words only: to YAML's own mind "off" is a truth value.
        held = yaml.load(path.read_text(encoding="utf-8-sig"), Loader=yaml.BaseLoader)
        rows = _rows(held or {})
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValidationError) as error:
        form = "cần có dạng “off: [MÃ]” hoặc “off: [{rule: MÃ, reason: lý do, since: 2026-12-01}]”"
        raise _unread(path, str(error), form) from error
    unknown = {row.rule for row in rows} - _known()
    if unknown:
        named = ", ".join(sorted(unknown))
        raise _unread(path, f"unknown rules {named}", f"không có quy tắc {named}")
    return tuple({row.rule: row for row in rows}.values())


def _rows(held: Any) -> list[Switch]:
    from pydantic import BaseModel, ConfigDict, TypeAdapter

    class Row(BaseModel):
        """A rule that is off."""

        model_config = ConfigDict(extra="forbid")
        rule: str
        reason: str = ""
        since: date | None = None

    class File(BaseModel):
        """The whole file."""

        model_config = ConfigDict(extra="forbid")
        off: list[str | Row] | Literal[""] = []

    file = TypeAdapter(File).validate_python(held)
    rows = (Row(rule=row) if isinstance(row, str) else row for row in file.off)
    return [Switch(row.rule.strip().upper(), row.reason.strip(), row.since) for row in rows]


def _known() -> set[str]:
    from drafter.checking.describe import rule_lines

    return {line.id for line in rule_lines()}


def _unread(path: Path, problem: str, why: str) -> BadValue:
    return BadValue(
        f"{path.name}: {problem}",
        advice=f"Tệp {path.name} (quy tắc đang tắt) chưa đúng: {why}. Mã quy tắc có trong "
        "docs/rules.md.",
    )
