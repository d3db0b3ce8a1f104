"""The writer with a model: the only door to langchain.

The model is asked to improve the template writer's section, a few paragraphs at a time, in keys.
What it gives back is judged paragraph by paragraph by plain code (``reply.py``): a good one
stands, a bad one is asked for once more and then stays as the template has it, and the draft
says so.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from drafter.document.model import Paragraph, Section, SectionKind
from drafter.errors import ModelError, ModelReplyError, ModelUnavailable
from drafter.reading.message_words import plain

from .keys import KEY, FactTable, fill
from .line import Chat, Limits, Line
from .prompts import Prompt, load_prompt
from .reply import faults_by_paragraph, only_thought, parse_reply
from .task import Passage, SectionDraft, SectionTask, SectionWriter
from .template import TemplateWriter

PROMPT = "section.v2.md"
_ATTEMPTS = 2
_AT_ONCE = 12  # paragraphs a question: a mid-size model loses count beyond
_SECONDS = 60
_MOST_TOKENS = 6_000
_CONTEXT = 16_384  # Ollama cuts a longer prompt in silence at its default of a few thousand
FOR_MODEL = frozenset({SectionKind.PURPOSE, SectionKind.CONTENTS, SectionKind.SOLUTIONS})
"""Parts whose words a model may improve; figures, days and duties are not among them."""
_MOST_DIRECTIVE = 3_000
_MOST_PASSAGES = 1_200

Join = Callable[[TemplateWriter, FactTable], SectionWriter]


def join_writers(
    prompts: Path,
    *,
    model: str | None = None,
    url: str | None = None,
    key: str | None = None,
    chat: Chat | None = None,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
    limits: Limits | None = None,
) -> Join:
    """How to make the writer of a draft: the template writer alone, or a model in front of it.

    ``model`` is ``provider:name`` as langchain knows it; ``chat`` is a model given ready-made.
    """
    if model is None and chat is None:
        return lambda template, table: template
    prompt = load_prompt(prompts / PROMPT)
    name = model or "scripted"

    def join(template: TemplateWriter, table: FactTable) -> SectionWriter:
        try:
            talk = chat or open_chat(name, url, key, in_json=True)
        except ModelError as error:
            return _Noted(template, f"{error.advice} Toàn bộ dự thảo được soạn theo mẫu.")
        bare = None if chat else lambda: open_chat(name, url, key)
        line = Line(talk, name, plain=bare, clock=clock, sleep=sleep, limits=limits)
        return FallbackWriter(ModelWriter(line, name, prompt, template, table), template)

    return join


def open_chat(
    model: str, url: str | None = None, key: str | None = None, *, in_json: bool = False
) -> Chat:
    """A langchain chat model. Raises `ModelUnavailable` when it cannot be made.

    ``in_json``: with JSON mode, a low temperature and a bound of tokens, which some servers refuse.
    """
    # The line tries again itself: the client's own tries would multiply the time.
    options: dict[str, Any] = {"timeout": _SECONDS, "max_retries": 0}
    if in_json:
        options |= {"temperature": 0.2, "max_tokens": _MOST_TOKENS}
    if url:
        options["base_url"] = url
    if key or url:
        # A local OpenAI-compatible server wants some key, any key.
        options["api_key"] = key or "none"
    if model.startswith("ollama:"):
        options = {k: v for k, v in options.items() if k in {"base_url", "temperature"}}
        options |= {"client_kwargs": {"timeout": _SECONDS}, "num_ctx": _CONTEXT}
        options |= {"num_predict": _MOST_TOKENS, "format": "json"} if in_json else {}
    elif model.startswith("openai:") and in_json:
        options["model_kwargs"] = {"response_format": {"type": "json_object"}}
    try:
        from langchain.chat_models import init_chat_model

        opened: Chat = init_chat_model(model, **options)
        return opened
    except Exception as error:  # the door: every provider has errors of its own
        raise ModelUnavailable(
            f"cannot open {model}: {error}",
            advice=f"Không mở được mô hình {model}; xin xem lại DRAFTER_MODEL.",
        ) from error


@dataclass(frozen=True, slots=True)
class _Asked:
    """What one question is about: the paragraphs, in keys, and what went wrong before."""

    task: SectionTask
    ground: Sequence[str]
    wrong: tuple[str, ...] = ()
    hint: str = ""


class ModelWriter:
    """Asks a chat model to improve the template writer's sections."""

    def __init__(
        self, line: Line, name: str, prompt: Prompt, template: TemplateWriter, table: FactTable
    ) -> None:
        self._line, self.name, self._prompt = line, name, prompt
        self._template, self._table = template, table

    def write(self, task: SectionTask) -> SectionDraft:
        """The section in the model's words, as far as they are good.

        Raises `ModelReplyError` when no paragraph of it is, `ModelUnavailable` when the line is
        dead.
        """
        base = self._template.write(task)
        section = task.ground_draft or base.section
        ground = [p.text for p in _paragraphs(section)]
        if task.kind not in FOR_MODEL or not ground:
            return base
        before = self._line.cost
        texts: list[str | None] = []
        wrong: list[str] = []
        for at in range(0, len(ground), _AT_ONCE):
            got, why = self._improved(_Asked(task, ground[at : at + _AT_ONCE]))
            texts, wrong = [*texts, *got], [*wrong, *why]
        kept = texts.count(None)
        if all(new in (None, old) for new, old in zip(texts, ground, strict=True)) and kept:
            raise ModelReplyError(
                f"section {task.label}: {wrong[:3]}",
                advice=f"Mô hình viết mục này chưa đạt ({_said(wrong)}).",
            )
        filled = (new or old for new, old in zip(texts, ground, strict=True))
        note = f"Mục {task.label}: {kept} đoạn giữ lời văn mẫu vì mô hình viết chưa đạt ({_said(wrong)})."
        cost = (self._line.cost - before).words
        notes = (note,) if kept else ()
        return SectionDraft(_with_texts(section, filled), f"model:{self.name}", notes, cost)

    def _improved(self, asked: _Asked) -> tuple[list[str | None], list[str]]:
        """Good new wordings by paragraph, ``None`` for the others, and what was wrong with them."""
        texts: list[str | None] = [None] * len(asked.ground)
        wrong: list[str] = []
        for _ in range(_ATTEMPTS):
            places = [at for at, text in enumerate(texts) if text is None]
            again = replace(asked, ground=[asked.ground[at] for at in places])
            new, faults, hint = self._attempt(again)
            for place, text in zip(places, new, strict=True):
                texts[place] = text
            wrong = faults
            if None not in texts:
                return texts, []
            asked = replace(asked, wrong=tuple(faults), hint=hint)
        return texts, wrong

    def _attempt(self, asked: _Asked) -> tuple[list[str | None], list[str], str]:
        """One question: good paragraphs, faults in words, and a hint for the next question."""
        nothing: list[str | None] = [None] * len(asked.ground)
        answer = self._line.ask(self._render(asked))
        if only_thought(answer.text):
            return nothing, ["mô hình nghĩ quá lâu, chưa trả lời."], _DO_NOT_THINK
        try:
            reply = parse_reply(answer.text, len(asked.ground))
        except ModelReplyError:
            return nothing, [_CUT if answer.cut else _SHAPE], ""
        found = faults_by_paragraph(reply, asked.ground, self._table)
        bad = [(at, fault) for at, faults in enumerate(found) for fault in faults]
        good = [t if not f else None for t, f in zip(reply.paragraphs, found, strict=True)] if (
            len(reply.paragraphs) == len(asked.ground)
        ) else nothing  # fmt: skip
        # The next question holds the bad ones only, counted anew.
        number = {at: n for n, at in enumerate((i for i, f in enumerate(found) if f), 1)}
        return good, [f"Đoạn {number[at]}: {fault}" for at, fault in bad], ""

    def _render(self, asked: _Asked) -> str:
        task, ground = asked.task, asked.ground
        facts = "\n".join(f"[[{f.key}]] = {f.text}" for f in self._table.used_in(ground))
        directive = task.brief.directive
        words = " ".join(
            fill(KEY.sub(_known(self._table), text), self._table)[0] for text in ground
        )
        rendered = self._prompt.render(
            heading=task.heading,
            unit=task.brief.unit.full if task.brief.unit else "xã",
            year=str(task.brief.year),
            facts=facts or "(không có)",
            draft="\n".join(f"{at}. {text}" for at, text in enumerate(ground, 1)),
            count=str(len(ground)),
            directive=_as_data(_nearest(directive.text, words)) if directive else "(chưa có)",
            passages=_as_data(_models(task.passages)) or "(chưa có)",
            wish=_as_data(task.wish) or "(không có)",
            findings="\n".join(asked.wrong) or "(không có)",
        )
        return f"{rendered}\n{asked.hint}".rstrip()


