"""Nouns to JSON and back, without loss: Decimal, dates, enums, sets and nested sections.

``decode(Brief, encode(brief)) == brief`` holds for every dataclass of ``document/``. A field
that a later version adds is filled with its default; one it no longer knows is passed over.
"""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from drafter.errors import RecordsError

T = TypeVar("T")


_ADAPTERS: dict[Any, TypeAdapter[Any]] = {}  # building one takes milliseconds


def _adapter(kind: Any) -> TypeAdapter[Any]:
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


def encode(value: object, kind: Any = None) -> str:
    """JSON text of ``value``; ``kind`` is its type where ``type(value)`` says too little."""
    return _adapter(kind or type(value)).dump_json(value).decode()


def decode(kind: type[T], text: str) -> T:
    """The value of type ``kind`` that ``text`` holds; ``RecordsError`` when it holds none."""
    try:
        value: T = _adapter(kind).validate_json(text)
    except ValidationError as broken:
        name = getattr(kind, "__name__", str(kind))
        raise RecordsError(
            f"stored {name} cannot be read: {broken.error_count()} errors",
            advice="Dữ liệu đã lưu không đọc được. Hãy khôi phục từ bản sao lưu gần nhất.",
        ) from broken
    return value
