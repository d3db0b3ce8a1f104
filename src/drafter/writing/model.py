"""The writer with a model: the only door to langchain.

The model is asked to improve the template writer's section, a few items at a time, in keys. The
points of an item may be regrouped; what it gives back is judged item by item by plain code
(``judging.py``): a good one stands, a bad one is asked for once more and then stays as the
template has it, and the draft says so.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from drafter.document.facts import Fact
from drafter.document.model import SectionKind
from drafter.errors import ModelError, ModelReplyError, ModelUnavailable

from .fallback import FOR_MODEL, FallbackWriter, Noted
from .items import Item, items_in, rewritten
from .judging import faults_by_item
from .keys import KEY, FactTable
from .line import Chat, Limits, Line
from .local import local_details, to_confirm
from .prompts import Prompt, load_prompt
from .question import in_words, question
from .reply import only_thought, parse_reply
from .task import SectionDraft, SectionTask, SectionWriter
from .template import TemplateWriter

PROMPT = "section.v3.md"
_ATTEMPTS = 2
_AT_ONCE = 12  # points a question: a mid-size model loses count beyond
_SECONDS = 60
_MOST_TOKENS = 6_000
_CONTEXT = 16_384  # Ollama cuts a longer prompt in silence at its default of a few thousand

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
            return Noted(template, f"{error.advice} Toàn bộ dự thảo được soạn theo mẫu.")
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
    """What one question is about: items, details on offer, and what went wrong before."""

    task: SectionTask
    items: Sequence[Item]
    details: Sequence[Fact]
    elsewhere: Sequence[str] = ()  # points of the section that are not asked about
    wrong: tuple[str, ...] = ()
    hint: str = ""


@dataclass(frozen=True, slots=True)
class _Outcome:
    """Good points by the path of their item, what is wrong with the others, and a hint."""

    good: dict[str, list[str]]
    wrong: tuple[str, ...] = ()
    hint: str = ""


class ModelWriter:
    """Asks a chat model to improve the template writer's sections."""

    def __init__(
        self, line: Line, name: str, prompt: Prompt, template: TemplateWriter, table: FactTable
    ) -> None:
        self._line, self.name, self._prompt = line, name, prompt
        self._template, self._table = template, table
        self._told: set[str] = set()  # keys of local details that stand in a section already

    def write(self, task: SectionTask) -> SectionDraft:
        """The section in the model's words, as far as they are good.

        Raises `ModelReplyError` when no item of it is, `ModelUnavailable` when the line is dead.
        """
        base = self._template.write(task)
        section = task.ground_draft or base.section
        items = items_in(section, self._template.carried, self._table)
        if task.kind not in FOR_MODEL or not items:
            return base
        before = self._line.cost
        details = self._details(task, items)
        good: dict[str, list[str]] = {}
        wrong: list[str] = []
        for batch in _batches(items):
            others = [p for item in items if item not in batch for p in item.ground.points]
            outcome = self._improved(_Asked(task, batch, details, others))
            good |= outcome.good
            wrong += outcome.wrong
            details = [fact for fact in details if fact.key not in _keys_in(outcome.good)]
        kept = [item.path for item in items if item.path not in good]
        if kept and all(tuple(good[i.path]) == i.ground.points for i in items if i.path in good):
            raise ModelReplyError(
                f"section {task.label}: {wrong[:3]}",
                advice=f"Mô hình viết mục này chưa đạt ({_said(wrong)}).",
            )
        cost = (self._line.cost - before).words
        notes = [*self._confirming(items, good)]
        if kept:
            words = "giữ lời văn mẫu vì mô hình viết chưa đạt"
            notes.append(f"Mục {', '.join(kept)} {words} ({_said(wrong)}).")
        written = rewritten(section, good)
        return SectionDraft(written, f"model:{self.name}", tuple(notes), cost)

    def _details(self, task: SectionTask, items: Sequence[Item]) -> list[Fact]:
        """Local details for the contents, as far as no part written so far uses them."""
        if task.kind is not SectionKind.CONTENTS:
            return []
        words = " ".join(in_words(item.ground.words, self._table) for item in items)
        found = local_details(task.brief, self._table, words)
        return [fact for fact in found if fact.key not in self._told]

    def _confirming(self, items: Sequence[Item], good: dict[str, list[str]]) -> Iterator[str]:
        for item in items:
            new = _keys_in({item.path: good.get(item.path, [])}) - set(
                KEY.findall(item.ground.words)
            )
            self._told |= new
            if said := to_confirm(item.path, (self._table[key] for key in sorted(new))):
                yield said

    def _improved(self, asked: _Asked) -> _Outcome:
        """Good new points by item, and what was wrong with the others in the last attempt."""
        good: dict[str, list[str]] = {}
        wrong: tuple[str, ...] = ()
        for _ in range(_ATTEMPTS):
            outcome = self._attempt(asked)
            good |= outcome.good
            wrong = outcome.wrong
            left = [item for item in asked.items if item.path not in good]
            if not left:
                return _Outcome(good)
            asked = replace(
                asked,
                items=left,
                details=[f for f in asked.details if f.key not in _keys_in(good)],
                elsewhere=[
                    *asked.elsewhere,
                    *(p for points in outcome.good.values() for p in points),
                ],
                wrong=wrong,
                hint=outcome.hint,
            )
        return _Outcome(good, wrong)

    def _question(self, asked: _Asked) -> str:
        shown = question(
            self._prompt, asked.task, asked.items, self._table, asked.details, asked.wrong
        )
        return f"{shown}\n{asked.hint}".rstrip()

    def _attempt(self, asked: _Asked) -> _Outcome:
        """One question."""
        answer = self._line.ask(self._question(asked))
        if only_thought(answer.text):
            return _Outcome({}, ("mô hình nghĩ quá lâu, chưa trả lời.",), _DO_NOT_THINK)
        try:
            reply = parse_reply(answer.text, len(asked.items))
        except ModelReplyError:
            return _Outcome({}, (_CUT if answer.cut else _SHAPE,))
        points = [p and [_with_keys(text, asked.details) for text in p] for p in reply.items]
        found = faults_by_item(
            points,
            [item.ground for item in asked.items],
            self._table,
            frozenset(fact.key for fact in asked.details),
            asked.elsewhere,
        )
        good = {
            item.path: list(texts)
            for item, texts, faults in zip(asked.items, points, found, strict=True)
            if texts and not faults
        }
        # The next question holds the bad ones only, counted anew.
        bad = enumerate((faults for faults in found if faults), 1)
        return _Outcome(good, tuple(f"Mục {at}: {fault}" for at, all_ in bad for fault in all_))


