"""The writer with a model: the only door to langchain.

The model is asked to improve the template writer's section, paragraph by paragraph, in keys.
What it gives back is judged by plain code (``reply.py``); a section that fails twice is the
template writer's, and the draft says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

from drafter.document.model import Paragraph, Section, SectionKind
from drafter.errors import ModelError, ModelReplyError, ModelUnavailable

from .keys import FactTable
from .prompts import Prompt, load_prompt
from .reply import faults, parse_reply
from .task import SectionDraft, SectionTask, SectionWriter
from .template import TemplateWriter

_ATTEMPTS = 2
_SECONDS = 60
_FOR_MODEL = frozenset({SectionKind.PURPOSE, SectionKind.CONTENTS, SectionKind.SOLUTIONS})
_MOST_DIRECTIVE = 12_000


class Chat(Protocol):
    """The one thing asked of a langchain chat model."""

    def invoke(self, prompt: str) -> Any:
        """Answer ``prompt`` with a message that has ``content``."""
        ...


Join = Callable[[TemplateWriter, FactTable], SectionWriter]


def join_writers(
    prompts: Path,
    *,
    model: str | None = None,
    url: str | None = None,
    key: str | None = None,
    chat: Chat | None = None,
) -> Join:
    """How to make the writer of a draft: the template writer alone, or a model in front of it.

    ``model`` is ``provider:name`` as langchain knows it; ``chat`` is a model given ready-made.
    """
    if model is None and chat is None:
        return lambda template, table: template
    prompt = load_prompt(prompts / "section.v1.md")
    name = model or "scripted"

    def join(template: TemplateWriter, table: FactTable) -> SectionWriter:
        try:
            talk = chat or open_chat(name, url, key)
        except ModelError as error:
            return _Noted(template, f"{error.advice} Toàn bộ dự thảo được soạn theo mẫu.")
        return FallbackWriter(ModelWriter(talk, name, prompt, template, table), template)

    return join


def open_chat(model: str, url: str | None = None, key: str | None = None) -> Chat:
    """A langchain chat model. Raises `ModelUnavailable` when it cannot be made."""
    options: dict[str, Any] = {"timeout": _SECONDS, "max_retries": 1, "temperature": 0.2}
    if url:
        options["base_url"] = url
    if key or url:
        # A local OpenAI-compatible server wants some key, any key.
        options["api_key"] = key or "none"
    if model.startswith("ollama:"):
        options = {k: v for k, v in options.items() if k in {"base_url", "temperature"}}
    try:
        from langchain.chat_models import init_chat_model

        opened: Chat = init_chat_model(model, **options)
        return opened
    except Exception as error:  # the door: every provider has errors of its own
        raise ModelUnavailable(
            f"cannot open {model}: {error}",
            advice=f"Không mở được mô hình {model}; xin xem lại DRAFTER_MODEL.",
        ) from error


class ModelWriter:
    """Asks a chat model to improve the template writer's sections."""

    def __init__(
        self, chat: Chat, name: str, prompt: Prompt, template: TemplateWriter, table: FactTable
    ) -> None:
        self._chat, self.name, self._prompt = chat, name, prompt
        self._template, self._table = template, table

    def write(self, task: SectionTask) -> SectionDraft:
        """The section in the model's words. Raises `ModelError` when two attempts gave nothing."""
        base = self._template.write(task)
        ground = [p.text for p in _paragraphs(base.section)]
        if task.kind not in _FOR_MODEL or not ground:
            return base
        wrong: tuple[str, ...] = ()
        for _ in range(_ATTEMPTS):
            texts, wrong = self._attempt(task, ground, wrong)
            if not wrong:
                section = _with_texts(base.section, iter(texts))
                return SectionDraft(section, f"model:{self.name}")
        raise ModelReplyError(
            f"section {task.label}: {wrong[:3]}",
            advice="Mô hình viết mục này chưa đạt (thêm dữ kiện không có nguồn hoặc sai dạng).",
        )

    def _attempt(
        self, task: SectionTask, ground: list[str], wrong: tuple[str, ...]
    ) -> tuple[list[str], tuple[str, ...]]:
        try:
            reply = parse_reply(self._ask(self._render(task, ground, wrong)))
        except ModelReplyError as error:
            return [], (error.advice,)
        return reply.paragraphs, faults(reply, ground, self._table)

    def _render(self, task: SectionTask, ground: list[str], wrong: tuple[str, ...]) -> str:
        facts = "\n".join(f"[[{f.key}]] = {f.text}" for f in self._table.used_in(ground))
        directive = task.brief.directive
        return self._prompt.render(
            heading=task.heading,
            unit=task.brief.unit.full if task.brief.unit else "xã",
            year=str(task.brief.year),
            facts=facts or "(không có)",
            draft="\n".join(f"{at}. {text}" for at, text in enumerate(ground, 1)),
            directive=_as_data(directive.text) if directive else "(chưa có)",
            findings="\n".join(wrong) or "(không có)",
        )

    def _ask(self, prompt: str) -> str:
        try:
            message = self._chat.invoke(prompt)
        except Exception as error:  # the door: every provider has errors of its own
            raise ModelUnavailable(
                f"{self.name} did not answer: {error}",
                advice="Mô hình ngôn ngữ không trả lời.",
            ) from error
        return _text_of(getattr(message, "content", message))


def _text_of(content: object) -> str:
    """The words of an answer; some providers give it in blocks, with thoughts between."""
    if not isinstance(content, list):
        return str(content)
    blocks = [block if isinstance(block, str) else block.get("text", "") for block in content]
    return "".join(str(block) for block in blocks)


class FallbackWriter:
    """A writer with another behind it; a section of the second one says so."""

    def __init__(self, first: SectionWriter, second: SectionWriter) -> None:
        self._first, self._second = first, second
        self._down = False

    def write(self, task: SectionTask) -> SectionDraft:
        """The first writer's section, or the second's with a note why."""
        if self._down:
            return self._instead(task, "Mô hình ngôn ngữ không trả lời.")
        try:
            return self._first.write(task)
        except ModelUnavailable as error:
            # Asking a dead line again for each section would only make the official wait.
            self._down = True
            return self._instead(task, error.advice)
        except ModelError as error:
            return self._instead(task, error.advice)

    def _instead(self, task: SectionTask, why: str) -> SectionDraft:
        draft = self._second.write(task)
        note = f"Mục {task.label} được soạn theo mẫu: {why}"
        return replace(draft, notes=(*draft.notes, note))


class _Noted:
    def __init__(self, writer: SectionWriter, note: str) -> None:
        self._writer, self._note = writer, note

    def write(self, task: SectionTask) -> SectionDraft:
        draft = self._writer.write(task)
        return replace(draft, notes=(*draft.notes, self._note))


def _as_data(text: str) -> str:
    return text[:_MOST_DIRECTIVE].replace(">>>", "> > >").replace("<<<", "< < <")


def _paragraphs(section: Section) -> Iterator[Paragraph]:
    for _, part in section.walk():
        yield from part.paragraphs


def _with_texts(section: Section, texts: Iterator[str]) -> Section:
    own = tuple(replace(p, text=next(texts).strip()) for p in section.paragraphs)
    children = tuple(_with_texts(child, texts) for child in section.children)
    return replace(section, paragraphs=own, children=children)