_SHAPE = "trả lời không đúng dạng JSON yêu cầu."
_CUT = "trả lời bị cắt giữa chừng; viết gọn hơn."
_DO_NOT_THINK = "Không suy luận dài, trả lời ngay. /no_think"


def _said(wrong: Sequence[str]) -> str:
    """The first fault in words for the official, who sees no numbers of paragraphs and no keys."""
    first = re.sub(r"^Đoạn \d+: ", "", wrong[0]).rstrip(".") if wrong else "không đúng dạng"
    if "mã" in first or "[[" in first:
        return "thêm, bớt hoặc đổi số liệu, căn cứ"
    return first.removesuffix(", phải bỏ đi")


def _known(table: FactTable) -> Callable[[re.Match[str]], str]:
    return lambda match: match[0] if match[1] in table else ""


def _nearest(directive: str, words: str) -> str:
    """Lines of the directive that share most words with the paragraphs, in their order."""
    if len(directive) <= _MOST_DIRECTIVE:
        return directive
    wanted = set(re.findall(r"\w{3,}", plain(words)))
    lines = [line for line in directive.split("\n") if line.strip()]
    ranked = sorted(
        range(len(lines)),
        key=lambda at: -len(wanted & set(re.findall(r"\w{3,}", plain(lines[at])))),
    )
    chosen, room = [], _MOST_DIRECTIVE
    for at in ranked:
        if len(lines[at]) <= room:
            chosen.append(at)
            room -= len(lines[at])
    return "\n".join(lines[at] for at in sorted(chosen))