def _batches(items: Sequence[Item]) -> Iterator[list[Item]]:
    """Items in their order, about `_AT_ONCE` points a question."""
    batch: list[Item] = []
    for item in items:
        if batch and sum(len(i.points) for i in (*batch, item)) > _AT_ONCE:
            yield batch
            batch = []
        batch.append(item)
    yield batch


def _keys_in(points: dict[str, list[str]]) -> set[str]:
    return {key for texts in points.values() for text in texts for key in KEY.findall(text)}


def _with_keys(text: str, details: Sequence[Fact]) -> str:
    """``text`` with local details that were written out in their keys."""
    for fact in sorted(details, key=lambda fact: -len(fact.text)):
        text = re.sub(rf"\b{re.escape(fact.text)}\b", f"[[{fact.key}]]", text, flags=re.IGNORECASE)
    return text


_SHAPE = "trả lời không đúng dạng JSON yêu cầu."
_CUT = "trả lời bị cắt giữa chừng; viết gọn hơn."
_DO_NOT_THINK = "Không suy luận dài, trả lời ngay. /no_think"


def _said(wrong: Sequence[str]) -> str:
    """The first fault in words for the official, who sees no numbers of paragraphs and no keys."""
    first = re.sub(r"^Mục \d+: ", "", wrong[0]).rstrip(".") if wrong else "không đúng dạng"
    if "mã" in first or "[[" in first:
        return "thêm, bớt hoặc đổi số liệu, căn cứ"
    return first.removesuffix(", phải bỏ đi")
