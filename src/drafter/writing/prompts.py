"""Prompts: one act a file in ``prompts/``, with its variables declared and verified on loading."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from string import Template

import yaml

_MARK = "---\n"


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt text with ``$variables``; `render` wants exactly the declared ones."""

    name: str
    variables: frozenset[str]
    template: Template

    def render(self, **values: str) -> str:
        """The whole prompt. Raises ``ValueError`` when a variable is missing or unknown."""
        if values.keys() != self.variables:
            wrong = sorted(values.keys() ^ self.variables)
            raise ValueError(f"prompt {self.name}: wrong variables {wrong}")
        return self.template.substitute(values)


def load_prompt(path: Path) -> Prompt:
    """Read a prompt file. Raises ``ValueError`` when it uses a variable it does not declare."""
    _, head, body = path.read_text(encoding="utf-8").split(_MARK, 2)
    declared = frozenset(yaml.safe_load(head)["variables"])
    template = Template(body)
    used = frozenset(template.get_identifiers())
    if used != declared:
        raise ValueError(f"{path.name}: declared {sorted(declared)}, used {sorted(used)}")
    return Prompt(path.stem, declared, template)