def _models(passages: Sequence[Passage]) -> str:
    """Past wording to learn the tone from; its figures are blacked out, they are no facts here."""
    text = "\n".join(p.text.strip() for p in passages[:3])[:_MOST_PASSAGES]
    return re.sub(r"\d[\d.,/-]*", "…", text)


class FallbackWriter:
    """A writer with another behind it; a section of the second one says so."""

    def __init__(self, first: SectionWriter, second: SectionWriter) -> None:
        self._first, self._second = first, second
        self._dead = ""

    def write(self, task: SectionTask) -> SectionDraft:
        """The first writer's section, or the second's with a note why."""
        if self._dead:
            # Asking a dead line again for each section would only make the official wait.
            return self._instead(task, self._dead)
        try:
            return self._first.write(task)
        except ModelUnavailable as error:
            self._dead = error.advice
            return self._instead(task, error.advice)
        except ModelError as error:
            return self._instead(task, error.advice)

    def _instead(self, task: SectionTask, why: str) -> SectionDraft:
        draft = self._second.write(task)
        if task.kind not in FOR_MODEL:
            return draft
        note = f"Mục {task.label} được soạn theo mẫu: {why}"
        return replace(draft, notes=(*draft.notes, note))


class _Noted:
    def __init__(self, writer: SectionWriter, note: str) -> None:
        self._writer, self._note = writer, note

    def write(self, task: SectionTask) -> SectionDraft:
        draft = self._writer.write(task)
        return replace(draft, notes=(*draft.notes, self._note))


def _as_data(text: str) -> str:
    return text.replace(">>>", "> > >").replace("<<<", "< < <")


def _paragraphs(section: Section) -> Iterator[Paragraph]:
    for _, part in section.walk():
        yield from part.paragraphs


def _with_texts(section: Section, texts: Iterator[str]) -> Section:
    own = tuple(replace(p, text=next(texts).strip()) for p in section.paragraphs)
    children = tuple(_with_texts(child, texts) for child in section.children)
    return replace(section, paragraphs=own, children=children)
